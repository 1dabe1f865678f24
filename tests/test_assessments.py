"""Bills: the year cut into sections, shared among States, with credits and late assessments."""

from __future__ import annotations

import csv
import itertools
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluehelm.desk.assess_missions import Assessed, AssessmentAsked, assess, bill_rows, bills_of
from bluehelm.desk.assessment_page import assessment_page
from bluehelm.finance.apportioned_budgets import (
    AdditionalAssessment,
    ApportionedBudget,
    Apportionment,
    Credit,
    MandatePeriod,
)
from bluehelm.finance.assessment_sections import assessed_sections, credit_section, sections_of
from bluehelm.finance.billing_periods import PRORATA, Prorata, split_in_units, weight
from bluehelm.finance.bills import BilledSection, bill_section, totals_by_state
from bluehelm.finance.credit_rules import released_usd, shared_release
from bluehelm.finance.rates_by_year import RatesByYear
from bluehelm.finance.read_apportionment import ApportionmentFiles
from bluehelm.foundation.pages import Page
from bluehelm.foundation.periods import parse_period
from bluehelm.review.page_as_json import page_as_json
from shared_data import shared

RATES = RatesByYear()
FY26 = parse_period("FY2025/26")
FY27 = parse_period("FY2026/27")


@lru_cache(maxsize=1)
def shipped() -> Assessed:
    return assess(AssessmentAsked())


def rows_of(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(shared(f"data/finance/{name}").read_text(encoding="utf-8").splitlines()))


def test_every_section_of_three_years_of_circulars_is_met_within_100_dollars() -> None:
    kinds = {"additional_assessment": "additional"}
    ours: dict[tuple[str, ...], BilledSection] = {
        (one.section.mission, one.section.year.name, one.section.kind,
         "" if one.section.kind == "credit" else one.section.from_on.isoformat()): one
        for one in shipped().billed
    }  # fmt: skip
    rows = rows_of("pk_assessment_sections_2023_2026.csv")
    for row in rows:
        kind = kinds.get(row["kind"], row["kind"])
        found = ours[row["mission"], "FY" + row["fiscal_year"], kind, row["period_start"]]
        gross = found.section.gross_usd
        assert gross is not None
        assert abs(gross - Decimal(row["gross_usd"])) <= 100
        if kind != "credit":
            assert found.section.to_on.isoformat() == row["period_end"]
        if found.bills:
            nets = [bill.net_usd for bill in found.bills.values()]
            net = sum((one for one in nets if one is not None), Decimal(0))
            assert abs(net - gross - Decimal(row["net_usd"]) + Decimal(row["gross_usd"])) <= 200
    assert len(rows) == len(ours) == 113


@pytest.mark.parametrize(
    "year, gross", [("2023/24", 6204809669), ("2024/25", 5271487321), ("2025/26", 5363220731)]
)
def test_the_published_totals_of_a_year_are_met_to_the_dollar(year: str, gross: int) -> None:
    amounts = [one.section.gross_usd for one in shipped().billed if one.section.year.name == f"FY{year}"]
    assert sum((usd for usd in amounts if usd is not None), Decimal(0)) == gross


def test_every_published_bill_of_a_state_is_met_within_two_dollars() -> None:
    year = [one for one in shipped().billed if one.section.year == FY26]
    rows = rows_of("pk_bill_samples_2025_26.csv")
    totals = {mission: totals_by_state(one for one in year if one.section.mission == mission)
              for mission in {row["mission"] for row in rows}}  # fmt: skip
    for row in rows:
        total = totals[row["mission"]][row["iso3"]]
        assert total.net_usd is not None
        assert abs(total.gross_usd - Decimal(row["gross_billed_usd"])) <= 2, row
        assert abs(total.net_usd - Decimal(row["net_billed_usd"])) <= 2, row
    assert len(rows) == 232


def bill(state: str, mission: str) -> Decimal:
    year = (one for one in shipped().billed if one.section.year == FY26 and one.section.mission == mission)
    return totals_by_state(year)[state].gross_usd


def test_china_is_billed_for_minusca_with_its_credit_at_the_old_rate() -> None:
    """W7: with the 2025 rate on the credit it would be 301,347,672."""
    assert bill("CHN", "MINUSCA") == 302_899_143


def test_a_state_that_changed_level_pays_the_new_rate_and_is_credited_the_old() -> None:
    assert bill("LVA", "MINUSCA") == 383_289
    assert abs(bill("NRU", "MONUSCO") - 3_551) <= 1


def test_the_united_states_pays_gross() -> None:
    own = [one for one in shipped().bills("USA") if one.section.year == FY26]
    assert all(one.net_usd == one.gross_usd for one in own)
    mission = sum((one.gross_usd for one in own if one.section.mission == "MINUSCA"), Decimal(0))
    assert abs(mission - 331_175_545) <= 2


def test_what_rounding_leaves_is_shown_and_billed_to_nobody() -> None:
    for one in shipped().billed:
        if one.bills:
            assert one.rounding_usd is not None
            assert abs(one.rounding_usd) <= Decimal("96.5")
            given_away = sum(bill.gross_usd for bill in one.bills.values())
            assert one.section.gross_usd == given_away + one.rounding_usd


def test_a_late_assessment_keeps_the_rates_of_its_own_period_and_is_not_guessed_without_them() -> None:
    late = [one for one in shipped().billed if one.section.kind == "additional"]
    assert [one.section.rates_year for one in late] == [2021, 2022]
    assert not late[0].bills
    assert late[1].bills["USA"].share == RATES.shares_in(2022)["USA"]  # type: ignore[index]
    assert [one.check for one in shipped().findings] == ["FIN030"]


def test_rates_of_another_year_can_be_given(tmp_path: Path) -> None:
    table = tmp_path / "old.csv"
    shares = RATES.shares_in(2022)
    assert shares is not None
    rows = "".join(f"{iso3},{share * 100}\n" for iso3, share in shares.items())
    table.write_text("iso3,peacekeeping_rate_percent\n" + rows)
    assessed = assess(AssessmentAsked(rates={2021: table}, mission="UNISFA"))
    assert assessed.findings == ()
    assert all(one.bills for one in assessed.billed)


DAYS = st.dates(date(2023, 7, 2), date(2026, 6, 29))


@given(
    usd=st.decimals(1, 2_000_000_000, places=2),
    unit=st.sampled_from([Decimal("0.01"), Decimal(1), Decimal(100)]),
    ends=st.lists(DAYS, max_size=5),
    prorata=st.sampled_from(PRORATA),
    year=st.sampled_from(["FY2023/24", "FY2024/25", "FY2025/26"]),
)
def test_sections_add_up_to_the_amount_and_are_whole_units(
    usd: Decimal, unit: Decimal, ends: list[date], prorata: Prorata, year: str
) -> None:
    period = parse_period(year)
    budget = ApportionedBudget("M", period, period.from_on, period.until_on, usd, None, unit, prorata)
    mandates = [MandatePeriod("M", day, None) for day in ends]
    sections = assessed_sections(budget, mandates, RATES.change_in)
    amounts = [one.gross_usd for one in sections]
    assert sum(amounts) == usd  # type: ignore[arg-type]
    assert all(one is not None and one % unit == 0 for one in amounts[:-1])
    assert sections[0].from_on == period.from_on
    assert sections[-1].until_on == period.until_on
    assert all(one.until_on == after.from_on for one, after in itertools.pairwise(sections))


@given(usd=st.integers(0, 10**10), parts=st.lists(st.integers(1, 366), min_size=1, max_size=8))
def test_no_part_is_a_unit_away_from_its_exact_share(usd: int, parts: list[int]) -> None:
    from fractions import Fraction

    weights = [Fraction(part) for part in parts]
    units = split_in_units(Decimal(usd * 100), weights, Decimal(100))
    for unit, one in zip(units, weights, strict=True):
        assert abs(Fraction(unit) - usd * 100 * one / sum(weights)) < 100


@given(
    usd=st.integers(-(10**9), 10**10), staff=st.none() | st.integers(0, 10**8), year=st.integers(2022, 2027)
)
def test_bills_of_a_section_add_up_within_half_a_dollar_a_state(
    usd: int, staff: int | None, year: int
) -> None:
    section = assessed_sections(
        ApportionedBudget("M", FY26, FY26.from_on, FY26.until_on, Decimal(usd),
                          None if staff is None else Decimal(staff)), [], lambda _: False,
    )[0]  # fmt: skip
    shares = RATES.shares_in(year)
    assert shares is not None
    billed = bill_section(section, shares)
    total = sum((one.gross_usd for one in billed.bills.values()), Decimal(0))
    assert abs(total - usd) <= Decimal("96.5")
    nets = [one.net_usd for one in billed.bills.values() if one.iso3 != "USA"]
    assert all((one is None) == (staff is None) for one in nets)


@pytest.mark.parametrize(
    "x, prorata, begin, end, billed, within",
    [
        (648_956_200 * 2, "half_year_days", date(2025, 7, 1), date(2025, 11, 16), 486_717_100, 100),
        (480_376_600 * 2, "half_year_days", date(2025, 7, 1), date(2025, 12, 21), 451_658_400, 150),
        (547_409_500, "half_year_days", date(2024, 7, 1), date(2024, 8, 13), 63_963_600, 150),
        (1_263_704_100, "months", date(2023, 7, 1), date(2024, 3, 16), 893_425_300, 150),
        (1_263_704_100, "months", date(2024, 3, 16), date(2024, 5, 1), 159_661_500, 150),
        (605_340_200, "months", date(2025, 7, 1), date(2025, 9, 1), 100_890_000, 150),
    ],
)
def test_a_cut_at_the_end_of_a_mandate_is_sized_as_it_was_billed(
    x: int, prorata: Prorata, begin: date, end: date, billed: int, within: int
) -> None:
    assert abs(float(x * weight(begin, end, prorata)) - billed) <= within


@pytest.mark.parametrize("year", [2023, 2024, 2025, 2026])
@pytest.mark.parametrize("prorata", PRORATA)
def test_a_whole_budget_year_weighs_one_leap_or_not(year: int, prorata: Prorata) -> None:
    assert weight(date(year, 7, 1), date(year + 1, 7, 1), prorata) == 1


def test_days_beyond_the_mandates_on_file_are_marked() -> None:
    budget = ApportionedBudget("M", FY26, FY26.from_on, FY26.until_on, Decimal(1200))
    mandates = [MandatePeriod("M", date(2024, 11, 16), date(2025, 11, 16))]
    found = assessed_sections(budget, mandates, RATES.change_in)
    assert [(one.to_on, one.mandated) for one in found] == [
        (date(2025, 11, 15), True), (date(2025, 12, 31), False), (date(2026, 6, 30), False),
    ]  # fmt: skip


# ---- credits -------------------------------------------------------------------------------------


def credit(year: str, collected: int | None, spent: int | None) -> Credit:
    closed = {"FY2025/26": "FY2023/24", "FY2026/27": "FY2024/25"}[year]
    known = (None if one is None else Decimal(one) for one in (collected, spent))
    first, second = known
    return Credit(
        "M", parse_period(year), parse_period(closed), Decimal(100_000), Decimal(1000), first, second
    )


def test_a_credit_has_the_rates_in_force_when_its_year_ended() -> None:
    assert credit_section(credit("FY2025/26", None, None)).rates_year == 2024
    assert credit_section(credit("FY2026/27", 1, 1)).rates_year == 2025


@pytest.mark.parametrize(
    "collected, spent, released, held",
    [(950_000, 850_000, 100_000, 0), (900_000, 850_000, 50_000, 50_000), (840_000, 850_000, 0, 100_000)],
)
def test_under_the_trial_only_what_cash_backs_comes_back(
    collected: int, spent: int, released: int, held: int
) -> None:
    section = credit_section(credit("FY2026/27", collected, spent))
    assert section.gross_usd == -released
    assert section.held_usd == held
    before = credit_section(credit("FY2025/26", collected, spent))
    assert before.gross_usd == -100_000


def test_a_credit_whose_cash_is_unknown_is_not_taken_for_granted() -> None:
    section = credit_section(credit("FY2026/27", None, 1))
    assert section.gross_usd is None
    assert not bill_section(section, RATES.shares_in(2025)).bills


@given(pool=st.integers(1, 10**9), collected=st.integers(0, 10**10), spent=st.integers(0, 10**10))
def test_released_and_held_make_the_whole_credit_for_every_state(
    pool: int, collected: int, spent: int
) -> None:
    given_one = Credit(
        "M", FY27, parse_period("FY2024/25"), Decimal(pool), None, Decimal(collected), Decimal(spent)
    )
    billed = bill_section(credit_section(given_one), RATES.shares_in(2025))
    for one in billed.bills.values():
        assert one.held_usd >= 0
        assert abs(one.held_usd - one.gross_usd - pool * one.share) <= 1
    released = released_usd(Decimal(pool), Decimal(collected), Decimal(spent), "cash_backed")
    assert released is not None
    assert 0 <= released <= pool


def test_a_state_that_is_behind_waits_for_its_credit_and_nobody_gains_more_than_its_due() -> None:
    section = credit_section(credit("FY2025/26", None, None))
    shares = RATES.shares_in(2024)
    assert shares is not None
    billed = bill_section(section, shares, behind={"USA"})
    usa = billed.bills["USA"]
    assert usa.gross_usd == 0
    assert usa.held_usd == round(100_000 * shares["USA"])
    assert billed.bills["JPN"].gross_usd == -round(100_000 * shares["JPN"])


def test_a_release_reaches_only_those_that_are_current() -> None:
    due = {"CAN": Decimal(60), "FRA": Decimal(40)}
    assert shared_release(due, Decimal(100), behind=["FRA"]) == {"CAN": 60, "FRA": 0}
    assert shared_release({"FRA": Decimal(40)}, Decimal(40), behind=["FRA"]) == {"FRA": 0}


# ---- tables, pages, order ------------------------------------------------------------------------


def written(folder: Path, **tables: str) -> ApportionmentFiles:
    paths = {name: folder / f"{name}.csv" for name in tables}
    for name, text in tables.items():
        paths[name].write_text(text, encoding="utf-8")
    return ApportionmentFiles(**paths)


def test_a_budget_is_assessed_with_its_shares_of_support_account_and_bases(tmp_path: Path) -> None:
    files = written(
        tmp_path,
        budgets="mission,fiscal_year,budget_usd,support_account_usd,logistics_base_usd,service_centre_usd,voluntary_usd\n"
        "UNFICYP,2025/26,60000000,4000000,700000,300000,25000000\n",
        mandates="mission,from,to\nUNFICYP,2025-02-01,2026-01-31\nUNFICYP,2026-02-01,2027-01-31\n",
    )
    assessed = assess(AssessmentAsked(files))
    assert assessed.findings == ()
    assert sum(one.section.gross_usd or 0 for one in assessed.billed) == 40_000_000
    assert [one.section.to_on for one in assessed.billed] == [
        date(2025, 12, 31), date(2026, 1, 31), date(2026, 6, 30),
    ]  # fmt: skip


def test_a_mission_is_cut_as_it_is_known_to_be_unless_its_table_says_otherwise(tmp_path: Path) -> None:
    mandates = "mission,from,to\n" + "".join(
        f"{name},2025-07-01,2025-12-20\n{name},2025-12-21,2026-12-20\n"
        for name in ("MONUSCO", "UNDOF", "UNFICYP")
    )
    amount = 960_753_200
    budgets = "mission,fiscal_year,assessed_usd\n" + "".join(
        f"{name},2025/26,{amount}\n" for name in ("MONUSCO", "UNDOF", "UNFICYP")
    )
    billed = assess(AssessmentAsked(written(tmp_path, budgets=budgets, mandates=mandates))).billed
    first = {one.section.mission: one.section.gross_usd for one in billed if one.section.number == 1}
    assert abs(first["MONUSCO"] - 451_658_400) <= 100  # type: ignore[operator]
    assert abs(first["UNDOF"] - amount * Decimal(5 + Decimal(20) / 31) / 12) <= 100  # type: ignore[operator]
    assert first["UNFICYP"] != first["UNDOF"]


def test_the_order_of_rows_changes_no_bill() -> None:
    budgets = [ApportionedBudget(name, FY26, FY26.from_on, FY26.until_on, Decimal(usd)) for name, usd in
               [("A", 1_000_000), ("B", 2_000_000), ("C", 3_000_000)]]  # fmt: skip
    late = [AdditionalAssessment("B", FY26, date(2022, 1, 1), date(2022, 7, 1), Decimal(500))]
    one = bills_of(Apportionment(budgets, (), (), late), RATES)
    other = bills_of(Apportionment(budgets[::-1], (), (), late), RATES)
    assert one == other


def test_rows_say_everything_a_bill_rests_on() -> None:
    row = next(one for one in bill_rows(shipped().bills("CAN")) if one["kind"] == "credit")
    assert row["mission"] == "MINURSO"
    assert row["rates_year"] == "2022"
    assert row["gross_usd"].startswith("-")


def words(page: Page) -> str:
    return str(page_as_json(page, "en"))


def test_the_page_of_a_year_names_its_total_and_that_of_a_state_its_sections() -> None:
    year = assess(AssessmentAsked(year=FY26))
    assert "5,605,058,133" in words(assessment_page(year, year="2025/26"))
    assert "credit 2023/24" in words(assessment_page(year, state="CHN", year="2025/26"))


def test_sections_are_numbered_and_the_credit_follows_the_first() -> None:
    budget = ApportionedBudget("M", FY26, FY26.from_on, FY26.until_on, Decimal(1200))
    found = sections_of(Apportionment([budget], (), [credit("FY2025/26", None, None)]), RATES.change_in)
    assert [(one.number, one.kind) for one in found] == [(1, "assessment"), (2, "credit"), (3, "assessment")]
