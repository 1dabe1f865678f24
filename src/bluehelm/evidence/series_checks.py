"""Checks on small series: numbers that can be, one value for one month, no more than the release covers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from bluehelm.dossier.checking import Check, Fault, check, fault, instrument, submission
from bluehelm.dossier.evidence_records import Deaths, Measure, SeriesValue
from bluehelm.dossier.measured_values import MeasuredValue, MeasuredValues, series_of
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.findings import Severity
from bluehelm.foundation.listed_names import listed
from bluehelm.foundation.periods import Period, add_months

_COUNTED = instrument("missing is not zero, and zero is a value", "our reading")


@check(
    "EVI009",
    Severity.NOTE,
    looks_for="a value outside its own low and high estimates",
    why="The best estimate lies between the two; otherwise a number, or the source itself, is wrong.",
    remedy="Compare the row with its source, and correct the number that differs.",
    basis=(*submission("1a"), _COUNTED),
)
def value_outside_its_range(seen: Standpoint) -> Iterator[Fault]:
    yield from _by_measure(
        seen,
        _is_outside,
        "'{measure}' has values outside their low and high estimates (rows: {n}); first in {period}: "
        "{low} to {high}, but {value}.",
    )


def _is_outside(row: SeriesValue) -> bool:
    if not isinstance(row.value, Decimal) or _is_upside_down(row):
        return False
    below = row.low is not None and row.value < row.low
    return below or (row.high is not None and row.value > row.high)


@check(
    "EVI010",
    Severity.NOTE,
    looks_for="a low estimate above the high one",
    why="A range cannot begin above its end; some sources add up estimates of which this is true.",
    remedy="Compare the row with its source: the columns may have been exchanged, or the source is at fault.",
    basis=(*submission("1a"), _COUNTED),
)
def range_upside_down(seen: Standpoint) -> Iterator[Fault]:
    yield from _by_measure(
        seen,
        _is_upside_down,
        "'{measure}' has low estimates above the high ones (rows: {n}); first in {period}: {low} and {high}.",
    )


def _is_upside_down(row: SeriesValue) -> bool:
    return row.low is not None and row.high is not None and row.low > row.high


@check(
    "EVI011",
    Severity.ERROR,
    looks_for="a negative number in a series that counts",
    why="Nothing counted is fewer than none.",
    remedy="Correct the number, or leave it blank where it is unknown; some sources write -1 for that.",
    basis=(*submission("1a"), _COUNTED),
)
def negative_count(seen: Standpoint) -> Iterator[Fault]:
    counting = {one.id for one in seen.dossier.measures if one.aggregate == "sum"}
    yield from _by_measure(
        seen,
        lambda row: row.measure in counting and isinstance(row.value, Decimal) and row.value < 0,
        "'{measure}' has negative counts (rows: {n}); first in {period}: {value}.",
    )


@check(
    "EVI012",
    Severity.ERROR,
    looks_for="two different values for the same measure, place and period, known on the same day",
    why="One of them is wrong, and nobody can tell which one was meant to correct the other.",
    remedy="Keep one, or give the correction the later day on which it became known.",
    basis=(*submission("1a"), instrument("evidence, one key and one value", "our reading")),
)
def two_values_for_one(seen: Standpoint) -> Iterator[Fault]:
    first: dict[object, SeriesValue] = {}
    for row in seen.dossier.series:
        span = (row.period.from_on, row.period.until_on)
        held = first.setdefault((row.measure, row.area, row.cell, span, row.known_on), row)
        if held.value != row.value:
            yield fault(
                row,
                "'{measure}' in {period} is {one} on line {line_of_one} and {other} here.",
                item=_item(row, seen),
                measure=row.measure,
                period=row.period,
                one=_shown(held.value),
                line_of_one=held.line,
                other=_shown(row.value),
            )


def _shown(value: object) -> str:
    return "–" if value is None else str(value)


@check(
    "EVI013",
    Severity.WARNING,
    looks_for="a value known before its period had ended",
    why="Nobody can have counted the rest; shown as the value of the whole period, it looks like a fall.",
    remedy="Enter the value for the months it covers, or correct the day on which it became known.",
    basis=(*submission("1a", "1e"), instrument("evidence: never dated back, never ahead", "our reading")),
)
def known_before_the_end(seen: Standpoint) -> Iterator[Fault]:
    yield from _by_measure(
        seen,
        _is_early,
        "Values of '{measure}' were known before their period ended (rows: {n}); "
        "first {period}, known on {known_on}.",
    )
    early = [row for row in seen.dossier.deaths if _is_early(row)]
    if early:
        yield fault(
            early[0],
            "Deaths were counted before their period ended (rows: {n}); first {period}, known on {known_on}.",
            n=len(early),
            period=early[0].period,
            known_on=early[0].known_on,
        )


def _is_early(row: SeriesValue | Deaths) -> bool:
    return row.known_on is not None and row.known_on < row.period.until_on - date.resolution


@check(
    "EVI014",
    Severity.NOTE,
    looks_for="months missing in the middle of a series",
    why="A hole is no month of calm; sums over it are known in part only, and triggers pass over it.",
    remedy="Add the missing rows; where the value is not known, write the row and leave the value blank.",
    basis=(*submission("1a", "2b.iii"), _COUNTED),
)
def hole_in_a_series(seen: Standpoint) -> Iterator[Fault]:
    values = MeasuredValues.of(seen)
    for measure in seen.dossier.measures:
        for scope in values.scopes_of.get(measure.id, ()):
            holes = _holes(series_of(values, measure.id, scope)) if scope.cell is None else []
            if holes:
                template = "'{measure}' has holes in the middle of the series: {periods}."
                if scope.area:
                    template = "'{measure}' in '{area}' has holes in the middle of the series: {periods}."
                names = listed(f"{day:%Y-%m}" for day in holes)
                yield fault(measure, template, measure=measure.id, area=scope.area, periods=names)


def _holes(series: tuple[MeasuredValue, ...]) -> list[date]:
    """First days of the periods that are missing, where all periods are equally long."""
    lengths = {_n_months(value.period) for value in series}
    if len(lengths) != 1:
        return []
    step = lengths.pop()
    there = {value.period.from_on for value in series}
    day, last = min(there), max(there)
    missing: list[date] = []
    while day < last:
        if day not in there:
            missing.append(day)
        day = add_months(day, step)
    return missing


def _n_months(period: Period) -> int:
    return max(1, round((period.until_on - period.from_on).days / 30.4))


@check(
    "EVI015",
    Severity.ERROR,
    looks_for="values outside the time that their release covers",
    why="The release named cannot have said this; the values come from elsewhere, or the dates are wrong.",
    remedy="Name the release the values come from, or correct covers_from: and covers_until: of the release.",
    basis=(*submission("1a"), instrument("evidence, section 11: releases revise the past", "our reading")),
)
def beyond_the_release(seen: Standpoint) -> Iterator[Fault]:
    covered = _coverage(seen)
    yield from _by_measure(
        seen,
        lambda row: row.measure in covered and not _lies_in(row.period, covered[row.measure]),
        "Values of '{measure}' lie outside what its release covers (rows: {n}); first {period}.",
    )


def _coverage(seen: Standpoint) -> Mapping[str, tuple[date, date]]:
    releases = {one.id: one for one in seen.dossier.releases}
    return {
        measure.id: (release.covers_from or date.min, release.covers_until or date.max)
        for measure in seen.dossier.measures
        if measure.release and (release := releases.get(measure.release))
    }


def _lies_in(period: Period, covered: tuple[date, date]) -> bool:
    return covered[0] <= period.from_on and period.until_on <= covered[1]


@check(
    "EVI016",
    Severity.WARNING,
    looks_for="a measure and an indicator with the same short name",
    why="Rows and conditions name them by that word alone, so nobody can tell which is meant.",
    remedy="Give one of them another short name, and change the rows that mean it.",
    basis=(*submission("1e"), instrument("one measure, one place (R84)", "our reading")),
)
def measure_called_like_an_indicator(seen: Standpoint) -> Iterator[Fault]:
    for measure in seen.dossier.measures:
        if f"indicator/{measure.id}" in seen.dossier.by_reference:
            yield fault(measure, "'{name}' is both a measure and an indicator.", name=measure.id)


def _by_measure(seen: Standpoint, is_bad: Callable[[SeriesValue], bool], template: str) -> Iterator[Fault]:
    """One fault for each measure with bad rows: how many, and the first."""
    bad: dict[str, list[SeriesValue]] = {}
    for row in seen.dossier.series:
        if is_bad(row):
            bad.setdefault(row.measure, []).append(row)
    for measure, rows in bad.items():
        first = min(rows, key=lambda row: row.period)
        yield fault(
            first,
            template,
            item=_item(first, seen),
            n=len(rows),
            measure=measure,
            period=first.period,
            value=_shown(first.value),
            low=_shown(first.low),
            high=_shown(first.high),
            known_on=_shown(first.known_on),
        )


def _item(row: SeriesValue, seen: Standpoint) -> str:
    named = seen.item(Measure, row.measure)
    return named.reference if named else f"indicator/{row.measure}"


SERIES_CHECKS: tuple[Check, ...] = (
    value_outside_its_range, range_upside_down, negative_count, two_values_for_one, known_before_the_end,
    hole_in_a_series, beyond_the_release, measure_called_like_an_indicator,
)  # fmt: skip
