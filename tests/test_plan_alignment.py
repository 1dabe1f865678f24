"""Money and posts beside objectives and tiers: every dollar is somewhere, ranks are compared pair by pair."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from bluehelm.desk.align_plan import align_plan, write_alignment
from bluehelm.desk.open_workspace import OpenMission, open_mission
from bluehelm.foundation.languages import say, untranslated
from bluehelm.foundation.pages import Timeline
from bluehelm.review.plan_alignment import (
    RankAgreement,
    money_spread,
    posts_spread,
    rank_agreement,
    vacancies,
    without_money,
)
from everything_said import words_of

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module", params=["cast", "example"])
def opened(request: pytest.FixtureRequest) -> OpenMission:
    """The invented mission of all tests, and the real one of the example."""
    home = ROOT / ("tests/cast/missions/unmisar" if request.param == "cast" else "example/missions/minusca")
    return open_mission(home, Path.cwd())


def day_of(opened: OpenMission) -> date:
    return opened.day_asked(None, date(2026, 2, 28))


def test_what_is_spread_shared_and_in_the_air_is_the_whole(opened: OpenMission) -> None:
    seen = opened.seen(day_of(opened))
    for spread in (money_spread(seen), posts_spread(seen)):
        assert spread is not None
        assert spread.spread + spread.shared + spread.in_the_air == spread.whole
        assert abs(sum(spread.by_tier.values(), Decimal(0)) - spread.spread) < Decimal("0.01")
        served = {task.id for task in seen.dossier.tasks if task.serves}
        reached = sum((amount for task, amount in spread.by_task.items() if task in served), Decimal(0))
        assert abs(sum(spread.by_objective.values(), Decimal(0)) - reached) < Decimal("0.01")


def test_ranks_are_compared_pair_by_pair_and_ties_count_half() -> None:
    assert RankAgreement(4, 1, 2).share == Decimal("0.5")
    assert RankAgreement(0, 0, 0).share is None


def test_minusca_calls_nineteen_tasks_priority_and_no_dollar_on_file_reaches_one() -> None:
    seen = open_mission(ROOT / "example" / "missions" / "minusca", Path.cwd()).seen(date(2026, 3, 31))
    money, posts = money_spread(seen), posts_spread(seen)
    assert money is not None
    assert posts is not None
    assert len(list(without_money(seen, money))) == 19
    assert money.whole == Decimal("1174132000")
    agreement = rank_agreement(seen, posts)
    assert agreement.share is not None
    assert agreement.share < Decimal("0.5")


def test_a_post_of_which_nobody_counted_the_holders_is_not_vacant(opened: OpenMission) -> None:
    for one in vacancies(opened.seen(day_of(opened))):
        assert (one.vacant is None) == (one.filled is None or one.approved is None)


def test_the_cycles_stand_beside_each_other_with_no_gap_in_the_budget_years(opened: OpenMission) -> None:
    page = align_plan(opened, as_of=day_of(opened))
    chart = next(block for part in page.sections for block in part.blocks if isinstance(block, Timeline))
    years = [one for one in chart.stretches if say(one.row) == "Budget year"]
    assert [one.until_on for one in years[:-1]] == [one.from_on for one in years[1:]]
    assert {say(one.row) for one in chart.stretches} >= {
        "Mandate",
        "Budget year",
        "Calendar year",
        "Phase",
    }


def test_the_page_is_said_in_french_and_written_in_four_formats(opened: OpenMission, tmp_path: Path) -> None:
    page = align_plan(opened, as_of=day_of(opened))
    assert untranslated(page, "fr") == []
    paths = write_alignment(page, tmp_path, "fr", opened.name)
    assert {path.suffix for path in paths} == {".pdf", ".docx", ".html", ".xlsx"}


def test_nothing_on_file_is_said_and_is_not_zero(tmp_path: Path) -> None:
    (tmp_path / "mission.yaml").write_text("mission: small\nname: Small mission\n", encoding="utf-8")
    page = align_plan(open_mission(tmp_path, Path.cwd()), as_of=date(2026, 2, 28))
    assert "Neither money nor posts are on file" in words_of(page)
