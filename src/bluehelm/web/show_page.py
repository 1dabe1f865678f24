"""Setting a page: the templates, the words of the interface, and the blocks that briefs are made of too."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from bluehelm import __version__
from bluehelm.foundation.languages import say, translated
from bluehelm.foundation.pages import BarChart, CellMap, Section, SeriesChart
from bluehelm.review.chart_tables import table_of
from bluehelm.review.mark_english import as_markup, unmarked, with_marks
from bluehelm.review.page_as_json import Json, block_as_json, section_as_json
from bluehelm.review.page_labels import labels_in
from bluehelm.review.write_html import HERE as BLOCKS
from bluehelm.web.languages_of_people import language_of_code
from bluehelm.web.rooms_of_mission import ROOMS

HERE = Path(__file__).parent


def environment(**options: Any) -> Any:
    """What Django sets our pages with: our templates, and the blocks of a brief."""
    from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined

    options |= {
        "loader": ChoiceLoader([FileSystemLoader(HERE / "pages"), FileSystemLoader(BLOCKS)]),
        "undefined": StrictUndefined,
        "finalize": as_markup,
        "trim_blocks": True,
        "lstrip_blocks": True,
        "autoescape": True,
    }
    made = Environment(**options)  # noqa: S701 - autoescape is on
    made.filters["unmarked"] = unmarked
    made.globals |= {"style_name": style_name(), "version": __version__, "rooms": ROOMS}
    return made


@lru_cache(maxsize=1)
def style() -> str:
    """One style for everything: that of a brief, and what pages with forms need besides."""
    return "".join(
        path.read_text(encoding="utf-8") for path in (BLOCKS / "brief.css", HERE / "pages" / "workspace.css")
    )


@lru_cache(maxsize=1)
def style_name() -> str:
    """The name of the style, which changes when it does."""
    return f"style-{hashlib.sha256(style().encode()).hexdigest()[:12]}.css"


def language_now() -> str:
    """The language of whoever is asking."""
    return language_of_code(get_language())


def show(request: HttpRequest, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """A page in the language of the reader, with what every page needs."""
    language = language_now()
    shared = {
        "language": language,
        "other_language": "fr" if language == "en" else "en",
        "t": lambda text, **values: _filled(translated(text, language), values, language),
        "say": lambda said: say(said, language),
        "label": labels_in(language),
        "account": request.user if hasattr(request, "user") and request.user.is_authenticated else None,
        "visit": None,
        "here": request.get_full_path(),
        "room_now": "",
    }
    return render(request, template, {**shared, **context}, status=status, using="pages")


def _filled(template: str, values: dict[str, object], language: str) -> str:
    return (
        template.format(**{name: say(value, language) for name, value in values.items()})
        if values
        else template
    )


def sections_shown(sections: list[Section], language: str, charts_at: str) -> list[Json]:
    """Sections ready for a template; each chart has the address of its picture and its table."""
    shown = []
    for section in sections:
        told = section_as_json(with_marks(section, language), language)
        for place, block in enumerate(section.blocks):
            if isinstance(block, BarChart | SeriesChart | CellMap):
                told["blocks"][place] |= {
                    "name": f"{section.name}-{place}",
                    "address": charts_at.format(section=section.name, place=place),
                    "table": block_as_json(table_of(block, language), language),
                }
        shown.append(told)
    return shown
