"""Uniformed personnel by contributor, mission, kind and month.

Rule: troops, staff officers and experts are military, formed units and individual officers are police. A
contributor without a row in a month the mission has is zero; a mission without any row is unknown.
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

KINDS = {
    "troops": "military",
    "staff_officer": "military",
    "staff_officers": "military",
    "experts_on_mission": "military",
    "formed_police_units": "police",
    "individual_police": "police",
}
COLUMNS = tuple(
    "contribution_id,isocode3,m49_code,contributing_country,mission_acronym,personnel_type,"
    "female_personnel,male_personnel,last_reporting_date".split(",")
)
LAYOUT = Layout(
    "contributions of the UN data hub (DPO-UCHISTORICAL)",
    shows=frozenset({"personnel_type", "mission_acronym"}),
    shows_any=frozenset({"female_personnel", "male_personnel"}),
    needs=(("isocode3",), ("mission_acronym",), ("personnel_type",), ("female_personnel",),
           ("male_personnel",), ("last_reporting_date",)),
    columns=(*COLUMNS, "last_update"),
)  # fmt: skip


def contributions_schema() -> pa.Schema:
    """The columns of a contribution in a month."""
    import pyarrow as pa

    return pa.schema(
        [
            ("source", pa.string()),
            ("release", pa.string()),
            ("contributor", pa.string()),
            ("mission", pa.string()),
            ("kind", pa.string()),
            ("group", pa.string()),
            ("started_on", pa.date32()),
            ("ended_on", pa.date32()),
            ("n_women", pa.int32()),
            ("n_men", pa.int32()),
            ("n_people", pa.int32()),
            ("published_on", pa.date32()),
        ]
    )


def contributed_personnel(batch: BatchReader) -> Mapping[str, Any]:
    """The columns of the store for a batch of contributions."""
    import pyarrow as pa
    import pyarrow.compute as pc

    written = pc.utf8_lower(batch.name("personnel_type"))
    kind = pc.replace_substring_regex(written, r"[ -]+", "_")
    group = pc.coalesce(*(pc.if_else(pc.equal(kind, name), value, pa.scalar(None, pa.string()))
                          for name, value in KINDS.items()))  # fmt: skip
    batch.set_aside(faults.UNKNOWN_KIND, mask_of(group.is_null()), "personnel_type")
    day = batch.day("last_reporting_date")
    batch.span(day, day, "last_reporting_date")
    women, men = batch.count("female_personnel"), batch.count("male_personnel")
    return {
        "contributor": batch.country(batch.name("isocode3"), "contributing_country"),
        "mission": batch.name("mission_acronym"),
        "kind": kind,
        "group": group,
        "started_on": pc.floor_temporal(day, unit="month").cast(pa.date32()),
        "ended_on": day,
        "n_women": women,
        "n_men": men,
        "n_people": pc.add(women, men),
    }


SOURCE = EvidenceSource(
    name="un-contributions",
    title="UN data hub, uniformed contributions",
    layouts=(LAYOUT,),
    schema=contributions_schema,
    convert=contributed_personnel,
    key=("mission", "contributor", "kind", "started_on"),
    area="mission",
    called=("dpo-uchistorical",),
    release_column="last_update",
    published_on=day_of_release,
    licence="unclassified and publicly released; the same sets appear as CC BY-IGO",
    cite="United Nations, Peace and Security Data Hub, DPO-UCHISTORICAL, day of the extract",
)
