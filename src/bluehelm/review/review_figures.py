"""Figures of the quarter under review: outputs delivered, measures that went better, cells to fill."""

from __future__ import annotations

from collections.abc import Iterable

from bluehelm.dossier.review_records import ReviewedFact
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.figures import Figure, FigureInput
from bluehelm.foundation.periods import Period, parse_period
from bluehelm.foundation.phrases import InBoth, phrase
from bluehelm.review.indicator_facts import indicator_facts
from bluehelm.review.output_facts import DUE_WORDS, output_facts
from bluehelm.review.review_facts import gather_facts
from bluehelm.review.review_questions import n_cells, review_questions

OUTPUTS, MEASURES, CELLS = "figure/quarter-delivered", "figure/quarter-better", "figure/quarter-cells"
CHANGE = ("outcome", "impact", "context")


def quarter_of(seen: Standpoint) -> Period:
    """The quarter of the peacekeeping year that holds the moment asked about.

    >>> from datetime import date
    >>> from bluehelm.dossier.contents import Dossier
    >>> str(quarter_of(Standpoint(Dossier(), date(2026, 3, 31))))
    'FY2025/26-Q3'
    """
    number = (seen.as_of.month - 7) % 12 // 3 + 1
    return parse_period(f"{seen.budget_year.name}-Q{number}")


def review_figures(seen: Standpoint) -> Iterable[Figure]:
    """The figures of the review of the quarter that holds the standpoint."""
    quarter = quarter_of(seen)
    yield outputs_delivered(seen, quarter)
    yield measures_better(seen, quarter)
    yield cells_left(seen, quarter)


def outputs_delivered(seen: Standpoint, quarter: Period) -> Figure:
    """How many of the outputs that were due, or said how they stand, were delivered."""
    due = [line for line in output_facts(seen, quarter) if line.word in DUE_WORDS]
    title = phrase("Outputs delivered of those due, {period}", period=quarter)
    counted = phrase(
        "{n} outputs were due by their date or by a report; those reported as delivered are counted.",
        n=len(due),
    )
    steps = (counted,)
    value = sum(line.word == "delivered" for line in due) if due else None
    return Figure(
        OUTPUTS, title, value, "outputs", tuple(_input(line, seen, line.word) for line in due), steps
    )


def measures_better(seen: Standpoint, quarter: Period) -> Figure:
    """How many measures of change went better, by the slope of their last values."""
    lines = [line for line in indicator_facts(seen, quarter) if line.counts in CHANGE]
    title = phrase("Measures of change that went better, {period}", period=quarter)
    steps = (
        phrase(
            "The median of all slopes between the last values, in the direction declared as good; "
            "under a tenth of the usual level is steady."
        ),
    )
    value = sum(line.trend == "better" for line in lines) if lines else None
    return Figure(
        MEASURES, title, value, "indicators", tuple(_input(one, seen, one.trend) for one in lines), steps
    )


def cells_left(seen: Standpoint, quarter: Period) -> Figure:
    """How many cells a review of the quarter asks a person to fill."""
    questions = review_questions(seen, gather_facts(seen, quarter))
    title = phrase("Cells that a review asks a person to fill, {period}", period=quarter)
    counted = phrase(
        "Each question counts the cells it asks for: three for a situation, five for a contribution, one for "
        "anything else."
    )
    steps = (counted,)
    inputs = tuple(FigureInput(one.text, one.n_cells, "cells", item=one.about) for one in questions)
    return Figure(CELLS, title, n_cells(questions), "cells", inputs, steps)


def _input(line: ReviewedFact, seen: Standpoint, word: str | None) -> FigureInput:
    record = seen.dossier.by_reference.get(line.item)
    said = phrase("{text}", text=InBoth(line.text or line.item, line.text_fr))
    if record is None:
        return FigureInput(said, word, item=line.item)
    return FigureInput(said, word, "", line.known_on, line.item, record.place, line.source or "")
