"""Measures an indicator by cell and month over up to 100 million invented events, beside pandas.

    python benchmarks/measure_indicators.py [--events FOLDER] [--runs N]

Writes benchmarks/results/indicators.md. The events are written anew unless a folder that holds them is named;
they take some three gigabytes of disk.
"""

from __future__ import annotations

import argparse
import math
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from machine_words import describe_machine
from make_many_events import write_events

HERE = Path(__file__).parent
RESULTS = HERE / "results" / "indicators.md"
N_RUNS = 3
MILLION = 1_000_000
NAME_OF = {"bluehelm": "Bluehelm", "pandas": "pandas"}

COLUMNS = (
    "events",
    "cells",
    "order",
    "events of several days",
    "rows found",
    "seconds",
    "limit",
    "processor seconds",
    "peak memory, MB",
    "limit",
)
PAGE = """# An indicator over many events

Written by `benchmarks/measure_indicators.py`: civilians killed by grid cell and month over 30 years of
invented events, read from Parquet, left unplaced where the place is known too little, with the share known.
Each figure is the fastest of {n_runs} run(s) in fresh processes, without the start of Python.

{machine} Other work was going on at the
time: {busy:.1f} processes wanted a core at the end. Processor seconds are less touched by that.

## What is promised

{promised}

## Growth

{growing}

## Beside pandas

The same file, the same columns, the same rows, events and deaths found; pandas reads them with pyarrow and
counts with one `groupby`.

{beside}
"""


@dataclass(frozen=True, slots=True)
class Case:
    """One counting: events and cells, the order they stand in, the rule for days, and what is promised."""

    millions: int
    n_cells: int
    assign: str = "start"
    in_order: bool = True
    tool: str = "bluehelm"
    limit_seconds: float = math.inf
    limit_megabytes: float = math.inf


@dataclass(frozen=True, slots=True)
class Counted:
    """What a run found and took; of several runs the one that took least by the clock."""

    found: tuple[float, ...]
    seconds: float
    processor_seconds: float
    peak_megabytes: float


PROMISED = (
    Case(100, 13_000, limit_seconds=10, limit_megabytes=2_000),
    Case(100, 13_000, "days", limit_seconds=10, limit_megabytes=2_000),
    Case(100, 13_000, in_order=False, limit_seconds=10, limit_megabytes=2_000),
    Case(100, 65_000, limit_seconds=20, limit_megabytes=4_000),
    Case(100, 65_000, "days", limit_seconds=20, limit_megabytes=4_000),
)
GROWING = tuple(Case(millions, 13_000) for millions in (12, 25, 50, 100))
BESIDE = (Case(50, 13_000), Case(50, 13_000, tool="pandas"))


def file_of(case: Case, folder: Path) -> Path:
    """The events of a case, written where they are not there yet."""
    order = "ordered" if case.in_order else "mixed"
    path = folder / f"events-{case.millions}-{case.n_cells}-{order}.parquet"
    if not path.exists():
        print(f"Writing {case.millions} million events ...", flush=True)
        unfinished = path.with_suffix(".part")
        write_events(unfinished, case.millions * MILLION, case.n_cells, in_order=case.in_order)
        unfinished.rename(path)
    return path


def measured(case: Case, folder: Path, n_runs: int) -> Counted:
    """The fastest of several runs in fresh processes, which must all find the same."""
    events = file_of(case, folder)
    command = [sys.executable, str(HERE / "count_once.py"), case.tool, str(events), case.assign]
    runs = []
    for _ in range(n_runs):
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        told = tuple(float(word) for word in said.splitlines()[-1].split())
        runs.append(Counted(told[:3], *told[3:]))
        print(f"{case}: {runs[-1]}", flush=True)
    assert len({tuple(round(figure) for figure in run.found) for run in runs}) == 1, "runs find the same"
    return min(runs, key=lambda run: run.seconds)


def power(sizes: Sequence[float], costs: Sequence[float]) -> float:
    """The exponent with which a cost grows with size, fitted over all sizes; 1 is linear."""
    xs, ys = [math.log(size) for size in sizes], [math.log(cost) for cost in costs]
    return statistics.linear_regression(xs, ys).slope


def promised_rows(results: Iterable[tuple[Case, Counted]]) -> list[str]:
    """The table of what is promised."""
    rows = [
        f"| {' | '.join(COLUMNS)} |",
        "|--:|--:|---|---|--:|--:|--:|--:|--:|--:|",
    ]
    for case, run in results:
        order = "by day" if case.in_order else "none"
        rule = "over all days" if case.assign == "days" else "on the first day"
        over, large = run.seconds > case.limit_seconds, run.peak_megabytes > case.limit_megabytes
        rows.append(
            f"| {case.millions},000,000 | {case.n_cells:,} | {order} | {rule} | {run.found[0]:,.0f} "
            f"| {run.seconds:.1f}{' (over)' if over else ''} | {case.limit_seconds:.0f} "
            f"| {run.processor_seconds:.1f} "
            f"| {run.peak_megabytes:,.0f}{' (over)' if large else ''} | {case.limit_megabytes:,.0f} |"
        )
    return rows


def growing_rows(results: Sequence[tuple[Case, Counted]]) -> list[str]:
    """The table of cost by number of events, with the exponents."""
    rows = ["| events | rows found | seconds | processor seconds |", "|--:|--:|--:|--:|"]
    rows += [
        f"| {case.millions},000,000 | {run.found[0]:,.0f} | {run.seconds:.1f} | {run.processor_seconds:.1f} |"
        for case, run in results
    ]
    sizes = [case.millions for case, _ in results]
    by_clock = power(sizes, [run.seconds for _, run in results])
    worked = power(sizes, [run.processor_seconds for _, run in results])
    told = (
        f"Seconds grow with events to the power {by_clock:.2f}, processor seconds to the power {worked:.2f}"
    )
    return [
        *rows,
        "",
        f"{told} (1 is linear; below 1 because every row of the answer is there from the start).",
    ]


def beside_rows(results: Sequence[tuple[Case, Counted]]) -> list[str]:
    """The table of Bluehelm beside pandas, on the same file, with the same rows found."""
    (_, ours), (_, theirs) = results
    assert ours.found == theirs.found, "both find the same"
    rows = ["| tool | events | seconds | processor seconds | peak memory, MB |", "|---|--:|--:|--:|--:|"]
    rows += [
        f"| {NAME_OF[case.tool]} "
        f"| {case.millions},000,000 | {run.seconds:.1f} "
        f"| {run.processor_seconds:.1f} | {run.peak_megabytes:,.0f} |"
        for case, run in results
    ]
    ratio, worked = theirs.seconds / ours.seconds, theirs.processor_seconds / ours.processor_seconds
    told = f"Bluehelm is {ratio:.1f} times as fast by the clock, and {worked:.1f} times by processor seconds."
    return [*rows, "", told]


def page(folder: Path, n_runs: int) -> str:
    """Everything measured, as the text of the results page."""
    results = {case: measured(case, folder, n_runs) for case in dict.fromkeys((*PROMISED, *GROWING, *BESIDE))}

    def of(cases: Iterable[Case]) -> list[tuple[Case, Counted]]:
        bare = {(c.millions, c.n_cells, c.assign, c.in_order, c.tool): run for c, run in results.items()}
        return [(c, bare[c.millions, c.n_cells, c.assign, c.in_order, c.tool]) for c in cases]

    return PAGE.format(
        n_runs=n_runs,
        machine=describe_machine(),
        busy=os.getloadavg()[0],
        promised="\n".join(promised_rows(of(PROMISED))),
        growing="\n".join(growing_rows(of(GROWING))),
        beside="\n".join(beside_rows(of(BESIDE))),
    )


def main() -> None:
    """Measures, and writes the page."""
    asked = argparse.ArgumentParser(description="Measure an indicator over many events.")
    asked.add_argument("--events", type=Path, metavar="FOLDER", help="Where the events are kept.")
    asked.add_argument("--runs", type=int, default=N_RUNS, metavar="N", help="Runs of each case.")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as spare:
        folder = given.events or Path(spare)
        folder.mkdir(parents=True, exist_ok=True)
        written = page(folder, given.runs)
    RESULTS.write_text(written, encoding="utf-8")
    print(written)


if __name__ == "__main__":
    main()
