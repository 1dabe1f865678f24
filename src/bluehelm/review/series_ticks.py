"""A series in the terminal: a line of ticks from zero to the highest."""

from __future__ import annotations

import math

TICKS = "▁▂▃▄▅▆▇█"
WIDTH = 76


def ticks(values: list[float | None], width: int = WIDTH) -> str:
    """A line of ticks from zero to the highest; a gap where nothing is known.

    Of a series longer than the line, each tick is the mean of a few values that follow each other.
    """
    n_each = math.ceil(len(values) / width)
    means = [_mean(values[start : start + n_each]) for start in range(0, len(values), n_each)]
    known = [mean for mean in means if mean is not None]
    low, high = min(0.0, *known, 0.0), max(0.0, *known, 0.0)
    step = ((high - low) or 1) / (len(TICKS) - 1)
    return "".join(" " if mean is None else TICKS[round((mean - low) / step)] for mean in means)


def _mean(values: list[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None
