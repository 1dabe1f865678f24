"""What `bluehelm finance cut` and `add-task` do when they are called."""

from __future__ import annotations

import os
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

from rich.console import Console
from rich.status import Status

from bluehelm.cli.console import console, print_json
from bluehelm.desk.open_workspace import open_mission
from bluehelm.desk.page_files import write_page
from bluehelm.desk.write_consequence_note import CutAsked, added_task_page, cut_page
from bluehelm.foundation.languages import say
from bluehelm.foundation.pages import Page
from bluehelm.foundation.phrases import phrase
from bluehelm.review.added_task import AddedTask
from bluehelm.review.page_as_json import page_as_json
from bluehelm.review.show_in_terminal import show_page


def run_cut(
    target: str,
    written_as: str,
    language: str,
    out: Path | None,
    *,
    from_on: date,
    percent: Decimal | None,
    usd: Decimal | None,
    from_outputs_usd: Decimal | None,
    known_on: date | None,
) -> int:
    """Prints the consequence note of a cut, and writes it where a folder is named."""
    opened = open_mission(target, Path.cwd())
    asked = CutAsked(from_on, percent, usd, from_outputs_usd, known_on)
    return _shown(cut_page(opened, asked), written_as, language, out, f"{opened.name}-cut")


def run_add_task(
    target: str,
    written_as: str,
    language: str,
    out: Path | None,
    *,
    asked: AddedTask,
    known_on: date | None,
) -> int:
    """Prints what an added task does, and writes it where a folder is named."""
    opened = open_mission(target, Path.cwd())
    return _shown(
        added_task_page(opened, asked, known_on), written_as, language, out, f"{opened.name}-added-task"
    )


def _shown(page: Page, written_as: str, language: str, out: Path | None, name: str) -> int:
    if written_as == "json":
        print_json(page_as_json(page, language))
    else:
        show_page(page, language, console())
    if out is not None:
        screen = Console(stderr=True, force_terminal=sys.stderr.isatty() or None)
        with Status(say(phrase("Writing the note …"), language), console=screen):
            paths = write_page(page, out, language, name, ("pdf", "docx", "html"))
        written = ", ".join(os.path.relpath(path) for path in paths)
        screen.print(say(phrase("Written: {files}", files=written), language), style="dim", soft_wrap=True)
    return 0
