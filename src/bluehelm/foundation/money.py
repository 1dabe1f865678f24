"""Money is Decimal and adds up to the cent."""

from __future__ import annotations

from decimal import Decimal

CENT = Decimal("0.01")


def in_millions(usd: Decimal, n_places: int = 1) -> str:
    """An amount in millions of dollars, for people.

    >>> in_millions(Decimal("213300000"))
    '213.3 m'
    """
    return f"{usd / 1_000_000:,.{n_places}f} m"


def split_to_the_cent(amount_usd: Decimal, shares: list[Decimal]) -> list[Decimal]:
    """The amount in parts by shares (0 to 1), each to the cent; what shares leave over is not given.

    Rounding falls on the largest remainders, so the parts add up to the rounded whole.

    >>> [str(part) for part in split_to_the_cent(Decimal("100.00"), [Decimal(1) / 3] * 3)]
    ['33.34', '33.33', '33.33']
    """
    exact = [amount_usd * share for share in shares]
    floors = [part.quantize(CENT, rounding="ROUND_FLOOR") for part in exact]
    whole = sum(exact, Decimal(0)).quantize(CENT)
    n_cents = int((whole - sum(floors, Decimal(0))) / CENT)
    by_remainder = sorted(range(len(exact)), key=lambda i: exact[i] - floors[i], reverse=True)
    for index in by_remainder[:n_cents]:
        floors[index] += CENT
    return floors
