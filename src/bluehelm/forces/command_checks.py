"""Checks on command and on lines of effort: one authority for each asset, one plan for all components."""

from __future__ import annotations

from collections.abc import Iterator

from bluehelm.dossier.checking import Check, Fault, check, fault, instrument, submission
from bluehelm.dossier.concept_records import CommandArrangement, LineOfEffort
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.forces.force_wording import listed
from bluehelm.foundation.findings import Severity

POLICY = instrument("authority, command and control policy 2019.23", "abstract")


@check(
    "CON013",
    Severity.WARNING,
    looks_for="an asset under two authorities",
    why="In the hour it is needed two posts send it to two places, or each waits for the other.",
    remedy="Leave one post with authority; the other asks it (`tasking_by`).",
    basis=(*submission("11g"), POLICY),
)
def two_authorities(seen: Standpoint) -> Iterator[Fault]:
    first_by_asset: dict[str, CommandArrangement] = {}
    for one in seen.dossier.command:
        if len(set(one.authority)) > 1:
            yield fault(
                one,
                "'{asset}' stands under {posts}.",
                asset=one.asset,
                posts=listed(dict.fromkeys(one.authority)),
            )
        first = first_by_asset.setdefault(one.asset.casefold(), one)
        if one.authority and first.authority and set(first.authority) != set(one.authority):
            yield fault(
                one,
                "'{asset}' stands under {posts} here and under {others} in '{other}'.",
                asset=one.asset,
                posts=listed(one.authority),
                others=listed(first.authority),
                other=first.id,
            )


@check(
    "CON014",
    Severity.WARNING,
    looks_for="an asset that is tasked without authority",
    why="An order that rests on no authority may be refused, and rightly.",
    remedy="Name the post with authority over it, for example `authority: [force-commander]`.",
    basis=(*submission("11g", "2j"), POLICY),
)
def tasked_without_authority(seen: Standpoint) -> Iterator[Fault]:
    for one in seen.dossier.command:
        if not one.authority:
            yield fault(
                one,
                "'{asset}' is tasked by {tasking_by}, but no post has authority over it."
                if one.tasking_by
                else "No post has authority over '{asset}'.",
                asset=one.asset,
                tasking_by=one.tasking_by,
            )


@check(
    "CON015",
    Severity.WARNING,
    looks_for="operations without civilian follow-on",
    why="Ground that is cleared and left returns to whoever held it, and people pay for having welcomed the "
    "mission.",
    remedy="Say within how many days civilian work follows (`civil_follow_on_days: 14`), or why none does.",
    basis=submission("11g", "2f"),
)
def no_civil_follow_on(seen: Standpoint) -> Iterator[Fault]:
    uniformed = {task for one in seen.dossier.requirements for task in one.needed_for}
    for effort in seen.dossier.efforts:
        operations = [task for task in effort.tasks if task in uniformed]
        if operations and effort.civil_follow_on_days is None:
            yield fault(
                effort,
                "'{effort}' counts on units ({tasks}), but no civilian work follows by any day.",
                effort=effort.id,
                tasks=listed(operations),
            )


@check(
    "CON016",
    Severity.WARNING,
    looks_for="a line of effort that joins no components",
    why="A plan of one component is no joint plan: soldiers, police and civilians will each carry out their "
    "own.",
    remedy="Name the other components and their tasks, or drop the line and keep the task.",
    basis=(
        *submission("11g", "3f", "2f"),
        instrument("integrated assessment and planning, 2013", "as reported"),
    ),
)
def effort_of_one_component(seen: Standpoint) -> Iterator[Fault]:
    component_of = {task.id: task.component for task in seen.dossier.tasks}
    for effort in seen.dossier.efforts:
        joined = _components(effort, component_of)
        if len(joined) < 2 and (effort.tasks or effort.components):
            yield fault(
                effort,
                "The line of effort '{effort}' joins only one component: {components}."
                if joined
                else "The line of effort '{effort}' names no component.",
                effort=effort.id,
                components=listed(sorted(joined)),
            )


def _components(effort: LineOfEffort, component_of: dict[str, str | None]) -> set[str]:
    through_tasks = {component for task in effort.tasks if (component := component_of.get(task))}
    return through_tasks | set(effort.components)


COMMAND_CHECKS: tuple[Check, ...] = (
    two_authorities, tasked_without_authority, no_civil_follow_on, effort_of_one_component,
)  # fmt: skip
