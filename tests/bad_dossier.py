"""The bad dossier of a check: the smallest one with its fault, what mends it, and the same fault elsewhere.

A folder tests/bad_dossiers/<ID>/ holds `dossier/` (one mission's folder) or `workspace/`, and
`finding.yaml`, which says what must be found, which edits mend it, and which edits put the same fault
into the sound cast of tests/cast.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bluehelm.desk.check_dossier import findings_of
from bluehelm.desk.check_list import CHECKS
from bluehelm.desk.open_workspace import OpenMission, Workspace, open_mission
from bluehelm.dossier.checking import Check
from bluehelm.dossier.read_file import Shelf
from bluehelm.dossier.reading_faults import READING_FAULTS
from bluehelm.foundation.findings import Finding

HERE = Path(__file__).parent
CAST = HERE / "cast"
CAST_MISSION = "unmisar"
BAD_DOSSIERS = HERE / "bad_dossiers"
AS_OF = date(2026, 2, 28)

CHECK_IDS = tuple(check.id for check in CHECKS)
READING_FAULT_IDS = tuple(fault.id for fault in READING_FAULTS)


@dataclass(frozen=True, slots=True)
class Edit:
    """One change to a file: `find` becomes `put`; without `find` the text is appended, or the file made.

    `remove` takes the file away.
    """

    file: str
    find: str = ""
    put: str = ""
    remove: bool = False

    def apply(self, folder: Path) -> None:
        """Makes the change below a folder; what is to be found must stand there exactly once."""
        path = folder / self.file
        if self.remove:
            path.unlink()
            return
        before = path.read_bytes() if path.exists() else b""
        put = self.put.encode()
        if not self.find:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(before + put)
            return
        times = before.count(self.find.encode())
        assert times == 1, f"{self.find!r} stands {times} times in {self.file}"
        path.write_bytes(before.replace(self.find.encode(), put))


@dataclass(frozen=True, slots=True)
class BadDossier:
    """What finding.yaml says: where to look from, what must be found, what mends and what breaks."""

    check: str
    folder: Path
    as_of: date
    known_on: date | None
    item: str | None
    file: str | None
    words: tuple[str, ...]
    good: tuple[Edit, ...]
    mutation: tuple[Edit, ...]
    also: frozenset[str]
    """Other checks that the fault of a file cannot but set off, such as the note on checks left out."""
    mutation_left_out: str
    """Why a fault of reading cannot be put into the cast by itself."""

    @property
    def sources(self) -> Path:
        """The folder that is copied: of one mission, or of a workspace."""
        alone = self.folder / "dossier"
        return alone if alone.is_dir() else self.folder / "workspace"

    def copied_to(self, folder: Path) -> Path:
        """The dossier as a copy that may be edited."""
        copy = folder / self.sources.name
        shutil.copytree(self.sources, copy, symlinks=True)
        return copy


@cache
def bad_dossier(check: str) -> BadDossier:
    """The bad dossier of a check, as its finding.yaml describes it."""
    folder = BAD_DOSSIERS / check
    said: dict[str, Any] = yaml.safe_load((folder / "finding.yaml").read_text(encoding="utf-8"))
    known = {
        "check", "as_of", "known_on", "item", "file", "words", "good", "mutation", "also",
        "mutation_left_out",
    }  # fmt: skip
    assert said.keys() <= known, f"unknown keys in {check}/finding.yaml: {sorted(said.keys() - known)}"
    return BadDossier(
        check=said["check"],
        folder=folder,
        as_of=said.get("as_of", AS_OF),
        known_on=said.get("known_on"),
        item=said.get("item"),
        file=said.get("file"),
        words=tuple(str(word) for word in said["words"]),
        good=tuple(Edit(**edit) for edit in said["good"]),
        mutation=tuple(Edit(**edit) for edit in said.get("mutation", ())),
        also=frozenset(said.get("also", ())),
        mutation_left_out=said.get("mutation_left_out", ""),
    )


def bad_dossiers_on_file() -> list[str]:
    """The ids for which a bad dossier stands in the folder."""
    return sorted(folder.name for folder in BAD_DOSSIERS.iterdir() if folder.is_dir())


def declared(check: str) -> tuple[Check, ...]:
    """The check with this id; for a fault of reading, every check, as reading and checking go together."""
    return tuple(one for one in CHECKS if one.id == check) or CHECKS


def found_by(check: str, case: BadDossier, folder: Path) -> list[Finding]:
    """The findings of a check in its bad dossier, or in an edited copy."""
    opened = open_mission(folder, folder)
    everything = [*opened.reading.findings]
    everything += findings_of(declared(check), opened.seen(case.as_of, case.known_on))
    return [finding for finding in everything if finding.check == check]


@cache
def found_in_bad_dossier(check: str) -> tuple[Finding, ...]:
    """The findings of a check in its bad dossier as it lies in the repository."""
    case = bad_dossier(check)
    return tuple(found_by(check, case, case.sources))


@cache
def _cast_as_read() -> Shelf:
    shelf = Shelf()
    Workspace(CAST, shelf).open(CAST / "missions" / CAST_MISSION)
    return shelf


def opened_cast(folder: Path = CAST) -> OpenMission:
    """The cast's mission, or that of an edited copy; files that did not change are not read again."""
    shelf = Shelf(dict(_cast_as_read().kept))
    return Workspace(folder, shelf).open(folder / "missions" / CAST_MISSION)


def everything_found(opened: OpenMission, as_of: date = AS_OF, known_on: date | None = None) -> list[Finding]:
    """The faults of reading and the findings of every check."""
    return [*opened.reading.findings, *findings_of(CHECKS, opened.seen(as_of, known_on))]


def shown(findings: Iterable[Finding]) -> str:
    """Findings as lines, for the words of a failing test."""
    return "\n".join(f"{one.place} {one.check} {one.item}: {one.message}" for one in findings) or "nothing"
