"""Checks on bases: shelter for all who serve there, supply, the age of the data, and the place itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from bluehelm.dossier.checking import Check, Fault, check, fault, instrument, submission
from bluehelm.dossier.infrastructure_records import Base
from bluehelm.dossier.mission_records import Area
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.forces.force_wording import listed
from bluehelm.foundation.findings import Severity
from bluehelm.foundation.places import cell_of


def open_bases(seen: Standpoint) -> list[Base]:
    """Bases that are open at the moment; a blank day stops nothing."""
    return [
        base
        for base in seen.dossier.bases
        if (base.from_on is None or base.from_on <= seen.as_of)
        and (base.until_on is None or seen.as_of < base.until_on)
    ]


@check(
    "FOR042",
    Severity.WARNING,
    looks_for="a base with women and no separate lockable quarters",
    why="This is a gate: without a door to lock, no other standard makes the base safe for them.",
    remedy="Provide separate lockable sleeping and ablution blocks, or assign nobody until they stand.",
    basis=(
        *submission("11f", "12a"),
        instrument("A/RES/76/274, para. 51"),
        instrument("Elsie pilots, checklist", "unverified"),
    ),
)
def women_without_lockable_quarters(seen: Standpoint) -> Iterator[Fault]:
    for base in open_bases(seen):
        if base.n_women and base.separate_lockable is False:
            yield fault(
                base,
                "Women assigned to '{base}': {n_women}; it has no separate lockable quarters.",
                n_women=base.n_women,
                base=base.id,
            )


@check(
    "FOR043",
    Severity.WARNING,
    looks_for="a base that provides less than its standard",
    why="Units lose health, rest and people where the standard is not met, and contributors their trust.",
    remedy="Set the cheapest missing items a day and a post, or record who accepts the gap and until when.",
    basis=(*submission("11f", "9b.iv"), instrument("A/RES/76/274, paras. 42 and 51")),
)
def base_below_standard(seen: Standpoint) -> Iterator[Fault]:
    for base in open_bases(seen):
        short = [
            f"{one.item} {one.provided}/{one.needed}"
            for one in base.facilities
            if one.needed is not None and one.provided is not None and one.provided < one.needed
        ]
        if short:
            yield fault(
                base,
                "'{base}' has less than its standard, provided/needed: {items}.",
                base=base.id,
                items=listed(short),
            )


@check(
    "FOR044",
    Severity.NOTE,
    looks_for="bases whose data are older than 90 days",
    why="A base changes with every rotation and season; no floor can be shown to be met on old data.",
    remedy="Gather the data again and enter the day (`seen_on`).",
    basis=(*submission("9b.iv", "11f"), instrument("base data age within 90 days", "our reading")),
)
def base_data_old(seen: Standpoint) -> Iterator[Fault]:
    n_days = int(seen.threshold("base-data-days", "90"))
    oldest_allowed = seen.as_of - timedelta(days=n_days)
    bases = open_bases(seen)
    old = sorted(
        (base.seen_on, base.id, base) for base in bases if base.seen_on and base.seen_on < oldest_allowed
    )
    if old:
        yield fault(
            old[0][2],
            "The data on {n_old} of {n_bases} bases are older than {n_days} days: {bases}.",
            n_old=len(old),
            n_bases=len(bases),
            n_days=n_days,
            bases=listed(f"{name} ({seen_on})" for seen_on, name, _ in old),
        )


@check(
    "FOR045",
    Severity.WARNING,
    looks_for="a base whose stocks end before the next delivery may come",
    why="In the longest gap between deliveries the base runs out of water, fuel or food.",
    remedy="Raise the stocks to the longest gap and a margin, or find a second way of supply.",
    basis=submission("11f"),
)
def stocks_shorter_than_gap(seen: Standpoint) -> Iterator[Fault]:
    for base in open_bases(seen):
        stock, gap = base.autonomy_days, base.longest_gap_days
        if stock is not None and gap is not None and stock < gap:
            yield fault(
                base,
                "'{base}' has stocks for {stock} days; the longest gap between deliveries was {gap}.",
                base=base.id,
                stock=stock,
                gap=gap,
            )


@check(
    "FOR046",
    Severity.ERROR,
    looks_for="a base whose cell and coordinates contradict each other",
    why="Violence, presence and evacuation would be counted in two different places.",
    remedy="Correct one of them; the coordinates lie in the cell {cell}.",
    basis=(*submission("1a", "12b.i"), instrument("PRIO-GRID 2.0")),
)
def cell_contradicts_coordinates(seen: Standpoint) -> Iterator[Fault]:
    for base in seen.dossier.bases:
        cell = _cell(base)
        if base.cell is not None and cell is not None and cell != base.cell:
            yield fault(
                base,
                "'{base}' is said to lie in cell {written}, its coordinates in cell {cell}.",
                base=base.id,
                written=base.cell,
                cell=cell,
            )


def _cell(base: Base) -> int | None:
    if base.latitude is None or base.longitude is None:
        return None
    return cell_of(float(base.latitude), float(base.longitude))


@check(
    "FOR047",
    Severity.WARNING,
    looks_for="bases outside the area they are said to lie in",
    why="One area seems guarded while another is; presence and violence no longer fit together.",
    remedy="Name the area that holds the cell of the base, or correct the cells of the area.",
    basis=(*submission("1a", "3h"), instrument("PRIO-GRID 2.0")),
)
def base_outside_its_area(seen: Standpoint) -> Iterator[Fault]:
    cells = _cells_by_area(seen)
    outside = [
        (base, cell)
        for base in open_bases(seen)
        if (cell := base.cell or _cell(base)) is not None
        and (held := cells.get(base.area or ""))
        and cell not in held
    ]
    if outside:
        yield fault(
            outside[0][0],
            "Bases that lie in no cell of their area ({n_outside}): {bases}.",
            n_outside=len(outside),
            bases=listed(f"{base.id} ({base.area}, {cell})" for base, cell in outside),
        )


def _cells_by_area(seen: Standpoint) -> dict[str, frozenset[int]]:
    """The cells of each area in its extent of the moment."""
    return {area.id: frozenset(area.cells) for area in seen.dossier.areas if _runs(area, seen)}


def _runs(area: Area, seen: Standpoint) -> bool:
    begun = area.from_on is None or area.from_on <= seen.as_of
    return begun and (area.until_on is None or seen.as_of < area.until_on)


BASE_CHECKS: tuple[Check, ...] = (
    women_without_lockable_quarters, base_below_standard, base_data_old, stocks_shorter_than_gap,
    cell_contradicts_coordinates, base_outside_its_area,
)  # fmt: skip
