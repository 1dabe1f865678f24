"""A file that is being written is the old one or the new one, whole, whatever happens in the middle."""

from __future__ import annotations

import signal
import stat
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from bluehelm.dossier.change_text import add_row
from bluehelm.dossier.read_dossier import read_dossier
from bluehelm.dossier.write_files import change_file, replace_file
from bluehelm.foundation.errors import CannotWrite

LINE = "  - {id: item-%d, text: 'a text that fills the line %s'}\n"
N_KILLS = 25

WRITES_FOR_EVER = """
import sys
from pathlib import Path
from bluehelm.dossier.write_files import replace_file
path = Path(sys.argv[1])
contents = [Path(name).read_bytes() for name in sys.argv[2:]]
print("ready", flush=True)
while True:
    for content in contents:
        replace_file(path, content)
"""

ADDS_ROWS = """
import sys
from pathlib import Path
from bluehelm.dossier.change_text import add_row
from bluehelm.dossier.write_files import change_file
path, name, n_rows = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
for number in range(n_rows):
    row = {"link": f"{name}>{number}", "why": "seen"}
    change_file(path, lambda text: add_row(text, row, ("link", "why")))
"""


def _python(program: str, *arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", program, *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def _tasks(word: str) -> bytes:
    return ("tasks:\n" + "".join(LINE % (number, word * 20) for number in range(3000))).encode()


def _temporaries(folder: Path) -> list[str]:
    return [entry.name for entry in folder.iterdir() if ".tmp-" in entry.name]


# ---- a crash in the middle


def test_a_process_killed_while_it_writes_leaves_the_old_file_or_the_new_one(tmp_path: Path) -> None:
    mission = tmp_path / "missions" / "small"
    mission.mkdir(parents=True)
    (mission / "mission.yaml").write_text("mission: small\nname: Small\n")
    path = mission / "tasks.yaml"
    texts = {word: _tasks(word) for word in ("old", "new")}
    for word, content in texts.items():
        (tmp_path / word).write_bytes(content)
    path.write_bytes(texts["old"])
    for kill in range(N_KILLS):
        writer = _python(WRITES_FOR_EVER, path, tmp_path / "old", tmp_path / "new")
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
        time.sleep(0.0037 * (kill % 9))
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        writer.stdout.close()
        assert path.read_bytes() in texts.values()
    reading = read_dossier(tmp_path, mission)
    assert [finding.check for finding in reading.findings] == []
    assert len(reading.dossier.tasks) == 3000


def test_what_a_killed_process_left_behind_is_not_taken_for_a_file_of_the_dossier(tmp_path: Path) -> None:
    mission = tmp_path / "missions" / "small"
    mission.mkdir(parents=True)
    (mission / "mission.yaml").write_text("mission: small\nname: Small\n")
    (mission / ".tasks.yaml.tmp-x1y2z3").write_text("tasks:\n  - {id: hal")
    assert read_dossier(tmp_path, mission).findings == ()


def test_a_reader_beside_a_writer_never_sees_half_a_file(tmp_path: Path) -> None:
    path = tmp_path / "tasks.yaml"
    texts = {word: _tasks(word) for word in ("old", "new")}
    for word, content in texts.items():
        (tmp_path / word).write_bytes(content)
    path.write_bytes(texts["old"])
    writer = _python(WRITES_FOR_EVER, path, tmp_path / "old", tmp_path / "new")
    assert writer.stdout is not None
    try:
        writer.stdout.readline()
        seen = {path.read_bytes() for _ in range(400)}
    finally:
        writer.kill()
        writer.wait()
        writer.stdout.close()
    assert seen <= set(texts.values())


def test_a_change_that_fails_leaves_the_file_and_no_scraps(tmp_path: Path) -> None:
    path = tmp_path / "tasks.yaml"
    path.write_text("tasks:\n")

    def fails(_: str) -> str:
        raise CannotWrite("no")

    with pytest.raises(CannotWrite, match=r"^no$"):
        change_file(path, fails)
    assert path.read_text() == "tasks:\n"
    assert _temporaries(tmp_path) == []


# ---- two at once


def test_processes_that_add_rows_at_once_lose_none(tmp_path: Path) -> None:
    path = tmp_path / "reviewed.csv"
    writers = [_python(ADDS_ROWS, path, name, 40) for name in ("one", "two", "three")]
    for writer in writers:
        assert writer.wait() == 0
        assert writer.stdout is not None
        writer.stdout.close()
    rows = path.read_text().splitlines()
    assert rows[0] == "link,why"
    assert sorted(rows[1:]) == sorted(
        f"{name}>{n},seen" for name in ("one", "two", "three") for n in range(40)
    )


def test_a_lock_goes_with_the_process_that_held_it(tmp_path: Path) -> None:
    path = tmp_path / "reviewed.csv"
    writer = _python(ADDS_ROWS, path, "killed", 100_000)
    while not path.exists():
        time.sleep(0.01)
    writer.kill()
    writer.wait()
    assert writer.stdout is not None
    writer.stdout.close()
    before = path.read_text()
    change_file(path, lambda text: add_row(text, {"link": "after", "why": "x"}, ()))
    assert path.read_text() == before + "after,x\n"


# ---- a disk that refuses


REFUSES = """
import fcntl, os, resource, signal, sys, tempfile
from pathlib import Path
from bluehelm.dossier.write_files import change_file
from bluehelm.foundation.errors import CannotWrite
path, what = Path(sys.argv[1]), sys.argv[2]
if what == "full":
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
elif os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
try:
    change_file(path, lambda text: text + "x" * 5000)
except CannotWrite as error:
    print(error)
"""


def _refused(path: Path, what: str) -> str:
    command = [sys.executable, "-c", REFUSES, str(path), what]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_a_folder_one_may_not_write_to_is_said_so() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tasks.yaml"
        path.write_text("tasks:\n")
        Path(folder).chmod(0o555)
        said = _refused(path, "read-only")
        Path(folder).chmod(0o755)
        assert said == "'tasks.yaml' cannot be written: Permission denied. It is as it was.\n"
        assert path.read_text() == "tasks:\n"


def test_a_full_disk_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "tasks.yaml"
    path.write_text("tasks:\n")
    said = _refused(path, "full")
    assert said.startswith("'tasks.yaml' cannot be written: ")
    assert said.endswith("It is as it was.\n")
    assert path.read_text() == "tasks:\n"
    assert _temporaries(tmp_path) == []


@pytest.mark.parametrize(
    "where", ["a file, not a folder/x.csv", "folder.yaml", "circle.yaml", "a name without end" * 50]
)
def test_a_place_where_no_file_can_stand_is_said_so(where: str, tmp_path: Path) -> None:
    (tmp_path / "a file, not a folder").write_text("")
    (tmp_path / "folder.yaml").mkdir()
    (tmp_path / "circle.yaml").symlink_to(tmp_path / "circle.yaml")
    with pytest.raises(CannotWrite, match="cannot be written"):
        change_file(tmp_path / where, lambda text: text + "x")


def test_text_that_is_not_utf_8_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "reviewed.csv"
    path.write_bytes("link;why\na>b;été\n".encode("cp1252"))
    with pytest.raises(CannotWrite, match="not UTF-8"):
        change_file(path, lambda text: text + "x")
    assert path.read_bytes() == "link;why\na>b;été\n".encode("cp1252")


# ---- what is kept


def test_a_file_keeps_who_may_read_it(tmp_path: Path) -> None:
    path = tmp_path / "reviewed.csv"
    path.write_text("link\n")
    path.chmod(0o640)
    replace_file(path, b"link\nx\n")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_file_that_is_linked_to_is_written_where_it_lies(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.mkdir()
    (kept / "tasks.yaml").write_text("old")
    link = tmp_path / "tasks.yaml"
    link.symlink_to(kept / "tasks.yaml")
    change_file(link, lambda _: "new")
    assert link.is_symlink()
    assert (kept / "tasks.yaml").read_text() == "new"


def test_a_change_that_changes_nothing_writes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "tasks.yaml"
    path.write_text("tasks:\n")
    before = path.stat()
    change_file(path, lambda text: text)
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_new_file_takes_the_folder_it_needs(tmp_path: Path) -> None:
    path = tmp_path / "small.restricted" / "reviewed.csv"
    change_file(path, lambda text: text + "link\n")
    assert path.read_text() == "link\n"
