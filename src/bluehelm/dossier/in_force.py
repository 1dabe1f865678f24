"""What is in force on a date: the mandate, the tasks it leaves running, the ceilings. Computed once, here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bluehelm.dossier.contents import Dossier
from bluehelm.dossier.mandate_records import Ceiling, Given, Mandate


@dataclass(frozen=True, slots=True)
class TaskInForce:
    """A task with the decision that last gave it."""

    task: str
    mandate: Mandate
    given: Given

    @property
    def reference(self) -> str:
        """kind/id of the task."""
        return f"task/{self.task}"


def in_order(dossier: Dossier) -> list[Mandate]:
    """The decisions on the mission, by day of adoption."""
    return sorted(dossier.mandates, key=lambda mandate: (mandate.adopted_on, mandate.slug))


def adopted_by(dossier: Dossier, on: date) -> list[Mandate]:
    """The decisions adopted on or before a day, in order."""
    return [mandate for mandate in in_order(dossier) if mandate.adopted_on <= on]


def mandate_in_force(dossier: Dossier, on: date) -> Mandate | None:
    """The decision in force on a day, or None before the first and after the last has run out.

    Rule: a decision takes over on its adoption and runs to its own end; practice of the Council.
    """
    adopted = adopted_by(dossier, on)
    if not adopted:
        return None
    last = adopted[-1]
    return last if last.in_force_until is None or on < last.in_force_until else None


def tasks_in_force(dossier: Dossier, on: date) -> Mapping[str, TaskInForce]:
    """The tasks that run on a day, by short name, each with the decision that last gave it.

    A decision marked complete restates the whole list; any other adds to what ran before. A drop
    is said, never inferred.
    """
    if mandate_in_force(dossier, on) is None:
        return {}
    running: dict[str, TaskInForce] = {}
    for mandate in adopted_by(dossier, on):
        if mandate.complete:
            running.clear()
        for given in mandate.gives:
            running[given.task] = TaskInForce(given.task, mandate, given)
        for ended in mandate.ends:
            if ended.on is None or ended.on <= on:
                running.pop(ended.task, None)
    return {
        task: held
        for task, held in running.items()
        if held.given.until_on is None or on < held.given.until_on
    }


def givings_of(dossier: Dossier, task: str) -> list[TaskInForce]:
    """Every time a decision gave a task, in order of adoption."""
    return [
        TaskInForce(task, mandate, given)
        for mandate in in_order(dossier)
        for given in mandate.gives
        if given.task == task
    ]


def ceilings_in_force(dossier: Dossier, on: date) -> Mapping[str, tuple[Ceiling, Mandate]]:
    """The personnel ceilings on a day, by category, each with its decision.

    A category that a renewal does not restate keeps its last number.
    """
    if mandate_in_force(dossier, on) is None:
        return {}
    held: dict[str, tuple[Ceiling, Mandate]] = {}
    for mandate in adopted_by(dossier, on):
        for ceiling in mandate.ceilings:
            if _runs(ceiling, on):
                held[ceiling.category] = (ceiling, mandate)
    return held


def _runs(ceiling: Ceiling, on: date) -> bool:
    begun = ceiling.from_on is None or ceiling.from_on <= on
    return begun and (ceiling.until_on is None or on < ceiling.until_on)


def ceiling_total(dossier: Dossier, on: date) -> int | None:
    """The uniformed ceiling on a day: ceilings that are no part of another, added up; None without one.

    >>> ceiling_total(Dossier(), date(2026, 2, 28)) is None
    True
    """
    tops = [
        ceiling.strength
        for ceiling, _ in ceilings_in_force(dossier, on).values()
        if ceiling.within is None and ceiling.category != "corrections officers"
    ]
    return sum(tops) if tops else None
