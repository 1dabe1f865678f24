"""Measures that declare how they are counted, counted month by month from the evidence store for the phases.

Rule: two clocks. Each release gives rows of its own with the day it became known, so that a replay as known
at the time sees no release before its day. Rows that a dossier holds itself go before counted ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from bluehelm.dossier.contents import Dossier
from bluehelm.dossier.evidence_records import SeriesValue
from bluehelm.evidence.indicators.declared_indicators import (
    Declared,
    base_points,
    declared,
    people_of,
    sectors_of,
)
from bluehelm.evidence.indicators.question import Question
from bluehelm.evidence.indicators.stored_events import StoredRelease, stored_releases
from bluehelm.evidence.monthly_series import Vintage, as_series_values, monthly_series

if TYPE_CHECKING:
    from bluehelm.desk.open_workspace import OpenMission


def with_stored_series(opened: OpenMission) -> Dossier:
    """The dossier with the months of its counted measures, as each release in the store tells of them.

    The same dossier where no trigger watches a measure that is counted, or the store holds nothing.
    """
    dossier = opened.reading.dossier
    counted = _counted(dossier)
    host = dossier.mission.host if dossier.mission else None
    if not counted or host is None:
        return dossier
    releases = stored_releases(opened.workspace.folder)
    rows = tuple(
        row
        for release in releases
        for measure in counted
        if measure.how.source in (None, release.source)
        for row in _rows(dossier, measure, release, host)
    )
    return replace(dossier, series=(*dossier.series, *rows)) if rows else dossier


def _counted(dossier: Dossier) -> list[Declared]:
    """The measures that triggers or events to be announced watch, and of which the dossier has no rows."""
    watched = {one.measure for one in dossier.triggers} | {one.measure for one in dossier.detections}
    written = {row.measure for row in dossier.series}
    wanted = [one for one in dossier.measures if one.id in watched - written]
    return [found for one in wanted if (found := declared(one)) is not None]


def _rows(dossier: Dossier, measure: Declared, release: StoredRelease, host: str) -> Iterator[SeriesValue]:
    covered = release.coverage.of(host)
    if not covered:
        return
    vintage = Vintage(release.events(), release.coverage, release.available_from)
    for by in _areas_watched(dossier, measure.indicator.name):
        question = measure.asked(_question(dossier, covered[0][0], covered[-1][1], host, by))
        series = monthly_series(vintage, measure.indicator, question)
        yield from as_series_values(series, release.name)


def _areas_watched(dossier: Dossier, measure: str) -> list[tuple[str, ...]]:
    """Whether the whole country, its sectors, or both are watched."""
    areas = {one.area for one in dossier.triggers if one.measure == measure}
    areas |= {one.area for one in dossier.detections if one.measure == measure}
    return [by for by, wanted in (((), None in areas), (("sector",), bool(areas - {None}))) if wanted]


def _question(dossier: Dossier, from_on: date, until_on: date, host: str, by: tuple[str, ...]) -> Question:
    return Question(
        by=by,
        from_on=from_on.replace(day=1),
        until_on=until_on,
        countries=(host,),
        sectors=sectors_of(dossier.areas),
        bases=base_points(dossier.bases),
        n_people=people_of(dossier),
    )
