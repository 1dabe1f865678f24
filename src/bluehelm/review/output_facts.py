"""Outputs of a period: delivered, in part, late, slipping, or with no word of what became of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Literal

from bluehelm.dossier.plan_records import Delivered, Output
from bluehelm.dossier.planned_outputs import last_delivered
from bluehelm.dossier.review_records import ReviewedFact
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.periods import Period
from bluehelm.foundation.plain_numbers import plain
from bluehelm.review.fact_line import fact_line

Delivery = Literal["done", "partly", "not done", "unknown"]
DUE_WORDS = ("delivered", "partly", "not delivered", "late", "no word")
"""Words of outputs that were due: by date, or because a report says how they stand."""


def output_facts(seen: Standpoint, period: Period) -> Iterable[ReviewedFact]:
    """The outputs that a review of a period must look at, in the order of the plan."""
    reported = last_delivered(seen)
    component_of = {one.id: one.component for one in seen.dossier.accomplishments}
    for output in seen.dossier.outputs:
        row = reported.get(output.id)
        if _concerns(output, row, period):
            component = output.component or component_of.get(output.accomplishment or "")
            yield _line(output, row, component, seen)


def _concerns(output: Output, row: Delivered | None, period: Period) -> bool:
    """Whether an output was due in a period, runs in it, or was due before and is not done."""
    due_on = last_day_of(output)
    if due_on is not None and period.holds(due_on):
        return True
    if output.period is not None and _overlap(output.period, period):
        return True
    if row is not None and row.period.within(period):
        return True
    unfinished = row is None or row.status != "delivered"
    a_year_before = period.from_on - timedelta(days=365)
    return unfinished and due_on is not None and a_year_before <= due_on < period.from_on


def _overlap(one: Period, other: Period) -> bool:
    return one.from_on < other.until_on and other.from_on < one.until_on


def last_day_of(output: Output) -> date | None:
    """The day an output is due: its own, else the last day of its period."""
    if output.due_on is not None:
        return output.due_on
    return output.period.until_on - timedelta(days=1) if output.period else None


def _line(output: Output, row: Delivered | None, component: str | None, seen: Standpoint) -> ReviewedFact:
    due_on = last_day_of(output)
    quantity = row.quantity if row else None
    return fact_line(
        "output",
        output.reference,
        text=output.text,
        text_fr=output.text_fr,
        component=component,
        under=f"accomplishment/{output.accomplishment}" if output.accomplishment else None,
        period=str(row.period) if row else str(output.period) if output.period else None,
        aim=plain(output.quantity) if output.quantity is not None else None,
        value=plain(quantity) if quantity is not None else None,
        unit=output.unit,
        word=output_word(output, row, due_on, seen.as_of),
        on=due_on,
        commit_by=output.commit_by,
        remark=row.cause if row else None,
        known_on=row.known_on if row else None,
        source=(row.source if row else None) or output.source,
    )


def output_word(output: Output, row: Delivered | None, due_on: date | None, as_of: date) -> str:
    """How an output stands on a day, in a word."""
    if row is not None and row.status is not None:
        return row.status
    if due_on is None:
        return "no date"
    if due_on <= as_of:
        return "no word"
    if output.commit_by is not None and output.commit_by <= as_of:
        return "slipping"
    too_late = output.lead_days is not None and as_of + timedelta(days=output.lead_days) > due_on
    return "slipping" if too_late and output.commit_by is None else "under way"


def delivery_by_rule(words: Iterable[str | None]) -> Delivery:
    """What the outputs that were due say of delivery; unknown wherever a missing report could change it.

    >>> delivery_by_rule(["delivered", "not delivered"]), delivery_by_rule(["delivered", "no word"])
    ('partly', 'unknown')
    >>> delivery_by_rule(["delivered"]), delivery_by_rule([])
    ('done', 'unknown')
    """
    due = [word for word in words if word in DUE_WORDS]
    known = {word for word in due if word != "no word"}
    some = bool(known & {"delivered", "partly", "late"})
    failed = bool(known & {"partly", "late", "not delivered"})
    if some and failed:
        return "partly"
    if not due or "no word" in due:
        return "unknown"
    return "done" if some else "not done"


def outputs_of_objectives(
    seen: Standpoint, lines: Iterable[ReviewedFact]
) -> Mapping[str, tuple[ReviewedFact, ...]]:
    """Lines of outputs by the political objectives that their tasks or accomplishments serve."""
    serves = objectives_of_outputs(seen)
    found: dict[str, list[ReviewedFact]] = {}
    for line in lines:
        for objective in serves.get(line.item.partition("/")[2], ()):
            found.setdefault(objective, []).append(line)
    return {objective: tuple(own) for objective, own in found.items()}


def objectives_of_outputs(seen: Standpoint) -> Mapping[str, tuple[str, ...]]:
    """The political objectives each output serves: by its own tasks, else by its accomplishment."""
    of_task = {one.id: one.serves for one in seen.dossier.tasks}
    of_accomplishment = {one.id: one for one in seen.dossier.accomplishments}
    found: dict[str, tuple[str, ...]] = {}
    for output in seen.dossier.outputs:
        above = of_accomplishment.get(output.accomplishment or "")
        tasks = output.tasks or (above.tasks if above else ())
        through_tasks = [objective for task in tasks for objective in of_task.get(task, ())]
        own = through_tasks or list(above.serves if above else ())
        found[output.id] = tuple(dict.fromkeys(own))
    return found
