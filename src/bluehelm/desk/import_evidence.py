"""Files imported into the evidence store of a workspace, the store listed, and two releases compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from bluehelm.desk.open_workspace import Workspace, workspace_around
from bluehelm.evidence.compare_releases import compare_releases
from bluehelm.evidence.evidence_source import source_named
from bluehelm.evidence.import_release import ImportAsked, import_release
from bluehelm.evidence.import_report import ImportReport
from bluehelm.evidence.received.received_file import OnBytes
from bluehelm.evidence.release_store import ReleaseOnFile, releases_on_file
from bluehelm.foundation.errors import UnknownRelease


def import_evidence(asked: ImportAsked, on_bytes: OnBytes | None = None) -> ImportReport:
    """Imports a file into the store of the workspace around the folder named. Raises UnknownSource."""
    return import_release(replace(asked, workspace=store_around(asked.workspace)), on_bytes)


def store_around(folder: Path) -> Path:
    """The workspace that a folder is or lies in; the folder itself where there is none."""
    return (workspace_around(folder.resolve()) or Workspace(folder.resolve())).folder


def listed_releases(folder: Path) -> list[dict[str, Any]]:
    """Every release of the store as a row: what it covers, since when it is known, whether it is intact."""
    return [_listed(one) for one in releases_on_file(store_around(folder))]


def _listed(one: ReleaseOnFile) -> dict[str, Any]:
    coverage = one.manifest["coverage"]
    return {
        "source": one.source,
        "release": one.release,
        "n_rows": one.manifest["n_rows"],
        "n_set_aside": one.manifest["n_set_aside"],
        "n_countries": len([area for area in coverage if area != "*"]) or None,
        "covers_from": min((told["from"] for told in coverage.values()), default=None),
        "covers_until": max((told["until"] for told in coverage.values()), default=None),
        "available_from": one.available_from.isoformat(),
        "sha256": one.sha256,
        "is_intact": one.is_intact(),
        "file": one.manifest["file"],
        "licence": one.manifest["licence"],
        "cite": one.manifest["cite"],
    }


def compared_releases(
    folder: Path, source: str, before: str | None = None, after: str | None = None
) -> Mapping[str, Any]:
    """What a release of a source changed against another; the two newest, unless named.

    Raises UnknownSource and UnknownRelease.
    """
    known = source_named(source)
    on_file = releases_on_file(store_around(folder), source)
    names = [one.release for one in on_file]
    for asked in (before, after):
        if asked is not None and asked not in names:
            raise UnknownRelease(source, asked, names)
    if len(on_file) < 2:
        raise UnknownRelease(source, before or after or "", names)
    new = on_file[names.index(after)] if after else on_file[-1]
    old = on_file[names.index(before)] if before else on_file[names.index(new.release) - 1]
    return {"source": source, "release": new.release, "sha256": new.sha256} | dict(
        compare_releases(old, new, known)
    )
