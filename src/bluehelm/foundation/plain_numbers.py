"""Numbers as people write them: no needless zeros, no false precision."""

from __future__ import annotations

from decimal import Decimal

MILLION = Decimal(1_000_000)
LARGEST_ROUNDED = Decimal(10) ** 20
"""Beyond this no place after the point says anything."""


def plain(number: Decimal) -> Decimal:
    """A number without needless zeros.

    >>> str(plain(Decimal("40.0"))), str(plain(Decimal("1500")))
    ('40', '1500')
    """
    whole = number.to_integral_value()
    return Decimal(int(whole)) if number == whole else number.normalize()


def short(number: Decimal, n_places: int = 1) -> Decimal:
    """A computed number rounded for people.

    >>> str(short(Decimal(200) / 3))
    '66.7'
    """
    return plain(number if abs(number) > LARGEST_ROUNDED else round(number, n_places))


def in_per_cent(share: Decimal) -> Decimal:
    """A share from 0 to 1 in per cent, rounded for people.

    >>> str(in_per_cent(Decimal("0.1502")))
    '15'
    """
    return short(100 * share)
