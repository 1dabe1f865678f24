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
from bluehelm.phases.phase_models import END, Authority, Memory, Move, PhaseModel, PlanState

MOST_STATES = 300_000
EXPIRES = (("mandate", "runs out"),)
AT_EXPIRY = -1
"""Stands for the place of a way out where the mandate runs out."""

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

    def run(self) -> None:
        """Meets the states in order of the months they take, until none is new or there are too many."""
        while self.waiting and len(self.reached_by) <= MOST_STATES:
            months = min(self.waiting)
            for state, by in self.waiting.pop(months):
                if state not in self.reached_by:
                    self.reached_by[state], self.n_months_to[state] = by, months
                    self.entries.setdefault(state.phase, state)
                    if state.phase != END:
                        self.go_on(state, self.models[state.phase])

    def offer(self, state: PlanState, by: Step | None, n_months: int) -> None:
        """Puts a state where its months say, with the move that leads there."""
        if by is not None:
            self.leads_to.setdefault(by[0], []).append(state)
        if state not in self.reached_by:
            self.waiting.setdefault(n_months, []).append((state, by))

    def go_on(self, state: PlanState, model: PhaseModel) -> None:
        """Everything that can happen in the month after a state."""
        for read, memory, n_months in model.readings_after(state.memory):
            choices = model.choices_at(memory, self.authority)
            for one, other, free in choices.overlaps:
                step = (state, Move(read + free, model.ways[one], n_months))
                self._note(self.overlaps, (state.phase, one, other), step)
            if choices.stay is not None:
                self._stay(state, memory, Move(read + choices.stay, None, n_months))
            for n, free in choices.ways:
                self._leave(state, model, memory, n, Move(read + free, model.ways[n], n_months))
            if model.phase.at_expiry in ("next", "end"):
                way = WayOut(to=self.following.get(state.phase) if model.phase.at_expiry == "next" else None)
                self._leave(state, model, memory, AT_EXPIRY, Move(read + EXPIRES, way, n_months))

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
        step = (state, move)
        self.offer(PlanState(state.phase, n_months, came_from, memory), step, self._ends(step))

    def _leave(self, state: PlanState, model: PhaseModel, memory: Memory, n: int, move: Move) -> None:
        way, step = model.ways[n] if n != AT_EXPIRY else move.way, (state, move)
        self._note(self.taken, (state.phase, n), step)
        if n != AT_EXPIRY and _comes_too_soon(state, model, n, move):
            self._note(self.reversals, (state.phase, n), step)
        if way is None or way.to is None:
            self.offer(PlanState(END, 0, END, ()), step, self._ends(step))
        elif way.to in self.models:
            entered = self.models[way.to]
            came_from = state.phase if entered.dwell_before_return(state.phase) > 1 else END
            for chosen in _memories_on_entry(model, memory, entered):
                self.offer(PlanState(way.to, 0, came_from, chosen), step, self._ends(step))


def _following(models: Mapping[str, PhaseModel]) -> dict[str, str]:
    """For each phase the next in order."""
    names = list(models)
    return dict(pairwise(names))


def _comes_too_soon(state: PlanState, model: PhaseModel, n: int, move: Move) -> bool:
    """Whether a step undoes the one before it, sooner than its dwell allows; a step up may always come."""
    way = model.ways[n]
    undoes = bool(way.to) and way.to == state.came_from and way.direction != "up" and way.when is not None
    return undoes and state.n_months + move.n_months < model.dwell_of[n]


def _memories_on_entry(model: PhaseModel, memory: Memory, entered: PhaseModel) -> Iterator[Memory]:
    """What a phase may remember when it is entered: what the phase before did, and anything of the rest."""
    kept = dict(zip((one.trigger for one in model.machines), memory, strict=False))
    held = dict(zip(model.facts, memory[len(model.machines) :], strict=True))
    choices = [
        (kept[one.trigger],) if one.trigger in kept else tuple(range(one.n_states))
        for one in entered.machines
    ]
    choices += [(held[one],) if one in held else (0, 1) for one in entered.facts]
    return product(*choices)
