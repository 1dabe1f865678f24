"""Unit costs by day: what contributors are paid for a person and month, and how that is known."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files

PAID_BY_RATE = ("contingents", "formed police")
"""Categories of personnel for whom contributors are paid the standard rate."""


@dataclass(frozen=True, slots=True)
class UnitCost:
    """Dollars for a person and a month from a day on, with the document and how it is known."""

    from_on: date
    usd_a_month: Decimal
    source: str
    known_as: str


@lru_cache(maxsize=1)
def reimbursement_rates() -> tuple[UnitCost, ...]:
    """The standard rates of reimbursement, in order."""
    table = files("bluehelm.finance.unit_cost_tables") / "reimbursement_rates.csv"
    lines = [line for line in table.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return tuple(
        UnitCost(
            date.fromisoformat(row["valid_from"]), Decimal(row["usd_per_person_month"]), row["source"],
            row["known_as"],
        )
        for row in csv.DictReader(lines)
    )  # fmt: skip


def reimbursement_rate_on(day: date) -> UnitCost | None:
    """The rate in force on a day; None before the first that is known.

    >>> found = reimbursement_rate_on(date(2026, 2, 28))
    >>> found.usd_a_month, found.known_as
    (Decimal('1448'), 'unverified')
    """
    return next((rate for rate in reversed(reimbursement_rates()) if rate.from_on <= day), None)
