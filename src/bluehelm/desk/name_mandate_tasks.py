"""The tasks of a resolution, and the mandate in force from a chain of them, in the published JSON shape."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from bluehelm.mandate.carry_forward import decision_of, mandate_in_force
from bluehelm.mandate.mission_of_text import mission_of
from bluehelm.mandate.name_tasks import NamedTask, RefusedTask, name_tasks, task_reliability
from bluehelm.mandate.resolution import Resolution
from bluehelm.mandate.task_cue_file import CueFile, read_cues


def tasks_as_json(
    resolution: Resolution, *, cues: CueFile | None = None, language: str = "en"
) -> dict[str, Any]:
    """The tasks that a resolution names, those refused, and how reliable each name is."""
    known = cues or read_cues()
    names = name_tasks(resolution, known)
    return {
        "symbol": resolution.symbol,
        "language": resolution.language,
        "tasks": [_named(one, known, language) for one in names.named],
        "refused": [_refused(one, known, language) for one in names.refused],
        "reliability": {task: asdict(one) | {"word": one.word} for task, one in task_reliability().items()},
    }


def _named(named: NamedTask, cues: CueFile, language: str) -> dict[str, Any]:
    return {
        "paragraph": named.paragraph,
        "task": named.task,
        "called": cues.called(named.task, language),
        "modality": named.modality,
        "strength": named.strength,
        "conditional": named.conditional or None,
        "cues": [asdict(cue) for cue in named.cues],
        "place": named.place,
        "points": named.points,
        "reliability": task_reliability()[named.task].word if named.task in task_reliability() else None,
    }


def _refused(refused: RefusedTask, cues: CueFile, language: str) -> dict[str, Any]:
    return asdict(refused) | {"called": cues.called(refused.task, language)}


def chains_by_mission(texts: Sequence[Resolution]) -> dict[str, list[Resolution]]:
    """The texts of each mission apart, for a mandate is carried forward within one mission only.

    A text that names no mission goes with the others where they are all of one.
    """
    chains: dict[str, list[Resolution]] = {}
    for one in texts:
        chains.setdefault(mission_of("\n".join(each.text for each in one.operative)), []).append(one)
    named = [mission for mission in chains if mission]
    if len(named) == 1 and "" in chains:
        chains[named[0]] += chains.pop("")
    return chains


def mandate_in_force_as_json(
    chain: Sequence[Resolution], as_of: date, *, cues: CueFile | None = None, language: str = "en"
) -> dict[str, Any]:
    """The tasks in force on a day from a chain of resolutions in any order; undated ones stand apart."""
    known = cues or read_cues()
    decided = [(one, decision_of(one, name_tasks(one, known).named)) for one in chain]
    running = mandate_in_force([decision for _, decision in decided if decision], as_of)
    return {
        "as_of": as_of.isoformat(),
        "tasks": [asdict(one) | {"called": known.called(one.task, language)} for one in running.tasks],
        "dropped": [asdict(one) | {"called": known.called(one.task, language)} for one in running.dropped],
        "applied": [{"symbol": symbol, "effect": effect} for symbol, effect in running.applied],
        "without_day_of_adoption": [one.symbol for one, decision in decided if decision is None],
    }
