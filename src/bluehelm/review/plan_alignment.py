"""Whether money and posts follow what the strategy and the Council call first.

Money has one road: allocations. Posts are on file by component only; spread evenly over the tasks
that a component carries they give a first picture, no more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import combinations

from bluehelm.dossier.planned_outputs import TIERS, tasks_served
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.finance.followed_money import followed_money
from bluehelm.foundation.missing import total_of
from bluehelm.foundation.periods import Period

NOTHING = Decimal(0)
UNTIERED = "untiered"


@dataclass(frozen=True)
class Spread:
    """An amount spread over objectives and over tiers, with what could not be spread."""

    whole: Decimal
    by_task: Mapping[str, Decimal]
    by_objective: Mapping[str, Decimal]
    by_tier: Mapping[str, Decimal]
    shared: Decimal = NOTHING

    @property
    def spread(self) -> Decimal:
        """What reached a task."""
        return sum(self.by_task.values(), NOTHING)

    @property
    def in_the_air(self) -> Decimal:
        """What reached no task and is not declared shared."""
        return self.whole - self.spread - self.shared

    def share(self, amount: Decimal) -> Decimal | None:
        """An amount as a share of the whole; None where there is no whole."""
        return amount / self.whole if self.whole else None


@dataclass(frozen=True, slots=True)
class RankAgreement:
    """Pairs of tasks that the Council ranks apart, and in how many the higher one gets more."""

    n_pairs: int
    n_agree: int
    n_tied: int

    @property
    def share(self) -> Decimal | None:
        """Share of pairs that agree, ties as half; None without a pair."""
        return (self.n_agree + Decimal(self.n_tied) / 2) / self.n_pairs if self.n_pairs else None


@dataclass(frozen=True, slots=True)
class Vacancy:
    """Posts of a component and category: approved, filled, vacant; None where a count is not on file."""

    component: str
    category: str
    approved: int | None
    filled: int | None
    planning: bool = field(default=False)

    @property
    def vacant(self) -> int | None:
        """Posts that nobody fills."""
        return None if self.approved is None or self.filled is None else self.approved - self.filled


def money_spread(seen: Standpoint) -> Spread | None:
    """The year's money by task, objective and tier, as allocations give it; None without a budget."""
    followed = followed_money(seen)
    if followed is None:
        return None
    served = tasks_served(seen)
    by_task: dict[str, Decimal] = {}
    for part in followed.parts:
        kind, _, name = part.allocation.to.partition("/")
        tasks = [name] if kind == "task" else list(served.get(name, ())) if kind == "output" else []
        for task in tasks:
            by_task[task] = by_task.get(task, NOTHING) + part.usd / len(tasks)
    shared = followed.sum_to("shared", "not-attributable")
    return _spread(seen, followed.whole_usd, by_task, shared)


def posts_spread(seen: Standpoint) -> Spread | None:
    """The year's approved posts by task, objective and tier; None where none are on file.

    Gap: no document says which task a post serves, so those of a component are spread evenly over the
    tasks in force that it carries; a component without tasks stays in the air.
    """
    tasks_of: dict[str, list[str]] = {}
    for task in seen.dossier.tasks:
        if task.component and task.id in seen.tasks_in_force:
            tasks_of.setdefault(task.component, []).append(task.id)
    rows = [row for row in seen.dossier.staffing if row.year == seen.budget_year and not row.planning]
    by_task: dict[str, Decimal] = {}
    for row in rows:
        names = tasks_of.get(row.component, [])
        for name in names:
            by_task[name] = by_task.get(name, NOTHING) + Decimal(row.approved or 0) / len(names)
    whole = total_of(row.approved for row in rows)
    return _spread(seen, whole.total, by_task, NOTHING) if whole.n_known else None


def _spread(seen: Standpoint, whole: Decimal, by_task: Mapping[str, Decimal], shared: Decimal) -> Spread:
    """What tasks got, evenly over the objectives each serves, and by the tier the Council gives it."""
    serves = {task.id: task.serves for task in seen.dossier.tasks}
    by_objective: dict[str, Decimal] = {}
    by_tier: dict[str, Decimal] = {}
    for task, amount in by_task.items():
        objectives = serves.get(task, ())
        for objective in objectives:
            by_objective[objective] = by_objective.get(objective, NOTHING) + amount / len(objectives)
        tier = tier_of(seen, task)
        by_tier[tier] = by_tier.get(tier, NOTHING) + amount
    return Spread(whole, by_task, by_objective, by_tier, shared)


def tier_of(seen: Standpoint, task: str) -> str:
    """The tier of a task in the decision in force, or that it has none."""
    held = seen.tasks_in_force.get(task)
    return (held.given.tier if held else None) or UNTIERED


def rank_agreement(seen: Standpoint, spread: Spread) -> RankAgreement:
    """In how many pairs of tasks of different tiers the higher one gets more; no allocation is nothing."""
    ranked = [
        (TIERS.index(tier), spread.by_task.get(task, NOTHING))
        for task in seen.tasks_in_force
        if (tier := tier_of(seen, task)) in TIERS
    ]
    pairs = [
        (higher, lower) if higher[0] < lower[0] else (lower, higher)
        for higher, lower in combinations(ranked, 2)
        if higher[0] != lower[0]
    ]
    n_agree = sum(higher[1] > lower[1] for higher, lower in pairs)
    return RankAgreement(len(pairs), n_agree, sum(higher[1] == lower[1] for higher, lower in pairs))


def vacancies(seen: Standpoint) -> Sequence[Vacancy]:
    """Posts by component and category of the year, planning posts marked."""
    return [
        Vacancy(row.component, row.category, row.approved, row.filled, bool(row.planning))
        for row in seen.dossier.staffing
        if row.year == seen.budget_year or row.planning
    ]


def cycles_shown(seen: Standpoint) -> tuple[Period, ...]:
    """The budget years around the standpoint: the one before, this one, the one after."""
    year = seen.budget_year
    years = (year.from_on.year - 1, year.from_on.year, year.from_on.year + 1)
    from bluehelm.foundation.periods import parse_period

    return tuple(parse_period(f"FY{one}/{(one + 1) % 100:02d}") for one in years)


def tasks_of_tier(seen: Standpoint) -> Mapping[str, int]:
    """How many tasks in force stand in each tier."""
    found: dict[str, int] = {}
    for task in seen.tasks_in_force:
        tier = tier_of(seen, task)
        found[tier] = found.get(tier, 0) + 1
    return found


def without_money(seen: Standpoint, spread: Spread) -> Iterable[str]:
    """Priority tasks that no allocation reaches."""
    for task in seen.tasks_in_force:
        if tier_of(seen, task) == TIERS[0] and not spread.by_task.get(task):
            yield task
