"""The factsheet of a review for a Council briefing: what changed, was done and is asked, on one page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from bluehelm.dossier.review_records import ReviewedFact
from bluehelm.foundation.pages import Bar, BarChart, Block, Column, Page, Paragraph, Section, Table
from bluehelm.foundation.phrases import Quantity, phrase
from bluehelm.review.fact_line import number_of
from bluehelm.review.review_blocks import (
    mission_name,
    numbers_block,
    page_of,
    standing_blocks,
    verdicts_table,
)
from bluehelm.review.review_seen import ReviewSeen
from bluehelm.review.review_words import earlier_said, measured, period_said, plain_word, text_of, word


def factsheet_page(view: ReviewSeen) -> Page:
    """One page for a Council briefing: what changed, what was done, what is asked of the Council."""
    title = phrase("{mission}: factsheet, {period}", mission=mission_name(view), period=view.period)
    changed = [
        line
        for line in view.facts.of("indicator")
        if line.counts in ("outcome", "impact", "context") and line.trend in ("better", "worse")
    ]
    sections = [
        Section(phrase("In numbers"), (*standing_blocks(view), numbers_block(view)), "numbers"),
        Section(phrase("Political objectives"), (verdicts_table(view, short=True),), "objectives"),
        Section(phrase("What changed most"), (_by_trend(view), _changes(changed)), "changed"),
        *_asked(view),
    ]
    return page_of(view, title, sections)


MOST_CHANGES = 5
TRENDS = {"better": ("better",), "steady": ("steady",), "worse": ("worse",)}


def _by_trend(view: ReviewSeen) -> BarChart:
    """Measures of change by the way they went; those without a trend in grey."""
    lines = [line for line in view.facts.of("indicator") if line.counts in ("outcome", "impact", "context")]
    counted = Counter(line.trend if line.trend in TRENDS else "no trend" for line in lines)
    bars = [Bar(plain_word(one), counted[one], Quantity(counted[one])) for one in TRENDS if counted[one]]
    left = counted["no trend"]
    if left:
        bars.append(Bar(phrase("no trend"), left, Quantity(left), known=False))
    return BarChart(phrase("Measures of change by the way they went"), tuple(bars), "", stacked=True)


def _changes(lines: Sequence[ReviewedFact]) -> Block:
    """The measures of change that moved most, worse ones first."""
    moved = sorted(lines, key=lambda line: (line.trend != "worse", -_step(line)))
    worse = [one for one in moved if one.trend == "worse"][:MOST_CHANGES]
    better = [one for one in moved if one.trend == "better"][:MOST_CHANGES]
    if not worse and not better:
        return Paragraph(phrase("No measure of change has a trend yet."), "grey")
    columns = (
        Column(phrase("Measure")),
        Column(phrase("Before")),
        Column(phrase("Last value"), numeric=True),
        Column(phrase("Period")),
        Column(phrase("Trend")),
        Column(phrase("Source")),
    )
    rows = tuple(
        (
            text_of(one),
            earlier_said(one),
            measured(one.value, one.unit),
            period_said(one.period),
            word(one.trend),
            one.source,
        )
        for one in (*worse, *better)
    )
    return Table(phrase("Measures of change"), columns, rows)


def _step(line: ReviewedFact) -> Decimal:
    """How far the last value lies from the one before, as a share of it."""
    before = number_of((line.earlier or "").rpartition(": ")[2])
    value = number_of(line.value)
    return abs(value - before) / before if before and value is not None else Decimal(0)


def _asked(view: ReviewSeen) -> Iterator[Section]:
    """What the Council is asked: decisions that are its own, and recommendations to it."""
    asked = [
        one
        for part in ("decision", "recommendation")
        for one in view.facts.of(part)
        if one.remark == "security-council" and one.word in ("open", "overdue")
    ]
    if asked:
        columns = (Column(phrase("What is asked of the Council")), Column(phrase("By")))
        rows = tuple((text_of(one), one.on) for one in asked)
        yield Section(phrase("Asked of the Council"), (Table(phrase("Asked"), columns, rows),), "asked")
