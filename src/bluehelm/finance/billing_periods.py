"""How the amount of a year is cut into the periods that are billed.

Rule: the year is cut at the end of each mandate period, and on 1 January where rates change. Missions differ
in how a piece is sized: by months, a part of a month counting by its days, or by the days of the half-year.
Gap: which convention a mission follows was inferred from its assessments of 2023/24 to 2025/26.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from bluehelm.foundation.periods import add_months

Prorata = Literal["months", "half_year_days"]
PRORATA: tuple[Prorata, ...] = ("months", "half_year_days")
N_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days that are billed together; `until_on` is exclusive. `mandated`: the Council has decided on them."""

    from_on: date
    until_on: date
    mandated: bool = True


def cut_at(from_on: date, until_on: date, days: Iterable[date]) -> list[tuple[date, date]]:
    """The stretch in pieces, a new one beginning on each of the days.

    >>> cut_at(date(2025, 7, 1), date(2026, 7, 1), [date(2025, 11, 16), date(2026, 1, 1)])[0]
    (datetime.date(2025, 7, 1), datetime.date(2025, 11, 16))
    """
    inside = sorted({day for day in days if from_on < day < until_on})
    return list(zip([from_on, *inside], [*inside, until_on], strict=True))


def weight(from_on: date, until_on: date, prorata: Prorata) -> Fraction:
    """How much of a full year a stretch is, exactly.

    >>> weight(date(2025, 7, 1), date(2025, 11, 16), "months")
    Fraction(3, 8)
    >>> weight(date(2025, 7, 1), date(2025, 11, 16), "half_year_days")
    Fraction(3, 8)
    """
    parts = _months if prorata == "months" else _half_years
    whole = N_MONTHS if prorata == "months" else 2
    return (
        sum(
            (
                Fraction((min(end, until_on) - max(begin, from_on)).days, (end - begin).days)
                for begin, end in parts(from_on, until_on)
            ),
            Fraction(0),
        )
        / whole
    )


def _months(from_on: date, until_on: date) -> Iterator[tuple[date, date]]:
    begin = from_on.replace(day=1)
    while begin < until_on:
        yield begin, add_months(begin, 1)
        begin = add_months(begin, 1)


def _half_years(from_on: date, until_on: date) -> Iterator[tuple[date, date]]:
    begin = date(from_on.year, 1 if from_on.month <= N_MONTHS // 2 else N_MONTHS // 2 + 1, 1)
    while begin < until_on:
        yield begin, add_months(begin, N_MONTHS // 2)
        begin = add_months(begin, N_MONTHS // 2)


def split_in_units(amount_usd: Decimal, weights: Sequence[Fraction], unit_usd: Decimal) -> list[Decimal]:
    """The amount in parts by weight, each a multiple of the unit, adding up to the amount exactly.

    What rounding leaves goes to the largest remainders; what is less than a unit goes to the last part.

    >>> parts = split_in_units(
    ...     Decimal(78146900), [Fraction(4, 12), Fraction(2, 12), Fraction(1, 2)], Decimal(100)
    ... )
    >>> [int(part) for part in parts]
    [26049000, 13024500, 39073400]
    """
    whole = sum(weights, Fraction(0))
    n_units = Fraction(amount_usd) / Fraction(unit_usd)
    exact = [n_units * one / whole for one in weights]
    floors = [part.numerator // part.denominator for part in exact]
    n_left = n_units.numerator // n_units.denominator - sum(floors)
    by_remainder = sorted(range(len(exact)), key=lambda place: floors[place] - exact[place])
    for place in by_remainder[:n_left]:
        floors[place] += 1
    parts = [unit_usd * number for number in floors]
    parts[-1] += amount_usd - sum(parts, Decimal(0))
    return parts
