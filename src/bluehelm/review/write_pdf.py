"""A page as a tagged PDF (PDF/UA-1), set by Typst with the fonts it carries.

Texts reach Typst as data, never as source, so nothing in a dossier can become markup. The same page
makes the same bytes: the only moment written into the file is the page's own.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime, time
from functools import lru_cache
from pathlib import Path
from typing import Any

from bluehelm.foundation.languages import say
from bluehelm.foundation.pages import BarChart, Block, CellMap, Page, SeriesChart
from bluehelm.foundation.phrases import Phrase, phrase
from bluehelm.review.chart_tables import table_of
from bluehelm.review.draw_charts import draw
from bluehelm.review.page_as_json import Json, page_as_json
from bluehelm.review.page_labels import LABELS, labels_in

TEMPLATE = Path(__file__).parent / "brief.typ"
FONT = "Libertinus Serif"
MOST_ROWS_IN_ALT_TEXT = 12
WIDTHS_MM = {"bar_chart": 105, "series_chart": 125, "cell_map": 125}
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
            if isinstance(block, BarChart | SeriesChart | CellMap):
                shown["blocks"][place] |= _pictured(block, language, shown["blocks"][place]["kind"])
    return said | {
        "label": labels_in(language),
        "as_of_words": say(page.as_of, language),
        "seen": say(_seen(page), language),
    }


def _seen(page: Page) -> Phrase:
    if page.known_on is None:
        return phrase("{seen} {as_of}", seen=LABELS["as_of"], as_of=page.as_of)
    return phrase(
        "{seen} {as_of}, {known} {known_on}",
        seen=LABELS["as_of"],
        as_of=page.as_of,
        known=LABELS["known_on"],
        known_on=page.known_on,
    )


def _pictured(block: Block, language: str, kind: str) -> Json:
    assert isinstance(block, BarChart | SeriesChart | CellMap)
    return {
        "svg": draw(block, language, FONT),
        "alt": alt_text(block, language),
        "width": WIDTHS_MM[kind],
    }


def alt_text(chart: BarChart | SeriesChart | CellMap, language: str) -> str:
    """What kind of picture it is, and its numbers in words; a long series by its first rows."""
    kind = {BarChart: "bar_chart", SeriesChart: "series_chart", CellMap: "map"}[type(chart)]
    table = table_of(chart, language)
    rows = ["; ".join(say(one, language) for one in row) for row in table.rows[:MOST_ROWS_IN_ALT_TEXT]]
    more = len(table.rows) - len(rows)
    said = f"{say(LABELS[kind], language)}: {say(chart.caption, language)}. {'. '.join(rows)}"
    return f"{said} (+{more})" if more else said


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
