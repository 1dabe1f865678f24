"""What indicators count, where and when they put it, and what stays unknown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

import ibis
import pyarrow as pa
import pytest

from bluehelm.evidence.indicators.built_in_indicators import BUILT_IN
from bluehelm.evidence.indicators.compute_indicator import compute_indicator
from bluehelm.evidence.indicators.coverage import Coverage
from bluehelm.evidence.indicators.indicator import EventFilter, Indicator
from bluehelm.evidence.indicators.question import (
    EVERYWHERE,
    PRECISE,
    SPREAD,
    BasePoint,
    Precision,
    Question,
    Sector,
)
from canonical_events import events_of

COVERAGE = Coverage({"XSA": ((date(2020, 1, 1), date(2021, 1, 1)),)})
NORTH, SOUTH, EAST = (10.25, 20.25), (2.25, 20.25), (10.25, 25.25)
CELL_NORTH, CELL_SOUTH = 144401, 132881


def event(day: date, point: tuple[float, float] | None = NORTH, **more: Any) -> dict[str, Any]:
    """One event of the invented country: five killed, two of them civilians."""
    latitude, longitude = point or (None, None)
    known: dict[str, Any] = {
        "where_precision": 1,
        "fatalities_best": 5,
        "fatalities_low": 4,
        "fatalities_high": 9,
    }
    known |= {"civilian_fatalities": 2, "country": "XSA", "kind": "one_sided"}
    return {"started_on": day, "latitude": latitude, "longitude": longitude, **known, **more}


def answer(
    rows: Iterable[dict[str, Any]],
    indicator: str | Indicator,
    *by: str,
    coverage: Coverage = COVERAGE,
    **asked: Any,
) -> list[dict[str, Any]]:
    """The rows of an answer about 2020 in the invented country."""
    wanted = BUILT_IN[indicator] if isinstance(indicator, str) else indicator
    question = Question(by, date(2020, 1, 1), date(2021, 1, 1), ("XSA",))
    table = ibis.duckdb.connect().create_table("events", events_of(rows))
    found: pa.Table = compute_indicator(table, wanted, replace(question, **asked), coverage)
    assert found.column_names == [*by, "value", "low", "high", "n_events", "coverage_share"]
    return list(found.to_pylist())


def values(rows: list[dict[str, Any]], *keys: str) -> dict[Any, float | None]:
    return {tuple(row[key] for key in keys) if len(keys) > 1 else row[keys[0]]: row["value"] for row in rows}


# ---- counting ---------------------------------------------------------------------------------------


def test_fatalities_come_with_their_low_and_high_estimates() -> None:
    rows = answer([event(date(2020, 3, 1)), event(date(2020, 3, 9))], "fatalities", "year")
    assert rows == [{"year": "2020", "value": 10, "low": 8, "high": 18, "n_events": 2, "coverage_share": 1.0}]


def test_civilians_killed_in_fighting_count_as_civilians_killed() -> None:
    rows = [event(date(2020, 3, 1), kind="state_based"), event(date(2020, 3, 2))]
    assert answer(rows, "civilians_killed", "year")[0]["value"] == 4
    assert answer(rows, "onesided_civilians_killed", "year")[0]["value"] == 2
    assert answer(rows, "onesided_killed", "year")[0]["value"] == 5
    assert answer(rows, "state_based_killed", "year")[0]["value"] == 5


def test_a_bound_that_one_event_lacks_is_no_bound_of_the_sum() -> None:
    rows = answer(
        [event(date(2020, 3, 1)), event(date(2020, 3, 9), fatalities_high=None)], "fatalities", "year"
    )
    assert (rows[0]["low"], rows[0]["high"]) == (8, None)


def test_an_event_whose_deaths_nobody_told_lowers_the_share_known_and_not_the_sum() -> None:
    rows = answer(
        [event(date(2020, 3, 1)), event(date(2020, 3, 9), civilian_fatalities=None)],
        "civilians_killed",
        "year",
    )
    assert (rows[0]["value"], rows[0]["n_events"], rows[0]["coverage_share"]) == (2, 2, 0.5)


def test_events_of_other_countries_are_left_out() -> None:
    rows = [event(date(2020, 3, 1)), event(date(2020, 3, 1), country="XNO")]
    assert answer(rows, "events", "year")[0]["value"] == 1


def test_a_declared_filter_keeps_kinds_actors_and_days_known_well_enough() -> None:
    raids = Indicator(
        "raids", "raids", unit="events", keep=EventFilter(("one_sided",), ("Raiders",), coarsest_date=4)
    )
    rows = [
        event(date(2020, 3, 1), actor_a="Raiders of the North"),
        event(date(2020, 3, 2), actor_a="Guards", actor_b="Raiders"),
        event(date(2020, 3, 3), actor_a="Guards"),
        event(date(2020, 3, 4), actor_a="Raiders", kind="non_state"),
        event(date(2020, 3, 5), actor_a="Raiders", date_precision=5),
    ]
    assert answer(rows, raids, "year")[0]["value"] == 2


def test_only_what_was_published_by_the_day_asked_counts() -> None:
    rows = [
        event(date(2020, 3, 1), published_on=date(2020, 4, 1)),
        event(date(2020, 3, 2), published_on=date(2021, 6, 1)),
    ]
    assert answer(rows, "events", "year", known_on=date(2020, 12, 31))[0]["value"] == 1


def test_an_area_set_holds_whatever_is_asked_by() -> None:
    north = (Sector("north", cells=(CELL_NORTH,), n_people=50_000),)
    rows = [event(date(2020, 3, 1)), event(date(2020, 3, 2), SOUTH), event(date(2020, 3, 3), None)]
    assert answer(rows, "events", "year", within=north, precision=PRECISE)[0]["value"] == 1
    assert values(answer(rows, "events", "cell", within=north), "cell") == {CELL_NORTH: 1}
    rate = replace(BUILT_IN["fatalities"], per_people=100_000)
    assert answer(rows, rate, "year", within=north, n_people=(("XSA", 1_000_000),))[0]["value"] == 10


# ---- zero and unknown -------------------------------------------------------------------------------


def test_a_quiet_month_is_zero_inside_the_release_and_unknown_outside() -> None:
    rows = answer([event(date(2020, 12, 5))], "fatalities", "month", until_on=date(2021, 3, 1))
    assert [row["month"] for row in rows][-3:] == ["2020-12", "2021-01", "2021-02"]
    assert [row["value"] for row in rows] == [0] * 11 + [5, None, None]
    assert [row["n_events"] for row in rows][-3:] == [1, None, None]
    assert [row["coverage_share"] for row in rows][-3:] == [1.0, 0.0, 0.0]
    assert rows[0]["low"] == 0
    assert rows[-1]["low"] is None


def test_a_country_that_the_release_leaves_out_is_unknown() -> None:
    rows = answer([event(date(2020, 3, 1))], "events", "country", "year", countries=("XSA", "XNO"))
    assert values(rows, "country") == {"XNO": None, "XSA": 1}


def test_a_month_covered_in_part_says_which_part() -> None:
    half = Coverage({"XSA": ((date(2020, 1, 1), date(2020, 6, 16)),)})
    rows = answer([event(date(2020, 6, 5))], "events", "month", coverage=half)
    assert rows[5] == {
        "month": "2020-06", "value": 1, "low": None, "high": None, "n_events": 1, "coverage_share": 0.5
    }  # fmt: skip


def test_months_after_the_day_asked_are_unknown() -> None:
    rows = [event(date(2020, 3, 1), published_on=date(2020, 4, 1))]
    found = answer(rows, "events", "month", known_on=date(2020, 5, 1))
    assert [row["value"] for row in found] == [0, 0, 1, 0] + [None] * 8


def test_events_of_a_country_that_the_release_does_not_name_are_not_lost() -> None:
    rows = [event(date(2020, 3, 1), country="XNO"), event(date(2020, 3, 1), country=None)]
    found = answer(rows, "events", "country", "year", countries=())
    assert [(row["country"], row["value"], row["coverage_share"]) for row in found] == [
        ("XNO", 1, 0.0),
        ("XSA", 0, 1.0),
        (None, 1, 0.0),
    ]


def test_a_gap_in_the_middle_of_a_release_is_unknown() -> None:
    gap = Coverage({"XSA": ((date(2020, 1, 1), date(2020, 4, 1)), (date(2020, 5, 1), date(2021, 1, 1)))})
    rows = answer([], "events", "month", coverage=gap)
    assert [row["value"] for row in rows][:5] == [0, 0, 0, None, 0]


def test_a_year_of_which_only_part_was_asked_says_so() -> None:
    rows = answer([event(date(2020, 8, 5))], "events", "year", from_on=date(2020, 7, 2))
    assert rows[0]["coverage_share"] == pytest.approx(0.5)


def test_a_source_that_never_tells_of_attacks_on_missions_gives_no_zero() -> None:
    rows = answer([event(date(2020, 3, 1))], "attacks_on_mission", "year")
    assert (rows[0]["value"], rows[0]["coverage_share"]) == (None, 0.0)


def test_attacks_on_the_mission_are_counted_where_the_source_tells_of_them() -> None:
    rows = [event(date(2020, 3, 1), on_mission=True), event(date(2020, 3, 2), on_mission=False)]
    assert answer(rows, "attacks_on_mission", "year")[0]["value"] == 1
    assert answer(rows, "killed_in_attacks_on_mission", "year")[0]["value"] == 5


# ---- periods ----------------------------------------------------------------------------------------


def test_an_event_of_several_days_counts_on_its_first_day_or_over_all_of_them() -> None:
    rows = [event(date(2020, 1, 30), ended_on=date(2020, 2, 2), fatalities_best=8)]
    whole, shared_out = (
        values(answer(rows, "fatalities", "month", assign=rule), "month") for rule in ("start", "days")
    )
    assert (whole["2020-01"], whole["2020-02"]) == (8, 0)
    assert (shared_out["2020-01"], shared_out["2020-02"]) == (4, 4)


def test_days_outside_the_stretch_asked_are_not_counted() -> None:
    rows = [event(date(2019, 12, 30), ended_on=date(2020, 1, 2), fatalities_best=8)]
    assert answer(rows, "fatalities", "year", assign="days")[0]["value"] == 4
    assert answer(rows, "fatalities", "year", assign="start")[0]["value"] == 0


def test_quarters_and_years_are_named_as_the_field_names_them() -> None:
    rows = answer([event(date(2020, 8, 1))], "events", "year", "quarter")
    assert [(row["year"], row["quarter"], row["value"]) for row in rows] == [
        ("2020", "2020-Q1", 0),
        ("2020", "2020-Q2", 0),
        ("2020", "2020-Q3", 1),
        ("2020", "2020-Q4", 0),
    ]


def test_a_window_looks_back_and_is_unknown_where_one_of_its_months_is() -> None:
    rows = [event(date(2019, 12, 5)), event(date(2020, 1, 5)), event(date(2020, 3, 5))]
    long = Coverage({"XSA": ((date(2019, 1, 1), date(2020, 6, 1)),)})
    found = values(answer(rows, "events", "month", over=3, coverage=long), "month")
    assert list(found) == [f"2020-{month:02d}" for month in range(1, 13)]
    assert list(found.values())[:6] == [2, 2, 2, 1, 1, None]


def test_a_window_over_events_without_an_area_looks_back_over_months_and_not_over_rows() -> None:
    rows = [event(date(2020, month, 5), None) for month in (3, 6, 11)]
    long = Coverage({"XSA": ((date(2019, 1, 1), date(2021, 1, 1)),)})
    found = values(answer(rows, "events", "cell", "month", over=3, coverage=long), "cell", "month")
    assert [value for (cell, _), value in found.items() if cell is None] == [
        0,
        0,
        1,
        1,
        1,
        1,
        1,
        1,
        0,
        0,
        1,
        1,
    ]


def test_a_window_can_take_the_worst_month_instead_of_the_sum() -> None:
    worst = replace(BUILT_IN["fatalities"], periods_add_up="maximum")
    rows = [event(date(2020, 1, 5), fatalities_best=7), event(date(2020, 2, 5), fatalities_best=1)]
    long = Coverage({"XSA": ((date(2019, 1, 1), date(2021, 1, 1)),)})
    found = values(answer(rows, worst, "month", over=2, coverage=long), "month")
    assert list(found.values())[:4] == [7, 7, 1, 0]


# ---- places -----------------------------------------------------------------------------------------


def test_an_imprecise_event_is_left_without_a_cell_and_not_placed_at_its_point() -> None:
    rows = [event(date(2020, 3, 1)), event(date(2020, 3, 2), SOUTH, where_precision=4)]
    assert values(answer(rows, "fatalities", "cell", "year", precision=PRECISE), "cell") == {
        CELL_NORTH: 5,
        None: 5,
    }
    assert values(answer(rows, "fatalities", "cell", "year", precision=EVERYWHERE), "cell") == {
        CELL_NORTH: 5,
        CELL_SOUTH: 5,
    }


def test_a_worse_place_stands_in_the_cell_of_its_point_only_where_it_is_asked_for_by_name() -> None:
    rows = [event(date(2020, 3, 1), where_precision=4), event(date(2020, 3, 1), SOUTH, where_precision=5)]
    found = values(answer(rows, "fatalities", "cell", precision=Precision(4)), "cell")
    assert found == {CELL_NORTH: 5, None: 5}


def test_an_event_whose_precision_the_source_does_not_tell_is_placed() -> None:
    rows = [event(date(2020, 3, 1), where_precision=None)]
    assert values(answer(rows, "fatalities", "cell"), "cell") == {CELL_NORTH: 5}


def test_imprecise_events_are_spread_over_the_cells_of_their_unit_when_asked_by_name() -> None:
    rows = [
        event(date(2020, 3, 1), NORTH, admin1="XSA1"),
        event(date(2020, 3, 1), SOUTH, admin1="XSA1"),
        event(date(2020, 3, 1), EAST, admin1="XSA2"),
        event(date(2020, 3, 9), NORTH, admin1="XSA1", where_precision=4),
        event(date(2020, 3, 9), NORTH, where_precision=6, fatalities_best=3),
        event(date(2020, 3, 9), NORTH, admin1="XSA3", where_precision=4),
    ]
    found = values(answer(rows, "fatalities", "cell", precision=SPREAD), "cell")
    assert found == {CELL_NORTH: 8.5, CELL_SOUTH: 8.5, CELL_NORTH + 10: 6, None: 5}


def test_a_series_of_the_country_keeps_imprecise_events_unless_told_otherwise() -> None:
    rows = [event(date(2020, 3, 1), where_precision=6), event(date(2020, 3, 1))]
    assert answer(rows, "events", "year")[0]["value"] == 2
    assert answer(rows, "events", "year", precision=PRECISE)[0]["value"] == 1


def test_a_first_level_unit_holds_events_known_only_to_it() -> None:
    rows = [event(date(2020, 3, 1), where_precision=4, admin1="XSA1"), event(date(2020, 3, 1))]
    assert values(answer(rows, "events", "admin1"), "admin1") == {"XSA1": 1, None: 1}


def test_a_point_on_a_border_goes_to_the_cell_north_and_east_of_it() -> None:
    rows = [event(date(2020, 3, 1), (10.0, 20.0), cell=None)]
    assert values(answer(rows, "events", "cell", precision=EVERYWHERE), "cell") == {CELL_NORTH: 1}


def test_a_sector_is_a_dated_list_of_cells_or_codes() -> None:
    sectors = (
        Sector("north", cells=(CELL_NORTH,), until_on=date(2020, 7, 1)),
        Sector("north", cells=(CELL_SOUTH,), from_on=date(2020, 7, 1)),
        Sector("east", codes=("XSA2",)),
        Sector("quiet", codes=("XSA9",)),
    )
    rows = [
        event(date(2020, 6, 30), NORTH),
        event(date(2020, 7, 1), SOUTH),
        event(date(2020, 7, 1), NORTH),
        event(date(2020, 8, 1), None, admin1="XSA2"),
    ]
    assert values(answer(rows, "events", "sector", sectors=sectors), "sector") == {
        "east": 1,
        "north": 2,
        "quiet": 0,
        None: 1,
    }


def test_an_event_in_two_overlapping_areas_counts_in_both() -> None:
    sectors = (Sector("one", cells=(CELL_NORTH,)), Sector("other", cells=(CELL_NORTH, CELL_SOUTH)))
    assert values(answer([event(date(2020, 3, 1))], "events", "sector", sectors=sectors), "sector") == {
        "one": 1,
        "other": 1,
    }


def test_an_event_counts_at_each_open_base_within_the_radius() -> None:
    bases = (
        BasePoint("near", 10.35, 20.25),
        BasePoint("closed", 10.25, 20.25, until_on=date(2020, 1, 1)),
        BasePoint("far", 10.60, 20.25),
    )
    rows = [event(date(2020, 3, 1)), event(date(2020, 3, 1), where_precision=4)]
    found = values(answer(rows, "events", "base", bases=bases, within_km=25.0), "base")
    assert found == {"closed": 0, "far": 0, "near": 1, None: 1}
    assert values(answer(rows, "events", "base", bases=bases, within_km=40.0), "base")["far"] == 1


def test_the_distance_to_the_nearest_base_is_measured_on_the_sphere() -> None:
    bases = (BasePoint("south", 9.25, 20.25), BasePoint("late", 10.25, 20.25, from_on=date(2021, 1, 1)))
    row = answer([event(date(2020, 3, 1))], "distance_to_base", "year", bases=bases)[0]
    assert row["value"] == pytest.approx(111.195, abs=0.01)
    assert answer([event(date(2020, 3, 1))], "distance_to_base", "year")[0]["value"] is None
    assert answer([], "distance_to_base", "year", bases=bases)[0]["value"] is None


def test_an_event_known_only_to_its_unit_has_no_distance_unless_asked_for_by_name() -> None:
    bases = (BasePoint("south", 9.25, 20.25),)
    rows = [event(date(2020, 3, 1), where_precision=4)]
    row = answer(rows, "distance_to_base", "year", bases=bases)[0]
    assert (row["value"], row["n_events"], row["coverage_share"]) == (None, 1, 0)
    named = answer(rows, "distance_to_base", "year", bases=bases, precision=EVERYWHERE)[0]
    assert named["value"] == pytest.approx(111.195, abs=0.01)


def test_rates_are_per_people_of_the_area_and_unknown_where_nobody_counted() -> None:
    rate = replace(BUILT_IN["fatalities"], per_people=100_000)
    sectors = (Sector("north", cells=(CELL_NORTH,), n_people=50_000), Sector("south", cells=(CELL_SOUTH,)))
    rows = [event(date(2020, 3, 1)), event(date(2020, 3, 1), SOUTH)]
    assert values(answer(rows, rate, "sector", sectors=sectors), "sector") == {"north": 10, "south": None}
    assert answer(rows, rate, "year", n_people=(("XSA", 1_000_000),))[0]["value"] == 1
    assert answer(rows, rate, "year")[0]["value"] is None


def test_cells_without_events_have_rows_only_when_every_one_is_wanted() -> None:
    rows = [event(date(2020, 3, 1))]
    assert len(answer(rows, "events", "cell", "month")) == 1
    every = answer(rows, "events", "cell", "month", every_area=True)
    assert [row["value"] for row in every] == [0, 0, 1] + [0] * 9


def test_precision_can_be_narrower_than_the_default() -> None:
    rows = [event(date(2020, 3, 1), where_precision=3), event(date(2020, 3, 1))]
    assert answer(rows, "events", precision=Precision(2))[0]["value"] == 1
