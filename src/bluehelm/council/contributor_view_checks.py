"""Checks on contributors' views: given in time, answered, taken up where one can read it, shown fairly."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise

from bluehelm.dossier.checking import Check, Fault, check, fault, instrument, submission
from bluehelm.dossier.contributor_records import Contributor, Recognition, View
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.findings import Severity

NAMES_A_PLACE = re.compile(r"\d")
"""A place in a text or plan has a number: a paragraph, a version, a symbol, a day."""
WRITTEN_FORUMS = ("Special Committee", "Fifth Committee", "Council open debate")


@check(
    "COU035",
    Severity.WARNING,
    looks_for="a view given after the decision it was meant for",
    why="A view that comes too late cannot be taken into account, and must not be counted as heard.",
    remedy="Name the decision it can still reach (before_decision_on), and ask in time for the next renewal.",
    basis=(*submission("10a"), instrument("S/RES/1353 (2001)", "as reported")),
)
def view_after_decision(seen: Standpoint) -> Iterator[Fault]:
    for contributor in seen.dossier.contributors:
        for view in contributor.views:
            decision_on = view.before_decision_on
            if view.on is not None and decision_on is not None and view.on > decision_on:
                yield fault(
                    contributor,
                    "The view '{view}' was given on {on}, {n_days} days after the decision of {decision_on}.",
                    line=view.line,
                    view=view.id,
                    on=view.on,
                    n_days=(view.on - decision_on).days,
                    decision_on=decision_on,
                )


@check(
    "COU036",
    Severity.WARNING,
    looks_for="views of a contributor that got no response",
    why="A contributor whose views vanish gives fewer views, and in the end fewer units.",
    remedy="Answer each, and write what changed and where, or the reason why nothing did "
    "(response, changed, reason).",
    basis=(*submission("10a"), instrument("S/RES/2378 (2017), para. 12")),
)
def view_without_response(seen: Standpoint) -> Iterator[Fault]:
    wait = timedelta(days=int(seen.threshold("view-answer-days", "90")))
    for contributor in seen.dossier.contributors:
        due = [view for view in contributor.views if _is_due(view, wait, seen)]
        silent = [view for view in due if not (view.response or view.changed or view.reason)]
        if silent:
            yield fault(
                contributor,
                "{n_silent} of {n_due} views of {name} have no response ({share} % answered): {views}.",
                line=silent[0].line,
                n_silent=len(silent),
                n_due=len(due),
                name=contributor.name,
                share=round(100 * (len(due) - len(silent)) / len(due)),
                views=", ".join(view.id for view in silent),
            )


def _is_due(view: View, wait: timedelta, seen: Standpoint) -> bool:
    """Whether a response can be expected: the decision was taken, or the time to answer has passed."""
    if not seen.was_known(view.on) or (view.on is not None and view.on > seen.as_of):
        return False
    if view.before_decision_on is not None:
        return view.before_decision_on <= seen.as_of
    return view.on is not None and view.on + wait <= seen.as_of


@check(
    "COU037",
    Severity.WARNING,
    looks_for="a view said to have been taken up, without the place",
    why="A claimed change that nobody can find is no proof that views count.",
    remedy="Name the place (changed: S/RES/2800 (2025), para. 21, or version 3 of the unit requirement).",
    basis=submission("10a", "10c"),
)
def uptake_without_place(seen: Standpoint) -> Iterator[Fault]:
    for contributor in seen.dossier.contributors:
        for view in contributor.views:
            if view.changed is not None and not NAMES_A_PLACE.search(view.changed):
                yield fault(
                    contributor,
                    "The view '{view}' is said to have changed '{changed}', without the place.",
                    line=view.line,
                    view=view.id,
                    changed=view.changed,
                )


@check(
    "COU038",
    Severity.NOTE,
    looks_for="views given in a forum that keeps records, without document or day",
    why="Influence in the committees shows only where the proposal can be followed into the adopted text.",
    remedy="Write where and when it was made (document: A/C.5/79/SR.50, on: 2025-06-12).",
    basis=submission("10c"),
)
def view_without_document(seen: Standpoint) -> Iterator[Fault]:
    for contributor in seen.dossier.contributors:
        in_forums = [view for view in contributor.views if view.forum in WRITTEN_FORUMS]
        bare = [view for view in in_forums if view.document is None or view.on is None]
        if bare:
            yield fault(
                contributor,
                "{n_bare} of {n_all} views of {name} in forums with records lack document or day: {views}.",
                line=bare[0].line,
                n_bare=len(bare),
                n_all=len(in_forums),
                name=contributor.name,
                views=", ".join(view.id for view in bare),
            )


@check(
    "COU039",
    Severity.ERROR,
    looks_for="a survey result stored for fewer people than may be shown",
    why="In a group so small an answer can be traced to a person.",
    remedy="Take the mean out of the file and its history; keep only the number of answers, "
    "or join the wave with the next.",
    basis=(*submission("10b"), instrument("rule R49", "our reading")),
)
def small_group_shown(seen: Standpoint) -> Iterator[Fault]:
    least = int(seen.threshold("r49", "5"))
    for contributor in seen.dossier.contributors:
        for one in contributor.recognition:
            if one.n_answered is not None and one.n_answered < least and one.mean is not None:
                yield fault(
                    contributor,
                    "Wave {wave} stores a mean of {n_answered} answers; below {least} none may be shown.",
                    line=one.line,
                    wave=one.wave,
                    n_answered=one.n_answered,
                    least=least,
                )


@check(
    "COU040",
    Severity.ERROR,
    looks_for="more people who answered a survey than were asked",
    why="The response rate would lie above one; one of the two numbers is wrong.",
    remedy="Correct n_asked or n_answered from the record of the survey.",
    basis=submission("10b"),
)
def more_answers_than_asked(seen: Standpoint) -> Iterator[Fault]:
    for contributor in seen.dossier.contributors:
        for one in contributor.recognition:
            if one.n_asked is not None and one.n_answered is not None and one.n_answered > one.n_asked:
                yield fault(
                    contributor,
                    "In wave {wave} {n_answered} people answered, but only {n_asked} were asked.",
                    line=one.line,
                    wave=one.wave,
                    n_answered=one.n_answered,
                    n_asked=one.n_asked,
                )


@check(
    "COU041",
    Severity.NOTE,
    looks_for="two waves of a survey that cannot be compared, because the wording changed",
    why="A change between waves may come from the question and not from the people; no trend is drawn.",
    remedy="Ask the next wave in the wording of the last, or ask both wordings once side by side.",
    basis=submission("10b"),
)
def wording_changed(seen: Standpoint) -> Iterator[Fault]:
    for contributor in seen.dossier.contributors:
        for earlier, later in _last_two_waves(contributor, seen):
            if earlier.wording and later.wording and earlier.wording != later.wording:
                yield fault(
                    contributor,
                    "Waves {earlier} and {later} of {name} were asked in other words "
                    "('{first}', '{second}'): no trend.",
                    line=later.line,
                    earlier=earlier.wave,
                    later=later.wave,
                    name=contributor.name,
                    first=earlier.wording,
                    second=later.wording,
                )


def _last_two_waves(contributor: Contributor, seen: Standpoint) -> list[tuple[Recognition, Recognition]]:
    told = [one for one in contributor.recognition if one.mean is not None and one.wave.from_on <= seen.as_of]
    return list(pairwise(sorted(told, key=lambda one: one.wave)))[-1:]


@check(
    "COU042",
    Severity.WARNING,
    looks_for="an effect of advocacy called confirmed without a second source",
    why="Whoever confirms its own effect has only claimed it.",
    remedy="Name a source that is not the contributor's own (second_source: A/79/19, para. 88), "
    "or grade it effect: plausible.",
    basis=submission("10d"),
)
def confirmed_by_one_source(seen: Standpoint) -> Iterator[Fault]:
    for contributor in seen.dossier.contributors:
        for one in contributor.advocacy:
            if one.effect == "confirmed" and one.second_source is None:
                yield fault(
                    contributor,
                    "The effect of '{text}' on {theme} is called confirmed, but no second source is on file.",
                    line=one.line,
                    text=one.text,
                    theme=one.theme,
                )


CONTRIBUTOR_VIEW_CHECKS: tuple[Check, ...] = (
    view_after_decision, view_without_response, uptake_without_place, view_without_document,
    small_group_shown, more_answers_than_asked, wording_changed, confirmed_by_one_source,
)  # fmt: skip
