"""Checks on the protection of civilians: three tiers at once, and presence where the violence is."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from bluehelm.dossier.checking import Check, Fault, check, fault, instrument, submission
from bluehelm.dossier.evidence_records import SeriesValue
from bluehelm.dossier.mandate_records import Task
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.forces.base_checks import open_bases
from bluehelm.forces.force_wording import listed, plain
from bluehelm.foundation.findings import Severity

PROTECTS = re.compile(r"civilian protection|protection of civilians|protection des civils", re.IGNORECASE)
TIERS = ("dialogue", "physical protection", "protective environment")
POLICY = instrument("policy on protection of civilians, as quoted: three tiers (R45)", "as reported")


def protection_tasks(seen: Standpoint) -> list[Task]:
    """Tasks in force whose category is the protection of civilians."""
    running = seen.tasks_in_force
    return [
        task for task in seen.dossier.tasks if task.id in running and PROTECTS.search(task.category or "")
    ]


@check(
    "CON010",
    Severity.WARNING,
    looks_for="a tier of protection without any measure",
    why="The tiers work at once: soldiers without dialogue come too late, dialogue without soldiers is not "
    "heeded.",
    remedy="Enter a measure for the tier, for example `tier: dialogue`, local agreements on cattle routes.",
    basis=(*submission("3h"), POLICY),
)
def tier_without_measure(seen: Standpoint) -> Iterator[Fault]:
    held = {one.tier for one in seen.dossier.protection}
    missing = [tier for tier in TIERS if tier not in held]
    if missing and held and protection_tasks(seen):
        yield fault(
            seen.dossier.protection[0],
            "The protection plan has no measure in: {tiers}.",
            tiers=", ".join(missing),
        )


@check(
    "CON011",
    Severity.WARNING,
    looks_for="tasks of protection that no measure carries out",
    why="The Council's first task would be left to whoever happens to be near.",
    remedy="Enter measures in concept.yaml (protection) that name the task, its areas and a post.",
    basis=(*submission("3h", "2a"), POLICY),
)
def protection_task_without_measure(seen: Standpoint) -> Iterator[Fault]:
    carried = {one.task for one in seen.dossier.protection}
    tasks = protection_tasks(seen)
    bare = [task for task in tasks if task.id not in carried]
    if bare:
        yield fault(
            bare[0],
            "{n_bare} of {n_tasks} tasks of protection have no measure in the concept: {tasks}.",
            n_bare=len(bare),
            n_tasks=len(tasks),
            tasks=listed(task.id for task in bare),
        )


@check(
    "CON012",
    Severity.WARNING,
    looks_for="areas where civilians are killed and the mission has no base",
    why="Protection follows presence; people there are outside the reach of every patrol.",
    remedy="Weigh a temporary base or patrols from afar, and say what protects the area meanwhile.",
    basis=(
        *submission("3h", "1a"),
        instrument("studies of local presence and violence against civilians", "abstract"),
    ),
)
def violence_without_presence(seen: Standpoint) -> Iterator[Fault]:
    least = seen.threshold("civilians-killed-without-base", "10")
    present = {base.area for base in open_bases(seen)} | _areas_of_cells(seen)
    killed = _killed_by_area(seen)
    bare = sorted(
        ((number, area) for area, number in killed.items() if number >= least and area not in present),
        reverse=True,
    )
    records = {area.id: area for area in seen.dossier.areas}
    if bare and bare[0][1] in records:
        yield fault(
            records[bare[0][1]],
            "Areas with {least} or more civilians killed in the last twelve months and no base: {areas}.",
            least=plain(least),
            areas=listed(f"{area} ({plain(number)})" for number, area in bare),
        )


def _areas_of_cells(seen: Standpoint) -> set[str]:
    """Areas in whose cells a base stands, whatever area the base names."""
    held = {base.cell for base in open_bases(seen) if base.cell is not None}
    return {area.id for area in seen.dossier.areas if held.intersection(area.cells)}


def _killed_by_area(seen: Standpoint) -> dict[str, Decimal]:
    """Civilians killed in the last twelve months by area; the highest of several measures."""
    watched = {
        measure.id
        for measure in seen.dossier.measures
        if measure.id.startswith("civilians-killed") and measure.aggregate == "sum"
    }
    since = seen.as_of - timedelta(days=365)
    sums: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for row in seen.dossier.series:
        recent = row.period.from_on >= since and row.period.until_on <= seen.as_of + timedelta(days=1)
        if row.measure in watched and row.area and recent and seen.was_known(row.known_on):
            sums[row.measure, row.area] += _number(row)
    highest: dict[str, Decimal] = {}
    for (_, area), number in sums.items():
        highest[area] = max(number, highest.get(area, Decimal(0)))
    return highest


def _number(row: SeriesValue) -> Decimal:
    return row.value if isinstance(row.value, Decimal) else Decimal(0)


PROTECTION_CHECKS: tuple[Check, ...] = (
    tier_without_measure, protection_task_without_measure, violence_without_presence,
)  # fmt: skip
