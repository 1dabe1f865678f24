"""Ceilings: how many people of each category a paragraph authorizes, and for which stretch of time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from bluehelm.mandate.dates_in_text import DAY, day_of
from bluehelm.mandate.resolution import Ceiling, Paragraph

_ANCHOR = re.compile(
    r"ceiling|\bcompris|consist(?:s|ing)? of|composed of|shall include|will include|a maximum of|"
    r"authori[sz]ed (?:strength|level)|troop (?:strength|level)|to deploy\b|up to [\d,]+ (?:troops|military|uniformed)",
    re.IGNORECASE,
)
_CATEGORIES = (
    ("formed_police", r"(?:personnel of |in |members of )?formed police(?:[ -]units?)?(?: unit)?(?: personnel| officers| members)?"),
    ("individual_police", r"individual(?:ly deployed)? police(?: and corrections)?(?: officers| personnel)?"),
    ("observers", r"(?:United Nations )?(?:military )?observers(?: and (?:military )?(?:staff|liaison) officers)?"),
    ("liaison_officers", r"(?:military )?liaison officers"),
    ("staff_officers", r"(?:military )?staff officers"),
    ("corrections", r"correction(?:s|al)?(?: and customs)? officers"),
    ("uniformed", r"uniformed personnel"),
    ("police", r"(?:United Nations )?(?:civilian )?police(?: personnel| officers| component)?"),
    ("military", r"(?:United Nations )?(?:military personnel|military troops|troops|military component personnel)"),
)  # fmt: skip
_NAMES = "|".join(f"(?P<{name}>{words})" for name, words in _CATEGORIES)
_COUNTED = re.compile(
    rf"(?<![\w/.,-])(?P<number>\d{{1,3}}(?:[, ]\d{{3}})+|\d{{2,6}})\s+(?:additional\s+)?(?:{_NAMES})\b",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"(?P<what>troop|force|police|military) ceiling(?: for \w+)?(?: at| of| to)\s+(?P<number>\d[\d,]*)(?![\d,]*\s+(?:military|uniformed|police|troops))",
    re.IGNORECASE,
)
_BARE_DEPLOYED = re.compile(r"(?<=\band )(?P<number>\d{1,3},\d{3}) personnel\b")
_INCLUDING = re.compile(r"includ(?:ing|es?)|inclusive of|comprising|of which|of whom|among them", re.IGNORECASE)
_ENDS_INCLUSION = re.compile(r"as well as|in addition|further", re.IGNORECASE)
_NO_CEILING = re.compile(
    r"\b(?:train|demobili[sz]|disarm|recruit(?:ing|ment)|reduc(?:e|ing|tion)[^;]{0,40} by|increase[^;]{0,60} by|vetted|"
    r"drawdown of|minus\b|withdraw(?:al)?(?: of)?(?: the)?)[^;,]{0,40}$",
    re.IGNORECASE,
)
_TEMPORARY = re.compile(r"temporar", re.IGNORECASE)
_PERIOD = re.compile(
    rf"(?P<start>\b(?:from|as from|starting)\s+(?P<from>{DAY}))(?:\s+(?:to|until|onwards?)\s*(?P<to>{DAY})?)?|"
    rf"\buntil\s+(?P<until>{DAY})",
    re.IGNORECASE,
)
_PARTS_OF = {
    "military": {"observers", "staff_officers", "liaison_officers"},
    "police": {"individual_police", "formed_police"},
    "uniformed": {"military", "police", "observers", "staff_officers", "formed_police", "individual_police"},
}
_EXTENDS_A_MANDATE = re.compile(r"\bextend\b[^;]{0,60}\bmandate\b", re.IGNORECASE)
"""Where a mandate is extended, the date is the mandate's and not the ceiling's."""
_RECALLS = re.compile(r"^(?:recall|not|tak|welcom|express|reaffirm|commend)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Count:
    """A number with its category, and where in the text it stands."""

    category: str
    number: int
    begin: int
    end: int


def ceilings_in(paragraph: Paragraph) -> list[Ceiling]:
    """The ceilings that an operative paragraph sets, in its order.

    Gap: a ceiling by area or by unit is read as one of its category.
    """
    text = paragraph.text
    if not _ANCHOR.search(text) or (paragraph.verbs and all(map(_RECALLS.match, paragraph.verbs))):
        return []
    found: list[Ceiling] = []
    whole = ""
    counts = list(_counts(text))
    for place, one in enumerate(counts):
        between = text[counts[place - 1].end : one.begin] if place else ""
        within = _is_within(one, whole, between, found)
        if not within:
            whole = one.category
        found.append(_ceiling(one, paragraph, within=within, between=between))
    return _with_periods(found, counts, text)


def _counts(text: str) -> Iterator[_Count]:
    """Numbers of people by category, where the text authorizes them."""
    found = [*_COUNTED.finditer(text), *_BARE.finditer(text)]
    if re.search(r"uniformed personnel", text, re.IGNORECASE):
        found += _BARE_DEPLOYED.finditer(text)
    anchor = _ANCHOR.search(text)
    for one in sorted(found, key=lambda match: match.start()):
        clause = text[: one.start()].rpartition(";")[2]
        authorized = anchor is not None and anchor.start() < one.end()
        if authorized and not _NO_CEILING.search(clause[-90:]):
            number = int(re.sub(r"\D", "", one["number"]))
            yield _Count(_category(one), number, one.start(), one.end())


def _category(found: re.Match[str]) -> str:
    named = found.groupdict()
    if "what" in named:
        return "police" if named["what"].lower() == "police" else "military"
    return next((name for name, _ in _CATEGORIES if named.get(name)), "uniformed")


def _is_within(one: _Count, whole: str, between: str, found: list[Ceiling]) -> bool:
    """Whether a number is part of the last main category rather than a ceiling beside it."""
    if one.category not in _PARTS_OF.get(whole, set()) or _ENDS_INCLUSION.search(between):
        return False
    return bool(_INCLUDING.search(between)) or found[-1].included


def _ceiling(one: _Count, paragraph: Paragraph, *, within: bool, between: str) -> Ceiling:
    temporary = bool(_TEMPORARY.search(between))
    return Ceiling(one.category, one.number, paragraph.id, included=within, temporary=temporary)


def _with_periods(found: list[Ceiling], counts: list[_Count], text: str) -> list[Ceiling]:
    """The same ceilings, each with the stretch of time that the text ties it to.

    Where a category stands once, one stretch holds for all; where it stands twice, each number takes
    the stretch that follows it.
    """
    if _EXTENDS_A_MANDATE.search(text):
        return found
    periods = [(match.start(), *_stretch(match)) for match in _PERIOD.finditer(text)]
    if not found or not periods:
        return found
    dated: list[Ceiling] = []
    for ceiling, count in zip(found, counts, strict=True):
        after = next(((first, last) for at, first, last in periods if at >= count.end), None)
        before = next(((first, last) for at, first, last in periods if at < count.begin), None)
        first, last = after or (before if before and before[0] else (None, None))
        if after and before and before[0] and not after[0]:
            first = before[0] if len({one.category for one in found}) == len(found) else None
        dated.append(replace(ceiling, from_on=first, until_on=last))
    return dated


def _stretch(found: re.Match[str]) -> tuple[date | None, date | None]:
    if found["until"]:
        return None, day_of(found["until"])
    return day_of(found["from"]), day_of(found["to"]) if found["to"] else None


