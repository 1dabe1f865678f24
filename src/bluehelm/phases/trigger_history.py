"""The history of a trigger: calm, alarm or neither at the end of every month, on either clock."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any, Literal

import numpy as np

from bluehelm.dossier.contents import Dossier
from bluehelm.dossier.evidence_records import SeriesValue
from bluehelm.dossier.measured_values import MeasuredValues, aggregation_of
from bluehelm.dossier.phase_records import Trigger
from bluehelm.foundation.periods import add_months
from bluehelm.phases.evaluate_triggers import evaluate_alarm, evaluate_calm
from bluehelm.phases.first_publication import as_first_published
from bluehelm.phases.replay_phases import Clock, end_of, months_from
from bluehelm.phases.three_values import Evaluated, Verdict
from bluehelm.phases.trigger_arrays import NEVER, RULES, MonthsAsKnown, TriggerNumbers, verdicts_on

State = Literal["calm", "between", "alarm", "unknown", "person must decide"]
MET, UNKNOWN, PERSON = 1, -1, -2


@dataclass(frozen=True, eq=False)
class TriggerHistory:
    """A trigger over the months of a replay on one clock.

    `calm`, `alarm`: verdicts by month as numbers; 1 met, 0 not met, -1 unknown, -2 a person must decide.
    `alerts`: whether the alert is on: raised by an alarm, lifted by calm, else as before.
    """

    trigger: Trigger
    clock: Clock
    months: tuple[date, ...]
    calm: Any
    alarm: Any
    alerts: Any

    def states(self) -> list[State]:
        """What can be said of the trigger in each month, in a word."""
        return [_state(calm, alarm) for calm, alarm in zip(self.calm, self.alarm, strict=True)]

    def stretches(self) -> Iterator[tuple[State, date, date]]:
        """Stretches of months in one state: state, first day, first day after."""
        pairs = zip(self.states(), self.months, strict=True)
        for state, held in groupby(pairs, key=lambda pair: pair[0]):
            months = [month for _, month in held]
            yield state, months[0], add_months(months[-1], 1)


def _state(calm: int, alarm: int) -> State:
    if MET in (calm, alarm):
        return "alarm" if alarm == MET else "calm"
    if PERSON in (calm, alarm):
        return "person must decide"
    return "unknown" if UNKNOWN in (calm, alarm) else "between"


def trigger_history(
    dossier: Dossier, trigger: Trigger, first: date, last: date, clock: Clock
) -> TriggerHistory:
    """The history of a trigger from one month to another on a clock."""
    view = as_first_published(dossier) if clock == "known" else dossier
    months = months_from(first, last)
    known = months_as_known(view, trigger.measure, trigger.area, last, clock)
    aggregate = aggregation_of(MeasuredValues(view, end_of(last)), trigger.measure)
    if known is not None and aggregate in RULES:
        found = verdicts_on(known, [TriggerNumbers.of(trigger, aggregate)])[0, 0]
        found = _within(found, known.first, first, len(months))
    else:
        found = np.array([_evaluated(view, trigger, month, clock) for month in months], dtype=np.int8)
    calm, alarm = found[:, 0], found[:, 1]
    return TriggerHistory(trigger, clock, tuple(months), calm, alarm, _alerts(calm, alarm))


def _alerts(calm: Any, alarm: Any) -> Any:
    states, is_on = [], False
    for is_calm, is_alarm in zip(calm, alarm, strict=True):
        is_on = bool(is_alarm == MET or (is_on and is_calm != MET))
        states.append(is_on)
    return np.array(states, dtype=np.bool_)


def _within(found: Any, begins: date, first: date, n_months: int) -> Any:
    """The verdicts from the first month of the replay on; before the series begins, a person must decide."""
    skipped = (first.year - begins.year) * 12 + first.month - begins.month
    if skipped >= 0:
        return found[skipped : skipped + n_months]
    return np.concatenate([np.full((-skipped, 2), PERSON, dtype=np.int8), found])[:n_months]


def _evaluated(view: Dossier, trigger: Trigger, month: date, clock: Clock) -> tuple[int, int]:
    as_of = end_of(month)
    values = MeasuredValues(view, as_of, as_of if clock == "known" else None)
    return _number(evaluate_calm(values, trigger)), _number(evaluate_alarm(values, trigger))


def _number(found: Evaluated) -> int:
    if found.verdict is Verdict.UNKNOWN:
        return PERSON if found.person_must_decide else UNKNOWN
    return int(found.verdict is Verdict.MET)


def months_as_known(
    view: Dossier, measure: str, area: str | None, last: date, clock: Clock
) -> MonthsAsKnown | None:
    """A series of a measure in an area up to a month; None where its rows are not all single months."""
    rows = [row for row in view.series if row.measure == measure and row.area == area and row.cell is None]
    if (
        not rows
        or any(not _is_month(row) for row in rows)
        or any(one.measure == measure for one in view.actuals)
    ):
        return None
    first = min(row.period.from_on for row in rows)
    n_months = (last.year - first.year) * 12 + last.month - first.month + 1
    if n_months < 1:
        return None
    by_month: dict[int, list[SeriesValue]] = {}
    for row in rows:
        by_month.setdefault(_index(first, row.period.from_on), []).append(row)
    return _arrays(first, n_months, by_month, clock)


def _arrays(
    first: date, n_months: int, by_month: dict[int, list[SeriesValue]], clock: Clock
) -> MonthsAsKnown:
    depth = max(len(rows) for rows in by_month.values())
    values = np.full((1, depth, n_months), np.nan)
    known_from = np.full((1, depth, n_months), NEVER, dtype=np.int32)
    for month, rows in by_month.items():
        if month < n_months:
            for place, row in enumerate(sorted(rows, key=lambda one: one.known_on or date.min)):
                values[0, place, month] = np.nan if not _is_number(row) else float(str(row.value))
                known_from[0, place, month] = _known_from(first, month, row, clock)
    return MonthsAsKnown(first, values, known_from)


def _is_number(row: SeriesValue) -> bool:
    from decimal import Decimal

    return isinstance(row.value, Decimal)


def _known_from(first: date, month: int, row: SeriesValue, clock: Clock) -> int:
    if clock == "hindsight":
        return month
    return NEVER if row.known_on is None else max(month, _index(first, row.known_on))


def _is_month(row: SeriesValue) -> bool:
    return row.period.until_on == add_months(row.period.from_on, 1) and row.period.from_on.day == 1


def _index(first: date, day: date) -> int:
    return (day.year - first.year) * 12 + day.month - first.month
