"""How quantities and lists of names are read and shown in findings on forces."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal

_QUANTITY = re.compile(r"\s*(\d+(?:\.\d+)?)\b")


def quantity(text: str) -> Decimal | None:
    """The number a need or an offer begins with; None where it names none.

    >>> quantity("24 vehicles"), quantity("required")
    (Decimal('24'), None)
    """
    found = _QUANTITY.match(text)
    return Decimal(found[1]) if found else None


def quantities(labels: Mapping[str, str] | None) -> dict[str, Decimal]:
    """The items of a table that have a number."""
    found = {item: quantity(text) for item, text in (labels or {}).items()}
    return {item: number for item, number in found.items() if number is not None}


def listed(names: Iterable[object], at_most: int = 8) -> str:
    """Names in a row; beyond `at_most` they are counted.

    >>> listed(["karo", "telim", "obo"], at_most=2)
    'karo, telim, … (+1)'
    """
    written = [str(name) for name in names]
    if len(written) <= at_most:
        return ", ".join(written)
    return ", ".join(written[:at_most]) + f", … (+{len(written) - at_most})"


def percent(share: Decimal, places: int = 1) -> str:
    """A share in per cent.

    >>> percent(Decimal("0.82736"))
    '82.7 %'
    """
    step = Decimal(1).scaleb(-places)
    return f"{(share * 100).quantize(step, ROUND_HALF_UP)} %"


def plain(number: Decimal | float) -> str:
    """A number without needless decimals.

    >>> plain(Decimal("24.0")), plain(Decimal("2.5"))
    ('24', '2.5')
    """
    return f"{Decimal(str(number)).normalize():f}"
