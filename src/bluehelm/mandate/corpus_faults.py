"""Faults of what is added to the local corpus: each with its id, why it matters and how to mend it."""

from __future__ import annotations

from bluehelm.dossier.reading_faults import ReadingFault
from bluehelm.foundation.findings import Basis, Severity

_PLAIN = (Basis("docs/mandates.md", "our reading"),)
_LOST = "A text that is not added cannot be found, and what repeats it counts as new."


def _warning(id: str, looks_for: str, message: str, remedy: str) -> ReadingFault:
    return ReadingFault(id, Severity.WARNING, looks_for, message, _LOST, remedy, _PLAIN)


NOT_JSON = _warning(
    "MRC001",
    "a line of a JSON Lines file that is no JSON object",
    "This line is no JSON object; it was left out.",
    "Write one JSON object a line, with the keys symbol, date and text; only the text is needed.",
)
NO_TEXT = _warning(
    "MRC002",
    "a resolution of a table or JSON Lines file without text",
    "{name} has no text; it was left out.",
    "Give the text in a column or key named 'text'.",
)
NOT_READ = _warning(
    "MRC003",
    "a text that could not be read as a resolution",
    "{name} was left out: {reason}",
    "Try it alone with 'bluehelm mandate read', which says more.",
)
NO_SOURCE = _warning(
    "MRC004",
    "a source of the corpus that is no folder, JSON Lines file or table",
    "{name} is no folder, no JSON Lines file and no CSV file with a column 'text'.",
    "Give a folder of resolutions (.txt, .docx, .pdf), a .jsonl or .jsonl.gz file, or the CSV of CR-UNSC.",
)
CANNOT_OPEN_SOURCE = _warning(
    "MRC005",
    "a source of the corpus, or a text in it, that cannot be opened",
    "{name} cannot be opened: {reason}.",
    "Check the path, the right to read it, and that a packed file is whole.",
)
EMPTY_SOURCE = _warning(
    "MRC006",
    "a folder without any text to add",
    "{name} holds no .txt, .docx or .pdf file.",
    "Name the folder in which the texts lie; folders inside it are looked through, too.",
)
CORPUS_FAULTS = (NOT_JSON, NO_TEXT, NOT_READ, NO_SOURCE, CANNOT_OPEN_SOURCE, EMPTY_SOURCE)
