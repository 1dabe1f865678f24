"""The same indicators on DuckDB, PostgreSQL and Spark: one expression, one answer."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import date
from typing import Any

import ibis
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from bluehelm.evidence.indicators.built_in_indicators import BUILT_IN
from bluehelm.evidence.indicators.compute_indicator import compute_indicator
from bluehelm.evidence.indicators.coverage import Coverage
from bluehelm.evidence.indicators.indicator import EventFilter, Indicator
from bluehelm.evidence.indicators.question import EVERYWHERE, SPREAD, BasePoint, Question, Sector
from canonical_events import ged_231_car
from started_postgresql import PORT, started_postgresql

COVERAGE = Coverage({"CAF": ((date(1989, 1, 1), date(2023, 1, 1)),)})
FROM, UNTIL, HERE = date(2012, 3, 15), date(2023, 4, 1), ("CAF",)
SECTORS = (
    Sector("vakaga", cells=(142246, 143683, 143684, 143685, 143686, 144406, 144407), n_people=52_000),
    Sector("ouaka", codes=("Ouaka province",), from_on=date(2014, 4, 10)),
)
BASES = (
    BasePoint("bangui", 4.39, 18.56, date(2014, 4, 10)),
    BasePoint("bria", 6.54, 21.99, date(2014, 9, 15), date(2020, 1, 1)),
)
ARMED_GROUPS = Indicator(
    "armed-groups", "",
    keep=EventFilter(("non_state", "one_sided"), ("UPC", "FPRC", "anti-Balaka"), coarsest_date=4),
    figure="fatalities_best", low="fatalities_low", high="fatalities_high", per_people=100_000,
)  # fmt: skip
CONFORMANCE: dict[str, tuple[Indicator | str, Question]] = {
    "civilians killed by cell and month": (
        "civilians_killed", Question(("cell", "month"), FROM, UNTIL, HERE),
    ),
    "civilians killed by cell and month, over their days": (
        "civilians_killed", Question(("cell", "month"), FROM, UNTIL, HERE, "days"),
    ),
    "deaths by cell and quarter, every event at its point": (
        "fatalities", Question(("cell", "quarter"), FROM, UNTIL, HERE, precision=EVERYWHERE),
    ),
    "deaths by cell and year, imprecise events spread": (
        "fatalities", Question(("cell", "year"), FROM, UNTIL, HERE, "days", SPREAD),
    ),
    "deaths by month, with months that are not covered": (
        "fatalities", Question(("month",), FROM, UNTIL, HERE, "days"),
    ),
    "deaths by country and year, with a country that is not covered": (
        "onesided_killed", Question(("country", "year"), FROM, UNTIL, ("CAF", "COD")),
    ),
    "events by first-level unit and quarter": (
        "events", Question(("admin1", "quarter"), FROM, UNTIL, HERE),
    ),
    "deaths by armed groups by sector, as a rate": (
        ARMED_GROUPS, Question(("sector", "year"), FROM, UNTIL, HERE, sectors=SECTORS),
    ),
    "deaths around bases": (
        "fatalities", Question(("base", "year"), FROM, UNTIL, HERE, bases=BASES, within_km=60),
    ),
    "distance to the nearest base": (
        "distance_to_base", Question(("quarter",), FROM, UNTIL, HERE, bases=BASES),
    ),
    "half a year looking back, by sector": (
        "civilians_killed", Question(("sector", "month"), FROM, UNTIL, HERE, "days", sectors=SECTORS, over=6),
    ),
    "attacks on the mission, of which the source does not tell": (
        "attacks_on_mission", Question(("year",), FROM, UNTIL, HERE),
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def events() -> pa.Table:
    return ged_231_car()


@pytest.fixture(scope="module")
def on_duckdb(events: pa.Table) -> Any:
    return ibis.duckdb.connect().create_table("events", events)


@pytest.fixture(scope="module")
def on_postgresql(events: pa.Table) -> Iterator[Any]:
    with started_postgresql() as socket:
        store = ibis.postgres.connect(
            host=str(socket), port=int(PORT), user="bluehelm", database="postgres", password=""
        )
        yield store.create_table("events", events)
        store.disconnect()


@pytest.fixture(scope="module")
def on_spark(events: pa.Table, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        pytest.skip("Spark needs Java")
    pytest.importorskip("pyspark", reason="Spark is an extra: pip install 'bluehelm[spark]'")
    from pyspark.sql import SparkSession

    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "4")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.session.timeZone", "UTC")
        .getOrCreate()
    )
    stored = tmp_path_factory.mktemp("spark") / "events.parquet"
    pq.write_table(events, stored)
    yield ibis.pyspark.connect(session).read_parquet(str(stored), table_name="events")
    session.stop()


def answered(events: Any, name: str) -> list[dict[str, Any]]:
    wanted, question = CONFORMANCE[name]
    indicator = BUILT_IN[wanted] if isinstance(wanted, str) else wanted
    return list(compute_indicator(events, indicator, question, COVERAGE).to_pylist())


def told_apart(rows: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    """Rows in one order, whatever a database thinks of letters and accents."""
    return sorted((tuple(row.values()) for row in rows), key=lambda row: tuple(map(str, row[:2])))


def same(one: tuple[Any, ...], other: tuple[Any, ...]) -> bool:
    return all(
        first == second
        if isinstance(first, str) or None in (first, second)
        else first == pytest.approx(second)
        for first, second in zip(one, other, strict=True)
    )


def compare(one: list[dict[str, Any]], other: list[dict[str, Any]]) -> None:
    assert len(one) == len(other) > 0
    for first, second in zip(told_apart(one), told_apart(other), strict=True):
        assert same(first, second), (first, second)


@pytest.mark.parametrize("name", CONFORMANCE)
def test_postgresql_gives_the_answer_of_duckdb(on_duckdb: Any, on_postgresql: Any, name: str) -> None:
    compare(answered(on_duckdb, name), answered(on_postgresql, name))


@pytest.mark.exhaustive
@pytest.mark.filterwarnings("ignore")  # Spark warns of its own libraries
@pytest.mark.parametrize("name", CONFORMANCE)
def test_spark_gives_the_answer_of_duckdb(on_duckdb: Any, on_spark: Any, name: str) -> None:
    compare(answered(on_duckdb, name), answered(on_spark, name))


def test_two_answers_that_differ_are_told_apart() -> None:
    with pytest.raises(AssertionError):
        compare([{"year": "2020", "value": 1.0}], [{"year": "2020", "value": None}])
    with pytest.raises(AssertionError):
        compare([{"year": "2020", "value": 1.0}], [{"year": "2020", "value": 1.1}])
