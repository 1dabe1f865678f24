"""The compiled draw of payments: when each bill of each State is paid, and in which parts, on one path."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from bluehelm.finance.counted_chances import lower, mixed, upper

NOT_IN_FULL = 12
FIRST_PART_MONTH, N_PART_MONTHS = 2, 10
REST_FROM_MONTH, N_REST_MONTHS = 12, 24
CHANCES_OF_PATH = 4
"""Numbers set aside for a path as a whole, before those of its payers: response, cash at the start."""


def chances_of_path(n_payers: int, n_events: int) -> int:
    """How many numbers a path may draw: one a payer, and two for each of its bills."""
    return CHANCES_OF_PATH + n_payers * (2 * n_events + 1)


@njit(cache=True, inline="always", nogil=True)
def _class_drawn(passed: Any, payer: Any, chance: Any) -> Any:
    """The class of payment that a number from 0 to 1 stands for; without a branch it is six times as fast."""
    held = 0
    for place in range(NOT_IN_FULL):
        held += chance >= passed[payer, place]
    return held


@njit(cache=True, inline="always", nogil=True)
def _parts(held: Any, part: Any, rest_share: Any, response: Any, bits: Any) -> Any:
    """Months and shares of the two payments of a bill; a month beyond every horizon stands for never."""
    sooner, chance = upper(bits), lower(bits)
    first, first_share, second, second_share = held, 1.0, 1 << 30, 0.0
    if held == NOT_IN_FULL and chance < response:
        first = NOT_IN_FULL - 1
    elif held == NOT_IN_FULL:
        first = FIRST_PART_MONTH + int(sooner * N_PART_MONTHS)
        first_share = part
        second = REST_FROM_MONTH + int(chance * N_REST_MONTHS)
        second_share = (1.0 - part) * rest_share
    if response > 0.0:
        first = int(first * (1.0 - response) + sooner)
    return first, first_share, second, second_share


@njit(cache=True, inline="always", nogil=True)
def _enter(  # noqa: PLR0913, PLR0917  compiled: arrays go in one by one
    paid: Any, by_state: Any, payer: Any, group: Any, delay: Any, rate: Any, share: Any
) -> None:
    if delay < paid.shape[1]:
        paid[group, delay] += rate * share
        by_state[payer, group, delay] += share


@njit(cache=True, nogil=True)
def draw_payments(  # noqa: PLR0913, PLR0917  compiled: arrays go in one by one

    key: Any, path: Any, stride: Any, payers: Any, groups: Any, response: Any, paid: Any, by_state: Any
) -> None:  # fmt: skip
    """Fills `paid[group, delay]`, the share of the bills of each group that comes after so many months.

    A State treats all bills of a half-year alike; with the chance `same_again` it treats them as those of
    the half-year before. `by_state[payer, group, delay]` takes the sum over paths.
    """
    passed, parts, rest_share, same_again = payers
    first_group, rates, most_paid = groups
    n_events = len(first_group) - 1
    start = np.uint64(path) * np.uint64(stride) + np.uint64(CHANCES_OF_PATH)
    paid[:] = 0.0
    for payer in range(passed.shape[0]):
        at = start + np.uint64(payer) * np.uint64(2 * n_events + 1)
        part = parts[payer, 0] + (parts[payer, 1] - parts[payer, 0]) * upper(mixed(key, at))
        held = -1
        for event in range(n_events):
            bits = mixed(key, at + np.uint64(2 * event + 1))
            if held < 0 or lower(bits) >= same_again:
                held = _class_drawn(passed, payer, upper(bits))
            more = np.uint64(0)
            if held == NOT_IN_FULL or response > 0.0:
                more = mixed(key, at + np.uint64(2 * event + 2))
            first, first_share, second, second_share = _parts(held, part, rest_share[payer], response, more)
            for group in range(first_group[event], first_group[event + 1]):
                rate, most = rates[group, payer], most_paid[group, payer]
                _enter(paid, by_state, payer, group, first, rate, most * first_share)
                if second_share > 0.0:
                    _enter(paid, by_state, payer, group, second, rate, most * second_share)
