"""Measures the quarterly review of a large mission, and writes benchmarks/results/review.md.

    python benchmarks/measure_review.py

An invented mission with 1,000 indicators, 5,000 outputs and 100,000 monthly measurements is prepared in
a new process, from the command to the written file; then all pages are written in every format and both
languages. Every figure is the median of several runs. Beside it stand the pages of the example.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from machine_words import describe_machine
from make_large_dossier import MISSION, Numbers, write_dossier_of

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "benchmarks" / "results" / "review.md"
EXAMPLE = ROOT / "example" / "missions" / "minusca"
QUARTER, KNOWN_ON = "FY2025/26-Q2", "2026-02-28"
N_RUNS = 5
N_INDICATORS, N_OUTPUTS, N_MONTHS = 1_000, 5_000, 100
OTHER_KINDS = {
    "objective": 40, "task": 200, "accomplishment": 200, "line": 400, "requirement": 60, "pledge": 60,
    "unit": 60, "base": 30,
}  # fmt: skip
PREPARE_LIMIT_SECONDS, PUBLISH_LIMIT_SECONDS = 2.0, 10.0
STEPS = ("read", "prepare", "write", "publish")

Found = TypeVar("Found")


def write_mission(workspace: Path) -> Path:
    """The invented mission, with a value of each indicator for each of a hundred months."""
    numbers = Numbers({**OTHER_KINDS, "indicator": N_INDICATORS, "output": N_OUTPUTS})
    mission = write_dossier_of(workspace, numbers)
    with (mission / "plan" / "actuals.csv").open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(_measurements(numbers))
    return mission


def _measurements(numbers: Numbers) -> Iterator[str]:
    yield "measure,period,value,known_on,by,source\n"
    for index, name in numbers.each("indicator"):
        for month in range(N_MONTHS):
            year, in_year = divmod(2017 * 12 + 10 + month, 12)
            known = f"{(year * 12 + in_year + 1) // 12}-{(in_year + 1) % 12 + 1:02d}-20"
            value = 50 + (index * 7 + month * 3) % 40
            yield f"{name},{year}-{in_year + 1:02d},{value},{known},chief-of-staff,monthly register\n"


def timed_steps(mission: Path) -> dict[str, float]:
    """Seconds of each step in this process, which must be a new one."""
    from bluehelm.desk.look_at_review import look_at_review
    from bluehelm.desk.open_workspace import open_mission
    from bluehelm.desk.prepare_review import draft_of
    from bluehelm.desk.publish_review import write_review
    from bluehelm.foundation.languages import LANGUAGES
    from bluehelm.foundation.periods import parse_period

    period = parse_period(QUARTER)
    spent: dict[str, float] = {}

    def timed(step: str, do: Callable[[], Found]) -> Found:
        began = time.perf_counter()
        found = do()
        spent[step] = time.perf_counter() - began
        return found

    opened = open_mission(mission, Path.cwd())
    timed("read", lambda: open_mission(mission, Path.cwd()))
    draft = timed("prepare", lambda: draft_of(opened, period))
    timed("write", draft.text)
    view = look_at_review(opened, period)
    with tempfile.TemporaryDirectory() as folder:
        timed("publish", lambda: write_review(view, Path(folder), name="m", languages=LANGUAGES))
    return spent


def medians(mission: Path) -> dict[str, float]:
    """The median of each step over several new processes."""
    command = [sys.executable, __file__, "--steps", str(mission)]
    runs = [
        [
            float(one)
            for one in subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
        ]
        for _ in range(N_RUNS)
    ]
    return dict(zip(STEPS, (statistics.median(column) for column in zip(*runs, strict=True)), strict=True))


def measure_command(workspace: Path) -> float:
    """Seconds of `bluehelm review prepare` in a new process, from start to the written file."""
    program = Path(sys.executable).parent / "bluehelm"
    command = [str(program), "review", "prepare", MISSION, "--quarter", QUARTER, "--known-on", KNOWN_ON,
               "--format", "json"]  # fmt: skip
    spent: list[float] = []
    for _ in range(N_RUNS):
        began = time.perf_counter()
        subprocess.run(command, check=True, cwd=workspace, capture_output=True)
        spent.append(time.perf_counter() - began)
    return statistics.median(spent)


def page_of(large: dict[str, float], example: dict[str, float], command_seconds: float) -> str:
    """The page of results."""
    prepared = large["prepare"] + large["write"]
    rows = "\n".join(f"| {step} | {large[step]:.2f} s | {example[step]:.2f} s |" for step in STEPS)
    size = f"{N_INDICATORS:,} indicators, {N_OUTPUTS:,} outputs and {N_INDICATORS * N_MONTHS:,} measurements"
    return f"""# The quarterly review

{describe_machine()}
Written by `benchmarks/measure_review.py`; each figure is the median of {N_RUNS} new processes.

An invented mission with {size}, beside the example (MINUSCA).

| step | large mission | example |
|---|---|---|
{rows}

*read*: every file of the mission. *prepare*: every line and question of {QUARTER}. *write*: its file as text.
*publish*: five pages as PDF, Word and web page, and one spreadsheet, in English and French; on paper a table
of the large mission shows its first 60 rows, the spreadsheet all.

- Prepared from a dossier that is read: {prepared:.2f} s; {_kept(prepared, PREPARE_LIMIT_SECONDS)}.
- The whole command in a new process, with all files read: {command_seconds:.2f} s;
  {_kept(command_seconds, PREPARE_LIMIT_SECONDS)}.
- All outputs in both languages: {large["publish"]:.2f} s; {_kept(large["publish"], PUBLISH_LIMIT_SECONDS)}.
"""


def _kept(seconds: float, limit_seconds: float) -> str:
    word = "kept" if seconds < limit_seconds else "not kept"
    return f"the limit of {limit_seconds:.0f} s is {word}"


def main() -> None:
    """Measures and writes the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=Path, metavar="MISSION", help="print the seconds of each step")
    asked = parser.parse_args()
    if asked.steps:
        spent = timed_steps(asked.steps)
        print(*(spent[step] for step in STEPS))
        return
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder) / "workspace"
        mission = write_mission(workspace)
        command_seconds = measure_command(workspace)
        large, example = medians(mission), medians(EXAMPLE)
    RESULTS.write_text(page_of(large, example, command_seconds), encoding="utf-8")
    print(RESULTS.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
