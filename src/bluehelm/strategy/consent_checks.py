"""Checks on the host's consent: what moved it, what keeps it, and what follows when it erodes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from bluehelm.dossier.checking import Check, Fault, check, fault, instrument, submission
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.dossier.strategy_records import Consent
from bluehelm.foundation.findings import Severity

FEW_REQUESTS = 5
"""Below this many requests a share says nothing."""


def assessments(seen: Standpoint) -> list[Consent]:
    """The assessments of consent up to the moment asked about, oldest first."""
    return sorted((one for one in seen.dossier.consent if one.on <= seen.as_of), key=lambda one: one.on)


@check(
    "STR030",
    Severity.WARNING,
    looks_for="a change in the state of consent that rests on fewer than two sources",
    why="One weak source never moves the state alone: a false alarm can itself cost consent.",
    remedy="Name a second, independent source (`rests_on: [report of …, minutes of …]`), or leave the "
    "state as it was.",
    basis=submission("1c"),
)
def consent_moved_by_one_source(seen: Standpoint) -> Iterator[Fault]:
    for before, after in pairwise(assessments(seen)):
        if after.state != before.state and len(set(after.rests_on)) < 2:
            yield fault(
                after,
                "Consent moves from '{before}' to '{after}' on fewer than two sources ({n_sources}).",
                before=before.state,
                after=after.state,
                n_sources=len(set(after.rests_on)),
            )


@check(
    "STR031",
    Severity.WARNING,
    looks_for="a host whose requests are mostly about its own authority",
    why="Where State authority has become the main motive for consent, consent ends when the host has "
    "enough of it, whatever the peace process needs.",
    remedy="Bring it to the leadership: tie support for State authority to political provisions, and "
    "prepare for consent to turn conditional.",
    basis=submission("1c", "2d"),
)
def state_authority_is_the_motive(seen: Standpoint) -> Iterator[Fault]:
    limit = seen.threshold("state-authority-motive-share", "0.5")
    for one in assessments(seen)[-1:]:
        n_authority, n_political = one.n_state_authority_requests, one.n_political_requests
        if n_authority is None or n_political is None:
            continue
        n_all = n_authority + n_political
        if n_all >= FEW_REQUESTS and n_authority > limit * n_all:
            yield fault(
                one,
                "{n_authority} of {n_all} requests of the host concern its own authority, {n_political} the "
                "political provisions (limit: a share of {limit}).",
                n_authority=n_authority,
                n_all=n_all,
                n_political=n_political,
                limit=limit,
            )


@check(
    "STR032",
    Severity.WARNING,
    looks_for="consent that erodes or is withdrawn, without a plan for an exit",
    why="A mission asked to leave without a plan leaves people, equipment and tasks behind.",
    remedy="Write the contingency and where it lies: `contingency: outline of a withdrawal in six months`.",
    basis=(*submission("1c", "2b.ii"), instrument("S/RES/2690 (2023), paras. 1 to 7")),
)
def no_exit_contingency(seen: Standpoint) -> Iterator[Fault]:
    for one in assessments(seen)[-1:]:
        if one.state in ("eroding", "withdrawn") and not one.contingency:
            yield fault(
                one,
                "Consent is '{state}' since {on}, and no contingency for an exit is on file.",
                state=one.state,
                on=one.on,
            )


@check(
    "STR033",
    Severity.NOTE,
    looks_for="an assessment of consent that has grown old",
    why="Consent is the ground the mission stands on; it is looked at every quarter.",
    remedy="Assess it again: a new entry under `consent:` with the day, the state and its sources.",
    basis=submission("1c", "2f"),
)
def consent_assessment_old(seen: Standpoint) -> Iterator[Fault]:
    limit = int(seen.threshold("consent-assessment-days", "180"))
    for one in assessments(seen)[-1:]:
        n_days = (seen.as_of - one.on).days
        if n_days > limit:
            yield fault(
                one,
                "Consent was last assessed on {on}, {n_days} days before {as_of} (limit: {limit} days).",
                on=one.on,
                n_days=n_days,
                as_of=seen.as_of,
                limit=limit,
            )


CONSENT_CHECKS: tuple[Check, ...] = (
    consent_moved_by_one_source, state_authority_is_the_motive, no_exit_contingency, consent_assessment_old,
)  # fmt: skip
