"""Checks on support to forces of others: due diligence before it begins, and for as long as it runs."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from bluehelm.dossier.checking import Check, Fault, check, fault, instrument, submission
from bluehelm.dossier.mandate_records import Task
from bluehelm.dossier.partner_records import SupportCase
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.findings import Severity

DUE_DILIGENCE = instrument("A/67/775-S/2013/110", "as reported")
NOT_CLEARED = ("proposed", "assessed", "refused")
CLEARED = ("cleared", "cleared with conditions", "active", "alert", "intercession", "resumed")
RUNNING = ("active", "alert", "intercession", "resumed")
OVER = ("refused", "ended")
WORDS_OF_ANY_FORCE = frozenset(
    "a all and areas armed army authorities be defence deployed determined elements enforcement fds for "
    "force forces fsi gendarmerie government host in internal joint law military national of officers "
    "operations or other personnel police priority security selected services several soldiers some state "
    "tbd the to trained training troops unit units various vetted".split()
)
"""A name made of these alone fits any force; whom it means cannot be screened."""
_WORD = re.compile(r"[^\W_]+")


@check(
    "PAR009",
    Severity.WARNING,
    looks_for="support that began before it was cleared",
    why="The risk to civilians was taken before anybody had weighed it.",
    remedy="Stop the support until the assessment is done, and record both days (assessed_on, began_on).",
    basis=(*submission("4c"), DUE_DILIGENCE),
)
def support_before_clearance(seen: Standpoint) -> Iterator[Fault]:
    for case in seen.dossier.support:
        if case.began_on is None or case.began_on > seen.as_of:
            continue
        if case.state in NOT_CLEARED:
            template = "Support to '{recipient}' began on {began_on}, but the case stands at '{state}'."
        elif case.assessed_on is not None and case.began_on < case.assessed_on:
            template = "Support to '{recipient}' began on {began_on}, but was assessed only on {assessed_on}."
        else:
            continue
        yield fault(
            case,
            template,
            recipient=case.recipient,
            began_on=case.began_on,
            state=case.state,
            assessed_on=case.assessed_on,
        )


@check(
    "PAR010",
    Severity.WARNING,
    looks_for="support that counts as cleared without assessor, day or expiry",
    why="A clearance that nobody signed, or that never ends, protects nobody.",
    remedy="Write who assessed, when, and until when it holds "
    "(assessed_by: chief-of-staff, assessed_on: 2026-01-10, expires_on: 2027-01-10).",
    basis=(*submission("4c"), DUE_DILIGENCE),
)
def clearance_incomplete(seen: Standpoint) -> Iterator[Fault]:
    cleared = [case for case in seen.dossier.support if case.state in CLEARED]
    by_absence: dict[tuple[str, ...], list[SupportCase]] = defaultdict(list)
    for case in cleared:
        by_absence[_absent_from_clearance(case)].append(case)
    for absent, cases in by_absence.items():
        if absent:
            yield fault(
                cases[0],
                "{n_cases} of {n_all} support cases that count as cleared lack {fields}: {cases}.",
                n_cases=len(cases),
                n_all=len(cleared),
                fields=", ".join(absent),
                cases=", ".join(case.id for case in cases),
            )


def _absent_from_clearance(case: SupportCase) -> tuple[str, ...]:
    """What a clearance must say and this one does not, by key."""
    wanted = {
        "assessed_by": case.assessed_by,
        "assessed_on": case.assessed_on,
        "expires_on": case.expires_on,
    }
    return tuple(name for name, value in wanted.items() if value is None)


@check(
    "PAR011",
    Severity.WARNING,
    looks_for="support that goes on after its clearance has run out",
    why="The force, its commanders and the fighting have changed since the risk was weighed.",
    remedy="Assess again before the support goes on, or suspend it (state: suspended).",
    basis=(*submission("4c"), DUE_DILIGENCE, instrument("S/RES/2759 (2024), para. 38 (b)(iv)")),
)
def clearance_expired(seen: Standpoint) -> Iterator[Fault]:
    for case in seen.dossier.support:
        if case.state not in CLEARED or _ends_before_it_began(case):
            continue
        if case.expires_on is not None and case.expires_on <= seen.as_of:
            yield fault(
                case,
                "The clearance of '{recipient}' ran out on {expires_on}; the case stands at '{state}'.",
                recipient=case.recipient,
                expires_on=case.expires_on,
                state=case.state,
            )


@check(
    "PAR012",
    Severity.WARNING,
    looks_for="support to forces that are not identified",
    why="A record of violations can be looked up for a unit and its command, not for an army as such.",
    remedy="Name unit and command (recipient: 3rd Territorial Infantry Battalion).",
    basis=(*submission("4c"), DUE_DILIGENCE),
)
def recipient_not_identified(seen: Standpoint) -> Iterator[Fault]:
    open_cases = [case for case in seen.dossier.support if case.state not in OVER]
    nameless = [case for case in open_cases if _fits_any_force(case.recipient)]
    if nameless:
        yield fault(
            nameless[0],
            "{n_nameless} of {n_all} open support cases identify no force: {recipients}.",
            n_nameless=len(nameless),
            n_all=len(open_cases),
            recipients="; ".join(case.recipient for case in nameless),
        )


def _fits_any_force(recipient: str) -> bool:
    """Whether every word of a name is one that any force could bear."""
    return all(word in WORDS_OF_ANY_FORCE for word in _WORD.findall(recipient.lower()))


@check(
    "PAR013",
    Severity.WARNING,
    looks_for="support without joint planning where the Council requires it",
    why="The Council allows the support only for operations planned and carried out together.",
    remedy="Plan and carry out the operation together (jointly_planned: yes), or suspend the support.",
    basis=(*submission("4c"), instrument("S/RES/2765 (2024), para. 35")),
)
def not_jointly_planned(seen: Standpoint) -> Iterator[Fault]:
    everywhere = seen.threshold("support-jointly-planned", "0") > 0
    for case in seen.dossier.support:
        if case.state not in RUNNING or case.jointly_planned is not False:
            continue
        held = seen.tasks_in_force.get(case.task or "")
        condition = held.given.conditional if held else None
        if condition is not None and "joint" in condition.lower():
            yield fault(
                case,
                "'{recipient}' is supported without joint planning, but the task is given on condition: "
                "{condition}.",
                recipient=case.recipient,
                condition=condition.rstrip("."),
            )
        elif everywhere:
            yield fault(
                case,
                "'{recipient}' is supported without joint planning, which the rule "
                "'support-jointly-planned' requires.",
                recipient=case.recipient,
            )


@check(
    "PAR014",
    Severity.WARNING,
    looks_for="tasks that support national forces and have no support case",
    why="Support that no case covers goes to a force whose record nobody has looked at.",
    remedy="Open a case for every force supported (support: recipient, task, state: proposed).",
    basis=(*submission("2d", "4c"), DUE_DILIGENCE),
)
def task_without_support_case(seen: Standpoint) -> Iterator[Fault]:
    covered = {case.task for case in seen.dossier.support if case.state not in OVER}
    in_force = [seen.item(Task, name) for name in seen.tasks_in_force]
    supporting = [task for task in in_force if task is not None and task.supports_national_forces]
    left = [task for task in supporting if task.id not in covered]
    if left:
        yield fault(
            left[0],
            "{n_left} of {n_all} tasks in force that support national forces have no support case: {tasks}.",
            n_left=len(left),
            n_all=len(supporting),
            tasks=", ".join(task.id for task in left),
        )


@check(
    "PAR015",
    Severity.WARNING,
    looks_for="support at high risk, or cleared with conditions, for which no measure is on file",
    why="A risk that was found and not lowered is a risk that was accepted in silence.",
    remedy="Write the measures (mitigation: [monitors travel with the unit, reports every week]).",
    basis=(*submission("4c"), DUE_DILIGENCE),
)
def risk_without_mitigation(seen: Standpoint) -> Iterator[Fault]:
    for case in seen.dossier.support:
        if case.mitigation or case.state not in CLEARED:
            continue
        if case.state == "cleared with conditions":
            template = "'{recipient}' is cleared with conditions, but no condition is on file."
        elif case.risk == "high":
            template = "'{recipient}' is supported at high risk, and no measure lowers it."
        else:
            continue
        yield fault(case, template, recipient=case.recipient)


@check(
    "PAR016",
    Severity.ERROR,
    looks_for="a clearance that ends before it was given",
    why="The order of the days cannot be, so nobody can tell whether the clearance holds.",
    remedy="Correct assessed_on or expires_on.",
    basis=submission("4c"),
)
def clearance_ends_before_it_began(seen: Standpoint) -> Iterator[Fault]:
    for case in seen.dossier.support:
        if _ends_before_it_began(case):
            yield fault(
                case,
                "Assessed on {assessed_on}, the clearance ends on {expires_on}.",
                assessed_on=case.assessed_on,
                expires_on=case.expires_on,
            )


def _ends_before_it_began(case: SupportCase) -> bool:
    return (
        case.assessed_on is not None and case.expires_on is not None and case.expires_on <= case.assessed_on
    )


SUPPORT_CHECKS: tuple[Check, ...] = (
    support_before_clearance, clearance_incomplete, clearance_expired, recipient_not_identified,
    not_jointly_planned, task_without_support_case, risk_without_mitigation,
    clearance_ends_before_it_began,
)  # fmt: skip
