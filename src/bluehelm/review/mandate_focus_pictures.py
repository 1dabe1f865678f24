"""Each measure of a mandate as two pictures: by year with the text marked in it, and by mission."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from bluehelm.foundation.pages import Bar, BarChart, Mark, Point, Section, SeriesChart
from bluehelm.foundation.phrases import InBoth, Phrase, Quantity, phrase
from bluehelm.mandate.place_in_corpus import YES_OR_NO, MissionOfTexts, PlacedMeasure

NAMES = {
    "words": phrase("Words"),
    "operative_paragraphs": phrase("Operative paragraphs"),
    "tasks": phrase("Different tasks named"),
    "priority_stated": phrase("States what comes first in rank"),
    "sequencing_stated": phrase("States what comes first in time"),
    "share_of_strong_verbs": phrase("Clauses that decide or demand"),
    "share_of_soft_verbs": phrase("Clauses that encourage, stress or welcome"),
    "share_on_conflict_management": phrase("Words on managing the conflict"),
    "unclear_tasks": phrase("Paragraphs with a task unclear in verb or object"),
    "offensive_operations_unsaid": phrase("Paragraphs that leave offensive operations unsaid"),
    "tasks_without_means": phrase("Paragraphs with a task within existing means"),
    "share_seen_before": phrase("Text seen in an earlier resolution"),
    "share_in_ten_or_more": phrase("Text seen in ten and more"),
}
MOST_MISSIONS = 12
LINE_OF_SHARES = phrase("Line: share of the mandates of each year. Dots: texts on the same mission.")
LINE_OF_MEDIANS = phrase(
    "Line: median of the mandates of each year; band: their middle half. Dots: texts on the same mission."
)


def pictures(symbol: str, placed: Sequence[PlacedMeasure]) -> Iterator[Section]:
    """A section for each measure that is known, with both pictures."""
    for one in placed:
        if one.value is not None and one.by_year:
            blocks = (by_year(one, tuple(_marks(symbol, one))), _by_mission(symbol, one))
            yield Section(NAMES[one.name], blocks, f"picture-{one.name}", in_terminal=False, annex=True)


def _factor(one: PlacedMeasure) -> int:
    return 100 if one.unit == "share" else 1


def _unit(one: PlacedMeasure) -> str:
    return "per cent" if one.unit == "share" else one.unit


def by_year(one: PlacedMeasure, marks: tuple[Mark, ...], note: Phrase | None = None) -> SeriesChart:
    """A measure by year of the corpus, with single texts marked in it."""
    factor = _factor(one)
    points = tuple(
        Point(
            date(year.year, 1, 1),
            year.middle * factor,
            None if year.low is None else year.low * factor,
            None if year.high is None else year.high * factor,
        )
        for year in one.by_year
    )
    said = note or (LINE_OF_SHARES if one.name in YES_OR_NO else LINE_OF_MEDIANS)
    caption = phrase("{measure}, by year", measure=NAMES[one.name])
    return SeriesChart(caption, points, _unit(one), said, marks, yearly=True)


def _marks(symbol: str, one: PlacedMeasure) -> Iterator[Mark]:
    for text in one.of_mission:
        if text.adopted_on:
            on = date.fromisoformat(text.adopted_on)
            yield Mark(InBoth(text.symbol), on, text.value * _factor(one))
    if one.value is not None:
        yield Mark(InBoth(symbol), _day_of(symbol, one), one.value * _factor(one), main=True)


def _day_of(symbol: str, one: PlacedMeasure) -> date:
    """The day at which the text is drawn: its year, or the year after the last held."""
    year = symbol.partition("(")[2].rstrip(") ")
    return date(int(year), 12, 31) if year.isdigit() else date(one.until_year + 1, 1, 1)


def _by_mission(symbol: str, one: PlacedMeasure) -> BarChart:
    factor = _factor(one)
    here = one.value or 0
    own = Bar(InBoth(symbol), here * factor, _bar_words(one, here))
    others = (_mission_bar(one, mission, factor) for mission in _spread(one.by_mission))
    caption = phrase(
        "{measure}, by mission, {from_year} to {until_year}",
        measure=NAMES[one.name],
        from_year=str(one.from_year),
        until_year=str(one.until_year),
    )
    note = phrase("Grey: median of the texts of a mission, at least two in those years.")
    return BarChart(caption, (own, *others), _unit(one), note=note)


def _mission_bar(one: PlacedMeasure, mission: MissionOfTexts, factor: int) -> Bar:
    words = _bar_words(one, mission.middle)
    return Bar(InBoth(mission.mission), mission.middle * factor, words, known=False)


def _spread(missions: Sequence[MissionOfTexts]) -> Sequence[MissionOfTexts]:
    """As many missions as a picture holds, spread from the highest to the lowest."""
    if len(missions) <= MOST_MISSIONS:
        return missions
    step = (len(missions) - 1) / (MOST_MISSIONS - 1)
    return [missions[round(place * step)] for place in range(MOST_MISSIONS)]


def _bar_words(one: PlacedMeasure, value: float) -> Quantity:
    if one.name in YES_OR_NO or one.unit == "share":
        return Quantity(value, "share")
    return Quantity(round(value))
