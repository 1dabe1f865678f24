"""Checks on drafts that failed: who can veto, how many can vote, and the Assembly's debate."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bluehelm.council.working_days import holidays_of, nth_working_day_after
from bluehelm.dossier.checking import Check, Fault, check, fault, instrument, submission
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.dossier.system_records import Draft
from bluehelm.foundation.findings import Severity

PERMANENT = ("CHN", "FRA", "GBR", "RUS", "USA")
N_SEATS = 15
IN_FORCE_SINCE = date(2022, 4, 26)
"""Day of A/RES/76/262; earlier vetoes called for no debate."""
EMERGENCY = "request for emergency session"


@check(
    "COU010",
    Severity.ERROR,
    looks_for="a veto by a State that is no permanent member",
    why="Only the vote of a permanent member stops a draft; the record of the deadlock would be wrong.",
    remedy="Name only CHN, FRA, GBR, RUS or USA in vetoed_by; others who voted against belong in no field.",
    basis=(*submission("1b", "2k"), instrument("Charter of the United Nations, Art. 27 (3)", "unverified")),
)
def veto_by_non_permanent_member(seen: Standpoint) -> Iterator[Fault]:
    for draft in seen.dossier.drafts:
        others = [state for state in draft.vetoed_by if state not in PERMANENT]
        if others:
            yield fault(
                draft,
                "{states} cannot veto: not a permanent member of the Council.",
                states=", ".join(others),
            )


@check(
    "COU011",
    Severity.ERROR,
    looks_for="more votes on a draft than the Council has seats",
    why="Every measure of the Council's unity rests on these counts.",
    remedy="Count again from the record of the meeting: in_favour and vetoed_by together are at most 15.",
    basis=(*submission("1b"), instrument("Charter of the United Nations, Art. 23 (1)", "unverified")),
)
def more_votes_than_seats(seen: Standpoint) -> Iterator[Fault]:
    for draft in seen.dossier.drafts:
        n_against = len(set(draft.vetoed_by))
        if draft.in_favour is not None and draft.in_favour + n_against > N_SEATS:
            yield fault(
                draft,
                "{in_favour} votes in favour and {n_against} against cannot come from 15 seats.",
                in_favour=draft.in_favour,
                n_against=n_against,
            )


@check(
    "COU012",
    Severity.WARNING,
    looks_for="a veto that the General Assembly did not debate in time",
    why="The debate is the Assembly's one automatic way to hold those who block the Council to account.",
    remedy="Record the day of the debate (assembly_debate_on: 2026-03-10); where none was held, "
    "raise it with the President of the Assembly.",
    basis=(*submission("1b", "2k"), instrument("A/RES/76/262, para. 1", "as reported")),
)
def debate_not_in_time(seen: Standpoint) -> Iterator[Fault]:
    n_days = int(seen.threshold("r01", "10"))
    holidays = holidays_of(seen)
    in_emergency = {case.situation for case in seen.dossier.liaison if case.state == EMERGENCY}
    for draft in seen.dossier.drafts:
        vetoed = any(state in PERMANENT for state in draft.vetoed_by)
        if not vetoed or draft.on < IN_FORCE_SINCE or not seen.was_known(draft.on):
            continue
        due_on = nth_working_day_after(draft.on, n_days, holidays)
        excused = draft.situation is not None and draft.situation in in_emergency
        if not excused and (template := _lateness(draft, due_on, seen.as_of)):
            yield fault(
                draft,
                template,
                on=draft.on,
                due_on=due_on,
                n_days=n_days,
                debate_on=draft.assembly_debate_on,
            )


def _lateness(draft: Draft, due_on: date, as_of: date) -> str:
    """The sentence on a debate that is late or missing; empty when it is neither."""
    if draft.assembly_debate_on is None:
        return (
            "After the veto of {on} the Assembly's debate was due by {due_on} ({n_days} working days); "
            "none is on file."
            if due_on < as_of
            else ""
        )
    return (
        "After the veto of {on} the Assembly's debate was due by {due_on} ({n_days} working days); "
        "it was held on {debate_on}."
        if draft.assembly_debate_on > due_on
        else ""
    )


@check(
    "COU013",
    Severity.ERROR,
    looks_for="a debate in the Assembly before the veto it debates",
    why="The order of the days cannot be; one of the two is wrong.",
    remedy="Correct the day of the vote (on) or of the debate (assembly_debate_on).",
    basis=submission("2k"),
)
def debate_before_veto(seen: Standpoint) -> Iterator[Fault]:
    for draft in seen.dossier.drafts:
        if draft.assembly_debate_on is not None and draft.assembly_debate_on < draft.on:
            yield fault(
                draft,
                "The debate is dated {debate_on}, before the vote of {on}.",
                debate_on=draft.assembly_debate_on,
                on=draft.on,
            )


DRAFT_CHECKS: tuple[Check, ...] = (
    veto_by_non_permanent_member, more_votes_than_seats, debate_not_in_time, debate_before_veto,
)  # fmt: skip
