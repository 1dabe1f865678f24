"""`bluehelm mandate compare`: what a renewal keeps, moves, rewords, adds and drops."""

from __future__ import annotations

import os
import re
from datetime import date
from pathlib import Path

from bluehelm.cli.console import console, print_json
from bluehelm.desk.compare_mandates import ComparedMandates, compare_mandates
from bluehelm.desk.open_workspace import open_mission
from bluehelm.desk.page_files import write_page
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.findings import Finding
from bluehelm.foundation.languages import finding_in, say
from bluehelm.foundation.phrases import phrase
from bluehelm.review.mandate_comparison_as_json import comparison_as_json
from bluehelm.review.show_in_terminal import show_page

COULD_NOT_READ = 1


def run_compare(
    before: Path,
    after: Path,
    mission: str | None,
    written_as: str,
    language: str,
    out: Path | None,
    *,
    as_of: date | None,
    today: date,
) -> int:
    """Prints the comparison, and writes it as a web page and a PDF where a folder is named."""
    made = compare_mandates(before, after, _standpoint(mission, as_of, today))
    if written_as == "json":
        print_json(_as_json(made))
    else:
        _show_findings(made.findings, language)
        if made.comparison is not None:
            show_page(made.page(today), language, console())
    if made.comparison is None:
        return COULD_NOT_READ
    if out is not None:
        _write(made, out, language, today, quiet=written_as == "json")
    return 0


def _standpoint(mission: str | None, as_of: date | None, today: date) -> Standpoint | None:
    if mission is None:
        return None
    opened = open_mission(mission, Path.cwd())
    return opened.seen(opened.day_asked(as_of, today))


def _as_json(made: ComparedMandates) -> dict[str, object]:
    found = [finding.as_json() for finding in made.findings]
    if made.comparison is None:
        return {"findings": found}
    return {**comparison_as_json(made.comparison, made.resting), "findings": found}


def _show_findings(findings: tuple[Finding, ...], language: str) -> None:
    screen = console()
    for one in findings:
        said = finding_in(one, language)
        screen.print(f"{one.check}  {one.severity.word}  {one.place}", style="bold")
        screen.print(f"  {said.message} {said.as_json()['remedy']}")


def _write(made: ComparedMandates, folder: Path, language: str, today: date, *, quiet: bool) -> None:
    assert made.comparison is not None
    name = f"{_slug(made.comparison.before.symbol)}-to-{_slug(made.comparison.after.symbol)}"
    paths = write_page(made.page(today), folder, language, name)
    if not quiet:
        written = ", ".join(os.path.relpath(path) for path in paths)
        said = say(phrase("Written: {files}", files=written), language)
        console().print(said, style="dim", soft_wrap=True)


def _slug(symbol: str) -> str:
    """A symbol as part of a file's name.

    >>> _slug("S/RES/2759 (2024)"), _slug("")
    ('s-res-2759', 'text')
    """
    return "-".join(re.findall(r"[a-z0-9]+", symbol.lower().partition("(")[0])) or "text"
