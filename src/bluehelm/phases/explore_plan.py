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
from itertools import combinations, product
from typing import Any, Literal

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
MOST_STATES = 300_000
END = ""
"""Stands for the end of the mission where a phase is named."""

Memory = tuple[int, ...]
"""The states of the machines a phase asks about, then 1 or 0 for each fact that holds or not yet."""


@dataclass(frozen=True, slots=True)
class PlanState:
    """Where a plan can be at the end of a month.

    `came_from` and `n_months` are kept only as long as a step back there would come too soon.
    """

    phase: str
    n_months: int
    came_from: str
    memory: Memory


@dataclass(frozen=True, slots=True)
class Move:
    """What happens in a month: the evidence, and the way out that is taken, if one is.

    `n_months`: one, or more where the evidence is that nothing arrived for so long.
    """

    evidence: Assignment
    way: WayOut | None
    n_months: int = 1


@dataclass(frozen=True)
class Choices:
    """What can follow a memory: staying, the ways that may be taken, and pairs that are met at once."""

    stay: Assignment | None
    ways: tuple[tuple[int, Assignment], ...]
    overlaps: tuple[tuple[int, int, Assignment], ...]


@dataclass(frozen=True)
class PhaseModel:
    """A phase with everything the search asks of it; `dwell_of`: months that a step back must wait."""

    phase: Phase
    ways: tuple[WayOut, ...]
    machines: tuple[TriggerMachine, ...]
    facts: tuple[str, ...]
    guards: Guards
    dwell_of: tuple[int, ...]
    kept: dict[object, Any] = field(default_factory=dict)

    def choices_at(self, memory: Memory, authority: Authority) -> Choices:
        """What can be decided in a month that ends with this memory."""
        given = self._given(memory)
        key = (authority, *given.values())
        if key not in self.kept:
            self.kept[key] = self._choices(given, authority)
        found: Choices = self.kept[key]
        return found

    def _given(self, memory: Memory) -> dict[str, Verdict]:
        given: dict[str, Verdict] = {}
        for machine, state in zip(self.machines, memory, strict=False):
            given[f"calm/{machine.trigger}"] = machine.calm[state]
            given[f"alarm/{machine.trigger}"] = machine.alarm[state]
        for name, holds in zip(self.facts, memory[len(self.machines) :], strict=True):
            given[name] = Verdict.MET if holds else Verdict.NOT_MET
        return given

    def _choices(self, given: Mapping[str, Verdict], authority: Authority) -> Choices:
        stay: Assignment | None = None
        ways: dict[int, Assignment] = {}
        overlaps: dict[tuple[int, int], Assignment] = {}
        for verdicts, evidence in self.guards.together(given).items():
            met = [n for n, one in enumerate(verdicts) if one is Verdict.MET]
            if stay is None and (not met or authority == "delaying"):
                stay = evidence
            for n in met[:1]:
                ways.setdefault(n, evidence)
            for pair in combinations(met, 2):
                overlaps.setdefault(pair, evidence)
        for n, way in enumerate(self.ways):
            if way.when is None:
                ways.setdefault(n, ())
        return Choices(stay, tuple(ways.items()), tuple((*pair, said) for pair, said in overlaps.items()))

    def readings_after(self, memory: Memory) -> tuple[tuple[Assignment, Memory, int], ...]:
        """What triggers and remembered facts may say next, each new memory once, with the months it takes."""
        if memory not in self.kept:
            self.kept[memory] = tuple(self._readings_after(memory))
        found: tuple[tuple[Assignment, Memory, int], ...] = self.kept[memory]
        return found

    def _readings_after(self, memory: Memory) -> Iterator[tuple[Assignment, Memory, int]]:
        steps: list[list[tuple[Assignment, int, int]]] = [
            _next_of(machine, state) for machine, state in zip(self.machines, memory, strict=False)
        ]
        for name, holds in zip(self.facts, memory[len(self.machines) :], strict=True):
            begins: list[tuple[Assignment, int, int]] = [(((name, "holds"),), 1, 1)]
            steps.append(begins if holds else [(((name, "does not hold"),), 0, 1), *begins])
        for combined in product(*steps):
            said = tuple(pair for one in combined for pair in one[0])
            yield said, tuple(one[1] for one in combined), max((one[2] for one in combined), default=1)

    def dwell_before_return(self, to: str) -> int:
        """How many months must pass before a step not up may lead back to a phase; 0: never matters."""
        backs = [
            dwell
            for way, dwell in zip(self.ways, self.dwell_of, strict=True)
            if way.to == to and way.direction != "up" and way.when is not None
        ]
        return max(backs, default=0)


def _next_of(machine: TriggerMachine, state: int) -> list[tuple[Assignment, int, int]]:
    seen: dict[int, tuple[Assignment, int]] = {}
    for reading, following in zip(READINGS, machine.follows[state], strict=True):
        n_months = machine.n_late_months if reading == "late" else 1
        seen.setdefault(following, (((f"trigger/{machine.trigger}", reading),), n_months))
    return [(said, following, n_months) for following, (said, n_months) in seen.items()]


Step = tuple[PlanState, Move]
"""A state, and what happens in the month after it."""


@dataclass(frozen=True)
class Explored:
    """What a search found: the states by the move that first led there, and what they show.

    `entries`: the first state in each phase. `taken`: for each way out that can be met, or is put in words
    only, the first state and move. `overlaps`, `reversals`: first found of each pair and way.
    """

    models: Mapping[str, PhaseModel]
    reached_by: Mapping[PlanState, Step | None]
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

    def n_months_to(self, state: PlanState) -> int:
        """How many months it takes at least to get to a state."""
        return sum(move.n_months for _, move in self.path_to(state))


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
    named = [dwells[one] for leaf in leaves_of(condition) if (one := leaf.trigger or "") in dwells]
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
    model = models[start]
    search.meet(PlanState(start, 0, END, (0,) * (len(model.machines) + len(model.facts))), None)
    for state in search.queue:
        if len(search.queue) > MOST_STATES:
            break
        if state.phase != END:
            search.go_on(state, models[state.phase])
    return Explored(
        models, search.reached_by, search.entries, search.taken, search.overlaps, search.reversals,
        is_whole=len(search.queue) <= MOST_STATES,
    )  # fmt: skip


class _Search:
    """The search while it runs: what was met, in the order in which it was met."""

    def __init__(self, models: Mapping[str, PhaseModel], authority: Authority) -> None:
        self.models = models
        self.authority = authority
        self.queue: list[PlanState] = []
        self.reached_by: dict[PlanState, Step | None] = {}
        self.entries: dict[str, PlanState] = {}
        self.taken: dict[tuple[str, int], Step] = {}
        self.overlaps: dict[tuple[str, int, int], Step] = {}
        self.reversals: dict[tuple[str, int], Step] = {}

    def meet(self, state: PlanState, by: Step | None) -> None:
        """Keeps a state that is new, with the move that led there."""
        if state not in self.reached_by:
            self.reached_by[state] = by
            self.entries.setdefault(state.phase, state)
            self.queue.append(state)

    def go_on(self, state: PlanState, model: PhaseModel) -> None:
        """Everything that can happen in the month after a state."""
        for read, memory, n_months in model.readings_after(state.memory):
            choices = model.choices_at(memory, self.authority)
            for one, other, free in choices.overlaps:
                if (state.phase, one, other) not in self.overlaps:
                    self.overlaps[state.phase, one, other] = (
                        state,
                        Move(read + free, model.ways[one], n_months),
                    )
            if choices.stay is not None:
                self._stay(state, memory, Move(read + choices.stay, None, n_months))
            for n, free in choices.ways:
                self._leave(state, model, memory, n, Move(read + free, model.ways[n], n_months))

    def _stay(self, state: PlanState, memory: Memory, move: Move) -> None:
        n_months, came_from = state.n_months, state.came_from
        if came_from:
            n_months += move.n_months
            if n_months + 1 >= self.models[state.phase].dwell_before_return(came_from):
                n_months, came_from = 0, END
        self.meet(PlanState(state.phase, n_months, came_from, memory), (state, move))

    def _leave(self, state: PlanState, model: PhaseModel, memory: Memory, n: int, move: Move) -> None:
        way = model.ways[n]
        self.taken.setdefault((state.phase, n), (state, move))
        if _comes_too_soon(state, model, n, move):
            self.reversals.setdefault((state.phase, n), (state, move))
        if way.to is None:
            self.meet(PlanState(END, 0, END, ()), (state, move))
        elif way.to in self.models:
            entered = self.models[way.to]
            came_from = state.phase if entered.dwell_before_return(state.phase) > 1 else END
            for chosen in _memories_on_entry(model, memory, entered):
                self.meet(PlanState(way.to, 0, came_from, chosen), (state, move))


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
