"""Tables of the consequence note: timing, outputs in one order or several, tasks, groups, effects."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from bluehelm.dossier.budget_records import Cut, CutEffect
from bluehelm.dossier.mandate_records import Task
from bluehelm.dossier.mission_records import Post
from bluehelm.dossier.plan_records import Output
from bluehelm.dossier.planned_outputs import TIERS, rank_of_tasks
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.finance.group_amounts import GROUP_NAMES
from bluehelm.foundation.pages import Block, Column, Paragraph, Said, Table, Tone
from bluehelm.foundation.phrases import InBoth, Phrase, Quantity, phrase
from bluehelm.review.outputs_lost import AtStake, Fallen, OrderName
from bluehelm.review.people_lost import GroupCut
from bluehelm.review.spending_cut import SpendingCut

MOST_ROWS, MOST_NAMES = 12, 6
"""Rows of a table and names in a cell, so that the note keeps to two pages."""
LATER_BY_MONTHS = (0, 1, 2, 3, 6)
_TENTH = Decimal("0.1")
TIER_NAMES: dict[str, Phrase] = {
    "priority": phrase("priority"), "other": phrase("other"), "additional": phrase("additional"),
}  # fmt: skip
ORDER_NAMES: dict[OrderName, Phrase] = {
    "recorded": phrase("as recorded"),
    "lower ranks first": phrase("lowest tier of the mandate first"),
    "largest first": phrase("the costliest first, so that few fall"),
    "last due first": phrase("the last due first"),
    "even": phrase("all alike"),
}


def timing_table(cut: SpendingCut) -> Table:
    """The same sum, begun now or later: how deep it goes into what is left."""
    later = [found for n in LATER_BY_MONTHS if (found := cut if n == 0 else cut.if_later(n)) is not None]
    rows: tuple[tuple[Said, ...], ...] = tuple(
        (one.from_on, Quantity(one.n_months_left.quantize(_TENTH)), Quantity(one.run_rate, "share"))
        for one in later
    )
    columns = (
        Column(phrase("Begun on")), Column(phrase("Months left"), numeric=True), Column(phrase("Run rate"),
                                                                                        numeric=True),
    )  # fmt: skip
    tones: tuple[Tone, ...] = tuple("bad" if one.run_rate > 1 else "plain" for one in later)
    note = (
        phrase("Above 100 per cent the sum can no longer be found within the year.")
        if "bad" in tones
        else None
    )
    return Table(phrase("Each month of waiting deepens it"), columns, rows, tones, note, whole=True)


def output_named(output: Output) -> InBoth:
    """An output by what it delivers."""
    return InBoth(output.text, output.text_fr)


def post_named(seen: Standpoint, post: str | None) -> InBoth | Phrase:
    """A post by its title."""
    if post is None:
        return phrase("not recorded")
    found = seen.item(Post, post)
    return InBoth(found.name, found.name_fr) if found else InBoth(post)


def tasks_named(seen: Standpoint, tasks: Sequence[str]) -> InBoth:
    """Tasks by what they ask."""
    found = [(task, seen.item(Task, task)) for task in tasks]
    english = names_listed([one.text if one else task for task, one in found])
    french = names_listed([(one.text_fr or one.text) if one else task for task, one in found])
    return InBoth(english or "–", french or "–")


def lost_table(seen: Standpoint, result: Fallen) -> Table:
    """Outputs in the recorded order, each with the post and reason behind its place."""
    columns = (
        Column(phrase("Falls"), numeric=True), Column(phrase("Output")), Column(phrase("Set by")),
        Column(phrase("Reason")), Column(phrase("Saves"), numeric=True),
    )  # fmt: skip
    last = len(result.lost) - 1
    rows: list[tuple[Said, ...]] = [
        _lost_row(seen, one, result.part_of_last if place == last else None)
        for place, one in enumerate(result.lost)
    ]
    rows += [(phrase("with it"), output_named(one.output), "", phrase("needs an output that falls"),
              Quantity(one.saves_usd, "USD")) for one in result.dragged]  # fmt: skip
    note = _left_out(len(rows))
    caption = phrase("Outputs that fall, in the recorded order")
    return Table(caption, columns, tuple(rows[:MOST_ROWS]), note=note, whole=True)


def _left_out(n_rows: int) -> Phrase | None:
    return phrase("{n} more are not shown here.", n=n_rows - MOST_ROWS) if n_rows > MOST_ROWS else None


def _lost_row(seen: Standpoint, one: AtStake, part: Decimal | None) -> tuple[Said, ...]:
    output: Said = output_named(one.output)
    saves = one.saves_usd
    if part is not None and saves is not None:
        output = phrase("{output} (in part: {share})", output=output, share=Quantity(part, "share"))
        saves *= part
    reason = InBoth(one.output.cut_reason) if one.output.cut_reason else phrase("not recorded")
    by = post_named(seen, one.output.cut_by)
    return (Quantity(one.output.cut_rank), output, by, reason, Quantity(saves, "USD"))


def alternatives_table(seen: Standpoint, results: Sequence[Fallen]) -> Table:
    """Several orders beside each other: what falls, and which tasks are left without an output."""
    columns = (
        Column(phrase("If it is taken from")), Column(phrase("these fall")), Column(phrase("Found"),
                                                                                    numeric=True),
        Column(phrase("Tasks left bare")), Column(phrase("Tasks weakened")),
    )  # fmt: skip
    rows = tuple(
        (ORDER_NAMES[one.order], _falls(one), Quantity(one.found_usd, "USD"), _counted(seen, one.uncovered),
         _counted(seen, one.weakened))
        for one in results
    )  # fmt: skip
    return Table(phrase("Four ways of finding the sum"), columns, rows, whole=True)


def _falls(result: Fallen) -> Said:
    if result.order == "even":
        return phrase(
            "none; each loses {share} of what it can still save",
            share=Quantity(result.reduced_share, "share"),
        )
    names = [*result.lost, *result.dragged]
    if not names:
        return phrase("none")
    said = InBoth(_listed(names, french=False), _listed(names, french=True))
    if result.part_of_last is None:
        return said
    return phrase(
        "{outputs} (of the last {share})", outputs=said, share=Quantity(result.part_of_last, "share")
    )


def _listed(outputs: Sequence[AtStake], *, french: bool) -> str:
    return names_listed([(one.output.text_fr if french else None) or one.output.text for one in outputs])


def names_listed(names: Sequence[str]) -> str:
    """Names in a row, so many that the note keeps to two pages, with the number of the others.

    >>> names_listed([str(n) for n in range(8)])
    '0; 1; 2; 3; 4; 5 (+2)'
    """
    more = len(names) - MOST_NAMES
    return "; ".join(names[:MOST_NAMES]) + (f" (+{more})" if more > 0 else "")


def _counted(seen: Standpoint, tasks: Sequence[str]) -> Said:
    return tasks_named(seen, tasks) if tasks else phrase("no task")


def tasks_table(seen: Standpoint, result: Fallen) -> Iterator[Block]:
    """Tasks that lose every output, and those that lose some, with their tier."""
    hit = [(task, phrase("no output left"), "bad") for task in result.uncovered]
    hit += [(task, phrase("some outputs left"), "plain") for task in result.weakened]
    if not hit:
        yield Paragraph(phrase("No task in force loses an output."), "good")
        return
    columns = (Column(phrase("Task")), Column(phrase("Tier")), Column(phrase("After the cut")))
    rows = tuple((tasks_named(seen, [task]), _tier(seen, task), said) for task, said, _ in hit)
    tones: tuple[Tone, ...] = tuple("bad" if tone == "bad" else "plain" for *_, tone in hit)
    yield Table(
        phrase("Tasks of the mandate that are hit"), columns, rows[:MOST_ROWS], tones[:MOST_ROWS],
        note=_left_out(len(rows)), whole=True,
    )  # fmt: skip


def _tier(seen: Standpoint, task: str) -> Phrase:
    rank = rank_of_tasks(seen, (task,))
    return phrase("none given") if rank is None else TIER_NAMES[TIERS[rank]]


def groups_table(groups: Sequence[GroupCut], cut: SpendingCut) -> Table:
    """What each class of spending gives if all are cut alike, and the people it stands for."""
    columns = (
        Column(phrase("Group")), Column(phrase("Budget"), numeric=True), Column(phrase("Its part"),
                                                                                numeric=True),
        Column(phrase("In the budget"), numeric=True), Column(phrase("Present"), numeric=True),
        Column(phrase("Fewer, if all from people"), numeric=True),
    )  # fmt: skip
    none = phrase("–")
    rows: tuple[tuple[Said, ...], ...] = tuple(
        (
            GROUP_NAMES[one.group], Quantity(one.voted_usd, "USD"), Quantity(one.cut_usd, "USD"),
            *((none, none, none) if one.group == "III" else (
                Quantity(one.n_approved, "people"), Quantity(one.n_present, "people"), Quantity(one.n_fewer,
                                                                                                "people"),
            )),
        )
        for one in groups
    )  # fmt: skip
    note = phrase(
        "People fewer on average over {n_months} months, at what the group costs for each person approved. "
        "More must go "
        "if they go late.", n_months=cut.n_months_left.quantize(_TENTH),
    )  # fmt: skip
    return Table(phrase("If every class of spending is cut alike"), columns, rows, note=note, whole=True)


def effects_table(seen: Standpoint, cut: Cut) -> Iterator[Block]:
    """What a cut on file did, as documents report it."""
    yield Paragraph(
        phrase("{text} ({source}).", text=InBoth(cut.text, cut.text_fr), source=cut.source or cut.reference)
    )
    columns = (
        Column(phrase("What")), Column(phrase("Before"), numeric=True), Column(phrase("After"), numeric=True),
        Column(phrase("Source"), essential=False),
    )  # fmt: skip
    rows = tuple(_effect(seen, one) for one in cut.effects if one.text)
    caption = phrase("Its effects as reported")
    yield Table(caption, columns, rows[:MOST_ROWS], note=_left_out(len(rows)), whole=True)


def _effect(seen: Standpoint, one: CutEffect) -> tuple[Said, ...]:
    said = InBoth(one.text or "", one.text_fr)
    output = seen.item(Output, one.on_output)
    what: Said = (
        said if output is None else phrase("{output}: {effect}", output=output_named(output), effect=said)
    )
    unit = one.unit if one.unit in ("USD", "people") else ""
    numbers = (phrase("–"), phrase("–")) if one.before is None and one.after is None else (
        Quantity(one.before, unit), Quantity(one.after, unit),
    )  # fmt: skip
    return (what, *numbers, one.source or "")
