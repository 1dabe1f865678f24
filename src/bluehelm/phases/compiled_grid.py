"""Threshold grids compiled: every pair of an upper and a lower limit on every area and month, in one pass.

An alert is raised by an alarm and lifted by calm. Whether it is an alarm depends on the upper limit alone,
calm on the lower one alone; both are worked out once a limit and joined for every pair.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit, prange

N_COUNTS, N_SUMMED, MOST_IN_BYTE = 7, 5, 255
ON, CHANGES, ACTIVATIONS, FALSE_ALARMS, FALSE_MONTHS, HITS, LEAD = range(N_COUNTS)


@njit(cache=True)
def _enough(n_held: int, n_of: int) -> Any:
    """For each pattern of the last readings, as bits, whether enough of them hold."""
    found = np.zeros(1 << n_of, dtype=np.uint8)
    for pattern in range(1 << n_of):
        n_bits, left = 0, pattern
        while left:
            n_bits += left & 1
            left >>= 1
        found[pattern] = 1 if n_bits >= n_held else 0
    return found


@njit(cache=True, parallel=True)
def met_by_limit(readings: Any, limits: Any, reach: Any, rule: Any, is_up: bool) -> Any:
    """Whether the alarm (or calm) is met (n_areas, n_months, n_limits), known as each month ends.

    `readings`: (n_areas, n_months), NaN where there is none. `rule`: N, M, dwell. `reach`: (n_months,).
    """
    n_limits, (n_areas, n_months) = limits.shape[0], readings.shape
    n_dwell = 1 if is_up else rule[2]
    window = np.int32((1 << rule[1]) - 1)
    enough = _enough(rule[0], rule[1])
    found = np.zeros((n_areas, n_months, n_limits), dtype=np.uint8)
    for area in prange(n_areas):
        bits = np.zeros(n_limits, dtype=np.int32)
        n_run = np.zeros(n_limits, dtype=np.int32)
        last = -1
        for month in range(n_months):
            number = readings[area, month]
            if not np.isnan(number):
                if last >= 0 and month - 1 > reach[last]:
                    bits[:] = 0
                    n_run[:] = 0
                for place in range(n_limits):
                    holds = np.int32(number >= limits[place] if is_up else number <= limits[place])
                    bits[place] = ((bits[place] << 1) | holds) & window
                    n_run[place] = (n_run[place] + 1) * holds
                last = month
            if last >= 0 and month <= reach[last]:
                for place in range(n_limits):
                    found[area, month, place] = enough[bits[place]] & np.uint8(n_run[place] >= n_dwell)
    return found


@njit(cache=True, parallel=True)
def counts_of_pairs(alarm: Any, calm: Any, onset: Any, ahead: Any, n_down: Any, until: int) -> Any:
    """What every pair is worth (2, n_counts, n_up, n_down): over the months before `until`, and from it on.

    `alarm`: (n_areas, n_months, n_up); `calm`: (n_areas, n_months, n_down), as 0 and 1. `onset`: 1 where
    the event begins; `ahead`: 1 where it follows within the lead, 0 where not, -1 where that is unknown.
    `n_down`: for each upper limit how many of the lower limits, in order, are tried with it.
    """
    n_areas, n_months, n_up = alarm.shape
    found = np.zeros((2, N_COUNTS, n_up, calm.shape[2]), dtype=np.int64)
    for up in prange(n_up):
        n_pairs = n_down[up]
        on = np.zeros(n_pairs, dtype=np.uint8)
        age = np.zeros(n_pairs, dtype=np.uint16)
        part = np.zeros((N_SUMMED, n_pairs), dtype=np.uint8)
        for area in range(n_areas):
            on[:] = 0
            age[:] = 0
            n_since = 0
            for month in range(n_months):
                side = 0 if month < until else 1
                if onset[area, month]:
                    for low in range(n_pairs):
                        found[side, HITS, up, low] += on[low]
                        found[side, LEAD, up, low] += age[low]
                raised = alarm[area, month, up]
                is_false = np.uint8(1 if ahead[area, month] == 0 else 0)
                for low in range(n_pairs):
                    now = raised | (on[low] & (np.uint8(1) - calm[area, month, low]))
                    change = now ^ on[low]
                    begins = now & change
                    part[ON, low] += now
                    part[CHANGES, low] += change
                    part[ACTIVATIONS, low] += begins
                    part[FALSE_ALARMS, low] += begins & is_false
                    part[FALSE_MONTHS, low] += now & is_false
                    age[low] = (age[low] + np.uint16(1)) * now
                    on[low] = now
                n_since += 1
                if n_since == MOST_IN_BYTE or month == until - 1 or month == n_months - 1:
                    for kind in range(N_SUMMED):
                        for low in range(n_pairs):
                            found[side, kind, up, low] += part[kind, low]
                    part[:] = 0
                    n_since = 0
    return found
