"""Checks on training, the technology baseline and readiness of units."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from bluehelm.dossier.checking import Check, Fault, check, fault, instrument, submission
from bluehelm.dossier.force_records import Training
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.forces.force_wording import percent
from bluehelm.forces.units_on_the_ground import first_counted_on
from bluehelm.foundation.findings import Severity

FEWEST_FOR_A_SHARE = 10
GRADES = {"go": 2, "conditional": 1, "no-go": 0}


def _by_unit_and_standard(seen: Standpoint) -> Mapping[tuple[str, str], Sequence[Training]]:
    """Certificates up to the moment by unit and standard, the last one last."""
    found: dict[tuple[str, str], list[Training]] = defaultdict(list)
    for one in seen.dossier.training:
        if one.on is not None and one.on <= seen.as_of:
            found[one.unit, one.standard].append(one)
    return {key: sorted(held, key=lambda one: one.on or date.min) for key, held in found.items()}


@check(
    "FOR031",
    Severity.WARNING,
    looks_for="a training certificate that nobody issued",
    why="A certificate without issuer cannot be asked about, so it counts as none.",
    remedy="Write who certified, for example `issuer: northland peace training centre`.",
    basis=(*submission("12b.iv"), instrument("A/RES/76/276, para. 8")),
)
def certificate_without_issuer(seen: Standpoint) -> Iterator[Fault]:
    for one in seen.dossier.training:
        if one.on is not None and one.issuer is None:
            yield fault(
                one,
                "The certificate of '{unit}' for '{standard}' of {on} names no issuer.",
                unit=one.unit,
                standard=one.standard,
                on=one.on,
            )


@check(
    "FOR032",
    Severity.WARNING,
    looks_for="a unit trained to a standard only after it had deployed",
    why="Training before deployment is the contributor's duty and must be complete before the unit goes.",
    remedy="Tell Headquarters, and ask for the certificates of the next rotation before its pre-deployment "
    "visit.",
    basis=(*submission("12b.iv"), instrument("A/RES/76/276, para. 8")),
)
def trained_after_deployment(seen: Standpoint) -> Iterator[Fault]:
    counted = first_counted_on(seen)
    for (unit, standard), held in _by_unit_and_standard(seen).items():
        first = held[0]
        deployed_on = first.deployed_on or counted.get(unit)
        # Rules of engagement are the mission's own and are taught again on arrival.
        if first.subject == "rules of engagement" or first.on is None or deployed_on is None:
            continue
        if first.on > deployed_on:
            yield fault(
                first,
                "'{unit}' deployed on {deployed_on}; its first certificate for '{standard}' dates from {on}.",
                unit=unit,
                deployed_on=deployed_on,
                standard=standard,
                on=first.on,
            )


@check(
    "FOR033",
    Severity.WARNING,
    looks_for="training that has expired and was not renewed",
    why="The unit counts as trained and is not.",
    remedy="Have the unit certified again and enter the new certificate, or plan the task without it.",
    basis=submission("12b.iv", "12a"),
)
def training_expired(seen: Standpoint) -> Iterator[Fault]:
    for (unit, standard), held in _by_unit_and_standard(seen).items():
        ends = [one.expires_on for one in held]
        known = [end for end in ends if end is not None]
        if len(known) == len(ends) and max(known) <= seen.as_of:
            yield fault(
                held[-1],
                "The training of '{unit}' to '{standard}' expired on {expired_on}.",
                unit=unit,
                standard=standard,
                expired_on=max(known),
            )


@check(
    "FOR034",
    Severity.ERROR,
    looks_for="more people who passed a test than were tested",
    why="One of the two numbers is wrong, and with it every share drawn from them.",
    remedy="Check both numbers against the test sheet.",
    basis=(*submission("11e"), instrument("a part is no larger than its whole", "our reading")),
)
def more_passed_than_tested(seen: Standpoint) -> Iterator[Fault]:
    for one in seen.dossier.training:
        if one.n_passed is not None and one.n_tested is not None and one.n_passed > one.n_tested:
            yield fault(
                one,
                "{n_passed} people of '{unit}' passed '{standard}', but only {n_tested} were tested.",
                n_passed=one.n_passed,
                unit=one.unit,
                standard=one.standard,
                n_tested=one.n_tested,
            )


@check(
    "FOR035",
    Severity.WARNING,
    looks_for="a unit of which too few passed a test, with no retest ahead",
    why="Equipment nobody can work, or first aid nobody can give, is a capability on paper.",
    remedy="Train those who failed and set a day for the retest (`retest_on`); no ranking of nations is made "
    "of it.",
    basis=(*submission("11e", "12b.iv"), instrument("no share below ten people", "our reading")),
)
def too_few_passed(seen: Standpoint) -> Iterator[Fault]:
    floor = seen.threshold("test-pass-floor", "0.8")
    for (unit, standard), held in _by_unit_and_standard(seen).items():
        last = held[-1]
        if last.n_tested is None or last.n_passed is None or last.n_passed >= last.n_tested:
            continue
        if last.retest_on is not None and last.retest_on > seen.as_of:
            continue
        share = Decimal(last.n_passed) / last.n_tested
        if last.n_tested >= FEWEST_FOR_A_SHARE and share >= floor:
            continue
        low, high = wilson_interval(last.n_passed, last.n_tested)
        yield fault(
            last,
            "{n_passed} of {n_tested} people of '{unit}' passed '{standard}': {share} (interval {low} to "
            "{high}), below {floor}."
            if last.n_tested >= FEWEST_FOR_A_SHARE
            else "Not everybody of '{unit}' passed '{standard}'; fewer than ten were tested, so each is "
            "followed "
            "up and no share is shown.",
            n_passed=last.n_passed,
            n_tested=last.n_tested,
            unit=unit,
            standard=standard,
            share=percent(share, 0),
            low=percent(low, 0),
            high=percent(high, 0),
            floor=percent(floor, 0),
        )


def wilson_interval(n_passed: int, n_tested: int) -> tuple[Decimal, Decimal]:
    """The 95 per cent interval of a share.

    Rule: Wilson 1927.

    >>> [f"{float(limit):.3f}" for limit in wilson_interval(12, 20)]
    ['0.387', '0.781']
    """
    z = 1.959964
    share = n_passed / n_tested
    centre = share + z * z / (2 * n_tested)
    half = z * math.sqrt(share * (1 - share) / n_tested + z * z / (4 * n_tested * n_tested))
    scale = 1 + z * z / n_tested
    return Decimal(max(0.0, (centre - half) / scale)), Decimal(min(1.0, (centre + half) / scale))


@check(
    "FOR036",
    Severity.WARNING,
    looks_for="a retest that is due and not on file",
    why="Without the retest nobody knows whether the training after the first test worked.",
    remedy="Hold the retest and enter it as a row of its own, or set a new day.",
    basis=submission("11e"),
)
def retest_due(seen: Standpoint) -> Iterator[Fault]:
    for (unit, standard), held in _by_unit_and_standard(seen).items():
        due_on = max((one.retest_on for one in held if one.retest_on is not None), default=None)
        last_on = held[-1].on
        if due_on is not None and due_on < seen.as_of and (last_on is None or last_on < due_on):
            yield fault(
                held[-1],
                "The retest of '{unit}' in '{standard}' was due on {due_on}; the last test on file is of "
                "{last_on}.",
                unit=unit,
                standard=standard,
                due_on=due_on,
                last_on=last_on,
            )


@check(
    "FOR037",
    Severity.WARNING,
    looks_for="a unit judged ready although one axis of readiness is blank",
    why="What nobody looked at is not ready; a blank axis allows no 'go'.",
    remedy="Judge the missing axis (`environment: go`), or conclude `conditional` with the actions to be "
    "taken.",
    basis=(*submission("12a"), instrument("readiness policy, December 2015", "as reported")),
)
def ready_with_blank_axis(seen: Standpoint) -> Iterator[Fault]:
    for one in seen.dossier.readiness:
        axes = {
            "unit_ready": one.unit_ready,
            "inclusive_systems": one.inclusive_systems,
            "environment": one.environment,
        }
        blank = [name for name, grade in axes.items() if grade is None]
        if one.conclusion == "go" and blank:
            yield fault(
                one,
                "'{unit}' is concluded 'go' while nothing is on file for: {axes}.",
                unit=one.unit,
                axes=", ".join(blank),
            )


@check(
    "FOR038",
    Severity.ERROR,
    looks_for="a conclusion on readiness better than one of its axes",
    why="The axes are gates, not grades to be averaged: the conclusion cannot be better than the worst.",
    remedy="Conclude no better than the worst axis, or correct the axis and say what changed.",
    basis=(*submission("12a"), instrument("readiness policy, December 2015", "as reported")),
)
def better_than_its_worst_axis(seen: Standpoint) -> Iterator[Fault]:
    for one in seen.dossier.readiness:
        axes = [grade for grade in (one.unit_ready, one.inclusive_systems, one.environment) if grade]
        worst = min(axes, key=lambda grade: GRADES[grade], default=None)
        if one.conclusion and worst and GRADES[one.conclusion] > GRADES[worst]:
            yield fault(
                one,
                "'{unit}' is concluded '{conclusion}', but one axis is '{worst}'.",
                unit=one.unit,
                conclusion=one.conclusion,
                worst=worst,
            )


TRAINING_CHECKS: tuple[Check, ...] = (
    certificate_without_issuer, trained_after_deployment, training_expired, more_passed_than_tested,
    too_few_passed, retest_due, ready_with_blank_axis, better_than_its_worst_axis,
)  # fmt: skip
