"""Checks from the plan back to the money: tasks and outputs that nothing pays for, money against priority."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from bluehelm.dossier.checking import Check, Fault, check, fault, instrument, submission
from bluehelm.dossier.gathered_faults import gathered
from bluehelm.dossier.planned_outputs import outputs_still_due, rank_of_tasks, tasks_served
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.finance.allocated_money import allocations_for, money_by_target, tasks_with_money
from bluehelm.finance.allocation_checks import most_unallocated, unallocated_share
from bluehelm.finance.budget_amounts import planned_money
from bluehelm.foundation.findings import Severity
from bluehelm.foundation.periods import Period
from bluehelm.foundation.plain_numbers import MILLION, in_per_cent, plain

LINK = instrument("OIOS INS-07-002 (2007), on linking resources to results", "abstract")
ROUNDING = Decimal("1.005")
"""Shares are rounded; half a per cent is no gap."""


@check(
    "BUD018",
    Severity.WARNING,
    looks_for="a task in force to which no money leads",
    why="A task without money is carried out from what other tasks lose, or not at all.",
    remedy="Allocate a share of a line to the task or to an output that serves it, or mark the output "
    "funded_by: extrabudgetary.",
    basis=(*submission("2d", "3g", "11b"), LINK),
)
def task_without_money(seen: Standpoint) -> Iterator[Fault]:
    if not allocations_for(seen, seen.budget_year):
        return
    reached = tasks_with_money(seen, seen.budget_year, tasks_served(seen))
    yield from gathered(
        [task for task in seen.dossier.tasks if task.id in seen.tasks_in_force and task.id not in reached],
        "No allocation of {year} reaches the task '{text}'.",
        "No allocation of {year} reaches {n} of {n_all} tasks in force: {names}.",
        n_all=len(seen.tasks_in_force),
        year=seen.budget_year,
    )


@check(
    "BUD019",
    Severity.NOTE,
    looks_for="an output of the year, to be paid from assessed money, that no budget line pays for",
    why="Plan and budget were made apart: one promises what the other does not pay.",
    remedy="Allocate part of a line to it, for example other,output/mine-action,0.16; or say who else pays.",
    basis=(*submission("2f"), LINK),
)
def output_without_money(seen: Standpoint) -> Iterator[Fault]:
    allocations = allocations_for(seen, seen.budget_year)
    targets = {one.to for one in allocations}
    due = [
        one
        for one in outputs_still_due(seen)
        if one.funded_by == "assessed" and one.period is not None and one.period.within(seen.budget_year)
    ]
    bare = [
        one
        for one in due
        if f"output/{one.id}" not in targets and not any(f"task/{task}" in targets for task in one.tasks)
    ]
    if allocations:
        yield from gathered(
            bare,
            "No line of {year} pays for '{text}'.",
            "No line of {year} pays for {n} of {n_all} outputs of the year: {names}.",
            n_all=len(due),
            year=seen.budget_year,
        )


@check(
    "BUD020",
    Severity.WARNING,
    looks_for="an output that costs more than it is given",
    why="It will fall short, or take from its neighbours without a decision.",
    remedy="Raise the share, lower the quantity, or correct the estimate.",
    basis=submission("2f", "3g"),
)
def output_costs_more_than_its_money(seen: Standpoint) -> Iterator[Fault]:
    money: dict[Period, Mapping[str, Decimal]] = {}
    for output in seen.dossier.outputs:
        if output.cost_usd is None or output.period is None or not output.period.is_fiscal:
            continue
        if output.period not in money:
            planned = planned_money(seen, output.period)
            allocations = allocations_for(seen, output.period)
            money[output.period] = money_by_target(allocations, planned[1] if planned else {})
        given = money[output.period].get(f"output/{output.id}")
        if given and output.cost_usd > given * ROUNDING:
            yield fault(
                output,
                "'{text}' is estimated at {cost:,} USD and given {given:,}.",
                text=output.text, cost=plain(output.cost_usd), given=round(given),
            )  # fmt: skip


@check(
    "BUD021",
    Severity.WARNING,
    looks_for="assessed money for an output that somebody else is to pay",
    why="Either it is paid twice, or the plan counts on money that the budget already spends.",
    remedy="Take the allocation away, or write funded_by: assessed.",
    basis=submission("2f"),
)
def money_for_what_others_pay(seen: Standpoint) -> Iterator[Fault]:
    outputs = {f"output/{one.id}": one for one in seen.dossier.outputs}
    for one in seen.dossier.allocations:
        output = outputs.get(one.to)
        if output is not None and output.funded_by != "assessed":
            yield fault(
                one,
                "{percent} % of '{line_name}' goes to {to}, which is marked funded_by: {funded_by}.",
                item=f"line/{one.budget_line}", percent=in_per_cent(one.share), line_name=one.budget_line,
                to=one.to, funded_by=output.funded_by,
            )  # fmt: skip


@check(
    "BUD022",
    Severity.WARNING,
    looks_for="less money for the priority tasks than for the others",
    why="The Council asked that money follow the order of its tasks, and it does not.",
    remedy="Move money to the priority tasks, or tell the Council which order the mission can pay for.",
    basis=(*submission("2d", "3f"), instrument("S/RES/2759 (2024), para. 36")),
)
def money_against_priority(seen: Standpoint) -> Iterator[Fault]:
    share, planned = unallocated_share(seen), planned_money(seen, seen.budget_year)
    if seen.mandate is None or not seen.mandate.resources_follow_priorities:
        return
    if share is None or planned is None or share > most_unallocated(seen):
        return
    served = tasks_served(seen)
    priority = others = Decimal(0)
    for target, usd in money_by_target(allocations_for(seen, seen.budget_year), planned[1]).items():
        kind, _, identifier = target.partition("/")
        rank = rank_of_tasks(seen, (identifier,) if kind == "task" else served.get(identifier, ()))
        priority += usd if rank == 0 else 0
        others += usd if rank else 0
    if priority < others:
        yield fault(
            seen.mandate,
            "It asks that resources follow the order of tasks; in {year} priority tasks get {priority:,.1f} "
            "million USD, the others {others:,.1f} million.",
            year=seen.budget_year, priority=priority / MILLION, others=others / MILLION,
        )  # fmt: skip


FUNDING_CHECKS: tuple[Check, ...] = (
    task_without_money, output_without_money, output_costs_more_than_its_money, money_for_what_others_pay,
    money_against_priority,
)  # fmt: skip
"""Checks from the plan back to the money, in reading order."""
