"""Findings as JSON and as SARIF, in the shapes that other programs read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from bluehelm.foundation.findings import Finding, Severity, counts

SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_SARIF_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
Shown = Callable[[str], str]
"""How the name of a file is shown from where the reader stands."""


def findings_as_json(
    findings: Sequence[Finding], *, accepted: Sequence[Finding] = (), shown: Shown = str
) -> dict[str, Any]:
    """The published JSON shape: the findings that count, and how many of each severity."""
    report: dict[str, Any] = {
        "findings": [_with_file(finding, shown) for finding in findings],
        "counts": counts(findings),
    }
    if accepted:
        report["accepted"] = [_with_file(finding, shown) for finding in accepted]
    return report


def _with_file(finding: Finding, shown: Shown) -> dict[str, Any]:
    return finding.as_json() | {"file": shown(finding.place.file)}


def findings_as_sarif(findings: Sequence[Finding], version: str, shown: Shown = str) -> dict[str, Any]:
    """The findings as one SARIF 2.1.0 run, for editors and code review pages."""
    rules = {finding.check: finding for finding in findings}
    driver = {
        "name": "bluehelm",
        "version": version,
        "rules": [
            {"id": check, "shortDescription": {"text": one.why}, "help": {"text": one.as_json()["remedy"]}}
            for check, one in sorted(rules.items())
        ],
    }
    results = [_sarif_result(finding, shown) for finding in findings]
    return {
        "$schema": SARIF_SCHEMA,
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "results": results}],
    }


def _sarif_result(finding: Finding, shown: Shown) -> dict[str, Any]:
    location: dict[str, Any] = {"artifactLocation": {"uri": shown(finding.place.file)}}
    if finding.place.line:
        location["region"] = {"startLine": finding.place.line}
    return {
        "ruleId": finding.check,
        "level": _SARIF_LEVELS[finding.severity],
        "message": {"text": f"{finding.message} {finding.as_json()['remedy']}"},
        "locations": [{"physicalLocation": location}] if finding.place.file else [],
    }
