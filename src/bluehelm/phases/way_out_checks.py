"""Checks on ways out of a phase: a condition, somebody who decides, and a step down that is one."""

from __future__ import annotations

from collections.abc import Iterator

from bluehelm.dossier.checking import Check, Fault, check, fault, instrument, submission
from bluehelm.dossier.phase_records import Phase, WayOut
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.findings import Severity
from bluehelm.foundation.listed_names import listed
from bluehelm.phases.phase_order import leads_to, leaves_of, still_ahead, ways_ahead


@check(
    "PHA008",
    Severity.WARNING,
    looks_for="a way out of a phase without a condition that can be decided",
    why="'As conditions permit' permits everything and nothing: nobody can say when the time has come.",
    remedy="Write when: with triggers, facts or judgements of the dossier, for example when: calm-east.",
    basis=(*submission("2b.ii", "2b.iii"), instrument("S/RES/2149 (2014), paras. 31 and 49")),
)
def way_out_without_condition(seen: Standpoint) -> Iterator[Fault]:
    for phase, way in ways_ahead(seen):
        if not any(leaves_of(way.when)):
            template = "The way from '{phase}' to {to} names no condition."
            if way.text:
                template = "The way from '{phase}' to {to} is put in words only: '{text}'."
            yield fault(phase, template, line=way.line, phase=phase.name, to=leads_to(way), text=way.text)


@check(
    "PHA009",
    Severity.WARNING,
    looks_for="a way out of a phase that nobody is named to decide on",
    why="Software never advances a mission; where no authority is named, nobody will.",
    remedy="Name the post or body, for example decided_by: security-council.",
    basis=submission("2b.iii", "3f"),
)
def way_out_without_authority(seen: Standpoint) -> Iterator[Fault]:
    for phase, way in ways_ahead(seen):
        if way.decided_by is None:
            yield fault(
                phase,
                "Nobody is named to decide on the way from '{phase}' to {to}.",
                line=way.line,
                phase=phase.name,
                to=leads_to(way),
            )


@check(
    "PHA010",
    Severity.WARNING,
    looks_for="several ways out of one phase that are not ranked",
    why="When two conditions are met at once, the plan must say which way is tried first.",
    remedy="Give each way out its own rank: 1 is tried first.",
    basis=(
        *submission("2b.iii"),
        instrument("guards of one phase exclude each other or are ranked", "our reading"),
    ),
)
def ways_out_not_ranked(seen: Standpoint) -> Iterator[Fault]:
    for phase in still_ahead(seen):
        ranks = [way.rank for way in phase.leave]
        if len(ranks) > 1 and (None in ranks or len(set(ranks)) < len(ranks)):
            yield fault(
                phase,
                "'{phase}' has {n} ways out, and their ranks do not put them in order: {ranks}.",
                phase=phase.name,
                n=len(ranks),
                ranks=", ".join("–" if rank is None else str(rank) for rank in ranks),
            )


@check(
    "PHA011",
    Severity.WARNING,
    looks_for="a step down to a phase with tasks that did not run before",
    why="In a drawdown tasks are reduced and handed over; a list that grows asks more of fewer people.",
    remedy="Take the new tasks out of the later phase, or call the way what it is: direction: up.",
    basis=submission("2b.ii", "11b"),
)
def drawdown_that_grows(seen: Standpoint) -> Iterator[Fault]:
    for phase, way in ways_ahead(seen):
        target = seen.item(Phase, way.to)
        added = [task for task in target.tasks if task not in phase.tasks] if target else []
        if way.direction == "down" and added:
            yield fault(
                phase,
                "The step down to '{to}' adds tasks: {tasks}.",
                line=way.line,
                to=leads_to(way),
                tasks=listed(added),
            )


@check(
    "PHA012",
    Severity.WARNING,
    looks_for="a step down that drops tasks nobody takes over",
    why="A task that is dropped without a receiver ends on the day of the step, whatever depends on it.",
    remedy="Write a handover for each of them: the task, to: a receiver, complete_by: a day.",
    basis=(*submission("2b.ii"), instrument("S/RES/2594 (2021), paras. 1 and 13")),
)
def dropped_without_handover(seen: Standpoint) -> Iterator[Fault]:
    for phase, way in ways_ahead(seen):
        dropped = _dropped(phase, way, seen)
        if dropped:
            yield fault(
                phase,
                "The step from '{phase}' to {to} drops tasks without a handover: {tasks}.",
                line=way.line,
                phase=phase.name,
                to=leads_to(way),
                tasks=listed(dropped),
            )


def _dropped(phase: Phase, way: WayOut, seen: Standpoint) -> list[str]:
    """Tasks in force that a step down ends; a task that ends by itself on a day is another check's."""
    steps_down = way.direction in ("down", "end") or (way.to is None and way.direction is None)
    target = seen.item(Phase, way.to)
    if not steps_down or (way.to is not None and target is None):
        return []
    kept = set(target.tasks if target else ()) | {one.task for one in phase.handover}
    return [
        task
        for task in phase.tasks
        if task not in kept and (held := seen.tasks_in_force.get(task)) and held.given.until_on is None
    ]


WAY_OUT_CHECKS: tuple[Check, ...] = (
    way_out_without_condition, way_out_without_authority, ways_out_not_ranked, drawdown_that_grows,
    dropped_without_handover,
)  # fmt: skip
