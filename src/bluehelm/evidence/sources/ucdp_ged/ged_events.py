"""Rows of UCDP GED as events of the store.

Rule: what the source states is kept, also where low, best and high are out of order; deaths of civilians are
those of all three types of violence. Gap: conflicts, dyads and identifiers of actors are not kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from bluehelm.evidence import import_faults as faults
from bluehelm.evidence.country_codes import code_of_gleditsch_ward, code_of_name
from bluehelm.evidence.event_table import event_schema
from bluehelm.evidence.evidence_source import EvidenceSource
from bluehelm.evidence.received.batch_reader import BatchReader
from bluehelm.evidence.received.text_values import looked_up, mask_of, whole_numbers
from bluehelm.evidence.sources.ucdp_ged.ged_layouts import LAYOUTS, header_supplied
from bluehelm.evidence.sources.ucdp_ged.ged_releases import covers, published_on, release_of_name

if TYPE_CHECKING:
    import pyarrow as pa

KINDS = {
    "1": "state_based",
    "2": "non_state",
    "3": "one_sided",
    "state-based conflict": "state_based",
    "non-state conflict": "non_state",
    "one-side violence": "one_sided",
    "one-sided violence": "one_sided",
}
SPANS = {1: (0, 0), 2: (1, 5), 3: (6, 6), 4: (7, 30), 5: (31, 365)}
"""Days between first and last day that fit a code of precision."""


def ged_events(batch: BatchReader) -> Mapping[str, Any]:
    """The columns of the store for a batch of GED."""
    import pyarrow as pa

    identifier = batch.identifier("id")
    kind = batch.told_by_word("type_of_violence", KINDS, pa.string())
    batch.set_aside(faults.UNKNOWN_KIND, mask_of(kind.is_null()), "type_of_violence")
    start, end = batch.day("date_start"), batch.day("date_end")
    batch.span(start, end, "date_start", "date_end")
    batch.year("year", start)
    country = _country(batch)
    lat, lon = batch.points("latitude", "longitude", country)
    precision, date_precision = batch.code("where_prec", 7), batch.code("date_prec", 5)
    _look_at_spans(batch, start, end, date_precision)
    _look_at_precision(batch, precision, date_precision)
    cell = batch.cells(lat, lon, precision)
    _look_at_cells(batch, batch.cells(lat, lon, batch.unknown(pa.int8())))
    return {
        "event_id": identifier,
        "started_on": start,
        "ended_on": end,
        "date_precision": date_precision,
        "kind": kind,
        "country": country,
        "admin1": batch.name("adm_1"),
        "admin2": batch.name("adm_2"),
        "place": batch.name("where_coordinates"),
        "latitude": lat,
        "longitude": lon,
        "where_precision": precision,
        "cell": cell,
        **_deaths(batch, kind),
        "actor_a": batch.name("side_a"),
        "actor_b": batch.name("side_b"),
        "is_provisional": _provisional(batch),
        "stands_for_several": _several(batch),
    }


def _country(batch: BatchReader) -> pa.Array:
    """The code of the HDX form, else by number, else by name; an unlisted name is pointed at."""
    import pyarrow as pa
    import pyarrow.compute as pc

    found = batch.name("iso3")
    if batch.has("country_id"):
        number = whole_numbers(batch.rows.columns["country_id"]).values.cast(pa.string())
        found = pc.coalesce(found, looked_up(number, code_of_gleditsch_ward(), pa.string()))
    if batch.has("country"):
        found = pc.coalesce(found, looked_up(batch.name("country"), code_of_name(), pa.string()))
    return batch.country(found, "country")


def _deaths(batch: BatchReader, kind: pa.Array) -> Mapping[str, Any]:
    import pyarrow.compute as pc

    best, low, high = (batch.deaths(name) for name in ("best", "low", "high"))
    civilians, unknown = batch.deaths("deaths_civilians"), batch.deaths("deaths_unknown")
    side_a, side_b = batch.deaths("deaths_a"), batch.deaths("deaths_b")
    disordered = pc.or_(pc.greater(low, best), pc.or_(pc.greater(best, high), pc.greater(low, high)))
    batch.warn(faults.ESTIMATES_OUT_OF_ORDER, mask_of(disordered), "low", "best", "high")
    total = pc.add(pc.add(side_a, side_b), pc.add(civilians, unknown))
    batch.warn(faults.PARTS_DIFFER, mask_of(pc.not_equal(total, best)), "best")
    on_a_side = pc.and_(pc.equal(kind, "one_sided"), pc.greater(pc.add(side_a, side_b), 0))
    batch.warn(faults.DEATHS_ON_A_SIDE, mask_of(on_a_side), "deaths_a", "deaths_b")
    return {
        "fatalities_best": best,
        "fatalities_low": low,
        "fatalities_high": high,
        "civilian_fatalities": civilians,
    }


def _look_at_spans(batch: BatchReader, start: pa.Array, end: pa.Array, precision: pa.Array) -> None:
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    days = pc.subtract(end.cast(pa.int32()), start.cast(pa.int32()))
    least, most = (np.array([0, *(SPANS[code][place] for code in range(1, 6))]) for place in (0, 1))
    code = pc.fill_null(precision, 0).to_numpy(zero_copy_only=False).astype(np.int64)
    span = pc.fill_null(days, 0).to_numpy(zero_copy_only=False)
    misfit = (code > 0) & ((span < least[code]) | (span > most[code]))
    batch.warn(faults.OTHER_SPAN, misfit, "date_prec", "date_start", "date_end")


def _look_at_precision(batch: BatchReader, where: pa.Array, when: pa.Array) -> None:
    unknown = mask_of(where.is_null()) | mask_of(when.is_null())
    batch.warn(faults.PRECISION_UNKNOWN, unknown)


def _look_at_cells(batch: BatchReader, cell: pa.Array) -> None:
    import pyarrow.compute as pc

    if batch.has("priogrid_gid"):
        told = whole_numbers(batch.rows.columns["priogrid_gid"]).values
        batch.warn(faults.OTHER_CELL, mask_of(pc.not_equal(told, cell)), "priogrid_gid")


def _provisional(batch: BatchReader) -> pa.Array:
    import pyarrow as pa
    import pyarrow.compute as pc

    if not batch.has("code_status"):
        return batch.unknown(pa.bool_())
    found = pc.starts_with(batch.name("code_status"), "Check", ignore_case=True)
    batch.warn(faults.PROVISIONAL, mask_of(found), "code_status")
    return found


def _several(batch: BatchReader) -> pa.Array:
    """Whether one row stands for several clashes that the source does not tell apart."""
    import pyarrow.compute as pc

    return pc.equal(batch.code("event_clarity", 2), 2)


SOURCE = EvidenceSource(
    name="ucdp-ged",
    title="UCDP GED",
    layouts=LAYOUTS,
    schema=event_schema,
    convert=ged_events,
    key=("event_id",),
    release_of_name=release_of_name,
    covers=covers,
    published_on=published_on,
    before_header=header_supplied,
    licence="free with citation, reported as CC BY 4.0; to be confirmed on the owner's page",
    cite="Sundberg and Melander 2013, JPR 50(4): 523-532, and the yearly article on organized violence",
)
