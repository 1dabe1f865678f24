"""The leadership's two pages of a review: what to decide, what was found, what became of last time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bluehelm.dossier.review_records import DecisionDue, ReviewedFact, Verdict
from bluehelm.foundation.pages import (
    Block,
    Column,
    Decision,
    Decisions,
    Page,
    Paragraph,
    Said,
    Section,
    Table,
)
from bluehelm.foundation.phrases import InBoth, Phrase, Quantity, phrase
from bluehelm.review.dossier_difference import change_said
from bluehelm.review.fact_line import number_of
from bluehelm.review.review_blocks import (
    late_table,
    later_section,
    mission_name,
    numbers_block,
    page_of,
    standing_blocks,
    verdicts_table,
)
from bluehelm.review.review_evidence import measures_said, outputs_said
from bluehelm.review.review_seen import ReviewSeen
from bluehelm.review.review_words import text_of, word

MOST_DECISIONS = 3
MOST_LATE = 6


def leadership_page(view: ReviewSeen) -> Page:
    """The two pages that the leadership reads before the meeting and signs after it."""
    title = phrase("Review of {period}: {mission}", period=view.period, mission=mission_name(view))
    sections = [
        _to_decide(view),
        _found(view),
        *_relevance(view),
        *_doubts(view),
        *_late(view),
        *_decided(view),
        *_last_time(view),
        *_compacts(view),
        *_contributions(view),
    ]
    later = later_section(view)
    return page_of(view, title, [*sections, *([later] if later else [])])


def _to_decide(view: ReviewSeen) -> Section:
    """Decisions that are open, the nearest first."""
    lines = [one for one in view.facts.of("decision") if one.word in ("open", "overdue") and one.on]
    lines.sort(key=lambda line: str(line.on))
    shown = tuple(_decision(line, view) for line in lines[:MOST_DECISIONS])
    blocks: list[Block] = [*standing_blocks(view), Decisions(shown)]
    if len(lines) > len(shown):
        more = phrase("{n} more are open; the annex tables list them.", n=len(lines) - len(shown))
        blocks.append(Paragraph(more, "grey"))
    return Section(phrase("To decide"), tuple(blocks), "decide")


def _decision(line: ReviewedFact, view: ReviewSeen) -> Decision:
    record = view.seen.dossier.by_reference.get(line.item)
    cost = getattr(record, "cost_of_waiting", None)
    n_days = (line.on - view.facts.as_of).days if line.on else None
    return Decision(
        text_of(line),
        view.post(line.remark),
        line.on,
        InBoth(cost, getattr(record, "cost_of_waiting_fr", None)) if cost else None,
        line.item,
        n_days,
    )


def _found(view: ReviewSeen) -> Section:
    return Section(phrase("What was found"), (numbers_block(view), verdicts_table(view)), "found")


def _relevance(view: ReviewSeen) -> Iterator[Section]:
    """Tasks of which the relevance was judged, those first that no longer serve the need."""
    judged = [one for one in view.review.verdicts if one.of.startswith("task/") and one.still_relevant]
    if not judged:
        return
    doubted = [one for one in judged if one.still_relevant != "yes"]
    said = phrase(
        "{n} tasks were judged; {n_yes} still serve the need named in the strategy.",
        n=len(judged),
        n_yes=len(judged) - len(doubted),
    )
    blocks: list[Block] = [Paragraph(said)]
    if doubted:
        columns = (
            Column(phrase("Task")),
            Column(phrase("Still needed")),
            Column(phrase("What would stop")),
            Column(phrase("What is not known")),
        )
        rows = tuple(
            (
                view.named(one.of),
                word(one.still_relevant),
                one.would_stop or phrase("–"),
                one.not_known,
            )
            for one in doubted
        )
        blocks.append(Table(phrase("Tasks that may no longer serve it"), columns, rows))
    yield Section(phrase("Does it still matter"), tuple(blocks), "relevance")


def _doubts(view: ReviewSeen) -> Iterator[Section]:
    """Work that rose without change, and sources that differ."""
    blocks: list[Block] = []
    for line in view.facts.of("flat"):
        said = phrase(
            "Work rose and nothing it is meant to change got better: {text} ({item}).",
            text=text_of(line),
            item=line.item,
        )
        blocks.append(Paragraph(said, "bad"))
    for line in view.facts.of("disagreement"):
        said = phrase(
            "Sources differ on {item} in {period}: {values}.",
            item=line.item,
            period=line.period,
            values=line.value,
        )
        blocks.append(Paragraph(said, "bad"))
    if blocks:
        yield Section(phrase("What does not fit together"), tuple(blocks), "doubts")


def _late(view: ReviewSeen) -> Iterator[Section]:
    table = late_table(view, MOST_LATE)
    if table is not None:
        yield Section(phrase("Late and slipping"), (table,), "late")


def _decided(view: ReviewSeen) -> Iterator[Section]:
    """Decisions of this review, and what they change in the dossier in the field's terms."""
    if not view.taken and not _recommended(view):
        return
    blocks: list[Block] = []
    if view.taken:
        columns = (
            Column(phrase("Decision")),
            Column(phrase("By")),
            Column(phrase("On")),
            Column(phrase("Reason")),
            Column(phrase("Resources moved")),
            Column(phrase("Follow-up"), essential=False),
        )
        rows = tuple(
            (
                InBoth(one.text, one.text_fr),
                view.post(one.decided_by),
                one.decided_on,
                one.reason,
                moved(one),
                one.follow_up_on,
            )
            for one in view.taken
        )
        blocks.append(Table(phrase("Decided in this review"), columns, rows))
    blocks += [
        Paragraph(phrase("Changes the dossier: {change}.", change=change_said(change, view.seen.dossier)))
        for one in view.taken
        for change in one.changes
    ]
    if _recommended(view):
        blocks.append(_recommendations(view))
    yield Section(phrase("Decided and recommended"), tuple(blocks), "decided")


def moved(decision: DecisionDue) -> Said:
    """Money and posts that a decision moves, from where to where."""
    usd, posts = decision.resources_moved_usd, decision.resources_moved_posts
    if usd is None and posts is None:
        return phrase("none")
    what: list[Phrase] = []
    if usd is not None:
        what.append(phrase("{usd}", usd=Quantity(usd, "USD")))
    if posts is not None:
        what.append(phrase("{n} posts", n=posts))
    return phrase(
        "{what}, from {start} to {end}",
        what=tuple(what),
        start=decision.resources_from,
        end=decision.resources_to,
    )


def _recommended(view: ReviewSeen) -> Sequence[ReviewedFact]:
    own = view.review.review
    held = [one for one in view.seen.dossier.recommendations if one.from_review == own]
    return [
        ReviewedFact.model_construct(
            review=own, part="recommendation", item=one.reference, text=one.text, remark=one.to, on=one.due_on
        )
        for one in held
    ]


def _recommendations(view: ReviewSeen) -> Table:
    columns = (Column(phrase("Recommendation")), Column(phrase("To")), Column(phrase("Due")))
    rows = tuple((text_of(one), view.post(one.remark), one.on) for one in _recommended(view))
    return Table(phrase("Recommended to others"), columns, rows)


def _last_time(view: ReviewSeen) -> Iterator[Section]:
    """What earlier reviews decided and recommended, and what became of it."""
    own = view.review.review
    lines = [
        line
        for part in ("decision", "recommendation")
        for line in view.facts.of(part)
        if line.under and line.under != own
    ]
    if not lines:
        return
    columns = (
        Column(phrase("What was decided or recommended")),
        Column(phrase("In the review"), essential=False),
        Column(phrase("How it stands")),
        Column(phrase("What became of it")),
    )
    rows = tuple((text_of(line), line.under, word(line.word), line.earlier) for line in lines)
    table = Table(phrase("Decisions and recommendations of earlier reviews"), columns, rows)
    yield Section(phrase("What became of last time's decisions"), (table,), "last-time")


def _compacts(view: ReviewSeen) -> Iterator[Section]:
    """Compacts of leaders, read from the same facts as everything else."""
    lines = view.facts.of("compact")
    if not lines:
        return
    measures = view.facts.by_item("indicator")
    columns = (
        Column(phrase("Post")),
        Column(phrase("Agreed target")),
        Column(phrase("Money directed")),
        Column(phrase("Result")),
        Column(phrase("What the facts say")),
    )
    rows = tuple(
        (
            view.post(line.remark),
            text_of(line),
            Quantity(number_of(line.value), "USD"),
            line.earlier,
            _facts_on(line.under, view, measures),
        )
        for line in lines
    )
    illustrated = any(line.source == "illustration" for line in lines)
    note = phrase("The compacts are invented, to show what one looks like.") if illustrated else None
    table = Table(phrase("What leaders agreed to achieve"), columns, rows, note=note)
    yield Section(phrase("Compacts"), (table,), "compacts")


def _facts_on(objective: str | None, view: ReviewSeen, measures: object) -> Said:
    """The measures of the objective of a compact, in a sentence."""
    del measures
    record = view.seen.dossier.by_reference.get(objective or "")
    names = {f"indicator/{one}" for one in getattr(record, "measures", ())}
    lines = [line for line in view.facts.of("indicator") if line.item in names]
    return measures_said(lines) if lines else outputs_said(())


def _contributions(view: ReviewSeen) -> Iterator[Section]:
    """Each claimed contribution with its path, its evidence, what speaks against it, and its rivals."""
    claimed = [one for one in view.review.verdicts if one.claim]
    blocks: list[Block] = []
    for one in claimed:
        blocks.append(
            Paragraph(
                phrase("{objective}: {verdict}", objective=view.named(one.of), verdict=word(one.contribution))
            )
        )
        blocks.append(_claim(one, view))
    if blocks:
        yield Section(phrase("How plausible is our part"), tuple(blocks), "contribution")


def _claim(one: Verdict, view: ReviewSeen) -> Table:
    rows: list[tuple[Said, ...]] = [(phrase("Claimed path"), one.claim, None, None)]
    for label, pieces in ((phrase("For"), one.evidence_for), (phrase("Against"), one.evidence_against)):
        rows += [
            (label, piece.text, piece.source, _strength(piece.independent, piece.test)) for piece in pieces
        ]
    rows += [
        (
            phrase("Rival explanation"),
            rival.text,
            None,
            phrase("answered: {answer}", answer=rival.answer) if rival.answer else phrase("left open"),
        )
        for rival in one.rivals
    ]
    cells = tuple(tuple(InBoth("") if one is None else one for one in row) for row in rows)
    columns = (
        Column(phrase("What")),
        Column(phrase("Text")),
        Column(phrase("Source")),
        Column(phrase("Strength or answer")),
    )
    n_independent = sum(bool(piece.independent) for piece in one.evidence_for)
    note = phrase(
        "{n} independent sources for it; judged by {post} on {on}.",
        n=n_independent,
        post=view.post(one.by),
        on=one.on,
    )
    return Table(phrase("Claim, evidence and rivals"), columns, cells, note=note)


TESTS = {
    "straw in the wind": phrase("straw in the wind"),
    "hoop": phrase("hoop test"),
    "smoking gun": phrase("smoking gun"),
    "doubly decisive": phrase("doubly decisive"),
}


def _strength(independent: bool | None, test: str | None) -> Phrase:
    own = phrase("independent") if independent else phrase("the mission's own")
    return phrase("{own}, {test}", own=own, test=TESTS[test]) if test else own
