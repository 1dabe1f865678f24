"""The focus of a mandate: how long it is, what it asks, in which order, and how much of it manages the conflict.

Everything here is read off the text, with the words that show it. Whether an element is needed in the first
phase is no question for a count of words: it is a planner's recorded judgement, and comes from the dossier.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from bluehelm.mandate.name_tasks import NamedTask, name_tasks
from bluehelm.mandate.resolution import Paragraph, Resolution
from bluehelm.mandate.theme_words import ThemeReading, ThemeWords, shipped_theme_words
from bluehelm.mandate.unclear_tasks import UnclearPoint, unclear_points
from bluehelm.mandate.verb_strength import clauses, hedges_in

PriorityStated = Literal["none", "order stated", "priority and other tasks"]

_ORDER = re.compile(r"\bin\s+(?:descending\s+)?order\s+of\s+priority\b|\border\s+of\s+priorit(?:y|ies)\b", re.IGNORECASE)
_PRIORITY = re.compile(
    r"\bpriority\s+(?:tasks?|areas?|objectives?)\b|\b(?:following|its|these|highest|main|top)\s+priorit(?:y|ies)\b|"
    r"\bshall\s+be\s+(?:a|the)\s+priority\b|\bgive\s+priority\s+to\b|\bmust\s+be\s+given\s+priority\b",
    re.IGNORECASE,
)
_SEQUENCE = re.compile(
    r"\b(?:phase\s+(?:\d|[IVX]+\b|one|two|three)|(?:first|second|third|initial|final|next|subsequent)\s+phase|phases|"
    r"phased|sequenc\w+|step[\s-]by[\s-]step|transition\s+plan|exit\s+strategy|disengagement\s+plan|"
    r"drawdown\s+plan|progressive\s+(?:transfer|handover|drawdown))",
    re.IGNORECASE,
)
_NO_MEANS = re.compile(r"\bwithin\s+(?:its\s+|the\s+)?(?:existing|available|current)\s+(?:\w+\s+)?(?:resources|means|capacit\w+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Shown:
    """Words that show something, and the paragraph in which they stand."""

    paragraph: str
    words: str


@dataclass(frozen=True, slots=True)
class ThemedParagraph:
    """A paragraph with its words counted and its themes read."""

    paragraph: str
    n_words: int
    reading: ThemeReading


@dataclass(frozen=True, slots=True)
class MandateFocus:
    """What the text of a mandate shows of its focus.

    n_words: words of the body; n_operative_paragraphs: numbered ones; verbs_by_strength: 5 (creates or
    changes) to 0 (takes a position), how many clauses each; themed: operative paragraphs and points
    """

    symbol: str
    n_words: int
    n_preambular_words: int
    n_operative_paragraphs: int
    n_points: int
    tasks: tuple[NamedTask, ...]
    priority: PriorityStated
    priority_shown: tuple[Shown, ...]
    sequencing_shown: tuple[Shown, ...]
    verbs_by_strength: dict[int, int]
    themed: tuple[ThemedParagraph, ...]
    unclear: tuple[UnclearPoint, ...]
    tasks_without_means: tuple[Shown, ...]

    @property
    def categories(self) -> tuple[str, ...]:
        """The different tasks named, of PEMA's 41, in the order of the text."""
        return tuple(dict.fromkeys(task.task for task in self.tasks))

    @property
    def conflict_management_share(self) -> float | None:
        """Share (0..1) of the operative words with a theme that stand in paragraphs on conflict management."""
        by_side = Counter[str]()
        for one in self.themed:
            by_side[one.reading.side] += one.n_words
        with_theme = by_side["conflict management"] + by_side["other theme"]
        return by_side["conflict management"] / with_theme if with_theme else None

    @property
    def words_by_theme(self) -> dict[str, int]:
        """Operative words by the main theme of their paragraph, most first; "" for no theme."""
        counted = Counter[str]()
        for one in self.themed:
            counted[one.reading.theme] += one.n_words
        return dict(counted.most_common())

    @property
    def preambular_share(self) -> float | None:
        """Share (0..1) of the words before the first operative paragraph."""
        return self.n_preambular_words / self.n_words if self.n_words else None


def measure_focus(resolution: Resolution, words: ThemeWords | None = None) -> MandateFocus:
    """The focus of one resolution; `words` is a list of theme words of one's own.

    Rule: clear and prioritized mandates, S/RES/2594 (2021), para. 4.
    Gap: English only. Tasks given by reference to another document count where the paragraph says them.
    """
    themes = words or shipped_theme_words()
    operative = resolution.operative
    tasks = name_tasks(resolution).named
    given = _paragraphs_with_tasks(resolution, tasks)
    priority, shown = priority_stated(resolution.paragraphs)
    return MandateFocus(
        symbol=resolution.symbol,
        n_words=resolution.n_words,
        n_preambular_words=sum(n_words(one.text) for one in resolution.preambular),
        n_operative_paragraphs=sum(one.level == 0 for one in operative),
        n_points=sum(one.level > 0 for one in operative),
        tasks=tasks,
        priority=priority,
        priority_shown=shown,
        sequencing_shown=sequencing_stated(operative),
        verbs_by_strength=verbs_by_strength(operative),
        themed=tuple(ThemedParagraph(one.id, n_words(one.text), themes.read(one.text)) for one in operative),
        unclear=tuple(point for one in given for point in unclear_points(one.id, one.text)),
        tasks_without_means=tuple(_without_means(given)),
    )


def n_words(text: str) -> int:
    """Words of a text, parted by spaces."""
    return len(text.split())


def verbs_by_strength(paragraphs: Iterable[Paragraph]) -> dict[int, int]:
    """How many clauses each strength governs, 5 to 0."""
    counted = Counter(
        clause.strength for one in paragraphs for clause in clauses(one.text) if clause.strength is not None
    )
    return {strength: counted[strength] for strength in range(5, -1, -1)}


def priority_stated(paragraphs: Sequence[Paragraph]) -> tuple[PriorityStated, tuple[Shown, ...]]:
    """Whether the text ranks its tasks, and the words that do; headings count."""
    spoken = [one for one in paragraphs if one.kind in {"operative", "heading"}]
    order, others = _shown(_ORDER, spoken), _shown(_PRIORITY, spoken)
    if order:
        return "order stated", (*order, *others)
    return ("priority and other tasks", others) if others else ("none", ())


def sequencing_stated(paragraphs: Iterable[Paragraph]) -> tuple[Shown, ...]:
    """The words that put the mandate in an order of time: phases, sequences, plans to hand over or leave."""
    return _shown(_SEQUENCE, paragraphs)


def _shown(pattern: re.Pattern[str], paragraphs: Iterable[Paragraph]) -> tuple[Shown, ...]:
    found = ((one, pattern.search(one.text)) for one in paragraphs)
    return tuple(Shown(one.id, " ".join(match[0].split())) for one, match in found if match)


def _paragraphs_with_tasks(resolution: Resolution, tasks: Iterable[NamedTask]) -> list[Paragraph]:
    given = {task.paragraph for task in tasks}
    return [one for one in resolution.operative if one.id in given]


def _without_means(paragraphs: Iterable[Paragraph]) -> Iterable[Shown]:
    for one in paragraphs:
        found = _NO_MEANS.search(one.text)
        if found or "within existing resources" in hedges_in(one.text):
            yield Shown(one.id, found[0].lower() if found else "within existing resources")
