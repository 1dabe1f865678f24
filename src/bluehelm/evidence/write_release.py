"""Rows read batch by batch and written as the Parquet of a release, with what was met on the way."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bluehelm.dossier.reading_faults import ReadingFault
from bluehelm.evidence.duplicate_rows import Duplicates, find_duplicates, joined_keys, without_rows
from bluehelm.evidence.evidence_source import Combined, EvidenceSource
from bluehelm.evidence.received.batch_reader import BatchReader
from bluehelm.evidence.received.layout import Told
from bluehelm.evidence.received.oddities import Oddities
from bluehelm.evidence.received.received_file import OnBytes, ReceivedFile
from bluehelm.evidence.received.text_rows import OddRow, RowsRead, lines_of, text_rows
from bluehelm.evidence.recognise_layout import Recognised

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

PART = "part-00000.parquet"
ROWS_A_GROUP = 131_072


@dataclass(slots=True)
class Written:
    """What was written, and what was met while reading.

    rows   place in the file of each row kept
    extents   by country the first and the last day told of, up to the day of the import
    lines, odd_rows   where rows begin in the file, and rows of another length; only where something was met
    """

    read: RowsRead
    odd: Oddities
    n_kept: int = 0
    n_placed: int = 0
    n_exchanged: int = 0
    rows: list[NDArray[np.int64]] = field(default_factory=list)
    keys: list[pa.Array] = field(default_factory=list)
    extents: dict[str, tuple[date, date]] = field(default_factory=dict)
    duplicates: Duplicates = field(default_factory=Duplicates)
    combined: tuple[tuple[ReadingFault, int, str], ...] = ()
    lines: Sequence[int] = ()
    odd_rows: Sequence[OddRow] = ()


def write_rows(
    received: ReceivedFile, recognised: Recognised, told: Told, folder: Path, on_bytes: OnBytes | None
) -> Written:
    """Reads every row and writes those that can be used. Raises UnreadableEvidence."""
    import pyarrow.parquet as pq

    source = recognised.source
    written = Written(RowsRead(), Oddities())
    batches = text_rows(received, recognised.header, recognised.wanted, written.read, on_bytes)
    held: list[pa.Table] = []
    with pq.ParquetWriter(folder / PART, source.schema(), compression="zstd") as writer:
        for rows in batches:
            batch = BatchReader(rows, written.odd, told, _shown(recognised))
            held.append(_kept(batch, source, told, written))
            if sum(table.num_rows for table in held) >= ROWS_A_GROUP:
                _write(writer, held)
                held = []
        _write(writer, held)
    if source.combine is not None:
        _combine(written, source.combine, folder / PART)
    else:
        _drop_duplicates(written, folder / PART)
    if written.odd.met or written.duplicates.dropped or written.read.n_odd_lengths:
        written.lines, written.odd_rows = lines_of(received, recognised.header, written.read)
    return written


def _combine(written: Written, combine: Callable[[pa.Table], Combined], part: Path) -> None:
    import pyarrow.parquet as pq

    combined = combine(pq.read_table(part))
    written.n_kept = combined.table.num_rows
    written.combined = combined.met
    pq.write_table(combined.table, part, compression="zstd")


def _shown(recognised: Recognised) -> tuple[str, ...]:
    """The columns that name a row where a finding shows one."""
    first = next((group for group in recognised.layout.needs if len(group) == 1), ())
    return tuple(name for name in first if name in recognised.wanted)


def _write(writer: Any, held: list[pa.Table]) -> None:
    import pyarrow as pa

    if held:
        writer.write_table(pa.concat_tables(held).combine_chunks())


def _kept(batch: BatchReader, source: EvidenceSource, told: Told, written: Written) -> pa.Table:
    """The rows of a batch that can be used, in the columns of the store."""
    import numpy as np
    import pyarrow as pa

    found = dict(source.convert(batch))
    found |= {"source": told.source, "release": told.release}
    found.setdefault("published_on", told.available_from)
    columns = [_column(found.get(one.name), one, batch) for one in source.schema()]
    kept = ~batch.aside
    table = pa.Table.from_arrays(columns, schema=source.schema())
    table = table if kept.all() else table.filter(pa.array(kept))
    written.n_placed += batch.n_placed
    written.n_exchanged += batch.n_exchanged
    written.odd.n_set_aside += int(batch.aside.sum())
    written.n_kept += table.num_rows
    written.rows.append(np.flatnonzero(kept) + batch.rows.n_before)
    written.keys.append(joined_keys(table, source.key))
    _widen(written.extents, table, source, told.imported_on)
    return table


def _column(value: Any, wanted: pa.Field, batch: BatchReader) -> pa.Array:
    """A column in the type of the store; one value stands for all rows, nothing for unknown."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if value is None:
        return batch.unknown(wanted.type)
    if not isinstance(value, (pa.Array, pa.ChunkedArray)):
        return batch.all_of(value, wanted.type)
    if pa.types.is_dictionary(wanted.type):
        return pc.dictionary_encode(value).cast(wanted.type)
    return value.cast(wanted.type)


def _widen(
    extents: dict[str, tuple[date, date]], table: pa.Table, source: EvidenceSource, imported_on: date
) -> None:
    import pyarrow as pa
    import pyarrow.compute as pc

    first, last = source.time
    told = table.filter(pc.less_equal(table[last], pa.scalar(imported_on, pa.date32())))
    grouped = told.group_by(source.area).aggregate([(first, "min"), (last, "max")])
    for row in grouped.to_pylist():
        area, start, end = row[source.area], row[f"{first}_min"], row[f"{last}_max"]
        if area is None or start is None or end is None:
            continue
        before = extents.get(area, (start, end))
        extents[area] = (min(before[0], start), max(before[1], end))


def _drop_duplicates(written: Written, part: Path) -> None:
    import pyarrow as pa

    keys = pa.chunked_array(written.keys, pa.string())
    written.duplicates = find_duplicates(keys, part)
    if dropped := written.duplicates.dropped:
        without_rows(part, dropped)
        written.n_kept -= len(dropped)


def coverage(written: Written, source: EvidenceSource, release: str) -> Mapping[str, Any]:
    """By country the days on which the absence of a row means that nothing was found.

    Rule: the days the release covers by its name, else those its rows tell of; a country without any row is
    not covered.
    """
    by_name = source.covers(release)
    if source.covers_everywhere and written.extents:
        starts, ends = zip(*written.extents.values(), strict=True)
        return {"*": _stretch(min(starts), _day_after(max(ends)))}
    return {
        area: _stretch(*(by_name or (start, _day_after(end))))
        for area, (start, end) in sorted(written.extents.items())
    }


def _stretch(first: date, after: date) -> dict[str, str]:
    return {"from": first.isoformat(), "until": after.isoformat()}


def _day_after(day: date) -> date:
    return date.fromordinal(day.toordinal() + 1)
