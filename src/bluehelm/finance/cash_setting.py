"""What a simulation of cash rests on: rules by their dates, and what nobody knows, for the user to change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from bluehelm.finance.cash_missions import MissionAccount, shipped_missions
from bluehelm.finance.payment_habits import Habits, fitted_habits
from bluehelm.finance.payment_records import shipped_payment_records

MILLION = 1_000_000
POOLED_FROM = date(2019, 7, 1)
RESERVE_FOR_LIQUIDITY_FROM = date(2022, 7, 1)
CASH_BACKED_FROM = date(2026, 7, 1)
CUT_OF_2025_ON = date(2025, 10, 1)
CUT_SHARE_OF_YEAR = 0.15
Billing = Literal["by_mandate", "full_year"]
CreditRule = Literal["by_date", "all", "cash_backed"]
Shares = Mapping[int, Mapping[str, float]]

OPENING_BY_STATE: Mapping[str, int] = {"USA": 1500 * MILLION}
OPENING_PAYABLE_SHARE: Mapping[str, float] = {"USA": 0.27}
"""Share of old arrears that can still come: all but those from the statutory cap, 1.1 of 1.5 billion."""


@dataclass(frozen=True, slots=True)
class CashSetting:
    """Everything that decides a simulation; the same setting and seed give the same result.

    from_on: first day of the first month; rates: shares by year and State that take the place of the adopted
    opening_*: position at the start, of which only totals are known; unspent_share: of budgets, later a
    credit
    buffer_months: spending that cannot wait which a mission keeps before it lends to another;
    kept_before_contributors_months: the same before it pays contributors, who are paid last
    cut_from: month of the contingency cut; cut_below_days: cash under which a further cut begins (0: never)
    charged_by_delay: interest on a bill by months since it was issued; incentive_share: taken off prompt
    payments
    response: range of the effect that interest, incentives or caps have on delays, set by the user (0 to 1)
    same_again: chance that a State treats the bills of a half-year as those of the half-year before
    """

    missions: tuple[MissionAccount, ...] = field(default_factory=shipped_missions)
    habits: Habits = field(default_factory=lambda: fitted_habits(shipped_payment_records()))
    from_on: date = date(2025, 7, 1)
    n_months: int = 36
    n_paths: int = 10_000
    seed: int = 1
    rates: Shares = field(default_factory=dict)
    pooled_from: date | None = POOLED_FROM
    reserve_usd: int = 150 * MILLION
    closed_cash_usd: int = 0
    credit_rule: CreditRule = "by_date"
    unspent_share: float = 0.038
    opening_cash_days: tuple[float, float] = (15.0, 60.0)
    opening_arrears_usd: int = 2000 * MILLION
    opening_by_state: Mapping[str, int] = field(default_factory=lambda: dict(OPENING_BY_STATE))
    opening_payable_share: Mapping[str, float] = field(default_factory=lambda: dict(OPENING_PAYABLE_SHARE))
    opening_owed_months: float = 3.0
    buffer_months: float = 1.0
    kept_before_contributors_months: float = 2.0
    cut_from: date | None = CUT_OF_2025_ON
    cut_share_of_year: float = CUT_SHARE_OF_YEAR
    cut_below_days: float = 0.0
    repatriation_months: float = 1.0
    billing: Billing = "by_mandate"
    charged_by_delay: tuple[float, ...] = ()
    incentive_share: float = 0.0
    response: tuple[float, float] = (0.0, 0.0)
    same_again: float = 0.7


ASSUMPTIONS = (
    (
        "Days of payment come from the regular budget, 2019 to 2024, and are carried over to "
        "peacekeeping, for which "
        "no dated payments are public."
    ),
    "Part payments were never observed; the share paid in parts is a range of ours that a file can replace.",
    "Cash by mission at the start is not published: a range of days of spending, the same for every mission.",
    (
        "Arrears at the start: 2,000 million in all, of which the United States 1,500; the rest by share "
        "of bills."
    ),
    "A State treats the bills of all missions of one half-year alike.",
    "Amounts of 2025/26 are held for later years; rates after 2027 are those of 2027.",
)
"""What every output of the simulation rests on and must say."""
