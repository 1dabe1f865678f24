"""Adherence to a statement of unit requirement: item by item, what is there against what was required."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bluehelm.dossier.force_records import DeployedUnit, StatementOfUnitRequirement, Verification
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.forces.force_wording import plain, quantities
from bluehelm.forces.units_on_the_ground import inspections_by_unit, strength_of, units_by_requirement

PEOPLE = "people"


@dataclass(frozen=True, slots=True)
class ItemAdherence:
    """One item of a requirement against what works on the ground."""

    item: str
    required: Decimal
    serviceable: Decimal
    critical: bool = False

    @property
    def share(self) -> Decimal:
        """Adherence from 0 to 1; more than required counts as met.

        >>> ItemAdherence("carriers", Decimal(24), Decimal(18)).share
        Decimal('0.75')
        """
        return min(Decimal(1), self.serviceable / self.required) if self.required else Decimal(1)

    def __str__(self) -> str:
        return f"{self.item} {plain(self.serviceable)}/{plain(self.required)}"


def adherence_of(
    requirement: StatementOfUnitRequirement,
    counts: Sequence[DeployedUnit],
    inspections: Mapping[str, Sequence[Verification]],
) -> list[ItemAdherence]:
    """Adherence of the units that answer a requirement, for the items whose number is known.

    Rule: min(1, serviceable deployed / required) per item, after the latest inspection of each unit.
    Gap: an item that one of the units' inspections does not list is unknown and left out.
    """
    found: list[ItemAdherence] = []
    people = strength_of(counts)
    if requirement.strength and people is not None:
        found.append(ItemAdherence(PEOPLE, Decimal(requirement.strength), people))
    latest = [_latest_with_items(inspections.get(count.unit, ())) for count in counts]
    return found + items_working(requirement, latest)


def items_working(
    requirement: StatementOfUnitRequirement, inspections: Sequence[Verification | None]
) -> list[ItemAdherence]:
    """Adherence of the items that every one of these inspections counted."""
    working = [_serviceable(inspection) for inspection in inspections]
    critical = {name.casefold() for name in requirement.critical}
    found: list[ItemAdherence] = []
    for item, required in quantities(requirement.needs).items():
        amounts = [items.get(item.casefold()) for items in working]
        if None not in amounts:
            total = sum((amount or Decimal(0) for amount in amounts), Decimal(0))
            found.append(ItemAdherence(item, required, total, item.casefold() in critical))
    return found


def _latest_with_items(inspections: Sequence[Verification]) -> Verification | None:
    """The latest inspection that counted items."""
    return next((one for one in reversed(inspections) if one.serviceable), None)


def _serviceable(inspection: Verification | None) -> Mapping[str, Decimal]:
    items = quantities(inspection.serviceable) if inspection else {}
    return {item.casefold(): number for item, number in items.items()}


def adherence_by_requirement(
    seen: Standpoint,
) -> Iterator[tuple[StatementOfUnitRequirement, list[ItemAdherence]]]:
    """Every requirement that units on the ground answer, with the adherence of its items."""
    counts, inspections = units_by_requirement(seen), inspections_by_unit(seen)
    for requirement in seen.dossier.requirements:
        if requirement.id in counts:
            yield requirement, adherence_of(requirement, counts[requirement.id], inspections)
