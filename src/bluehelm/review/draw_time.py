"""Stretches of time in lanes: as a picture, and as lines of signs in the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from bluehelm.foundation.languages import say
from bluehelm.foundation.pages import Span, TimeChart

COLOURS = {"plain": "#1a5c96", "planned": "#9cc0de", "grey": "#c9ced4"}
LANE_HEIGHT = 30
SHORTEST_LABELLED = 0.055
"""Share of the whole time below which a stretch has no room for its name."""


def drawn_in_lanes(chart: TimeChart, language: str, width: int) -> Any:
    """One bar a stretch, one lane a cycle, and a line on the day looked from."""
    import altair as alt

    rows = [_row(one, chart, language) for one in chart.spans]
    lanes = list(dict.fromkeys(str(row["lane"]) for row in rows))
    axis = alt.Axis(title=None, grid=True, format="%b %Y", labelOverlap=True, tickCount=8)
    x = alt.X("from:T", axis=axis)
    y = alt.Y("lane:N", sort=lanes, axis=alt.Axis(title=None, labelLimit=150, grid=False))
    base = alt.Chart(alt.InlineData(rows))
    bars = base.mark_bar(height=19, cornerRadius=1, stroke="white", strokeWidth=1.2).encode(
        x=x, x2="until:T", y=y, color=alt.Color("colour:N", scale=None)
    )
    names = base.mark_text(fontSize=10.5, align="center", baseline="middle").encode(
        x="middle:T", y=y, text="shown:N", color=alt.Color("ink:N", scale=None)
    )
    today = (
        alt.Chart(alt.InlineData([{"on": chart.as_of.isoformat()}]))
        .mark_rule(color="#a12a1c", strokeWidth=1.4)
        .encode(x="on:T")
    )
    return (bars + names + today).properties(width=width + 130, height=LANE_HEIGHT * max(1, len(lanes)))


def _row(one: Span, chart: TimeChart, language: str) -> dict[str, object]:
    first, until = _extent(chart)
    share = (one.until_on - one.from_on).days / max(1, (until - first).days)
    label = say(one.label, language)
    room = share * 95
    shown = "" if share < SHORTEST_LABELLED else label if len(label) <= room else label[: int(room) - 1] + "…"
    middle = date.fromordinal((one.from_on.toordinal() + one.until_on.toordinal()) // 2)
    return {
        "lane": say(one.lane, language),
        "from": one.from_on.isoformat(),
        "until": one.until_on.isoformat(),
        "middle": middle.isoformat(),
        "shown": shown,
        "colour": COLOURS[one.tone],
        "ink": "#ffffff" if one.tone == "plain" else "#1f2933",
    }


def _extent(chart: TimeChart) -> tuple[date, date]:
    return min(one.from_on for one in chart.spans), max(one.until_on for one in chart.spans)


def lanes_in_terminal(chart: TimeChart, language: str) -> Iterator[Any]:
    """Each lane with what runs on the day looked from, and until when."""
    from rich.padding import Padding
    from rich.text import Text

    for lane in dict.fromkeys(say(one.lane, language) for one in chart.spans):
        own = [one for one in chart.spans if say(one.lane, language) == lane]
        now = [one for one in own if one.from_on <= chart.as_of < one.until_on]
        said = "; ".join(f"{say(one.label, language)} → {say(one.until_on, language)}" for one in now)
        yield Padding(Text(f"{lane}: {said or '–'}"), (0, 0, 0, 2), expand=False)
