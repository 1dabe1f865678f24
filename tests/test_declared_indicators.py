"""A measure of a dossier that says how it is counted is an indicator."""

from __future__ import annotations

from datetime import date
from typing import Any

import ibis
import pytest

from bluehelm.dossier.evidence_records import Measure
from bluehelm.evidence.indicators.compute_indicator import compute_indicator
from bluehelm.evidence.indicators.coverage import Coverage
from bluehelm.evidence.indicators.declared_indicators import Declared, declared
from bluehelm.evidence.indicators.question import EVERYWHERE, Question, Sector
from canonical_events import events_of

FROM, UNTIL = date(2020, 1, 1), date(2021, 1, 1)
COVERAGE = Coverage({"XSA": ((date(2019, 1, 1), UNTIL),)})
EAST = Sector("east", cells=(144411,), n_people=200_000)
WEST = Sector("west", cells=(144401,), n_people=100_000)
PLACES = {"east": (10.25, 25.25), "west": (10.25, 20.25)}


def measure(**counted: Any) -> Declared:
    told = {"id": "raids", "text": "Raids", "counted": {"what": "deaths", **counted}}
    found = declared(Measure.model_validate(told))
    assert found is not None
    return found


def raid(place: str, day: date, **more: Any) -> dict[str, Any]:
    latitude, longitude = PLACES[place]
    known: dict[str, Any] = {
        "country": "XSA",
        "kind": "one_sided",
        "actor_a": "Raiders",
        "where_precision": 1,
    }
    return {
        "started_on": day,
        "latitude": latitude,
        "longitude": longitude,
        "fatalities_best": 6,
        **known,
        **more,
    }


def asked(one: Declared, *by: str, rows: list[dict[str, Any]], **more: Any) -> list[dict[str, Any]]:
    question = one.asked(Question(by, FROM, UNTIL, ("XSA",), sectors=(EAST, WEST), **more))
    table = ibis.duckdb.connect().create_table("events", events_of(rows))
    return list(compute_indicator(table, one.indicator, question, COVERAGE).to_pylist())


RAIDS = [raid("east", date(2020, 3, 1)), raid("west", date(2020, 3, 1)), raid("west", date(2020, 6, 1))]


def test_a_measure_that_is_only_a_table_is_no_indicator() -> None:
    assert declared(Measure.model_validate({"id": "raids", "text": "Raids"})) is None


def test_the_areas_declared_hold_whatever_is_asked_by() -> None:
    one = measure(areas=["east"])
    assert asked(one, "year", rows=RAIDS)[0]["value"] == 6
    assert [(row["sector"], row["value"]) for row in asked(one, "sector", rows=RAIDS)] == [("east", 6)]
    assert asked(measure(), "year", rows=RAIDS)[0]["value"] == 18


def test_an_event_known_only_to_its_unit_is_in_no_declared_area_unless_its_point_is_taken() -> None:
    rows = [raid("east", date(2020, 3, 1), where_precision=4)]
    assert asked(measure(areas=["east"]), "year", rows=rows)[0]["value"] == 0
    named = measure(areas=["east"], places="at the point given")
    assert asked(named, "year", rows=rows)[0]["value"] == 6


def test_kinds_and_actors_are_kept_as_the_dossier_names_them() -> None:
    one = measure(kinds=["one-sided"], actors=["Raid"])
    rows = [
        *RAIDS,
        raid("east", date(2020, 3, 1), kind="state_based"),
        raid("east", date(2020, 3, 1), actor_a="X"),
    ]
    assert asked(one, "year", rows=rows)[0]["value"] == 18


def test_a_rate_is_per_people_of_the_areas_counted_together() -> None:
    rate = measure(areas=["east", "west"], per_people="100000")
    assert asked(rate, "year", rows=RAIDS)[0]["value"] == pytest.approx(18 / 3)


def test_a_window_of_months_is_turned_into_periods_of_the_answer() -> None:
    half_year = measure(over="6 months")
    by_month = asked(half_year, "month", rows=RAIDS)
    assert [row["value"] for row in by_month][:8] == [0, 0, 12, 12, 12, 18, 18, 18]
    by_quarter = asked(half_year, "quarter", rows=RAIDS)
    assert [row["value"] for row in by_quarter] == [12, 18, 6, 0]
    assert asked(half_year, "year", rows=RAIDS)[0]["value"] == 18


def test_all_days_and_a_precision_asked_for_by_name() -> None:
    one = measure(dates="all days")
    rows = [raid("east", date(2020, 3, 31), ended_on=date(2020, 4, 2))]
    assert [row["value"] for row in asked(one, "month", rows=rows)][2:4] == pytest.approx([2, 4])
    assert one.asked(Question(("cell",), FROM, UNTIL, precision=EVERYWHERE)).precision == EVERYWHERE
