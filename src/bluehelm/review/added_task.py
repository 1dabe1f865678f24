"""What a task added to a mandate costs: its people at two prices, its other money, and who would be billed.

Gap: the standard reimbursement is the least a person in uniform costs; what the group costs for each person
approved is the most that is known. The truth lies between, and nearer to the second.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bluehelm.dossier.standpoint import Standpoint
from bluehelm.finance.unit_costs import reimbursement_rate_on
from bluehelm.foundation.money import CENT
from bluehelm.foundation.pages import Block, Column, Paragraph, Said, Section, Table
from bluehelm.foundation.phrases import Quantity, phrase
from bluehelm.review.people_lost import GROUP_OF_PEOPLE, people_in_budget
from bluehelm.review.spending_cut import SpendingCut

NOTHING = Decimal(0)
MOST_PAYERS = 5
IN_UNIFORM, CIVILIAN = "I", "II"


@dataclass(frozen=True, slots=True)
class AddedTask:
    """A task to be added: what it asks, its people, and other money for the rest of the year."""

    text: str
    from_on: date
    n_uniformed: int = 0
    n_civilian: int = 0
    other_usd: Decimal = NOTHING


def added_task_section(seen: Standpoint, asked: AddedTask, year: SpendingCut) -> tuple[Section, Decimal]:
    """The cost of the task as a section of a page, and the sum itself, as far as it is known."""
    rows = list(_rows(seen, asked, year))
    usd = sum((cost for _, _, cost in rows if cost is not None), NOTHING).quantize(CENT)
    blocks: list[Block] = [_table(rows, usd)]
    rate = reimbursement_rate_on(asked.from_on)
    if asked.n_uniformed and rate is not None:
        least = asked.n_uniformed * rate.usd_a_month * year.n_months_left
        blocks.append(Paragraph(phrase(
            "Of it {usd} is standard reimbursement of the people in uniform, at {rate} a month ({source}, "
            "{known_as}).",
            usd=Quantity(least, "USD"), rate=Quantity(rate.usd_a_month, "USD"), source=rate.source,
            known_as=phrase("unverified") if rate.known_as == "unverified" else rate.known_as,
        )))  # fmt: skip
    if any(cost is None for _, _, cost in rows):
        blocks.append(
            Paragraph(phrase("What people cost is not on file for a group: the sum is too low."), "bad")
        )
    blocks.append(Paragraph(phrase(
        "If the budget is not raised by this sum, it is a cut of everything else; what falls if "
                "outputs alone pay for it is shown below."
    )))  # fmt: skip
    return Section(phrase("What the task costs until the end of the year"), tuple(blocks), "cost"), usd


Row = tuple[Said, int, Decimal | None]


def _rows(seen: Standpoint, asked: AddedTask, year: SpendingCut) -> Iterator[Row]:
    if asked.n_uniformed:
        yield phrase("people in uniform"), asked.n_uniformed, _cost(seen, year, IN_UNIFORM, asked.n_uniformed)
    if asked.n_civilian:
        yield phrase("civilians"), asked.n_civilian, _cost(seen, year, CIVILIAN, asked.n_civilian)
    if asked.other_usd:
        yield phrase("other money"), 0, asked.other_usd


def _cost(seen: Standpoint, year: SpendingCut, group: str, n_people: int) -> Decimal | None:
    """What people of a group cost over what is left of the year, each as one approved costs."""
    approved = [people_in_budget(seen, name) for name in GROUP_OF_PEOPLE[group]]
    voted = year.by_group_usd.get(group)
    if voted is None or not approved or any(one is None for one in approved):
        return None
    n_approved = sum(one for one in approved if one is not None)
    left = Decimal(year.left_share.numerator) / year.left_share.denominator
    return voted / n_approved * n_people * left if n_approved else None


def _table(rows: list[Row], usd: Decimal) -> Table:
    columns = (
        Column(phrase("What")),
        Column(phrase("People"), numeric=True),
        Column(phrase("Cost"), numeric=True),
    )
    none = phrase("–")
    shown: list[tuple[Said, ...]] = [
        (what, Quantity(n, "people") if n else none, Quantity(cost, "USD")) for what, n, cost in rows
    ]
    shown.append((phrase("together"), none, Quantity(usd, "USD")))
    note = phrase("People at what their group costs for each person approved, in equal months.")
    return Table(phrase("Cost of the task"), columns, tuple(shown), note=note, whole=True)


def payers_table(usd: Decimal, shares: Mapping[str, Decimal]) -> Table:
    """What the largest payers, and the others together, would be billed for a sum."""
    largest = sorted(shares, key=lambda iso3: (-shares[iso3], iso3))[:MOST_PAYERS]
    rest = sum((share for iso3, share in shares.items() if iso3 not in largest), NOTHING)
    rows: list[tuple[Said, ...]] = [
        (iso3, Quantity(shares[iso3], "share"), Quantity(usd * shares[iso3], "USD")) for iso3 in largest
    ]
    n_others = len(shares) - len(largest)
    rows.append(
        (phrase("{n} other States", n=n_others), Quantity(rest, "share"), Quantity(usd * rest, "USD"))
    )
    columns = (
        Column(phrase("State")),
        Column(phrase("Share"), numeric=True),
        Column(phrase("Bill"), numeric=True),
    )
    return Table(phrase("Who would be billed, were it voted on top"), columns, tuple(rows), whole=True)
