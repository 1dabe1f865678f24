"""What a cut, or a task added without money, does to a mission: worked out and put on a page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bluehelm.desk.open_workspace import OpenMission
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.finance.rates_by_year import RatesByYear
from bluehelm.foundation.errors import NothingToCut
from bluehelm.foundation.pages import Page, Section
from bluehelm.foundation.phrases import Quantity, phrase
from bluehelm.review.added_task import AddedTask, added_task_section, payers_table
from bluehelm.review.consequence_note import Consequences, consequence_page, consequences
from bluehelm.review.spending_cut import SpendingCut, planned_cut

HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class CutAsked:
    """A cut as it is asked for: a share of the year in per cent, or a sum; from a day on.

    from_outputs_usd: what outputs have to give; their even part, unless given
    """

    from_on: date
    percent: Decimal | None = None
    usd: Decimal | None = None
    from_outputs_usd: Decimal | None = None
    known_on: date | None = None


def consequences_of(opened: OpenMission, asked: CutAsked) -> Consequences:
    """What the cut does. Raises NothingToCut where no budget is on file, or the sum is more than it."""
    seen = opened.seen(asked.from_on, asked.known_on)
    share = asked.percent / HUNDRED if asked.percent is not None else None
    return consequences(seen, _cut(opened, seen, asked.from_on, share, asked.usd), asked.from_outputs_usd)


def _cut(
    opened: OpenMission, seen: Standpoint, from_on: date, share: Decimal | None, usd: Decimal | None
) -> SpendingCut:
    cut = planned_cut(seen, from_on, share=share, usd=usd)
    if cut is None:
        raise NothingToCut(f"'{opened.name}' has no budget for {seen.budget_year} on file.",
                           "Add its lines or printed totals under budget/.")  # fmt: skip
    if not 0 < cut.usd <= cut.whole_usd:
        raise NothingToCut(f"A cut of {cut.usd:,.0f} USD is none of a budget of {cut.whole_usd:,.0f} USD.",
                           "Give --percent above 0 and up to 100, or a sum within the budget.")  # fmt: skip
    return cut


def cut_page(opened: OpenMission, asked: CutAsked) -> Page:
    """The consequence note of a cut."""
    found = consequences_of(opened, asked)
    title = phrase("{mission}: what a cut of {share} does", mission=_named(found.seen, opened.name),
                   share=Quantity(found.cut.share, "share"))  # fmt: skip
    opening = phrase("From {from_on}, in the budget year {year}", from_on=asked.from_on, year=found.cut.year)
    return consequence_page(found, title, opening)


def _named(seen: Standpoint, name: str) -> str:
    mission = seen.dossier.mission
    return (mission.mission if mission else name).upper()


def added_task_page(opened: OpenMission, asked: AddedTask, known_on: date | None = None) -> Page:
    """What a new task costs, who would pay it, and what falls if nobody does."""
    seen = opened.seen(asked.from_on, known_on)
    whole = planned_cut(seen, asked.from_on, usd=Decimal(1))
    if whole is None:
        _cut(opened, seen, asked.from_on, None, Decimal(1))
    assert whole is not None
    section, usd = added_task_section(seen, asked, whole)
    found = consequences(seen, _cut(opened, seen, asked.from_on, None, usd), usd)
    title = phrase("{mission}: a task added without money", mission=_named(seen, opened.name))
    opening = phrase("{task}; from {from_on}, in the budget year {year}", task=asked.text,
                     from_on=asked.from_on,
                     year=seen.budget_year)  # fmt: skip
    page = consequence_page(found, title, opening)
    shares = RatesByYear().shares_in(asked.from_on.year)
    bills = Section(phrase("Who would be billed"), (payers_table(usd, shares),), "bills") if shares else None
    sections = (section, *((bills,) if bills else ()), *page.sections)
    return Page(page.title, page.subtitle, page.as_of, page.known_on, sections, page.small_print)
