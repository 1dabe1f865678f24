"""The table that stands beside a chart, so that nobody needs the picture to read the numbers."""

from __future__ import annotations

from functools import singledispatch

from bluehelm.foundation.languages import say, unit_in
from bluehelm.foundation.numbers_and_dates import month_in
from bluehelm.foundation.pages import BarChart, CellMap, Column, Said, SeriesChart, Table, TimeChart
from bluehelm.foundation.phrases import InBoth, Phrase, Quantity, phrase
from bluehelm.review.page_labels import LABELS, position


@singledispatch
def table_of(chart: object, language: str) -> Table:
    """The numbers of a chart, as a table with the same caption."""
    raise TypeError(f"no chart: {type(chart).__name__} in {language}")


def _columns(*headings: Phrase, numeric_from: int) -> tuple[Column, ...]:
    return tuple(Column(one, numeric=place >= numeric_from) for place, one in enumerate(headings))


@table_of.register
def _bars(chart: BarChart, language: str) -> Table:  # noqa: ARG001 - one signature for every chart
    grouped = any(bar.group is not None for bar in chart.bars)
    if not grouped:
        columns = _columns(LABELS["label"], LABELS["value"], numeric_from=1)
        return Table(chart.caption, columns, tuple((bar.label, bar.quantity) for bar in chart.bars))
    columns = _columns(LABELS["label"], LABELS["group"], LABELS["value"], numeric_from=2)
    nothing = InBoth("")
    rows = tuple((bar.label, nothing if bar.group is None else bar.group, bar.quantity) for bar in chart.bars)
    return Table(chart.caption, columns, rows)


@table_of.register
def _series(chart: SeriesChart, language: str) -> Table:
    ranged = any(point.low is not None or point.high is not None for point in chart.points)
    value = _with_unit(LABELS["value"], chart.unit, language)
    if ranged:
        columns = _columns(LABELS["month"], value, LABELS["low"], LABELS["high"], numeric_from=1)
    else:
        columns = _columns(LABELS["month"], value, numeric_from=1)
    rows: list[tuple[Said, ...]] = []
    for point in chart.points:
        numbers = (point.value, point.low, point.high) if ranged else (point.value,)
        rows.append((month_in(point.on, language), *(Quantity(one) for one in numbers)))
    return Table(chart.caption, columns, tuple(rows))


@table_of.register
def _time(chart: TimeChart, language: str) -> Table:  # noqa: ARG001 - one signature for every chart
    columns = _columns(LABELS["group"], LABELS["label"], LABELS["from"], LABELS["until"], numeric_from=4)
    rows = tuple((one.lane, one.label, one.from_on, one.until_on) for one in chart.spans)
    return Table(chart.caption, columns, rows)


@table_of.register
def _map(chart: CellMap, language: str) -> Table:
    columns = _columns(
        LABELS["cell"], LABELS["place"], _with_unit(LABELS["value"], chart.unit, language), numeric_from=2
    )
    worst_first = sorted(chart.cells, key=lambda one: (-one.value, one.cell))
    return Table(
        chart.caption,
        columns,
        tuple(
            (str(one.cell), position(one.latitude, one.longitude), Quantity(one.value)) for one in worst_first
        ),
    )


def _with_unit(heading: Phrase, unit: str, language: str) -> Phrase:
    if not unit:
        return heading
    return phrase("{what} ({unit})", what=say(heading, language), unit=unit_in(unit, language))
