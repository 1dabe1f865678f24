"""Putting events into periods: whole on their first day, or in parts over all their days.

Rule: an event from the 30th to the 2nd has half its days in each month; parts always add up to one.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bluehelm.evidence.indicators.question import Question, Stretch, stretches_of

if TYPE_CHECKING:
    import ibis.expr.types as ir

EPOCH = date(1970, 1, 1)
DAY = date.resolution


def in_periods(events: ir.Table, asked: Question) -> ir.Table:
    """The events with `period`, the number of their period, and `part` cut to what lies in it."""
    import ibis

    if asked.assign == "start":
        return _whole(_within(events, events.started_on, asked), asked)
    last_day = ibis.greatest(ibis.coalesce(events.ended_on, events.started_on), events.started_on)
    touching = events.mutate(last_on=last_day).filter(
        last_day >= ibis.literal(asked.from_on), events.started_on < ibis.literal(asked.until_on)
    )
    of_a_day = touching.last_on == touching.started_on
    whole = _whole(touching.filter(of_a_day), asked)
    pieces = _pieces(touching.filter(~of_a_day), asked).select(whole.columns)
    return ibis.union(whole, pieces).drop("last_on")


def _within(events: ir.Table, day: ir.DateValue, asked: Question) -> ir.Table:
    import ibis

    return events.filter(day >= ibis.literal(asked.from_on), day < ibis.literal(asked.until_on))


def _whole(events: ir.Table, asked: Question) -> ir.Table:
    return events.mutate(period=_number_of(events.started_on, asked))


def _number_of(day: ir.DateValue, asked: Question) -> ir.IntegerValue:
    """The number of the period that holds a day: months, quarters or years counted from year nought."""
    import ibis

    step = asked.step_months
    if step is None:
        return ibis.literal(0).cast("int32")
    if step == 12:
        return day.year().cast("int32")
    month = day.month()
    if step == 1:
        return (day.year() * 12 + month - 1).cast("int32")
    return (day.year() * 4 + ((month - 1) / 3).floor()).cast("int32")


def _pieces(events: ir.Table, asked: Question) -> ir.Table:
    """Events of several days, one row for each period that they touch."""
    import ibis

    first_on = ibis.greatest(events.started_on, ibis.literal(asked.from_on))
    last_on = ibis.least(events.last_on, ibis.literal(asked.until_on - DAY))
    touched = ibis.range(_number_of(first_on, asked), _number_of(last_on, asked) + 1)
    numbered = events.mutate(
        first_day=_days(events.started_on), day_after=_days(events.last_on) + ibis.literal(1), period=touched
    ).unnest("period")
    numbered = numbered.mutate(period=numbered.period.cast("int32"))
    met = numbered.inner_join(_as_table(stretches_of(asked), asked), "period")
    n_inside = ibis.least(met.day_after, met.period_until) - ibis.greatest(met.first_day, met.period_from)
    n_days = met.day_after - met.first_day
    return met.mutate(part=met.part * n_inside.cast("float64") / n_days.cast("float64"))


def _days(day: ir.DateValue) -> ir.IntegerValue:
    import ibis

    return day.delta(ibis.literal(EPOCH), unit="day").cast("int64")


def _as_table(periods: tuple[Stretch, ...], asked: Question) -> ir.Table:
    """Number and days of each period, cut to the stretch asked for."""
    import ibis
    import pyarrow as pa

    firsts = [(max(one.from_on, asked.from_on) - EPOCH).days for one in periods]
    afters = [(min(one.until_on, asked.until_on) - EPOCH).days for one in periods]
    return ibis.memtable(
        pa.table(
            {
                "period": pa.array([one.number for one in periods], pa.int32()),
                "period_from": pa.array(firsts, pa.int64()),
                "period_until": pa.array(afters, pa.int64()),
            }
        )
    )
