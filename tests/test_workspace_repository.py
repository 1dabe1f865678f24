"""Commits made by the browser: one after the other, whole or not at all, and never over another's work."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bluehelm.desk.served_workspace import ServedWorkspace
from bluehelm.desk.workspace_repository import Author, WorkspaceRepository
from bluehelm.dossier.change_text import set_value
from bluehelm.foundation.errors import CannotWrite, MovedMeanwhile, NotARepository
from web_site import git

PLANNER = Author("A planner (chief-of-staff)", "planner@mission.example")
NOON = datetime(2026, 2, 28, 12, tzinfo=UTC)
TASKS = "missions/unmis/tasks.yaml"
TEXT = "# kept\ntasks:\n  - id: escort\n    text: escort convoys   # by day\n    weight: 0\n"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    folder = tmp_path / "workspace"
    (folder / "missions" / "unmis").mkdir(parents=True)
    (folder / TASKS).write_text(TEXT, encoding="utf-8")
    (folder / "missions" / "unmis" / "mission.yaml").write_text("mission: unmis\nname: A mission\n")
    git(folder, "init", "-q")
    git(folder, "add", "--all")
    git(folder, "commit", "-q", "-m", "first state")
    return folder


def changed(repository: WorkspaceRepository, text: str, base: str) -> str:
    return repository.change({TASKS: text.encode()}, base=base, author=PLANNER, message="as agreed", at=NOON)


def test_a_change_is_one_commit_by_its_author_that_git_itself_reads(workspace: Path) -> None:
    repository = WorkspaceRepository(workspace)
    changed(repository, TEXT + "# more\n", repository.head())
    assert git(workspace, "log", "-1", "--format=%an <%ae> %s").strip() == (
        "A planner (chief-of-staff) <planner@mission.example> as agreed"
    )
    assert git(workspace, "show", "--stat", "--format=").count("|") == 1
    assert git(workspace, "fsck", "--strict") == ""
    assert git(workspace, "status", "--porcelain") == ""


def test_a_change_begun_from_an_older_commit_is_refused_and_nothing_is_written(workspace: Path) -> None:
    repository = WorkspaceRepository(workspace)
    base = repository.head()
    newest = changed(repository, TEXT + "# first\n", base)
    with pytest.raises(MovedMeanwhile):
        changed(repository, TEXT + "# second\n", base)
    assert repository.head() == newest


def test_a_file_that_somebody_changed_on_disk_is_left_alone_and_told(workspace: Path) -> None:
    (workspace / TASKS).write_text("# by hand\n" + TEXT, encoding="utf-8")
    repository = WorkspaceRepository(workspace)
    changed(repository, TEXT + "# by browser\n", repository.head())
    assert (workspace / TASKS).read_text(encoding="utf-8") == "# by hand\n" + TEXT
    assert repository.differs_on_disk() == [TASKS]


@pytest.mark.parametrize("path", ["../outside.yaml", "/etc/motd", "missions/../../x", ".git/config", "a\\b"])
def test_a_path_that_leads_out_of_the_workspace_is_refused(workspace: Path, path: str) -> None:
    repository = WorkspaceRepository(workspace)
    with pytest.raises(CannotWrite, match="no path inside"):
        repository.change({path: b"x"}, base=repository.head(), author=PLANNER, message="no", at=NOON)


def test_an_author_cannot_break_the_line_of_a_commit(workspace: Path) -> None:
    repository = WorkspaceRepository(workspace)
    sly = Author("A\ncommitter Mallory <m@x>", "a>b\n@example")
    repository.change({TASKS: b"x\n"}, base=repository.head(), author=sly, message="m", at=NOON)
    assert git(workspace, "log", "-1", "--format=%an|%ae").strip() == "Acommitter Mallory m@x|ab@example"


def test_a_folder_without_git_or_without_a_commit_is_refused_with_what_to_type(tmp_path: Path) -> None:
    with pytest.raises(NotARepository, match="git init"):
        WorkspaceRepository(tmp_path)
    git(tmp_path, "init", "-q")
    with pytest.raises(NotARepository, match="no commit yet"):
        WorkspaceRepository(tmp_path).head()


def test_edits_of_many_people_at_once_are_all_there(workspace: Path, tmp_path: Path) -> None:
    def add(number: int) -> None:
        served = ServedWorkspace(workspace, tmp_path / f"copy-{number}")
        served.change(
            TASKS, lambda text: f"{text}# {number}\n", author=PLANNER, reason=f"line {number}", at=NOON
        )

    with ThreadPoolExecutor(8) as people:
        list(people.map(add, range(24)))
    text = WorkspaceRepository(workspace).text(WorkspaceRepository(workspace).head(), TASKS) or ""
    assert sorted(int(line[2:]) for line in text.removeprefix(TEXT).splitlines()) == list(range(24))
    assert git(workspace, "rev-list", "--count", "HEAD").strip() == "25"


SAVING = """
import sys
from datetime import datetime, UTC
from pathlib import Path
from bluehelm.desk.served_workspace import ServedWorkspace
from bluehelm.desk.workspace_repository import Author
served = ServedWorkspace(Path(sys.argv[1]), Path(sys.argv[2]))
for number in range(10_000):
    line = f"{sys.argv[3]}-{number}"
    served.change("missions/unmis/tasks.yaml", lambda text: text + "# " + line + "\\n",
                  author=Author("P", "p@x"), reason=line, at=datetime.now(UTC))
    print(line, flush=True)
"""


def killed_while_saving(workspace: Path, copy: Path, name: str, seconds: float) -> list[str]:
    """The lines that a process acknowledged before it was killed in the midst of saving."""
    command = [sys.executable, "-c", SAVING, str(workspace), str(copy), name]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as saving:
        assert saving.stdout is not None
        first = saving.stdout.readline().strip()
        time.sleep(seconds)
        os.kill(saving.pid, signal.SIGKILL)
        rest = saving.stdout.read().split("\n")
    return [first, *(line for line in rest[:-1])]


@pytest.mark.parametrize(
    "n_kills", [6, pytest.param(100, marks=pytest.mark.exhaustive)], ids=["few", "a hundred"]
)
def test_a_server_killed_in_the_middle_of_saves_loses_no_acknowledged_edit(
    workspace: Path, tmp_path: Path, n_kills: int
) -> None:
    acknowledged: list[str] = []
    for number in range(n_kills):
        copy = tmp_path / f"copy-{number}"
        acknowledged += killed_while_saving(workspace, copy, f"run{number}", 0.02 + 0.013 * (number % 9))
    repository = WorkspaceRepository(workspace)
    text = repository.text(repository.head(), TASKS) or ""
    saved = {line[2:] for line in text.removeprefix(TEXT).splitlines()}
    assert acknowledged
    assert set(acknowledged) <= saved
    assert git(workspace, "fsck", "--strict", "--no-dangling") == ""
    changed(repository, text + "# the end\n", repository.head())
    assert git(workspace, "status", "--porcelain") == ""


def test_an_earlier_moment_can_be_read_again(workspace: Path, tmp_path: Path) -> None:
    served = ServedWorkspace(workspace, tmp_path / "copy")
    first = served.head_of(TASKS)
    served.change(
        TASKS,
        lambda text: set_value(text, ("tasks", 0), "weight", "3"),
        author=PLANNER,
        reason="heavier",
        at=NOON,
    )
    assert served.text_at(TASKS, first) == TEXT
    assert served.text(TASKS) == TEXT.replace("weight: 0", "weight: 3")
    change = served.change_in("unmis", served.head_of(TASKS), restricted=False)
    assert change is not None
    assert [line for line in change.files[0].lines if line[0] in "+-"] == [
        ("-", "    weight: 0"),
        ("+", "    weight: 3"),
    ]
