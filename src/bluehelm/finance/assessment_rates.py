"""Rates of assessment by State: the regular scale, and what the levels make of it for peacekeeping.

Rule: A/RES/79/250, paras. 6 to 18. A State outside level A pays its regular rate less its discount; the
permanent members pay theirs times 1 + D / A, where D is all that the others are spared and A their own sum.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from bluehelm.finance.peacekeeping_levels import LevelHeld, levels_in
from bluehelm.finance.read_scale_tables import RATED_YEARS, adopted_scale, scale_period_of
from bluehelm.foundation.errors import NoScale

NOTHING = Decimal(0)
ALL = Decimal(100)


@dataclass(frozen=True, slots=True)
class Rate:
    """What one State pays of each hundred; unrounded, as bills are made.

    discount_share: on the regular rate; None for the permanent members, who absorb
    """

    iso3: str
    level: str
    discount_share: Decimal | None
    regular_rate_percent: Decimal
    peacekeeping_rate_percent: Decimal


@dataclass(frozen=True, slots=True)
class Rates:
    """The rates of all States in a year.

    spared_percent: D, the points of which discounts spare the others; absorbing_percent: A, the regular
    rates of those who absorb them
    """

    by_state: Mapping[str, Rate]
    spared_percent: Decimal
    absorbing_percent: Decimal

    @property
    def premium_factor(self) -> Decimal:
        """By which the regular rates of the permanent members are multiplied."""
        return 1 + self.spared_percent / self.absorbing_percent

    def peacekeeping_shares(self) -> dict[str, Decimal]:
        """Share (0 to 1) of each State of a peacekeeping bill."""
        return {iso3: rate.peacekeeping_rate_percent / ALL for iso3, rate in self.by_state.items()}


def rates_from(scale: Mapping[str, Decimal], levels: Mapping[str, LevelHeld]) -> Rates:
    """The rates that a regular scale and levels give; both name the same States, at least one at level A.

    >>> levels = {"USA": LevelHeld("A", None), "BRA": LevelHeld("I", Decimal("0.8"))}
    >>> rates_from({"USA": Decimal(60), "BRA": Decimal(40)}, levels).by_state["USA"].peacekeeping_rate_percent
    Decimal('92.0')
    """
    spared = sum((scale[iso3] * (levels[iso3].discount_share or NOTHING) for iso3 in scale), NOTHING)
    absorbing = sum((scale[iso3] for iso3 in scale if levels[iso3].discount_share is None), NOTHING)
    by_state: dict[str, Rate] = {}
    for iso3, regular in sorted(scale.items()):
        held = levels[iso3]
        share = held.discount_share
        rate = regular * (absorbing + spared) / absorbing if share is None else regular * (1 - share)
        by_state[iso3] = Rate(iso3, held.level, share, regular, rate)
    return Rates(by_state, spared, absorbing)


def regular_scale_in(year: int) -> Mapping[str, Decimal]:
    """The adopted regular scale of a calendar year, per cent. Raises NoScale where it does not ship."""
    period = scale_period_of(year)
    if period is None:
        raise NoScale(year)
    return adopted_scale(period.first_year)


@lru_cache(maxsize=16)
def rates_in(year: int) -> Rates:
    """The rates in force in a calendar year. Raises NoScale where they do not ship.

    >>> usa = rates_in(2025).by_state["USA"].peacekeeping_rate_percent
    >>> usa.quantize(Decimal("0.000001"))
    Decimal('26.158392')
    """
    if year not in RATED_YEARS:
        raise NoScale(year, RATED_YEARS)
    return rates_from(regular_scale_in(year), levels_in(year))
