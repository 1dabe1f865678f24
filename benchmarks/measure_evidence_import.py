"""Measures `bluehelm evidence import` on large files, and writes benchmarks/results/evidence-import.md.

Run it from the root of the repository: `.venv/bin/python benchmarks/measure_evidence_import.py`. The events
it repeats are those of the shared data beside the repository.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from machine_words import describe_machine
from timed_process import median_run

ROOT = Path(__file__).parent.parent
RESULTS = ROOT / "benchmarks" / "results" / "evidence-import.md"
BLUEHELM = str(Path(sys.executable).with_name("bluehelm"))
GED_ROWS = (96_250, 192_500, 385_000)
GED_LIMIT, GED_LIMIT_SECONDS, MIXED_LIMIT_SECONDS = 385_000, 10, 30
DAY = ("--known-on", "2026-11-25")
NAMES = {"ged": "GEDEvent_v25_1.csv", "acled": "acled.csv", "hapi": "hapi.csv"}
MIXED = {"ged": 385_000, "acled": 450_000, "hapi": 165_000}

HEAD = """# Importing evidence

{machine}
Written by `benchmarks/measure_evidence_import.py`.

`bluehelm evidence import` in a new process into an empty workspace, the start of Python included. Medians of
the seconds by the clock; processor seconds are means.

The real release with 385,000 events was not at hand: the file is made from the 152,616 events of UCDP GED
19.1, repeated with new identifiers and moved by whole years, in the 49 columns of recent releases, with the
long texts (line breaks and doubled quotation marks included) of 1,848 real rows of 23.1. Rows of ACLED and
HDX are invented, in their owners' columns.

| file | rows | MB | seconds | limit | processor seconds | peak memory, MB | runs |
|---|--:|--:|--:|--:|--:|--:|--:|
"""


def main() -> None:
    """Measures and writes."""
    shared = Path(os.environ.get("BLUEHELM_SHARED", ROOT.parent / "shared"))
    lines = []
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        for n_rows in GED_ROWS:
            path = _made(folder, "ged", n_rows, shared)
            limit = f"{GED_LIMIT_SECONDS}" if n_rows == GED_LIMIT else ""
            lines.append(_line("UCDP GED", n_rows, [path], folder, limit))
        paths = [_made(folder, kind, n_rows, shared) for kind, n_rows in MIXED.items()]
        limit = f"{MIXED_LIMIT_SECONDS}"
        lines.append(_line("three files: GED, ACLED, HDX", sum(MIXED.values()), paths, folder, limit))
        again = "the same GED file a second time"
        lines.append(_line(again, MIXED["ged"], paths[:1], folder, "", is_new=False))
    RESULTS.write_text(HEAD.format(machine=describe_machine()) + "".join(lines), encoding="utf-8")
    print(RESULTS.read_text(encoding="utf-8"))


def _made(folder: Path, kind: str, n_rows: int, shared: Path) -> Path:
    """A file made by another process: a large one that measures would lend its size to what it measures."""
    path = folder / NAMES[kind]
    maker = Path(__file__).with_name("make_evidence_files.py")
    subprocess.run([sys.executable, str(maker), kind, str(path), str(n_rows), str(shared)], check=True)
    return path


def _line(
    name: str, n_rows: int, paths: Sequence[Path], folder: Path, limit: str, *, is_new: bool = True
) -> str:
    command = [BLUEHELM, "evidence", "import", *map(str, paths), "--workspace", "w", *DAY]
    before = _processor_seconds()
    run = median_run(
        command, folder, (lambda: shutil.rmtree(folder / "w", ignore_errors=True)) if is_new else None
    )
    busy = (_processor_seconds() - before) / run.n_runs
    n_megabytes = sum(path.stat().st_size for path in paths) / 1e6
    return (
        f"| {name} | {n_rows:,} | {n_megabytes:.0f} | {run.wall_seconds:.2f} | {limit} | {busy:.2f} | "
        f"{run.peak_megabytes:.0f} | {run.n_runs} |\n"
    )


def _processor_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
