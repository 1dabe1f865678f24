"""Checks on handover: a named body with capacity and money, days that are kept, tasks really passed on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from bluehelm.dossier.checking import Check, Fault, check, fault, instrument, submission
from bluehelm.dossier.phase_records import Handover, Phase, Receiver
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.findings import Severity
from bluehelm.phases.phase_order import has_been_left, in_time

_TRANSITION = instrument("S/RES/2594 (2021), paras. 1, 2 and 13")
_NO_NAMED_BODY = re.compile(
    r"(the )?((host|national|local|transitional) )?"
    r"(government|authorities|authority|state|administration|country|partners)( of .+)?",
    re.IGNORECASE,
)


@check(
    "PHA028",
    Severity.WARNING,
    looks_for="a receiver that is 'the government' and no named body",
    why="A government as a whole takes over nothing: some ministry, service or agency does, with a budget.",
    remedy="Name the body, for example National Elections Authority, and its capacity and money.",
    basis=(*submission("2b.ii"), _TRANSITION),
)
def receiver_without_name(seen: Standpoint) -> Iterator[Fault]:
    for receiver in seen.dossier.receivers:
        if _NO_NAMED_BODY.fullmatch(receiver.name.strip()):
            yield fault(receiver, "The receiver is called '{name}', which names no body.", name=receiver.name)


@check(
    "PHA029",
    Severity.WARNING,
    looks_for="a receiver without the capacity or money for what it is to take over",
    why="A handover to a body that cannot carry the task ends the task.",
    remedy="Judge its capacity, with day and source, and enter the money secured; or find another receiver.",
    basis=(*submission("2b.ii"), _TRANSITION),
)
def receiver_without_means(seen: Standpoint) -> Iterator[Fault]:
    waiting: dict[str, list[str]] = {}
    for _, handover in _pending(seen):
        waiting.setdefault(handover.to, []).append(handover.task)
    for receiver in seen.dossier.receivers:
        if receiver.id in waiting and (template := _lacking(receiver)):
            yield fault(
                receiver,
                template,
                name=receiver.name,
                tasks=", ".join(waiting[receiver.id]),
                capacity=receiver.capacity or "unknown",
            )


def _lacking(receiver: Receiver) -> str:
    weak = receiver.capacity in (None, "insufficient", "unknown")
    poor = not receiver.secured_usd_a_year
    if weak and poor:
        return (
            "'{name}' is to take over {tasks}; its capacity is {capacity}, and no secured money is on file."
        )
    if weak:
        return "'{name}' is to take over {tasks}; its capacity is {capacity}."
    return "'{name}' is to take over {tasks}; no secured money is on file." if poor else ""


@check(
    "PHA030",
    Severity.WARNING,
    looks_for="a handover whose day has passed and that is not completed",
    why="The plan still counts on a day that is gone; what was to be free is not.",
    remedy="Enter completed_on:, or agree on a new day with the receiver and say what the delay costs.",
    basis=(*submission("2b.ii"), _TRANSITION),
)
def handover_overdue(seen: Standpoint) -> Iterator[Fault]:
    for phase, handover in _pending(seen):
        if handover.complete_by is not None and handover.complete_by < seen.as_of:
            yield fault(
                phase,
                "'{task}' was to be handed to '{to}' by {day}; nothing says that it was.",
                line=handover.line,
                task=handover.task,
                to=handover.to,
                day=handover.complete_by,
            )


@check(
    "PHA031",
    Severity.WARNING,
    looks_for="a handover of a task that does not run in the phase",
    why="What does not run cannot be passed on; either the task or the phase is wrong.",
    remedy="Add the task to the phase, or move the handover to the phase in which it runs.",
    basis=submission("2b.ii"),
)
def handover_of_absent_task(seen: Standpoint) -> Iterator[Fault]:
    for phase in seen.dossier.phases:
        for handover in phase.handover:
            if handover.task not in phase.tasks:
                yield fault(
                    phase,
                    "'{phase}' hands over '{task}', which does not run in it.",
                    line=handover.line,
                    phase=phase.name,
                    task=handover.task,
                )


@check(
    "PHA032",
    Severity.WARNING,
    looks_for="a task that runs on after its handover was completed",
    why="Two bodies do one task, and the mission still plans people and money for it.",
    remedy="Take the task out of the later phase, or say why it comes back.",
    basis=submission("2b.ii"),
)
def runs_after_handover(seen: Standpoint) -> Iterator[Fault]:
    handed: dict[str, date] = {}
    for phase in in_time(seen):
        for task in phase.tasks:
            if task in handed and not has_been_left(phase, seen):
                template = "'{task}' runs in '{phase}', but its handover was completed on {day}."
                yield fault(phase, template, task=task, phase=phase.name, day=handed[task])
        for handover in phase.handover:
            if handover.completed_on is not None and handover.completed_on <= seen.as_of:
                handed[handover.task] = handover.completed_on


@check(
    "PHA033",
    Severity.ERROR,
    looks_for="a handover completed before it was accepted",
    why="One of the two days is wrong: nobody completes what the receiver has not accepted.",
    remedy="Correct accepted_on: or completed_on:.",
    basis=submission("2b.ii"),
)
def completed_before_accepted(seen: Standpoint) -> Iterator[Fault]:
    for phase in seen.dossier.phases:
        for handover in phase.handover:
            accepted, completed = handover.accepted_on, handover.completed_on
            if accepted and completed and completed < accepted:
                yield fault(
                    phase,
                    "The handover of '{task}' was completed on {completed} and accepted on {accepted}.",
                    line=handover.line,
                    task=handover.task,
                    completed=completed,
                    accepted=accepted,
                )


@check(
    "PHA034",
    Severity.WARNING,
    looks_for="a task that ends on a fixed day and that nobody takes over",
    why="On that day the work stops, whether or not somebody else is ready to go on.",
    remedy="Write a handover in the phase that runs: the task, to: a receiver, complete_by: this day.",
    basis=(*submission("2b.ii"), instrument("S/RES/2800 (2025), para. 48", "as reported"), _TRANSITION),
)
def hard_end_without_receiver(seen: Standpoint) -> Iterator[Fault]:
    handed = {handover.task for phase in seen.dossier.phases for handover in phase.handover}
    for task, day in _ending(seen):
        if task not in handed and day > seen.as_of:
            record = seen.dossier.by_reference.get(f"task/{task}")
            where = record if record is not None else seen.mandate
            if where is not None:
                template = "The last day of '{task}' is {day}, and no phase names who takes it over."
                yield fault(where, template, task=task, day=day - date.resolution)


def _ending(seen: Standpoint) -> Iterator[tuple[str, date]]:
    """Tasks in force that end on a day, because their giving runs out or a decision ends them later.

    Tasks that a decision merges into others go on there.
    """
    for task, held in seen.tasks_in_force.items():
        if held.given.until_on is not None:
            yield task, held.given.until_on
    for ended in seen.mandate.ends if seen.mandate else ():
        if ended.on is not None and ended.task in seen.tasks_in_force and not ended.into:
            yield ended.task, ended.on


def _pending(seen: Standpoint) -> Iterator[tuple[Phase, Handover]]:
    for phase in seen.dossier.phases:
        for handover in phase.handover:
            if handover.completed_on is None or handover.completed_on > seen.as_of:
                yield phase, handover


HANDOVER_CHECKS: tuple[Check, ...] = (
    receiver_without_name, receiver_without_means, handover_overdue, handover_of_absent_task,
    runs_after_handover, completed_before_accepted, hard_end_without_receiver,
)  # fmt: skip
