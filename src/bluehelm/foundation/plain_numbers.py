"""Numbers as people write them: no needless zeros, no false precision."""

from __future__ import annotations

from decimal import Decimal

MILLION = Decimal(1_000_000)


def plain(number: Decimal) -> Decimal:
    """A number without needless zeros.

    >>> str(plain(Decimal("40.0"))), str(plain(Decimal("1500")))
    ('40', '1500')
    """
    whole = number.to_integral_value()
    return whole.quantize(Decimal(1)) if number == whole else number.normalize()


def short(number: Decimal, n_places: int = 1) -> Decimal:
    """A computed number rounded for people.

    >>> str(short(Decimal(200) / 3))
    '66.7'
    """
    return plain(round(number, n_places))


def in_per_cent(share: Decimal) -> Decimal:
    """A share from 0 to 1 in per cent, rounded for people.

    >>> str(in_per_cent(Decimal("0.1502")))
    '15'
    """
    return short(100 * share)
