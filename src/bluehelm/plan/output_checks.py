"""Checks on outputs: owned, dated, schedulable when cash is short, delivered, and honest about it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from bluehelm.dossier.checking import Check, Fault, check, fault, submission
from bluehelm.dossier.gathered_faults import gathered
from bluehelm.dossier.plan_records import Output
from bluehelm.dossier.planned_outputs import last_delivered, outputs_still_due
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.findings import Severity
from bluehelm.foundation.listed_names import listed


@check(
    "PLA048",
    Severity.WARNING,
    looks_for="an output that serves neither an accomplishment nor a task",
    why="Work that leads nowhere in the plan costs what the mandate needs.",
    remedy="Name what it serves, for example accomplishment: civilians-protected or tasks: [mine-action].",
    basis=submission("2a", "2f"),
)
def output_that_serves_nothing(seen: Standpoint) -> Iterator[Fault]:
    due = outputs_still_due(seen)
    yield from gathered(
        [one for one in due if one.accomplishment is None and not one.tasks],
        "'{text}' serves neither an expected accomplishment nor a task.",
        "{n} of {n_all} outputs under way or to come serve neither an expected accomplishment nor a task: "
        "{names}.",
        n_all=len(due),
    )


@check(
    "PLA049",
    Severity.WARNING,
    looks_for="an output for which no post answers",
    why="What nobody answers for is nobody's to deliver, and nobody's to explain.",
    remedy="Name the post, for example led_by: director-of-mission-support.",
    basis=submission("2f", "3f"),
)
def output_without_owner(seen: Standpoint) -> Iterator[Fault]:
    due = outputs_still_due(seen)
    yield from gathered(
        [one for one in due if one.led_by is None],
        "No post answers for '{text}'.",
        "No post answers for {n} of {n_all} outputs under way or to come: {names}.",
        n_all=len(due),
    )


@check(
    "PLA050",
    Severity.WARNING,
    looks_for="an output without a date",
    why="An output with neither day nor period is never late, and cannot be set against money or mandate.",
    remedy="Give due_on, or at least period, for example period: FY2025/26-Q3.",
    basis=submission("2f"),
)
def output_without_date(seen: Standpoint) -> Iterator[Fault]:
    yield from gathered(
        [one for one in seen.dossier.outputs if one.due_on is None and one.period is None],
        "'{text}' has neither a day nor a period.",
        "{n} of {n_all} outputs have neither a day nor a period: {names}.",
        n_all=len(seen.dossier.outputs),
    )


@check(
    "PLA051",
    Severity.WARNING,
    looks_for="an output of which nobody knows by when money must be committed",
    why="When cash runs short, an output without lead time or commit date fails without warning.",
    remedy="Give commit_by, or lead_days with due_on, for example lead_days: 120.",
    basis=submission("1d"),
)
def output_without_commit_date(seen: Standpoint) -> Iterator[Fault]:
    due = [one for one in outputs_still_due(seen) if one.funded_by == "assessed"]
    yield from gathered(
        [one for one in due if one.commit_by is None and (one.lead_days is None or one.due_on is None)],
        "'{text}' has no commit date, and no lead time with a due date from which to reckon one.",
        "{n} of {n_all} outputs to be paid from assessed money have no commit date, and no lead time with a "
        "due date from which to reckon one: {names}.",
        n_all=len(due),
    )


@check(
    "PLA052",
    Severity.ERROR,
    looks_for="an output whose money is to be committed after it is due",
    why="Both days cannot be right.",
    remedy="Correct commit_by or due_on.",
    basis=submission("1d", "2f"),
)
def commit_date_after_due_date(seen: Standpoint) -> Iterator[Fault]:
    for output in seen.dossier.outputs:
        if output.commit_by and output.due_on and output.commit_by > output.due_on:
            yield fault(output, "Money is committed by {commit_by}, but the output is due on {due_on}.",
                        commit_by=output.commit_by, due_on=output.due_on)  # fmt: skip


@check(
    "PLA053",
    Severity.WARNING,
    looks_for="an output whose commit date leaves less than its lead time",
    why="Even with money on the last day, it cannot be there in time.",
    remedy="Bring commit_by forward, or move due_on.",
    basis=submission("1d"),
)
def commit_date_too_late(seen: Standpoint) -> Iterator[Fault]:
    for output in outputs_still_due(seen):
        if output.commit_by is None or output.due_on is None or output.lead_days is None:
            continue
        late_days = (output.commit_by + timedelta(days=output.lead_days) - output.due_on).days
        if late_days > 0 and output.commit_by <= output.due_on:
            yield fault(
                output,
                "Committed on {commit_by}, with {lead_days} days of lead, it comes {late_days} days after "
                "the due date, {due_on}.",
                commit_by=output.commit_by, lead_days=output.lead_days, late_days=late_days,
                due_on=output.due_on,
            )  # fmt: skip


@check(
    "PLA054",
    Severity.NOTE,
    looks_for="an output whose commit date has passed while nothing shows that money was committed",
    why="If it was not committed, the output is already late, and the review should say so before the due "
    "date does.",
    remedy="Confirm the commitment in plan/delivered.csv (status partly, with evidence), or move due_on and "
    "commit_by.",
    basis=submission("1d", "2f"),
)
def commit_date_passed(seen: Standpoint) -> Iterator[Fault]:
    known = last_delivered(seen)
    late = [one for one in outputs_still_due(seen) if one.id not in known and _has_passed(one, seen)]
    yield from gathered(
        late,
        "The last day for committing money for '{text}' has passed, and nothing shows that it was.",
        "The last day for committing money has passed for {n} outputs, and nothing shows that it was: "
        "{names}.",
    )


def _has_passed(output: Output, seen: Standpoint) -> bool:
    commit_by = output.commit_by
    if commit_by is None and output.due_on is not None and output.lead_days is not None:
        commit_by = output.due_on - timedelta(days=output.lead_days)
    return commit_by is not None and commit_by < seen.as_of


@check(
    "PLA055",
    Severity.WARNING,
    looks_for="an output that is past its date with no word of what became of it",
    why="Silence reads as delivery in one report and as failure in the next.",
    remedy="Add a row to plan/delivered.csv with quantity, status and what shows it.",
    basis=submission("1e", "2f"),
)
def output_past_due_without_a_word(seen: Standpoint) -> Iterator[Fault]:
    known = last_delivered(seen)
    due = outputs_still_due(seen)
    open_ids = {one.id for one in due}
    past = [one for one in seen.dossier.outputs if one.id not in open_ids]
    yield from gathered(
        [one for one in past if one.id not in known],
        "'{text}' is past its date, and nothing is on file of what became of it.",
        "{n} of {n_all} outputs past their date have no word of what became of them: {names}.",
        n_all=len(past),
    )


@check(
    "PLA056",
    Severity.ERROR,
    looks_for="outputs that wait for one another in a circle",
    why="None of them can ever begin.",
    remedy="Take out the need that is not one.",
    basis=submission("2f"),
)
def outputs_in_a_circle(seen: Standpoint) -> Iterator[Fault]:
    outputs = {one.id: one for one in seen.dossier.outputs}
    n_waiting = {one.id: sum(need in outputs for need in one.needs) for one in outputs.values()}
    needed_by: dict[str, list[str]] = {}
    for output in outputs.values():
        for need in output.needs:
            needed_by.setdefault(need, []).append(output.id)
    free = [identifier for identifier, n in n_waiting.items() if n == 0]
    while free:
        for follower in needed_by.get(free.pop(), ()):
            n_waiting[follower] -= 1
            if n_waiting[follower] == 0:
                free.append(follower)
    stuck = [identifier for identifier, n in n_waiting.items() if n > 0]
    if stuck:
        yield fault(outputs[stuck[0]], "These outputs wait for one another, or for one that does: {names}.",
                    names=listed(stuck))  # fmt: skip


@check(
    "PLA057",
    Severity.WARNING,
    looks_for="an output that is due before one it needs",
    why="It cannot be there before what it is made from.",
    remedy="Move one of the two days, or take the need out.",
    basis=submission("2f"),
)
def output_due_before_its_need(seen: Standpoint) -> Iterator[Fault]:
    due_on = {one.id: one.due_on for one in seen.dossier.outputs}
    for output in seen.dossier.outputs:
        for need in output.needs:
            other = due_on.get(need)
            if output.due_on is not None and other is not None and other > output.due_on:
                yield fault(output, "Due on {due_on}, but it needs '{need}', due on {other}.",
                            due_on=output.due_on, need=need, other=other)  # fmt: skip


@check(
    "PLA058",
    Severity.NOTE,
    looks_for="two planned outputs that pull against each other",
    why="One undoes what the other is paid for; leadership should choose, or say how both can stand.",
    remedy="Take it to the senior leadership; record the choice as a decision.",
    basis=submission("3f"),
)
def outputs_that_pull_against_each_other(seen: Standpoint) -> Iterator[Fault]:
    due = {one.id for one in outputs_still_due(seen)}
    said: set[frozenset[str]] = set()
    for output in seen.dossier.outputs:
        for other in output.works_against if output.id in due else ():
            pair = frozenset({output.id, other})
            if other in due and pair not in said:
                said.add(pair)
                yield fault(output, "'{text}' pulls against '{other}', and both are planned.",
                            text=output.text, other=other)  # fmt: skip


OUTPUT_CHECKS: tuple[Check, ...] = (
    output_that_serves_nothing, output_without_owner, output_without_date, output_without_commit_date,
    commit_date_after_due_date, commit_date_too_late, commit_date_passed, output_past_due_without_a_word,
    outputs_in_a_circle, output_due_before_its_need, outputs_that_pull_against_each_other,
)  # fmt: skip
"""Checks on outputs, in reading order."""
