"""Faults met while reading: each with its id, why it matters and how to mend it.

They are findings like those of the checks, but come from the reader, since what cannot be read
cannot be checked.
"""

from __future__ import annotations

from dataclasses import dataclass

from bluehelm.foundation.findings import Basis, Finding, Place, Severity

_PLAIN = Basis("docs/dossier.md", "our reading")
_LOST = "What cannot be read is lost to every check, total and brief."


@dataclass(frozen=True, slots=True)
class ReadingFault:
    """One kind of fault in a file; `at` makes the finding."""

    id: str
    severity: Severity
    looks_for: str
    message: str
    why: str
    remedy: str
    basis: tuple[Basis, ...] = (_PLAIN,)

    def at(self, place: Place, *, item: str = "", **values: object) -> Finding:
        """The finding at a place, with the values its sentences name."""
        return Finding(
            self.id, self.severity, place, item, self.message, self.why, self.basis, self.remedy, values
        )


def _error(id: str, looks_for: str, message: str, remedy: str, why: str = _LOST) -> ReadingFault:
    return ReadingFault(id, Severity.ERROR, looks_for, message, why, remedy)


CANNOT_OPEN = _error(
    "FIL001",
    "a file or folder that cannot be opened",
    "This cannot be opened: {reason}.",
    "Give read permission, or take the file out of the dossier.",
)
NOT_A_FILE = _error(
    "FIL002",
    "a device, pipe or socket where a file is expected",
    "This is not an ordinary file but a device, pipe or socket; it was not opened.",
    "Replace it by a text file, or take it out of the dossier.",
    "Reading a device can hang for ever or never end.",
)
LINK_OUT = _error(
    "FIL003",
    "a symbolic link that leads out of the workspace",
    "This symbolic link leads out of the workspace; it was not followed.",
    "Copy the file into the dossier.",
    "A dossier must be whole wherever it is copied, and must never show files from elsewhere.",
)
LINK_TO_FOLDER = _error(
    "FIL004",
    "a symbolic link to a folder",
    "This symbolic link leads to a folder; it was not followed.",
    "Copy the folder into the dossier.",
    "Linked folders can lead in circles, and read the same items twice.",
)
TOO_LARGE = _error(
    "FIL005",
    "a file larger than 32 MB",
    "This file has {size} MB; files of a dossier stay under {limit} MB.",
    "Split it, or import event data into the evidence store instead.",
    "A dossier is read as a whole, by people too.",
)
SPREADSHEET = _error(
    "FIL006",
    "a spreadsheet under a name that promises text",
    "This is a spreadsheet file, not text.",
    "Open it in the spreadsheet program and save it as 'CSV UTF-8'.",
)
NOT_TEXT = _error(
    "FIL007",
    "a file that is not UTF-8 text",
    "This file is not UTF-8 text.",
    "Save it again with the encoding UTF-8; in a spreadsheet program choose 'CSV UTF-8'.",
    "In another encoding accents would be read as other letters, without a word.",
)
YAML_SYNTAX = _error(
    "FIL010",
    "a YAML file that does not follow the rules of YAML",
    "The file cannot be read beyond this point: {problem}.",
    "{hint}",
)
DUPLICATE_KEY = _error(
    "FIL011",
    "a key that stands twice in one block",
    "'{key}' stands twice in this block; it stood first on line {first}.",
    "Keep one of the two, or make them two items of a list.",
    "Most programs would keep the last and lose the first without a word.",
)
ALIAS = _error(
    "FIL012",
    "an anchor or alias",
    "Anchors and aliases ({found}) are not used in a dossier.",
    "Write the value out where it is needed.",
    "A copy by alias hides what a line says, and can blow up a small file to a giant.",
)
TAG = _error(
    "FIL013",
    "a YAML tag",
    "Tags ({found}) are not used in a dossier.",
    "Take the tag away; the catalogue of fields decides what a value is.",
    "Tags can make a program run what a file says.",
)
SECOND_DOCUMENT = _error(
    "FIL014",
    "a second YAML document in one file",
    "A second document begins here ('---'); a file holds one.",
    "Move it to a file of its own, or take the line '---' away.",
)
TOO_DEEP = _error(
    "FIL015",
    "nesting deeper than 20 levels",
    "Blocks are nested deeper than {limit} levels here; the file was not read further.",
    "Check the indentation and the brackets.",
    "No item of a dossier is nested so deep; a bracket is probably missing.",
)
NOT_A_MAPPING = _error(
    "FIL016",
    "a file or list that does not have the shape it should",
    "{problem}.",
    "{hint}",
)
CSV_SYNTAX = _error(
    "FIL020",
    "a table that cannot be read as CSV",
    "The table cannot be read here: {problem}.",
    "Check quotation marks and save the table again as 'CSV UTF-8'.",
)
ROW_LENGTH = _error(
    "FIL021",
    "a row with more or fewer cells than the header",
    "This row has {n_cells} cells where the header has {n_columns}.",
    "Put quotation marks around cells that hold the separator '{separator}', and leave blank cells in.",
    "A missing or extra separator moves every later value into another column.",
)
DUPLICATE_COLUMN = _error(
    "FIL022",
    "a column that stands twice in a table",
    "The column '{key}' stands twice in the header.",
    "Keep one of the two.",
)
UNKNOWN_KEY = _error(
    "FIL030",
    "a key that is no field of the record",
    "'{key}' is not a field of {record}.{hint}",
    "Use a field of the reference page ({record}), or put the text in a comment.",
    "Nothing would ever read it; most such keys are misspelt.",
)
MISSING_FIELD = _error(
    "FIL031",
    "a field without which the record cannot be read",
    "'{key}' is missing: {meaning}.",
    "Add it, for example `{key}: …` ({type_name}).",
)
WRONG_VALUE = _error(
    "FIL032",
    "a value that cannot be read",
    "'{key}': {problem}",
    "Expected here: {type_name}.",
)
DUPLICATE_ID = _error(
    "FIL033",
    "two items of one kind with the same short name",
    "'{reference}' stands here a second time; the first is at {first}.",
    "Give one of them another short name, and see which of the two the references mean.",
    "Every reference to it would mean two things.",
)
UNKNOWN_FILE = ReadingFault(
    "FIL040",
    Severity.WARNING,
    "a file that no part of the dossier reads",
    "Nothing reads this file.{hint}",
    _LOST,
    "Rename it, move it, or take it out; README files and names that begin with a dot are left alone.",
)
WRONG_FILE = _error(
    "FIL041",
    "a collection that stands in the wrong file",
    "'{key}' belongs in {file}.",
    "Move the block there.",
    "People look for a thing in one place.",
)
UNKNOWN_COLLECTION = _error(
    "FIL042",
    "a block of a file that no part of the dossier reads",
    "'{key}' is not a part of {file}.{hint}",
    "Use one of: {known}.",
    "Nothing would ever read it; most such keys are misspelt.",
)
NO_MISSION = _error(
    "FIL043",
    "a dossier without mission.yaml",
    "This dossier has no mission.yaml, so nobody knows whose it is.",
    "Write one; `bluehelm new NAME` shows how.",
)
OTHER_NAME = ReadingFault(
    "FIL044",
    Severity.WARNING,
    "a file whose name differs from the short name inside",
    "The file is called '{stem}', the item inside '{identifier}'.",
    "People find an item by the name of its file.",
    "Rename one after the other.",
)
ABOVE_UNCLASSIFIED = _error(
    "FIL045",
    "an item above unclassified in the open repository",
    "{item_name} is {sensitivity}, but stands in the open repository.",
    "Move it to the same file below {folder}.restricted, and consider who has a clone already.",
    "Whoever copies the open repository copies this too (ST/SGB/2007/6).",
)

NOT_CHECKED = ReadingFault(
    "FIL046",
    Severity.NOTE,
    "checks that were left out because a file could not be read to its end",
    "{n_checks} checks were left out, because {files} could not be read to the end: {checks}.",
    "A check that sees half of a file would find faults that are none.",
    "Mend the file first; then check again.",
)

READING_FAULTS: tuple[ReadingFault, ...] = (
    CANNOT_OPEN, NOT_A_FILE, LINK_OUT, LINK_TO_FOLDER, TOO_LARGE, SPREADSHEET, NOT_TEXT,
    YAML_SYNTAX, DUPLICATE_KEY, ALIAS, TAG, SECOND_DOCUMENT, TOO_DEEP, NOT_A_MAPPING,
    CSV_SYNTAX, ROW_LENGTH, DUPLICATE_COLUMN,
    UNKNOWN_KEY, MISSING_FIELD, WRONG_VALUE, DUPLICATE_ID,
    UNKNOWN_FILE, WRONG_FILE, UNKNOWN_COLLECTION, NO_MISSION, OTHER_NAME, ABOVE_UNCLASSIFIED,
    NOT_CHECKED,
)  # fmt: skip
"""Every fault the reader can find, in the order of the reference page."""
