"""Every command as a person or a program runs it: exit codes, shapes, width, and plain words for errors."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import typer

from bad_dossier import CAST
from bluehelm.cli.main import app

COMMANDS = tuple(sorted(typer.main.get_command(app).commands))  # type: ignore[attr-defined]
ESCAPE = "\x1b"
SMALL = {
    "mission.yaml": "mission: small\nname: Small mission\nkept_to: 2026-02-28\n",
    "strategy.yaml": "objectives:\n  - {id: peace, text: peace}\n",
    "tasks.yaml": "tasks:\n  - id: escort   # the first\n    text: escort convoys\n    serves: [peace]\n",
}
MISSPELT = {**SMALL, "tasks.yaml": "tasks:\n  - id: escort\n    text: escort convoys\n    servs: [peace]\n"}
CURIOUS = {**SMALL, "tasks.yaml": SMALL["tasks.yaml"].replace("[peace]", "[war]")}


def run(here: Path, *arguments: str, **surroundings: str) -> subprocess.CompletedProcess[str]:
    """The command in a folder, with its output caught as a pipe would."""
    command = [sys.executable, "-m", "bluehelm.cli.main", *arguments]
    known = {name: os.environ[name] for name in ("PATH", "HOME", "PYTHONPATH", "LANG") if name in os.environ}
    return subprocess.run(
        command,
        cwd=here,
        capture_output=True,
        text=True,
        encoding=surroundings.get("PYTHONIOENCODING", "utf-8"),
        env={**known, "COLUMNS": "80", **surroundings},
        timeout=120,
        check=False,
    )


def written(folder: Path, files: Mapping[str, str], mission: str = "small") -> Path:
    """A workspace with a mission that holds these files; the workspace is given."""
    for name, text in files.items():
        path = folder / "missions" / mission / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace("mission: small", f"mission: {mission}"))
    return folder


def as_json(here: Path, *arguments: str) -> dict[str, Any]:
    ran = run(here, *arguments, "--format", "json")
    assert ran.stderr == ""
    read: dict[str, Any] = json.loads(ran.stdout)
    return read


@pytest.fixture(scope="module")
def cast(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sound mission of the tests, in a workspace of its own."""
    folder = tmp_path_factory.mktemp("cast")
    shutil.copytree(CAST, folder / "workspace")
    return folder / "workspace"


# ---- help


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_a_command_shows_an_example_within_80_columns(command: str, tmp_path: Path) -> None:
    ran = run(tmp_path, command, "--help")
    assert ran.returncode == 0, ran.stderr
    assert f"bluehelm {command}" in ran.stdout.replace("\n", " ")
    assert re.search(r"Examples?:", ran.stdout)
    _is_plain_and_narrow(ran.stdout)


def test_the_command_alone_lists_all_commands(tmp_path: Path) -> None:
    ran = run(tmp_path)
    for command in COMMANDS:
        assert re.search(rf"\b{command}\b", ran.stdout + ran.stderr)


def test_the_version_is_one_line(tmp_path: Path) -> None:
    assert re.fullmatch(r"bluehelm \d+\.\d+\.\d+\n", run(tmp_path, "--version").stdout)


def _is_plain_and_narrow(text: str, columns: int = 80) -> None:
    assert ESCAPE not in text
    wide = [line for line in text.splitlines() if len(line) > columns]
    assert wide == []


# ---- check


def test_a_sound_mission_ends_with_0(cast: Path) -> None:
    ran = run(cast, "check", "unmisar", "--as-of", "2026-02-28")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout == "unmisar, seen on 2026-02-28: nothing found.\n"


def test_an_error_ends_with_1_and_says_where_why_and_how_to_mend(tmp_path: Path) -> None:
    ran = run(written(tmp_path, MISSPELT), "check", "small")
    assert ran.returncode == 1
    assert "missions/small/tasks.yaml:4" in ran.stdout
    assert "'servs'" in ran.stdout
    assert "'serves'" in ran.stdout
    assert "Why " in ran.stdout
    assert "Mend" in ran.stdout
    assert "1 error" in ran.stdout.splitlines()[-1]


def test_warnings_alone_end_with_0(tmp_path: Path) -> None:
    report = as_json(written(tmp_path, SMALL), "check", "small")
    assert report["counts"]["warning"] > 0
    assert run(tmp_path, "check", "small").returncode == 0


@pytest.mark.parametrize(
    "arguments, words",
    [
        (("check", "nowhere"), "No dossier at 'nowhere'"),
        (("check", "smal"), "small"),
        (("check", "small", "--only", "PHA999"), "There is no check 'PHA999'. Did you mean"),
        (("check", "small", "--only", "man001"), "There is no check 'man001'"),
        (("check", "small", "--baseline", "nothing.json"), "is no baseline"),
        (("check", "small", "--baseline", "missions"), "is no baseline"),
        (("check", "small", "--as-of", "2026-02-30"), "--as-of"),
        (("check", "small", "--as-of", "yesterday"), "--as-of"),
        (("check", "small", "--format", "xml"), "--format"),
        (("chekc", "small"), "chekc"),
        (("trace", "task/escrot", "-m", "small"), "Did you mean 'task/escort'?"),
        (("trace", "task/escort", "-m", "nowhere"), "No dossier"),
        (("trace", "task/escort", "-m", "small", "--depth", "0"), "--depth"),
        (
            ("accept", "task/escort>objective/peace", "--as", "nobody", "--why", "x", "-m", "small"),
            "post/nobody",
        ),
        (("accept", "task/escort", "--as", "nobody", "--why", "x", "-m", "small"), "is not in this dossier"),
        (("edit", "task/escort", "text", "-m", "small"), "write FIELD=VALUE"),
        (("edit", "task/escort", "txt=x", "-m", "small"), "Did you mean 'text'"),
        (("edit", "task/escort", "id=x", "-m", "small"), "short name"),
        (("edit", "task/escort", "weight=heavy", "-m", "small"), "not a plain number"),
        (("edit", "task/escort", "text=", "-m", "small"), "cannot be blank"),
        (("edit", "task/none", "text=x", "-m", "small"), "is not in this dossier"),
        (("fields", "taks"), "Did you mean 'tasks'"),
        (("new", "small"), "is there already"),
        (("new", "Bad Name"), "for example 'bad-name'"),
        (("demo", "missions"), "is not empty"),
    ],
)
def test_what_cannot_be_run_ends_with_2_and_plain_words(
    arguments: tuple[str, ...], words: str, tmp_path: Path
) -> None:
    ran = run(written(tmp_path, SMALL), *arguments)
    assert ran.returncode == 2
    assert words in " ".join(ran.stderr.split()).replace(" │ │ ", " ")
    assert "Traceback" not in ran.stderr
    assert ran.stdout == ""


def test_json_has_the_published_shape_and_no_more(tmp_path: Path) -> None:
    report = as_json(written(tmp_path, MISSPELT), "check", "small")
    assert list(report) == ["findings", "counts"]
    assert list(report["counts"]) == ["error", "warning", "note"]
    for finding in report["findings"]:
        assert list(finding) == [
            "check", "severity", "file", "line", "item", "message", "why", "basis", "remedy",
        ]  # fmt: skip
        assert finding["severity"] in report["counts"]
        assert isinstance(finding["line"], int)
        assert all(isinstance(basis, str) for basis in finding["basis"])
    for severity, number in report["counts"].items():
        assert number == sum(finding["severity"] == severity for finding in report["findings"])
    assert report["counts"]["error"] == 1
    assert run(tmp_path, "check", "small", "--format", "json").returncode == 1


def test_json_of_a_sound_mission_is_empty_and_complete(cast: Path) -> None:
    report = as_json(cast, "check", "unmisar", "--as-of", "2026-02-28")
    assert report["findings"] == []
    assert report["counts"] == {"error": 0, "warning": 0, "note": 0}


def test_sarif_names_version_rules_and_places(tmp_path: Path) -> None:
    ran = run(written(tmp_path, MISSPELT), "check", "small", "--format", "sarif")
    assert ran.returncode == 1
    report = json.loads(ran.stdout)
    assert report["version"] == "2.1.0"
    assert report["$schema"].endswith("sarif-2.1.0.json")
    (one_run,) = report["runs"]
    rules = {rule["id"] for rule in one_run["tool"]["driver"]["rules"]}
    results = one_run["results"]
    assert {result["ruleId"] for result in results} == rules
    assert {result["level"] for result in results} <= {"error", "warning", "note"}
    fault = next(result for result in results if result["level"] == "error")
    (location,) = fault["locations"]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": "missions/small/tasks.yaml"},
        "region": {"startLine": 4},
    }


def test_only_the_checks_asked_for_are_shown(tmp_path: Path) -> None:
    written(tmp_path, CURIOUS)
    everything = {one["check"] for one in as_json(tmp_path, "check", "small")["findings"]}
    assert len(everything) > 1
    report = as_json(tmp_path, "check", "small", "--only", "REF001", "--only", "REF002")
    assert {one["check"] for one in report["findings"]} == {"REF001"}
    assert run(tmp_path, "check", "small", "--only", "REF001").returncode == 1
    assert run(tmp_path, "check", "small", "--only", "REF002").returncode == 0


def test_what_a_baseline_holds_is_set_apart_even_after_lines_have_moved(tmp_path: Path) -> None:
    written(tmp_path, CURIOUS)
    before = run(tmp_path, "check", "small", "--format", "json").stdout
    (tmp_path / "before.json").write_text(before)
    tasks = tmp_path / "missions" / "small" / "tasks.yaml"
    tasks.write_text("# moved\n\n" + tasks.read_text())
    report = as_json(tmp_path, "check", "small", "--baseline", "before.json")
    assert report["counts"] == {"error": 0, "warning": 0, "note": 0}
    ran = run(tmp_path, "check", "small", "--baseline", "before.json")
    assert ran.returncode == 0
    assert "known from the baseline" in ran.stdout
    tasks.write_text(tasks.read_text() + "  - {id: guard, text: guard, serves: [peacee]}\n")
    report = as_json(tmp_path, "check", "small", "--baseline", "before.json")
    assert report["counts"]["error"] == 1


def _accepted(tmp_path: Path, until: str) -> None:
    path = tmp_path / "missions" / "small" / "accepted.csv"
    with path.open("w", newline="") as opened:
        csv.writer(opened).writerows(
            [
                ("check", "item", "by", "on", "until", "why"),
                ("REF001", "task/escort", "chief-of-staff", "2026-01-01", until, "known"),
            ]
        )


def test_an_accepted_finding_counts_again_from_its_day_on(tmp_path: Path) -> None:
    written(
        tmp_path,
        {
            **CURIOUS,
            "mission.yaml": SMALL["mission.yaml"] + "posts:\n  - {id: chief-of-staff, name: Chief}\n",
        },
    )
    _accepted(tmp_path, "2026-03-01")
    assert run(tmp_path, "check", "small", "--only", "REF001", "--as-of", "2026-02-28").returncode == 0
    assert run(tmp_path, "check", "small", "--only", "REF001", "--as-of", "2026-03-01").returncode == 1
    report = as_json(tmp_path, "check", "small", "--only", "REF001", "--as-of", "2026-02-28")
    assert report["findings"] == []
    assert [one["check"] for one in report["accepted"]] == ["REF001"]
    assert "1 accepted for now" in run(tmp_path, "check", "small", "--only", "REF001").stdout


def test_an_acceptance_of_one_item_leaves_others_alone(tmp_path: Path) -> None:
    files = {**CURIOUS, "tasks.yaml": CURIOUS["tasks.yaml"] + "  - {id: guard, text: g, serves: [war]}\n"}
    written(tmp_path, files)
    _accepted(tmp_path, "")
    items = {one["item"] for one in as_json(tmp_path, "check", "small", "--only", "REF001")["findings"]}
    assert items == {"task/guard"}


def test_findings_are_shown_in_french_when_asked_for_and_stay_english_for_programs(tmp_path: Path) -> None:
    here = written(tmp_path, CURIOUS)
    shown = run(here, "check", "small", "--language", "fr").stdout
    assert "erreur" in shown
    assert "Pourquoi" in shown
    assert "warning" not in shown
    assert as_json(here, "check", "small", "--language", "fr") == as_json(here, "check", "small")


def test_checking_writes_nothing(cast: Path) -> None:
    before = {path: path.read_bytes() for path in cast.rglob("*") if path.is_file()}
    run(cast, "check", "unmisar")
    run(cast, "trace", "--gaps", "-m", "unmisar")
    assert {path: path.read_bytes() for path in cast.rglob("*") if path.is_file()} == before


# ---- which mission is meant


def test_a_mission_is_found_by_name_from_anywhere_in_its_workspace(cast: Path) -> None:
    for here in (cast, cast / "situations", cast / "missions", cast / "missions" / "unmisar" / "plan"):
        ran = run(here, "check", "unmisar", "--as-of", "2026-02-28")
        assert ran.stdout == "unmisar, seen on 2026-02-28: nothing found.\n", here


@pytest.mark.parametrize("target", [".", "missions/unmisar", "missions/unmisar/mission.yaml", "missions"])
def test_a_mission_is_found_by_any_path_to_it(target: str, cast: Path) -> None:
    assert run(cast, "check", target, "--as-of", "2026-02-28").returncode == 0


def test_a_workspace_is_checked_mission_by_mission(tmp_path: Path) -> None:
    written(tmp_path, SMALL)
    written(tmp_path, MISSPELT, mission="other")
    ran = run(tmp_path, "check")
    assert ran.returncode == 1
    assert "small, seen on" in ran.stdout
    assert "other, seen on" in ran.stdout
    refused = run(tmp_path, "trace", "task/escort")
    assert refused.returncode == 2
    assert "other, small" in refused.stderr


def test_files_are_named_as_one_would_type_them_from_where_one_stands(tmp_path: Path) -> None:
    written(tmp_path, MISSPELT)
    here = tmp_path / "missions" / "small"
    files = {one["file"] for one in as_json(here, "check", ".")["findings"] if one["severity"] == "error"}
    assert files == {"tasks.yaml"}


# ---- trace, accept, edit


def test_a_trace_as_json_has_both_ways(cast: Path) -> None:
    traced = as_json(cast, "trace", "task/protect-civilians", "-m", "unmisar")
    assert list(traced) == ["item", "text", "up", "down", "suspects", "money_usd", "money_year"]
    assert "objective/people-safe" in {step["item"] for step in traced["up"]}
    assert set(traced["up"][0]) == {"item", "text", "suspect", "rests_on_suspect", "cut", "steps"}
    assert float(traced["money_usd"]) > 0


def test_a_trace_goes_one_way_when_asked(cast: Path) -> None:
    up = as_json(cast, "trace", "task/protect-civilians", "--up", "--depth", "1", "-m", "unmisar")
    assert "down" not in up
    text = run(cast, "trace", "task/protect-civilians", "--down", "-m", "unmisar").stdout
    assert "What rests on it" in text
    assert "Rests on" not in text


def test_gaps_are_listed(tmp_path: Path) -> None:
    written(tmp_path, SMALL)
    gaps = as_json(tmp_path, "trace", "--gaps", "-m", "small")["gaps"]
    assert {"kind": "tasks", "lacks": "run in no phase", "items": ["task/escort"]} in gaps
    assert "1 of 1 tasks run in no phase" in run(tmp_path, "trace", "--gaps", "-m", "small").stdout


def test_a_suspect_link_is_accepted_from_the_command_line(tmp_path: Path) -> None:
    posts = "posts:\n  - {id: chief-of-staff, name: Chief of Staff}\n"
    written(tmp_path, {**SMALL, "mission.yaml": SMALL["mission.yaml"] + posts})
    link = "task/escort>objective/peace"
    accept = (
        "accept",
        link,
        "--as",
        "chief-of-staff",
        "--why",
        "still fits",
        "--on",
        "2026-02-20",
        "-m",
        "small",
    )
    first = run(tmp_path, *accept)
    assert first.returncode == 0
    assert "written to missions/small/reviewed.csv" in " ".join(first.stdout.split())
    run(tmp_path, "edit", "task/escort", "text=escort every convoy", "-m", "small")
    shown = as_json(tmp_path, "trace", "task/escort", "-m", "small")
    assert [one["link"] for one in shown["suspects"]] == [link]
    told = run(tmp_path, "trace", "task/escort", "-m", "small").stdout
    assert "1 suspect link touches it" in told
    assert f"bluehelm accept '{link}' --as POST --why REASON" in told
    assert "It was suspect" in run(tmp_path, *accept).stdout
    assert as_json(tmp_path, "trace", "task/escort", "-m", "small")["suspects"] == []


def test_an_edit_changes_its_slice_alone(tmp_path: Path) -> None:
    written(tmp_path, SMALL)
    tasks = tmp_path / "missions" / "small" / "tasks.yaml"
    assert (
        run(tmp_path, "edit", "task/escort", "text=escort: all", "category=aid", "-m", "small").returncode
        == 0
    )
    changed = SMALL["tasks.yaml"].replace("escort convoys", '"escort: all"')
    assert tasks.read_text() == changed + "    category: aid\n"


def test_an_edit_that_fails_in_part_changes_nothing(tmp_path: Path) -> None:
    written(tmp_path, SMALL)
    ran = run(tmp_path, "edit", "task/escort", "text=new", "weight=heavy", "-m", "small")
    assert ran.returncode == 2
    assert (tmp_path / "missions" / "small" / "tasks.yaml").read_text() == SMALL["tasks.yaml"]


# ---- look up


def test_fields_come_as_text_json_and_schema(tmp_path: Path) -> None:
    text = run(tmp_path, "fields", "tasks").stdout
    assert "political objectives it serves" in text
    _is_plain_and_narrow(text)
    (entry,) = json.loads(run(tmp_path, "fields", "tasks", "--format", "json").stdout)
    assert {"name", "type", "unit", "meaning", "required", "term", "stamped", "default"} == set(
        entry["fields"][0]
    )
    schema = as_schema(tmp_path)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert "file: tasks.yaml" in schema["$defs"]


def as_schema(here: Path) -> dict[str, Any]:
    schema: dict[str, Any] = json.loads(run(here, "fields", "--format", "json-schema").stdout)
    return schema


def test_the_list_of_checks_holds_every_check_once(tmp_path: Path) -> None:
    entries = json.loads(run(tmp_path, "checks", "--format", "json").stdout)
    ids = [entry["id"] for entry in entries]
    assert len(ids) == len(set(ids)) > 200
    assert set(entries[0]) == {"id", "severity", "looks_for", "why", "remedy", "basis"}
    _is_plain_and_narrow(run(tmp_path, "checks").stdout)


# ---- how output looks


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "unmisar", "--as-of", "2027-06-30"),
        ("trace", "task/protect-civilians", "-m", "unmisar"),
        ("trace", "--gaps", "-m", "unmisar"),
        ("fields", "phases"),
    ],
)
def test_text_is_plain_and_80_columns_wide_when_piped(arguments: tuple[str, ...], cast: Path) -> None:
    ran = run(cast, *arguments)
    assert len(ran.stdout) > 200
    _is_plain_and_narrow(ran.stdout)


def test_new_and_demo_say_what_to_do_next(tmp_path: Path) -> None:
    new = run(tmp_path, "new", "unmis")
    assert new.returncode == 0
    assert "bluehelm check unmis" in new.stdout
    demo = run(tmp_path, "demo", "demo")
    assert demo.returncode == 0
    for command in ("check minusca", "trace task/", "brief minusca"):
        assert f"bluehelm {command}" in demo.stdout
    again = run(tmp_path, "demo", "demo")
    assert again.returncode == 0
    assert "Nothing was changed" in again.stdout
    for ran in (new, demo, again):
        _is_plain_and_narrow(ran.stdout)
    assert run(tmp_path, "check", "unmis").stdout.endswith("nothing found.\n")


def test_a_reader_that_stops_early_gets_no_traceback(tmp_path: Path) -> None:
    command = f"{sys.executable} -m bluehelm.cli.main checks | head -n 1"
    ran = subprocess.run(
        ["sh", "-c", command], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60
    )
    assert ran.stdout
    assert ran.stderr == ""


def test_a_terminal_that_knows_few_letters_gets_no_traceback(tmp_path: Path) -> None:
    files = {**CURIOUS, "tasks.yaml": CURIOUS["tasks.yaml"].replace("escort convoys", "œuvre … 護送")}
    written(tmp_path, files)
    asked = (("check", "small"), ("check", "--help"), ("trace", "task/escort", "-m", "small"))
    answers = [run(tmp_path, *arguments, PYTHONIOENCODING="latin-1") for arguments in asked]
    assert all(one.returncode in (0, 1) and one.stderr == "" for one in answers)
    assert "?uvre ? ??" in answers[-1].stdout
