"""The two scales: rates of all States, phase-ins, the method behind the regular scale, and proposals."""

from __future__ import annotations

import csv
import statistics
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluehelm.desk.explain_rate import explain_rate, explained_page
from bluehelm.desk.list_rates import list_rates
from bluehelm.finance.assessment_rates import rates_from, rates_in, regular_scale_in
from bluehelm.finance.income_of_states import IncomeOfState
from bluehelm.finance.peacekeeping_levels import LevelHeld, levels_in
from bluehelm.finance.read_scale_tables import PERMANENT_MEMBERS, RATED_YEARS, adopted_scale, member_states
from bluehelm.finance.regular_scale_method import ScaleElements, scale_steps, with_ceiling, worked_out_scale
from bluehelm.foundation.errors import NoScale, NotAMemberState
from bluehelm.foundation.languages import say
from bluehelm.foundation.pages import Paragraph, Table
from shared_data import shared

MILLIONTH = Decimal("0.000001")


def near(found: Decimal, expected: str, within: Decimal = MILLIONTH) -> bool:
    return abs(found - Decimal(expected)) <= within


def test_every_rate_of_every_year_is_that_of_the_published_bills() -> None:
    table = shared("data/finance/pk_levels_rates_2022_2027.csv")
    rows = list(csv.DictReader(table.read_text(encoding="utf-8").splitlines()))
    compared = 0
    for row in rows:
        for year in range(int(row["first_year"]), int(row["last_year"]) + 1):
            rate = rates_in(year).by_state[row["iso3"]]
            assert near(rate.peacekeeping_rate_percent, row["pk_rate_pct"]), (row["iso3"], year)
            assert near(rate.regular_rate_percent, row["regular_rate_pct"]), (row["iso3"], year)
            compared += 1
    assert compared == 193 * 6


@pytest.mark.parametrize("year", RATED_YEARS)
def test_rates_of_a_year_add_up_to_a_hundred(year: int) -> None:
    rates = rates_in(year).by_state
    assert len(rates) == 193
    assert near(
        sum((one.peacekeeping_rate_percent for one in rates.values()), Decimal(0)), "100", Decimal("1e-9")
    )
    assert min(one.peacekeeping_rate_percent for one in rates.values()) > 0


@pytest.mark.parametrize(
    "state, year, expected",
    [
        ("USA", 2022, "26.949252"), ("USA", 2025, "26.158392"), ("USA", 2026, "26.137061"),
        ("USA", 2027, "26.117636"), ("CHN", 2025, "23.785112"), ("CZE", 2025, "0.252267"),
        ("CZE", 2026, "0.298133"), ("CZE", 2027, "0.344"), ("EST", 2025, "0.0405"), ("EST", 2026, "0.045"),
    ],
)  # fmt: skip
def test_permanent_members_absorb_and_states_on_their_way_up_are_phased_in(
    state: str, year: int, expected: str
) -> None:
    assert near(rates_in(year).by_state[state].peacekeeping_rate_percent, expected)


def test_bahrain_has_the_exceptional_discount_and_greece_came_down_at_once() -> None:
    levels = levels_in(2025)
    assert levels["BHR"].exceptional
    assert levels["BHR"].discount_share == Decimal("0.075")
    assert (levels["GRC"].level, levels["GRC"].discount_share) == ("E", Decimal("0.40"))


@given(state=st.sampled_from(sorted(set(member_states()) - set(PERMANENT_MEMBERS))), step=st.integers(1, 99))
def test_a_higher_discount_of_one_state_lowers_no_permanent_member_and_moves_no_other(
    state: str, step: int
) -> None:
    scale, levels = regular_scale_in(2026), dict(levels_in(2026))
    before = rates_from(scale, levels)
    held = levels[state].discount_share or Decimal(0)
    levels[state] = LevelHeld("I", held + (1 - held) * step / 100)
    after = rates_from(scale, levels)
    for iso3 in member_states():
        was, now = (one.by_state[iso3].peacekeeping_rate_percent for one in (before, after))
        if iso3 in PERMANENT_MEMBERS:
            assert now >= was
        elif iso3 != state:
            assert now == was
    assert near(sum((one.peacekeeping_rate_percent for one in after.by_state.values()), Decimal(0)), "100")


@given(order=st.permutations(sorted(member_states())))
def test_the_order_of_states_changes_no_rate(order: list[str]) -> None:
    scale, levels = regular_scale_in(2026), levels_in(2026)
    shuffled = rates_from({iso3: scale[iso3] for iso3 in order}, {iso3: levels[iso3] for iso3 in order})
    assert all(
        near(
            shuffled.by_state[iso3].peacekeeping_rate_percent,
            str(one.peacekeeping_rate_percent),
            Decimal("1e-18"),
        )
        for iso3, one in rates_in(2026).by_state.items()
    )


def test_a_year_without_a_scale_is_refused_with_those_that_have_one() -> None:
    with pytest.raises(NoScale, match="2022, 2023"):
        rates_in(2019)


MADE_UP = {"AAA": (600, 10), "BBB": (300, 10), "CCC": (90, 20), "DDD": (10, 10)}


def made_up(ceiling: float) -> dict[str, float]:
    income = {iso3: IncomeOfState(iso3, gni, people, 0) for iso3, (gni, people) in MADE_UP.items()}
    elements = ScaleElements(ceiling_percent=ceiling)
    return dict(scale_steps(income, high_income_usd=0, least=(), elements=elements).result)


def test_relief_for_low_income_is_taken_over_by_every_state_above_the_average() -> None:
    expected = {"AAA": 64.22667, "BBB": 32.11333, "CCC": 3.42, "DDD": 0.24}
    assert made_up(100) == pytest.approx(expected, abs=1e-5)


def test_a_state_at_the_ceiling_takes_nothing_over_and_the_rest_is_shared() -> None:
    assert made_up(50) == pytest.approx({"AAA": 50, "BBB": 45.425, "CCC": 4.275, "DDD": 0.3}, abs=1e-9)


def test_a_debtor_below_the_limit_of_high_income_is_asked_for_less() -> None:
    income = {"AAA": IncomeOfState("AAA", 600, 10, 0), "BBB": IncomeOfState("BBB", 300, 10, 80)}
    found = scale_steps(income, high_income_usd=40, least=(), elements=ScaleElements(ceiling_percent=100))
    assert found.adjusted_usd == {"AAA": 600, "BBB": 290}


def test_a_ceiling_binds_every_state_above_it_and_twice_changes_nothing() -> None:
    scale = {iso3: float(rate) for iso3, rate in adopted_scale(2025).items()}
    capped, bound = with_ceiling(scale, 20.0)
    assert bound == {"USA", "CHN"}
    assert capped["JPN"] == pytest.approx(7.1695, abs=5e-4)
    assert with_ceiling(capped, 20.0)[0] == pytest.approx(capped)
    assert with_ceiling(scale, 22.0) == (scale, frozenset())


@pytest.mark.parametrize("first_year, most", [(2025, 2.19), (2022, 2.255), (2019, 2.47)])
def test_the_method_comes_as_near_to_the_adopted_scale_as_the_notes_say(first_year: int, most: float) -> None:
    worked = worked_out_scale(first_year)
    adopted = {iso3: float(rate) for iso3, rate in adopted_scale(first_year).items()}
    assert sum(abs(worked.rates[iso3] - rate) for iso3, rate in adopted.items()) <= most + 1e-9
    large = [iso3 for iso3, rate in adopted.items() if rate >= 0.02]
    misses = [abs(worked.rates[iso3] / adopted[iso3] - 1) for iso3 in large]
    assert statistics.median(misses) < 0.034
    assert sum(worked.short.result.values()) == pytest.approx(100)


def steps_of(state: str, year: int) -> list[str]:
    page = explained_page(explain_rate(state, year))
    blocks = [block for section in page.sections for block in section.blocks]
    tables = [say(cell) for one in blocks if isinstance(one, Table) for row in one.rows for cell in row]
    return [*tables, *(say(one.text) for one in blocks if isinstance(one, Paragraph))]


def test_every_step_of_canada_is_explained() -> None:
    said = "\n".join(steps_of("can", 2026))
    assert "income per head" in said
    assert "Adopted for 2025 to 2027: 2.543 per cent (A/RES/79/249)" in said
    assert "taken over, in proportion to income" in said


@pytest.mark.parametrize(
    "state, words",
    [
        ("USA", "Held at the ceiling of 22 per cent"), ("USA", "1.188048235"), ("TUV", "floor of 0.001"),
        ("BGD", "0.010 per cent, the ceiling of least developed"), ("CZE", "step 2 of 3"),
        ("BHR", "Exceptional discount"), ("CUB", "order of magnitude of our own"),
    ],
)  # fmt: skip
def test_what_holds_a_state_where_it_is_is_said(state: str, words: str) -> None:
    assert words in "\n".join(steps_of(state, 2026))


def test_income_points_to_the_level_held_but_for_the_eight_states_of_the_notes() -> None:
    apart = {
        state for state in member_states() if "which points to level" in "\n".join(steps_of(state, 2027))
    }
    assert apart == {"BGR", "ROU", "PRT", "CYP", "BRB", "LVA", "PLW", "SYC"}


def test_a_code_that_is_no_state_is_refused_with_the_nearest() -> None:
    with pytest.raises(NotAMemberState, match="CAN"):
        explain_rate("CAM1", 2026)


def test_a_proposed_scale_gives_its_own_rates(tmp_path: Path) -> None:
    rows = dict(regular_scale_in(2026).items())
    rows["USA"], rows["CHN"] = Decimal(20), rows["CHN"] + 2
    table = tmp_path / "proposed.csv"
    table.write_text("iso3,rate_percent\n" + "".join(f"{iso3},{rate}\n" for iso3, rate in rows.items()))
    listed = list_rates(2026, scale=table)
    assert listed.findings == ()
    assert listed.rates is not None
    assert listed.rates.by_state["USA"].regular_rate_percent == Decimal(20)
    assert listed.rates.by_state["JPN"] == rates_in(2026).by_state["JPN"]


def test_proposed_levels_may_be_the_table_that_rates_writes(tmp_path: Path) -> None:
    rows = list_rates(2026).rows()
    table = tmp_path / "levels.csv"
    with table.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    listed = list_rates(2026, levels=table)
    assert listed.findings == ()
    assert listed.rates is not None
    assert near(listed.rates.by_state["USA"].peacekeeping_rate_percent, "26.137061")
