"""Pictures of an indicator: its course over time, and the cells it is made of on a map without boundaries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from bluehelm.foundation.pages import CellMap, MapCell, MapPoint, Point, SeriesChart
from bluehelm.foundation.periods import parse_period
from bluehelm.foundation.phrases import phrase
from bluehelm.foundation.places import MAP_DISCLAIMER, centre_of_cell
from bluehelm.review.evidence_rows import plain_rows, unplaced

if TYPE_CHECKING:
    import pyarrow as pa

HALF_A_CELL = 0.25
DAY = date.resolution


def series_chart(table: pa.Table, period: str, unit: str) -> SeriesChart:
    """The course of an indicator; a period that is unknown leaves a hole in the line."""
    points = [
        Point(parse_period(row[period]).from_on, row["value"], row["low"], row["high"])
        for row in plain_rows(table)
    ]
    return SeriesChart(phrase("course over time"), tuple(points), unit)


def cell_map(
    table: pa.Table, bases: Sequence[tuple[str, float, float]], span: tuple[date, date], unit: str
) -> CellMap:
    """Cells with their value over the whole stretch, bases as points; what has no cell is told, not drawn.

    Rule: the designations on maps of the United Nations; no boundary data is used.
    """
    n_unplaced, n_events = unplaced(table)
    age = phrase(
        "{first} to {last}; events whose place is known too little to be drawn: {n_unplaced} of {n_events}",
        first=span[0],
        last=span[1] - DAY,
        n_unplaced=n_unplaced,
        n_events=n_events,
    )
    points = tuple(MapPoint(name, latitude, longitude) for name, latitude, longitude in bases)
    cells = tuple(_cells(table))
    return CellMap(phrase("by grid cell"), cells, points, unit, age, phrase(MAP_DISCLAIMER))


def _cells(table: pa.Table) -> Iterable[MapCell]:
    for row in plain_rows(table):
        if row["cell"] is not None and row["value"]:
            latitude, longitude = centre_of_cell(row["cell"])
            yield MapCell(row["cell"], latitude - HALF_A_CELL, longitude - HALF_A_CELL, row["value"])
