"""A workspace of one's own, made from the example that ships, so that trying things harms nothing."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import bluehelm
from bluehelm.desk.open_workspace import Workspace
from bluehelm.dossier.read_dossier import MISSIONS
from bluehelm.foundation.errors import CannotWrite

GITIGNORE = "# Derived from the dossier, and written anew at any time.\nbriefs/\n"
_LEFT_OUT = frozenset({".git", "__pycache__", "briefs"})
_AUTHOR = ("-c", "user.name=Bluehelm", "-c", "user.email=bluehelm@localhost", "-c", "commit.gpgSign=false")


@dataclass(frozen=True, slots=True)
class CopiedExample:
    """The workspace; whether it was there before, and whether git keeps its history."""

    folder: Path
    missions: tuple[str, ...]
    was_there: bool
    in_git: bool


def copy_example(folder: Path) -> CopiedExample:
    """Makes a workspace in `folder` from the example; one that is there is left as it is.

    Raises CannotWrite when the folder holds something else, and when the disk refuses.
    """
    folder = folder.resolve()
    if (folder / MISSIONS).is_dir():
        missions = tuple(Workspace(folder).missions)
        return CopiedExample(folder, missions, was_there=True, in_git=(folder / ".git").exists())
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise CannotWrite(f"'{folder}' is not empty and holds no workspace; name a new or empty folder.")
        with _built_for(folder) as built:
            _copy(_example(), built)
            (built / ".gitignore").write_text(GITIGNORE, encoding="utf-8")
            in_git = _first_commit(built)
            _put_in_place(built, folder)
    except OSError as error:
        raise CannotWrite(f"'{folder}' cannot be written: {error.strerror}.") from error
    return CopiedExample(folder, tuple(Workspace(folder).missions), was_there=False, in_git=in_git)


def _example() -> Path:
    """Where the example lies: in the package, or beside the sources in a checkout."""
    package = Path(bluehelm.__file__).resolve().parent
    for candidate in (package / "example", package.parents[1] / "example"):
        if (candidate / MISSIONS).is_dir():
            return candidate
    raise CannotWrite("The example workspace is missing from this installation; install Bluehelm again.")


@contextmanager
def _built_for(folder: Path) -> Iterator[Path]:
    """A hidden folder on the same disk, gone at the end unless it took its place."""
    home = folder if folder.is_dir() else folder.parent
    home.mkdir(parents=True, exist_ok=True)
    built = Path(tempfile.mkdtemp(dir=home, prefix=".bluehelm-demo-"))
    try:
        built.chmod(0o755)
        yield built
    finally:
        shutil.rmtree(built, ignore_errors=True)


def _put_in_place(built: Path, folder: Path) -> None:
    """A new folder takes its place in one step; an empty one is filled, with the missions last."""
    if not folder.is_dir():
        built.rename(folder)
        return
    for entry in sorted(built.iterdir(), key=lambda entry: entry.name == MISSIONS):
        entry.rename(folder / entry.name)


def _copy(source: Path, target: Path) -> None:
    """Copies contents alone, so that a read-only installation makes a workspace one can write to."""
    for entry in sorted(source.iterdir()):
        if entry.name in _LEFT_OUT:
            continue
        if entry.is_dir():
            (target / entry.name).mkdir()
            _copy(entry, target / entry.name)
        else:
            shutil.copyfile(entry, target / entry.name)


def _first_commit(folder: Path) -> bool:
    """Puts the workspace under git with one commit; False where git is missing or refuses.

    The author stands for this commit alone: no setting of the user is read for it or changed.
    """
    if shutil.which("git") is None:
        return False
    steps = (
        ("-c", "init.defaultBranch=main", "init", "-q"),
        ("add", "--all"),
        (*_AUTHOR, "commit", "-q", "--no-verify", "-m", "Workspace made from the example of Bluehelm"),
    )
    done = all(_git(folder, step) for step in steps)
    if not done:
        shutil.rmtree(folder / ".git", ignore_errors=True)
    return done


def _git(folder: Path, step: tuple[str, ...]) -> bool:
    """One step of git in this folder, whatever repository the surroundings point to."""
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    ran = subprocess.run(["git", *step], cwd=folder, env=surroundings, capture_output=True, check=False)
    return ran.returncode == 0
