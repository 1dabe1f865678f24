"""Charts as static SVG: bars, series and maps of grid cells, drawn by Vega-Lite without any request.

Charts are for the eye; the table beside each says the same in words.
"""

from __future__ import annotations

import re
import textwrap
from datetime import datetime, time
from functools import singledispatch
from typing import Any

from bluehelm.foundation.languages import say, unit_in
from bluehelm.foundation.pages import (
    BarChart,
    CellMap,
    Chart,
    HeatMap,
    MapCell,
    MapPoint,
    SeriesChart,
    Timeline,
    TradeOff,
)
from bluehelm.foundation.phrases import phrase
from bluehelm.review.draw_heat_maps import heat_map_chart
from bluehelm.review.draw_timelines import timeline_chart, trade_off_chart
from bluehelm.review.page_labels import label

BLUE, DARK, GREY, LIGHT = "#1a5c96", "#1f2933", "#5b6670", "#dfe4ea"
STEPS_OF_BLUE = ["#12406a", "#1a5c96", "#4a86b8", "#7fabd1", "#b3cde4", "#d6e4f0"]
ORANGE = "#b5531c"
WIDTH = 460
HALF_DEGREE = 0.5
MOST_POINTS = 40


def draw(chart: Chart, language: str, font: str) -> str:
    """The chart as an SVG text, in the language and the font of the page."""
    import vl_convert

    drawn = _nothing(language) if _is_empty(chart) else _drawn(chart, language)
    specification = _styled(drawn, font).to_dict()
    svg: str = vl_convert.vegalite_to_svg(
        specification,
        format_locale="fr-FR" if language == "fr" else "en-GB",
        time_format_locale="fr-FR" if language == "fr" else "en-GB",
        allowed_base_urls=[],
    )
    return svg


def _is_empty(chart: Chart) -> bool:
    if isinstance(chart, BarChart):
        return not any(bar.value for bar in chart.bars)
    if isinstance(chart, SeriesChart):
        return all(point.value is None for point in chart.points)
    if isinstance(chart, CellMap):
        return not (chart.cells or chart.points)
    if isinstance(chart, HeatMap):
        return not chart.squares
    return not (chart.stretches if isinstance(chart, Timeline) else chart.marks)


def _nothing(language: str) -> Any:
    """A line of words where there is nothing to draw."""
    import altair as alt

    words = alt.Chart(alt.InlineData([{"words": label("nothing", language)}]))
    return words.mark_text(color=GREY, fontSize=12, x=WIDTH // 2).encode(text="words:N").properties(
        width=WIDTH, height=30
    )  # fmt: skip


def with_own_names(svg: str, prefix: str) -> str:
    """The SVG with its inner names made its own, so that several can stand on one page."""
    renamed = re.sub(r'\bid="', f'id="{prefix}-', svg)
    return renamed.replace("url(#", f"url(#{prefix}-").replace('href="#', f'href="#{prefix}-')


def _styled(chart: Any, font: str) -> Any:
    quiet = {"domain": False, "ticks": False, "labelPadding": 6, "labelColor": DARK, "titleColor": GREY}
    plain = {"titleFontSize": 11, "titleFontWeight": "normal"}
    return (
        chart.configure(font=font, background="transparent", aria=False, padding=2)
        .configure_view(stroke=None)
        .configure_axis(
            **quiet, gridColor=LIGHT, labelFontSize=12, titleFontSize=11, titleFontWeight="normal"
        )
        .configure_legend(labelFontSize=12, labelColor=DARK, **plain)
        .configure_title(
            fontSize=11, fontWeight="normal", color=DARK, subtitleColor="#5b6670", anchor="start"
        )
    )


@singledispatch
def _drawn(chart: Chart, language: str) -> Any:
    raise TypeError(f"no chart: {type(chart).__name__} in {language}")


_drawn.register(Timeline)(timeline_chart)
_drawn.register(TradeOff)(trade_off_chart)
_drawn.register(HeatMap)(heat_map_chart)


@_drawn.register
def _bars(chart: BarChart, language: str) -> Any:
    return _one_stacked_bar(chart, language) if chart.stacked else _bars_below_each_other(chart, language)


def _bar_rows(chart: BarChart, language: str) -> list[dict[str, Any]]:
    return [
        {
            "order": place,
            "label": say(bar.label, language),
            "group": "" if bar.group is None else say(bar.group, language),
            "value": bar.value,
            "words_at": max(bar.value, 0),
            "words": say(bar.quantity, language),
            "known": bar.known,
        }
        for place, bar in enumerate(chart.bars)
    ]


def _bars_below_each_other(chart: BarChart, language: str) -> Any:
    import altair as alt

    rows = _bar_rows(chart, language)
    groups = list(dict.fromkeys(row["group"] for row in rows))
    labels = list(dict.fromkeys(row["label"] for row in rows))
    y = alt.Y("label:N", sort=labels, axis=alt.Axis(title=None, labelLimit=190, grid=False))
    longest = max((row["value"] for row in rows), default=1) or 1
    lowest = min(0, *(row["value"] for row in rows)) if rows else 0
    room_for_words = longest + 0.2 * (longest - lowest)
    scale = alt.Scale(domain=[lowest, room_for_words])
    x = alt.X("value:Q", axis=None, scale=scale)
    words_x = alt.X("words_at:Q", axis=None, scale=scale)
    base = alt.Chart(alt.InlineData(rows)).encode(x=x, y=y)
    if len(groups) > 1:
        base = base.encode(yOffset=alt.YOffset("group:N", sort=groups))
    bars = base.mark_bar(cornerRadiusEnd=1).encode(color=_bar_colour(groups))
    words = base.mark_text(align="left", dx=5, color=DARK, fontSize=12).encode(text="words:N", x=words_x)
    step = 26 if len(groups) <= 1 else 15 * len(groups)
    return (bars + words).properties(width=WIDTH - 200, height=max(1, len(labels)) * step)


def _bar_colour(groups: list[str]) -> Any:
    import altair as alt

    if len(groups) <= 1:
        return alt.condition(alt.datum.known, alt.value(BLUE), alt.value("#b9c0c8"))
    scale = alt.Scale(domain=groups, range=["#b3cde4", BLUE, "#12406a", "#7fabd1"][: len(groups)])
    legend = alt.Legend(title=None, orient="top", symbolType="square")
    return alt.condition(
        alt.datum.known, alt.Color("group:N", scale=scale, legend=legend), alt.value("#b9c0c8")
    )


def _one_stacked_bar(chart: BarChart, language: str) -> Any:
    import altair as alt

    rows = _bar_rows(chart, language)
    for row in rows:
        row["label"] = say(phrase("{what}: {value}", what=row["label"], value=row["words"]), language)
    labels = [row["label"] for row in rows]
    shades = iter(_spread([row for row in rows if row["known"]]))
    colours = [next(shades) if row["known"] else "#c9ced4" for row in rows]
    legend = alt.Legend(title=None, orient="bottom", columns=1, symbolType="square", labelLimit=0)
    return (
        alt.Chart(alt.InlineData(rows))
        .mark_bar(stroke="white", strokeWidth=1)
        .encode(
            x=alt.X("value:Q", stack="zero", axis=None, scale=alt.Scale(nice=False)),
            color=alt.Color("label:N", scale=alt.Scale(domain=labels, range=colours), legend=legend),
            order=alt.Order("order:Q"),
        )
        .properties(width=WIDTH, height=34)
    )


def _spread(rows: list[dict[str, Any]]) -> list[str]:
    """Shades of blue, as far apart as their number allows."""
    n_shades = len(STEPS_OF_BLUE)
    if len(rows) >= n_shades:
        return [STEPS_OF_BLUE[place % n_shades] for place in range(len(rows))]
    return [STEPS_OF_BLUE[place * n_shades // max(1, len(rows))] for place in range(len(rows))]


@_drawn.register
def _series(chart: SeriesChart, language: str) -> Any:
    import altair as alt

    rows = [
        {
            "on": datetime.combine(point.on, time()).isoformat(),
            "value": point.value,
            "low": point.low,
            "high": point.high,
        }
        for point in chart.points
    ]
    x = alt.X("on:T", axis=alt.Axis(title=None, grid=False, format=_time_form(chart), labelOverlap=True))
    y = alt.Y("value:Q", axis=alt.Axis(title=unit_in(chart.unit, language), tickCount=4))
    base = alt.Chart(alt.InlineData(rows))
    line = base.mark_line(color=BLUE, strokeWidth=1.8).encode(x=x, y=y)
    layers = line
    if len(rows) <= MOST_POINTS:
        layers = line + base.mark_circle(color=BLUE, size=22, opacity=1).encode(x=x, y=y)
    if any(point.low is not None for point in chart.points):
        layers = base.mark_area(color="#b3cde4", opacity=0.6).encode(x=x, y="low:Q", y2="high:Q") + layers
    if chart.marks:
        layers = layers + _marked(chart, language, y)
    return layers.properties(width=WIDTH - 40, height=190 if chart.marks else 150)


def _marked(chart: SeriesChart, language: str, y: Any) -> Any:
    """Single values over the series: the one asked about large and named, the others small."""
    import altair as alt

    rows = [
        {
            "on": datetime.combine(one.on, time()).isoformat(),
            "value": one.value,
            "name": say(one.label, language),
            "main": one.main,
        }
        for one in chart.marks
    ]
    x = alt.X("on:T")
    base = alt.Chart(alt.InlineData(rows)).encode(x=x, y=y)
    size = alt.condition(alt.datum.main, alt.value(90), alt.value(40))
    points = base.mark_point(filled=True, color=ORANGE, stroke="white", strokeWidth=0.8, opacity=1)
    named = base.transform_filter(alt.datum.main)
    halo = named.mark_text(
        align="right",
        dx=-8,
        fontSize=12,
        fontWeight="bold",
        stroke="white",
        strokeWidth=3,
        strokeJoin="round",
    )
    words = named.mark_text(align="right", dx=-8, fontSize=12, fontWeight="bold", color=DARK)
    return points.encode(size=size) + halo.encode(text="name:N") + words.encode(text="name:N")


def _time_form(chart: SeriesChart) -> str:
    if chart.yearly:
        return "%Y"
    days = [point.on for point in chart.points]
    return "%Y" if days and (max(days) - min(days)).days > 3 * 366 else "%b %Y"


@_drawn.register
def _map(chart: CellMap, language: str) -> Any:

    west, east, south, north = _frame(chart)
    x = _degrees("longitude", west, east, ("° E", "° W"))
    y = _degrees("latitude", south, north, ("° N", "° S"))
    width = WIDTH - 40
    height = round(width * (north - south) / (east - west))
    layers = _cells(chart, language, x, y) + _bases(chart, x, y)
    return layers.properties(width=width, height=height, title=_on_the_map(chart, language)).resolve_scale(
        color="independent"
    )


def _frame(chart: CellMap) -> tuple[float, float, float, float]:
    """West, east, south and north of what is drawn, with half a degree around."""
    shown: tuple[MapCell | MapPoint, ...] = (*chart.cells, *chart.points)
    longitudes = [one.longitude for one in shown]
    latitudes = [one.latitude for one in shown]
    west, south = min(longitudes, default=0), min(latitudes, default=0)
    east, north = max(longitudes, default=0), max(latitudes, default=0)
    return west - HALF_DEGREE, east + 2 * HALF_DEGREE, south - HALF_DEGREE, north + 2 * HALF_DEGREE


def _degrees(name: str, low: float, high: float, sides: tuple[str, str]) -> Any:
    import altair as alt

    written = f"format(abs(datum.value), '~g') + (datum.value < 0 ? '{sides[1]}' : '{sides[0]}')"
    axis = alt.Axis(title=None, labelExpr=written, tickMinStep=1, tickCount=7, labelColor=GREY)
    channel = alt.X if name == "longitude" else alt.Y
    return channel(f"{name}:Q", axis=axis, scale=alt.Scale(domain=[low, high], nice=False, zero=False))


def _cells(chart: CellMap, language: str, x: Any, y: Any) -> Any:
    import altair as alt

    rows = [
        {
            "longitude": one.longitude,
            "east": one.longitude + HALF_DEGREE,
            "latitude": one.latitude,
            "north": one.latitude + HALF_DEGREE,
            "value": one.value,
        }
        for one in chart.cells
    ]
    legend = alt.Legend(
        title=unit_in(chart.unit, language),
        orient="top",
        gradientLength=180,
        gradientThickness=9,
        format=",.0f",
        tickCount=4,
    )
    colour = alt.Color(
        "value:Q",
        scale=alt.Scale(type="sqrt", range=["#e3edf6", "#9cc0de", "#3d7cb3", "#0f3a63"], interpolate="lab"),
        legend=legend if rows else None,
    )
    return (
        alt.Chart(alt.InlineData(rows))
        .mark_rect(stroke="white", strokeWidth=0.5)
        .encode(x=x, x2="east:Q", y=y, y2="north:Q", color=colour)
    )


def _bases(chart: CellMap, x: Any, y: Any) -> Any:
    import altair as alt

    rows = [
        {
            "longitude": one.longitude,
            "latitude": one.latitude,
            "name": say(one.name),
            "headquarters": "headquarters" in one.role,
        }
        for one in chart.points
    ]
    base = alt.Chart(alt.InlineData(rows)).encode(x=x, y=y)
    size = alt.condition(alt.datum.headquarters, alt.value(60), alt.value(16))
    points = base.mark_point(filled=True, color=ORANGE, stroke="white", strokeWidth=0.8, opacity=1).encode(
        size=size
    )
    named = base.transform_filter(alt.datum.headquarters)
    halo = named.mark_text(
        dy=-11, fontSize=12, fontWeight="bold", stroke="white", strokeWidth=3, strokeJoin="round"
    )
    names = named.mark_text(dy=-11, fontSize=12, fontWeight="bold", color=DARK)
    return points + halo.encode(text="name:N") + names.encode(text="name:N")


def _on_the_map(chart: CellMap, language: str) -> Any:
    import altair as alt

    return alt.TitleParams(
        text=textwrap.wrap(say(chart.age, language), 66) or [""],
        subtitle=textwrap.wrap(say(chart.disclaimer, language), 72),
        orient="bottom",
        anchor="start",
        offset=8,
        subtitlePadding=3,
    )
