"""What one release changed against another: rows withdrawn, added and revised, deaths before and after.

Rule: only countries and days that both releases cover are compared, so that a new year is no revision.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from bluehelm.evidence.evidence_source import EvidenceSource
from bluehelm.evidence.release_store import ReleaseOnFile

if TYPE_CHECKING:
    import ibis.expr.types as ir
    import pyarrow as pa

NOT_CONTENT = {"source", "release", "published_on", "is_provisional"}
GROUPS = {
    "moved": ("latitude", "longitude"),
    "re_dated": ("started_on", "ended_on"),
    "re_typed": ("kind",),
    "re_counted": ("fatalities_best", "fatalities_low", "fatalities_high", "civilian_fatalities"),
}
"""What a revision of an event may touch, by its name in the report."""
SUMS = ("fatalities_best", "civilian_fatalities")


def compare_releases(old: ReleaseOnFile, new: ReleaseOnFile, source: EvidenceSource) -> Mapping[str, Any]:
    """What the new release says otherwise than the old, as counts, and sums of deaths before and after."""
    import ibis

    store = ibis.duckdb.connect(memory_limit="1500MB")
    before = _rows(store, old, new, source).mutate(was_there=ibis.literal(value=True))
    after = _rows(store, new, old, source).mutate(is_there=ibis.literal(value=True))
    both = before.outer_join(after, list(source.key), rname="{name}_new")
    row = both.aggregate(**_measures(both, source)).to_pyarrow().to_pylist()[0]
    counts = {name: int(value or 0) for name, value in row.items()}
    return {
        "against": old.release,
        "sha256_against": old.sha256,
        "n_later": _n_rows(store, new) - counts["n_after"],
        **counts,
    }


def _rows(store: Any, mine: ReleaseOnFile, other: ReleaseOnFile, source: EvidenceSource) -> ir.Table:
    """The rows of a release in countries and days that the other covers as well."""
    import ibis

    table = store.read_parquet([str(path) for path in mine.parts])
    covered = _shared(mine.manifest["coverage"], other.manifest["coverage"])
    first = source.time[0]
    if not covered:
        return table.filter(ibis.literal(value=False))
    stretches = ibis.memtable(_as_table(covered))
    is_covered = (table[first] >= stretches.covered_from) & (table[first] < stretches.covered_until)
    if "*" not in covered:
        is_covered = is_covered & (table[source.area] == stretches.covered_area)
    return table.semi_join(stretches, is_covered)


def _as_table(covered: Mapping[str, tuple[date, date]]) -> pa.Table:
    import pyarrow as pa

    firsts, afters = zip(*covered.values(), strict=True)
    return pa.table(
        {
            "covered_area": pa.array(covered, pa.string()),
            "covered_from": pa.array(firsts, pa.date32()),
            "covered_until": pa.array(afters, pa.date32()),
        }
    )


def _shared(mine: Mapping[str, Any], other: Mapping[str, Any]) -> Mapping[str, tuple[date, date]]:
    shared = {}
    for area in mine.keys() & other.keys():
        first = max(mine[area]["from"], other[area]["from"])
        after = min(mine[area]["until"], other[area]["until"])
        if first < after:
            shared[area] = (date.fromisoformat(first), date.fromisoformat(after))
    return shared


def _measures(both: ir.Table, source: EvidenceSource) -> dict[str, Any]:
    names = [name for name in source.schema().names if name not in {*NOT_CONTENT, *source.key}]
    was, is_now = both.was_there.notnull(), both.is_there.notnull()
    in_both = was & is_now
    measures = {
        "n_before": was.sum(),
        "n_after": is_now.sum(),
        "n_added": (is_now & ~was).sum(),
        "n_withdrawn": (was & ~is_now).sum(),
    }
    groups = {group: columns for group, columns in GROUPS.items() if set(columns) <= set(names)}
    touched = [name for columns in groups.values() for name in columns] or names
    measures["n_revised"] = (in_both & _differs(both, touched)).sum()
    for group, columns in groups.items():
        measures[f"n_{group}"] = (in_both & _differs(both, columns)).sum()
    for name in SUMS:
        if name in names:
            measures |= {f"{name}_before": both[name].sum(), f"{name}_after": both[f"{name}_new"].sum()}
    return measures


def _differs(both: ir.Table, columns: Any) -> Any:
    import ibis

    return ibis.or_(*(~both[name].identical_to(both[f"{name}_new"]) for name in columns))


def _n_rows(store: Any, one: ReleaseOnFile) -> int:
    return int(store.read_parquet([str(path) for path in one.parts]).count().to_pyarrow().as_py())
