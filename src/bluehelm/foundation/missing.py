"""Kinds of missing: a blank is unknown, and unknown is never zero."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Missing(StrEnum):
    """Why a value is not there. A blank cell means unknown and is read as None.

    Rule: indicator tables print 'not applicable', 'not available' and nothing at all; these are
    kept apart and none is zero (A/80/623, A/80/624; rule R81).
    """

    NOT_APPLICABLE = "n/a"
    WITHHELD = "withheld"
    NOT_DUE = "not due"


@dataclass(frozen=True, slots=True)
class KnownTotal:
    """A sum that says how much of it is known."""

    total: Decimal
    n_known: int
    n_unknown: int

    @property
    def known_share(self) -> Decimal:
        """Share (0 to 1) of the parts that were known; 1 where there was nothing to know."""
        n_parts = self.n_known + self.n_unknown
        return Decimal(self.n_known) / n_parts if n_parts else Decimal(1)


def total_of(values: Iterable[Decimal | int | None]) -> KnownTotal:
    """The sum of what is known, and how many parts were not.

    >>> total_of([Decimal(2), None, Decimal(3)])
    KnownTotal(total=Decimal('5'), n_known=2, n_unknown=1)
    """
    parts = list(values)
    known = [Decimal(part) for part in parts if part is not None]
    return KnownTotal(sum(known, Decimal(0)), len(known), len(parts) - len(known))
