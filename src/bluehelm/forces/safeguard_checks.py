"""Checks on force protection: measures owed at each base, shown to be there, or a risk accepted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from bluehelm.dossier.checking import Check, Fault, check, fault, instrument, submission
from bluehelm.dossier.concept_records import ForceProtectionMeasure
from bluehelm.dossier.evidence_records import Incident
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.findings import Severity

ACTION_PLAN = instrument(
    "action plan on the Santos Cruz report, 2018: every item with owner and date", "as reported"
)
HOSTILE = ("attack", "explosive device")


def _is_provided(one: ForceProtectionMeasure, seen: Standpoint) -> bool:
    return one.provided_on is not None and one.provided_on <= seen.as_of


@check(
    "CON004",
    Severity.WARNING,
    looks_for="an overdue measure of force protection whose risk nobody accepts",
    why="Until it is there somebody carries a risk that no leader has answered for.",
    remedy="Provide it, or have a post accept the risk until a day (`risk_accepted_by`, "
    "`risk_accepted_until`).",
    basis=(*submission("2e"), ACTION_PLAN, instrument("S/RES/2518 (2020), paras. 2 and 6")),
)
def measure_overdue(seen: Standpoint) -> Iterator[Fault]:
    for one in seen.dossier.safeguards:
        accepted = one.risk_accepted_by is not None or one.risk_accepted_until is not None
        if (
            one.due_on is not None
            and one.due_on < seen.as_of
            and not accepted
            and not _is_provided(one, seen)
        ):
            yield fault(
                one,
                "'{measure}' at '{base}' was due on {due_on} and is not provided."
                if one.base
                else "'{measure}' was due on {due_on} and is not provided.",
                measure=one.measure,
                base=one.base,
                due_on=one.due_on,
            )


@check(
    "CON005",
    Severity.WARNING,
    looks_for="a measure of force protection that no post answers for",
    why="What everybody owes nobody provides, and nobody is accountable when it is missing.",
    remedy="Name the post, for example `led_by: director-of-mission-support`.",
    basis=(*submission("2e", "9b.vi"), ACTION_PLAN),
)
def measure_without_post(seen: Standpoint) -> Iterator[Fault]:
    for one in seen.dossier.safeguards:
        if one.led_by is None and not _is_provided(one, seen):
            yield fault(one, "No post answers for '{measure}'.", measure=one.measure)


@check(
    "CON006",
    Severity.WARNING,
    looks_for="a measure of force protection called provided without evidence",
    why="Whether it is there is learnt in the next attack.",
    remedy="Say what shows it, for example `evidence: inspection report of 12 January 2026`.",
    basis=(*submission("2e"), ACTION_PLAN),
)
def provided_without_evidence(seen: Standpoint) -> Iterator[Fault]:
    for one in seen.dossier.safeguards:
        if one.provided_on is not None and one.evidence is None:
            yield fault(
                one,
                "'{measure}' is said to be provided since {provided_on}, without evidence.",
                measure=one.measure,
                provided_on=one.provided_on,
            )


@check(
    "CON007",
    Severity.WARNING,
    looks_for="a risk accepted without post or without end",
    why="A risk is accepted by somebody and until a day; otherwise it is only left alone.",
    remedy="Write both: `risk_accepted_by: force-commander` and `risk_accepted_until: 2026-06-30`.",
    basis=(*submission("2e", "9b.vi"), instrument("acceptance of risk needs post and expiry", "our reading")),
)
def risk_accepted_by_nobody(seen: Standpoint) -> Iterator[Fault]:
    for one in seen.dossier.safeguards:
        by, until = one.risk_accepted_by, one.risk_accepted_until
        if (by is None) != (until is None):
            yield fault(
                one,
                "The risk without '{measure}' is accepted, but no post is named that accepts it."
                if by is None
                else "The risk without '{measure}' is accepted by {by}, but without an end.",
                measure=one.measure,
                by=by,
            )


@check(
    "CON008",
    Severity.WARNING,
    looks_for="an accepted risk whose acceptance has run out",
    why="The leader who accepted it no longer answers for it, and the measure is still missing.",
    remedy="Provide the measure, or have the risk accepted again with a new end and a reason.",
    basis=(*submission("2e", "9b.vi"), instrument("acceptance of risk needs post and expiry", "our reading")),
)
def acceptance_ran_out(seen: Standpoint) -> Iterator[Fault]:
    for one in seen.dossier.safeguards:
        until = one.risk_accepted_until
        if until is not None and until <= seen.as_of and not _is_provided(one, seen):
            yield fault(
                one,
                "The acceptance of the risk without '{measure}' ran out on {until}; the measure is not "
                "provided.",
                measure=one.measure,
                until=until,
            )


@check(
    "CON009",
    Severity.WARNING,
    looks_for="a refused measure of force protection followed by an incident",
    why="Whoever refused knew the risk; a board of inquiry and the contributor will ask for the reason.",
    remedy="Take the refusal up again with the incidents, and record who decides and why.",
    basis=(*submission("2e"), ACTION_PLAN, instrument("S/RES/2518 (2020), para. 2")),
)
def refused_then_attacked(seen: Standpoint) -> Iterator[Fault]:
    incidents = _hostile_incidents(seen)
    for one in seen.dossier.safeguards:
        refused_on = one.answered_on or one.asked_on
        if one.answer != "refused" or refused_on is None or one.base is None:
            continue
        ends_on = one.provided_on or seen.as_of
        after = [incident for incident in incidents.get(one.base, ()) if refused_on <= incident.on <= ends_on]
        if after:
            yield fault(
                one,
                "'{measure}' at '{base}' was refused on {refused_on}; incidents that followed: "
                "{n_incidents}, the "
                "first on {first_on} ({n_killed} killed, {n_injured} injured, as far as known).",
                measure=one.measure,
                base=one.base,
                refused_on=refused_on,
                n_incidents=len(after),
                first_on=min(incident.on for incident in after),
                n_killed=sum(incident.n_killed or 0 for incident in after),
                n_injured=sum(incident.n_injured or 0 for incident in after),
            )


def _hostile_incidents(seen: Standpoint) -> Mapping[str, Sequence[Incident]]:
    found: dict[str, list[Incident]] = defaultdict(list)
    for incident in seen.dossier.incidents:
        if incident.base and incident.type in HOSTILE and incident.on <= seen.as_of:
            found[incident.base].append(incident)
    return found


SAFEGUARD_CHECKS: tuple[Check, ...] = (
    measure_overdue, measure_without_post, provided_without_evidence, risk_accepted_by_nobody,
    acceptance_ran_out, refused_then_attacked,
)  # fmt: skip
