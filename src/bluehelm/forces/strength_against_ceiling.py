"""Strength against the ceilings of the Council, category by category, on one day.

Gap: staff officers stand with the contingents in budgets and reports, and inside the ceiling for
observers and staff officers in mandates; observers alone are a lower bound of that ceiling's category.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from bluehelm.dossier.contents import Dossier
from bluehelm.dossier.force_records import Strength
from bluehelm.dossier.in_force import ceilings_in_force
from bluehelm.dossier.mandate_records import Ceiling
from bluehelm.dossier.standpoint import Standpoint

MILITARY, POLICE = "military personnel", "police personnel"
OBSERVERS, STAFF = "military observers", "military observers and staff officers"
_TOTALS = {MILITARY: ("contingents", OBSERVERS, STAFF), POLICE: ("individual police", "formed police")}
_SINGLE = {"individual police": "individual police officers", "formed police": "formed police personnel"}


@dataclass(frozen=True, slots=True)
class AgainstCeiling:
    """People of a category against the ceiling; `whole` says whether nothing of the category is unknown."""

    category: str
    strength: int
    ceiling: int
    whole: bool

    def __str__(self) -> str:
        return f"{self.category} {self.strength:,}/{self.ceiling:,}"


def against_ceilings(people: Mapping[str, int], dossier: Dossier, on: date) -> list[AgainstCeiling]:
    """Every category of which something is known, against the ceiling in force on a day."""
    ceilings = {name: ceiling for name, (ceiling, _) in ceilings_in_force(dossier, on).items()}
    return [*_totals(people, ceilings), *_singles(people, ceilings)]


def _totals(people: Mapping[str, int], ceilings: Mapping[str, Ceiling]) -> Iterator[AgainstCeiling]:
    for total, parts in _TOTALS.items():
        allowed = _allowed(total, ceilings)
        strength = people.get(total)
        if allowed is None:
            continue
        if strength is not None:
            yield AgainstCeiling(total, strength, allowed, whole=True)
        elif any(part in people for part in parts):
            yield AgainstCeiling(total, _sum_of(parts, people), allowed, _is_whole(total, people, ceilings))


def _is_whole(total: str, people: Mapping[str, int], ceilings: Mapping[str, Ceiling]) -> bool:
    """Whether every part of a total is known; observers only where the Council has a number for them."""
    if total == POLICE:
        return all(part in people for part in _TOTALS[POLICE])
    return "contingents" in people and (STAFF not in ceilings or STAFF in people or OBSERVERS in people)


def _sum_of(parts: Iterable[str], people: Mapping[str, int]) -> int:
    """The parts together; observers are counted once where they stand alone and with staff officers."""
    counted = dict.fromkeys(parts)
    if STAFF in people:
        counted.pop(OBSERVERS, None)
    return sum(people.get(part, 0) for part in counted)


def _allowed(total: str, ceilings: Mapping[str, Ceiling]) -> int | None:
    """The ceiling of a total; observers and staff officers may come on top of the military one."""
    if total not in ceilings:
        return None
    allowed = ceilings[total].strength
    beside = ceilings.get(STAFF)
    if total == MILITARY and beside is not None and beside.within is None:
        allowed += beside.strength
    return allowed


def _singles(people: Mapping[str, int], ceilings: Mapping[str, Ceiling]) -> Iterator[AgainstCeiling]:
    for category, ceiling in _SINGLE.items():
        if category in people and ceiling in ceilings:
            yield AgainstCeiling(category, people[category], ceilings[ceiling].strength, whole=True)
    observers = people.get(STAFF, people.get(OBSERVERS))
    if observers is not None and STAFF in ceilings:
        yield AgainstCeiling(STAFF, observers, ceilings[STAFF].strength, whole=STAFF in people)


def people_deployed(seen: Standpoint) -> tuple[date, Mapping[str, Strength]] | None:
    """The latest day on which uniformed people were counted, with what was counted then."""
    rows = [
        row
        for row in known_strengths(seen, "deployed")
        if row.on is not None and row.category != "civilian" and row.strength is not None
    ]
    if not rows:
        return None
    on = max(row.on for row in rows if row.on is not None)
    return on, {row.category: row for row in rows if row.on == on}


def people_agreed(seen: Standpoint, what: str) -> Mapping[str, Strength]:
    """The strength authorized or approved for the moment, by category."""
    held: dict[str, Strength] = {}
    for row in known_strengths(seen, what):
        holds = row.year.holds(seen.as_of) if row.year else row.on is not None
        if holds and row.strength is not None and row.category != "civilian":
            held[row.category] = row
    return held


def known_strengths(seen: Standpoint, what: str) -> list[Strength]:
    """Rows of one sort up to the moment and known, by day and by when they became known."""
    rows = [
        row
        for row in seen.dossier.strength
        if row.what == what and (row.on is None or row.on <= seen.as_of) and seen.was_known(row.known_on)
    ]
    return sorted(rows, key=lambda row: (row.on or date.min, row.known_on or date.min))


def numbers(rows: Mapping[str, Strength]) -> dict[str, int]:
    """People by category."""
    return {category: row.strength for category, row in rows.items() if row.strength is not None}
