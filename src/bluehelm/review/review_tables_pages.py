"""Pages of a review in tables: scorecards, annex of a report, performance against budget, factsheet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from bluehelm.dossier.review_records import ReviewedFact
from bluehelm.foundation.pages import (
    Block,
    Column,
    Number,
    Numbers,
    Page,
    Said,
    Section,
    Table,
)
from bluehelm.foundation.phrases import InBoth, Phrase, Quantity, phrase
from bluehelm.review.fact_line import number_of, reaches_aim
from bluehelm.review.output_facts import DUE_WORDS, delivery_by_rule
from bluehelm.review.review_blocks import (
    mission_name,
    page_of,
    standing_blocks,
)
from bluehelm.review.review_evidence import outputs_said
from bluehelm.review.review_seen import ReviewSeen
from bluehelm.review.review_words import (
    aimed,
    earlier_said,
    measured,
    measured_with_coverage,
    period_said,
    text_of,
    with_per_cent,
    word,
)

NO_COMPONENT = "none"


def scorecards_page(view: ReviewSeen) -> Page:
    """One card a component: delivery, measures by what they count, posts, every output and indicator."""
    title = phrase(
        "Component scorecards, {period}: {mission}", period=view.period, mission=mission_name(view)
    )
    sections = [_opening(view), *(_card(view, *one) for one in _components(view))]
    return page_of(view, title, [one for one in sections if one.blocks])


def _opening(view: ReviewSeen) -> Section:
    return Section(phrase("Before reading"), tuple(standing_blocks(view)), "standing")


def _components(view: ReviewSeen) -> Iterator[tuple[str, Said]]:
    known = {one.id: InBoth(one.name, one.name_fr) for one in view.seen.dossier.components}
    present = {
        line.component or NO_COMPONENT for part in ("output", "indicator") for line in view.facts.of(part)
    }
    for name, said in known.items():
        if name in present:
            yield name, said
    if NO_COMPONENT in present:
        yield NO_COMPONENT, phrase("No component")


def _card(view: ReviewSeen, name: str, said: Said) -> Section:
    outputs = [one for one in view.facts.of("output") if (one.component or NO_COMPONENT) == name]
    measures = [one for one in view.facts.of("indicator") if (one.component or NO_COMPONENT) == name]
    blocks: list[Block] = [_card_numbers(view, name, outputs, measures)]
    if outputs:
        blocks.append(_outputs_table(outputs))
    if measures:
        blocks.append(_measures_table(measures))
    return Section(phrase("{component}", component=said), tuple(blocks), f"card-{name}")


def _card_numbers(
    view: ReviewSeen, name: str, outputs: Sequence[ReviewedFact], measures: Sequence[ReviewedFact]
) -> Numbers:
    words = Counter(line.word for line in outputs)
    n_due = sum(words[one] for one in DUE_WORDS)
    kinds = Counter(line.counts for line in measures)
    changes = kinds["outcome"] + kinds["impact"]
    posts = next((line for line in view.facts.of("posts") if line.component == name), None)
    known = sum(line.value is not None for line in measures)
    return Numbers(
        (
            Number(
                phrase("of {n} outputs due delivered", n=n_due),
                Quantity(words["delivered"] if n_due else None),
                phrase(
                    "delivery by rule: {word}", word=word(delivery_by_rule(line.word for line in outputs))
                ),
            ),
            Number(
                phrase("of {n} indicators measure an outcome", n=len(measures)),
                Quantity(changes if measures else None),
                phrase(
                    "{work} count work, {context} the context",
                    context=kinds["context"],
                    work=kinds["input"] + kinds["activity"] + kinds["output"],
                ),
            ),
            Number(
                phrase("of {n} indicators have a value", n=len(measures)),
                Quantity(
                    Decimal(known) / len(measures) if measures else None, "share", f"figure/known-{name}"
                ),
            ),
            Number(
                phrase("posts approved"),
                Quantity(number_of(posts.aim) if posts else None, "", f"figure/posts-{name}"),
                _filled(posts),
            ),
        )
    )


def _filled(posts: ReviewedFact | None) -> Phrase:
    if posts is None or posts.value is None:
        return phrase("how many are filled is not on file")
    return phrase("{n} filled", n=number_of(posts.value))


ATTENTION = ("not delivered", "late", "slipping", "no word", "partly", "no date", "under way", "delivered")
"""Outputs in the order in which they ask for attention."""


def _outputs_table(lines: Sequence[ReviewedFact]) -> Table:
    """Outputs with how they stand, those first that ask for attention."""
    columns = (
        Column(phrase("Output")),
        Column(phrase("How it stands")),
        Column(phrase("Planned"), numeric=True),
        Column(phrase("Delivered"), numeric=True),
        Column(phrase("Due")),
        Column(phrase("Cause")),
        Column(phrase("Reference"), essential=False),
    )
    rows = tuple(
        (
            text_of(one),
            word(one.word),
            measured(one.aim, one.unit),
            measured(one.value, one.unit),
            one.on,
            word(one.remark) if one.remark else phrase("–"),
            one.item,
        )
        for one in sorted(lines, key=lambda line: ATTENTION.index(line.word or "no date"))
    )
    return Table(phrase("Outputs"), columns, rows, note=outputs_said(lines))


def _measures_table(lines: Sequence[ReviewedFact]) -> Table:
    columns = (
        Column(phrase("Indicator")),
        Column(phrase("Counts")),
        Column(phrase("Last value"), numeric=True),
        Column(phrase("Period")),
        Column(phrase("Aim"), numeric=True),
        Column(phrase("Target")),
        Column(phrase("Trend")),
        Column(phrase("Reference"), essential=False),
    )
    rows = tuple(
        (
            text_of(one),
            word(one.counts),
            measured_with_coverage(one),
            period_said(one.period),
            aimed(one),
            _target(one),
            word(one.trend),
            one.item,
        )
        for one in lines
    )
    note = phrase(
        "Target: by the period it stands for; while that is under way, whether the last value would reach it."
    )
    return Table(phrase("Indicators of achievement"), columns, rows, note=note)


def _target(line: ReviewedFact) -> Said:
    """Met or not; while the period runs, whether the last known value would reach the target."""
    if line.word != "unknown":
        return word(line.word)
    reached = reaches_aim(line)
    if reached is None:
        return word("unknown")
    return phrase("would be reached") if reached else phrase("not yet reached")


def annex_page(view: ReviewSeen) -> Page:
    """Tables as a report of the Secretary-General annexes them: measures, outputs, conditions, decisions."""
    title = phrase("Annex tables, {period}: {mission}", period=view.period, mission=mission_name(view))
    sections = [_opening(view), *_annex_measures(view), *_annex_rest(view)]
    return page_of(view, title, [one for one in sections if one.blocks])


def _annex_measures(view: ReviewSeen) -> Iterator[Section]:
    """Measures of change under each objective, with every value on file and its source."""
    in_use = view.facts.by_item("indicator")
    columns = (
        Column(phrase("Measure")),
        Column(phrase("Before")),
        Column(phrase("Last value"), numeric=True),
        Column(phrase("Period")),
        Column(phrase("Aim"), numeric=True),
        Column(phrase("Trend")),
        Column(phrase("Source")),
    )
    for objective in view.seen.dossier.objectives:
        lines = [in_use[name] for one in objective.measures if (name := f"indicator/{one}") in in_use]
        if lines:
            rows = tuple(
                (
                    text_of(one),
                    earlier_said(one),
                    measured(one.value, one.unit),
                    period_said(one.period),
                    aimed(one),
                    word(one.trend),
                    one.source or phrase("–"),
                )
                for one in lines
            )
            heading = phrase("{text}", text=InBoth(objective.text, objective.text_fr))
            yield Section(heading, (Table(phrase("Measures of the objective"), columns, rows),), objective.id)


def _annex_rest(view: ReviewSeen) -> Iterator[Section]:
    columns = (
        Column(phrase("Condition")),
        Column(phrase("Verdict")),
        Column(phrase("Leads to")),
        Column(phrase("Reference"), essential=False),
    )
    rows = tuple(
        (text_of(one), word(one.word), view.named(one.under or "") if one.under else phrase("–"), one.item)
        for one in view.facts.of("condition")
        if one.under
    )
    if rows:
        yield Section(
            phrase("Conditions of the phase"), (Table(phrase("Conditions"), columns, rows),), "phase"
        )
    decisions = view.facts.of("decision")
    if decisions:
        headings = (
            Column(phrase("Decision")),
            Column(phrase("Who decides")),
            Column(phrase("By")),
            Column(phrase("How it stands")),
        )
        cells = tuple((text_of(one), view.post(one.remark), one.on, word(one.word)) for one in decisions)
        yield Section(
            phrase("Decisions"), (Table(phrase("Decisions open and taken"), headings, cells),), "decisions"
        )
    yield from _annex_suspects(view)


def _annex_suspects(view: ReviewSeen) -> Iterator[Section]:
    suspects = view.facts.of("suspect")
    if suspects:
        columns = (
            Column(phrase("Link")),
            Column(phrase("What changed")),
            Column(phrase("Rests on it"), numeric=True),
        )
        rows = tuple((one.text, one.remark, measured(one.value, None)) for one in suspects)
        table = Table(phrase("Links to be looked at again"), columns, rows)
        yield Section(phrase("Links of which an end changed"), (table,), "suspect")


def performance_page(view: ReviewSeen) -> Page:
    """The results-based budget performance table: planned and actual by expected accomplishment."""
    title = phrase(
        "Performance against the results-based budget, {period}: {mission}",
        period=view.period,
        mission=mission_name(view),
    )
    lines: dict[str, list[ReviewedFact]] = {}
    for line in view.facts.of("indicator"):
        lines.setdefault(line.under or "", []).append(line)
    sections = [_opening(view)]
    for one in view.seen.dossier.accomplishments:
        own = lines.get(one.reference)
        if own:
            year = str(view.seen.budget_year)
            code = next((text for period, text in (one.codes or {}).items() if str(period) == year), None)
            name = InBoth(one.text, one.text_fr)
            heading = (
                phrase("Expected accomplishment {code}: {text}", code=code, text=name)
                if code
                else phrase("Expected accomplishment: {text}", text=name)
            )
            sections.append(Section(heading, (_performance_table(own, view),), one.id))
    return page_of(view, title, [one for one in sections if one.blocks])


def _performance_table(lines: Sequence[ReviewedFact], view: ReviewSeen) -> Table:
    columns = (
        Column(phrase("No.")),
        Column(phrase("Planned indicator of achievement")),
        Column(phrase("Planned"), numeric=True),
        Column(phrase("Actual"), numeric=True),
        Column(phrase("Period")),
        Column(phrase("Difference"), numeric=True),
        Column(phrase("Target")),
        Column(phrase("Source"), essential=False),
    )
    rows = tuple(
        (
            _code(one, view),
            text_of(one),
            aimed(one),
            measured(one.value, one.unit),
            period_said(one.period),
            _difference(one),
            _target(one),
            one.source or phrase("–"),
        )
        for one in lines
    )
    return Table(phrase("Planned and actual"), columns, rows)


def _code(line: ReviewedFact, view: ReviewSeen) -> Said:
    """The printed number of an indicator in the budget year, or its reference."""
    record = view.seen.dossier.by_reference.get(line.item)
    codes = getattr(record, "codes", None) or {}
    year = str(view.seen.budget_year)
    return next((text for period, text in codes.items() if str(period) == year), phrase("–"))


def _difference(line: ReviewedFact) -> Said:
    """Actual less planned; unknown where one of them is no number."""
    aim, value = number_of(line.aim), number_of(line.value)
    return None if aim is None or value is None else with_per_cent(value - aim, line.unit)
