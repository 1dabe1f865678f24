"""Triggers read on what was measured: is it calm, is it an alarm, or can nobody tell?

A reading is the measure over the trigger's window, at the end of each period of the series. It is
calm at or below one limit, an alarm at or above the other.

- Alarm: the last reading is an alarm, and so are N of the last M readings (`held_in`).
- Calm: every reading of the last `dwell` is calm, and so are N of the last M.
- A reading that is not whole is passed over. Nothing reaches across a gap longer than `late_after`,
  and where the last reading is older than that the answer is unknown and a person must decide.

`dwell` belongs to the step down only: with it in both directions, one more month of violence could
delay an alarm. So more violence never yields a calmer answer. A trigger keeps no memory; what was
decided earlier is kept by the phase the mission is in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import ceil

from bluehelm.dossier.aggregate_values import ValueOverTime, stretch, value_over
from bluehelm.dossier.field_types import Span
from bluehelm.dossier.measured_values import (
    WHOLE,
    Aggregation,
    MeasuredValue,
    MeasuredValues,
    Scope,
    aggregation_of,
    series_of,
)
from bluehelm.dossier.phase_records import HeldIn, Threshold, Trigger
from bluehelm.foundation.periods import Period, add_months
from bluehelm.phases.age_limits import reaches_to

LAST_YEAR = 9998
LATE_AFTER = Span(3, "month")
"""Where a trigger does not say when data are too old; never shorter than one period of its series."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The measure over one window, with the limits that hold for it; a limit is None if unknown."""

    window: Period
    found: ValueOverTime
    calm_limit: Decimal | None
    alarm_limit: Decimal | None

    @property
    def number(self) -> Decimal:
        """The value; a reading always has one."""
        return self.found.number or Decimal(0)

    @property
    def is_calm(self) -> bool | None:
        """Whether it is at or below the calm limit; None where there is no limit to compare with."""
        return None if self.calm_limit is None else self.number <= self.calm_limit

    @property
    def is_alarm(self) -> bool | None:
        """Whether it is at or above the alarm limit; None where there is no limit to compare with."""
        return None if self.alarm_limit is None else self.number >= self.alarm_limit


@dataclass(frozen=True, slots=True)
class TriggerRead:
    """A trigger with its latest readings, oldest first, and how old the last one may be."""

    trigger: Trigger
    readings: tuple[Reading, ...]
    late_after: Span
    is_late: bool
    n_dwell: int

    @property
    def held_in(self) -> HeldIn:
        """How often a limit must hold; the last reading alone, unless the trigger says more."""
        return self.trigger.held_in or HeldIn(1, 1)


def scope_of(trigger: Trigger) -> Scope:
    """The area a trigger watches, or the whole host State."""
    return Scope(area=trigger.area) if trigger.area else WHOLE


def months_in(span: Span) -> int:
    """A length of time in whole months, one at least; days and weeks are rounded.

    >>> months_in(Span(90, "day")), months_in(Span(1, "year"))
    (3, 12)
    """
    if span.unit in ("month", "year"):
        return max(1, span.number * (12 if span.unit == "year" else 1))
    return max(1, round(span.approximate_days / 30))


def read_trigger(values: MeasuredValues, trigger: Trigger) -> TriggerRead:
    """The latest readings of a trigger, as many as its rule looks at."""
    rows = watched_rows(values, trigger)
    n_step = min((_n_months(row.period) for row in rows), default=1)
    late_after = trigger.late_after or max(LATE_AFTER, Span(n_step, "month"), key=months_in)
    n_dwell = ceil(months_in(trigger.dwell) / n_step) if trigger.dwell else 1
    wanted = max(n_dwell, trigger.held_in.of_months if trigger.held_in else 1)
    latest: list[Reading] = []
    for reading in readings_back(values, trigger, rows):
        if latest and _too_far(reading.window, latest[-1].window, n_step, late_after):
            break
        latest.append(reading)
        if len(latest) == wanted:
            break
    last_end = latest[0].window.until_on if latest else None
    is_late = last_end is not None and values.as_of >= reaches_to(last_end, late_after)
    return TriggerRead(trigger, tuple(reversed(latest)), late_after, is_late, n_dwell)


def watched_rows(values: MeasuredValues, trigger: Trigger) -> list[MeasuredValue]:
    """The known rows a trigger looks at: of its area, else of the grid cells in the area."""
    scope = scope_of(trigger)
    rows = series_of(values, trigger.measure, scope)
    if not rows and scope.area is not None:
        extents = values.extents_of.get(scope.area, ())
        cells = dict.fromkeys(cell for extent in extents for cell in extent.cells)
        rows = tuple(row for cell in cells for row in series_of(values, trigger.measure, Scope(cell=cell)))
    return [row for row in rows if row.number is not None]


def readings_back(values: MeasuredValues, trigger: Trigger, rows: list[MeasuredValue]) -> Iterator[Reading]:
    """The readings of a trigger from the latest on, each over its window; what is not whole is left out."""
    n_over = (
        months_in(trigger.over) if trigger.over else min((_n_months(row.period) for row in rows), default=1)
    )
    scope = scope_of(trigger)
    for end in sorted({row.period.until_on for row in rows}, reverse=True):
        if n_over > _months_before(end):
            break
        window = stretch(add_months(end, -n_over), end)
        found = value_over(values, trigger.measure, window, scope)
        if found.is_whole and found.number is not None and values.has_ended(window):
            calm_limit = limit_for(values, trigger, trigger.calm_at_most, window)
            alarm_limit = limit_for(values, trigger, trigger.alarm_at, window)
            yield Reading(window, found, calm_limit, alarm_limit)


def limit_for(
    values: MeasuredValues, trigger: Trigger, written: Threshold | None, window: Period
) -> Decimal | None:
    """A limit as a number for a window; None where it is not set, or its baseline is unknown or zero.

    A share of nothing says nothing: half of no deaths would make every death an alarm.
    """
    if written is None or written.of_year is None:
        return written.number if written else None
    baseline = baseline_of(values, trigger, written.of_year, window)
    return baseline * written.number if baseline else None


def baseline_of(values: MeasuredValues, trigger: Trigger, year: int, window: Period) -> Decimal | None:
    """The measure over the same months of a year, all of them in that year; None if not wholly known."""
    n_months = _n_months(window)
    if n_months > 12 or not 1 <= year <= LAST_YEAR:
        return None
    first = window.from_on.replace(year=year)
    until, new_year = add_months(first, n_months), date(year + 1, 1, 1)
    pieces = [stretch(first, min(until, new_year))]
    if until > new_year:
        pieces.insert(0, stretch(date(year, 1, 1), until.replace(year=year)))
    found = [value_over(values, trigger.measure, piece, scope_of(trigger)) for piece in pieces]
    return _joined(found, aggregation_of(values, trigger.measure))


def _joined(found: list[ValueOverTime], rule: Aggregation | None) -> Decimal | None:
    """One number for the two ends of a year; None where a part is unknown or the rule cannot join them."""
    numbers = [one.number for one in found if one.is_whole and one.number is not None]
    if len(numbers) < len(found):
        return None
    if rule == "sum":
        return sum(numbers, Decimal(0))
    if rule == "maximum":
        return max(numbers)
    if rule == "average":
        days = [(one.period.until_on - one.period.from_on).days for one in found]
        return sum((number * n for number, n in zip(numbers, days, strict=True)), Decimal(0)) / sum(days)
    return numbers[0] if rule == "last" or len(numbers) == 1 else None


def _months_before(day: date) -> int:
    """How many months the calendar has before a day."""
    return (day.year - 1) * 12 + day.month - 1


def _n_months(period: Period) -> int:
    return max(1, round((period.until_on - period.from_on).days / 30.4))


def _too_far(earlier: Period, later: Period, n_step: int, late_after: Span) -> bool:
    """Whether more time than allowed lies unknown between two readings."""
    return add_months(later.until_on, -min(n_step, _months_before(later.until_on))) > reaches_to(
        earlier.until_on, late_after
    )
