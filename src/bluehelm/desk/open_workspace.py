"""Finding and opening a workspace: a folder of missions, or one dossier that stands alone."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeVar, cast

from bluehelm.dossier.read_dossier import ABOVE_FOLDERS, MISSIONS, RESTRICTED, Reading, read_dossier
from bluehelm.dossier.read_file import Shelf
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.errors import NotADossier

Kept = TypeVar("Kept")


@dataclass
class Workspace:
    """A workspace on disk; it keeps what was read, so that a second look costs only what changed."""

    folder: Path
    shelf: Shelf = field(default_factory=Shelf)
    kept: dict[object, object] = field(default_factory=dict)

    def kept_for(self, key: object, make: Callable[[], Kept]) -> Kept:
        """What was kept under a key from an earlier look, or a new one."""
        return cast(Kept, self.kept.setdefault(key, make()))

    @property
    def missions(self) -> list[str]:
        """Short names of the missions, in order."""
        home = self.folder / MISSIONS
        if not home.is_dir():
            return []
        names = (entry.name for entry in home.iterdir() if entry.is_dir())
        return sorted(name for name in names if not name.startswith(".") and not name.endswith(RESTRICTED))

    def open(self, mission_folder: Path) -> OpenMission:
        """One mission, read whole."""
        with collector_at_rest():
            reading = read_dossier(self.folder, mission_folder, self.shelf)
        return OpenMission(self, mission_folder, reading)


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Keeps Python from looking for garbage: reading and checking make many small objects and none."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@dataclass(frozen=True)
class OpenMission:
    """A mission that has been read."""

    workspace: Workspace
    folder: Path
    reading: Reading

    @property
    def name(self) -> str:
        """Short name of the mission."""
        return self.folder.name

    def seen(self, as_of: date, known_on: date | None = None) -> Standpoint:
        """The dossier from a standpoint."""
        return Standpoint(self.reading.dossier, as_of, known_on, self.workspace.folder)

    def day_asked(self, as_of: date | None, today: date) -> date:
        """The day to look from: the one asked for, else the day the dossier is kept to, else today."""
        if as_of is not None:
            return as_of
        mission = self.reading.dossier.mission
        return (mission.kept_to if mission else None) or today


def open_mission(target: str | Path, here: Path) -> OpenMission:
    """The mission that a path or a name stands for, seen from the folder one works in.

    A path may be a mission's folder, or a workspace with one mission. A name is looked for in the
    workspace around `here`. Raises NotADossier with the missions that exist.
    """
    folders = missions_meant(target, here)
    if len(folders) == 1:
        workspace, folder = folders[0]
        return workspace.open(folder)
    names = [folder.name for _, folder in folders]
    raise NotADossier(target, missions=names)


def missions_meant(target: str | Path, here: Path) -> list[tuple[Workspace, Path]]:
    """The missions that a path or name stands for; for a workspace all of them."""
    path = (here / target).resolve()
    if path.is_file():
        path = path.parent
    around = workspace_around(here.resolve())
    if around is not None and str(target) in around.missions:
        return [(around, around.folder / MISSIONS / str(target))]
    if path.is_dir():
        if path.parent.name == MISSIONS:
            return [(Workspace(path.parent.parent), path)]
        if (path / MISSIONS).is_dir():
            workspace = Workspace(path)
            return [(workspace, path / MISSIONS / name) for name in workspace.missions]
        if path.name == MISSIONS:
            return missions_meant(path.parent, here)
        if _looks_like_a_dossier(path):
            return [(Workspace(path.parent), path)]
        if (inner := _dossier_around(path)) is not None:
            return missions_meant(inner, here)
    raise NotADossier(target, missions=around.missions if around else ())


def workspace_around(folder: Path) -> Workspace | None:
    """The workspace that a folder is or lies in, or None."""
    for candidate in (folder, *folder.parents):
        if (candidate / MISSIONS).is_dir():
            return Workspace(candidate)
    return None


def _dossier_around(folder: Path) -> Path | None:
    """The dossier in which a folder lies, for a path to one of its inner folders."""
    return next((parent for parent in folder.parents if (parent / "mission.yaml").is_file()), None)


def _looks_like_a_dossier(folder: Path) -> bool:
    from bluehelm.dossier.contents import file_of, is_above_mission, table_of_contents

    homes = {file_of(entry).parts[0] for entry in table_of_contents() if not is_above_mission(entry)}
    return any((folder / home).exists() for home in homes - set(ABOVE_FOLDERS))
