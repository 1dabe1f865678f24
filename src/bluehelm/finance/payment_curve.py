"""The share of a year's regular-budget bills that is paid in full by the end of each month.

Forecast with a range, set beside what came, and beside the curve of the year before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from bluehelm.finance.payment_habits import Habits, fitted_habits
from bluehelm.finance.payment_records import NOT_IN_FULL, PaymentRecords, shares_of_bill

N_DRAWS = 10_000
LOW, HIGH = 0.1, 0.9
FEWEST_YEARS = 2

Curve = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True, slots=True)
class PaymentCurve:
    """Draws of the curve of a year: `draws[k, m]` is the share paid in full by the end of month m."""

    year: int
    draws: Curve

    @property
    def middle(self) -> Curve:
        """The median of each month."""
        return self.quantile(0.5)

    def quantile(self, share: float) -> Curve:
        """A quantile of each month."""
        found: Curve = np.quantile(self.draws, share, axis=0)
        return found


def forecast_curve(
    records: PaymentRecords, year: int, *, habits: Habits | None = None, seed: int = 1
) -> PaymentCurve:
    """The curve of `year` from the years before it; habits of the user take the place of fitted ones."""
    known = records.until(year)
    held = {**fitted_habits(known), **(habits or {})}
    shares = shares_of_bill(known if year not in records.assessed_usd else records, year)
    states = sorted(held)
    random = np.random.Generator(np.random.Philox(seed))
    draws = np.zeros((N_DRAWS, NOT_IN_FULL))
    for iso3 in states:
        chances = np.array(held[iso3].shares)
        classes = np.searchsorted(np.cumsum(chances), random.random(N_DRAWS) * chances.sum(), side="right")
        _pay(draws, classes, shares[iso3])
    return PaymentCurve(year, np.cumsum(draws, axis=1))


def _pay(draws: Curve, classes: np.ndarray[Any, np.dtype[np.int64]], share: float) -> None:
    in_full = np.flatnonzero(classes < NOT_IN_FULL)
    draws[in_full, classes[in_full]] += share


def observed_curve(classes: Mapping[str, int], shares: Mapping[str, float]) -> Curve:
    """The share of a year's bills paid in full by the end of each month, as recorded."""
    by_month = np.zeros(NOT_IN_FULL)
    for iso3, paid_in in classes.items():
        if paid_in < NOT_IN_FULL:
            by_month[paid_in] += shares[iso3]
    return np.cumsum(by_month)


@dataclass(frozen=True, slots=True)
class CurveScore:
    """How a forecast fared.

    covered_share: months whose outcome lies in the 80 per cent range; width: mean width of that range
    error: mean error of the median; crps: mean continuous ranked probability score, the lower the better
    error_of_last_year: mean error (and score) of simply repeating the curve of the year before
    """

    year: int
    covered_share: float
    width: float
    error: float
    crps: float
    error_of_last_year: float


def score_curve(curve: PaymentCurve, observed: Curve, last_year: Curve) -> CurveScore:
    """The score of a forecast against what came and against last year's curve."""
    low, high = curve.quantile(LOW), curve.quantile(HIGH)
    inside = (observed >= low - 1e-12) & (observed <= high + 1e-12)
    return CurveScore(
        curve.year,
        float(inside.mean()),
        float((high - low).mean()),
        float(np.abs(curve.middle - observed).mean()),
        float(_crps(curve.draws, observed).mean()),
        float(np.abs(last_year - observed).mean()),
    )


def _crps(draws: Curve, observed: Curve) -> Curve:
    """The continuous ranked probability score of each month, from sorted draws."""
    n_draws = len(draws)
    ordered = np.sort(draws, axis=0)
    weights = 2 * np.arange(1, n_draws + 1) - n_draws - 1
    apart = (ordered * weights[:, None]).sum(axis=0) / n_draws**2
    found: Curve = np.abs(draws - observed).mean(axis=0) - apart
    return found


def back_test(records: PaymentRecords, year: int) -> CurveScore:
    """How the forecast of a recorded year, made from the years before it alone, would have fared."""
    before = year - 1
    observed = observed_curve(records.class_of[year], shares_of_bill(records, year))
    last_year = observed_curve(records.class_of[before], shares_of_bill(records, before))
    return score_curve(forecast_curve(records, year), observed, last_year)


def rolling_years(records: PaymentRecords) -> tuple[CurveScore, ...]:
    """A back-test of every recorded year that has enough years before it."""
    years = sorted(records.class_of)
    return tuple(back_test(records, year) for year in years[FEWEST_YEARS:])
