"""How strongly a paragraph shows each task: points for its words, their place, and whoever is asked.

The sum is small and can be followed by hand:

    first clear cue within 16 words of the start of its clause 4, within 30 words 3, within 50 words 2,
    further on 1; a second clear cue 2 more, a third 1 more
    only faint cues 0; the title or heading above says the task 1
    place: see `task_places.POINTS`
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bluehelm.mandate.task_cue_file import CueFile, TaskCues
from bluehelm.mandate.task_places import PlacedClause, placed_clauses

MOST_WORDS_OF_A_TITLE = 12
POINTS_WITHIN_WORDS = ((16, 4), (30, 3), (50, 2))
FOR_MORE_CUES = (0, 0, 2, 3)
NOTHING_SAID = -99


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph or point as it is weighed: its own text, the texts above it, and the heading in force."""

    text: str
    lead_in: tuple[str, ...] = ()
    heading: str = ""

    @property
    def titles(self) -> str:
        """Headings and short titles above the line, as one text."""
        above = [lead for lead in self.lead_in[1:] if len(lead.split()) <= MOST_WORDS_OF_A_TITLE]
        return " . ".join([*above, self.heading])


@dataclass(frozen=True, slots=True)
class Span:
    """Words of a line, by position."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for one task in one clause; `spans` are the words that show it, clear ones first."""

    cues: TaskCues
    placed: PlacedClause
    spans: tuple[Span, ...]
    n_clear: int
    in_title: bool
    points: int


def weigh(line: Line, cues: CueFile) -> list[Evidence]:
    """The best evidence for each task that any cue of the line or its titles points at.

    >>> from bluehelm.mandate.task_cue_file import read_cues
    >>> line = Line(
    ...     "to clear minefields near the town;", ("The mandate of UNXYZ shall be the following tasks:",)
    ... )
    >>> [(one.cues.task, one.points) for one in weigh(line, read_cues())]
    [('Demining', 8)]
    """
    placed = placed_clauses(line.text, line.lead_in)
    titles = line.titles
    best = (_best(task, line.text, titles, placed) for task in cues.tasks)
    return [found for found in best if found is not None]


def _best(task: TaskCues, text: str, titles: str, placed: list[PlacedClause]) -> Evidence | None:
    clear, faint = _clear_and_faint(task, text)
    in_title = bool(task.clear.search(_without(task.excepted, titles)))
    if not (clear or faint or in_title):
        return None
    weighed = (_weighed(task, text, one, (clear, faint), in_title=in_title) for one in placed)
    return max(weighed, key=lambda found: found.points, default=None)


def _clear_and_faint(task: TaskCues, text: str) -> tuple[list[Span], list[Span]]:
    kept = _without(task.excepted, text)
    clear = list(_spans(task.clear, kept))
    return clear, list(_spans(task.faint, kept))


def _without(excepted: re.Pattern[str], text: str) -> str:
    return excepted.sub(lambda found: "_" * len(found[0]), text)


def _spans(pattern: re.Pattern[str], text: str) -> Iterator[Span]:
    return (Span(found.start(), found.end()) for found in pattern.finditer(text))


def _weighed(
    task: TaskCues, text: str, placed: PlacedClause, spans: tuple[list[Span], list[Span]], *, in_title: bool
) -> Evidence:
    start, end = placed.clause.start, placed.clause.end
    clear, faint = ([span for span in some if start <= span.start < end] for some in spans)
    points = placed.points + _word_points(text[start:end], start, clear) + in_title
    said = clear or faint or in_title
    return Evidence(task, placed, (*clear, *faint), len(clear), in_title, points if said else NOTHING_SAID)


def _word_points(said: str, start: int, clear: list[Span]) -> int:
    if not clear:
        return 0
    n_before = len(said[: clear[0].start - start].split())
    first = next((points for words, points in POINTS_WITHIN_WORDS if n_before < words), 1)
    return first + FOR_MORE_CUES[min(3, len(clear))]
