"""Measures phases: replay, threshold grids, verification, and state-machine libraries on the same months.

    make bench

Writes benchmarks/results/phases.md. Compiled code is warmed up first, as it is kept between runs.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
from numba import set_num_threads

from bluehelm.dossier.contents import Dossier
from bluehelm.dossier.evidence_records import Judgement, Measure, SeriesValue
from bluehelm.dossier.phase_records import HeldIn, Phase, Threshold, Trigger
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.phases.threshold_grid import ThresholdGrid, threshold_grid
from bluehelm.phases.trigger_arrays import MonthsAsKnown, TriggerNumbers, alerts_on
from bluehelm.phases.verify_plan import verify_plan
from machine_words import describe_machine

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "benchmarks" / "results" / "phases.md"
PEER_PYTHON = ROOT / ".venv-peers" / "bin" / "python"
PEER_SCRIPT = ROOT / "benchmarks" / "peer_machines.py"
PEERS = ("transitions", "python-statemachine", "sismic")
FIRST = date(2003, 1, 1)
N_RUNS, N_SHORT_RUNS = 5, 101
N_AREAS, N_YEARS, N_CONDITIONS = 500, 20, 50
N_PEER_AREAS = 100
LIMIT_SECONDS = {"replay": 2.0, "grid": 2.0, "verification": 1.0}


def some_months(n_areas: int, n_months: int) -> Any:
    """Deaths by area and month: most months none, a few very many; the same every time."""
    return np.random.default_rng(20).negative_binomial(0.3, 0.02, (n_areas, n_months)).astype(float)


def some_triggers() -> list[TriggerNumbers]:
    """Fifty conditions with windows, N of M, dwell, and baselines of like months."""
    return [
        TriggerNumbers(
            n_over_months=1 + number % 6,
            held_in=HeldIn(2, 3),
            n_dwell_months=3,
            calm_at_most=Threshold(Decimal(5 + number)) if number % 5 else Threshold(Decimal("0.5"), 2005),
            alarm_at=Threshold(Decimal(25 + 2 * number)),
        )
        for number in range(N_CONDITIONS)
    ]


def timed(work: Callable[[], Any], n_runs: int = N_RUNS) -> tuple[float, Any]:
    """Median seconds of several runs after one to warm up, and what the work made."""
    made = work()
    seconds = []
    for _ in range(n_runs):
        begun = time.perf_counter()
        made = work()
        seconds.append(time.perf_counter() - begun)
    return median(seconds), made


def measure_replay() -> float:
    """Twenty years of five hundred areas under fifty conditions."""
    months = MonthsAsKnown.in_hindsight(FIRST, some_months(N_AREAS, 12 * N_YEARS))
    triggers = some_triggers()
    return timed(lambda: alerts_on(months, triggers))[0]


def measure_grid() -> tuple[float, ThresholdGrid, int]:
    """Five thousand pairs of limits on two hundred thousand area-months."""
    values = some_months(800, 250)
    months, rule = MonthsAsKnown.in_hindsight(FIRST, values), TriggerNumbers(1, HeldIn(2, 3), 3)
    up, down = np.arange(1.0, 101.0), np.arange(100.0) / 2
    events = (values >= 60).astype(float)
    seconds, grid = timed(lambda: threshold_grid(months, rule, up, down, events, 3, 150))
    return seconds, grid, values.size


def a_plan(n_phases: int) -> Standpoint:
    """Phases in a row, each with a way on when it is calm, and a way back on alarm."""
    rule = {"alarm_at": "25", "calm_at_most": "9", "held_in": "2 of 3 months", "dwell": "3 months"}
    triggers = [{"id": f"area-{n}", "measure": "deaths", **rule} for n in range(n_phases)]
    return Standpoint(
        Dossier(
            measures=(Measure.model_validate({"id": "deaths", "text": "killed"}),),
            series=(SeriesValue.model_validate({"measure": "deaths", "period": "2025-12", "value": "1"}),),
            judgements=(Judgement.model_validate({"id": "ready", "text": "ready", "asked_of": "head"}),),
            triggers=tuple(map(Trigger.model_validate, triggers)),
            phases=tuple(Phase.model_validate(_phase(n, n_phases)) for n in range(n_phases)),
        ),
        date(2026, 1, 31),
    )


def _phase(n: int, n_phases: int) -> dict[str, Any]:
    on = {"rank": "2", "direction": "down", "decided_by": "council", "when": f"area-{n}"}
    on |= {"to": f"phase-{n + 1}"} if n + 1 < n_phases else {"direction": "end"}
    back: dict[str, Any] = {"to": f"phase-{n - 1}", "rank": "1", "direction": "up", "decided_by": "council"}
    back["when"] = {"alarm": f"area-{n}"}
    leave = [back, on] if n else [on]
    return {"id": f"phase-{n}", "name": f"Phase {n}", "at_expiry": "renew", "leave": leave}


def measure_verification() -> tuple[float, int, int, int]:
    """A plan of twelve phases, with an authority at once and delaying, for any number of months."""
    seen = a_plan(12)
    seconds, found = timed(lambda: verify_plan(seen))
    assert found is not None
    n_steps, n_states = sum(found.n_steps.values()), sum(found.n_states.values())
    return seconds, n_states, n_steps, len(found.failures)


def measure_peers() -> Iterator[tuple[str, float, bool]]:
    """Nanoseconds a month of each library and of Bluehelm on the same months, and whether they agree."""
    values = some_months(N_PEER_AREAS, 12 * N_YEARS)
    rule = TriggerNumbers(1, HeldIn(2, 3), 3, "sum", Threshold(Decimal(9)), Threshold(Decimal(25)))
    months = MonthsAsKnown.in_hindsight(FIRST, values)
    set_num_threads(1)
    seconds, alerts = timed(lambda: alerts_on(months, [rule])[0], N_SHORT_RUNS)
    yield "Bluehelm", seconds / values.size, True
    if not PEER_PYTHON.is_file():
        return
    with tempfile.TemporaryDirectory() as folder:
        given, made = Path(folder) / "values.npy", Path(folder) / "states.npy"
        np.save(given, values)
        for name in PEERS:
            run = [str(PEER_PYTHON), str(PEER_SCRIPT), name, str(given), str(made)]
            said = subprocess.run(run, check=True, capture_output=True, text=True)
            yield name, float(said.stdout) / values.size, bool((np.load(made) == alerts).all())


def page() -> str:
    """The page of results."""
    replay = measure_replay()
    grid_seconds, grid, n_area_months = measure_grid()
    verification, n_states, n_steps, n_failures = measure_verification()
    peers = list(measure_peers())
    own = peers[0][1]
    rows = [
        _row(f"replay: {N_YEARS} years × {N_AREAS} areas × {N_CONDITIONS} conditions", replay, "replay"),
        _row(f"threshold grid: {grid.n_pairs:,} pairs × {n_area_months:,} area-months", grid_seconds, "grid"),
        _row("verification: 12 phases, any number of months, both authorities", verification, "verification"),
    ]
    table = "\n".join(
        f"| {name} | {seconds * 1e6:,.3f} | {seconds / own:,.0f} | {'yes' if agrees else 'no'} |"
        for name, seconds, agrees in peers
    )
    return f"""# Phases: measured speed

Written by `benchmarks/measure_phases.py`. {describe_machine()} Median of {N_RUNS} runs, compiled code warm.

| what | seconds | must stay under | kept |
|---|---:|---:|---|
{chr(10).join(rows)}

The grid counts hits, misses, false alarms, false and quiet months, changes, lead and months in alert of
every pair, apart for calibration and later months. The verification looked at {n_states:,} states and
{n_steps:,} steps and found {n_failures} failures (steps that can be undone too soon, as every phase watches
a trigger of its own); it is exact and has no horizon, so 60 months are a part of what it says.

## Beside state-machine libraries

One trigger with two states (2 of 3 months up, 3 months running down) on {N_PEER_AREAS} areas and
{12 * N_YEARS} months, the same values and guards, each engine on one core. The libraries are made for
events of a program, one at a time; a replay asks for millions of months, so Bluehelm compiles the trigger
and steps all areas at once.

| engine | microseconds a month | times Bluehelm's | same states |
|---|---:|---:|---|
{table}
"""


def _row(what: str, seconds: float, key: str) -> str:
    limit = LIMIT_SECONDS[key]
    return f"| {what} | {seconds:.2f} | {limit:.0f} | {'yes' if seconds < limit else 'no'} |"


def main() -> int:
    """Measures, writes the page, and shows it."""
    written = page()
    RESULTS.write_text(written, encoding="utf-8")
    sys.stdout.write(written)
    return int("| no |" in written)


if __name__ == "__main__":
    sys.exit(main())
