"""Threshold grids compiled: every pair of an upper and a lower limit on every area and month, in one pass.

An alert is raised by an alarm and lifted by calm. Whether it is an alarm depends on the upper limit alone,
calm on the lower one alone; both are worked out once a limit and joined for every pair.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit, prange

N_COUNTS = 8
ON, CHANGES, ACTIVATIONS, FALSE_ALARMS, FALSE_MONTHS, QUIET_MONTHS, HITS, LEAD = range(N_COUNTS)
UNKNOWN_READING = -1


@njit(cache=True)
def _held(number: float, limit: float, is_up: bool) -> bool:
    return number >= limit if is_up else number <= limit


@njit(cache=True, parallel=True)
def met_by_limit(readings: Any, limits: Any, reach: Any, rule: Any, is_up: bool) -> Any:
    """Whether the alarm (or calm) is met (n_limits, n_areas, n_months), known as each month ends.

    `readings`: (n_areas, n_months), NaN where there is none. `rule`: N, M, dwell. `reach`: (n_months,).
    """
    n_limits, (n_areas, n_months) = limits.shape[0], readings.shape
    n_held, n_of, n_dwell = rule[0], rule[1], 1 if is_up else rule[2]
    window = (1 << n_of) - 1
    found = np.zeros((n_areas, n_months, n_limits), dtype=np.uint8)
    for area in prange(n_areas):
        for place in range(n_limits):
            bits, n_run, n_read, last = 0, 0, 0, -1
            for month in range(n_months):
                number = readings[area, month]
                if not np.isnan(number):
                    if last >= 0 and month - 1 > reach[last]:
                        bits, n_run, n_read = 0, 0, 0
                    holds = _held(number, limits[place], is_up)
                    bits = ((bits << 1) | (1 if holds else 0)) & window
                    n_run = n_run + 1 if holds else 0
                    n_read += 1
                    last = month
                if last < 0 or month > reach[last] or n_run < n_dwell:
                    continue
                n_bits, left = 0, bits
                while left:
                    n_bits += left & 1
                    left >>= 1
                found[area, month, place] = 1 if n_bits >= n_held else 0
    return found


@njit(cache=True, parallel=True)
def counts_of_pairs(alarm: Any, calm: Any, onset: Any, ahead: Any, n_down: Any, until: int) -> Any:
    """What every pair is worth (2, n_counts, n_up, n_down): over the months before `until`, and from it on.

    `alarm`: (n_areas, n_months, n_up); `calm`: (n_areas, n_months, n_down), as 0 and 1. `onset`: 1 where
    the event begins; `ahead`: 1 where it follows within the lead, 0 where not, -1 where that is unknown.
    `n_down`: for each upper limit how many of the lower limits, in order, are tried with it.
    """
    n_areas, n_months, n_up = alarm.shape
    n_low = calm.shape[2]
    found = np.zeros((n_areas, 2, N_COUNTS, n_up, n_low), dtype=np.int32)
    for area in prange(n_areas):
        for up in range(n_up):
            n_pairs = n_down[up]
            on = np.zeros(n_pairs, dtype=np.uint8)
            age = np.zeros(n_pairs, dtype=np.uint16)
            part = np.zeros((6, n_pairs), dtype=np.uint8)
            n_since = 0
            for month in range(n_months):
                side = 0 if month < until else 1
                raised = alarm[area, month, up]
                if onset[area, month]:
                    for low in range(n_pairs):
                        found[area, side, HITS, up, low] += on[low]
                        found[area, side, LEAD, up, low] += age[low] * on[low]
                is_false = np.uint8(1 if ahead[area, month] == 0 else 0)
                for low in range(n_pairs):
                    now = raised | (on[low] & (np.uint8(1) - calm[area, month, low]))
                    change = now ^ on[low]
                    begins = now & change
                    part[0, low] += now
                    part[1, low] += change
                    part[2, low] += begins
                    part[3, low] += begins & is_false
                    part[4, low] += now & is_false
                    part[5, low] += (np.uint8(1) - now) & is_false
                    age[low] = (age[low] + np.uint16(1)) * now
                    on[low] = now
                n_since += 1
                if n_since == 255 or month == until - 1 or month == n_months - 1:
                    for kind in range(6):
                        for low in range(n_pairs):
                            found[area, side, kind, up, low] += part[kind, low]
                    part[:] = 0
                    n_since = 0
    return found
