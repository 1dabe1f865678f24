"""Values of a period made from its parts, by the rule declared, with the share of the period that is known.

Months make a quarter, quarters a year, cells an area. What is not known stays unknown: a sum of
what is known says how much of the period it covers, and kinds of missing survive.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bluehelm.dossier.evidence_records import Measure
from bluehelm.dossier.measured_values import (
    WHOLE,
    Aggregation,
    MeasuredValue,
    MeasuredValues,
    Scope,
    Written,
    aggregation_of,
    series_of,
    within,
)
from bluehelm.foundation.missing import Missing
from bluehelm.foundation.periods import Period

NOTHING, ALL = Decimal(0), Decimal(1)


@dataclass(frozen=True, slots=True)
class ValueOverTime:
    """A value for a stretch of time, with how much of it is known and what it was made from.

    `known_share`: share (0 to 1) of the days, and of the reporting places, behind the value.
    `missing`: the reasons given for parts that are not there.
    """

    period: Period
    value: Written
    known_share: Decimal
    parts: tuple[MeasuredValue, ...] = ()
    missing: frozenset[Missing] = frozenset()
    rule: Aggregation | None = None

    @property
    def number(self) -> Decimal | None:
        """The value as a number, or None."""
        return self.value if isinstance(self.value, Decimal) else None

    @property
    def is_whole(self) -> bool:
        """Whether there is a value and nothing of the period is unknown."""
        present = self.value is not None and not isinstance(self.value, Missing)
        return present and self.known_share == ALL

    @property
    def only_grows(self) -> bool:
        """Whether what is still unknown can only raise the value: a sum or maximum of what is counted."""
        counted = all(part.number is not None and part.number >= 0 for part in self.parts)
        return self.rule in ("sum", "maximum") and counted


def stretch(from_on: date, until_on: date) -> Period:
    """A stretch of whole months as a period of its own.

    >>> str(stretch(date(2025, 9, 1), date(2026, 3, 1)))
    '2025-09 to 2026-02'
    """
    last = date.fromordinal(until_on.toordinal() - 1)
    first_month, last_month = f"{from_on:%Y-%m}", f"{last:%Y-%m}"
    name = first_month if first_month == last_month else f"{first_month} to {last_month}"
    return Period(from_on, until_on, name)


def value_over(values: MeasuredValues, measure: str, period: Period, scope: Scope = WHOLE) -> ValueOverTime:
    """The value of a measure for a period: the one on file, else made from the parts of the period.

    An area without rows of its own is pooled from its grid cells.

    >>> from bluehelm.dossier.contents import Dossier
    >>> from bluehelm.dossier.evidence_records import Measure, SeriesValue
    >>> from bluehelm.foundation.periods import parse_period
    >>> months = [SeriesValue(measure="deaths", period=f"2025-0{month}", value="4") for month in (1, 3)]
    >>> deaths = Measure(id="deaths", text="civilians killed")
    >>> dossier = Dossier(measures=(deaths,), series=tuple(months))
    >>> quarter = parse_period("2025-Q1")
    >>> found = value_over(MeasuredValues(dossier, date(2026, 2, 28)), "deaths", quarter)
    >>> str(found.value), round(found.known_share, 2)
    ('8', Decimal('0.69'))
    """
    series = series_of(values, measure, scope)
    if not series and scope.area is not None:
        return _pooled(values, measure, period, scope.area)
    inside = within(series, period)
    own = next((one for one in inside if one.period.until_on == period.until_on
                and one.period.from_on == period.from_on), None)  # fmt: skip
    if own is not None and own.known is not None:
        rule = aggregation_of(values, measure)
        return ValueOverTime(period, own.known, own.known_share, (own,), frozenset(), rule)
    return combined(inside, period, aggregation_of(values, measure))


def combined(inside: Sequence[MeasuredValue], period: Period, rule: Aggregation | None) -> ValueOverTime:
    """The value that the parts of a period make under a rule; unknown where no rule is declared."""
    parts = _side_by_side(one for one in inside if _serves(one, rule))
    missing = frozenset(one.missing for one in inside if one.missing is not None)
    if not parts or rule is None:
        value = next(iter(missing)) if len(missing) == 1 else None
        return ValueOverTime(period, value, NOTHING, (), missing, rule)
    share = _share_known(parts, period, rule)
    return ValueOverTime(period, _made_of(parts, rule), share, tuple(parts), missing, rule)


def _serves(value: MeasuredValue, rule: Aggregation | None) -> bool:
    """Whether a value can stand in an aggregation: words only as the last one, ratios only by both parts."""
    if rule == "ratio":
        return value.numerator is not None and value.denominator is not None
    return value.known is not None if rule == "last" else value.number is not None


def _side_by_side(values: Iterable[MeasuredValue]) -> list[MeasuredValue]:
    """Values whose periods do not overlap, from the earliest on, the longer before the shorter."""
    chosen: list[MeasuredValue] = []
    for value in values:
        if not chosen or value.period.from_on >= chosen[-1].period.until_on:
            chosen.append(value)
    return chosen


def _days(period: Period) -> int:
    return (period.until_on - period.from_on).days


def _share_known(parts: Sequence[MeasuredValue], period: Period, rule: Aggregation) -> Decimal:
    if rule == "last":
        reached = (parts[-1].period.until_on - period.from_on).days
        return Decimal(reached) / _days(period) * parts[-1].known_share
    known = sum((_days(part.period) * part.known_share for part in parts), NOTHING)
    return known / _days(period)


def _made_of(parts: Sequence[MeasuredValue], rule: Aggregation) -> Written:
    if rule == "last":
        return parts[-1].known
    if rule == "ratio":
        below = sum((part.denominator or NOTHING for part in parts), NOTHING)
        return sum((part.numerator or NOTHING for part in parts), NOTHING) / below if below else None
    numbers = [part.number or NOTHING for part in parts]
    if rule == "maximum":
        return max(numbers)
    if rule == "sum":
        return sum(numbers, NOTHING)
    days = [_days(part.period) for part in parts]
    weighted = sum((number * n_days for number, n_days in zip(numbers, days, strict=True)), NOTHING)
    return weighted / sum(days)


@dataclass(frozen=True, slots=True)
class _Extent:
    """The cells of an area for a stretch of time, with what is known of them."""

    stretch: Period
    parts: tuple[MeasuredValue, ...]
    known_share: Decimal


def _pooled(values: MeasuredValues, measure: str, period: Period, area: str) -> ValueOverTime:
    """The value of an area from its grid cells, with the cells that belong to it at the time.

    A cell without a row had nothing to count where the release covers the time, and is unknown
    where it does not.

    Rule: a month without a row is zero only if the release covers it (evidence, section 12).
    Gap: only sums and maxima are pooled; a mean over cells would need their weights.
    """
    rule = aggregation_of(values, measure)
    extents = list(_extents(values, measure, period, area)) if rule in ("sum", "maximum") else []
    known = sum((_days(extent.stretch) * extent.known_share for extent in extents), NOTHING)
    if not known:
        return ValueOverTime(period, None, NOTHING, rule=rule)
    parts = tuple(part for extent in extents for part in extent.parts)
    numbers = [part.number or NOTHING for part in parts]
    value = max(numbers, default=NOTHING) if rule == "maximum" else sum(numbers, NOTHING)
    return ValueOverTime(period, value, known / _days(period), parts, rule=rule)


def _extents(values: MeasuredValues, measure: str, period: Period, area: str) -> Iterator[_Extent]:
    covered = _covered(values, measure)
    for extent in values.extents_of.get(area, ()):
        valid = _overlap(period, extent.from_on, extent.until_on)
        if valid is not None and extent.cells:
            cells = [_cell(values, measure, cell, valid, covered) for cell in extent.cells]
            parts = tuple(part for chosen, _ in cells for part in chosen)
            share = sum((days for _, days in cells), NOTHING) / (_days(valid) * len(cells))
            yield _Extent(valid, parts, share)


def _cell(
    values: MeasuredValues, measure: str, cell: int, valid: Period, covered: Period | None
) -> tuple[list[MeasuredValue], Decimal]:
    """The values of a cell in a stretch of time, and of how many days something is known."""
    inside = within(series_of(values, measure, Scope(cell=cell)), valid)
    chosen = _side_by_side(one for one in inside if one.number is not None)
    days = sum((Decimal(_days(one.period)) for one in chosen), NOTHING)
    silent = _overlap(valid, covered.from_on, covered.until_on) if covered else None
    if silent is not None:
        unknown = sum(_days(one.period) for one in inside if one.number is None)
        days = max(days, Decimal(_days(silent) - unknown))
    return chosen, days


def _covered(values: MeasuredValues, measure: str) -> Period | None:
    """The time for which no row means none: what the release covers, up to the last row in sight."""
    definition = values.definitions.get(measure)
    named = definition.release if isinstance(definition, Measure) else None
    release = values.releases.get(named or "")
    last = values.last_days.get(measure)
    if release is None or release.covers_from is None or release.covers_until is None or last is None:
        return None
    until = min(last, release.covers_until)
    return stretch(release.covers_from, until) if release.covers_from < until else None


def _overlap(period: Period, from_on: date | None, until_on: date | None) -> Period | None:
    first = max(period.from_on, from_on or date.min)
    until = min(period.until_on, until_on or date.max)
    return stretch(first, until) if first < until else None
