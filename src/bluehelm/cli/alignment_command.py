"""`bluehelm plan alignment`: in the terminal, as JSON, and as files."""

from __future__ import annotations

import os
from datetime import date, datetime
from pathlib import Path

from rich.text import Text

from bluehelm.cli.console import console, print_json
from bluehelm.desk.align_plan import align_plan, write_alignment
from bluehelm.desk.open_workspace import open_mission
from bluehelm.review.page_as_json import page_as_json
from bluehelm.review.show_in_terminal import show_page


def run_alignment(
    target: str,
    written_as: str,
    language: str,
    out: Path | None,
    *,
    as_of: date | None,
    known_on: date | None,
    public: bool,
) -> int:
    """Prints the alignment of plan, money and posts; writes it where a folder is given."""
    opened = open_mission(target, Path.cwd())
    day = opened.day_asked(as_of, datetime.now().astimezone().date())
    page = align_plan(opened, as_of=day, known_on=known_on, public=public)
    if written_as == "json":
        print_json(page_as_json(page, language))
        return 0
    show_page(page, language, console())
    if out is not None:
        for path in write_alignment(page, out, language, opened.name):
            console().print(Text(os.path.relpath(path)), soft_wrap=True)
    return 0
