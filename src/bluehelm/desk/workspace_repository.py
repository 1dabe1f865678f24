"""The git repository of a workspace: what a commit holds, and changes written as new commits.

Commits are made from git's objects: blobs, trees, a commit, and a reference that moves only if it still
stands where the change began. The work tree and the index are never used to make one.
"""

from __future__ import annotations

import difflib
import fcntl
import json
import os
import re
import stat
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any

from dulwich.errors import NotGitRepository
from dulwich.file import FileLocked
from dulwich.index import Index, index_entry_from_stat
from dulwich.objects import Blob, Commit, ObjectID, ShaFile, Tree
from dulwich.refs import Ref
from dulwich.repo import Repo

from bluehelm.dossier.write_files import replace_file
from bluehelm.foundation.errors import CannotWrite, MovedMeanwhile, NotARepository

HEAD = Ref(b"HEAD")
_FILE_MODES = (0o100644, 0o100755)
_TRIES, _WAIT_SECONDS = 40, 0.05


@dataclass(frozen=True, slots=True)
class Author:
    """Who a commit is by: the name of an account and its address."""

    name: str
    address: str

    def as_git(self) -> bytes:
        """The author as git writes it; signs that would break the line are left out."""
        kept = [
            "".join(sign for sign in text if sign.isprintable() and sign not in "<>") for text in self.parts
        ]
        return f"{kept[0].strip() or 'unknown'} <{kept[1].strip()}>".encode()

    @property
    def parts(self) -> tuple[str, str]:
        """Name and address."""
        return self.name, self.address


@dataclass(frozen=True, slots=True)
class Committed:
    """A commit as the history shows it."""

    id: str
    author: str
    at: datetime
    subject: str
    body: str
    parents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FileDifference:
    """What changed in one file: lines with a sign before each, as in a printed difference."""

    path: str
    lines: tuple[tuple[str, str], ...]


class WorkspaceRepository:
    """A repository by the folder of its work tree; safe to use from several threads and processes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        try:
            self._repo = Repo(str(folder))
        except NotGitRepository:
            raise NotARepository(folder) from None
        self._git_folder = Path(os.fsdecode(self._repo.controldir()))

    def head(self) -> str:
        """The commit that HEAD stands at. Raises NotARepository while there is none."""
        try:
            return self._repo.refs[HEAD].decode()
        except KeyError:
            raise NotARepository(self.folder, without_commit=True) from None

    def files(self, commit: str) -> dict[str, str]:
        """Every file of a commit by its path, with the id of its content; links are left out."""
        found: dict[str, str] = {}
        waiting = [("", self._commit(commit).tree)]
        while waiting:
            prefix, tree_id = waiting.pop()
            tree = self._repo[tree_id]
            assert isinstance(tree, Tree)
            for entry in tree.iteritems():
                name = prefix + os.fsdecode(entry.path or b"")
                if stat.S_ISDIR(entry.mode or 0):
                    waiting.append((name + "/", entry.sha))
                elif entry.mode in _FILE_MODES:
                    found[name] = entry.sha.decode()
        return found

    def content(self, blob: str) -> bytes:
        """The content of a file by the id that `files` gives."""
        found = self._repo[ObjectID(blob.encode())]
        assert isinstance(found, Blob)
        return found.data

    def text(self, commit: str, path: str) -> str | None:
        """The text of a file in a commit, or None where it has no such file."""
        blob = self.files(commit).get(path)
        return None if blob is None else self.content(blob).decode("utf-8")

    def change(
        self, changes: Mapping[str, bytes | None], *, base: str, author: Author, message: str, at: datetime
    ) -> str:
        """Commits new contents of files (None removes one) on top of `base`, and gives the new commit.

        Raises MovedMeanwhile when HEAD no longer stands at `base`: nothing is written then.
        """
        tree = _as_tree(changes)
        with self._alone() as journal:
            if self.head() != base:
                raise MovedMeanwhile(base, self.head())
            made = self._made_commit(tree, base, (author, message, at))
            journal.note({"base": base, "paths": list(changes)})
            self._move(base, made)
            self._follow_in_work_tree(changes, base, made)
        return made

    def _move(self, base: str, made: str) -> None:
        """Moves the branch to the new commit; waits while git itself holds it."""
        for _ in range(_TRIES):
            try:
                if self._repo.refs.set_if_equals(
                    self._branch(), ObjectID(base.encode()), ObjectID(made.encode())
                ):
                    return
                raise MovedMeanwhile(base, self.head())
            except FileLocked:
                time.sleep(_WAIT_SECONDS)
        raise CannotWrite("git is at work in this repository; nothing was written. Try again in a moment.")

    def _made_commit(
        self, changed: Mapping[str, object], base: str, said: tuple[Author, str, datetime]
    ) -> str:
        author, message, at = said
        objects: list[ShaFile] = []
        tree = self._changed_tree(self._commit(base).tree, changed, objects)
        commit = Commit()
        commit.tree = tree
        commit.parents = [ObjectID(base.encode())]
        commit.author = commit.committer = author.as_git()
        commit.author_time = commit.commit_time = int(at.timestamp())
        commit.author_timezone = commit.commit_timezone = 0
        commit.encoding = b"UTF-8"
        commit.message = (message.strip() + "\n").encode()
        objects.append(commit)
        for one in objects:
            self._repo.object_store.add_object(one)
        return commit.id.decode()

    def _changed_tree(
        self, tree_id: ObjectID | None, changes: Mapping[str, object], objects: list[ShaFile]
    ) -> ObjectID:
        """The id of a tree with changes laid into it; new objects are gathered, not written."""
        tree = Tree()
        before = self._repo[tree_id] if tree_id else Tree()
        assert isinstance(before, Tree)
        for entry in before.iteritems():
            tree.add(entry.path, entry.mode, entry.sha)
        for name, change in changes.items():
            key = os.fsencode(name)
            if isinstance(change, Mapping):
                inner = tree[key][1] if key in tree and stat.S_ISDIR(tree[key][0]) else None
                tree.add(key, stat.S_IFDIR, self._changed_tree(inner, change, objects))
            elif change is None:
                if key in tree:
                    del tree[key]
            else:
                assert isinstance(change, bytes)
                blob = Blob.from_string(change)
                objects.append(blob)
                tree.add(key, tree[key][0] if key in tree else _FILE_MODES[0], blob.id)
        objects.append(tree)
        return tree.id

    def _follow_in_work_tree(self, paths: Iterable[str], base: str, made: str) -> None:
        """Brings files on disk along where nobody has changed them there, lest the two drift apart."""
        before, after = self.files(base), self.files(made)
        index = self._repo.open_index()
        for path in paths:
            on_disk = self.folder / path
            old, new = (self.content(files[path]) if path in files else None for files in (before, after))
            if not self._is_untouched(on_disk, old):
                continue
            if new is None:
                on_disk.unlink(missing_ok=True)
                if os.fsencode(path) in index:
                    del index[os.fsencode(path)]
                continue
            on_disk.parent.mkdir(parents=True, exist_ok=True)
            replace_file(on_disk, new)
            self._note_in_index(index, path, new, on_disk)
        self._write_index(index)

    def _write_index(self, index: Index) -> None:
        for _ in range(_TRIES):
            with suppress(FileLocked):
                index.write()
                return
            time.sleep(_WAIT_SECONDS)

    def _is_untouched(self, on_disk: Path, before: bytes | None) -> bool:
        if on_disk.is_symlink() or not on_disk.resolve().is_relative_to(self.folder.resolve()):
            return False
        return (on_disk.read_bytes() if on_disk.is_file() else None) == before

    def _note_in_index(self, index: Index, path: str, content: bytes, on_disk: Path) -> None:
        blob = Blob.from_string(content)
        index[os.fsencode(path)] = index_entry_from_stat(on_disk.stat(), blob.id)

    def differs_on_disk(self) -> list[str]:
        """Files that differ between HEAD and the work tree, of those that HEAD holds."""
        return [
            path
            for path, blob in sorted(self.files(self.head()).items())
            if not (self.folder / path).is_file()
            or Blob.from_string((self.folder / path).read_bytes()).id.decode() != blob
        ]

    def history(
        self, *, paths: Sequence[str] = (), n: int = 100, until: str | None = None
    ) -> list[Committed]:
        """The newest commits, newest first; those that touched one of the paths where some are named."""
        wanted = [os.fsencode(path) for path in paths]
        walker = self._repo.get_walker(
            include=[ObjectID((until or self.head()).encode())], paths=wanted or None, max_entries=n
        )
        return [_shown(entry.commit) for entry in walker]

    def holds(self, commit: str) -> bool:
        """Whether the newest commit is this one or comes from it."""
        if not re.fullmatch(r"[0-9a-f]{40}", commit) or ObjectID(commit.encode()) not in self._repo:
            return False
        walker = self._repo.get_walker(include=[ObjectID(self.head().encode())])
        return any(entry.commit.id == commit.encode() for entry in walker)

    def difference(self, path: str, before: Mapping[str, str], after: Mapping[str, str]) -> FileDifference:
        """What changed in a file between two sets of files, with three lines around each change."""
        lines = difflib.unified_diff(self._lines(path, before), self._lines(path, after), lineterm="", n=3)
        shown = [line for line in lines if not line.startswith(("---", "+++"))]
        return FileDifference(path, tuple((line[:1], line[1:]) for line in shown))

    def _lines(self, path: str, files: Mapping[str, str]) -> list[str]:
        return self.content(files[path]).decode("utf-8", "replace").splitlines() if path in files else []

    def committed(self, commit: str) -> Committed:
        """One commit as the history shows it."""
        return _shown(self._commit(commit))

    def _commit(self, commit: str) -> Commit:
        try:
            found = self._repo[ObjectID(commit.encode())]
        except (KeyError, ValueError, AssertionError):
            raise CannotWrite(f"There is no commit '{commit[:40]}' in this workspace.") from None
        if not isinstance(found, Commit):
            raise CannotWrite(f"'{commit[:40]}' is no commit.")
        return found

    def _branch(self) -> Ref:
        """The branch that HEAD names; HEAD itself where it stands at a commit."""
        chain, _ = self._repo.refs.follow(HEAD)
        return chain[-1]

    @contextmanager
    def _alone(self) -> Iterator[_Journal]:
        """Holds a lock on the repository, so that two commits follow one another.

        What a process was about when it was killed stands in the journal, and is finished first.
        """
        handle = os.open(self._git_folder / "bluehelm.lock", os.O_RDWR | os.O_CREAT, 0o644)
        journal = _Journal(handle)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            if (left := journal.left()) is not None:
                self._finish(left)
            journal.clear()
            yield journal
            journal.clear()
        finally:
            os.close(handle)

    def _finish(self, left: Mapping[str, Any]) -> None:
        """Clears what a killed process left lying, and lets the work tree follow if HEAD had moved."""
        branch = os.fsdecode(self._branch())
        for name in (branch, "HEAD", "index"):
            (self._git_folder / f"{name}.lock").unlink(missing_ok=True)
        for path in left["paths"]:
            on_disk = self.folder / path
            for stray in on_disk.parent.glob(f".{on_disk.name}.tmp-*"):
                stray.unlink(missing_ok=True)
        if self.head() != left["base"]:
            self._follow_in_work_tree(left["paths"], left["base"], self.head())


class _Journal:
    """What a process is about, in the lock file, for the next one in case it is killed."""

    def __init__(self, handle: int) -> None:
        self._handle = handle

    def left(self) -> Mapping[str, Any] | None:
        """What a process that did not end well was about; None when the last one did."""
        text = os.pread(self._handle, 1 << 20, 0)
        try:
            found = json.loads(text) if text else None
        except ValueError:
            return None
        return found if isinstance(found, dict) else None

    def note(self, about: Mapping[str, Any]) -> None:
        """Writes down what is about to be done."""
        os.pwrite(self._handle, json.dumps(about).encode(), 0)

    def clear(self) -> None:
        """All done."""
        os.ftruncate(self._handle, 0)


def _as_tree(changes: Mapping[str, bytes | None]) -> dict[str, object]:
    """Changes by path as nested folders. Raises CannotWrite for a path that leads out of the workspace."""
    root: dict[str, object] = {}
    for path, content in changes.items():
        parts = PurePosixPath(path).parts
        if not parts or path.startswith("/") or any(part in ("..", ".git") for part in parts) or "\\" in path:
            raise CannotWrite(f"'{path}' is no path inside the workspace.")
        folder = root
        for part in parts[:-1]:
            inner = folder.setdefault(part, {})
            assert isinstance(inner, dict)
            folder = inner
        folder[parts[-1]] = content
    return root


def _shown(commit: Commit) -> Committed:
    subject, _, body = commit.message.decode("utf-8", "replace").partition("\n")
    return Committed(
        commit.id.decode(),
        commit.author.decode("utf-8", "replace").partition(" <")[0],
        datetime.fromtimestamp(commit.author_time, UTC),
        subject,
        body.strip(),
        tuple(parent.decode() for parent in commit.parents),
    )
