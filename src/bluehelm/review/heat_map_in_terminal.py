"""A heat map in the terminal: one line of signs a row, one sign a month, clear without colour."""

from __future__ import annotations

from rich.text import Text

from bluehelm.foundation.languages import say
from bluehelm.foundation.numbers_and_dates import month_in
from bluehelm.foundation.pages import HeatMap
from bluehelm.foundation.phrases import phrase
from bluehelm.review.page_labels import LABELS

NAME_WIDTH = 12
SIGNS = ((0.3, "█", "red"), (0.1, "▓", "yellow"), (0.02, "▒", "blue"), (0.0, "·", "dim"))


def heat_map_in_terminal(block: HeatMap, language: str) -> list[Text]:
    """The rows as lines of signs, the months below, and what the signs mean."""
    if not block.squares:
        return [Text(say(LABELS["nothing"], language), style="dim")]
    months = sorted({one.on for one in block.squares})
    held: dict[str, dict[object, float]] = {}
    for one in block.squares:
        held.setdefault(say(one.row, language), {})[one.on] = one.value
    lines = [Text(say(block.legend, language), style="dim")]
    for name, values in held.items():
        line = Text(name[:NAME_WIDTH].ljust(NAME_WIDTH) + " ")
        for month in months:
            sign, style = _sign(values.get(month))
            line.append(sign, style=style)
        lines.append(line)
    begins, ends = month_in(months[0], language), month_in(months[-1], language)
    blanks = " " * max(1, len(months) - len(begins) - len(ends))
    lines.append(Text(" " * (NAME_WIDTH + 1) + begins + blanks + ends, style="dim"))
    meaning = phrase("█ 30 per cent or more   ▓ 10 or more   ▒ 2 or more   · less")
    return [*lines, Text(say(meaning, language), style="dim")]


def _sign(value: float | None) -> tuple[str, str]:
    if value is None:
        return " ", ""
    return next(((sign, style) for least, sign, style in SIGNS if value >= least), ("·", "dim"))
