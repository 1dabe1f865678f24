"""The compiled core of the simulation of cash: all missions, month after month, one path after the other.

The order of events within a month: bills and receipts; loans repaid; spending that cannot wait; loans from
other
missions, from the Reserve Fund, from closed missions; contributors; credits released; a contingency cut
decided.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from bluehelm.finance.counted_chances import lower, mixed, upper
from bluehelm.finance.payment_kernel import draw_payments

N_AGES = 3
CUT_MONTHS = 9
DAYS_OF_MONTH = 30.4
LITTLE = 1e-6

# rows of `of_missions`, one column a mission
CASH, OWED, OVERDUE, POOL_DEBT, CLAIM, RESERVE_DEBT, CLOSED_DEBT, CAME, YEAR_IN, YEAR_SPENT = range(10)
N_ROWS = 10
# places of `in_all`, sums over all missions
RESERVE, CLOSED, RECEIPTS, OUTLAYS, ACCRUED, ISSUED, PRINCIPAL, OUTSTANDING, CUT_LEFT, MONTH_IN, CUT = range(
    11
)
N_SUMS = 11
# columns of what is kept of all missions together
HELD_KEPT, RESERVE_KEPT, CLOSED_KEPT, RECEIPTS_KEPT, OUTSTANDING_KEPT, CUT_KEPT = range(6)
N_KEPT = 6


@njit(cache=True, nogil=True)
def _collect(  # noqa: PLR0913, PLR0917  compiled: arrays go in one by one
    t: Any, paid: Any, lots: Any, incentive: Any, of_missions: Any, in_all: Any, settled: Any,
             ages: Any) -> None:  # fmt: skip
    """Receipts of the month by mission, and what is left unpaid by age."""
    lot_issue, lot_group, lot_age, lot_usd, lot_total, charged = lots
    of_missions[CAME, :] = 0.0
    in_all[OUTSTANDING] = 0.0
    ages[:] = 0.0
    for lot in range(len(lot_issue)):
        delay = t - lot_issue[lot]
        if delay < 0:
            continue
        if delay == 0:
            in_all[ISSUED] += lot_total[lot]
        share = paid[lot_group[lot], delay]
        if share > 0.0:
            settled[lot] += share
            in_all[PRINCIPAL] += share * lot_total[lot]
            prompt = delay <= 1 and lot_group[lot] > 0
            factor = share * (1.0 + charged[delay] - (incentive if prompt else 0.0))
            for m in range(of_missions.shape[1]):
                of_missions[CAME, m] += lot_usd[lot, m] * factor
        left = lot_total[lot] * (1.0 - settled[lot])
        in_all[OUTSTANDING] += left
        ages[lot_age[lot, delay]] += left


@njit(cache=True, nogil=True)
def _repay(of_missions: Any, in_all: Any, undeferrable: Any) -> None:
    """Enters the receipts and repays loans from what this month's bills do not need, other missions first."""
    in_all[MONTH_IN] = 0.0
    returned, claims = 0.0, 0.0
    for m in range(of_missions.shape[1]):
        came = of_missions[CAME, m]
        of_missions[CASH, m] += came
        of_missions[YEAR_IN, m] += came
        in_all[MONTH_IN] += came
        claims += of_missions[CLAIM, m]
        spare = of_missions[CASH, m] - of_missions[OVERDUE, m] - undeferrable[m]
        for row in (POOL_DEBT, RESERVE_DEBT, CLOSED_DEBT):
            back = max(0.0, min(of_missions[row, m], spare))
            of_missions[row, m] -= back
            of_missions[CASH, m] -= back
            spare -= back
            if row == POOL_DEBT:
                returned += back
            else:
                in_all[RESERVE if row == RESERVE_DEBT else CLOSED] += back
    in_all[RECEIPTS] += in_all[MONTH_IN]
    if returned > 0.0:
        for m in range(of_missions.shape[1]):
            part = returned * of_missions[CLAIM, m] / claims
            of_missions[CLAIM, m] -= part
            of_missions[CASH, m] += part


@njit(cache=True, nogil=True)
def _spend(of_missions: Any, in_all: Any, undeferrable: Any, deferrable: Any, repatriation: Any) -> Any:
    """Pays what cannot wait and enters what contributors are owed; gives the sum that could not be paid."""
    cut = in_all[CUT]
    gap = 0.0
    for m in range(of_missions.shape[1]):
        due = undeferrable[m] * (1.0 - cut)
        if cut > 0.0 and in_all[CUT_LEFT] == CUT_MONTHS:
            due += repatriation * cut * deferrable[m]
        later = deferrable[m] * (1.0 - cut)
        of_missions[OVERDUE, m] += due
        of_missions[OWED, m] += later
        of_missions[YEAR_SPENT, m] += due + later
        in_all[ACCRUED] += due + later
        settled = min(of_missions[CASH, m], of_missions[OVERDUE, m])
        of_missions[CASH, m] -= settled
        of_missions[OVERDUE, m] -= settled
        in_all[OUTLAYS] += settled
        gap += of_missions[OVERDUE, m]
    return gap


@njit(cache=True, nogil=True)
def _lend(of_missions: Any, in_all: Any, debt_row: Any, lent: Any, gap: Any) -> None:
    """Shares a loan among missions in proportion to what they cannot pay."""
    for m in range(of_missions.shape[1]):
        got = of_missions[OVERDUE, m] * lent / gap
        of_missions[debt_row, m] += got
        of_missions[OVERDUE, m] -= got
        in_all[OUTLAYS] += got


@njit(cache=True, inline="always", nogil=True)
def _spare(of_missions: Any, m: Any, undeferrable: Any, buffer_months: Any) -> Any:
    """What an active mission without unpaid bills holds above its buffer."""
    if undeferrable[m] <= 0.0 or of_missions[OVERDUE, m] > 0.0:
        return 0.0
    return max(0.0, of_missions[CASH, m] - buffer_months * undeferrable[m])


@njit(cache=True, nogil=True)
def _borrow(
    of_missions: Any, in_all: Any, undeferrable: Any, buffer_months: Any, pooled: Any, gap: Any
) -> None:
    """Fills gaps from other active missions where that is allowed, the Reserve Fund, and closed missions."""
    spare = 0.0
    if pooled:
        for m in range(of_missions.shape[1]):
            spare += _spare(of_missions, m, undeferrable, buffer_months)
    lent = min(gap, spare)
    if lent > 0.0:
        for m in range(of_missions.shape[1]):
            gave = _spare(of_missions, m, undeferrable, buffer_months) * lent / spare
            of_missions[CASH, m] -= gave
            of_missions[CLAIM, m] += gave
        _lend(of_missions, in_all, POOL_DEBT, lent, gap)
        gap -= lent
    lent = min(gap, in_all[RESERVE])
    if gap > LITTLE and lent > 0.0:
        in_all[RESERVE] -= lent
        _lend(of_missions, in_all, RESERVE_DEBT, lent, gap)
        gap -= lent
    lent = min(gap, in_all[CLOSED])
    if gap > LITTLE and lent > 0.0:
        in_all[CLOSED] -= lent
        _lend(of_missions, in_all, CLOSED_DEBT, lent, gap)


@njit(cache=True, nogil=True)
def _reimburse(of_missions: Any, in_all: Any, undeferrable: Any, kept_months: Any) -> None:
    """Pays contributors, last, by the cash of the mission they serve in."""
    for m in range(of_missions.shape[1]):
        free = of_missions[CASH, m] - of_missions[OVERDUE, m] - kept_months * undeferrable[m]
        give = min(of_missions[OWED, m], max(0.0, free))
        of_missions[OWED, m] -= give
        of_missions[CASH, m] -= give
        in_all[OUTLAYS] += give


@njit(cache=True, nogil=True)
def _release_credits(of_missions: Any, in_all: Any, credit_pool: Any) -> None:
    """Gives back what was budgeted, collected and not spent, at the end of a budget year."""
    for m in range(of_missions.shape[1]):
        collected_unspent = max(0.0, of_missions[YEAR_IN, m] - of_missions[YEAR_SPENT, m])
        release = max(0.0, min(credit_pool[m], collected_unspent, of_missions[CASH, m]))
        of_missions[CASH, m] -= release
        in_all[OUTLAYS] += release
        in_all[ACCRUED] += release
        of_missions[YEAR_IN, m] = of_missions[YEAR_SPENT, m] = 0.0


@njit(cache=True, nogil=True)
def _keep(of_missions: Any, in_all: Any, out: Any, path: Any, t: Any) -> Any:
    """Keeps the position at the end of the month; gives the cash held."""
    cash_out, owed_out, overdue_out, system_out, _ = out
    held = 0.0
    for m in range(of_missions.shape[1]):
        held += of_missions[CASH, m]
        cash_out[path, t, m] = of_missions[CASH, m]
        owed_out[path, t, m] = of_missions[OWED, m]
        overdue_out[path, t, m] = of_missions[OVERDUE, m]
    system_out[path, t, HELD_KEPT] = held
    system_out[path, t, RESERVE_KEPT] = in_all[RESERVE]
    system_out[path, t, CLOSED_KEPT] = in_all[CLOSED]
    system_out[path, t, RECEIPTS_KEPT] = in_all[MONTH_IN]
    system_out[path, t, OUTSTANDING_KEPT] = in_all[OUTSTANDING]
    system_out[path, t, CUT_KEPT] = in_all[CUT]
    return held


@njit(cache=True, nogil=True)
def _gap_of_accounts(of_missions: Any, in_all: Any, at_start: Any) -> Any:
    """The largest amount by which cash, payables, receivables or loans do not close."""
    held, payable, debts, claims = 0.0, 0.0, 0.0, 0.0
    for m in range(of_missions.shape[1]):
        held += of_missions[CASH, m]
        payable += of_missions[OWED, m] + of_missions[OVERDUE, m]
        debts += of_missions[POOL_DEBT, m]
        claims += of_missions[CLAIM, m]
    of_cash = held + in_all[RESERVE] + in_all[CLOSED] - (at_start[0] + in_all[RECEIPTS] - in_all[OUTLAYS])
    of_payables = payable - (at_start[1] + in_all[ACCRUED] - in_all[OUTLAYS])
    of_receivables = in_all[OUTSTANDING] - (in_all[ISSUED] - in_all[PRINCIPAL])
    return max(abs(of_cash), abs(of_payables), abs(of_receivables), abs(debts - claims))


@njit(cache=True, nogil=True)
def _begin(of_missions: Any, in_all: Any, spending: Any, rules: Any, start: Any, days: Any) -> Any:
    """Sets the position at the start; gives the cash and the payables."""
    undeferrable, deferrable, _ = spending
    of_missions[:] = 0.0
    in_all[:] = 0.0
    in_all[RESERVE], in_all[CLOSED] = rules[0], rules[1]
    cash, payable = rules[0] + rules[1], 0.0
    for m in range(of_missions.shape[1]):
        of_missions[CASH, m] = days / DAYS_OF_MONTH * (undeferrable[0, m] + deferrable[0, m])
        of_missions[OWED, m], of_missions[OVERDUE, m] = start[0][m], start[1][m]
        cash += of_missions[CASH, m]
        payable += of_missions[OWED, m] + of_missions[OVERDUE, m]
    return cash, payable


@njit(cache=True, nogil=True)
def _decide_cut(t: Any, in_all: Any, held: Any, monthly: Any, rules: Any) -> None:
    """Counts a cut down, or begins one next month where cash has fallen below the days that trigger it."""
    cut_below_days = rules[6]
    if in_all[CUT_LEFT] > 0.0:
        in_all[CUT_LEFT] -= 1.0
    elif monthly > 0.0 and held / monthly * DAYS_OF_MONTH < cut_below_days:
        in_all[CUT_LEFT] = CUT_MONTHS
    if t + 1 == rules[4]:
        in_all[CUT_LEFT] = CUT_MONTHS


@njit(cache=True, nogil=True)
def run_path(  # noqa: PLR0913, PLR0917  compiled: arrays go in one by one
    paid: Any, lots: Any, spending: Any, rules: Any, flows: Any, start: Any, days: Any, out: Any,
             path: Any, of_missions: Any, in_all: Any, settled: Any) -> Any:  # fmt: skip
    """Runs one path; returns the largest amount by which its accounts do not close, in dollars."""
    undeferrable, deferrable, credit_pool = spending
    pooled, reimbursed, year_ends = flows
    buffer_months, incentive, cut_rate, repatriation = rules[2], rules[3], rules[5], rules[7]
    kept_months = rules[8]
    at_start = _begin(of_missions, in_all, spending, rules, start, days)
    settled[:] = 0.0
    if rules[4] == 0:
        in_all[CUT_LEFT] = CUT_MONTHS
    worst = 0.0
    for t in range(undeferrable.shape[0]):
        _collect(t, paid, lots, incentive, of_missions, in_all, settled, out[4][path, t])
        _repay(of_missions, in_all, undeferrable[t])
        in_all[CUT] = cut_rate if in_all[CUT_LEFT] > 0.0 else 0.0
        gap = _spend(of_missions, in_all, undeferrable[t], deferrable[t], repatriation)
        if gap > 0.0:
            _borrow(of_missions, in_all, undeferrable[t], buffer_months, pooled[t], gap)
        if reimbursed[t]:
            _reimburse(of_missions, in_all, undeferrable[t], kept_months)
        if year_ends[t]:
            _release_credits(of_missions, in_all, credit_pool[t])
        held = _keep(of_missions, in_all, out, path, t)
        _decide_cut(t, in_all, held, undeferrable[t].sum() + deferrable[t].sum(), rules)
        worst = max(worst, _gap_of_accounts(of_missions, in_all, at_start))
    return worst


@njit(cache=True, nogil=True)
def run_block(  # noqa: PLR0913, PLR0917  compiled: arrays go in one by one
    key: Any, from_path: Any, until_path: Any, stride: Any, payers: Any, groups: Any, ranges: Any,
              lots: Any, spending: Any, rules: Any, flows: Any, start: Any, out: Any, by_state: Any,
              gaps: Any) -> None:  # fmt: skip
    """Runs the paths from `from_path` until `until_path`; each writes only its own rows."""
    n_months, n_missions = spending[0].shape
    paid = np.zeros((groups[1].shape[0], n_months))
    of_missions = np.zeros((N_ROWS, n_missions))
    in_all = np.zeros(N_SUMS)
    settled = np.zeros(len(lots[0]))
    for path in range(from_path, until_path):
        of_path = mixed(key, np.uint64(path) * np.uint64(stride))
        response = ranges[0, 0] + (ranges[0, 1] - ranges[0, 0]) * upper(of_path)
        days = ranges[1, 0] + (ranges[1, 1] - ranges[1, 0]) * lower(of_path)
        draw_payments(key, path, stride, payers, groups, response, paid, by_state)
        gaps[path] = run_path(paid, lots, spending, rules, flows, start, days, out, path, of_missions,
                              in_all, settled)  # fmt: skip
