"""Which outputs and tasks of a mission fall first when its cash is short, in the order its planners recorded.

Rule of ours: outputs fall while the mission has bills unpaid or less cash of its own than two weeks of
what cannot
wait. Where no order is recorded none is chosen: an output is shown as if it fell first, and as if it fell
last.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from bluehelm.dossier.plan_records import Output
from bluehelm.dossier.planned_outputs import outputs_still_due, tasks_served
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.finance.cash_inputs import Array
from bluehelm.finance.cash_missions import names_of
from bluehelm.finance.simulate_cash import CashPaths

MIN_MONTHS = 0.5
A_DOLLAR = 1.0


@dataclass(frozen=True, slots=True)
class FallingOutput:
    """How likely an output falls by the end of the horizon.

    rank: its recorded place, None where there is none; cost_usd None: not known, so no amount frees it
    low_chance, high_chance: the same number where the order is recorded; last and first where it is not
    first_month: the first month in which the high chance is above a tenth, None where it never is
    """

    output: str
    text: str
    tasks: tuple[str, ...]
    rank: int | None
    reason: str
    cost_usd: int | None
    low_chance: float
    high_chance: float
    first_month: str | None

    def as_json(self) -> dict[str, Any]:
        """The same as plain values."""
        return {
            "output": self.output, "text": self.text, "tasks": list(self.tasks), "cut_rank": self.rank,
            "cut_reason": self.reason, "cost_usd": self.cost_usd,
            "chance": {"low": round(self.low_chance, 4), "high": round(self.high_chance, 4)},
            "first_month": self.first_month,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class FallingTask:
    """A task and the chance that every output still due that serves it has fallen by the end."""

    task: str
    n_outputs: int
    low_chance: float
    high_chance: float

    def as_json(self) -> dict[str, Any]:
        """The same as plain values."""
        chance = {"low": round(self.low_chance, 4), "high": round(self.high_chance, 4)}
        return {"task": self.task, "n_outputs": self.n_outputs, "chance_no_output_is_left": chance}


def missing_cash(paths: CashPaths, mission: str) -> Array | None:
    """What a mission lacks, by path and month; None where the mission is not simulated."""
    names = [name.casefold() for name in names_of(paths.setting.missions)]
    if mission.casefold() not in names:
        return None
    m = names.index(mission.casefold())
    needed = MIN_MONTHS * paths.inputs.spending[0][:, m]
    lacking: Array = paths.overdue[:, :, m] + np.maximum(0.0, needed - paths.cash[:, :, m])
    return lacking


def falling_outputs(paths: CashPaths, seen: Standpoint, mission: str) -> list[FallingOutput]:
    """The assessed outputs still due, those that fall first before the others."""
    lacking = missing_cash(paths, mission)
    if lacking is None:
        return []
    due = [one for one in outputs_still_due(seen) if one.funded_by == "assessed"]
    ranked = sorted((one for one in due if one.cut_rank is not None), key=lambda one: one.cut_rank or 0)
    unranked = [one for one in due if one.cut_rank is None]
    served = tasks_served(seen)
    found: list[FallingOutput] = []
    freed = 0.0
    for output in ranked:
        found.append(_falling(output, served[output.id], lacking, (freed, freed), paths.inputs.months))
        freed += float(output.cost_usd or 0)
    total = freed + sum(float(one.cost_usd or 0) for one in unranked)
    for output in unranked:
        before = (freed, total - float(output.cost_usd or 0))
        found.append(_falling(output, served[output.id], lacking, before, paths.inputs.months))
    return found


def _falling(
    output: Output, tasks: tuple[str, ...], lacking: Array, freed_before: tuple[float, float],
    months: Sequence[date],
) -> FallingOutput:  # fmt: skip
    own = np.array([output.period is None or output.period.holds(month) for month in months[:-1]])
    first, last = ((lacking > max(A_DOLLAR, freed)) & own for freed in freed_before)
    by_month = np.maximum.accumulate(first, axis=1).mean(axis=0)
    above = np.flatnonzero(by_month > 0.1)
    return FallingOutput(
        output.id, output.text, tasks, output.cut_rank, output.cut_reason or "",
        None if output.cost_usd is None else int(output.cost_usd),
        float(last.any(axis=1).mean()), float(first.any(axis=1).mean()),
        months[above[0]].isoformat()[:7] if len(above) else None,
    )  # fmt: skip


def falling_tasks(outputs: Sequence[FallingOutput]) -> list[FallingTask]:
    """The tasks that outputs serve, by the chance that none of their outputs is left."""
    tasks = sorted({task for one in outputs for task in one.tasks})
    found = []
    for task in tasks:
        serving = [one for one in outputs if task in one.tasks]
        low = min(one.low_chance for one in serving)
        high = min(one.high_chance for one in serving)
        found.append(FallingTask(task, len(serving), low, high))
    return sorted(found, key=lambda one: (-one.high_chance, one.task))
