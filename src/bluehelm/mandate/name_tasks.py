"""Which of the 41 PEMA tasks a resolution gives its mission, each with the words and the place that show it.

Cues name, people confirm. How reliable each name is was measured and ships in `task_reliability.csv`.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from bluehelm.mandate.resolution import Paragraph, Resolution
from bluehelm.mandate.stated_conditions import stated_condition
from bluehelm.mandate.task_cue_file import CueFile, read_cues
from bluehelm.mandate.weigh_evidence import Evidence, Line, weigh

RELIABILITY_FILE = Path(__file__).with_name("task_reliability.csv")
GOOD, FAIR = 0.6, 0.45
FEWEST_TO_MEASURE = 25
POINTS_SHORT = 2
"""A task that misses what it needs by this much or less is listed as refused."""

TaskStrength = Literal["requested", "encouraged"]


@dataclass(frozen=True, slots=True)
class Cue:
    """Words of a paragraph that show something of a task: `start` and `end` count characters of its text."""

    words: str
    start: int
    end: int
    shows: Literal["task", "modality"]


@dataclass(frozen=True, slots=True)
class NamedTask:
    """A task that a paragraph gives; `place` says who is asked, `points` how much speaks for it."""

    paragraph: str
    task: str
    modality: str
    strength: TaskStrength
    conditional: str
    cues: tuple[Cue, ...]
    place: str
    points: int


@dataclass(frozen=True, slots=True)
class RefusedTask:
    """A task that some words suggest, but too little speaks for: it is not named."""

    paragraph: str
    task: str
    points: int
    needs: int
    place: str
    words: str


@dataclass(frozen=True, slots=True)
class TaskNames:
    """What was named in one resolution, and what was refused."""

    named: tuple[NamedTask, ...]
    refused: tuple[RefusedTask, ...]


@dataclass(frozen=True, slots=True)
class Reliability:
    """How well one task is named on labelled paragraphs of missions it was not tuned on."""

    task: str
    n: int
    precision: float
    recall: float
    f1: float

    @property
    def word(self) -> str:
        """good, fair or weak; 'not measured' with fewer than 25 labelled paragraphs."""
        if self.n < FEWEST_TO_MEASURE:
            return "not measured"
        return "good" if self.f1 >= GOOD else "fair" if self.f1 >= FAIR else "weak"


@lru_cache(maxsize=1)
def task_reliability() -> dict[str, Reliability]:
    """The measured reliability of every task, by PEMA name.

    >>> task_reliability()["ChildRights"].word
    'good'
    """
    with RELIABILITY_FILE.open(encoding="utf-8", newline="") as opened:
        return {row["task"]: _reliability(row) for row in csv.DictReader(opened)}


def _reliability(row: dict[str, str]) -> Reliability:
    return Reliability(
        row["task"], int(row["n"]), float(row["precision"]), float(row["recall"]), float(row["f1"])
    )


def name_tasks(resolution: Resolution, cues: CueFile | None = None) -> TaskNames:
    """The tasks of every operative paragraph and point, in the order of the text.

    Rule: PEMA's categories (Di Salvatore and others 2022); who is addressed decides what is a task.
    Gap: English only, so nothing is named in another language; tasks given by reference to another document
    are named only where the paragraph itself says them.
    """
    if resolution.language != "en":
        return TaskNames((), ())
    known = cues or read_cues()
    named: list[NamedTask] = []
    refused: list[RefusedTask] = []
    for paragraph, line in lines_of(resolution):
        for found in weigh(line, known):
            if found.points >= found.cues.needs:
                named.append(_named(paragraph.id, line.text, found, known))
            elif found.n_clear and found.points >= found.cues.needs - POINTS_SHORT:
                refused.append(_refused(paragraph.id, line.text, found))
    return TaskNames(tuple(named), tuple(refused))


def lines_of(resolution: Resolution) -> Iterator[tuple[Paragraph, Line]]:
    """Every operative paragraph and point with the texts above it."""
    by_id = {paragraph.id: paragraph for paragraph in resolution.operative}
    for paragraph in resolution.operative:
        yield paragraph, Line(paragraph.text, _texts_above(paragraph, by_id), paragraph.heading)


def _texts_above(paragraph: Paragraph, by_id: dict[str, Paragraph]) -> tuple[str, ...]:
    above: list[str] = []
    parent = by_id.get(paragraph.parent)
    while parent is not None and len(above) < len(by_id):
        above.append(parent.text)
        parent = by_id.get(parent.parent)
    return tuple(reversed(above))


def _named(paragraph: str, text: str, found: Evidence, cues: CueFile) -> NamedTask:
    clause = found.placed.clause
    modality_cue = _modality_cue(text, found, cues)
    shown = [*_task_cues(text, found), *([modality_cue[1]] if modality_cue else [])]
    return NamedTask(
        paragraph,
        found.cues.task,
        modality_cue[0] if modality_cue else found.cues.usual,
        "encouraged" if found.placed.governing.strength == 2 else "requested",
        stated_condition(text[clause.start : clause.end]),
        tuple(shown),
        found.placed.place,
        found.points,
    )


def _task_cues(text: str, found: Evidence) -> Iterator[Cue]:
    """The clear cues; where the line has none, the faint ones."""
    for span in found.spans[: found.n_clear or None]:
        yield Cue(text[span.start : span.end], span.start, span.end, "task")


def modality_of(text: str, found: Evidence, cues: CueFile) -> str:
    """monitor, assist or security: of the first word of the clause that says one, else the usual one."""
    cue = _modality_cue(text, found, cues)
    return cue[0] if cue else found.cues.usual


def _modality_cue(text: str, found: Evidence, cues: CueFile) -> tuple[str, Cue] | None:
    clause = found.placed.clause
    seen = (
        (match.start(), match.end(), name)
        for name, pattern in cues.modalities.items()
        if (match := pattern.search(text, clause.start, clause.end))
    )
    first = min(seen, default=None)
    if first is None:
        return None
    start, end, name = first
    return name, Cue(text[start:end], start, end, "modality")


def _refused(paragraph: str, text: str, found: Evidence) -> RefusedTask:
    words = ", ".join(text[span.start : span.end] for span in found.spans[: found.n_clear])
    return RefusedTask(paragraph, found.cues.task, found.points, found.cues.needs, found.placed.place, words)
