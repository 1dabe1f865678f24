"""The tables of the scales that ship with the product, as dated values with their documents.

A column `from_2025` holds for three calendar years, 2025 to 2027: the Assembly sets a scale for three years.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files

N_YEARS_OF_A_SCALE = 3
PERMANENT_MEMBERS = ("CHN", "FRA", "GBR", "RUS", "USA")
FORMER_MEMBERS: Mapping[str, str] = {
    "ANT": "NLD", "CSK": "CZE or SVK", "DDR": "DEU", "SCG": "SRB or MNE", "SUN": "RUS", "UAR": "EGY or SYR",
    "YMD": "YEM", "YUG": "SRB", "ZAR": "COD",
}  # fmt: skip
"""States that no longer exist, or codes no longer used, with the code of today."""


@dataclass(frozen=True, slots=True)
class ScalePeriod:
    """The years for which the Assembly set a scale, and the resolutions that set it.

    regular_symbol: resolution on the regular scale; peacekeeping_symbol: on the levels
    """

    first_year: int
    regular_symbol: str
    peacekeeping_symbol: str

    @property
    def last_year(self) -> int:
        """The last calendar year of the period."""
        return self.first_year + N_YEARS_OF_A_SCALE - 1

    def holds(self, year: int) -> bool:
        """Whether the calendar year lies in the period."""
        return self.first_year <= year <= self.last_year


SCALE_PERIODS = (
    ScalePeriod(2019, "A/RES/73/271", ""),
    ScalePeriod(2022, "A/RES/76/238", "A/RES/76/239"),
    ScalePeriod(2025, "A/RES/79/249", "A/RES/79/250"),
)
"""Periods whose regular scale ships; where there is no second symbol, the levels do not."""

RATED_YEARS = tuple(
    year
    for period in SCALE_PERIODS
    if period.peacekeeping_symbol
    for year in range(period.first_year, period.last_year + 1)
)
"""Calendar years for which both rates can be worked out."""


def rows_of(name: str) -> list[dict[str, str]]:
    """The rows of a table that ships; lines that begin with # say where it comes from."""
    text = (files("bluehelm.finance.scale_tables") / name).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return list(csv.DictReader(lines))


def scale_period_of(year: int) -> ScalePeriod | None:
    """The period that holds a calendar year; None where no scale of that year ships."""
    return next((period for period in SCALE_PERIODS if period.holds(year)), None)


@lru_cache(maxsize=1)
def member_states() -> Mapping[str, str]:
    """The 193 Member States: code and name.

    >>> len(member_states()), member_states()["CAN"]
    (193, 'Canada')
    """
    return {row["iso3"]: row["member_state"] for row in rows_of("scale_of_assessments.csv")}


@lru_cache(maxsize=len(SCALE_PERIODS))
def adopted_scale(first_year: int) -> Mapping[str, Decimal]:
    """The regular scale adopted for the period that begins in `first_year`, per cent by State.

    >>> adopted_scale(2025)["CHN"], sum(adopted_scale(2025).values())
    (Decimal('20.004'), Decimal('100.000'))
    """
    column = f"from_{first_year}"
    return {row["iso3"]: Decimal(row[column]) for row in rows_of("scale_of_assessments.csv")}


@lru_cache(maxsize=len(SCALE_PERIODS))
def adopted_levels(first_year: int) -> Mapping[str, str]:
    """The letter of each State's level in a period; a star marks the exceptional discount of PK7.

    >>> adopted_levels(2025)["BHR"], adopted_levels(2022)["CZE"]
    ('B*', 'E')
    """
    return {row["iso3"]: row[f"from_{first_year}"] for row in rows_of("peacekeeping_levels.csv")}


@lru_cache(maxsize=1)
def level_known_by() -> Mapping[str, str]:
    """How the level of each State in 2025 is known: bill, order in a list of bills, or carried over."""
    return {row["iso3"]: row["known_by"] for row in rows_of("peacekeeping_levels.csv")}
