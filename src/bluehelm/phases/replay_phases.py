"""A phase plan replayed month by month: what held, what it would have recommended, what was decided.

A replay only recommends. It runs at the end of each month on two clocks: in hindsight, with all that
is on file today, and as known at the time. Beside the phases in which the mission really was stands
the plan's own path: where it would be had each authority followed every recommendation at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from bluehelm.dossier.contents import Dossier
from bluehelm.dossier.phase_records import Phase, WayOut
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.periods import add_months
from bluehelm.phases.current_phase import in_order_tried, running_phase
from bluehelm.phases.evaluate_conditions import evaluate
from bluehelm.phases.first_publication import as_first_published
from bluehelm.phases.phase_order import begins, in_time
from bluehelm.phases.three_values import Evaluated, Verdict

Clock = Literal["hindsight", "known"]
CLOCKS: tuple[Clock, ...] = ("hindsight", "known")


@dataclass(frozen=True, slots=True)
class WayReplayed:
    """A way out at the end of a month, with the verdict on its condition."""

    phase: Phase
    way: WayOut
    evaluated: Evaluated


@dataclass(frozen=True, slots=True)
class MonthReplayed:
    """One month on one clock.

    `actual`: the phase on record or by plan. `ways`: its ways out, in the order in which they are tried.
    `left`: the ways out of the phase that was left in this month, if one was.
    `planned`: the phase on the plan's own path at the end of the month, after `step`.
    """

    month: date
    actual: Phase | None
    ways: tuple[WayReplayed, ...]
    left: tuple[WayReplayed, ...]
    planned: Phase | None
    step: WayReplayed | None

    @property
    def recommended(self) -> WayReplayed | None:
        """The first way out of the phase on record whose condition is met."""
        return next((one for one in self.ways if one.evaluated.verdict is Verdict.MET), None)

    @property
    def person_must_decide(self) -> bool:
        """Whether nothing is recommended and some way out hangs on evidence that is late or missing."""
        return self.recommended is None and any(one.evaluated.person_must_decide for one in self.ways)


@dataclass(frozen=True, slots=True)
class Replay:
    """A replay of one dossier on both clocks, from the month `first` to the month `last`."""

    first: date
    last: date
    hindsight: tuple[MonthReplayed, ...]
    known: tuple[MonthReplayed, ...]

    def on(self, clock: Clock) -> tuple[MonthReplayed, ...]:
        """The months on one clock."""
        return self.hindsight if clock == "hindsight" else self.known


def months_from(first: date, last: date) -> list[date]:
    """The first days of the months from one to another, both included."""
    n_months = (last.year - first.year) * 12 + last.month - first.month + 1
    return [add_months(first, n) for n in range(n_months)]


def end_of(month: date) -> date:
    """The last day of a month."""
    return add_months(month, 1) - timedelta(days=1)


def replay_phases(dossier: Dossier, first: date, last: date) -> Replay:
    """The plan replayed over a stretch of months, on both clocks."""
    at_the_time = as_first_published(dossier)
    return Replay(
        first,
        last,
        tuple(_replayed(dossier, first, last, "hindsight")),
        tuple(_replayed(at_the_time, first, last, "known")),
    )


def _replayed(dossier: Dossier, first: date, last: date, clock: Clock) -> Iterator[MonthReplayed]:
    before: Phase | None = None
    planned: Phase | None = None
    begun = False
    for month in months_from(first, last):
        as_of = end_of(month)
        seen = Standpoint(dossier, as_of, as_of if clock == "known" else None)
        actual = running_phase(seen)[0]
        left = before if before is not actual else None
        step = None
        if begun:
            planned, step = _stepped(planned, seen)
        elif actual is not None:
            planned, begun = actual, True
        ways, ways_left = tuple(ways_replayed(actual, seen)), tuple(ways_replayed(left, seen))
        yield MonthReplayed(month, actual, ways, ways_left, planned, step)
        before = actual


def ways_replayed(phase: Phase | None, seen: Standpoint) -> Iterator[WayReplayed]:
    """The ways out of a phase with their verdicts, in the order in which they are tried."""
    if phase is not None:
        for way in in_order_tried(phase.leave):
            yield WayReplayed(phase, way, evaluate(way.when, seen))


def _stepped(planned: Phase | None, seen: Standpoint) -> tuple[Phase | None, WayReplayed | None]:
    """The plan's own path one month on: at most one step, the first way out whose condition is met."""
    if planned is None:
        return None, None
    open_way = next(
        (one for one in ways_replayed(planned, seen) if one.evaluated.verdict is Verdict.MET), None
    )
    if open_way is None:
        return planned, None
    return seen.item(Phase, open_way.way.to), open_way


@dataclass(frozen=True, slots=True)
class StepCompared:
    """A step that was taken in fact, beside when the plan first recommended it on each clock.

    `n_months_ahead`: months from the first recommendation to the decision; negative where it came after.
    """

    from_phase: Phase
    to_phase: Phase
    decided_on: date
    decided_in: str | None
    way: WayOut | None
    recommended_in: dict[Clock, date | None]

    def n_months_ahead(self, clock: Clock) -> int | None:
        """How many months the recommendation came before the decision; None where it never came."""
        month = self.recommended_in[clock]
        if month is None:
            return None
        return (self.decided_on.year - month.year) * 12 + self.decided_on.month - month.month


def steps_taken(replay: Replay, dossier: Dossier) -> list[StepCompared]:
    """The steps on record within the replay, each beside what the plan recommended and when."""
    entered = [one for one in in_time(Standpoint(dossier, end_of(replay.last))) if one.entered_on]
    pairs = pairwise(entered)
    return [
        _compared(replay, before, after)
        for before, after in pairs
        if after.entered_on and replay.first <= after.entered_on <= end_of(replay.last)
    ]


def _compared(replay: Replay, before: Phase, after: Phase) -> StepCompared:
    way = next((one for one in before.leave if one.to == after.id), None)
    assert after.entered_on is not None
    recommended = {clock: _first_recommended(replay.on(clock), before, after) for clock in CLOCKS}
    return StepCompared(before, after, after.entered_on, after.decided_in, way, recommended)


def _first_recommended(months: tuple[MonthReplayed, ...], before: Phase, after: Phase) -> date | None:
    """The first month in which the step was recommended, while the mission was in the phase before."""
    for one in months:
        for way in (*one.ways, *one.left):
            if way.phase is before and way.evaluated.verdict is Verdict.MET:
                if way.way.to == after.id:
                    return one.month
                break
    return None


@dataclass(frozen=True, slots=True)
class MonthsOfCost:
    """How many months a path spent in a phase, and what they cost at the envelope agreed for it."""

    phase: Phase
    n_months: int

    @property
    def usd(self) -> Decimal | None:
        """The money of these months; None where the phase has no envelope of money."""
        envelope = self.phase.envelope
        if envelope is None or envelope.usd_a_year is None:
            return None
        return envelope.usd_a_year * self.n_months / 12


def months_of_cost(months: tuple[MonthReplayed, ...], *, planned: bool) -> list[MonthsOfCost]:
    """Months in each phase and their cost: on the plan's own path, or as it was in fact."""
    counted: dict[str, tuple[Phase, int]] = {}
    for one in months:
        phase = one.planned if planned else one.actual
        if phase is not None:
            counted[phase.id] = (phase, counted.get(phase.id, (phase, 0))[1] + 1)
    found = [MonthsOfCost(phase, n_months) for phase, n_months in counted.values()]
    return sorted(found, key=lambda one: begins(one.phase) or date.max)
