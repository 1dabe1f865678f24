"""`bluehelm evidence import`, `list` and `compare`: a bar while it runs, then what was done and found."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from rich.console import Console, JustifyMethod
from rich.padding import Padding
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from bluehelm.cli.console import SEVERITY_STYLES, console, print_json
from bluehelm.desk.import_evidence import compared_releases, import_evidence, listed_releases
from bluehelm.evidence.import_release import ImportAsked
from bluehelm.evidence.import_report import ImportReport
from bluehelm.evidence.received.received_file import OnBytes
from bluehelm.foundation.findings import Finding
from bluehelm.foundation.languages import finding_in, printable, say, translated
from bluehelm.foundation.phrases import phrase

REVISED = {
    "n_moved": "{n} moved",
    "n_re_dated": "{n} dated anew",
    "n_re_typed": "{n} of another kind",
    "n_re_counted": "{n} counted anew",
}


def run_import(asked: ImportAsked, files: tuple[Path, ...], written_as: str, language: str) -> int:
    """Imports each file; 1 when one was refused, otherwise 0."""
    reports = []
    for path in files:
        with _bar(path) as on_bytes:
            reports.append(import_evidence(replace(asked, path=path), on_bytes))
    if written_as == "json":
        shown = [report.as_json() | {"folder": _shown(report.folder)} for report in reports]
        print_json(shown[0] if len(shown) == 1 else shown)
    else:
        for report in reports:
            _show(report, console(), language)
    return 1 if any(report.status == "refused" for report in reports) else 0


@contextmanager
def _bar(path: Path) -> Iterator[OnBytes | None]:
    """A bar on a terminal, nothing in a pipe; the file is looked over once and read once."""
    if not sys.stderr.isatty() or not path.is_file():
        yield None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(printable(path.name), total=2 * path.stat().st_size)
        yield lambda n: progress.advance(task, n)


def _shown(folder: Path | None) -> str | None:
    return os.path.relpath(folder) if folder else None


def _show(report: ImportReport, out: Console, language: str) -> None:
    for finding in report.findings:
        _show_finding(finding_in(finding, language), out, language)
    out.print(Text(say(_outcome(report), language), "bold"), soft_wrap=True)
    if report.changed:
        _show_changes(report.changed, out, language)
    if report.folder is not None and report.status == "imported":
        where = phrase("Written: {folder}", folder=_shown(report.folder) or "")
        out.print(Text(say(where, language), "dim"), soft_wrap=True)


def _outcome(report: ImportReport) -> Any:
    values = {
        "file": report.file, "source": report.source, "release": report.release,
        "n_kept": report.n_kept, "n_rows": report.n_rows, "n_aside": report.n_set_aside,
    }  # fmt: skip
    if report.status == "refused":
        return phrase("{file} was not imported; the store is as it was.", file=report.file)
    if report.status == "unchanged":
        return phrase("{file} is in the store already as {source} {release}; nothing changed.", **values)
    return phrase(
        "{file} imported as {source} {release}: {n_kept} of {n_rows} rows kept, {n_aside} set aside.",
        **values,
    )


def _show_finding(finding: Finding, out: Console, language: str) -> None:
    word = finding.severity.word
    head = Text.assemble(
        (finding.check, "bold"), "  ", (translated(word, language), SEVERITY_STYLES[word]), "  ",
        (printable(str(finding.place)), "dim"),
    )  # fmt: skip
    out.print(head)
    out.print(Padding(Text(printable(finding.message)), (0, 0, 0, 2)))
    out.print(Padding(Text(printable(finding.as_json()["remedy"]), "dim"), (0, 0, 0, 2)))


def _show_changes(changed: Mapping[str, Any], out: Console, language: str) -> None:
    first = phrase(
        "Against {against}, where both cover: {added} added, {withdrawn} withdrawn, {revised} revised; "
        "{later} rows lie outside.",
        against=changed["against"], added=changed["n_added"], withdrawn=changed["n_withdrawn"],
        revised=changed["n_revised"], later=changed["n_later"],
    )  # fmt: skip
    out.print(Text(say(first, language)))
    kinds = [say(phrase(text, n=changed[name]), language) for name, text in REVISED.items()
             if changed.get(name)]  # fmt: skip
    if kinds:
        out.print(Padding(Text(", ".join(kinds), "dim"), (0, 0, 0, 2)))
    if "fatalities_best_before" in changed:
        deaths = phrase(
            "Deaths, best estimate: {before}, now {after}; "
            "civilians {civilians_before}, now {civilians_after}.",
            before=changed["fatalities_best_before"],
            after=changed["fatalities_best_after"],
            civilians_before=changed["civilian_fatalities_before"],
            civilians_after=changed["civilian_fatalities_after"],
        )  # fmt: skip
        out.print(Text(say(deaths, language)))


def run_list(workspace: Path, written_as: str) -> int:
    """Lists the store; 1 when the rows of a release are not those that were written."""
    rows = listed_releases(workspace)
    if written_as == "json":
        print_json(rows)
    else:
        console().print(_table_of(rows) if rows else Text("The evidence store is empty.", "dim"))
    return 0 if all(row["is_intact"] for row in rows) else 1


def _table_of(rows: list[dict[str, Any]]) -> Table:
    table = Table(box=None, padding=(0, 1))
    for head in ("source", "release", "rows", "aside", "covers", "known from", "SHA-256"):
        justify: JustifyMethod = "right" if head in ("rows", "aside") else "left"
        table.add_column(head, justify=justify, no_wrap=head != "release")
    for row in rows:
        hash_shown = row["sha256"][:8] if row["is_intact"] else "DAMAGED"
        covers = f"{(row['covers_from'] or '?')[:7]}–{(row['covers_until'] or '?')[:7]}"
        table.add_row(row["source"], row["release"], f"{row['n_rows']:,}", f"{row['n_set_aside']:,}", covers,
                      row["available_from"], hash_shown)  # fmt: skip
    return table


def run_compare_releases(
    workspace: Path, source: str, before: str | None, after: str | None, written_as: str, language: str
) -> int:
    """Says what a release changed."""
    changed = compared_releases(workspace, source, before, after)
    if written_as == "json":
        print_json(changed)
        return 0
    out = console()
    out.print(Text(f"{source} {changed['release']}", "bold"))
    _show_changes(changed, out, language)
    return 0
