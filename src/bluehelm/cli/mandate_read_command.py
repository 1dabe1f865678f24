"""`bluehelm mandate read`: resolutions as structure, for people, for programs, and as Akoma Ntoso."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from bluehelm.cli.console import console, print_json
from bluehelm.cli.show_findings_of_texts import COULD_NOT_READ, show_findings_of_texts, show_written
from bluehelm.desk.read_mandate import ReadText, read_texts
from bluehelm.desk.write_akoma_ntoso import write_akoma_ntoso
from bluehelm.foundation.languages import finding_in
from bluehelm.mandate.akoma_ntoso import akoma_ntoso
from bluehelm.review.resolution_as_json import resolution_as_json
from bluehelm.review.resolution_in_terminal import show_resolution


def run_read(
    paths: Sequence[Path],
    written_as: str,
    language: str,
    out: Path | None,
    *,
    adopted_on: date | None,
    whole: bool,
) -> int:
    """Shows every file read; 1 where one was refused."""
    with texts_in_progress(len(paths)) as after_each:
        read = read_texts(paths, adopted_on, after_each)
    if written_as == "json":
        shown = [_as_json(one) for one in read]
        print_json(shown[0] if len(shown) == 1 else shown)
    elif written_as == "akn":
        _show_akoma_ntoso(read, out, language)
    else:
        _show(read, language, whole=whole)
    return COULD_NOT_READ if any(one.resolution is None for one in read) else 0


@contextmanager
def texts_in_progress(n: int) -> Iterator[Callable[[], None]]:
    """A bar on standard error while several texts are read; silent where that is no terminal."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    hidden = n < 2 or not sys.stderr.isatty()
    with Progress(*columns, console=Console(stderr=True), disable=hidden, transient=True) as shown:
        task = shown.add_task("Reading", total=n)
        yield lambda: shown.advance(task)


def _as_json(one: ReadText) -> dict[str, object]:
    if one.resolution is None:
        return {"source": one.path.name, "findings": [finding.as_json() for finding in one.findings]}
    return {"source": one.path.name, **resolution_as_json(one.resolution, one.findings)}


def _show(read: Sequence[ReadText], language: str, *, whole: bool) -> None:
    screen = console()
    for place, one in enumerate(read):
        if place:
            screen.print()
        show_findings_of_texts(one.findings, language)
        if one.resolution is not None:
            if one.findings:
                screen.print()
            show_resolution(one.resolution, language, screen, whole=whole)


def _show_akoma_ntoso(read: Sequence[ReadText], out: Path | None, language: str) -> None:
    """The documents on standard output or as files; what was found goes to standard error."""
    for one in read:
        for finding in one.findings:
            said = finding_in(finding, language)
            print(f"{finding.check}  {said.place}: {said.message}", file=sys.stderr)
    known = [one.resolution for one in read if one.resolution is not None]
    if out is not None:
        show_written(write_akoma_ntoso(known, out), language, quiet=False)
        return
    for resolution in known:
        sys.stdout.write(akoma_ntoso(resolution))
