"""Measures reading and checking a dossier, and writes benchmarks/results/dossier.md.

    make bench

Every figure is the median of several runs, each in a process of its own, on dossiers that
make_large_dossier.py writes: start-up, a cold check at growing sizes with its memory, a second
check after one file has changed, and other tools on the same tree of linked items.
"""

from __future__ import annotations

import argparse
import math
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path

from machine_words import describe_machine
from make_large_dossier import MISSION, write_large_dossier
from measure_peers import PeerResult, measure_tools
from timed_process import CommandFailed, ProcessRun, median_run

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "benchmarks" / "results" / "dossier.md"
SIZES = (1_000, 10_000, 30_000, 100_000)
PEER_SIZES = (1_000, 10_000)
RECHECK_SIZE = 10_000
FITTED_FROM = 10_000
CHANGED_FILES = ("tasks.yaml", "plan/outputs.yaml")
AS_OF = date(2026, 2, 28)


@dataclass(frozen=True, slots=True)
class Limit:
    """What a figure must stay under."""

    seconds: float
    megabytes: float = math.inf


START_UP_LIMIT = Limit(0.3)
RECHECK_LIMIT = Limit(0.3)
CHECK_LIMITS = {10_000: Limit(2.0), 100_000: Limit(20.0, 1_500.0)}


def program(name: str) -> Path | None:
    """Bluehelm's own command, or that of a peer in .venv-peers/; None where it is not installed."""
    own, peers = Path(sys.executable).parent / name, ROOT / ".venv-peers" / "bin" / name
    return next((path for path in (own, peers) if path.is_file()), None)


def measure_start_up(folder: Path) -> ProcessRun:
    """`bluehelm --help`."""
    return median_run(_bluehelm("--help"), folder)


def measure_cold_check(folder: Path, n_items: int) -> ProcessRun:
    """`bluehelm check` of a whole mission in a new process."""
    write_large_dossier(folder, n_items)
    return median_run(_bluehelm("check", MISSION), folder)


def measure_recheck(folder: Path, changed: str) -> float:
    """Seconds from a changed file to all findings, in a process that holds the dossier already."""
    write_large_dossier(folder, RECHECK_SIZE)
    command = [sys.executable, __file__, "--recheck", str(folder), changed]
    runs = [subprocess.run(command, check=True, capture_output=True, text=True) for _ in range(5)]
    return statistics.median(float(run.stdout) for run in runs)


def recheck_after_a_change(workspace: Path, changed: str) -> float:
    """Opens and checks a mission, changes one text in one file, and times opening and checking again."""
    from bluehelm.desk.check_dossier import check_mission
    from bluehelm.desk.open_workspace import open_mission

    opened = open_mission(workspace / "missions" / MISSION, workspace)
    check_mission(opened, as_of=AS_OF)
    path = opened.folder / changed
    text = path.read_text(encoding="utf-8")
    path.write_text(reworded(text), encoding="utf-8")
    began = time.perf_counter()
    check_mission(opened.workspace.open(opened.folder), as_of=AS_OF)
    seconds = time.perf_counter() - began
    path.write_text(text, encoding="utf-8")
    return seconds


def reworded(text: str) -> str:
    r"""The text of a file with the words of its first item changed.

    >>> reworded("- id: a\n  text: escort aid\n")
    '- id: a\n  text: escort aid, reworded\n'
    """
    changed = re.sub(r"(\btext: [^\n,}]+)", r"\1, reworded", text, count=1)
    if changed == text:
        raise SystemExit("The file holds no text to reword; the figure would be worth nothing.")
    return changed


def _bluehelm(*words: str) -> tuple[str, ...]:
    found = program("bluehelm")
    if found is None:
        raise SystemExit("The command bluehelm is not installed beside this Python; run: make bench")
    return (str(found), *words)


def slope(points: Sequence[tuple[float, float]]) -> float:
    """The exponent by which cost grows with size: 1 is linear, 2 quadratic.

    >>> round(slope([(1, 2), (10, 20), (100, 200)]), 3)
    1.0
    """
    logs = [(math.log(size), math.log(cost)) for size, cost in points]
    return statistics.linear_regression(*zip(*logs, strict=True)).slope


def check_rows(runs: dict[int, ProcessRun | str]) -> list[str]:
    """The table of cold checks, with how cost grows below it."""
    rows = ["| items | seconds | limit | peak memory, MB | limit | runs |", "|--:|--:|--:|--:|--:|--:|"]
    for n_items, run in runs.items():
        limit = CHECK_LIMITS.get(n_items, Limit(math.inf))
        if isinstance(run, str):
            rows.append(f"| {n_items:,} | not measured: {run} | {_number(limit.seconds)} | | | |")
            continue
        seconds = f"{run.wall_seconds:.2f}{_over(run.wall_seconds, limit.seconds)}"
        memory = f"{run.peak_megabytes:,.0f}{_over(run.peak_megabytes, limit.megabytes)}"
        limits = _number(limit.seconds), _number(limit.megabytes)
        rows.append(f"| {n_items:,} | {seconds} | {limits[0]} | {memory} | {limits[1]} | {run.n_runs} |")
    measured = [(n_items, run.wall_seconds) for n_items, run in runs.items() if isinstance(run, ProcessRun)]
    return rows + growth_lines(measured)


def growth_lines(points: Sequence[tuple[int, float]]) -> list[str]:
    """How cost grows: the fitted exponent, and what ten thousand more items cost between two sizes.

    >>> growth_lines([(1_000, 1.0), (10_000, 10.0), (20_000, 20.0)])[1]
    'Seconds grow with items to the power 1.00, fitted from 10,000 items up (1 is linear).'
    """
    large = [(n_items, seconds) for n_items, seconds in points if n_items >= FITTED_FROM]
    if len(large) < 2:
        return []
    steps = [
        f"{(after - before) / (larger - smaller) * 10_000:.2f} s from {smaller:,} to {larger:,}"
        for (smaller, before), (larger, after) in pairwise(large)
    ]
    grows = f"Seconds grow with items to the power {slope(large):.2f}"
    return [
        "",
        f"{grows}, fitted from {FITTED_FROM:,} items up (1 is linear).",
        f"Ten thousand more items cost {', '.join(steps)}; start-up has no part in these.",
    ]


def short_rows(start_up: ProcessRun | None, rechecks: dict[str, float]) -> list[str]:
    """The table of start-up and rechecks."""
    rows = ["| what | seconds | limit |", "|---|--:|--:|"]
    if start_up is not None:
        limit = START_UP_LIMIT.seconds
        shown = f"{start_up.wall_seconds:.2f}{_over(start_up.wall_seconds, limit)}"
        rows.append(f"| `bluehelm --help` | {shown} | {limit} |")
    for changed, seconds in rechecks.items():
        limit = RECHECK_LIMIT.seconds
        shown = f"{seconds:.2f}{_over(seconds, limit)}"
        rows.append(f"| {RECHECK_SIZE:,} items, `{changed}` changed, checked again | {shown} | {limit} |")
    return rows


def peer_rows(results: Sequence[PeerResult]) -> list[str]:
    """The table of tools on the same tree of items."""
    rows = ["| tool | asked for | items | seconds | peak memory, MB |", "|---|---|--:|--:|--:|"]
    for result in results:
        shown = f"not measured: {result.reason} | "
        if result.run is not None:
            shown = f"{result.run.wall_seconds:.2f} | {result.run.peak_megabytes:,.0f}"
        rows.append(f"| {result.tool.name} | {result.tool.asked} | {result.n_items:,} | {shown} |")
    return rows


def _over(figure: float, limit: float) -> str:
    return " (over)" if figure > limit else ""


def _number(limit: float) -> str:
    return f"{limit:,.0f}" if math.isfinite(limit) else ""


def measure_all(sizes: Sequence[int], peer_sizes: Sequence[int]) -> str:
    """Everything measured, as the text of the results page."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print("Start-up ...", flush=True)
        start_up = measure_start_up(folder)
        runs: dict[int, ProcessRun | str] = {}
        for n_items in sizes:
            print(f"Cold check of {n_items:,} items ...", flush=True)
            try:
                runs[n_items] = measure_cold_check(folder / "large", n_items)
            except CommandFailed as failure:
                runs[n_items] = str(failure)
        print("One file changed ...", flush=True)
        rechecks = {changed: measure_recheck(folder / "large", changed) for changed in CHANGED_FILES}
        print("Other tools ...", flush=True)
        peers = measure_tools(folder / "peers", program, tuple(peer_sizes))
    parts = [
        ["# Reading and checking a dossier", "", describe_machine(), "Written by `make bench`."],
        ["## Cold check", "", COLD_WORDS, "", *check_rows(runs)],
        ["## Start-up, and a second look", "", *short_rows(start_up, rechecks)],
        ["## Beside other tools", "", PEER_WORDS, "", *peer_rows(peers)],
    ]
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


COLD_WORDS = """\
`bluehelm check` in a new process on an invented mission: objectives, tasks, accomplishments, indicators,
outputs, budget lines, requirements, pledges, units and bases in the proportions of `make_large_dossier.py`.
Actuals and allocations come on top of the items counted, six rows for every ten items. Medians."""

PEER_WORDS = """\
The same tree in every format: a text an item, and one link up from every task and output. Each tool reads all
of it in a new process, without a cache, and checks every link. Bluehelm runs all its checks besides."""


def main() -> None:
    """Reads the command line, measures, and writes the results page."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--peer-sizes", type=int, nargs="*", default=PEER_SIZES)
    parser.add_argument("--results", type=Path, default=RESULTS)
    parser.add_argument("--recheck", nargs=2, metavar=("WORKSPACE", "FILE"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.recheck:
        print(recheck_after_a_change(Path(asked.recheck[0]), asked.recheck[1]))
        return
    page = measure_all(asked.sizes, asked.peer_sizes)
    asked.results.parent.mkdir(parents=True, exist_ok=True)
    asked.results.write_text(page, encoding="utf-8")
    print(page)


if __name__ == "__main__":
    main()
