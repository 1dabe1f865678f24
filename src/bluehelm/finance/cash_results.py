"""What the paths of a simulation say: chances, ranges, and who is owed what, month by month."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from bluehelm.finance.cash_inputs import Array
from bluehelm.finance.cash_kernel import HELD_KEPT, OUTSTANDING_KEPT, RECEIPTS_KEPT
from bluehelm.finance.cash_missions import OTHERS, names_of, shipped_contributor_shares
from bluehelm.finance.simulate_cash import CashPaths

DAYS_OF_MONTH = 30.4
OUT_OF_CASH_DAYS = 1.0
"""A mission is out of cash of its own when it ends a month with less than one day of spending."""
TWO_WEEKS_DAYS = 14.0
UNPAID_USD = 1.0
WORST_SHARE = 0.05
RANGE = (0.05, 0.5, 0.95)

Row = dict[str, Any]


def monthly_spending(paths: CashPaths) -> Array:
    """Planned spending by month and mission, before any cut."""
    undeferrable, deferrable, _ = paths.inputs.spending
    spending: Array = undeferrable + deferrable
    return spending


def days_of_cash(paths: CashPaths) -> Array:
    """Days that the cash of all missions lasts, by path and month."""
    spending = monthly_spending(paths).sum(axis=1)
    days: Array = paths.system[:, :, HELD_KEPT] / np.where(spending > 0, spending, np.inf) * DAYS_OF_MONTH
    return days


def days_by_mission(paths: CashPaths) -> Array:
    """Days that the cash of each mission lasts, by path, month and mission; nan where it is not in being."""
    spending = monthly_spending(paths)
    with np.errstate(divide="ignore", invalid="ignore"):
        days: Array = np.where(spending > 0, paths.cash / spending * DAYS_OF_MONTH, np.nan)
    return days


def out_of_cash(paths: CashPaths) -> Array:
    """Whether a mission in being ends a month with less than a day of cash, by path, month and mission."""
    spending = monthly_spending(paths)
    least = np.where(spending > 0, spending * OUT_OF_CASH_DAYS / DAYS_OF_MONTH, -1.0)
    found: Array = paths.cash < least.astype(np.float32)
    return found


def chance_out_of_cash(paths: CashPaths) -> Array:
    """Chance that a mission has no cash of its own, by month and mission; nan where it is not in being."""
    in_being = monthly_spending(paths) > 0
    chance: Array = np.where(in_being, out_of_cash(paths).mean(axis=0), np.nan)
    return chance


def months_as_rows(paths: CashPaths) -> list[Row]:
    """One row a month for all missions together."""
    days, system = days_of_cash(paths), paths.system
    owed, overdue = paths.owed.sum(axis=2), paths.overdue.sum(axis=2)
    out = out_of_cash(paths)
    rows: list[Row] = []
    for t, month in enumerate(paths.inputs.months[:-1]):
        rows.append({
            "month": month.isoformat()[:7],
            "chance_a_mission_out_of_cash": _share(out[:, t].any(axis=1)),
            "chance_bills_unpaid": _share(overdue[:, t] > UNPAID_USD),
            "chance_under_two_weeks": _share(days[:, t] < TWO_WEEKS_DAYS),
            **_ranged("days_of_cash", days[:, t], 1),
            **_ranged("cash_usd", system[:, t, HELD_KEPT]),
            "expected_cash_in_worst_5_percent_usd": _worst(system[:, t, HELD_KEPT]),
            **_ranged("collected_usd", system[:, t, RECEIPTS_KEPT]),
            **_ranged("arrears_usd", system[:, t, OUTSTANDING_KEPT]),
            "arrears_by_age_usd": _ages(paths.ages[:, t]),
            **_ranged("owed_to_contributors_usd", owed[:, t]),
            "expected_owed_in_worst_5_percent_usd": -_worst(-owed[:, t]),
            "expected_unpaid_bills_usd": round(float(overdue[:, t].mean())),
        })  # fmt: skip
    return rows


def _share(flags: Any) -> float:
    return round(float(flags.mean()), 4)


def _ranged(name: str, values: Array, n_decimals: int = 0) -> Row:
    """The 5th, 50th and 95th percentile under the names low, middle and high."""
    found = np.quantile(values, RANGE)
    return {name: {key: round(float(one), n_decimals) if n_decimals else round(float(one))
                   for key, one in zip(("low", "middle", "high"), found, strict=True)}}  # fmt: skip


def _worst(values: Array) -> int:
    """Mean of the lowest 5 per cent: the expected shortfall."""
    n_worst = max(1, round(len(values) * WORST_SHARE))
    return round(float(np.sort(values)[:n_worst].mean()))


def _ages(ages: Array) -> Row:
    names = ("under_one_year", "one_to_two_years", "two_years_and_more")
    means = ages.mean(axis=0, dtype=np.float64)
    return {name: round(float(one)) for name, one in zip(names, means, strict=True)}


def missions_as_rows(paths: CashPaths) -> list[Row]:
    """One row a mission and month."""
    chance, days = chance_out_of_cash(paths), days_by_mission(paths)
    rows: list[Row] = []
    for m, mission in enumerate(names_of(paths.setting.missions)):
        for t, month in enumerate(paths.inputs.months[:-1]):
            if np.isnan(chance[t, m]):
                continue
            rows.append({
                "mission": mission, "month": month.isoformat()[:7],
                "chance_out_of_cash": round(float(chance[t, m]), 4),
                "chance_bills_unpaid": _share(paths.overdue[:, t, m] > UNPAID_USD),
                **_ranged("days_of_cash", days[:, t, m], 1),
                **_ranged("owed_to_contributors_usd", paths.owed[:, t, m]),
            })  # fmt: skip
    return rows


Contributors = Mapping[str, Mapping[str, float]]


def contributors_as_rows(paths: CashPaths, given: Contributors | None = None) -> list[Row]:
    """What each contributor is owed at the end of each June and December, the largest first.

    Gap: where nobody has given a mission's contributors, the shares published for 31 March 2019 are used.
    """
    usual = shipped_contributor_shares()
    names = names_of(paths.setting.missions)
    shares = [dict((given or {}).get(mission, usual)) for mission in names]
    states = sorted({iso3 for one in shares for iso3 in one})
    weights = np.array([[one.get(iso3, 0.0) for one in shares] for iso3 in states])
    rows: list[Row] = []
    for t, month in enumerate(paths.inputs.months[:-1]):
        if month.month not in {6, 12}:
            continue
        owed = paths.owed[:, t].astype(np.float64) @ weights.T
        made = [{"month": month.isoformat()[:7], "iso3": iso3, **_ranged("owed_usd", owed[:, place])}
                for place, iso3 in enumerate(states)]  # fmt: skip
        rows += sorted(made, key=lambda row: (row["iso3"] == OTHERS, -row["owed_usd"]["middle"]))
    return rows


def arrears_by_state(paths: CashPaths) -> dict[str, list[float]]:
    """Expected arrears of each State at the end of each month, in dollars."""
    owed = _owed_by_state(paths)
    return {iso3: [float(one) for one in owed[place]] for place, iso3 in enumerate(paths.inputs.states)}


def _owed_by_state(paths: CashPaths) -> Array:
    """What of all bills of each State is expected to be unpaid, by State and month."""
    inputs = paths.inputs
    n_months = paths.setting.n_months
    settled = np.cumsum(paths.paid_share, axis=2)
    owed = np.zeros((len(inputs.states), n_months))
    for issue, group, total in zip(inputs.lots.issue, inputs.lots.group, inputs.lots.total, strict=True):
        billed = inputs.groups.rates[group] * total
        owed[:, issue:] += billed[:, None] * (1 - settled[:, group, : n_months - issue])
    return owed


def states_as_rows(paths: CashPaths) -> list[Row]:
    """One row a State: what it is billed over the horizon, and what it is expected to owe at its end."""
    inputs = paths.inputs
    owed = _owed_by_state(paths)
    billed = inputs.groups.rates[inputs.lots.group[1:]].T @ inputs.lots.total[1:]
    rows = [
        {
            "iso3": iso3,
            "billed_usd": round(float(billed[place])),
            "expected_arrears_at_start_usd": round(
                float(inputs.groups.rates[0, place] * inputs.lots.total[0])
            ),
            "expected_arrears_at_end_usd": round(float(owed[place, -1])),
        }
        for place, iso3 in enumerate(inputs.states)
    ]
    return sorted(rows, key=lambda row: -row["expected_arrears_at_end_usd"])
