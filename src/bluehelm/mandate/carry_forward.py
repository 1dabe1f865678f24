"""The mandate in force on a day: tasks carried from one decision of a chain to the next.

A decision that restates the whole list replaces it; one that extends or amends leaves the rest running;
one that terminates ends everything on its day. Each task keeps the decision that gave it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Literal

from bluehelm.mandate.name_tasks import NamedTask, lines_of
from bluehelm.mandate.resolution import Resolution

Effect = Literal["restated", "extended", "added", "terminated"]
FEWEST_IN_A_LIST = 3

_WHOLE_LIST = re.compile(
    r"\bmandate\b[^.;]{0,160}?\bshall\s+(?:be|include|comprise|consist|focus|have)\b|\bshall\s+have\s+the\s+following\s+mandate"
    r"|\bmandate\s+(?:to\s+be\s+defined\s+)?as\s+follows|\bfollowing\s+(?:\w+\s+){0,2}(?:tasks|mandate)\b"
    r"|\bwith\s+(?:the\s+following|a)\s+mandate",
    re.IGNORECASE,
)
_NOT_WHOLE = re.compile(
    r"\b(?:also\s+include|additional|in\s+addition|further\s+authori[sz]es|expand)\b", re.IGNORECASE
)
_AS_SET_OUT = re.compile(
    r"\b(?:as\s+(?:set\s+(?:out|forth)|defined|contained|described|specified)\s+in|extend)\b", re.IGNORECASE
)
_TERMINATES = re.compile(
    r"\b(?:to\s+)?terminat\w+\s+[^.;]{0,80}?\bmandate\b|\bmandate\b[^.;]{0,60}?\b(?:shall|will)\s+(?:end|terminate)\b",
    re.IGNORECASE,
)
_PRINTED_DAY = re.compile(r"\b(\d{1,2})\s+([A-Z][a-z]+)\s+(\d{4})\b")


@dataclass(frozen=True, slots=True)
class Decision:
    """What one decision does to the tasks of a mission; `ends_on` is the last day of what it terminates."""

    symbol: str
    adopted_on: date
    effect: Effect
    tasks: tuple[NamedTask, ...]
    ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class TaskInForce:
    """A task that runs: what gave it last, where it first stood, and on which basis it goes on."""

    task: str
    modality: str
    strength: str
    given_by: str
    paragraph: str
    since: str
    basis: Effect


@dataclass(frozen=True, slots=True)
class DroppedTask:
    """A task that ran until a decision restated the list without it, or ended the mandate."""

    task: str
    modality: str
    given_by: str
    dropped_by: str


@dataclass(frozen=True, slots=True)
class MandateInForce:
    """The tasks in force on a day, those dropped on the way, and the decisions that were applied."""

    as_of: date
    tasks: tuple[TaskInForce, ...]
    dropped: tuple[DroppedTask, ...]
    applied: tuple[tuple[str, Effect], ...]


def decision_of(resolution: Resolution, named: Sequence[NamedTask]) -> Decision | None:
    """What a resolution does to the tasks in force; None where the day of its adoption is unknown.

    Rule: our reading. A lead-in that announces the whole list, with at least three tasks below it, restates.
    """
    if resolution.adopted_on is None:
        return None
    ends_on = _terminated_on(resolution)
    effect: Effect = "terminated" if ends_on else _effect(resolution, named)
    return Decision(resolution.symbol, resolution.adopted_on, effect, tuple(named), ends_on)


def _effect(resolution: Resolution, named: Sequence[NamedTask]) -> Effect:
    tops = [paragraph for paragraph in resolution.operative if not paragraph.parent]
    for top in tops:
        n_below = len({one.task for one in named if one.paragraph.startswith(f"{top.id}__")})
        whole = _WHOLE_LIST.search(top.text) and not _NOT_WHOLE.search(top.text)
        if whole and n_below >= FEWEST_IN_A_LIST:
            return "restated"
    extends = any(_AS_SET_OUT.search(top.text) for top in tops if "decides" in top.text.lower())
    return "extended" if extends else "added"


def _terminated_on(resolution: Resolution) -> date | None:
    for paragraph, line in lines_of(resolution):
        if not paragraph.parent and line.text.lower().startswith("decides") and _TERMINATES.search(line.text):
            return _printed_day(line.text) or resolution.adopted_on
    return None


def _printed_day(text: str) -> date | None:
    found = _PRINTED_DAY.search(text)
    if found is None:
        return None
    try:
        return datetime.strptime(" ".join(found.groups()), "%d %B %Y").date()  # noqa: DTZ007  a day has no zone
    except ValueError:
        return None


def mandate_in_force(decisions: Iterable[Decision], as_of: date) -> MandateInForce:
    """The tasks in force at the end of a day, after every decision adopted by then, in order of adoption."""
    running: dict[tuple[str, str], TaskInForce] = {}
    dropped: list[DroppedTask] = []
    applied: list[tuple[str, Effect]] = []
    for decision in sorted(decisions, key=lambda one: one.adopted_on):
        if decision.adopted_on > as_of:
            break
        applied.append((decision.symbol, decision.effect))
        running, gone = _apply(decision, running, as_of)
        dropped += gone
    return MandateInForce(as_of, tuple(running.values()), tuple(dropped), tuple(applied))


Running = dict[tuple[str, str], TaskInForce]


def _apply(decision: Decision, running: Running, as_of: date) -> tuple[Running, list[DroppedTask]]:
    kept = _kept(decision, running, as_of)
    given = {(one.task, one.modality): _given(one, decision, running) for one in decision.tasks}
    after = {**kept, **given}
    gone = [
        DroppedTask(old.task, old.modality, old.given_by, decision.symbol)
        for key, old in running.items()
        if key not in after
    ]
    return after, gone


def _kept(decision: Decision, running: Running, as_of: date) -> Running:
    if decision.effect == "restated":
        return {}
    if decision.effect == "terminated":
        still = decision.ends_on is not None and as_of <= decision.ends_on
        return running if still else {}
    return {key: replace(task, basis=decision.effect) for key, task in running.items()}


def _given(named: NamedTask, decision: Decision, running: Running) -> TaskInForce:
    before = running.get((named.task, named.modality))
    return TaskInForce(
        named.task,
        named.modality,
        named.strength,
        decision.symbol,
        named.paragraph,
        before.since if before else decision.symbol,
        decision.effect,
    )


def last_day_of(month: date) -> date:
    """The last day of the month a day lies in.

    >>> last_day_of(date(2024, 2, 3)).isoformat()
    '2024-02-29'
    """
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
