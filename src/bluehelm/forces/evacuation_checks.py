"""Checks on medical care and evacuation: 10 minutes, 1 hour, 2 hours, from every base, at all times."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bluehelm.dossier.checking import Check, Fault, check, fault, instrument, submission
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.forces.base_checks import open_bases
from bluehelm.forces.evacuation import (
    Care,
    EvacuationRules,
    EvacuationTime,
    evacuation_times,
    rules_of,
)
from bluehelm.forces.force_wording import listed, plain
from bluehelm.foundation.findings import Basis, Severity

FASTEST_KM_H = {"rotary": "400", "fixed-wing": "950", "unmanned": "800"}
DUTY = instrument("S/RES/2518 (2020), para. 9: the duty (R40)")
MEANING = instrument("10-1-2: the meaning (R40), speed and distance (R44)", "unverified")
BASIS: tuple[Basis, ...] = (*submission("12b.i", "9b.iv", "2e"), DUTY, MEANING)


@check(
    "FOR048",
    Severity.WARNING,
    looks_for="a medical facility that claims a level without the people for it",
    why="A hospital that is open without its surgical team saves nobody who needs surgery, but every map "
    "counts it.",
    remedy="Have the team complete, or enter the level the people present can give.",
    basis=(
        *submission("12b.i"),
        DUTY,
        instrument("medical standards, as summarized (R41 to R43)", "as reported"),
    ),
)
def facility_without_people(seen: Standpoint) -> Iterator[Fault]:
    for one in seen.dossier.medical:
        if one.staffed is False:
            yield fault(
                one,
                "The facility '{facility}' claims level {level}, but is not staffed to it.",
                facility=one.id,
                level=one.level,
            )
        elif one.level in ("2", "2+", "3", "4") and one.surgical_team is False:
            yield fault(
                one,
                "The facility '{facility}' claims level {level}, but has no surgical team.",
                facility=one.id,
                level=one.level,
            )


@check(
    "FOR049",
    Severity.WARNING,
    looks_for="an aircraft for evacuation whose notice nobody wrote down",
    why="At a quarter of an hour's notice a helicopter serves 174 km around a hospital, at an hour's 92 km.",
    remedy="Write the notice it keeps, for example `notice_minutes: 30`.",
    basis=BASIS,
)
def evacuation_without_notice(seen: Standpoint) -> Iterator[Fault]:
    for one in seen.dossier.aviation:
        if one.evacuates and one.notice_minutes is None:
            yield fault(
                one,
                "The aircraft '{aircraft}' serves evacuation, but its notice is not on file.",
                aircraft=one.id,
            )


@check(
    "FOR050",
    Severity.ERROR,
    looks_for="an aircraft that is faster than any of its kind",
    why="Every time computed with it promises help that cannot come.",
    remedy="Write the cruise speed in kilometres an hour; a Mi-8 flies at about 220.",
    basis=(*submission("12b.i", "11g"), instrument("fastest aircraft of a kind in service", "unverified")),
)
def impossible_speed(seen: Standpoint) -> Iterator[Fault]:
    limits = {kind: seen.threshold(f"fastest-{kind}-km-h", most) for kind, most in FASTEST_KM_H.items()}
    for one in seen.dossier.aviation:
        if one.speed_km_h is not None and not 0 < one.speed_km_h <= limits[one.type]:
            yield fault(
                one,
                "'{aircraft}' ({type}) is said to fly at {speed} km/h; such aircraft fly at up to {limit}.",
                aircraft=one.id,
                type=one.type,
                speed=plain(one.speed_km_h),
                limit=plain(limits[one.type]),
            )


@check(
    "FOR051",
    Severity.WARNING,
    looks_for="bases from which surgery is not reached within two hours",
    why="Whoever is badly wounded there dies of wounds that are survived elsewhere.",
    remedy="Place a second helicopter or a forward surgical team nearer, or shorten the notice; see which is "
    "cheapest.",
    basis=BASIS,
)
def too_far_from_surgery(seen: Standpoint) -> Iterator[Fault]:
    yield from _outside(
        seen,
        "surgery",
        "From {n_outside} of {n_bases} bases none of the facilities with a place on file ({n_facilities}) "
        "gives surgery within {limit} minutes (at {speed} km/h, distance times {factor}): {bases}.",
    )


@check(
    "FOR052",
    Severity.WARNING,
    looks_for="bases from which advanced life support is not reached within one hour",
    why="The first hour decides whether a casualty lives to reach surgery.",
    remedy="Place a level 1 facility or a forward medical team there, or an aircraft at shorter notice.",
    basis=BASIS,
)
def too_far_from_life_support(seen: Standpoint) -> Iterator[Fault]:
    yield from _outside(
        seen,
        "life support",
        "From {n_outside} of {n_bases} bases none of the facilities with a place on file ({n_facilities}) "
        "gives advanced life support within {limit} minutes (at {speed} km/h, distance times {factor}): "
        "{bases}.",
    )


def _outside(seen: Standpoint, care: Care, template: str) -> Iterator[Fault]:
    rules = rules_of(seen)
    times = evacuation_times(seen, care, rules=rules)
    limit = rules.limit_minutes(care)
    outside = [time for time in times if time.verdict(limit) == "outside"]
    if outside:
        yield _fault_at_bases(outside, seen, limit, template, rules)


def _fault_at_bases(
    found: Sequence[EvacuationTime], seen: Standpoint, limit: float, template: str, rules: EvacuationRules
) -> Fault:
    """One fault for all bases, the slowest first; a base that nothing reaches shows no minutes."""
    slowest = sorted(found, key=lambda time: (time.minutes is not None, -(time.minutes or 0)))
    return fault(
        slowest[0].base,
        template,
        n_outside=len(found),
        n_bases=len(open_bases(seen)),
        n_facilities=sum(one.base is not None for one in seen.dossier.medical),
        limit=plain(limit),
        speed=plain(rules.speed_km_h),
        factor=plain(rules.distance_factor),
        bases=listed(_shown(time) for time in slowest),
    )


def _shown(time: EvacuationTime) -> str:
    return f"{time.base.id} ({round(time.minutes)})" if time.minutes is not None else f"{time.base.id} (–)"


@check(
    "FOR053",
    Severity.WARNING,
    looks_for="bases that reach surgery in time by day only",
    why="The duty holds at all times; half of the day nobody comes.",
    remedy="Have one crew and one landing site cleared for the night, and raise a ban on night flights with "
    "the host.",
    basis=(*BASIS, instrument("S/RES/2759 (2024), paras. 45 and 55: flights at night")),
)
def no_evacuation_at_night(seen: Standpoint) -> Iterator[Fault]:
    rules = rules_of(seen)
    limit = rules.surgery_minutes
    by_day = evacuation_times(seen, "surgery", rules=rules)
    by_night = evacuation_times(seen, "surgery", at_night=True, rules=rules)
    day_only = [
        night
        for day, night in zip(by_day, by_night, strict=True)
        if day.verdict(limit) == "within" and night.verdict(limit) == "outside"
    ]
    if day_only:
        yield _fault_at_bases(
            day_only,
            seen,
            limit,
            "From {n_outside} of {n_bases} bases surgery is reached within {limit} minutes by day, but not "
            "at night: {bases}.",
            rules,
        )


@check(
    "FOR054",
    Severity.NOTE,
    looks_for="bases for which nobody can say whether surgery is reached in time",
    why="Unknown is not safe: the duty is to know, at all times, for every base.",
    remedy="Enter the places, facilities with their teams, and aircraft with their notice that are missing.",
    basis=BASIS,
)
def evacuation_unknown(seen: Standpoint) -> Iterator[Fault]:
    rules = rules_of(seen)
    times = evacuation_times(seen, "surgery", rules=rules)
    unknown = [time for time in times if time.verdict(rules.surgery_minutes) == "unknown"]
    if not unknown:
        return
    yield fault(
        unknown[0].base,
        "Whether surgery is reached within {limit} minutes is unknown for {n_unknown} of {n_bases} bases: "
        "{bases}."
        if seen.dossier.medical
        else "No medical facility is on file, so evacuation is unknown for all {n_bases} bases.",
        limit=plain(rules.surgery_minutes),
        n_unknown=len(unknown),
        n_bases=len(times),
        bases=listed(time.base.id for time in unknown),
    )


@check(
    "FOR055",
    Severity.WARNING,
    looks_for="evacuation that rests on one aircraft which is also tasked to fly for others",
    why="One aircraft cannot serve evacuation and lift in the same hour; while it carries cargo nobody is "
    "fetched.",
    remedy="Keep a second aircraft at notice, or keep this one for evacuation alone.",
    basis=(*submission("11g", "12b.i"), instrument("one aircraft, one task, one hour", "our reading")),
)
def evacuation_rests_on_one_aircraft(seen: Standpoint) -> Iterator[Fault]:
    serving = [
        one
        for one in seen.dossier.aviation
        if one.evacuates and (one.year is None or one.year.holds(seen.as_of))
    ]
    if len(serving) != 1 or serving[0].n_aircraft != 1 or len(open_bases(seen)) < 2:
        return
    hours = serving[0].hours_approved or serving[0].hours_flown
    if hours:
        yield fault(
            serving[0],
            "'{aircraft}' alone serves evacuation for {n_bases} bases, and is booked for {hours} hours as "
            "well.",
            aircraft=serving[0].id,
            n_bases=len(open_bases(seen)),
            hours=plain(hours),
        )


EVACUATION_CHECKS: tuple[Check, ...] = (
    facility_without_people, evacuation_without_notice, impossible_speed, too_far_from_surgery,
    too_far_from_life_support, no_evacuation_at_night, evacuation_unknown, evacuation_rests_on_one_aircraft,
)  # fmt: skip
