"""Checks on budget lines as entered: the right year, one row each, one group, nothing negative."""

from __future__ import annotations

from collections.abc import Iterator

from bluehelm.dossier.budget_records import Allocation, BudgetLine, ComponentCost, PrintedTotal
from bluehelm.dossier.checking import Check, Fault, check, fault, instrument, submission
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.findings import Severity
from bluehelm.foundation.periods import Period
from bluehelm.foundation.plain_numbers import plain


@check(
    "BUD001",
    Severity.WARNING,
    looks_for="a budget year that does not run from July to June",
    why="Peacekeeping money is voted from 1 July to 30 June; amounts of other years cannot be set beside it.",
    remedy="Write the year as FY2025/26; part of a year belongs in the stage, for example spent to "
    "2026-02-28.",
    basis=(*submission("2h"), instrument("rule R50: the peacekeeping year")),
)
def year_not_july_to_june(seen: Standpoint) -> Iterator[Fault]:
    dossier = seen.dossier
    tables: tuple[tuple[BudgetLine | PrintedTotal | ComponentCost | Allocation, ...], ...]
    tables = (dossier.lines, dossier.totals, dossier.component_costs, dossier.allocations)
    said: set[tuple[str, Period]] = set()
    for row in (row for rows in tables for row in rows):
        year = row.year
        if year is None or (year.is_fiscal and "-Q" not in year.name) or (row.file, year) in said:
            continue
        said.add((row.file, year))
        yield fault(row, "'{year}' is no budget year.", year=year)


@check(
    "BUD002",
    Severity.WARNING,
    looks_for="a negative amount in a budget line",
    why="It lowers every sum it stands in without being seen.",
    remedy="Write what was voted or spent as a positive amount; a refund belongs in a line of its own with "
    "its source.",
    basis=submission("2f"),
)
def negative_amount(seen: Standpoint) -> Iterator[Fault]:
    for line in seen.dossier.lines:
        if line.usd is not None and line.usd < 0:
            yield fault(line, "{what}, {year}: {usd:,} USD.",
                        what=str(line.what), year=line.year, usd=plain(line.usd))  # fmt: skip


@check(
    "BUD003",
    Severity.ERROR,
    looks_for="a budget line that stands twice for the same year, stage and report",
    why="It is counted twice, or says two things at once.",
    remedy="Keep one row; a later report carries its own day under as_reported_on.",
    basis=submission("2f"),
)
def line_twice(seen: Standpoint) -> Iterator[Fault]:
    held: dict[tuple[object, ...], BudgetLine] = {}
    for line in seen.dossier.lines:
        key = (line.budget_line, line.year, line.what, line.as_reported_on, line.component)
        first = held.setdefault(key, line)
        if first is not line:
            yield fault(line, "{what}, {year}: it stood already on line {first}.",
                        what=str(line.what), year=line.year, first=first.line)  # fmt: skip


@check(
    "BUD004",
    Severity.ERROR,
    looks_for="a budget line in two groups",
    why="The sums of both groups are wrong, and a move between groups must be reported to the Assembly.",
    remedy="Put the line into its group: I military and police, II civilian, III operational.",
    basis=(*submission("2f"), instrument("groups I to III of peacekeeping budgets, as in A/80/623")),
)
def line_in_two_groups(seen: Standpoint) -> Iterator[Fault]:
    held: dict[tuple[str, Period], BudgetLine] = {}
    said: set[tuple[str, Period]] = set()
    for line in seen.dossier.lines:
        key = (line.budget_line, line.year)
        first = held.setdefault(key, line)
        if first.group != line.group and key not in said:
            said.add(key)
            yield fault(line, "In {year} it stands in group {first} and in group {second}.",
                        year=line.year, first=first.group, second=line.group)  # fmt: skip


BUDGET_LINE_CHECKS: tuple[Check, ...] = (
    year_not_july_to_june, negative_amount, line_twice, line_in_two_groups,
)  # fmt: skip
"""Checks on budget lines, in reading order."""
