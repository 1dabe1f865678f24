"""The form in which every source's events lie in the evidence store: one row an event, null is unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

EVENT_KINDS = (
    "state_based",
    "non_state",
    "one_sided",
    "battle",
    "remote_violence",
    "violence_against_civilians",
    "protest",
    "riot",
    "strategic_development",
    "mission_fatality",
)
"""Kinds of event; those of UCDP and those of ACLED are never added."""


def event_schema() -> pa.Schema:
    """The columns of an event, with their types.

    Rule: null is unknown, never zero. `date_precision` runs from 1 (the day) to 5 (more than a month);
    `where_precision` from 1 (the place) to 7 as UCDP codes it; `cell` is null where the place is known too
    badly to stand in one, or not at all. `published_on` is the day from which the event counts as known.
    `cause` and `personnel` are told of deaths in missions alone.
    Gap: where a source tells no low and high estimate, both are unknown.
    """
    import pyarrow as pa

    return pa.schema(
        [
            ("event_id", pa.string()),
            ("source", pa.string()),
            ("release", pa.string()),
            ("started_on", pa.date32()),
            ("ended_on", pa.date32()),
            ("date_precision", pa.int8()),
            ("kind", pa.dictionary(pa.int32(), pa.string())),
            ("country", pa.string()),
            ("admin1", pa.string()),
            ("admin2", pa.string()),
            ("place", pa.string()),
            ("latitude", pa.float64()),
            ("longitude", pa.float64()),
            ("where_precision", pa.int8()),
            ("cell", pa.int32()),
            ("fatalities_best", pa.int32()),
            ("fatalities_low", pa.int32()),
            ("fatalities_high", pa.int32()),
            ("civilian_fatalities", pa.int32()),
            ("civilian_low", pa.int32()),
            ("civilian_high", pa.int32()),
            ("actor_a", pa.string()),
            ("actor_b", pa.string()),
            ("on_mission", pa.bool_()),
            ("published_on", pa.date32()),
            ("is_provisional", pa.bool_()),
            ("stands_for_several", pa.bool_()),
            ("cause", pa.string()),
            ("personnel", pa.string()),
        ]
    )
