"""Checks on expected accomplishments, and on tasks in force that the plan leaves without measure or work."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from bluehelm.dossier.checking import Check, Fault, check, instrument, submission
from bluehelm.dossier.gathered_faults import gathered
from bluehelm.dossier.mandate_records import Task
from bluehelm.dossier.plan_records import ExpectedAccomplishment
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.findings import Severity
from bluehelm.plan.indicator_values import is_open

LOGIC = instrument("A/79/765, paras. 1 to 6, on the logic of results-based budgets")


def _substantive(seen: Standpoint) -> list[ExpectedAccomplishment]:
    """Accomplishments that carry mandate tasks, unlike those of support and direction."""
    support = {one.id for one in seen.dossier.components if not one.substantive}
    return [one for one in seen.dossier.accomplishments if one.component not in support]


@check(
    "PLA042",
    Severity.WARNING,
    looks_for="an expected accomplishment that serves no mandate task",
    why="Work that the Council did not ask for takes money from work it did ask for.",
    remedy="Name the tasks it serves, for example tasks: [protect-civilians], or take it out of the plan.",
    basis=(*submission("2a", "2f"), LOGIC),
)
def accomplishment_without_task(seen: Standpoint) -> Iterator[Fault]:
    found = [one for one in _substantive(seen) if not one.tasks]
    yield from gathered(
        found,
        "'{text}' serves no mandate task.",
        "{n} of {n_all} expected accomplishments serve no mandate task: {names}.",
        n_all=len(seen.dossier.accomplishments),
    )


@check(
    "PLA043",
    Severity.WARNING,
    looks_for="an expected accomplishment that serves no political objective, not even through its tasks",
    why="Results that lead to no political end can all be reached while the conflict goes on.",
    remedy="Name the objective under serves, for example serves: [people-safe], or let its tasks name one.",
    basis=submission("2a", "2d"),
)
def accomplishment_without_objective(seen: Standpoint) -> Iterator[Fault]:
    serving = {task.id for task in seen.dossier.tasks if task.serves}
    found = [
        one
        for one in _substantive(seen)
        if one.tasks and not one.serves and not serving.intersection(one.tasks)
    ]
    yield from gathered(
        found,
        "'{text}' serves no political objective, neither itself nor through its tasks.",
        "{n} of {n_all} expected accomplishments serve no political objective, neither themselves nor "
        "through their tasks: {names}.",
        n_all=len(seen.dossier.accomplishments),
    )


@check(
    "PLA044",
    Severity.WARNING,
    looks_for="an expected accomplishment without an indicator",
    why="Nobody will be able to say whether it was accomplished.",
    remedy="Add an indicator that names it, with unit, direction, baseline and target.",
    basis=(*submission("1e", "2f"), LOGIC),
)
def accomplishment_without_indicator(seen: Standpoint) -> Iterator[Fault]:
    measured = {one.accomplishment for one in seen.dossier.indicators}
    found = [one for one in seen.dossier.accomplishments if one.id not in measured]
    yield from gathered(
        found,
        "'{text}' has no indicator.",
        "{n} of {n_all} expected accomplishments have no indicator: {names}.",
        n_all=len(seen.dossier.accomplishments),
    )


@check(
    "PLA045",
    Severity.NOTE,
    looks_for="an expected accomplishment towards which no output leads",
    why="A change that nobody works for is a hope, and needs no budget.",
    remedy="Name the accomplishment in the outputs that lead to it, for example accomplishment: "
    "civilians-protected.",
    basis=(*submission("2f"), LOGIC),
)
def accomplishment_without_output(seen: Standpoint) -> Iterator[Fault]:
    if not seen.dossier.outputs:
        return
    served = {one.accomplishment for one in seen.dossier.outputs}
    found = [one for one in seen.dossier.accomplishments if one.id not in served]
    yield from gathered(
        found,
        "No output leads towards '{text}'.",
        "No output leads towards {n} of {n_all} expected accomplishments: {names}.",
        n_all=len(seen.dossier.accomplishments),
    )


def _tasks_left_out(seen: Standpoint, named: Collection[str]) -> list[Task]:
    return [task for task in seen.dossier.tasks if task.id in seen.tasks_in_force and task.id not in named]


@check(
    "PLA046",
    Severity.WARNING,
    looks_for="a task in force that no indicator speaks of",
    why="The Council asked for it, and no review will be able to tell the Council what became of it.",
    remedy="Name the task in an indicator, for example tasks: [schools-free-of-military-use].",
    basis=(
        *submission("1e", "2f"),
        instrument("A/RES/76/274, para. 49, on indicators for each mandated task"),
    ),
)
def task_without_indicator(seen: Standpoint) -> Iterator[Fault]:
    if not seen.dossier.indicators:
        return
    named = {
        task
        for one in seen.dossier.indicators
        if one.ended_after is None or is_open(one.ended_after, seen)
        for task in one.tasks
    }
    yield from gathered(
        _tasks_left_out(seen, named),
        "No indicator in use names the task '{text}'.",
        "No indicator in use names {n} of {n_all} tasks in force: {names}.",
        n_all=len(seen.tasks_in_force),
    )


@check(
    "PLA047",
    Severity.NOTE,
    looks_for="a task in force for which the plan foresees no output",
    why="A task that is given and not worked on is a promise of the Council that the mission has dropped in "
    "silence.",
    remedy="Plan an output for it, let a phase begin it later, or report that it is not carried out and why.",
    basis=(*submission("2f", "3g"), instrument("S/RES/2759 (2024), para. 36, on tasks in sequence")),
)
def task_without_output(seen: Standpoint) -> Iterator[Fault]:
    if not seen.dossier.outputs:
        return
    tasks_of = {one.id: one.tasks for one in seen.dossier.accomplishments}
    named = {
        task
        for one in seen.dossier.outputs
        if one.period is None or is_open(one.period, seen)
        for task in one.tasks or tasks_of.get(one.accomplishment or "", ())
    }
    yield from gathered(
        _tasks_left_out(seen, named),
        "No output under way or to come serves the task '{text}'.",
        "No output under way or to come serves {n} of {n_all} tasks in force: {names}.",
        n_all=len(seen.tasks_in_force),
    )


ACCOMPLISHMENT_CHECKS: tuple[Check, ...] = (
    accomplishment_without_task, accomplishment_without_objective, accomplishment_without_indicator,
    accomplishment_without_output, task_without_indicator, task_without_output,
)  # fmt: skip
"""Checks on expected accomplishments and on tasks the plan leaves out, in reading order."""
