"""Checks on strength: authorized, approved, required and deployed are four facts that must not contradict."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from bluehelm.dossier.catalogue import Record
from bluehelm.dossier.checking import Check, Fault, check, fault, instrument, submission
from bluehelm.dossier.force_records import DeployedUnit, Strength
from bluehelm.dossier.in_force import ceiling_total
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.forces.force_wording import listed, percent
from bluehelm.forces.strength_against_ceiling import (
    MILITARY,
    POLICE,
    AgainstCeiling,
    against_ceilings,
    numbers,
    people_agreed,
    people_deployed,
)
from bluehelm.forces.units_on_the_ground import units_now
from bluehelm.foundation.findings import Severity


@check(
    "FOR021",
    Severity.ERROR,
    looks_for="more uniformed people deployed than the Council allows",
    why="A strength above the ceiling has no authority and no money behind it; one of the two numbers is "
    "wrong.",
    remedy="Check the count and its categories against the source, and the ceiling against the decision.",
    basis=(
        *submission("2j", "3g"),
        instrument("A/80/604/Add.9 and Add.11: strength is not the ceiling (R35)"),
    ),
)
def deployed_above_ceiling(seen: Standpoint) -> Iterator[Fault]:
    deployed = people_deployed(seen)
    if deployed is None:
        return
    on, rows = deployed
    above = [one for one in against_ceilings(numbers(rows), seen.dossier, on) if one.strength > one.ceiling]
    if above:
        yield fault(
            next(iter(rows.values())),
            "Deployed on {on} is more than the ceiling of that day, deployed/ceiling: {categories}.",
            on=on,
            categories=listed(above),
        )


@check(
    "FOR022",
    Severity.WARNING,
    looks_for="units that add up to more than the Council allows",
    why="Not all of them can deploy; somebody will leave out one, and hardly the one the tasks need least.",
    remedy="Say which units come first and which only if the ceiling is raised, for example with a phase for "
    "each.",
    basis=submission("2j", "3g", "2b.ii"),
)
def units_above_ceiling(seen: Standpoint) -> Iterator[Fault]:
    ceiling = ceiling_total(seen.dossier, seen.as_of)
    if ceiling is None:
        return
    yield from _above(
        seen.dossier.requirements,
        ceiling,
        "The unit requirements add up to {strength:,} people, {more:,} above the ceiling of {ceiling:,}.",
    )
    on_the_ground: Sequence[DeployedUnit] = tuple(units_now(seen).values())
    yield from _above(
        on_the_ground,
        ceiling,
        "The units on the ground add up to {strength:,} people, {more:,} above the ceiling of {ceiling:,}.",
    )


def _above(records: Iterable[Record], ceiling: int, template: str) -> Iterator[Fault]:
    counted = [record for record in records if getattr(record, "strength", None) is not None]
    total = sum(getattr(record, "strength", 0) for record in counted)
    if counted and total > ceiling:
        yield fault(counted[0], template, strength=total, more=total - ceiling, ceiling=ceiling)


@check(
    "FOR023",
    Severity.NOTE,
    looks_for="a strength agreed in a budget that differs from the ceiling in force",
    why="The budget was voted for another strength than the Council now allows; the difference is money or "
    "people.",
    remedy="Say in the next budget which of the two holds from when; until then plan on the lower.",
    basis=(*submission("2f", "2j"), instrument("A/80/604/Add.9; S/RES/2800 (2025)", "as reported")),
)
def agreed_other_than_ceiling(seen: Standpoint) -> Iterator[Fault]:
    for what in ("authorized", "approved"):
        rows = people_agreed(seen, what)
        other = [one for one in _comparable(rows, seen) if one.strength != one.ceiling]
        if other:
            yield fault(
                next(iter(rows.values())),
                "Strength '{what}' is not the ceiling in force on {as_of}, {what}/ceiling: {categories}.",
                what=what,
                as_of=seen.as_of,
                categories=listed(other),
            )


def _comparable(rows: Mapping[str, Strength], seen: Standpoint) -> list[AgainstCeiling]:
    """Categories that budgets and mandates count alike: observers without staff officers are not."""
    return [one for one in against_ceilings(numbers(rows), seen.dossier, seen.as_of) if one.whole]


@check(
    "FOR024",
    Severity.NOTE,
    looks_for="far fewer people deployed than the Council allows",
    why="Tasks planned on the ceiling are planned on people who are not there.",
    remedy="Plan tasks and phases on the strength deployed, and say which tasks wait for the rest.",
    basis=(
        *submission("2j", "3g"),
        instrument("A/80/604/Add.9: 14,409 of 17,420 on 28 February 2026", "derived"),
    ),
)
def deployed_well_below_ceiling(seen: Standpoint) -> Iterator[Fault]:
    floor = seen.threshold("deployed-strength-floor", "0.9")
    deployed = people_deployed(seen)
    if deployed is None:
        return
    on, rows = deployed
    totals = [
        one
        for one in against_ceilings(numbers(rows), seen.dossier, on)
        if one.category in (MILITARY, POLICE) and one.whole
    ]
    ceiling = sum(one.ceiling for one in totals)
    strength = sum(one.strength for one in totals)
    if len(totals) == 2 and strength < floor * ceiling:
        yield fault(
            next(iter(rows.values())),
            "Deployed on {on} are {strength:,} uniformed people, {share} of the ceiling of {ceiling:,} "
            "(less than {floor} is reported).",
            on=on,
            strength=strength,
            share=percent(Decimal(strength) / ceiling),
            ceiling=ceiling,
            floor=percent(floor, 0),
        )


@check(
    "FOR025",
    Severity.ERROR,
    looks_for="two different numbers for the same strength",
    why="Whichever is read first decides what the plan rests on.",
    remedy="Keep one; a correction is a new row with its own `known_on`.",
    basis=(*submission("1e", "2j"), instrument("one fact, one number", "our reading")),
)
def two_numbers_for_one_strength(seen: Standpoint) -> Iterator[Fault]:
    held: dict[tuple[object, ...], int] = {}
    for row in seen.dossier.strength:
        if row.strength is not None:
            key = (row.category, row.what, row.on, row.year, row.known_on)
            first = held.setdefault(key, row.strength)
            if first != row.strength:
                yield _two_numbers(row, f"{row.category}, {row.what}", first, row.strength)
    for count in seen.dossier.deployed:
        if count.strength is not None:
            counted = (count.unit, count.on, count.base, count.known_on)
            first = held.setdefault(counted, count.strength)
            if first != count.strength:
                yield _two_numbers(count, count.unit, first, count.strength)


def _two_numbers(record: Record, what: str, first: int, second: int) -> Fault:
    return fault(
        record,
        "'{what}' is {first:,} in one row and {second:,} in another of the same day.",
        what=what,
        first=first,
        second=second,
    )


STRENGTH_CHECKS: tuple[Check, ...] = (
    deployed_above_ceiling, units_above_ceiling, agreed_other_than_ceiling, deployed_well_below_ceiling,
    two_numbers_for_one_strength,
)  # fmt: skip
