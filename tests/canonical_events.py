"""Events in the canonical form, read from the shared files or made up, for tests of what is counted."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from bluehelm.evidence.event_table import event_schema
from bluehelm.foundation.places import cell_of
from shared_data import shared

WITH_WORDS = pa.dictionary(pa.int32(), pa.string())
SCHEMA = pa.schema(
    [field.with_type(pa.string()) if field.type == WITH_WORDS else field for field in event_schema()]
)
"""The events of the store; words as plain texts, which every database holds."""
KIND_OF_CODE = {"1": "state_based", "2": "non_state", "3": "one_sided"}
KIND_OF_WORD = {
    "state-based conflict": "state_based",
    "non-state conflict": "non_state",
    "one-side violence": "one_sided",
}
CODE_OF_COUNTRY = {
    "Central African Republic": "CAF",
    "DR Congo (Zaire)": "COD",
    "Mali": "MLI",
    "South Sudan": "SSD",
    "Sudan": "SDN",
}


def events_of(rows: Iterable[Mapping[str, Any]]) -> pa.Table:
    """A table of events; what a row leaves out is unknown, the cell follows from the point."""
    return pa.Table.from_pylist([_with_cell(dict(row)) for row in rows], schema=SCHEMA)


def _with_cell(row: dict[str, Any]) -> dict[str, Any]:
    row.setdefault("ended_on", row["started_on"])
    if "cell" not in row and row.get("latitude") is not None and (row.get("where_precision") or 1) <= 3:
        row["cell"] = cell_of(row["latitude"], row["longitude"])
    return row


def ged_231_car() -> pa.Table:
    """UCDP GED 23.1, Central African Republic, every event from 1991 to 2022."""
    with shared("data/evidence/ged231_CAR.csv").open(encoding="utf-8", newline="") as file:
        return events_of(_ged_row(row) for row in csv.DictReader(file))


def _ged_row(row: Mapping[str, str]) -> dict[str, Any]:
    return {
        "event_id": row["id"],
        "source": "ucdp-ged",
        "release": "23.1",
        "started_on": _day(row["date_start"]),
        "ended_on": _day(row["date_end"]),
        "date_precision": int(row["date_prec"]),
        "kind": KIND_OF_CODE[row["type_of_violence"]],
        "country": "CAF",
        "admin1": row["adm_1"] or None,
        "admin2": row["adm_2"] or None,
        "place": row["where_coordinates"],
        "latitude": float(row["latitude"]),
        "longitude": float(row["longitude"]),
        "where_precision": int(row["where_prec"]),
        "fatalities_best": int(row["best"]),
        "fatalities_low": int(row["low"]),
        "fatalities_high": int(row["high"]),
        "civilian_fatalities": int(row["deaths_civilians"]),
        "actor_a": row["side_a"].strip(),
        "actor_b": row["side_b"].strip(),
        "published_on": date(2023, 6, 15),
    }


def ged_191() -> pa.Table:
    """UCDP GED 19.1, all countries, 1989 to 2018; the shared copy has no codes of precision."""
    rows = pq.read_table(shared("data/evidence/ged191_global.parquet")).to_pylist()
    return events_of(_ged_191_row(row) for row in rows)


def _ged_191_row(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "event_id": str(row["id"]),
        "source": "ucdp-ged",
        "release": "19.1",
        "started_on": row["date_start"],
        "ended_on": row["date_end"],
        "kind": KIND_OF_WORD[row["type_of_violence"]],
        "country": CODE_OF_COUNTRY.get(row["country"]),
        "latitude": row["latitude"],
        "longitude": row["longitude"],
        "fatalities_best": row["best"],
        "fatalities_low": row["low"],
        "fatalities_high": row["high"],
        "civilian_fatalities": row["deaths_civilians"],
        "actor_a": row["side_a"],
        "actor_b": row["side_b"],
        "published_on": date(2019, 6, 15),
    }


def mission_deaths(mission: str, country: str) -> pa.Table:
    """Deaths of a mission's personnel, one event a person: extract of the UN data hub of 2025-04-04."""
    path: Path = shared("data/evidence/DPPADPOSS-FATALITIES.csv")
    with path.open(encoding="utf-8", newline="") as file:
        once = {row["casualty_id"]: row for row in csv.DictReader(file) if row["mission_acronym"] == mission}
    return events_of(
        {
            "event_id": casualty,
            "source": "un-fatalities",
            "release": "2025-04-04",
            "started_on": _day(row["incident_date"]),
            "kind": "mission_fatality",
            "country": country,
            "fatalities_best": 1,
            "published_on": date(2025, 4, 4),
        }
        for casualty, row in once.items()
    )


def _day(text: str) -> date:
    return date.fromisoformat(text[:10])
