"""`bluehelm new` and `bluehelm demo`: what they write has no finding, and harms nothing that is there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from bluehelm.desk.check_dossier import check_mission
from bluehelm.desk.copy_example import copy_example
from bluehelm.desk.open_workspace import open_mission
from bluehelm.desk.start_dossier import start_dossier
from bluehelm.dossier.catalogue import Record, fields_of
from bluehelm.dossier.contents import Collection, file_of, is_above_mission, table_of_contents
from bluehelm.foundation.errors import CannotWrite

TODAY = date(2026, 2, 28)
A_YEAR_OF_DAYS = [date(2026, 1, 1) + timedelta(days=30 * n) for n in range(12)]
ODD_DAYS = [date(2024, 2, 29), date(2026, 6, 30), date(2026, 7, 1), date(2026, 12, 31), date(2031, 3, 31)]
IN_THE_MISSION = [entry for entry in table_of_contents() if not is_above_mission(entry)]


def findings_on(name: str, workspace: Path) -> list[str]:
    opened = open_mission(workspace / "missions" / name, workspace)
    report = check_mission(opened, as_of=opened.day_asked(None, date(1999, 1, 1)))
    return [f"{one.place} {one.check} {one.message}" for one in report.findings]


def files_below(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not {".git", "briefs"} & set(path.relative_to(folder).parts)
    }


# ---- a starter dossier


@pytest.mark.parametrize("today", [*A_YEAR_OF_DAYS, *ODD_DAYS], ids=str)
def test_a_starter_dossier_has_no_finding_at_all(today: date, tmp_path: Path) -> None:
    start_dossier("unmis", tmp_path, today)
    assert findings_on("unmis", tmp_path) == []


def test_a_starter_dossier_is_kept_to_the_day_it_was_written(tmp_path: Path) -> None:
    start_dossier("unmis", tmp_path, TODAY)
    opened = open_mission("unmis", tmp_path)
    assert opened.day_asked(None, date(1999, 1, 1)) == TODAY


@pytest.mark.parametrize("collection", IN_THE_MISSION, ids=lambda one: one.name)
def test_a_starter_dossier_teaches_every_field(collection: Collection, tmp_path: Path) -> None:
    started = start_dossier("unmis", tmp_path, TODAY)
    home = started.folder / file_of(collection)
    text = "".join(path.read_text() for path in ([home] if home.is_file() else sorted(home.glob("*.yaml"))))
    one_line = re.sub(r"\s*\n[\s#]*", " ", text)
    for entry in fields_of(collection.record).values():
        if entry.attribute not in Record.model_fields:
            assert re.search(rf"\b{entry.name}\b", text), f"{entry.name} is not in {home.name}"
            assert entry.meaning in one_line, f"{entry.name} is not explained in {home.name}"


def test_every_key_of_a_starter_dossier_can_be_put_to_use(tmp_path: Path) -> None:
    started = start_dossier("unmis", tmp_path, TODAY)
    tasks = started.folder / "tasks.yaml"
    text = tasks.read_text()
    assert re.search(r"^    # depends_on:", text, re.MULTILINE)
    tasks.write_text(text.replace("    # norm: ", "    norm: one team a sector "))
    task = open_mission("unmis", tmp_path).reading.dossier.tasks[0]
    assert task.norm == "one team a sector"


def test_a_starter_dossier_says_that_it_is_an_illustration(tmp_path: Path) -> None:
    start_dossier("unmis", tmp_path, TODAY)
    dossier = open_mission("unmis", tmp_path).reading.dossier
    own = [one for one in dossier.records() if one.kind not in ("post", "component", "area", "calendar")]
    assert {one.known_as for one in own} == {"illustration"}
    assert len(own) > 20


def test_lines_of_a_starter_dossier_fit_a_window(tmp_path: Path) -> None:
    start_dossier("unmis", tmp_path, TODAY)
    long = [
        f"{name}: {line}"
        for name, content in files_below(tmp_path).items()
        if name.endswith(".yaml")
        for line in content.decode().split("\n")
        if len(line) > 110
    ]
    assert long == []


def test_a_dossier_started_inside_a_workspace_joins_it(tmp_path: Path) -> None:
    first = start_dossier("unmis", tmp_path, TODAY)
    second = start_dossier("unmos", first.folder / "plan", TODAY)
    assert second.folder == tmp_path.resolve() / "missions" / "unmos"
    assert findings_on("unmis", tmp_path) == []
    assert findings_on("unmos", tmp_path) == []


def test_a_dossier_that_is_there_is_never_written_over(tmp_path: Path) -> None:
    start_dossier("unmis", tmp_path, TODAY)
    (tmp_path / "missions" / "unmis" / "tasks.yaml").write_text("tasks: # mine\n")
    before = files_below(tmp_path)
    with pytest.raises(CannotWrite, match="is there already"):
        start_dossier("unmis", tmp_path, TODAY)
    assert files_below(tmp_path) == before


def test_a_link_that_leads_nowhere_counts_as_there(tmp_path: Path) -> None:
    (tmp_path / "missions").mkdir()
    (tmp_path / "missions" / "unmis").symlink_to(tmp_path / "gone")
    with pytest.raises(CannotWrite, match="is there already"):
        start_dossier("unmis", tmp_path, TODAY)


@pytest.mark.parametrize(
    "name",
    ["", ".", "..", "a/b", "../out", "UNMIS", "unmis.restricted", "un mis", "-x", "é", "a" * 61, "a\n"],
)
def test_a_name_that_is_no_short_name_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match="cannot be the short name") as refused:
        start_dossier(name, tmp_path, TODAY)
    suggested = re.findall(r"for example '(.+)'", str(refused.value))[0]
    assert start_dossier(suggested, tmp_path, TODAY).n_files > 40


def test_a_situation_that_is_there_is_left_alone(tmp_path: Path) -> None:
    mine = tmp_path / "situations" / "unmis-situation.yaml"
    mine.parent.mkdir()
    mine.write_text("situation: unmis-situation\nname: mine\n")
    start_dossier("unmis", tmp_path, TODAY)
    assert mine.read_text() == "situation: unmis-situation\nname: mine\n"


def test_a_disk_that_refuses_leaves_nothing_behind(tmp_path: Path) -> None:
    # Files may not grow beyond some bytes; the starter's larger files do not fit.
    program = f"""
import resource, signal
from datetime import date
from pathlib import Path
from bluehelm.desk.start_dossier import start_dossier
from bluehelm.foundation.errors import CannotWrite
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000))
try:
    start_dossier("unmis", Path({str(tmp_path)!r}), date(2026, 2, 28))
except CannotWrite as error:
    print(error)
"""
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "cannot be written" in ran.stdout
    assert files_below(tmp_path) == {}


# ---- a workspace from the example


def test_a_demo_is_the_example_to_the_letter(tmp_path: Path) -> None:
    made = copy_example(tmp_path / "demo")
    example = Path(__file__).parents[1] / "example"
    copied = files_below(made.folder)
    assert copied.pop(".gitignore")
    assert copied == files_below(example)
    assert "minusca" in made.missions
    assert not made.was_there


def test_a_demo_made_again_leaves_changes_alone(tmp_path: Path) -> None:
    made = copy_example(tmp_path / "demo")
    (made.folder / "missions" / "minusca" / "tasks.yaml").write_text("tasks:\n")
    (made.folder / "missions" / "minusca" / "phases.yaml").unlink()
    (made.folder / "notes.txt").write_text("mine")
    before = files_below(made.folder)
    again = copy_example(tmp_path / "demo")
    assert again.was_there
    assert files_below(made.folder) == before


def test_a_demo_fills_an_empty_folder(tmp_path: Path) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    assert copy_example(folder).folder == folder.resolve()
    assert sorted(entry.name for entry in folder.iterdir() if not entry.name.startswith(".")) == [
        "README.md", "contributors", "missions", "situations", "system",
    ]  # fmt: skip
    assert [entry.name for entry in folder.iterdir() if entry.name.startswith(".bluehelm")] == []


def test_a_demo_is_not_poured_over_other_things(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(CannotWrite, match="is not empty"):
        copy_example(tmp_path)
    assert files_below(tmp_path) == {"thesis.txt": b"years of work"}


def test_a_demo_is_not_made_where_a_file_stands(tmp_path: Path) -> None:
    (tmp_path / "demo").write_text("a file")
    with pytest.raises(CannotWrite, match="is not empty"):
        copy_example(tmp_path / "demo")


def _git(folder: Path, *step: str) -> str:
    return subprocess.run(["git", *step], cwd=folder, capture_output=True, text=True, check=True).stdout


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_a_demo_has_one_commit_and_touches_no_setting_of_the_user(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / ".config"))
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    made = copy_example(tmp_path / "demo")
    monkeypatch.delenv("GIT_DIR")
    assert made.in_git
    assert _git(made.folder, "log", "--format=%an %s").startswith("Bluehelm Workspace made")
    assert _git(made.folder, "status", "--porcelain") == ""
    assert "user" not in _git(made.folder, "config", "--local", "--list")
    assert list(home.iterdir()) == []
    assert not (tmp_path / "elsewhere").exists()


def test_a_demo_is_made_without_git_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", os.fspath(tmp_path))
    made = copy_example(tmp_path / "demo")
    assert not made.in_git
    assert not (made.folder / ".git").exists()
    assert (made.folder / "missions" / "minusca" / "mission.yaml").is_file()


def test_the_example_in_a_demo_has_no_error(tmp_path: Path) -> None:
    made = copy_example(tmp_path / "demo")
    opened = open_mission("minusca", made.folder)
    report = check_mission(opened, as_of=opened.day_asked(None, TODAY))
    assert not report.has_errors
