"""Checks on pledges: every requirement answered, every pledge for something, in number and in time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from decimal import Decimal

from bluehelm.dossier.checking import Check, Fault, check, fault, instrument, submission
from bluehelm.dossier.force_records import Pledge, StatementOfUnitRequirement
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.forces.force_wording import listed, quantities
from bluehelm.forces.unit_adherence import PEOPLE, ItemAdherence
from bluehelm.forces.units_on_the_ground import (
    is_live,
    pledges_by_requirement,
    units_by_requirement,
    units_now,
)
from bluehelm.foundation.findings import Severity


@check(
    "FOR007",
    Severity.WARNING,
    looks_for="a unit requirement that neither a pledge nor a unit answers",
    why="Tasks that count on a unit nobody has offered will not be carried out, whatever the mandate says.",
    remedy="Seek a pledge, have a lapsed one renewed, or plan its tasks without the unit.",
    basis=(*submission("2j", "3g"), instrument("register of readiness, pledges lapse", "as reported")),
)
def requirement_without_pledge(seen: Standpoint) -> Iterator[Fault]:
    pledges, units = pledges_by_requirement(seen), units_by_requirement(seen)
    for requirement in seen.dossier.requirements:
        offered = pledges.get(requirement.id, ())
        if requirement.id in units or any(is_live(pledge, seen.as_of) for pledge in offered):
            continue
        yield fault(
            requirement,
            _unanswered(requirement, offered),
            unit=requirement.unit,
            ready_by=requirement.ready_by,
            pledges=listed(pledge.id for pledge in offered),
        )


def _unanswered(requirement: StatementOfUnitRequirement, offered: Sequence[Pledge]) -> str:
    if offered:
        return "No pledge for '{unit}' holds any more; these have lapsed or been withdrawn: {pledges}."
    if requirement.ready_by is not None:
        return "No pledge for '{unit}' is on file; it is needed by {ready_by}."
    return "No pledge for '{unit}' is on file."


@check(
    "FOR008",
    Severity.WARNING,
    looks_for="pledges that bring less than the unit requirement asks for",
    why="The gap is cheapest to close before the memorandum is signed, and dearest once the unit is there.",
    remedy="Ask the contributor for what is missing, or find a second pledge for it.",
    basis=(*submission("2j"), instrument("rule of adherence: min(1, offered / required)", "our reading")),
)
def pledged_less_than_required(seen: Standpoint) -> Iterator[Fault]:
    pledges, units = pledges_by_requirement(seen), units_by_requirement(seen)
    for requirement in seen.dossier.requirements:
        live = [one for one in pledges.get(requirement.id, ()) if is_live(one, seen.as_of)]
        if requirement.id in units or not live:
            continue
        short = [item for item in _offered(requirement, live) if item.share < 1]
        if short:
            yield fault(
                requirement,
                "Pledged for '{unit}' is less than required, offered/required: {items}.",
                unit=requirement.unit,
                items=listed(short),
            )


def _offered(requirement: StatementOfUnitRequirement, live: Sequence[Pledge]) -> Iterator[ItemAdherence]:
    """People and items offered against required; a pledge that lists nothing leaves the items unknown."""
    strengths = [pledge.strength for pledge in live]
    if requirement.strength and None not in strengths:
        people = Decimal(sum(strength or 0 for strength in strengths))
        yield ItemAdherence(PEOPLE, Decimal(requirement.strength), people)
    if not all(pledge.brings for pledge in live):
        return
    brought = [{name.casefold(): n for name, n in quantities(one.brings).items()} for one in live]
    for item, required in quantities(requirement.needs).items():
        total = sum((items.get(item.casefold(), Decimal(0)) for items in brought), Decimal(0))
        yield ItemAdherence(item, required, total)


@check(
    "FOR009",
    Severity.WARNING,
    looks_for="a pledge that answers no requirement",
    why="A unit is selected to match a requirement; a pledge without one waits in the register for nothing.",
    remedy="Write the requirement it answers (`requirement: infantry-battalion-east`), or write a "
    "requirement.",
    basis=(*submission("2j"), instrument("Manual 2021.05, level 3 of the register", "as reported")),
)
def pledge_without_requirement(seen: Standpoint) -> Iterator[Fault]:
    for pledge in seen.dossier.pledges:
        if pledge.requirement is None and is_live(pledge, seen.as_of):
            yield fault(pledge, "The pledge '{pledge}' answers no requirement.", pledge=pledge.id)


@check(
    "FOR010",
    Severity.WARNING,
    looks_for="a pledge counted on before any assessment visit",
    why="A unit is considered for selection only after a visit; until then its strength is a hope.",
    remedy="Plan the assessment and advisory visit, and enter `visited_on` once it has been.",
    basis=(*submission("2j"), instrument("DPO capability paper, March 2022 (R22)", "as reported")),
)
def pledge_never_visited(seen: Standpoint) -> Iterator[Fault]:
    fulfilled = {count.pledge for count in units_now(seen).values()}
    for pledge in seen.dossier.pledges:
        # Level 2 and above is reached only through a successful visit, even if its day is not on file.
        visited = pledge.level not in (None, "1") or (
            pledge.visited_on is not None and pledge.visited_on <= seen.as_of
        )
        counts = pledge.requirement is not None and is_live(pledge, seen.as_of)
        if counts and not visited and pledge.id not in fulfilled:
            yield fault(
                pledge,
                "The pledge '{pledge}' for '{requirement}' has had no visit by {as_of}.",
                pledge=pledge.id,
                requirement=pledge.requirement,
                as_of=seen.as_of,
            )


@check(
    "FOR011",
    Severity.WARNING,
    looks_for="a pledge whose lead time ends after the readiness date",
    why="Even if the request left today, the unit would arrive after it is needed.",
    remedy="Move the readiness date, bridge the gap with another unit, or ask for a pledge at the rapid "
    "level "
    "(60 days).",
    basis=(*submission("2j", "3g"), instrument("Manual 2021.05 (R20)", "as reported")),
)
def pledge_too_late(seen: Standpoint) -> Iterator[Fault]:
    requirements = {one.id: one for one in seen.dossier.requirements}
    fulfilled = {count.pledge for count in units_now(seen).values()}
    for pledge in seen.dossier.pledges:
        requirement = requirements.get(pledge.requirement or "")
        if requirement is None or requirement.ready_by is None or pledge.ready_in_days is None:
            continue
        arrives_on = seen.as_of + timedelta(days=pledge.ready_in_days)
        if arrives_on > requirement.ready_by and is_live(pledge, seen.as_of) and pledge.id not in fulfilled:
            yield fault(
                pledge,
                "The pledge '{pledge}' needs {n_days} days: asked for on {as_of} it arrives on {arrives_on}, "
                "needed by {ready_by}.",
                pledge=pledge.id,
                n_days=pledge.ready_in_days,
                as_of=seen.as_of,
                arrives_on=arrives_on,
                ready_by=requirement.ready_by,
            )


PLEDGE_CHECKS: tuple[Check, ...] = (
    requirement_without_pledge, pledged_less_than_required, pledge_without_requirement,
    pledge_never_visited, pledge_too_late,
)  # fmt: skip
