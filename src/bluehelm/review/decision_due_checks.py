"""Checks on decisions and recommendations: who decides by when, what waiting costs, what became of it."""

from __future__ import annotations

from collections.abc import Iterator

from bluehelm.dossier.checking import Check, Fault, check, fault, instrument, submission
from bluehelm.dossier.gathered_faults import gathered
from bluehelm.dossier.review_records import DecisionDue
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.findings import Severity
from bluehelm.review.brief_dates import is_open

FOLLOW_UP = instrument("IPI on CPAS, October 2022: assessments seldom change plans", "abstract")


def _open(seen: Standpoint) -> list[DecisionDue]:
    return [one for one in seen.dossier.decisions if is_open(one, seen)]


@check(
    "REV019",
    Severity.WARNING,
    looks_for="a decision that is overdue",
    why="Not deciding is a decision too, taken by nobody, and its cost is running.",
    remedy="Take it and enter decided_on and outcome, or set a new day and say what changed.",
    basis=(*submission("2f"), FOLLOW_UP),
)
def decision_overdue(seen: Standpoint) -> Iterator[Fault]:
    for one in _open(seen):
        if one.by_on is not None and one.by_on < seen.as_of:
            yield fault(one, "'{text}' was due on {by}, {n_days} days ago.",
                        text=one.text, by=one.by_on, n_days=(seen.as_of - one.by_on).days)  # fmt: skip


@check(
    "REV020",
    Severity.WARNING,
    looks_for="a decision that no post or body is to take",
    why="What everybody could decide nobody does.",
    remedy="Name it, for example decided_by: head-of-mission.",
    basis=submission("2f", "3f"),
)
def decision_without_post(seen: Standpoint) -> Iterator[Fault]:
    yield from gathered(
        [one for one in _open(seen) if one.decided_by is None],
        "'{text}': no post or body is named that decides.",
        "{n} of {n_all} open decisions name no post or body that decides: {names}.",
        n_all=len(_open(seen)),
    )


@check(
    "REV021",
    Severity.WARNING,
    looks_for="a decision without a day",
    why="A decision that is never late is never taken.",
    remedy="Give the last day on which it still helps, for example by: 2026-04-15.",
    basis=submission("2f"),
)
def decision_without_day(seen: Standpoint) -> Iterator[Fault]:
    yield from gathered(
        [one for one in _open(seen) if one.by_on is None],
        "'{text}': no day is set by which it must be taken.",
        "{n} of {n_all} open decisions have no day by which they must be taken: {names}.",
        n_all=len(_open(seen)),
    )


@check(
    "REV022",
    Severity.NOTE,
    looks_for="a decision that does not say what waiting costs",
    why="Leaders choose by what is lost meanwhile; without it every decision can wait.",
    remedy="Write under cost_of_waiting what is lost and from when, for example the contract lapses on 30 "
    "April.",
    basis=submission("2f", "3d"),
)
def decision_without_cost_of_waiting(seen: Standpoint) -> Iterator[Fault]:
    yield from gathered(
        [one for one in _open(seen) if not one.cost_of_waiting],
        "'{text}': what waiting costs is not said.",
        "{n} of {n_all} open decisions do not say what waiting costs: {names}.",
        n_all=len(_open(seen)),
    )


@check(
    "REV023",
    Severity.WARNING,
    looks_for="a decision taken of which nobody wrote down what was decided",
    why="In three months it will be remembered in as many ways as there were people in the room.",
    remedy="Write under outcome what was decided and why.",
    basis=(*submission("2f"), FOLLOW_UP),
)
def decision_without_outcome(seen: Standpoint) -> Iterator[Fault]:
    for one in seen.dossier.decisions:
        if one.decided_on is not None and one.decided_on <= seen.as_of and not one.outcome:
            yield fault(one, "'{text}' was decided on {decided_on}; the outcome is not on file.",
                        text=one.text, decided_on=one.decided_on)  # fmt: skip


@check(
    "REV024",
    Severity.WARNING,
    looks_for="a decision whose follow-up is overdue",
    why="A decision that nobody followed up did not happen.",
    remedy="Say under became what became of it, or set a new follow_up_on.",
    basis=(*submission("2f"), FOLLOW_UP),
)
def follow_up_overdue(seen: Standpoint) -> Iterator[Fault]:
    for one in seen.dossier.decisions:
        taken = one.decided_on is not None and one.decided_on <= seen.as_of
        if taken and one.follow_up_on is not None and one.follow_up_on < seen.as_of and not one.became:
            yield fault(
                one,
                "'{text}': its follow-up was due on {follow_up_on}; what became of it is not said.",
                text=one.text, follow_up_on=one.follow_up_on,
            )  # fmt: skip


@check(
    "REV025",
    Severity.WARNING,
    looks_for="a decision said to come from a review that is not on file",
    why="The finding that led to it cannot be read again.",
    remedy="Write the short name of a review in reviews/, or leave from_review out.",
    basis=submission("2f"),
)
def decision_from_no_review(seen: Standpoint) -> Iterator[Fault]:
    reviews = {one.review for one in seen.dossier.reviews}
    for one in seen.dossier.decisions:
        if one.from_review is not None and one.from_review.removeprefix("review/") not in reviews:
            yield fault(one, "It comes from '{review}', which is no review on file.", review=one.from_review)


@check(
    "REV026",
    Severity.NOTE,
    looks_for="an open decision that rests on nothing in the dossier",
    why="When what it rests on changes, nobody will know that the decision must be looked at again.",
    remedy="Name the items, for example rests_on: [trigger/calm-north, output/patrols-north].",
    basis=submission("2f"),
)
def decision_that_rests_on_nothing(seen: Standpoint) -> Iterator[Fault]:
    yield from gathered(
        [one for one in _open(seen) if not one.rests_on],
        "'{text}' rests on no item of the dossier.",
        "{n} of {n_all} open decisions rest on no item of the dossier: {names}.",
        n_all=len(_open(seen)),
    )


@check(
    "REV027",
    Severity.WARNING,
    looks_for="a recommendation that is overdue",
    why="Assessments cost months of work; a recommendation left open makes the next one worth less.",
    remedy="Close it (closed_on), or set a new day and say what holds it up.",
    basis=(*submission("1e", "2f"), FOLLOW_UP),
)
def recommendation_overdue(seen: Standpoint) -> Iterator[Fault]:
    for one in seen.dossier.recommendations:
        is_open = one.closed_on is None or one.closed_on > seen.as_of
        if is_open and one.due_on is not None and one.due_on < seen.as_of:
            yield fault(one, "'{text}' was due on {due_on}, {n_days} days ago, and is not on file as closed.",
                        text=one.text, due_on=one.due_on, n_days=(seen.as_of - one.due_on).days)  # fmt: skip


@check(
    "REV028",
    Severity.WARNING,
    looks_for="an open recommendation to nobody, or for no day",
    why="A recommendation that nobody must answer is a wish.",
    remedy="Name the post and the day, for example to: police-commissioner, due_on: 2026-05-31.",
    basis=(*submission("1e", "2f"), FOLLOW_UP),
)
def recommendation_without_post_or_day(seen: Standpoint) -> Iterator[Fault]:
    open_ones = [one for one in seen.dossier.recommendations if one.closed_on is None]
    yield from gathered(
        [one for one in open_ones if one.to is None or one.due_on is None],
        "'{text}' has no post or no day.",
        "{n} of {n_all} open recommendations have no post or no day: {names}.",
        n_all=len(open_ones),
    )


DECISION_DUE_CHECKS: tuple[Check, ...] = (
    decision_overdue, decision_without_post, decision_without_day, decision_without_cost_of_waiting,
    decision_without_outcome, follow_up_overdue, decision_from_no_review, decision_that_rests_on_nothing,
    recommendation_overdue, recommendation_without_post_or_day,
)  # fmt: skip
"""Checks on decisions and recommendations, in reading order."""
