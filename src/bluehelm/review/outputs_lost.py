"""Which outputs fall to a cut: in the order that planners recorded, or under each of several.

Rule: the order is a judgement of the mission. Where it is not recorded none is chosen, least of all where the
mandate calls its tasks mutually reinforcing: what would fall is shown under several orders side by side.
Gap: an output is taken to cost its money evenly over its period; a fall saves what is not spent yet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from bluehelm.dossier.plan_records import Output
from bluehelm.dossier.planned_outputs import TIERS, outputs_still_due, rank_of_tasks, tasks_served
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.finance.allocated_money import allocations_for
from bluehelm.foundation.money import CENT

NOTHING = Decimal(0)
OrderName = Literal["recorded", "lower ranks first", "largest first", "last due first", "even"]
ALTERNATIVES: tuple[OrderName, ...] = ("lower ranks first", "largest first", "last due first", "even")
NO_RANK = len(TIERS)


@dataclass(frozen=True, slots=True)
class AtStake:
    """An output of the year that can still fall, and what its fall would save; None is unknown.

    committed: its money had to be committed before the cut, so that nothing is saved
    rank: place of the highest tier among its tasks, 0 for priority; NO_RANK where there is none
    """

    output: Output
    tasks: tuple[str, ...]
    saves_usd: Decimal | None
    committed: bool
    rank: int


@dataclass(frozen=True, slots=True)
class Fallen:
    """What falls under one order.

    found_usd: what is saved; part_of_last: share (0 to 1) of the last output that is enough, where not all is
    uncovered: tasks in force that lose every output of the year; weakened: those that lose some
    """

    order: OrderName
    lost: tuple[AtStake, ...]
    reduced_share: Decimal
    found_usd: Decimal
    uncovered: tuple[str, ...]
    weakened: tuple[str, ...]
    areas: tuple[str, ...]
    dragged: tuple[AtStake, ...] = ()
    part_of_last: Decimal | None = None


def outputs_at_stake(seen: Standpoint, from_on: date) -> list[AtStake]:
    """The outputs of the budget year, paid from assessed money, that a cut from a day on can reach."""
    served = tasks_served(seen)
    return [
        _at_stake(output, served[output.id], seen, from_on)
        for output in outputs_still_due(seen)
        if output.funded_by == "assessed"
        and (output.period is None or output.period.within(seen.budget_year))
    ]


def _at_stake(output: Output, tasks: tuple[str, ...], seen: Standpoint, from_on: date) -> AtStake:
    committed = output.commit_by is not None and output.commit_by < from_on
    rank = rank_of_tasks(seen, tasks)
    saves = NOTHING if committed else _saved(output, seen, from_on)
    return AtStake(output, tasks, saves, committed, NO_RANK if rank is None else rank)


def _saved(output: Output, seen: Standpoint, from_on: date) -> Decimal | None:
    if output.cost_usd is None:
        return None
    period = output.period or seen.budget_year
    n_left = (period.until_on - max(from_on, period.from_on)).days
    n_all = (period.until_on - period.from_on).days
    return (output.cost_usd * max(0, n_left) / n_all).quantize(CENT)


def has_recorded_order(at_stake: Iterable[AtStake]) -> bool:
    """Whether the planners gave at least one of the outputs a place."""
    return any(one.output.cut_rank is not None for one in at_stake)


def recorded_first(at_stake: Iterable[AtStake]) -> list[AtStake]:
    """The outputs with a place in the recorded order, in that order."""
    ranked = [one for one in at_stake if one.output.cut_rank is not None]
    return sorted(ranked, key=lambda one: (one.output.cut_rank or 0, one.output.id))


ORDERS: dict[OrderName, Callable[[AtStake], tuple[object, ...]]] = {
    "lower ranks first": lambda one: (-one.rank, -(one.saves_usd or NOTHING), one.output.id),
    "largest first": lambda one: (-(one.saves_usd or NOTHING), one.output.id),
    "last due first": lambda one: (-(one.output.due_on or date.max).toordinal(), one.rank, one.output.id),
}


def fallen(seen: Standpoint, at_stake: Sequence[AtStake], needed_usd: Decimal, order: OrderName) -> Fallen:
    """What falls until the sum is found, under an order; an even cut takes from every output alike."""
    if order == "even":
        return _even(seen, at_stake, needed_usd)
    queue = recorded_first(at_stake) if order == "recorded" else sorted(at_stake, key=ORDERS[order])
    lost, dragged, part = _until_found(queue, at_stake, needed_usd)
    whole = lost if part is None else lost[:-1]
    uncovered, weakened = tasks_hit(seen, at_stake, [*whole, *dragged], in_part=lost[len(whole) :])
    areas = tuple(dict.fromkeys(area for one in (*lost, *dragged) for area in one.output.areas))
    saved = sum((one.saves_usd for one in (*lost, *dragged) if one.saves_usd), NOTHING)
    found = saved if part is None else needed_usd
    return Fallen(order, tuple(lost), NOTHING, found, uncovered, weakened, areas, tuple(dragged), part)


def _until_found(
    queue: Iterable[AtStake], at_stake: Sequence[AtStake], needed_usd: Decimal
) -> tuple[list[AtStake], list[AtStake], Decimal | None]:
    """Outputs one after the other, with those that need them, and which part of the last is enough."""
    lost: list[AtStake] = []
    dragged: list[AtStake] = []
    missing = needed_usd
    for one in queue:
        if missing <= 0:
            break
        if not one.saves_usd or one in dragged:
            continue
        lost.append(one)
        if one.saves_usd > missing:
            return lost, dragged, missing / one.saves_usd
        with_it = _dragged([*lost, *dragged], at_stake)
        dragged += with_it
        missing -= sum((other.saves_usd for other in (one, *with_it) if other.saves_usd), NOTHING)
    return lost, dragged, None


def _even(seen: Standpoint, at_stake: Sequence[AtStake], needed_usd: Decimal) -> Fallen:
    """Every output loses the same share of what it can still save."""
    whole = sum((one.saves_usd for one in at_stake if one.saves_usd), NOTHING)
    share = min(Decimal(1), needed_usd / whole) if whole else NOTHING
    reached = [one for one in at_stake if one.saves_usd]
    tasks = tuple(dict.fromkeys(task for one in reached for task in one.tasks if task in seen.tasks_in_force))
    areas = tuple(dict.fromkeys(area for one in reached for area in one.output.areas))
    return Fallen("even", (), share, min(whole, needed_usd), (), tasks, areas)


def _dragged(lost: Sequence[AtStake], at_stake: Sequence[AtStake]) -> list[AtStake]:
    """Outputs that fall with others, because they need them first."""
    gone = {one.output.id for one in lost}
    found: list[AtStake] = []
    while more := [one for one in at_stake if one.output.id not in gone and gone & set(one.output.needs)]:
        found += more
        gone |= {one.output.id for one in more}
    return found


def tasks_hit(
    seen: Standpoint, at_stake: Sequence[AtStake], lost: Sequence[AtStake], in_part: Sequence[AtStake] = ()
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Tasks in force that lose every output of the year, and those that lose some of them.

    A task that money reaches directly is weakened, not uncovered.
    """
    gone = {one.output.id for one in lost}
    hit = dict.fromkeys(task for one in (*lost, *in_part) for task in one.tasks)
    running = [task for task in hit if task in seen.tasks_in_force]
    paid = {one.to for one in allocations_for(seen, seen.budget_year)}
    kept = {task for one in at_stake if one.output.id not in gone for task in one.tasks}
    uncovered = tuple(task for task in running if task not in kept and f"task/{task}" not in paid)
    return uncovered, tuple(task for task in running if task not in uncovered)


def calls_tasks_mutually_reinforcing(seen: Standpoint) -> str | None:
    """The decision that gives tasks in force and calls them mutually reinforcing; None where none does."""
    decisions = {held.mandate.slug: held.mandate for held in seen.tasks_in_force.values()}
    if seen.mandate is not None:
        decisions.setdefault(seen.mandate.slug, seen.mandate)
    return next((one.decision for one in decisions.values() if one.mutually_reinforcing), None)
