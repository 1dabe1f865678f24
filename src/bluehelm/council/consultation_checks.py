"""Checks on consultations, needs and positions: who was asked before, who was told, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from bluehelm.dossier.checking import Check, Fault, check, fault, instrument, submission
from bluehelm.dossier.consultation_records import Consultation, Position
from bluehelm.dossier.mandate_records import Mandate
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.findings import Severity

CONTRIBUTORS = "troop and police contributors"
SHARE_NEEDS = ("Security Council", "Fifth Committee", CONTRIBUTORS)
"""Bodies that must understand a need in the same way (submission 2i)."""
FOR = ("asks for more", "supports")
AGAINST = ("asks for less", "opposes")


def _has_happened(on: date | None, seen: Standpoint) -> bool:
    """Whether something of this day had taken place and was known; an undated thing is taken as past."""
    return seen.was_known(on) and (on is None or on <= seen.as_of)


@check(
    "COU001",
    Severity.WARNING,
    looks_for="a consultation held after the decision it was meant to prepare",
    why="What is asked after the decision cannot change it; such a meeting counts as none.",
    remedy="Hold it before the adoption, or name the decision it does prepare (about: s-res-2800-2025).",
    basis=(*submission("2i", "10a"), instrument("S/RES/1353 (2001)", "as reported")),
)
def consultation_after_decision(seen: Standpoint) -> Iterator[Fault]:
    for one in seen.dossier.consultations:
        decision = seen.item(Mandate, one.about)
        if decision is not None and _is_late(one, decision) and _has_happened(one.on, seen):
            yield fault(
                one,
                "Held on {on}, {n_days} days after {decision} was adopted ({adopted_on}): it counts as none.",
                on=one.on,
                n_days=(one.on - decision.adopted_on).days if one.on else 0,
                decision=decision.decision,
                adopted_on=decision.adopted_on,
            )


def _is_late(one: Consultation, decision: Mandate) -> bool:
    return one.on is not None and one.on > decision.adopted_on


@check(
    "COU002",
    Severity.WARNING,
    looks_for="a decision in force that was taken without consulting the contributors",
    why="Those who carry out a mandate know what it takes; unasked, they find out on the ground.",
    remedy="Record the meeting with the contributors before the adoption "
    "(with: [Security Council, troop and police contributors]), or plan one before the renewal.",
    basis=(*submission("2i", "10a"), instrument("S/RES/1353 (2001)", "as reported")),
)
def decision_without_contributors(seen: Standpoint) -> Iterator[Fault]:
    decision = seen.mandate
    if decision is None or not seen.dossier.consultations:
        return
    about = [one for one in seen.dossier.consultations if one.about == decision.slug]
    if any(CONTRIBUTORS in one.bodies for one in about):
        return
    n_before = sum(not _is_late(one, decision) for one in about)
    template = (
        "No consultation with the contributors is among those on file ({n_before}) that prepared {decision} "
        "of {adopted_on}."
        if n_before
        else "No consultation on file prepared {decision} of {adopted_on}."
    )
    yield fault(
        decision,
        template,
        n_before=n_before,
        decision=decision.decision,
        adopted_on=decision.adopted_on,
    )


@check(
    "COU003",
    Severity.WARNING,
    looks_for="needs that one of the bodies concerned was not told of",
    why="A body that has not heard of a need decides on money or tasks with another mission in mind.",
    remedy="Tell the body, then add it (shared_with: [Security Council, Fifth Committee, "
    "troop and police contributors]).",
    basis=submission("2i"),
)
def body_not_told(seen: Standpoint) -> Iterator[Fault]:
    needs = [need for need in seen.dossier.needs if _has_happened(need.stated_on, seen)]
    for body in SHARE_NEEDS:
        untold = [need for need in needs if body not in need.shared_with]
        if untold:
            yield fault(
                untold[0],
                "{n_untold} of {n_all} needs were not shared with {body}: {needs}.",
                n_untold=len(untold),
                n_all=len(needs),
                body=body,
                needs=", ".join(need.id for need in untold),
            )


@check(
    "COU004",
    Severity.WARNING,
    looks_for="a task on which the Council and those who vote its money pull in opposite directions",
    why="The Council adds what the Assembly does not pay for, and the mission is left to choose.",
    remedy="Put the two positions side by side before both bodies, and record what became of them (became).",
    basis=(*submission("2i"), instrument("S/RES/2808 (2025) beside A/80/604/Add.11")),
)
def contradictory_stances(seen: Standpoint) -> Iterator[Fault]:
    council = _latest_by_subject(seen, ("Security Council",))
    money = _latest_by_subject(seen, ("Fifth Committee", "ACABQ"))
    shared: dict[tuple[str, str], list[str]] = {}
    pairs: dict[tuple[str, str], tuple[Position, Position]] = {}
    for subject, held in council.items():
        other = money.get(subject)
        if other is not None and _oppose(held, other):
            pair = (held.id, other.id)
            pairs[pair] = (held, other)
            shared.setdefault(pair, []).append(subject)
    for pair, (held, other) in pairs.items():
        yield fault(
            other,
            "On {subjects} the {body} {stance} ({position}), while the Security Council "
            "{council_stance} ({council_position}).",
            subjects=", ".join(shared[pair]),
            body=other.body,
            stance=other.stance,
            position=other.id,
            council_stance=held.stance,
            council_position=held.id,
        )


def _oppose(one: Position, other: Position) -> bool:
    return (one.stance in FOR) != (other.stance in FOR)


def _latest_by_subject(seen: Standpoint, bodies: tuple[str, ...]) -> Mapping[str, Position]:
    """The last stance of the bodies on each task, or on the theme where no task is named."""
    latest: dict[str, Position] = {}
    for one in seen.dossier.positions:
        if one.body not in bodies or one.stance not in (*FOR, *AGAINST) or not _has_happened(one.on, seen):
            continue
        for subject in one.tasks or (one.theme,):
            known = latest.get(subject)
            if known is None or (one.on or date.min) >= (known.on or date.min):
                latest[subject] = one
    return latest


@check(
    "COU005",
    Severity.WARNING,
    looks_for="one statement that is counted twice",
    why="A position that stands on file twice makes a body look firmer than it is.",
    remedy="Keep one of the two; when both were made, give each its own day or theme.",
    basis=submission("2i", "9b.i"),
)
def position_counted_twice(seen: Standpoint) -> Iterator[Fault]:
    first: dict[tuple[object, ...], Position] = {}
    for one in seen.dossier.positions:
        if one.text is None:
            continue
        words = " ".join(one.text.lower().split())
        known = first.setdefault((one.body, one.on, words), one)
        if known is not one:
            yield fault(
                one,
                "The same words of the {body} on the same day stand on file as '{first}' already.",
                body=one.body,
                first=known.id,
            )


@check(
    "COU006",
    Severity.NOTE,
    looks_for="positions of which nobody recorded what became",
    why="People speak again when they can see what became of their words.",
    remedy="Write what became of each (became: taken up, or the reason why not; "
    "taken_up_in: S/RES/2800 (2025), para. 12).",
    basis=(*submission("2i", "10a"), instrument("S/RES/2378 (2017), para. 12")),
)
def position_without_outcome(seen: Standpoint) -> Iterator[Fault]:
    wait = timedelta(days=int(seen.threshold("position-answer-days", "180")))
    due = [one for one in seen.dossier.positions if _is_due(one, wait, seen)]
    still_open = [one for one in due if one.became is None and one.taken_up_in is None]
    if still_open:
        yield fault(
            still_open[0],
            "{n_open} of {n_due} positions stated before the last decision or over {n_days} days ago "
            "have no word on what became of them: {names}.",
            n_open=len(still_open),
            n_due=len(due),
            n_days=wait.days,
            names=", ".join(one.id for one in still_open),
        )


def _is_due(one: Position, wait: timedelta, seen: Standpoint) -> bool:
    """Whether one can expect to know: the decision was taken, or the time to answer has passed."""
    if one.on is None or not _has_happened(one.on, seen):
        return False
    meeting = seen.item(Consultation, one.consultation)
    decision = seen.item(Mandate, meeting.about) if meeting else None
    return (decision is not None and one.on <= decision.adopted_on <= seen.as_of) or (
        one.on + wait <= seen.as_of
    )


CONSULTATION_CHECKS: tuple[Check, ...] = (
    consultation_after_decision, decision_without_contributors, body_not_told, contradictory_stances,
    position_counted_twice, position_without_outcome,
)  # fmt: skip
