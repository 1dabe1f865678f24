"""Rows of ACLED as events of the store.

Rule: deaths are those reported, one number without low and high. Deaths of civilians are not told apart, so
they are unknown. A place known to the first administrative level only is not put into a cell.
Gap: notes and tags are not kept, since they may name people.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from bluehelm.evidence import import_faults as faults
from bluehelm.evidence.country_codes import code_of_gleditsch_ward, code_of_name, code_of_number
from bluehelm.evidence.event_table import event_schema
from bluehelm.evidence.evidence_source import EvidenceSource, day_of_release
from bluehelm.evidence.received.batch_reader import BatchReader
from bluehelm.evidence.received.text_values import looked_up, mask_of, whole_numbers
from bluehelm.evidence.sources.acled.acled_layouts import (
    ACTORS,
    LAYOUTS,
    RIOTS_OR_PROTESTS,
    SUB_TYPES,
    TYPES,
)

if TYPE_CHECKING:
    import pyarrow as pa

MISSING = ("NA",)
MISSION = r"^[A-Z]{3}[A-Z-]*: .*United Nations"
PLACE_CODES = {1: 1, 2: 2, 3: 4}
"""How well the place is known, in the codes of the store: the place, near it, the first level only."""
TIME_CODES = {1: 1, 2: 3, 3: 4}
"""How well the day is known: the day, the week, the month."""


def acled_events(batch: BatchReader) -> Mapping[str, Any]:
    """The columns of the store for a batch of ACLED."""
    identifier = batch.identifier("event_id_cnty")
    first, second = _actor_code(batch, "inter1"), _actor_code(batch, "inter2")
    kind = _kind(batch, first)
    day = batch.day("event_date", month_names=True)
    batch.span(day, day, "event_date")
    _look_at_year(batch, day)
    country = _country(batch)
    lat, lon = batch.points("latitude", "longitude", country)
    where = _recoded(batch.code("geo_precision", 3), PLACE_CODES)
    _look_at_interaction(batch, first, second)
    actor_a, actor_b = batch.name("actor1", MISSING), batch.name("actor2", (*MISSING, "0"))
    return {
        "event_id": identifier,
        "started_on": day,
        "ended_on": day,
        "date_precision": _recoded(batch.code("time_precision", 3), TIME_CODES),
        "kind": kind,
        "country": country,
        "admin1": batch.name("admin1", MISSING),
        "admin2": batch.name("admin2", MISSING),
        "place": batch.name("location", MISSING),
        "latitude": lat,
        "longitude": lon,
        "where_precision": where,
        "cell": batch.cells(lat, lon, where),
        "fatalities_best": batch.deaths("fatalities"),
        "actor_a": actor_a,
        "actor_b": actor_b,
        "on_mission": _on_mission(kind, actor_a, actor_b),
    }


def _actor_code(batch: BatchReader, column: str) -> pa.Array:
    """The kind of an actor as its code; words and numbers mean the same, 0 is nobody."""
    import pyarrow as pa
    import pyarrow.compute as pc

    text = batch.name(column, MISSING)
    word = looked_up(text, ACTORS, pa.string())
    number = pc.replace_substring_regex(text, r"\.0*$", "")
    is_code = pc.match_substring_regex(number, "^[0-8]$")
    return pc.coalesce(word, pc.if_else(is_code, number, pa.scalar(None, pa.string())))


def _kind(batch: BatchReader, first: pa.Array) -> pa.Array:
    """The kind of event; riots and protests were one type until 2018, told apart by the first actor."""
    import pyarrow as pa
    import pyarrow.compute as pc

    found = batch.told_by_word("event_type", TYPES, pa.string())
    is_either = pc.equal(pc.utf8_lower(batch.name("event_type")), RIOTS_OR_PROTESTS)
    told = looked_up(first, {"5": "riot", "6": "protest"}, pa.string())
    found = pc.if_else(is_either, told, found)
    batch.set_aside(faults.UNKNOWN_KIND, mask_of(found.is_null()) & ~mask_of(is_either), "event_type")
    if batch.has("sub_event_type"):
        sub = pc.utf8_lower(batch.name("sub_event_type", MISSING))
        unlisted = pc.and_(pc.is_valid(sub), pc.invert(pc.is_in(sub, value_set=pa.array(SUB_TYPES))))
        batch.warn(faults.UNLISTED_WORD, mask_of(unlisted), "sub_event_type")
    return found


def _look_at_year(batch: BatchReader, day: pa.Array) -> None:
    """A year of two digits must be that of the year column; of four, the date counts."""
    import pyarrow.compute as pc

    if not batch.has("year"):
        return
    told = whole_numbers(batch.rows.columns["year"]).values
    differs = mask_of(pc.not_equal(told, pc.year(day)))
    is_short = mask_of(pc.match_substring_regex(batch.rows.columns["event_date"], r"[A-Za-z][ -]\d{2}\s*$"))
    batch.set_aside(faults.NOT_A_DAY, differs & is_short, "event_date", "year")
    batch.warn(faults.OTHER_YEAR, differs & ~is_short, "event_date", "year")


def _country(batch: BatchReader) -> pa.Array:
    """By the ISO code, the ISO number, the number of Gleditsch and Ward, or the name."""
    import pyarrow as pa
    import pyarrow.compute as pc

    found = batch.name("iso3")
    for column, table in (("iso", code_of_number), ("gwno", code_of_gleditsch_ward)):
        if batch.has(column):
            number = whole_numbers(batch.rows.columns[column]).values.cast(pa.string())
            found = pc.coalesce(found, looked_up(number, table(), pa.string()))
    found = pc.coalesce(found, looked_up(batch.name("country"), code_of_name(), pa.string()))
    return batch.country(found, "country")


def _look_at_interaction(batch: BatchReader, first: pa.Array, second: pa.Array) -> None:
    """Points at codes of interaction that are not what the two actors make: the smaller first, 0 last."""
    import pyarrow.compute as pc

    if not batch.has("interaction"):
        return
    second = pc.fill_null(second, "0")
    is_in_order = pc.or_(pc.equal(second, "0"), pc.less_equal(first, second))
    made = pc.if_else(
        is_in_order,
        pc.binary_join_element_wise(first, second, ""),
        pc.binary_join_element_wise(second, first, ""),
    )
    told = batch.name("interaction", MISSING)
    is_code = pc.match_substring_regex(told, r"^\d{2}$")
    differs = pc.and_(is_code, pc.not_equal(told, made))
    batch.warn(faults.RECOMPUTED, mask_of(differs), "interaction", "inter1", "inter2")


def _recoded(codes: pa.Array, table: Mapping[int, int]) -> pa.Array:
    import pyarrow as pa
    import pyarrow.compute as pc

    places = pc.index_in(codes, value_set=pa.array(list(table), pa.int8()))
    return pa.array(list(table.values()), pa.int8()).take(places)


def _on_mission(kind: pa.Array, actor_a: pa.Array, actor_b: pa.Array) -> pa.Array:
    """Whether a United Nations mission was attacked: it is the second actor, or the first in a battle."""
    import pyarrow.compute as pc

    is_b = pc.fill_null(pc.match_substring_regex(actor_b, MISSION), fill_value=False)
    is_a = pc.fill_null(pc.match_substring_regex(actor_a, MISSION), fill_value=False)
    is_battle = pc.fill_null(pc.equal(kind, "battle"), fill_value=False)
    return pc.or_(is_b, pc.and_(is_a, is_battle))


SOURCE = EvidenceSource(
    name="acled",
    title="ACLED",
    layouts=LAYOUTS,
    schema=event_schema,
    convert=acled_events,
    key=("event_id",),
    published_on=day_of_release,
    licence="terms of use of ACLED: rows are never passed on or shown; attribution on every figure",
    cite="Raleigh, Linke, Hegre and Karlsen 2010, JPR 47(5): 651-660, with the day of access",
    may_be_shown=False,
)
