"""`bluehelm mandate focus`: the measures of a mandate, placed among others, with the words that show them."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from bluehelm.cli.console import console, print_json
from bluehelm.cli.show_findings_of_texts import COULD_NOT_READ, show_findings_of_texts, show_written
from bluehelm.desk.mandate_texts_held import corpus_folder
from bluehelm.desk.measure_mandate_focus import MeasuredFocus, focus_of_file, focus_of_mission
from bluehelm.desk.open_workspace import open_mission
from bluehelm.desk.page_files import write_page
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.pages import Page
from bluehelm.mandate.theme_words import read_theme_words
from bluehelm.review.mandate_focus_as_json import focus_as_json
from bluehelm.review.mandate_focus_page import focus_page
from bluehelm.review.show_in_terminal import show_page


def run_focus(
    target: str,
    mission: str | None,
    written_as: str,
    language: str,
    out: Path | None,
    corpus: Path | None,
    themes: Path | None,
    *,
    as_of: date | None,
    today: date,
) -> int:
    """Shows the focus of a text or of the mandate in force, and writes it where a folder is named."""
    made = _measured(target, mission, corpus, themes, as_of, today)
    if written_as == "json":
        print_json(_as_json(made))
    else:
        show_findings_of_texts(made.findings, language)
    if not made.is_known:
        if not made.findings and written_as != "json":
            console().print("No mandate is in force on that day.")
        return COULD_NOT_READ
    page = _page(made, as_of or today)
    if written_as != "json":
        show_page(page, language, console())
    if out is not None:
        paths = write_page(page, out, language, f"focus-{slug_of(made.symbol)}")
        show_written(paths, language, quiet=written_as == "json")
    return 0


def _measured(
    target: str,
    mission: str | None,
    corpus: Path | None,
    themes: Path | None,
    as_of: date | None,
    today: date,
) -> MeasuredFocus:
    folder = corpus_folder(corpus)
    words = None if themes is None else read_theme_words(themes)
    path = Path(target)
    if _is_text(path):
        return focus_of_file(path, folder, None if mission is None else _seen(mission, as_of, today), words)
    return focus_of_mission(_seen(target, as_of, today), folder, words)


def _is_text(path: Path) -> bool:
    return path.is_file() or path.suffix.lower() in {".txt", ".docx", ".pdf"}


def _seen(mission: str, as_of: date | None, today: date) -> Standpoint:
    opened = open_mission(mission, Path.cwd())
    return opened.seen(opened.day_asked(as_of, today))


def _page(made: MeasuredFocus, day: date) -> Page:
    adopted_on = made.resolution.adopted_on if made.resolution else None
    return focus_page(made.symbol, made.mission, made.focus, made.placed, made.judged, adopted_on or day)


def _as_json(made: MeasuredFocus) -> dict[str, object]:
    found = [finding.as_json() for finding in made.findings]
    if not made.is_known:
        return {"findings": found}
    return {
        **focus_as_json(made.symbol, made.mission, made.focus, made.placed, made.judged),
        "findings": found,
    }


def slug_of(symbol: str) -> str:
    """A symbol as part of a file's name.

    >>> slug_of("S/RES/2759 (2024)"), slug_of("")
    ('s-res-2759', 'text')
    """
    return "-".join(re.findall(r"[a-z0-9]+", symbol.lower().partition("(")[0])) or "text"
