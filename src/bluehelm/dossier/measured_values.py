"""What was measured, on two clocks: the values of indicators and measures as they stood at a standpoint.

A row of plan/actuals.csv or evidence/series.csv is one measurement. A correction is a new row: the
row known last wins, and of rows known on one day the later row. A row that became known after
`known_on` is not there. A blank is unknown and never zero.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Literal

from bluehelm.dossier.contents import Dossier
from bluehelm.dossier.evidence_records import Measure, Release, SeriesValue
from bluehelm.dossier.mission_records import Area
from bluehelm.dossier.plan_records import Actual, IndicatorOfAchievement
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.missing import Missing
from bluehelm.foundation.periods import Period

Aggregation = Literal["sum", "average", "maximum", "last", "ratio"]
Written = Decimal | Missing | str | None
"""A value as it stands in a file: a number, a word, a kind of missing, or blank."""

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Scope:
    """What a value covers: an area, a grid cell, a part of a breakdown, or all there is."""

    area: str | None = None
    cell: int | None = None
    part: str | None = None

    def __str__(self) -> str:
        if self.cell is not None:
            return f"cell {self.cell}"
        return self.area or self.part or ""


WHOLE = Scope()


@dataclass(frozen=True, slots=True)
class MeasuredValue:
    """One measurement as it stands at a standpoint, with the row it comes from."""

    measure: str
    period: Period
    scope: Scope
    value: Written
    row: Actual | SeriesValue
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    known_share: Decimal = Decimal(1)

    @property
    def number(self) -> Decimal | None:
        """The value as a number, worked out from its ratio where only that is given; None if not known."""
        if isinstance(self.value, Decimal):
            return self.value
        if self.value is None and self.numerator is not None and self.denominator:
            return self.numerator / self.denominator
        return None

    @property
    def known(self) -> Decimal | str | None:
        """The value as a number or word; None where it is unknown or missing for a reason."""
        if isinstance(self.value, str) and not isinstance(self.value, Missing):
            return self.value
        return self.number

    @property
    def missing(self) -> Missing | None:
        """Why there is no value, where the file says so."""
        return self.value if isinstance(self.value, Missing) else None

    @property
    def known_on(self) -> date | None:
        """Day on which it became known."""
        return self.row.known_on


READS = ("actuals", "series", "indicators", "measures", "releases", "areas")
"""The collections that measured values are made of."""


@dataclass(frozen=True, eq=False)
class MeasuredValues:
    """Every value in sight at a standpoint, found by measure and scope.

    The index is built once, on first use, in one pass over the rows.
    """

    dossier: Dossier
    as_of: date
    known_on: date | None = None

    @classmethod
    def of(cls, seen: Standpoint) -> MeasuredValues:
        """The values at a standpoint; asked twice, the same index."""
        return seen.kept("(measured values)", lambda: cls(seen.dossier, seen.as_of, seen.known_on), READS)

    @cached_property
    def by_scope(self) -> Mapping[tuple[str, Scope], tuple[MeasuredValue, ...]]:
        """Values by measure and scope, by first day of their period, the longer period first."""
        found: dict[tuple[str, Scope], list[MeasuredValue]] = {}
        for value in self._latest():
            found.setdefault((value.measure, value.scope), []).append(value)
        return {key: tuple(sorted(values, key=_by_period)) for key, values in found.items()}

    def _latest(self) -> Iterator[MeasuredValue]:
        latest: dict[tuple[str, Scope, date, date], MeasuredValue] = {}
        for value in self._in_sight():
            extent = (value.measure, value.scope, value.period.from_on, value.period.until_on)
            held = latest.get(extent)
            if held is None or (value.known_on or date.min) >= (held.known_on or date.min):
                latest[extent] = value
        yield from latest.values()

    def _in_sight(self) -> Iterator[MeasuredValue]:
        for actual in self.dossier.actuals:
            if self.sees(actual.period, actual.known_on):
                yield _of_actual(actual)
        for row in self.dossier.series:
            if self.sees(row.period, row.known_on):
                yield _of_series(row)

    def sees(self, period: Period, known_on: date | None) -> bool:
        """Whether a measurement of a period, known on a day, is in sight.

        It must have been known by `known_on`, where that is set. Of a period that has not ended at
        `as_of` only what was known by then counts: nobody can have measured the rest.
        """
        if self.known_on is not None and (known_on is None or known_on > self.known_on):
            return False
        return self.has_ended(period) or (known_on is not None and known_on <= self.as_of)

    def has_ended(self, period: Period) -> bool:
        """Whether a period lies behind us at the end of the day asked about."""
        return period.until_on - ONE_DAY <= self.as_of

    @cached_property
    def scopes_of(self) -> Mapping[str, tuple[Scope, ...]]:
        """The scopes in which each measure has values."""
        found: dict[str, list[Scope]] = {}
        for measure, scope in self.by_scope:
            found.setdefault(measure, []).append(scope)
        return {measure: tuple(scopes) for measure, scopes in found.items()}

    @cached_property
    def last_days(self) -> Mapping[str, date]:
        """The first day after the last value in sight of each measure, in whatever scope."""
        found: dict[str, date] = {}
        for (measure, _), series in self.by_scope.items():
            last = max(value.period.until_on for value in series)
            found[measure] = max(last, found.get(measure, last))
        return found

    @cached_property
    def releases(self) -> Mapping[str, Release]:
        """Releases by short name."""
        return {release.id: release for release in self.dossier.releases}

    @cached_property
    def definitions(self) -> Mapping[str, Measure | IndicatorOfAchievement]:
        """What is measured, by short name; where a measure and an indicator share one, the measure."""
        found: dict[str, Measure | IndicatorOfAchievement] = {}
        for indicator in self.dossier.indicators:
            found.setdefault(indicator.id, indicator)
        found.update({measure.id: measure for measure in reversed(self.dossier.measures)})
        return found

    @cached_property
    def extents_of(self) -> Mapping[str, tuple[Area, ...]]:
        """The extents of each area over time."""
        found: dict[str, list[Area]] = {}
        for area in self.dossier.areas:
            found.setdefault(area.id, []).append(area)
        return {area: tuple(extents) for area, extents in found.items()}


def _by_period(value: MeasuredValue) -> tuple[date, int]:
    return value.period.from_on, -value.period.until_on.toordinal()


def _of_actual(row: Actual) -> MeasuredValue:
    share = Decimal(1) if row.known_share is None else row.known_share
    scope = Scope(part=row.part) if row.part else WHOLE
    return MeasuredValue(
        row.measure, row.period, scope, row.value, row, row.numerator, row.denominator, share
    )


def _of_series(row: SeriesValue) -> MeasuredValue:
    scope = Scope(cell=row.cell) if row.cell is not None else Scope(area=row.area) if row.area else WHOLE
    return MeasuredValue(row.measure, row.period, scope, row.value, row)


def series_of(values: MeasuredValues, measure: str, scope: Scope = WHOLE) -> tuple[MeasuredValue, ...]:
    """The values of a measure in a scope by period, unknown ones too; none where nothing is on file."""
    return values.by_scope.get((measure, scope), ())


def within(series: tuple[MeasuredValue, ...], period: Period) -> list[MeasuredValue]:
    """The values of a series whose whole period lies in the one given."""
    first = bisect_left(series, period.from_on, key=lambda value: value.period.from_on)
    found: list[MeasuredValue] = []
    for value in series[first:]:
        if value.period.from_on >= period.until_on:
            break
        if value.period.until_on <= period.until_on:
            found.append(value)
    return found


def value_for(
    values: MeasuredValues, measure: str, period: Period, scope: Scope = WHOLE
) -> MeasuredValue | None:
    """The value on file for exactly this stretch of time, or None; names of periods do not matter."""
    same = (
        value
        for value in within(series_of(values, measure, scope), period)
        if (value.period.from_on, value.period.until_on) == (period.from_on, period.until_on)
    )
    return next(same, None)


def last_known_value(values: MeasuredValues, measure: str, scope: Scope = WHOLE) -> MeasuredValue | None:
    """The last value that is known, of the periods that have ended; of two that end together the longer.

    A measure of which the last value stands for the whole may also answer from the period under way.
    """
    standing = aggregation_of(values, measure) == "last"
    best: MeasuredValue | None = None
    for value in reversed(series_of(values, measure, scope)):
        later = best is None or _ends_later(value.period, best.period)
        if later and value.known is not None and (standing or values.has_ended(value.period)):
            best = value
    return best


def _ends_later(one: Period, other: Period) -> bool:
    """Whether a period ends after another, or with it and begins before it."""
    if one.until_on != other.until_on:
        return one.until_on > other.until_on
    return one.from_on < other.from_on


def aggregation_of(values: MeasuredValues, measure: str) -> Aggregation | None:
    """How the parts of a period make the whole, as declared; None where nobody said.

    What counts everything since the beginning is read at its end.
    """
    definition = values.definitions.get(measure)
    if definition is None or definition.aggregate is not None:
        return definition.aggregate if definition else None
    since_inception = getattr(definition, "accumulates", None) == "since inception"
    return "last" if since_inception else None
