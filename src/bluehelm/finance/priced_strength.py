"""People in uniform at the standard rate of reimbursement, beside the budget line that has to pay for them.

Gap: equipment, self-sustainment, rotation and rations come on top; the rate since 2022 is unverified.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from bluehelm.dossier.budget_records import BudgetLine
from bluehelm.dossier.force_records import Strength
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.finance.budget_amounts import PLANNED_STAGES, lines_by_stage
from bluehelm.finance.unit_costs import PAID_BY_RATE, UnitCost, reimbursement_rate_on
from bluehelm.foundation.periods import Period

N_MONTHS = 12
BASES = ("planned average", "approved", "proposed")
"""What a year's strength is read from, best first: people who will be there, not people allowed."""
CLASS_WORDS: Mapping[str, str] = {"contingents": "contingent", "formed police": "formed police"}


@dataclass(frozen=True, slots=True)
class PricedStrength:
    """People of a category over a budget year at the standard rate.

    line: what is planned for their class of expenditure; None where no such line is on file
    """

    strength: Strength
    n_people: int
    rate: UnitCost
    usd: Decimal
    line: BudgetLine | None

    @property
    def share_of_line(self) -> Decimal | None:
        """How much of the line the standard reimbursement alone takes."""
        if self.line is None or not self.line.usd:
            return None
        return self.usd / self.line.usd


def priced_strengths(seen: Standpoint, year: Period) -> list[PricedStrength]:
    """The categories paid by the standard rate, priced for a budget year."""
    return list(_priced(seen, year))


def _priced(seen: Standpoint, year: Period) -> Iterator[PricedStrength]:
    rate = reimbursement_rate_on(year.from_on)
    lines = _planned_lines(seen, year)
    for category in PAID_BY_RATE:
        row = _strength(seen, year, category)
        if row is None or row.strength is None or rate is None:
            continue
        word = CLASS_WORDS[category]
        line = next((one for one in lines if word in one.expenditure_class.casefold()), None)
        yield PricedStrength(row, row.strength, rate, row.strength * rate.usd_a_month * N_MONTHS, line)


def _strength(seen: Standpoint, year: Period, category: str) -> Strength | None:
    rows = [
        one
        for one in seen.dossier.strength
        if one.category == category and one.year == year and one.strength is not None
        and seen.was_known(one.known_on)
    ]  # fmt: skip
    return next((one for basis in BASES for one in reversed(rows) if one.what == basis), None)


def _planned_lines(seen: Standpoint, year: Period) -> list[BudgetLine]:
    stages = lines_by_stage(seen)
    return next((stages[year, stage] for stage in PLANNED_STAGES if stages.get((year, stage))), [])
