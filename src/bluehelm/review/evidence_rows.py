"""The answer of an indicator as CSV and as plain rows: whole numbers without a point, unknown left blank."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa

AREAS = ("country", "admin1", "admin2", "cell", "sector", "base")
CHUNK = 50_000


def plain_number(value: float | None) -> float | int | None:
    """A whole number as such, so that 5 is not written 5.0; None stays None.

    >>> plain_number(5.0), plain_number(2.5), plain_number(None)
    (5, 2.5, None)
    """
    if value is None:
        return None
    return int(value) if value == int(value) else round(value, 9)


def plain_rows(table: pa.Table) -> Iterator[dict[str, Any]]:
    """The rows one by one, figures as plain numbers."""
    for batch in table.to_batches(max_chunksize=CHUNK):
        for row in batch.to_pylist():
            yield {
                name: plain_number(value) if isinstance(value, float) else value
                for name, value in row.items()
            }


def as_csv(table: pa.Table) -> Iterator[str]:
    """The table as CSV, a piece at a time: a line of names, then the rows; a blank is unknown."""
    written = io.StringIO(newline="")
    rows = csv.writer(written, lineterminator="\n")
    rows.writerow(table.column_names)
    for n_rows, row in enumerate(plain_rows(table), 1):
        rows.writerow(row.values())
        if n_rows % CHUNK == 0:
            yield written.getvalue()
            written.seek(0)
            written.truncate()
    yield written.getvalue()


def unplaced(table: pa.Table) -> tuple[int, int]:
    """How many events stand in no area, and how many there are, where areas do not overlap."""
    import pyarrow.compute as pc

    areas = [name for name in AREAS if name in table.column_names]
    n_all = pc.sum(table["n_events"]).as_py() or 0
    if not areas:
        return 0, n_all
    nowhere = table.filter(pc.is_null(table[areas[-1]]))
    return pc.sum(nowhere["n_events"]).as_py() or 0, n_all
