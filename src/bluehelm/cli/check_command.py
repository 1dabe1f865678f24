"""`bluehelm check`: options to the desk, the report to the terminal, JSON or SARIF."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from time import sleep

from bluehelm import __version__
from bluehelm.cli.console import console, named_from_here, print_json
from bluehelm.cli.show_findings import show_report
from bluehelm.desk.check_dossier import CheckReport, check_mission
from bluehelm.desk.open_workspace import Workspace, missions_meant
from bluehelm.desk.report_findings import findings_as_json, findings_as_sarif

SECONDS_BETWEEN_LOOKS = 0.5


def run_check(
    target: str,
    written_as: str,
    only: tuple[str, ...],
    baseline: Path | None,
    as_of: date | None,
    known_on: date | None,
    *,
    watch: bool,
) -> int:
    """Checks one mission, or all of a workspace; 1 when there is an error, otherwise 0."""
    today = datetime.now().astimezone().date()
    meant = _kept_together(missions_meant(target, Path.cwd()))

    def look() -> list[CheckReport]:
        opened = [workspace.open(folder) for workspace, folder in meant]
        return [
            check_mission(
                one, as_of=one.day_asked(as_of, today), known_on=known_on, only=only, baseline=baseline
            )
            for one in opened
        ]

    reports = look()
    _write(reports, written_as, meant[0][0])
    while watch:
        sleep(SECONDS_BETWEEN_LOOKS)
        again = look()
        if again != reports:
            reports = again
            _write(reports, written_as, meant[0][0])
    return 1 if any(report.has_errors for report in reports) else 0


def _kept_together(meant: list[tuple[Workspace, Path]]) -> list[tuple[Workspace, Path]]:
    return [(meant[0][0], folder) for _, folder in meant]


def _write(reports: list[CheckReport], written_as: str, workspace: Workspace) -> None:
    shown = named_from_here(workspace.folder, Path.cwd())
    findings = [finding for report in reports for finding in report.findings]
    accepted = [finding for report in reports for finding in report.accepted]
    if written_as == "json":
        print_json(findings_as_json(findings, accepted=accepted, shown=shown))
    elif written_as == "sarif":
        print_json(findings_as_sarif(findings, __version__, shown))
    else:
        out = console()
        for report in reports:
            show_report(report, out, shown)
