"""Series by month for phases, on two clocks."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import ibis
import numpy as np
import pytest

from bluehelm.evidence.indicators.built_in_indicators import BUILT_IN
from bluehelm.evidence.indicators.coverage import Coverage
from bluehelm.evidence.indicators.question import Question, Sector
from bluehelm.evidence.monthly_series import (
    MonthlySeries,
    Vintage,
    as_known_from,
    as_series_values,
    monthly_series,
)
from canonical_events import events_of, ged_231_car

CELL = 144401
ASKED = Question((), date(2020, 1, 1), date(2020, 7, 1), ("XSA",))
FATALITIES = BUILT_IN["fatalities"]


def vintage(
    deaths: dict[int, int], until: date = date(2020, 5, 1), since: date | None = None, **more: Any
) -> Vintage:
    """A release with one event a month named, in the middle of the month."""
    rows = [
        {
            "started_on": date(2020, month, 15), "country": "XSA", "kind": "one_sided", "where_precision": 1,
            "latitude": 10.25, "longitude": 20.25, "fatalities_best": killed,
        }
        for month, killed in deaths.items()
    ]  # fmt: skip
    events = ibis.duckdb.connect().create_table("events", events_of(rows))
    return Vintage(events, Coverage({"XSA": ((date(2020, 1, 1), until),)}), since, **more)


def listed(series: MonthlySeries) -> list[float | None]:
    return [None if np.isnan(value) else float(value) for value in series.values]


def test_quiet_months_are_zero_and_months_not_covered_are_unknown() -> None:
    (series,) = monthly_series(vintage({1: 3, 3: 5}, since=date(2020, 6, 15)), FATALITIES, ASKED)
    assert series.months[0] == date(2020, 1, 1)
    assert listed(series) == [3, 0, 5, 0, None, None]
    assert series.known_on == (*[date(2020, 6, 15)] * 4, None, None)


def test_nothing_is_known_before_the_release_appears() -> None:
    (series,) = monthly_series(vintage({1: 3}, since=date(2020, 6, 15)), FATALITIES, ASKED)
    assert listed(series.as_known(date(2020, 6, 14))) == [None] * 6
    assert listed(series.as_known(date(2020, 6, 15)))[:2] == [3, 0]


def test_a_lag_makes_each_month_known_some_days_after_its_end() -> None:
    (series,) = monthly_series(vintage({1: 3, 2: 4}, lag_days=20), FATALITIES, ASKED)
    assert series.known_on[0] == date(2020, 2, 21)
    assert listed(series.as_known(date(2020, 3, 20))) == [3, None, None, None, None, None]
    assert listed(series.as_known(date(2020, 3, 21)))[:2] == [3, 4]


def test_a_later_release_takes_the_place_of_an_earlier_one_and_is_not_added_to_it() -> None:
    first = monthly_series(vintage({1: 3, 4: 1}, since=date(2020, 5, 20)), FATALITIES, ASKED)
    second = monthly_series(
        vintage({1: 8}, until=date(2020, 3, 1), since=date(2020, 6, 20)), FATALITIES, ASKED
    )
    (early,) = as_known_from([first, second], date(2020, 6, 1))
    (late,) = as_known_from([first, second], date(2020, 7, 1))
    assert listed(early) == [3, 0, 0, 1, None, None]
    assert listed(late) == [8, 0, 0, 1, None, None]
    assert late.known_on[0] == date(2020, 6, 20)
    assert late.known_on[3] == date(2020, 5, 20)


def test_each_sector_has_a_series_also_one_in_which_nothing_happened() -> None:
    sectors = (Sector("north", cells=(CELL,)), Sector("south", cells=(CELL - 1,)))
    asked = Question(("sector",), ASKED.from_on, ASKED.until_on, ("XSA",), sectors=sectors)
    found = {one.area: listed(one) for one in monthly_series(vintage({2: 7}), FATALITIES, asked)}
    assert found == {"north": [0, 7, 0, 0, None, None], "south": [0, 0, 0, 0, None, None]}


def test_only_months_that_are_over_count() -> None:
    (series,) = monthly_series(vintage({2: 7}), FATALITIES, ASKED)
    assert series.until(date(2020, 2, 29)).months == (date(2020, 1, 1),)
    assert series.until(date(2020, 3, 1)).values[-1] == 7


def test_rows_for_a_dossier_keep_unknown_blank() -> None:
    (series,) = monthly_series(vintage({1: 3}, since=date(2020, 6, 15)), FATALITIES, ASKED)
    rows = as_series_values([series], "UCDP GED")
    assert (rows[0].measure, rows[0].value, rows[0].known_on) == (
        "fatalities",
        Decimal(3),
        date(2020, 6, 15),
    )
    assert (str(rows[5].period), rows[5].value, rows[5].known_on) == ("2020-06", None, None)


def test_the_example_series_of_civilians_killed_follow_from_single_events() -> None:
    """evidence/series.csv of MINUSCA was written from GED 23.1; 2013-12 is the worst month, with 1,185."""
    events = ibis.duckdb.connect().create_table("events", ged_231_car())
    coverage = Coverage({"CAF": ((date(1989, 1, 1), date(2023, 1, 1)),)})
    asked = Question((), date(2010, 1, 1), date(2023, 1, 1), ("CAF",))
    (series,) = monthly_series(
        Vintage(events, coverage, date(2023, 6, 15)), BUILT_IN["civilians_killed"], asked
    )
    assert series.months[int(np.argmax(series.values))] == date(2013, 12, 1)
    assert series.values.max() == 1185
    assert series.values.sum() == pytest.approx(8378)
