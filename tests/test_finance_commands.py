"""The commands on scales, bills and cuts as they are typed: what they print, and how they end."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from string import Formatter

import pytest
from typer.testing import CliRunner

from bluehelm.cli.main import app
from bluehelm.desk.assess_missions import AssessmentAsked, assess
from bluehelm.desk.assessment_page import assessment_page
from bluehelm.desk.explain_rate import explain_rate, explained_page
from bluehelm.desk.list_rates import list_rates, rates_page
from bluehelm.desk.voting_rights_of_states import votes_of, votes_page
from bluehelm.finance.read_scale_tables import member_states
from bluehelm.foundation.errors import NoScale, NotAMemberState
from bluehelm.foundation.languages import untranslated

ROOT = Path(__file__).parent.parent
MINUSCA = str(ROOT / "example" / "missions" / "minusca")
RUN = CliRunner()
HEADER = ["iso3", "level", "discount_share", "regular_rate_percent", "peacekeeping_rate_percent"]


def typed(*words: str) -> str:
    result = RUN.invoke(app, ["finance", *words])
    assert result.exit_code == 0, (result.output, result.exception)
    return result.stdout


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_rates_come_as_a_table_that_can_be_taken_as_a_proposal(tmp_path: Path) -> None:
    text = typed("rates", "--year", "2026", "--format", "csv")
    assert text.splitlines()[0].split(",") == HEADER
    by_state = {row["iso3"]: row for row in rows(text)}
    assert len(by_state) == 193
    assert by_state["USA"]["discount_share"] == ""
    assert by_state["CAN"]["peacekeeping_rate_percent"] == "2.543"
    scale, levels = tmp_path / "scale.csv", tmp_path / "levels.csv"
    scale.write_text(
        "iso3,rate_percent\n" + "".join(f"{a},{r['regular_rate_percent']}\n" for a, r in by_state.items())
    )
    levels.write_text("iso3,level,discount_share\n" + "".join(
        f"{a},{r['level']},{r['discount_share']}\n" for a, r in by_state.items()))  # fmt: skip
    again = typed(
        "rates", "--year", "2026", "--scale", str(scale), "--levels", str(levels), "--format", "csv"
    )
    assert again == text


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_rate_is_explained_in_eighty_columns(language: str) -> None:
    text = typed("explain", "CAN", "--year", "2026", "--language", language)
    assert "2.543" in text
    assert max(len(line) for line in text.splitlines()) <= 80


def test_bills_come_as_a_table_that_adds_up_to_the_published_bill() -> None:
    text = typed("assess", "--year", "2025/26", "-m", "MINUSCA", "--state", "chn", "--format", "csv")
    assert sum(int(row["gross_usd"]) for row in rows(text)) == 302_899_143
    assert [row["kind"] for row in rows(text)] == ["assessment", "credit", "assessment", "assessment"]


def test_every_bill_of_a_year_comes_as_json() -> None:
    said = json.loads(typed("assess", "--year", "FY2025/26", "--format", "json"))
    assert said["findings"] == []
    assert len({row["mission"] for row in said["bills"]}) == 11
    assert len({row["iso3"] for row in said["bills"]}) == 193


def test_a_year_or_state_that_is_none_is_refused_in_a_sentence() -> None:
    assert isinstance(RUN.invoke(app, ["finance", "rates", "--year", "2019"]).exception, NoScale)
    wrong = RUN.invoke(app, ["finance", "explain", "CANADA", "--year", "2026"])
    assert isinstance(wrong.exception, NotAMemberState)
    assert RUN.invoke(app, ["finance", "assess", "--year", "2025"]).exit_code == 2
    assert RUN.invoke(app, ["finance", "assess", "--rates", "2028"]).exit_code == 2


def test_a_table_with_a_fault_ends_with_one_and_writes_no_row(tmp_path: Path) -> None:
    table = tmp_path / "scale.csv"
    table.write_text("iso3,rate_percent\nUSA,22%\n")
    result = RUN.invoke(app, ["finance", "rates", "--year", "2026", "--scale", str(table), "--format", "csv"])
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "FIN005" in result.stderr


def test_article_19_says_who_has_no_vote(tmp_path: Path) -> None:
    table = tmp_path / "contributions.csv"
    table.write_text("iso3,year,due_usd,paid_usd\nBOL,2023,100,0\nBOL,2024,110,0\n")
    (row,) = rows(typed("article-19", str(table), "--on", "2025-01-01", "--format", "csv"))
    assert (row["may_vote"], row["to_pay_usd"]) == ("no", "0.01")
    (row,) = rows(typed("article-19", str(table), "--on", "2025-01-01", "--exempt", "bol", "--format", "csv"))
    assert row["may_vote"] == "yes"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_cut_is_shown_in_eighty_columns_and_written_as_three_files(language: str, tmp_path: Path) -> None:
    text = typed("cut", MINUSCA, "--percent", "15", "--from", "2025-10-01", "--out", str(tmp_path),
                 "--language", language)  # fmt: skip
    assert "20" in text
    assert max(len(line) for line in text.splitlines()) <= 80
    assert {path.suffix for path in tmp_path.iterdir()} == {".pdf", ".docx", ".html"}


def test_every_phrase_of_the_pages_has_its_french(tmp_path: Path) -> None:
    table = tmp_path / "contributions.csv"
    table.write_text(
        "iso3,year,due_usd,paid_usd\nBOL,2023,1,0\nBOL,2024,1,0\nCOM,2024,9,0\nCAN,2023,9,9\nCAN,2024,9,8\n"
    )
    pages = [
        rates_page(list_rates(2026)),
        *(explained_page(explain_rate(state, 2025)) for state in member_states()),
        assessment_page(assess(AssessmentAsked())),
        assessment_page(assess(AssessmentAsked()), state="CHN"),
        votes_page(votes_of(table, 2025)),
    ]
    assert {one for page in pages for one in untranslated(page, "fr") if has_words(one)} == set()


def has_words(template: str) -> bool:
    return any(text.strip() for text, _, _, _ in Formatter().parse(template))


def test_a_cut_needs_a_share_or_a_sum_and_not_both() -> None:
    both = ["finance", "cut", MINUSCA, "--from", "2025-10-01", "--percent", "15", "--usd", "1000000"]
    assert RUN.invoke(app, both).exit_code == 2
    assert RUN.invoke(app, both[:5]).exit_code == 2
    said = json.loads(typed("cut", MINUSCA, "--from", "2025-10-01", "--usd", "117413200", "--format", "json"))
    assert "10 per cent" in said["title"]


def test_a_task_added_without_money_names_its_largest_payers() -> None:
    text = typed(
        "add-task", MINUSCA, "--task", "guard two posts", "--uniformed", "300", "--from", "2026-01-01"
    )
    assert "guard two posts" in text
    assert "USA" in text
