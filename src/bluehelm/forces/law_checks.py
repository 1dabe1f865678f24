"""Checks on rules of engagement and on the review of advanced capabilities: days, posts, reviews only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from bluehelm.dossier.checking import Check, Fault, check, fault, instrument, submission
from bluehelm.dossier.concept_records import RulesOfEngagementVersion
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.forces.force_wording import listed
from bluehelm.forces.units_on_the_ground import units_now
from bluehelm.foundation.findings import Severity

NO_FUNCTION = frozenset(
    (
        "ai",
        "artificial intelligence",
        "machine learning",
        "ia",
        "intelligence artificielle",
        "analysis",
        "various",
    )
)
MAKER = re.compile(
    r"(the )?(maker|manufacturer|vendor|supplier|developer|producer|fabricant|fournisseur)( alone| itself)?",
    re.IGNORECASE,
)


@check(
    "CON017",
    Severity.WARNING,
    looks_for="rules of engagement in force before they were approved, reviewed or trained",
    why="Whoever acted on them meanwhile acted without authority, or without knowing how.",
    remedy="Correct the days, or move the first day in force behind approval, legal review and training.",
    basis=(*submission("12b.vi"), instrument("approval and training come first", "our reading")),
)
def in_force_too_early(seen: Standpoint) -> Iterator[Fault]:
    for one in seen.dossier.rules_of_engagement:
        steps = {
            "approved_on": one.approved_on,
            "legal_review_on": one.legal_review_on,
            "trained_on": one.trained_on,
        }
        effective = one.effective_from
        late = [f"{name} ({on})" for name, on in steps.items() if on and effective and effective < on]
        if effective is not None and one.approved_on is None and effective <= seen.as_of:
            late.insert(0, "approved_on (–)")
        if late:
            yield fault(
                one,
                "'{rules}' has been in force since {effective_from}, before: {steps}.",
                rules=one.id,
                effective_from=effective,
                steps=", ".join(late),
            )


def rules_in_force(seen: Standpoint) -> RulesOfEngagementVersion | None:
    """The version of the rules of engagement in force."""
    begun = [
        one
        for one in seen.dossier.rules_of_engagement
        if one.effective_from is not None and one.effective_from <= seen.as_of
    ]
    return max(begun, key=lambda one: one.effective_from or date.min, default=None)


@check(
    "CON018",
    Severity.WARNING,
    looks_for="units that have not acknowledged the rules of engagement in force",
    why="A unit that has not acknowledged the rules will act on older ones, or on its capital's.",
    remedy="Have the commanders acknowledge, and add the units to `acknowledged_by`.",
    basis=submission("12b.vi", "11c"),
)
def rules_not_acknowledged(seen: Standpoint) -> Iterator[Fault]:
    rules = rules_in_force(seen)
    if rules is None:
        return
    units = units_now(seen)
    missing = [unit for unit in units if unit not in rules.acknowledged_by]
    if missing:
        yield fault(
            rules,
            "'{rules}' has been in force since {effective_from}; not acknowledged by {n_missing} of "
            "{n_units} "
            "units: {units}.",
            n_missing=len(missing),
            n_units=len(units),
            rules=rules.id,
            effective_from=rules.effective_from,
            units=listed(missing),
        )


@check(
    "CON019",
    Severity.WARNING,
    looks_for="rules of engagement that follow a change of threat too slowly",
    why="Between the new threat and the trained rule units meet it with rules made for another.",
    remedy="Approve and train the new version, or record that the old one covers the threat.",
    basis=(
        *submission("12b.vi", "11b"),
        instrument("days from change of threat to trained rule", "our reading"),
    ),
)
def rules_behind_the_threat(seen: Standpoint) -> Iterator[Fault]:
    limit = int(seen.threshold("rules-follow-threat-days", "60"))
    for one in seen.dossier.rules_of_engagement:
        if one.threat_changed_on is None:
            continue
        ready = [on for on in (one.approved_on, one.trained_on) if on is not None and on <= seen.as_of]
        done_on = max(ready) if len(ready) == 2 else None
        took = (done_on or seen.as_of) - one.threat_changed_on
        if took > timedelta(days=limit):
            yield fault(
                one,
                "The threat changed on {changed_on}; '{rules}' was approved and trained on {done_on}, "
                "{n_days} days "
                "later (limit {limit})."
                if done_on
                else "The threat changed on {changed_on}; after {n_days} days '{rules}' is not approved and "
                "trained "
                "(limit {limit}).",
                changed_on=one.threat_changed_on,
                rules=one.id,
                done_on=done_on,
                n_days=took.days,
                limit=limit,
            )


@check(
    "CON020",
    Severity.WARNING,
    looks_for="an advanced capability without a function",
    why="Law applies to what a thing is used for; 'AI' is no use, so nothing can be cleared.",
    remedy="Say what it does, for example `function: sorts reports of incidents by place for an analyst`.",
    basis=(*submission("12b.viii"), instrument("review by function", "our reading")),
)
def capability_without_function(seen: Standpoint) -> Iterator[Fault]:
    for one in seen.dossier.capabilities:
        said = (one.function or "").strip().casefold()
        if not said or said in NO_FUNCTION:
            yield fault(
                one,
                "'{capability}' is registered with the function '{function}', which is none."
                if said
                else "'{capability}' is registered without a function.",
                capability=one.capability,
                function=one.function,
            )


@check(
    "CON021",
    Severity.WARNING,
    looks_for="an advanced capability cleared with nobody responsible",
    why="Where no human answers for its use, the capability is blocked.",
    remedy="Name the post (`responsible: chief-of-staff`), or set `status: blocked`.",
    basis=(*submission("12b.viii"), instrument("no human responsible: blocked", "our reading")),
)
def cleared_with_nobody_responsible(seen: Standpoint) -> Iterator[Fault]:
    for one in seen.dossier.capabilities:
        if one.status != "blocked" and one.responsible is None:
            yield fault(
                one,
                "'{capability}' is {status}, but no post is responsible for its use.",
                capability=one.capability,
                status=one.status,
            )


@check(
    "CON022",
    Severity.WARNING,
    looks_for="an advanced capability cleared without an independent review",
    why="Whoever makes or sells it cannot be the only one to say that it is lawful and works.",
    remedy="Have it reviewed by somebody else, for example `reviewed_by: Office of Legal Affairs`.",
    basis=(*submission("12b.viii"), instrument("review by the maker alone is none", "our reading")),
)
def reviewed_by_its_maker(seen: Standpoint) -> Iterator[Fault]:
    for one in seen.dossier.capabilities:
        reviewer = (one.reviewed_by or "").strip()
        if one.status == "cleared" and (not reviewer or MAKER.fullmatch(reviewer)):
            yield fault(
                one,
                "'{capability}' is cleared; reviewed only by '{reviewer}'."
                if reviewer
                else "'{capability}' is cleared; nobody is on file who reviewed it.",
                capability=one.capability,
                reviewer=reviewer,
            )


@check(
    "CON023",
    Severity.WARNING,
    looks_for="an advanced capability whose clearance has expired",
    why="Law, use and data change; a clearance that has run out clears nothing.",
    remedy="Review it again and set a new end, or set `status: blocked`.",
    basis=submission("12b.viii"),
)
def clearance_expired(seen: Standpoint) -> Iterator[Fault]:
    for one in seen.dossier.capabilities:
        if one.status != "blocked" and one.expires_on is not None and one.expires_on <= seen.as_of:
            yield fault(
                one,
                "The clearance of '{capability}' ended on {expires_on}; it is still {status}.",
                capability=one.capability,
                expires_on=one.expires_on,
                status=one.status,
            )


LAW_CHECKS: tuple[Check, ...] = (
    in_force_too_early, rules_not_acknowledged, rules_behind_the_threat, capability_without_function,
    cleared_with_nobody_responsible, reviewed_by_its_maker, clearance_expired,
)  # fmt: skip
