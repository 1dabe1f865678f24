"""How many dollars of the year's budget can be followed to a task or output, to the cent.

Rule: an allocation is the only road from money to work; what no allocation names hangs in the air.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from bluehelm.dossier.budget_records import Allocation, BudgetLine
from bluehelm.dossier.figure_inputs import input_from
from bluehelm.dossier.planned_outputs import tasks_served
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.finance.allocated_money import allocations_for
from bluehelm.finance.budget_amounts import lines_by_stage, planned_money
from bluehelm.foundation.figures import Figure, FigureInput
from bluehelm.foundation.money import CENT, split_to_the_cent
from bluehelm.foundation.phrases import Phrase, Quantity, phrase

NOTHING = Decimal(0)
NOT_VERIFIED = frozenset({"unverified", "illustration", "our reading"})
Served = Mapping[str, tuple[str, ...]]
TO_TASKS, TO_LOOSE_OUTPUTS, SHARED, NOT_ATTRIBUTABLE = "tasks", "loose outputs", "shared", "not-attributable"


@dataclass(frozen=True, slots=True)
class Followed:
    """Part of one line given to one task, output or bucket by an allocation, to the cent."""

    allocation: Allocation
    line: BudgetLine
    usd: Decimal
    end: str


@dataclass(frozen=True, slots=True)
class FollowedMoney:
    """A year's money: what allocations give away, to the cent, and what they leave in the air."""

    stage: str
    whole_usd: Decimal
    parts: tuple[Followed, ...]
    lines: tuple[BudgetLine, ...]

    def sum_to(self, *ends: str) -> Decimal:
        """The money that reaches these ends."""
        return sum((one.usd for one in self.parts if one.end in ends), NOTHING)

    @property
    def in_the_air_usd(self) -> Decimal:
        """The money that no allocation names."""
        return self.whole_usd - sum((one.usd for one in self.parts), NOTHING)


def followed_money(seen: Standpoint) -> FollowedMoney | None:
    """The money of the budget year, followed through its allocations; None where no line is known."""
    planned = planned_money(seen, seen.budget_year)
    if planned is None:
        return None
    stage, money = planned
    lines = _first_lines(lines_by_stage(seen)[seen.budget_year, stage])
    served = tasks_served(seen)
    parts = [
        part
        for name, given in _by_line(seen).items()
        if name in money
        for part in _split(lines[name], money[name], given, served)
    ]
    return FollowedMoney(str(stage), sum(money.values(), NOTHING), tuple(parts), tuple(lines.values()))


def _first_lines(lines: Iterable[BudgetLine]) -> dict[str, BudgetLine]:
    found: dict[str, BudgetLine] = {}
    for line in lines:
        found.setdefault(line.budget_line, line)
    return found


def _by_line(seen: Standpoint) -> Mapping[str, list[Allocation]]:
    found: dict[str, list[Allocation]] = {}
    for one in allocations_for(seen, seen.budget_year):
        found.setdefault(one.budget_line, []).append(one)
    return found


def _split(line: BudgetLine, usd: Decimal, given: list[Allocation], served: Served) -> Iterable[Followed]:
    """The line in parts; shares that add to more than the whole are scaled down to it."""
    whole = sum((one.share for one in given), NOTHING)
    shares = [one.share / whole if whole > 1 else one.share for one in given]
    parts = split_to_the_cent(usd, shares)
    return [Followed(one, line, part, _end_of(one, served)) for one, part in zip(given, parts, strict=True)]


def _end_of(allocation: Allocation, served: Served) -> str:
    kind, _, identifier = allocation.to.partition("/")
    if kind == "task":
        return TO_TASKS
    if kind == "output":
        return TO_TASKS if served.get(identifier) else TO_LOOSE_OUTPUTS
    return allocation.to


def _inputs(found: FollowedMoney, ends: tuple[str, ...]) -> tuple[FigureInput, ...]:
    return tuple(
        input_from(
            one.allocation,
            phrase("{share} of line {line} ({usd}) to {to}", share=Quantity(one.allocation.share, "share"),
                   line=one.line.budget_line, usd=Quantity(one.line.usd, "USD"), to=one.allocation.to),
            one.usd,
            "USD",
        )
        for one in found.parts
        if one.end in ends
    )  # fmt: skip


def _figure(seen: Standpoint, reference: str, title: Phrase, ends: tuple[str, ...]) -> Figure:
    found = followed_money(seen)
    if found is None:
        return Figure(reference, title, None, "USD")
    steps = (
        phrase("Each line times the shares its allocations give, rounded to the cent so that parts add up; "
               "then added."),
        phrase("The whole is {whole} ({stage}).", whole=Quantity(found.whole_usd, "USD"), stage=found.stage),
    )  # fmt: skip
    value = found.sum_to(*ends).quantize(CENT)
    return Figure(reference, title, value, "USD", _inputs(found, ends), steps, _caution(found, ends))


def _caution(found: FollowedMoney, ends: tuple[str, ...]) -> Phrase | None:
    """Says how many allocations nobody has verified."""
    rows = [one.allocation for one in found.parts if one.end in ends]
    n_open = sum(row.known_as in NOT_VERIFIED for row in rows)
    if not n_open:
        return None
    return phrase("{n} of the {n_all} allocations behind it are unverified, illustrations or our reading.",
                  n=n_open, n_all=len(rows))  # fmt: skip


def money_to_tasks(seen: Standpoint) -> Figure:
    """Dollars of the year that can be followed to a task, directly or through an output that serves one."""
    title = phrase("Dollars of {year} that can be followed to a task", year=seen.budget_year)
    return _figure(seen, "figure/money-followed", title, (TO_TASKS,))


def money_to_loose_outputs(seen: Standpoint) -> Figure:
    """Dollars that can be followed to an output, but no further: it serves no task."""
    title = phrase("Dollars of {year} that end at an output which serves no task", year=seen.budget_year)
    return _figure(seen, "figure/money-loose", title, (TO_LOOSE_OUTPUTS,))


def money_shared(seen: Standpoint) -> Figure:
    """Dollars declared as shared by all tasks, or as not attributable."""
    title = phrase("Dollars of {year} declared shared or not attributable", year=seen.budget_year)
    return _figure(seen, "figure/money-shared", title, (SHARED, NOT_ATTRIBUTABLE))


def money_in_the_air(seen: Standpoint) -> Figure:
    """Dollars that no allocation names."""
    title = phrase("Dollars of {year} that no allocation names", year=seen.budget_year)
    reference, found = "figure/money-in-the-air", followed_money(seen)
    if found is None:
        return Figure(reference, title, None, "USD")
    inputs = tuple(
        input_from(line, phrase("line {line}", line=line.budget_line), line.usd, "USD")
        for line in found.lines
    )
    steps = (phrase("All lines, less what allocations give to tasks, outputs and buckets."),)
    return Figure(reference, title, found.in_the_air_usd.quantize(CENT), "USD", inputs, steps)


def share_followed(seen: Standpoint) -> Figure:
    """Share of the year's money that can be followed to a task."""
    title = phrase("Share of {year} that can be followed to a task", year=seen.budget_year)
    found, followed = followed_money(seen), money_to_tasks(seen)
    if found is None or not found.whole_usd or not isinstance(followed.value, Decimal):
        return Figure("figure/share-followed", title, None, "share")
    steps = (phrase("Dollars followed to a task, divided by all dollars of the year."),)
    return Figure("figure/share-followed", title, followed.value / found.whole_usd, "share",
                  followed.inputs, steps)  # fmt: skip
