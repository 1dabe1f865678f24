"""Of a long file only the items on changed lines are read again, with the same result as reading it whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluehelm.dossier import read_file
from bluehelm.dossier.catalogue import Record
from bluehelm.dossier.read_dossier import Reading, read_dossier
from bluehelm.dossier.read_file import Shelf
from bluehelm.dossier.reread_stretch import reread

MISSION = "mission: small\nname: A small mission\n"
N_TASKS = 12


def tasks(words: str = "escort aid") -> str:
    items = [
        f"  - id: task-{number}   # known to all\n    text: {words} {number}\n    depends_on: [task-1]\n"
        for number in range(1, N_TASKS + 1)
    ]
    return "# what is asked\ntasks:\n" + "".join(items) + "  - {id: last, text: guard}\n"


@pytest.fixture(autouse=True)
def _every_text_is_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_file, "LONG_TEXT", 1)


def read(folder: Path, shelf: Shelf) -> Reading:
    return read_dossier(folder, folder / "missions" / "small", shelf)


def written(folder: Path, text: str) -> None:
    home = folder / "missions" / "small"
    home.mkdir(parents=True, exist_ok=True)
    (home / "mission.yaml").write_text(MISSION, encoding="utf-8")
    (home / "tasks.yaml").write_text(text, encoding="utf-8")


def shown(reading: Reading) -> tuple[object, ...]:
    records = [(record.line, record) for record in reading.dossier.tasks]
    naming = [(record.reference, named) for record, named in reading.dossier.naming or ()]
    return records, naming, reading.findings


EDITS = [
    ("    text: escort aid 5\n", "    text: escort food and aid\n"),
    ("task-7   # known to all", "task-seven   # known to few"),
    ("    text: escort aid 3\n", "    text: 'never closed\n"),
    ("    text: escort aid 4\n", "    txt: escort aid 4\n"),
    ("    depends_on: [task-1]\n  - id: task-9 ", "    sensitivity: confidential\n  - id: task-9 "),
    ("    text: escort aid 6\n", "    text: escort aid 6\n    category: aid\n"),
    ("    text: escort aid 2\n", "  - id: another\n"),
    ("tasks:\n", "phases:\n"),
    ("{id: last, text: guard}", "{id: last, text: guard the bridge}"),
    ("  - id: task-8   # known to all", " - id: task-8   # known to all"),
    ("  - id: task-10   # known to all\n    text: escort aid 10", "  - |\n    text: escort aid 10"),
    ("    text: escort aid 11\n", "phases:\n"),
    ("# what is asked", "# what was asked"),
]


@pytest.mark.parametrize("find, put", EDITS)
def test_an_edit_read_again_gives_what_the_whole_file_gives(find: str, put: str, tmp_path: Path) -> None:
    written(tmp_path, tasks())
    shelf = Shelf()
    read(tmp_path, shelf)
    assert tasks().count(find) == 1
    written(tmp_path, tasks().replace(find, put))
    assert shown(read(tmp_path, shelf)) == shown(read(tmp_path, Shelf()))


@given(
    places=st.lists(st.integers(0, len(tasks().split("\n")) - 1), min_size=1, max_size=3),
    line=st.sampled_from(
        [
            "",
            "    text: other",
            "  - id: new",
            "  - {id: x, text: y}",
            "    - deeper",
            "tasks:",
            "    text: |",
            "  # a remark",
            "    because: 'open",
            "      and on",
            "  - &a {id: z}",
            "---",
            "\ttab",
        ]
    ),
)
def test_any_lines_replaced_give_what_the_whole_file_gives(
    places: list[int], line: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("rereading")
    written(folder, tasks())
    shelf = Shelf()
    read(folder, shelf)
    lines = tasks().split("\n")
    for place in places:
        lines[place] = line
    written(folder, "\n".join(lines))
    assert shown(read(folder, shelf)) == shown(read(folder, Shelf()))


def test_only_the_item_that_changed_is_made_anew(tmp_path: Path) -> None:
    written(tmp_path, tasks())
    shelf = Shelf()
    before = read(tmp_path, shelf).dossier.tasks
    written(tmp_path, tasks().replace("escort aid 5\n", "escort food 5\n"))
    after = read(tmp_path, shelf).dossier.tasks
    assert [old is new for old, new in zip(before, after, strict=True)].count(False) == 1
    assert after[4].text == "escort food 5"


def test_lines_added_are_a_matter_for_the_whole_file() -> None:
    no_records: tuple[Record, ...] = ()
    assert reread("a\nb\n", "a\n", no_records) is None
