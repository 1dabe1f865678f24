"""The phase a mission is in, the ways out with their verdicts, and who decides. Software never advances."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from bluehelm.dossier.mission_records import Post
from bluehelm.dossier.phase_records import Phase, WayOut
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.phases.evaluate_conditions import evaluate
from bluehelm.phases.three_values import Evaluated, Verdict

Known = Literal["entered", "planned"]


@dataclass(frozen=True, slots=True)
class WayOutSeen:
    """A way out with the verdict on its condition, and the post or body that decides."""

    way: WayOut
    to: Phase | None
    evaluated: Evaluated
    decided_by: Post | None


@dataclass(frozen=True, slots=True)
class CurrentPhase:
    """The phase that runs, how that is known, and its ways out in the order in which they are tried.

    `entered`: on record; `planned`: only the plan says so.
    """

    phase: Phase
    known: Known
    since: date | None
    ways: tuple[WayOutSeen, ...]
    ready: Evaluated | None

    @property
    def open_way(self) -> WayOutSeen | None:
        """The first way out whose condition is met: what its authority may decide on, no more."""
        return next((one for one in self.ways if one.evaluated.verdict is Verdict.MET), None)

    @property
    def person_must_decide(self) -> bool:
        """Whether some way out hangs on evidence that is late or was never given."""
        return any(one.evaluated.person_must_decide for one in self.ways)


def current_phase(seen: Standpoint) -> CurrentPhase | None:
    """The phase in which the mission is at the standpoint; None where no phase runs.

    What is on record stands before the plan; of several phases open at once the last entered counts.
    """
    phase, known = running_phase(seen)
    if phase is None:
        return None
    ways = tuple(_way_seen(way, seen) for way in in_order_tried(phase.leave))
    ready = evaluate(phase.ready_when, seen) if phase.ready_when else None
    return CurrentPhase(phase, known, phase.entered_on or phase.planned_from, ways, ready)


def running_phase(seen: Standpoint) -> tuple[Phase | None, Known]:
    """The phase that runs on the day asked about, and whether record or plan says so."""
    entered = [one for one in seen.dossier.phases if one.entered_on and one.entered_on <= seen.as_of]
    still_open = [one for one in entered if one.left_on is None or one.left_on > seen.as_of]
    if still_open:
        return max(still_open, key=lambda one: one.entered_on or date.min), "entered"
    planned = [one for one in seen.dossier.phases if one.entered_on is None and _planned_on(one, seen.as_of)]
    return (planned[-1] if planned else None), "planned"


def _planned_on(phase: Phase, on: date) -> bool:
    begun = phase.planned_from is not None and phase.planned_from <= on
    return begun and (phase.planned_until is None or on < phase.planned_until)


def in_order_tried(ways: Sequence[WayOut]) -> list[WayOut]:
    """Ways out by rank; those without one come last, as written."""
    return sorted(ways, key=lambda way: (way.rank is None, way.rank or 0))


def _way_seen(way: WayOut, seen: Standpoint) -> WayOutSeen:
    return WayOutSeen(
        way, seen.item(Phase, way.to), evaluate(way.when, seen), seen.item(Post, way.decided_by)
    )
