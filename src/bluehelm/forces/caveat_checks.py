"""Checks on national caveats: declared in time, scoped, and their effect on what the mission can still do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bluehelm.dossier.checking import Check, Fault, check, fault, instrument, submission
from bluehelm.dossier.force_records import Caveat, StatementOfUnitRequirement
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.forces.force_wording import listed
from bluehelm.forces.units_on_the_ground import (
    first_counted_on,
    pledges_by_id,
    requirement_answered,
    requirements_by_id,
    requirements_of_units,
    units_now,
)
from bluehelm.foundation.findings import Severity

EVERYWHERE = ""


def holds(caveat: Caveat, seen: Standpoint) -> bool:
    """Whether a caveat restricts at the moment: declared or observed by then, and not ended."""
    days = [day for day in (caveat.declared_on, *caveat.observed_on) if day is not None]
    begun = not days or min(days) <= seen.as_of
    return begun and (caveat.until_on is None or seen.as_of < caveat.until_on)


def bars(caveat: Caveat, task: str, area: str) -> bool:
    """Whether a caveat rules out a task in an area; what it does not name it leaves open.

    A restriction to some areas bars nothing that may be done everywhere.
    """
    if not caveat.tasks and not caveat.areas:
        return False
    barred_task = not caveat.tasks or task in caveat.tasks
    barred_area = not caveat.areas or area in caveat.areas
    return barred_task and barred_area


@dataclass(frozen=True)
class Restricted:
    """Units on the ground with the requirement they answer, and with the caveats they carry."""

    answers: Mapping[str, StatementOfUnitRequirement]
    caveats: Mapping[str, Sequence[Caveat]]


def restricted_units(seen: Standpoint) -> Restricted:
    """What each unit on the ground was required for, and which caveats hold for it now."""
    units = units_now(seen)
    by_pledge: dict[str, list[str]] = defaultdict(list)
    for unit, count in units.items():
        if count.pledge:
            by_pledge[count.pledge].append(unit)
    carried: dict[str, list[Caveat]] = defaultdict(list)
    for caveat in seen.dossier.caveats:
        if holds(caveat, seen):
            named = [caveat.unit] if caveat.unit else by_pledge.get(caveat.pledge or "", ())
            for unit in named:
                carried[unit].append(caveat)
    return Restricted(requirements_of_units(seen), carried)


@check(
    "FOR026",
    Severity.WARNING,
    looks_for="a caveat never declared that was observed twice",
    why="An undeclared caveat is treated as disobedience, and only Headquarters can take it up with a "
    "capital.",
    remedy="Open a case with Headquarters, and enter the day on which the contributor declares it "
    "(`declared_on`).",
    basis=(*submission("11c", "2j"), instrument("S/RES/2759 (2024), para. 44; S/RES/2765 (2024), para. 49")),
)
def undeclared_observed_twice(seen: Standpoint) -> Iterator[Fault]:
    for caveat in seen.dossier.caveats:
        observed = sorted(day for day in caveat.observed_on if day <= seen.as_of)
        declared = caveat.declared_on is not None and caveat.declared_on <= seen.as_of
        if len(observed) >= 2 and not declared and caveat.accepted_on is None:
            yield fault(
                caveat,
                "The caveat '{caveat}' was never declared, but observed {n_times} times, last on {last_on}.",
                caveat=caveat.id,
                n_times=len(observed),
                last_on=observed[-1],
            )


@check(
    "FOR027",
    Severity.WARNING,
    looks_for="a caveat against what the unit is required for",
    why="The unit is on file for a task it may not do; plans count on it all the same.",
    remedy="Have the caveat lifted, change the requirement, or choose another contributor for it.",
    basis=(*submission("11c", "2j"), instrument("A/RES/76/274, para. 29; S/RES/2436 (2018), para. 14")),
)
def caveat_against_requirement(seen: Standpoint) -> Iterator[Fault]:
    requirements, answered_by = requirements_by_id(seen), _requirement_of_units(seen)
    pledges, given_up = pledges_by_id(seen), lost_to_caveats(seen)
    for caveat in seen.dossier.caveats:
        pledge = pledges.get(caveat.pledge or "")
        named = pledge.requirement if pledge else answered_by.get(caveat.unit or "")
        requirement = requirements.get(named or "")
        if requirement is None or not holds(caveat, seen):
            continue
        lost = [
            task
            for task in requirement.needed_for
            for area in requirement.areas or (EVERYWHERE,)
            if bars(caveat, task, area) and caveat not in given_up.get((task, area), ())
        ]
        if lost:
            yield fault(
                caveat,
                "The caveat '{caveat}' rules out what '{unit}' is required for: {tasks}.",
                caveat=caveat.id,
                unit=requirement.unit,
                tasks=listed(dict.fromkeys(lost)),
            )


def _requirement_of_units(seen: Standpoint) -> Mapping[str, str | None]:
    """The requirement that each unit or pledge answers, by the name caveats use for it."""
    pledges = pledges_by_id(seen)
    found: dict[str, str | None] = {pledge.id: pledge.requirement for pledge in pledges.values()}
    for unit, count in units_now(seen).items():
        found[unit] = requirement_answered(count, pledges)
    return found


@check(
    "FOR028",
    Severity.WARNING,
    looks_for="a caveat without scope",
    why="A restriction that names no task, area or kind cannot be set against any plan.",
    remedy="Name the tasks or areas it rules out; where its text is secret, at least its type (`type: time "
    "of day`).",
    basis=(*submission("11c"), instrument("A/RES/76/274, para. 29")),
)
def caveat_without_scope(seen: Standpoint) -> Iterator[Fault]:
    for caveat in seen.dossier.caveats:
        bearer = caveat.pledge or caveat.unit
        if bearer is None:
            yield fault(caveat, "The caveat '{caveat}' limits no unit and no pledge.", caveat=caveat.id)
        elif not caveat.tasks and not caveat.areas and caveat.type is None:
            yield fault(
                caveat,
                "The caveat '{caveat}' on '{bearer}' names neither tasks nor areas nor its type.",
                caveat=caveat.id,
                bearer=bearer,
            )


@check(
    "FOR029",
    Severity.WARNING,
    looks_for="a caveat declared or accepted only after the unit had deployed",
    why="Caveats are declared before deployment; one that comes after was no part of what was selected.",
    remedy="Tell Headquarters, which may not condone it, and weigh it in the next selection.",
    basis=(
        *submission("11c"),
        instrument("S/RES/2759 (2024), para. 44 (R28)"),
        instrument("HIPPO (R29)", "as reported"),
    ),
)
def caveat_after_deployment(seen: Standpoint) -> Iterator[Fault]:
    arrived = dict(first_counted_on(seen))
    for count in units_now(seen).values():
        if count.pledge:
            arrived[count.pledge] = min(arrived[count.unit], arrived.get(count.pledge, count.on))
    for caveat in seen.dossier.caveats:
        first_on = arrived.get(caveat.unit or caveat.pledge or "")
        days = [day for day in (caveat.declared_on, caveat.accepted_on) if day is not None]
        if first_on is not None and days and first_on < max(days) <= seen.as_of:
            yield fault(
                caveat,
                "The caveat '{caveat}' was declared or accepted on {on}, after '{bearer}' had deployed "
                "(first counted on {first_on}).",
                caveat=caveat.id,
                on=max(days),
                bearer=caveat.unit or caveat.pledge,
                first_on=first_on,
            )


@check(
    "FOR030",
    Severity.WARNING,
    looks_for="a task that caveats leave without any unit",
    why="On paper the task has units; in the area nobody may carry it out.",
    remedy="Seek the lifting of one caveat, move a unit without it, or say openly that the task is not done "
    "there.",
    basis=(*submission("11c", "3g"), instrument("S/RES/2436 (2018), para. 14")),
)
def task_lost_to_caveats(seen: Standpoint) -> Iterator[Fault]:
    lost: dict[str, list[str]] = defaultdict(list)
    barred: dict[str, dict[str, None]] = defaultdict(dict)
    for (name, area), caveats in lost_to_caveats(seen).items():
        lost[name].append(area or "*")
        barred[name].update((caveat.id, None) for caveat in caveats)
    for task in seen.dossier.tasks:
        if task.id in lost:
            yield fault(
                task,
                "Caveats ({caveats}) leave the task '{task}' without a unit in: {areas}.",
                caveats=listed(barred[task.id]),
                task=task.id,
                areas=listed(lost[task.id]),
            )


def lost_to_caveats(seen: Standpoint) -> Mapping[tuple[str, str], Sequence[Caveat]]:
    """Tasks in areas that every unit required for them may not carry out, with what stops them."""
    restricted = restricted_units(seen)
    lost: dict[tuple[str, str], Sequence[Caveat]] = {}
    for (task, area), units in _able_on_paper(restricted).items():
        stopping = [_first_that_bars(restricted, unit, task, area) for unit in units]
        if None not in stopping:
            lost[task, area] = [caveat for caveat in stopping if caveat is not None]
    return lost


def _able_on_paper(restricted: Restricted) -> Mapping[tuple[str, str], Sequence[str]]:
    """Units by the task and area they were required for; '' where no area is named."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for unit, requirement in restricted.answers.items():
        for task in requirement.needed_for:
            for area in requirement.areas or (EVERYWHERE,):
                found[task, area].append(unit)
    return found


def _first_that_bars(restricted: Restricted, unit: str, task: str, area: str) -> Caveat | None:
    carried = restricted.caveats.get(unit, ())
    return next((caveat for caveat in carried if bars(caveat, task, area)), None)


CAVEAT_CHECKS: tuple[Check, ...] = (
    undeclared_observed_twice, caveat_against_requirement, caveat_without_scope, caveat_after_deployment,
    task_lost_to_caveats,
)  # fmt: skip
