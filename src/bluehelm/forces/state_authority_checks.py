"""Checks on the concept where a task extends State authority: twelve requirements, shown and not assumed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import get_args

from bluehelm.dossier.checking import Check, Fault, check, fault, instrument, submission
from bluehelm.dossier.concept_records import StateAuthorityRequirement
from bluehelm.dossier.mandate_records import Task
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.forces.force_wording import listed
from bluehelm.foundation.findings import Severity

LEGITIMACY = "legitimacy test"
TWELVE: tuple[str, ...] = get_args(StateAuthorityRequirement.model_fields["requirement"].annotation)
STUDY = instrument("DPKO/DFS study on State authority, 2017: presence, capacity, legitimacy", "as reported")


def extending_tasks(seen: Standpoint) -> list[Task]:
    """Tasks in force that extend State authority."""
    running = seen.tasks_in_force
    return [task for task in seen.dossier.tasks if task.extends_state_authority and task.id in running]


@check(
    "CON001",
    Severity.WARNING,
    looks_for="a task that extends State authority without the twelve requirements on file",
    why="A State brought back without acceptance, services or a reversal trigger can make the conflict "
    "worse.",
    remedy="Enter each missing requirement in concept.yaml with post, status and evidence, for example "
    "`requirement: legitimacy test` with `status: partly` and `led_by: head-of-mission`.",
    basis=(*submission("2d"), instrument("S/RES/2759 (2024), para. 38 (b)"), STUDY),
)
def authority_without_requirements(seen: Standpoint) -> Iterator[Fault]:
    by_gap: dict[tuple[str, ...], list[Task]] = defaultdict(list)
    on_file = _requirements_by_task(seen)
    for task in extending_tasks(seen):
        held = on_file.get(task.id, frozenset()) | on_file.get("", frozenset())
        missing = tuple(name for name in TWELVE if name not in held)
        if missing:
            by_gap[missing].append(task)
    for missing, tasks in by_gap.items():
        yield fault(
            tasks[0],
            "None of the twelve requirements for extending State authority is on file for {tasks}."
            if len(missing) == len(TWELVE)
            else "{n_missing} of the twelve requirements for extending State authority are not on file for "
            "{tasks}: "
            "{missing}.",
            n_missing=len(missing),
            tasks=listed(task.id for task in tasks),
            missing=listed(missing, at_most=12),
        )


def _requirements_by_task(seen: Standpoint) -> Mapping[str, frozenset[str]]:
    """Requirements on file by task; '' holds those that are for all tasks."""
    found: dict[str, set[str]] = defaultdict(set)
    for one in seen.dossier.authority:
        for task in one.tasks or ("",):
            found[task].add(one.requirement)
    return {task: frozenset(names) for task, names in found.items()}


@check(
    "CON002",
    Severity.WARNING,
    looks_for="a requirement of State authority called met without evidence",
    why="'Met' that nobody can show is a hope, and support to the State goes ahead on it.",
    remedy="Say what shows it (`evidence: household survey of January 2026, 12 communes`), or lower the "
    "status.",
    basis=(*submission("2d"), STUDY),
)
def met_without_evidence(seen: Standpoint) -> Iterator[Fault]:
    for one in seen.dossier.authority:
        if one.status == "met" and one.evidence is None:
            yield fault(one, "'{requirement}' is called met, without evidence.", requirement=one.requirement)


@check(
    "CON003",
    Severity.WARNING,
    looks_for="a test of legitimacy that is left blank",
    why="Blank is not yes: the State may be feared where it returns, and the mission is seen as its ally.",
    remedy="Judge representation, services, abuses and complaints area by area, and enter the status.",
    basis=(*submission("2d", "1c"), STUDY),
)
def legitimacy_left_blank(seen: Standpoint) -> Iterator[Fault]:
    for one in seen.dossier.authority:
        if one.requirement == LEGITIMACY and one.status is None:
            yield fault(
                one,
                "The legitimacy test '{test}' has no result; blank is not yes.",
                test=one.id,
            )


STATE_AUTHORITY_CHECKS: tuple[Check, ...] = (
    authority_without_requirements, met_without_evidence, legitimacy_left_blank,
)  # fmt: skip
