"""Measured values on two clocks: what was known when, and what the parts of a period make."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluehelm.dossier.aggregate_values import ValueOverTime, stretch, value_over
from bluehelm.dossier.contents import Dossier
from bluehelm.dossier.evidence_records import Measure, Release, SeriesValue
from bluehelm.dossier.judge_targets import judge_target, trend_of
from bluehelm.dossier.measured_values import (
    MeasuredValues,
    Scope,
    last_known_value,
    series_of,
    value_for,
)
from bluehelm.dossier.mission_records import Area
from bluehelm.dossier.plan_records import Actual, IndicatorOfAchievement, Target
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.missing import Missing
from bluehelm.foundation.periods import add_months, parse_period

LONG_AFTER = date(2099, 1, 1)
DAYS = st.dates(date(2024, 1, 1), date(2027, 12, 31))
MONTHS = st.integers(1, 24).map(lambda n: f"{add_months(date(2024, 12, 1), n):%Y-%m}")
NUMBERS = st.one_of(st.none(), st.integers(0, 500).map(str), st.just("n/a"))


def a_row(period: str, value: str | None = "1", known_on: str | None = None, **more: object) -> SeriesValue:
    return SeriesValue.model_validate(
        {"measure": "deaths", "period": period, "value": value, "known_on": known_on, **more}
    )


def an_actual(period: str, value: str | None = None, **more: object) -> Actual:
    return Actual.model_validate({"measure": "violations", "period": period, "value": value, **more})


def an_indicator(**more: object) -> IndicatorOfAchievement:
    return IndicatorOfAchievement.model_validate({"id": "violations", "text": "violations recorded", **more})


ROWS = st.builds(
    lambda period, value, known_on: a_row(period, value, known_on.isoformat()), MONTHS, NUMBERS, DAYS
)
MANY_ROWS = st.lists(ROWS, max_size=30, unique_by=lambda row: (row.period, row.known_on))


def deaths_seen(
    rows: Iterable[SeriesValue],
    as_of: date = LONG_AFTER,
    known_on: date | None = None,
    **more: object,
) -> MeasuredValues:
    measure = Measure.model_validate({"id": "deaths", "text": "civilians killed", **more})
    return MeasuredValues(Dossier(measures=(measure,), series=tuple(rows)), as_of, known_on)


def violations_seen(
    rows: Iterable[Actual], indicator: IndicatorOfAchievement, as_of: date = LONG_AFTER
) -> MeasuredValues:
    return MeasuredValues(Dossier(indicators=(indicator,), actuals=tuple(rows)), as_of)


def all_readings(values: MeasuredValues) -> list[tuple[str, object, Decimal]]:
    periods = [parse_period(f"2025-{month:02d}") for month in range(1, 13)]
    periods += [parse_period(name) for name in ("2025", "2026", "FY2025/26", "2025-Q1", "FY2025/26-Q3")]
    found = [value_over(values, "deaths", period) for period in periods]
    return [(one.period.name, one.value, one.known_share) for one in found]


def value_and_whole(found: ValueOverTime) -> tuple[object, bool]:
    return found.value, found.is_whole


def value_and_share(found: ValueOverTime) -> tuple[object, object]:
    return found.value, found.known_share


# ---- two clocks


@given(MANY_ROWS, st.lists(ROWS, max_size=10), DAYS)
def test_late_rows_do_not_change_what_was_known_earlier(
    rows: list[SeriesValue], others: list[SeriesValue], known_on: date
) -> None:
    late = [row for row in others if row.known_on and row.known_on > known_on]
    before = deaths_seen(rows, known_on=known_on)
    after = deaths_seen([*rows, *late], known_on=known_on)
    assert all_readings(before) == all_readings(after)


@given(MANY_ROWS, st.integers(0, 1000))
def test_the_order_of_rows_is_irrelevant(rows: list[SeriesValue], seed: int) -> None:
    shuffled = rows.copy()
    Random(seed).shuffle(shuffled)  # noqa: S311 - an order, not a secret
    assert all_readings(deaths_seen(rows)) == all_readings(deaths_seen(shuffled))


@given(MANY_ROWS, DAYS)
def test_knowing_everything_for_ever_is_knowing_without_limit(rows: list[SeriesValue], as_of: date) -> None:
    assert all_readings(deaths_seen(rows, as_of)) == all_readings(deaths_seen(rows, as_of, date.max))


@given(MANY_ROWS, DAYS, DAYS)
def test_of_one_period_the_row_known_last_counts(rows: list[SeriesValue], one: date, other: date) -> None:
    values = deaths_seen(rows, known_on=max(one, other))
    for row in rows:
        held = value_for(values, "deaths", row.period)
        visible = [
            twin
            for twin in rows
            if twin.period == row.period and (twin.known_on or date.max) <= max(one, other)
        ]
        latest = max(visible, key=lambda twin: twin.known_on or date.min, default=None)
        assert (held.row if held else None) == latest


def test_of_two_rows_known_on_one_day_the_later_row_counts() -> None:
    values = deaths_seen([a_row("2025-01", "5", "2025-03-01"), a_row("2025-01", "7", "2025-03-01")])
    assert value_over(values, "deaths", parse_period("2025-01")).value == 7


def test_a_correction_to_unknown_takes_the_value_away() -> None:
    rows = [a_row("2025-01", "5", "2025-03-01"), a_row("2025-01", None, "2025-04-01")]
    assert value_over(deaths_seen(rows), "deaths", parse_period("2025-01")).value is None


def test_a_value_without_a_day_is_not_seen_where_a_limit_is_set() -> None:
    values = deaths_seen([a_row("2025-01", "5")], known_on=date(2026, 1, 1))
    assert value_over(values, "deaths", parse_period("2025-01")).value is None


def test_nobody_has_measured_a_period_that_lies_ahead() -> None:
    rows = [a_row("2026-03", "5", "2026-04-10"), a_row("2026-02", "4", "2026-03-10")]
    values = deaths_seen(rows, as_of=date(2026, 2, 28))
    assert [value.period.name for value in series_of(values, "deaths")] == ["2026-02"]


def test_asked_twice_a_standpoint_gives_the_same_index() -> None:
    seen = Standpoint(Dossier(), LONG_AFTER)
    assert MeasuredValues.of(seen) is MeasuredValues.of(seen)


# ---- from parts to the whole


@given(st.lists(st.integers(0, 900), min_size=12, max_size=12), st.integers(1, 11))
def test_a_sum_over_disjoint_parts_is_the_sum_of_their_sums(months: list[int], cut: int) -> None:
    rows = [a_row(f"2025-{month:02d}", str(value)) for month, value in enumerate(months, start=1)]
    values = deaths_seen(rows)
    middle = add_months(date(2025, 1, 1), cut)
    halves = [stretch(date(2025, 1, 1), middle), stretch(middle, date(2026, 1, 1))]
    parts = [value_over(values, "deaths", half).number or Decimal(0) for half in halves]
    assert value_over(values, "deaths", parse_period("2025")).number == sum(parts) == sum(months)


@given(st.lists(st.one_of(st.none(), st.integers(0, 900)), min_size=12, max_size=12))
def test_what_is_unknown_is_never_counted_as_zero(months: list[int | None]) -> None:
    rows = [
        a_row(f"2025-{month:02d}", None if value is None else str(value))
        for month, value in enumerate(months, start=1)
    ]
    found = value_over(deaths_seen(rows), "deaths", parse_period("2025"))
    known = [value for value in months if value is not None]
    assert found.number == (sum(known) if known else None)
    assert found.is_whole == (len(known) == 12)
    assert (found.known_share == 0) == (not known)


def test_a_quarter_on_file_stands_before_its_months() -> None:
    values = deaths_seen([a_row("2025-01", "5"), a_row("2025-Q1", "20"), a_row("2025-Q2", "10")])
    assert value_over(values, "deaths", stretch(date(2025, 1, 1), date(2025, 7, 1))).value == 30


def test_the_months_of_a_quarter_left_blank_stand_for_it() -> None:
    rows = [a_row("2025-Q1", None), *(a_row(f"2025-0{month}", "2") for month in (1, 2, 3))]
    found = value_over(deaths_seen(rows), "deaths", parse_period("2025-Q1"))
    assert value_and_whole(found) == (6, True)


def test_a_fiscal_quarter_is_the_calendar_quarter_of_the_same_days() -> None:
    found = value_over(deaths_seen([a_row("2026-Q1", "9")]), "deaths", parse_period("FY2025/26-Q3"))
    assert found.value == 9


@pytest.mark.parametrize(
    "rule, expected",
    [
        ("sum", Decimal(9)),
        ("average", Decimal(2 * 31 + 7 * 28) / 59),
        ("maximum", Decimal(7)),
        ("last", Decimal(3)),
    ],
)
def test_each_rule_makes_its_own_whole(rule: str, expected: Decimal) -> None:
    rows = [a_row("2025-01", "2"), a_row("2025-02", "7")] + (
        [a_row("2025-02", "3")] if rule == "last" else []
    )
    two_months = stretch(date(2025, 1, 1), date(2025, 3, 1))
    assert value_over(deaths_seen(rows, aggregate=rule), "deaths", two_months).number == expected


def test_a_ratio_is_made_of_the_sums_of_its_parts_not_of_shares() -> None:
    rows = [
        an_actual("2025-Q3", numerator="9", denominator="10"),
        an_actual("2025-Q4", numerator="10", denominator="90"),
    ]
    values = violations_seen(rows, an_indicator(aggregate="ratio"))
    assert value_over(values, "violations", stretch(date(2025, 7, 1), date(2026, 1, 1))).number == Decimal(
        "0.19"
    )


def test_shares_alone_make_no_ratio() -> None:
    rows = [an_actual("2025-Q3", "0.9"), an_actual("2025-Q4", "0.1")]
    values = violations_seen(rows, an_indicator(aggregate="ratio"))
    assert value_over(values, "violations", stretch(date(2025, 7, 1), date(2026, 1, 1))).value is None


def test_without_a_declared_rule_parts_make_nothing() -> None:
    rows = [an_actual("2025-Q3", "5"), an_actual("2025-Q4", "5")]
    found = value_over(
        violations_seen(rows, an_indicator()), "violations", stretch(date(2025, 7, 1), date(2026, 1, 1))
    )
    assert found.value is None


def test_what_counts_since_the_beginning_is_read_at_the_end() -> None:
    rows = [an_actual("2025-Q3", "5"), an_actual("2025-Q4", "8")]
    values = violations_seen(rows, an_indicator(accumulates="since inception"))
    assert value_over(values, "violations", stretch(date(2025, 7, 1), date(2026, 1, 1))).value == 8


def test_the_reporting_places_that_are_silent_lower_the_share_known() -> None:
    rows = [an_actual("2025-Q3", "5", known_share="0.5"), an_actual("2025-Q4", "5")]
    values = violations_seen(rows, an_indicator(aggregate="sum"))
    assert value_over(
        values, "violations", stretch(date(2025, 7, 1), date(2026, 1, 1))
    ).known_share == Decimal("0.75")


def test_a_kind_of_missing_survives() -> None:
    rows = [a_row("2025-01", "n/a"), a_row("2025-02", "n/a"), a_row("2025-03", "n/a")]
    found = value_over(deaths_seen(rows), "deaths", parse_period("2025-Q1"))
    assert value_and_share(found) == (Missing.NOT_APPLICABLE, 0)


def test_two_kinds_of_missing_make_an_unknown_that_names_both() -> None:
    rows = [a_row("2025-01", "n/a"), a_row("2025-02", "withheld")]
    found = value_over(deaths_seen(rows), "deaths", parse_period("2025-Q1"))
    assert found.value is None
    assert found.missing == {Missing.NOT_APPLICABLE, Missing.WITHHELD}


# ---- areas


def an_area(**more: object) -> Area:
    return Area.model_validate({"id": "east", "name": "East", "cells": ["7", "8"], **more})


def cells_seen(rows: list[SeriesValue], areas: list[Area], **release: str) -> MeasuredValues:
    measure = Measure(id="deaths", text="civilians killed", release="events" if release else None)
    releases = [Release.model_validate({"id": "events", "source": "events", "release": "1", **release})]
    dossier = Dossier(
        measures=(measure,),
        series=tuple(rows),
        areas=tuple(areas),
        releases=tuple(releases if release else []),
    )
    return MeasuredValues(dossier, LONG_AFTER)


EAST = Scope(area="east")


def test_an_area_without_rows_of_its_own_is_pooled_from_its_cells() -> None:
    values = cells_seen([a_row("2025", "3", cell="7"), a_row("2025", "4", cell="8")], [an_area()])
    found = value_over(values, "deaths", parse_period("2025"), EAST)
    assert value_and_whole(found) == (7, True)


def test_a_cell_without_a_row_is_unknown_where_no_release_covers_the_time() -> None:
    values = cells_seen([a_row("2025", "3", cell="7")], [an_area()])
    found = value_over(values, "deaths", parse_period("2025"), EAST)
    assert value_and_share(found) == (3, Decimal("0.5"))


def test_a_cell_without_a_row_had_nothing_to_count_where_the_release_covers_the_time() -> None:
    rows = [a_row("2025", "3", cell="7")]
    values = cells_seen(rows, [an_area()], covers_from="2020-01-01", covers_until="2026-01-01")
    found = value_over(values, "deaths", parse_period("2025"), EAST)
    assert value_and_whole(found) == (3, True)


def test_a_release_says_nothing_of_the_time_after_its_last_row_in_sight() -> None:
    rows = [a_row("2024", "3", cell="7")]
    values = cells_seen(rows, [an_area()], covers_from="2020-01-01", covers_until="2026-01-01")
    assert value_over(values, "deaths", parse_period("2025"), EAST).value is None


def test_an_area_counts_the_cells_that_belong_to_it_at_the_time() -> None:
    areas = [an_area(cells=["7"], until="2025-01-01"), an_area(cells=["8"], **{"from": "2025-01-01"})]
    table = [("2024", "1", "7"), ("2024", "10", "8"), ("2025", "100", "7"), ("2025", "1000", "8")]
    rows = [a_row(year, value, cell=cell) for year, value, cell in table]
    values = cells_seen(rows, areas)
    found = value_over(values, "deaths", stretch(date(2024, 1, 1), date(2026, 1, 1)), EAST)
    assert value_and_whole(found) == (1001, True)


# ---- the last value, targets, trend


def test_the_last_known_value_passes_over_later_blanks() -> None:
    values = deaths_seen([a_row("2025-01", "5"), a_row("2025-02", None), a_row("2025-03", "n/a")])
    last = last_known_value(values, "deaths")
    assert last is not None
    assert last.period.name == "2025-01"


def judged(value: str | None, target: dict[str, str], as_of: str = "2026-07-01", **more: object) -> str:
    indicator = an_indicator(aggregate="sum", **more)
    rows = [an_actual("FY2025/26", value, known_on="2026-02-20")]
    values = violations_seen(rows, indicator, date.fromisoformat(as_of))
    return judge_target(values, indicator, Target.model_validate({"period": "FY2025/26", **target})).word


@pytest.mark.parametrize(
    "value, target, word",
    [
        ("284", {"at_most": "1500"}, "met"),
        ("1501", {"at_most": "1500"}, "not met"),
        ("60", {"at_least": "60"}, "met"),
        ("59", {"at_least": "60"}, "not met"),
        ("59", {"at_least": "50", "at_most": "58"}, "not met"),
        (None, {"at_least": "60"}, "unknown"),
        ("n/a", {"at_least": "60"}, "unknown"),
        ("5", {"equals": "5"}, "met"),
        ("6", {"equals": "5"}, "no direction"),
        ("5", {}, "unknown"),
    ],
)
def test_a_target_is_judged_by_its_own_limits(value: str | None, target: dict[str, str], word: str) -> None:
    assert judged(value, target) == word


def test_a_plain_number_is_a_limit_on_the_side_the_direction_says() -> None:
    assert judged("6", {"equals": "5"}, better="up") == "met"
    assert judged("6", {"equals": "5"}, better="down") == "not met"


def test_a_better_grade_than_asked_meets_the_target() -> None:
    words = ["low", "fair", "good"]
    assert judged("good", {"equals": "fair"}, words=words, form="word") == "met"
    assert judged("low", {"equals": "fair"}, words=words, form="word") == "not met"
    assert judged("Yes", {"equals": "yes"}) == "met"


def test_a_period_under_way_is_decided_only_where_the_rest_cannot_change_it() -> None:
    in_february = "2026-02-28"
    assert judged("1501", {"at_most": "1500"}, in_february) == "not met"
    assert judged("284", {"at_most": "1500"}, in_february) == "unknown"
    assert judged("60", {"at_least": "60"}, in_february) == "met"
    assert judged("59", {"at_least": "60"}, in_february) == "unknown"


def trend(numbers: list[int], better: str | None, *, periods: str = "FY") -> str:
    names = [
        f"FY20{20 + n}/{21 + n}" if periods == "FY" else f"2025-{n + 1:02d}" for n in range(len(numbers))
    ]
    rows = [an_actual(name, str(number)) for name, number in zip(names, numbers, strict=True)]
    indicator = an_indicator(aggregate="sum", better=better)
    return trend_of(violations_seen(rows, indicator), "violations", indicator.better)


def test_a_fall_in_what_should_fall_is_better() -> None:
    assert trend([1117, 1037, 284], "down") == "better"
    assert trend([1117, 1037, 284], "up") == "worse"
    assert trend([1117, 1037, 284], None) == "falling"


def test_a_small_change_is_steady() -> None:
    assert trend([100, 103, 99, 101], "down") == "steady"


def test_a_trend_over_fewer_than_six_months_is_not_computed() -> None:
    assert trend([1, 5, 9, 14, 20], "down", periods="months") == "not computed"
    assert trend([1, 5, 9, 14, 20, 25, 31], "down", periods="months") == "worse"


def test_a_trend_starts_anew_where_the_definition_changes() -> None:
    rows = [an_actual("FY2022/23", "900"), an_actual("FY2023/24", "90"), an_actual("FY2024/25", "99")]
    indicator = an_indicator(aggregate="sum", better="down", definition_changed_in="FY2023/24")
    assert trend_of(violations_seen(rows, indicator), "violations", "down") == "steady"


@given(st.lists(st.integers(0, 1000), min_size=2, max_size=15))
def test_a_series_that_only_falls_never_gets_worse(numbers: list[int]) -> None:
    falling = sorted(numbers, reverse=True)
    assert trend(falling, "down") in ("better", "steady")
