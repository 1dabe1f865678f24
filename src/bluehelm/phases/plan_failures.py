"""What is wrong with a phase plan: the property that fails, where, and the shortest way to see it happen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from bluehelm.foundation.phrases import Phrase, phrase
from bluehelm.phases.explore_plan import EXPIRES, Explored, Step
from bluehelm.phases.phase_models import END, Authority, PhaseModel, PlanState
from bluehelm.phases.three_values import Verdict

Property = Literal[
    "reachable", "enabled", "no trap", "ranked", "always a next state", "no oscillation", "monotone",
    "handed over", "within ceilings", "expiry", "measurable",
]  # fmt: skip

PROPERTIES: dict[Property, Phrase] = {
    "reachable": phrase("every phase can be reached"),
    "enabled": phrase("every way out can be taken"),
    "no trap": phrase("from everywhere a way leads to the end of the mission"),
    "ranked": phrase("conditions met at once exclude each other or are ranked"),
    "always a next state": phrase("somebody always decides what comes next, also when nothing is known"),
    "no oscillation": phrase("no step is undone within its dwell time, whatever the evidence"),
    "monotone": phrase("more violence never leads to a lower phase"),
    "handed over": phrase("every task is handed over before drawdown ends"),
    "within ceilings": phrase("no phase goes above its ceilings, or above the money voted"),
    "expiry": phrase("when the mandate runs out, the mission is renewed or ends"),
    "measurable": phrase("conditions can be measured with the sources declared"),
}


@dataclass(frozen=True, slots=True)
class MonthTraced:
    """A month of an example: the phase it begins in, the evidence that arrives, and where it leads.

    `n_until`: the last of several months that are all alike. `leads_to`: None where the phase stays.
    `already`: what triggers, asked about only from then on, have been saying. `in_words_only`: the step
    needs a decision alone, as no condition is written.
    """

    n_from: int
    n_until: int
    phase: str
    evidence: tuple[tuple[str, str], ...]
    leads_to: str | None
    already: tuple[tuple[str, str], ...] = ()
    in_words_only: bool = False


@dataclass(frozen=True, slots=True)
class Failure:
    """A property that fails, what is wrong in a sentence, what to do, and the shortest example.

    `under`: with which authorities it fails. `reference`: the item to mend. `line`: where it stands.
    """

    of: Property
    phase: str
    said: Phrase
    remedy: Phrase
    months: tuple[MonthTraced, ...] = ()
    under: tuple[Authority, ...] = ()
    line: int = 0

    @property
    def n_months(self) -> int:
        """How many months the example takes."""
        return self.months[-1].n_until if self.months else 0

    def key(self) -> tuple[str, str, str]:
        """What makes two failures the same one."""
        return self.of, self.phase, str(self.said)


def traced(found: Explored, steps: Sequence[Step]) -> tuple[MonthTraced, ...]:
    """A path as months that a planner can follow; months that say the same are joined."""
    joined: list[MonthTraced] = []
    for one in _months(found, steps):
        last = joined[-1] if joined else None
        if last and last.leads_to is None and _alike(last, one):
            joined[-1] = replace(last, n_until=one.n_until)
        else:
            joined.append(one)
    return tuple(joined)


def _alike(last: MonthTraced, one: MonthTraced) -> bool:
    return one.leads_to is None and (last.phase, last.evidence) == (one.phase, one.evidence)


def _months(found: Explored, steps: Sequence[Step]) -> Iterator[MonthTraced]:
    n_month = 0
    for place, (state, move) in enumerate(steps):
        way = move.way
        leads_to = None if way is None else way.to or END
        after = steps[place + 1][0] if place + 1 < len(steps) else None
        yield MonthTraced(
            n_month + 1,
            n_month + move.n_months,
            state.phase,
            _worth_saying(found.models[state.phase], move.evidence),
            leads_to,
            _already(found, state, after) if leads_to else (),
            way is not None and way.when is None and EXPIRES[0] not in move.evidence,
        )
        n_month += move.n_months


def _worth_saying(model: PhaseModel, evidence: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """The evidence with what is unknown left out, unless nothing else is said."""
    said = tuple((item, value) for item, value in evidence if value != "unknown" or not model.machines)
    return said or evidence or EXPIRES[:0]


def _already(found: Explored, before: PlanState, after: PlanState | None) -> tuple[tuple[str, str], ...]:
    """What triggers say on entry that the phase before did not ask about."""
    if after is None or after.phase == before.phase:
        return ()
    known = {one.trigger for one in found.models[before.phase].machines}
    entered = found.models[after.phase]
    return tuple(
        (f"trigger/{one.trigger}", said)
        for one, memory in zip(entered.machines, after.memory, strict=False)
        if one.trigger not in known and (said := _says(one.calm[memory], one.alarm[memory]))
    )


def _says(calm: Verdict, alarm: Verdict) -> str:
    if Verdict.MET in (calm, alarm):
        return "calm" if calm is Verdict.MET else "alarm"
    return ""
