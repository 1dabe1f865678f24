"""Checks on units on the ground: whose they are, where they stand, what they bring, when inspected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from bluehelm.dossier.catalogue import Record
from bluehelm.dossier.checking import Check, Fault, check, fault, instrument, submission
from bluehelm.dossier.field_types import Span
from bluehelm.dossier.force_records import (
    DeployedUnit,
    Readiness,
    StatementOfUnitRequirement,
    Training,
    Verification,
)
from bluehelm.dossier.phase_records import Phase
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.forces.force_wording import listed, percent, plain
from bluehelm.forces.unit_adherence import ItemAdherence, adherence_by_requirement, items_working
from bluehelm.forces.units_on_the_ground import (
    first_counted_on,
    inspections_by_unit,
    known_counts,
    pledges_by_id,
    requirements_of_units,
    units_now,
)
from bluehelm.foundation.findings import Severity

VEHICLE_WORDS = ("vehicle", "carrier", "truck", "véhicule", "camion")


@check(
    "FOR012",
    Severity.WARNING,
    looks_for="a unit on the ground that answers neither a pledge nor a requirement",
    why="Nobody can say what it should bring and do, so nobody can say that it does not.",
    remedy="Write in deployed.csv which pledge it fulfils, or the requirement where no pledge is on file.",
    basis=submission("2j"),
)
def unit_without_pledge(seen: Standpoint) -> Iterator[Fault]:
    for count in units_now(seen).values():
        if count.pledge is None and count.requirement is None:
            yield fault(
                count,
                "The unit '{unit}', counted on {on}, answers neither a pledge nor a requirement.",
                unit=count.unit,
                on=count.on,
            )


@check(
    "FOR013",
    Severity.WARNING,
    looks_for="a unit counted on a pledge that was withdrawn",
    why="The unit is leaving or has left; plans that still count it will find its posts empty.",
    remedy="Enter its last count as 0 once it has left, and find who takes over its tasks.",
    basis=submission("2j", "3g"),
)
def unit_on_withdrawn_pledge(seen: Standpoint) -> Iterator[Fault]:
    pledges = pledges_by_id(seen)
    for count in units_now(seen).values():
        pledge = pledges.get(count.pledge or "")
        if pledge is None or pledge.withdrawn_on is None or pledge.withdrawn_on > count.on:
            continue
        yield fault(
            count,
            "The unit '{unit}' is counted on {on}, but its pledge '{pledge}' was withdrawn on "
            "{withdrawn_on}.",
            unit=count.unit,
            on=count.on,
            pledge=pledge.id,
            withdrawn_on=pledge.withdrawn_on,
        )


@check(
    "FOR014",
    Severity.ERROR,
    looks_for="one unit in two bases on one day",
    why="It would guard two places at once; one of them stands unguarded.",
    remedy="Give a detached part a short name and row of its own, or enter a correction with its `known_on`.",
    basis=(*submission("2j", "11g"), instrument("one unit, one place, one day", "our reading")),
)
def unit_in_two_bases(seen: Standpoint) -> Iterator[Fault]:
    placed: dict[tuple[str, date, date | None], DeployedUnit] = {}
    for count in known_counts(seen):
        if count.base is None:
            continue
        first = placed.setdefault((count.unit, count.on, count.known_on), count)
        if first.base != count.base:
            yield fault(
                count,
                "The unit '{unit}' stands at '{first}' and at '{second}' on {on}.",
                unit=count.unit,
                first=first.base,
                second=count.base,
                on=count.on,
            )


@check(
    "FOR015",
    Severity.WARNING,
    looks_for="one unit claimed by two phases that may run at the same time",
    why="A unit can serve one plan at a time; the second phase would open without it.",
    remedy="Leave the unit with one phase, set dates at which one phase ends before the other begins, or ask "
    "for a second unit.",
    basis=(*submission("2b.ii", "2j", "3g"), instrument("one unit, one plan, one day", "our reading")),
)
def unit_claimed_twice(seen: Standpoint) -> Iterator[Fault]:
    phases = {name: phase for phase in seen.dossier.phases for name in (phase.id, phase.name)}
    for unit, count in units_now(seen).items():
        claimed = [phases[name] for name in _phases_named(count) if name in phases]
        clash = next(_clashes(claimed), None)
        if clash:
            yield fault(
                count,
                "The phases '{first}' and '{second}' both claim the unit '{unit}', and their dates do not "
                "keep them apart.",
                first=clash[0].id,
                second=clash[1].id,
                unit=unit,
            )


def _phases_named(count: DeployedUnit) -> list[str]:
    return [name.strip() for name in (count.phase or "").split(";") if name.strip()]


def _clashes(phases: Sequence[Phase]) -> Iterator[tuple[Phase, Phase]]:
    for number, first in enumerate(phases):
        for second in phases[number + 1 :]:
            if first.id != second.id and not (_before(first, second) or _before(second, first)):
                yield first, second


def _before(first: Phase, second: Phase) -> bool:
    """Whether the dates on file show that one phase ends before the other begins."""
    ends, begins = first.left_on or first.planned_until, second.entered_on or second.planned_from
    return ends is not None and begins is not None and ends <= begins


@check(
    "FOR016",
    Severity.NOTE,
    looks_for="records on units that are not on file",
    why="An inspection, caveat or certificate that reaches no unit changes no judgement.",
    remedy="Use the unit's short name in deployed.csv, or that of its pledge; check the spelling.",
    basis=submission("2j", "11c"),
)
def unit_not_on_file(seen: Standpoint) -> Iterator[Fault]:
    known = {count.unit for count in seen.dossier.deployed}
    known |= {pledge.id for pledge in seen.dossier.pledges}
    known |= {requirement.id for requirement in seen.dossier.requirements}
    lost = [(record, unit) for record, unit in _units_named(seen) if unit not in known]
    if lost:
        yield fault(
            lost[0][0],
            "Records that name units which are not on file ({n_records}): {names}.",
            n_records=len(lost),
            names=listed(f"'{unit}' ({record.reference})" for record, unit in lost),
        )


def _units_named(seen: Standpoint) -> Iterator[tuple[Record, str]]:
    held = seen.dossier
    inspected_or_trained: tuple[Verification | Training | Readiness, ...] = (
        *held.verifications, *held.training, *held.readiness,
    )  # fmt: skip
    for record in inspected_or_trained:
        yield record, record.unit
    for caveat in held.caveats:
        if caveat.unit is not None:
            yield caveat, caveat.unit
    for version in held.rules_of_engagement:
        for unit in version.acknowledged_by:
            yield version, unit


@check(
    "FOR017",
    Severity.WARNING,
    looks_for="a critical item of which less works than the requirement asks for",
    why="Critical items are gates: without them the rest of the unit cannot do its tasks.",
    remedy="Ask the contributor in writing for what is missing and a date, and tell whoever plans its tasks.",
    basis=(*submission("2j"), instrument("armoured vehicles, medical and disposal are gates", "our reading")),
)
def critical_item_short(seen: Standpoint) -> Iterator[Fault]:
    for requirement, items in adherence_by_requirement(seen):
        short = [item for item in items if item.critical and item.share < 1]
        if short:
            yield fault(
                requirement,
                "Critical for '{unit}' and short, working/required: {items}.",
                unit=requirement.unit,
                items=listed(short),
            )


@check(
    "FOR018",
    Severity.WARNING,
    looks_for="units that fall short of their requirement",
    why="Requirements that are not kept to become plans that are not carried out.",
    remedy="Take the gap up with the contributor, or change the requirement and what is planned on it.",
    basis=(
        *submission("2j", "3g"),
        instrument("rule of adherence: min(1, serviceable / required)", "our reading"),
    ),
)
def unit_short_of_requirement(seen: Standpoint) -> Iterator[Fault]:
    floor = seen.threshold("unit-adherence-floor", "0.9")
    for requirement, items in adherence_by_requirement(seen):
        short = [item for item in items if not item.critical and item.share < floor]
        if short:
            mean = sum((item.share for item in items), Decimal(0)) / len(items)
            yield fault(
                requirement,
                "'{unit}' adheres to {mean} of its requirement, mean of {n_items} items known; below "
                "{floor}, working/required: {items}.",
                unit=requirement.unit,
                mean=percent(mean),
                n_items=len(items),
                floor=percent(floor, 0),
                items=listed(short),
            )


@check(
    "FOR019",
    Severity.WARNING,
    looks_for="a unit not inspected for readiness in the last six months",
    why="Payment, tasking and risk then rest on what was true long ago.",
    remedy="Inspect the unit, and enter what works, item by item, in verifications.yaml.",
    basis=(
        *submission("2j", "12a"),
        instrument("verification of equipment, an older text (R23)", "as reported"),
    ),
)
def inspection_overdue(seen: Standpoint) -> Iterator[Fault]:
    every = Span(int(seen.threshold("r23", "6")), "month")
    inspections, first_on = inspections_by_unit(seen), first_counted_on(seen)
    for unit, count in units_now(seen).items():
        known = inspections.get(unit)
        last_on = known[-1].on if known else None
        if last_on is not None and every.after(last_on) < seen.as_of:
            yield fault(
                count,
                "The last inspection of '{unit}' was on {last_on}, more than {n_months} months ago.",
                unit=unit,
                last_on=last_on,
                n_months=every.number,
            )
        elif last_on is None and every.after(first_on[unit]) < seen.as_of:
            yield fault(
                count,
                "No inspection of '{unit}' is on file; it has been there since {first_on} at least.",
                unit=unit,
                first_on=first_on[unit],
            )


@check(
    "FOR020",
    Severity.NOTE,
    looks_for="a unit whose reimbursement may be reduced for equipment",
    why="A deduction is a signal that what was promised does not work, and the contributor must be told in "
    "writing.",
    remedy="Tell the permanent mission in writing what is missing, ask whether the cause lies beyond its "
    "control, and record the answer (`beyond_control`).",
    basis=(*submission("2j"), instrument("A/RES/67/261, paras. 11 and 12 (R26)")),
)
def deduction_may_follow(seen: Standpoint) -> Iterator[Fault]:
    limit = seen.threshold("r26-limit", "35")
    spared = seen.threshold("r26-vehicles", "10") / 100
    required = requirements_of_units(seen)
    for unit, inspections in inspections_by_unit(seen).items():
        pair = _two_failed(inspections)
        if pair and not _only_few_vehicles(required.get(unit), pair[1], spared):
            yield fault(
                pair[1],
                "Two inspections of '{unit}' in a row were unsatisfactory ({first_on} and {second_on}); up "
                "to {limit} % of its reimbursement may be withheld.",
                unit=unit,
                first_on=pair[0].on,
                second_on=pair[1].on,
                limit=plain(limit),
            )


def _two_failed(inspections: Sequence[Verification]) -> tuple[Verification, Verification] | None:
    """The last inspections of two quarters, if both failed and neither for a cause beyond control."""
    by_quarter: dict[tuple[int, int], Verification] = {}
    for one in inspections:
        if one.on is not None and one.satisfactory is not None:
            by_quarter[one.on.year, (one.on.month - 1) // 3] = one
    last = list(by_quarter.values())[-2:]
    failed = all(one.satisfactory is False and not one.beyond_control for one in last)
    return (last[0], last[1]) if len(last) == 2 and failed else None


def _only_few_vehicles(
    requirement: StatementOfUnitRequirement | None, inspection: Verification, spared: Decimal
) -> bool:
    """Whether nothing but vehicles is short, and of those no more than the share that is spared."""
    if requirement is None or not inspection.serviceable:
        return False
    items = items_working(requirement, [inspection])
    vehicles = [item for item in items if _is_vehicle(item)]
    missing = sum((max(Decimal(0), one.required - one.serviceable) for one in vehicles), Decimal(0))
    required = sum((one.required for one in vehicles), Decimal(0))
    others_short = any(one.share < 1 for one in items if not _is_vehicle(one))
    return bool(missing) and not others_short and missing <= spared * required


def _is_vehicle(item: ItemAdherence) -> bool:
    return any(word in item.item.casefold() for word in VEHICLE_WORDS)


UNIT_CHECKS: tuple[Check, ...] = (
    unit_without_pledge, unit_on_withdrawn_pledge, unit_in_two_bases, unit_claimed_twice, unit_not_on_file,
    critical_item_short, unit_short_of_requirement, inspection_overdue, deduction_may_follow,
)  # fmt: skip
