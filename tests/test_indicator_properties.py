"""What holds for whatever happened: parts add up to the whole, and nothing is lost or made."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import ibis
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bluehelm.evidence.indicators.built_in_indicators import BUILT_IN
from bluehelm.evidence.indicators.compute_indicator import compute_indicator
from bluehelm.evidence.indicators.coverage import Coverage
from bluehelm.evidence.indicators.question import EVERYWHERE, PRECISE, SPREAD, Precision, Question
from bluehelm.foundation.places import cell_of
from canonical_events import events_of

FIRST, AFTER = date(2019, 1, 1), date(2021, 1, 1)
WHOLE = Question((), FIRST, AFTER, ("XSA",), precision=EVERYWHERE)
COVERAGE = Coverage({"XSA": ((FIRST, AFTER),)})
DEATHS = st.integers(0, 500)


@st.composite
def happened(draw: st.DrawFn) -> dict[str, Any]:
    first = FIRST + timedelta(draw(st.integers(0, 700)))
    return {
        "started_on": first,
        "ended_on": min(first + timedelta(draw(st.integers(0, 90))), AFTER - timedelta(1)),
        "country": "XSA",
        "kind": draw(st.sampled_from(["one_sided", "state_based"])),
        "latitude": draw(st.integers(-40, 40)) / 8,
        "longitude": draw(st.integers(-40, 40)) / 8,
        "where_precision": draw(st.sampled_from([None, 1, 2, 3, 4, 5, 6])),
        "admin1": draw(st.sampled_from([None, "XSA1", "XSA2"])),
        "fatalities_best": draw(DEATHS),
        "fatalities_low": draw(DEATHS),
        "fatalities_high": draw(DEATHS),
        "civilian_fatalities": draw(DEATHS),
    }


HAPPENED = st.lists(happened(), min_size=1, max_size=12)
PLACINGS = st.sampled_from([PRECISE, EVERYWHERE, SPREAD, Precision(1)])
RULES = st.sampled_from(["start", "days"])


STORE = ibis.duckdb.connect()
FEWER = settings(max_examples=settings().max_examples // 2)


def rows_of(events: list[dict[str, Any]], asked: Question, indicator: str = "fatalities") -> list[Any]:
    table = STORE.create_table("events", events_of(events), overwrite=True)
    return list(compute_indicator(table, BUILT_IN[indicator], asked, COVERAGE).to_pylist())


def total(rows: list[Any], column: str = "value") -> Any:
    return pytest.approx(sum(row[column] or 0 for row in rows))


@FEWER
@given(HAPPENED, PLACINGS, RULES)
def test_cells_and_unplaced_together_make_the_country(
    events: list[dict[str, Any]], placing: Precision, rule: Any
) -> None:
    by_cell = rows_of(events, replace(WHOLE, by=("cell", "month"), precision=placing, assign=rule))
    whole = rows_of(events, replace(WHOLE, by=("country",), assign=rule))
    for column in ("value", "low", "high"):
        assert sum(row[column] for row in whole) == total(by_cell, column)


@FEWER
@given(HAPPENED, RULES)
def test_months_make_quarters_and_quarters_make_years(events: list[dict[str, Any]], rule: Any) -> None:
    found = {
        kind: rows_of(events, replace(WHOLE, by=(kind,), assign=rule))
        for kind in ("month", "quarter", "year")
    }
    months = {kind: {row[kind]: row["value"] for row in rows} for kind, rows in found.items()}
    for year, value in months["year"].items():
        assert value == pytest.approx(sum(v for name, v in months["month"].items() if name[:4] == year))
        assert value == pytest.approx(sum(v for name, v in months["quarter"].items() if name[:4] == year))


@FEWER
@given(HAPPENED)
def test_spreading_over_days_moves_deaths_and_keeps_their_number(events: list[dict[str, Any]]) -> None:
    days = rows_of(events, replace(WHOLE, by=("month",), assign="days"), "civilians_killed")
    assert sum(event["civilian_fatalities"] for event in events) == total(days)


@FEWER
@given(HAPPENED)
def test_no_cell_holds_an_event_known_less_well_than_asked(events: list[dict[str, Any]]) -> None:
    rows = rows_of(events, replace(WHOLE, by=("cell",), precision=PRECISE), "events")
    placed = [one for one in events if one["where_precision"] in (None, 1, 2, 3)]
    expected: dict[int, int] = {}
    for one in placed:
        cell = cell_of(one["latitude"], one["longitude"])
        expected[cell] = expected.get(cell, 0) + 1
    assert {row["cell"]: row["value"] for row in rows if row["cell"]} == expected


@FEWER
@given(HAPPENED, st.permutations(range(12)))
def test_the_order_of_events_is_irrelevant(events: list[dict[str, Any]], order: list[int]) -> None:
    shuffled = [events[place] for place in order if place < len(events)]
    asked = replace(WHOLE, by=("cell", "year"), assign="days")
    one, other = rows_of(events, asked), rows_of(shuffled, asked)
    assert [row["cell"] for row in one] == [row["cell"] for row in other]
    assert [row["value"] for row in one] == pytest.approx([row["value"] for row in other])
