"""How States pay: fitted to dated payments, tested on years it has not seen, replaced by a user's own."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from bluehelm.cli.main import app
from bluehelm.desk.list_payments import list_payments
from bluehelm.finance.payment_curve import (
    back_test,
    forecast_curve,
    observed_curve,
    rolling_years,
    score_curve,
)
from bluehelm.finance.payment_habit_file import read_habits
from bluehelm.finance.payment_habits import fitted_habits, steady_habit
from bluehelm.finance.payment_records import (
    NOT_IN_FULL,
    RECORDED_YEARS,
    PaymentRecords,
    read_payment_records,
    shares_of_bill,
    shipped_payment_records,
)
from shared_data import shared

RECORDS = shipped_payment_records()
END_OF = {"Jan": 0, "Feb": 1, "Apr": 3, "Jun": 5, "Sep": 8, "Dec": 11}
PUBLISHED = {
    2019: (14.0, 30.5, 43.6, 55.8, 64.8, 66.6), 2020: (16.5, 32.5, 51.8, 63.7, 64.2, 67.9),
    2021: (18.4, 35.5, 65.2, 67.0, 67.2, 70.7), 2022: (22.6, 32.5, 50.7, 51.0, 68.5, 73.2),
    2023: (12.6, 36.5, 46.2, 54.9, 55.6, 72.6), 2024: (17.1, 42.8, 52.0, 56.4, 57.1, 73.1),
}  # fmt: skip


@pytest.mark.parametrize("year", RECORDED_YEARS)
def test_the_recorded_curve_is_the_published_one(year: int) -> None:
    curve = observed_curve(RECORDS.class_of[year], shares_of_bill(RECORDS, year))
    assert tuple(100 * curve[m] for m in END_OF.values()) == pytest.approx(PUBLISHED[year], abs=0.06)


def test_states_paid_in_full_are_those_counted() -> None:
    counted = [sum(one < NOT_IN_FULL for one in RECORDS.class_of[year].values()) for year in RECORDED_YEARS]
    assert counted == [146, 144, 153, 146, 142, 152]
    assert sum(RECORDS.assessed_usd[2024].values()) == 3_220_125_936


def test_the_table_that_ships_is_the_one_it_was_condensed_from() -> None:
    given, findings = read_payment_records(shared("data/finance/rb_payments_2019_2024.csv"))
    assert findings == []
    assert given == RECORDS


def test_the_80_per_cent_range_holds_about_80_per_cent_of_months_not_seen() -> None:
    scores = rolling_years(RECORDS)
    assert [one.year for one in scores] == [2021, 2022, 2023, 2024]
    covered = float(np.mean([one.covered_share for one in scores]))
    assert 0.75 <= covered <= 0.88


def test_the_forecast_is_sharper_than_last_year_s_curve() -> None:
    scores = rolling_years(RECORDS)
    crps = np.mean([one.crps for one in scores])
    last_year = np.mean([one.error_of_last_year for one in scores])
    assert crps < 0.85 * last_year
    assert np.mean([one.width for one in scores]) < 0.25


def test_a_forecast_does_not_see_the_year_it_forecasts() -> None:
    moved = dict.fromkeys(RECORDS.class_of[2023], 0)
    other = PaymentRecords({**RECORDS.class_of, 2023: moved}, RECORDS.assessed_usd)
    assert np.array_equal(forecast_curve(RECORDS, 2023).draws, forecast_curve(other, 2023).draws)
    assert back_test(RECORDS, 2023) != back_test(other, 2023)


def test_a_perfect_forecast_scores_nothing_and_a_wrong_one_its_error() -> None:
    curve = forecast_curve(
        RECORDS, 2024, habits=dict.fromkeys(RECORDS.class_of[2024], steady_habit(0, 0, 0, 0, 0))
    )
    nothing, half = np.zeros(12), np.full(12, 0.5)
    assert score_curve(curve, nothing, half).crps == pytest.approx(0, abs=1e-12)
    assert score_curve(curve, half, nothing).crps == pytest.approx(0.5)
    assert score_curve(curve, half, nothing).covered_share == 0


def test_chances_of_a_state_add_up_and_none_is_nought() -> None:
    for iso3, habit in fitted_habits(RECORDS).items():
        assert sum(habit.shares) == pytest.approx(1), iso3
        assert min(habit.shares) > 0, iso3


def test_habits_follow_the_record() -> None:
    habits = fitted_habits(RECORDS)
    assert habits["USA"].paid_in_full_share < 0.2
    assert habits["USA"].cap_percent == 25
    assert habits["CAN"].median_month == 0
    assert habits["CHN"].median_month is not None
    assert habits["CHN"].median_month >= 9
    assert fitted_habits(RECORDS.until(2021))["CHN"].median_month == 4


def test_bills_of_a_later_year_follow_the_new_scale() -> None:
    then, now = shares_of_bill(RECORDS, 2024), shares_of_bill(RECORDS, 2025)
    assert sum(now.values()) == pytest.approx(1)
    assert now["CHN"] / now["JPN"] == pytest.approx(
        then["CHN"] / then["JPN"] * 20.004 / 15.254 / (6.930 / 8.033)
    )
    assert then["USA"] > 0.22


def written(folder: Path, text: str) -> Path:
    path = folder / "given.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_users_habit_takes_the_place_of_the_fitted_one(tmp_path: Path) -> None:
    own = written(tmp_path, "iso3,paid_in_full_share,usual_delay_months\nUSA,1,0\n")
    before, after = list_payments(2025).answer, list_payments(2025, habits=own).answer
    assert before
    assert after
    assert after["curve"][11]["middle"] > before["curve"][11]["middle"] + 0.15
    assert [one["iso3"] for one in after["states"] if one["by_user"]] == ["USA"]


def test_every_fault_of_a_table_of_habits_is_found_at_once(tmp_path: Path) -> None:
    habits, findings = read_habits(written(
        tmp_path,
        "iso3,paid_in_full_share,usual_delay_months,part_low_share,part_high_share\n"
        "USA,1.2,,,\nCHN,0.9,12,,\nXXX,0.5,,,\nDEU,0.5,,0.9,0.2\nFRA,1,1,,\nFRA,1,1,,\nGBR,80%,,,\nITA,,,,\n",
    ))  # fmt: skip
    assert list(habits) == ["FRA"]
    assert [one.check for one in findings] == [
        "FIN063", "FIN065", "FIN011", "FIN064", "FIN066", "FIN005", "FIN008"
    ]  # fmt: skip


def test_every_fault_of_payment_records_is_found_at_once(tmp_path: Path) -> None:
    records, findings = read_payment_records(written(
        tmp_path,
        ""
        "year,iso3,paid_in_full_date\n2025,CAN,2025-01-20\n2025,CAN,2025-01-21\n2025,SUN,\n"
        "2025,DEU,2026-01-03\n"
        "2025,FRA,soon\n2025,USA,\n",
    ))  # fmt: skip
    assert records.class_of == {2025: {"CAN": 0, "USA": NOT_IN_FULL}}
    assert [one.check for one in findings] == ["FIN061", "FIN011", "FIN062", "FIN026"]


def test_later_years_can_be_set_beside_the_forecast(tmp_path: Path) -> None:
    lines = ["year,iso3,paid_in_full_date"]
    for iso3, paid_in in RECORDS.class_of[2024].items():
        lines.append(f"2025,{iso3},{'' if paid_in == NOT_IN_FULL else f'2025-{paid_in + 1:02}-15'}")
    answer = list_payments(2025, observed=written(tmp_path, "\n".join(lines))).answer
    assert answer
    assert answer["score"]["year"] == 2025
    assert answer["curve"][11]["observed"] == pytest.approx(0.78, abs=0.05)
    alone = list_payments(2025).answer
    assert alone
    assert [row["middle"] for row in alone["curve"]] == [row["middle"] for row in answer["curve"]]


def run(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, list(words), env={"COLUMNS": "80"})
    return done.exit_code, done.output


def test_the_command_says_what_the_records_cannot_show() -> None:
    code, said = run("finance", "payments", "--state", "chn")
    assert code == 0
    plain = " ".join(said.split())
    assert "part payments are invisible" in plain
    assert "Payments for peacekeeping are not in the records" in plain
    assert "2024 Dec" in said
    assert max(map(len, said.splitlines())) <= 80


def test_the_command_as_json_and_with_a_file_it_cannot_use(tmp_path: Path) -> None:
    code, said = run("finance", "payments", "--year", "2024", "--format", "json")
    assert code == 0
    assert len(json.loads(said)["states"]) == 193
    bad = written(tmp_path, "iso3,paid_in_full_share\nUSA,2\n")
    code, said = run("finance", "payments", "--habits", str(bad), "--format", "json")
    assert code == 1
    assert json.loads(said)["findings"][0]["check"] == "FIN063"
