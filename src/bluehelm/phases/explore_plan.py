"""A phase plan explored: every state that any evidence can bring it to, and the shortest way there.

A state is the phase, how many months it has run (as far as any dwell looks), the phase before, and the
memory of the triggers and facts that the phase asks about. Each month evidence arrives, conditions are
judged, and the authority follows a recommendation at once or, where it may delay, stays. States are met
in order of the months they take, so each is found by a shortest way. The search ends when no state is
new; what it says therefore holds for any number of months.

Gap: of a trigger that the phase before did not ask about, any memory is taken to be possible. A way out
put in words only may be taken in any month by a decision; it is never recommended.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise, product
from typing import Any

from bluehelm.dossier.phase_records import WayOut
from bluehelm.phases.guard_outcomes import Assignment
from bluehelm.phases.phase_models import (
    END,
    Authority,
    Memory,
    Move,
    PhaseModel,
    PlanState,
)

MOST_STATES, MOST_STEPS = 100_000, 900_000
"""Beyond these the search stops and says that it is not whole."""
EXPIRES = (("mandate", "runs out"),)
AT_EXPIRY = -1
"""Stands for the place of a way out where the mandate runs out."""
ANY, AT_THE_DOOR = -1, -1

Step = tuple[PlanState, Move]
"""A state, and what happens in the month after it."""


@dataclass(frozen=True)
class Explored:
    """What a search found: the states by the move that first led there, and what they show.

    `n_months_to`: the fewest months to each state. `leads_to`: the states that can follow a state.
    `entries`: the first state in each phase. `taken`: for each way out that can be met, or is put in words
    only, the first state and move. `overlaps`, `reversals`: first found of each pair and way.
    """

    models: Mapping[str, PhaseModel]
    reached_by: Mapping[PlanState, Step | None]
    n_months_to: Mapping[PlanState, int]
    leads_to: Mapping[PlanState, list[PlanState]]
    entries: Mapping[str, PlanState]
    taken: Mapping[tuple[str, int], Step]
    overlaps: Mapping[tuple[str, int, int], Step]
    reversals: Mapping[tuple[str, int], Step]
    is_whole: bool

    def path_to(self, state: PlanState) -> list[Step]:
        """The shortest way from the start to a state: the state before each month, and what happens in it."""
        path: list[Step] = []
        step = self.reached_by[state]
        while step is not None:
            path.append(step)
            step = self.reached_by[step[0]]
        return path[::-1]

    def path_through(self, step: Step) -> list[Step]:
        """The shortest way to a state, and a step from it."""
        return [*self.path_to(step[0]), step]

    def without_end(self) -> list[PlanState]:
        """The states, in the order met, from which no way leads to the end of the mission."""
        before: dict[PlanState, list[PlanState]] = {}
        for state, following in self.leads_to.items():
            for one in following:
                before.setdefault(one, []).append(state)
        waiting = [state for state in self.reached_by if state.phase == END]
        reaching = set(waiting)
        while waiting:
            for state in before.get(waiting.pop(), ()):
                if state not in reaching:
                    reaching.add(state)
                    waiting.append(state)
        return [state for state in self.reached_by if state not in reaching]


def explore(models: Mapping[str, PhaseModel], start: str, authority: Authority) -> Explored:
    """Every state that a plan can come to from the beginning of a phase."""
    search = _Search(models, authority)
    model = models[start]
    search.offer(PlanState(start, 0, END, (0,) * (len(model.machines) + len(model.facts))), None, 0)
    search.run()
    return Explored(
        models, search.reached_by, search.n_months_to, search.leads_to, search.entries, search.taken,
        search.overlaps, search.reversals, is_whole=not search.waiting,
    )  # fmt: skip


class _Search:
    """The search while it runs: what was met, in order of months, and what waits to be met."""

    def __init__(self, models: Mapping[str, PhaseModel], authority: Authority) -> None:
        self.models = models
        self.authority = authority
        self.following = _following(models)
        self.waiting: dict[int, list[tuple[PlanState, Step | None]]] = {}
        self.reached_by: dict[PlanState, Step | None] = {}
        self.n_months_to: dict[PlanState, int] = {}
        self.leads_to: dict[PlanState, list[PlanState]] = {}
        self.entries: dict[str, PlanState] = {}
        self.taken: dict[tuple[str, int], Step] = {}
        self.overlaps: dict[tuple[str, int, int], Step] = {}
        self.reversals: dict[tuple[str, int], Step] = {}
        self.doors: dict[PlanState, int] = {}
        self.n_steps = 0

    def run(self) -> None:
        """Meets the states in order of the months they take, until none is new or there are too many."""
        while self.waiting and not self.is_too_large():
            months = min(self.waiting)
            for state, by in self.waiting.pop(months):
                if state not in self.reached_by and not self.is_too_large():
                    self.reached_by[state], self.n_months_to[state] = by, months
                    self.entries.setdefault(state.phase, state)
                    if state.phase != END:
                        self.go_on(state, self.models[state.phase])

    def is_too_large(self) -> bool:
        """Whether there is more to look at than the search will."""
        return len(self.reached_by) > MOST_STATES or self.n_steps > MOST_STEPS

    def link(self, state: PlanState, following: PlanState) -> None:
        """Keeps that a state can follow another."""
        self.leads_to.setdefault(state, []).append(following)
        self.n_steps += 1

    def offer(self, state: PlanState, by: Step | None, n_months: int) -> None:
        """Puts a state where its months say, with the move that leads there."""
        if state not in self.reached_by:
            self.waiting.setdefault(n_months, []).append((state, by))

    def go_on(self, state: PlanState, model: PhaseModel) -> None:
        """Everything that can happen in the month after a state."""
        left: set[tuple[int, Memory, int]] = set()
        for read, memory, n_months in model.readings_after(state.memory):
            choices = model.choices_at(memory, self.authority)
            for one, other, free in choices.overlaps:
                step = (state, Move(read + free, model.ways[one], n_months))
                self._note(self.overlaps, (state.phase, one, other), step)
            if choices.stay is not None:
                self._stay(state, memory, Move(read + choices.stay, None, n_months))
            for n, free, way in self._ways_out(state, model, choices.ways):
                key = (n, _kept_by(model, memory, self.models.get(way.to or END)), n_months)
                if key not in left:
                    left.add(key)
                    self._leave(state, model, key[1], n, Move(read + free, way, n_months))

    def _ways_out(
        self, state: PlanState, model: PhaseModel, ways: tuple[tuple[int, Assignment], ...]
    ) -> Iterator[tuple[int, Assignment, WayOut]]:
        """The ways that may be taken, and the one that the end of the mandate opens."""
        for n, free in ways:
            yield n, free, model.ways[n]
        if model.phase.at_expiry in ("next", "end"):
            to = self.following.get(state.phase) if model.phase.at_expiry == "next" else None
            yield AT_EXPIRY, EXPIRES, WayOut(to=to)

    def _note(self, noted: dict[Any, Step], key: object, step: Step) -> None:
        """Keeps what comes first in months."""
        held = noted.get(key)
        if held is None or self._ends(step) < self._ends(held):
            noted[key] = step

    def _ends(self, step: Step) -> int:
        return self.n_months_to[step[0]] + step[1].n_months

    def _stay(self, state: PlanState, memory: Memory, move: Move) -> None:
        n_months, came_from = state.n_months, state.came_from
        if came_from:
            n_months += move.n_months
            if n_months + 1 >= self.models[state.phase].dwell_before_return(came_from):
                n_months, came_from = 0, END
        after, step = PlanState(state.phase, n_months, came_from, memory), (state, move)
        self.link(state, after)
        self.offer(after, step, self._ends(step))

    def _leave(self, state: PlanState, model: PhaseModel, kept: Memory, n: int, move: Move) -> None:
        way, step = move.way, (state, move)
        self._note(self.taken, (state.phase, n), step)
        if n != AT_EXPIRY and _comes_too_soon(state, model, n, move):
            self._note(self.reversals, (state.phase, n), step)
        if way is None or way.to is None:
            self.link(state, PlanState(END, 0, END, ()))
            self.offer(PlanState(END, 0, END, ()), step, self._ends(step))
        elif way.to in self.models:
            self._enter(state, self.models[way.to], kept, step)

    def _enter(self, state: PlanState, entered: PhaseModel, kept: Memory, step: Step) -> None:
        """Enters a phase by a door: all memories behind one door can be had whoever comes through it."""
        came_from = state.phase if entered.dwell_before_return(state.phase) > 1 else END
        door = PlanState(entered.phase.id, AT_THE_DOOR, came_from, kept)
        self.link(state, door)
        months = self._ends(step)
        if self.doors.get(door, months + 1) <= months:
            return
        behind = [PlanState(door.phase, 0, came_from, chosen) for chosen in _memories_behind(entered, kept)]
        if door not in self.doors:
            self.leads_to[door] = behind
        self.doors[door] = months
        for one in behind:
            self.offer(one, step, months)


def _following(models: Mapping[str, PhaseModel]) -> dict[str, str]:
    """For each phase the next in order."""
    names = list(models)
    return dict(pairwise(names))


def _comes_too_soon(state: PlanState, model: PhaseModel, n: int, move: Move) -> bool:
    """Whether a step undoes the one before it, sooner than its dwell allows; a step up may always come."""
    way = model.ways[n]
    undoes = bool(way.to) and way.to == state.came_from and way.direction != "up" and way.when is not None
    return undoes and state.n_months + move.n_months < model.dwell_of[n]


def _kept_by(model: PhaseModel, memory: Memory, entered: PhaseModel | None) -> Memory:
    """What is remembered into the next phase, by its triggers and facts; ANY where one is new there."""
    if entered is None:
        return ()
    kept = dict(zip((one.trigger for one in model.machines), memory, strict=False))
    held = dict(zip(model.facts, memory[len(model.machines) :], strict=True))
    return (
        *(kept.get(one.trigger, ANY) for one in entered.machines),
        *(held.get(one, ANY) for one in entered.facts),
    )


def _memories_behind(entered: PhaseModel, kept: Memory) -> Iterator[Memory]:
    """What a phase may remember when it is entered: what the phase before did, and anything of the rest."""
    sizes = (*(one.n_states for one in entered.machines), *(2 for _ in entered.facts))
    return product(*(range(size) if one == ANY else (one,) for one, size in zip(kept, sizes, strict=True)))
