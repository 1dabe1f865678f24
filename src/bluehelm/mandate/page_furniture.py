"""What a page carries besides the text: symbols, page and job numbers, distribution lines. Taken out here."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

SYMBOL = re.compile(r"S/RES/(\d{1,4})\s*\((\d{4})\)")
_PIECE = (
    r"(?:S/RES/\d+\s*\(\d{4}\)|S/\d{4}/\d+|\(?\d{2}-\d{5,6}\)?|\*\s*\d{5,8}\s*\*|\*\d+\*|"
    r"\d{1,3}\s*/\s*\d{1,3}|"
    r"\(E\)|\d{6}|[Pp]age(?=\s+\d)|\d{1,3}|/\.{3}|\|)"
)
_FURNITURE = re.compile(
    rf"(?:{_PIECE}\s*)+"
    r"|United\s+Nations(?:\s+S/RES/.*)?|Security\s+Council"
    r"|Distr(?:\.|ibution)\s*:.*|Distr\.\s*(?:general|limited)\b.*|Original:.*"
    r"|\(?E\)?\s+\d{6}.*|Please\s+recycle.*|Nations\s+Unies|Conseil\s+de\s+sécurité"
    r"|(?:<+|<<)?\s*English\s*>*|\.{3}|_{3,}|\f"
    r"|(?:https?://|www\.)\S+|Refworld.*",
    re.IGNORECASE,
)
_INLINE = re.compile(
    r"\s*(?:\b\d{2}-\d{5}\b\s*(?:\(E\)\s*)?(?:\d{1,2}/\d{1,2}\b\s*)?(?:S/RES/\d+\s*\(\d{4}\)\s*(?=[a-z(]))?"
    r"|\b\d{1,2}/\d{1,2}\s+\d{2}-\d{5}\b\s*(?:S/RES/\d+\s*\(\d{4}\)\s*(?=[a-z(]))?)"
)
_NAME = re.compile(r"United Nations|Security Council", re.IGNORECASE)
"""In the middle of running lines a name belongs to the sentence."""
_SOFT_HYPHEN = "\u00ad"
_SPACE = re.compile(r"[\s\u00a0\u200b\ufeff]+")


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line of the source: its number, its text, and whether an empty line stood before it."""

    number: int
    text: str
    after_gap: bool = False


def without_furniture(lines: Iterable[str]) -> list[SourceLine]:
    """The lines that carry text, each with its number in the source; page furniture and blanks left out.

    An empty line beside furniture is the page's, not the writer's.
    """
    kept: list[SourceLine] = []
    gap = False
    furniture_since = False
    for number, raw in enumerate(lines, start=1):
        text = _without_soft_hyphens(_SPACE.sub(" ", raw).strip())
        if not text:
            gap = True
        elif is_furniture(text) and not (_NAME.fullmatch(text) and kept and not gap and not furniture_since):
            furniture_since = True
        else:
            kept.append(SourceLine(number, _without_inline(text), gap and not furniture_since))
            gap = furniture_since = False
    return kept


def _without_soft_hyphens(text: str) -> str:
    """Soft hyphens taken out; one that opens a line was a dash in the old encoding."""
    if _SOFT_HYPHEN not in text:
        return text
    dash = "– " if text.startswith(_SOFT_HYPHEN) else ""
    return dash + text.replace(_SOFT_HYPHEN, "").strip()


def is_furniture(line: str) -> bool:
    """Whether a line holds nothing but what the page carries.

    >>> is_furniture("14-29581 7/14"), is_furniture("S/RES/2149 (2014)"), is_furniture("PKO")
    (True, True, False)
    """
    return bool(_FURNITURE.fullmatch(line))


def _without_inline(text: str) -> str:
    return _INLINE.sub(" ", text).strip() if "-" in text and _INLINE.search(text) else text
