"""A resolution adopted into a dossier: its file drafted, tasks found again, written once."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bluehelm.cli.main import app
from bluehelm.desk.adopt_mandate import AdoptedMandate, adopt_mandate, write_adopted
from bluehelm.desk.check_dossier import check_mission
from bluehelm.desk.open_workspace import OpenMission, open_mission
from bluehelm.dossier.official_wording import wording_hash
from bluehelm.foundation.errors import CannotAdopt, CannotWrite
from made_documents import HEAD, LINES, PREAMBLE, text_file
from shared_data import structured_text

EXAMPLE = Path(__file__).parent.parent / "example"
PROTECT, REPORT, RELIEF = (
    "To protect civilians under threat of physical violence;",
    "To report on the violations of the ceasefire;",
    "To support the delivery of relief to the people who need it;",
)
TASKS = """tasks:
  - {id: protect-civilians, text: protect civilians from violence}
  - {id: watch-ceasefire, text: report violations of the ceasefire}
  - {id: secure-relief, text: support the delivery of relief}
  - {id: count-votes, text: count the votes of the referendum}
"""
_GIVES = "tier: untiered, wording:"
EARLIER = f"""decision: S/RES/8990 (2030)
adopted_on: 2030-03-14
in_force_until: 2031-03-31
complete: yes
gives:
  - {{task: protect-civilians, paragraph: 2 (a)(i), {_GIVES} {wording_hash([PROTECT])}}}
  - {{task: watch-ceasefire, paragraph: 2 (a)(ii), {_GIVES} {wording_hash([REPORT + " old"])}}}
  - {{task: secure-relief, paragraph: 2 (b), {_GIVES} {wording_hash(["To help."])}}}
  - {{task: count-votes, paragraph: 2 (c), {_GIVES} {wording_hash(["To count votes."])}}}
"""


@pytest.fixture
def mission(tmp_path: Path) -> OpenMission:
    folder = tmp_path / "workspace" / "missions" / "unatl"
    (folder / "mandates").mkdir(parents=True)
    (folder / "mission.yaml").write_text("mission: unatl\nname: Mission in Atlantis\n", encoding="utf-8")
    (folder / "tasks.yaml").write_text(TASKS, encoding="utf-8")
    (folder / "mandates" / "2030-03-14-s-res-8990.yaml").write_text(EARLIER, encoding="utf-8")
    return open_mission(folder, tmp_path)


def fates(adopted: AdoptedMandate) -> dict[str, tuple[str, str]]:
    assert adopted.draft is not None
    return {one.task: (one.fate, one.cited) for one in adopted.draft.tasks}


def test_tasks_are_kept_reworded_or_without_a_trace_and_a_point_nobody_claims_is_new(
    mission: OpenMission, tmp_path: Path
) -> None:
    lines = [*LINES]
    lines.insert(lines.index(f"(b) {RELIEF}") + 1, "(c) To clear mines from the roads of the north;")
    adopted = adopt_mandate(text_file(tmp_path, lines), mission)
    assert fates(adopted) == {
        "protect-civilians": ("kept", "3 (a)(i)"),
        "watch-ceasefire": ("reworded", "3 (a)(ii)"),
        "secure-relief": ("reworded", "3 (b)"),
        "count-votes": ("ended", ""),
        "task-3-c": ("new", "3 (c)"),
    }


def test_the_draft_has_hash_ceilings_and_dates_and_is_read_back_as_written(
    mission: OpenMission, tmp_path: Path
) -> None:
    path = write_adopted(adopt_mandate(text_file(tmp_path), mission))
    assert path.name == "2031-03-15-s-res-9001.yaml"
    written = next(
        one
        for one in open_mission(mission.folder, tmp_path).reading.dossier.mandates
        if one.decision == "S/RES/9001 (2031)"
    )
    assert (written.adopted_on, written.in_force_until) == (date(2031, 3, 15), date(2032, 3, 31))
    assert written.chapter == "VII"
    assert [(one.category, one.strength, one.within) for one in written.ceilings] == [
        ("military personnel", 4500, None),
        ("military observers and staff officers", 120, "military personnel"),
        ("police personnel", 600, None),
    ]
    given = {one.task: one.wording for one in written.gives}
    assert given["protect-civilians"] == wording_hash([PROTECT])
    assert given["watch-ceasefire"] == wording_hash([REPORT])
    assert "count-votes" not in given
    assert written.n_operative_paragraphs == 5


def test_a_dossier_with_the_written_draft_has_no_reading_fault(mission: OpenMission, tmp_path: Path) -> None:
    write_adopted(adopt_mandate(text_file(tmp_path), mission))
    again = open_mission(mission.folder, tmp_path)
    assert [one for one in again.reading.findings if "9001" in one.place.file] == []


def test_a_decision_is_never_written_over_a_file(mission: OpenMission, tmp_path: Path) -> None:
    adopted = adopt_mandate(text_file(tmp_path), mission)
    path = write_adopted(adopted)
    before = path.read_bytes()
    with pytest.raises(CannotWrite, match="already"):
        write_adopted(adopted)
    again = adopt_mandate(text_file(tmp_path), open_mission(mission.folder, tmp_path))
    assert again.exists
    with pytest.raises(CannotWrite, match="on file already"):
        write_adopted(again)
    assert path.read_bytes() == before
    assert [one.name for one in path.parent.iterdir() if "tmp" in one.name] == []


def test_without_write_nothing_is_written(mission: OpenMission, tmp_path: Path) -> None:
    here = sorted(mission.folder.rglob("*"))
    done = CliRunner().invoke(app, ["mandate", "adopt", str(text_file(tmp_path)), "-m", str(mission.folder)])
    assert done.exit_code == 0
    assert "1 tasks kept, 2 reworded, 0 new, 1 without a trace" in " ".join(done.stdout.split())
    assert sorted(mission.folder.rglob("*")) == here


def test_with_write_the_command_writes_the_file_and_says_where(mission: OpenMission, tmp_path: Path) -> None:
    command = ["mandate", "adopt", str(text_file(tmp_path)), "-m", str(mission.folder), "--write"]
    done = CliRunner().invoke(app, [*command, "--format", "json"])
    shown = json.loads(done.stdout)
    assert shown["written"] is True
    assert (mission.folder / "mandates" / "2031-03-15-s-res-9001.yaml").read_text("utf-8") == shown["text"]
    assert {one["to_confirm"] for one in shown["tasks"]} == {True}
    again = CliRunner().invoke(app, command)
    assert again.exit_code != 0


@pytest.mark.parametrize(
    "lines, name, said",
    [
        (["Draft resolution", *LINES[2:]], "s-res-9001-2031.txt", "draft"),
        (LINES[2:], "text.txt", "which resolution"),
        (LINES[2:], "s-res-9001-2031.txt", "--adopted-on"),
        ([*HEAD, *PREAMBLE, "1. Welcomes the report;", "3. Decides to end."], "x.txt", "holes"),
    ],
)
def test_what_is_no_whole_decision_is_not_drafted(
    lines: list[str], name: str, said: str, mission: OpenMission, tmp_path: Path
) -> None:
    with pytest.raises(CannotAdopt, match=said):
        adopt_mandate(text_file(tmp_path, lines, name=name), mission)


def test_a_decision_on_another_mission_is_refused(tmp_path: Path) -> None:
    text = [line.replace("UNATL", "MONUSCO") for line in LINES]
    opened = open_mission(EXAMPLE / "missions" / "minusca", tmp_path)
    with pytest.raises(CannotAdopt, match="about MONUSCO and never names MINUSCA"):
        adopt_mandate(text_file(tmp_path, text), opened)


def test_a_refused_text_leaves_the_dossier_as_it_is(mission: OpenMission, tmp_path: Path) -> None:
    empty = text_file(tmp_path, ["", ""], name="empty.txt")
    command = ["mandate", "adopt", str(empty), "-m", str(mission.folder), "--write"]
    done = CliRunner().invoke(app, command)
    assert done.exit_code == 1
    assert "MRD003" in done.stdout
    assert len(list((mission.folder / "mandates").iterdir())) == 1


def test_a_mission_without_an_earlier_decision_gets_every_point_as_new(tmp_path: Path) -> None:
    folder = tmp_path / "workspace" / "missions" / "unatl"
    folder.mkdir(parents=True)
    (folder / "mission.yaml").write_text("mission: unatl\nname: Mission in Atlantis\n", encoding="utf-8")
    adopted = adopt_mandate(text_file(tmp_path), open_mission(folder, tmp_path))
    assert {fate for fate, _ in fates(adopted).values()} == {"new"}
    assert write_adopted(adopted).exists()


def test_the_renewal_of_minusca_is_drafted_as_it_was_written_by_hand(tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    for number in (2709, 2759):
        (folder / f"s-res-{number}.txt").write_text(structured_text(number), encoding="utf-8")
    opened = open_mission(EXAMPLE / "missions" / "minusca", tmp_path)
    adopted = adopt_mandate(folder / "s-res-2759.txt", opened)
    by_hand = next(one for one in opened.reading.dossier.mandates if "2759" in one.decision)
    assert adopted.draft is not None
    drafted = {one.task: one for one in adopted.draft.tasks if one.fate in {"kept", "reworded"}}
    same = [one for one in by_hand.gives if drafted[one.task].wording == one.wording]
    assert len(by_hand.gives) == 32
    assert len(same) == 31
    assert [one.task for one in by_hand.gives if one not in same] == ["safeguard-institutions"]
    assert all(drafted[one.task].tier in {one.tier, "untiered"} or one.tier == "untiered" for one in same)
    assert adopted.exists
    assert {one.link.source for one in adopted.suspects} == {
        "task/protect-women-children",
        "task/support-joint-operations",
        "task/election-support",
    }


def test_the_draft_of_minusca_in_the_place_of_the_file_by_hand_leaves_nothing_dangling(
    tmp_path: Path,
) -> None:
    shutil.copytree(EXAMPLE, tmp_path / "example")
    folder = tmp_path / "example" / "missions" / "minusca"
    (folder / "mandates" / "2024-11-14-s-res-2759.yaml").unlink()
    text = tmp_path / "s-res-2759.txt"
    text.write_text(structured_text(2759), encoding="utf-8")
    write_adopted(adopt_mandate(text, open_mission(folder, tmp_path)))
    opened = open_mission(folder, tmp_path)
    assert not opened.reading.findings
    checked = check_mission(opened, as_of=date(2026, 2, 28))
    assert [one for one in checked.findings if one.check == "REF001"] == []
