"""Peacekeeping shares of States by calendar year: those adopted, and those a user gives for other years."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from bluehelm.finance import money_table_faults as faults
from bluehelm.finance.assessment_rates import ALL, rates_in
from bluehelm.finance.open_money_table import open_money_table
from bluehelm.finance.read_scale_tables import RATED_YEARS
from bluehelm.finance.read_scales import WRITTEN_BY_RATES, rows_by_state
from bluehelm.foundation.findings import Finding, Place

Shares = Mapping[str, Decimal]
PRINTED_TOLERANCE_PERCENT = Decimal("0.001")
"""Circulars print four decimals, so that their columns add up to 100.0001 or 100.0002."""
RATE_COLUMN = "peacekeeping_rate_percent"


@dataclass(frozen=True, slots=True)
class RatesByYear:
    """Shares (0 to 1) by State, for every year that ships or was given; what was given goes first."""

    given: Mapping[int, Shares] = field(default_factory=dict)

    def shares_in(self, year: int) -> Shares | None:
        """The shares of a calendar year; None where they are not known.

        >>> RatesByYear().shares_in(2018) is None
        True
        """
        if year in self.given:
            return self.given[year]
        return rates_in(year).peacekeeping_shares() if year in RATED_YEARS else None

    def change_in(self, year: int) -> bool:
        """Whether the shares of a year differ from those of the year before, or cannot be compared."""
        now, before = self.shares_in(year), self.shares_in(year - 1)
        return now is None or now != before

    @property
    def years(self) -> list[int]:
        """The years whose shares are known."""
        return sorted({*RATED_YEARS, *self.given})


def read_rates_of_years(tables: Mapping[int, Path]) -> tuple[RatesByYear, list[Finding]]:
    """Rates of other years from tables `iso3,peacekeeping_rate_percent`, with every fault found."""
    given: dict[int, Shares] = {}
    findings: list[Finding] = []
    for year, path in tables.items():
        rows, found = open_money_table(path, ("iso3", RATE_COLUMN), WRITTEN_BY_RATES)
        by_state = rows_by_state(rows, found)
        percents = {iso3: row.number(RATE_COLUMN, found) for iso3, row in by_state.items()}
        known = {iso3: percent for iso3, percent in percents.items() if percent is not None}
        total = sum(known.values(), Decimal(0))
        if rows and len(known) == len(rows) and abs(total - ALL) > PRINTED_TOLERANCE_PERCENT:
            found.append(faults.RATES_NOT_A_HUNDRED.at(Place(path.name), year=str(year), total=total))
        given[year] = {iso3: percent / ALL for iso3, percent in known.items()}
        findings += found
    return RatesByYear(given), findings
