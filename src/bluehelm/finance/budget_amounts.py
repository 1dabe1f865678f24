"""What was proposed, voted, spent and projected, as last reported: by line, group and in all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from bluehelm.dossier.budget_records import BudgetLine, BudgetStage, PrintedTotal
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.missing import KnownTotal, total_of
from bluehelm.foundation.periods import Period

VOTED = BudgetStage("voted")
PROPOSED = BudgetStage("proposed")
SPENT = BudgetStage("spent")
PROJECTED = BudgetStage("projected")
PLANNED_STAGES = (VOTED, BudgetStage("allotted"), BudgetStage("recommended"), PROPOSED)
"""What a year's money is, best known first."""


def lines_by_stage(seen: Standpoint) -> Mapping[tuple[Period, BudgetStage], list[BudgetLine]]:
    """The lines of each year and stage as last reported at the standpoint."""
    return seen.kept("(lines by stage)", lambda: _latest_lines(seen), ("lines",))


def _latest_lines(seen: Standpoint) -> Mapping[tuple[Period, BudgetStage], list[BudgetLine]]:
    latest: dict[tuple[Period, BudgetStage, str, str | None], BudgetLine] = {}
    for line in seen.dossier.lines:
        key = (line.year, line.what, line.budget_line, line.component)
        held = latest.get(key)
        known = seen.was_known(line.as_reported_on)
        if known and (held is None or _day(line) >= _day(held)):
            latest[key] = line
    found: dict[tuple[Period, BudgetStage], list[BudgetLine]] = {}
    for line in latest.values():
        found.setdefault((line.year, line.what), []).append(line)
    return found


def _day(line: BudgetLine) -> date:
    return line.as_reported_on or date.min


def money_of(lines: Iterable[BudgetLine]) -> Mapping[str, Decimal]:
    """Known amounts by short name of the line."""
    found: dict[str, Decimal] = {}
    for line in lines:
        if line.usd is not None:
            found[line.budget_line] = found.get(line.budget_line, Decimal(0)) + line.usd
    return found


def planned_money(seen: Standpoint, year: Period) -> tuple[BudgetStage, Mapping[str, Decimal]] | None:
    """A year's money by line: as voted, else at the best stage on file; None without lines."""
    stages = lines_by_stage(seen)
    for stage in PLANNED_STAGES:
        money = money_of(stages.get((year, stage), ()))
        if money:
            return stage, money
    return None


def printed_totals(seen: Standpoint) -> list[PrintedTotal]:
    """The printed totals known at the standpoint."""
    return [total for total in seen.dossier.totals if seen.was_known(total.as_reported_on)]


def gross_by_stage(seen: Standpoint) -> Mapping[tuple[Period, BudgetStage], Decimal]:
    """The gross amount of each year and stage: as printed, else the sum of lines that are all known."""
    found = {key: total.total for key, lines in lines_by_stage(seen).items()
             if (total := sum_of(lines)).n_unknown == 0}  # fmt: skip
    for printed in printed_totals(seen):
        if printed.of == "gross" and printed.usd is not None and not printed.of_components:
            found[printed.year, printed.what] = printed.usd
    return found


def sum_of(lines: Iterable[BudgetLine]) -> KnownTotal:
    """The sum of lines, with how many of them are known."""
    return total_of(line.usd for line in lines)
