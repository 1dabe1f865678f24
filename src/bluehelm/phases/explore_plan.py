"""A phase plan explored: every state that any evidence can bring it to, and the shortest way there.

A state is the phase, how many months it has run (as far as any dwell looks), the phase before and
whether the step here led down, and the memory of the triggers and facts that the phase asks about.
Each month evidence arrives, conditions are judged, and the authority follows a recommendation at once
or, where it may delay, stays. Breadth first, so each state is found by a shortest way. The search ends
when no state is new; what it says therefore holds for any number of months.

Gap: of a trigger that the phase before did not ask about, any memory is taken to be possible. A way out
put in words only may be taken in any month by a decision; it is never recommended.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import Literal

from bluehelm.dossier.contents import Dossier
from bluehelm.dossier.phase_records import Condition, Phase, WayOut
from bluehelm.phases.current_phase import in_order_tried
from bluehelm.phases.guard_outcomes import Assignment, Guards, signal_of
from bluehelm.phases.phase_order import leaves_of
from bluehelm.phases.read_triggers import months_in
from bluehelm.phases.three_values import Verdict
from bluehelm.phases.trigger_machine import READINGS, TriggerMachine, machine_of

Authority = Literal["at once", "delaying"]
DEFAULT_DWELL = 3
MOST_STATES = 400_000
END = ""
"""Stands for the end of the mission where a phase is named."""

Memory = tuple[int, ...]
"""The states of the machines a phase asks about, then 1 or 0 for each fact that holds or not yet."""


@dataclass(frozen=True, slots=True)
class PlanState:
    """Where a plan can be at the end of a month."""

    phase: str
    n_months: int
    came_from: str
    memory: Memory


@dataclass(frozen=True, slots=True)
class Move:
    """What happens in a month: the evidence, the verdicts on the ways out, and the way that is taken."""

    evidence: Assignment
    verdicts: tuple[Verdict, ...]
    way: WayOut | None


@dataclass(frozen=True)
class PhaseModel:
    """A phase with everything the search asks of it, worked out once."""

    phase: Phase
    ways: tuple[WayOut, ...]
    machines: tuple[TriggerMachine, ...]
    facts: tuple[str, ...]
    guards: Guards
    dwell_of: tuple[int, ...]
    outcomes: dict[tuple[Verdict, ...], tuple[tuple[tuple[Verdict, ...], Assignment], ...]] = field(
        default_factory=dict
    )

    def outcomes_at(self, memory: Memory) -> tuple[tuple[tuple[Verdict, ...], Assignment], ...]:
        """Every combination of verdicts on the ways out that is possible with a memory."""
        given: dict[str, Verdict] = {}
        for machine, state in zip(self.machines, memory, strict=False):
            given[f"calm/{machine.trigger}"] = machine.calm[state]
            given[f"alarm/{machine.trigger}"] = machine.alarm[state]
        for name, holds in zip(self.facts, memory[len(self.machines) :], strict=True):
            given[name] = Verdict.MET if holds else Verdict.NOT_MET
        key = tuple(given.values())
        if key not in self.outcomes:
            self.outcomes[key] = tuple(self.guards.together(given).items())
        return self.outcomes[key]

    @property
    def longest_dwell(self) -> int:
        """The longest dwell that any way out of the phase asks for."""
        return max(self.dwell_of, default=DEFAULT_DWELL)


@dataclass(frozen=True)
class Explored:
    """What a search found: the states by the move that first led there, and what they show.

    `entries`: the first state in each phase. `taken`: for each way out that can be met, or is put in words
    only, the first state and move. `overlaps`, `reversals`: first found of each pair and way.
    """

    models: Mapping[str, PhaseModel]
    reached_by: Mapping[PlanState, tuple[PlanState, Move] | None]
    entries: Mapping[str, PlanState]
    taken: Mapping[tuple[str, int], tuple[PlanState, Move]]
    overlaps: Mapping[tuple[str, int, int], tuple[PlanState, Move]]
    reversals: Mapping[tuple[str, int], tuple[PlanState, Move]]
    is_whole: bool

    def path_to(self, state: PlanState) -> list[tuple[PlanState, Move]]:
        """The shortest way from the start to a state: the state before each month, and what happens in it."""
        path: list[tuple[PlanState, Move]] = []
        step = self.reached_by[state]
        while step is not None:
            path.append(step)
            step = self.reached_by[step[0]]
        return path[::-1]

    def n_months_to(self, state: PlanState) -> int:
        """How many months it takes at least to get to a state."""
        return len(self.path_to(state))


def models_of(dossier: Dossier, phases: list[Phase]) -> dict[str, PhaseModel]:
    """The phases as models, by short name."""
    machines = {trigger.id: machine_of(trigger) for trigger in dossier.triggers}
    remembered = _remembered_facts(phases)
    dwells = {one.id: months_in(one.dwell) if one.dwell else 1 for one in dossier.triggers}
    return {one.id: _model(one, dossier, machines, remembered, dwells) for one in phases}


def _model(
    phase: Phase, dossier: Dossier, machines: Mapping[str, TriggerMachine], remembered: frozenset[str],
    dwells: Mapping[str, int],
) -> PhaseModel:  # fmt: skip
    ways = tuple(in_order_tried(phase.leave))
    signals = dict.fromkeys(signal_of(leaf) for way in ways for leaf in leaves_of(way.when))
    asked = [name for name in machines if f"trigger/{name}" in signals]
    facts = tuple(signal for signal in signals if signal in remembered)
    with_memory = frozenset({*(f"trigger/{name}" for name in machines), *facts})
    guards = Guards(tuple(way.when for way in ways), dossier, with_memory)
    dwell_of = tuple(_dwell_of(way.when, dwells) for way in ways)
    return PhaseModel(phase, ways, tuple(machines[name] for name in asked), facts, guards, dwell_of)


def _dwell_of(condition: Condition | None, dwells: Mapping[str, int]) -> int:
    named = [dwells[leaf.trigger] for leaf in leaves_of(condition) if leaf.trigger in dwells]
    return max(named, default=DEFAULT_DWELL)


def _remembered_facts(phases: list[Phase]) -> frozenset[str]:
    """Facts that more than one condition asks about: once they hold, they hold in all of them."""
    asked = [
        {signal for leaf in leaves_of(way.when) if (signal := signal_of(leaf)).startswith("fact/")}
        for phase in phases
        for way in phase.leave
    ]
    return frozenset(one for one in set().union(*asked) if sum(one in held for held in asked) > 1)


def explore(models: Mapping[str, PhaseModel], start: str, authority: Authority) -> Explored:
    """Every state that a plan can come to from the beginning of a phase."""
    search = _Search(models, authority)
    first = PlanState(start, 0, END, _blank(models[start]))
    search.meet(first, None)
    for state in search.queue:
        if len(search.reached_by) > MOST_STATES:
            break
        for move, following in search.moves(state):
            for one in following:
                search.meet(one, (state, move))
    return search.explored()


def _blank(model: PhaseModel) -> Memory:
    return (0,) * (len(model.machines) + len(model.facts))


class _Search:
    """The search while it runs: what was met, in the order in which it was met."""

    def __init__(self, models: Mapping[str, PhaseModel], authority: Authority) -> None:
        self.models = models
        self.authority = authority
        self.queue: list[PlanState] = []
        self.reached_by: dict[PlanState, tuple[PlanState, Move] | None] = {}
        self.entries: dict[str, PlanState] = {}
        self.taken: dict[tuple[str, int], tuple[PlanState, Move]] = {}
        self.overlaps: dict[tuple[str, int, int], tuple[PlanState, Move]] = {}
        self.reversals: dict[tuple[str, int], tuple[PlanState, Move]] = {}

    def meet(self, state: PlanState, by: tuple[PlanState, Move] | None) -> None:
        if state not in self.reached_by:
            self.reached_by[state] = by
            self.entries.setdefault(state.phase, state)
            self.queue.append(state)

    def explored(self) -> Explored:
        return Explored(
            self.models, self.reached_by, self.entries, self.taken, self.overlaps, self.reversals,
            is_whole=len(self.reached_by) <= MOST_STATES,
        )  # fmt: skip

    def moves(self, state: PlanState) -> Iterator[tuple[Move, list[PlanState]]]:
        """What can happen in the month after a state."""
        if state.phase == END:
            return
        model = self.models[state.phase]
        for read, memory in _evidence(model, state.memory):
            for verdicts, free in model.outcomes_at(memory):
                evidence = read + free
                self._note_overlap(state, model, verdicts, evidence)
                yield from self._decided(state, model, memory, Move(evidence, verdicts, None))

    def _decided(
        self, state: PlanState, model: PhaseModel, memory: Memory, seen: Move
    ) -> Iterator[tuple[Move, list[PlanState]]]:
        met = next((n for n, one in enumerate(seen.verdicts) if one is Verdict.MET), None)
        if met is None or self.authority == "delaying":
            longer = min(state.n_months + 1, model.longest_dwell + 1)
            yield seen, [PlanState(state.phase, longer, state.came_from, memory)]
        by_word = [n for n, way in enumerate(model.ways) if way.when is None]
        for n in ([] if met is None else [met]) + by_word:
            way = model.ways[n]
            move = Move(seen.evidence, seen.verdicts, way)
            self.taken.setdefault((state.phase, n), (state, move))
            self._note_reversal(state, model, n, move)
            if way.to is None or way.to in self.models:
                yield move, list(self._entered(state, model, memory, way.to))

    def _entered(
        self, state: PlanState, model: PhaseModel, memory: Memory, to: str | None
    ) -> Iterator[PlanState]:
        if to is None:
            yield PlanState(END, 0, state.phase, ())
            return
        entered = self.models[to]
        kept = dict(zip((one.trigger for one in model.machines), memory, strict=False))
        held = dict(zip(model.facts, memory[len(model.machines) :], strict=True))
        choices = [(kept[one.trigger],) if one.trigger in kept else _any_memory(one) for one in entered.machines]
        choices += [(held[one],) if one in held else (0, 1) for one in entered.facts]
        for chosen in product(*choices):
            yield PlanState(to, 0, state.phase, chosen)

    def _note_overlap(
        self, state: PlanState, model: PhaseModel, verdicts: tuple[Verdict, ...], evidence: Assignment
    ) -> None:
        met = [n for n, one in enumerate(verdicts) if one is Verdict.MET]
        for place, one in enumerate(met):
            for other in met[place + 1 :]:
                key = (state.phase, one, other)
                if key not in self.overlaps:
                    self.overlaps[key] = (state, Move(evidence, verdicts, model.ways[one]))

    def _note_reversal(self, state: PlanState, model: PhaseModel, n: int, move: Move) -> None:
        """A step that undoes the one before it, sooner than its dwell allows; a step up may always come."""
        way = model.ways[n]
        if way.to == state.came_from and way.to and way.direction != "up" and way.when is not None:
            if state.n_months + 1 < model.dwell_of[n]:
                self.reversals.setdefault((state.phase, n), (state, move))


def _any_memory(machine: TriggerMachine) -> tuple[int, ...]:
    """The memories that a trigger may have when it is first asked about."""
    return tuple(range(machine.n_states))


def _evidence(model: PhaseModel, memory: Memory) -> Iterator[tuple[Assignment, Memory]]:
    """What triggers and remembered facts may say next, each new memory once."""
    n_machines = len(model.machines)
    steps: list[list[tuple[Assignment, int]]] = []
    for machine, state in zip(model.machines, memory, strict=False):
        seen: dict[int, Assignment] = {}
        for reading, following in zip(READINGS, machine.follows[state], strict=True):
            seen.setdefault(following, ((f"trigger/{machine.trigger}", reading),))
        steps.append([(said, following) for following, said in seen.items()])
    for name, holds in zip(model.facts, memory[n_machines:], strict=True):
        begins = [(((name, "holds"),), 1)]
        steps.append(begins if holds else [(((name, "does not hold"),), 0), *begins])
    for combined in product(*steps):
        yield tuple(pair for said, _ in combined for pair in said), tuple(state for _, state in combined)
