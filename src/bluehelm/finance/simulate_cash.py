"""Runs a simulation of cash on several workers; the result does not depend on how many there are."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np

from bluehelm.finance.cash_inputs import Array, CashInputs, cash_inputs
from bluehelm.finance.cash_setting import CashSetting

PATHS_OF_BLOCK = 250
"""Sums over paths are made block by block, always of the same paths, and then in order."""

Report = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class CashPaths:
    """Every path of a simulation.

    cash, owed, overdue: by path, month and mission: cash held, owed to contributors, other bills unpaid
    system: by path, month and the columns of `cash_kernel` (cash, Reserve Fund, closed missions, receipts,
    outstanding, cut); ages: by path, month and age (under one year, one to two, two and more)
    paid_share: by State, group and delay, the mean share of a bill that comes; gaps: by path, dollars by
    which
    the accounts do not close
    """

    setting: CashSetting
    inputs: CashInputs
    cash: Array
    owed: Array
    overdue: Array
    system: Array
    ages: Array
    paid_share: Array
    gaps: Array


def simulate_cash(setting: CashSetting, *, workers: int = 2, report: Report | None = None) -> CashPaths:
    """All paths of a setting; `report` is told how many blocks are done, of how many."""
    from bluehelm.finance.cash_kernel import N_AGES, N_KEPT

    inputs = cash_inputs(setting)
    n_paths, n_months, n_missions = setting.n_paths, setting.n_months, len(setting.missions)
    by_mission = (n_paths, n_months, n_missions)
    out = (
        np.empty(by_mission, np.float32), np.empty(by_mission, np.float32), np.empty(by_mission, np.float32),
        np.empty((n_paths, n_months, N_KEPT), np.float64), np.empty((n_paths, n_months, N_AGES), np.float32),
    )  # fmt: skip
    gaps = np.empty(n_paths)
    paid = _run_blocks(inputs, setting, out, gaps, workers, report)
    return CashPaths(setting, inputs, *out, paid / n_paths, gaps)


def _run_blocks(
    inputs: CashInputs, setting: CashSetting, out: tuple[Any, ...], gaps: Array, workers: int,
    report: Report | None,
) -> Array:  # fmt: skip
    """Runs all blocks and sums, in order, what the States paid."""
    from bluehelm.finance.cash_kernel import run_block
    from bluehelm.finance.counted_chances import key_of
    from bluehelm.finance.payment_kernel import chances_of_path

    n_groups = inputs.groups.rates.shape[0]
    shape = (len(inputs.states), n_groups, setting.n_months)
    stride = chances_of_path(len(inputs.states), inputs.n_events)
    key = key_of(setting.seed)

    def run(first: int) -> Array:
        by_state = np.zeros(shape)
        until = min(first + PATHS_OF_BLOCK, setting.n_paths)
        run_block(key, first, until, stride, inputs.payers, tuple(inputs.groups), inputs.ranges,
                  tuple(inputs.lots), inputs.spending, inputs.rules, inputs.flows, inputs.start, out,
                  by_state, gaps)  # fmt: skip
        return by_state

    total = np.zeros(shape)
    starts = range(0, setting.n_paths, PATHS_OF_BLOCK)
    with ThreadPoolExecutor(max(1, workers)) as pool:
        for done, by_state in enumerate(pool.map(run, starts), start=1):
            total += by_state
            if report is not None:
                report(done, len(starts))
    return total
