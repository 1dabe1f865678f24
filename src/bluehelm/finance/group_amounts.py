"""What a year's budget holds at a stage, by group and in all, each with the row it was read from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from bluehelm.dossier.budget_records import BudgetLine, BudgetStage
from bluehelm.dossier.figure_inputs import input_from
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.finance.budget_amounts import SPENT, VOTED, lines_by_stage, printed_totals, sum_of
from bluehelm.foundation.figures import FigureInput
from bluehelm.foundation.missing import KnownTotal
from bluehelm.foundation.periods import Period
from bluehelm.foundation.phrases import Phrase, phrase

GROUPS = ("I", "II", "III")
GROUP_NAMES: Mapping[str, Phrase] = {
    "I": phrase("military and police (group I)"),
    "II": phrase("civilians (group II)"),
    "III": phrase("operations (group III)"),
    "gross": phrase("the whole mission"),
}


@dataclass(frozen=True, slots=True)
class GroupAmount:
    """An amount of a group, and the row or rows that give it; None is unknown."""

    usd: Decimal | None
    made_of: FigureInput


@dataclass(frozen=True, slots=True)
class SpentSoFar:
    """What was spent in a year up to a day, by group and in all, and the share of the year gone."""

    year: Period
    to_on: date
    amounts: Mapping[str, GroupAmount]

    @property
    def n_days(self) -> int:
        """Days of the year gone, the last one included."""
        return (self.to_on - self.year.from_on).days + 1

    @property
    def year_gone(self) -> Decimal:
        """Share (0 to 1) of the year gone."""
        return Decimal(self.n_days) / (self.year.until_on - self.year.from_on).days


def group_amounts(seen: Standpoint, year: Period, stage: BudgetStage) -> Mapping[str, GroupAmount]:
    """Amounts of a year at a stage by group ('I', 'II', 'III') and in all ('gross').

    As printed, else the sum of lines that are all known; what is neither stays out.
    """
    found: dict[str, GroupAmount] = {}
    lines = lines_by_stage(seen).get((year, stage), [])
    for group in (*GROUPS, "gross"):
        inside = [line for line in lines if group in ("gross", line.group)]
        added = sum_of(inside)
        if inside and not added.n_unknown:
            found[group] = _of_lines(group, year, stage, inside, added)
    for row in printed_totals(seen):
        if (row.year, row.what) == (year, stage) and row.of in (*GROUPS, "gross") and not row.of_components:
            what = _what(str(row.of), year, stage)
            found[str(row.of)] = GroupAmount(row.usd, input_from(row, what, row.usd, "USD", stage.to_on))
    return found


def _what(group: str, year: Period, stage: BudgetStage) -> Phrase:
    stages = {
        "voted": phrase("voted for {year}, {group}", year=year, group=GROUP_NAMES[group]),
        "spent": phrase("spent in {year}, {group}", year=year, group=GROUP_NAMES[group]),
        "projected": phrase("expected for {year}, {group}", year=year, group=GROUP_NAMES[group]),
    }
    other = phrase("{year}, {group}", year=year, group=GROUP_NAMES[group])
    return stages.get(stage.word, other)


def _of_lines(
    group: str, year: Period, stage: BudgetStage, lines: list[BudgetLine], added: KnownTotal
) -> GroupAmount:
    first = input_from(lines[0], _what(group, year, stage), added.total, "USD", stage.to_on)
    return GroupAmount(added.total, first)


def spent_so_far(seen: Standpoint) -> SpentSoFar | None:
    """What was spent in the budget year to the last day reported by the standpoint; None where unknown.

    After the end of a year that is known in full, the year itself is not looked at: it is over.
    """
    year = seen.budget_year
    stages = {row.what for row in seen.dossier.totals if row.year == year}
    stages |= {row.what for row in seen.dossier.lines if row.year == year}
    days = [
        stage.to_on
        for stage in stages
        if stage.word == SPENT.word and stage.to_on and year.from_on <= stage.to_on <= seen.as_of
    ]
    for to_on in sorted(days, reverse=True):
        amounts = group_amounts(seen, year, BudgetStage(SPENT.word, to_on))
        if amounts:
            return SpentSoFar(year, to_on, amounts)
    return None


@dataclass(frozen=True, slots=True)
class SpendingRate:
    """Money that leaves in a day, what it was reckoned from, and how."""

    usd_a_day: Decimal
    made_of: tuple[FigureInput, ...]
    step: Phrase


def spending_rate(seen: Standpoint) -> SpendingRate | None:
    """Dollars a day: what was spent so far by the days gone, else what was voted by the days of the year."""
    spent = spent_so_far(seen)
    whole = spent.amounts.get("gross") if spent else None
    if spent and whole and whole.usd is not None:
        step = phrase(
            "{year}: what was spent by {to_on}, divided by the {n_days} days gone.",
            year=spent.year, to_on=spent.to_on, n_days=spent.n_days,
        )  # fmt: skip
        return SpendingRate(whole.usd / spent.n_days, (whole.made_of,), step)
    year = seen.budget_year
    voted = group_amounts(seen, year, VOTED).get("gross")
    if voted is None or voted.usd is None:
        return None
    n_days = (year.until_on - year.from_on) // timedelta(days=1)
    step = phrase("{year}: what was voted, divided by {n_days} days; what was spent is not known.",
                  year=year, n_days=n_days)  # fmt: skip
    return SpendingRate(voted.usd / n_days, (voted.made_of,), step)
