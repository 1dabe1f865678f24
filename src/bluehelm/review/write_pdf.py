"""A page as a tagged PDF (PDF/UA-1), set by Typst with the fonts it carries.

Texts reach Typst as data, never as source, so nothing in a dossier can become markup. The same page
makes the same bytes: the only moment written into the file is the page's own.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, time
from functools import lru_cache
from pathlib import Path
from typing import Any

from bluehelm.foundation.languages import say
from bluehelm.foundation.pages import (
    BarChart,
    CellMap,
    Chart,
    HeatMap,
    Page,
    SeriesChart,
    Table,
    Timeline,
    TradeOff,
)
from bluehelm.review.chart_tables import table_of
from bluehelm.review.draw_charts import draw
from bluehelm.review.page_as_json import Json, block_as_json, page_as_json
from bluehelm.review.page_labels import LABELS, labels_in

TEMPLATE = Path(__file__).parent / "brief.typ"
FONT = "Libertinus Serif"
MOST_ROWS_IN_ALT_TEXT = 12
SMALL = 0.8
"""Width of a letter of a reference beside one of a word."""
LINES_OF_HEADING = 2.4
FEW_COLUMNS, WIDEST = 5, 72
"""Widest column, in letters; in a table of many columns half as wide."""
NO_GLYPH = "\ufffd"


def page_as_pdf(page: Page, language: str) -> bytes:
    """The whole PDF; signs that the fonts cannot show are shown as a replacement sign."""
    from typst import TypstError

    said = _for_typst(page, language)
    attempts: tuple[Callable[[str], str], ...] = (str, _without_rare_signs, _latin_only)
    for attempt in attempts[:-1]:
        try:
            return _set(_each_text(said, attempt), page)
        except TypstError as error:
            if "could not be displayed" not in str(error):
                raise
    return _set(_each_text(said, attempts[-1]), page)


def _set(said: Json, page: Page) -> bytes:
    import typst

    moment = datetime.combine(page.known_on or page.as_of, time(), UTC)
    made: bytes = typst.compile(
        TEMPLATE.read_bytes(),
        font_paths=_fonts(),
        sys_inputs={"page": json.dumps(said)},
        pdf_standards=["ua-1"],
        timestamp=moment,
    )
    return made


@lru_cache(maxsize=1)
def _fonts() -> Any:
    """Only the fonts that come with Typst, so that the page looks the same on every machine."""
    import typst

    return typst.Fonts(include_system_fonts=False)


def _for_typst(page: Page, language: str) -> Json:
    said = page_as_json(page, language)
    for section, shown in zip(page.sections, said["sections"], strict=True):
        for place, block in enumerate(section.blocks):
            if isinstance(block, Chart):
                shown["blocks"][place] |= _pictured(block, language)
            if isinstance(block, Table):
                shown["blocks"][place] |= layout_of(shown["blocks"][place])
    return said | {
        "label": labels_in(language),
        "as_of_words": say(page.as_of, language),
        "known_on_words": say(page.known_on, language) if page.known_on else "",
    }


def _pictured(block: Chart, language: str) -> Json:
    """The picture with its alternative text; a few bars stand beside their numbers and references."""
    pictured = {"svg": draw(block, language, FONT), "alt": alt_text(block, language)}
    if not isinstance(block, BarChart):
        return pictured
    table = block_as_json(table_of(block, language), language)
    return pictured | {"table": table | layout_of(table)}


def layout_of(table: Json) -> Json:
    """How wide each column should be beside the others, by the letters it holds.

    Where one column alone has references of figures, they stand beside their numbers.
    """
    columns = [[row["cells"][place] for row in table["rows"]] for place in range(len(table["columns"]))]
    most = WIDEST if len(columns) <= FEW_COLUMNS else WIDEST // 2
    beside = sum(any(one["figure"] for one in cells) for cells in columns) == 1
    widths = [
        _width(column, cells, most, beside=beside)
        for column, cells in zip(table["columns"], columns, strict=True)
    ]
    return {"widths": widths, "references_beside": beside}


def _width(column: Json, cells: list[Json], most: int, *, beside: bool) -> float:
    words = [word for text in (column["heading"], *(one["text"] for one in cells)) for word in _parts(text)]
    longest_word = max(map(len, words), default=1)
    longest_text = max((len(one["text"]) for one in cells), default=1)
    if cells and all(one["form"] == "reference" for one in cells):
        return SMALL * longest_text + 3
    longest_reference = max((len(one["figure"]) for one in cells), default=0)
    if column["numeric"] and beside and longest_reference:
        return max(longest_word, longest_text + SMALL * longest_reference + 1) + 3
    if column["numeric"]:
        heading = len(column["heading"]) / LINES_OF_HEADING
        return max(longest_word, longest_text, min(SMALL * longest_reference, 18), heading, 7) + 3
    return max(longest_word, min(longest_text, 30 + longest_text / 4, most), 6) + 4


def _parts(text: str) -> list[str]:
    """Where a text may be broken at the end of a line."""
    return text.replace("-", "- ").replace("/", "/ ").split()


def alt_text(chart: Chart, language: str) -> str:
    """What kind of picture it is, and its numbers in words; a long series by its first rows."""
    kind = KINDS[type(chart)]
    table = table_of(chart, language)
    rows = ["; ".join(say(one, language) for one in row) for row in table.rows[:MOST_ROWS_IN_ALT_TEXT]]
    more = len(table.rows) - len(rows)
    said = f"{say(LABELS[kind], language)}: {say(chart.caption, language)}. {'. '.join(rows)}"
    return f"{said} (+{more})" if more else said


KINDS: Mapping[type[Chart], str] = {
    BarChart: "bar_chart",
    SeriesChart: "series_chart",
    CellMap: "map",
    Timeline: "timeline",
    TradeOff: "trade_off",
    HeatMap: "heat_map",
}


def _each_text(thing: Any, change: Callable[[str], str]) -> Any:
    if isinstance(thing, str):
        return change(thing)
    if isinstance(thing, dict):
        return {name: _each_text(value, change) for name, value in thing.items()}
    if isinstance(thing, list):
        return [_each_text(one, change) for one in thing]
    return thing


_SCRIPTS = ("LATIN", "GREEK", "CYRILLIC")


def _without_rare_signs(text: str) -> str:
    return "".join(one if ord(one) < 0x250 or _is_common(one) else NO_GLYPH for one in text)


def _is_common(sign: str) -> bool:
    return 0x2010 <= ord(sign) <= 0x2044 or unicodedata.name(sign, "").startswith(_SCRIPTS)


def _latin_only(text: str) -> str:
    return "".join(one if ord(one) < 0x180 or one in "–—’‘“”…−• " else NO_GLYPH for one in text)
