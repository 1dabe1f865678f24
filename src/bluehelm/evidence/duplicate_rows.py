"""Rows of one file with the same key: the same content is one row, of different content the last is kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class Duplicates:
    """Places of rows to be dropped: those that say the same again, and those that say something else."""

    same: tuple[tuple[int, str], ...] = ()
    different: tuple[tuple[int, str], ...] = ()

    @property
    def dropped(self) -> frozenset[int]:
        """The places of all of them."""
        return frozenset(place for place, _ in (*self.same, *self.different))


def joined_keys(table: pa.Table, key: Sequence[str]) -> pa.Array:
    """The key of each row as one text."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if len(key) == 1:
        return table[key[0]].cast(pa.string()).combine_chunks()
    texts = [pc.fill_null(table[name].cast(pa.string()), "") for name in key]
    return pc.binary_join_element_wise(*texts, " | ").combine_chunks()


def find_duplicates(keys: pa.ChunkedArray, part: Path) -> Duplicates:
    """Which rows of a file of rows repeat a key."""
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    if pc.count_distinct(keys, mode="all").as_py() == len(keys):
        return Duplicates()
    counted = keys.combine_chunks().value_counts() if hasattr(keys, "combine_chunks") else keys.value_counts()
    repeated = counted.field("values").filter(pc.greater(counted.field("counts"), 1))
    is_repeated = pc.is_in(keys, value_set=repeated)
    places = pc.indices_nonzero(is_repeated)
    rows = pq.read_table(part).take(places).to_pylist()
    places_of: dict[Any, list[tuple[int, dict[str, Any]]]] = defaultdict(list)
    taken = keys.take(places) if isinstance(keys, pa.Array) else keys.take(places).combine_chunks()
    for name, place, row in zip(taken.to_pylist(), places.to_pylist(), rows, strict=True):
        places_of[name].append((place, row))
    return _told_apart(places_of)


def _told_apart(places_of: dict[Any, list[tuple[int, dict[str, Any]]]]) -> Duplicates:
    same: list[tuple[int, str]] = []
    different: list[tuple[int, str]] = []
    for name, rows in places_of.items():
        kept = rows[-1][1]
        for place, row in rows[:-1]:
            (same if row == kept else different).append((place, str(name)))
    return Duplicates(tuple(same), tuple(different))


def without_rows(part: Path, dropped: frozenset[int]) -> None:
    """Writes a file of rows anew without some of them."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.parquet as pq

    written = part.with_suffix(".tmp")
    file = pq.ParquetFile(part)
    gone = np.fromiter(dropped, dtype=np.int64)
    n_before = 0
    with pq.ParquetWriter(written, file.schema_arrow, compression="zstd") as writer:
        for batch in file.iter_batches(131_072):
            places = np.arange(n_before, n_before + batch.num_rows)
            table = pa.Table.from_batches([batch]).filter(pa.array(~np.isin(places, gone)))
            writer.write_table(table)
            n_before += batch.num_rows
    written.replace(part)
