"""Counts civilians killed by cell and month once, in a process of its own: by Bluehelm, or by pandas.

    python benchmarks/count_once.py bluehelm EVENTS.parquet start

Both read only the columns they need, leave events without an exact place unplaced, and give the same rows.
The last line is what they found (rows, events, deaths), then seconds by the clock and of the processor
without the start of Python, and the most memory held, in megabytes.
"""

from __future__ import annotations

import resource
import sys
import time
from pathlib import Path
from typing import Any

FIRST, UNTIL = "1996-01-01", "2026-01-01"
BYTES_A_UNIT = 1 if sys.platform == "darwin" else 1024


def with_bluehelm(path: Path, assign: Any) -> tuple[int, int, float]:
    """The indicator as the command computes it, on the store's own connection."""
    from datetime import date

    import pyarrow.compute as pc

    from bluehelm.evidence.indicators.built_in_indicators import BUILT_IN
    from bluehelm.evidence.indicators.compute_indicator import compute_indicator
    from bluehelm.evidence.indicators.coverage import Coverage
    from bluehelm.evidence.indicators.question import PRECISE, Question
    from bluehelm.evidence.indicators.stored_events import open_files

    span = (date.fromisoformat(FIRST), date.fromisoformat(UNTIL))
    asked = Question(("cell", "month"), *span, ("XSA",), assign, PRECISE)
    table = compute_indicator(
        open_files([path]), BUILT_IN["civilians_killed"], asked, Coverage({"XSA": (span,)})
    )
    return table.num_rows, pc.sum(table["n_events"]).as_py(), pc.sum(table["value"]).as_py()


def with_pandas(path: Path) -> tuple[int, int, float]:
    """The same with pandas: whole events on their first day, by cell and month as numbers."""
    import pandas as pd

    columns = ["started_on", "country", "where_precision", "cell", "civilian_fatalities"]
    events = pd.read_parquet(path, columns=columns, dtype_backend="pyarrow")
    day = events["started_on"].astype("datetime64[s]")
    kept = (events["country"] == "XSA") & (day >= FIRST) & (day < UNTIL)
    events, day = events[kept], day[kept]
    month = day.dt.year * 12 + day.dt.month - 1
    cell = events["cell"].where(events["where_precision"] <= 3).fillna(0).astype("int32")
    killed = events["civilian_fatalities"].astype("int32")
    frame = pd.DataFrame({"cell": cell.array, "month": month.array, "value": killed.array})
    found = frame.groupby(["cell", "month"])["value"].agg(["sum", "size"])
    return len(found), int(found["size"].sum()), float(found["sum"].sum())


def main() -> None:
    """Counts, and prints what was found and what it took."""
    how, path = sys.argv[1], Path(sys.argv[2])
    began, began_working = time.perf_counter(), time.process_time()
    found = with_pandas(path) if how == "pandas" else with_bluehelm(path, sys.argv[3])
    by_clock, worked = time.perf_counter() - began, time.process_time() - began_working
    peak_megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * BYTES_A_UNIT / 1_000_000
    print(*found, f"{by_clock:.3f} {worked:.3f} {peak_megabytes:.0f}")


if __name__ == "__main__":
    main()
