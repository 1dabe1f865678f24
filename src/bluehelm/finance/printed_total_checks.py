"""Checks on printed totals (rule R85): each is recomputed from its parts, and the difference shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from bluehelm.dossier.budget_records import BudgetLine, BudgetStage, PrintedTotal
from bluehelm.dossier.checking import Check, Fault, check, fault, instrument, submission
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.finance.budget_amounts import lines_by_stage, printed_totals, sum_of
from bluehelm.foundation.findings import Severity
from bluehelm.foundation.missing import total_of
from bluehelm.foundation.periods import Period
from bluehelm.foundation.plain_numbers import plain

RECOMPUTED = instrument("rule R85: every printed total is recomputed", "our reading")
HALF_A_UNIT = Decimal("0.5")


@check(
    "BUD005",
    Severity.WARNING,
    looks_for="a printed total that is not the sum of its lines",
    why="What is voted, billed and spent hangs on the total; a line was left out, counted twice or misread.",
    remedy="Read the lines again; if the document itself does not add up, keep it as printed and ask for a "
    "correction.",
    basis=(*submission("1e", "2f"), RECOMPUTED),
)
def total_does_not_close(seen: Standpoint) -> Iterator[Fault]:
    stages = lines_by_stage(seen)
    lines_of_year = _lines_of_years(stages)
    for total in printed_totals(seen):
        if total.usd is None or total.of in (None, "net") or total.of_components:
            continue
        lines = _within(stages.get((total.year, total.what), []), total)
        added = sum_of(lines)
        complete = added.n_unknown == 0 and _names(lines) >= _names(
            _within(lines_of_year.get(total.year, []), total)
        )
        more = added.total - total.usd
        allowed = _allowed(total)
        if lines and (more > allowed or (complete and -more > allowed)):
            yield fault(
                total,
                "{year}, {what}, {of}: printed {printed:,}; the lines add to {added:,}, {difference:+,}.",
                year=total.year, what=str(total.what), of=total.of, printed=plain(total.usd),
                added=plain(added.total), difference=plain(more),
            )  # fmt: skip


def _lines_of_years(
    stages: Mapping[tuple[Period, BudgetStage], list[BudgetLine]],
) -> Mapping[Period, list[BudgetLine]]:
    found: dict[Period, list[BudgetLine]] = {}
    for (year, _), lines in stages.items():
        found.setdefault(year, []).extend(lines)
    return found


def _within(lines: list[BudgetLine], total: PrintedTotal) -> list[BudgetLine]:
    return [line for line in lines if total.of in ("gross", line.group)]


def _names(lines: list[BudgetLine]) -> set[str]:
    return {line.budget_line for line in lines}


def _allowed(total: PrintedTotal) -> Decimal:
    return HALF_A_UNIT if total.tolerance_usd is None else total.tolerance_usd


@check(
    "BUD006",
    Severity.WARNING,
    looks_for="costs of components that do not add to the total they are part of",
    why="Money that belongs to no component belongs to no result.",
    remedy="Find what is left out, for example temporary staff, and say so in the source; ask for a "
    "correction if the document does not add up.",
    basis=(*submission("1e", "2d"), RECOMPUTED),
)
def components_do_not_close(seen: Standpoint) -> Iterator[Fault]:
    costs: dict[tuple[Period, BudgetStage], list[Decimal | None]] = {}
    for cost in seen.dossier.component_costs:
        costs.setdefault((cost.year, cost.what), []).append(cost.usd)
    for total in printed_totals(seen):
        added = total_of(costs.get((total.year, total.what), []))
        if not total.of_components or total.usd is None or not added.n_known:
            continue
        more = added.total - total.usd
        if more > _allowed(total) or (added.n_unknown == 0 and -more > _allowed(total)):
            yield fault(
                total,
                "{year}, {what}: the components add to {added:,}, but must make {printed:,}; {difference:+,} "
                "is unexplained.",
                year=total.year, what=str(total.what), added=plain(added.total),
                printed=plain(total.usd),
                difference=plain(more),
            )  # fmt: skip


@check(
    "BUD007",
    Severity.ERROR,
    looks_for="a net amount above the gross amount",
    why="Net is gross less staff assessment; it cannot be more.",
    remedy="Exchange the two, or read the table again.",
    basis=(*submission("2h"), instrument("A/80/623: gross, staff assessment, net")),
)
def net_above_gross(seen: Standpoint) -> Iterator[Fault]:
    gross = {(one.year, one.what): one for one in printed_totals(seen) if one.of == "gross"}
    for total in printed_totals(seen):
        other = gross.get((total.year, total.what))
        if total.of != "net" or other is None or total.usd is None or other.usd is None:
            continue
        if total.usd > other.usd:
            yield fault(
                total,
                "{year}, {what}: net {net:,}, gross {gross:,}.",
                year=total.year, what=str(total.what), net=plain(total.usd), gross=plain(other.usd),
            )  # fmt: skip


PRINTED_TOTAL_CHECKS: tuple[Check, ...] = (total_does_not_close, components_do_not_close, net_above_gross)
"""Checks on printed totals, in reading order."""
