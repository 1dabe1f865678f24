"""Levels of contribution to peacekeeping: discounts, phase-ins, exceptions, as dated rules.

Rule: A/RES/79/250, paras. 6 to 18, and its forerunners back to A/RES/55/235.
Gap: the income limits of the levels and the choice within level H are not verified as text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from bluehelm.finance.read_scale_tables import adopted_levels, rows_of, scale_period_of
from bluehelm.foundation.errors import NoScale

LEVELS = "ABCDEFGHIJ"
EXCEPTIONAL_MARK = "*"
EXCEPTIONAL_DISCOUNT_SHARE = Decimal("0.075")
"""Rule: for some developing States at level B; BHS, BHR and SAU in 2022-24 and 2025-27."""
NONE = Decimal(0)


@dataclass(frozen=True, slots=True)
class LevelDiscount:
    """A level with its discount on the regular rate; `income_below` in times the average of all States."""

    level: str
    discount_share: Decimal | None
    income_below: Decimal | None
    who: str


@dataclass(frozen=True, slots=True)
class PhaseIn:
    """A State on its way up: from which level and discount, and which of how many yearly steps this is."""

    from_level: str
    from_share: Decimal
    step: int
    n_steps: int


@dataclass(frozen=True, slots=True)
class LevelHeld:
    """The level a State holds in a year, and the discount it gives; None for the permanent members."""

    level: str
    discount_share: Decimal | None
    exceptional: bool = False
    phase_in: PhaseIn | None = None


@lru_cache(maxsize=1)
def level_discounts() -> Mapping[str, LevelDiscount]:
    """The ten levels and their discounts.

    >>> level_discounts()["G"].discount_share
    Decimal('0.70')
    """
    return {
        row["level"]: LevelDiscount(
            row["level"], _number(row["discount_share"]), _number(row["income_below"]), row["who"]
        )
        for row in rows_of("level_discounts.csv")
    }


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def level_of_income(ratio: Decimal) -> str:
    """The level with the lowest rate that an income per head, in times the average, qualifies for.

    Gap: the limits are unverified as text; H and I have one discount.

    >>> level_of_income(Decimal("1.95")), level_of_income(Decimal("4.1")), level_of_income(Decimal("0.4"))
    ('D', 'B', 'I')
    """
    limits = [
        (one.income_below, one.level) for one in level_discounts().values() if one.income_below is not None
    ]
    return next((level for limit, level in sorted(limits) if ratio < limit), "B")


def n_phase_in_years(from_level: str, to_level: str) -> int:
    """Years over which a State moves: one level or down at once, two levels two years, more three.

    Rule: A/RES/64/249, paras. 12 and 13; A/RES/79/250, paras. 17 and 18. Every level on the way counts, C
    too.

    >>> n_phase_in_years("E", "B"), n_phase_in_years("D", "B"), n_phase_in_years("D", "E")
    (3, 2, 1)
    """
    n_levels_up = LEVELS.index(from_level) - LEVELS.index(to_level)
    return min(max(n_levels_up, 1), 3)


def phased_discount(from_share: Decimal, to_share: Decimal, *, step: int, n_steps: int) -> Decimal:
    """The discount after a number of equal yearly steps; the last step reaches the new one exactly.

    >>> [
    ...     phased_discount(Decimal("0.40"), NONE, step=k, n_steps=3).quantize(Decimal("0.0001"))
    ...     for k in (1, 2, 3)
    ... ]
    [Decimal('0.2667'), Decimal('0.1333'), Decimal('0.0000')]
    """
    if step >= n_steps:
        return to_share
    return (from_share * (n_steps - step) + to_share * step) / n_steps


@lru_cache(maxsize=16)
def levels_in(year: int) -> Mapping[str, LevelHeld]:
    """Level and discount of each State in a calendar year, phase-ins included.

    Gap: phase-ins into 2022-24 cannot be told from the levels that ship; the billed rates show none.
    Raises NoScale where the levels of the year do not ship.

    >>> levels_in(2026)["EST"].discount_share, levels_in(2025)["EST"].phase_in.n_steps
    (Decimal('0'), 2)
    """
    period = scale_period_of(year)
    if period is None or not period.peacekeeping_symbol:
        raise NoScale(year)
    now = adopted_levels(period.first_year)
    earlier = scale_period_of(period.first_year - 1)
    before = adopted_levels(earlier.first_year) if earlier and earlier.peacekeeping_symbol else {}
    step = year - period.first_year + 1
    return {iso3: _held(mark, before.get(iso3, mark), step) for iso3, mark in now.items()}


def _held(mark: str, mark_before: str, step: int) -> LevelHeld:
    """The level held, from the marks of this and the last period."""
    level, level_before = mark[0], mark_before[0]
    exceptional = mark.endswith(EXCEPTIONAL_MARK)
    target = EXCEPTIONAL_DISCOUNT_SHARE if exceptional else level_discounts()[level].discount_share
    if target is None:
        return LevelHeld(level, None)
    n_steps = n_phase_in_years(level_before, level)
    from_share = level_discounts()[level_before].discount_share
    if step >= n_steps or from_share is None:
        return LevelHeld(level, target, exceptional)
    phase_in = PhaseIn(level_before, from_share, step, n_steps)
    return LevelHeld(
        level, phased_discount(from_share, target, step=step, n_steps=n_steps), exceptional, phase_in
    )
