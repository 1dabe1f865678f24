"""Counts of events and deaths by month and administrative area, in both layouts of HDX.

Rule: attacks on civilians are a part of political violence, and rows of different levels tell of the same
events; one kind and one level is chosen, never added. Gap: the counts have no low and high estimate.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from bluehelm.evidence import import_faults as faults
from bluehelm.evidence.evidence_source import EvidenceSource, day_of_release
from bluehelm.evidence.received.batch_reader import BatchReader
from bluehelm.evidence.received.layout import Layout
from bluehelm.evidence.received.text_values import mask_of

if TYPE_CHECKING:
    import pyarrow as pa

KINDS = ("political_violence", "civilian_targeting", "demonstration")
_ONE = (
    "country iso3,admin 1 pcode,admin 1 name,admin 2 pcode,admin 2 name,start date,end date,event type,"
    "events,fatalities,dataset id,resource id"
)
_TWO = (
    "location_code,has_hrp,in_gho,provider_admin1_name,provider_admin2_name,admin1_code,admin1_name,"
    "admin2_code,admin2_name,admin_level,event_type,events,fatalities,reference_period_start,"
    "reference_period_end,dataset_hdx_id,resource_hdx_id,warning,error,dataset_id,resource_id"
)
LAYOUTS = (
    Layout(
        "conflict events of HDX, by country",
        shows=frozenset({"country iso3", "start date", "event type"}),
        needs=(("country iso3",), ("start date",), ("end date",), ("event type",), ("events",),
               ("fatalities",)),
        columns=tuple(_ONE.split(",")),
    ),
    Layout(
        "conflict events of HDX HAPI",
        shows=frozenset({"location_code", "reference_period_start", "event_type"}),
        needs=(("location_code",), ("reference_period_start",), ("reference_period_end",), ("event_type",),
               ("events",), ("fatalities",)),
        columns=tuple(_TWO.split(",")),
    ),
)  # fmt: skip
_NAMES = {
    "country": ("country iso3", "location_code"),
    "admin1_code": ("admin 1 pcode", "admin1_code"),
    "admin1": ("admin 1 name", "admin1_name"),
    "admin2_code": ("admin 2 pcode", "admin2_code"),
    "admin2": ("admin 2 name", "admin2_name"),
    "start": ("start date", "reference_period_start"),
    "end": ("end date", "reference_period_end"),
    "kind": ("event type", "event_type"),
}


def counts_schema() -> pa.Schema:
    """The columns of a count by month and area."""
    import pyarrow as pa

    return pa.schema(
        [
            ("source", pa.string()),
            ("release", pa.string()),
            ("country", pa.string()),
            ("level", pa.int8()),
            ("admin1_code", pa.string()),
            ("admin1", pa.string()),
            ("admin2_code", pa.string()),
            ("admin2", pa.string()),
            ("kind", pa.string()),
            ("started_on", pa.date32()),
            ("ended_on", pa.date32()),
            ("n_events", pa.int32()),
            ("fatalities", pa.int32()),
            ("is_matched", pa.bool_()),
            ("published_on", pa.date32()),
        ]
    )


def hapi_counts(batch: BatchReader) -> Mapping[str, Any]:
    """The columns of the store for a batch of counts."""
    import pyarrow as pa
    import pyarrow.compute as pc

    kind = pc.utf8_lower(batch.name(_column(batch, "kind")))
    known = pc.is_in(kind, value_set=pa.array(KINDS))
    batch.set_aside(faults.UNKNOWN_KIND, ~mask_of(known), _column(batch, "kind"))
    start, end = batch.day(_column(batch, "start")), batch.day(_column(batch, "end"))
    batch.span(start, end, _column(batch, "start"), _column(batch, "end"))
    places = {name: batch.name(_column(batch, name)) for name in
              ("country", "admin1_code", "admin1", "admin2_code", "admin2")}  # fmt: skip
    matched = pc.is_null(batch.name("error"))
    batch.warn(faults.NOT_MATCHED, ~mask_of(matched), "error")
    level = _level(batch, places)
    _look_at_parts(batch, kind, level)
    return places | {
        "level": level,
        "kind": kind,
        "started_on": start,
        "ended_on": end,
        "n_events": batch.count("events").cast(pa.int32()),
        "fatalities": batch.deaths("fatalities"),
        "is_matched": matched,
    }


def _column(batch: BatchReader, name: str) -> str:
    return next((column for column in _NAMES[name] if batch.has(column)), _NAMES[name][0])


def _level(batch: BatchReader, places: Mapping[str, pa.Array]) -> pa.Array:
    """The level of a row: as told, else by the deepest area it names."""
    import pyarrow as pa
    import pyarrow.compute as pc

    deepest = pc.if_else(
        pc.is_valid(places["admin2_code"]), 2, pc.if_else(pc.is_valid(places["admin1_code"]), 1, 0)
    )
    told = batch.count("admin_level", most=9)
    return pc.coalesce(told, deepest.cast(pa.int64())).cast(pa.int8())


def _look_at_parts(batch: BatchReader, kind: pa.Array, level: pa.Array) -> None:
    import pyarrow.compute as pc

    is_part = mask_of(pc.equal(kind, "civilian_targeting"))
    deeper = mask_of(pc.less(level, pc.max(level)))
    batch.warn(faults.COUNTED_BESIDE, is_part | deeper)


SOURCE = EvidenceSource(
    name="hdx-hapi",
    title="HDX HAPI conflict events",
    layouts=LAYOUTS,
    schema=counts_schema,
    convert=hapi_counts,
    key=("country", "level", "admin1_code", "admin1", "admin2_code", "admin2", "kind", "started_on"),
    published_on=day_of_release,
    licence="terms of use of ACLED, from whose events the counts are made",
    cite="Raleigh, Linke, Hegre and Karlsen 2010, JPR 47(5): 651-660, by way of HDX",
    may_be_shown=False,
)
