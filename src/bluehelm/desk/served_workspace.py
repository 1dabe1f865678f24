"""A workspace as it is served: what its repositories hold at their newest commits, read once for many.

The command line reads the work tree; the browser reads commits. A copy of the files at HEAD is kept in a
folder of the process, and only what a new commit changed is written and read again.
"""

from __future__ import annotations

import shutil
import tempfile
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar, cast

from bluehelm.desk.brief_mission import opened_to_the_public
from bluehelm.desk.check_dossier import CheckReport, check_mission
from bluehelm.desk.open_workspace import OpenMission, Workspace
from bluehelm.desk.renew_results import Renewals
from bluehelm.desk.search_dossier import Searchable, searchable
from bluehelm.desk.workspace_repository import Author, Committed, FileDifference, WorkspaceRepository
from bluehelm.dossier.read_dossier import ABOVE_FOLDERS, MISSIONS, RESTRICTED
from bluehelm.foundation.errors import CannotWrite, MovedMeanwhile, NotADossier

Made = TypeVar("Made")
_TRIES = 20


@dataclass(frozen=True, slots=True)
class Heads:
    """The newest commit of the open repository, and of each restricted one by its folder."""

    open: str
    restricted: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """One commit with what it changed, file by file."""

    committed: Committed
    files: tuple[FileDifference, ...]


@dataclass
class _Copied:
    """The copy of one repository: where its files lie, and which content each has."""

    repository: WorkspaceRepository
    below: str
    files: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ServedMission:
    """A mission at one moment of its history, as one circle of readers may see it."""

    name: str
    opened: OpenMission
    heads: Heads
    cleared: bool
    renewals: Renewals
    results: dict[object, object] = field(default_factory=dict, repr=False)

    def kept(self, key: object, make: Callable[[], Made]) -> Made:
        """A result that does not change while the commits stand; made on first use."""
        if key not in self.results:
            self.results[key] = make()
        return cast("Made", self.results[key])

    def renewed(self, key: object, make: Callable[[], Made], *, fresh: bool) -> Made:
        """A costly result: of these commits if it must be, else of a moment ago while it is made anew."""
        return self.renewals.result((self.name, self.cleared, key), self.heads, make, fresh=fresh)

    def report(self, as_of: date, known_on: date | None = None, *, fresh: bool = True) -> CheckReport:
        """What the checks find, less what names restricted files where the reader may not see them."""
        return self.renewed(
            ("report", as_of, known_on),
            lambda: check_mission(self.opened, as_of=as_of, known_on=known_on),
            fresh=fresh,
        )


class ServedWorkspace:
    """A workspace by its folder; safe to use from several threads."""

    def __init__(self, folder: Path, copy: Path) -> None:
        self.folder = folder
        self.copy = copy
        self.repository = WorkspaceRepository(folder)
        self._copied = {"": _Copied(self.repository, "")}
        self._workspaces = {True: Workspace(copy), False: Workspace(copy)}
        self._missions: dict[tuple[str, bool], ServedMission] = {}
        self._searchable: dict[tuple[str, bool], dict[str, Searchable]] = {}
        self._renewals = Renewals()
        self._lock = threading.RLock()

    def heads(self) -> Heads:
        """The newest commits now."""
        self._find_restricted()
        restricted = [(below, one.repository.head()) for below, one in self._copied.items() if below]
        return Heads(self.repository.head(), tuple(sorted(restricted)))

    def missions(self) -> list[str]:
        """Short names of the missions at HEAD."""
        self._brought_to_head()
        return self._workspaces[True].missions

    def mission(self, name: str, *, cleared: bool, fresh: bool = True) -> ServedMission:
        """A mission at HEAD. Raises NotADossier for a name that HEAD does not hold.

        `cleared`: with what the restricted repository holds; without, as the public may see it.
        `fresh` false: as it was a moment ago will do, while a new commit is being read.
        """
        return self._renewals.result(
            (name, cleared), self.heads(), lambda: self._read(name, cleared), fresh=fresh
        )

    def _read(self, name: str, cleared: bool) -> ServedMission:
        with self._lock:
            heads = self._brought_to_head()
            held = self._missions.get((name, cleared))
            if held is not None and held.heads == heads:
                return held
            workspace = self._workspaces[cleared]
            if name not in workspace.missions:
                raise NotADossier(name, missions=workspace.missions)
            opened = workspace.open(self.copy / MISSIONS / name)
            shown = opened if cleared else opened_to_the_public(opened)
            made = ServedMission(name, shown, heads, cleared, self._renewals)
            self._missions[name, cleared] = made
            return made

    def searchable(self, mission: ServedMission) -> dict[str, Searchable]:
        """Every item of a mission ready to be searched; only what a commit changed is read again."""
        key = (mission.name, mission.cleared)
        made = searchable(mission.opened.reading.dossier, self._searchable.get(key))
        self._searchable[key] = made
        return made

    def mission_at(self, name: str, commit: str, *, cleared: bool) -> OpenMission:
        """A mission as an earlier commit of the open repository held it.

        What is restricted is added as it stands now, for readers who may see it. Raises NotADossier when
        that commit did not hold the mission.
        """
        with tempfile.TemporaryDirectory(prefix="bluehelm-moment-") as folder:
            home = Path(folder)
            below = (f"{MISSIONS}/{name}/", *(f"{one}/" for one in ABOVE_FOLDERS))
            for path, blob in self.repository.files(commit).items():
                if path.startswith(below):
                    (home / path).parent.mkdir(parents=True, exist_ok=True)
                    (home / path).write_bytes(self.repository.content(blob))
            restricted = self.copy / MISSIONS / f"{name}{RESTRICTED}"
            if cleared and restricted.is_dir():
                shutil.copytree(restricted, home / MISSIONS / f"{name}{RESTRICTED}")
            if not (home / MISSIONS / name).is_dir():
                raise NotADossier(name)
            opened = Workspace(home).open(home / MISSIONS / name)
        return opened if cleared else opened_to_the_public(opened)

    def text(self, path: str) -> str | None:
        """The text of a file at HEAD, by its path in the workspace; None where there is none."""
        home, inner = self._home_of(path)
        return home.repository.text(home.repository.head(), inner)

    def change(
        self, path: str, change: Callable[[str], str], *, author: Author, reason: str, at: datetime
    ) -> str | None:
        """Commits what `change` makes of a file's newest text; None when it changes nothing.

        When somebody else's commit comes first, `change` is applied to what that one left. What it raises
        is passed on, and nothing is written. Raises CannotWrite for a path outside, and when others save
        without pause.
        """
        home, inner = self._home_of(path)
        for _ in range(_TRIES):
            base = home.repository.head()
            before = home.repository.text(base, inner) or ""
            after = change(before)
            if after == before:
                return None
            try:
                return home.repository.change(
                    {inner: after.encode()}, base=base, author=author, message=reason, at=at
                )
            except MovedMeanwhile:
                continue
        raise CannotWrite("Others are saving without pause; nothing was written. Send it again.")

    def head_of(self, path: str) -> str:
        """The newest commit of the repository that a file belongs to."""
        return self._home_of(path)[0].repository.head()

    def text_at(self, path: str, commit: str) -> str | None:
        """The text of a file in an earlier commit; None where it had none."""
        home, inner = self._home_of(path)
        return home.repository.text(commit, inner)

    def last_change_of(self, path: str) -> Committed | None:
        """The newest commit that touched a file; None where none did."""
        home, inner = self._home_of(path)
        return next(iter(home.repository.history(paths=(inner,), n=1)), None)

    def history_of(self, mission: str, *, restricted: bool, n: int) -> list[Committed]:
        """The newest commits that touched a mission or what stands above it, newest first."""
        above = [*ABOVE_FOLDERS, f"{MISSIONS}/{mission}"]
        found = self.repository.history(paths=above, n=n)
        overlay = self._copied.get(f"{MISSIONS}/{mission}{RESTRICTED}") if restricted else None
        if overlay is not None:
            found += overlay.repository.history(n=n)
        return sorted(found, key=lambda one: one.at, reverse=True)[:n]

    def change_in(self, mission: str, commit: str, *, restricted: bool) -> Change | None:
        """What a commit changed in a mission; None for a commit that the reader may not see."""
        overlay = self._copied.get(f"{MISSIONS}/{mission}{RESTRICTED}") if restricted else None
        for home in (self._copied[""], overlay):
            if home is None or not home.repository.holds(commit):
                continue
            committed = home.repository.committed(commit)
            before = home.repository.files(committed.parents[0]) if committed.parents else {}
            after = home.repository.files(commit)
            paths = [path for path in sorted({*before, *after}) if before.get(path) != after.get(path)]
            ours = [path for path in paths if home.below or _concerns(path, mission)]
            return Change(committed, tuple(home.repository.difference(path, before, after) for path in ours))
        return None

    def _home_of(self, path: str) -> tuple[_Copied, str]:
        self._find_restricted()
        for below, copied in self._copied.items():
            if below and path.startswith(below + "/"):
                return copied, path.removeprefix(below + "/")
        return self._copied[""], path

    def _find_restricted(self) -> None:
        """A restricted repository may be laid over a mission while the server runs."""
        home = self.folder / MISSIONS
        for entry in home.iterdir() if home.is_dir() else ():
            below = f"{MISSIONS}/{entry.name}"
            if entry.name.endswith(RESTRICTED) and (entry / ".git").exists() and below not in self._copied:
                self._copied[below] = _Copied(WorkspaceRepository(entry), below)

    def _brought_to_head(self) -> Heads:
        with self._lock:
            heads = self.heads()
            commits = {"": heads.open, **dict(heads.restricted)}
            for below, copied in self._copied.items():
                self._bring(copied, copied.repository.files(commits[below]))
            return heads

    def _bring(self, copied: _Copied, files: Mapping[str, str]) -> None:
        if files == copied.files:
            return
        home = self.copy / copied.below
        for path, blob in files.items():
            if copied.files.get(path) != blob:
                target = home / path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(copied.repository.content(blob))
        for path in copied.files.keys() - files.keys():
            (home / path).unlink(missing_ok=True)
        copied.files = dict(files)


def _concerns(path: str, mission: str) -> bool:
    return path.startswith((f"{MISSIONS}/{mission}/", *(f"{name}/" for name in ABOVE_FOLDERS)))
