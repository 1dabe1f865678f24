"""Phases in their order, which of them are over, and the conditions that stand in them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bluehelm.dossier.phase_records import Condition, Phase, WayOut
from bluehelm.dossier.standpoint import Standpoint


def begins(phase: Phase) -> date | None:
    """The day it was entered, else the day planned."""
    return phase.entered_on or phase.planned_from


def in_time(seen: Standpoint) -> list[Phase]:
    """The phases by the day they begin; as written, where some have no day."""
    phases = list(seen.dossier.phases)
    if any(begins(phase) is None for phase in phases):
        return phases
    return sorted(phases, key=lambda phase: begins(phase) or date.max)


def has_been_left(phase: Phase, seen: Standpoint) -> bool:
    """Whether the mission has left the phase for good on the day asked about."""
    return phase.left_on is not None and phase.left_on <= seen.as_of


def still_ahead(seen: Standpoint) -> list[Phase]:
    """The phases that run or are to come; what is over cannot be mended any more."""
    return [phase for phase in in_time(seen) if not has_been_left(phase, seen)]


def ways_ahead(seen: Standpoint) -> Iterator[tuple[Phase, WayOut]]:
    """The ways out of the phases that run or are to come."""
    for phase in still_ahead(seen):
        for way in phase.leave:
            yield phase, way


def leads_to(way: WayOut) -> str:
    """Where a way out leads, for people."""
    return way.to or "(end)"


def leaves_of(condition: Condition | None) -> Iterator[Condition]:
    """The conditions on triggers, facts, judgements and indicators inside a condition."""
    if condition is None:
        return
    inside = (*(condition.all or ()), *(condition.any or ()))
    if condition.negated is not None:
        inside = (*inside, condition.negated)
    for part in inside:
        yield from leaves_of(part)
    if condition.all is None and condition.any is None and condition.negated is None:
        yield condition


def conditions_of(phase: Phase) -> Iterator[Condition]:
    """Every single condition of a phase: those of its ways out, then those to prepare the next step."""
    for way in phase.leave:
        yield from leaves_of(way.when)
    yield from leaves_of(phase.ready_when)
