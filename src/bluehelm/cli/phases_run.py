"""`bluehelm phases`: pages printed, written as JSON, or put into a folder to print."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.status import Status

from bluehelm.cli.console import console, print_json
from bluehelm.desk.open_workspace import open_mission
from bluehelm.desk.page_files import write_page
from bluehelm.desk.replay_phases_of_mission import (
    phase_status,
    replay_page,
    replayed_phases,
    tuning_page,
    verification_page,
    verified_phases,
)
from bluehelm.foundation.languages import say
from bluehelm.foundation.pages import Page
from bluehelm.foundation.phrases import phrase
from bluehelm.phases.threshold_grid import Wanted
from bluehelm.review.page_as_json import page_as_json
from bluehelm.review.show_in_terminal import show_page


def run_status(
    target: str,
    written_as: str,
    language: str,
    out: Path | None,
    *,
    as_of: date | None,
    known_on: date | None,
    today: date,
) -> int:
    """Prints where a mission stands in its phases."""
    opened = open_mission(target, Path.cwd())
    page = phase_status(opened, as_of=opened.day_asked(as_of, today), known_on=known_on)
    return shown(page, written_as, language, out, f"{opened.name}-phases")


def run_replay(
    target: str,
    written_as: str,
    language: str,
    out: Path | None,
    *,
    first: date | None,
    last: date | None,
    today: date,
) -> int:
    """Prints how the phase plan would have done."""
    opened = open_mission(target, Path.cwd())
    with at_work(say(phrase("Replaying the phases month by month …"), language)):
        page = replay_page(replayed_phases(opened, first=first, last=last, today=today))
    return shown(page, written_as, language, out, f"{opened.name}-replay")


def run_verify(
    target: str, written_as: str, language: str, out: Path | None, *, as_of: date | None, today: date
) -> int:
    """Prints what is wrong with a phase plan, with examples; 1 where anything is."""
    opened = open_mission(target, Path.cwd())
    day = opened.day_asked(as_of, today)
    with at_work(say(phrase("Looking at every state of the plan …"), language)):
        found = verified_phases(opened, as_of=day)
    page = verification_page(found, opened, as_of=day)
    shown(page, written_as, language, out, f"{opened.name}-verification")
    return int(bool(found.failures))


def run_tune(
    target: str, written_as: str, language: str, out: Path | None, *, trigger: str | None, as_known: bool,
    until: date | None, wanted: Wanted, today: date,
) -> int:  # fmt: skip
    """Prints what every pair of limits would have been worth."""
    opened = open_mission(target, Path.cwd())
    with at_work(say(phrase("Trying every pair of limits …"), language)):
        page = tuning_page(
            opened, trigger=trigger, clock="known" if as_known else "hindsight", until=until, wanted=wanted,
            today=today,
        )  # fmt: skip
    return shown(page, written_as, language, out, f"{opened.name}-tuning")


def shown(page: Page, written_as: str, language: str, out: Path | None, name: str) -> int:
    """Prints a page as text or JSON, and writes it into the folder named."""
    quiet = written_as == "json"
    if quiet:
        print_json(page_as_json(page, language))
    else:
        show_page(page, language, console())
    if out is not None:
        paths = write_page(page, out, language, name)
        if not quiet:
            written = ", ".join(os.path.relpath(path) for path in paths)
            said = say(phrase("Written: {files}", files=written), language)
            console().print(said, style="dim", soft_wrap=True)
    return 0


def at_work(words: str) -> Status:
    """A sign of life on standard error; silent when nobody watches."""
    return Status(words, console=Console(stderr=True, force_terminal=sys.stderr.isatty() or None))
