"""Reforms: worked examples of ceilings and interest, the same chances before and after, and sweeps."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from bluehelm.cli.main import app
from bluehelm.finance.cash_setting import CashSetting
from bluehelm.finance.compare_reforms import compare_reform, interest_by_state, measures
from bluehelm.finance.reform_caps import bound_by, capped, rates_under_caps, shares_of
from bluehelm.finance.reform_concentration import concentration
from bluehelm.finance.reform_file import read_reforms, reform_typed
from bluehelm.finance.reform_interest import SCHEDULES, own_schedule
from bluehelm.finance.reforms import Reform, reformed
from bluehelm.finance.simulate_cash import simulate_cash
from bluehelm.finance.sweep_reforms import sweep_reforms
from bluehelm.foundation.errors import CeilingTooLow, NoCluster

FEW = CashSetting(n_paths=200)
A_MILLIONTH = 1e-6


def test_interest_runs_as_the_worked_examples_say() -> None:
    europe = SCHEDULES["council-of-europe"]
    assert 100 * SCHEDULES["itu"].share_after(12) == pytest.approx(4.50)
    assert 100 * europe.share_after(12) == pytest.approx(3.00)
    assert 100 * europe.share_after(18) == pytest.approx(9.00)
    assert europe.share_after(6) == 0


def test_grace_compound_and_the_day_from_which_it_counts() -> None:
    assert own_schedule(12, grace_months=2).share_after(2) == 0
    assert own_schedule(12, grace_months=2).share_after(3) == pytest.approx(0.01)
    assert own_schedule(12, compound=True).share_after(12) == pytest.approx(1.01**12 - 1)
    assert SCHEDULES["itu"].charged_by_delay(3) == pytest.approx((0.0, 0.0, 0.0025))
    assert "unverified" in SCHEDULES["upu"].status


def test_a_peacekeeping_ceiling_of_25_shared_by_all_others() -> None:
    _, rates = rates_under_caps(2026, peacekeeping_cap_percent=Decimal(25))
    assert float(rates["CHN"]) == pytest.approx(24.131571, abs=A_MILLIONTH)
    assert float(rates["JPN"]) == pytest.approx(7.036682, abs=A_MILLIONTH)
    assert bound_by(rates, Decimal(25)) == ["USA"]


def test_a_peacekeeping_ceiling_of_25_shared_by_the_permanent_members_alone() -> None:
    _, rates = rates_under_caps(2026, peacekeeping_cap_percent=Decimal(25), absorbed_by="permanent-members")
    expected = {"CHN": 24.5253, "GBR": 4.8930, "FRA": 4.7300, "RUS": 2.5673, "JPN": 6.93}
    assert {one: float(rates[one]) for one in expected} == pytest.approx(expected, abs=1e-4)


def test_both_readings_of_a_regular_ceiling_of_20() -> None:
    largest = rates_under_caps(2026, regular_cap_percent=Decimal(20), reading="largest")
    every = rates_under_caps(2026, regular_cap_percent=Decimal(20))
    assert [float(largest[0][one]) for one in ("CHN", "JPN")] == pytest.approx([20.5169, 7.1077], abs=1e-4)
    assert [float(largest[1][one]) for one in ("USA", "CHN", "GBR")] == pytest.approx(
        [23.9511, 24.5702, 4.9020], abs=1e-4
    )
    assert [float(every[0][one]) for one in ("USA", "CHN", "JPN")] == pytest.approx(
        [20, 20, 7.1695], abs=1e-4
    )
    assert [float(every[1][one]) for one in ("USA", "CHN", "GBR")] == pytest.approx(
        [24.0194, 24.0194, 4.9587], abs=1e-4
    )


def test_a_ceiling_of_22_binds_two_states() -> None:
    _, before = rates_under_caps(2026)
    _, after = rates_under_caps(2026, peacekeeping_cap_percent=Decimal(22))
    assert bound_by(after, Decimal(22)) == ["CHN", "USA"]
    assert float(after["CAN"] / before["CAN"]) == pytest.approx(1.1178265, abs=1e-7)


@given(
    st.dictionaries(st.text("ABCDEFGH", min_size=1, max_size=3), st.integers(1, 10_000), min_size=4),
    st.integers(26, 100),
    st.sampled_from(["every", "largest"]),
    st.sampled_from(["all", "permanent-members"]),
)
def test_a_ceiling_keeps_the_sum_binds_and_is_idempotent(
    weights: dict[str, int], cap: int, reading: str, absorbed_by: str
) -> None:
    total = sum(weights.values())
    rates = {name: Decimal(100) * weight / total for name, weight in weights.items()}
    once = capped(rates, Decimal(cap), reading=reading, absorbed_by=absorbed_by)  # type: ignore[arg-type]
    assert abs(sum(once.values(), Decimal(0)) - 100) < Decimal("1e-18")
    if reading == "every":
        assert max(once.values()) <= cap
        assert capped(once, Decimal(cap)) == once
    if max(rates.values()) <= cap:
        assert once == rates
    held = [name for name in rates if once[name] < rates[name]]
    assert all(rates[name] > Decimal(cap) for name in held)


def test_a_ceiling_that_leaves_nobody_to_pay_is_refused() -> None:
    with pytest.raises(CeilingTooLow, match="Give a higher one"):
        capped({"A": Decimal(50), "B": Decimal(50)}, Decimal(40))


def test_concentration_counts_squares_and_the_largest() -> None:
    found = concentration({"A": 50.0, "B": 30.0, "C": 20.0})
    assert found.herfindahl == pytest.approx(0.38)
    assert found.top_shares[1] == pytest.approx(0.5)
    assert found.largest == "A"
    _, rates = rates_under_caps(2026)
    assert concentration(shares_of(rates)).top_shares[1] == pytest.approx(0.26137061, abs=1e-8)


def test_a_reform_that_changes_nothing_changes_nothing_on_any_path() -> None:
    result = compare_reform(FEW, Reform(peacekeeping_cap_percent=Decimal(99)))
    for row in result.system:
        assert row["change"]["low"] == row["change"]["high"] == 0
        assert row["change"]["error_of_mean"] == 0
    assert result.winners() == result.losers() == []


def test_interest_without_a_response_leaves_arrears_alone_and_brings_cash() -> None:
    plain, dear = simulate_cash(FEW), simulate_cash(reformed(FEW, Reform(interest=SCHEDULES["itu"])))
    then, now = measures(plain), measures(dear)
    assert np.array_equal(then["arrears_at_end_usd"], now["arrears_at_end_usd"])
    assert dear.system[:, :, 3].sum() > plain.system[:, :, 3].sum()
    charged = interest_by_state(dear)
    assert charged["USA"] > charged["CAN"] > 0
    assert sum(interest_by_state(plain).values()) == 0


def test_a_response_shortens_delays_and_more_of_it_more() -> None:
    late = [
        simulate_cash(reformed(FEW, Reform(interest=SCHEDULES["itu"], response=(r, r))))
        .system[:, 11, 4]
        .mean()
        for r in (0.0, 0.2, 0.5)
    ]
    assert late[0] > late[1] > late[2]


def test_a_ceiling_moves_bills_from_the_capped_to_the_others_to_the_dollar() -> None:
    result = compare_reform(FEW, Reform(peacekeeping_cap_percent=Decimal(25)))
    assert [row["iso3"] for row in result.winners()] == ["USA"]
    assert len(result.losers()) == 192
    assert abs(sum(row["billed_change_usd"] for row in result.states)) < 200
    assert result.loss_of_largest["payer"] == "USA"
    assert (
        result.concentration["peacekeeping_after"]["herfindahl"]
        < (result.concentration["peacekeeping_before"]["herfindahl"])
    )


def test_full_billing_pays_contributors_sooner_and_a_larger_reserve_leaves_fewer_bills_unpaid() -> None:
    before = measures(simulate_cash(FEW))["mean_owed_to_contributors_usd"].mean()
    full = measures(simulate_cash(reformed(FEW, Reform(billing="full_year"))))
    assert full["mean_owed_to_contributors_usd"].mean() < before
    larger = simulate_cash(reformed(FEW, Reform(reserve_usd=350_000_000)))
    assert larger.overdue.sum() <= simulate_cash(FEW).overdue.sum()


def test_an_incentive_costs_missions_what_it_gives() -> None:
    plain, given_back = simulate_cash(FEW), simulate_cash(reformed(FEW, Reform(incentive_share=0.02)))
    assert given_back.system[:, :, 3].sum() < plain.system[:, :, 3].sum()
    assert np.array_equal(given_back.system[:, :, 4], plain.system[:, :, 4])


REFORMS = [
    Reform("cap 25", peacekeeping_cap_percent=Decimal(25)),
    Reform("interest", interest=SCHEDULES["itu"], response=(0.0, 0.3)),
    Reform("reserve", reserve_usd=300_000_000),
]


def test_a_sweep_gives_the_same_rows_on_processes_and_on_a_dask_cluster() -> None:
    distributed = pytest.importorskip("distributed")
    here = sweep_reforms(FEW, REFORMS, workers=1)
    processes = sweep_reforms(FEW, REFORMS, workers=2)
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=False, dashboard_address=None
    ) as cluster:
        dask = sweep_reforms(FEW, REFORMS, spread_over=cluster.scheduler_address, workers=2)
    assert here == processes == dask
    assert [row["reform"] for row in here] == ["cap 25", "interest", "reserve"]
    assert here[0]["arrears_at_end_usd"]["change_of_mean"] < 0


def test_a_cluster_that_does_not_answer_is_named() -> None:
    pytest.importorskip("distributed")
    with pytest.raises(NoCluster, match="Use --spread-over processes"):
        sweep_reforms(CashSetting(n_paths=2), REFORMS[:1], spread_over="tcp://127.0.0.1:9")


def written(folder: Path, text: str) -> Path:
    path = folder / "reforms.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_reforms_are_read_from_a_table(tmp_path: Path) -> None:
    reforms, findings = read_reforms(written(
        tmp_path,
        "name,interest,interest_percent,grace_months,compound,peacekeeping_cap_percent,response\n"
        "own,own,5,3,yes,,0-0.2\ncap,,,,,25,\n",
    ))  # fmt: skip
    assert findings == []
    assert reforms[0].interest == own_schedule(5, grace_months=3, compound=True)
    assert reforms[0].response == (0.0, 0.2)
    assert reforms[1].peacekeeping_cap_percent == 25


def test_every_fault_of_a_table_of_reforms_is_found_at_once(tmp_path: Path) -> None:
    reforms, findings = read_reforms(written(
        tmp_path,
        "name,interest,peacekeeping_cap_percent,response,reserve_usd\n"
        "a,itv,,,\nb,,130,,\nc,itu,,0.5,\nd,itu,,0.5-0.2,\ne,,,0-0.2,\nf,,,,-5\n",
    ))  # fmt: skip
    assert [one.check for one in findings] == ["FIN070", "FIN071", "FIN071", "FIN064", "FIN072", "FIN010"]
    assert [one.name for one in reforms] == ["e"]
    assert "Did you mean 'itu'?" in str(findings[0].as_json()["message"])


def test_options_of_the_command_are_read_like_a_row() -> None:
    reform, findings = reform_typed(
        {"name": "x", "compound": True, "interest": "own", "interest_percent": 3.0}
    )
    assert findings == []
    assert reform
    assert reform.interest == own_schedule(3, compound=True)


def run(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["finance", *words, "--paths", "100"], env={"COLUMNS": "80"})
    return done.exit_code, done.output


def test_the_command_shows_before_and_after_and_what_a_ceiling_does_not_do() -> None:
    code, said = run("reform", "--peacekeeping-cap", "25")
    plain = " ".join(said.split())
    assert code == 0
    assert "A ceiling moves the bill, not the cash" in plain
    assert "States billed less: 1; billed more: 192" in plain
    assert max(map(len, said.splitlines())) <= 80


def test_the_command_refuses_a_range_it_cannot_read() -> None:
    code, said = run("reform", "--interest", "itu", "--response", "much", "--format", "json")
    assert code == 1
    assert json.loads(said)["findings"][0]["check"] == "FIN071"


def test_a_sweep_on_the_command_line(tmp_path: Path) -> None:
    table = written(tmp_path, "name,reserve_usd\nas it is,150000000\nlarger,400000000\n")
    code, said = run("reform", "--sweep", str(table), "--workers", "1", "--format", "json")
    assert code == 0
    rows = json.loads(said)["reforms"]
    assert rows[0]["lowest_days_of_cash"]["change_of_mean"] == 0
