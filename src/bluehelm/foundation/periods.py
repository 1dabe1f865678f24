"""Periods as the field writes them: FY2025/26 (July to June), FY2025/26-Q3, 2026, 2026-Q1, 2026-02."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

FIRST_YEAR, LAST_YEAR = 1800, 2199
"""Days and periods of a dossier lie in these years; anything else is a slip of the pen."""

FORMS = "FY2025/26, FY2025/26-Q3, 2026, 2026-Q1 or 2026-02"
_FISCAL = re.compile(r"FY(\d{4})/(\d{2})(?:-Q([1-4]))?")
_CALENDAR = re.compile(r"(\d{4})(?:-Q([1-4])|-(\d{2}))?")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A stretch of time with a name; `until_on` is exclusive."""

    from_on: date
    until_on: date
    name: str

    def __str__(self) -> str:
        return self.name

    def holds(self, day: date) -> bool:
        """Whether the day lies in the period."""
        return self.from_on <= day < self.until_on

    def within(self, other: Period) -> bool:
        """Whether the whole period lies in the other one."""
        return other.from_on <= self.from_on and self.until_on <= other.until_on

    @property
    def is_fiscal(self) -> bool:
        """Whether the period is counted from July."""
        return self.name.startswith("FY")


def add_months(day: date, n_months: int) -> date:
    """The first day of the month that lies `n_months` after the month of `day`.

    >>> add_months(date(2025, 11, 14), 3)
    datetime.date(2026, 2, 1)
    """
    months = day.year * 12 + day.month - 1 + n_months
    return date(months // 12, months % 12 + 1, 1)


@lru_cache(maxsize=4096)
def parse_period(text: str) -> Period:
    """The period that a name stands for.

    Rule: the peacekeeping year runs from 1 July to 30 June (R50).
    Raises ValueError with the forms that exist.

    >>> parse_period("FY2025/26-Q3").from_on
    datetime.date(2026, 1, 1)
    """
    if match := _FISCAL.fullmatch(text):
        return _fiscal(text, match)
    if match := _CALENDAR.fullmatch(text):
        return _calendar(text, match)
    raise ValueError(f"'{text}' is not a period; write {FORMS}")


def _must_be_in_range(year: int, text: str) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"'{text}' lies outside the years {FIRST_YEAR} to {LAST_YEAR}")


def _fiscal(text: str, match: re.Match[str]) -> Period:
    year, ending, quarter = int(match[1]), int(match[2]), match[3]
    if (year + 1) % 100 != ending:
        raise ValueError(f"'{text}' is not a fiscal year; FY{year} ends in {(year + 1) % 100:02d}")
    _must_be_in_range(year, text)
    july = date(year, 7, 1)
    if quarter is None:
        return Period(july, add_months(july, 12), text)
    start = add_months(july, 3 * (int(quarter) - 1))
    return Period(start, add_months(start, 3), text)


def _calendar(text: str, match: re.Match[str]) -> Period:
    year, quarter, month = int(match[1]), match[2], match[3]
    _must_be_in_range(year, text)
    january = date(year, 1, 1)
    if quarter is not None:
        start = add_months(january, 3 * (int(quarter) - 1))
        return Period(start, add_months(start, 3), text)
    if month is None:
        return Period(january, add_months(january, 12), text)
    if not 1 <= int(month) <= 12:
        raise ValueError(f"'{text}' is not a month; months run from 01 to 12")
    start = date(year, int(month), 1)
    return Period(start, add_months(start, 1), text)


def fiscal_year_of(day: date) -> Period:
    """The peacekeeping year that holds the day.

    >>> str(fiscal_year_of(date(2026, 2, 28)))
    'FY2025/26'
    """
    year = day.year if day.month >= 7 else day.year - 1
    return Period(date(year, 7, 1), date(year + 1, 7, 1), f"FY{year}/{(year + 1) % 100:02d}")


def following(year: Period) -> Period:
    """The fiscal year after this one.

    >>> str(following(parse_period("FY2025/26")))
    'FY2026/27'
    """
    return fiscal_year_of(year.until_on)
