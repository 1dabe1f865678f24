"""A file of evidence imported into the store: whole or not at all, once, and never over another release."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from bluehelm.dossier.reading_faults import ReadingFault
from bluehelm.evidence import import_faults as faults
from bluehelm.evidence.compare_releases import compare_releases
from bluehelm.evidence.evidence_source import EvidenceSource, source_named
from bluehelm.evidence.import_findings import findings_of_import, refusal_of_import, write_beside
from bluehelm.evidence.import_report import ImportReport
from bluehelm.evidence.received.layout import Told
from bluehelm.evidence.received.received_file import OnBytes, ReceivedFile, look_over
from bluehelm.evidence.received.text_rows import header_and_first_row, line_of_open_quotation
from bluehelm.evidence.recognise_layout import NotRecognised, Recognised, recognise
from bluehelm.evidence.release_store import (
    MANIFEST,
    ReleaseOnFile,
    being_written,
    content_hash,
    folder_of,
    put_in_place,
    releases_on_file,
)
from bluehelm.evidence.write_release import PART, Written, coverage, write_rows
from bluehelm.foundation.errors import UnreadableEvidence
from bluehelm.foundation.findings import Finding, Place


@dataclass(frozen=True, slots=True)
class ImportAsked:
    """A file to be imported, and what the user says of it.

    imported_on   the day of the import, told by the caller
    """

    path: Path
    workspace: Path
    imported_on: date
    source: str | None = None
    release: str | None = None
    available_from: date | None = None


class _Refused(Exception):
    """Ends an import with the findings that say why."""

    def __init__(self, *findings: Finding) -> None:
        self.findings = findings
        super().__init__()


def import_release(asked: ImportAsked, on_bytes: OnBytes | None = None) -> ImportReport:
    """Imports a file into the evidence store of a workspace, or says why not; the store is then as it was.

    Rule: the same file twice changes nothing; a new release stands beside the old. Raises UnknownSource.
    """
    source = source_named(asked.source) if asked.source else None
    name = asked.path.name
    try:
        received = _looked_over(asked, on_bytes)
        if (already := _already(asked, received)) is not None:
            return _unchanged(asked, already)
        recognised = _recognised(received, source)
        return _imported(asked, received, recognised, on_bytes)
    except _Refused as refused:
        return ImportReport(name, "refused", findings=tuple(refused.findings))


def _refuse(asked: Path, fault: ReadingFault, line: int = 0, **values: str) -> _Refused:
    return _Refused(fault.at(Place(asked.name, line), **values))


def _looked_over(asked: ImportAsked, on_bytes: OnBytes | None) -> ReceivedFile:
    try:
        return look_over(asked.path, on_bytes)
    except UnreadableEvidence as error:
        raise _not_readable(asked.path, error) from error
    except OSError as error:
        reason = error.strerror or "the file cannot be read"
        raise _refuse(asked.path, faults.CANNOT_OPEN_EVIDENCE, reason=reason) from error


def _not_readable(path: Path, error: UnreadableEvidence, line: int = 0) -> _Refused:
    fault = faults.CANNOT_OPEN_EVIDENCE
    if error.is_cut_off:
        fault = faults.CUT_OFF_FILE
    elif error.is_encoding:
        fault = faults.OTHER_ENCODING
    return _refuse(path, fault, line, reason=error.reason)


def _already(asked: ImportAsked, received: ReceivedFile) -> ReleaseOnFile | None:
    """The release that this very file made before."""
    for one in releases_on_file(asked.workspace, asked.source):
        if one.sha256 == received.sha256 and asked.release in (None, one.release):
            return one
    return None


def _unchanged(asked: ImportAsked, already: ReleaseOnFile) -> ImportReport:
    told = already.manifest
    return ImportReport(
        asked.path.name, "unchanged", already.source, already.release, told["layout"], already.sha256,
        told["n_rows_read"], told["n_rows"], told["n_set_aside"], folder=already.folder,
    )  # fmt: skip


def _recognised(received: ReceivedFile, source: EvidenceSource | None) -> Recognised:
    try:
        header, first_row = header_and_first_row(received)
    except UnreadableEvidence as error:
        raise _not_readable(received.path, error) from error
    if (line := line_of_open_quotation(received, header)) is not None:
        raise _refuse(received.path, faults.OPEN_QUOTATION, line)
    found = recognise(header, first_row, source)
    if isinstance(found, NotRecognised):
        raise _Refused(found.fault.at(Place(received.path.name, 1), **found.values))
    return found


def _imported(
    asked: ImportAsked, received: ReceivedFile, recognised: Recognised, on_bytes: OnBytes | None
) -> ImportReport:
    told, is_supplied = _told(asked, received, recognised)
    folder = folder_of(asked.workspace, told.source, told.release)
    _refuse_if_taken(asked, told, folder)
    with being_written(asked.workspace) as home:
        try:
            written = write_rows(received, recognised, told, home, on_bytes)
        except UnreadableEvidence as error:
            raise _refuse(received.path, faults.UNREADABLE_TABLE, reason=error.reason) from error
        findings = findings_of_import(received, recognised, told, written, release_supplied=is_supplied)
        if refusal := refusal_of_import(received, recognised, written):
            raise _Refused(*refusal, *findings)
        manifest = _manifest(received, recognised, told, written, home, findings)
        manifest["changed"] = _changed(asked.workspace, recognised.source, manifest, home)
        (home / MANIFEST).write_text(json.dumps(manifest, indent=1, ensure_ascii=False) + "\n", "utf-8")
        write_beside(home, received, recognised, written)
        if not put_in_place(home, folder):
            _refuse_if_taken(asked, told, folder)
    return ImportReport(
        asked.path.name, "imported", told.source, told.release, recognised.layout.name, received.sha256,
        written.read.n_rows + written.read.n_odd_lengths, written.n_kept,
        _n_set_aside(written), findings, manifest["changed"], folder,
    )  # fmt: skip


def _n_set_aside(written: Written) -> int:
    return written.odd.n_set_aside + written.read.n_odd_lengths + len(written.duplicates.different)


def _told(asked: ImportAsked, received: ReceivedFile, recognised: Recognised) -> tuple[Told, bool]:
    """What is known before reading; whether nothing said which release it is."""
    source = recognised.source
    release = asked.release or source.release_of_name(received.path.name)
    if release is None and source.release_column in recognised.wanted:
        release = _release_in_rows(received, recognised)
    supplied = release is None
    release = release or _name_for_day(asked, source)
    available = asked.available_from or source.published_on(release) or asked.imported_on
    return Told(source.name, release, recognised.layout, asked.imported_on, available), supplied


def _name_for_day(asked: ImportAsked, source: EvidenceSource) -> str:
    """The day of the import, with a number where that day has brought another file already."""
    day = asked.imported_on.isoformat()
    names = [day, *(f"{day} no. {n}" for n in range(2, 1000))]
    taken = {one.release for one in releases_on_file(asked.workspace, source.name)}
    return next(name for name in names if name not in taken)


def _release_in_rows(received: ReceivedFile, recognised: Recognised) -> str | None:
    """The release that the first row tells."""
    from bluehelm.evidence.received.text_rows import RowsRead, text_rows

    column = recognised.source.release_column
    assert column is not None
    try:
        first = next(text_rows(received, recognised.header, (column,), RowsRead()), None)
    except UnreadableEvidence:
        return None
    told = first.columns[column][0].as_py().strip() if first and first.n_rows else ""
    return told[:10] or None


def _refuse_if_taken(asked: ImportAsked, told: Told, folder: Path) -> None:
    if not (folder / MANIFEST).is_file():
        return
    there = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    raise _refuse(
        asked.path, faults.RELEASE_TAKEN, source=told.source, release=told.release,
        sha256=there["sha256"][:12], example=f"{told.release} revised",
    )  # fmt: skip


def _manifest(
    received: ReceivedFile, recognised: Recognised, told: Told, written: Written, home: Path,
    findings: tuple[Finding, ...],
) -> dict[str, Any]:  # fmt: skip
    """What a reader must know of a release without opening its rows."""
    source = recognised.source
    return {
        "source": told.source,
        "title": source.title,
        "release": told.release,
        "file": received.path.name,
        "n_bytes": received.n_bytes,
        "sha256": received.sha256,
        "content_sha256": content_hash((home / PART,)),
        "layout": recognised.layout.name,
        "columns": source.schema().names,
        "key": list(source.key),
        "n_rows_read": written.read.n_rows + written.read.n_odd_lengths,
        "n_rows": written.n_kept,
        "n_set_aside": _n_set_aside(written),
        "findings": _counted(findings, written),
        "coverage": coverage(written, source, told.release),
        "available_from": told.available_from.isoformat(),
        "imported_on": told.imported_on.isoformat(),
        "licence": source.licence,
        "cite": source.cite,
    }


def _counted(findings: tuple[Finding, ...], written: Written) -> Mapping[str, int]:
    of_rows = {fault.id: n for fault, n in written.odd.n_of.items()}
    return {one.check: of_rows.get(one.check, int(str(one.values.get("n", 1)))) for one in findings}


def _changed(
    workspace: Path, source: EvidenceSource, manifest: Mapping[str, Any], home: Path
) -> Mapping[str, Any] | None:
    """What the release changes against the one before it in the store."""
    new = ReleaseOnFile(home, manifest)
    earlier = [
        one
        for one in releases_on_file(workspace, source.name)
        if one.order < new.order and (not source.has_several_tables or one.layout == new.layout)
    ]
    changed = compare_releases(earlier[-1], new, source) if earlier else None
    return changed if changed and changed["n_before"] else None


def import_each(
    asked: ImportAsked, paths: tuple[Path, ...], on_bytes: OnBytes | None = None
) -> tuple[ImportReport, ...]:
    """Imports several files, each whole or not at all."""
    return tuple(import_release(replace(asked, path=path), on_bytes) for path in paths)
