"""Checks on who leads what: the United Nations keeps a part, and a task is passed on only with evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from bluehelm.dossier.checking import Check, Fault, check, fault, instrument, submission
from bluehelm.dossier.field_types import Span
from bluehelm.dossier.partner_records import AdvantageCriterion, Partner
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.findings import Severity

OVERSEES = ("lead", "co-lead", "oversight")
DIVISION_OF_TASKS = instrument("S/RES/2759 (2024), para. 52")


def _scored(partner: Partner) -> list[AdvantageCriterion]:
    """Criteria on which one side at least has a score."""
    return [one for one in partner.advantage if one.un is not None or one.partner is not None]


def _shown(partner: Partner) -> list[AdvantageCriterion]:
    """Criteria whose scores rest on evidence; the others count as missing."""
    return [one for one in _scored(partner) if one.evidence is not None]


@check(
    "PAR001",
    Severity.WARNING,
    looks_for="a partnership in which the United Nations only pays",
    why="A threat to international peace is not the region's alone; who only pays has no say in it.",
    remedy="Agree on a lead, a co-lead or oversight, and write it (un_role: co-lead).",
    basis=(*submission("4a"), instrument("S/RES/2719 (2023), paras. 2-3")),
)
def pays_only(seen: Standpoint) -> Iterator[Fault]:
    for partner in seen.dossier.partners:
        if partner.un_role == "pays only":
            tasks = dict.fromkeys((*partner.leads, *partner.tasks))
            yield fault(
                partner,
                "With {name} the United Nations pays only; tasks concerned: {tasks}.",
                name=partner.name,
                tasks=", ".join(tasks) or "–",
            )


@check(
    "PAR002",
    Severity.WARNING,
    looks_for="a task passed to a partner with no lead, co-lead or oversight of the United Nations",
    why="The Council stays answerable for a task that nobody of the United Nations can steer or report on.",
    remedy="Write what the United Nations keeps (un_role: oversight), or take the task back from 'leads'.",
    basis=submission("4a"),
)
def devolved_without_oversight(seen: Standpoint) -> Iterator[Fault]:
    for partner in seen.dossier.partners:
        if not partner.leads or partner.un_role in (*OVERSEES, "pays only"):
            continue
        template = (
            "{name} leads {tasks}, and the United Nations keeps no part."
            if partner.un_role == "none"
            else "{name} leads {tasks}, and nothing says what the United Nations keeps."
        )
        yield fault(partner, template, tasks=", ".join(partner.leads), name=partner.name)


@check(
    "PAR003",
    Severity.WARNING,
    looks_for="a task passed to a partner without any comparison",
    why="Partners meet the same difficulties with fewer means; an advantage must be shown first.",
    remedy="Score both sides on the criteria, each with evidence and its day "
    "(criterion: political access, un: 2, partner: 4, evidence, on).",
    basis=(*submission("4b"), DIVISION_OF_TASKS),
)
def devolved_without_comparison(seen: Standpoint) -> Iterator[Fault]:
    for partner in seen.dossier.partners:
        if partner.leads and not _scored(partner):
            yield fault(
                partner,
                "{name} leads {tasks} without a score on any criterion.",
                tasks=", ".join(partner.leads),
                name=partner.name,
            )


@check(
    "PAR004",
    Severity.NOTE,
    looks_for="scores of comparative advantage that rest on no evidence",
    why="A score without evidence is an opinion; it counts as missing in every comparison.",
    remedy="Write what shows the score and when (evidence: perception survey, on: 2025-08-31).",
    basis=submission("4b"),
)
def score_without_evidence(seen: Standpoint) -> Iterator[Fault]:
    for partner in seen.dossier.partners:
        scored = _scored(partner)
        bare = [one for one in scored if one.evidence is None]
        if bare:
            yield fault(
                partner,
                "{n_bare} of {n_scored} scored criteria carry no evidence and count as missing: {criteria}.",
                line=bare[0].line,
                n_bare=len(bare),
                n_scored=len(scored),
                criteria=", ".join(one.criterion for one in bare),
            )


@check(
    "PAR005",
    Severity.WARNING,
    looks_for="evidence on a partner that is too old to rely on",
    why="Partners gain and lose capacity within a budget cycle; a task would move on past strength.",
    remedy="Look again, and write the new evidence with its day (on: 2026-02-01).",
    basis=submission("4b"),
)
def evidence_stale(seen: Standpoint) -> Iterator[Fault]:
    limit = Span(int(seen.threshold("partner-evidence-months", "24")), "month")
    for partner in seen.dossier.partners:
        dated = [one for one in _shown(partner) if one.on is not None]
        stale = [one for one in dated if _is_stale(one.on, limit, seen.as_of)]
        if stale:
            yield fault(
                partner,
                "{n_stale} of {n_dated} dated criteria rest on evidence older than {limit}: {criteria}; "
                "the oldest is of {oldest_on}.",
                line=stale[0].line,
                n_stale=len(stale),
                n_dated=len(dated),
                limit=limit,
                criteria=", ".join(one.criterion for one in stale),
                oldest_on=min(one.on for one in stale if one.on is not None),
            )


def _is_stale(on: date | None, limit: Span, as_of: date) -> bool:
    return on is not None and limit.after(on) < as_of


@check(
    "PAR006",
    Severity.WARNING,
    looks_for="a task passed to a partner that falls below a mandatory criterion",
    why="A must cannot be bought off by high scores elsewhere.",
    remedy="Close the gap first, as a condition of the hand-over, or keep the task; "
    "if the criterion is no must, say so (mandatory: no).",
    basis=(*submission("4b", "4c"), instrument("rule G6 of the domain", "our reading")),
)
def mandatory_criterion_missed(seen: Standpoint) -> Iterator[Fault]:
    least = seen.threshold("partner-mandatory-score", "2")
    for partner in seen.dossier.partners:
        for one in _shown(partner):
            missed = one.mandatory and one.partner is not None and int(one.partner) < least
            if missed and partner.leads:
                yield fault(
                    partner,
                    "{name} leads {tasks}, but scores {score} on '{criterion}', where {least} is a must.",
                    line=one.line,
                    name=partner.name,
                    tasks=", ".join(partner.leads),
                    score=one.partner,
                    criterion=one.criterion,
                    least=least,
                )


@check(
    "PAR007",
    Severity.WARNING,
    looks_for="a task passed to a partner that is not better on most criteria",
    why="Without a demonstrated advantage the move costs a hand-over and gains nothing.",
    remedy="Keep the task, or show on which criteria the partner is ahead, with evidence.",
    basis=(*submission("4b"), DIVISION_OF_TASKS),
)
def no_majority_of_criteria(seen: Standpoint) -> Iterator[Fault]:
    for partner in seen.dossier.partners:
        compared = _compared(partner)
        n_better = sum(theirs > ours for ours, theirs in compared)
        if partner.leads and compared and 2 * n_better <= len(compared):
            yield fault(
                partner,
                "{name} leads {tasks}, but is ahead of the United Nations on only {n_better} of {n_compared} "
                "criteria with evidence.",
                name=partner.name,
                tasks=", ".join(partner.leads),
                n_better=n_better,
                n_compared=len(compared),
            )


def _compared(partner: Partner) -> Sequence[tuple[int, int]]:
    """Scores of both sides where both rest on evidence."""
    return [
        (int(one.un), int(one.partner))
        for one in _shown(partner)
        if one.un is not None and one.partner is not None
    ]


@check(
    "PAR008",
    Severity.WARNING,
    looks_for="a task led by a partner whose standards are not comparable",
    why="Conduct below the standards of the United Nations falls back on the peace that is sought.",
    remedy="Agree on a compliance framework with dates, or keep the task; when the standard has been met, "
    "write comparable: yes with evidence.",
    basis=(*submission("4c"), instrument("S/RES/2719 (2023), paras. 7, 11-13")),
)
def standards_not_comparable(seen: Standpoint) -> Iterator[Fault]:
    for partner in seen.dossier.partners:
        below = [one for one in partner.standards if one.comparable is False]
        if below and partner.leads:
            yield fault(
                partner,
                "{name} leads {tasks}, but its standards are not comparable on: {standards}.",
                line=below[0].line,
                name=partner.name,
                tasks=", ".join(partner.leads),
                standards=", ".join(one.standard for one in below),
            )


ADVANTAGE_CHECKS: tuple[Check, ...] = (
    pays_only, devolved_without_oversight, devolved_without_comparison, score_without_evidence,
    evidence_stale, mandatory_criterion_missed, no_majority_of_criteria, standards_not_comparable,
)  # fmt: skip
