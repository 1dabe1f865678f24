"""Writing a file so that a crash in the middle leaves the old one whole, and nobody's change is lost."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from bluehelm.foundation.errors import CannotWrite

BYTE_ORDER_MARK = "\ufeff"


def change_file(path: Path, change: Callable[[str], str]) -> None:
    """Replaces the text of a file by what `change` makes of it; a missing file counts as empty.

    One change at a time: a second process waits, then works on what the first one wrote. The new
    text is on disk before it takes the place of the old. A link is followed to the file it names.
    Raises CannotWrite when the disk refuses.
    """
    try:
        path = path.resolve()
        with _alone_in(path.parent):
            before = _text_of(path)
            mark = BYTE_ORDER_MARK if before.startswith(BYTE_ORDER_MARK) else ""
            after = mark + change(before.removeprefix(mark))
            if after != before:
                replace_file(path, after.encode("utf-8"))
    except UnicodeDecodeError:
        raise CannotWrite(f"'{path.name}' is not UTF-8 text; save it as UTF-8 first.") from None
    except (OSError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or "its links lead in a circle"
        raise CannotWrite(f"'{path.name}' cannot be written: {reason}. It is as it was.") from error


def _text_of(path: Path) -> str:
    return path.read_bytes().decode("utf-8") if path.exists() else ""


def replace_file(path: Path, content: bytes) -> None:
    """Puts new content in the place of a file in one step; readers see the old or the new, never half."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.tmp-")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as opened:
            opened.write(content)
            opened.flush()
            os.fsync(opened.fileno())
        temporary.chmod(path.stat().st_mode if path.exists() else 0o644)
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    _settle(path.parent)


def new_file(path: Path, content: bytes) -> None:
    """Writes a file that is not there yet, whole or not at all.

    Raises CannotWrite where something of that name is there, and when the disk refuses.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.tmp-")
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as opened:
                opened.write(content)
                opened.flush()
                os.fsync(opened.fileno())
            temporary.chmod(0o644)
            # A link, unlike a rename, never takes the place of a file that is there.
            os.link(temporary, path)
        finally:
            temporary.unlink()
        _settle(path.parent)
    except FileExistsError:
        raise CannotWrite(f"'{path.name}' is there already; nothing was written.") from None
    except OSError as error:
        raise CannotWrite(
            f"'{path.name}' cannot be written: {error.strerror}. Nothing was written."
        ) from error


def write_files(made: Mapping[Path, bytes]) -> tuple[Path, ...]:
    """Writes files whose content is all made already, each whole, and returns their paths.

    Raises CannotWrite when the disk refuses.
    """
    for path, content in made.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            replace_file(path, content)
        except OSError as error:
            raise CannotWrite(f"'{path}' cannot be written: {error.strerror}.") from error
    return tuple(made)


def _settle(folder: Path) -> None:
    """Asks the disk to remember the new name; not every file system can be asked."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Holds a lock on the folder, so that two changes follow one another."""
    folder.mkdir(parents=True, exist_ok=True)
    if sys.platform == "win32":
        yield
        return
    import fcntl

    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
