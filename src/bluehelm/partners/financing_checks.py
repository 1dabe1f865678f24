"""Checks on fragility financing and field presences: money behind the objectives, no work done twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from bluehelm.dossier.checking import Check, Fault, check, fault, instrument, submission
from bluehelm.dossier.partner_records import Financing, Presence
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.findings import Place, Severity
from bluehelm.foundation.money import in_millions

ALIGNED = instrument("Pact for the Future (A/RES/79/1), action 18 (h)")


def _money(one: Financing) -> str:
    """The amount in words, or a dash while it is not known."""
    if one.amount is None:
        return "–"
    return f"{in_millions(one.amount)} {one.currency or ''}".rstrip()


@check(
    "PAR017",
    Severity.NOTE,
    looks_for="financing that is tied to no political objective",
    why="Money that nobody has held against the political strategy may pass it by.",
    remedy="Name the objectives it touches (objectives: [people-safe]), or say that it touches none "
    "(alignment: neutral).",
    basis=(*submission("4d"), ALIGNED),
)
def financing_without_objective(seen: Standpoint) -> Iterator[Fault]:
    for one in seen.dossier.financing:
        if one.objectives or one.alignment == "neutral":
            continue
        template = (
            "'{text}' ({money}) is said to support the strategy, but names no objective."
            if one.alignment == "supports"
            else "'{text}' ({money}) names no political objective."
        )
        yield fault(one, template, text=one.text, money=_money(one))


@check(
    "PAR018",
    Severity.WARNING,
    looks_for="financing that works against a political objective",
    why="Money that pulls the other way undoes what the mission and the parties build.",
    remedy="Raise it with the lender before the next milestone, and record what became of it.",
    basis=(*submission("4d"), ALIGNED),
)
def financing_against_objective(seen: Standpoint) -> Iterator[Fault]:
    for one in seen.dossier.financing:
        if one.alignment == "works against":
            yield fault(
                one,
                "'{text}' ({money}) works against: {objectives}.",
                text=one.text,
                money=_money(one),
                objectives=", ".join(one.objectives) or "–",
            )


@check(
    "PAR019",
    Severity.NOTE,
    looks_for="financing with an amount and no fiscal year",
    why="The lender's year runs from July to June; without it the money cannot be set beside the budget.",
    remedy="Write the lender's year (fiscal_year: FY2025/26).",
    basis=submission("4d"),
)
def financing_without_year(seen: Standpoint) -> Iterator[Fault]:
    for one in seen.dossier.financing:
        if one.amount is not None and one.fiscal_year is None:
            yield fault(
                one, "'{text}' ({money}) belongs to no fiscal year.", text=one.text, money=_money(one)
            )


@check(
    "PAR020",
    Severity.WARNING,
    looks_for="an amount of financing without its currency",
    why="Dollars and special drawing rights are not the same money; the amount can be added to nothing.",
    remedy="Write the currency (currency: USD, or SDR).",
    basis=submission("4d"),
)
def financing_without_currency(seen: Standpoint) -> Iterator[Fault]:
    for one in seen.dossier.financing:
        if one.amount is not None and one.currency is None:
            yield fault(
                one,
                "'{text}' amounts to {amount}, without a currency.",
                text=one.text,
                amount=f"{one.amount:,f}",
            )


@check(
    "PAR021",
    Severity.NOTE,
    looks_for="political objectives that no financing on file supports",
    why="What no lender supports rests on the mission's own means.",
    remedy="Take them to the next talks with the lender, or write down what supports them already.",
    basis=(*submission("4d"), ALIGNED),
)
def objective_without_financing(seen: Standpoint) -> Iterator[Fault]:
    financing = seen.dossier.financing
    supported = {name for one in financing if one.alignment == "supports" for name in one.objectives}
    left = [one.id for one in seen.dossier.objectives if one.id not in supported]
    if financing and left:
        yield fault(
            Place(financing[0].file),
            "{n_left} of {n_all} political objectives have no financing behind them: {objectives}.",
            n_left=len(left),
            n_all=len(seen.dossier.objectives),
            objectives=", ".join(left),
        )


@check(
    "PAR022",
    Severity.NOTE,
    looks_for="presences of several entities that do the same task in the same area",
    why="Two offices on one task in one place cost twice, or each waits for the other.",
    remedy="Agree who leads there, and write the functions of each (functions: [clearance of routes]).",
    basis=(*submission("2c"), instrument("S/RES/2759 (2024), para. 52")),
)
def presences_overlap(seen: Standpoint) -> Iterator[Fault]:
    by_place: dict[tuple[str, str], list[Presence]] = defaultdict(list)
    for presence in seen.dossier.presences:
        for task in presence.tasks:
            for area in presence.areas:
                by_place[task, area].append(presence)
    shared: dict[tuple[str, tuple[str, ...]], list[str]] = defaultdict(list)
    first: dict[tuple[str, tuple[str, ...]], Presence] = {}
    for (task, area), presences in by_place.items():
        entities = _that_overlap(presences)
        if entities:
            shared[task, entities].append(area)
            first.setdefault((task, entities), presences[0])
    for (task, entities), areas in shared.items():
        yield fault(
            first[task, entities],
            "{entities} all work on '{task}' in {areas}.",
            entities=", ".join(entities),
            task=task,
            areas=", ".join(areas),
        )


def _that_overlap(presences: list[Presence]) -> tuple[str, ...]:
    """Entities that do the same thing at the same time, in order; different functions divide the work."""
    found: dict[str, None] = {}
    for one, other in combinations(presences, 2):
        if one.entity != other.entity and _same_time(one, other) and _same_work(one, other):
            found.update(dict.fromkeys((one.entity, other.entity)))
    return tuple(found)


def _same_time(one: Presence, other: Presence) -> bool:
    if one.period is None or other.period is None:
        return True
    return one.period.from_on < other.period.until_on and other.period.from_on < one.period.until_on


def _same_work(one: Presence, other: Presence) -> bool:
    if not one.functions or not other.functions:
        return True
    return bool({name.lower() for name in one.functions} & {name.lower() for name in other.functions})


FINANCING_CHECKS: tuple[Check, ...] = (
    financing_without_objective, financing_against_objective, financing_without_year,
    financing_without_currency, objective_without_financing, presences_overlap,
)  # fmt: skip
