"""A timeline in the terminal: a line of signs for each row, and what the signs mean."""

from __future__ import annotations

from datetime import date

from rich.text import Text

from bluehelm.foundation.languages import say
from bluehelm.foundation.numbers_and_dates import month_in
from bluehelm.foundation.pages import Shade, Stretch, Timeline, TradeOff
from bluehelm.foundation.phrases import phrase
from bluehelm.review.page_labels import LABELS, SHADES

NAME_WIDTH, LINE_WIDTH = 25, 50
SIGNS: dict[Shade, tuple[str, str]] = {
    "one": ("█", "blue"),
    "other": ("▒", "blue"),
    "calm": ("·", "green"),
    "between": ("-", ""),
    "alarm": ("■", "red"),
    "unknown": (" ", "dim"),
    "open": ("?", "dim"),
    "decided": ("▲", "bold"),
    "period": ("█", "blue"),
    "next": ("▒", "blue"),
    "cut": ("■", "red"),
    "planned": ("░", "blue"),
    "quiet": ("─", "dim"),
}
WEIGHT: dict[Shade, int] = {
    "cut": 8,
    "decided": 7,
    "alarm": 6,
    "other": 5,
    "next": 5,
    "one": 4,
    "period": 4,
    "between": 3,
    "calm": 2,
    "open": 1,
    "planned": 3,
    "quiet": 1,
}


def picture_in_terminal(block: Timeline | TradeOff, language: str) -> list[Text]:
    """A timeline or a trade-off as lines."""
    if isinstance(block, Timeline):
        return timeline_in_terminal(block, language)
    return trade_off_in_terminal(block, language)


def timeline_in_terminal(block: Timeline, language: str) -> list[Text]:
    """The rows as lines of signs; of several months on one sign the heaviest shows."""
    if not block.stretches:
        return [Text(say(LABELS["nothing"], language), style="dim")]
    first = min(one.from_on for one in block.stretches)
    last = max(one.until_on for one in block.stretches)
    rows: dict[str, list[Stretch]] = {}
    for one in block.stretches:
        rows.setdefault(say(one.row, language), []).append(one)
    lines = [_line(name, held, first, last) for name, held in rows.items()]
    return [*lines, _scale(first, last, language), _legend(block, language)]


def _line(name: str, held: list[Stretch], first: date, last: date) -> Text:
    line = Text(name[:NAME_WIDTH].ljust(NAME_WIDTH) + " ")
    days = max(1, (last - first).days)
    for place in range(LINE_WIDTH):
        from_on = first.toordinal() + days * place / LINE_WIDTH
        until_on = first.toordinal() + days * (place + 1) / LINE_WIDTH
        here = [
            one.shade
            for one in held
            if one.from_on.toordinal() < until_on and one.until_on.toordinal() > from_on
        ]
        shade: Shade = max(here, key=lambda one: WEIGHT.get(one, 0), default="unknown")
        line.append(SIGNS[shade][0], style=SIGNS[shade][1])
    return line


def _scale(first: date, last: date, language: str) -> Text:
    begins, ends = month_in(first, language), month_in(date.fromordinal(last.toordinal() - 1), language)
    blanks = " " * max(1, LINE_WIDTH - len(begins) - len(ends))
    return Text(" " * (NAME_WIDTH + 1) + begins + blanks + ends, style="dim")


def _legend(block: Timeline, language: str) -> Text:
    used = dict.fromkeys(one.shade for one in block.stretches)
    named = (
        f"{SIGNS[one][0]} {say(SHADES[one], language)}" for one in SIGNS if one in used and one != "unknown"
    )
    return Text("   ".join(named), style="dim")


def trade_off_in_terminal(block: TradeOff, language: str) -> list[Text]:
    """The chosen points in words; the picture itself is for the page."""
    said = [
        phrase("{label} ({group}): {x_name} {x}, {y_name} {y}", label=one.label, group=one.group,
               x_name=block.x, x=f"{one.x:.2f}", y_name=block.y, y=f"{one.y:.2f}")
        for one in block.marks
        if one.chosen
    ]  # fmt: skip
    return [Text(say(one, language)) for one in said] or [Text(say(LABELS["nothing"], language), style="dim")]
