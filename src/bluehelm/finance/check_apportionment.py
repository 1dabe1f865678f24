"""Faults between rows and tables: mandates that overlap, years without one, credits out of place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from bluehelm.finance import money_table_faults as faults
from bluehelm.finance.apportioned_budgets import ApportionedBudget, Apportionment, MandatePeriod
from bluehelm.foundation.errors import nearest_hint
from bluehelm.foundation.findings import Finding
from bluehelm.foundation.periods import Period, fiscal_year_of

DAY = timedelta(days=1)
N_YEARS_TO_CREDIT = 2


def faults_between_tables(read: Apportionment, *, mandates_read: bool = True) -> list[Finding]:
    """Every fault between the rows of the tables; where a mandate could not be read, none is missed."""
    mandates = _by_mission(read.mandates)
    return [
        *_budgets_twice(read.budgets),
        *_overlaps(mandates),
        *(_without_mandate(read.budgets, mandates) if mandates_read else ()),
        *_credits(read),
    ]


def _by_mission(periods: Iterable[MandatePeriod]) -> dict[str, list[MandatePeriod]]:
    found: dict[str, list[MandatePeriod]] = {}
    for one in sorted(periods, key=lambda period: (period.mission, period.from_on)):
        found.setdefault(one.mission, []).append(one)
    return found


def _budgets_twice(budgets: Sequence[ApportionedBudget]) -> Iterator[Finding]:
    held: dict[tuple[str, str], list[ApportionedBudget]] = {}
    for one in budgets:
        earlier = held.setdefault((one.mission, one.year.name), [])
        clash = next(
            (other for other in earlier if one.from_on < other.until_on and other.from_on < one.until_on),
            None,
        )
        if clash is not None:
            yield faults.BUDGET_TWICE.at(
                one.place, mission=one.mission, year=one.year, first=clash.place.line
            )
        earlier.append(one)


def _overlaps(mandates: dict[str, list[MandatePeriod]]) -> Iterator[Finding]:
    for mission, periods in mandates.items():
        for before, after in pairwise(periods):
            if before.until_on is None or after.from_on < before.until_on:
                ends = "open" if before.until_on is None else before.until_on - DAY
                yield faults.OVERLAPPING_MANDATES.at(
                    after.place,
                    mission=mission,
                    from_on=after.from_on,
                    first=before.place.line,
                    until_on=ends,
                )


def _without_mandate(
    budgets: Sequence[ApportionedBudget], mandates: dict[str, list[MandatePeriod]]
) -> Iterator[Finding]:
    for one in budgets:
        periods = mandates.get(one.mission)
        if periods is None:
            hint = nearest_hint(one.mission, mandates)
            yield faults.NO_MANDATE.at(one.place, mission=one.mission, year=one.year, hint=hint)
            continue
        for from_on, until_on in _gaps(one.from_on, one.until_on, periods):
            yield faults.GAP_IN_MANDATE.at(
                one.place, mission=one.mission, from_on=from_on, to_on=until_on - DAY
            )


def _gaps(from_on: date, until_on: date, periods: Iterable[MandatePeriod]) -> Iterator[tuple[date, date]]:
    """The stretches that no period holds; periods come in order."""
    reached = from_on
    for one in periods:
        if one.from_on > reached and reached < until_on:
            yield reached, min(one.from_on, until_on)
        reached = max(reached, one.until_on or date.max)
    if reached < until_on:
        yield reached, until_on


def _credits(read: Apportionment) -> Iterator[Finding]:
    assessed: dict[tuple[str, Period], Decimal] = {}
    for budget in read.budgets:
        key = (budget.mission, budget.year)
        assessed[key] = assessed.get(key, Decimal(0)) + budget.assessed_usd
    for one in read.credits:
        usual = fiscal_year_of(date(one.closed_year.from_on.year + N_YEARS_TO_CREDIT, 7, 1))
        if usual != one.year:
            yield faults.CREDIT_YEAR.at(one.place, mission=one.mission, closed=one.closed_year, year=one.year,
                                        usual=usual)  # fmt: skip
        billed = assessed.get((one.mission, one.year))
        if billed is not None and one.credit_usd > billed:
            yield faults.CREDIT_ABOVE_BILL.at(one.place, mission=one.mission, credit=one.credit_usd,
                                              assessed=billed, year=one.year)  # fmt: skip
