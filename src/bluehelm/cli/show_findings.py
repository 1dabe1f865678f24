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
from bluehelm.foundation.languages import ENGLISH, finding_in, printable, say, translated
from bluehelm.foundation.phrases import Phrase, phrase

Shown = Callable[[str], str]
PLURALS = {"error": "{n} errors", "warning": "{n} warnings", "note": "{n} notes"}


def show_report(report: CheckReport, console: Console, shown: Shown, language: str = ENGLISH) -> None:
    """Prints the findings of a mission and a last line that counts them."""
    for check, found in groupby(_by_check(report.findings), key=lambda one: one.check):
        _show_check(check, [finding_in(one, language) for one in found], console, shown, language)
    console.print(_summary(report, language))


def show_summary(report: CheckReport, console: Console, language: str = ENGLISH) -> None:
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
        sought = translated(looks_for.get(check, ""), language)
        table.add_row(
            Text(check, "bold"), Text(translated(word, language), SEVERITY_STYLES[word]), count, sought
        )
    console.print(table)
    console.print(_summary(report, language))


def _by_check(findings: Iterable[Finding]) -> list[Finding]:
    """Findings together by check, the heaviest checks first, otherwise in reading order."""
    return sorted(findings, key=lambda one: (-one.severity, one.check))


def _show_check(check: str, found: list[Finding], console: Console, shown: Shown, language: str) -> None:
    first = found[0]
    style = SEVERITY_STYLES[first.severity.word]
    heading = Text.assemble((check, "bold"), "  ", (translated(first.severity.word, language), style))
    if len(found) > 1:
        heading.append(f"  {say(phrase('{n} times', n=len(found)), language)}", "dim")
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
    _show_once(translated("Why", language), _why(first), console)
    if len(remedies) == 1:
        _show_once(translated("Mend", language), next(iter(remedies)), console)
    console.print()


def _why(finding: Finding) -> str:
    basis = "; ".join(str(one) for one in finding.basis)
    return f"{finding.why} ({basis})" if basis else finding.why


def _show_once(label: str, text: str, console: Console) -> None:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(min_width=4, style="dim", no_wrap=True)
    grid.add_column(ratio=1)
    grid.add_row(label, Text(printable(text)))
    console.print(Padding(grid, (0, 0, 0, 2)))


def _summary(report: CheckReport, language: str) -> Text:
    tally = counts(report.findings)
    said = tuple(phrase(PLURALS[word] if n != 1 else f"1 {word}", n=n) for word, n in tally.items() if n)
    found: Phrase | tuple[Phrase, ...] = said or phrase("nothing found")
    line = phrase("{mission}, seen on {as_of}: {found}.", mission=report.mission,
                  as_of=report.as_of.isoformat(), found=found)  # fmt: skip
    text = Text(say(line, language))
    if report.accepted:
        text.append(f" {say(phrase('{n} accepted for now.', n=len(report.accepted)), language)}", "dim")
    if report.known_before:
        known = phrase("{n} known from the baseline.", n=len(report.known_before))
        text.append(f" {say(known, language)}", "dim")
    return text
