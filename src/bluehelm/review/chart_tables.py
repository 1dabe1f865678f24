"""The table that stands beside a chart, so that nobody needs the picture to read the numbers."""

from __future__ import annotations

from datetime import date
from functools import singledispatch

from bluehelm.foundation.languages import say, unit_in
from bluehelm.foundation.numbers_and_dates import month_in
from bluehelm.foundation.pages import (
    BarChart,
    CellMap,
    Column,
    HeatMap,
    Said,
    SeriesChart,
    Table,
    Timeline,
    TradeOff,
)
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
    when = LABELS["year" if chart.yearly else "month"]
    if ranged:
        columns = _columns(when, value, LABELS["low"], LABELS["high"], numeric_from=1)
    else:
        columns = _columns(when, value, numeric_from=1)
    rows: list[tuple[Said, ...]] = []
    for point in chart.points:
        numbers = (point.value, point.low, point.high) if ranged else (point.value,)
        on = str(point.on.year) if chart.yearly else month_in(point.on, language)
        rows.append((on, *(Quantity(one) for one in numbers)))
    blanks = (InBoth(""), InBoth("")) if ranged else ()
    rows += [(mark.label, Quantity(mark.value), *blanks) for mark in chart.marks]
    return Table(chart.caption, columns, tuple(rows))


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


@table_of.register
def _timeline(chart: Timeline, language: str) -> Table:
    columns = _columns(LABELS["row"], LABELS["label"], LABELS["from"], LABELS["until"], numeric_from=4)
    rows = tuple(
        (
            one.row,
            one.label,
            month_in(one.from_on, language),
            month_in(date.fromordinal(one.until_on.toordinal() - 1), language),
        )
        for one in chart.stretches
    )
    return Table(chart.caption, columns, rows)


@table_of.register
def _trade_off(chart: TradeOff, language: str) -> Table:  # noqa: ARG001 - one signature for every chart
    columns = _columns(LABELS["label"], LABELS["group"], chart.x, chart.y, numeric_from=2)
    chosen = [one for one in chart.marks if one.chosen]
    rows = tuple((one.label, one.group, Quantity(one.x, "share"), Quantity(one.y, "share")) for one in chosen)
    return Table(chart.caption, columns, rows)


@table_of.register
def _heat_map(chart: HeatMap, language: str) -> Table:
    columns = _columns(LABELS["row"], LABELS["month"], LABELS["value"], numeric_from=2)
    rows = tuple((one.row, month_in(one.on, language), Quantity(one.value, "share")) for one in chart.squares)
    return Table(chart.caption, columns, rows)


def _with_unit(heading: Phrase, unit: str, language: str) -> Phrase:
    if not unit:
        return heading
    return phrase("{what} ({unit})", what=say(heading, language), unit=unit_in(unit, language))
