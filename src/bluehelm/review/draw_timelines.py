"""Timelines and trade-offs as charts."""

from __future__ import annotations

from datetime import date, datetime, time
from functools import partial
from typing import Any

from bluehelm.foundation.languages import say
from bluehelm.foundation.pages import Shade, Timeline, TradeOff, TradeOffMark
from bluehelm.review.page_labels import SHADES

COLOURS: dict[Shade, str] = {
    "one": "#1a5c96",
    "other": "#7fabd1",
    "calm": "#9ccbb0",
    "between": "#e6d9a8",
    "alarm": "#b5362a",
    "unknown": "#eceff2",
    "open": "#b9c0c8",
    "decided": "#1f2933",
    "period": "#1a5c96",
    "next": "#7fabd1",
    "cut": "#b5362a",
    "planned": "#9cc0de",
    "quiet": "#dfe3e8",
}
WIDTH, ROW = 460, 26
LONG_DAYS = 1500
LETTER = 5.6
"""Width of a letter inside a stretch; a name too long for its stretch is left to the table."""
SIDES = {
    "left": "datum.x < 0.2",
    "center": "datum.x >= 0.2 && datum.x <= 0.8",
    "right": "datum.x > 0.8",
}
"""How the name of a mark is set, by where it stands."""
NAMED = frozenset({"one", "other", "period", "next", "planned", "quiet"})
"""Shades of stretches that carry their name inside."""
PALE = frozenset({"other", "next", "calm", "between", "unknown", "open", "planned", "quiet"})


def timeline_chart(chart: Timeline, language: str) -> Any:
    """Rows of bars over time, with the names of phases inside them where they fit."""
    import altair as alt

    rows = _rows(chart, language)
    names = list(dict.fromkeys(row["row"] for row in rows))
    used = [shade for shade in COLOURS if any(one.shade == shade for one in chart.stretches)]
    legend = [one for one in used if one not in NAMED]
    y = alt.Y("row:N", sort=names, axis=alt.Axis(title=None, labelLimit=0, grid=False))
    x = alt.X("from:T", axis=_time_axis(chart))
    colour = alt.Color(
        "shade:N",
        scale=alt.Scale(
            domain=[say(SHADES[one], language) for one in used], range=[COLOURS[one] for one in used]
        ),
        legend=alt.Legend(
            title=None,
            orient="top",
            symbolType="square",
            labelLimit=0,
            values=[say(SHADES[one], language) for one in legend],
        )
        if legend
        else None,
    )
    base = alt.Chart(alt.InlineData(rows))
    bars = base.mark_bar(height=16, stroke="white", strokeWidth=0.6).encode(
        x=x, x2="until:T", y=y, color=colour
    )
    words = (
        base.transform_filter("datum.fits")
        .mark_text(align="left", dx=4, fontSize=10)
        .encode(
            x=x,
            y=y,
            text="label:N",
            color=alt.condition("datum.pale", alt.value("#1f2933"), alt.value("white")),
        )
    )
    layers = [bars, words, *_day_looked_from(chart)]
    return alt.layer(*layers).properties(width=WIDTH - 10, height=max(1, len(names)) * ROW)


def _day_looked_from(chart: Timeline) -> list[Any]:
    import altair as alt

    if chart.as_of is None:
        return []
    day = datetime.combine(chart.as_of, time()).isoformat()
    rule = alt.Chart(alt.InlineData([{"on": day}])).mark_rule(color="#a12a1c", strokeWidth=1.4)
    return [rule.encode(x="on:T")]


def _time_axis(chart: Timeline) -> Any:
    """Years on a long stretch of time; months, as numbers, on a short one."""
    import altair as alt

    first = min((one.from_on for one in chart.stretches), default=date.max)
    n_days = max(((one.until_on - first).days for one in chart.stretches), default=0)
    written = "%Y" if n_days > LONG_DAYS else "%m/%Y"
    return alt.Axis(title=None, grid=True, format=written, labelOverlap=True)


def _rows(chart: Timeline, language: str) -> list[dict[str, Any]]:
    if not chart.stretches:
        return []
    first = min(one.from_on for one in chart.stretches)
    days = max(1, (max(one.until_on for one in chart.stretches) - first).days)
    return [
        {
            "row": say(one.row, language),
            "label": (label := say(one.label, language)),
            "from": datetime.combine(one.from_on, time()).isoformat(),
            "until": datetime.combine(one.until_on, time()).isoformat(),
            "shade": say(SHADES[one.shade], language),
            "pale": one.shade in PALE,
            "fits": one.shade in NAMED
            and len(label) * LETTER < (one.until_on - one.from_on).days / days * WIDTH,
        }
        for one in chart.stretches
    ]


def trade_off_chart(chart: TradeOff, language: str) -> Any:
    """Points in two shares, by group; the chosen ones named and large."""
    import altair as alt

    rows = _labelled_once([_mark(one, language) for one in chart.marks])
    groups = list(dict.fromkeys(row["group"] for row in rows))
    axis = partial(alt.Axis, format="%", tickCount=5)
    x = alt.X("x:Q", axis=axis(title=say(chart.x, language)), scale=alt.Scale(domain=[0, 1]))
    y = alt.Y("y:Q", axis=axis(title=say(chart.y, language)), scale=alt.Scale(domain=[0, 1]))
    colour = alt.Color(
        "group:N",
        scale=alt.Scale(domain=groups, range=["#7fabd1", "#b5531c", "#12406a"][: len(groups)]),
        legend=alt.Legend(title=None, orient="top", symbolType="circle"),
    )
    base = alt.Chart(alt.InlineData(rows)).encode(x=x, y=y)
    points = base.mark_circle(opacity=0.55).encode(
        color=colour, size=alt.condition("datum.chosen", alt.value(170), alt.value(22))
    )
    layers = [points, *(_names(base, align, below) for align in SIDES for below in (0, 1))]
    return alt.layer(*layers).properties(width=WIDTH - 80, height=280)


def _names(base: Any, align: str, below: int) -> Any:
    """Names of chosen marks, by turns above and below, set so that they stay inside the picture."""
    mark = base.transform_filter(f"datum.chosen && {SIDES[align]} && datum.below == {below}")
    text = mark.mark_text(
        align=align, dy=16 if below else -14, fontSize=11, fontWeight="bold", color="#1f2933"
    )
    return text.encode(text="label:N")


def _labelled_once(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Marks with one label a place: where several chosen ones meet, the first names them all."""
    named: dict[tuple[float, float], dict[str, Any]] = {}
    for row in rows:
        row["below"] = 0
        if row["chosen"]:
            first = named.setdefault((row["x"], row["y"]), row)
            if first is not row:
                if row["label"] not in first["label"]:
                    first["label"] += f"; {row['label']}"
                row["label"] = ""
    for place, (_, row) in enumerate(sorted(named.items(), key=lambda one: (one[0][1], one[0][0]))):
        row["below"] = place % 2
    return rows


def _mark(one: TradeOffMark, language: str) -> dict[str, Any]:
    return {
        "x": one.x,
        "y": one.y,
        "group": say(one.group, language),
        "label": "" if one.label is None else say(one.label, language),
        "chosen": one.chosen,
    }
