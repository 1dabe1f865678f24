"""A trigger as a finite machine: which verdicts can follow which, whatever the readings.

Each month brings a reading that is calm, neither or an alarm, or none at all; nothing for longer than
`late_after` is a step of its own. What the machine remembers is as much as the rule looks at: how long
it has been calm, and the last M readings. States that can never be told apart are one state.

Gap: readings over a window of several months are taken to be free, though neighbouring windows share
months; so the machine may allow more than can happen, and never less.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from typing import Literal

from bluehelm.dossier.phase_records import HeldIn, Trigger
from bluehelm.phases.read_triggers import LATE_AFTER, months_in
from bluehelm.phases.three_values import Verdict

ReadingClass = Literal["calm", "neither", "alarm", "missing", "late"]
READINGS: tuple[ReadingClass, ...] = ("calm", "neither", "alarm", "missing", "late")
MOST_LOOKED_AT = 6
"""Of more readings than this the machine remembers the last ones only."""


@dataclass(frozen=True, slots=True)
class _Memory:
    """How many readings running were calm, the last readings, and how many there were."""

    n_calm: int = 0
    last: tuple[ReadingClass, ...] = ()
    n_read: int = 0


@dataclass(frozen=True, slots=True)
class TriggerMachine:
    """States numbered from 0, where nothing has been read: what follows each reading, and the verdicts."""

    trigger: str
    follows: tuple[tuple[int, ...], ...]
    calm: tuple[Verdict, ...]
    alarm: tuple[Verdict, ...]
    is_late: tuple[bool, ...]
    n_late_months: int = 3

    @property
    def n_states(self) -> int:
        """How many states there are."""
        return len(self.follows)


@dataclass(frozen=True, slots=True)
class _Rule:
    held_in: HeldIn
    n_dwell: int
    has_calm: bool
    has_alarm: bool


def machine_of(trigger: Trigger) -> TriggerMachine:
    """The machine of a trigger.

    An alarm alone has three states: it sounds, it does not, and nothing was read yet.

    >>> trigger = Trigger.model_validate({"id": "east", "measure": "deaths", "alarm_at": "25"})
    >>> machine_of(trigger).n_states
    3
    """
    held = trigger.held_in or HeldIn(1, 1)
    rule = _Rule(
        held
        if held.of_months <= MOST_LOOKED_AT
        else HeldIn(min(held.n_months, MOST_LOOKED_AT), MOST_LOOKED_AT),
        months_in(trigger.dwell) if trigger.dwell else 1,
        trigger.calm_at_most is not None,
        trigger.alarm_at is not None,
    )
    memories = _reachable(_Memory(), lambda memory: [_after(memory, one, rule) for one in READINGS])
    says = {memory: (_calm(memory, rule), _alarm(memory, rule), not memory.n_read) for memory in memories}
    place = _told_apart(memories, says, lambda memory: [_after(memory, one, rule) for one in READINGS])
    made = _numbered(trigger.id, memories, says, place, rule)
    return replace(made, n_late_months=months_in(trigger.late_after or LATE_AFTER) + 1)


def _after(memory: _Memory, reading: ReadingClass, rule: _Rule) -> _Memory:
    if reading in ("missing", "late"):
        return memory if reading == "missing" else _Memory()
    n_calm = min(memory.n_calm + 1, rule.n_dwell) if reading == "calm" else 0
    last = (*memory.last, reading)[-rule.held_in.of_months :]
    n_wanted = max(rule.n_dwell, rule.held_in.of_months)
    return _Memory(n_calm, last, min(memory.n_read + 1, n_wanted))


def _calm(memory: _Memory, rule: _Rule) -> Verdict:
    if not rule.has_calm or not memory.n_read:
        return Verdict.UNKNOWN
    held, looked = memory.last.count("calm"), len(memory.last)
    stands = memory.n_calm >= min(memory.n_read, rule.n_dwell)
    if not stands or held + rule.held_in.of_months - looked < rule.held_in.n_months:
        return Verdict.NOT_MET
    enough = memory.n_read >= rule.n_dwell and held >= rule.held_in.n_months
    return Verdict.MET if enough else Verdict.UNKNOWN


def _alarm(memory: _Memory, rule: _Rule) -> Verdict:
    if not rule.has_alarm or not memory.n_read:
        return Verdict.UNKNOWN
    held, looked = memory.last.count("alarm"), len(memory.last)
    if memory.last[-1] != "alarm" or held + rule.held_in.of_months - looked < rule.held_in.n_months:
        return Verdict.NOT_MET
    return Verdict.MET if held >= rule.held_in.n_months else Verdict.UNKNOWN


def _reachable(start: _Memory, follow: Callable[[_Memory], list[_Memory]]) -> list[_Memory]:
    found = {start: None}
    queue = [start]
    for memory in queue:
        for one in follow(memory):
            if one not in found:
                found[one] = None
                queue.append(one)
    return queue


def _told_apart(
    memories: list[_Memory], says: dict[_Memory, tuple[Verdict, Verdict, bool]],
    follow: Callable[[_Memory], list[_Memory]],
) -> dict[_Memory, int]:  # fmt: skip
    """A number for each memory; two that no readings can ever tell apart share one."""
    followed = {memory: follow(memory) for memory in memories}
    place: dict[_Memory, int] = _numbers(memories, lambda memory: says[memory])
    while True:
        finer = _finer(memories, place, followed)
        if len(set(finer.values())) == len(set(place.values())):
            return finer
        place = finer


def _finer(
    memories: list[_Memory], place: dict[_Memory, int], followed: dict[_Memory, list[_Memory]]
) -> dict[_Memory, int]:
    return _numbers(memories, lambda memory: (place[memory], *(place[one] for one in followed[memory])))


def _numbers(memories: list[_Memory], key: Callable[[_Memory], Hashable]) -> dict[_Memory, int]:
    numbers: dict[Hashable, int] = {}
    return {memory: numbers.setdefault(key(memory), len(numbers)) for memory in memories}


def _numbered(
    trigger: str, memories: list[_Memory], says: dict[_Memory, tuple[Verdict, Verdict, bool]],
    place: dict[_Memory, int], rule: _Rule,
) -> TriggerMachine:  # fmt: skip
    first: dict[int, _Memory] = {}
    for memory in memories:
        first.setdefault(place[memory], memory)
    states = [first[number] for number in range(len(first))]
    return TriggerMachine(
        trigger,
        tuple(tuple(place[_after(memory, one, rule)] for one in READINGS) for memory in states),
        tuple(says[memory][0] for memory in states),
        tuple(says[memory][1] for memory in states),
        tuple(says[memory][2] for memory in states),
    )
