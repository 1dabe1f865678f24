"""`bluehelm evidence import`, `list` and `compare` as they are typed."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from bluehelm.cli.main import run
from evidence_files import as_csv, ged_row, ged_rows

ROOT = Path(__file__).parent.parent


def typed(*words: str, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr("sys.argv", ["bluehelm", "evidence", *words])
    with pytest.raises(SystemExit) as ended:
        run()
    code = ended.value.code
    return code if isinstance(code, int) else 0


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "GEDEvent_v22_1.csv").write_text(as_csv(ged_rows(3)), encoding="utf-8")
    later = as_csv([*ged_rows(2), ged_row(4, low=9)])
    (tmp_path / "GEDEvent_v23_1.csv").write_text(later, encoding="utf-8")
    (tmp_path / "cut.csv").write_text(as_csv(ged_rows(3))[:-40], encoding="utf-8")
    return tmp_path


def test_what_was_done_and_found_is_printed(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    names = ("GEDEvent_v22_1.csv", "GEDEvent_v23_1.csv")
    assert typed("import", *names, "--known-on", "2026-11-25", monkeypatch=monkeypatch) == 0
    out = capsys.readouterr().out
    assert "EVI130  warning  GEDEvent_v23_1.csv:4" in out
    assert "GEDEvent_v23_1.csv imported as ucdp-ged 23.1: 3 of 3 rows kept, 0 set aside." in out
    assert "Against 22.1, where both cover: 1 added, 1 withdrawn, 0 revised" in out.replace("\n", " ")
    assert (folder / "evidence/ucdp-ged/23.1/manifest.json").is_file()


def test_a_refused_file_ends_with_one_and_says_the_store_is_as_it_was(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert typed("import", "cut.csv", monkeypatch=monkeypatch) == 1
    out = capsys.readouterr().out
    assert "EVI102  error  cut.csv:4" in out
    assert "cut.csv was not imported; the store is as it was." in out
    assert not (folder / "evidence").exists()


def test_the_report_as_json_can_be_read_by_a_program(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert typed("import", "GEDEvent_v23_1.csv", "--format", "json", monkeypatch=monkeypatch) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["status"], told["n_kept"], told["findings"][0]["check"]) == ("imported", 3, "EVI130")
    assert typed("list", "--format", "json", monkeypatch=monkeypatch) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["release"], row["sha256"], row["is_intact"]) == ("23.1", told["sha256"], True)


def test_an_import_can_be_read_in_french(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert typed("import", "GEDEvent_v23_1.csv", "--language", "fr", monkeypatch=monkeypatch) == 0
    out = capsys.readouterr().out
    assert "Basse, meilleure et haute ne sont pas en ordre" in out.replace("\n", " ")
    assert "lignes gardées sur" in out


def test_a_source_that_does_not_exist_is_an_error_with_a_hint(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("import", "GEDEvent_v23_1.csv", "--source", "ucdp")
    assert typed(*words, monkeypatch=monkeypatch) == 2
    assert "ucdp-ged" in "".join(capsys.readouterr())


def test_two_releases_are_compared(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed("import", "GEDEvent_v22_1.csv", "GEDEvent_v23_1.csv", monkeypatch=monkeypatch)
    capsys.readouterr()
    words = ("compare", "--source", "ucdp-ged", "--format", "json")
    assert typed(*words, monkeypatch=monkeypatch) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["against"], told["release"], told["n_withdrawn"]) == ("22.1", "23.1", 1)


def test_no_row_of_acled_is_in_the_repository() -> None:
    """Rows of ACLED are never passed on: a header of ACLED may only stand over ids of invented Exemplia."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a clone")
    names = [name for name in listed.stdout.split("\0") if name.endswith((".csv", ".tsv", ".txt", ".json"))]
    for name in names:
        text = (ROOT / name).read_text(encoding="utf-8", errors="replace")
        if "event_id_cnty" in text[:4000].lower():
            found = set(re.findall(r"\b(?:[A-Z]{3}\d+|\d+[A-Z]{3})\b", text))
            assert all("XEX" in one for one in found), f"{name} seems to hold rows of ACLED"
