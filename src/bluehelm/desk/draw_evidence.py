"""Drawing the answer of an indicator: a series and a map of cells as SVG files in a folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bluehelm.desk.measure_evidence import MeasuredEvidence
from bluehelm.dossier.write_files import write_files
from bluehelm.evidence.indicators.question import N_MONTHS_OF
from bluehelm.foundation.languages import known_language
from bluehelm.foundation.pages import CellMap, SeriesChart
from bluehelm.review.draw_charts import draw
from bluehelm.review.evidence_pictures import cell_map, series_chart
from bluehelm.review.write_html import SYSTEM_FONT


def draw_evidence(measured: MeasuredEvidence, folder: Path, language: str = "en") -> tuple[Path, ...]:
    """Writes NAME-series.LANGUAGE.svg and NAME-map.LANGUAGE.svg and returns their paths.

    Both are drawn before the first is written. Raises CannotWrite when the disk refuses.
    """
    known_language(language)
    name = measured.indicator.name.replace("_", "-")
    drawn = {
        folder / f"{name}-{kind}.{language}.svg": draw(chart, language, SYSTEM_FONT)
        for kind, chart in _charts(measured)
    }
    return write_files({path: picture.encode("utf-8") for path, picture in drawn.items()})


def _charts(measured: MeasuredEvidence) -> Iterator[tuple[str, SeriesChart | CellMap]]:
    asked, unit = measured.question, measured.indicator.unit
    period = min(asked.periods, key=lambda name: N_MONTHS_OF[name], default="month")
    yield "series", series_chart(measured.asked_anew(by=(period,)), period, unit)
    if measured.indicator.statistic == "sum":
        by_cell = measured.asked_anew(by=("cell",), over=1, every_area=False)
        span = (asked.from_on, asked.until_on)
        open_bases = [
            (one.name, one.latitude, one.longitude)
            for one in asked.bases
            if one.from_on < asked.until_on and one.until_on > asked.from_on
        ]
        yield "map", cell_map(by_cell, open_bases, span, unit)
