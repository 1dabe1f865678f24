"""What outputs serve, which of them are still to be delivered, and what became of the others."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from bluehelm.dossier.plan_records import Delivered, Output
from bluehelm.dossier.standpoint import Standpoint

TIERS = ("priority", "other", "additional")
"""Ranks a decision gives its tasks, highest first."""


def is_still_due(output: Output, seen: Standpoint) -> bool:
    """Whether an output is under way or to come; one without any date counts as such."""
    if output.due_on is not None:
        return output.due_on >= seen.as_of
    return output.period is None or output.period.until_on > seen.as_of


def outputs_still_due(seen: Standpoint) -> list[Output]:
    """The outputs under way or to come."""
    return [output for output in seen.dossier.outputs if is_still_due(output, seen)]


def last_delivered(seen: Standpoint) -> Mapping[str, Delivered]:
    """What is last known of each output; corrections come last."""
    found: dict[str, Delivered] = {}
    for row in seen.dossier.delivered:
        held = found.get(row.output)
        if seen.was_known(row.known_on) and (held is None or _is_later(row, held)):
            found[row.output] = row
    return found


def _is_later(row: Delivered, held: Delivered) -> bool:
    row_key = (row.period.until_on, row.known_on or date.min)
    return row_key >= (held.period.until_on, held.known_on or date.min)


def tasks_served(seen: Standpoint) -> Mapping[str, tuple[str, ...]]:
    """The tasks each output serves: its own, else those of its accomplishment."""
    tasks_of = {one.id: one.tasks for one in seen.dossier.accomplishments}
    return {
        output.id: output.tasks or tasks_of.get(output.accomplishment or "", ())
        for output in seen.dossier.outputs
    }


def rank_of_tasks(seen: Standpoint, tasks: tuple[str, ...]) -> int | None:
    """Place of the highest tier among tasks in force (0 for priority), or None where no tier is given."""
    tiers = {held.given.tier for task in tasks if (held := seen.tasks_in_force.get(task))}
    return next((rank for rank, tier in enumerate(TIERS) if tier in tiers), None)
