"""A setting as the arrays that the compiled simulation works on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

import numpy as np

from bluehelm.finance.assessment_rates import rates_in
from bluehelm.finance.cash_bills import FIRST_MONTH_OF_YEAR, Piece, is_cash_backed, pieces_of
from bluehelm.finance.cash_missions import MissionAccount, months_from
from bluehelm.finance.cash_setting import RESERVE_FOR_LIQUIDITY_FROM, CashSetting
from bluehelm.finance.payment_habits import Habits
from bluehelm.finance.read_scale_tables import RATED_YEARS

Array = np.ndarray[Any, np.dtype[Any]]
AGE_OF_OPENING = 12
MONTHS_OF_YEAR = 12
OLDEST_CLASS = 2
NINE_OF_TWELVE = 0.75
QUARTER_MONTHS = (0, 3, 6, 9)
YEAR_END_MONTH = 6


class Groups(NamedTuple):
    """Bills that one draw decides: first group of each half-year, shares of States, most ever paid."""

    first_group: Array
    rates: Array
    most_paid: Array


class Lots(NamedTuple):
    """Bills issued in one month at the rates of one year, for every mission; `age` by months since then."""

    issue: Array
    group: Array
    age: Array
    usd: Array
    total: Array
    charged: Array


@dataclass(frozen=True, slots=True)
class CashInputs:
    """The arrays of a simulation, in the order of `states`, `months` and `missions`."""

    states: tuple[str, ...]
    months: tuple[date, ...]
    payers: tuple[Array, Array, Array, float]
    groups: Groups
    ranges: Array
    lots: Lots
    spending: tuple[Array, Array, Array]
    rules: tuple[float, ...]
    flows: tuple[Array, Array, Array]
    start: tuple[Array, Array]

    @property
    def n_events(self) -> int:
        """How many half-years of bills there are, the arrears at the start among them."""
        return len(self.groups.first_group) - 1


def shares_in(year: int, setting: CashSetting) -> dict[str, float]:
    """Share (0 to 1) of each State of a bill in a year; after the last known year as in that."""
    if setting.rates:
        known = min(max(year, min(setting.rates)), max(setting.rates))
        return dict(setting.rates[known])
    rated = min(max(year, RATED_YEARS[0]), RATED_YEARS[-1])
    return {iso3: float(share) for iso3, share in rates_in(rated).peacekeeping_shares().items()}


def opening_shares(setting: CashSetting) -> dict[str, float]:
    """Share of each State of the arrears at the start: those known, and the rest by share of bills.

    Gap: only the total and the arrears of the largest debtor are published.
    """
    total = setting.opening_arrears_usd
    named = sum(setting.opening_by_state.values())
    rest = {iso3: share for iso3, share in shares_in(setting.from_on.year, setting).items()
            if iso3 not in setting.opening_by_state}  # fmt: skip
    if total <= 0:
        return dict.fromkeys([*rest, *setting.opening_by_state], 0.0)
    of_rest = sum(rest.values()) or 1.0
    shares = {iso3: share / of_rest * max(0, total - named) / total for iso3, share in rest.items()}
    return {**shares, **{iso3: usd / total for iso3, usd in setting.opening_by_state.items()}}


def cash_inputs(setting: CashSetting) -> CashInputs:
    """The arrays of a setting."""
    states = tuple(sorted(setting.habits))
    months = months_from(setting.from_on, setting.n_months)
    pieces = [piece for mission in setting.missions for piece in pieces_of(mission, setting)]
    keys = sorted({(_half_year(one.issued_on), one.rates_year) for one in pieces})
    return CashInputs(
        states, tuple(months), _payers(setting.habits, states, setting.same_again),
        _groups(setting, states, keys),
        np.array([setting.response, setting.opening_cash_days]), _lots(setting, pieces, keys, months),
        _spending(setting, months), _rules(setting, months), _flows(setting, months), _start(setting, months),
    )  # fmt: skip


def _half_year(day: date) -> tuple[int, int]:
    return day.year, day.month > 6


def _payers(habits: Habits, states: Sequence[str], same_again: float) -> tuple[Array, Array, Array, float]:
    passed = np.array([np.cumsum(habits[iso3].shares) for iso3 in states])
    parts = np.array([(habits[iso3].part_low, habits[iso3].part_high) for iso3 in states])
    rest = np.array([habits[iso3].rest_share for iso3 in states])
    return passed, parts, rest, same_again


def _groups(
    setting: CashSetting, states: Sequence[str], keys: Sequence[tuple[tuple[int, int], int]]
) -> Groups:
    """Group 0 holds the arrears at the start; the others the bills of a half-year at the rates of a year."""
    opening = opening_shares(setting)
    rates = [[opening.get(iso3, 0.0) for iso3 in states]]
    most = [[setting.opening_payable_share.get(iso3, 1.0) for iso3 in states]]
    for _, year in keys:
        shares = shares_in(year, setting)
        rates.append([shares.get(iso3, 0.0) for iso3 in states])
        most.append([_most_paid(setting.habits, iso3, shares.get(iso3, 0.0)) for iso3 in states])
    halves = sorted({half for half, _ in keys})
    first = [0, *(1 + next(p for p, key in enumerate(keys) if key[0] == half) for half in halves)]
    return Groups(np.array([*first, 1 + len(keys)]), np.array(rates), np.array(most))


def _most_paid(habits: Habits, iso3: str, share: float) -> float:
    """Share of a bill that a State's own cap lets it pay."""
    cap = habits[iso3].cap_percent
    return 1.0 if cap is None or share <= 0 else min(1.0, cap / 100 / share)


def _lots(
    setting: CashSetting, pieces: Sequence[Piece], keys: Sequence[tuple[tuple[int, int], int]],
    months: Sequence[date],
) -> Lots:  # fmt: skip
    place = {one.mission: at for at, one in enumerate(setting.missions)}
    group_of = {key: at for at, key in enumerate(keys, start=1)}
    names = sorted({(one.issued_on, group_of[_half_year(one.issued_on), one.rates_year]) for one in pieces})
    usd = np.zeros((1 + len(names), len(setting.missions)))
    usd[0] = _opening_by_mission(setting)
    at = {name: row for row, name in enumerate(names, start=1)}
    for one in pieces:
        usd[at[one.issued_on, group_of[_half_year(one.issued_on), one.rates_year]], place[one.mission]] += (
            one.usd
        )
    month_of = {month: number for number, month in enumerate(months)}
    charged = np.zeros(setting.n_months)
    given = setting.charged_by_delay[: setting.n_months]
    charged[: len(given)] = given
    return Lots(
        np.array([0, *(month_of[issued] for issued, _ in names)]),
        np.array([0, *(group for _, group in names)]),
        _age_classes(len(names), setting.n_months),
        usd, usd.sum(axis=1), charged,
    )  # fmt: skip


def _age_classes(n_issued: int, n_months: int) -> Array:
    """Class of age (under one year, one to two, more) of each lot by months since it was issued."""
    months = np.arange(n_months)
    return np.array([
        np.minimum((months + older) // MONTHS_OF_YEAR, OLDEST_CLASS)
        for older in (AGE_OF_OPENING, *([0] * n_issued))
    ])  # fmt: skip


def _opening_by_mission(setting: CashSetting) -> Array:
    """Arrears at the start by mission, in proportion to what is assessed.

    Gap: arrears by mission are not published.
    """
    annual = np.array([float(one.annual_usd) for one in setting.missions])
    return setting.opening_arrears_usd * annual / (annual.sum() or 1.0)


def _spending(setting: CashSetting, months: Sequence[date]) -> tuple[Array, Array, Array]:
    """Spending that cannot wait, spending on contributors, and credits to release, by month and mission."""
    shape = (setting.n_months, len(setting.missions))
    undeferrable, deferrable, to_release = np.zeros(shape), np.zeros(shape), np.zeros(shape)
    for m, mission in enumerate(setting.missions):
        monthly = mission.annual_usd / 12 * (1 - setting.unspent_share)
        for t in range(setting.n_months):
            spent = monthly * mission.share_of_month(months[t], months[t + 1])
            undeferrable[t, m] = spent * (1 - mission.military_police_share)
            deferrable[t, m] = spent * mission.military_police_share
            to_release[t, m] = _credit_to_release(mission, months[t], setting)
    return undeferrable, deferrable, to_release


def _credit_to_release(mission: MissionAccount, month: date, setting: CashSetting) -> float:
    """The credit of a budget year that ends this month, where it is released only when backed by cash."""
    if month.month != YEAR_END_MONTH:
        return 0.0
    begin = date(month.year - 1, FIRST_MONTH_OF_YEAR, 1)
    return mission.annual_usd * setting.unspent_share if is_cash_backed(begin, setting) else 0.0


def _rules(setting: CashSetting, months: Sequence[date]) -> tuple[float, ...]:
    reserve = setting.reserve_usd if setting.from_on >= RESERVE_FOR_LIQUIDITY_FROM else 0
    cut_month = -1
    if setting.cut_from is not None and setting.cut_share_of_year > 0:
        first = setting.cut_from.replace(day=1)
        cut_month = months.index(first) if first in months[:-1] else -1
    return (
        float(reserve), float(setting.closed_cash_usd), setting.buffer_months, setting.incentive_share,
        float(cut_month), setting.cut_share_of_year / NINE_OF_TWELVE, setting.cut_below_days,
        setting.repatriation_months, setting.kept_before_contributors_months,
    )  # fmt: skip


def _flows(setting: CashSetting, months: Sequence[date]) -> tuple[Array, Array, Array]:
    """By month: whether cash is pooled, whether contributors are paid, whether a budget year ends."""
    inner = months[:-1]
    pooled = [setting.pooled_from is not None and month >= setting.pooled_from for month in inner]
    reimbursed = [month.month % 12 in QUARTER_MONTHS for month in inner]
    return np.array(pooled), np.array(reimbursed), np.array([m.month == YEAR_END_MONTH for m in inner])


def _start(setting: CashSetting, months: Sequence[date]) -> tuple[Array, Array]:
    """What contributors are owed at the start, and unpaid bills of which nothing is known: none."""
    monthly = np.array([
        mission.annual_usd / 12 * (1 - setting.unspent_share) * mission.military_police_share
        * (mission.share_of_month(months[0], months[1]) > 0)
        for mission in setting.missions
    ])  # fmt: skip
    return monthly * setting.opening_owed_months, np.zeros(len(setting.missions))
