"""Checks on the focus of a mandate: few tasks, real priorities, conditions that one can test."""

from __future__ import annotations

from collections.abc import Iterator

from bluehelm.dossier.checking import Check, Fault, check, fault, instrument, submission
from bluehelm.dossier.mandate_records import Given, Mandate, StatedCondition, Task
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.findings import Severity
from bluehelm.foundation.listed_names import listed

CLEAR_AND_PRIORITIZED = instrument("S/RES/2594 (2021), para. 4")
FEW_TASKS = 5
"""Below this many tasks nobody needs a ranking, and shares say little."""


def _tasks_running(seen: Standpoint) -> list[Task]:
    return [task for task in seen.dossier.tasks if task.id in seen.tasks_in_force]


def _tiers(mandate: Mandate) -> list[str]:
    return [given.tier for given in mandate.gives if given.tier and given.tier != "untiered"]


@check(
    "MAN030",
    Severity.WARNING,
    looks_for="a decision in force that gives many tasks and ranks none",
    why="Without stated priorities money, troops and attention spread evenly, and the core of the conflict "
    "gets no more than the rest.",
    remedy="Propose a ranking for the next renewal; what the text itself ranks stands under `tier:`.",
    basis=(*submission("2b.i"), CLEAR_AND_PRIORITIZED),
)
def no_priority_stated(seen: Standpoint) -> Iterator[Fault]:
    mandate = seen.mandate
    if mandate is None or len(mandate.gives) < FEW_TASKS or _tiers(mandate):
        return
    said = mandate.priorities_ranked is False or all(one.tier == "untiered" for one in mandate.gives)
    if said:
        yield fault(
            mandate,
            "{decision} gives {n_tasks} tasks and ranks none of them.",
            decision=mandate.decision,
            n_tasks=len(mandate.gives),
        )


@check(
    "MAN031",
    Severity.WARNING,
    looks_for="a decision said to rank its tasks, of which no task carries a rank",
    why="A ranking that nobody wrote down cannot steer money or staff.",
    remedy="Give each task the tier of the text (`tier: priority`), or set `priorities_ranked: no`.",
    basis=(*submission("2b.i", "2d"), CLEAR_AND_PRIORITIZED),
)
def ranked_without_tiers(seen: Standpoint) -> Iterator[Fault]:
    for mandate in seen.dossier.mandates:
        if mandate.priorities_ranked and len(mandate.gives) > 1 and not _tiers(mandate):
            yield fault(
                mandate,
                "{decision} is said to rank its tasks, but none of the {n_tasks} it gives has a tier.",
                decision=mandate.decision,
                n_tasks=len(mandate.gives),
            )


@check(
    "MAN032",
    Severity.WARNING,
    looks_for="a mandate in which nearly everything is a priority",
    why="Where most tasks are priorities none is; the order that budgets are to follow says nothing.",
    remedy="Propose for the next renewal the few tasks that move the conflict towards less violence as "
    "priorities, and the rest for later phases.",
    basis=(*submission("2b.i"), CLEAR_AND_PRIORITIZED),
)
def everything_is_a_priority(seen: Standpoint) -> Iterator[Fault]:
    limit = seen.threshold("priority-tasks-share", "0.66")
    tiers = [one.given.tier for one in seen.tasks_in_force.values() if one.given.tier]
    n_priority = tiers.count("priority")
    if len(tiers) >= FEW_TASKS and n_priority > limit * len(tiers) and seen.mandate:
        yield fault(
            seen.mandate,
            "{n_priority} of {n_tasks} tasks with a tier are priorities (limit: a share of {limit}).",
            n_priority=n_priority,
            n_tasks=len(tiers),
            limit=limit,
        )


@check(
    "MAN033",
    Severity.NOTE,
    looks_for="a mandate with very many tasks",
    why="Mandates that are spread over many tasks and themes are carried out less, peacebuilding tasks "
    "most of all.",
    remedy="Show the Council which tasks could wait for a later phase or be handed to the country team.",
    basis=(
        *submission("2b.i", "11b"),
        instrument("Blair, Di Salvatore and Smidt (2022), AJPS 66(3)", "abstract"),
    ),
)
def many_tasks(seen: Standpoint) -> Iterator[Fault]:
    limit = int(seen.threshold("tasks-in-force", "20"))
    tasks = _tasks_running(seen)
    if len(tasks) > limit and seen.mandate:
        themes = {task.category for task in tasks if task.category}
        yield fault(
            seen.mandate,
            "{n_tasks} tasks in {n_themes} themes run at once under {decision} (limit: {limit}).",
            n_tasks=len(tasks),
            n_themes=len(themes),
            decision=seen.mandate.decision,
            limit=limit,
        )


@check(
    "MAN034",
    Severity.WARNING,
    looks_for="a mandate of which little manages the conflict",
    why="A mandate is to begin with what moves the conflict towards less violence; themes that are not "
    "central to that crowd it out.",
    remedy="Answer `manages_conflict:` for every task with the leadership, and propose the others for a "
    "later phase.",
    basis=submission("2b.i", "3f"),
)
def little_manages_the_conflict(seen: Standpoint) -> Iterator[Fault]:
    limit = seen.threshold("conflict-management-share", "0.33")
    tasks = _tasks_running(seen)
    answered = [task for task in tasks if task.manages_conflict is not None]
    n_central = sum(bool(task.manages_conflict) for task in answered)
    enough = len(answered) >= 3 and 2 * len(answered) >= len(tasks)
    if seen.mandate and enough and n_central < limit * len(answered):
        yield fault(
            seen.mandate,
            "{n_central} of {n_answered} tasks are judged to manage the conflict in the first twelve "
            "months (limit: a share of {limit}; not judged: {n_unknown}).",
            n_central=n_central,
            n_answered=len(answered),
            limit=limit,
            n_unknown=len(tasks) - len(answered),
        )


def _stated(given: Given, mandate: Mandate) -> StatedCondition | None:
    """The condition of the decision to which a conditional task is tied, if it is written out."""
    for condition in mandate.conditions:
        same_paragraph = given.paragraph is not None and condition.paragraph == given.paragraph
        if same_paragraph or condition.text == given.conditional:
            return condition
    return None


@check(
    "MAN035",
    Severity.WARNING,
    looks_for="tasks tied to a condition that nobody can test",
    why="A task that waits for a condition without a test waits for ever, or begins when it suits somebody.",
    remedy="Write the condition out under `conditions:` of the decision, with the same paragraph, `test:` "
    "(how one would know) and `judge:` (who says so).",
    basis=(*submission("2b.ii", "2b.iii"), CLEAR_AND_PRIORITIZED),
)
def conditional_task_without_test(seen: Standpoint) -> Iterator[Fault]:
    loose = [
        held
        for held in seen.tasks_in_force.values()
        if held.given.conditional and _stated(held.given, held.mandate) is None
    ]
    if loose:
        yield fault(
            loose[0].mandate,
            "Tasks in force tied to a condition that is written out nowhere: {n_tasks} ({tasks}).",
            line=loose[0].given.line,
            n_tasks=len(loose),
            tasks=listed(f"{held.task} ('{held.given.conditional}')" for held in loose),
        )


@check(
    "MAN036",
    Severity.WARNING,
    looks_for="a condition of the mandate without a test",
    why="Strength and tasks are to change when it is met; with no test, nobody can ever say that it is.",
    remedy="Say how one would know: `test: no more than five civilians killed in six months running`, and "
    "ask the Council for it at the renewal.",
    basis=(*submission("2b.ii", "2b.iii"), CLEAR_AND_PRIORITIZED),
)
def stated_condition_without_test(seen: Standpoint) -> Iterator[Fault]:
    mandate = seen.mandate
    for condition in mandate.conditions if mandate else ():
        if mandate and not condition.test:
            yield fault(
                mandate,
                "'{condition}': nothing says how one would know."
                if condition.judge
                else "'{condition}': nothing says how one would know, or who judges.",
                line=condition.line,
                condition=condition.text,
            )


FOCUS_CHECKS: tuple[Check, ...] = (
    no_priority_stated, ranked_without_tiers, everything_is_a_priority, many_tasks,
    little_manages_the_conflict, conditional_task_without_test, stated_condition_without_test,
)  # fmt: skip
