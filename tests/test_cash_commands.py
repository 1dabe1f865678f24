"""`bluehelm finance cash`: what it prints, writes and refuses; what falls first; French; a quick start."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from bluehelm.cli.main import app
from bluehelm.desk.forecast_cash import CashAsked, forecast_cash
from bluehelm.desk.list_payments import list_payments
from bluehelm.desk.open_workspace import OpenMission, open_mission
from bluehelm.desk.weigh_reform import weigh_reform
from bluehelm.finance.cash_missions import read_missions, shipped_missions
from bluehelm.finance.cash_setting import CashSetting
from bluehelm.finance.falling_outputs import falling_outputs, falling_tasks
from bluehelm.finance.payment_faults import PAYMENT_FAULTS
from bluehelm.finance.reform_interest import SCHEDULES
from bluehelm.finance.simulate_cash import simulate_cash
from bluehelm.foundation.findings import Place
from bluehelm.foundation.languages import catalogue, untranslated
from bluehelm.foundation.pages import HeatMap, SeriesChart
from bluehelm.review.cash_page import cash_page
from bluehelm.review.chart_tables import table_of
from bluehelm.review.draw_charts import draw
from bluehelm.review.payments_page import payments_page
from bluehelm.review.reform_page import reform_page

EXAMPLE = Path(__file__).parent.parent / "example"
FEW = CashSetting(n_paths=100)


def run(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["finance", *words], env={"COLUMNS": "80"})
    return done.exit_code, done.output


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def minusca() -> OpenMission:
    return open_mission(EXAMPLE / "missions" / "minusca", EXAMPLE)


def test_the_command_prints_chances_missions_dues_and_what_it_rests_on() -> None:
    code, said = run("cash", str(EXAMPLE / "missions" / "minusca"), "--paths", "200")
    assert code == 0
    plain = " ".join(said.split())
    for words in ("When cash runs out", "Missions by month", "Owed to contributors",
                  "What falls first: minusca",
                  "carried over to peacekeeping", "Part payments were never observed"):  # fmt: skip
        assert words in plain, words
    assert max(map(len, said.splitlines())) <= 80


def test_inside_a_workspace_every_dossier_is_set_against_the_cash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(EXAMPLE)
    code, said = run("cash", "--paths", "20", "--format", "json")
    assert code == 0
    here = sorted(one.name for one in (EXAMPLE / "missions").iterdir() if one.is_dir())
    assert [one["mission"] for one in json.loads(said)["dossiers"]] == here


def test_the_same_command_gives_the_same_json_with_any_number_of_workers() -> None:
    one = run("cash", "--paths", "600", "--seed", "7", "--workers", "1", "--format", "json")
    many = run("cash", "--paths", "600", "--seed", "7", "--workers", "5", "--format", "json")
    assert one == many
    answer = json.loads(one[1])
    assert len(answer["months"]) == 36
    assert answer["accounts_close_within_usd"] < 0.01


def test_the_page_is_written_with_its_pictures(tmp_path: Path) -> None:
    code, _ = run("cash", "--paths", "50", "--months", "12", "--out", str(tmp_path))
    assert code == 0
    (html,) = tmp_path.glob("cash-*.html")
    assert html.read_text(encoding="utf-8").count("<svg ") == 5
    assert len(list(tmp_path.glob("cash-*.pdf"))) == 1


def test_nothing_is_written_and_every_fault_named_where_files_cannot_be_used(tmp_path: Path) -> None:
    missions = written(tmp_path, "missions.csv",
                       "mission,annual_usd,military_police_share,mandate_ends\nA,-5,0.4,\n"
                       "B,\"1,000\",1.4,13-40\n")  # fmt: skip
    habits = written(tmp_path, "habits.csv", "iso3,paid_in_full_share\nUSA,7\n")
    out = tmp_path / "out"
    code, said = run("cash", "--missions", str(missions), "--habits", str(habits), "--out", str(out),
                     "--format", "json")  # fmt: skip
    assert code == 1
    assert not out.exists()
    found = [one["check"] for one in json.loads(said)["findings"]]
    assert found == ["FIN010", "FIN006", "FIN063", "FIN026", "FIN063"]


def test_own_missions_and_contributors_take_the_place_of_those_that_ship(tmp_path: Path) -> None:
    missions = written(tmp_path, "m.csv", "mission,annual_usd,military_police_share\nNEW,500000000,0.5\n")
    people = written(tmp_path, "c.csv", "mission,iso3,n_people\nNEW,NPL,300\nNEW,RWA,100\n")
    answer = forecast_cash(FEW, CashAsked(missions, None, people)).answer
    assert answer
    assert {row["mission"] for row in answer["missions"]} == {"NEW"}
    first = [row for row in answer["contributors"] if row["month"] == "2025-12"]
    assert [row["iso3"] for row in first] == ["NPL", "RWA"]
    assert first[0]["owed_usd"]["middle"] == pytest.approx(3 * first[1]["owed_usd"]["middle"], rel=1e-6)


def test_a_contributor_of_a_mission_not_simulated_is_found(tmp_path: Path) -> None:
    people = written(tmp_path, "c.csv", "mission,iso3,n_people\nMINUSKA,NPL,300\nMINUSCA,SUN,1\n")
    found = forecast_cash(FEW, CashAsked(contributors=people)).findings
    assert [one.check for one in found] == ["FIN067", "FIN011"]
    assert "MINUSCA" in str(found[0].as_json()["message"])


def test_the_missions_that_ship_read_as_a_users_table_would(tmp_path: Path) -> None:
    lines = ["mission,annual_usd,military_police_share,credit_usd,mandate_ends,first_on,last_on"]
    for one in shipped_missions():
        ends = ";".join(f"{month:02}-{day:02}" for month, day in one.mandate_ends)
        lines.append(f"{one.mission},{one.annual_usd},{one.military_police_share},{one.credit_usd},{ends},"
                     f"{one.first_on or ''},{one.last_on or ''}")  # fmt: skip
    assert read_missions(written(tmp_path, "m.csv", "\n".join(lines))) == (shipped_missions(), [])


def test_outputs_without_a_recorded_order_are_shown_first_and_last_and_none_is_chosen(
    minusca: OpenMission,
) -> None:
    paths = simulate_cash(CashSetting(n_paths=300))
    outputs = falling_outputs(paths, minusca.seen(date(2025, 7, 1)), "minusca")
    assert outputs
    for one in outputs:
        assert one.rank is None
        assert one.low_chance <= one.high_chance
    assert any(one.low_chance < one.high_chance for one in outputs)
    tasks = falling_tasks(outputs)
    assert {task for one in outputs for task in one.tasks} == {one.task for one in tasks}
    assert falling_outputs(paths, minusca.seen(date(2025, 7, 1)), "elsewhere") == []


def test_a_recorded_order_decides_which_output_falls_first(tmp_path: Path) -> None:
    folder = tmp_path / "missions" / "minusca"
    source = EXAMPLE / "missions" / "minusca"
    (folder / "plan").mkdir(parents=True)
    for name in ("mission.yaml", "tasks.yaml"):
        (folder / name).write_text((source / name).read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "plan" / "outputs.yaml").write_text(
        "outputs:\n"
        "  - id: second\n    text: second\n    cut_rank: 2\n    cost_usd: 90000000\n    cut_reason: needed\n"
        "  - id: first\n    text: first\n    cut_rank: 1\n    cost_usd: 400000000\n",
        encoding="utf-8",
    )
    seen = open_mission(folder, tmp_path).seen(date(2025, 7, 1))
    short = CashSetting(n_paths=200, opening_cash_days=(0.0, 5.0), pooled_from=None, reserve_usd=0)
    first, second = falling_outputs(simulate_cash(short), seen, "MINUSCA")
    assert [first.output, second.output] == ["first", "second"]
    assert first.low_chance == first.high_chance > second.high_chance
    assert second.reason == "needed"


def test_the_heat_map_and_the_fans_are_drawn_and_say_the_same_in_a_table() -> None:
    answer = forecast_cash(FEW).answer
    assert answer
    blocks = [block for section in cash_page(answer).sections for block in section.blocks]
    (heat,) = [one for one in blocks if isinstance(one, HeatMap)]
    fans = [one for one in blocks if isinstance(one, SeriesChart)]
    assert len(fans) == 4
    points = [point for one in fans for point in one.points]
    assert all((one.low or 0) <= (one.value or 0) <= (one.high or 0) for one in points)
    svg = draw(heat, "en", "sans")
    assert len(re.findall(r"aria-label|<path", svg)) >= len(heat.squares)
    assert len(table_of(heat, "en").rows) == len(answer["missions"])


def test_every_page_has_its_french(minusca: OpenMission) -> None:
    cash = forecast_cash(FEW, dossiers=[minusca]).answer
    weighed = weigh_reform({"name": "x", "peacekeeping_cap_percent": 25}, FEW).answer
    paid = list_payments(2024, "USA").answer
    assert cash
    assert weighed
    assert paid
    for page in (cash_page(cash), reform_page(weighed), payments_page(paid)):
        assert [one for one in untranslated(page, "fr") if re.search("[a-z]{3} ", one)] == []


def test_every_fault_has_its_french_and_an_id_of_its_own() -> None:
    french = catalogue("fr")
    for one in PAYMENT_FAULTS:
        for text in (one.looks_for, one.message, one.why, one.remedy):
            assert text in french, text
        assert one.at(Place("x.csv", 2)).check == one.id
    assert len({one.id for one in PAYMENT_FAULTS}) == len(PAYMENT_FAULTS)


def test_help_does_not_load_what_compiles() -> None:
    code = (
        "import sys\nfrom bluehelm.cli.main import app\n"
        "print([m for m in ('numba', 'numpy', 'joblib', 'distributed') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_options_share_their_chances() -> None:
    plain, other = simulate_cash(FEW), simulate_cash(CashSetting(n_paths=100, reserve_usd=400_000_000))
    assert np.array_equal(plain.system[:, :, 4], other.system[:, :, 4])


def test_schedules_say_how_well_they_are_known() -> None:
    for one in SCHEDULES.values():
        assert one.status.startswith(("confirmed", "unverified"))
