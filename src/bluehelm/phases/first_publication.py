"""The dossier as it could have been known at the time: values dated to their usual first publication.

A file on hand is often the last release of a source, known years after the month it describes. Where
the release says when its data usually appear, a replay counts each value from that day on. The values
themselves stay those of the release on file, and the page says so.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bluehelm.dossier.contents import Dossier
from bluehelm.dossier.evidence_records import PublicationRhythm, SeriesValue
from bluehelm.dossier.measured_values import Scope

_Extent = tuple[str, Scope, date, date]


def as_first_published(dossier: Dossier) -> Dossier:
    """The dossier with each value's first row known from its usual day of publication, if that is earlier.

    Rule: content is never dated back before its usual publication; a later row stays a correction.
    """
    rhythms = rhythms_of(dossier)
    if not rhythms:
        return dossier
    first = _first_rows(dossier, rhythms)
    series = tuple(
        _dated(row, rhythms[row.measure]) if row.measure in rhythms and first[_extent(row)] is row else row
        for row in dossier.series
    )
    return replace(dossier, series=series, naming=None)


def rhythms_of(dossier: Dossier) -> dict[str, PublicationRhythm]:
    """The measures whose release says when its data usually appear."""
    appears = {one.id: one.appears for one in dossier.releases if one.appears is not None}
    return {one.id: appears[one.release] for one in dossier.measures if one.release in appears}


def _extent(row: SeriesValue) -> _Extent:
    return row.measure, Scope(row.area, row.cell), row.period.from_on, row.period.until_on


def _first_rows(dossier: Dossier, rhythms: dict[str, PublicationRhythm]) -> dict[_Extent, SeriesValue]:
    """Of each value the row known first; of two known on one day the one written last."""
    first: dict[_Extent, SeriesValue] = {}
    for row in dossier.series:
        if row.measure in rhythms:
            held = first.setdefault(_extent(row), row)
            if (row.known_on or date.max) <= (held.known_on or date.max):
                first[_extent(row)] = row
    return first


def _dated(row: SeriesValue, appears: PublicationRhythm) -> SeriesValue:
    usual = appears.first_known_on(row.period)
    if row.known_on is not None and row.known_on <= usual:
        return row
    return row.model_copy(update={"known_on": usual})
