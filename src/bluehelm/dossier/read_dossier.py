"""A dossier is read whole: all its files, every fault of every file, in one pass.

Nothing is derived here but records; what they mean together is the business of the trace and the
checks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bluehelm.dossier import reading_faults as faults
from bluehelm.dossier.catalogue import Record
from bluehelm.dossier.contents import Dossier
from bluehelm.dossier.open_files import Listed, files_below
from bluehelm.dossier.read_file import FileReading, Shelf, Standing, read_file
from bluehelm.foundation.findings import Finding, Place

MISSIONS = "missions"
RESTRICTED = ".restricted"
ABOVE_FOLDERS = ("situations", "system", "contributors")


@dataclass(frozen=True, slots=True)
class Reading:
    """A dossier with the faults met while reading it, and the hash of every file it came from."""

    dossier: Dossier
    findings: tuple[Finding, ...]
    digests: tuple[tuple[str, str], ...]


def read_dossier(workspace: Path, mission_folder: Path, shelf: Shelf | None = None) -> Reading:
    """Everything on file for one mission, with what the workspace holds above it.

    A second repository `NAME.restricted` beside the mission's folder is laid over it.
    """
    shelf = shelf if shelf is not None else Shelf()
    listed, findings = _listed(workspace, mission_folder)
    readings = [read_file(one, place, shelf) for one, place in listed]
    findings += [finding for reading in readings for finding in reading.findings]
    if not any(place.within == "mission.yaml" for _, place in listed):
        name = mission_folder.relative_to(workspace).as_posix()
        findings.append(faults.NO_MISSION.at(Place(f"{name}/mission.yaml")))
    dossier = _gathered(readings, shelf)
    findings += _doubles(dossier)
    digests = tuple((one.name, reading.digest) for (one, _), reading in zip(listed, readings, strict=True))
    return Reading(dossier, tuple(findings), digests)


def _listed(workspace: Path, mission_folder: Path) -> tuple[list[tuple[Listed, Standing]], list[Finding]]:
    listed: list[tuple[Listed, Standing]] = []
    findings: list[Finding] = []
    overlay = mission_folder.with_name(mission_folder.name + RESTRICTED)
    folders = [(mission_folder, False, False), (overlay, False, True)]
    if mission_folder.parent == workspace / MISSIONS:
        folders += [(workspace / name, True, False) for name in ABOVE_FOLDERS]
    for folder, above, restricted in folders:
        if not folder.is_dir():
            continue
        found, refused = files_below(folder, workspace)
        findings += refused
        root = workspace if above else folder
        for one in found:
            within = one.path.relative_to(root).as_posix()
            listed.append((one, Standing(within, above, restricted, mission_folder.name)))
    return listed, findings


def _gathered(readings: Sequence[FileReading], shelf: Shelf) -> Dossier:
    parts: dict[str, list[tuple[Record, ...]]] = {}
    for reading in readings:
        for collection, records in reading.records:
            parts.setdefault(collection, []).append(records)
    found = {name: shelf.joined(name, tuple(of_files)) for name, of_files in parts.items()}
    unreadable = frozenset(ref for reading in readings for ref in reading.unreadable)
    cut_short = frozenset(name for reading in readings for name in reading.cut_short)
    naming = tuple(one for reading in readings for one in reading.naming)
    return Dossier(**found, unreadable=unreadable, cut_short=cut_short, naming=naming)  # type: ignore[arg-type]


def _doubles(dossier: Dossier) -> list[Finding]:
    """Items of one kind that share a short name, unless rows of that kind follow one another in time."""
    findings: list[Finding] = []
    for collection, records in dossier.collections():
        if not collection.record.kind or collection.record.repeats:
            continue
        first: dict[str, Record] = {}
        for record in records:
            known = first.setdefault(record.reference, record)
            if known is not record:
                first_place = str(known.place)
                findings.append(
                    faults.DUPLICATE_ID.at(
                        record.place,
                        item=record.reference,
                        reference=record.reference,
                        first=first_place,
                    )
                )
    return findings
