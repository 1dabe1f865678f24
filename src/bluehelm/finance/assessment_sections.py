"""The sections of an assessment: what is billed for each mission, by period of mandate and of rates.

Rule: every piece of a year is a section of its own; a credit is set off in the first of them, two years after
the year that it comes from; a late assessment keeps the rates of its own period.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from bluehelm.finance.apportioned_budgets import (
    AdditionalAssessment,
    ApportionedBudget,
    Apportionment,
    Credit,
    MandatePeriod,
)
from bluehelm.finance.billing_periods import Stretch, cut_at, split_in_units, weight
from bluehelm.finance.credit_rules import CreditRuleName, credit_rule_on, released_usd
from bluehelm.foundation.periods import Period

Kind = Literal["assessment", "credit", "additional"]
DAY = timedelta(days=1)
ONE_USD = Decimal(1)


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a mission's assessment, before it is shared among States.

    gross_usd: below zero for a credit, None where it is unknown how much of it is released
    staff_assessment_usd: what the net amount is lower by for all but one State; None where it is unknown
    rates_year: the calendar year whose rates hold
    held_usd: what of a credit is not released; pool_usd: the whole of it
    """

    mission: str
    year: Period
    kind: Kind
    from_on: date
    until_on: date
    gross_usd: Decimal | None
    staff_assessment_usd: Decimal | None
    rates_year: int
    number: int = 0
    mandated: bool = True
    credit_rule: CreditRuleName = "all"
    held_usd: Decimal | None = Decimal(0)
    pool_usd: Decimal | None = None

    @property
    def to_on(self) -> date:
        """The last day of the period."""
        return self.until_on - DAY


RatesChange = Callable[[int], bool]
"""Whether the rates of a calendar year differ from those of the year before."""


def sections_of(
    given: Apportionment, rates_change: RatesChange, *, credit_rule: CreditRuleName | None = None
) -> list[Section]:
    """All sections, by mission and year and in the order of a circular; they add up to what is assessed.

    `credit_rule` takes the place of the one that holds by its dates.
    """
    budgets = {(one.mission, one.year) for one in given.budgets}
    others = {(one.mission, one.year) for one in given.credits}
    late = {(one.mission, one.year) for one in given.additional}
    keys = sorted(budgets | others | late, key=lambda key: (key[1].from_on, key[0]))
    return [
        section
        for mission, year in keys
        for section in _of_mission_and_year(given, mission, year, rates_change, credit_rule)
    ]


def _of_mission_and_year(
    given: Apportionment, mission: str, year: Period, rates_change: RatesChange, rule: CreditRuleName | None
) -> list[Section]:
    mandates = [one for one in given.mandates if one.mission == mission]
    billed = [
        section
        for one in given.budgets
        if (one.mission, one.year) == (mission, year)
        for section in assessed_sections(one, mandates, rates_change)
    ]
    given_back = [
        credit_section(one, rule) for one in given.credits if (one.mission, one.year) == (mission, year)
    ]
    late = [
        section
        for one in given.additional
        if (one.mission, one.year) == (mission, year)
        for section in additional_sections(one, rates_change)
    ]
    ordered = [*billed[:1], *given_back, *late, *billed[1:]]
    return [replace(section, number=place) for place, section in enumerate(ordered, start=1)]


def assessed_sections(
    budget: ApportionedBudget, mandates: Sequence[MandatePeriod], rates_change: RatesChange
) -> list[Section]:
    """The pieces of a year's budget: cut where a mandate ends and where rates change."""
    stretches = billed_stretches(budget, mandates, rates_change)
    weights = [weight(one.from_on, one.until_on, budget.prorata) for one in stretches]
    gross = split_in_units(budget.assessed_usd, weights, budget.unit_usd)
    staff = _split_or_unknown(budget.staff_assessment_usd, weights, budget.unit_usd)
    return [
        Section(budget.mission, budget.year, "assessment", one.from_on, one.until_on, usd, income,
                one.from_on.year, mandated=one.mandated)
        for one, usd, income in zip(stretches, gross, staff, strict=True)
    ]  # fmt: skip


def _split_or_unknown(
    usd: Decimal | None, weights: Sequence[Fraction], unit_usd: Decimal
) -> Sequence[Decimal | None]:
    return [None] * len(weights) if usd is None else split_in_units(usd, weights, unit_usd)


def billed_stretches(
    budget: ApportionedBudget, mandates: Sequence[MandatePeriod], rates_change: RatesChange
) -> list[Stretch]:
    """The days of the budget in the pieces that are billed; those without a mandate are marked."""
    edges = [*_mandate_edges(mandates), *_new_years(budget.from_on, budget.until_on, rates_change)]
    return [
        Stretch(begin, end, any(_holds(one, begin) for one in mandates))
        for begin, end in cut_at(budget.from_on, budget.until_on, edges)
    ]


def _mandate_edges(mandates: Sequence[MandatePeriod]) -> Iterator[date]:
    for one in mandates:
        yield one.from_on
        if one.until_on is not None:
            yield one.until_on


def _new_years(from_on: date, until_on: date, rates_change: RatesChange) -> list[date]:
    return [date(year, 1, 1) for year in range(from_on.year + 1, until_on.year + 1) if rates_change(year)]


def _holds(period: MandatePeriod, day: date) -> bool:
    return period.from_on <= day and (period.until_on is None or day < period.until_on)


def credit_section(credit: Credit, rule: CreditRuleName | None = None) -> Section:
    """The credit of a closed year, at the rates in force when that year ended."""
    name = rule or credit_rule_on(credit.year.from_on).name
    released = released_usd(credit.credit_usd, credit.collected_usd, credit.spent_usd, name)
    share = None if released is None else released / credit.credit_usd if credit.credit_usd else Decimal(0)
    staff = credit.staff_assessment_usd
    return Section(
        credit.mission, credit.year, "credit", credit.closed_year.from_on, credit.closed_year.until_on,
        None if released is None else -released,
        None if staff is None or share is None else staff * share,
        (credit.closed_year.until_on - DAY).year,
        credit_rule=name, held_usd=None if released is None else credit.credit_usd - released,
        pool_usd=credit.credit_usd,
    )  # fmt: skip


def additional_sections(late: AdditionalAssessment, rates_change: RatesChange) -> list[Section]:
    """A late assessment, cut where rates changed in its own period."""
    pieces = cut_at(late.from_on, late.until_on, _new_years(late.from_on, late.until_on, rates_change))
    weights = [weight(begin, end, "months") for begin, end in pieces]
    gross = split_in_units(late.gross_usd, weights, ONE_USD)
    staff = _split_or_unknown(late.staff_assessment_usd, weights, ONE_USD)
    return [
        Section(late.mission, late.year, "additional", begin, end, usd, income, begin.year)
        for (begin, end), usd, income in zip(pieces, gross, staff, strict=True)
    ]
