"""Triggers and series as arrays, for replays over many years, areas and conditions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from bluehelm.dossier.field_types import Span
from bluehelm.dossier.phase_records import HeldIn, Threshold, Trigger
from bluehelm.foundation.periods import add_months
from bluehelm.phases.age_limits import reaches_to
from bluehelm.phases.read_triggers import LATE_AFTER, months_in

NEVER = np.iinfo(np.int32).max
"""Stands for a value that nobody knew in any month looked at."""
NO_YEAR = -1_000_000.0
RULES = {"sum": 0.0, "maximum": 1.0}


ONCE = HeldIn(1, 1)


@dataclass(frozen=True, slots=True)
class TriggerNumbers:
    """A trigger on a series by month, as numbers.

    Gap: a measure that is averaged, or whose last value stands, is evaluated month by month instead.
    """

    n_over_months: int = 1
    held_in: HeldIn = ONCE
    n_dwell_months: int = 1
    aggregate: str = "sum"
    calm_at_most: Threshold | None = None
    alarm_at: Threshold | None = None
    late_after: Span = LATE_AFTER

    @classmethod
    def of(cls, trigger: Trigger, aggregate: str = "sum") -> TriggerNumbers:
        """The numbers of a trigger as it is written."""
        return cls(
            months_in(trigger.over) if trigger.over else 1,
            trigger.held_in or HeldIn(1, 1),
            months_in(trigger.dwell) if trigger.dwell else 1,
            aggregate,
            trigger.calm_at_most,
            trigger.alarm_at,
            trigger.late_after or LATE_AFTER,
        )

    def as_row(self, first: date) -> list[float]:
        """The trigger as a row of `parts`, its years counted in months from the first one."""
        calm, calm_january = _limit(self.calm_at_most, first)
        alarm, alarm_january = _limit(self.alarm_at, first)
        held = self.held_in
        return [
            self.n_over_months, held.n_months, held.of_months, self.n_dwell_months, RULES[self.aggregate],
            calm, calm_january, alarm, alarm_january,
        ]  # fmt: skip


def _limit(written: Threshold | None, first: date) -> tuple[float, float]:
    if written is None:
        return float("nan"), NO_YEAR
    if written.of_year is None:
        return float(written.number), NO_YEAR
    return float(written.number), float((written.of_year - first.year) * 12 + 1 - first.month)


@dataclass(frozen=True, eq=False)
class MonthsAsKnown:
    """A measure by area and month, with the month at whose end each value became known.

    `values`, `known_from`: (n_areas, n_rows, n_months); of several rows known the last one counts.
    """

    first: date
    values: Any
    known_from: Any

    @classmethod
    def in_hindsight(cls, first: date, values: Any) -> MonthsAsKnown:
        """Values (n_areas, n_months) as if each had been known when its month ended."""
        whole = np.asarray(values, dtype=np.float64)[:, None, :]
        months = np.arange(whole.shape[2], dtype=np.int32)
        return cls(first, whole, np.broadcast_to(months, whole.shape).copy())

    @property
    def n_months(self) -> int:
        """How many months there are."""
        return int(self.values.shape[2])

    @property
    def is_in_hindsight(self) -> bool:
        """Whether each value counts as known when its month ended, and none was ever corrected."""
        months = np.arange(self.n_months)
        return self.values.shape[1] == 1 and bool((self.known_from == months).all())


def verdicts_on(months: MonthsAsKnown, triggers: Sequence[TriggerNumbers]) -> Any:
    """Verdicts (n_triggers, n_areas, n_months, 2): calm and alarm at the end of every month.

    1 is met, 0 not met, -1 unknown, -2 unknown because evidence is late or missing.

    >>> from decimal import Decimal
    >>> rule = TriggerNumbers(calm_at_most=Threshold(Decimal(9)), alarm_at=Threshold(Decimal(25)))
    >>> verdicts_on(MonthsAsKnown.in_hindsight(date(2020, 1, 1), [[3, 12, 40]]), [rule])[0, 0].tolist()
    [[1, 0], [0, 0], [0, 1]]
    """
    from bluehelm.phases.compiled_triggers import verdicts_in_hindsight, verdicts_of_all

    parts = np.array([one.as_row(months.first) for one in triggers], dtype=np.float64)
    reach = _reaches(months, triggers)
    calendar = months.first.month - 1
    if not months.is_in_hindsight:
        return verdicts_of_all(months.values, months.known_from, reach, parts, calendar)
    plain = (parts[:, 6] == NO_YEAR) & (parts[:, 8] == NO_YEAR)
    found = np.empty((len(parts), len(months.values), months.n_months, 2), dtype=np.int8)
    found[plain] = verdicts_in_hindsight(months.values[:, 0, :], reach[plain], parts[plain])
    if not plain.all():
        rest = ~plain
        found[rest] = verdicts_of_all(months.values, months.known_from, reach[rest], parts[rest], calendar)
    return found


def _reaches(months: MonthsAsKnown, triggers: Sequence[TriggerNumbers]) -> Any:
    made = {span: reach_of(months, span) for span in {one.late_after for one in triggers}}
    return np.array([made[one.late_after] for one in triggers], dtype=np.int64)


def alerts_on(months: MonthsAsKnown, triggers: Sequence[TriggerNumbers]) -> Any:
    """Alerts (n_triggers, n_areas, n_months): raised by an alarm, lifted by calm, else as before."""
    from bluehelm.phases.compiled_triggers import alert_states

    return alert_states(verdicts_on(months, triggers))


def reach_of(months: MonthsAsKnown, late_after: Span) -> list[int]:
    """For each month the last one at whose end a reading of it is not yet late."""
    ends = [add_months(months.first, n) for n in range(1, months.n_months + 1)]
    return [_months_between(months.first, reaches_to(end, late_after)) - 1 for end in ends]


def _months_between(first: date, day: date) -> int:
    """Whole months that end on or before a day, counted from the first one."""
    return (day.year - first.year) * 12 + day.month - first.month
