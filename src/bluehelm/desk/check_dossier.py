"""Checking a dossier: the faults of reading and the findings of every check, less what is accepted."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from bluehelm.desk.check_list import all_checks
from bluehelm.desk.open_workspace import OpenMission, collector_at_rest
from bluehelm.dossier import reading_faults as faults
from bluehelm.dossier.checking import Check
from bluehelm.dossier.contents import Dossier, collection_named, file_of
from bluehelm.dossier.stamp_records import AcceptedFinding
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.dossier.trace import Trace
from bluehelm.foundation.errors import BadBaseline, UnknownCheck
from bluehelm.foundation.findings import Finding, Place, counts, in_reading_order


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What checking found: findings that count, and those accepted for now or known before."""

    mission: str
    as_of: date
    findings: tuple[Finding, ...]
    accepted: tuple[Finding, ...] = ()
    known_before: tuple[Finding, ...] = ()

    @property
    def has_errors(self) -> bool:
        """Whether the dossier cannot be read in full, or contradicts itself."""
        return bool(counts(self.findings)["error"])


def check_mission(
    opened: OpenMission,
    *,
    as_of: date,
    known_on: date | None = None,
    only: Collection[str] = (),
    baseline: Path | None = None,
) -> CheckReport:
    """Every finding on a mission from a standpoint, in reading order.

    `only` names checks to keep. `baseline` is an earlier report as JSON; what it holds is set apart.
    """
    checks = all_checks()
    known = {one.id for one in checks} | {one.id for one in faults.READING_FAULTS}
    for asked in only:
        if asked not in known:
            raise UnknownCheck(asked, sorted(known))
    wanted = [one for one in checks if not only or one.id in only]
    found = [one for one in opened.reading.findings if not only or one.check in only]
    with collector_at_rest():
        found += findings_of(wanted, opened.seen(as_of, known_on))
    before = _keys_in(baseline) if baseline else set()
    fresh = [one for one in found if one.key not in before]
    accepted = [one for one in fresh if _is_accepted(one, opened.reading.dossier.accepted, as_of)]
    counting = [one for one in fresh if one not in accepted] if accepted else fresh
    return CheckReport(
        opened.name,
        as_of,
        tuple(in_reading_order(counting)),
        tuple(in_reading_order(accepted)),
        tuple(in_reading_order(one for one in found if one.key in before)),
    )


def findings_of(checks: Iterable[Check], seen: Standpoint) -> list[Finding]:
    """The findings of the checks; those that would look into a file cut short are left out, and named."""
    if not seen.dossier.cut_short:
        return [finding for one in checks for finding in one.findings(seen)]
    found: list[Finding] = []
    left_out: list[str] = []
    for one in checks:
        watched = _Watched(seen)
        findings = list(one.findings(watched))
        if watched.touched & seen.dossier.cut_short or (watched.traced and one.id != "REF001"):
            left_out.append(one.id)
        else:
            found += findings
    return found + _not_checked(left_out, seen)


def _not_checked(left_out: list[str], seen: Standpoint) -> list[Finding]:
    if not left_out:
        return []
    entries = [collection_named(name) for name in sorted(seen.dossier.cut_short)]
    files = sorted({file_of(entry).as_posix() for entry in entries if entry})
    return [
        faults.NOT_CHECKED.at(
            Place(), n_checks=len(left_out), files=", ".join(files), checks=", ".join(left_out)
        )
    ]


class _Watched(Standpoint):
    """A standpoint that notes which collections a check looks into."""

    def __init__(self, seen: Standpoint) -> None:
        super().__init__(_WatchedDossier(seen.dossier), seen.as_of, seen.known_on)  # type: ignore[arg-type]
        object.__setattr__(self, "_plain", seen)
        object.__setattr__(self, "traced", False)

    traced: bool

    @property
    def touched(self) -> set[str]:
        return self.dossier.touched  # type: ignore[attr-defined,no-any-return]

    @cached_property
    def trace(self) -> Trace:
        object.__setattr__(self, "traced", True)
        return self._plain.trace  # type: ignore[attr-defined,no-any-return]


class _WatchedDossier:
    """Passes everything on to a dossier and notes what was asked for."""

    def __init__(self, plain: Dossier) -> None:
        self._plain = plain
        self.touched: set[str] = set()

    def __getattr__(self, name: str) -> Any:
        self.touched.add(name)
        return getattr(self._plain, name)


def _is_accepted(finding: Finding, rows: Iterable[AcceptedFinding], as_of: date) -> bool:
    return any(
        row.check == finding.check
        and (row.item is None or row.item == finding.item)
        and (row.until_on is None or as_of < row.until_on)
        for row in rows
    )


def _keys_in(baseline: Path) -> set[tuple[str, str, str]]:
    try:
        findings = json.loads(baseline.read_text(encoding="utf-8"))["findings"]
        return {(one["check"], one["item"] or one["file"], one["message"]) for one in findings}
    except (OSError, ValueError, KeyError, TypeError):
        raise BadBaseline(baseline) from None
