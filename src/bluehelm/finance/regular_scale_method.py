"""The method of the regular scale: from national income, population and debt to a rate for each State.

Rule: A/RES/79/249, para. 7: mean income over base periods of three and six years, debt burden, low income per
head (gradient of 80 per cent below the average of all States), floor, ceiling of the least developed
countries, ceiling; the two results are averaged.
Gap: the order of floor and ceilings, the detail of the debt adjustment and who absorbs are unverified; the
replication is for scenarios, and bills always use the adopted scale.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from bluehelm.finance.income_of_states import (
    BASE_YEARS,
    IncomeOfState,
    high_income_threshold_usd,
    income_over,
    least_developed,
)

Rates = dict[str, float]
WHOLE = 100.0
SLACK = 1e-12


@dataclass(frozen=True, slots=True)
class ScaleElements:
    """What the Assembly decides on the method; rates in per cent, shares from 0 to 1."""

    debt_share: float = 0.125
    gradient_share: float = 0.8
    floor_percent: float = 0.001
    least_developed_ceiling_percent: float = 0.01
    ceiling_percent: float = 22.0


IN_FORCE = ScaleElements()
"""A/RES/79/249, para. 7; the debt share, an eighth of the debt stock paid back a year, is unverified."""


@dataclass(frozen=True, slots=True)
class ScaleSteps:
    """A scale step by step; every mapping is by State, rates in per cent.

    threshold_usd: average income per head of all States; adjusted_usd: income less debt; relief_usd: what the
    low-income adjustment takes off; absorbed_usd: what a State takes over of it; absorbs_nothing: States over
    the ceiling before they absorb; capped, floored, least_capped: States at a limit
    """

    income: Mapping[str, IncomeOfState]
    threshold_usd: float
    adjusted_usd: Rates
    relief_usd: Rates
    absorbed_usd: Rates
    after_relief: Rates
    after_floor: Rates
    after_least_developed: Rates
    result: Rates
    floored: frozenset[str]
    least_capped: frozenset[str]
    capped: frozenset[str]
    absorbs_nothing: frozenset[str]


def scale_steps(
    income: Mapping[str, IncomeOfState],
    *,
    high_income_usd: float,
    least: Collection[str],
    elements: ScaleElements = IN_FORCE,
) -> ScaleSteps:
    """The scale of one base period, step by step.

    A State whose income alone takes it over the ceiling has no room to absorb the relief of others; any
    other State absorbs, and is held at the ceiling where that takes it over.

    >>> made = {"AAA": (600, 10), "BBB": (300, 10), "CCC": (90, 20), "DDD": (10, 10)}
    >>> income = {iso3: IncomeOfState(iso3, gni, people, 0) for iso3, (gni, people) in made.items()}
    >>> found = scale_steps(income, high_income_usd=0, least=(), elements=ScaleElements(ceiling_percent=50.0))
    >>> {iso3: round(rate, 3) for iso3, rate in found.result.items()}
    {'AAA': 50.0, 'BBB': 45.425, 'CCC': 4.275, 'DDD': 0.3}
    """
    threshold = sum(one.gni_usd for one in income.values()) / sum(one.population for one in income.values())
    adjusted = {iso3: _less_debt(one, high_income_usd, elements) for iso3, one in income.items()}
    relief = {iso3: _relief(adjusted[iso3], one, threshold, elements) for iso3, one in income.items()}
    whole = sum(adjusted.values())
    full = frozenset(i for i in income if WHOLE * adjusted[i] / whole > elements.ceiling_percent)
    absorbed = _absorbed(adjusted, relief, full)
    after_relief = _percents({i: adjusted[i] - relief[i] + absorbed[i] for i in income})
    after_floor, floored = with_floor(after_relief, elements.floor_percent)
    after_least, least_capped = _with_least_ceiling(after_floor, floored, least, elements)
    result, capped = with_ceiling(after_least, elements.ceiling_percent, kept=floored | least_capped)
    return ScaleSteps(
        income, threshold, adjusted, relief, absorbed, after_relief, after_floor, after_least, result,
        floored, least_capped, capped, full,
    )  # fmt: skip


def _less_debt(one: IncomeOfState, high_income_usd: float, elements: ScaleElements) -> float:
    if one.per_head_usd >= high_income_usd:
        return one.gni_usd
    return one.gni_usd - elements.debt_share * one.debt_usd


def _relief(adjusted: float, one: IncomeOfState, threshold: float, elements: ScaleElements) -> float:
    per_head = adjusted / one.population
    return adjusted * elements.gradient_share * (1 - per_head / threshold) if per_head < threshold else 0.0


def _absorbed(adjusted: Rates, relief: Rates, full: Collection[str]) -> Rates:
    """The relief of all, in proportion to income, over those who get none and have room below the ceiling."""
    absorbing = [i for i in adjusted if relief[i] == 0 and i not in full]
    income, total = sum(adjusted[i] for i in absorbing), sum(relief.values())
    per_dollar = total / income if income else 0.0
    return {i: adjusted[i] * per_dollar if i in set(absorbing) else 0.0 for i in adjusted}


def _percents(usd: Rates) -> Rates:
    total = sum(usd.values())
    return {i: WHOLE * one / total for i, one in usd.items()}


def with_floor(rates: Rates, floor_percent: float) -> tuple[Rates, frozenset[str]]:
    """Nobody below the floor; the others are scaled so that the sum stays 100."""
    floored: frozenset[str] = frozenset()
    while below := {i for i, rate in rates.items() if rate < floor_percent and i not in floored}:
        floored |= below
        free = sum(rate for i, rate in rates.items() if i not in floored)
        factor = (WHOLE - floor_percent * len(floored)) / free
        rates = {i: floor_percent if i in floored else rate * factor for i, rate in rates.items()}
    return rates, floored


def _with_least_ceiling(
    rates: Rates, floored: frozenset[str], least: Collection[str], elements: ScaleElements
) -> tuple[Rates, frozenset[str]]:
    """Least developed countries held at their ceiling; the excess goes to all others above the floor."""
    limit = elements.least_developed_ceiling_percent
    over = frozenset(i for i in least if rates.get(i, 0) > limit)
    return _held(rates, over, limit, floored), over


def with_ceiling(
    rates: Rates, ceiling_percent: float, *, kept: Collection[str] = ()
) -> tuple[Rates, frozenset[str]]:
    """Nobody above the ceiling, whoever it binds; the excess goes to the others in proportion.

    States in `kept` are left as they are. Raises ValueError where the ceiling cannot hold everything.

    >>> rates, capped = with_ceiling({"USA": 30.0, "CHN": 24.0, "JPN": 23.0, "DEU": 23.0}, 25.0)
    >>> sorted(capped), round(rates["JPN"], 3)
    (['CHN', 'USA'], 25.0)
    """
    capped: frozenset[str] = frozenset()
    while over := {i for i, rate in rates.items() if rate > ceiling_percent + SLACK and i not in capped}:
        capped |= over
        if capped | set(kept) >= rates.keys():
            raise ValueError(f"a ceiling of {ceiling_percent} per cent cannot hold 100 per cent")
        rates = _held(rates, capped, ceiling_percent, kept)
    return rates, capped


def _held(rates: Rates, held: Collection[str], limit: float, kept: Collection[str]) -> Rates:
    excess = sum(rates[i] - limit for i in held)
    free = sum(rate for i, rate in rates.items() if i not in held and i not in kept)
    factor = 1 + excess / free
    return {i: limit if i in held else rate if i in kept else rate * factor for i, rate in rates.items()}


@dataclass(frozen=True, slots=True)
class WorkedOutScale:
    """The scale of three years by the method: the steps of both base periods and their mean, in per cent."""

    first_year: int
    short: ScaleSteps
    long: ScaleSteps
    rates: Rates


def worked_out_scale(first_year: int, elements: ScaleElements = IN_FORCE) -> WorkedOutScale:
    """The method applied to the base periods of a scale; KeyError where the inputs of that scale do not ship.

    >>> made = worked_out_scale(2025)
    >>> made.rates["CHN"], made.rates["USA"]
    (20.135, 22.0)
    """
    short, long = (
        scale_steps(
            income_over(years),
            high_income_usd=high_income_threshold_usd(years),
            least=least_developed(),
            elements=elements,
        )
        for years in BASE_YEARS[first_year]
    )
    rates = {i: round((short.result[i] + long.result[i]) / 2, 3) for i in short.result}
    return WorkedOutScale(first_year, short, long, rates)
