"""Checks on the liaison of Council and General Assembly: deadlocks, cases, and who presides."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from bluehelm.council.draft_checks import EMERGENCY
from bluehelm.council.overlapping_stretches import Stretch, overlaps
from bluehelm.dossier.checking import Check, Fault, check, fault, instrument, submission
from bluehelm.dossier.situation_records import Situation
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.dossier.system_records import Draft, LiaisonCase
from bluehelm.foundation.findings import Severity

UNDER_WAY = ("deadlock flagged", "liaison open", "bridging", "debate in the Assembly", EMERGENCY)
ENDED = ("Council action", "closed")
NAMES_A_SOURCE = re.compile(r"\b[SAE]/[\w./-]+|\(.+\)|https?://|\bparas?\.")


@check(
    "COU014",
    Severity.WARNING,
    looks_for="a deadlock in the Council that no liaison with the Assembly has taken up",
    why="Where the Council cannot agree, only a route to the Assembly keeps the threat in view.",
    remedy="Open a case in system/liaison.yaml (state: deadlock flagged), or record the Council's action "
    "in the situation's steps.",
    basis=(*submission("1b", "2k"), instrument("Pact for the Future (A/RES/79/1), action 41 (c)")),
)
def deadlock_without_liaison(seen: Standpoint) -> Iterator[Fault]:
    window = timedelta(days=int(seen.threshold("deadlock-window-days", "365")))
    n_needed = int(seen.threshold("deadlock-failed-drafts", "2"))
    failed = _failed_drafts(seen, window)
    cases = _cases_by_situation(seen)
    for name, drafts in failed.items():
        n_vetoed = sum(bool(draft.vetoed_by) for draft in drafts)
        last_on = max(draft.on for draft in drafts)
        if not n_vetoed and len(drafts) < n_needed:
            continue
        if any(_takes_up(case, last_on) for case in cases.get(name, ())) or _resolved(name, last_on, seen):
            continue
        yield fault(
            drafts[-1],
            "On the situation '{situation}' the Council failed to agree (failed drafts in {n_days} days: "
            "{n_failed}, by veto: {n_vetoed}), last on {last_on}; no liaison case has been open since.",
            situation=name,
            n_failed=len(drafts),
            n_days=window.days,
            n_vetoed=n_vetoed,
            last_on=last_on,
        )


def _failed_drafts(seen: Standpoint, window: timedelta) -> Mapping[str, Sequence[Draft]]:
    """Drafts that failed within the window, by situation, in order of the vote."""
    found: dict[str, list[Draft]] = defaultdict(list)
    for draft in sorted(seen.dossier.drafts, key=lambda one: one.on):
        recent = draft.on <= seen.as_of <= draft.on + window
        if draft.situation is not None and recent and seen.was_known(draft.on):
            found[draft.situation].append(draft)
    return found


def _cases_by_situation(seen: Standpoint) -> Mapping[str, Sequence[LiaisonCase]]:
    cases: dict[str, list[LiaisonCase]] = defaultdict(list)
    for case in seen.dossier.liaison:
        if case.situation is not None:
            cases[case.situation].append(case)
    return cases


def _takes_up(case: LiaisonCase, deadlock_on: date) -> bool:
    """Whether a case answers a deadlock of this day: it runs, or it ended after it."""
    if case.state in UNDER_WAY:
        return True
    return case.state in ENDED and (case.since_on is None or case.since_on >= deadlock_on)


def _resolved(name: str, deadlock_on: date, seen: Standpoint) -> bool:
    situation = seen.item(Situation, name)
    return situation is not None and any(
        step.type == "resolution" and deadlock_on < step.on <= seen.as_of for step in situation.steps
    )


@check(
    "COU015",
    Severity.WARNING,
    looks_for="a liaison case that does not move",
    why="A case that stands still hides a deadlock behind the look of activity.",
    remedy="Take the next step and write its day (since, next_deadline_on), or close the case.",
    basis=submission("2k"),
)
def liaison_stuck(seen: Standpoint) -> Iterator[Fault]:
    limit = timedelta(days=int(seen.threshold("liaison-stuck-days", "90")))
    for case in seen.dossier.liaison:
        if case.state not in UNDER_WAY or not seen.was_known(case.since_on):
            continue
        deadline = case.next_deadline_on
        if deadline is not None:
            if deadline < seen.as_of and (case.since_on is None or case.since_on <= deadline):
                yield fault(
                    case,
                    "The deadline of {deadline} has passed, and the case still stands at '{state}'.",
                    deadline=deadline,
                    state=case.state,
                )
        elif case.since_on is not None and case.since_on + limit < seen.as_of:
            yield fault(
                case,
                "The case has stood at '{state}' since {since_on}, for more than {limit_days} days, with no "
                "deadline ahead.",
                state=case.state,
                since_on=case.since_on,
                limit_days=limit.days,
            )


@check(
    "COU016",
    Severity.WARNING,
    looks_for="a request for an emergency session without a lack of unanimity shown",
    why="The Assembly may take up the matter only when the permanent members failed for lack of unanimity.",
    remedy="Write what shows it (lack_of_unanimity: two permanent members voted against S/2026/101), "
    "and record the draft in system/drafts.yaml.",
    basis=(*submission("2k"), instrument("A/RES/377 A (V), para. 1", "as reported")),
)
def emergency_without_deadlock(seen: Standpoint) -> Iterator[Fault]:
    vetoed = {draft.situation for draft in seen.dossier.drafts if draft.vetoed_by and draft.on <= seen.as_of}
    for case in seen.dossier.liaison:
        shown = case.lack_of_unanimity is not None or (
            case.situation is not None and case.situation in vetoed
        )
        if case.state == EMERGENCY and not shown:
            yield fault(
                case,
                "An emergency session is requested, but neither a vetoed draft nor another sign that "
                "permanent members are divided is on file.",
            )


@check(
    "COU017",
    Severity.ERROR,
    looks_for="two presidencies of the General Assembly at once",
    why="The troika of a day cannot be told when two Presidents hold office on it.",
    remedy="Let one term end on the day the next begins (until: 2026-09-08, from: 2026-09-08).",
    basis=submission("2k"),
)
def presidencies_at_once(seen: Standpoint) -> Iterator[Fault]:
    terms = [Stretch(one, one.from_on, one.until_on) for one in seen.dossier.presidencies]
    for earlier, later, from_on in overlaps(terms):
        yield fault(
            later,
            "From {from_on} two Presidents hold office: {later} begins before {earlier} ends on {until_on}.",
            from_on=from_on,
            later=later.id,
            earlier=earlier.id,
            until_on=earlier.until_on,
        )


@check(
    "COU018",
    Severity.NOTE,
    looks_for="positions or objections on record without their source",
    why="Whoever bridges between States on a position nobody can trace may bridge to the wrong place.",
    remedy="Write the source behind the words, for example: asks for one text on the ceasefire (S/PV.9590).",
    basis=submission("2c", "2k"),
)
def words_without_source(seen: Standpoint) -> Iterator[Fault]:
    said = [(case, case.positions) for case in seen.dossier.liaison]
    said += [(merger, merger.objections) for merger in seen.dossier.mergers]  # type: ignore[misc]
    for record, sentences in said:
        bare = [words for words in sentences if not NAMES_A_SOURCE.search(words)]
        if bare:
            yield fault(
                record,
                "{n_bare} of {n_all} carry no source: {words}.",
                n_bare=len(bare),
                n_all=len(sentences),
                words="; ".join(bare),
            )


LIAISON_CHECKS: tuple[Check, ...] = (
    deadlock_without_liaison, liaison_stuck, emergency_without_deadlock, presidencies_at_once,
    words_without_source,
)  # fmt: skip
