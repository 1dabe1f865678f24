"""Checking a dossier: the faults of reading and the findings of every check, less what is accepted."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from bluehelm.desk.check_list import all_checks
from bluehelm.desk.notice_reading import NoticingStandpoint
from bluehelm.desk.open_workspace import OpenMission, collector_at_rest
from bluehelm.dossier import reading_faults as faults
from bluehelm.dossier.checking import Check
from bluehelm.dossier.contents import Dossier, collection_named, file_of, table_of_contents
from bluehelm.dossier.stamp_records import AcceptedFinding
from bluehelm.dossier.standpoint import EVERYTHING, Standpoint
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


_ALL = frozenset({EVERYTHING})
_NOTHING = frozenset({"(nothing)"})
UNKNOWN_REFERENCE = "REF001"
"""This check looks into everything, and itself forgives what could not be read."""


@dataclass
class Checked:
    """What each check found and looked into, and the dossier it looked at."""

    dossier: Dossier | None = None
    found: dict[str, tuple[frozenset[str], tuple[Finding, ...]]] = field(default_factory=dict)

    def changed_since(self, dossier: Dossier) -> frozenset[str]:
        """The collections that differ from those looked at before; EVERYTHING is among them if any does."""
        earlier, self.dossier = self.dossier, dossier
        if earlier is None or earlier.cut_short or dossier.cut_short:
            self.found.clear()
            return _ALL
        names = [entry.name for entry in table_of_contents()]
        changed = {name for name in names if getattr(earlier, name) is not getattr(dossier, name)}
        same_faults = earlier.unreadable == dossier.unreadable and earlier.withheld == dossier.withheld
        return frozenset(changed | {EVERYTHING} if changed or not same_faults else changed)


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
        kept = opened.workspace.kept_for((opened.name, as_of, known_on), Checked)
        found += findings_of(wanted, opened.seen(as_of, known_on), kept)
    before = _keys_in(baseline) if baseline else set()
    fresh = [one for one in found if _key(one) not in before]
    accepted = [one for one in fresh if _is_accepted(one, opened.reading.dossier.accepted, as_of)]
    counting = [one for one in fresh if one not in accepted] if accepted else fresh
    return CheckReport(
        opened.name,
        as_of,
        tuple(in_reading_order(counting)),
        tuple(in_reading_order(accepted)),
        tuple(in_reading_order(one for one in found if _key(one) in before)),
    )


def findings_of(checks: Iterable[Check], seen: Standpoint, before: Checked | None = None) -> list[Finding]:
    """The findings of the checks; those that would look into a file cut short are left out, and named.

    `before` keeps what each check found and looked into; a check runs again only when that changed.
    """
    noticing = NoticingStandpoint(seen)
    before = before if before is not None else Checked()
    changed = before.changed_since(seen.dossier)
    cut_short = seen.dossier.cut_short
    found: list[Finding] = []
    left_out: list[str] = []
    for one in checks:
        looked_at, findings = before.found.get(one.id, (_ALL, ()))
        if looked_at & changed:
            noticing.begin()
            findings = tuple(one.findings(noticing))
            looked_at = noticing.looked_at | _NOTHING
            before.found[one.id] = (looked_at, findings)
        if cut_short and one.id != UNKNOWN_REFERENCE and looked_at & (cut_short | _ALL):
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


def _is_accepted(finding: Finding, rows: Iterable[AcceptedFinding], as_of: date) -> bool:
    return any(
        row.check == finding.check
        and (row.item is None or row.item == finding.item)
        and (row.until_on is None or as_of < row.until_on)
        for row in rows
    )


def _key(finding: Finding) -> tuple[str, str, str]:
    """What makes it the same finding after lines have moved, wherever the report was written from."""
    return (finding.check, finding.item or Path(finding.place.file).name, finding.message)


def _keys_in(baseline: Path) -> set[tuple[str, str, str]]:
    try:
        findings = json.loads(baseline.read_text(encoding="utf-8"))["findings"]
        return {(one["check"], one["item"] or Path(one["file"]).name, one["message"]) for one in findings}
    except (OSError, ValueError, KeyError, TypeError):
        raise BadBaseline(baseline) from None
