"""Checks on staff: posts against people, totals against their parts, planners in post, staff by priority."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from bluehelm.dossier.budget_records import Staffing
from bluehelm.dossier.checking import Check, Fault, check, fault, instrument, submission
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.findings import Severity
from bluehelm.foundation.listed_names import listed
from bluehelm.foundation.plain_numbers import short


@check(
    "STA001",
    Severity.WARNING,
    looks_for="more people in post than posts approved",
    why="Somebody is paid from money meant for something else, or one of the two counts is wrong.",
    remedy="Correct approved or filled; temporary posts get a category of their own.",
    basis=submission("2g", "3g"),
)
def filled_above_approved(seen: Standpoint) -> Iterator[Fault]:
    for row in seen.dossier.staffing:
        if row.filled is not None and row.approved is not None and row.filled > row.approved:
            yield fault(
                row,
                "{component}, {category}: {filled:,} in post, {approved:,} approved.",
                component=row.component, category=row.category, filled=row.filled, approved=row.approved,
            )  # fmt: skip


@check(
    "STA002",
    Severity.ERROR,
    looks_for="a category of posts that is counted twice",
    why="Every total that holds it is wrong.",
    remedy="Keep one row for each component, category, year and day.",
    basis=submission("3g"),
)
def category_counted_twice(seen: Standpoint) -> Iterator[Fault]:
    held: dict[tuple[object, ...], Staffing] = {}
    for row in seen.dossier.staffing:
        key = (row.component.casefold(), row.category.casefold(), row.year, row.on)
        first = held.setdefault(key, row)
        if first is not row:
            yield fault(row, "{component}, {category} stands a second time; it stood first on line {first}.",
                        component=row.component, category=row.category, first=first.line)  # fmt: skip


@check(
    "STA003",
    Severity.WARNING,
    looks_for="a total of posts that is not the sum of its parts",
    why="The Fifth Committee approves the total and the mission recruits the parts.",
    remedy="Find out which is right and ask for a correction of the document; keep the printed figure as it "
    "is.",
    basis=(*submission("1e", "2f"), instrument("rule R85: every printed total is recomputed", "our reading")),
)
def staffing_total_does_not_close(seen: Standpoint) -> Iterator[Fault]:
    parts: dict[tuple[str, object], list[Staffing]] = {}
    for row in seen.dossier.staffing:
        if not row.planning and row.on is None:
            parts.setdefault((row.component.casefold(), row.year), []).append(row)
    for total in seen.dossier.staffing_totals:
        rows = parts.get((total.component.casefold(), total.year), [])
        for word, printed in (("proposed", total.proposed), ("approved", total.approved)):
            counts = [getattr(row, word) for row in rows]
            known = [count for count in counts if count is not None]
            if printed is not None and known and len(known) == len(counts) and sum(known) != printed:
                yield fault(
                    total,
                    "{component}, {year}, {word}: printed {printed:,}; the parts ({parts}) add to {added:,}.",
                    component=total.component, year=total.year, word=word, printed=printed,
                    parts=" + ".join(str(count) for count in known), added=sum(known),
                )  # fmt: skip


def _latest_counts(seen: Standpoint) -> list[Staffing]:
    """The last count known of each component and category, where posts and people are both known."""
    found: dict[tuple[str, str], Staffing] = {}
    for row in seen.dossier.staffing:
        day = row.on or (row.year.from_on if row.year else date.min)
        if row.filled is None or not row.approved or day > seen.as_of:
            continue
        key = (row.component.casefold(), row.category.casefold())
        held = found.get(key)
        if held is None or day >= (held.on or (held.year.from_on if held.year else date.min)):
            found[key] = row
    return list(found.values())


def _vacant(rows: list[Staffing]) -> tuple[int, int]:
    approved = sum(row.approved or 0 for row in rows)
    return sum(max(0, (row.approved or 0) - (row.filled or 0)) for row in rows), approved


@check(
    "STA004",
    Severity.WARNING,
    looks_for="planning posts that stand vacant",
    why="Who plans ahead of the mandate, and for the cut that comes, when the planners' chairs are empty?",
    remedy="Fill the posts first, or ask for a surge of planners from Headquarters.",
    basis=(*submission("5b", "9b.v"), instrument("A/80/6 (Sect. 5), on planners for 90 days")),
)
def planning_posts_vacant(seen: Standpoint) -> Iterator[Fault]:
    rows = [row for row in _latest_counts(seen) if row.planning]
    limit = seen.threshold("planning-vacancy-share", "0.10")
    n_vacant, n_approved = _vacant(rows)
    if n_approved and Decimal(n_vacant) / n_approved > limit:
        yield fault(
            rows[0],
            "{n} of {n_all} planning posts are vacant (more than {limit} %).",
            n=n_vacant, n_all=n_approved, limit=short(100 * limit),
        )  # fmt: skip


@check(
    "STA005",
    Severity.WARNING,
    looks_for="a component with many vacant posts",
    why="Tasks were planned, and money voted, for people who are not there.",
    remedy="Fill the posts, or say which tasks wait and let the phases show it.",
    basis=(*submission("2g", "3g"), instrument("A/80/604/Add.9, on vacancies")),
)
def component_with_many_vacancies(seen: Standpoint) -> Iterator[Fault]:
    limit = seen.threshold("vacancy-share", "0.15")
    by_component: dict[str, list[Staffing]] = {}
    for row in _latest_counts(seen):
        if not row.planning:
            by_component.setdefault(row.component, []).append(row)
    for component, rows in by_component.items():
        n_vacant, n_approved = _vacant(rows)
        if Decimal(n_vacant) / n_approved > limit:
            yield fault(
                rows[0],
                "{component}: {n:,} of {n_all:,} posts are vacant, {percent} % (more than {limit} %).",
                component=component, n=n_vacant, n_all=n_approved,
                percent=short(Decimal(100 * n_vacant) / n_approved), limit=short(100 * limit),
            )  # fmt: skip


@check(
    "STA006",
    Severity.WARNING,
    looks_for="a component in staff or cost tables that the mission does not have",
    why="What stands under a misspelt component is in no total of the component that is meant.",
    remedy="Write the short name or the full name of a component of mission.yaml.",
    basis=submission("2d", "2f"),
)
def unknown_component(seen: Standpoint) -> Iterator[Fault]:
    known = {name for one in seen.dossier.components for name in (one.id.casefold(), one.name.casefold())}
    known.add("executive direction and management")
    tables = (seen.dossier.staffing, seen.dossier.staffing_totals, seen.dossier.component_costs)
    said: set[tuple[str, str]] = set()
    for rows in tables if seen.dossier.components else ():
        for row in rows:
            name = (row.file, row.component.casefold())
            if name[1] not in known and name not in said:
                said.add(name)
                yield fault(row, "'{component}' is no component of the mission.", component=row.component)


@check(
    "STA007",
    Severity.NOTE,
    looks_for="a component with most of the priority tasks and fewer civilian posts than another",
    why="The Council asked that staff follow the order of tasks; this shows where they do not, uniformed "
    "personnel left aside.",
    remedy="Weigh posts against tasks in the next budget, or say why fewer civilians do more there.",
    basis=(*submission("2d", "3f"), instrument("S/RES/2759 (2024), paras. 36 and 42")),
)
def staff_against_priority(seen: Standpoint) -> Iterator[Fault]:
    mandate, posts = seen.mandate, _approved_posts(seen)
    if mandate is None or not mandate.resources_follow_priorities or len(posts) < 2:
        return
    n_tasks = Counter(
        task.component
        for task in seen.dossier.tasks
        if (held := seen.tasks_in_force.get(task.id)) and held.given.tier == "priority"
    )
    first = max(posts, key=lambda name: n_tasks[name])
    more = [name for name in posts if posts[name] > posts[first] and n_tasks[name] < n_tasks[first]]
    if more:
        yield fault(
            seen.dossier.components[[one.id for one in seen.dossier.components].index(first)],
            "It carries {n_tasks} of {n_all} priority tasks with {posts:,} of {all_posts:,} civilian posts "
            "of substantive components; more posts, with fewer such tasks: {more}.",
            n_tasks=n_tasks[first], n_all=sum(n_tasks.values()), posts=posts[first],
            all_posts=sum(posts.values()),
            more=listed(f"{name} ({posts[name]} / {n_tasks[name]})" for name in more),
        )  # fmt: skip


def _approved_posts(seen: Standpoint) -> Mapping[str, int]:
    """Civilian posts approved for the budget year, by substantive component."""
    names = {
        name: one.id
        for one in seen.dossier.components
        if one.substantive
        for name in (one.id.casefold(), one.name.casefold())
    }
    posts: Counter[str] = Counter()
    for row in seen.dossier.staffing:
        component = names.get(row.component.casefold())
        counted = row.year == seen.budget_year and row.on is None and not row.planning
        if (
            component
            and counted
            and row.approved is not None
            and row.category != "government-provided personnel"
        ):
            posts[component] += row.approved
    return posts


STAFFING_CHECKS: tuple[Check, ...] = (
    filled_above_approved, category_counted_twice, staffing_total_does_not_close, planning_posts_vacant,
    component_with_many_vacancies, unknown_component, staff_against_priority,
)  # fmt: skip
"""Checks on staff, in reading order."""
