"""Money in a brief: what can be followed to work, and who carries the cut in dollars and people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from bluehelm.dossier.standpoint import Standpoint
from bluehelm.finance.followed_money import followed_money
from bluehelm.finance.group_amounts import GROUP_NAMES, GROUPS, spent_so_far
from bluehelm.finance.priced_strength import PricedStrength, priced_strengths
from bluehelm.forces.strength_figures import CATEGORIES, NAMES
from bluehelm.foundation.figures import Figure
from bluehelm.foundation.pages import Bar, BarChart, Block, Column, Paragraph, Said, Section, Table
from bluehelm.foundation.phrases import InBoth, Phrase, Quantity, phrase
from bluehelm.review.brief_figures import is_on_file, shown

Figures = Mapping[str, Figure]
ROADS: tuple[tuple[str, Phrase, bool], ...] = (
    ("figure/money-followed", phrase("followed to a task"), True),
    ("figure/money-loose", phrase("ends at an output without a task"), True),
    ("figure/money-shared", phrase("declared shared"), True),
    ("figure/money-in-the-air", phrase("hangs in the air"), False),
)


def money_section(seen: Standpoint, figures: Figures) -> Section:
    """The year's money by how far it can be followed, and the cut."""
    heading = phrase("Money and who carries the cut")
    blocks: list[Block] = [*_followed(seen, figures), *_expected(seen, figures)]
    if not blocks:
        nothing = Paragraph(phrase("No money is on file for {year}.", year=seen.budget_year), "grey")
        return Section(heading, (nothing,), "money")
    return Section(heading, tuple(blocks), "money")


def _followed(seen: Standpoint, figures: Figures) -> Iterator[Block]:
    found = followed_money(seen)
    if found is None:
        return
    bars = tuple(
        Bar(label, float(Decimal(figures[name].value or 0)), shown(figures[name]), known=known)
        for name, label, known in ROADS
    )
    caption = phrase("Budget of {year} ({stage}): how far its dollars can be followed",
                     year=seen.budget_year, stage=stage_named(found.stage))  # fmt: skip
    note = phrase("Only an allocation joins money to work. What none names is grey: nobody wrote down what "
                  "it is for.")  # fmt: skip
    yield BarChart(caption, bars, "USD", stacked=True, note=note)


def stage_named(stage: str) -> Phrase | str:
    """What an amount is, in words that can be translated."""
    stages = {
        "voted": phrase("voted"),
        "allotted": phrase("allotted"),
        "recommended": phrase("recommended"),
        "proposed": phrase("proposed"),
    }
    return stages.get(stage, stage)


def _expected(seen: Standpoint, figures: Figures) -> Iterator[Block]:
    share = figures["figure/expected-share"]
    if share.value is None:
        return
    yield Paragraph(
        phrase(
            "{share} of what was voted is expected to be spent in {year}.",
            share=shown(share), year=seen.budget_year,
        )
    )  # fmt: skip
    for cut in seen.dossier.cuts:
        if cut.year == seen.budget_year and (cut.ordered_on is None or cut.ordered_on <= seen.as_of):
            said = phrase("Cut on file ({item}): {text}.", item=cut.reference,
                         text=InBoth(cut.text, cut.text_fr))  # fmt: skip
            yield Paragraph(said)


def _groups(seen: Standpoint, figures: Figures) -> Iterator[Block]:
    spent = spent_so_far(seen)
    rows: tuple[tuple[Said, ...], ...] = tuple(
        (
            GROUP_NAMES[group],
            *(
                shown(figures[f"figure/{what}-{group.lower()}"])
                for what in ("voted", "spent", "lag", "lag-share")
            ),
        )
        for group in GROUPS
        if is_on_file(figures[f"figure/voted-{group.lower()}"])
    )
    columns = (
        Column(phrase("Group")),
        Column(phrase("Voted"), numeric=True),
        Column(phrase("Spent"), numeric=True),
        Column(phrase("Behind an even pace"), numeric=True),
        Column(phrase("Share of the lag"), numeric=True),
    )
    to_on = spent.to_on if spent else None
    caption = phrase("Spending of {year} against an even pace", year=seen.budget_year)
    if to_on:
        caption = phrase("Spending of {year} to {to_on} against an even pace", year=seen.budget_year,
                         to_on=to_on)  # fmt: skip
    note = figures["figure/lag-i"].caution
    if rows:
        yield Table(caption, columns, rows, note=note)


def people_section(seen: Standpoint, figures: Figures) -> Section | None:
    """Spending against an even pace, people against those approved; None where neither is on file."""
    groups = [
        group
        for group in NAMES
        if is_on_file(figures[f"figure/{group}"]) or is_on_file(figures[f"figure/{group}-approved"])
    ]
    rows: tuple[tuple[Said, ...], ...] = tuple(
        (NAMES[group], *(shown(figures[f"figure/{group}{what}"]) for what in ("-approved", "", "-share")))
        for group in groups
    )
    columns = (
        Column(phrase("People")),
        Column(phrase("Approved"), numeric=True),
        Column(phrase("On the ground"), numeric=True),
        Column(phrase("Share"), numeric=True),
    )
    caption = phrase("Against the people approved for {year}", year=seen.budget_year)
    people = (Table(caption, columns, rows),) if rows else ()
    blocks = (*_groups(seen, figures), *people, *_priced(seen))
    heading = phrase("Spending and people by group")
    return Section(heading, blocks, "people", in_terminal=False, annex=True) if blocks else None


STATUS_WORDS: Mapping[str, Phrase] = {
    "unverified": phrase("unverified"),
    "as reported": phrase("as reported"),
    "verified": phrase("verified"),
}


def _priced(seen: Standpoint) -> Iterator[Block]:
    """People in uniform at the standard rate, beside the line that pays them."""
    priced = priced_strengths(seen, seen.budget_year)
    if not priced:
        return
    columns = (
        Column(phrase("People in uniform")), Column(phrase("In the budget"), numeric=True),
        Column(phrase("Standard reimbursement"), numeric=True), Column(phrase("Line"), numeric=True),
        Column(phrase("Share of the line"), numeric=True),
    )  # fmt: skip
    rate = priced[0].rate
    note = phrase(
        "{usd} a person and month from {from_on} ({source}, {known_as}); equipment, rations and rotation "
        "come on "
        "top.", usd=Quantity(rate.usd_a_month, "USD"), from_on=rate.from_on, source=rate.source,
        known_as=STATUS_WORDS.get(rate.known_as, rate.known_as),
    )  # fmt: skip
    caption = phrase("People of {year} at the standard rate", year=seen.budget_year)
    yield Table(caption, columns, tuple(_priced_row(one) for one in priced), note=note)


def _priced_row(one: PricedStrength) -> tuple[Said, ...]:
    line = one.line.usd if one.line is not None else None
    return (
        CATEGORIES[one.strength.category], Quantity(one.n_people, "people"), Quantity(one.usd, "USD"),
        Quantity(line, "USD"), Quantity(one.share_of_line, "share"),
    )  # fmt: skip
