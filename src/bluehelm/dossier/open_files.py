"""Files are opened with care: links out of the folder, devices, pipes and giants are refused."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bluehelm.dossier import reading_faults as faults
from bluehelm.foundation.findings import Finding, Place

MAX_BYTES = 32 * 1024 * 1024
_SPREADSHEET_SIGNATURES = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


@dataclass(frozen=True, slots=True)
class Listed:
    """A file of a dossier: where it lies, and its name relative to the workspace."""

    path: Path
    name: str


def files_below(folder: Path, workspace: Path) -> tuple[list[Listed], list[Finding]]:
    """Every file below a folder, in a stable order, with findings for what is refused unread.

    Hidden files and folders are passed over. A symbolic link to a folder is refused, because it
    can lead in circles; a link to a file is followed while it stays inside the workspace.
    """
    listed: list[Listed] = []
    findings: list[Finding] = []
    for path in _walk(folder, workspace, findings):
        name = _shown(path, workspace)
        fault = _unfit(path, name, workspace)
        if fault is None:
            listed.append(Listed(path, name))
        else:
            findings.append(fault)
    return listed, findings


def _shown(path: Path, workspace: Path) -> str:
    """The name of a file relative to the workspace; what cannot be printed stands as a question mark."""
    name = path.relative_to(workspace).as_posix()
    return name if name.isprintable() else "".join(sign if sign.isprintable() else "�" for sign in name)


def _walk(folder: Path, workspace: Path, findings: list[Finding]) -> Iterator[Path]:
    name = _shown(folder, workspace)
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError as error:
        findings.append(faults.CANNOT_OPEN.at(Place(name), reason=error.strerror or "unknown"))
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if not entry.is_dir(follow_symlinks=False) and not _links_to_folder(entry):
            yield Path(entry.path)
        elif entry.is_symlink():
            findings.append(faults.LINK_TO_FOLDER.at(Place(_shown(Path(entry.path), workspace))))
        else:
            yield from _walk(Path(entry.path), workspace, findings)


def _links_to_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_symlink() and entry.is_dir()
    except OSError:
        return False


def _unfit(path: Path, name: str, workspace: Path) -> Finding | None:
    """Why a file must not be read, or None."""
    try:
        real = path.resolve(strict=True)
        status = real.stat()
    except (OSError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or "it links in a circle"
        return faults.CANNOT_OPEN.at(Place(name), reason=reason)
    if not real.is_relative_to(workspace.resolve()):
        return faults.LINK_OUT.at(Place(name))
    if not stat.S_ISREG(status.st_mode):
        return faults.NOT_A_FILE.at(Place(name))
    if status.st_size > MAX_BYTES:
        return faults.TOO_LARGE.at(
            Place(name), size=f"{status.st_size / 1024**2:.1f}", limit=MAX_BYTES // 1024**2
        )
    return None


def text_of(content: bytes, name: str) -> tuple[str | None, list[Finding]]:
    """The text of a file, without byte-order mark, or a finding that says why it is none."""
    if content.startswith(_SPREADSHEET_SIGNATURES):
        return None, [faults.SPREADSHEET.at(Place(name))]
    if b"\x00" in content:
        return None, [faults.NOT_TEXT.at(Place(name, _line_of(content, content.index(b"\x00"))))]
    try:
        return content.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        return None, [faults.NOT_TEXT.at(Place(name, _line_of(content, error.start)))]


def _line_of(content: bytes, position: int) -> int:
    return content.count(b"\n", 0, position) + 1


def read_bytes(listed: Listed) -> tuple[bytes | None, list[Finding]]:
    """The bytes of a file that was found fit, or a finding when it cannot be opened after all."""
    try:
        with listed.path.open("rb", buffering=0) as opened:
            content = opened.read(MAX_BYTES + 1)
    except OSError as error:
        reason = error.strerror or "unknown"
        return None, [faults.CANNOT_OPEN.at(Place(listed.name), reason=reason)]
    return content or b"", []
