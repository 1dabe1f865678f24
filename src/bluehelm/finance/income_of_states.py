"""Income, population and debt of States over a base period: what the regular scale is worked out from.

Gap: the Committee on Contributions works with national accounts and exchange rates of its own, which are not
published; ours come from World Development Indicators and run a few per cent above them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bluehelm.finance.read_scale_tables import adopted_levels, member_states, rows_of

COUNTED_WITH: Mapping[str, str] = {"HKG": "CHN", "MAC": "CHN", "TWN": "CHN"}
"""Gap: which territory the official figure of China covers is inferred from how close ours gets."""

BASE_YEARS: Mapping[int, tuple[tuple[int, ...], tuple[int, ...]]] = {
    2019: (tuple(range(2014, 2017)), tuple(range(2011, 2017))),
    2022: (tuple(range(2017, 2020)), tuple(range(2014, 2020))),
    2025: (tuple(range(2020, 2023)), tuple(range(2017, 2023))),
}
"""Base periods of three and of six years, by the first year of the scale; unverified, but they fit."""


@dataclass(frozen=True, slots=True)
class IncomeOfState:
    """Means of a State over a base period, in dollars and people.

    guessed   whether a year of the income is an order of magnitude of our own
    """

    iso3: str
    gni_usd: float
    population: float
    debt_usd: float
    guessed: bool = False

    @property
    def per_head_usd(self) -> float:
        """Income per head."""
        return self.gni_usd / self.population


@lru_cache(maxsize=1)
def _by_state_and_year() -> Mapping[tuple[str, int], tuple[float, float, float, bool]]:
    return {
        (row["iso3"], int(row["year"])): (
            float(row["gni_usd_thousand"]) * 1000,
            float(row["population"]),
            float(row["debt_usd_thousand"] or 0) * 1000,
            row["income_from"] == "guess",
        )
        for row in rows_of("income_population_debt.csv")
    }


def income_over(years: Sequence[int]) -> dict[str, IncomeOfState]:
    """Mean income, population and debt of every Member State over the years.

    >>> round(income_over(range(2020, 2023))["CAN"].per_head_usd, -3)
    51000.0
    """
    return {iso3: _mean(iso3, _counted_as(iso3), years) for iso3 in member_states()}


def _counted_as(iso3: str) -> list[str]:
    return [iso3, *(part for part, whole in COUNTED_WITH.items() if whole == iso3)]


def _mean(iso3: str, parts: Sequence[str], years: Sequence[int]) -> IncomeOfState:
    table = _by_state_and_year()
    rows = [table[part, year] for part in parts for year in years]
    gni, population, debt = (sum(row[column] for row in rows) / len(years) for column in range(3))
    own = [table[iso3, year] for year in years]
    return IncomeOfState(iso3, gni, population, debt, any(guessed for *_, guessed in own))


@lru_cache(maxsize=1)
def _thresholds_usd() -> Mapping[int, float]:
    return {int(row["year"]): float(row["gni_per_head_usd"]) for row in rows_of("high_income_thresholds.csv")}


def high_income_threshold_usd(years: Sequence[int]) -> float:
    """The mean limit of the World Bank's high-income group over the years, below which debt counts."""
    return sum(_thresholds_usd()[year] for year in years) / len(years)


def least_developed() -> frozenset[str]:
    """The least developed countries as the levels of 2022 have them: level J, 46 States."""
    return frozenset(iso3 for iso3, level in adopted_levels(2022).items() if level == "J")
