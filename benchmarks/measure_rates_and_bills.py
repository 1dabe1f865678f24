"""Measures rates and bills: all States, all missions, each of three years.

    make bench

Writes benchmarks/results/rates-and-bills.md. Tables are read and rates worked out anew in every run.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

from bluehelm.desk.assess_missions import AssessmentAsked, assess
from bluehelm.finance import assessment_rates, peacekeeping_levels, read_scale_tables
from bluehelm.finance.assessment_rates import rates_in
from bluehelm.finance.read_scale_tables import RATED_YEARS
from bluehelm.finance.regular_scale_method import worked_out_scale
from bluehelm.foundation.periods import parse_period
from machine_words import describe_machine

RESULTS = Path(__file__).resolve().parent / "results" / "rates-and-bills.md"
N_RUNS = 7
LIMIT_SECONDS = 0.2
YEARS = ("FY2023/24", "FY2024/25", "FY2025/26")


def forget() -> None:
    """Rates are kept between calls; a first call is what counts."""
    for room in (assessment_rates, peacekeeping_levels, read_scale_tables):
        for name in vars(room):
            kept = getattr(room, name)
            if hasattr(kept, "cache_clear"):
                kept.cache_clear()


def rates_of_six_years() -> int:
    """Both rates of every State, 2022 to 2027."""
    return sum(len(rates_in(year).by_state) for year in RATED_YEARS)


def bills_of(year: str) -> int:
    """Every bill of a year, tables read and rates worked out anew."""
    return len(assess(AssessmentAsked(year=parse_period(year))).bills())


def seconds(work: Callable[[], object]) -> float:
    """Median time of a piece of work, nothing kept from before."""
    found = []
    for _ in range(N_RUNS):
        forget()
        begun = time.perf_counter()
        work()
        found.append(time.perf_counter() - begun)
    return median(found)


def main() -> None:
    """Measures and writes the page."""
    rows: list[tuple[str, int, float, float | None]] = [
        ("rates of 193 States, 2022 to 2027", rates_of_six_years(), seconds(rates_of_six_years), None)
    ]
    for year in YEARS:
        n_bills = bills_of(year)
        rows.append(
            (f"rates and bills of {year}, all missions", n_bills, seconds(partial(bills_of, year)),
             LIMIT_SECONDS)
        )  # fmt: skip
    rows.append(("the regular scale of 2025-27 from income, population and debt", 193,
                 seconds(lambda: worked_out_scale(2025)), None))  # fmt: skip
    lines = [
        "# Rates and bills: measured speed", "",
        f"Written by `benchmarks/measure_rates_and_bills.py`. {describe_machine()}",
        f"Median of {N_RUNS} runs, nothing kept from one to the next.", "",
        "| what | results | seconds | must stay under | kept |", "|---|---:|---:|---:|---|",
    ]  # fmt: skip
    for what, n, taken, limit in rows:
        kept = "" if limit is None else "yes" if taken < limit else "no"
        lines.append(f"| {what} | {n:,} | {taken:.3f} | {limit or ''} | {kept} |")
    lines += ["", "Money is decimal to the dollar and adds up; nothing is rounded on the way."]
    RESULTS.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(RESULTS.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
