"""`bluehelm finance cash`: when cash runs out, who waits for it, and what falls first."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from bluehelm.cli.console import console, print_json
from bluehelm.cli.show_money_tables import COULD_NOT_READ, show_findings_of_tables
from bluehelm.foundation.languages import say
from bluehelm.foundation.phrases import phrase


@dataclass(frozen=True, slots=True)
class CashOptions:
    """What was typed on the command line."""

    missions: Path | None
    habits: Path | None
    contributors: Path | None
    dossiers: Sequence[str]
    from_on: date | None
    n_months: int
    n_paths: int
    seed: int
    workers: int
    changes: dict[str, Any]


def run_cash(options: CashOptions, written_as: str, language: str, out: Path | None) -> int:
    """Simulates and shows; ends with 1 where a file cannot be used."""
    from bluehelm.desk.forecast_cash import CashAsked, forecast_cash

    opened = _opened(options.dossiers)
    asked = CashAsked(options.missions, options.habits, options.contributors)
    with simulating(language) as report:
        found = forecast_cash(
            setting_of(options), asked, dossiers=opened, workers=options.workers, report=report
        )
    if written_as == "json":
        print_json({**(found.answer or {}), "findings": [one.as_json() for one in found.findings]})
    else:
        show_findings_of_tables(found.findings, language)
    if found.answer is None:
        return COULD_NOT_READ
    from bluehelm.review.cash_page import cash_page

    show_and_write(cash_page(found.answer), language, written_as, out, "cash")
    return 0


def _opened(targets: Sequence[str]) -> list[Any]:
    """The dossiers named; where none is, those of the workspace one stands in."""
    from bluehelm.desk.open_workspace import missions_meant, workspace_around

    here = Path.cwd()
    around = workspace_around(here)
    named = targets or (around.missions if around else ())
    return [workspace.open(folder) for one in named for workspace, folder in missions_meant(one, here)]


def setting_of(options: CashOptions) -> Any:
    """The setting with what was typed in it."""
    from dataclasses import replace

    from bluehelm.finance.cash_setting import CashSetting

    begin: dict[str, Any] = {}
    if options.from_on is not None:
        begin["from_on"] = options.from_on.replace(day=1)
    setting = CashSetting(n_months=options.n_months, n_paths=options.n_paths, seed=options.seed)
    return replace(setting, **begin, **options.changes)


@contextmanager
def simulating(language: str) -> Iterator[Any]:
    """A bar on standard error while paths are run; silent when nobody watches.

    The first run compiles the simulation, which takes some seconds; the bar then stands at its beginning.
    """
    words = say(phrase("Simulating (a first run compiles for some seconds) …"), language)
    screen = Console(stderr=True, force_terminal=sys.stderr.isatty() or None)
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=screen, transient=True, disable=not sys.stderr.isatty()) as progress:
        task = progress.add_task(words, total=None)
        yield lambda done, n_all: progress.update(task, completed=done, total=n_all)


def show_and_write(page: Any, language: str, written_as: str, out: Path | None, name: str) -> None:
    """Shows a page in the terminal unless JSON was asked for, and writes it where a folder was named."""
    from bluehelm.desk.page_files import write_page
    from bluehelm.review.show_in_terminal import show_page

    screen = console()
    if written_as == "text":
        show_page(page, language, screen)
    if out is not None:
        paths = write_page(page, out, language, name)
        if written_as == "text":
            said = phrase("Written: {files}", files=", ".join(os.path.relpath(path) for path in paths))
            screen.print(say(said, language), style="dim", soft_wrap=True)
