"""Deaths in missions as events: one row a death, without place, under the country the mission works in.

Rule: only a malicious act is hostile; where the cause is not yet determined, whether it was is unknown.
Gap: no incident is told, so that several deaths on a day may be one attack; gender and nationality are not
kept, since with the mission and the day they would single out a person.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bluehelm.evidence.event_table import event_schema
from bluehelm.evidence.evidence_source import EvidenceSource, day_of_release
from bluehelm.evidence.mission_hosts import HOST_OF_MISSION
from bluehelm.evidence.received.batch_reader import BatchReader
from bluehelm.evidence.received.layout import Layout
from bluehelm.evidence.received.text_values import looked_up

COLUMNS = tuple(
    "id,incident_date,casualty_id,mission_acronym,type_of_casualty,gender,casualty_nationality,"
    "casualty_personnel_type,type_of_incident,m49_code,isocode3,last_update".split(",")
)
LAYOUT = Layout(
    "fatalities of the UN data hub (DPPADPOSS-FATALITIES)",
    shows=frozenset({"casualty_id", "incident_date"}),
    needs=(("casualty_id",), ("incident_date",), ("mission_acronym",), ("type_of_incident",)),
    columns=COLUMNS,
)
HOSTILE = {"malicious act": True, "accident": False, "illness": False, "self-inflicted": False}


def mission_deaths(batch: BatchReader) -> Mapping[str, Any]:
    """The columns of the store for a batch of deaths."""
    import pyarrow as pa

    identifier = batch.identifier("casualty_id")
    day = batch.day("incident_date")
    batch.span(day, day, "incident_date")
    mission = batch.name("mission_acronym")
    return {
        "event_id": identifier,
        "started_on": day,
        "ended_on": day,
        "kind": batch.all_of("mission_fatality", pa.string()),
        "country": looked_up(mission, HOST_OF_MISSION, pa.string()),
        "fatalities_best": 1,
        "actor_b": mission,
        "on_mission": batch.told_by_word("type_of_incident", HOSTILE, pa.bool_()),
        "cause": batch.name("type_of_incident"),
        "personnel": batch.name("casualty_personnel_type"),
    }


SOURCE = EvidenceSource(
    name="un-fatalities",
    title="UN data hub, fatalities",
    layouts=(LAYOUT,),
    schema=event_schema,
    convert=mission_deaths,
    key=("event_id",),
    called=("dppadposs-fatalities",),
    release_column="last_update",
    covers_everywhere=True,
    published_on=day_of_release,
    licence="unclassified and publicly released; the same sets appear as CC BY-IGO",
    cite="United Nations, Peace and Security Data Hub, DPPADPOSS-FATALITIES, day of the extract",
)
