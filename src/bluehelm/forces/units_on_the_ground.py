"""Who is there: the latest count of each unit, the requirement it answers, the pledges that hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from bluehelm.dossier.force_records import DeployedUnit, Pledge, StatementOfUnitRequirement, Verification
from bluehelm.dossier.standpoint import Standpoint


def known_counts(seen: Standpoint) -> Iterator[DeployedUnit]:
    """Counts of units up to the moment, as far as they were known."""
    for count in seen.dossier.deployed:
        if count.on <= seen.as_of and seen.was_known(count.known_on):
            yield count


def units_now(seen: Standpoint) -> Mapping[str, DeployedUnit]:
    """The latest count of each unit that is still there; a unit counted as zero has left.

    Of several counts of one day the one known last holds.
    """
    latest: dict[str, DeployedUnit] = {}
    for count in known_counts(seen):
        held = latest.get(count.unit)
        if held is None or _order(count) >= _order(held):
            latest[count.unit] = count
    return {unit: count for unit, count in latest.items() if count.strength != 0}


def _order(count: DeployedUnit) -> tuple[date, date]:
    return (count.on, count.known_on or date.min)


def first_counted_on(seen: Standpoint) -> Mapping[str, date]:
    """The first day on which each unit was counted."""
    first: dict[str, date] = {}
    for count in known_counts(seen):
        first[count.unit] = min(count.on, first.get(count.unit, count.on))
    return first


def pledges_by_id(seen: Standpoint) -> Mapping[str, Pledge]:
    """Pledges by short name."""
    return {pledge.id: pledge for pledge in seen.dossier.pledges}


def requirements_by_id(seen: Standpoint) -> Mapping[str, StatementOfUnitRequirement]:
    """Requirements by short name."""
    return {requirement.id: requirement for requirement in seen.dossier.requirements}


def requirement_answered(count: DeployedUnit, pledges: Mapping[str, Pledge]) -> str | None:
    """The requirement a unit answers: that of its pledge, else the one its row names."""
    pledge = pledges.get(count.pledge) if count.pledge else None
    return (pledge.requirement if pledge else None) or count.requirement


def requirements_of_units(seen: Standpoint) -> Mapping[str, StatementOfUnitRequirement]:
    """The requirement that each unit on the ground answers."""
    pledges, requirements = pledges_by_id(seen), requirements_by_id(seen)
    return {
        unit: requirements[answered]
        for unit, count in units_now(seen).items()
        if (answered := requirement_answered(count, pledges) or "") in requirements
    }


def units_by_requirement(seen: Standpoint) -> Mapping[str, Sequence[DeployedUnit]]:
    """The units on the ground by the requirement they answer."""
    pledges = pledges_by_id(seen)
    found: dict[str, list[DeployedUnit]] = defaultdict(list)
    for count in units_now(seen).values():
        requirement = requirement_answered(count, pledges)
        if requirement:
            found[requirement].append(count)
    return found


def is_live(pledge: Pledge, as_of: date) -> bool:
    """Whether a pledge holds: made, not withdrawn and not run out; a blank day stops nothing."""
    made = pledge.pledged_on is None or pledge.pledged_on <= as_of
    withdrawn = pledge.withdrawn_on is not None and pledge.withdrawn_on <= as_of
    return made and not withdrawn and (pledge.valid_until is None or as_of < pledge.valid_until)


def pledges_by_requirement(seen: Standpoint) -> Mapping[str, Sequence[Pledge]]:
    """Pledges made by the moment, by the requirement they answer."""
    found: dict[str, list[Pledge]] = defaultdict(list)
    for pledge in seen.dossier.pledges:
        made = pledge.pledged_on is None or pledge.pledged_on <= seen.as_of
        if pledge.requirement and made:
            found[pledge.requirement].append(pledge)
    return found


def inspections_by_unit(seen: Standpoint) -> Mapping[str, Sequence[Verification]]:
    """Dated inspections up to the moment by unit, the last one last."""
    found: dict[str, list[Verification]] = defaultdict(list)
    for inspection in seen.dossier.verifications:
        if inspection.on is not None and inspection.on <= seen.as_of:
            found[inspection.unit].append(inspection)
    return {
        unit: sorted(inspections, key=lambda one: one.on or date.min) for unit, inspections in found.items()
    }


def strength_of(counts: Sequence[DeployedUnit]) -> Decimal | None:
    """People in the units together; None where one of them is unknown."""
    strengths = [count.strength for count in counts]
    if any(strength is None for strength in strengths):
        return None
    return Decimal(sum(strength or 0 for strength in strengths))
