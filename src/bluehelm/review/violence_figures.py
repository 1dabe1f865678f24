"""Violence as evidence on file: the last year by grid cell, the months, and how old they are.

Rule: two releases are never joined in one series; the age of the data stands beside them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from bluehelm.dossier.catalogue import Record
from bluehelm.dossier.evidence_records import Measure, Release
from bluehelm.dossier.figure_inputs import input_from
from bluehelm.dossier.measured_values import WHOLE, MeasuredValue, MeasuredValues, Scope, series_of
from bluehelm.dossier.mission_records import Area
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.figures import Figure, FigureInput
from bluehelm.foundation.missing import total_of
from bluehelm.foundation.periods import Period
from bluehelm.foundation.phrases import InBoth, Phrase, phrase

DAYS_A_YEAR = 365


@dataclass(frozen=True, slots=True)
class CellsSeen:
    """The values of a measure by grid cell in the last period on file."""

    measure: Measure
    release: Release | None
    period: Period
    values: tuple[MeasuredValue, ...]

    @property
    def last_day(self) -> date:
        """The last day of the data."""
        return self.period.until_on - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class SeriesSeen:
    """The values of a measure one after another: for the whole host State, else for one area."""

    measure: Measure
    release: Release | None
    area: str | None
    values: tuple[MeasuredValue, ...]

    @property
    def last_day(self) -> date:
        """The last day of the data."""
        return self.values[-1].period.until_on - timedelta(days=1)


def cells_seen(seen: Standpoint) -> CellsSeen | None:
    """The measure by cell with the most recent data; of several, the first on file."""
    values = MeasuredValues.of(seen)
    best: CellsSeen | None = None
    for measure in _of_harm(seen):
        scopes = [scope for scope in values.scopes_of.get(measure.id, ()) if scope.cell is not None]
        last = [values.by_scope[measure.id, scope][-1] for scope in scopes]
        until = max((one.period.until_on for one in last if one.number is not None), default=None)
        if until is None or (best and until <= best.period.until_on):
            continue
        kept = tuple(one for one in last if one.period.until_on == until and one.number is not None)
        best = CellsSeen(measure, release_of(measure, seen), kept[0].period, kept)
    return best


def series_seen(seen: Standpoint, *, yearly: bool) -> SeriesSeen | None:
    """The monthly, or yearly, measure with the most recent data; the whole State before an area."""
    whole = [(measure, WHOLE) for measure in _of_harm(seen)]
    return _latest_series(seen, whole, yearly=yearly) or _latest_series(seen, _by_area(seen), yearly=yearly)


def _of_harm(seen: Standpoint) -> list[Measure]:
    """The measures of which less is better: deaths, attacks, displacement."""
    return [one for one in seen.dossier.measures if one.better == "down"]


def _by_area(seen: Standpoint) -> list[tuple[Measure, Scope]]:
    scopes = MeasuredValues.of(seen).scopes_of
    return [(one, scope) for one in _of_harm(seen) for scope in scopes.get(one.id, ()) if scope.area]


def _latest_series(
    seen: Standpoint, wanted: list[tuple[Measure, Scope]], *, yearly: bool
) -> SeriesSeen | None:
    values = MeasuredValues.of(seen)
    best: SeriesSeen | None = None
    for measure, scope in wanted:
        found = [one for one in series_of(values, measure.id, scope) if _is_year(one.period) == yearly]
        numbers = [one for one in found if one.number is not None]
        if not numbers or (best and numbers[-1].period.until_on <= best.values[-1].period.until_on):
            continue
        best = SeriesSeen(measure, release_of(measure, seen), scope.area, tuple(found))
    return best


def _is_year(period: Period) -> bool:
    return (period.until_on - period.from_on).days >= DAYS_A_YEAR


def release_of(measure: Measure, seen: Standpoint) -> Release | None:
    """The release that a measure comes from."""
    return seen.item(Release, measure.release)


def violence_figures(seen: Standpoint) -> Iterable[Figure]:
    """The sum over the cells on the map, and the last year for the whole State."""
    cells = cells_seen(seen)
    if cells:
        yield Figure(
            "figure/violence-on-the-map",
            phrase("{measure}, {period}: all cells on the map", measure=_text(cells.measure),
                   period=cells.period),
            total_of(one.number for one in cells.values).total,
            cells.measure.unit or "",
            tuple(_as_input(one, cells.measure) for one in cells.values),
            (phrase("The values of the cells, added up."), *_leaves_out(cells.measure)),
        )  # fmt: skip
    years = series_seen(seen, yearly=True)
    if years:
        last = [one for one in years.values if one.number is not None][-1]
        yield Figure(
            "figure/violence-last-year",
            phrase("{measure}, {period}, {where}", measure=_text(years.measure), period=last.period,
                   where=place_of(years, seen)),
            last.number,
            years.measure.unit or "",
            (_as_input(last, years.measure),),
            (phrase("As published."), *_leaves_out(years.measure)),
        )  # fmt: skip


def _text(measure: Measure) -> InBoth:
    return InBoth(measure.text, measure.text_fr)


def place_of(series: SeriesSeen, seen: Standpoint) -> Phrase | InBoth:
    """What a series covers: the whole country, or an area by its name."""
    area = seen.item(Area, series.area)
    return InBoth(area.name, area.name_fr) if area else phrase("the whole country")


def _leaves_out(measure: Measure) -> tuple[Phrase, ...]:
    if not measure.covers:
        return ()
    return (phrase("What is left out: {covers}", covers=measure.covers),)


def _as_input(value: MeasuredValue, measure: Measure) -> FigureInput:
    row: Record = value.row
    what = phrase("{period} {where}", period=value.period, where=str(value.scope))
    return input_from(row, what, value.number, measure.unit or "", value.known_on)
