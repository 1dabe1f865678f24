"""Triggers compiled: verdicts of many triggers on many areas for every month, in one pass over arrays.

The rule is that of `read_triggers` and `evaluate_triggers`, for series by month; the two are held
against each other by a test. Months are counted from the first one of the series; `known_from` is
the first month at whose end a value was known. NaN is unknown and never zero.
"""

from __future__ import annotations

from math import isnan, nan
from typing import Any

import numpy as np
from numba import njit, prange

MET, NOT_MET, UNKNOWN, PERSON_MUST_DECIDE = 1, 0, -1, -2
"""Verdicts as numbers; the last is unknown, too: evidence is late or missing."""

SUM, MAXIMUM = 0, 1
NO_YEAR = -1_000_000


@njit(cache=True)
def _as_known(values: Any, known_from: Any, month: int, by: int) -> float:
    """The value of a month as it stood at the end of month `by`: of several rows the one known last."""
    for row in range(values.shape[0] - 1, -1, -1):
        if known_from[row, month] <= by:
            return float(values[row, month])
    return nan


@njit(cache=True)
def _over(values: Any, known_from: Any, first: int, n_months: int, by: int, rule: int) -> float:
    """The value of a stretch of months, NaN unless every month of it is known."""
    made = 0.0
    for month in range(first, first + n_months):
        one = _as_known(values, known_from, month, by)
        if isnan(one):
            return nan
        made = made + one if rule == SUM else (one if month == first else max(made, one))
    return made


@njit(cache=True)
def _baseline(  # noqa: PLR0913, PLR0917 - compiled: plain numbers only
    values: Any, known_from: Any, first: int, n_months: int, january: int, calendar: int, by: int, rule: int
) -> float:
    """The value of the same months of the year that begins in month `january`, wrapped inside that year."""
    if n_months > 12:
        return nan
    made = 0.0
    for step in range(n_months):
        month = january + (calendar + first + step) % 12
        if month < 0 or month >= values.shape[1]:
            return nan
        one = _as_known(values, known_from, month, by)
        if isnan(one):
            return nan
        made = made + one if rule == SUM else (one if step == 0 else max(made, one))
    return nan if made == 0 else made


@njit(cache=True)
def _judged(held: int, n_looked: int, n_held: int, n_of: int, stands: bool, enough: bool) -> int:
    if not stands or held + (n_of - n_looked) < n_held:
        return NOT_MET
    return MET if enough and held >= n_held else UNKNOWN


@njit(cache=True)
def _verdicts(  # noqa: C901 - one loop, compiled
    values: Any, known_from: Any, reach: Any, part: Any, calendar: int, by: int
) -> tuple[int, int]:
    """Calm and alarm of one trigger on one series at the end of month `by`."""
    n_over, n_held, n_of, n_dwell, rule = part[0], part[1], part[2], part[3], part[4]
    calm_share, calm_january, alarm_share, alarm_january = part[5], part[6], part[7], part[8]
    wanted = max(n_dwell, n_of)
    n_read, later = 0, -1
    n_calm, n_alarm, all_calm, last_alarm = 0, 0, True, False
    calm_open, alarm_open = False, False
    for end in range(by, n_over - 2, -1):
        number = _over(values, known_from, int(end - n_over + 1), int(n_over), by, int(rule))
        if isnan(number):
            continue
        if n_read == 0 and by > reach[end]:
            return PERSON_MUST_DECIDE, PERSON_MUST_DECIDE
        if n_read > 0 and later - 1 > reach[end]:
            break
        calm_limit, alarm_limit = calm_share, alarm_share
        if calm_january != NO_YEAR:
            calm_limit *= _baseline(values, known_from, int(end - n_over + 1), int(n_over),
                                    int(calm_january), calendar, by, int(rule))  # fmt: skip
        if alarm_january != NO_YEAR:
            alarm_limit *= _baseline(values, known_from, int(end - n_over + 1), int(n_over),
                                     int(alarm_january), calendar, by, int(rule))  # fmt: skip
        calm_open = calm_open or isnan(calm_limit)
        alarm_open = alarm_open or isnan(alarm_limit)
        is_calm, is_alarm = number <= calm_limit, number >= alarm_limit
        if n_read < n_of:
            n_calm += is_calm
            n_alarm += is_alarm
        if n_read < n_dwell:
            all_calm = all_calm and is_calm
        if n_read == 0:
            last_alarm = is_alarm
        n_read += 1
        later = end
        if n_read == wanted:
            break
    if n_read == 0:
        return PERSON_MUST_DECIDE, PERSON_MUST_DECIDE
    n_looked = min(n_read, int(n_of))
    calm = _judged(n_calm, n_looked, int(n_held), int(n_of), all_calm, n_read >= n_dwell)
    alarm = _judged(n_alarm, n_looked, int(n_held), int(n_of), last_alarm, n_read > 0)
    return (UNKNOWN if calm_open else calm), (UNKNOWN if alarm_open else alarm)


@njit(cache=True, parallel=True)
def verdicts_of_all(values: Any, known_from: Any, reach: Any, parts: Any, calendar: int) -> Any:
    """Verdicts (n_triggers, n_areas, n_months, 2): calm and alarm of every trigger on every area.

    `values`, `known_from`: (n_areas, n_rows, n_months), rows in the order in which they became known.
    `reach`: (n_triggers, n_months), the last month in which a reading of a month still counts.
    `parts`: (n_triggers, 9), see `TriggerNumbers`. `calendar`: 0 if the first month is a January.
    """
    n_triggers, n_areas, n_months = parts.shape[0], values.shape[0], values.shape[2]
    found = np.empty((n_triggers, n_areas, n_months, 2), dtype=np.int8)
    for place in prange(n_triggers * n_areas):
        trigger, area = place // n_areas, place % n_areas
        for by in range(n_months):
            calm, alarm = _verdicts(
                values[area], known_from[area], reach[trigger], parts[trigger], calendar, by
            )
            found[trigger, area, by, 0] = calm
            found[trigger, area, by, 1] = alarm
    return found


@njit(cache=True, parallel=True)
def alert_states(verdicts: Any) -> Any:
    """Alerts (n_triggers, n_areas, n_months): on from an alarm to the next calm; unknown changes nothing."""
    n_triggers, n_areas, n_months = verdicts.shape[0], verdicts.shape[1], verdicts.shape[2]
    states = np.zeros((n_triggers, n_areas, n_months), dtype=np.bool_)
    for place in prange(n_triggers * n_areas):
        trigger, area = place // n_areas, place % n_areas
        is_on = False
        for month in range(n_months):
            if verdicts[trigger, area, month, 1] == MET:
                is_on = True
            elif verdicts[trigger, area, month, 0] == MET:
                is_on = False
            states[trigger, area, month] = is_on
    return states
