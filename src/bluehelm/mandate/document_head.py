"""The head of a document: its symbol, day of adoption and kind, and where its body begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bluehelm.mandate.dates_in_text import DAY, day_of
from bluehelm.mandate.page_furniture import SYMBOL
from bluehelm.mandate.whole_lines import OPENING_FORMULA

HEAD_LINES = 60
_RESOLUTION = re.compile(r"\bResolution\s+(\d{1,4})\s*\((\d{4})\)", re.IGNORECASE)
_EARLY = re.compile(r"^(\d{1,3})\s*\((19\d\d)\)\.?\s+Resolution of\s+(.*)", re.IGNORECASE)
_ADOPTED = re.compile(
    rf"Adopted by the Security Council\b.{{0,80}}?\bon\s+({DAY})", re.IGNORECASE | re.DOTALL
)
_DRAFT = re.compile(r"\bdraft resolution\b|^\s*(?:provisional|draft)\b|in blue", re.IGNORECASE | re.MULTILINE)
_STATEMENT = re.compile(
    r"^\W*S/PRST/\d{4}/\d+\W*$|^\W*(?:Presidential )?Statement by the President of the (?:Security )?"
    r"Council"
    r"|the President of the Security\s+Council\s+made the\s+following\s+statement"
    r"|^\W*(?:Security Council )?Press Statement\b"
    r"|^\W*The members of the Security Council (?:condemn|express)",
    re.IGNORECASE | re.MULTILINE,
)
_STATED = re.compile(r"^\s*[“\"‘']\s*The (?:Security )?Council\s+[a-z]+s\b")
FEWEST_STATED = 3
_ASSEMBLY = re.compile(r"^\s*The General Assembly,\s*$", re.MULTILINE)
_ADOPTED_HEAD = re.compile(r"^\W*Resolution\s+(\d{1,4})\s*\(((?:19|20)\d\d)\)\W*$")
_ADOPTED_LINE = re.compile(r"^\W*Adopted by the Security Council\b|^\W*The Security Council,", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DocumentHead:
    """What the head of a document says of it. `n_lines`: lines before the body.

    day_from_corpus   true where the text does not print its day and the facts of the corpus gave it
    """

    symbol: str
    year: int | None
    adopted_on: date | None
    kind: str
    n_lines: int
    day_from_corpus: bool = False


def head_of(lines: Sequence[str]) -> DocumentHead:
    """The head of a document from its lines, furniture included."""
    opening = next((n for n, line in enumerate(lines) if OPENING_FORMULA.match(line.strip())), None)
    n_lines = opening or 0
    head = "\n".join(lines[: HEAD_LINES if opening is None else opening])
    symbol, year = _symbol(head)
    adopted = _ADOPTED.search(head)
    early = _EARLY.search(head)
    printed = adopted[1] if adopted else early[3] if early else ""
    return DocumentHead(symbol, year, day_of(printed), _kind(head, lines, opening), n_lines)


def _symbol(head: str) -> tuple[str, int | None]:
    for pattern in (_RESOLUTION, SYMBOL, _EARLY):
        if found := pattern.search(head):
            return f"S/RES/{int(found[1])} ({found[2]})", int(found[2])
    return "", None


def _kind(head: str, lines: Sequence[str], opening: int | None) -> str:
    """resolution, draft, statement or assembly, as the head and the first words of paragraphs say."""
    if opening is None and _ASSEMBLY.search("\n".join(lines)):
        return "assembly"
    stated = sum(_STATED.match(line) is not None for line in lines)
    if _STATEMENT.search(head) or (opening is None and stated >= FEWEST_STATED):
        return "statement"
    drafted = _DRAFT.search(head) and not _ADOPTED.search(head)
    return "draft" if drafted else "resolution"


def symbols_adopted(lines: Sequence[str]) -> list[str]:
    """The symbols of the resolutions whose heads stand in a text, each once, in order.

    >>> symbols_adopted(["Resolution 1 (1946)", "The Security Council,", "Resolution 2 (1946)"])
    ['S/RES/1 (1946)']
    """
    heads = (
        found
        for place, line in enumerate(lines)
        if (found := _ADOPTED_HEAD.match(line)) and _is_head(lines[place + 1 : place + 6])
    )
    return list(dict.fromkeys(f"S/RES/{int(found[1])} ({found[2]})" for found in heads))


def _is_head(following: Sequence[str]) -> bool:
    """Whether the lines after a title are those of a head; a title may also stand in a sentence."""
    return any(_ADOPTED_LINE.match(line) for line in following)
