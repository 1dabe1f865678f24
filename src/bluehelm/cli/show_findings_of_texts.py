"""What was found while reading texts, and which files were written, in the terminal."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from bluehelm.cli.console import console
from bluehelm.foundation.findings import Finding
from bluehelm.foundation.languages import finding_in, say
from bluehelm.foundation.phrases import phrase

COULD_NOT_READ = 1
MOST_FINDINGS = 20


def show_findings_of_texts(findings: Sequence[Finding], language: str) -> None:
    """Each finding in two lines: what and where, and what to do."""
    screen = console()
    for one in findings[:MOST_FINDINGS]:
        said = finding_in(one, language)
        screen.print(f"{one.check}  {one.severity.word}  {one.place}", style="bold")
        screen.print(f"  {said.message} {said.as_json()['remedy']}")
    if len(findings) > MOST_FINDINGS:
        more = phrase("and {n} more", n=len(findings) - MOST_FINDINGS)
        screen.print(say(more, language), style="dim")


def show_written(paths: Iterable[Path], language: str, *, quiet: bool) -> None:
    """The files written, named from where one stands."""
    if not quiet:
        written = ", ".join(os.path.relpath(path) for path in paths)
        said = say(phrase("Written: {files}", files=written), language)
        console().print(said, style="dim", soft_wrap=True)
