"""A cut of a year's budget in its time: how deep it goes into what is left of the year.

Rule: a cut is voted or ordered as a share of a whole year, but only the rest of the year can carry it: 15 per
cent over nine months is a rate of 20 per cent.
Gap: spending is taken to be even over the months that are left.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from bluehelm.dossier.budget_records import BudgetStage
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.finance.billing_periods import weight
from bluehelm.finance.budget_amounts import PLANNED_STAGES
from bluehelm.finance.group_amounts import GROUPS, group_amounts, spent_so_far
from bluehelm.foundation.money import CENT
from bluehelm.foundation.periods import Period, add_months

N_MONTHS = 12
NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class SpendingCut:
    """A cut of a budget year from a day on.

    usd: what has to be saved; left_share: how much of the year is left (0 to 1), by months
    spent_usd, spent_to_on: what was spent so far as last reported; None where no report is on file
    """

    year: Period
    stage: BudgetStage
    whole_usd: Decimal
    by_group_usd: dict[str, Decimal]
    usd: Decimal
    from_on: date
    left_share: Fraction
    spent_usd: Decimal | None = None
    spent_to_on: date | None = None

    @property
    def share(self) -> Decimal:
        """The cut as a share of the whole year."""
        return self.usd / self.whole_usd

    @property
    def n_months_left(self) -> Decimal:
        """Months of the year that can still carry it."""
        return _decimal(self.left_share * N_MONTHS)

    @property
    def run_rate(self) -> Decimal:
        """The cut as a share of what is spent a month, while it lasts."""
        return _decimal(Fraction(self.usd) / Fraction(self.whole_usd) / self.left_share)

    @property
    def of_unspent(self) -> Decimal | None:
        """The cut as a share of the money that is not spent yet; None where that is not known."""
        if self.spent_usd is None or self.whole_usd <= self.spent_usd:
            return None
        return self.usd / (self.whole_usd - self.spent_usd)

    def if_later(self, n_months: int) -> SpendingCut | None:
        """The same sum, begun some months later; None where the year is over by then."""
        begins = add_months(self.from_on, n_months)
        if begins >= self.year.until_on:
            return None
        left = weight(begins, self.year.until_on, "months")
        return SpendingCut(self.year, self.stage, self.whole_usd, self.by_group_usd, self.usd, begins, left)


def _decimal(number: Fraction) -> Decimal:
    return Decimal(number.numerator) / number.denominator


def planned_cut(
    seen: Standpoint, from_on: date, *, share: Decimal | None = None, usd: Decimal | None = None
) -> SpendingCut | None:
    """A cut by a share of the year's budget or by a sum; None where no budget of the year is on file."""
    year = seen.budget_year
    found = _budget(seen, year)
    if found is None:
        return None
    stage, whole, groups = found
    sum_usd = usd if usd is not None else (whole * (share or NOTHING)).quantize(CENT)
    spent = spent_so_far(seen)
    so_far = spent.amounts.get("gross") if spent else None
    return SpendingCut(
        year, stage, whole, groups, sum_usd, from_on, weight(from_on, year.until_on, "months"),
        so_far.usd if so_far else None, spent.to_on if spent and so_far else None,
    )  # fmt: skip


def _budget(seen: Standpoint, year: Period) -> tuple[BudgetStage, Decimal, dict[str, Decimal]] | None:
    """The best stage on file with its whole and groups; one with groups goes before one without."""
    without: tuple[BudgetStage, Decimal, dict[str, Decimal]] | None = None
    for stage in PLANNED_STAGES:
        amounts = {name: one.usd for name, one in group_amounts(seen, year, stage).items() if one.usd}
        groups = {name: amounts[name] for name in GROUPS if name in amounts}
        if "gross" in amounts and groups:
            return stage, amounts["gross"], groups
        if "gross" in amounts and without is None:
            without = (stage, amounts["gross"], {})
    return without
