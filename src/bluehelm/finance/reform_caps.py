"""Ceilings on the scales: whom they bind, who takes up what they spare, and what that makes of both scales.

Rule: two readings of a ceiling are in use: it binds every State above it, or only the one it was meant for.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Literal

from bluehelm.finance.assessment_rates import ALL, Rates, rates_from, rates_in, regular_scale_in
from bluehelm.finance.peacekeeping_levels import levels_in
from bluehelm.finance.read_scale_tables import PERMANENT_MEMBERS
from bluehelm.foundation.errors import CeilingTooLow

Reading = Literal["every", "largest"]
Absorbers = Literal["all", "permanent-members"]
Percents = Mapping[str, Decimal]
NOTHING = Decimal(0)


def capped(
    rates: Percents, cap_percent: Decimal, *, reading: Reading = "every", absorbed_by: Absorbers = "all"
) -> dict[str, Decimal]:
    """Rates under a ceiling; what is spared goes to the absorbers in proportion, until nobody is above it.

    Where every absorber stands at the ceiling, the others absorb. A ceiling above the largest rate changes
    nothing. Raises CeilingTooLow where nobody is left to absorb.

    >>> capped({"A": Decimal(50), "B": Decimal(30), "C": Decimal(20)}, Decimal(40))
    {'A': Decimal('40'), 'B': Decimal('36.0'), 'C': Decimal('24.0')}
    """
    found = dict(rates)
    largest = max(found, key=lambda iso3: found[iso3])
    bound: set[str] = set()
    while True:
        above = {iso3 for iso3, rate in found.items() if rate > cap_percent and iso3 not in bound}
        if reading == "largest":
            above &= {largest}
        if not above:
            return found
        bound |= above
        absorbing = _absorbing(found, bound, absorbed_by)
        if not absorbing:
            raise CeilingTooLow(cap_percent)
        _move(found, above, absorbing, cap_percent)


def _absorbing(rates: Percents, bound: Collection[str], absorbed_by: Absorbers) -> list[str]:
    free = [iso3 for iso3, rate in rates.items() if iso3 not in bound and rate > 0]
    wanted = [iso3 for iso3 in free if iso3 in PERMANENT_MEMBERS]
    return wanted if absorbed_by == "permanent-members" and wanted else free


def _move(
    rates: dict[str, Decimal], above: Collection[str], absorbing: Collection[str], cap: Decimal
) -> None:
    spared = sum((rates[iso3] - cap for iso3 in above), NOTHING)
    held = sum((rates[iso3] for iso3 in absorbing), NOTHING)
    for iso3 in above:
        rates[iso3] = cap
    for iso3 in absorbing:
        rates[iso3] *= 1 + spared / held


def rates_under_caps(
    year: int,
    *,
    regular_cap_percent: Decimal | None = None,
    peacekeeping_cap_percent: Decimal | None = None,
    reading: Reading = "every",
    absorbed_by: Absorbers = "all",
) -> tuple[dict[str, Decimal], dict[str, Decimal]]:
    """The regular and the peacekeeping rates of a year under ceilings, in per cent; levels stay as they are.

    >>> _, peacekeeping = rates_under_caps(2026, peacekeeping_cap_percent=Decimal(25))
    >>> peacekeeping["JPN"].quantize(Decimal("0.000001"))
    Decimal('7.036682')
    """
    rates = _with_regular_cap(year, regular_cap_percent, reading)
    regular = {iso3: one.regular_rate_percent for iso3, one in rates.by_state.items()}
    peacekeeping = {iso3: one.peacekeeping_rate_percent for iso3, one in rates.by_state.items()}
    if peacekeeping_cap_percent is not None:
        peacekeeping = capped(
            peacekeeping, peacekeeping_cap_percent, reading=reading, absorbed_by=absorbed_by
        )
    return regular, peacekeeping


def _with_regular_cap(year: int, cap_percent: Decimal | None, reading: Reading) -> Rates:
    if cap_percent is None:
        return rates_in(year)
    scale = capped(regular_scale_in(year), cap_percent, reading=reading)
    return rates_from(scale, levels_in(year))


def bound_by(rates: Percents, cap_percent: Decimal | None) -> list[str]:
    """The States that stand at a ceiling, in order of their codes."""
    if cap_percent is None:
        return []
    return sorted(iso3 for iso3, rate in rates.items() if rate == cap_percent)


def shares_of(percents: Percents) -> dict[str, float]:
    """Per cent as shares (0 to 1)."""
    return {iso3: float(percent / ALL) for iso3, percent in percents.items()}


WHAT_A_CAP_DOES_NOT_DO = (
    "A ceiling moves the bill, not the cash: arrears fall only if the State it spares then pays.",
    "It does not settle old arrears: what was billed before stays owed at the old rates.",
    "It does not lower what missions cost; every dollar it spares one State is billed to others.",
    "It does not make payment earlier: no source gives a response of payment dates to a lower rate.",
    (
        "Where arrears fall in the simulation, it is because shares move to States that have paid "
        "sooner; that they "
        "pay the larger bill as soon as the smaller one is an assumption."
    ),
    "It lowers dependence on one payer only as far as those who absorb pay more surely than it did.",
    (
        "The step from 25 to 22 per cent in 2001 is no clean measure: base period, gradient, a gift and "
        "a promise "
        "to pay arrears changed with it."
    ),
)
"""Statements that stand beside every result with a ceiling."""
