"""Violence in a brief: cells on a map with its age written on it, and the months; sources named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from bluehelm.dossier.evidence_records import Measure, Release
from bluehelm.dossier.measured_values import MeasuredValue
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.figures import Figure
from bluehelm.foundation.pages import (
    Block,
    CellMap,
    MapCell,
    MapPoint,
    Paragraph,
    Point,
    Section,
    SeriesChart,
)
from bluehelm.foundation.phrases import InBoth, Phrase, phrase
from bluehelm.foundation.places import MAP_DISCLAIMER, centre_of_cell
from bluehelm.review.brief_figures import shown
from bluehelm.review.violence_figures import cells_seen, place_of, series_seen

QUARTER_DEGREE = 0.25
MOST_MONTHS = 120
DISCLAIMER = phrase(MAP_DISCLAIMER)


def violence_section(seen: Standpoint, figures: Mapping[str, Figure]) -> Section:
    """The map, the months and the last year, each with its release and its age."""
    heading = phrase("Violence")
    blocks: list[Block] = [*_map(seen, figures), *_months(seen), *_last_year(seen, figures)]
    if not blocks:
        blocks = [Paragraph(phrase("No series of violence is on file."), "grey")]
    return Section(heading, tuple(blocks), "violence")


def _age(last_day: date, seen: Standpoint) -> Phrase:
    n_months = (seen.as_of.year - last_day.year) * 12 + seen.as_of.month - last_day.month
    if n_months <= 0:
        return phrase("Data to {last_day}.", last_day=last_day)
    return phrase("Data end on {last_day}, {n_months} months before {as_of}.",
                  last_day=last_day, n_months=n_months, as_of=seen.as_of)  # fmt: skip


def _source(release: Release | None) -> Phrase:
    if release is None:
        return phrase("Source: not pinned.")
    return phrase("Source: {dataset}, release {release}.", dataset=release.dataset, release=release.release)


def _text(measure: Measure) -> InBoth:
    return InBoth(measure.text, measure.text_fr)


def _map(seen: Standpoint, figures: Mapping[str, Figure]) -> Iterator[Block]:
    found = cells_seen(seen)
    if found is None:
        return
    cells = tuple(_cell(one) for one in found.values)
    note = phrase("{source} {total} in all cells shown. A cell that is not drawn has no row in the release.",
                  source=_source(found.release),
                  total=shown(figures["figure/violence-on-the-map"]))  # fmt: skip
    yield CellMap(
        phrase("{measure}, {period}", measure=_text(found.measure), period=found.period),
        cells,
        tuple(_bases(seen)),
        found.measure.unit or "",
        _age(found.last_day, seen),
        DISCLAIMER,
        note,
    )


def _cell(value: MeasuredValue) -> MapCell:
    cell = value.scope.cell or 0
    latitude, longitude = centre_of_cell(cell)
    number = float(value.number or Decimal(0))
    return MapCell(cell, latitude - QUARTER_DEGREE, longitude - QUARTER_DEGREE, number)


def _bases(seen: Standpoint) -> Iterator[MapPoint]:
    for base in seen.dossier.bases:
        begun = base.from_on is None or base.from_on <= seen.as_of
        closed = base.until_on is not None and base.until_on <= seen.as_of
        if begun and not closed and base.latitude is not None and base.longitude is not None:
            yield MapPoint(base.name, float(base.latitude), float(base.longitude), base.role or "")


def _months(seen: Standpoint) -> Iterator[Block]:
    found = series_seen(seen, yearly=False)
    if found is None:
        return
    kept = found.values[-MOST_MONTHS:]
    caption = phrase(
        "{measure}, {where}, {first} to {last}",
        measure=_text(found.measure), where=place_of(found, seen),
        first=kept[0].period, last=kept[-1].period,
    )  # fmt: skip
    note = phrase("{source} {age}", source=_source(found.release), age=_age(found.last_day, seen))
    yield SeriesChart(caption, tuple(_point(one) for one in kept), found.measure.unit or "", note)


def _point(value: MeasuredValue) -> Point:
    return Point(
        value.period.from_on,
        _number(value.number),
        _number(getattr(value.row, "low", None)),
        _number(getattr(value.row, "high", None)),
    )


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _last_year(seen: Standpoint, figures: Mapping[str, Figure]) -> Iterator[Block]:
    found = series_seen(seen, yearly=True)
    if found is None:
        return
    last = [one for one in found.values if one.number is not None][-1]
    yield Paragraph(
        phrase(
            "{measure}, {period}, {where}: {number}. {source} {age}",
            measure=_text(found.measure),
            period=last.period,
            where=place_of(found, seen),
            number=shown(figures["figure/violence-last-year"]),
            source=_source(found.release),
            age=_age(found.last_day, seen),
        )
    )
