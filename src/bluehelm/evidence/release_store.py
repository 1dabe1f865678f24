"""The evidence store on disk: one folder a release, never changed once it is there.

WORKSPACE/evidence/SOURCE/RELEASE/ holds part-*.parquet and manifest.json, with findings.csv and set-aside.csv
beside. A release is written elsewhere and moved into place whole, so that no reader waits or sees half of it.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import re
import shutil
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

STORE = "evidence"
MANIFEST = "manifest.json"
BEING_WRITTEN = ".being-written"
NEEDED = {"source", "release", "sha256", "content_sha256", "available_from", "layout", "coverage"}
NOT_TO_BE_SHOWN = "# Rows of these sources must not be passed on.\nacled/\nhdx-hapi/\n.being-written/\n"


@dataclass(frozen=True)
class ReleaseOnFile:
    """A release in the store, as its manifest tells it."""

    folder: Path
    manifest: Mapping[str, Any]

    @property
    def source(self) -> str:
        """Short name of its source."""
        return str(self.manifest["source"])

    @property
    def release(self) -> str:
        """Its name."""
        return str(self.manifest["release"])

    @property
    def sha256(self) -> str:
        """Hash of the file that was imported."""
        return str(self.manifest["sha256"])

    @property
    def layout(self) -> str:
        """The form in which its file came."""
        return str(self.manifest["layout"])

    @property
    def available_from(self) -> date:
        """Day from which it counts as known."""
        return date.fromisoformat(self.manifest["available_from"])

    @property
    def parts(self) -> tuple[Path, ...]:
        """Its files of rows, in order."""
        return tuple(sorted(self.folder.glob("part-*.parquet")))

    @property
    def order(self) -> tuple[date, tuple[int, ...], str]:
        """Later is newer: by the day it was known, then by the numbers in its name."""
        numbers = tuple(int(part) for part in re.findall(r"\d+", self.release))
        return (self.available_from, numbers, self.release)

    def is_intact(self) -> bool:
        """Whether its rows are those that were written."""
        return content_hash(self.parts) == str(self.manifest["content_sha256"])


def releases_on_file(workspace: Path, source: str | None = None) -> tuple[ReleaseOnFile, ...]:
    """The releases of the store, by source, the oldest first."""
    paths = (workspace / STORE).glob(f"{source or '*'}/*/{MANIFEST}")
    found = [one for path in paths if (one := _on_file(path)) is not None]
    return tuple(sorted(found, key=lambda one: (one.source, one.order)))


def _on_file(manifest: Path) -> ReleaseOnFile | None:
    """A release, or None where its manifest is none: other people's folders are left alone."""
    try:
        told = json.loads(manifest.read_text(encoding="utf-8"))
        if not isinstance(told, dict) or not told.keys() >= NEEDED:
            return None
        date.fromisoformat(told["available_from"])
    except (OSError, ValueError, TypeError):
        return None
    return ReleaseOnFile(manifest.parent, told)


def folder_of(workspace: Path, source: str, release: str) -> Path:
    """Where a release lies; its name made fit for a folder.

    >>> folder_of(Path("w"), "ucdp-ged", "23.1, Central African Republic").name
    '23.1-Central-African-Republic'
    """
    name = re.sub(r"[^\w.]+", "-", release).strip("-.") or "unnamed"
    return workspace / STORE / source / name


def content_hash(parts: tuple[Path, ...]) -> str:
    """SHA-256 of files of rows, one after the other."""
    digest = hashlib.sha256()
    for part in parts:
        with part.open("rb") as file:
            while piece := file.read(1 << 20):
                digest.update(piece)
    return digest.hexdigest()


@contextmanager
def being_written(workspace: Path) -> Iterator[Path]:
    """A folder to write a release in; gone afterwards, unless it was moved into place.

    What an import left that was killed is cleared away first; one that still runs holds its folder locked.
    """
    home = workspace / STORE / BEING_WRITTEN
    made = [folder for folder in (workspace / STORE, workspace) if not folder.is_dir()]
    home.mkdir(parents=True, exist_ok=True)
    _clear_left_behind(home)
    mine = home / uuid.uuid4().hex
    (mine / "release").mkdir(parents=True)
    with (mine / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        try:
            yield mine / "release"
        finally:
            shutil.rmtree(mine, ignore_errors=True)
            for folder in (home, *made):
                _remove_if_empty(folder)


def _remove_if_empty(folder: Path) -> None:
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()


def _clear_left_behind(home: Path) -> None:
    for left in home.iterdir():
        lock = left / "lock"
        if not lock.exists():
            continue
        with lock.open("r") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            shutil.rmtree(left, ignore_errors=True)


def put_in_place(written: Path, folder: Path) -> bool:
    """Moves a release that is written whole into the store; False when another was there first."""
    for file in written.iterdir():
        with file.open("rb") as opened:
            os.fsync(opened.fileno())
    folder.parent.mkdir(parents=True, exist_ok=True)
    keep_out_of_view = folder.parent.parent / ".gitignore"
    if not keep_out_of_view.exists():
        keep_out_of_view.write_text(NOT_TO_BE_SHOWN, encoding="utf-8")
    try:
        written.rename(folder)
    except OSError:
        if folder.exists():
            return False
        raise
    return True
