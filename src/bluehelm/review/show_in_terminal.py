"""A page in the terminal: 80 columns, calm, and just as clear without colour.

The terminal shows the one page that is read first. Tables keep their essential columns and first
rows, a section its first table or picture; a chart becomes small bars or a line of ticks, a map a
sentence. The web page and the PDF show the rest.
"""

from __future__ import annotations

import dataclasses
import textwrap
from collections.abc import Iterator, Sequence
from datetime import date
from functools import singledispatch
from typing import Literal

from rich import box
from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table as Grid
from rich.text import Text

from bluehelm.foundation import languages
from bluehelm.foundation.numbers_and_dates import NO_BREAK_SPACE, month_in
from bluehelm.foundation.pages import (
    Bar,
    BarChart,
    Block,
    CellMap,
    Chart,
    ComparedTexts,
    Decision,
    Decisions,
    HeatMap,
    Number,
    Numbers,
    Page,
    Paragraph,
    Said,
    Section,
    SeriesChart,
    Table,
    Timeline,
    TradeOff,
)
from bluehelm.foundation.phrases import Marked, Phrase, Quantity, phrase
from bluehelm.review.cell_map_in_terminal import cell_map_in_terminal
from bluehelm.review.compared_texts_in_terminal import versions_in_terminal
from bluehelm.review.heat_map_in_terminal import heat_map_in_terminal
from bluehelm.review.page_labels import LABELS, as_sentence, days_left
from bluehelm.review.ticks_in_terminal import ticks
from bluehelm.review.timeline_in_terminal import picture_in_terminal

PAGE_WIDTH = 80
MARGIN = 2
BAR_WIDTH = 24
MOST_BARS = 8
MOST_DECISIONS = 3
MOST_ROWS = 3
MOST_SIGNS = 150
STYLES = {"plain": "", "bad": "red", "good": "green", "grey": "dim"}
KEPT_SPACE = "\ue000"
"""Stands for a space where a line must not break, until the page is printed."""
HEADING, ACCENT, QUIET = "bold blue", "bold", "dim"


def show_page(page: Page, language: str, console: Console) -> None:
    """Prints the page; sections meant for longer formats are left out."""
    with console.capture() as captured:
        for part in _page(page, language):
            console.print(part, width=min(console.width, PAGE_WIDTH))
    lines = (line.rstrip() for line in captured.get().replace(KEPT_SPACE, " ").splitlines())
    console.file.write("\n".join(lines) + "\n")


def say(said: object, language: str) -> str:
    """Words for the terminal: Rich would break a line at any kind of space."""
    return languages.say(said, language).replace(NO_BREAK_SPACE, KEPT_SPACE)


def label(name: str, language: str) -> str:
    """One label for the terminal."""
    return say(LABELS[name], language)


def _page(page: Page, language: str) -> Iterator[RenderableType]:
    yield Text(say(page.title, language), style=ACCENT)
    yield Text(say(page.subtitle, language))
    yield from (Text(one, style=QUIET) for one in _seen(page, language))
    for section in page.sections:
        if section.in_terminal:
            yield Text()
            yield Rule(
                Text(as_sentence(say(section.heading, language)), style=HEADING), align="left", style=QUIET
            )
            yield from _section(section, language)
    yield Text()
    yield Rule(style=QUIET)
    yield from _left_out(page, language)
    yield from (Text(say(one, language), style=QUIET) for one in page.small_print[-1:])


def _left_out(page: Page, language: str) -> Iterator[RenderableType]:
    """The headings of what only the longer formats show."""
    headings = [as_sentence(say(one.heading, language)) for one in page.sections if not one.in_terminal]
    if headings:
        said = phrase(
            "Also on the web page and in the PDF: {headings}.",
            headings=label("semicolon", language).join(headings),
        )
        yield Text(say(said, language), style=QUIET)


def _seen(page: Page, language: str) -> Iterator[str]:
    if page.known_on:
        yield f"{label('known_on', language)} {say(page.known_on, language)}"
    if page.public:
        yield label("public", language)


def _section(section: Section, language: str) -> Iterator[RenderableType]:
    heading = say(section.heading, language)
    for place, block in enumerate(_read_first(section.blocks)):
        caption = getattr(block, "caption", None)
        if caption is not None and place and say(caption, language) != heading:
            yield _indented(Text(as_sentence(say(caption, language)), style=ACCENT))
        yield from _block(block, language)


def _read_first(blocks: Sequence[Block]) -> Iterator[Block]:
    """Sentences, numbers and decisions, and of tables and pictures the first."""
    pictured = False
    for block in blocks:
        if isinstance(block, Table | Chart):
            if pictured:
                continue
            pictured = True
        yield block


def _indented(part: RenderableType, by: int = MARGIN) -> RenderableType:
    return Padding(part, (0, 0, 0, by), expand=False)


@singledispatch
def _block(block: Block, language: str) -> Iterator[RenderableType]:
    raise TypeError(f"no block of a page: {type(block).__name__} in {language}")


@_block.register
def _paragraph(block: Paragraph, language: str) -> Iterator[RenderableType]:
    yield _indented(Text(as_sentence(say(block.text, language)), style=STYLES[block.tone]))


@_block.register
def _decisions(block: Decisions, language: str) -> Iterator[RenderableType]:
    if not block.decisions:
        yield _indented(Text(label("nothing_due", language), style=QUIET))
    for one in block.decisions[:MOST_DECISIONS]:
        yield _indented(_decision(one, language))
    yield from _more(len(block.decisions) - MOST_DECISIONS, language)


def _more(n_left: int, language: str) -> Iterator[RenderableType]:
    """A line that says how much more the longer formats hold."""
    if n_left > 0:
        said = phrase("{n} more on the web page and in the PDF.", n=n_left)
        yield _indented(Text(say(said, language), style=QUIET))


def _decision(one: Decision, language: str) -> RenderableType:
    grid = Grid.grid(padding=(0, 2), expand=True)
    grid.add_column(width=17)
    grid.add_column(ratio=1)
    what = Text(as_sentence(say(one.text, language)), style=ACCENT)
    what.append(f"  {languages.printable(one.item)}", style=f"not bold {QUIET}")
    colon = label("colon", language)
    details = Text(f"{label('decided_by', language)}{colon}{say(one.decided_by, language)}")
    details.append(f"\n{label('waiting', language)}{colon}")
    details.append_text(_shortened(_words(one.cost_of_waiting, language)))
    grid.add_row(_when(one, language), what + Text("\n") + details)
    return grid


def _shortened(text: Text) -> Text:
    """At most two lines or so; the longer formats say all of it."""
    if len(text) <= MOST_SIGNS:
        return text
    kept = text[:MOST_SIGNS]
    kept.right_crop(len(kept) - kept.plain.rfind(" "))
    return kept.append(" …")


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
    if isinstance(said, Marked):
        return _words(said.said, language, STYLES[said.tone])
    unknown = said is None or (isinstance(said, Quantity) and said.value is None)
    text = Text(say(said, language), style=QUIET if unknown else style)
    if isinstance(said, Quantity) and said.figure:
        text.append(f" {languages.printable(said.figure)}", style=f"not bold {QUIET}")
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
        told.append(f"  {languages.printable(one.quantity.figure)}", style=QUIET)
    if one.context:
        told.append(f"\n{say(one.context, language)}", style=QUIET)
    return told


@_block.register
def _table(block: Table, language: str) -> Iterator[RenderableType]:
    if not block.rows:
        yield _indented(Text(label("nothing", language), style=QUIET))
        return
    kept = [place for place, column in enumerate(block.columns) if column.essential]
    most = len(block.rows) if block.whole else MOST_ROWS
    marks: dict[str, int] = {}
    rows = [[_marked(row[place], marks, language) for place in kept] for row in block.rows[:most]]
    headings = [say(block.columns[place].heading, language) for place in kept]
    grid = Grid(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, show_edge=False)
    for place, heading, width in zip(kept, headings, _widths(headings, rows), strict=True):
        justify: Literal["left", "right"] = "right" if block.columns[place].numeric else "left"
        shown = Text(heading, style=f"not bold {QUIET}")
        grid.add_column(shown, justify=justify, overflow="fold", width=width)
    tones = [*block.tones, *["plain"] * len(rows)]
    for row, tone in zip(rows, tones, strict=False):
        grid.add_row(*row, style=STYLES[tone])
    yield _indented(grid)
    if marks:
        yield _indented(_references(marks))
    yield from _more(len(block.rows) - most, language)


def _widths(headings: list[str], rows: list[list[Text]]) -> list[int]:
    """The width of each column: room for its longest word, and the rest to those who need it most."""
    columns = [[heading, *(row[place].plain for row in rows)] for place, heading in enumerate(headings)]
    natural = [max(cell_len(text) for text in column) for column in columns]
    longest = [max(cell_len(word) for text in column for word in text.split() or [" "]) for column in columns]
    room = PAGE_WIDTH - MARGIN - 2 * (len(columns) - 1)
    most = max(longest)
    while most > 1 and sum(min(one, most) for one in longest) > room:
        most -= 1
    given = [min(one, most) for one in longest]
    for _ in range(room - sum(given)):
        neediest = max(range(len(given)), key=lambda place: natural[place] / given[place])
        given[neediest] += natural[neediest] > given[neediest]
    return given


def _marked(said: Said, marks: dict[str, int], language: str) -> Text:
    """A cell; the reference of its figure is a number in brackets, spelt out below the table."""
    if isinstance(said, date):
        return Text(say(said, language).replace(" ", KEPT_SPACE))
    if not isinstance(said, Quantity) or not said.figure:
        return _shortened(_words(said, language))
    mark = marks.setdefault(languages.printable(said.figure), len(marks) + 1)
    bare = _words(dataclasses.replace(said, figure=""), language)
    return bare + Text(f"{KEPT_SPACE}[{mark}]", style=f"not bold {QUIET}")


def _references(marks: dict[str, int]) -> Text:
    named = "  ".join(f"[{mark}]{KEPT_SPACE}{name}" for name, mark in marks.items())
    return Text("\n".join(textwrap.wrap(named, PAGE_WIDTH - 2 * MARGIN, break_on_hyphens=False)), style=QUIET)


@_block.register
def _bar_chart(block: BarChart, language: str) -> Iterator[RenderableType]:
    lengths = [abs(bar.value) for bar in block.bars]
    whole = (sum(lengths) if block.stacked else max(lengths, default=0)) or 1
    grid = Grid.grid(padding=(0, 1))
    grid.add_column(max_width=36)
    grid.add_column(justify="right", no_wrap=True)
    grid.add_column(no_wrap=True)
    for bar in block.bars[:MOST_BARS]:
        grid.add_row(_named(bar, language), Text(say(bar.quantity, language)), _drawn(bar, whole))
    yield _indented(grid)
    if len(block.bars) > MOST_BARS:
        more = phrase("and {n} more", n=len(block.bars) - MOST_BARS)
        yield _indented(Text(say(more, language), style=QUIET))


def _named(bar: Bar, language: str) -> Text:
    """The name of a bar, and dim below it the reference of its figure."""
    name = say(bar.label, language)
    named = Text(name if bar.group is None else f"{name}, {say(bar.group, language)}")
    if bar.quantity.figure:
        named.append(f"\n{languages.printable(bar.quantity.figure)}", style=QUIET)
    return named


def _drawn(bar: Bar, whole: float) -> Text:
    """A bar as ticks, hatched where unknown."""
    sign, style = ("█", "blue") if bar.known else ("░", QUIET)
    return Text(sign * round(abs(bar.value) / whole * BAR_WIDTH), style=style)


@_block.register
def _series_chart(block: SeriesChart, language: str) -> Iterator[RenderableType]:
    known = [(point.on, point.value) for point in block.points if point.value is not None]
    if not known:
        yield _indented(Text(label("unknown", language), style=QUIET))
        return
    line = Text(ticks([point.value for point in block.points], PAGE_WIDTH - 2 * MARGIN), style="blue")
    yield _indented(line)
    highest = max(known, key=lambda one: one[1])
    yield _indented(Text(say(_run(block, known[0], known[-1], highest, language), language)))
    for one in block.marks:
        marked = phrase("{what}: {value}", what=one.label, value=Quantity(one.value, block.unit))
        yield _indented(Text(say(marked, language), style="bold" if one.main else QUIET))


def _run(
    block: SeriesChart,
    first: tuple[date, float],
    last: tuple[date, float],
    highest: tuple[date, float],
    language: str,
) -> Phrase:
    def when(day: date) -> str:
        return str(day.year) if block.yearly else month_in(day, language)

    return phrase(
        "{first} in {first_month}, {last} in {last_month}; highest {highest} in {highest_month} ({unit})",
        first=first[1],
        first_month=when(first[0]),
        last=last[1],
        last_month=when(last[0]),
        highest=highest[1],
        highest_month=when(highest[0]),
        unit=languages.unit_in(block.unit, language),
    )


@_block.register
def _cell_map(block: CellMap, language: str) -> Iterator[RenderableType]:
    yield from map(_indented, cell_map_in_terminal(block, language))


@_block.register
def _pictures(block: Timeline | TradeOff, language: str) -> Iterator[RenderableType]:
    yield from map(_indented, picture_in_terminal(block, language))


@_block.register
def _heat_map(block: HeatMap, language: str) -> Iterator[RenderableType]:
    yield from map(_indented, heat_map_in_terminal(block, language))


@_block.register
def _compared_texts(block: ComparedTexts, language: str) -> Iterator[RenderableType]:
    if not block.texts:
        yield _indented(Text(label("nothing", language), style=QUIET))
    for one in block.texts:
        yield _indented(Text(as_sentence(say(one.label, language)), style=f"{ACCENT} {STYLES[one.tone]}"))
        yield _indented(versions_in_terminal(one), 2 * MARGIN)
        yield _indented(Text("".join(f"{say(remark, language)}\n" for remark in one.remarks), style=QUIET), 4)
