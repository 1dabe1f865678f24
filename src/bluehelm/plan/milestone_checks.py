"""Checks on planning itself: steps with a post and a day, done in time, and in answer to change."""

from __future__ import annotations

from collections.abc import Iterator

from bluehelm.dossier.checking import Check, Fault, check, fault, instrument, submission
from bluehelm.dossier.gathered_faults import gathered
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.findings import Severity


@check(
    "PLA066",
    Severity.WARNING,
    looks_for="a step of planning that is past its day and not done",
    why="Whatever rests on it (concept, requirement, budget) waits, or is made without it.",
    remedy="Enter done_on if it is ready; else set a new due_on and say what it holds up.",
    basis=submission("2f", "9b.v"),
)
def milestone_overdue(seen: Standpoint) -> Iterator[Fault]:
    most = int(seen.threshold("milestone-forgotten-days", "730"))
    for one in seen.dossier.milestones:
        if one.due_on is None or (one.done_on is not None and one.done_on <= seen.as_of):
            continue
        n_days = (seen.as_of - one.due_on).days
        if not 0 < n_days <= most:
            continue
        yield fault(one, "'{text}' was due on {due_on}, {n_days:,} days ago, and is not on file as done.",
                    text=one.text, due_on=one.due_on, n_days=n_days)  # fmt: skip


@check(
    "PLA067",
    Severity.NOTE,
    looks_for="a plan that answered a change late",
    why="Mandates are to be adaptive; a plan that takes months to follow the ground works for a country that "
    "no longer is.",
    remedy="Ask in the review what held it up, and what could be agreed beforehand, for example an envelope "
    "for each phase.",
    basis=(
        *submission("2b.iii", "11b"),
        instrument("S/RES/2773 (2025) and S/RES/2808 (2025) after Goma", "derived"),
    ),
)
def slow_answer_to_change(seen: Standpoint) -> Iterator[Fault]:
    most = int(seen.threshold("plan-change-days", "180"))
    for one in seen.dossier.milestones:
        if one.follows_change_on is None or one.done_on is None or one.level == "budget":
            continue
        n_days = (one.done_on - one.follows_change_on).days
        if n_days > most:
            yield fault(
                one,
                "'{text}' answers a change of {change} and was ready on {done_on}, {n_days:,} days later "
                "(more than {most}).",
                text=one.text, change=one.follows_change_on, done_on=one.done_on, n_days=n_days, most=most,
            )  # fmt: skip


@check(
    "PLA068",
    Severity.ERROR,
    looks_for="a step of planning that was ready before the change it answers",
    why="Both days cannot be right.",
    remedy="Correct done_on or follows_change_on.",
    basis=submission("11b"),
)
def milestone_before_its_change(seen: Standpoint) -> Iterator[Fault]:
    for one in seen.dossier.milestones:
        if one.follows_change_on and one.done_on and one.done_on < one.follows_change_on:
            yield fault(one, "Ready on {done_on}, before the change of {change} that it answers.",
                        done_on=one.done_on, change=one.follows_change_on)  # fmt: skip


@check(
    "PLA069",
    Severity.WARNING,
    looks_for="a step of planning still to be done, with no post or no day",
    why="Nobody will miss it until what rests on it is needed.",
    remedy="Name the post and the day, for example led_by: chief-of-staff, due_on: 2026-06-15.",
    basis=submission("2f", "9b.v"),
)
def milestone_without_post_or_day(seen: Standpoint) -> Iterator[Fault]:
    yield from gathered(
        [one for one in seen.dossier.milestones if one.done_on is None and not (one.led_by and one.due_on)],
        "'{text}' is not on file as done, and has no post or no day.",
        "{n} of {n_all} steps of planning are not on file as done, and have no post or no day: {names}.",
        n_all=len(seen.dossier.milestones),
    )


@check(
    "PLA070",
    Severity.NOTE,
    looks_for="a plan made without civilian or without uniformed planners",
    why="What one side plans alone the other side learns of when it is asked to carry it out.",
    remedy="Plan the next round together, and record joint: yes.",
    basis=(*submission("2f", "11g"), instrument("A/RES/76/274, para. 14, on integrated planning")),
)
def plan_made_by_one_side(seen: Standpoint) -> Iterator[Fault]:
    for one in seen.dossier.milestones:
        if one.joint is False:
            yield fault(one, "'{text}' was not made by civilian and uniformed planners together.",
                        text=one.text)  # fmt: skip


MILESTONE_CHECKS: tuple[Check, ...] = (
    milestone_overdue, slow_answer_to_change, milestone_before_its_change, milestone_without_post_or_day,
    plan_made_by_one_side,
)  # fmt: skip
"""Checks on the steps of planning, in reading order."""
