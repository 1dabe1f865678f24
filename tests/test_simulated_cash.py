"""Cash: accounts that close on every path, the same result however it is worked out, and rules that bite."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bluehelm.finance.cash_bills import pieces_of
from bluehelm.finance.cash_inputs import cash_inputs, opening_shares
from bluehelm.finance.cash_missions import MissionAccount, shipped_missions
from bluehelm.finance.cash_results import (
    arrears_by_state,
    contributors_as_rows,
    missions_as_rows,
    months_as_rows,
    states_as_rows,
)
from bluehelm.finance.cash_setting import CashSetting
from bluehelm.finance.payment_habits import PaymentHabit, steady_habit
from bluehelm.finance.reforms import without_payer
from bluehelm.finance.simulate_cash import CashPaths, simulate_cash
from plain_cash import run_plain

A_CENT = 0.01
HELD, RESERVE, CLOSED, RECEIPTS, OUTSTANDING, CUT = range(6)
PROMPT = steady_habit(1.0, 0, 0.0, 0.0, 1.0)


def same(one: CashPaths, other: CashPaths) -> bool:
    names = ("cash", "owed", "overdue", "system", "ages", "paid_share", "gaps")
    return all(np.array_equal(getattr(one, name), getattr(other, name)) for name in names)


@pytest.fixture(scope="module")
def usual() -> CashPaths:
    return simulate_cash(CashSetting(n_paths=600))


def test_one_worker_and_many_give_the_same_bytes(usual: CashPaths) -> None:
    for workers in (1, 3, 8):
        assert same(usual, simulate_cash(usual.setting, workers=workers))


def test_the_same_seed_gives_the_same_in_another_process(usual: CashPaths) -> None:
    code = (
        "from bluehelm.finance.simulate_cash import *\n"
        "p = simulate_cash(CashSetting(n_paths=600), workers=1)\n"
        "import hashlib; print(hashlib.sha256(p.cash.tobytes() + p.system.tobytes()).hexdigest())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    import hashlib

    assert done.stdout.strip() == hashlib.sha256(usual.cash.tobytes() + usual.system.tobytes()).hexdigest()


def test_another_seed_gives_another_result(usual: CashPaths) -> None:
    assert not same(usual, simulate_cash(replace(usual.setting, seed=2)))


def test_a_path_does_not_depend_on_how_many_are_run(usual: CashPaths) -> None:
    few = simulate_cash(replace(usual.setting, n_paths=10))
    assert np.array_equal(few.cash, usual.cash[:10])


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"pooled_from": None, "opening_cash_days": (0.0, 5.0)},
        {"reserve_usd": 0, "cut_from": None, "response": (0.1, 0.5)},
        {"closed_cash_usd": 80_000_000, "opening_cash_days": (1.0, 2.0), "credit_rule": "all"},
    ],
)
def test_the_compiled_and_the_plain_simulation_agree_to_a_cent(changes: dict[str, Any]) -> None:
    setting = replace(CashSetting(n_paths=25, credit_rule="all"), **changes)
    compiled, plain = simulate_cash(setting), run_plain(setting)
    for path, one in enumerate(plain):
        for name in ("cash", "owed", "overdue"):
            assert np.allclose(getattr(compiled, name)[path], one[name], rtol=1e-6, atol=64), name
        assert np.abs(compiled.system[path, :, OUTSTANDING] - one["arrears"]).max() < A_CENT
        assert np.abs(compiled.system[path, :, HELD] - one["cash"].sum(axis=1)).max() < A_CENT


def test_accounts_close_to_a_cent_on_every_path(usual: CashPaths) -> None:
    assert usual.gaps.max() < A_CENT


@st.composite
def any_setting(draw: st.DrawFn) -> CashSetting:
    share = st.floats(0, 1)
    missions = tuple(
        MissionAccount(
            f"M{place}",
            draw(st.integers(0, 2_000_000_000)),
            draw(share),
            draw(st.integers(0, 40_000_000)),
            draw(st.sampled_from([(), ((11, 15),), ((12, 31),), ((3, 31), (9, 30))])),
            last_on=draw(st.sampled_from([None, date(2026, 3, 15)])),
        )
        for place in range(draw(st.integers(1, 4)))
    )
    low = draw(st.floats(0, 100))
    return CashSetting(
        missions=missions, n_paths=5, n_months=draw(st.integers(1, 40)), seed=draw(st.integers(0, 2**32)),
        from_on=draw(st.sampled_from([date(2025, 7, 1), date(2026, 1, 1), date(2024, 11, 1)])),
        reserve_usd=draw(st.integers(0, 400_000_000)), closed_cash_usd=draw(st.integers(0, 150_000_000)),
        pooled_from=draw(st.sampled_from([None, date(2019, 7, 1), date(2026, 7, 1)])),
        opening_cash_days=(low, low + draw(st.floats(0, 60))),
        opening_arrears_usd=draw(st.sampled_from([0, 1_500_000_000, 3_000_000_000])),
        opening_by_state=draw(st.sampled_from([{}, {"USA": 1_500_000_000}])),
        cut_share_of_year=draw(st.floats(0, 0.5)), cut_below_days=draw(st.floats(0, 60)),
        credit_rule=draw(st.sampled_from(["by_date", "all", "cash_backed"])),
        billing=draw(st.sampled_from(["by_mandate", "full_year"])),
        charged_by_delay=draw(st.sampled_from([(), tuple(0.005 * n for n in range(40))])),
        incentive_share=draw(st.floats(0, 0.1)), response=(0.0, draw(share)),
        buffer_months=draw(st.floats(0, 3)), kept_before_contributors_months=draw(st.floats(0, 3)),
    )  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(any_setting())
def test_whatever_the_setting_accounts_close_and_nothing_is_below_zero(setting: CashSetting) -> None:
    found = simulate_cash(setting, workers=1)
    assert found.gaps.max() < A_CENT
    for name in ("cash", "owed", "overdue"):
        assert getattr(found, name).min() >= -A_CENT, name
    assert found.system[:, :, :RECEIPTS].min() >= -A_CENT
    assert found.system[:, :, RESERVE].max() <= setting.reserve_usd + A_CENT
    assert found.system[:, :, OUTSTANDING].min() >= -1.0
    assert (found.paid_share.sum(axis=2) <= 1 + 1e-9).all()
    by_age = found.ages.sum(axis=2, dtype=np.float64)
    assert np.allclose(by_age, found.system[:, :, OUTSTANDING], rtol=1e-5, atol=300)


@settings(max_examples=15, deadline=None)
@given(st.permutations(list(shipped_missions())))
def test_the_order_of_missions_changes_nothing(missions: list[MissionAccount]) -> None:
    usual = simulate_cash(CashSetting(n_paths=3))
    other = simulate_cash(CashSetting(n_paths=3, missions=tuple(missions)))
    order = [missions.index(one) for one in shipped_missions()]
    assert np.allclose(usual.cash, other.cash[:, :, order], rtol=1e-5, atol=64)
    assert np.allclose(usual.system, other.system, rtol=1e-9, atol=1)


def test_bills_add_up_to_what_is_assessed_for_the_year() -> None:
    setting = CashSetting(credit_rule="cash_backed", n_months=12)
    for mission in shipped_missions():
        share = 0.75 if mission.first_on else 1.0
        assert sum(one.usd for one in pieces_of(mission, setting)) == pytest.approx(
            mission.annual_usd * share
        )


def test_a_bill_is_cut_where_the_mandate_ends_and_at_new_rates() -> None:
    minusca = next(one for one in shipped_missions() if one.mission == "MINUSCA")
    pieces = list(pieces_of(minusca, CashSetting(credit_rule="cash_backed", n_months=12)))
    assert [(one.issued_on, one.rates_year) for one in pieces] == [
        (date(2025, 7, 1), 2025), (date(2025, 11, 1), 2025), (date(2025, 11, 1), 2026)
    ]  # fmt: skip
    billed = (486_717_100, 162_239_100, 648_956_300)
    for piece, usd in zip(pieces, billed, strict=True):
        assert abs(piece.usd - usd) < 150


def test_billing_for_the_full_year_issues_all_in_july() -> None:
    setting = CashSetting(billing="full_year", n_months=12)
    months = {one.issued_on for mission in shipped_missions() for one in pieces_of(mission, setting)}
    assert months == {date(2025, 7, 1), date(2025, 10, 1)}


def test_credits_lower_the_first_bill_only_under_the_old_rule() -> None:
    minusca = next(one for one in shipped_missions() if one.mission == "MINUSCA")
    old = next(pieces_of(minusca, CashSetting(credit_rule="all")))
    new = next(pieces_of(minusca, CashSetting(credit_rule="cash_backed")))
    assert new.usd - old.usd == pytest.approx(minusca.credit_usd)


def test_with_everyone_prompt_nobody_waits_and_arrears_are_gone() -> None:
    habits = dict.fromkeys(CashSetting().habits, replace(PROMPT, shares=(1.0, *(0.0,) * 12)))
    setting = CashSetting(n_paths=20, habits=habits, opening_payable_share={}, cut_from=None,
                          opening_cash_days=(90.0, 90.0))  # fmt: skip
    found = simulate_cash(setting)
    assert found.overdue.max() == 0
    assert found.system[:, -1, OUTSTANDING].max() < 1.0
    assert found.system[:, 0, OUTSTANDING].max() < 1.0


def test_the_cap_of_the_largest_payer_leaves_what_its_law_forbids_unpaid() -> None:
    prompt = replace(PROMPT, shares=(1.0, *(0.0,) * 12), cap_percent=25.0)
    habits = {**dict.fromkeys(CashSetting().habits, replace(prompt, cap_percent=None)), "USA": prompt}
    setting = CashSetting(n_paths=2, habits=habits, opening_arrears_usd=0, opening_by_state={}, n_months=12,
                          credit_rule="cash_backed")  # fmt: skip
    found = simulate_cash(setting)
    inputs = found.inputs
    usa = inputs.states.index("USA")
    gap = sum(float((inputs.groups.rates[group, usa] - 0.25) * total)
              for group, total in zip(inputs.lots.group[1:], inputs.lots.total[1:], strict=True))  # fmt: skip
    assert found.system[:, -1, OUTSTANDING] == pytest.approx(gap, rel=1e-9)
    assert arrears_by_state(found)["USA"][-1] == pytest.approx(gap, rel=1e-9)


def test_pooling_helps_missions_only_from_its_date() -> None:
    short = CashSetting(n_paths=200, opening_cash_days=(0.0, 5.0), reserve_usd=0)
    pooled = simulate_cash(short)
    later = simulate_cash(replace(short, pooled_from=date(2026, 7, 1)))
    never = simulate_cash(replace(short, pooled_from=None))
    year = slice(0, 12)
    assert np.array_equal(later.overdue[:, year], never.overdue[:, year])
    assert pooled.overdue[:, year].mean() < never.overdue[:, year].mean()
    assert later.overdue[:, 12:].mean() < never.overdue[:, 12:].mean()


def test_the_reserve_fund_bridges_and_is_repaid() -> None:
    short = CashSetting(n_paths=200, opening_cash_days=(0.0, 3.0), pooled_from=None)
    found = simulate_cash(short)
    assert (found.system[:, :, RESERVE].min(axis=1) < short.reserve_usd).any()
    recovered = found.system[:, -1, RESERVE] > found.system[:, :, RESERVE].min(axis=1) + 1
    assert recovered.any()
    assert cash_inputs(replace(short, from_on=date(2021, 7, 1))).rules[0] == 0


def test_a_cut_of_a_year_over_nine_months_takes_a_fifth_of_each(usual: CashPaths) -> None:
    cut = usual.system[0, :, CUT]
    assert cut[3:12] == pytest.approx([0.2] * 9)
    assert cut[:3].max() == 0
    assert cut[12:].max() == 0


def test_a_cut_begins_when_cash_falls_below_the_days_set() -> None:
    found = simulate_cash(CashSetting(n_paths=100, cut_from=None, cut_below_days=30.0))
    began = found.system[:, :, CUT] > 0
    assert began.any()
    assert not began[:, 0].any()
    assert not simulate_cash(CashSetting(n_paths=100, cut_from=None)).system[:, :, CUT].any()


def test_contributors_wait_longer_when_the_largest_payer_pays_nothing(usual: CashPaths) -> None:
    lost = simulate_cash(without_payer(usual.setting, "USA"))
    assert lost.owed[:, -1].sum(axis=1).mean() > 2 * usual.owed[:, -1].sum(axis=1).mean()
    usa = lost.inputs.states.index("USA")
    assert lost.paid_share[usa].sum() == 0


def test_more_cash_at_the_start_never_makes_contributors_wait_longer() -> None:
    poor = simulate_cash(CashSetting(n_paths=100, opening_cash_days=(10.0, 10.0), pooled_from=None))
    rich = simulate_cash(CashSetting(n_paths=100, opening_cash_days=(40.0, 40.0), pooled_from=None))
    assert (rich.owed <= poor.owed + 64).all()


def test_what_states_owe_adds_up_to_the_mean_of_the_paths(usual: CashPaths) -> None:
    by_state = np.array(list(arrears_by_state(usual).values())).sum(axis=0)
    assert by_state == pytest.approx(usual.system[:, :, OUTSTANDING].mean(axis=0), rel=1e-9)
    billed = sum(row["billed_usd"] for row in states_as_rows(usual))
    assert billed == pytest.approx(usual.inputs.lots.total[1:].sum(), abs=200)


def test_arrears_at_the_start_are_those_known() -> None:
    shares = opening_shares(CashSetting())
    assert shares["USA"] == pytest.approx(0.75)
    assert sum(shares.values()) == pytest.approx(1.0)


def test_rows_say_what_the_paths_say(usual: CashPaths) -> None:
    months = months_as_rows(usual)
    assert [months[0]["month"], months[-1]["month"]] == ["2025-07", "2028-06"]
    for row in months:
        assert row["days_of_cash"]["low"] <= row["days_of_cash"]["middle"] <= row["days_of_cash"]["high"]
        assert row["expected_cash_in_worst_5_percent_usd"] <= row["cash_usd"]["low"]
        assert 0 <= row["chance_bills_unpaid"] <= row["chance_a_mission_out_of_cash"] + 1
    rows = missions_as_rows(usual)
    assert not any(row["mission"] == "UNIFIL" and row["month"] > "2026-12" for row in rows)
    assert not any(row["mission"] == "UNSOH" and row["month"] < "2025-10" for row in rows)


def test_dues_to_contributors_follow_who_serves_where(usual: CashPaths) -> None:
    only = {one.mission: {"NPL": 1.0} for one in usual.setting.missions}
    rows = contributors_as_rows(usual, only)
    assert {row["iso3"] for row in rows} == {"NPL"}
    december = np.median(usual.owed[:, 5].sum(axis=1, dtype=np.float64))
    assert rows[0]["owed_usd"]["middle"] == pytest.approx(december, abs=200)


def test_a_habit_of_never_paying_leaves_every_bill_open() -> None:
    never = PaymentHabit((*(0.0,) * 12, 1.0), 0.0, 0.0, 0.0)
    habits = dict.fromkeys(CashSetting().habits, never)
    found = simulate_cash(CashSetting(n_paths=3, habits=habits))
    assert found.system[:, :, RECEIPTS].max() == 0
