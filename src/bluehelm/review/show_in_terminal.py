"""A page in the terminal: 80 columns, calm, and just as clear without colour.

Tables keep their essential columns; a chart becomes small bars or a line of ticks, a map a sentence.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import date
from functools import singledispatch

from rich import box
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table as Grid
from rich.text import Text

from bluehelm.foundation.languages import say, unit_in
from bluehelm.foundation.numbers_and_dates import month_in, number_in
from bluehelm.foundation.pages import (
    Bar,
    BarChart,
    Block,
    CellMap,
    Column,
    Decision,
    Decisions,
    Number,
    Numbers,
    Page,
    Paragraph,
    Section,
    SeriesChart,
    Table,
)
from bluehelm.foundation.phrases import Phrase, Quantity, phrase
from bluehelm.review.page_labels import days_left, label, position

PAGE_WIDTH = 80
MARGIN = 2
BAR_WIDTH = 24
MOST_BARS = 8
WORST_CELLS = 3
TICKS = "▁▂▃▄▅▆▇█"
STYLES = {"plain": "", "bad": "red", "good": "green", "grey": "dim"}
HEADING, ACCENT, QUIET = "bold blue", "bold", "dim"


def show_page(page: Page, language: str, console: Console) -> None:
    """Prints the page; sections meant for longer formats are left out."""
    width = min(console.width, PAGE_WIDTH)
    for part in _page(page, language):
        console.print(part, width=width, soft_wrap=False)


def _page(page: Page, language: str) -> Iterator[RenderableType]:
    yield Text(say(page.title, language), style=ACCENT)
    yield Text(say(page.subtitle, language))
    yield Text(_seen(page, language), style=QUIET)
    for section in page.sections:
        if section.in_terminal:
            yield Text()
            yield Rule(Text(say(section.heading, language), style=HEADING), align="left", style=QUIET)
            yield from _section(section, language)
    yield Text()
    yield Rule(style=QUIET)
    for words in (label("explain", language), *(say(one, language) for one in page.small_print)):
        yield Text(words, style=QUIET)


def _seen(page: Page, language: str) -> str:
    seen = f"{label('as_of', language)} {say(page.as_of, language)}"
    if page.known_on:
        seen += f", {label('known_on', language)} {say(page.known_on, language)}"
    return f"{seen}. {label('public', language)}." if page.public else seen


def _section(section: Section, language: str) -> Iterator[RenderableType]:
    for place, block in enumerate(section.blocks):
        if place:
            yield Text()
        yield from _block(block, language)
        note = getattr(block, "note", None)
        if note is not None:
            yield _indented(Text(say(note, language), style=QUIET))


def _indented(part: RenderableType, by: int = MARGIN) -> RenderableType:
    return Padding(part, (0, 0, 0, by), expand=False)


@singledispatch
def _block(block: Block, language: str) -> Iterator[RenderableType]:
    raise TypeError(f"no block of a page: {type(block).__name__} in {language}")


@_block.register
def _paragraph(block: Paragraph, language: str) -> Iterator[RenderableType]:
    yield _indented(Text(say(block.text, language), style=STYLES[block.tone]))


@_block.register
def _decisions(block: Decisions, language: str) -> Iterator[RenderableType]:
    if not block.decisions:
        yield _indented(Text(label("nothing_due", language), style=QUIET))
    for place, one in enumerate(block.decisions):
        if place:
            yield Text()
        yield _indented(_decision(one, language))


def _decision(one: Decision, language: str) -> RenderableType:
    grid = Grid.grid(padding=(0, 2), expand=True)
    grid.add_column(width=17)
    grid.add_column(ratio=1)
    what = Text(say(one.text, language), style=ACCENT)
    what.append(f"  {say(one.item)}", style=f"not bold {QUIET}")
    details = Text(f"{label('decided_by', language)}: {say(one.decided_by, language)}")
    details.append(f"\n{label('waiting', language)}: ")
    details.append_text(_words(one.cost_of_waiting, language))
    if one.note:
        details.append(f"\n{say(one.note, language)}", style=QUIET)
    grid.add_row(_when(one, language), what + Text("\n") + details)
    return grid


def _when(one: Decision, language: str) -> Text:
    if one.by_on is None:
        when = Text(label("no_date", language), style=QUIET)
    else:
        when = Text(say(one.by_on, language), style=ACCENT)
    if one.n_days_left is not None:
        late = one.n_days_left < 0
        when.append(
            f"\n{say(days_left(one.n_days_left), language)}", style="not bold red" if late else "not bold"
        )
    return when


def _words(said: object, language: str, style: str = "") -> Text:
    """Words, dim where unknown, with the reference of a figure dim beside them."""
    unknown = said is None or (isinstance(said, Quantity) and said.value is None)
    text = Text(say(said, language), style=QUIET if unknown else style)
    if isinstance(said, Quantity) and said.figure:
        text.append(f" {say(said.figure)}", style=f"not bold {QUIET}")
    return text


@_block.register
def _numbers(block: Numbers, language: str) -> Iterator[RenderableType]:
    grid = Grid.grid(padding=(0, 2), expand=True)
    grid.add_column(justify="right", no_wrap=True)
    grid.add_column(ratio=1)
    for one in block.numbers:
        grid.add_row(_large(one, language), _told(one, language))
    yield _indented(grid)


def _large(one: Number, language: str) -> Text:
    style = QUIET if one.quantity.value is None else f"bold {STYLES[one.tone]}".strip()
    return Text(say(one.quantity, language), style=style)


def _told(one: Number, language: str) -> Text:
    told = Text(say(one.label, language))
    if one.quantity.figure:
        told.append(f"  {say(one.quantity.figure)}", style=QUIET)
    if one.context:
        told.append(f"\n{say(one.context, language)}", style=QUIET)
    return told


@_block.register
def _table(block: Table, language: str) -> Iterator[RenderableType]:
    yield _indented(Text(say(block.caption, language), style=ACCENT))
    if not block.rows:
        yield _indented(Text(label("nothing", language), style=QUIET))
        return
    kept = [place for place, column in enumerate(block.columns) if column.essential]
    grid = Grid(box=box.SIMPLE_HEAD, padding=(0, 1), pad_edge=False, show_edge=False, expand=False)
    for place in kept:
        _add_column(grid, block.columns[place], language)
    tones = [*block.tones, *["plain"] * len(block.rows)]
    for row, tone in zip(block.rows, tones, strict=False):
        grid.add_row(*(_in_table(row[place], language) for place in kept), style=STYLES[tone])
    yield _indented(grid)


def _add_column(grid: Grid, column: Column, language: str) -> None:
    heading = Text(say(column.heading, language), style=f"not bold {QUIET}")
    grid.add_column(heading, justify="right" if column.numeric else "left", overflow="fold")


def _in_table(said: object, language: str) -> Text:
    """A cell; the reference of a figure stands below its number, so that numbers stay in line."""
    if isinstance(said, Quantity) and said.figure:
        number = _words(dataclasses.replace(said, figure=""), language)
        return number + Text(f"\n{say(said.figure)}", style=f"not bold {QUIET}")
    return _words(said, language)


@_block.register
def _bar_chart(block: BarChart, language: str) -> Iterator[RenderableType]:
    yield _indented(Text(say(block.caption, language), style=ACCENT))
    lengths = [abs(bar.value) for bar in block.bars]
    whole = (sum(lengths) if block.stacked else max(lengths, default=0)) or 1
    grid = Grid.grid(padding=(0, 1))
    grid.add_column(max_width=30)
    grid.add_column(justify="right", no_wrap=True)
    grid.add_column(overflow="fold")
    for bar in block.bars[:MOST_BARS]:
        grid.add_row(_named(bar, language), Text(say(bar.quantity, language)), _drawn(bar, whole))
    yield _indented(grid)
    if len(block.bars) > MOST_BARS:
        more = phrase("and {n} more", n=len(block.bars) - MOST_BARS)
        yield _indented(Text(say(more, language), style=QUIET))


def _named(bar: Bar, language: str) -> Text:
    name = say(bar.label, language)
    return Text(name if bar.group is None else f"{name}, {say(bar.group, language)}")


def _drawn(bar: Bar, whole: float) -> Text:
    """A bar as ticks, hatched where unknown, and the reference of its figure."""
    sign, style = ("█", "blue") if bar.known else ("░", QUIET)
    drawn = Text(sign * round(abs(bar.value) / whole * BAR_WIDTH), style=style)
    if bar.quantity.figure:
        drawn.append(f" {say(bar.quantity.figure)}", style=QUIET)
    return drawn


@_block.register
def _series_chart(block: SeriesChart, language: str) -> Iterator[RenderableType]:
    caption = Text(say(block.caption, language), style=ACCENT)
    known = [(point.on, point.value) for point in block.points if point.value is not None]
    if not known:
        yield _indented(caption + Text(f"  {label('unknown', language)}", style=QUIET))
        return
    yield _indented(caption)
    line = Text(_ticks([point.value for point in block.points]), style="blue")
    yield _indented(line)
    highest = max(known, key=lambda one: one[1])
    yield _indented(Text(say(_run(known[0], known[-1], highest, block.unit, language), language)))


def _run(
    first: tuple[date, float], last: tuple[date, float], highest: tuple[date, float], unit: str, language: str
) -> Phrase:
    return phrase(
        "{first} in {first_month}, {last} in {last_month}; highest {highest} in {highest_month} ({unit})",
        first=first[1],
        first_month=month_in(first[0], language),
        last=last[1],
        last_month=month_in(last[0], language),
        highest=highest[1],
        highest_month=month_in(highest[0], language),
        unit=unit_in(unit, language),
    )


def _ticks(values: list[float | None]) -> str:
    """A line of ticks, lowest to highest; a missing value is a gap. Long series keep their latest part."""
    kept = values[-(PAGE_WIDTH - 2 * MARGIN) :]
    known = [value for value in kept if value is not None]
    low, high = min(0.0, *known, 0.0), max(*known, 0.0)
    steps = len(TICKS) - 1
    spread = (high - low) or 1
    return "".join(" " if value is None else TICKS[round((value - low) / spread * steps)] for value in kept)


@_block.register
def _cell_map(block: CellMap, language: str) -> Iterator[RenderableType]:
    yield _indented(Text(say(block.caption, language), style=ACCENT))
    worst = sorted(block.cells, key=lambda one: (-one.value, one.cell))[:WORST_CELLS]
    named = tuple(
        phrase(
            "{value} at {position}",
            value=number_in(one.value, language),
            position=position(one.latitude, one.longitude),
        )
        for one in worst
    )
    if named:
        said = phrase(
            "{n} cells have a value; the highest: {worst} ({unit}).",
            n=len(block.cells),
            worst=named,
            unit=unit_in(block.unit, language),
        )
        yield _indented(Text(say(said, language)))
    yield _indented(Text(f"{say(block.age, language)} {say(block.disclaimer, language)}", style=QUIET))
