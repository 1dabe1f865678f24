"""`bluehelm check`: options to the desk, the report to the terminal, JSON or SARIF."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from time import sleep

from bluehelm import __version__
from bluehelm.cli.console import console, named_from_here, print_json
from bluehelm.cli.show_findings import show_report, show_summary
from bluehelm.desk.check_dossier import CheckReport, check_mission
from bluehelm.desk.open_workspace import Workspace, missions_meant
from bluehelm.desk.report_findings import findings_as_json, findings_as_sarif
from bluehelm.foundation.languages import ENGLISH

SECONDS_BETWEEN_LOOKS = 0.5


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a check: the standpoint, the checks wanted, and an earlier report."""

    as_of: date | None = None
    known_on: date | None = None
    only: tuple[str, ...] = ()
    baseline: Path | None = None


def run_check(
    target: str, written_as: str, asked: Asked, *, language: str = ENGLISH, watch: bool = False
) -> int:
    """Checks one mission, or all of a workspace; 1 when there is an error, otherwise 0.

    `language`: of what is printed as text; programs read English.
    """
    meant = _kept_together(missions_meant(target, Path.cwd()))
    reports = _look(meant, asked)
    _write(reports, written_as, meant[0][0], language)
    while watch:
        sleep(SECONDS_BETWEEN_LOOKS)
        again = _look(meant, asked)
        if again != reports:
            reports = again
            _write(reports, written_as, meant[0][0], language)
    return 1 if any(report.has_errors for report in reports) else 0


def _look(meant: list[tuple[Workspace, Path]], asked: Asked) -> list[CheckReport]:
    today = datetime.now().astimezone().date()
    return [
        check_mission(
            opened,
            as_of=opened.day_asked(asked.as_of, today),
            known_on=asked.known_on,
            only=asked.only,
            baseline=asked.baseline,
        )
        for opened in (workspace.open(folder) for workspace, folder in meant)
    ]


def _kept_together(meant: list[tuple[Workspace, Path]]) -> list[tuple[Workspace, Path]]:
    return [(meant[0][0], folder) for _, folder in meant]


def _write(reports: list[CheckReport], written_as: str, workspace: Workspace, language: str) -> None:
    shown = named_from_here(workspace.folder, Path.cwd())
    findings = [finding for report in reports for finding in report.findings]
    accepted = [finding for report in reports for finding in report.accepted]
    if written_as == "json":
        print_json(findings_as_json(findings, accepted=accepted, shown=shown))
        return
    if written_as == "sarif":
        print_json(findings_as_sarif(findings, __version__, shown))
        return
    out = console()
    for report in reports:
        if written_as == "summary":
            show_summary(report, out, language)
        else:
            show_report(report, out, shown, language)
