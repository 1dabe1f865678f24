"""A page as one web page: nothing is loaded from anywhere, no script runs, and it prints on A4."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from bluehelm.foundation.languages import say
from bluehelm.foundation.pages import BarChart, Block, CellMap, Page, SeriesChart, TimeChart
from bluehelm.review.chart_tables import table_of
from bluehelm.review.draw_charts import draw, with_own_names
from bluehelm.review.mark_english import as_markup, unmarked, with_marks
from bluehelm.review.page_as_json import Json, block_as_json, page_as_json
from bluehelm.review.page_labels import labels_in

HERE = Path(__file__).parent
SYSTEM_FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', sans-serif"


def page_as_html(page: Page, language: str) -> str:
    """The whole web page as text."""
    said = page_as_json(with_marks(page, language), language)
    for number, (section, shown) in enumerate(zip(page.sections, said["sections"], strict=True), start=1):
        shown["name"] = _anchor(shown["name"], number)
        for place, block in enumerate(section.blocks):
            if isinstance(block, BarChart | SeriesChart | TimeChart | CellMap):
                shown["blocks"][place] |= _pictured(block, language, f"chart-{number}-{place}")
    web_page: str = _template().render(
        page=said,
        label=labels_in(language),
        known_on=say(page.known_on, language) if page.known_on else "",
        style=_style(),
    )
    return web_page


def _anchor(name: str, number: int) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or f"part-{number}"


def _pictured(block: Block, language: str, name: str) -> Json:
    """The chart as SVG that may stand in a page, and its numbers as a table."""
    assert isinstance(block, BarChart | SeriesChart | TimeChart | CellMap)
    from markupsafe import Markup

    svg = with_own_names(draw(block, language, SYSTEM_FONT), name)
    return {
        "svg": Markup(_inline(svg)),  # noqa: S704 - Vega writes every text of the chart escaped
        "name": name,
        "table": block_as_json(table_of(block, language), language),
    }


def _inline(svg: str) -> str:
    """The SVG as an element of a page: hidden from readers who get the caption and the table instead."""
    return re.sub(r"^<svg [^>]*?(width=\"[\d.]+\") [^>]*?(viewBox=\"[^\"]+\")[^>]*>", _opening, svg, count=1)


def _opening(found: re.Match[str]) -> str:
    return f'<svg {found[1]} {found[2]} role="img" aria-hidden="true" focusable="false">'


@lru_cache(maxsize=1)
def _template() -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(HERE),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=as_markup,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["unmarked"] = unmarked
    return environment.get_template("brief.html.jinja")


@lru_cache(maxsize=1)
def _style() -> Any:
    from markupsafe import Markup

    return Markup((HERE / "brief.css").read_text(encoding="utf-8"))  # noqa: S704 - our own file
