"""Evacuation of casualties: how long from a base to life support and to surgery, by day and by night.

The chain is: notice, flight to the casualty, time on scene, flight to the facility, hand-over.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from bluehelm.dossier.infrastructure_records import Aircraft, Base, MedicalFacility
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.forces.base_checks import open_bases

EARTH_RADIUS_KM = 6371.0088
SURGICAL_LEVELS = ("1+", "2", "2+", "3", "4")
Care = Literal["life support", "surgery"]
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class EvacuationRules:
    """What the computation takes for granted; each value is a rule that may be changed.

    Rule: 220 km/h and distance times 1.1 (R44, both unverified); ten minutes on scene (derived check
    values); limits of 60 and 120 minutes (R40: the duty verified, the meaning unverified).
    """

    speed_km_h: float = 220.0
    distance_factor: float = 1.1
    on_scene_minutes: float = 10.0
    hand_over_minutes: float = 0.0
    life_support_minutes: float = 60.0
    surgery_minutes: float = 120.0

    def limit_minutes(self, care: Care) -> float:
        """Minutes within which a kind of care must be reached."""
        return self.surgery_minutes if care == "surgery" else self.life_support_minutes


def rules_of(seen: Standpoint) -> EvacuationRules:
    """The rules as the workspace sets them."""
    return EvacuationRules(
        speed_km_h=float(seen.threshold("r44-speed", "220")),
        distance_factor=float(seen.threshold("r44-distance", "1.1")),
        on_scene_minutes=float(seen.threshold("evacuation-on-scene-minutes", "10")),
        hand_over_minutes=float(seen.threshold("evacuation-hand-over-minutes", "0")),
        life_support_minutes=float(seen.threshold("r40-life-support", "60")),
        surgery_minutes=float(seen.threshold("r40-surgery", "120")),
    )


def radius_km(notice_minutes: float, rules: EvacuationRules | None = None) -> float:
    """Flown distance from which surgery is reached in time by a helicopter that stands beside it.

    >>> [round(radius_km(notice)) for notice in (15, 30, 60)]
    [174, 147, 92]
    """
    rules = rules or EvacuationRules()
    flying = rules.surgery_minutes - notice_minutes - rules.on_scene_minutes - rules.hand_over_minutes
    return max(0.0, flying) / 60 * rules.speed_km_h / 2


def great_circle_km(start: Point, end: Point) -> float:
    """Straight-line distance between two points given in degrees north and east.

    >>> round(great_circle_km((0, 0), (0, 1)), 1)
    111.2
    """
    north, east = math.radians(start[0]), math.radians(end[0])
    half_latitude = (east - north) / 2
    half_longitude = math.radians(end[1] - start[1]) / 2
    chord = math.sin(half_latitude) ** 2 + math.cos(north) * math.cos(east) * math.sin(half_longitude) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(chord))


def flight_minutes(start: Point, end: Point, speed_km_h: float, rules: EvacuationRules) -> float:
    """Minutes in the air between two points."""
    return great_circle_km(start, end) * rules.distance_factor / speed_km_h * 60


@dataclass(frozen=True, slots=True)
class Lift:
    """An aircraft for the computation; `sure` is False where something it needs is not on file."""

    name: str
    point: Point
    notice_minutes: float
    speed_km_h: float
    sure: bool


@dataclass(frozen=True, slots=True)
class Hospital:
    """A facility for the computation; `sure` is False where its staff or hours are not on file."""

    name: str
    point: Point
    sure: bool


@dataclass(frozen=True, slots=True)
class EvacuationTime:
    """Time from a base to care: `minutes` on what is known, `at_best_minutes` if all that is unknown held.

    None: cannot be reached, or cannot be computed. `can_compute` is False without coordinates or
    without any facility on file.
    """

    base: Base
    minutes: float | None
    at_best_minutes: float | None
    facility: str = ""
    can_compute: bool = True

    def verdict(self, limit_minutes: float) -> Literal["within", "outside", "unknown"]:
        """Whether care is reached in time; unknown where what is not on file could decide it."""
        if not self.can_compute:
            return "unknown"
        if self.minutes is not None and self.minutes <= limit_minutes:
            return "within"
        at_best = self.at_best_minutes
        return "unknown" if at_best is not None and at_best <= limit_minutes else "outside"


def evacuation_times(
    seen: Standpoint, care: Care, *, at_night: bool = False, rules: EvacuationRules | None = None
) -> list[EvacuationTime]:
    """The time to care from every open base.

    Gap: only aircraft marked `evacuates` and facilities at an open base with coordinates count;
    weather, clearance, several casualties at once and first aid within ten minutes are not modelled.
    """
    rules = rules or rules_of(seen)
    bases = open_bases(seen)
    points = {base.id: point for base in bases if (point := point_of(base)) is not None}
    lifts = _lifts(seen, points, rules, at_night)
    hospitals = _hospitals(seen.dossier.medical, points, care, at_night)
    on_file = bool(seen.dossier.medical)
    return [_time_from(base, points, lifts, hospitals, rules, on_file) for base in bases]


def point_of(base: Base) -> Point | None:
    """Where a base lies, in degrees north and east."""
    if base.latitude is None or base.longitude is None:
        return None
    return (float(base.latitude), float(base.longitude))


def _time_from(
    base: Base,
    points: dict[str, Point],
    lifts: Sequence[Lift],
    hospitals: Sequence[Hospital],
    rules: EvacuationRules,
    on_file: bool,
) -> EvacuationTime:
    point = points.get(base.id)
    if point is None or not on_file:
        return EvacuationTime(base, None, None, can_compute=False)
    sure = _fastest(point, [one for one in lifts if one.sure], [one for one in hospitals if one.sure], rules)
    best = _fastest(point, lifts, hospitals, rules)
    return EvacuationTime(base, sure[0], best[0], sure[1])


def _fastest(
    casualty: Point, lifts: Sequence[Lift], hospitals: Sequence[Hospital], rules: EvacuationRules
) -> tuple[float | None, str]:
    """The least minutes to care and where; a facility at the base itself needs no flight."""
    if not hospitals:
        return (None, "")
    nearest = min(hospitals, key=lambda one: great_circle_km(casualty, one.point))
    ground = rules.on_scene_minutes + rules.hand_over_minutes
    if nearest.point == casualty:
        return (ground, nearest.name)
    flights = [
        lift.notice_minutes
        + flight_minutes(lift.point, casualty, lift.speed_km_h, rules)
        + flight_minutes(casualty, nearest.point, lift.speed_km_h, rules)
        for lift in lifts
    ]
    return (min(flights) + ground, nearest.name) if flights else (None, "")


def _lifts(seen: Standpoint, points: dict[str, Point], rules: EvacuationRules, at_night: bool) -> list[Lift]:
    return [
        lift
        for one in seen.dossier.aviation
        if one.evacuates
        and (one.year is None or one.year.holds(seen.as_of))
        and not (at_night and one.flies_at_night is False)
        and (lift := _lift(one, points, rules, at_night)) is not None
    ]


def _lift(one: Aircraft, points: dict[str, Point], rules: EvacuationRules, at_night: bool) -> Lift | None:
    """An aircraft with rule values where they exist; unknown notice is taken as none, at best."""
    point = points.get(one.base or "")
    speed = float(one.speed_km_h) if one.speed_km_h else _usual_speed(one, rules)
    if point is None or not speed:
        return None
    known = one.notice_minutes is not None and not (at_night and one.flies_at_night is None)
    return Lift(one.id, point, float(one.notice_minutes or 0), speed, known)


def _usual_speed(one: Aircraft, rules: EvacuationRules) -> float:
    """The rule's speed for helicopters; for other aircraft none is on record."""
    return rules.speed_km_h if one.type == "rotary" else 0.0


def _hospitals(
    facilities: Iterable[MedicalFacility], points: dict[str, Point], care: Care, at_night: bool
) -> list[Hospital]:
    found = []
    for one in facilities:
        point = points.get(one.base or "")
        answers = [_gives(one, care), one.day_and_night if at_night else True]
        if point is not None and False not in answers:
            found.append(Hospital(one.id, point, None not in answers))
    return found


def _gives(one: MedicalFacility, care: Care) -> bool | None:
    """Whether a facility gives a kind of care; a level claimed without its people does not count."""
    if care == "life support":
        return one.staffed
    if one.level not in SURGICAL_LEVELS or one.staffed is False:
        return False
    return one.surgical_team
