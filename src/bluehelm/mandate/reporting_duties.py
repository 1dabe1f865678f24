"""Reporting duties: how often, within how long, on which day or by when the Council is to be told."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bluehelm.mandate.dates_in_text import DAY, NUMBER, day_of, number_of
from bluehelm.mandate.resolution import Paragraph, ReportingDuty

_REPORTS = re.compile(r"\b(?:report(?:s|ing|ed)?|inform(?:ed)?|brief(?:ing|ings)?|updates?|submit)\b", re.IGNORECASE)
_TO_WHOM = re.compile(r"\b(?:council|it\b|report)", re.IGNORECASE)
_EVERY = re.compile(rf"\bevery\s+(?P<n>{NUMBER})[ -](?P<unit>months?|days?|weeks?)|\bevery\s+(?P<one>month)\b|"
                    r"\b(?P<word>monthly|quarterly|annual(?:ly)?|semi-?annual(?:ly)?|biannual(?:ly)?|yearly)\b", re.IGNORECASE)  # fmt: skip
_WITHIN = re.compile(rf"\bwithin\s+(?P<n>{NUMBER})[ -](?P<unit>months?|days?|weeks?)", re.IGNORECASE)
_DAYS = rf"(?P<days>{DAY}(?:(?:,\s*(?:and\s+)?|\s+and\s+)(?:on\s+|by\s+)?{DAY})*)"
_ON = re.compile(rf"\bon\s+{_DAYS}", re.IGNORECASE)
_BY = re.compile(rf"\b(?:by|no later than|not later than|before|prior to|at the latest by)\s+(?:the end of\s+)?{_DAYS}", re.IGNORECASE)
_RHYTHM_IN_WORDS = {"monthly": 1, "quarterly": 3, "annual": 12, "annually": 12, "yearly": 12}
_REACH = 220


def duties_in(paragraph: Paragraph) -> Iterator[ReportingDuty]:
    """The reporting duties that an operative paragraph sets.

    Gap: who reports, on what and in which form stays in the text of the paragraph.
    """
    text = paragraph.text
    if not _REPORTS.search(text) or not _TO_WHOM.search(text):
        return
    for found in _EVERY.finditer(text):
        if _is_of_a_report(text, found):
            yield ReportingDuty(*_rhythm(found), paragraph.id)
    for found in _WITHIN.finditer(text):
        if _is_of_a_report(text, found):
            yield ReportingDuty(f"within_{_unit(found['unit'])}", str(number_of(found["n"])), paragraph.id)
    for what, pattern in (("on", _ON), ("by", _BY)):
        for found in pattern.finditer(text):
            if _is_of_a_report(text, found) and not _names_a_document(text, found):
                for day in re.findall(DAY, found["days"], re.IGNORECASE):
                    if (on := day_of(day)) is not None:
                        yield ReportingDuty(what, on.isoformat(), paragraph.id)


def _is_of_a_report(text: str, found: re.Match[str]) -> bool:
    """Whether the clause of a date or rhythm speaks of a report before it, or just after."""
    clause = text[max(0, found.start() - _REACH) : found.start()].rpartition(";")[2]
    if _REPORTS.search(clause):
        return True
    return bool(_REPORTS.search(text[found.end() : found.end() + 60]))


def _names_a_document(text: str, found: re.Match[str]) -> bool:
    before = text[max(0, found.start() - 40) : found.start()]
    return bool(re.search(r"\b(?:adopted|signed|held|dated|established|issued|published|agreed|concluded)\s*$", before))


def _rhythm(found: re.Match[str]) -> tuple[str, str]:
    if found["one"]:
        return "every_months", "1"
    if word := found["word"]:
        return "every_months", str(_RHYTHM_IN_WORDS.get(word.lower(), 6))
    return f"every_{_unit(found['unit'])}", str(number_of(found["n"]))


def _unit(unit: str) -> str:
    return unit.lower().rstrip("s") + "s"
