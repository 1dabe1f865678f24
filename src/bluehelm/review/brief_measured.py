"""What nobody measures: tasks without an indicator, and what the indicators there are fail to say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bluehelm.dossier.mandate_records import Task
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.figures import Figure
from bluehelm.foundation.pages import Block, Column, Said, Section, Table
from bluehelm.foundation.phrases import InBoth, Phrase, phrase
from bluehelm.plan.measured_figures import KINDS, n_by_kind
from bluehelm.review.brief_figures import shown

Figures = Mapping[str, Figure]
TIERS: Mapping[str, Phrase] = {
    "priority": phrase("priority"),
    "other": phrase("other"),
    "additional": phrase("additional"),
    "untiered": phrase("no rank given"),
}


def unmeasured_section(seen: Standpoint, figures: Figures) -> Section | None:
    """The tasks that no indicator speaks of, and what indicators count; None without indicators."""
    blocks = (*_tasks(seen, figures), *_indicators(seen, figures)) if seen.dossier.indicators else ()
    heading = phrase("What nobody measures")
    return Section(heading, blocks, "unmeasured", in_terminal=False, annex=True) if blocks else None


def _tasks(seen: Standpoint, figures: Figures) -> Iterator[Block]:
    inputs = figures["figure/tasks-unmeasured"].inputs
    tasks = [task for one in inputs if (task := seen.item(Task, one.item.partition("/")[2]))]
    rows = tuple((InBoth(task.text, task.text_fr), _tier(seen, task.id), task.reference) for task in tasks)
    columns = (
        Column(phrase("Task")),
        Column(phrase("Rank")),
        Column(phrase("Item"), essential=False),
    )
    if rows:
        yield Table(phrase("Tasks in force that no indicator speaks of"), columns, rows)


def _tier(seen: Standpoint, task: str) -> Phrase | None:
    held = seen.tasks_in_force.get(task)
    return TIERS.get(held.given.tier or "") if held else None


def _indicators(seen: Standpoint, figures: Figures) -> Iterator[Block]:
    lacks: tuple[tuple[Said, ...], ...] = tuple(
        (figures[f"figure/{name}"].title, shown(figures[f"figure/{name}"]))
        for name in ("without-direction", "without-source", "without-value", "counting-work")
    )
    counts = tuple((KINDS[kind], n) for kind, n in n_by_kind(seen).items())
    if not counts:
        return
    in_use = phrase("Of {n} indicators in use", n=shown(figures["figure/indicators-in-use"]))
    yield Table(in_use, (Column(phrase("What they lack")), Column(phrase("Number"), numeric=True)), lacks)
    columns = (Column(phrase("What they count")), Column(phrase("Number"), numeric=True))
    yield Table(phrase("What indicators in use count"), columns, counts)
