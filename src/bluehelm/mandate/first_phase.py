"""What planners have recorded of each task in force: whether it is needed first, and when it runs."""

from __future__ import annotations

from dataclasses import dataclass

from bluehelm.dossier.standpoint import Standpoint


@dataclass(frozen=True, slots=True)
class JudgedTask:
    """A task with its judgement, which only a planner makes; no count of words stands in for it.

    manages_conflict: whether it reduces violence or manages the conflict in the first twelve months; None
    where nobody has said. first_phase: whether it runs in the first phase on file, `first_called`; None
    without phases
    """

    task: str
    text: str
    paragraph: str
    manages_conflict: bool | None
    first_phase: bool | None
    phases: tuple[str, ...]
    first_called: str = ""


def judged_tasks(seen: Standpoint) -> tuple[JudgedTask, ...]:
    """Every task in force with what is recorded of it, in the order of the dossier."""
    phases = seen.dossier.phases
    in_phases = {phase.id: set(phase.tasks) for phase in phases}
    first = next(iter(in_phases.values()), None)
    called = phases[0].name if phases else ""
    return tuple(
        JudgedTask(
            task.id,
            task.text,
            seen.tasks_in_force[task.id].given.paragraph or "",
            task.manages_conflict,
            None if first is None else task.id in first,
            tuple(phase for phase, tasks in in_phases.items() if task.id in tasks),
            called,
        )
        for task in seen.dossier.tasks
        if task.id in seen.tasks_in_force
    )
