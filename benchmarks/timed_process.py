"""Runs a command in fresh processes and says how long it took and how much memory it held."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

SLOW_AFTER_SECONDS = 5.0
N_RUNS, N_SLOW_RUNS = 5, 3
BYTES_A_UNIT = 1 if sys.platform == "darwin" else 1024


@dataclass(frozen=True, slots=True)
class ProcessRun:
    """One run, or the medians of several: seconds by the clock, memory at its highest."""

    wall_seconds: float
    peak_megabytes: float
    n_runs: int = 1


class CommandFailed(Exception):
    """Raised when a command ends with an exit code other than 0: what it did then is not measured."""

    def __init__(self, exit_code: int, last_words: str) -> None:
        super().__init__(f"exit code {exit_code}: {last_words}")


def median_run(
    command: Sequence[str], folder: Path, before_each: Callable[[], None] | None = None
) -> ProcessRun:
    """The medians of five runs, or of three where one takes more than five seconds."""
    runs = [_run(command, folder, before_each)]
    n_runs = N_SLOW_RUNS if runs[0].wall_seconds > SLOW_AFTER_SECONDS else N_RUNS
    runs += [_run(command, folder, before_each) for _ in range(n_runs - 1)]
    return ProcessRun(
        statistics.median(run.wall_seconds for run in runs),
        statistics.median(run.peak_megabytes for run in runs),
        n_runs,
    )


def _run(command: Sequence[str], folder: Path, before_each: Callable[[], None] | None) -> ProcessRun:
    if before_each is not None:
        before_each()
    log = folder / ".last-run"
    with log.open("wb") as output:
        began = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdout=output, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(process.pid, 0)
        wall_seconds = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise CommandFailed(process.returncode, _last_line(log))
    return ProcessRun(wall_seconds, usage.ru_maxrss * BYTES_A_UNIT / 1_000_000)


def _last_line(log: Path) -> str:
    lines = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    return lines[-1][:200] if lines else "no word"
