"""Where peacekeepers are: a place on a map, or in a year, with what the maps show there.

Rule: troops are coded from the symbols of maps (a battalion is 650), never reported strength: for where, not
for how many. Unknown is not zero; the grid cell is computed, since the source's own has points on a border in
the wrong cell. Gap: of two maps in one month both are kept; places are not carried forward between maps.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from bluehelm.evidence import import_faults as faults
from bluehelm.evidence.evidence_source import Combined, EvidenceSource
from bluehelm.evidence.received.batch_reader import BatchReader
from bluehelm.evidence.received.text_values import mask_of, whole_numbers
from bluehelm.evidence.sources.geo_pko.geo_pko_layouts import KIND_OF_TABLE, LAYOUTS, release_of_name
from bluehelm.foundation.periods import FIRST_YEAR, LAST_YEAR

if TYPE_CHECKING:
    import pyarrow as pa

MISSING = ("NA", "Na", "unknown")
FLAGS = {
    "has_police": ("unpol.dummy", "unpol"),
    "has_observers": ("unmo.dummy", "unmo"),
    "has_liaison": ("lo",),
    "has_engineers": ("eng",),
    "has_signals": ("sig",),
    "has_transport": ("trans",),
    "has_river_unit": ("riv",),
    "has_medical": ("med",),
    "has_maintenance": ("maint",),
    "has_aviation": ("avia", "av"),
}
"""What the maps show at a place, and the columns that say so; a number above zero is yes."""
KEY = ("table", "mission", "source_map", "started_on", "country", "location", "latitude", "longitude")
NUMBERS = ("troops", "infantry", "reserve")


def deployments_schema() -> pa.Schema:
    """The columns of a place with peacekeepers."""
    import pyarrow as pa

    return pa.schema(
        [
            ("source", pa.string()),
            ("release", pa.string()),
            ("table", pa.string()),
            ("mission", pa.string()),
            ("source_map", pa.string()),
            ("started_on", pa.date32()),
            ("ended_on", pa.date32()),
            ("country", pa.string()),
            ("location", pa.string()),
            ("latitude", pa.float64()),
            ("longitude", pa.float64()),
            ("cell", pa.int32()),
            *((name, pa.int32()) for name in NUMBERS),
            ("average_troops", pa.int32()),
            ("headquarters", pa.int8()),
            *((name, pa.bool_()) for name in FLAGS),
            ("n_contributors", pa.int16()),
            ("contributors", pa.string()),
            ("published_on", pa.date32()),
        ]
    )


def deployments(batch: BatchReader) -> Mapping[str, Any]:
    """The columns of the store for a batch of places."""
    import pyarrow as pa

    mission = batch.identifier("mission")
    start, end = _period(batch)
    country = _country(batch)
    lat, lon = batch.points("latitude", "longitude", country)
    return {
        "table": KIND_OF_TABLE[batch.told.layout.name],
        "mission": mission,
        "source_map": batch.name("source"),
        "started_on": start,
        "ended_on": end,
        "country": country,
        "location": batch.name("location"),
        "latitude": lat,
        "longitude": lon,
        "cell": batch.cells(lat, lon, batch.unknown(pa.int8())),
        "troops": _number(batch, "no.troops", "notroops"),
        "infantry": _number(batch, "inf.no", "infantry"),
        "reserve": _number(batch, "res.no", "reserve"),
        "average_troops": _number(batch, "ave.no.troops"),
        "headquarters": batch.count("hq", MISSING, most=9),
        **{name: _flag(batch, columns) for name, columns in FLAGS.items()},
        **_contributors(batch),
    }


def _period(batch: BatchReader) -> tuple[pa.Array, pa.Array]:
    """The first and last day of the month of a map, or of a year."""
    import pyarrow as pa
    import pyarrow.compute as pc

    year, month = batch.count("year"), batch.count("month")
    fits = pc.and_(pc.greater_equal(year, FIRST_YEAR), pc.less_equal(year, LAST_YEAR))
    batch.set_aside(faults.NOT_A_DAY, ~mask_of(fits), "year")
    year = pc.if_else(fits, year, pa.scalar(None, pa.int64()))
    month = pc.if_else(pc.is_in(month, value_set=pa.array(range(1, 13))), month, pa.scalar(None, pa.int64()))
    start = _first_of(year, pc.fill_null(month, 1))
    is_december = pc.equal(pc.fill_null(month, 12), 12)
    next_month = _first_of(
        pc.if_else(is_december, pc.add(year, 1), year), pc.if_else(is_december, 1, pc.add(month, 1))
    )
    return start, pc.subtract(next_month.cast(pa.int32()), pa.scalar(1, pa.int32())).cast(pa.date32())


def _first_of(year: pa.Array, month: pa.Array) -> pa.Array:
    import pyarrow as pa
    import pyarrow.compute as pc

    two = pc.utf8_lpad(month.cast(pa.string()), 2, padding="0")
    return pc.binary_join_element_wise(year.cast(pa.string()), two, "01", "-").cast(pa.date32())


def _country(batch: BatchReader) -> pa.Array:
    import pyarrow as pa

    if not batch.has("country"):
        return batch.unknown(pa.string())
    return batch.country(batch.country_named("country"), "country")


def _number(batch: BatchReader, *columns: str) -> pa.Array:
    import pyarrow as pa

    found = next((column for column in columns if batch.has(column)), columns[0])
    return batch.count(found, MISSING).cast(pa.int32())


def _flag(batch: BatchReader, columns: Sequence[str]) -> pa.Array:
    import pyarrow as pa
    import pyarrow.compute as pc

    found = next((column for column in columns if batch.has(column)), None)
    if found is None:
        return batch.unknown(pa.bool_())
    return pc.greater(whole_numbers(batch.rows.columns[found], MISSING).values, 0)


def _contributors(batch: BatchReader) -> Mapping[str, Any]:
    """Contributors as one text, `Burkina Faso (150), Nepal (size unknown)`, and how many they are."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if batch.has("year.overview"):
        text = batch.name("year.overview", ("NA",))
        return {"contributors": text, "n_contributors": pc.count_substring(text, "(").cast(pa.int16())}
    named = [n for n in range(1, 18) if batch.has(f"nameoftcc_{n}")]
    if not named:
        return {}
    parts = [_contributor(batch, n) for n in named]
    text = pc.utf8_slice_codeunits(
        pc.binary_join_element_wise(*parts, "", null_handling="replace", null_replacement=""), 2
    )
    n_parts = sum(
        (part.is_valid().cast(pa.int16()) for part in parts[1:]), parts[0].is_valid().cast(pa.int16())
    )
    return {
        "contributors": pc.if_else(pc.equal(text, ""), pa.scalar(None, pa.string()), text),
        "n_contributors": n_parts,
    }


def _contributor(batch: BatchReader, n: int) -> pa.Array:
    import pyarrow.compute as pc

    name = batch.name(f"nameoftcc_{n}", ("NA", "Na"))
    troops = whole_numbers(batch.rows.columns[f"notroopspertcc_{n}"], MISSING).values.cast("string")
    return pc.binary_join_element_wise(", ", name, " (", pc.fill_null(troops, "size unknown"), ")", "")


def one_row_a_place(table: pa.Table) -> Combined:
    """A place once for each map, or once for each year.

    Rule: on a map, rows at one point are added. In FrontMap a place is repeated in a year for each number of
    troops; the highest, the highest headquarters and the most frequent point stand for it.
    """
    import pyarrow as pa

    groups: dict[Any, list[dict[str, Any]]] = defaultdict(list)
    for row in table.to_pylist():
        point = (row["latitude"], row["longitude"]) if row["table"] != "places" else ()
        groups[(*(row[name] for name in KEY[:6]), *point)].append(row)
    rows, added, different = [], [], []
    for same in groups.values():
        rows.append(_put_together(same))
        if len(same) > 1 and same[0]["table"] == "maps":
            added.append(same[0])
        elif len({(row["latitude"], row["longitude"], row["headquarters"]) for row in same}) > 1:
            different.append(same[0])
    met = [(fault, len(found), _place(found[0])) for fault, found in
           ((faults.PLACES_ADDED, added), (faults.PLACE_TOLD_TWICE, different)) if found]  # fmt: skip
    return Combined(pa.Table.from_pylist(rows, schema=table.schema), tuple(met))


def _put_together(same: Sequence[dict[str, Any]]) -> dict[str, Any]:
    made = dict(same[0])
    if len(same) == 1:
        return made
    is_map = made["table"] == "maps"
    for name in (*NUMBERS, "headquarters", *FLAGS):
        known = [row[name] for row in same if row[name] is not None]
        if known:
            made[name] = sum(known) if is_map and name in NUMBERS else max(known)
    points = Counter((row["latitude"], row["longitude"], row["cell"]) for row in same)
    made["latitude"], made["longitude"], made["cell"] = points.most_common(1)[0][0]
    return made


def _place(row: Mapping[str, Any]) -> str:
    return f"{row['mission']}, {row['location']}, {row['started_on'].year}"


SOURCE = EvidenceSource(
    name="geo-pko",
    title="Geo-PKO",
    layouts=LAYOUTS,
    schema=deployments_schema,
    convert=deployments,
    key=KEY,
    area="mission",
    has_several_tables=True,
    combine=one_row_a_place,
    release_of_name=release_of_name,
    licence="no licence text with the data; ask the authors before rows are passed on",
    cite="Cil, Fjelde, Hultman and Nilsson 2020, Mapping blue helmets, JPR 57(2): 360-370",
)
