"""Measures the simulation of cash and a sweep of reforms beside the plainest version, and writes the page.

python benchmarks/measure_cash.py
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from bluehelm.finance.cash_inputs import cash_inputs
from bluehelm.finance.cash_missions import MissionAccount
from bluehelm.finance.cash_setting import CashSetting
from bluehelm.finance.payment_curve import rolling_years
from bluehelm.finance.payment_records import shipped_payment_records
from bluehelm.finance.reform_interest import own_schedule
from bluehelm.finance.reforms import Reform
from bluehelm.finance.simulate_cash import simulate_cash
from bluehelm.finance.sweep_reforms import sweep_reforms
from machine_words import describe_machine
from plain_cash import run_plain

RESULT = Path(__file__).parent / "results" / "cash.md"
N_RUNS = 7
N_PLAIN_PATHS = 40
N_VARIANTS = 200


class Timed(NamedTuple):
    """Seconds of several runs: middle and least by the clock, and the middle of what the processor worked."""

    middle: float
    least: float
    worked: float


def timed(run: Callable[[], object], n_runs: int = N_RUNS) -> Timed:
    """Times a call that has been warmed up."""
    walls, works = [], []
    for _ in range(n_runs):
        wall, work = time.perf_counter(), time.process_time()
        run()
        walls.append(time.perf_counter() - wall)
        works.append(time.process_time() - work)
    return Timed(statistics.median(walls), min(walls), statistics.median(works))


def twelve_missions(n_paths: int) -> CashSetting:
    """The missions that ship and a twelfth, made up, so that there are twelve."""
    setting = CashSetting(n_paths=n_paths)
    extra = MissionAccount("TWELFTH", 300_000_000, 0.4, mandate_ends=((3, 31),))
    return replace(setting, missions=(*setting.missions, extra))


def draws_alone(n_paths: int) -> Timed:
    """The time it takes merely to make the random numbers that a simulation uses, on one core."""
    from numba import njit

    from bluehelm.finance.counted_chances import key_of, mixed, upper
    from bluehelm.finance.payment_kernel import chances_of_path

    @njit
    def drawn(key: Any, n: int) -> float:
        total = 0.0
        for counter in range(n):
            total += upper(mixed(key, np.uint64(counter)))
        return total

    inputs = cash_inputs(twelve_missions(1))
    n_numbers = n_paths * chances_of_path(len(inputs.states), inputs.n_events)
    key = key_of(1)
    drawn(key, 10)
    return timed(lambda: drawn(key, n_numbers))


def numpy_draws(n_paths: int) -> Timed:
    """The same by NumPy's own generator."""
    from bluehelm.finance.payment_kernel import chances_of_path

    inputs = cash_inputs(twelve_missions(1))
    n_numbers = chances_of_path(len(inputs.states), inputs.n_events)
    random = np.random.Generator(np.random.SFC64(1))
    return timed(lambda: [random.random(n_numbers) for _ in range(n_paths)], 3)


def peak_megabytes(n_paths: int) -> float:
    """The most memory that a fresh process held; Linux alone tells it for a process by itself."""
    code = (
        "import sys; sys.path.insert(0, 'benchmarks')\n"
        "from measure_cash import twelve_missions, simulate_cash\n"
        f"simulate_cash(twelve_missions({n_paths}))\n"
        "held = open('/proc/self/status').read().partition('VmHWM:')[2]\n"
        "print(held.split()[0])"
    )
    home = Path(__file__).parent.parent
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=home)
    return int(done.stdout) / 1024


def variants() -> list[Reform]:
    """Two hundred reforms: ceilings, rates of interest, responses and reserves."""
    made = []
    for place in range(N_VARIANTS):
        cap = Decimal(22 + place % 5) if place % 2 else None
        response = (0.0, 0.05 * (place % 7))
        interest = own_schedule(1 + place % 10)
        reserve = 150_000_000 + 10_000_000 * (place // 10)
        made.append(Reform(f"variant {place}", interest=interest, peacekeeping_cap_percent=cap,
                           response=response, reserve_usd=reserve))  # fmt: skip
    return made


def measured_rows() -> list[str]:
    """The lines of the table."""
    ten, hundred = twelve_missions(10_000), twelve_missions(100_000)
    begin = time.perf_counter()
    simulate_cash(replace(ten, n_paths=10))
    first = time.perf_counter() - begin
    small = timed(lambda: simulate_cash(ten))
    alone = timed(lambda: simulate_cash(ten, workers=1), 3)
    large = timed(lambda: simulate_cash(hundred), 3)
    plain = timed(lambda: run_plain(twelve_missions(N_PLAIN_PATHS)), 1)
    draws, of_numpy = draws_alone(10_000), numpy_draws(10_000)
    begin = time.perf_counter()
    sweep_reforms(ten, variants(), workers=2)
    sweep = time.perf_counter() - begin
    plainest = plain.middle * 10_000 / N_PLAIN_PATHS
    return [
        "| what | seconds, middle | least | of the processor |",
        "|---|---|---|---|",
        f"| first call of a process, with what is compiled read from the cache | {first:.2f} | | |",
        _row("10,000 paths × 193 payers × 12 missions × 36 months, two workers", small),
        _row("the same, one worker", alone),
        _row("100,000 paths, two workers", large),
        _row("merely the random numbers of 10,000 paths, one core, same generator", draws),
        _row("as many by NumPy's fastest generator (SFC64), one core", of_numpy),
        f"| plainest correct NumPy version, 10,000 paths (from {N_PLAIN_PATHS}) | {plainest:,.0f} | | |",
        f"| sweep of {N_VARIANTS} reforms of 10,000 paths each, two processes (joblib) | {sweep:.1f} | | |",
        "",
        (
            f"The compiled simulation is {plainest / small.middle:,.0f} times as fast as the plainest "
            "version, which draws the same numbers and gives the same result to a cent "
            "(`tests/test_simulated_cash.py`)."
        ),
        "",
        (
            f"Most memory held by a fresh process: {peak_megabytes(10_000):.0f} MB for 10,000 paths, "
            f"{peak_megabytes(100_000):.0f} MB for 100,000; every path is kept in every month and mission."
        ),
    ]


def _row(what: str, found: Timed) -> str:
    return f"| {what} | {found.middle:.2f} | {found.least:.2f} | {found.worked:.2f} |"


def payment_rows() -> list[str]:
    """How forecasts of payment fared on years not seen."""
    scores = rolling_years(shipped_payment_records())
    rows = [
        f"| {one.year} | {one.covered_share:.2f} | {one.width:.3f} | {one.error:.3f} | {one.crps:.4f} | "
        f"{one.error_of_last_year:.4f} |"
        for one in scores
    ]
    means = [np.mean([getattr(one, name) for one in scores])
             for name in ("covered_share", "width", "error", "crps", "error_of_last_year")]  # fmt: skip
    rows.append(
        f"| mean | {means[0]:.2f} | {means[1]:.3f} | {means[2]:.3f} | {means[3]:.4f} | {means[4]:.4f} |"
    )
    return [
        "| year | months in the 80 % range | width | error | CRPS | error of last year's curve |",
        "|---|---|---|---|---|---|",
        *rows,
    ]


def main() -> None:
    """Measures and writes the page."""
    load = os.getloadavg()[0]
    lines = [
        "# Cash, reforms and payment", "", describe_machine(), "Written by `benchmarks/measure_cash.py`.", "",
        (
            f"The machine was shared: its load was {load:.1f} when the run began. With a load above its two "
            "cores times by the clock are above what it can do; the time of the processor counts both cores."
        ),
        "",
        "## Speed", "", *measured_rows(), "",
        "## Forecasts of payment", "",
        (
            "Each year forecast from the years before it; shares of what is billed. The CRPS counts error "
            "and width together and compares with the error of repeating last year's curve. The "
            "weights of the "
            "model were chosen on these years; later ones are its first fair test."
        ),
        "", *payment_rows(), "",
    ]  # fmt: skip
    RESULT.write_text("\n".join(lines), encoding="utf-8")
    print(RESULT.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
