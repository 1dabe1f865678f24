"""Faults met while reading the text of a resolution: what was refused, and what was read with doubt."""

from __future__ import annotations

from bluehelm.dossier.reading_faults import ReadingFault
from bluehelm.foundation.findings import Basis, Severity

_BASIS = (Basis("docs/mandates.md", "our reading"),)
_NEVER_SILENT = "A wrong structure read in silence would reach every count, task and comparison."


def _refused(id: str, looks_for: str, message: str, remedy: str, why: str = _NEVER_SILENT) -> ReadingFault:
    return ReadingFault(id, Severity.ERROR, looks_for, message, why, remedy, _BASIS)


def _doubted(id: str, looks_for: str, message: str, remedy: str, why: str = _NEVER_SILENT) -> ReadingFault:
    return ReadingFault(id, Severity.WARNING, looks_for, message, why, remedy, _BASIS)


CANNOT_OPEN_TEXT = _refused(
    "MRD001",
    "the text of a resolution that cannot be opened",
    "This cannot be opened: {reason}.",
    "Check the path and the right to read it, and that the file is not damaged or protected by a password.",
)
UNKNOWN_FORMAT = _refused(
    "MRD002",
    "the text of a resolution in a format that is not read",
    "Files ending in '{suffix}' are not read.",
    "Save the text as .txt, .docx or .pdf.",
)
EMPTY_TEXT = _refused(
    "MRD003",
    "a file without any text",
    "The file holds no text.",
    "Check that the right file was saved.",
)
SCANNED_PDF = _refused(
    "MRD004",
    "a PDF of pictures without a text layer",
    "{n_without} of {n_pages} pages hold no text: this PDF is a scan.",
    "Take the Word file or the PDF with text from the documents system, or let a program recognize "
    "the text first.",
)
ENORMOUS_TEXT = _refused(
    "MRD005",
    "a file far longer than any resolution",
    "The file holds {size} MB of text; no resolution comes near {limit} MB.",
    "Cut the resolution out of the collection and read it alone.",
    "A whole collection read as one resolution gives one long wrong answer.",
)
OTHER_LANGUAGE = _refused(
    "MRD006",
    "a resolution in a language that is not read",
    "The text is in {language}; verbs, dates and ceilings are read in English only.",
    "Take the English text of the same resolution.",
)
TWO_COLUMNS = _refused(
    "MRD007",
    "English and French columns run into one another",
    "Lines of English and French stand mixed ({share} of the lines are French): two columns were "
    "read across.",
    "Take the English text alone, from the Word file or the documents system.",
)
STATEMENT = _refused(
    "MRD008",
    "a statement by the President instead of a resolution",
    "This is a statement by the President of the Security Council, not a resolution.",
    "Read the resolution; a statement gives no mandate and sets no ceiling.",
)
DRAFT = _doubted(
    "MRD009",
    "a draft resolution",
    "This is a draft: nothing in it is in force.",
    "Use the text adopted, once there is one; adopt refuses a draft.",
)
NO_OPERATIVE = _doubted(
    "MRD010",
    "a resolution in which no operative paragraph was found",
    "No operative paragraph was found: neither numbered nor opened by a verb such as 'Decides'.",
    "Check that the file holds the whole resolution and that its numbers stand at the beginning of a line.",
)
SKIPPED_NUMBER = _doubted(
    "MRD011",
    "numbered paragraphs that follow each other with a gap",
    "Paragraph {after} follows paragraph {before}: what lies between was not found.",
    "Look at the text there; a number lost at a page break is the usual cause.",
)
GUESSED_LEVEL = _doubted(
    "MRD012",
    "a point whose level had to be guessed",
    "The marker of {n} points continues no list and begins none: {points}.",
    "Look at these points; a point before them may be missing.",
)
NO_SYMBOL = _doubted(
    "MRD013",
    "a text without the symbol of the resolution",
    "Neither the head nor the name of the file says which resolution this is.",
    "Keep the head of the document, or name the file after it, for example S-RES-2149-2014.txt.",
)
NO_OPENING = _doubted(
    "MRD014",
    "a text that does not open as a resolution",
    "The words 'The Security Council,' were not found at a beginning of a line.",
    "Check that this is a resolution of the Security Council, and that its beginning is there.",
)
UNKNOWN_START = _doubted(
    "MRD015",
    "a term in months whose first day is not known",
    "The mandate runs for {months} months, but the day of adoption is not in the text.",
    "Keep the line 'Adopted by the Security Council at its … meeting, on …', or give --adopted-on.",
)
BY_REFERENCE = ReadingFault(
    "MRD016",
    Severity.NOTE,
    "tasks given by reference to a text that is not at hand",
    "Paragraph {paragraph} gives tasks by pointing at {symbol}, paragraph {named}, not at hand.",
    "Tasks given by reference are part of the mandate, but are not in this text.",
    "Lay the text of {symbol} beside this file, named after its symbol.",
    _BASIS,
)
BROKEN_LETTERS = _doubted(
    "MRD017",
    "a text with letters that could not be decoded",
    "{n} letters could not be read in the encoding of the file.",
    "Save the file again as UTF-8.",
)
CUT_OFF = _doubted(
    "MRD018",
    "a text that stops in mid-sentence",
    "The last operative paragraph, {paragraph}, has no end mark: the text may be cut off.",
    "Check that the file goes to 'Decides to remain seized of the matter.'",
)
DAY_FROM_CORPUS = ReadingFault(
    "MRD019",
    Severity.NOTE,
    "a text that does not print its day of adoption, which is known otherwise",
    "The day of adoption is not in the text; {day} is taken from what is known of {symbol}.",
    "A term in months is counted from that day.",
    "Keep the line 'Adopted by the Security Council at its … meeting, on …', or give --adopted-on.",
    _BASIS,
)
NO_RESOLUTION = _refused(
    "MRD020",
    "a text that is no resolution of the Security Council",
    "Neither the words 'The Security Council,' nor an operative paragraph was found: {what}.",
    "Check that this is the right file, and that it holds the body of the resolution.",
)
SEVERAL_TEXTS = _refused(
    "MRD021",
    "a file that holds several resolutions",
    "The file holds {n} resolutions: {symbols}.",
    "Cut out the one that is meant and read it alone.",
    "Several resolutions read as one give ceilings, dates and tasks to the wrong text.",
)
TRACKED_CHANGES = _doubted(
    "MRD022",
    "a Word file with changes that nobody has accepted yet",
    "{n} tracked changes are read as if they were accepted.",
    "Accept or reject the changes in Word, and read the file again.",
    "A draft with changes holds two texts; only one of them is shown.",
)
PAGES_WITHOUT_TEXT = _doubted(
    "MRD023",
    "a PDF some pages of which hold no text",
    "Pages without text: {pages}. If they are pictures, what stands there was not read.",
    "Look at these pages; blank ones do no harm.",
)
REPEATED_NUMBER = _doubted(
    "MRD024",
    "numbered paragraphs that begin again",
    "Paragraph {number} stands after paragraph {last}: numbers begin again, or a text is quoted there.",
    "Look at the text there; two texts run together and a quoted list are the usual causes.",
)

TEXT_FAULTS: tuple[ReadingFault, ...] = (
    CANNOT_OPEN_TEXT, UNKNOWN_FORMAT, EMPTY_TEXT, SCANNED_PDF, ENORMOUS_TEXT, OTHER_LANGUAGE, TWO_COLUMNS,
    STATEMENT, DRAFT, NO_OPERATIVE, SKIPPED_NUMBER, GUESSED_LEVEL, NO_SYMBOL, NO_OPENING, UNKNOWN_START,
    BY_REFERENCE, BROKEN_LETTERS, CUT_OFF, DAY_FROM_CORPUS,
    NO_RESOLUTION, SEVERAL_TEXTS, TRACKED_CHANGES, PAGES_WITHOUT_TEXT, REPEATED_NUMBER,
)  # fmt: skip
"""Every fault that reading a resolution can find, in the order of the reference page."""
