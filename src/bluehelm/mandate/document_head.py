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
_ADOPTED = re.compile(rf"Adopted by the Security Council\b.{{0,80}}?\bon\s+({DAY})", re.IGNORECASE | re.DOTALL)
_DRAFT = re.compile(r"\bdraft resolution\b|^\s*(?:provisional|draft)\b|in blue", re.IGNORECASE | re.MULTILINE)
_STATEMENT = re.compile(r"S/PRST/\d{4}/\d+|Statement by the President of the Security Council", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DocumentHead:
    """What the head of a document says of it. `n_lines`: lines before the body."""

    symbol: str
    year: int | None
    adopted_on: date | None
    kind: str
    n_lines: int


def head_of(lines: Sequence[str]) -> DocumentHead:
    """The head of a document from its lines, furniture included."""
    opening = next((n for n, line in enumerate(lines) if OPENING_FORMULA.match(line.strip())), None)
    n_lines = opening or 0
    head = "\n".join(lines[: HEAD_LINES if opening is None else opening])
    symbol, year = _symbol(head)
    adopted = _ADOPTED.search(head)
    early = _EARLY.search(head)
    printed = adopted[1] if adopted else early[3] if early else ""
    return DocumentHead(symbol, year, day_of(printed), _kind(head), n_lines)


def _symbol(head: str) -> tuple[str, int | None]:
    for pattern in (_RESOLUTION, SYMBOL, _EARLY):
        if found := pattern.search(head):
            return f"S/RES/{int(found[1])} ({found[2]})", int(found[2])
    return "", None


def _kind(head: str) -> str:
    """resolution, draft or statement, as the head says."""
    if _STATEMENT.search(head):
        return "statement"
    drafted = _DRAFT.search(head) and not _ADOPTED.search(head)
    return "draft" if drafted else "resolution"
