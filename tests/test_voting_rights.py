"""Article 19: who has no vote, what would give it back, and what cannot be told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bluehelm.desk.voting_rights_of_states import vote_rows, votes_of, votes_page
from bluehelm.foundation.languages import say
from bluehelm.foundation.pages import Page
from bluehelm.review.page_as_json import page_as_json


def words(page: Page) -> str:
    return str(page_as_json(page, "en"))


@pytest.fixture
def tested(tmp_path: Path) -> Callable[[str], dict[str, dict[str, str]]]:
    def run(rows: str) -> dict[str, dict[str, str]]:
        table = tmp_path / "contributions.csv"
        table.write_text("iso3,year,due_usd,paid_usd\n" + rows, encoding="utf-8")
        return {one["iso3"]: one for one in vote_rows(votes_of(table, 2025, ["STP"]))}

    return run


def test_a_state_that_owes_two_full_years_has_no_vote(
    tested: Callable[[str], dict[str, dict[str, str]]],
) -> None:
    found = tested(
        "BOL,2023,100,0\nBOL,2024,110,0\nGAB,2023,100,0.01\nGAB,2024,110,0\nSTP,2022,50,0\nSTP,2023,10,0\nSTP,2024,10,0\n"
        "COM,2024,10,0\nCAN,2023,5,5\nCAN,2024,5,5\nCAN,2025,9,0\n"
    )
    assert (found["BOL"]["may_vote"], found["BOL"]["to_pay_usd"]) == ("no", "0.01")
    assert found["GAB"]["may_vote"] == "yes"
    assert (found["STP"]["may_vote"], found["STP"]["exempt"], found["STP"]["to_pay_usd"]) == (
        "yes",
        "yes",
        "50.01",
    )
    assert found["COM"]["may_vote"] == ""
    assert (found["CAN"]["may_vote"], found["CAN"]["arrears_usd"]) == ("yes", "0")


def test_a_payment_above_the_bill_is_found(tmp_path: Path) -> None:
    table = tmp_path / "contributions.csv"
    table.write_text("iso3,year,due_usd,paid_usd\nCAN,2024,100,120\n", encoding="utf-8")
    result = votes_of(table, 2025)
    assert [one.check for one in result.findings] == ["FIN029"]
    assert result.rights == ()


def test_the_page_of_article_19_puts_those_without_a_vote_first(tmp_path: Path) -> None:
    table = tmp_path / "contributions.csv"
    table.write_text("iso3,year,due_usd,paid_usd\nCOM,2023,9,0\nCOM,2024,9,5\nBOL,2023,1,0\nBOL,2024,1,0\n")
    page = votes_page(votes_of(table, 2025))
    assert say(page.subtitle) == "1 of 2 States on file have no vote in the General Assembly."
    assert words(page).index("BOL") < words(page).index("COM")
