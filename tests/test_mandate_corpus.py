"""The user's own texts: added once, found by words and likeness, and whole even when adding is killed."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bluehelm.cli.main import app
from bluehelm.desk.mandate_texts_held import (
    add_to_corpus,
    corpus_folder,
    facts_to_compare,
    list_corpus,
    resolution_held,
    search_similar,
    search_words,
)
from bluehelm.foundation.errors import BadCorpus
from bluehelm.mandate.corpus_index import FILE_NAME, fts_query, opened_corpus
from shared_data import shared

PATROL = "To patrol the buffer zone between Telim and Karo by day and by night, and to report each breach;"
SHELTER = "To shelter civilians who flee from violence in its camps, until the authorities can protect them;"


def text(number: int, *points: str, mission: str = "MINURSO") -> str:
    """A resolution of our own: the words are invented."""
    tasks = "\n".join(f"({letter}) {point}" for letter, point in zip("abcdef", points, strict=False))
    return (
        f"S/RES/{number} (2030)\nThe Security Council,\nRecalling what was agreed in Karo last spring,\n"
        f"1. Decides to extend the mandate of {mission} until 30 June 2031;\n"
        f"2. Decides that the mandate of {mission} shall include the following tasks:\n{tasks}\n"
        "3. Decides to remain seized of the matter.\n"
    )


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A folder of two resolutions."""
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "first.txt").write_text(text(9101, PATROL), encoding="utf-8")
    (folder / "second.txt").write_text(text(9102, PATROL, SHELTER), encoding="utf-8")
    return folder


def test_what_is_held_is_passed_over_and_what_changed_is_replaced(texts: Path, tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    first = add_to_corpus(texts, folder)
    assert (first.n_added, first.n_known, first.n_held, first.findings) == (2, 0, 2, ())
    again = add_to_corpus(texts, folder)
    assert (again.n_added, again.n_known, again.n_held) == (0, 2, 2)
    (texts / "first.txt").write_text(text(9101, SHELTER), encoding="utf-8")
    changed = add_to_corpus(texts, folder)
    assert (changed.n_added, changed.n_known, changed.n_held) == (1, 1, 2)
    assert [one.symbol for one in search_words(folder, '"buffer zone"', 9)] == ["S/RES/9102 (2030)"]


def test_paragraphs_are_found_by_words_and_by_likeness(texts: Path, tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    add_to_corpus(texts, folder)
    found = search_words(folder, 'camps "flee from violence"', 9)
    assert [(one.symbol, one.paragraph) for one in found] == [("S/RES/9102 (2030)", "para_2__point_b")]
    assert "[camps]" in found[0].shown
    like = search_similar(folder, "patrol the buffer zone between Telim and Karo by helicopter", 9)
    assert {one.symbol for one in like} == {"S/RES/9101 (2030)", "S/RES/9102 (2030)"}
    assert all(one.paragraph == "para_2__point_a" and 0.7 < one.contained < 1 for one in like)
    assert search_similar(folder, "???", 9) == []


@pytest.mark.parametrize("asked", ['"', "NOT", "a OR", "(b", "c*", "text:d", "NEAR(e f)", "-g", "'"])
def test_no_query_can_go_wrong(asked: str, texts: Path, tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    add_to_corpus(texts, folder)
    assert search_words(folder, asked, 3) == [] or fts_query(asked)


def test_json_lines_and_the_table_of_cr_unsc_are_read(tmp_path: Path) -> None:
    lines, table = tmp_path / "some.jsonl.gz", tmp_path / "some.csv"
    row = {"symbol": "S/RES/9101 (2030)", "date": "2030-04-30", "text": text(9101, PATROL)}
    with gzip.open(lines, "wt", encoding="utf-8") as file:
        file.write(json.dumps(row) + "\nno json\n" + json.dumps({"symbol": "S/RES/9109"}) + "\n")
    quoted = text(9102, SHELTER).replace('"', '""')
    table.write_text(f'doc_id,res_no,year,date,text\nx,9102,2030,2030-05-31,"{quoted}"\n', encoding="utf-8")
    folder = tmp_path / "corpus"
    done = add_to_corpus(lines, folder)
    assert [one.check for one in done.findings] == ["MRC001", "MRC002"]
    assert add_to_corpus(table, folder).n_added == 1
    held = list_corpus(folder)
    assert [(one.symbol, one.adopted_on) for one in held] == [
        ("S/RES/9101 (2030)", "2030-04-30"),
        ("S/RES/9102 (2030)", "2030-05-31"),
    ]


def test_a_source_that_cannot_be_used_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "odd.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    (tmp_path / "cut.jsonl.gz").write_bytes(gzip.compress(b'{"text": "x"}\n' * 9999)[:40])
    (tmp_path / "nothing").mkdir()
    (tmp_path / "statement.txt").write_text("S/PRST/2030/1\nStatement by the President\n", encoding="utf-8")
    checks = {
        name: [one.check for one in add_to_corpus(tmp_path / name, tmp_path / "corpus").findings]
        for name in ("odd.csv", "odd.png", "cut.jsonl.gz", "statement.txt", "absent.txt", "nothing")
    }
    assert checks["odd.csv"] == checks["odd.png"] == ["MRC004"]
    assert checks["cut.jsonl.gz"][-1] == "MRC005"
    assert checks["statement.txt"] == ["MRC003"]
    assert checks["absent.txt"] == ["MRC005"]
    assert checks["nothing"] == ["MRC006"]


def test_a_file_that_is_no_corpus_is_refused(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"not a database, but something else of some length" * 40)
    with pytest.raises(BadCorpus, match="Name another folder with --corpus"):
        list_corpus(tmp_path)


def test_texts_added_take_part_in_comparisons(texts: Path, tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    assert len(facts_to_compare(folder)) == 2259
    add_to_corpus(texts, folder)
    facts = facts_to_compare(folder)
    assert len(facts) == 2261
    assert facts[-1].mission == "MINURSO"
    held = resolution_held(folder, "S/RES/9102 (2030)")
    assert held is not None
    assert [one.text for one in held.operative][-2] == SHELTER
    assert resolution_held(folder, "S/RES/9999 (2030)") is None


def test_the_folder_is_the_one_asked_for_then_that_of_the_environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("BLUEHELM_CORPUS", str(tmp_path / "named"))
    assert corpus_folder(tmp_path / "asked") == tmp_path / "asked"
    assert corpus_folder() == tmp_path / "named"
    monkeypatch.delenv("BLUEHELM_CORPUS")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert corpus_folder() == tmp_path / "data" / "bluehelm"


def test_the_commands_say_what_they_did(texts: Path, tmp_path: Path) -> None:
    def run(*words: str) -> tuple[int, str]:
        done = CliRunner().invoke(app, ["mandate", "corpus", *words, "--corpus", str(tmp_path / "corpus")])
        return done.exit_code, done.output

    assert run("list") == (0, "No texts are held. Add some: bluehelm mandate corpus add FOLDER\n")
    code, said = run("add", str(texts))
    assert code == 0
    assert "Added or replaced: 2." in said
    assert json.loads(run("list", "--format", "json")[1])[0]["n_paragraphs"] == 5
    assert "S/RES/9102 (2030)" in run("list")[1]
    assert run("search", "camps")[0] == 0
    assert run("search", "submarines")[0] == 1
    assert (
        "0.78"
        in run("search", "--similar", "patrol the buffer zone between Telim and Karo by helicopter, today")[1]
    )


def test_adding_survives_being_killed(tmp_path: Path) -> None:
    source = shared("data/mandates/resolutions/resolutions.jsonl.gz")
    few = tmp_path / "few.jsonl"
    with gzip.open(source, "rt", encoding="utf-8") as file:
        few.write_text("".join(line for place, line in enumerate(file) if place % 11 == 0), encoding="utf-8")
    n_texts = len(few.read_text(encoding="utf-8").splitlines())
    folder = tmp_path / "corpus"
    process = subprocess.Popen(
        [
            str(Path(sys.executable).with_name("bluehelm")),
            "mandate",
            "corpus",
            "add",
            str(few),
            "--corpus",
            str(folder),
        ],
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
        stdout=subprocess.DEVNULL,
    )
    while not (folder / FILE_NAME).exists() or _n_held(folder) < 40:
        assert process.poll() is None, "it ended before it could be killed"
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    n_kept = _n_held(folder)
    assert 40 <= n_kept < n_texts
    with opened_corpus(folder) as corpus:
        assert corpus.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        (n_found,) = corpus.execute("SELECT count(*) FROM paragraph_words").fetchone()
        (n_stored,) = corpus.execute("SELECT count(*) FROM paragraph").fetchone()
    assert n_found == n_stored > 0
    done = add_to_corpus(few, folder)
    assert (done.n_known, done.n_held) == (n_kept, n_texts)
    assert done.n_added == n_texts - n_kept


def _n_held(folder: Path) -> int:
    return len(list_corpus(folder))
