"""Checks on situations: they persist while operations succeed one another, or while none is mandated."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise

from bluehelm.dossier.checking import Check, Fault, check, fault, instrument, submission
from bluehelm.dossier.situation_records import EntryPoint, OperationInSituation, Situation
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.dossier.system_records import FormOfOperation, IntakeRule
from bluehelm.foundation.findings import Severity

PRODUCTS = ("presidential statement", "press statement", "resolution", "sanctions", "visit")


def runs_on(operation: OperationInSituation, day: date) -> bool:
    """Whether an operation was in place on a day; without a first day nobody can say."""
    begun = operation.from_on is not None and operation.from_on <= day
    return begun and (operation.until_on is None or day < operation.until_on)


@check(
    "SIT001",
    Severity.ERROR,
    looks_for="an operation that ends before it begins",
    why="Nothing can be computed about how fast operations follow one another.",
    remedy="Put the days right; `until` is the first day after: `from: 2022-09-01, until: 2024-05-16`.",
    basis=submission("1b"),
)
def operation_ends_before_it_begins(seen: Standpoint) -> Iterator[Fault]:
    for situation in seen.dossier.situations:
        for operation in situation.operations:
            begins, ends = operation.from_on, operation.until_on
            if begins and ends and ends <= begins:
                yield fault(
                    situation,
                    "{operation} ends on {until} and begins on {begins}.",
                    line=operation.line,
                    operation=operation.name,
                    until=ends,
                    begins=begins,
                )


def _gaps(situation: Situation) -> Iterator[tuple[OperationInSituation, OperationInSituation, int]]:
    """Stretches without any operation: the last one before, the first one after, and the days between."""
    dated = [(one.from_on, one.until_on or date.max, one) for one in situation.operations if one.from_on]
    dated.sort(key=lambda entry: entry[:2])
    last: tuple[date, OperationInSituation] | None = None
    for from_on, until_on, operation in dated:
        if last is not None and last[0] < from_on:
            yield last[1], operation, (from_on - last[0]).days
        if last is None or until_on > last[0]:
            last = (until_on, operation)


@check(
    "SIT002",
    Severity.WARNING,
    looks_for="a stretch without an operation between two that succeed one another",
    why="Moving between types of operation is to be fluid; in a gap, what was begun falls to the ground.",
    remedy="Correct the days if they are wrong; otherwise take the gap into the lessons for the next move.",
    basis=(*submission("1b", "2b.iii", "3c"), instrument("S/RES/2594 (2021), para. 1")),
)
def gap_between_operations(seen: Standpoint) -> Iterator[Fault]:
    limit = int(seen.threshold("succession-gap-days", "30"))
    for situation in seen.dossier.situations:
        for before, after, n_days in _gaps(situation):
            if n_days > limit:
                yield fault(
                    situation,
                    "No operation for {n_days} days between {before} (until {ended_on}) and {after} (from "
                    "{begun_on}; limit: {limit} days).",
                    line=after.line,
                    n_days=n_days,
                    before=before.name,
                    ended_on=before.until_on,
                    after=after.name,
                    begun_on=after.from_on,
                    limit=limit,
                )


@check(
    "SIT003",
    Severity.NOTE,
    looks_for="a move between forms of operation that the catalogue of forms does not know",
    why="Either the move was a leap that needs its reasons on file, or the catalogue leaves something out.",
    remedy="Add the form to `can_become` in system/forms.yaml, or correct the form of the operation.",
    basis=submission("1b", "2b.iii", "3b"),
)
def unknown_move_between_forms(seen: Standpoint) -> Iterator[Fault]:
    for situation in seen.dossier.situations:
        formed = [one for one in situation.operations if one.form and one.from_on and not one.by]
        formed.sort(key=lambda one: one.from_on or date.max)
        for before, after in pairwise(formed):
            form = seen.item(FormOfOperation, before.form)
            if form is None or not form.can_become or after.form in (before.form, *form.can_become):
                continue
            yield fault(
                situation,
                "{after} ('{form_after}') succeeds {before} ('{form_before}'), a move that the catalogue of "
                "forms does not list.",
                line=after.line,
                after=after.name,
                form_after=after.form,
                before=before.name,
                form_before=before.form,
            )


def _latest_values(situation: Situation, as_of: date) -> dict[str, tuple[Decimal, str]]:
    """The last known value of each measure and its period, up to the moment asked about."""
    latest: dict[str, tuple[Decimal, str]] = {}
    for row in sorted(situation.measures, key=lambda row: row.period.until_on):
        if row.value is not None and row.period.from_on <= as_of:
            latest[row.measure] = (row.value, row.period.name)
    return latest


def _rule_met(rule: IntakeRule, values: dict[str, tuple[Decimal, str]]) -> bool:
    return bool(rule.tests) and all(
        test.measure in values and values[test.measure][0] >= test.at_least for test in rule.tests
    )


@check(
    "SIT004",
    Severity.WARNING,
    looks_for="a situation that meets an intake rule, without an operation and without a reason",
    why="That needs went unanswered for a decade has cost the Organization its standing; each such need is "
    "listed, with the reason why there is no operation.",
    remedy="Write the reason, for example `reason_without_operation: the host does not consent`, or set "
    "out options.",
    basis=submission("1b", "3d"),
)
def need_without_mandate(seen: Standpoint) -> Iterator[Fault]:
    for situation in seen.dossier.situations:
        running = any(runs_on(one, seen.as_of) for one in situation.operations)
        if running or situation.reason_without_operation:
            continue
        values = _latest_values(situation, seen.as_of)
        for rule in seen.dossier.intake:
            if _rule_met(rule, values):
                yield fault(
                    situation,
                    "{situation} meets the rule '{rule}' ({numbers}), has no operation on {as_of}, and no "
                    "reason is on file.",
                    situation=situation.name,
                    rule=rule.text,
                    numbers="; ".join(
                        f"{test.measure} {value} ({period}) ≥ {test.at_least}"
                        for test in rule.tests
                        for value, period in (values[test.measure],)
                    ),
                    as_of=seen.as_of,
                )


def _first_warning(situation: Situation, as_of: date) -> date | None:
    days = [step.on for step in situation.steps if step.type == "first warning" and step.on <= as_of]
    return min(days, default=None)


@check(
    "SIT005",
    Severity.WARNING,
    looks_for="a step of the Council before the first warning",
    why="The time from warning to product is how engagement is measured; it cannot be negative.",
    remedy="Move the first warning to the day the situation was first brought to the Council.",
    basis=submission("1b"),
)
def step_before_first_warning(seen: Standpoint) -> Iterator[Fault]:
    for situation in seen.dossier.situations:
        warned_on = _first_warning(situation, seen.as_of)
        for step in situation.steps:
            if warned_on and step.type in PRODUCTS and step.on < warned_on:
                yield fault(
                    situation,
                    "'{type}' of {on} lies before the first warning of {warned_on}.",
                    line=step.line,
                    type=step.type,
                    on=step.on,
                    warned_on=warned_on,
                )


@check(
    "SIT006",
    Severity.WARNING,
    looks_for="a situation on which the Council has been silent since it was warned",
    why="No product in so many days after a reported threat is a sign of deadlock, and time for the "
    "liaison with the General Assembly.",
    remedy="Record the product if there was one (`{{on: …, type: press statement}}`); otherwise open a "
    "case in system/liaison.yaml.",
    basis=submission("1b", "2k"),
)
def council_silent(seen: Standpoint) -> Iterator[Fault]:
    limit = int(seen.threshold("council-silence-days", "90"))
    for situation in seen.dossier.situations:
        warned_on = _first_warning(situation, seen.as_of)
        answered = any(step.type in PRODUCTS and step.on <= seen.as_of for step in situation.steps)
        if warned_on is None or answered:
            continue
        n_days = (seen.as_of - warned_on).days
        if n_days > limit:
            yield fault(
                situation,
                "First warning on {warned_on}; {n_days} days later, on {as_of}, the Council has not spoken "
                "(limit: {limit} days).",
                warned_on=warned_on,
                n_days=n_days,
                as_of=seen.as_of,
                limit=limit,
            )


def _entry_points(seen: Standpoint) -> Iterator[tuple[Situation, EntryPoint]]:
    return ((situation, entry) for situation in seen.dossier.situations for entry in situation.entry_points)


@check(
    "SIT007",
    Severity.WARNING,
    looks_for="an entry point for prevention that names no group it affects",
    why="Mediation and technical help work with people; an issue without them has no one to talk to.",
    remedy="Name the groups: `affected: herders and farmers of three districts`.",
    basis=submission("3d"),
)
def entry_point_without_group(seen: Standpoint) -> Iterator[Fault]:
    for situation, entry in _entry_points(seen):
        if not entry.affected:
            yield fault(
                situation,
                "The entry point '{issue}' names no group that it affects.",
                line=entry.line,
                issue=entry.issue,
            )


@check(
    "SIT008",
    Severity.WARNING,
    looks_for="an entry point opened more than a year ago and not set for review",
    why="A window for prevention closes; one that is older than a year was missed or is somebody's routine.",
    remedy="Look at it again and set the next day (`review_on: 2026-06-01`), or take it out.",
    basis=submission("3d"),
)
def entry_point_grown_old(seen: Standpoint) -> Iterator[Fault]:
    n_days = int(seen.threshold("entry-point-days", "365"))
    for situation, entry in _entry_points(seen):
        opened, review = entry.opened_on, entry.review_on
        grown_old = opened is not None and (seen.as_of - opened).days > n_days
        if grown_old and (review is None or review < seen.as_of):
            yield fault(
                situation,
                "The entry point '{issue}' opened on {opened_on}, more than {n_days} days before {as_of}.",
                line=entry.line,
                issue=entry.issue,
                opened_on=opened,
                n_days=n_days,
                as_of=seen.as_of,
            )


@check(
    "SIT009",
    Severity.NOTE,
    looks_for="an entry point for which no tool is chosen",
    why="An issue, the tool that fits it and what would bring the parties belong together; an issue alone "
    "is a worry.",
    remedy="Choose one: `tool: mediation team`; a special envoy or technical assistance are the others.",
    basis=submission("3d"),
)
def entry_point_without_tool(seen: Standpoint) -> Iterator[Fault]:
    for situation, entry in _entry_points(seen):
        if entry.tool is None:
            yield fault(
                situation,
                "No tool is chosen for the entry point '{issue}'.",
                line=entry.line,
                issue=entry.issue,
            )


def _own_operations(seen: Standpoint) -> tuple[Situation, list[OperationInSituation]] | None:
    """The mission's situation, and the entries of the mission among its operations."""
    mission = seen.dossier.mission
    situation = seen.item(Situation, mission.situation) if mission else None
    if mission is None or situation is None:
        return None
    return situation, [one for one in situation.operations if one.mission == mission.mission]


@check(
    "SIT010",
    Severity.WARNING,
    looks_for="a mission that its situation does not list among the operations",
    why="Who succeeded whom in the situation is then told wrongly, and the need looks unanswered.",
    remedy="Add it to the situation: `{{name: UNMISAR, mission: unmisar, form: …, from: 2024-05-16}}`.",
    basis=submission("1b"),
)
def mission_missing_in_situation(seen: Standpoint) -> Iterator[Fault]:
    own = _own_operations(seen)
    mission = seen.dossier.mission
    if own and mission and own[0].operations and not own[1]:
        yield fault(
            own[0],
            "The operations that the situation lists ({n_operations}) do not include '{mission}', which "
            "names it as its own.",
            n_operations=len(own[0].operations),
            mission=mission.mission,
        )


@check(
    "SIT011",
    Severity.ERROR,
    looks_for="a mission with two forms of operation at once",
    why="Form decides cost, strength and functions; two forms for one day cannot both be.",
    remedy="Put one after the other: the form in mission.yaml is that of the situation's entry running now.",
    basis=submission("1b", "3b"),
)
def two_forms_at_once(seen: Standpoint) -> Iterator[Fault]:
    own, mission = _own_operations(seen), seen.dossier.mission
    if own is None or mission is None or mission.form is None:
        return
    for operation in own[1]:
        if runs_on(operation, seen.as_of) and operation.form not in (None, mission.form):
            yield fault(
                mission,
                "mission.yaml says '{form}', the situation '{other}' for the same operation.",
                form=mission.form,
                other=operation.form,
            )


SITUATION_CHECKS: tuple[Check, ...] = (
    operation_ends_before_it_begins, gap_between_operations, unknown_move_between_forms,
    need_without_mandate, step_before_first_warning, council_silent, entry_point_without_group,
    entry_point_grown_old, entry_point_without_tool, mission_missing_in_situation, two_forms_at_once,
)  # fmt: skip
