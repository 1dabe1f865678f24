"""The consequence note: what a cut does to a mandate, on two pages that a delegation can read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.pages import Block, Number, Numbers, Page, Paragraph, Section
from bluehelm.foundation.phrases import InBoth, Phrase, Quantity, phrase
from bluehelm.review.brief_money import stage_named
from bluehelm.review.costs_elsewhere import costs_elsewhere
from bluehelm.review.cut_tables import (
    alternatives_table,
    effects_table,
    groups_table,
    lost_table,
    tasks_table,
    timing_table,
)
from bluehelm.review.mandate_calendar import calendar_picture, calendar_table
from bluehelm.review.outputs_lost import (
    ALTERNATIVES,
    AtStake,
    Fallen,
    calls_tasks_mutually_reinforcing,
    fallen,
    has_recorded_order,
    outputs_at_stake,
)
from bluehelm.review.people_lost import GroupCut, groups_cut
from bluehelm.review.spending_cut import SpendingCut

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Consequences:
    """A cut and everything it does, ready to be shown.

    needed_usd: what has to come from outputs, their even part where is_even; by_order: what falls under each
    order, one where it is recorded
    """

    seen: Standpoint
    cut: SpendingCut
    at_stake: Sequence[AtStake]
    needed_usd: Decimal
    by_order: Sequence[Fallen]
    groups: Sequence[GroupCut]
    reinforcing: str | None
    is_even: bool = True

    @property
    def is_recorded(self) -> bool:
        """Whether the planners recorded an order."""
        return self.by_order[0].order == "recorded"

    @property
    def known_usd(self) -> Decimal:
        """What could be saved on outputs whose cost is known, were all of them to fall."""
        return sum((one.saves_usd for one in self.at_stake if one.saves_usd), NOTHING)

    @property
    def n_unknown(self) -> int:
        """Outputs that can fall and whose cost nobody recorded."""
        return sum(one.saves_usd is None for one in self.at_stake)


def consequences(seen: Standpoint, cut: SpendingCut, from_outputs_usd: Decimal | None = None) -> Consequences:
    """What a cut does. Outputs carry their even part of it, unless a sum is named."""
    at_stake = outputs_at_stake(seen, cut.from_on)
    needed = even_part(at_stake, cut) if from_outputs_usd is None else from_outputs_usd
    recorded = has_recorded_order(at_stake)
    orders = ("recorded",) if recorded else ALTERNATIVES
    by_order = [fallen(seen, at_stake, needed, order) for order in orders]
    reinforcing = calls_tasks_mutually_reinforcing(seen)
    return Consequences(seen, cut, at_stake, needed, by_order, groups_cut(seen, cut), reinforcing,
                        is_even=from_outputs_usd is None)  # fmt: skip


def even_part(at_stake: Sequence[AtStake], cut: SpendingCut) -> Decimal:
    """What outputs give if every dollar of the year is cut alike: the cut, on what they cost."""
    cost = sum((one.output.cost_usd for one in at_stake if one.output.cost_usd is not None), NOTHING)
    return cost * cut.share


def consequence_page(found: Consequences, title: Phrase, opening: Phrase) -> Page:
    """The note as a page."""
    sections = (
        Section(phrase("The cut in its time"), tuple(_timing(found)), "timing"),
        Section(phrase("What it does to the mandate"), tuple(_mandate(found)), "mandate"),
        *_tasks(found),
        Section(phrase("Strength and areas"), tuple(_strength(found)), "strength"),
        Section(phrase("Savings that cost elsewhere"), tuple(costs_elsewhere(found.seen, found.cut,
                                                                             found.by_order)),
                "elsewhere"),
        *_earlier(found),
        Section(phrase("Two calendars"), (calendar_picture(found.seen, found.cut.from_on),
                                          calendar_table(found.seen)),
                "calendar"),
    )  # fmt: skip
    return Page(title, opening, found.seen.as_of, found.seen.known_on, sections, small_print=(SMALL_PRINT,))


SMALL_PRINT = phrase(
    "Worked out from the dossier: money is taken to be even over its period, and each class of spending to "
    "carry the "
    "same share, unless an order or sum is on record. No output was chosen here: choosing is for the mission "
    "and those "
    "who vote its budget."
)


def _timing(found: Consequences) -> Iterator[Block]:
    cut = found.cut
    yield Numbers(tuple(_large_numbers(found)))
    yield Paragraph(phrase(
        "{share} of the budget of {year} ({stage}) is {usd}. Begun on {from_on}, {n_months} months are left "
        "to find "
        "it: {rate} of what is spent each month.", share=Quantity(cut.share, "share"), year=cut.year,
        stage=stage_named(str(cut.stage)), usd=Quantity(cut.usd, "USD"), from_on=cut.from_on,
        n_months=_one_place(cut.n_months_left),
        rate=Quantity(cut.run_rate, "share"),
    ))  # fmt: skip
    if cut.of_unspent is not None and cut.spent_to_on is not None:
        yield Paragraph(phrase(
            "By {to_on} {spent} had been spent; the cut is {share} of the rest.", to_on=cut.spent_to_on,
            spent=Quantity(cut.spent_usd, "USD"), share=Quantity(cut.of_unspent, "share"),
        ))  # fmt: skip
    yield timing_table(cut)


def _one_place(number: Decimal) -> Decimal:
    return number.quantize(Decimal("0.1"))


def _large_numbers(found: Consequences) -> Iterator[Number]:
    cut = found.cut
    yield Number(phrase("to be found"), Quantity(cut.usd, "USD"),
                 phrase("{share} of {whole}", share=Quantity(cut.share, "share"),
                        whole=Quantity(cut.whole_usd, "USD")), "bad")  # fmt: skip
    yield Number(phrase("run rate of the cut"), Quantity(cut.run_rate, "share"),
                 phrase("over {n_months} months", n_months=_one_place(cut.n_months_left)), "bad")  # fmt: skip
    uniformed = next((one for one in found.groups if one.group == "I"), None)
    if uniformed is not None and uniformed.n_fewer is not None:
        yield Number(phrase("fewer in uniform"), Quantity(uniformed.n_fewer, "people"),
                     phrase("were their part taken from people alone"))  # fmt: skip
    if found.is_recorded:
        yield Number(phrase("outputs that fall"), Quantity(len(found.by_order[0].lost)),
                     phrase("of {n_all} that still can", n_all=len(found.at_stake)))  # fmt: skip
    else:
        yield Number(
            phrase("outputs at stake"), Quantity(len(found.at_stake)), phrase("no order is recorded")
        )


def _mandate(found: Consequences) -> Iterator[Block]:
    if not found.at_stake:
        yield Paragraph(
            phrase("No output of {year} that can still fall is on file.", year=found.cut.year), "grey"
        )
        return
    yield Paragraph(_asked_of_outputs(found))
    if found.n_unknown:
        yield Paragraph(phrase(
            "Of {n_all} outputs {n} have no cost on file: what their fall would save is unknown, so they "
            "stand in no "
            "order below.", n=found.n_unknown, n_all=len(found.at_stake),
        ), "grey")  # fmt: skip
    yield from (_in_recorded_order(found) if found.is_recorded else _side_by_side(found))


def _asked_of_outputs(found: Consequences) -> Phrase:
    values = {"year": found.cut.year, "known": Quantity(found.known_usd, "USD"),
              "needed": Quantity(found.needed_usd, "USD")}  # fmt: skip
    if found.is_even:
        return phrase("Outputs of {year} with a known cost could still save {known}; their even part of the "
                      "cut "
                      "is {needed}.", **values)  # fmt: skip
    return phrase("Outputs of {year} with a known cost could still save {known}; {needed} is asked of them "
                  "alone.",
                  **values)  # fmt: skip


def _in_recorded_order(found: Consequences) -> Iterator[Block]:
    result = found.by_order[0]
    yield lost_table(found.seen, result)
    n_bare = sum(one.output.cut_rank is None for one in found.at_stake)
    if n_bare:
        yield Paragraph(
            phrase("{n} outputs have no place in the order; none of them was chosen to fall.", n=n_bare)
        )
    if result.found_usd < found.needed_usd:
        yield Paragraph(phrase("With every output that has a place and a cost gone, {usd} is still missing.",
                               usd=Quantity(found.needed_usd - result.found_usd, "USD")), "bad")  # fmt: skip


def _tasks(found: Consequences) -> Iterator[Section]:
    """What becomes of the tasks under the recorded order; several orders say it in their own table."""
    if found.at_stake and found.is_recorded:
        blocks = tuple(tasks_table(found.seen, found.by_order[0]))
        yield Section(phrase("Tasks of the mandate"), blocks, "tasks")


def _side_by_side(found: Consequences) -> Iterator[Block]:
    if found.reinforcing is not None:
        yield Paragraph(phrase(
            "{decision} calls its tasks mutually reinforcing, and the planners have recorded no order in "
            "which outputs "
            "fall. Four ways of finding the sum are shown; none is chosen.", decision=found.reinforcing,
        ))  # fmt: skip
    else:
        yield Paragraph(phrase("The planners have recorded no order in which outputs fall. Four ways of "
                               "finding the sum "
                               "are shown; none is chosen."))  # fmt: skip
    mandate = found.seen.mandate
    if mandate is not None and mandate.resources_follow_priorities:
        yield Paragraph(
            phrase("{decision} asks that money follow the order of its tasks; only the first way does.",
                   decision=mandate.decision)
        )  # fmt: skip
    yield alternatives_table(found.seen, found.by_order)
    yield Paragraph(phrase("To record an order, give outputs cut_rank, cut_reason and cut_by."), "grey")


def _strength(found: Consequences) -> Iterator[Block]:
    if found.groups:
        yield groups_table(found.groups, found.cut)
    areas = dict.fromkeys([*(area for one in found.by_order for area in one.areas), *_areas_of_tasks(found)])
    if areas:
        yield Paragraph(
            phrase("Areas of what falls or shrinks: {areas}.", areas=_areas(found.seen, list(areas)))
        )
    else:
        yield Paragraph(phrase("No area is on file for what falls."), "grey")


def _areas_of_tasks(found: Consequences) -> list[str]:
    """Areas of the tasks that lose outputs, and of the units that those tasks need."""
    hit = {task for one in found.by_order for task in (*one.uncovered, *one.weakened)}
    tasks = [area for one in found.seen.dossier.tasks if one.id in hit for area in one.areas]
    units = [
        area for one in found.seen.dossier.requirements if hit & set(one.needed_for) for area in one.areas
    ]
    return [*tasks, *units]


def _areas(seen: Standpoint, areas: Sequence[str]) -> InBoth:
    names = {one.id: one for one in seen.dossier.areas}
    english = ", ".join(names[area].name if area in names else area for area in areas)
    french = ", ".join((names[area].name_fr or names[area].name) if area in names else area for area in areas)
    return InBoth(english, french)


def _earlier(found: Consequences) -> Iterator[Section]:
    """What is on file of cuts ordered by the moment, in the same year."""
    if found.seen.known_on is not None:
        return  # the record does not say when the effects became known
    for cut in found.seen.dossier.cuts:
        known: date | None = cut.ordered_on
        if cut.year == found.cut.year and cut.effects and (known is None or known <= found.seen.as_of):
            heading = phrase("On file of a cut in {year}", year=cut.year)
            yield Section(heading, tuple(effects_table(found.seen, cut)), "earlier")
