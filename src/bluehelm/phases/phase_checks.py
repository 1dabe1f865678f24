"""Checks on phases as a sequence: few tasks first, every task somewhere, every phase on a way to the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bluehelm.dossier.checking import Check, Fault, check, fault, instrument, submission
from bluehelm.dossier.mandate_records import Task
from bluehelm.dossier.phase_records import Phase
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.findings import Severity
from bluehelm.foundation.listed_names import listed
from bluehelm.phases.phase_order import in_time, still_ahead

_SEQUENCED = instrument("S/RES/2594 (2021), para. 4")


@check(
    "PHA001",
    Severity.WARNING,
    looks_for="a phase in which no task runs",
    why="A phase says which tasks run together; one without tasks gives nobody anything to plan for.",
    remedy="List the tasks that run in it, for example tasks: [protect-civilians, support-dialogue].",
    basis=(*submission("2b.ii"), _SEQUENCED),
)
def phase_without_tasks(seen: Standpoint) -> Iterator[Fault]:
    for phase in still_ahead(seen):
        if not phase.tasks:
            yield fault(phase, "No task runs in the phase '{name}'.", name=phase.name)


@check(
    "PHA002",
    Severity.WARNING,
    looks_for="a task in force that runs in no phase",
    why="What stands in no phase is neither sequenced nor handed over, and no envelope pays for it.",
    remedy="Put each task into the phases in which it runs; a task may run in several.",
    basis=(*submission("2b.ii"), _SEQUENCED),
)
def task_in_no_phase(seen: Standpoint) -> Iterator[Fault]:
    if not seen.dossier.phases:
        return
    placed = {task for phase in seen.dossier.phases for task in phase.tasks}
    left_over = [task for task in seen.tasks_in_force if task not in placed]
    if left_over:
        yield fault(
            seen.dossier.phases[0].place,
            "{n} of {n_all} tasks in force run in no phase: {tasks}.",
            n=len(left_over),
            n_all=len(seen.tasks_in_force),
            tasks=listed(left_over),
        )


@check(
    "PHA003",
    Severity.WARNING,
    looks_for="a first phase in which too many tasks run at once",
    why="A phased mandate starts with few elements and activates more as it goes; many first is none first.",
    remedy="Move tasks that can wait into a later phase, or change the rule first-phase-tasks with a reason.",
    basis=(*submission("2b.i", "2b.ii"), instrument("number of tasks chosen by Bluehelm", "our reading")),
)
def crowded_first_phase(seen: Standpoint) -> Iterator[Fault]:
    phases = in_time(seen)
    if len(phases) < 2 or phases[0] not in still_ahead(seen):
        return
    most = seen.threshold("first-phase-tasks", "8")
    if len(phases[0].tasks) > most:
        yield fault(
            phases[0],
            "The first phase starts with {n} tasks; the rule first-phase-tasks allows {most}.",
            n=len(phases[0].tasks),
            most=most,
        )


@check(
    "PHA004",
    Severity.WARNING,
    looks_for="a task that runs before the task it depends on",
    why="The task cannot be done yet, but people and money are planned for it.",
    remedy="Start the task on which it depends in the same phase or an earlier one, or move this one later.",
    basis=(*submission("2b.ii"), _SEQUENCED),
)
def task_before_what_it_needs(seen: Standpoint) -> Iterator[Fault]:
    started: set[str] = set()
    ever = {task for phase in seen.dossier.phases for task in phase.tasks}
    ahead = still_ahead(seen)
    for phase in in_time(seen):
        started.update(phase.tasks)
        for task in phase.tasks if phase in ahead else ():
            record = seen.item(Task, task)
            early = [need for need in record.depends_on if need in ever - started] if record else []
            if early:
                yield fault(
                    phase,
                    "'{task}' runs in '{phase}', but what it depends on starts only later: {needs}.",
                    task=task,
                    phase=phase.name,
                    needs=listed(early),
                )


@check(
    "PHA005",
    Severity.WARNING,
    looks_for="a phase to which no way leads",
    why="A phase that can never be entered is an intention, not a plan.",
    remedy="Write a way out that leads here into the phase before, for example leave: with to: and when:.",
    basis=submission("2b.ii", "2b.iii"),
)
def unreachable_phase(seen: Standpoint) -> Iterator[Fault]:
    phases = in_time(seen)
    ways = {phase.id: [way.to for way in phase.leave if way.to] for phase in phases}
    entered = [phase.id for phase in phases if phase.entered_on is not None]
    reached = _spread([*entered, *(phase.id for phase in phases[:1])], ways)
    for phase in phases:
        if phase.id not in reached:
            yield fault(phase, "No way out of any phase leads to '{phase}'.", phase=phase.name)


def _spread(start: Iterable[str], ways: dict[str, list[str]]) -> set[str]:
    reached, waiting = set(start), list(start)
    while waiting:
        for target in ways.get(waiting.pop(), ()):
            if target not in reached:
                reached.add(target)
                waiting.append(target)
    return reached


@check(
    "PHA006",
    Severity.WARNING,
    looks_for="a phase without a way out, other than a last phase that ends on a day",
    why="A mission that cannot leave a phase stays in it; exits are planned from the start.",
    remedy="Write leave: with where it leads, who decides and when; a way without to: ends the mission.",
    basis=(*submission("2b.iii"), instrument("S/RES/2594 (2021), paras. 1 and 4")),
)
def phase_without_way_out(seen: Standpoint) -> Iterator[Fault]:
    phases = in_time(seen)
    for phase in still_ahead(seen):
        ends_by_date = phase is phases[-1] and phase.planned_until is not None
        if not phase.leave and not ends_by_date:
            yield fault(phase, "No way leads out of the phase '{phase}'.", phase=phase.name)


@check(
    "PHA007",
    Severity.WARNING,
    looks_for="phases that lead only to one another and never to an end",
    why="A circle of phases is a trap: whatever happens, the mission never leaves.",
    remedy="Give one of the phases a way out to the end of the mission, or to a phase that has one.",
    basis=(*submission("2b.iii"), instrument("S/RES/2594 (2021), para. 4")),
)
def circle_of_phases(seen: Standpoint) -> Iterator[Fault]:
    phases = in_time(seen)
    known = {phase.id for phase in phases}
    back: dict[str, list[str]] = {}
    for phase in phases:
        for way in phase.leave:
            back.setdefault(way.to or "", []).append(phase.id)
    ends = [phase.id for phase in phases if not phase.leave]
    unknown = [target for target in back if target not in known]
    reaching = _spread([*ends, *unknown], back)
    trapped = [phase for phase in still_ahead(seen) if phase.id not in reaching]
    if trapped:
        yield _circle(trapped)


def _circle(trapped: list[Phase]) -> Fault:
    return fault(
        trapped[0],
        "From {phases} the ways lead only round in a circle, never to an end of the mission.",
        phases=listed(phase.id for phase in trapped),
    )


PHASE_CHECKS: tuple[Check, ...] = (
    phase_without_tasks, task_in_no_phase, crowded_first_phase, task_before_what_it_needs,
    unreachable_phase, phase_without_way_out, circle_of_phases,
)  # fmt: skip
