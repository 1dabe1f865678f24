"""Citations: other documents that a paragraph names, and mandates that it gives by pointing at one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from bluehelm.mandate.resolution import Citation, MandateByReference, Paragraph, Resolution

_YEARED = re.compile(r"\b(\d{1,4})\s*\(((?:19|20)\d\d)\)")
_RESOLUTION_LIST = re.compile(r"resolutions?\b", re.IGNORECASE)
_DOCUMENT = re.compile(r"\b(?:S/PRST/\d{4}/\d+|S/AC\.\d+/\d{4}/\S*\d|[AS]/(?:\d{4}/\d+|\d{2,3}/\d+|\d{4,6}|RES/\d+/\d+)(?:/Add\.\d+|/Rev\.\d+)*)")
_COUNCIL_SYMBOL = re.compile(r"\bS/RES/(\d{1,4})\s*\((\d{4})\)")
_GIVES_BY = re.compile(
    r"(?:as (?:set out|defined|mandated|described|specified|contained|laid out|outlined|authorized|reflected|provided)|"
    r"set out|in accordance with|pursuant to|according to)\s+(?:in\s+)?(?:its\s+|the\s+)?"
    r"(?:(?:operative\s+)?paragraphs?\s+(?P<before>[\d][^;]{0,80}?)\s+of\s+(?:(?:its|the)\s+)?(?:\w+\s+)?resolution\s+"
    r"(?P<n1>\d{3,4})\s*\((?P<y1>\d{4})\)|resolution\s+(?P<n2>\d{3,4})\s*\((?P<y2>\d{4})\),?\s+(?:in\s+)?"
    r"paragraphs?\s+(?P<after>\d[^;]{0,80}?)(?=[,;.]\s+[a-z]{5,}|;|\.$|$|\s+and\s+(?:acting|further|as)))",
    re.IGNORECASE,
)
_MANDATE_WORDS = re.compile(r"\b(?:mandate|tasks?|extend|functions|responsibilities)\b", re.IGNORECASE)
_NAMED = re.compile(r"(?P<number>\d{1,3})(?P<points>(?:\s*\([a-z]{1,4}\))*)(?:\s*(?:to|-|–|through)\s*(?P<last>\d{1,3}|\([a-z]{1,4}\)))?")


def citations_in(paragraph: Paragraph) -> Iterator[Citation]:
    """Documents named in a paragraph, by symbol, each once.

    >>> list(citations_in(Paragraph("para_1", "operative", "1", 0, (), "Recalls resolutions 2098 (2013) and 2147 (2014)")))
    [Citation(symbol='S/RES/2098 (2013)', paragraph='para_1'), Citation(symbol='S/RES/2147 (2014)', paragraph='para_1')]
    """
    text = paragraph.text
    seen: set[str] = set()
    resolutions = (
        f"S/RES/{number} ({year})"
        for number, year in _YEARED.findall(text)
        if _RESOLUTION_LIST.search(text) or _COUNCIL_SYMBOL.search(text)
    )
    for symbol in [*resolutions, *_DOCUMENT.findall(text)]:
        if symbol not in seen:
            seen.add(symbol)
            yield Citation(symbol, paragraph.id)


def mandates_by_reference(
    paragraph: Paragraph, at_hand: Callable[[str], Resolution | None]
) -> Iterator[MandateByReference]:
    """Tasks that a paragraph gives by pointing at numbered paragraphs of a resolution.

    Gap: pointers into reports and agreements are citations only; their paragraphs are not read.
    """
    if not _MANDATE_WORDS.search(paragraph.text):
        return
    for found in _GIVES_BY.finditer(paragraph.text):
        symbol = f"S/RES/{found['n1'] or found['n2']} ({found['y1'] or found['y2']})"
        named = named_paragraphs(found["before"] or found["after"])
        pointed = at_hand(symbol)
        yield MandateByReference(paragraph.id, symbol, named, _texts(pointed, named) if pointed else ())


def named_paragraphs(words: str) -> tuple[str, ...]:
    """The ids of the paragraphs that a phrase names; a stretch of letters is spelt out.

    >>> named_paragraphs("2, 11 and 12 (a) to (c)")
    ('para_2', 'para_11', 'para_12__point_a', 'para_12__point_b', 'para_12__point_c')
    """
    named: list[str] = []
    for found in re.finditer(
        r"(?P<number>\d{1,3})|\((?P<point>[a-z]{1,4})\)|\b(?P<to>to|through)\b|(?P<dash>[–-])", words
    ):
        named = _with(named, found)
    return tuple(one for one in named if one != "…")


def _with(named: list[str], found: re.Match[str]) -> list[str]:
    if found["to"] or found["dash"]:
        return [*named, "…"]
    stretches = bool(named) and named[-1] == "…"
    if stretches:
        named = named[:-1]
    if found["number"]:
        return named + _numbers(named, int(found["number"]), stretches=stretches)
    return _points(named, found["point"], stretches=stretches)


def _numbers(named: list[str], number: int, *, stretches: bool) -> list[str]:
    last = re.fullmatch(r"para_(\d+)", named[-1]) if named else None
    first = int(last[1]) + 1 if stretches and last and int(last[1]) < number else number
    return [f"para_{one}" for one in range(first, number + 1)]


def _points(named: list[str], point: str, *, stretches: bool) -> list[str]:
    if not named:
        return named
    head = named[-1].partition("__")[0]
    before = named[-1].rpartition("__point_")[2]
    begun = "__point_" in named[-1]
    if stretches and begun and len(point) == len(before) == 1 and before < point:
        return [*named, *(f"{head}__point_{chr(one)}" for one in range(ord(before) + 1, ord(point) + 1))]
    return [*(named if begun else named[:-1]), f"{head}__point_{point}"]


def _texts(pointed: Resolution, named: tuple[str, ...]) -> tuple[str, ...]:
    """The paragraphs named, each with the points below it."""
    return tuple(
        one.text for one in pointed.operative if any(one.id == name or one.id.startswith(f"{name}__") for name in named)
    )
