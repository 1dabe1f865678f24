"""A page as JSON: every text in the language, and beside every number its value, unit and reference.

Programs read it (`--format json`), and the web page and the PDF are set from it, so that no format can
say more than another.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import singledispatch
from typing import Any

from bluehelm.foundation.languages import printable, say
from bluehelm.foundation.pages import (
    Bar,
    BarChart,
    CellMap,
    ComparedText,
    ComparedTexts,
    Decision,
    Decisions,
    HeatMap,
    Mark,
    Number,
    Numbers,
    Page,
    Paragraph,
    Point,
    Section,
    SeriesChart,
    Stretch,
    Table,
    Timeline,
    TradeOff,
)
from bluehelm.foundation.phrases import Marked, Phrase, Quantity
from bluehelm.review.page_labels import as_sentence, days_left, label, position

Json = dict[str, Any]
_REFERENCE = re.compile(r"[a-z-]+/\S+")


def page_as_json(page: Page, language: str) -> Json:
    """The whole page; dates are ISO, money is text with all its digits, unknown values are null."""
    return {
        "title": say(page.title, language),
        "subtitle": say(page.subtitle, language),
        "language": language,
        "as_of": page.as_of.isoformat(),
        "known_on": page.known_on.isoformat() if page.known_on else None,
        "public": page.public,
        "sections": [section_as_json(section, language) for section in page.sections],
        "small_print": _texts(page.small_print, language),
    }


def _texts(phrases: Sequence[Phrase], language: str) -> list[str]:
    return [say(one, language) for one in phrases]


def section_as_json(section: Section, language: str) -> Json:
    """One section with its blocks."""
    return {
        "name": printable(section.name),
        "heading": as_sentence(say(section.heading, language)),
        "in_terminal": section.in_terminal,
        "annex": section.annex,
        "blocks": [block_as_json(block, language) for block in section.blocks],
    }


def cell(said: object, language: str) -> Json:
    """A cell: its words, and the value, unit and figure behind them."""
    if isinstance(said, Marked):
        return cell(said.said, language) | {"tone": said.tone}
    quantity = said if isinstance(said, Quantity) else None
    value = quantity.value if quantity else said
    return {
        "text": say(said, language),
        "value": _value(value) if quantity or isinstance(said, date | int) else None,
        "unit": printable(quantity.unit) if quantity else "",
        "figure": printable(quantity.figure) if quantity else "",
        "known": value is not None,
        "form": _form(said),
        "tone": "plain",
    }


def _form(said: object) -> str:
    """What kind of text it is, where it is set apart: a day, or a reference to an item."""
    if isinstance(said, date):
        return "day"
    return "reference" if isinstance(said, str) and _REFERENCE.fullmatch(said) else ""


def _value(value: object) -> Any:
    match value:
        case Decimal():
            return str(value)
        case date():
            return value.isoformat()
        case None | bool() | int() | float() | str():
            return value
        case _:
            return str(value)


def _maybe(said: Phrase | None, language: str) -> str:
    return "" if said is None else say(said, language)


@singledispatch
def block_as_json(block: object, language: str) -> Json:
    """One block of a page; `kind` says which."""
    raise TypeError(f"no block of a page: {type(block).__name__} in {language}")


@block_as_json.register
def _paragraph(block: Paragraph, language: str) -> Json:
    return {"kind": "paragraph", "text": as_sentence(say(block.text, language)), "tone": block.tone}


@block_as_json.register
def _decisions(block: Decisions, language: str) -> Json:
    return {"kind": "decisions", "decisions": [_decision(one, language) for one in block.decisions]}


def _decision(decision: Decision, language: str) -> Json:
    n_days = decision.n_days_left
    return {
        "text": as_sentence(say(decision.text, language)),
        "decided_by": say(decision.decided_by, language),
        "by_on": decision.by_on.isoformat() if decision.by_on else None,
        "by": say(decision.by_on, language) if decision.by_on else label("no_date", language),
        "n_days_left": n_days,
        "days_left": "" if n_days is None else say(days_left(n_days), language),
        "cost_of_waiting": _begun(cell(decision.cost_of_waiting, language)),
        "item": printable(decision.item),
        "note": _maybe(decision.note, language),
    }


def _begun(shown: Json) -> Json:
    return shown | {"text": as_sentence(shown["text"])} if shown["known"] else shown


@block_as_json.register
def _numbers(block: Numbers, language: str) -> Json:
    return {"kind": "numbers", "numbers": [_number(one, language) for one in block.numbers]}


def _number(number: Number, language: str) -> Json:
    return {
        "label": say(number.label, language),
        **cell(number.quantity, language),
        "context": _maybe(number.context, language),
        "tone": number.tone,
    }


@block_as_json.register
def _table(block: Table, language: str) -> Json:
    tones = [*block.tones, *["plain"] * (len(block.rows) - len(block.tones))]
    return {
        "kind": "table",
        "caption": as_sentence(say(block.caption, language)),
        "columns": [
            {"heading": say(one.heading, language), "numeric": one.numeric, "essential": one.essential}
            for one in block.columns
        ],
        "rows": [
            {"tone": tone, "cells": [cell(said, language) for said in row]}
            for row, tone in zip(block.rows, tones, strict=False)
        ],
        "note": _maybe(block.note, language),
    }


@block_as_json.register
def _bar_chart(block: BarChart, language: str) -> Json:
    return {
        "kind": "bar_chart",
        "caption": as_sentence(say(block.caption, language)),
        "unit": printable(block.unit),
        "stacked": block.stacked,
        "bars": [_bar(bar, language) for bar in block.bars],
        "note": _maybe(block.note, language),
    }


def _bar(bar: Bar, language: str) -> Json:
    return {
        **cell(bar.quantity, language),
        "label": say(bar.label, language),
        "group": "" if bar.group is None else say(bar.group, language),
        "length": bar.value,
        "known": bar.known,
    }


@block_as_json.register
def _series_chart(block: SeriesChart, language: str) -> Json:
    return {
        "kind": "series_chart",
        "caption": as_sentence(say(block.caption, language)),
        "unit": printable(block.unit),
        "points": [_point(point) for point in block.points],
        "marks": [_mark(one, language) for one in block.marks],
        "note": _maybe(block.note, language),
    }


def _mark(mark: Mark, language: str) -> Json:
    return {
        "label": say(mark.label, language),
        "on": mark.on.isoformat(),
        "value": mark.value,
        "main": mark.main,
    }


def _point(point: Point) -> Json:
    return {"on": point.on.isoformat(), "value": point.value, "low": point.low, "high": point.high}


@block_as_json.register
def _cell_map(block: CellMap, language: str) -> Json:
    return {
        "kind": "cell_map",
        "caption": as_sentence(say(block.caption, language)),
        "unit": printable(block.unit),
        "age": say(block.age, language),
        "disclaimer": say(block.disclaimer, language),
        "cells": [
            {
                "cell": one.cell,
                "latitude": one.latitude,
                "longitude": one.longitude,
                "position": say(position(one.latitude, one.longitude), language),
                "value": one.value,
            }
            for one in block.cells
        ],
        "points": [
            {
                "name": say(one.name, language),
                "latitude": one.latitude,
                "longitude": one.longitude,
                "role": printable(one.role),
            }
            for one in block.points
        ],
        "note": _maybe(block.note, language),
    }


@block_as_json.register
def _timeline(block: Timeline, language: str) -> Json:
    return {
        "kind": "timeline",
        "caption": as_sentence(say(block.caption, language)),
        "stretches": [_stretch(one, language) for one in block.stretches],
        "note": _maybe(block.note, language),
    }


def _stretch(one: Stretch, language: str) -> Json:
    return {
        "row": say(one.row, language),
        "label": say(one.label, language),
        "from": one.from_on.isoformat(),
        "until": one.until_on.isoformat(),
        "shade": one.shade,
    }


@block_as_json.register
def _heat_map(block: HeatMap, language: str) -> Json:
    return {
        "kind": "heat_map",
        "caption": as_sentence(say(block.caption, language)),
        "legend": say(block.legend, language),
        "squares": [
            {"row": say(one.row, language), "on": one.on.isoformat(), "value": one.value}
            for one in block.squares
        ],
        "note": _maybe(block.note, language),
    }


@block_as_json.register
def _trade_off(block: TradeOff, language: str) -> Json:
    return {
        "kind": "trade_off",
        "caption": as_sentence(say(block.caption, language)),
        "x": say(block.x, language),
        "y": say(block.y, language),
        "marks": [
            {
                "x": one.x,
                "y": one.y,
                "group": say(one.group, language),
                "label": "" if one.label is None else say(one.label, language),
                "chosen": one.chosen,
            }
            for one in block.marks
        ],
        "note": _maybe(block.note, language),
    }


@block_as_json.register
def _compared_texts(block: ComparedTexts, language: str) -> Json:
    return {
        "kind": "compared_texts",
        "texts": [_compared_text(one, language) for one in block.texts],
        "note": _maybe(block.note, language),
    }


def _compared_text(text: ComparedText, language: str) -> Json:
    return {
        "label": as_sentence(say(text.label, language)),
        "tone": text.tone,
        "words": [{"kind": one.kind, "text": printable(one.text)} for one in text.words],
        "remarks": _texts(text.remarks, language),
    }
