"""Checks on spending: against what was voted, against the year gone, and against what was proposed."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from bluehelm.dossier.budget_records import BudgetLine, PrintedTotal
from bluehelm.dossier.checking import Check, Fault, check, fault, instrument, submission
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.finance.budget_amounts import (
    PROJECTED,
    PROPOSED,
    SPENT,
    VOTED,
    gross_by_stage,
    lines_by_stage,
    money_of,
)
from bluehelm.foundation.findings import Place, Severity
from bluehelm.foundation.listed_names import listed
from bluehelm.foundation.periods import Period
from bluehelm.foundation.plain_numbers import MILLION, in_per_cent

CUT_OF_2025 = instrument("A/80/604/Add.1 to Add.13, on spending 15 per cent less in 2025/26", "as reported")


def _amounts(seen: Standpoint) -> Iterator[PrintedTotal | BudgetLine]:
    yield from seen.dossier.totals
    yield from seen.dossier.lines


def _place(seen: Standpoint, year: Period) -> Place:
    """Where amounts of a year stand: a printed total, else a line."""
    return next((row.place for row in _amounts(seen) if row.year == year), Place())


@check(
    "BUD008",
    Severity.NOTE,
    looks_for="lines that spent more than was voted for them",
    why="Money moved between lines shows where the plan was wrong, and what paid for it.",
    remedy="Ask what was not done with the money that moved; record the cause with the outputs concerned.",
    basis=(*submission("2f"), instrument("A/80/623, on variances")),
)
def spent_above_voted(seen: Standpoint) -> Iterator[Fault]:
    limit = seen.threshold("overspent-share", "0.05")
    stages = lines_by_stage(seen)
    for year, stage in list(stages):
        if stage != SPENT or (year, VOTED) not in stages:
            continue
        voted, spent = money_of(stages[year, VOTED]), money_of(stages[year, SPENT])
        over = {
            name: spent[name] / amount - 1
            for name, amount in voted.items()
            if amount > 0 and name in spent and spent[name] > amount * (1 + limit)
        }
        if over:
            most_first = sorted(over, key=lambda name: -over[name])
            yield fault(
                stages[year, SPENT][0].place,
                "In {year} {n} of {n_all} lines spent over {limit} % more than was voted: {names}.",
                year=year, n=len(over), n_all=len(voted), limit=in_per_cent(limit),
                names=listed(f"{name} +{in_per_cent(over[name])} %" for name in most_first),
            )  # fmt: skip


@check(
    "BUD009",
    Severity.NOTE,
    looks_for="a year in which what was voted is exactly what was proposed",
    why="The Assembly seldom votes a budget to the dollar; most often the proposal was entered twice.",
    remedy="Read the resolution of the Assembly again; if it is right, accept the finding.",
    basis=(
        *submission("2h"),
        instrument("A/80/624: proposed 914.5 million, voted 869.1 million"),
    ),
)
def voted_as_proposed(seen: Standpoint) -> Iterator[Fault]:
    gross = gross_by_stage(seen)
    for (year, stage), amount in gross.items():
        if stage == VOTED and gross.get((year, PROPOSED)) == amount:
            yield fault(
                _place(seen, year),
                "{year}: proposed and voted are the same {amount:,.1f} million USD.",
                year=year, amount=amount / MILLION,
            )  # fmt: skip


@check(
    "BUD010",
    Severity.NOTE,
    looks_for="spending projected well below what was voted",
    why="The plan was made for the money voted; what falls with the rest should be chosen, not found out.",
    remedy="Record the cut (budget/cuts.yaml) with what it does, and the order in which outputs fall "
    "(cut_rank).",
    basis=(*submission("1d"), CUT_OF_2025),
)
def projected_below_voted(seen: Standpoint) -> Iterator[Fault]:
    limit = seen.threshold("projected-shortfall-share", "0.05")
    gross = gross_by_stage(seen)
    for (year, stage), projected in gross.items():
        voted = gross.get((year, VOTED))
        if stage != PROJECTED or voted is None or voted <= 0 or year.until_on <= seen.as_of:
            continue
        short_share = 1 - projected / voted
        if short_share > limit:
            yield fault(
                _place(seen, year),
                "{year}: {projected:,.1f} million USD projected, {voted:,.1f} million voted: {percent} % "
                "less, {gap:,.1f} million (more than {limit} %).",
                year=year, projected=projected / MILLION, voted=voted / MILLION,
                percent=in_per_cent(short_share), gap=(voted - projected) / MILLION, limit=in_per_cent(limit),
            )  # fmt: skip


@check(
    "BUD011",
    Severity.NOTE,
    looks_for="spending that runs ahead of or behind the year",
    why="At this rate the money ends before the year, or the work voted for is not being done.",
    remedy="Say in the review which: bills that come late, work that slips, or a cut; and set the projection "
    "by it.",
    basis=submission("1d", "2f"),
)
def spending_off_the_year(seen: Standpoint) -> Iterator[Fault]:
    limit = seen.threshold("spending-rate-gap", "0.10")
    gross = gross_by_stage(seen)
    year = seen.budget_year
    days = [
        stage.to_on
        for (of_year, stage) in gross
        if of_year == year and stage.to_on is not None and year.from_on < stage.to_on <= seen.as_of
    ]
    voted = gross.get((year, VOTED))
    if not days or not voted:
        return
    to_on = max(days)
    spent = next(amount for (of, stage), amount in gross.items() if of == year and stage.to_on == to_on)
    gone = Decimal((to_on - year.from_on).days + 1) / (year.until_on - year.from_on).days
    share = spent / voted
    if abs(share - gone) > limit:
        yield fault(
            _place(seen, year),
            "{year}: {share} % of what was voted was spent by {to_on}, with {gone} % of the year gone (more "
            "than {limit} points apart).",
            year=year, share=in_per_cent(share), to_on=to_on, gone=in_per_cent(gone),
            limit=in_per_cent(limit),
        )  # fmt: skip


@check(
    "BUD012",
    Severity.ERROR,
    looks_for="spending reported before the day up to which it counts",
    why="Nobody can report what has not been spent yet.",
    remedy="Correct as_reported_on, or the day after spent to; what is expected is projected.",
    basis=submission("2f"),
)
def reported_before_spent(seen: Standpoint) -> Iterator[Fault]:
    for row in _amounts(seen):
        if row.what.to_on and row.as_reported_on and row.as_reported_on < row.what.to_on:
            yield fault(row, "Spent to {to_on}, but reported on {reported_on}.",
                        to_on=row.what.to_on, reported_on=row.as_reported_on)  # fmt: skip


SPENDING_CHECKS: tuple[Check, ...] = (
    spent_above_voted, voted_as_proposed, projected_below_voted, spending_off_the_year, reported_before_spent,
)  # fmt: skip
"""Checks on spending, in reading order."""
