"""`bluehelm brief`: one page in the terminal, the whole as a web page and a PDF."""

from __future__ import annotations

import os
import sys
from datetime import date, datetime
from pathlib import Path

from rich.console import Console
from rich.status import Status

from bluehelm.cli.console import console, print_json
from bluehelm.desk.brief_mission import brief_mission
from bluehelm.desk.open_workspace import open_mission
from bluehelm.desk.page_files import write_page
from bluehelm.foundation.languages import say
from bluehelm.foundation.phrases import phrase
from bluehelm.review.page_as_json import page_as_json
from bluehelm.review.show_in_terminal import show_page

FOLDER = "briefs"


def run_brief(
    target: str,
    written_as: str,
    language: str,
    out: Path | None,
    *,
    as_of: date | None,
    known_on: date | None,
    public: bool,
    strike: str | None,
) -> int:
    """Prints the brief and writes it; JSON is printed alone."""
    opened = open_mission(target, Path.cwd())
    day = opened.day_asked(as_of, datetime.now().astimezone().date())
    page = brief_mission(opened, as_of=day, known_on=known_on, public=public, strike=strike)
    if written_as == "json":
        print_json(page_as_json(page, language))
        return 0
    screen = console()
    show_page(page, language, screen)
    folder = out or opened.workspace.folder / FOLDER
    with _at_work(say(phrase("Writing the web page and the PDF …"), language)):
        paths = write_page(page, folder, language, opened.name)
    written = ", ".join(os.path.relpath(path) for path in paths)
    screen.print(say(phrase("Written: {files}", files=written), language), style="dim", soft_wrap=True)
    return 0


def _at_work(words: str) -> Status:
    """A sign of life on standard error while pages are set; silent when nobody watches."""
    return Status(words, console=Console(stderr=True, force_terminal=sys.stderr.isatty() or None))
