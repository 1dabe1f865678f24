"""Checks on a contributor's decision to stay: the six factors, its own floor, and where its units are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import get_args

from bluehelm.council.overlapping_stretches import Stretch, overlaps
from bluehelm.dossier.checking import Check, Fault, check, fault, submission
from bluehelm.dossier.contributor_records import CommitmentToMission, Contributor, Factor, FactorWeight
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.findings import Severity

FACTORS: tuple[str, ...] = get_args(Factor)
MEDICAL = "force protection and medical care"
ROUNDING = Decimal("0.001")


def _factors_by_mission(contributor: Contributor) -> Mapping[str, list[FactorWeight]]:
    """The factors as answered for each mission; those that name none stand under an empty name."""
    found: dict[str, list[FactorWeight]] = defaultdict(list)
    for one in contributor.factors:
        found[one.mission or ""].append(one)
    return found


def _factors_here(contributor: Contributor, seen: Standpoint) -> list[FactorWeight]:
    """The factors as answered for this mission, or for missions in general."""
    mission = seen.dossier.mission
    return [
        one
        for one in contributor.factors
        if one.mission is None or (mission is not None and one.mission == mission.mission)
    ]


@check(
    "COU029",
    Severity.ERROR,
    looks_for="weights of a contributor's factors that do not add to one",
    why="With other sums the card weighs one contributor's conditions heavier than it says itself.",
    remedy="Give the six factors of one mission weights that add to 1: 0.2, 0.2, 0.2, 0.2, 0.1 and 0.1.",
    basis=submission("9b"),
)
def factor_weights_not_one(seen: Standpoint) -> Iterator[Fault]:
    for contributor in seen.dossier.contributors:
        for mission, factors in _factors_by_mission(contributor).items():
            weights = [one.weight for one in factors if one.weight is not None]
            total = sum(weights, Decimal(0))
            whole = len(weights) == len(factors) and {one.factor for one in factors} == set(FACTORS)
            if total > 1 + ROUNDING or (whole and total < 1 - ROUNDING):
                yield fault(
                    contributor,
                    "The weights of {n_factors} factors for {mission} add to {total}, not to 1.",
                    line=factors[0].line,
                    n_factors=len(weights),
                    mission=mission or "–",
                    total=total,
                )


@check(
    "COU030",
    Severity.ERROR,
    looks_for="a factor that a contributor answers in two ways for one mission",
    why="Two answers that cannot both hold leave the card with neither.",
    remedy="Keep the answer that holds today; earlier ones live in the history of the file.",
    basis=submission("9b"),
)
def factor_answered_twice(seen: Standpoint) -> Iterator[Fault]:
    for contributor in seen.dossier.contributors:
        for factors in _factors_by_mission(contributor).values():
            first: dict[str, FactorWeight] = {}
            for one in factors:
                known = first.setdefault(one.factor, one)
                if known is not one:
                    yield fault(
                        contributor,
                        "'{factor}' stands twice: '{first}' and '{second}'.",
                        line=one.line,
                        factor=one.factor,
                        first=known.answer or "unknown",
                        second=one.answer or "unknown",
                    )


@check(
    "COU031",
    Severity.NOTE,
    looks_for="factors of a contributor's decision that nobody answered",
    why="A contributor leaves over the factor that nobody asked about.",
    remedy="Ask the contributor, and write its answer with what it rests on "
    "(factor: planning resources, answer: partly, evidence: two of five posts vacant).",
    basis=submission("9b"),
)
def factor_unanswered(seen: Standpoint) -> Iterator[Fault]:
    for contributor in seen.dossier.contributors:
        factors = _factors_here(contributor, seen)
        answered = {one.factor for one in factors if one.answer not in (None, "unknown")}
        left = [factor for factor in FACTORS if factor not in answered]
        if left and (answered or (factors and _people_here(contributor, seen))):
            yield fault(
                contributor,
                "{n_left} of {n_all} factors in {name}'s decision have no answer: {factors}.",
                n_left=len(left),
                n_all=len(FACTORS),
                name=contributor.name,
                factors=", ".join(left),
            )


@check(
    "COU032",
    Severity.NOTE,
    looks_for="answers on a contributor's factors that rest on no evidence",
    why="An answer without evidence is an opinion, and is shown as one.",
    remedy="Write what the answer rests on (evidence: base ledger of January 2026).",
    basis=submission("9b"),
)
def answer_without_evidence(seen: Standpoint) -> Iterator[Fault]:
    for contributor in seen.dossier.contributors:
        answered = [one for one in _factors_here(contributor, seen) if one.answer not in (None, "unknown")]
        bare = [one for one in answered if one.evidence is None]
        if bare:
            yield fault(
                contributor,
                "{n_bare} of {n_answered} answers of {name} are opinions, without evidence: {factors}.",
                line=bare[0].line,
                n_bare=len(bare),
                n_answered=len(answered),
                name=contributor.name,
                factors=", ".join(one.factor for one in bare),
            )


@check(
    "COU033",
    Severity.NOTE,
    looks_for="a contributor with people in the mission whose minimum of protection and care is not declared",
    why="Bases can be held against a contributor's own minimum only when it has said what that is.",
    remedy="Ask for it, and write it (floor: a surgeon within two hours of every base).",
    basis=submission("9b.iv"),
)
def floor_not_declared(seen: Standpoint) -> Iterator[Fault]:
    for contributor in seen.dossier.contributors:
        medical = [one for one in _factors_here(contributor, seen) if one.factor == MEDICAL]
        n_people = _people_here(contributor, seen)
        if medical and n_people and not any(one.floor for one in medical):
            yield fault(
                contributor,
                "{name} has {n_people} people committed to this mission, and no floor for '{factor}'.",
                line=medical[0].line,
                name=contributor.name,
                n_people=n_people,
                factor=MEDICAL,
            )


def _people_here(contributor: Contributor, seen: Standpoint) -> int:
    """People committed to this mission on the day asked about."""
    mission = seen.dossier.mission
    return sum(
        one.strength or 0
        for one in contributor.commitments
        if mission is not None
        and one.mission == mission.mission
        and (one.from_on is None or one.from_on <= seen.as_of)
        and (one.until_on is None or seen.as_of < one.until_on)
    )


@check(
    "COU034",
    Severity.WARNING,
    looks_for="a unit that is committed to two missions at once",
    why="One of the two missions plans with a unit that will not come.",
    remedy="Say when the first commitment ends (until), or give the units names that tell them apart.",
    basis=submission("9a"),
)
def unit_in_two_missions(seen: Standpoint) -> Iterator[Fault]:
    for contributor in seen.dossier.contributors:
        by_unit: dict[str, list[Stretch[CommitmentToMission]]] = defaultdict(list)
        for one in contributor.commitments:
            if one.from_on is not None:
                by_unit[" ".join(one.unit.lower().split())].append(Stretch(one, one.from_on, one.until_on))
        for stretches in by_unit.values():
            for earlier, later, from_on in overlaps(stretches):
                if earlier.mission != later.mission and _may_be_one(earlier, later):
                    yield fault(
                        contributor,
                        "'{unit}' is committed to {first} and to {second} at once, from {from_on}.",
                        line=later.line,
                        unit=later.unit,
                        first=earlier.mission,
                        second=later.mission,
                        from_on=from_on,
                    )


def _may_be_one(one: CommitmentToMission, other: CommitmentToMission) -> bool:
    """Whether two entries of one name can be one unit; different strengths show that they are two."""
    return one.strength is None or other.strength is None or one.strength == other.strength


CONTRIBUTOR_CHECKS: tuple[Check, ...] = (
    factor_weights_not_one, factor_answered_twice, factor_unanswered, answer_without_evidence,
    floor_not_declared, unit_in_two_missions,
)  # fmt: skip
