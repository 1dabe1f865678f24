"""Checks on the political strategy and on the trace between tasks and objectives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from bluehelm.dossier.catalogue import Record
from bluehelm.dossier.checking import Check, Fault, check, fault, instrument, submission
from bluehelm.dossier.mandate_records import Task
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.dossier.strategy_records import Objective
from bluehelm.foundation.findings import Severity
from bluehelm.foundation.listed_names import listed

PRIMACY_OF_POLITICS = instrument("A/RES/79/1 (Pact for the Future), action 21 (a)")


def running_tasks(seen: Standpoint) -> Iterator[Task]:
    """The tasks in force, in the order of the file."""
    return (task for task in seen.dossier.tasks if task.id in seen.tasks_in_force)


def is_measured(objective: Objective, seen: Standpoint) -> bool:
    """Whether an indicator would show the change, by itself or through an accomplishment that serves it."""
    if objective.measures:
        return True
    return any(
        link.source.startswith("accomplishment/")
        and any(below.source.startswith("indicator/") for below in seen.trace.next_to(link.source, "down"))
        for link in seen.trace.next_to(objective.reference, "down")
    )


@check(
    "STR001",
    Severity.WARNING,
    looks_for="a task in force that serves no political objective",
    why="A mandate is to support a political strategy; a task that serves none competes with those that do.",
    remedy="Name the objective and say how the task serves it, for example `serves: [people-safe]` and "
    "`because: …`; if nobody can, ask for the task to be dropped at the next renewal.",
    basis=(*submission("2a", "9b.ii"), PRIMACY_OF_POLITICS),
)
def task_without_objective(seen: Standpoint) -> Iterator[Fault]:
    if not seen.dossier.objectives:
        return
    for task in running_tasks(seen):
        if not task.serves:
            held = seen.tasks_in_force[task.id]
            yield fault(
                task,
                "Task '{task}', given by {decision}, serves no political objective.",
                task=task.id,
                decision=held.mandate.decision,
            )


@check(
    "STR002",
    Severity.WARNING,
    looks_for="tasks that name an objective without a reason",
    why="A link without a reason counts as none: nobody can test it, and nobody sees when it stops holding.",
    remedy="Say in one sentence how doing the task moves the objective, for example `because: fewer people "
    "are killed where patrols answer alerts`.",
    basis=(*submission("2a"), instrument("a judgement carries post, day and reason", "our reading")),
)
def link_without_reason(seen: Standpoint) -> Iterator[Fault]:
    running = list(running_tasks(seen))
    silent = [task for task in running if task.serves and not task.because]
    if silent:
        yield fault(
            silent[0],
            "Without a reason for the objective they name: {n_silent} of {n_tasks} tasks in force ({tasks}).",
            n_silent=len(silent),
            n_tasks=len(running),
            tasks=listed(task.id for task in silent),
        )


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", text.lower()) if len(word) > 3}


@check(
    "STR003",
    Severity.WARNING,
    looks_for="a reason that only repeats the task or its objective",
    why="A reason in a circle says that the task serves because it serves; it cannot be tested.",
    remedy="Name what happens in between, for example `because: a violation that is named at once is not "
    "answered with a larger one`.",
    basis=submission("2a"),
)
def circular_reason(seen: Standpoint) -> Iterator[Fault]:
    limit = seen.threshold("circular-reason-share", "0.8")
    for task in running_tasks(seen):
        served = (seen.item(Objective, name) for name in task.serves)
        said = _words(task.text).union(*(_words(one.text) for one in served if one))
        reason = _words(task.because or "")
        if reason and len(reason & said) >= limit * len(reason):
            yield fault(
                task,
                "The reason '{because}' repeats the words of the task or of the objective it serves.",
                because=task.because,
            )


@check(
    "STR004",
    Severity.WARNING,
    looks_for="a political objective that no task in force serves",
    why="Nothing the mission is asked to do moves this objective; the strategy hangs in the air.",
    remedy="Find the task that serves it (`serves: [OBJECTIVE]` in tasks.yaml), propose one for the next "
    "mandate, or take the objective out.",
    basis=(*submission("2a", "2d"), PRIMACY_OF_POLITICS),
)
def objective_without_task(seen: Standpoint) -> Iterator[Fault]:
    served = {name for task in running_tasks(seen) for name in task.serves}
    if not seen.tasks_in_force:
        return
    for objective in seen.dossier.objectives:
        if objective.id not in served:
            yield fault(
                objective,
                "The objective '{objective}' is served by none of the tasks in force ({n_tasks}).",
                n_tasks=len(seen.tasks_in_force),
                objective=objective.text,
            )


@check(
    "STR005",
    Severity.WARNING,
    looks_for="a political objective that no indicator measures",
    why="Without a measure nobody can say whether things changed, only that the mission was busy.",
    remedy="Name an indicator of the plan that would show the change: `measures: [ceasefire-violations]`.",
    basis=(*submission("1e", "2f"), instrument("A/RES/76/274, para. 49")),
)
def objective_without_measure(seen: Standpoint) -> Iterator[Fault]:
    if not seen.dossier.indicators:
        return
    for objective in seen.dossier.objectives:
        if not objective.women and not is_measured(objective, seen):
            yield fault(
                objective,
                "No indicator shows whether '{objective}' comes nearer.",
                objective=objective.text,
            )


@check(
    "STR006",
    Severity.WARNING,
    looks_for="a mission with objectives but no dated political strategy",
    why="Plans that follow no dated strategy are not integrated: nobody can tell which strategy they meant.",
    remedy="Put the strategy into strategy.yaml with the day it was approved, for example `dated_on: "
    "2025-09-10`.",
    basis=submission("2d", "9b.ii"),
)
def no_dated_strategy(seen: Standpoint) -> Iterator[Fault]:
    strategies = seen.dossier.strategies
    if not seen.dossier.objectives or any(strategy.dated_on for strategy in strategies):
        return
    where: Record = strategies[0] if strategies else seen.dossier.objectives[0]
    yield fault(
        where,
        "The political strategy '{strategy}' has no date: the mission counts as not integrated into one."
        if strategies
        else "No political strategy is on file beside the objectives ({n_objectives}): the mission counts "
        "as not integrated into one.",
        strategy=getattr(where, "id", ""),
        n_objectives=len(seen.dossier.objectives),
    )


def _last_looked_at(seen: Standpoint) -> tuple[date, Record] | None:
    """The last day on which a strategy was made or reviewed, up to the moment asked about."""
    looked = [
        (day, strategy)
        for strategy in seen.dossier.strategies
        for day in (strategy.dated_on, strategy.reviewed_on)
        if day and day <= seen.as_of
    ]
    return max(looked, key=lambda pair: pair[0]) if looked else None


@check(
    "STR007",
    Severity.WARNING,
    looks_for="a political strategy not looked at since the mandate in force was adopted",
    why="The Council has changed what it asks; a strategy of before may pull the mission another way.",
    remedy="Review the strategy against the decision and record the day: `reviewed_on: 2026-01-20`.",
    basis=submission("2b.iii", "2d"),
)
def strategy_older_than_mandate(seen: Standpoint) -> Iterator[Fault]:
    grace = int(seen.threshold("strategy-review-days", "90"))
    looked, mandate = _last_looked_at(seen), seen.mandate
    if looked is None or mandate is None or looked[0] >= mandate.adopted_on:
        return
    n_days = (seen.as_of - mandate.adopted_on).days
    if n_days > grace:
        yield fault(
            looked[1],
            "The political strategy was last looked at on {on}; {decision} was adopted {n_days} days ago, "
            "on {adopted_on} (limit: {grace} days).",
            on=looked[0],
            decision=mandate.decision,
            n_days=n_days,
            adopted_on=mandate.adopted_on,
            grace=grace,
        )


@check(
    "STR008",
    Severity.WARNING,
    looks_for="a substantive component whose plan follows no political strategy",
    why="All resources are to stand behind the objectives of conflict management; this component's do not.",
    remedy="Add the component to the strategy that its plan follows: `components: [political, protection]`.",
    basis=submission("2d", "3f", "9b.ii"),
)
def component_outside_strategy(seen: Standpoint) -> Iterator[Fault]:
    following = {name for strategy in seen.dossier.strategies for name in strategy.components}
    if not following:
        return
    for component in seen.dossier.components:
        if component.substantive and component.id not in following:
            yield fault(
                component,
                "The component '{component}' carries mandate tasks, but no political strategy lists it.",
                component=component.name,
            )


@check(
    "STR009",
    Severity.WARNING,
    looks_for="an objective on women's part in peace processes without an indicator",
    why="What is promised to women and not measured is not kept.",
    remedy="Name the indicator that counts it, for example `measures: [women-delegates]`.",
    basis=(*submission("3e"), instrument("A/RES/79/1 (Pact for the Future), action 19")),
)
def objective_on_women_without_indicator(seen: Standpoint) -> Iterator[Fault]:
    for objective in seen.dossier.objectives:
        if objective.women and not is_measured(objective, seen):
            yield fault(
                objective,
                "'{objective}' concerns women's part in the process, but no indicator measures it.",
                objective=objective.text,
            )


OBJECTIVE_CHECKS: tuple[Check, ...] = (
    task_without_objective, link_without_reason, circular_reason, objective_without_task,
    objective_without_measure, no_dated_strategy, strategy_older_than_mandate, component_outside_strategy,
    objective_on_women_without_indicator,
)  # fmt: skip
