"""What would make a Chief of Staff sit up: a few large numbers, and the targets nobody should sign."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from bluehelm.dossier.figure_inputs import together
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.finance.group_amounts import GROUP_NAMES, GROUPS
from bluehelm.forces.strength_figures import NAMES
from bluehelm.foundation.figures import Figure
from bluehelm.foundation.pages import Column, Number, Numbers, Paragraph, Section, Table, Tone
from bluehelm.foundation.phrases import InBoth, phrase
from bluehelm.plan.target_figures import targets_not_to_sign
from bluehelm.review.brief_figures import is_on_file, shown

MOST_TARGETS = 4
Figures = Mapping[str, Figure]


def large_numbers_section(seen: Standpoint, figures: Figures) -> Section:
    """The numbers of which something is on file, and the worst targets."""
    heading = phrase("What should make you sit up")
    numbers = tuple(_numbers(seen, figures))
    if not numbers:
        nothing = Paragraph(phrase("Nothing is on file on cash, people, targets or money."), "grey")
        return Section(heading, (nothing,), "numbers")
    targets = _targets(seen)
    return Section(heading, (Numbers(numbers), *((targets,) if targets else ())), "numbers")


def _numbers(seen: Standpoint, figures: Figures) -> Iterator[Number]:
    yield from _cash(figures)
    yield from _owed(figures)
    yield from _carried(figures)
    yield from _strength(seen, figures)
    yield from _targets_number(figures)
    yield from _unmeasured(seen, figures)
    yield from _followed(figures)


def _cash(figures: Figures) -> Iterator[Number]:
    days, above = figures["figure/days-above-reserve"], figures["figure/cash-above-reserve"]
    if not is_on_file(above):
        return
    said = phrase(
        "Cash of {cash} less a reserve of {reserve}, at the rate of all spending; {longer} if contributors "
        "are paid nothing.",
        cash=shown(figures["figure/cash"]),
        reserve=shown(figures["figure/operating-reserve"]),
        longer=shown(figures["figure/days-unpaid"]),
    )
    context = together(said, above.caution)
    low = isinstance(days.value, Decimal) and days.value < 30
    yield Number(phrase("of cash above the reserve"), shown(days), context, "bad" if low else "plain")


def _owed(figures: Figures) -> Iterator[Number]:
    owed, by_states = figures["figure/owed-to-contributors"], figures["figure/owed-by-states"]
    if is_on_file(owed):
        said = phrase("Member States owe the mission {usd}.", usd=shown(by_states))
        context = together(said if is_on_file(by_states) else None, owed.caution)
        tone: Tone = "bad" if owed.value else "plain"
        yield Number(phrase("owed to troop and police contributors"), shown(owed), context, tone)
    elif is_on_file(by_states):
        yield Number(phrase("owed by Member States"), shown(by_states), by_states.caution)


def _carried(figures: Figures) -> Iterator[Number]:
    """The group that carries more of the lag than of the budget."""
    excess = {
        group: carried.value - voted.value
        for group in GROUPS
        if isinstance((carried := figures[f"figure/lag-share-{group.lower()}"]).value, Decimal)
        and isinstance((voted := figures[f"figure/vote-share-{group.lower()}"]).value, Decimal)
    }
    if not excess:
        return
    group = max(excess, key=lambda one: excess[one])
    context = phrase(
        "It has {share} of what was voted. Military and police carry {first}, civilians {second}, "
        "operations {third} of the lag.",
        share=shown(figures[f"figure/vote-share-{group.lower()}"]),
        first=shown(figures["figure/lag-share-i"]),
        second=shown(figures["figure/lag-share-ii"]),
        third=shown(figures["figure/lag-share-iii"]),
    )
    label = phrase("of the spending behind the year falls on {group}", group=GROUP_NAMES[group])
    yield Number(label, shown(figures[f"figure/lag-share-{group.lower()}"]), context)


def _strength(seen: Standpoint, figures: Figures) -> Iterator[Number]:
    here, ceiling = figures["figure/uniformed"], figures["figure/uniformed-ceiling"]
    if not is_on_file(here):
        return
    share = figures["figure/uniformed-share"]
    context = phrase("No ceiling is on file for the day.")
    if is_on_file(ceiling):
        decision = seen.mandate.decision if seen.mandate else ""
        context = phrase("{share} of the ceiling of {ceiling} in force ({decision}).",
                         share=shown(share), ceiling=shown(ceiling), decision=decision)  # fmt: skip
    approved = phrase(
        "Of those approved in the budget: military {military}, police {police}, civilians {civilian}.",
        **{one: shown(figures[f"figure/{one}-share"]) for one in NAMES},
    )
    has_approved = any(figures[f"figure/{one}-share"].value is not None for one in NAMES)
    said = together(context, approved if has_approved else None)
    yield Number(phrase("uniformed people on the ground"), shown(here), said)


def _targets_number(figures: Figures) -> Iterator[Number]:
    found = figures["figure/targets-not-to-sign"]
    if found.value:
        in_use = figures["figure/indicators-in-use"]
        context = phrase("of {n_all} in use; the worst stand below.", n_all=shown(in_use))
        yield Number(phrase("indicators with a target nobody should sign"), shown(found), context, "bad")


def _unmeasured(seen: Standpoint, figures: Figures) -> Iterator[Number]:
    found, tasks = figures["figure/tasks-unmeasured"], figures["figure/tasks-in-force"]
    if found.value is None or not seen.dossier.indicators:
        return
    without = figures["figure/without-source"]
    context = phrase("of {n_tasks}.", n_tasks=shown(tasks))
    if without.value:
        context = phrase(
            "of {n_tasks}. Of {n_all} indicators {n_without} do not say where their values come from.",
        n_tasks=shown(tasks), n_without=shown(without), n_all=shown(figures["figure/indicators-in-use"]),
    )  # fmt: skip
    tone: Tone = "bad" if found.value else "good"
    yield Number(phrase("tasks in force that nobody measures"), shown(found), context, tone)


def _followed(figures: Figures) -> Iterator[Number]:
    share, usd = figures["figure/share-followed"], figures["figure/money-followed"]
    if share.value is None:
        return
    context = phrase("{usd} of {whole}; what no allocation names: {air}.", usd=shown(usd),
                     whole=shown(figures["figure/voted"]),
                     air=shown(figures["figure/money-in-the-air"]))  # fmt: skip
    low = isinstance(share.value, Decimal) and share.value < Decimal("0.5")
    label = phrase("of the year's money can be followed to a task")
    yield Number(label, shown(share), context, "bad" if low else "plain")


def _targets(seen: Standpoint) -> Table | None:
    found = targets_not_to_sign(seen)
    if not found:
        return None
    rows = tuple(
        (InBoth(one.indicator.text, one.indicator.text_fr), one.wrong, one.indicator.reference)
        for one in found[:MOST_TARGETS]
    )
    columns = (
        Column(phrase("Indicator")),
        Column(phrase("What is wrong with its target")),
        Column(phrase("Item"), essential=False),
    )
    more = phrase("{n_more} more: the command bluehelm check lists them.", n_more=len(found) - MOST_TARGETS)
    note = more if len(found) > MOST_TARGETS else None
    return Table(phrase("Targets that nobody should sign"), columns, rows, note=note)
