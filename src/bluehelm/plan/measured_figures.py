"""What nobody measures: tasks without an indicator, indicators without direction, source or value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from bluehelm.dossier.catalogue import Record
from bluehelm.dossier.figure_inputs import input_from
from bluehelm.dossier.mandate_records import Task
from bluehelm.dossier.measured_values import MeasuredValues, last_known_value
from bluehelm.dossier.plan_records import IndicatorOfAchievement
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.figures import Figure, FigureInput
from bluehelm.foundation.phrases import InBoth, Phrase, phrase
from bluehelm.plan.indicator_values import is_in_use, is_open

KINDS: Mapping[str, Phrase] = {
    "input": phrase("what is put in"),
    "activity": phrase("activities"),
    "output": phrase("what is delivered"),
    "outcome": phrase("outcomes"),
    "context": phrase("the context"),
    "impact": phrase("impact"),
    "": phrase("not said"),
}
"""What indicators count, by the word in the dossier; '' where none is given."""


def indicators_in_use(seen: Standpoint) -> list[IndicatorOfAchievement]:
    """The indicators that report at the moment asked about."""
    return [one for one in seen.dossier.indicators if is_in_use(one, seen)]


def tasks_with_indicator(seen: Standpoint) -> set[str]:
    """Tasks that an indicator in use, or yet to begin, speaks of."""
    return {
        task
        for one in seen.dossier.indicators
        if one.ended_after is None or is_open(one.ended_after, seen)
        for task in one.tasks
    }


def tasks_in_force(seen: Standpoint) -> list[Task]:
    """The tasks that run and are described, in the order of the file."""
    return [task for task in seen.dossier.tasks if task.id in seen.tasks_in_force]


def n_tasks_in_force(seen: Standpoint) -> Figure:
    """How many tasks run."""
    tasks = tasks_in_force(seen)
    title = phrase("Tasks in force")
    n_tasks = len(tasks) if tasks else None
    step = phrase("Tasks that a decision gave and none has ended by the day asked about, counted.")
    return Figure("figure/tasks-in-force", title, n_tasks, "tasks", _inputs(tasks), (step,) if tasks else ())


def n_tasks_unmeasured(seen: Standpoint) -> Figure:
    """How many tasks in force no indicator speaks of."""
    title, reference = phrase("Tasks in force that no indicator speaks of"), "figure/tasks-unmeasured"
    tasks, measured = tasks_in_force(seen), tasks_with_indicator(seen)
    left_out = [task for task in tasks if task.id not in measured]
    steps = (
        phrase("{n_tasks} tasks run; those that no indicator in use names are counted.", n_tasks=len(tasks)),
    )
    return Figure(reference, title, len(left_out) if tasks else None, "tasks", _inputs(left_out), steps)


def _inputs(records: Iterable[Record]) -> tuple[FigureInput, ...]:
    return tuple(input_from(one, _said(one), 1, "") for one in records)


def _said(record: Record) -> Phrase:
    text = InBoth(str(getattr(record, "text", "")), getattr(record, "text_fr", None))
    return phrase("{text}", text=text)


def _count(
    seen: Standpoint, reference: str, title: Phrase, lacks: Callable[[IndicatorOfAchievement], bool]
) -> Figure:
    used = indicators_in_use(seen)
    found = [one for one in used if lacks(one)]
    steps = (phrase("{n} indicators are in use; those that lack it are counted.", n=len(used)),)
    return Figure(reference, title, len(found) if used else None, "indicators", _inputs(found), steps)


def n_indicators_in_use(seen: Standpoint) -> Figure:
    """How many indicators report at present."""
    used = indicators_in_use(seen)
    steps = (phrase("Indicators that report at the day asked about, counted."),)
    n_used = len(used) if used else None
    return Figure("figure/indicators-in-use", phrase("Indicators in use"), n_used, "indicators",
                  _inputs(used), steps)  # fmt: skip


def n_without_direction(seen: Standpoint) -> Figure:
    """How many indicators in use do not say which direction is good."""
    title = phrase("Indicators that do not say which direction is good")
    return _count(seen, "figure/without-direction", title, lambda one: one.better is None)


def n_without_data_source(seen: Standpoint) -> Figure:
    """How many indicators in use do not say where their values come from."""
    title = phrase("Indicators that do not say where their values come from")
    return _count(seen, "figure/without-source", title, lambda one: not one.data_source)


def n_without_value(seen: Standpoint) -> Figure:
    """How many indicators in use have no known value of any period."""
    values = MeasuredValues.of(seen)
    title = phrase("Indicators of which no value is known")
    return _count(
        seen,
        "figure/without-value",
        title,
        lambda one: last_known_value(values, one.id) is None,
    )


def n_counting_work(seen: Standpoint) -> Figure:
    """How many indicators in use count the mission's own work, not change."""
    title = phrase("Indicators that count the mission's own work")
    return _count(
        seen,
        "figure/counting-work",
        title,
        lambda one: one.measures in ("input", "activity", "output"),
    )


def n_by_kind(seen: Standpoint) -> Mapping[str, int]:
    """Indicators in use by what sort of thing they count; those that do not say stand under ''."""
    tally: Counter[str] = Counter(one.measures or "" for one in indicators_in_use(seen))
    return {kind: tally[kind] for kind in KINDS if tally[kind]}
