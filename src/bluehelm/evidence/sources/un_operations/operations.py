"""Peacekeeping operations with their dates and headquarters.

Rule: this source writes decimal commas and exchanges some coordinates; both are put right. The point is a pin
on a map and nothing else. An end that is missing means open only where the operation is active. Gap: umbrella
rows (UNEF, UNAVEM, UNOSOM) stand beside their parts; the rows are not the number of operations.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from bluehelm.evidence.evidence_source import EvidenceSource, day_of_release
from bluehelm.evidence.mission_hosts import HOST_OF_MISSION
from bluehelm.evidence.received.batch_reader import BatchReader
from bluehelm.evidence.received.layout import Layout
from bluehelm.evidence.received.text_values import days, looked_up

if TYPE_CHECKING:
    import pyarrow as pa

COLUMNS = tuple(
    "id,mission_acronym,mission_name,lead_department,mission_isactive,start_date,end_date,"
    "mission_location,mission_longitude,mission_latitude,last_update".split(",")
)
LAYOUT = Layout(
    "operations of the UN data hub (DPPADPOSS-PKO)",
    shows=frozenset({"mission_acronym", "mission_isactive"}),
    needs=(
        ("mission_acronym",),
        ("start_date",),
        ("end_date",),
        ("mission_longitude",),
        ("mission_latitude",),
    ),
    columns=COLUMNS,
)


def operations_schema() -> pa.Schema:
    """The columns of an operation."""
    import pyarrow as pa

    return pa.schema(
        [
            ("source", pa.string()),
            ("release", pa.string()),
            ("mission", pa.string()),
            ("name", pa.string()),
            ("lead_department", pa.string()),
            ("is_active", pa.bool_()),
            ("started_on", pa.date32()),
            ("ended_on", pa.date32()),
            ("headquarters", pa.string()),
            ("country", pa.string()),
            ("latitude", pa.float64()),
            ("longitude", pa.float64()),
            ("published_on", pa.date32()),
        ]
    )


def operations(batch: BatchReader) -> Mapping[str, Any]:
    """The columns of the store for a batch of operations."""
    import pyarrow as pa

    mission = batch.identifier("mission_acronym")
    country = looked_up(mission, HOST_OF_MISSION, pa.string())
    lat, lon = batch.points("mission_latitude", "mission_longitude", country, decimal_comma=True)
    return {
        "mission": mission,
        "name": batch.name("mission_name"),
        "lead_department": batch.name("lead_department"),
        "is_active": batch.told_by_word("mission_isactive", {"yes": True, "no": False}, pa.bool_()),
        "started_on": days(batch.rows.columns["start_date"]).values,
        "ended_on": days(batch.rows.columns["end_date"]).values,
        "headquarters": batch.name("mission_location"),
        "country": country,
        "latitude": lat,
        "longitude": lon,
    }


SOURCE = EvidenceSource(
    name="un-operations",
    title="UN data hub, operations",
    layouts=(LAYOUT,),
    schema=operations_schema,
    convert=operations,
    key=("mission",),
    area="mission",
    called=("dppadposs-pko",),
    release_column="last_update",
    published_on=day_of_release,
    licence="unclassified and publicly released; the same sets appear as CC BY-IGO",
    cite="United Nations, Peace and Security Data Hub, DPPADPOSS-PKO, day of the extract",
)
