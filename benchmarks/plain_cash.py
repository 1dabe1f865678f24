"""The plainest correct simulation of cash in NumPy: path by path, every payer, mission and month written out.

It draws the same numbers as the compiled one, so that the two must agree to a cent; it is the measure of
how much
faster the compiled one is, and the test that it is right.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from bluehelm.finance.cash_inputs import CashInputs, cash_inputs
from bluehelm.finance.cash_setting import CashSetting

NOT_IN_FULL = 12
DAYS_OF_MONTH = 30.4
Array = np.ndarray[Any, np.dtype[Any]]


def _mixed(key: np.uint64, counters: Array) -> Array:
    with np.errstate(over="ignore"):
        z = key + counters * np.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        mixed: Array = z ^ (z >> np.uint64(31))
        return mixed


def _upper(bits: Array) -> Array:
    shares: Array = (bits >> np.uint64(32)).astype(float) / 2**32
    return shares


def _lower(bits: Array) -> Array:
    shares: Array = (bits & np.uint64(0xFFFFFFFF)).astype(float) / 2**32
    return shares


def paid_shares(inputs: CashInputs, key: np.uint64, path: int, response: float) -> Array:
    """Share of the bills of each group that each State pays each month: State, group, delay."""
    passed, parts, rest_share, same_again = inputs.payers
    n_payers, n_events = len(inputs.states), inputs.n_events
    stride = 4 + n_payers * (2 * n_events + 1)
    at = np.uint64(path * stride + 4) + np.arange(n_payers, dtype=np.uint64) * np.uint64(2 * n_events + 1)
    part = parts[:, 0] + (parts[:, 1] - parts[:, 0]) * _upper(_mixed(key, at))
    n_months = inputs.spending[0].shape[0]
    paid = np.zeros((n_payers, len(inputs.groups.rates), n_months))
    held = np.full(n_payers, -1)
    for event in range(n_events):
        bits = _mixed(key, at + np.uint64(2 * event + 1))
        drawn = np.minimum((_upper(bits)[:, None] >= passed).sum(axis=1), NOT_IN_FULL)
        held = np.where((held < 0) | (_lower(bits) >= same_again), drawn, held)
        more = _mixed(key, at + np.uint64(2 * event + 2))
        sooner, chance = _upper(more), _lower(more)
        in_parts = (held == NOT_IN_FULL) & ~(chance < response)
        first = np.where(in_parts, 2 + (sooner * 10).astype(int), np.minimum(held, NOT_IN_FULL - 1))
        if response > 0:
            first = (first * (1 - response) + sooner).astype(int)
        second = np.where(in_parts, 12 + (chance * 24).astype(int), n_months)
        shares = (np.where(in_parts, part, 1.0), np.where(in_parts, (1 - part) * rest_share, 0.0))
        for group in range(inputs.groups.first_group[event], inputs.groups.first_group[event + 1]):
            for months, share in zip((first, second), shares, strict=True):
                seen = months < n_months
                paid[seen, group, months[seen]] += (inputs.groups.most_paid[group] * share)[seen]
    return paid


def receipts(inputs: CashInputs, paid: Array) -> Array:
    """What each State pays to each mission each month, in dollars: State, mission, month."""
    n_months = inputs.spending[0].shape[0]
    came = np.zeros((len(inputs.states), inputs.lots.usd.shape[1], n_months))
    for issue, group, usd in zip(inputs.lots.issue, inputs.lots.group, inputs.lots.usd, strict=True):
        share = inputs.groups.rates[group][:, None] * paid[:, group, : n_months - issue]
        came[:, :, issue:] += share[:, None, :] * usd[None, :, None]
    return came


def run_plain_path(setting: CashSetting, inputs: CashInputs, key: np.uint64, path: int) -> dict[str, Array]:
    """One path: cash, dues to contributors and unpaid bills by month and mission, and arrears by month.

    Without interest, incentives, credits released against cash or a cut decided by days of cash.
    """
    stride = 4 + len(inputs.states) * (2 * inputs.n_events + 1)
    of_path = _mixed(key, np.array([path * stride], np.uint64))
    response = float(setting.response[0] + (setting.response[1] - setting.response[0]) * _upper(of_path)[0])
    span = setting.opening_cash_days
    days = float(span[0] + (span[1] - span[0]) * _lower(of_path)[0])
    came = receipts(inputs, paid_shares(inputs, key, path, response))
    return _months(inputs, came, days)


def _months(  # noqa: C901, PLR0915  in one piece, to be read beside the compiled one
    inputs: CashInputs, came: Array, days: float
) -> dict[str, Array]:
    undeferrable, deferrable, _ = inputs.spending
    n_months, n_missions = undeferrable.shape
    cash = days / DAYS_OF_MONTH * (undeferrable[0] + deferrable[0])
    owed, overdue = inputs.start[0].copy(), inputs.start[1].copy()
    reserve, closed, buffer, _, cut_from, cut_rate, _, repatriation, kept = inputs.rules
    debts = {"pool": np.zeros(n_missions), "reserve": np.zeros(n_missions), "closed": np.zeros(n_missions)}
    claim = np.zeros(n_missions)
    by_month = came.sum(axis=0)
    kept_rows: dict[str, list[Array]] = {"cash": [], "owed": [], "overdue": []}
    for t in range(n_months):
        cash = cash + by_month[:, t]
        spare = cash - overdue - undeferrable[t]
        backs = {}
        for name, debt in debts.items():
            backs[name] = np.maximum(0, np.minimum(debt, spare))
            debts[name] = debt - backs[name]
            cash, spare = cash - backs[name], spare - backs[name]
        reserve, closed = reserve + backs["reserve"].sum(), closed + backs["closed"].sum()
        if backs["pool"].sum() > 0:
            part = backs["pool"].sum() * claim / claim.sum()
            claim, cash = claim - part, cash + part
        in_cut = cut_from >= 0 and cut_from <= t < cut_from + 9
        cut = cut_rate if in_cut else 0.0
        overdue = overdue + undeferrable[t] * (1 - cut)
        if in_cut and t == cut_from:
            overdue = overdue + repatriation * cut * deferrable[t]
        owed = owed + deferrable[t] * (1 - cut)
        settled = np.minimum(cash, overdue)
        cash, overdue = cash - settled, overdue - settled
        lenders = (undeferrable[t] > 0) & (overdue <= 0)
        can_lend = np.where(lenders, np.maximum(0, cash - buffer * undeferrable[t]), 0.0)
        sources = {
            "pool": can_lend.sum() if inputs.flows[0][t] else 0.0,
            "reserve": reserve,
            "closed": closed,
        }
        for name, there in sources.items():
            gap = overdue.sum()
            lent = min(gap, there) if gap > 1e-6 else 0.0
            if lent <= 0:
                continue
            got = overdue * lent / gap
            debts[name], overdue = debts[name] + got, overdue - got
            if name == "pool":
                gave = can_lend * lent / can_lend.sum()
                cash, claim = cash - gave, claim + gave
            elif name == "reserve":
                reserve -= lent
            else:
                closed -= lent
        if inputs.flows[1][t]:
            give = np.minimum(owed, np.maximum(0, cash - overdue - kept * undeferrable[t]))
            owed, cash = owed - give, cash - give
        for name, row in (("cash", cash), ("owed", owed), ("overdue", overdue)):
            kept_rows[name].append(row)
    issued = np.zeros(n_months)
    np.add.at(issued, inputs.lots.issue, inputs.lots.total)
    arrears = np.cumsum(issued - came.sum(axis=(0, 1)))
    return {**{name: np.array(rows) for name, rows in kept_rows.items()}, "arrears": arrears}


def run_plain(setting: CashSetting) -> list[dict[str, Array]]:
    """All paths of a setting, one after the other."""
    from bluehelm.finance.counted_chances import key_of

    inputs, key = cash_inputs(setting), key_of(setting.seed)
    return [run_plain_path(setting, inputs, key, path) for path in range(setting.n_paths)]
