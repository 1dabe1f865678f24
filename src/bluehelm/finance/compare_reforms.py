"""A reform before and after: every State, the whole system, and the same with the largest payer gone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from bluehelm.finance.cash_inputs import Array, shares_in
from bluehelm.finance.cash_kernel import HELD_KEPT, OUTSTANDING_KEPT
from bluehelm.finance.cash_results import days_of_cash, out_of_cash, states_as_rows
from bluehelm.finance.cash_setting import CashSetting
from bluehelm.finance.reform_caps import rates_under_caps, shares_of
from bluehelm.finance.reform_concentration import concentration
from bluehelm.finance.reforms import Reform, reformed, without_payer
from bluehelm.finance.simulate_cash import CashPaths, simulate_cash

COMPARED_YEAR = 2026
QUANTILES = (0.05, 0.5, 0.95)
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ReformResult:
    """What a reform changes: the system, States, concentration, and the loss of the largest payer."""

    reform: Reform
    system: tuple[Row, ...]
    states: tuple[Row, ...]
    concentration: Row
    loss_of_largest: Row

    def winners(self) -> list[Row]:
        """States that are billed less, those that gain most first."""
        return sorted((row for row in self.states if row["billed_change_usd"] < 0),
                      key=lambda row: row["billed_change_usd"])  # fmt: skip

    def losers(self) -> list[Row]:
        """States that are billed more, those that lose most first."""
        return sorted((row for row in self.states if row["billed_change_usd"] > 0),
                      key=lambda row: -row["billed_change_usd"])  # fmt: skip


def compare_reform(setting: CashSetting, reform: Reform, *, workers: int = 2) -> ReformResult:
    """A reform beside the setting as it is, drawn with the same chances."""
    after_setting = reformed(setting, reform)
    before = simulate_cash(setting, workers=workers)
    after = simulate_cash(after_setting, workers=workers)
    largest = concentration(shares_in(COMPARED_YEAR, setting)).largest
    return ReformResult(
        reform,
        tuple(_system_rows(before, after)),
        tuple(_state_rows(before, after)),
        _concentrations(setting, after_setting, reform),
        _loss(setting, after_setting, largest, workers),
    )


def measures(paths: CashPaths) -> dict[str, Array]:
    """What is measured on every path: arrears, dues and cash at the end, and the tightest month."""
    lowest = days_of_cash(paths)
    out = out_of_cash(paths).any(axis=(1, 2))
    return {
        "arrears_at_end_usd": paths.system[:, -1, OUTSTANDING_KEPT],
        "owed_to_contributors_at_end_usd": paths.owed[:, -1].sum(axis=1, dtype=np.float64),
        "mean_owed_to_contributors_usd": paths.owed.sum(axis=2, dtype=np.float64).mean(axis=1),
        "cash_at_end_usd": paths.system[:, -1, HELD_KEPT],
        "lowest_days_of_cash": lowest.min(axis=1),
        "a_mission_out_of_cash": out.astype(np.float64),
    }


def _system_rows(before: CashPaths, after: CashPaths) -> list[Row]:
    then, now = measures(before), measures(after)
    return [
        {
            "measure": name,
            "before": _ranged(then[name], name),
            "after": _ranged(now[name], name),
            "change": {**_ranged(now[name] - then[name], name),
                       "error_of_mean": round(_error_of_mean(now[name] - then[name]), 4)},
        }
        for name in then
    ]  # fmt: skip


def _ranged(values: Array, name: str) -> Row:
    n_decimals = 0 if name.endswith("_usd") else 4
    low, middle, high = (round(float(one), n_decimals) for one in np.quantile(values, QUANTILES))
    return {"low": low, "middle": middle, "high": high, "mean": round(float(values.mean()), n_decimals)}


def _error_of_mean(values: Array) -> float:
    """The error that the number of paths leaves in a mean."""
    return float(values.std(ddof=1) / np.sqrt(len(values))) if len(values) > 1 else 0.0


def interest_by_state(paths: CashPaths) -> dict[str, float]:
    """Interest expected on each State's bills: what came with payments, and what ran up on open bills."""
    inputs, n_months = paths.inputs, paths.setting.n_months
    charged = inputs.lots.charged
    found = np.zeros(len(inputs.states))
    for issue, group, total in zip(inputs.lots.issue, inputs.lots.group, inputs.lots.total, strict=True):
        seen = n_months - issue
        came = paths.paid_share[:, group, :seen]
        open_share = 1 - came.sum(axis=1)
        share = came @ charged[:seen] + open_share * charged[seen - 1]
        found += inputs.groups.rates[group] * total * share
    return {iso3: float(found[place]) for place, iso3 in enumerate(inputs.states)}


def _state_rows(before: CashPaths, after: CashPaths) -> list[Row]:
    then = {row["iso3"]: row for row in states_as_rows(before)}
    interest = interest_by_state(after)
    rows = []
    for now in states_as_rows(after):
        was = then[now["iso3"]]
        rows.append({
            "iso3": now["iso3"],
            "billed_before_usd": was["billed_usd"],
            "billed_after_usd": now["billed_usd"],
            "billed_change_usd": now["billed_usd"] - was["billed_usd"],
            "arrears_before_usd": was["expected_arrears_at_end_usd"],
            "arrears_after_usd": now["expected_arrears_at_end_usd"],
            "interest_usd": round(interest[now["iso3"]]),
        })  # fmt: skip
    return sorted(rows, key=lambda row: (-abs(row["billed_change_usd"]), -row["interest_usd"], row["iso3"]))


def _concentrations(before: CashSetting, after: CashSetting, reform: Reform) -> Row:
    """Concentration of both scales in the year compared."""
    regular_then, _ = rates_under_caps(COMPARED_YEAR)
    regular_now, _ = rates_under_caps(
        COMPARED_YEAR, regular_cap_percent=reform.regular_cap_percent, reading=reform.reading
    )
    return {
        "year": COMPARED_YEAR,
        "peacekeeping_before": concentration(shares_in(COMPARED_YEAR, before)).as_json(),
        "peacekeeping_after": concentration(shares_in(COMPARED_YEAR, after)).as_json(),
        "regular_before": concentration(shares_of(regular_then)).as_json(),
        "regular_after": concentration(shares_of(regular_now)).as_json(),
    }


def _loss(before: CashSetting, after: CashSetting, largest: str, workers: int) -> Row:
    """The same two settings when the largest payer pays nothing at all."""
    then = simulate_cash(without_payer(before, largest), workers=workers)
    now = simulate_cash(without_payer(after, largest), workers=workers)
    return {"payer": largest, "system": _system_rows(then, now)}
