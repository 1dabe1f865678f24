"""Checks on the parties: what they promised, how they act, and what they could be offered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from bluehelm.dossier.checking import Check, Fault, check, fault, instrument, submission
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.dossier.strategy_records import Obstruction, Party, PartyStance
from bluehelm.foundation.findings import Severity
from bluehelm.foundation.listed_names import listed

GOOD_SOURCES = ("A", "B", "C")


@check(
    "STR020",
    Severity.WARNING,
    looks_for="a commitment past its day of which nobody says whether it was kept",
    why="A promise that nobody follows up costs its maker nothing; parties learn that delay is free.",
    remedy="Say what became of it and when that was seen: `status: partly kept` and `status_on: 2026-01-12`.",
    basis=submission("1c", "11a"),
)
def commitment_overdue(seen: Standpoint) -> Iterator[Fault]:
    for promised in seen.dossier.commitments:
        due = promised.due_on
        if due is None or due >= seen.as_of or promised.status not in (None, "pending"):
            continue
        yield fault(
            promised,
            "Due on {due_on}, {n_days} days before {as_of}, and still '{status}'."
            if promised.status
            else "Due on {due_on}, {n_days} days before {as_of}, and nothing says what became of it.",
            due_on=due,
            n_days=(seen.as_of - due).days,
            as_of=seen.as_of,
            status=promised.status,
        )


def _stances(party: Party, seen: Standpoint) -> list[PartyStance]:
    """The stances known by the moment asked about, oldest first."""
    return sorted((one for one in party.stances if one.on <= seen.as_of), key=lambda stance: stance.on)


@check(
    "STR021",
    Severity.WARNING,
    looks_for="a judgement on a party that names no act",
    why="A party is called a supporter or a spoiler by what it does; without an act the judgement is an "
    "opinion that divides the Council.",
    remedy="Name the acts it rests on: `because: held up patrols on the road to Telim in June 2025`.",
    basis=(*submission("11a"), instrument("a judgement carries post, day and reason", "our reading")),
)
def stance_without_act(seen: Standpoint) -> Iterator[Fault]:
    for party in seen.dossier.parties:
        for stance in _stances(party, seen):
            if stance.state != "unknown" and not stance.because:
                yield fault(
                    party,
                    "{party} is said to be '{state}' on {on}, but no act is named.",
                    line=stance.line,
                    party=party.name,
                    state=stance.state,
                    on=stance.on,
                )


def _acts_by_party(seen: Standpoint) -> dict[str, list[Obstruction]]:
    acts: dict[str, list[Obstruction]] = defaultdict(list)
    for act in seen.dossier.obstructions:
        if act.by and (act.on is None or act.on <= seen.as_of):
            acts[act.by].append(act)
    return acts


@check(
    "STR022",
    Severity.NOTE,
    looks_for="a party said to obstruct of which no act is on record",
    why="A spoiler is flagged by a rule, so that the flag can be taken back when the acts end.",
    remedy="Record the act under obstructions, or the promise that was not kept under commitments; or "
    "change the stance.",
    basis=submission("11a"),
)
def spoiler_without_record(seen: Standpoint) -> Iterator[Fault]:
    n_days = int(seen.threshold("spoiler-acts-days", "365"))
    acts = _acts_by_party(seen)
    broken = {
        promised.by for promised in seen.dossier.commitments if promised.status in ("not kept", "partly kept")
    }
    for party in seen.dossier.parties:
        stance = next(reversed(_stances(party, seen)), None)
        if stance is None or stance.state != "obstructs" or party.id in broken:
            continue
        if not any(act.on is None or (stance.on - act.on).days <= n_days for act in acts[party.id]):
            yield fault(
                party,
                "{party} is said to obstruct on {on}, but no obstruction in the {n_days} days before and no "
                "broken commitment is on record.",
                line=stance.line,
                party=party.name,
                on=stance.on,
                n_days=n_days,
            )


@check(
    "STR023",
    Severity.WARNING,
    looks_for="a party said to support whose acts since then say otherwise",
    why="The Council speaks with one voice to spoilers only when the record shows them.",
    remedy="Judge the party again in the light of these acts, with the day: `{{on: 2026-02-15, state: "
    "conditional, because: …}}`.",
    basis=submission("1c", "11a"),
)
def acts_against_stance(seen: Standpoint) -> Iterator[Fault]:
    limit = int(seen.threshold("spoiler-acts", "2"))
    acts = _acts_by_party(seen)
    for party in seen.dossier.parties:
        stance = next(reversed(_stances(party, seen)), None)
        if stance is None or stance.state != "supports":
            continue
        since = [act for act in acts[party.id] if act.on and act.on > stance.on and act.grade in GOOD_SOURCES]
        if len(since) >= limit:
            yield fault(
                party,
                "{party} is said to support since {on}, yet {n_acts} obstructions by it are on record since "
                "then: {acts} (limit: {limit}).",
                line=stance.line,
                party=party.name,
                on=stance.on,
                n_acts=len(since),
                acts=listed(act.id for act in since),
                limit=limit,
            )


@check(
    "STR024",
    Severity.WARNING,
    looks_for="an obstruction without a day or a place",
    why="It can be neither counted by month, nor set beside patrols, nor put to the party that did it.",
    remedy="Add the day and the area, or the place in words: `on: 2025-06-17` and `area: north`.",
    basis=(*submission("1c"), instrument("S/RES/2518 (2020), para. 2")),
)
def obstruction_without_day_or_place(seen: Standpoint) -> Iterator[Fault]:
    for act in seen.dossier.obstructions:
        parts = (("on", act.on), ("area", act.area or act.locality))
        missing = [name for name, there in parts if not there]
        if missing:
            yield fault(act, "'{type}' lacks: {missing}.", type=act.type, missing=", ".join(missing))


@check(
    "STR025",
    Severity.WARNING,
    looks_for="obstructions reported to the Council and left without an answer",
    why="Acts without a reaction teach every party that the Council will not stand behind its mission.",
    remedy="Record the answer and its day (`answered_on: 2025-07-09`, `answer: …`), or put the acts on the "
    "agenda of the next consultations.",
    basis=submission("1b", "1c", "9b.i", "11a"),
)
def obstruction_unanswered(seen: Standpoint) -> Iterator[Fault]:
    limit = int(seen.threshold("obstruction-answer-days", "90"))
    waiting: dict[str, list[Obstruction]] = defaultdict(list)
    for act in seen.dossier.obstructions:
        answered = act.answered_on is not None and act.answered_on <= seen.as_of
        if act.reported_on and not answered and (seen.as_of - act.reported_on).days > limit:
            waiting[act.by or ""].append(act)
    for party, acts in waiting.items():
        first = min(acts, key=lambda act: act.reported_on or seen.as_of)
        yield fault(
            first,
            "Obstructions by {party}, reported to the Council more than {limit} days ago, have no answer "
            "({n_acts}): {acts}; the first was reported on {reported_on}."
            if party
            else "Obstructions by nobody named, reported to the Council more than {limit} days ago, have "
            "no answer ({n_acts}): {acts}; the first was reported on {reported_on}.",
            n_acts=len(acts),
            party=party,
            limit=limit,
            acts=listed(act.id for act in acts),
            reported_on=first.reported_on,
        )


@check(
    "STR026",
    Severity.ERROR,
    looks_for="an obstruction reported before it happened, or answered before it was reported",
    why="Days out of order make every count of reaction time wrong.",
    remedy="Look at the source again and put the days right: on ≤ reported_on ≤ answered_on.",
    basis=submission("1c", "9b.i"),
)
def obstruction_days_out_of_order(seen: Standpoint) -> Iterator[Fault]:
    for act in seen.dossier.obstructions:
        named = (("on", act.on), ("reported_on", act.reported_on), ("answered_on", act.answered_on))
        steps = [(name, day) for name, day in named if day]
        for (earlier, before), (later, after) in pairwise(steps):
            if after < before:
                yield fault(
                    act,
                    "'{later}' ({after}) lies before '{earlier}' ({before}).",
                    later=later,
                    after=after,
                    earlier=earlier,
                    before=before,
                )


@check(
    "STR027",
    Severity.WARNING,
    looks_for="an incentive that asks nothing in return",
    why="What is given without a condition moves nobody, and cannot be given twice.",
    remedy="Say what must happen first: `condition: heavy weapons stay withdrawn until the councils meet`.",
    basis=submission("3d"),
)
def incentive_without_condition(seen: Standpoint) -> Iterator[Fault]:
    for offered in seen.dossier.incentives:
        if not offered.condition:
            yield fault(
                offered,
                "'{incentive}' is offered to {party} without a condition."
                if offered.to
                else "'{incentive}' is offered without a condition, and to nobody named.",
                incentive=offered.text,
                party=offered.to,
            )


@check(
    "STR028",
    Severity.NOTE,
    looks_for="an incentive whose day of review has passed",
    why="An offer that nobody looks at again outlives the moment for which it was made.",
    remedy="Look at it again and set the next day: `review_on: 2026-05-15`; or take it out.",
    basis=submission("3d"),
)
def incentive_review_passed(seen: Standpoint) -> Iterator[Fault]:
    for offered in seen.dossier.incentives:
        if offered.review_on and offered.review_on < seen.as_of:
            yield fault(
                offered,
                "The incentive was to be looked at again on {review_on}, {n_days} days before {as_of}.",
                review_on=offered.review_on,
                n_days=(seen.as_of - offered.review_on).days,
                as_of=seen.as_of,
            )


PARTY_CHECKS: tuple[Check, ...] = (
    commitment_overdue, stance_without_act, spoiler_without_record, acts_against_stance,
    obstruction_without_day_or_place, obstruction_unanswered, obstruction_days_out_of_order,
    incentive_without_condition, incentive_review_passed,
)  # fmt: skip
