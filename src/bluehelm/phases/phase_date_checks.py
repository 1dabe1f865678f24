"""Checks on the days of phases: entered and left in order, one at a time, and one that runs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from bluehelm.dossier.checking import Check, Fault, check, fault, submission
from bluehelm.dossier.phase_records import Phase
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.findings import Severity
from bluehelm.phases.current_phase import running_phase
from bluehelm.phases.phase_order import has_been_left


@check(
    "PHA037",
    Severity.ERROR,
    looks_for="two phases in which the mission is said to have been at once",
    why="A mission is in one phase at a time; otherwise nobody can say which tasks and envelope hold.",
    remedy="Correct entered_on: or left_on: of one of them.",
    basis=submission("2b.ii"),
)
def two_phases_at_once(seen: Standpoint) -> Iterator[Fault]:
    for earlier, later in pairwise(_entered(seen)):
        if earlier.left_on is not None and later.entered_on and later.entered_on < earlier.left_on:
            yield fault(
                later,
                "'{later}' was entered on {entered}, before '{earlier}' was left on {left}.",
                later=later.name,
                entered=later.entered_on,
                earlier=earlier.name,
                left=earlier.left_on,
            )


@check(
    "PHA038",
    Severity.WARNING,
    looks_for="a phase that was never left, though a later one was entered",
    why="Two phases stand open; their tasks, ways out and envelopes would both count.",
    remedy="Write left_on: into the earlier phase.",
    basis=submission("2b.ii"),
)
def phase_left_open(seen: Standpoint) -> Iterator[Fault]:
    for earlier, later in pairwise(_entered(seen)):
        if earlier.left_on is None:
            yield fault(
                earlier,
                "'{later}' was entered on {entered}, but nothing says that '{earlier}' was left.",
                later=later.name,
                entered=later.entered_on,
                earlier=earlier.name,
            )


def _entered(seen: Standpoint) -> list[Phase]:
    entered = [one for one in seen.dossier.phases if one.entered_on and one.entered_on <= seen.as_of]
    return sorted(entered, key=lambda one: (one.entered_on or date.min, one.left_on or date.max))


@check(
    "PHA039",
    Severity.ERROR,
    looks_for="a phase that ends before it begins",
    why="One of the two days is wrong, and every reckoning that uses them is too.",
    remedy="Correct the days; left_on: and planned_until: are the first days after the phase.",
    basis=submission("2b.ii"),
)
def ends_before_it_begins(seen: Standpoint) -> Iterator[Fault]:
    for phase in seen.dossier.phases:
        if phase.entered_on and phase.left_on and phase.left_on < phase.entered_on:
            template = "'{phase}' was left on {until}, before it was entered on {start}."
            yield fault(phase, template, phase=phase.name, until=phase.left_on, start=phase.entered_on)
        if phase.planned_from and phase.planned_until and phase.planned_until <= phase.planned_from:
            template = "'{phase}' is planned until {until}, but from {start}."
            yield fault(
                phase, template, phase=phase.name, until=phase.planned_until, start=phase.planned_from
            )


@check(
    "PHA040",
    Severity.WARNING,
    looks_for="a phase whose planned end has passed and that was not left",
    why="The mission runs on a plan whose time is over; envelope and handovers were reckoned to that day.",
    remedy="Take the decision that leads out, or write the new planned end with the reason.",
    basis=submission("2b.ii", "2b.iii"),
)
def planned_end_passed(seen: Standpoint) -> Iterator[Fault]:
    for phase in seen.dossier.phases:
        begun = phase.entered_on is not None and phase.entered_on <= seen.as_of
        late = phase.planned_until is not None and phase.planned_until < seen.as_of
        if begun and late and not has_been_left(phase, seen):
            template = "'{phase}' was planned to end by {until}, and has not been left."
            yield fault(phase, template, phase=phase.name, until=phase.planned_until)


@check(
    "PHA041",
    Severity.WARNING,
    looks_for="a day on which a mandate is in force but no phase runs",
    why="Between phases nobody can say which tasks run, what they may cost and what would end them.",
    remedy="Enter the day on which a phase was entered (entered_on:), or plan one that holds this day.",
    basis=submission("2b.ii"),
)
def no_phase_runs(seen: Standpoint) -> Iterator[Fault]:
    phases = seen.dossier.phases
    if phases and seen.mandate is not None and running_phase(seen)[0] is None:
        template = "{decision} is in force on {day}, but no phase of {n} runs."
        yield fault(phases[-1].place, template, decision=seen.mandate.decision, day=seen.as_of, n=len(phases))


PHASE_DATE_CHECKS: tuple[Check, ...] = (
    two_phases_at_once, phase_left_open, ends_before_it_begins, planned_end_passed, no_phase_runs,
)  # fmt: skip
