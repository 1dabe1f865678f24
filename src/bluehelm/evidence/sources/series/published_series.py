"""A measure by area and period, and published aggregates of that form: UCDP by country, IPI by mission.

Rule: one row is one value; parts stand beside it and are not added to it. A missing row is unknown, a zero is
zero. Gap: of the country-year data set the totals of each kind of violence are kept, not the dyads.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from bluehelm.evidence import import_faults as faults
from bluehelm.evidence.country_codes import code_of_gleditsch_ward
from bluehelm.evidence.evidence_source import Combined, EvidenceSource
from bluehelm.evidence.received.batch_reader import BatchReader
from bluehelm.evidence.received.layout import Layout
from bluehelm.evidence.received.text_values import days, decimals, looked_up, mask_of, names, whole_numbers

if TYPE_CHECKING:
    import pyarrow as pa

PLAIN = Layout(
    "a series in the plain form",
    shows=frozenset({"measure", "period", "value"}),
    needs=(("measure",), ("period",), ("value",)),
    columns=("measure", "area", "period", "value", "low", "high", "n_events", "unit", "known_on"),
)
COUNTRY_MONTH = Layout(
    "UCDP deaths by country and month",
    shows=frozenset({"isocode", "period", "fatalities_ucdp"}),
    needs=(("isocode",), ("period",), ("fatalities_ucdp",)),
    columns=("isocode", "period", "fatalities_ucdp", "population"),
)
_TOTAL = "cumulative_total_deaths_in_orgvio_{}_cy"
COUNTRY_YEAR = Layout(
    "UCDP organized violence by country and year",
    shows=frozenset({"country_id_cy", "year_cy", _TOTAL.format("best")}),
    needs=(("country_id_cy",), ("year_cy",), (_TOTAL.format("best"),)),
    columns=(
        "country_id_cy", "country_cy", "year_cy", "version", "sb_total_deaths_best_cy",
        "ns_total_deaths_best_cy", "os_total_deaths_best_cy",
        "cumulative_total_deaths_civilians_in_orgvio_cy",
        *(_TOTAL.format(name) for name in ("best", "low", "high")),
    ),
    unread_ending="_cy",
)  # fmt: skip
MISSION_MONTH = Layout(
    "IPI uniformed personnel by mission and month",
    shows=frozenset({"date", "mission", "troops", "police", "observers", "total"}),
    needs=(("date",), ("mission",), ("total",)),
    columns=("date", "mission", "country of mission iso-3", "number of contributors", "troops", "police",
             "observers", "total"),
    unread=frozenset(
        {"country of mission",
         *(f"mission {what}" for what in (
             "hq", "hq longitude", "hq latitude", "continent", "region", "- nam", "- g77", "- au",
             "- arab league", "- oic", "- cis", "- g20", "- eu"))}
    ),
)  # fmt: skip
OTHER_NAMES = {"ONUCI": "UNOCI"}
"""Missions that a source tells under two names."""
PROVISIONAL_FROM = 2023
"""The country-month file takes these years from earlier, preliminary figures."""
PARTS = ("state_based", "non_state", "one_sided", "civilians", "troops", "police", "observers",
         "n_contributors", "population")  # fmt: skip


def series_schema() -> pa.Schema:
    """The columns of a value in a series, and the parts that stand beside it."""
    import pyarrow as pa

    return pa.schema(
        [
            ("source", pa.string()),
            ("release", pa.string()),
            ("measure", pa.string()),
            ("area", pa.string()),
            ("country", pa.string()),
            ("started_on", pa.date32()),
            ("ended_on", pa.date32()),
            ("value", pa.float64()),
            ("low", pa.float64()),
            ("high", pa.float64()),
            ("n_events", pa.int32()),
            ("unit", pa.string()),
            *((name, pa.int64()) for name in PARTS),
            ("is_provisional", pa.bool_()),
            ("published_on", pa.date32()),
        ]
    )


def published_series(batch: BatchReader) -> Mapping[str, Any]:
    """The columns of the store for a batch of whichever form the file has."""
    return _READERS[batch.told.layout.name](batch)


def _plain(batch: BatchReader) -> Mapping[str, Any]:
    import pyarrow.compute as pc

    start, end = _period(batch, "period")
    area = pc.fill_null(batch.name("area"), "")
    known = days(batch.rows.columns["known_on"]).values if batch.has("known_on") else None
    value = _value(batch, "value")
    return {
        "measure": batch.identifier("measure"),
        "area": area,
        "country": _codes_in(area),
        "started_on": start,
        "ended_on": end,
        "value": value,
        "low": _value(batch, "low"),
        "high": _value(batch, "high"),
        "n_events": batch.count("n_events").cast("int32"),
        "unit": batch.name("unit"),
        "published_on": _or_of_release(batch, known),
    }


def _or_of_release(batch: BatchReader, known: pa.Array | None) -> Any:
    import pyarrow.compute as pc

    return batch.told.available_from if known is None else pc.fill_null(known, batch.told.available_from)


def _codes_in(area: pa.Array) -> pa.Array:
    import pyarrow as pa
    import pyarrow.compute as pc

    return pc.if_else(pc.match_substring_regex(area, "^[A-Z]{3}$"), area, pa.scalar(None, pa.string()))


def _value(batch: BatchReader, column: str) -> pa.Array:
    """Any number; a decimal comma or a word takes its row out."""
    import pyarrow as pa

    if not batch.has(column):
        return batch.unknown(pa.float64())
    read = decimals(batch.rows.columns[column], ("NA",))
    batch.set_aside(faults.DECIMAL_COMMA, read.comma, column)
    batch.set_aside(faults.NOT_A_NUMBER, read.wrong, column)
    return read.values


def _period(batch: BatchReader, column: str) -> tuple[pa.Array, pa.Array]:
    """First and last day of a period written 2017, 2017-07, 201707, 2017-07-31 or 2017-Q3."""
    import pyarrow as pa
    import pyarrow.compute as pc

    text = names(batch.rows.columns[column])
    whole = text.dictionary_encode()
    stretches = [_days_of(one) for one in whole.dictionary.to_pylist()]
    first = pa.array([one[0] if one else None for one in stretches], pa.date32()).take(whole.indices)
    last = pa.array([one[1] if one else None for one in stretches], pa.date32()).take(whole.indices)
    batch.set_aside(faults.NOT_A_DAY, mask_of(first.is_null()), column)
    today = pa.scalar(batch.told.imported_on, pa.date32())
    batch.warn(faults.IN_THE_FUTURE, mask_of(pc.greater(first, today)), column)
    return first, last


def _days_of(period: str) -> tuple[Any, Any] | None:
    from datetime import date

    from bluehelm.foundation.periods import parse_period

    written = period.removesuffix(".0")
    if written.isdigit() and len(written) == 6:
        written = f"{written[:4]}-{written[4:]}"
    try:
        found = parse_period(written)
        return found.from_on, date.fromordinal(found.until_on.toordinal() - 1)
    except ValueError:
        return None


def _country_month(batch: BatchReader) -> Mapping[str, Any]:
    import pyarrow.compute as pc

    start, end = _period(batch, "period")
    area = batch.identifier("isocode")
    return {
        "measure": "fatalities",
        "area": area,
        "country": area,
        "started_on": start,
        "ended_on": end,
        "value": _value(batch, "fatalities_ucdp"),
        "unit": "people",
        "population": batch.count("population"),
        "is_provisional": pc.greater_equal(pc.year(start), PROVISIONAL_FROM),
    }


def _country_year(batch: BatchReader) -> Mapping[str, Any]:
    import pyarrow as pa

    number = whole_numbers(batch.rows.columns["country_id_cy"]).values.cast(pa.string())
    country = batch.country(looked_up(number, code_of_gleditsch_ward(), pa.string()), "country_cy")
    start, end = _period(batch, "year_cy")
    best, low, high = (_value(batch, _TOTAL.format(name)) for name in ("best", "low", "high"))
    return {
        "measure": "fatalities",
        "area": country,
        "country": country,
        "started_on": start,
        "ended_on": end,
        "value": best,
        "low": low,
        "high": high,
        "unit": "people",
        "state_based": batch.count("sb_total_deaths_best_cy"),
        "non_state": batch.count("ns_total_deaths_best_cy"),
        "one_sided": batch.count("os_total_deaths_best_cy"),
        "civilians": batch.count("cumulative_total_deaths_civilians_in_orgvio_cy"),
    }


def _mission_month(batch: BatchReader) -> Mapping[str, Any]:
    """Rule: the day within the month means nothing; a kind of personnel without number is none."""
    import pyarrow as pa
    import pyarrow.compute as pc

    day = batch.day("date")
    start = pc.floor_temporal(day, unit="month").cast(pa.date32())
    after = pc.ceil_temporal(start, unit="month", ceil_is_strictly_greater=True).cast(pa.int32())
    end = pc.subtract(after, pa.scalar(1, pa.int32()))
    mission = batch.identifier("mission")
    known = pc.coalesce(looked_up(mission, OTHER_NAMES, pa.string()), mission)
    country = pc.replace_substring_regex(batch.name("country of mission iso-3", ("NA",)), "'$", "")
    return {
        "measure": "uniformed_personnel",
        "area": known,
        "country": country,
        "started_on": start,
        "ended_on": end.cast(pa.date32()),
        "value": _value(batch, "total"),
        "unit": "people",
        "troops": batch.count("troops", ("NA",)),
        "police": batch.count("police", ("NA",)),
        "observers": batch.count("observers", ("NA",)),
        "n_contributors": batch.count("number of contributors", ("NA",)),
    }


_READERS = {
    PLAIN.name: _plain,
    COUNTRY_MONTH.name: _country_month,
    COUNTRY_YEAR.name: _country_year,
    MISSION_MONTH.name: _mission_month,
}


def one_value_a_period(table: pa.Table) -> Combined:
    """One row for each measure, area and period; a mission told under two names in a month is added up."""
    import pyarrow as pa
    import pyarrow.compute as pc

    key = ["measure", "area", "started_on", "ended_on"]
    told = table.group_by(key).aggregate([([], "count_all")])
    if pc.max(told["count_all"]).as_py() in {None, 1}:
        return Combined(table)
    if table["measure"][0].as_py() != "uniformed_personnel":
        return _last_of_each(table, key)
    rows: dict[Any, dict[str, Any]] = {}
    twice = []
    for row in table.to_pylist():
        name = tuple(row[one] for one in key)
        if name in rows:
            twice.append(f"{row['area']}, {row['started_on']:%Y-%m}")
            rows[name] = _added(rows[name], row)
        else:
            rows[name] = row
    made = pa.Table.from_pylist(list(rows.values()), schema=table.schema)
    return Combined(made, ((faults.PLACES_ADDED, len(twice), twice[0]),))


def _added(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    both = dict(one)
    for name in ("value", "troops", "police", "observers", "n_contributors"):
        known = [row[name] for row in (one, other) if row[name] is not None]
        both[name] = sum(known) if known else None
    return both


def _last_of_each(table: pa.Table, key: list[str]) -> Combined:
    import pyarrow as pa

    rows = {tuple(row[one] for one in key): row for row in table.to_pylist()}
    n_dropped = table.num_rows - len(rows)
    first = next(iter(rows.values()))
    example = f"{first['measure']}, {first['area']}"
    made = pa.Table.from_pylist(list(rows.values()), schema=table.schema)
    return Combined(made, ((faults.IDENTIFIER_TWICE, n_dropped, example),))


def _release_of_name(name: str) -> str | None:
    """The version that a file's name tells: `organizedviolencecy_v25_1.csv` is 25.1."""
    import re

    found = re.search(r"v(\d\d)_(\d)(?!\d)", name)
    return f"organized violence {found[1]}.{found[2]}" if found else None


SOURCE = EvidenceSource(
    name="series",
    title="series",
    layouts=(PLAIN, COUNTRY_MONTH, COUNTRY_YEAR, MISSION_MONTH),
    schema=series_schema,
    convert=published_series,
    key=("measure", "area", "started_on"),
    area="area",
    has_several_tables=True,
    combine=one_value_a_period,
    release_of_name=_release_of_name,
    licence="as the owner of the series states",
    cite="as the owner of the series states",
)
