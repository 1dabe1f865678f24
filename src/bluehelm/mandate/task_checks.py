"""Checks on tasks: in which order they run, who carries them, what they take, and what stands behind them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bluehelm.dossier.checking import Check, Fault, check, fault, instrument, submission
from bluehelm.dossier.in_force import adopted_by
from bluehelm.dossier.mandate_records import Task
from bluehelm.dossier.plan_records import ExpectedAccomplishment, Output
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.findings import Severity
from bluehelm.foundation.listed_names import listed


def _running(seen: Standpoint) -> list[Task]:
    return [task for task in seen.dossier.tasks if task.id in seen.tasks_in_force]


def cycles(needs: Mapping[str, tuple[str, ...]]) -> list[list[str]]:
    """The circles in a graph of who needs whom, each once.

    >>> cycles({"talk": ("calm",), "calm": ("talk",), "count": ("talk",)})
    [['talk', 'calm']]
    """
    found: list[list[str]] = []
    done: set[str] = set()
    for start in needs:
        path, where = [start], {start: 0}
        waiting = [] if start in done else [iter(needs[start])]
        while waiting:
            other = next(waiting[-1], None)
            if other is None:
                waiting.pop()
                done.add(path.pop())
                del where[next(reversed(where))]
            elif other in where:
                found.append(path[where[other] :])
            elif other in needs and other not in done:
                where[other] = len(path)
                path.append(other)
                waiting.append(iter(needs[other]))
    return found


@check(
    "MAN040",
    Severity.ERROR,
    looks_for="tasks that wait for one another in a circle",
    why="None of them can ever begin.",
    remedy="Take the weakest `depends_on` away: which of the two can in fact begin alone?",
    basis=submission("2b.ii", "9b.iii"),
)
def dependency_circle(seen: Standpoint) -> Iterator[Fault]:
    tasks = {task.id: task for task in seen.dossier.tasks}
    for circle in cycles({name: task.depends_on for name, task in tasks.items()}):
        yield fault(
            tasks[circle[0]],
            "These tasks wait for one another: {circle}.",
            circle=" > ".join([*circle, circle[0]]),
        )


@check(
    "MAN041",
    Severity.WARNING,
    looks_for="a task that runs before the one it depends on was given",
    why="Sequencing is lost: the mission is asked for the second step before the first.",
    remedy="Ask the Council for the first task, plan the second for a later phase, or correct `depends_on`.",
    basis=(*submission("2b.ii", "9b.iii"), instrument("S/RES/2594 (2021), para. 4")),
)
def runs_before_what_it_needs(seen: Standpoint) -> Iterator[Fault]:
    known = {task.id for task in seen.dossier.tasks}
    given = {one.task for mandate in adopted_by(seen.dossier, seen.as_of) for one in mandate.gives}
    for task in _running(seen):
        early = [name for name in task.depends_on if name in known and name not in given]
        if early:
            yield fault(
                task,
                "'{task}' runs, but depends on {needed}, which no decision up to {as_of} gives.",
                task=task.id,
                needed=listed(early),
                as_of=seen.as_of,
            )


@check(
    "MAN042",
    Severity.WARNING,
    looks_for="tasks in force that no component carries",
    why="What belongs to no component enters no results framework, and no budget.",
    remedy="Name the component: `component: protection`.",
    basis=(*submission("2f", "3f"), instrument("A/79/765, paras. 1 to 6")),
)
def task_without_component(seen: Standpoint) -> Iterator[Fault]:
    running = _running(seen)
    loose = [task for task in running if task.component is None]
    if loose and seen.dossier.components:
        yield fault(
            loose[0],
            "No component carries {n_loose} of {n_tasks} tasks in force: {tasks}.",
            n_loose=len(loose),
            n_tasks=len(running),
            tasks=listed(task.id for task in loose),
        )


@check(
    "MAN043",
    Severity.WARNING,
    looks_for="tasks in force for which no post answers",
    why="Leaders are to be held to account for each task; for these there is nobody to ask.",
    remedy="Name the post: `led_by: force-commander`.",
    basis=submission("3f", "9b.vi"),
)
def task_without_post(seen: Standpoint) -> Iterator[Fault]:
    running = _running(seen)
    loose = [task for task in running if task.led_by is None]
    if loose and seen.dossier.posts:
        yield fault(
            loose[0],
            "No post answers for {n_loose} of {n_tasks} tasks in force: {tasks}.",
            n_loose=len(loose),
            n_tasks=len(running),
            tasks=listed(task.id for task in loose),
        )


@check(
    "MAN044",
    Severity.WARNING,
    looks_for="norms without a source for what a task takes",
    why="Ambition is set against means by such norms; without a source the task cannot be assessed.",
    remedy="Say where the norm comes from: `norm_source: military concept of operations, para. 14`.",
    basis=submission("3g", "9b.iii", "11b"),
)
def norm_without_source(seen: Standpoint) -> Iterator[Fault]:
    loose = [task for task in _running(seen) if task.norm and not task.norm_source]
    if loose:
        yield fault(
            loose[0],
            "Norms without a source among the tasks in force: {n_tasks} ({tasks}).",
            n_tasks=len(loose),
            tasks=listed(f"{task.id} ('{task.norm}')" for task in loose),
        )


def _outlived(seen: Standpoint) -> Iterator[tuple[Output | ExpectedAccomplishment, tuple[str, ...]]]:
    """Work still to come that names only tasks which no longer run, and some that were once given."""
    current = {
        indicator.accomplishment
        for indicator in seen.dossier.indicators
        if any(target.period.until_on > seen.as_of for target in indicator.targets)
    }
    for output in seen.dossier.outputs:
        if output.due_on and output.due_on >= seen.as_of:
            result = seen.item(ExpectedAccomplishment, output.accomplishment)
            yield output, (*output.tasks, *(result.tasks if result else ()))
    for accomplishment in seen.dossier.accomplishments:
        if accomplishment.tasks and accomplishment.id in current:
            yield accomplishment, accomplishment.tasks


@check(
    "MAN045",
    Severity.WARNING,
    looks_for="work still planned for tasks that have ended",
    why="A link to an expired mandate authorizes nothing: posts and money go on for what the Council ended.",
    remedy="Link it to the task that carries on what remains, hand it over, or take it out of the plan.",
    basis=submission("2a", "2b.ii"),
)
def work_for_ended_tasks(seen: Standpoint) -> Iterator[Fault]:
    if seen.mandate is None or not seen.tasks_in_force:
        return
    for work, tasks in _outlived(seen):
        known = [name for name in tasks if f"task/{name}" in seen.dossier.by_reference]
        if known and not any(name in seen.tasks_in_force for name in known):
            yield fault(
                work,
                "It is still to come, but serves only tasks that do not run on {as_of}: {tasks}.",
                as_of=seen.as_of,
                tasks=listed(known),
            )


TASK_CHECKS: tuple[Check, ...] = (
    dependency_circle, runs_before_what_it_needs, task_without_component, task_without_post,
    norm_without_source, work_for_ended_tasks,
)  # fmt: skip
