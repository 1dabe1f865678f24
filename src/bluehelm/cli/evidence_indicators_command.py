"""`bluehelm evidence indicators`: the answer as CSV, JSON or a table for the terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from bluehelm.cli.console import console, print_json
from bluehelm.desk.measure_evidence import EvidenceAsked, MeasuredEvidence, measure_evidence
from bluehelm.foundation.numbers_and_dates import number_in
from bluehelm.review.evidence_rows import AREAS, as_csv, plain_rows, unplaced

MOST_ROWS = 60
OVERLAPPING = {"sector", "base"}


def run_indicators(
    asked: EvidenceAsked, workspace: Path, written_as: str, language: str, out: Path | None
) -> int:
    """Counts, writes the table, and draws it where a folder is named."""
    with _busy("Counting events …"):
        measured = measure_evidence(asked, workspace)
    if written_as == "csv":
        for piece in as_csv(measured.table):
            sys.stdout.write(piece)
    elif written_as == "json":
        print_json(_as_json(measured))
    else:
        _show(measured)
    if out is not None:
        _draw(measured, out, language, quiet=written_as != "text")
    return 0


@contextmanager
def _busy(words: str) -> Iterator[None]:
    """A sign of life on a terminal; nothing in a pipe."""
    if not sys.stderr.isatty():
        yield
        return
    with Console(stderr=True).status(words):
        yield


def _as_json(measured: MeasuredEvidence) -> dict[str, Any]:
    n_unplaced, _ = unplaced(measured.table)
    indicator, release, asked = measured.indicator, measured.release, measured.question
    return {
        "indicator": indicator.name,
        "text": indicator.text,
        "unit": indicator.unit,
        "per_people": indicator.per_people,
        "source": release.source,
        "release": release.release,
        "sha256": release.sha256 or None,
        "from": asked.from_on.isoformat(),
        "until": asked.until_on.isoformat(),
        "assign": asked.assign,
        "over": asked.over,
        "n_unplaced": n_unplaced,
        "rows": list(plain_rows(measured.table)),
    }


def _show(measured: MeasuredEvidence) -> None:
    out = console()
    indicator, rows = measured.indicator, measured.table.num_rows
    out.print(Text(f"{indicator.name}: {indicator.text}", "bold"))
    out.print(Text(f"{_unit(measured)}; {measured.release.name}", "dim"))
    out.print(_table(measured))
    if rows > MOST_ROWS:
        out.print(Text(f"… and {rows - MOST_ROWS:,} more rows; --format csv writes them all.", "dim"))
    for line in _remarks(measured):
        out.print(Text(line, "dim"))


def _unit(measured: MeasuredEvidence) -> str:
    indicator = measured.indicator
    if indicator.per_people is None:
        return indicator.unit
    return f"{indicator.unit} per {indicator.per_people:,} people"


def _table(measured: MeasuredEvidence) -> Table:
    table = Table(box=None, padding=(0, 1))
    for name in measured.table.column_names:
        is_word = name in measured.question.by
        table.add_column(_head(name), justify="left" if is_word else "right", no_wrap=not is_word)
    for row in islice(plain_rows(measured.table), MOST_ROWS):
        table.add_row(*(_cell(name, value) for name, value in row.items()))
    return table


def _head(name: str) -> str:
    return {"n_events": "events", "coverage_share": "known"}.get(name, name)


def _cell(name: str, value: object) -> str:
    if name in AREAS:
        return "unplaced" if value is None else str(value)
    if value is None:
        return "unknown" if name == "value" else ""
    if name == "coverage_share":
        assert isinstance(value, (int, float))
        return f"{value:.0%}"
    return number_in(value, "en", n_places=1) if isinstance(value, (int, float)) else str(value)


def _remarks(measured: MeasuredEvidence) -> Iterator[str]:
    n_unplaced, n_events = unplaced(measured.table)
    if n_unplaced and not OVERLAPPING & set(measured.question.places):
        yield f"{n_unplaced:,} of {n_events:,} events stand in no area: their place is known too little."
    is_bounded = measured.table["low"].null_count < measured.table.num_rows
    if is_bounded and measured.indicator.statistic == "sum":
        yield "Sums of low and of high estimates are a wide bound, not a confidence interval."
    if any(value is None for value in measured.table["value"].to_pylist()):
        yield _why_unknown(measured)


def _why_unknown(measured: MeasuredEvidence) -> str:
    uncounted = ", or nobody counted the people of the area" if measured.indicator.per_people else ""
    return f"Unknown is not zero: the release does not cover it, or the source never tells it{uncounted}."


def _draw(measured: MeasuredEvidence, folder: Path, language: str, *, quiet: bool) -> None:
    from bluehelm.desk.draw_evidence import draw_evidence

    with _busy("Drawing …"):
        paths = draw_evidence(measured, folder, language)
    if not quiet:
        written = ", ".join(os.path.relpath(path) for path in paths)
        console().print(Text(f"Written: {written}", "dim"), soft_wrap=True)
