"""The road from money to work: how much of each line of a year goes to which task or output."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from bluehelm.dossier.budget_records import Allocation
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.periods import Period

BUCKETS = frozenset({"shared", "not-attributable"})


def allocations_for(seen: Standpoint, year: Period) -> list[Allocation]:
    """The allocations that hold in a year: its own, and those for every year."""
    return [one for one in seen.dossier.allocations if one.year is None or one.year == year]


def shares_of_lines(allocations: list[Allocation]) -> Mapping[str, Decimal]:
    """How much of each line is given away, buckets included, at most all of it."""
    found: dict[str, Decimal] = {}
    for one in allocations:
        found[one.budget_line] = found.get(one.budget_line, Decimal(0)) + one.share
    return {line: min(Decimal(1), share) for line, share in found.items()}


def money_by_target(allocations: list[Allocation], money: Mapping[str, Decimal]) -> Mapping[str, Decimal]:
    """Money by task, output or bucket."""
    found: dict[str, Decimal] = {}
    for one in allocations:
        found[one.to] = found.get(one.to, Decimal(0)) + one.share * money.get(one.budget_line, Decimal(0))
    return found


def tasks_with_money(seen: Standpoint, year: Period, served: Mapping[str, tuple[str, ...]]) -> set[str]:
    """Tasks that money of a year reaches, directly or through an output, whoever pays for it."""
    reached: set[str] = set()
    for one in allocations_for(seen, year):
        kind, _, identifier = one.to.partition("/")
        reached.update([identifier] if kind == "task" else served.get(identifier, ()))
    for output in seen.dossier.outputs:
        if output.funded_by in ("extrabudgetary", "partner"):
            reached.update(served.get(output.id, ()))
    return reached
