"""Paragraphs with their coded tasks, and the five folds in which no country stands on both sides."""

from __future__ import annotations

import csv
import gzip
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bluehelm.mandate.task_cue_file import CueFile
from bluehelm.mandate.weigh_evidence import Evidence, Line, weigh

N_FOLDS = 5
FEWEST_TO_SCORE = 25


@dataclass(frozen=True, slots=True)
class LabelledParagraph:
    """A paragraph or point, the country of its mission, and what coders said it asks."""

    country: str
    line: Line
    tasks: frozenset[str]
    modalities: frozenset[tuple[str, str]]


def read_labelled_paragraphs(path: Path) -> list[LabelledParagraph]:
    """Every paragraph of a gzipped table of units, without resolutions that give tasks by reference."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as opened:
        rows = [row for row in csv.DictReader(opened) if row["by_reference_resolution"] != "1"]
    return [_labelled(row) for row in rows]


def _labelled(row: dict[str, str]) -> LabelledParagraph:
    lead_in = tuple(filter(None, row["lead_in"].split(" / ")))
    pairs = (pair.split(":") for pair in row["task_modalities"].split(";") if pair)
    return LabelledParagraph(
        row["country_group"],
        Line(row["text"], lead_in, row["heading"]),
        frozenset(filter(None, row["tasks"].split(";"))),
        frozenset((task, modality) for task, modality in pairs),
    )


def folds_by_country(paragraphs: Iterable[LabelledParagraph]) -> dict[str, int]:
    """The fold of each country: the largest first, each into the fold that is lightest so far."""
    sizes = Counter(paragraph.country for paragraph in paragraphs)
    loads = [0] * N_FOLDS
    folds: dict[str, int] = {}
    for country in sorted(sorted(sizes), key=lambda one: sizes[one])[::-1]:
        lightest = loads.index(min(loads))
        folds[country] = lightest
        loads[lightest] += sizes[country]
    return folds


def scored_tasks(paragraphs: Iterable[LabelledParagraph]) -> list[str]:
    """Tasks with enough labelled paragraphs to be scored."""
    seen = Counter(task for paragraph in paragraphs for task in paragraph.tasks)
    return sorted(task for task, n in seen.items() if n >= FEWEST_TO_SCORE)


def weighed(paragraphs: Iterable[LabelledParagraph], cues: CueFile) -> list[dict[str, Evidence]]:
    """The evidence for each task, paragraph by paragraph."""
    return [{found.cues.task: found for found in weigh(one.line, cues)} for one in paragraphs]


@dataclass(slots=True)
class Score:
    """How many were right, named and labelled."""

    right: int = 0
    named: int = 0
    labelled: int = 0

    def add(self, *, named: bool, labelled: bool) -> None:
        """Counts one paragraph for one task."""
        self.right += named and labelled
        self.named += named
        self.labelled += labelled

    def __iadd__(self, other: Score) -> Score:
        self.right += other.right
        self.named += other.named
        self.labelled += other.labelled
        return self

    @property
    def precision(self) -> float:
        """Share of what was named that is labelled."""
        return self.right / self.named if self.named else 0.0

    @property
    def recall(self) -> float:
        """Share of what is labelled that was named."""
        return self.right / self.labelled if self.labelled else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.named + self.labelled
        return 2 * self.right / both if both else 0.0
