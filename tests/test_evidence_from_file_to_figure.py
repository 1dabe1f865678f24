"""The whole way: a file as its owner publishes it, imported by the command, counted by the command."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from bluehelm.foundation.places import cell_of
from shared_data import shared

BLUEHELM = Path(sys.executable).with_name("bluehelm")
FROM, UNTIL = date(2013, 1, 1), date(2023, 1, 1)
Key = tuple[int | None, str]


def bluehelm(*words: str, code: int = 0) -> str:
    run = subprocess.run([BLUEHELM, *words], capture_output=True, text=True, check=False)
    assert run.returncode == code, run.stderr
    return run.stdout if code == 0 else run.stdout + run.stderr


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with GED 23.1 of one country and GED 19.1 of all."""
    folder = tmp_path_factory.mktemp("workspace")
    for name in ("ged231_CAR.csv", "ged191_global.parquet"):
        bluehelm("evidence", "import", str(shared(f"data/evidence/{name}")), "--workspace", str(folder))
    return folder


def counted(
    workspace: Path, indicator: str, by: str, *more: str, country: str = "CAF"
) -> list[dict[str, str]]:
    words: tuple[str, ...] = ("--indicator", indicator, "--country", country, "--by", by, "--from", "2013-01")
    words += ("--until", "2023-01", "--format", "csv", "--workspace", str(workspace))
    return list(csv.DictReader(io.StringIO(bluehelm("evidence", "indicators", *words, *more))))


def civilians_killed(assign: str, coarsest: int) -> dict[Key, float]:
    """Counted from the owner's file line by line, day by day, without Bluehelm's tables."""
    found: dict[Key, float] = defaultdict(float)
    with shared("data/evidence/ged231_CAR.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            first, last = (date.fromisoformat(row[name][:10]) for name in ("date_start", "date_end"))
            place = cell_of(float(row["latitude"]), float(row["longitude"]))
            cell = place if int(row["where_prec"]) <= coarsest else None
            n_days = (last - first).days + 1 if assign == "days" else 1
            for day in (first + timedelta(number) for number in range(n_days)):
                if FROM <= day < UNTIL:
                    found[cell, f"{day:%Y-%m}"] += int(row["deaths_civilians"]) / n_days
    return dict(found)


@pytest.mark.parametrize("precision, coarsest", [("all", 7), ("1-3", 3), ("1-2", 2), ("1", 1)])
@pytest.mark.parametrize("assign", ["start", "days"])
def test_civilians_killed_by_cell_and_month_as_the_file_has_them(
    workspace: Path, assign: str, precision: str, coarsest: int
) -> None:
    rows = counted(workspace, "civilians_killed", "cell,month", "--assign", assign, "--precision", precision)
    assert list(rows[0]) == ["cell", "month", "value", "low", "high", "n_events", "coverage_share"]
    found = {(int(row["cell"]) if row["cell"] else None, row["month"]): float(row["value"]) for row in rows}
    assert found == pytest.approx(civilians_killed(assign, coarsest))
    assert len(found) == len(rows)
    assert {row["low"] + row["high"] for row in rows} == {""}


def test_fatalities_by_year_come_with_both_estimates(workspace: Path) -> None:
    rows = counted(workspace, "fatalities", "country,year")
    assert rows[1] == {
        "country": "CAF", "year": "2014", "value": "3493", "low": "3160", "high": "4073",
        "n_events": "461", "coverage_share": "1",
    }  # fmt: skip


def test_several_countries_are_asked_of_the_release_that_covers_them(workspace: Path) -> None:
    rows = counted(workspace, "onesided_killed", "country,year", country="CAF,COD")
    assert {row["country"] for row in rows} == {"CAF", "COD"}
    by_key = {(row["country"], row["year"]): row for row in rows}
    assert by_key["COD", "2019"]["value"] == by_key["COD", "2019"]["n_events"] == ""
    assert by_key["COD", "2019"]["coverage_share"] == "0"
    named = counted(workspace, "events", "year", "--release", "23.1")
    assert float(named[-1]["value"]) == 105


def test_an_answer_names_the_release_and_its_hash(workspace: Path) -> None:
    asked = ("--indicator", "fatalities", "--country", "CAF", "--from", "2022", "--until", "2023")
    told: dict[str, Any] = json.loads(
        bluehelm("evidence", "indicators", *asked, "--workspace", str(workspace), "--format", "json")
    )
    manifest = json.loads((workspace / "evidence/ucdp-ged/23.1/manifest.json").read_text(encoding="utf-8"))
    assert (told["source"], told["release"], told["sha256"]) == ("ucdp-ged", "23.1", manifest["sha256"])
    assert sum(row["value"] for row in told["rows"]) == 773


def test_as_known_in_2020_the_older_release_answers_and_later_months_are_unknown(workspace: Path) -> None:
    rows = counted(workspace, "events", "year", "--known-on", "2020-01-01")
    assert [row["value"] for row in rows][5:] == ["77", "", "", "", ""]


def test_attacks_on_the_mission_are_unknown_to_a_source_that_never_tells_of_them(workspace: Path) -> None:
    rows = counted(workspace, "attacks_on_mission", "year")
    assert {row["value"] for row in rows} == {""}


def test_the_series_and_the_map_are_drawn(workspace: Path, tmp_path: Path) -> None:
    counted(workspace, "civilians_killed", "month", "--out", str(tmp_path))
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "civilians-killed-map.en.svg",
        "civilians-killed-series.en.svg",
    ]


@pytest.mark.parametrize(
    "words, told",
    [
        (("--indicator", "sorrow"), "civilians_killed"),
        (("--indicator", "events", "--by", "village"), "admin1"),
        (("--indicator", "events", "--country", "Chad"), "ISO 3166"),
        (("--indicator", "events", "--precision", "vague"), "spread"),
        (("--indicator", "events", "--release", "99.9"), "23.1"),
        (("--indicator", "events", "--until", "2012-01"), "--from"),
    ],
)
def test_a_question_that_cannot_be_put_says_what_can(
    workspace: Path, words: tuple[str, ...], told: str
) -> None:
    asked = ("--from", "2013-01", "--until", "2014-01", "--workspace", str(workspace), *words)
    said = bluehelm("evidence", "indicators", *asked, code=2)
    assert told in said
    assert "Traceback" not in said


def test_a_workspace_without_evidence_says_how_to_import_it(tmp_path: Path) -> None:
    asked = ("--indicator", "events", "--from", "2013", "--until", "2014", "--workspace", str(tmp_path))
    assert "bluehelm evidence import" in bluehelm("evidence", "indicators", *asked, code=2)
