"""The mandate as a text: how long, how many tasks in which ranks, and how much each renewal repeats."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from bluehelm.dossier.in_force import adopted_by
from bluehelm.dossier.mandate_records import Mandate
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.pages import Block, Column, Mark, Paragraph, Said, Section, SeriesChart, Table
from bluehelm.foundation.phrases import Phrase, Quantity, phrase
from bluehelm.mandate.corpus_facts import shipped_resolutions
from bluehelm.mandate.place_in_corpus import MEASURES, place
from bluehelm.review.mandate_focus_pictures import by_year

OURS = phrase(
    "Line: median of the mandates of each year to 2015; band: their middle half. Dots: the decisions on file."
)


def mandate_section(seen: Standpoint) -> Section | None:
    """The decisions so far beside each other, and what is known of the text in force; None without any."""
    decisions = adopted_by(seen.dossier, seen.as_of)
    if not decisions:
        return None
    blocks = tuple(_blocks(seen, decisions))
    return Section(phrase("The mandate as a text"), blocks, "mandate", in_terminal=False, annex=True)


def _blocks(seen: Standpoint, decisions: list[Mandate]) -> Iterator[Block]:
    if seen.mandate is not None:
        yield from (Paragraph(one) for one in _in_force(seen.mandate))
    yield _chain(decisions)
    yield from _pictures(decisions)


def _pictures(decisions: list[Mandate]) -> Iterator[SeriesChart]:
    """The decisions on file among other mandates, by year: how long, and how much manages the conflict."""
    held = shipped_resolutions()
    symbol = decisions[-1].decision
    unknown: dict[str, float | None] = {measure.name: None for measure in MEASURES}
    placed = {one.name: one for one in place(unknown, "", symbol, "", held)}
    lengths = [(one, one.n_words) for one in decisions]
    shares = [(one, one.share_on_conflict_management) for one in decisions]
    for name, values in (("words", lengths), ("share_on_conflict_management", shares)):
        factor = 100 if placed[name].unit == "share" else 1
        known = [(one, float(value) * factor) for one, value in values if value is not None]
        if known:
            last = known[-1][0]
            marks = tuple(Mark(one.decision, one.adopted_on, value, one is last) for one, value in known)
            yield by_year(placed[name], marks, OURS)


def _in_force(mandate: Mandate) -> Iterator[Phrase]:
    tiers = Counter(one.tier for one in mandate.gives if one.tier)
    yield phrase(
        "{decision} gives {n_tasks} tasks: {n_priority} as priorities, {n_other} as other, {n_additional} as "
        "additional, {n_untiered} without a rank.",
        decision=mandate.decision,
        n_tasks=len(mandate.gives),
        n_priority=tiers["priority"],
        n_other=tiers["other"],
        n_additional=tiers["additional"],
        n_untiered=tiers["untiered"],
    )
    yield phrase(
        "Its words on managing the conflict: {share}. Tasks unclear in verb, object or limit: {n_unclear}. "
        "States an order of priority: {ranked}; a sequence: {sequenced}.",
        share=Quantity(mandate.share_on_conflict_management, "share"),
        n_unclear=mandate.n_tasks_unclear,
        ranked=mandate.priorities_ranked,
        sequenced=mandate.sequencing_stated,
    )


def _chain(decisions: list[Mandate]) -> Table:
    columns = (
        Column(phrase("Decision")),
        Column(phrase("Words"), numeric=True),
        Column(phrase("Operative paragraphs"), numeric=True),
        Column(phrase("Tasks"), numeric=True),
        Column(phrase("of these priorities"), numeric=True),
        Column(phrase("Repeated from the one before"), numeric=True),
        Column(phrase("Paragraphs kept"), numeric=True),
        Column(phrase("Seen in any earlier text"), numeric=True, essential=False),
        Column(phrase("Item"), essential=False),
    )
    rows = tuple(_row(one) for one in decisions)
    note = phrase(
        "Repeated, seen: share of the text's sequences of eight words. Kept: operative paragraphs and points "
        "the same or lightly edited, of those compared."
    )
    return Table(phrase("Decisions so far"), columns, rows, note=note)


def _row(mandate: Mandate) -> tuple[Said, ...]:
    n_priority = sum(one.tier == "priority" for one in mandate.gives)
    return (
        mandate.decision,
        Quantity(mandate.n_words),
        Quantity(mandate.n_operative_paragraphs),
        Quantity(len(mandate.gives)),
        Quantity(n_priority),
        Quantity(mandate.share_seen_in_previous, "share"),
        _kept(mandate),
        Quantity(mandate.share_of_template_language, "share"),
        mandate.reference,
    )


def _kept(mandate: Mandate) -> Said:
    if mandate.n_paragraphs_kept is None or mandate.n_paragraphs_compared is None:
        return Quantity(mandate.n_paragraphs_kept)
    return phrase(
        "{n_kept} of {n_compared}", n_kept=mandate.n_paragraphs_kept, n_compared=mandate.n_paragraphs_compared
    )
