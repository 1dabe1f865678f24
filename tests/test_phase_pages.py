"""Status, replay, verification and tuning of the two examples, as a planner asks for them."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from pathlib import Path
from string import Formatter

import pytest
from typer.testing import CliRunner

from bluehelm.cli.main import app
from bluehelm.desk.check_dossier import check_mission
from bluehelm.desk.open_workspace import OpenMission, Workspace
from bluehelm.desk.replay_phases_of_mission import (
    phase_status,
    replay_page,
    replayed_phases,
    tuning_page,
    verification_page,
    verified_phases,
)
from bluehelm.foundation.errors import NothingToReplay
from bluehelm.foundation.findings import Severity
from bluehelm.foundation.languages import untranslated
from bluehelm.foundation.pages import Page
from bluehelm.phases.replay_phases import months_of_cost, steps_taken
from bluehelm.phases.threshold_grid import Wanted
from everything_said import words_of
from shared_data import shared

EXAMPLE = Path(__file__).parent.parent / "example"
TODAY = date(2026, 3, 31)
MISSIONS = ("minusca", "monusco")


def opened(name: str) -> OpenMission:
    return Workspace(EXAMPLE).open(EXAMPLE / "missions" / name)


def pages(name: str) -> list[Page]:
    mission = opened(name)
    return [
        phase_status(mission, as_of=TODAY),
        replay_page(replayed_phases(mission, first=None, last=None, today=TODAY)),
        verification_page(verified_phases(mission, as_of=TODAY), mission, as_of=TODAY),
        tuning_page(mission, trigger=None, clock="known", until=None, wanted=Wanted(), today=TODAY),
    ]


@pytest.mark.parametrize("name", MISSIONS)
def test_every_page_says_that_it_only_recommends_and_has_its_french(name: str) -> None:
    for page in pages(name):
        missing = [one for one in untranslated(page, "fr") if _is_more_than_a_value(one)]
        assert missing == []
        small_print = words_of(page).casefold()
        assert "the authority named decides" in small_print or "it decides nothing" in small_print


def _is_more_than_a_value(template: str) -> bool:
    return any(text.strip() for text, _, _, _ in Formatter().parse(template))


def test_monusco_has_no_error() -> None:
    found = [
        one
        for one in check_mission(opened("monusco"), as_of=TODAY).findings
        if one.severity is Severity.ERROR
    ]
    assert found == []


def test_monusco_left_south_kivu_two_months_late_and_the_plan_says_when_it_could_be_known() -> None:
    found = replayed_phases(opened("monusco"), first=date(2023, 12, 1), last=date(2024, 12, 1), today=TODAY)
    left, put_off = steps_taken(found.replay, found.dossier)
    assert left.decided_on == date(2024, 6, 30)
    assert left.recommended_in == {"hindsight": date(2024, 6, 1), "known": None}
    assert put_off.n_months_ahead("known") == 0
    spent = {one.phase.id: one.n_months for one in months_of_cost(found.replay.hindsight, planned=False)}
    assert spent == {"south-kivu": 6, "consolidate": 6, "tailored": 1}


def test_before_it_was_signed_the_plan_for_monusco_could_have_been_seen_to_break_its_ceiling() -> None:
    mission = opened("monusco")
    found = verified_phases(mission, as_of=date(2023, 12, 20))
    words = words_of(verification_page(found, mission, as_of=date(2023, 12, 20)))
    assert "13,500 military personnel in 2024-07" in words
    late = [one for one in found.failures if one.of == "within ceilings" and one.phase == "south-kivu"]
    assert [one.under for one in late] == [("delaying",)]
    assert {one.phase for one in found.failures if one.of == "no oscillation"} == {"tailored"}


def test_minusca_is_replayed_from_2014_to_2022_on_both_clocks() -> None:
    found = replayed_phases(opened("minusca"), first=date(2014, 4, 1), last=date(2022, 12, 1), today=TODAY)
    assert len(found.replay.hindsight) == len(found.replay.known) == 105
    massacres = next(one for one in found.announced if one.detection.id == "massacres")
    seen, known = massacres.scores["hindsight"], massacres.scores["known"]
    assert (seen.n_hits, seen.n_misses) == (2, 2)
    assert (known.n_hits, known.n_misses) == (0, 4)


def test_the_monthly_table_of_minusca_is_made_of_the_events() -> None:
    """Every month of the example's own table against the events it was counted from."""
    killed: Counter[str] = Counter()
    with shared("data/evidence/ged231_CAR.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            killed[row["date_start"][:7]] += int(row["deaths_civilians"])
    table = [
        row
        for row in opened("minusca").reading.dossier.series
        if row.measure == "civilians-killed" and row.area is None
    ]
    assert len(table) == 156
    assert {str(row.period): int(str(row.value)) for row in table} == {
        str(row.period): killed[str(row.period)] for row in table
    }


def test_a_mission_without_phases_is_told_so(tmp_path: Path) -> None:
    folder = tmp_path / "missions" / "small"
    folder.mkdir(parents=True)
    (folder / "mission.yaml").write_text("mission: small\nname: Small\nkept_to: 2026-02-28\n")
    mission = Workspace(tmp_path).open(folder)
    with pytest.raises(NothingToReplay, match="has no phases"):
        replayed_phases(mission, first=None, last=None, today=TODAY)
    with pytest.raises(NothingToReplay, match="has no phases"):
        verified_phases(mission, as_of=TODAY)
    with pytest.raises(NothingToReplay, match="No event is declared"):
        tuning_page(mission, trigger=None, clock="hindsight", until=None, wanted=Wanted(), today=TODAY)


@pytest.mark.parametrize(
    "command, code",
    [("status", 0), ("replay", 0), ("verify", 1), ("tune", 0)],
)
@pytest.mark.parametrize("written_as", ["text", "json"])
def test_every_command_prints_its_page(
    command: str, code: int, written_as: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(EXAMPLE)
    ran = CliRunner().invoke(app, ["phases", command, "monusco", "--format", written_as])
    assert ran.exit_code == code, ran.output
    assert "MONUSCO" in ran.output
    assert max(map(len, ran.output.splitlines()), default=0) <= 80 or written_as == "json"
