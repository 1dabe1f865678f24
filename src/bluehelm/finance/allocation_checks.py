"""Checks on allocations: shares that add up, tasks in force, a basis for each, and money in the air."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from bluehelm.dossier.budget_records import Allocation
from bluehelm.dossier.checking import Check, Fault, check, fault, instrument, submission
from bluehelm.dossier.gathered_faults import FEW
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.finance.allocated_money import allocations_for, shares_of_lines
from bluehelm.finance.budget_amounts import planned_money
from bluehelm.foundation.findings import Place, Severity
from bluehelm.foundation.listed_names import listed
from bluehelm.foundation.plain_numbers import MILLION, in_per_cent, plain

BRIDGE = instrument("A/63/268, summary: planning, money and people in separate systems", "abstract")
DEFAULT_UNALLOCATED = "0.25"


@check(
    "BUD013",
    Severity.ERROR,
    looks_for="a budget line of which more than all is given away",
    why="The same dollar pays twice, and every cost by task is too high.",
    remedy="Lower the shares of the line until they add to one or less; an allocation without a year counts "
    "in every year.",
    basis=(*submission("2d", "2f"), BRIDGE),
)
def shares_over_one(seen: Standpoint) -> Iterator[Fault]:
    by_line: dict[str, list[Allocation]] = {}
    for one in seen.dossier.allocations:
        by_line.setdefault(one.budget_line, []).append(one)
    for line, rows in by_line.items():
        years = {row.year.name: row.year for row in rows if row.year}
        for year in years.values() or (None,):
            counted = [row for row in rows if row.year is None or row.year == year]
            added = sum((row.share for row in counted), Decimal(0))
            if added > 1:
                yield fault(
                    counted[-1],
                    "Shares of '{line_name}' add to {added}{year}: {parts}.",
                    item=f"line/{line}", line_name=line, added=plain(added),
                    year=f" ({year.name})" if year else "",
                    parts=listed(f"{row.to} {plain(row.share)}" for row in counted),
                )  # fmt: skip


@check(
    "BUD014",
    Severity.WARNING,
    looks_for="money given to a task that is not in force",
    why="The Council no longer asks for it, or has not asked yet; the money is missing where it does.",
    remedy="Give the share to a task in force, or say in the allocation's year when it was.",
    basis=submission("2a", "2d"),
)
def money_for_a_task_not_in_force(seen: Standpoint) -> Iterator[Fault]:
    if seen.mandate is None:
        return
    for one in allocations_for(seen, seen.budget_year):
        kind, _, task = one.to.partition("/")
        if kind == "task" and task not in seen.tasks_in_force and one.to in seen.dossier.by_reference:
            yield fault(
                one,
                "{percent} % of '{line_name}' goes to {to}, but no decision gives that task on {as_of}.",
                item=f"line/{one.budget_line}", percent=in_per_cent(one.share), line_name=one.budget_line,
                to=one.to, as_of=seen.as_of,
            )  # fmt: skip


@check(
    "BUD015",
    Severity.WARNING,
    looks_for="an allocation that does not say how its share was found",
    why="A share without a basis is a guess that looks like accounting, and cannot be improved.",
    remedy="Write under basis how it was found, for example patrol hours of 2025 by area, and under by who "
    "judged.",
    basis=(*submission("2d", "2f"), BRIDGE),
)
def allocation_without_basis(seen: Standpoint) -> Iterator[Fault]:
    found = [one for one in seen.dossier.allocations if one.basis is None]
    if len(found) > FEW:
        yield fault(
            found[0].place,
            "{n} of {n_all} allocations do not say how their share was found: {names}.",
            n=len(found), n_all=len(seen.dossier.allocations),
            names=listed(f"{one.budget_line}>{one.to}" for one in found),
        )  # fmt: skip
        return
    for one in found:
        yield fault(
            one,
            "{percent} % of '{line_name}' goes to {to}, and nothing says how the share was found.",
            item=f"line/{one.budget_line}", percent=in_per_cent(one.share), line_name=one.budget_line,
            to=one.to,
        )  # fmt: skip


def unallocated_share(seen: Standpoint) -> Decimal | None:
    """How much of the budget year's money is given to nothing, buckets aside; None without lines."""
    planned = planned_money(seen, seen.budget_year)
    if planned is None:
        return None
    total = sum(planned[1].values(), Decimal(0))
    shares = shares_of_lines(allocations_for(seen, seen.budget_year))
    given = sum((usd * shares.get(line, Decimal(0)) for line, usd in planned[1].items()), Decimal(0))
    return 1 - given / total if total > 0 else None


def most_unallocated(seen: Standpoint) -> Decimal:
    """The share of money that may hang in the air before a finding says so."""
    return seen.threshold("unallocated-share", DEFAULT_UNALLOCATED)


@check(
    "BUD016",
    Severity.WARNING,
    looks_for="a large share of the year's money that is given to no task, output or bucket",
    why="Whether resources follow the mandate's priorities cannot be told, and a cut cannot be aimed.",
    remedy="Allocate the largest lines first, in shares with a basis; what cannot be attributed goes to "
    "shared or not-attributable.",
    basis=(*submission("2d", "3g"), BRIDGE),
)
def money_in_the_air(seen: Standpoint) -> Iterator[Fault]:
    limit, share = most_unallocated(seen), unallocated_share(seen)
    planned = planned_money(seen, seen.budget_year)
    if share is None or planned is None or share <= limit:
        return
    stage, money = planned
    shares = shares_of_lines(allocations_for(seen, seen.budget_year))
    hanging = {line: usd * (1 - shares.get(line, Decimal(0))) for line, usd in money.items()}
    largest = sorted(hanging, key=lambda line: -hanging[line])[:3]
    total = sum(money.values(), Decimal(0))
    yield fault(
        _first_line(seen),
        "{percent} % of the {total:,.1f} million USD {stage} for {year} is given to no task, output or "
        "bucket (more than {limit} %). Most of it, in million USD: {largest}.",
        percent=in_per_cent(share), total=total / MILLION, stage=str(stage), year=seen.budget_year,
        limit=in_per_cent(limit), largest=listed(f"{line} {hanging[line] / MILLION:.1f}" for line in largest),
    )  # fmt: skip


def _first_line(seen: Standpoint) -> Place:
    return next((line.place for line in seen.dossier.lines if line.year == seen.budget_year), Place())


@check(
    "BUD017",
    Severity.NOTE,
    looks_for="a budget line of the year that pays for no result",
    why="Money without a result is the first that nobody can defend, and the last that anybody looks at.",
    remedy="Allocate it to a task or output, or to shared with a basis.",
    basis=(*submission("2d", "2f"), BRIDGE),
)
def line_without_result(seen: Standpoint) -> Iterator[Fault]:
    share = unallocated_share(seen)
    planned = planned_money(seen, seen.budget_year)
    if share is None or planned is None or share > most_unallocated(seen):
        return
    shares = shares_of_lines(allocations_for(seen, seen.budget_year))
    bare = {line: usd for line, usd in planned[1].items() if line not in shares and usd > 0}
    if bare:
        yield fault(
            _first_line(seen),
            "Lines of {year} that pay for no task, output or bucket (million USD): {names}.",
            year=seen.budget_year,
            names=listed(f"{line} {usd / MILLION:.1f}" for line, usd in bare.items()),
        )  # fmt: skip


ALLOCATION_CHECKS: tuple[Check, ...] = (
    shares_over_one, money_for_a_task_not_in_force, allocation_without_basis, money_in_the_air,
    line_without_result,
)  # fmt: skip
"""Checks on allocations, in reading order."""
