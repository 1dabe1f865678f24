"""A phase as the search sees it: the triggers it asks about as machines, and what may be decided then."""

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
