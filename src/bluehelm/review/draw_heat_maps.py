"""Heat maps as charts: rows by month, the darker the higher."""

from __future__ import annotations

from typing import Any

from bluehelm.foundation.languages import say
from bluehelm.foundation.pages import HeatMap

WIDTH = 460
ROW = 19
SHADES = ["#eef2f6", "#b3cde4", "#4a86b8", "#0f3a63"]
STEPS = [0.02, 0.1, 0.3]
"""Chances are drawn in unequal steps: between one in fifty and one in ten lies what a planner must see."""


def heat_map_chart(chart: HeatMap, language: str) -> Any:
    """Squares of one colour, from pale for nothing to dark for certain."""
    import altair as alt

    rows: list[dict[str, Any]] = [
        {"row": say(one.row, language), "on": one.on.isoformat(), "value": one.value} for one in chart.squares
    ]
    names = list(dict.fromkeys(row["row"] for row in rows))
    months = sorted({row["on"] for row in rows})
    quarters = [month for month in months if month[5:7] in {"01", "07"}]
    x = alt.X(
        "on:O",
        axis=alt.Axis(title=None, values=quarters, labelAngle=0, labelExpr=_month_words(), grid=False),
    )
    y = alt.Y("row:N", sort=names, axis=alt.Axis(title=None, labelLimit=0, grid=False))
    colour = alt.Color(
        "value:Q",
        scale=alt.Scale(type="threshold", domain=STEPS, range=SHADES),
        legend=alt.Legend(
            title=say(chart.legend, language), titleLimit=0, orient="top", format=".0%", symbolType="square"
        ),
    )  # fmt: skip
    base = alt.Chart(alt.InlineData(rows))
    squares = base.mark_rect(stroke="white", strokeWidth=1).encode(x=x, y=y, color=colour)
    return squares.properties(width=WIDTH - 10, height=max(1, len(names)) * ROW)


def _month_words() -> str:
    return "timeFormat(toDate(datum.value + 'T00:00:00'), '%b %Y')"
