"""Pages: what a brief or report says, before it is set in a terminal, on a web page or in a PDF.

The same page is rendered everywhere, so that no format can say more, or less, than another.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from bluehelm.foundation.phrases import InBoth, Marked, Phrase, Quantity

Said = Phrase | InBoth | Quantity | Marked | date | int | str | None
"""Anything a cell can hold; None is shown as unknown."""

Tone = Literal["plain", "bad", "good", "grey"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A sentence or two. `tone` is a hint for colour, never the only sign."""

    text: Phrase
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision that is due: what, who decides, by when, and what waiting costs."""

    text: Said
    decided_by: Said
    by_on: date | None
    cost_of_waiting: Said
    item: str
    n_days_left: int | None = None
    note: Phrase | None = None


@dataclass(frozen=True, slots=True)
class Decisions:
    """The decisions that open a brief."""

    decisions: tuple[Decision, ...]


@dataclass(frozen=True, slots=True)
class Number:
    """A number large enough to be read from across the table, with its label and one line of context."""

    label: Phrase
    quantity: Quantity
    context: Phrase | None = None
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Numbers:
    """A row of large numbers."""

    numbers: tuple[Number, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. `essential` columns stay when the page is narrow."""

    heading: Phrase
    numeric: bool = False
    essential: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption; a row may carry a tone. `whole`: the terminal shows every row, too."""

    caption: Phrase
    columns: tuple[Column, ...]
    rows: tuple[tuple[Said, ...], ...]
    tones: tuple[Tone, ...] = ()
    note: Phrase | None = None
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a bar chart; `known` false is drawn in grey."""

    label: Said
    value: float
    quantity: Quantity
    group: Said = None
    known: bool = True


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars side by side, or stacked to one bar where `stacked`; the table beside it says the same."""

    caption: Phrase
    bars: tuple[Bar, ...]
    unit: str
    stacked: bool = False
    note: Phrase | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """One value of a series; `low` and `high` are the range where there is one."""

    on: date
    value: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """A single value set into a series to be compared with it; `main` is the one that is asked about."""

    label: Said
    on: date
    value: float
    main: bool = False


@dataclass(frozen=True, slots=True)
class SeriesChart:
    """A series over time; `marks` are single values beside it, `yearly` says that each point is a year."""

    caption: Phrase
    points: tuple[Point, ...]
    unit: str
    note: Phrase | None = None
    marks: tuple[Mark, ...] = ()
    yearly: bool = False


@dataclass(frozen=True, slots=True)
class MapCell:
    """A grid cell of half a degree by its south-west corner, with a value."""

    cell: int
    latitude: float
    longitude: float
    value: float


@dataclass(frozen=True, slots=True)
class MapPoint:
    """A base on a map."""

    name: str
    latitude: float
    longitude: float
    role: str = ""


@dataclass(frozen=True, slots=True)
class CellMap:
    """Cells and bases on a map without boundaries; `age` says how old the data are, on the map itself."""

    caption: Phrase
    cells: tuple[MapCell, ...]
    points: tuple[MapPoint, ...]
    unit: str
    age: Phrase
    disclaimer: Phrase
    note: Phrase | None = None


Shade = Literal[
    "one", "other", "calm", "between", "alarm", "unknown", "open", "decided", "period", "next", "cut",
    "planned", "quiet",
]  # fmt: skip
"""How a stretch of a timeline is drawn; phases alternate 'one' and 'other', years 'period' and 'next'.

'planned' is not on record yet; 'quiet' is there to be counted by, as calendar years are.
"""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of time in a row of a timeline, with what held in it; `until_on` is exclusive."""

    row: Said
    label: Said
    from_on: date
    until_on: date
    shade: Shade


@dataclass(frozen=True, slots=True)
class Timeline:
    """Rows of stretches over time, one below the other; `as_of` is the day looked from, where it is shown."""

    caption: Phrase
    stretches: tuple[Stretch, ...]
    note: Phrase | None = None
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class TradeOffMark:
    """A point in a picture of trade-offs; `chosen` ones are named and drawn large."""

    x: float
    y: float
    group: Said
    label: Said = None
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class TradeOff:
    """What is gained against what it costs: points in two measures, each a share from 0 to 1."""

    caption: Phrase
    x: Phrase
    y: Phrase
    marks: tuple[TradeOffMark, ...]
    note: Phrase | None = None


@dataclass(frozen=True, slots=True)
class Square:
    """One square of a heat map: a row, a month, and a share from 0 to 1."""

    row: Said
    on: date
    value: float


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Shares from 0 to 1 by row and month; the darker, the higher."""

    caption: Phrase
    squares: tuple[Square, ...]
    legend: Phrase
    note: Phrase | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a text that follow each other: the same in both versions, taken out, or put in."""

    kind: Literal["same", "out", "in"]
    text: str


@dataclass(frozen=True, slots=True)
class ComparedText:
    """A text in two versions, word by word; `remarks` name what weighs most."""

    label: Phrase
    words: tuple[Words, ...]
    remarks: tuple[Phrase, ...] = ()
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class ComparedTexts:
    """Texts in two versions; narrow formats may leave out words far from any change."""

    texts: tuple[ComparedText, ...]
    note: Phrase | None = None


Chart = BarChart | SeriesChart | CellMap | Timeline | TradeOff | HeatMap
"""Blocks that are drawn, and beside which a table says the same."""

Block = Paragraph | Decisions | Numbers | Table | Chart | ComparedTexts


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page. `in_terminal` false leaves it to the longer formats; `annex`: it stands last."""

    heading: Phrase
    blocks: tuple[Block, ...]
    name: str
    in_terminal: bool = True
    annex: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A whole brief: title, the moment it looks from, sections, and the small print."""

    title: Phrase
    subtitle: Phrase
    as_of: date
    known_on: date | None
    sections: tuple[Section, ...]
    small_print: tuple[Phrase, ...] = ()
    public: bool = False
