"""Findings in the terminal: grouped by check, so that why and remedy are said once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import groupby

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bluehelm.cli.console import SEVERITY_STYLES
from bluehelm.desk.check_dossier import CheckReport
from bluehelm.desk.look_up import check_entries
from bluehelm.foundation.findings import Finding, counts
from bluehelm.foundation.languages import printable

Shown = Callable[[str], str]


def show_report(report: CheckReport, console: Console, shown: Shown) -> None:
    """Prints the findings of a mission and a last line that counts them."""
    for check, found in groupby(_by_check(report.findings), key=lambda one: one.check):
        _show_check(check, list(found), console, shown)
    console.print(_summary(report))


def show_summary(report: CheckReport, console: Console) -> None:
    """Prints one line for each check that found something, and a last line that counts all."""
    looks_for = {str(entry["id"]): str(entry["looks_for"]) for entry in check_entries()}
    table = Table.grid(padding=(0, 2))
    for _ in range(2):
        table.add_column(no_wrap=True)
    table.add_column(justify="right", no_wrap=True)
    table.add_column(ratio=1)
    for check, found in groupby(_by_check(report.findings), key=lambda one: one.check):
        same = list(found)
        word = same[0].severity.word
        count = str(len(same))
        table.add_row(Text(check, "bold"), Text(word, SEVERITY_STYLES[word]), count, looks_for.get(check, ""))
    console.print(table)
    console.print(_summary(report))


def _by_check(findings: Iterable[Finding]) -> list[Finding]:
    """Findings together by check, the heaviest checks first, otherwise in reading order."""
    return sorted(findings, key=lambda one: (-one.severity, one.check))


def _show_check(check: str, found: list[Finding], console: Console, shown: Shown) -> None:
    first = found[0]
    style = SEVERITY_STYLES[first.severity.word]
    heading = Text.assemble((check, "bold"), "  ", (first.severity.word, style))
    if len(found) > 1:
        heading.append(f"  {len(found)} times", "dim")
    console.print(heading)
    remedies = dict.fromkeys(one.as_json()["remedy"] for one in found)
    for one in found:
        place = f"{shown(one.place.file)}:{one.place.line}" if one.place.line else shown(one.place.file)
        console.print(
            Padding(Text.assemble((printable(place), "dim"), "  ", printable(one.item)), (0, 0, 0, 2))
        )
        console.print(Padding(Text(printable(one.message)), (0, 0, 0, 6)))
        if len(remedies) > 1:
            console.print(Padding(Text(printable(one.as_json()["remedy"]), "dim"), (0, 0, 0, 6)))
    _show_once("Why ", _why(first), console)
    if len(remedies) == 1:
        _show_once("Mend", next(iter(remedies)), console)
    console.print()


def _why(finding: Finding) -> str:
    basis = "; ".join(str(one) for one in finding.basis)
    return f"{finding.why} ({basis})" if basis else finding.why


def _show_once(label: str, text: str, console: Console) -> None:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(width=4, style="dim", no_wrap=True)
    grid.add_column(ratio=1)
    grid.add_row(label, Text(printable(text)))
    console.print(Padding(grid, (0, 0, 0, 2)))


def _summary(report: CheckReport) -> Text:
    tally = counts(report.findings)
    said = ", ".join(
        f"{number} {word}{'' if number == 1 else 's'}" for word, number in tally.items() if number
    )
    line = Text(f"{report.mission}, seen on {report.as_of}: {said or 'nothing found'}.")
    if report.accepted:
        line.append(f" {len(report.accepted)} accepted for now.", "dim")
    if report.known_before:
        line.append(f" {len(report.known_before)} known from the baseline.", "dim")
    return line
