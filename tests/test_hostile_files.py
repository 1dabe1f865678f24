"""Whatever lies in a dossier's folder, reading ends, says everything it saw, and never with a traceback."""

from __future__ import annotations

import json
import os
import socket
import tempfile
import time
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bluehelm.desk.check_dossier import findings_of
from bluehelm.desk.check_list import CHECKS
from bluehelm.desk.open_workspace import OpenMission, open_mission
from bluehelm.dossier.catalogue import fields_of
from bluehelm.dossier.contents import file_of, is_above_mission, table_of_contents
from bluehelm.foundation.findings import Finding

AS_OF = date(2026, 2, 28)
MISSION = "mission: small\nname: Small mission\n"
TASKS = "tasks:\n  - id: escort\n    text: escort convoys\n"
A_SECOND = 1.0
SLOW = settings(max_examples=4000, deadline=None, suppress_health_check=list(HealthCheck))
QUICK = settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))


def written(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """A workspace with one mission, holding these files; names begin at the mission's folder."""
    mission = folder / "missions" / "small"
    for name, content in {"mission.yaml": MISSION, **files}.items():
        path = mission / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return mission


def opened(mission: Path) -> OpenMission:
    return open_mission(mission, mission)


def faults_in(mission: Path) -> list[Finding]:
    """The faults of reading, each of which can be shown and written down."""
    findings = list(opened(mission).reading.findings)
    for finding in findings:
        assert json.dumps(finding.as_json(), ensure_ascii=False).encode()
    return findings


def faults_of(folder: Path, files: Mapping[str, str | bytes]) -> list[Finding]:
    return faults_in(written(folder, files))


def ids(findings: list[Finding]) -> list[str]:
    return [finding.check for finding in findings]


# ---- devices, pipes, links, giants, and what may not be opened


def test_a_pipe_is_named_and_not_opened(tmp_path: Path) -> None:
    mission = written(tmp_path, {})
    os.mkfifo(mission / "tasks.yaml")
    before = time.monotonic()
    findings = faults_in(mission)
    assert time.monotonic() - before < A_SECOND
    assert [(one.check, one.place.file) for one in findings] == [("FIL002", "missions/small/tasks.yaml")]


def test_a_socket_is_named_and_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mission = written(tmp_path, {})
    monkeypatch.chdir(mission)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("tasks.yaml")
        assert ids(faults_in(mission)) == ["FIL002"]


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/random", "/dev/stdin", "/dev/null"])
def test_a_link_to_a_device_is_not_followed(tmp_path: Path, device: str) -> None:
    mission = written(tmp_path, {})
    (mission / "tasks.yaml").symlink_to(device)
    before = time.monotonic()
    findings = faults_in(mission)
    assert time.monotonic() - before < A_SECOND
    assert set(ids(findings)) <= {"FIL001", "FIL002", "FIL003"}
    assert findings


def test_a_link_out_of_the_workspace_is_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "elsewhere.yaml"
    secret.write_text(TASKS)
    mission = written(tmp_path / "workspace", {})
    (mission / "tasks.yaml").symlink_to(secret)
    assert ids(faults_in(mission)) == ["FIL003"]
    assert opened(mission).reading.dossier.tasks == ()


def test_a_link_to_a_file_of_the_same_workspace_is_read(tmp_path: Path) -> None:
    mission = written(tmp_path, {"drafts/tasks.yaml": TASKS})
    (mission / "tasks.yaml").symlink_to(mission / "drafts" / "tasks.yaml")
    assert [task.id for task in opened(mission).reading.dossier.tasks] == ["escort"]


def test_a_linked_folder_is_named_and_not_entered(tmp_path: Path) -> None:
    mission = written(tmp_path, {"kept/2025-11-13.yaml": "decision: S/RES/9101 (2025)\n"})
    (mission / "mandates").symlink_to(mission / "kept")
    findings = faults_in(mission)
    assert [one.place.file for one in findings if one.check == "FIL004"] == ["missions/small/mandates"]
    assert opened(mission).reading.dossier.mandates == ()


def test_a_folder_linked_into_itself_ends(tmp_path: Path) -> None:
    mission = written(tmp_path, {"tasks.yaml": TASKS})
    (mission / "plan").symlink_to(mission)
    assert ids(faults_in(mission)) == ["FIL004"]


def test_links_in_a_circle_are_named(tmp_path: Path) -> None:
    mission = written(tmp_path, {})
    (mission / "tasks.yaml").symlink_to(mission / "phases.yaml")
    (mission / "phases.yaml").symlink_to(mission / "tasks.yaml")
    assert ids(faults_in(mission)) == ["FIL001", "FIL001"]


def test_a_link_to_nowhere_is_named(tmp_path: Path) -> None:
    mission = written(tmp_path, {})
    (mission / "tasks.yaml").symlink_to(mission / "gone.yaml")
    findings = faults_in(mission)
    assert ids(findings) == ["FIL001"]
    assert "No such file" in findings[0].message


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may open everything")
def test_a_file_without_permission_is_named(tmp_path: Path) -> None:
    mission = written(tmp_path, {"tasks.yaml": TASKS})
    (mission / "tasks.yaml").chmod(0)
    assert ids(faults_in(mission)) == ["FIL001"]


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may open everything")
def test_a_folder_without_permission_is_named(tmp_path: Path) -> None:
    mission = written(tmp_path, {"plan/outputs.yaml": "outputs: []\n"})
    (mission / "plan").chmod(0)
    try:
        assert ids(faults_in(mission)) == ["FIL001"]
    finally:
        (mission / "plan").chmod(0o700)


def test_a_file_of_forty_megabytes_is_refused_unread(tmp_path: Path) -> None:
    mission = written(tmp_path, {})
    with (mission / "tasks.yaml").open("wb") as giant:
        giant.truncate(40 * 1024 * 1024)
    before = time.monotonic()
    findings = faults_in(mission)
    assert time.monotonic() - before < A_SECOND
    assert ids(findings) == ["FIL005"]
    assert "40.0 MB" in findings[0].message


def test_a_folder_named_like_a_file_is_no_file(tmp_path: Path) -> None:
    mission = written(tmp_path, {"tasks.yaml/tasks.yaml": TASKS})
    assert ids(faults_in(mission)) == ["FIL040"]


def test_hidden_files_and_read_me_files_are_left_alone(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {".git/config": b"\x00", ".tasks.yaml.swp": b"\xff", "README": "read me"}
    assert faults_of(tmp_path, {**files, "plan/README.md": "notes", "notes.txt": "notes"}) == []


@pytest.mark.parametrize(
    "name", ["straße.yaml", "two\nlines.yaml", "\x1b[31mred.yaml", "{item}.yaml", "%s.yaml"]
)
def test_an_odd_file_name_is_shown(tmp_path: Path, name: str) -> None:
    findings = faults_of(tmp_path, {name: TASKS})
    assert ids(findings) == ["FIL040"]
    assert findings[0].message


def test_a_file_name_that_is_no_text_is_shown(tmp_path: Path) -> None:
    mission = written(tmp_path, {})
    path = os.fsencode(mission) + b"/t\xe2sks.yaml"
    try:
        Path(os.fsdecode(path)).write_text(TASKS)
    except OSError:
        pytest.skip("this file system keeps only names that are text")
    assert ids(faults_in(mission)) == ["FIL040"]


# ---- bytes that are no text


@pytest.mark.parametrize(
    "content, check, line",
    [
        (b"tasks:\n  - id: es\x00cort\n    text: escort\n", "FIL007", 2),
        (TASKS.encode("utf-16"), "FIL007", 1),
        (TASKS.encode("utf-32"), "FIL007", 1),
        ("tasks:\n  - id: escort\n    text: protéger\n".encode("latin-1"), "FIL007", 3),
        (b"tasks:\n  - id: escort\n    text: \xed\xa0\x80\n", "FIL007", 3),
        (b"PK\x03\x04" + bytes(200), "FIL006", 0),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(200), "FIL006", 0),
    ],
    ids=["zero byte", "UTF-16", "UTF-32", "Latin-1", "surrogate", "xlsx", "xls"],
)
@pytest.mark.parametrize("name", ["tasks.yaml", "plan/actuals.csv"])
def test_bytes_that_are_no_text_are_named_with_their_line(
    tmp_path: Path, name: str, content: bytes, check: str, line: int
) -> None:
    findings = faults_of(tmp_path, {name: content})
    assert [(one.check, one.place.line) for one in findings] == [(check, line)]


@pytest.mark.parametrize(
    "content", [b"", b"\n\n", b"# nothing yet\n", b"\xef\xbb\xbf", b"---\n", b"tasks:\n"]
)
def test_a_file_that_holds_nothing_yet_is_no_fault(tmp_path: Path, content: bytes) -> None:
    assert faults_of(tmp_path, {"tasks.yaml": content}) == []


# ---- YAML that other loaders swallow, or choke on


def test_a_billion_laughs_are_refused_at_once(tmp_path: Path) -> None:
    levels = "\n".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10))
    before = time.monotonic()
    findings = faults_of(tmp_path, {"tasks.yaml": f"a0: &a0 ha\n{levels}\n"})
    assert time.monotonic() - before < A_SECOND
    assert "FIL012" in ids(findings)
    assert set(ids(findings)) <= {"FIL012", "FIL042"}


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "[{a: "])
@pytest.mark.parametrize("depth", [21, 100_000])
def test_deep_nesting_ends_with_one_finding(tmp_path: Path, opening: str, depth: int) -> None:
    broken = "tasks:\n  - id: Escort!\n    text: escort\nother:\n  " + opening * depth
    findings = faults_of(tmp_path, {"tasks.yaml": broken})
    assert ids(findings).count("FIL015") + ids(findings).count("FIL010") == 1
    assert "FIL032" in ids(findings)


def test_the_first_of_two_equal_keys_is_kept_and_the_second_named(tmp_path: Path) -> None:
    mission = written(tmp_path, {"tasks.yaml": TASKS + "    text: escort nobody\n"})
    findings = faults_in(mission)
    assert [(one.check, one.place.line) for one in findings] == [("FIL011", 4)]
    assert opened(mission).reading.dossier.tasks[0].text == "escort convoys"


@pytest.mark.parametrize(
    "value", ["!!python/object/apply:os.system [echo]", "!!binary aGVsbG8=", "!local escort", "!!str escort"]
)
def test_a_tag_is_refused_and_never_obeyed(tmp_path: Path, value: str) -> None:
    findings = faults_of(tmp_path, {"tasks.yaml": f"tasks:\n  - id: escort\n    text: {value}\n"})
    assert "FIL013" in ids(findings)


def test_a_second_document_is_named_and_the_first_is_read(tmp_path: Path) -> None:
    mission = written(tmp_path, {"tasks.yaml": f"{TASKS}---\n{TASKS}"})
    assert ids(faults_in(mission)) == ["FIL014"]
    assert len(opened(mission).reading.dossier.tasks) == 1


def test_words_that_yaml_turns_into_something_else_stay_words(tmp_path: Path) -> None:
    mission = written(
        tmp_path, {"tasks.yaml": "tasks:\n  - {id: no, text: 2.10, category: 0o17, norm: 12:30}\n"}
    )
    task = opened(mission).reading.dossier.tasks[0]
    assert (task.id, task.text, task.category, task.norm) == ("no", "2.10", "0o17", "12:30")


@pytest.mark.parametrize(
    "text",
    [
        TASKS + '    category: "roads\n',
        TASKS + "    category: 'roads\n",
        TASKS + "    category: [roads\n",
        TASKS + "    areas: {north\n",
        TASKS + "\tcategory: roads\n",
        TASKS + "    category: roads: open\n",
        TASKS + "   category: roads\n",
        TASKS + "    category: @roads\n",
        TASKS + "    category: *roads\n",
        TASKS + "    ? [a, b]\n    : c\n",
        TASKS + "    category: |2\n roads\n",
        TASKS + "%YAML 3.0\n",
        TASKS + "    \x07category: roads\n",
        "? ? ? ?",
        ": : :",
        "- - - -\n",
        "}{",
        "&a",
        "*a",
        "!",
    ],
)
def test_broken_yaml_gives_findings_with_a_remedy(tmp_path: Path, text: str) -> None:
    findings = faults_of(tmp_path, {"tasks.yaml": text})
    assert findings
    assert all(finding.message and finding.as_json()["remedy"] for finding in findings)


def test_a_fault_in_an_item_has_its_line_though_the_file_breaks_below(tmp_path: Path) -> None:
    text = "tasks:\n  - id: escort\n    text: escort\n    manages_conflict: perhaps\n  - id: [patrol\n"
    findings = faults_of(tmp_path, {"tasks.yaml": text})
    assert ("FIL032", 4) in [(one.check, one.place.line) for one in findings]
    assert "FIL010" in ids(findings)


# ---- tables as people save them


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_table_saved_by_a_spreadsheet_is_read(
    tmp_path: Path, separator: str, ending: str, mark: str
) -> None:
    rows = [
        ["question", "wave", "value", "source"],
        ["trust", "2025", "0.4", f'"a{separator}b"'],
        ["", "", "", ""],
    ]
    text = mark + ending.join(separator.join(row) for row in rows) + ending
    mission = written(tmp_path, {"evidence/surveys.csv": text})
    assert faults_in(mission) == []
    [survey] = opened(mission).reading.dossier.surveys
    assert (survey.question, str(survey.value), survey.source) == ("trust", "0.4", f"a{separator}b")


def test_a_row_too_long_and_a_row_too_short_are_named_and_the_others_read(tmp_path: Path) -> None:
    text = "question,wave,value\ntrust,2025,0.4\ntrust,2024,0,3\ntrust,2023\nsafety,2025,0.6\n"
    mission = written(tmp_path, {"evidence/surveys.csv": text})
    findings = faults_in(mission)
    assert [(one.check, one.place.line) for one in findings] == [("FIL021", 3), ("FIL021", 4)]
    assert len(opened(mission).reading.dossier.surveys) == 2


@pytest.mark.parametrize("cell", ['"open', '"a"b', '"'])
def test_a_quotation_mark_that_is_not_closed_is_named(tmp_path: Path, cell: str) -> None:
    text = f"question,wave,value\n{cell},2025,0.4\ntrust,2024,0.3\n"
    assert "FIL020" in ids(faults_of(tmp_path, {"evidence/surveys.csv": text}))


def test_a_line_of_a_million_letters_is_a_finding(tmp_path: Path) -> None:
    text = "question,wave,value\n" + "a" * 1_000_000 + ",2025,0.4\n"
    assert "FIL020" in ids(faults_of(tmp_path, {"evidence/surveys.csv": text}))


def test_a_table_with_one_column_twice_and_one_unknown_says_both_once(tmp_path: Path) -> None:
    rows = "".join(f"trust,2025,0.{n},0.1,x\n" for n in range(10))
    findings = faults_of(tmp_path, {"evidence/surveys.csv": "question,wave,value,value,weight\n" + rows})
    assert sorted(ids(findings)) == ["FIL022", "FIL030"]


@pytest.mark.parametrize("header", [",,,", "=cmd()", "question,,value", '"question\nwave",value'])
def test_a_strange_header_ends_in_findings(tmp_path: Path, header: str) -> None:
    assert faults_of(tmp_path, {"evidence/surveys.csv": f"{header}\ntrust,2025,0.4\n"})


# ---- values at the edge


@pytest.mark.parametrize(
    "value",
    [
        "9" * 5000, "1e5", "NaN", "Infinity", "-1", "0x10", "1 000", "1,5", "½", "٣", "{found}", "{0}",
        "%s", "{{x}}", "\\N", "[]", "{}", "[[1]]", "{a: b}", "0000-00-00", "2026-02-30", "9999-12-31",
        "FY9999/00", "FY0000/01", "0000", "9999", "2026-13", "2026-Q5", "9" * 40 + " days", "999999999 years",
        "''", "~",
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "file, before",
    [
        ("tasks.yaml", "tasks:\n  - id: escort\n    text: escort\n    weight: "),
        ("mandates/a.yaml", "decision: S/RES/9101 (2025)\nadopted_on: 2025-11-13\nin_force_until: "),
        ("mandates/a.yaml", "decision: S/RES/9101 (2025)\nadopted_on: 2025-11-13\nn_words: "),
        ("strategy.yaml", "conditions:\n  - id: c1\n    answer: met\n    code: "),
        ("plan/outputs.yaml", "outputs:\n  - id: convoys\n    text: convoys\n    period: "),
        ("phases.yaml", "triggers:\n  - id: calm\n    measure: killed\n    dwell: "),
        ("phases.yaml", "phases:\n  - id: first\n    name: First\n    leave:\n      - when: "),
        ("mission.yaml", "mission: small\nname: Small mission\nhost: "),
    ],
)  # fmt: skip
def test_a_value_at_the_edge_is_read_or_named(tmp_path: Path, file: str, before: str, value: str) -> None:
    mission = written(tmp_path, {file: f"{before}{value}\n"})
    seen = opened(mission).seen(AS_OF)
    faults_in(mission)
    findings_of(CHECKS, seen)


def test_every_fault_of_a_dossier_is_said_in_one_pass(tmp_path: Path) -> None:
    mission = written(
        tmp_path,
        {
            "tasks.yaml": "tasks:\n  - {id: A, text: b}\n  - id: patrol\n  - {id: a, text: b, c: d}\n",
            "strategy.yaml": "objectives:\n  - id: peace\n    text: peace\n    text: peace again\n",
            "phases.yaml": "phases: [\n",
            "mandates/a.yaml": "decision: S/RES/9101 (2025)\nadopted_on: soon\nvotes: {for: many}\n",
            "plan/actuals.csv": "measure,period\nkilled,2025,12\nkilled,FY25\n",
            "plan/indicators.yaml": "tasks: []\n",
            "budget/lines.csv": b"PK\x03\x04",
            "forces/bases.yaml": b"\xff\xfe",
            "notes.yaml": "a: b\n",
        },
    )
    os.mkfifo(mission / "concept.yaml")
    (mission / "partners.yaml").symlink_to("/etc/hostname")
    expected = {
        "FIL002", "FIL003", "FIL006", "FIL007", "FIL010", "FIL011", "FIL021", "FIL030", "FIL031", "FIL032",
        "FIL040", "FIL041",
    }  # fmt: skip
    findings = faults_in(mission)
    assert set(ids(findings)) == expected
    assert len([one for one in findings if one.place.file.endswith("mandates/a.yaml")]) == 4
    assert ids(findings_of(CHECKS, opened(mission).seen(AS_OF))).count("FIL046") == 1


# ---- anything at all

FILES = sorted(
    {
        f"{home}/any.yaml" if entry.shape == "file each" else str(home)
        for entry in table_of_contents()
        if not is_above_mission(entry)
        for home in [file_of(entry)]
    }
)
LINES = st.lists(st.text(max_size=40), max_size=12).map("\n".join)


def _reads_and_checks(files: Mapping[str, str | bytes]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        mission = written(Path(folder), files)
        faults_in(mission)
        for finding in findings_of(CHECKS, opened(mission).seen(AS_OF)):
            assert json.dumps(finding.as_json(), ensure_ascii=False).encode()


@QUICK
@given(file=st.sampled_from(FILES), content=st.binary(max_size=300))
def test_no_bytes_stop_the_reading(file: str, content: bytes) -> None:
    _reads_and_checks({file: content})


@QUICK
@given(file=st.sampled_from(FILES), text=LINES)
def test_no_text_stops_the_reading(file: str, text: str) -> None:
    _reads_and_checks({file: text.encode("utf-8", "surrogatepass")})


SCALARS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        [
            "yes", "no", "12", "-3", "0.5", "2026-02-28", "0001-01-01", "9999-12-31", "FY2025/26", "2026-02",
            "90 days", "n/a", "escort", "task/escort", "{found}", "3 of 4 months", "spent",
            "50 % of same months of 2022",
        ]
    ),
    st.integers(-10, 10**20),
    st.none(),
)  # fmt: skip
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(["id", "on", "all"]), inner)
    ),
    max_leaves=5,
)
LISTS = [entry for entry in table_of_contents() if entry.shape == "list" and not is_above_mission(entry)]


@st.composite
def _blocks(draw: st.DrawFn) -> dict[str, str | bytes]:
    """A file whose keys are right and whose values are anything."""
    entry = draw(st.sampled_from(LISTS))
    keys = st.sampled_from(sorted(fields_of(entry.record)))
    items = draw(st.lists(st.dictionaries(keys, VALUES, max_size=8), min_size=1, max_size=3))
    return {str(file_of(entry)): yaml.safe_dump({entry.name: items}, allow_unicode=True)}


@QUICK
@given(files=_blocks())
def test_no_values_under_the_right_keys_stop_the_reading_or_the_checks(files: dict[str, str | bytes]) -> None:
    _reads_and_checks(files)


@pytest.mark.exhaustive
@SLOW
@given(
    file=st.sampled_from(FILES),
    content=st.one_of(st.binary(max_size=2000), LINES.map(lambda s: s.encode("utf-8", "replace"))),
)
def test_no_bytes_stop_the_reading_however_long_one_tries(file: str, content: bytes) -> None:
    _reads_and_checks({file: content})


@pytest.mark.exhaustive
@SLOW
@given(files=_blocks())
def test_no_values_stop_the_checks_however_long_one_tries(files: dict[str, str | bytes]) -> None:
    _reads_and_checks(files)
