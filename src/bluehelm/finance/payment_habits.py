"""How each State pays: in full in which month, or not in full and then in which parts.

Gap: fitted to days of full payment of the regular budget; parts were never observed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from bluehelm.finance.payment_records import NOT_IN_FULL, PaymentRecords
from bluehelm.finance.read_scale_tables import member_states

N_CLASSES = NOT_IN_FULL + 1
WEIGHT_OF_ALL = 1.0
"""How much the behaviour of all States weighs beside a State's own years; chosen on 2021 to 2024."""
KEPT_A_YEAR = 0.5
"""By how much an older year counts less; chosen on 2021 to 2024."""
SPREAD_MONTHS = 1.0
"""How far a month of payment spreads to its neighbours; chosen on 2021 to 2024."""
STEADINESS = 5.0
"""States' worth of average behaviour in each row of the table of changes from one year to the next."""
PART_RANGE = (0.1, 0.7)
"""Share paid in the year of a bill not paid in full; what is known of 2022 to 2024 lies in this range."""
PART_RANGE_NEVER_IN_FULL = (0.3, 0.95)
"""The same for a State never listed as paid in full in six years; the range is ours, to be changed."""
CAP_PERCENT = 25.0
"""Statutory cap of the United States on its payments for peacekeeping, in force since 1994."""

Shares = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True, slots=True)
class PaymentHabit:
    """How one State pays a bill.

    shares: chance of each class, paid in full in month 0 to 11 after the bill, or not in full within twelve
    part_low, part_high: range of the share paid within twelve months where not in full
    rest_share: share of what is then left that is paid in the two years after
    cap_percent: most that is ever paid of the assessments of all States, by the State's own law; None: no cap
    by_user: replaced by the user
    """

    shares: tuple[float, ...]
    part_low: float = PART_RANGE[0]
    part_high: float = PART_RANGE[1]
    rest_share: float = 1.0
    cap_percent: float | None = None
    by_user: bool = False

    @property
    def paid_in_full_share(self) -> float:
        """Chance (0 to 1) that a bill is paid in full within twelve months."""
        return 1 - self.shares[NOT_IN_FULL]

    @property
    def median_month(self) -> int | None:
        """The month by which half of the chance of full payment has passed; None where it is below a half."""
        passed = np.cumsum(self.shares[:NOT_IN_FULL])
        later = np.flatnonzero(passed >= 0.5)
        return int(later[0]) if len(later) else None


Habits = Mapping[str, PaymentHabit]


def fitted_habits(records: PaymentRecords) -> dict[str, PaymentHabit]:
    """The habit of each State, from its own years and from how all States changed from year to year.

    Recent years count more; a month spreads to its neighbours. A State's own years always leave room for
    what other States in its place did the year after, so that no chance is ever nought.
    """
    years = sorted(records.class_of)
    states = [iso3 for iso3 in member_states() if all(iso3 in records.class_of[year] for year in years)]
    classes = np.array([[records.class_of[year][iso3] for year in years] for iso3 in states])
    shares = _class_shares(classes)
    return {
        iso3: _habit(iso3, shares[place], never=bool((classes[place] == NOT_IN_FULL).all()))
        for place, iso3 in enumerate(states)
    }


def _class_shares(classes: np.ndarray[Any, np.dtype[np.int64]]) -> Shares:
    """Chance of each class for each State: own years, and the changes of all States."""
    n_years = classes.shape[1]
    age_weights = KEPT_A_YEAR ** np.arange(n_years - 1, -1, -1.0)
    own = np.einsum("y,syc->sc", age_weights, _spread()[classes])
    changes = _changes(classes)[classes[:, -1]]
    shares: Shares = (WEIGHT_OF_ALL * changes + own) / (WEIGHT_OF_ALL + age_weights.sum())
    return shares


def _spread() -> Shares:
    """Each class spread over its neighbours; not in full stays not in full."""
    months = np.arange(NOT_IN_FULL)
    near = np.exp(-np.abs(months[:, None] - months[None, :]) / SPREAD_MONTHS)
    spread = np.zeros((N_CLASSES, N_CLASSES))
    spread[:NOT_IN_FULL, :NOT_IN_FULL] = near / near.sum(axis=1, keepdims=True)
    spread[NOT_IN_FULL, NOT_IN_FULL] = 1
    return spread


def _changes(classes: np.ndarray[Any, np.dtype[np.int64]]) -> Shares:
    """What States of each class did the year after, drawn towards what all States do."""
    counted = np.zeros((N_CLASSES, N_CLASSES))
    np.add.at(counted, (classes[:, :-1].ravel(), classes[:, 1:].ravel()), 1)
    overall = np.bincount(classes.ravel(), minlength=N_CLASSES) / classes.size
    pulled: Shares = (counted + STEADINESS * overall) / (counted.sum(axis=1, keepdims=True) + STEADINESS)
    return pulled


def _habit(iso3: str, shares: Shares, *, never: bool) -> PaymentHabit:
    low, high = PART_RANGE_NEVER_IN_FULL if never else PART_RANGE
    cap = CAP_PERCENT if iso3 == "USA" else None
    return PaymentHabit(tuple(float(one) for one in shares / shares.sum()), low, high, cap_percent=cap)


def steady_habit(
    paid_in_full_share: float, usual_delay_months: int, part_low: float, part_high: float, rest_share: float
) -> PaymentHabit:
    """A habit as a user describes it: how often in full, in which month, and the range of parts.

    >>> steady_habit(1.0, 3, 0.0, 0.0, 1.0).median_month
    3
    """
    shares = _spread()[usual_delay_months] * paid_in_full_share
    shares[NOT_IN_FULL] = 1 - paid_in_full_share
    return PaymentHabit(tuple(float(one) for one in shares), part_low, part_high, rest_share, by_user=True)
