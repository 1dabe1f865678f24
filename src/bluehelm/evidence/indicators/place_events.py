"""Putting events into areas: cells from coordinates, sectors, surroundings of bases; the rest is unplaced.

Written as Ibis expressions. An event whose place is known too little keeps its row with an empty
area, so that areas and unplaced together make the country.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import date
from functools import reduce
from typing import TYPE_CHECKING

from bluehelm.evidence.indicators.question import PRECISE, BasePoint, Precision, Question, Sector
from bluehelm.foundation.places import CELLS_PER_ROW

if TYPE_CHECKING:
    import ibis.expr.types as ir

EARTH_RADIUS_KM = 6371.0088
KM_PER_DEGREE = EARTH_RADIUS_KM * math.pi / 180
N_ROWS = 360
FINE_PLACES = ("cell", "admin1", "admin2", "sector", "base")
WORST_IN_A_CELL = 3
FIRST_DAY, LAST_DAY = date(1, 1, 1), date(9999, 12, 31)


def placed(events: ir.Table, asked: Question) -> ir.Table:
    """The events with a column for each area asked by, and `part`: the share of the event that is there."""
    import ibis

    precise = _is_precise(events, asked.placing)
    if not asked.within and not set(FINE_PLACES) & set(asked.places):
        kept = events if asked.placing.spread or precise is None else events.filter(precise)
        return kept.mutate(part=ibis.literal(1).cast("float64"))
    found = _with_cells(events, asked, precise).mutate(part=ibis.literal(1).cast("float64"))
    if asked.placing.spread:
        found = _spread_over_cells(found)
    if asked.within:
        found = found.filter(_in_any(found, asked.within))
    if "sector" in asked.places:
        found = _in_sectors(found, asked.sectors)
    if "base" in asked.places:
        found = _around_bases(found, asked)
    return found


def _is_precise(events: ir.Table, placing: Precision) -> ir.BooleanValue | None:
    """Whether an event is placed well enough; one whose precision the source does not tell is."""
    if placing.coarsest is None:
        return None
    return events.where_precision.isnull() | (events.where_precision <= placing.coarsest)


def _with_cells(events: ir.Table, asked: Question, precise: ir.BooleanValue | None) -> ir.Table:
    """Cell and units, empty where the event is not placed well enough."""
    import ibis

    by_sector = bool(asked.within) or "sector" in asked.places
    columns: dict[str, ir.Value] = {
        name: events[name] for name in ("admin1", "admin2") if by_sector or name in asked.places
    }
    if by_sector or "cell" in asked.places:
        columns["cell"] = _cell(events, asked.placing)
    if asked.placing.spread:
        return events.mutate(is_precise=precise, **columns)
    if precise is not None:
        columns = {name: ibis.ifelse(precise, column, ibis.null()) for name, column in columns.items()}
    return events.mutate(**columns)


def _cell(events: ir.Table, placing: Precision) -> ir.IntegerValue:
    """The cell that the store gives; where worse places are asked for by name, also that of their point."""
    import ibis

    if placing.coarsest is not None and placing.coarsest <= WORST_IN_A_CELL:
        return events.cell
    return ibis.coalesce(events.cell, cell_of(events))


def cell_of(events: ir.Table) -> ir.IntegerValue:
    """The PRIO-GRID cell of each event by arithmetic; a point on a border goes north and east.

    Rule: Tollefsen, Strand and Buhaug 2012; the same as `foundation.places.cell_of`.
    """
    import ibis

    row = ibis.least(((events.latitude + 90) * 2).floor().cast("int32"), ibis.literal(N_ROWS - 1))
    column = ibis.least(((events.longitude + 180) * 2).floor().cast("int32"), ibis.literal(CELLS_PER_ROW - 1))
    return (row * CELLS_PER_ROW + column + 1).cast("int32")


def _spread_over_cells(events: ir.Table) -> ir.Table:
    """Imprecise events in equal parts over the cells in which the release places events of the same unit.

    An event that names its first-level unit goes to the cells of that unit, one that does not to those
    of the country. Where no cell is known it stays unplaced.
    """
    import ibis

    known = events.filter(events.is_precise & events.cell.notnull())
    of_unit = known.filter(known.admin1.notnull()).select("country", "admin1", "cell").distinct()
    of_country = known.select("country", "cell").distinct()
    units = of_unit.group_by("country", "admin1").mutate(n_cells=of_unit.count())
    countries = of_country.group_by("country").mutate(n_cells=of_country.count())
    loose = events.filter(~events.is_precise).drop("cell", "part")
    named, unnamed = loose.filter(loose.admin1.notnull()), loose.filter(loose.admin1.isnull())
    spread = ibis.union(
        _shared_out(named, units, ["country", "admin1"], known.columns),
        _shared_out(unnamed, countries, ["country"], known.columns),
    )
    precise = events.filter(events.is_precise).select(known.columns)
    return ibis.union(precise, spread)


def _shared_out(loose: ir.Table, cells: ir.Table, on: list[str], columns: Iterable[str]) -> ir.Table:
    import ibis

    met = loose.left_join(cells, on)
    part = ibis.coalesce(1.0 / met.n_cells.cast("float64"), ibis.literal(1.0))
    return met.mutate(part=part).select(list(columns))


def _in_sectors(events: ir.Table, sectors: tuple[Sector, ...]) -> ir.Table:
    """Each event once for every area that holds it; once with an empty area where none does."""
    import ibis

    if not sectors:
        return events.mutate(sector=ibis.null().cast("string"))
    held = [_is_in_sector(events, one) for one in sectors]
    inside = [
        events.filter(mask).mutate(sector=ibis.literal(one.name))
        for one, mask in zip(sectors, held, strict=True)
    ]
    nowhere = ~_in_any(events, sectors)
    return ibis.union(events.filter(nowhere).mutate(sector=ibis.null().cast("string")), *inside)


def _in_any(events: ir.Table, sectors: tuple[Sector, ...]) -> ir.BooleanValue:
    held = (_is_in_sector(events, one) for one in sectors)
    return reduce(lambda first, second: first | second, held)


def _is_in_sector(events: ir.Table, sector: Sector) -> ir.BooleanValue:
    """Whether an event lies in an area; an event of which that is unknown lies in none."""
    import ibis

    return ibis.coalesce(_in_sector(events, sector), ibis.literal(value=False))


def _in_sector(events: ir.Table, sector: Sector) -> ir.BooleanValue:
    import ibis

    by_cell = events.cell.isin(sector.cells) if sector.cells else ibis.literal(value=False)
    inside = by_cell
    if sector.codes:
        by_code = events.admin1.isin(sector.codes) | events.admin2.isin(sector.codes)
        inside = by_cell | (by_code & (events.cell.isnull() if sector.cells else True))
    return inside & _in_days(events, sector.from_on, sector.until_on)


def _in_days(events: ir.Table, from_on: date, until_on: date) -> ir.BooleanValue:
    """Whether the first day of the event lies in a stretch; open ends ask nothing."""
    import ibis

    asked = ibis.literal(value=True)
    if from_on > FIRST_DAY:
        asked = asked & (events.started_on >= ibis.literal(from_on))
    if until_on < LAST_DAY:
        asked = asked & (events.started_on < ibis.literal(until_on))
    return asked


def _around_bases(events: ir.Table, asked: Question) -> ir.Table:
    """Each event once for every open base within the radius; once without a base where none is."""
    import ibis

    precise = _is_precise(events, asked.placing)
    near = [_near(events, base, asked.within_km).fill_null(False) for base in asked.bases]  # noqa: FBT003
    if precise is not None:
        near = [mask & precise for mask in near]
    nothing = ibis.null().cast("string")
    if not near:
        return events.mutate(base=nothing)
    inside = [
        events.filter(mask).mutate(base=ibis.literal(base.name))
        for base, mask in zip(asked.bases, near, strict=True)
    ]
    nowhere = ~reduce(lambda first, second: first | second, near)
    return ibis.union(events.filter(nowhere).mutate(base=nothing), *inside)


def _near(events: ir.Table, base: BasePoint, within_km: float) -> ir.BooleanValue:
    band = within_km / KM_PER_DEGREE + 0.01
    in_band = events.latitude.between(base.latitude - band, base.latitude + band)
    close = km_between(events, base.latitude, base.longitude) <= within_km
    return in_band & close & _in_days(events, base.from_on, base.until_on)


def km_between(events: ir.Table, latitude: float, longitude: float) -> ir.FloatingValue:
    """Kilometres on the sphere from each event to a point."""
    import ibis

    half_north = ((events.latitude - latitude).radians() / 2).sin()
    half_east = ((events.longitude - longitude).radians() / 2).sin()
    across = events.latitude.radians().cos() * math.cos(math.radians(latitude))
    chord = half_north * half_north + across * half_east * half_east
    return 2 * EARTH_RADIUS_KM * ibis.least(chord, ibis.literal(1.0)).sqrt().asin()


def nearest_base_km(events: ir.Table, asked: Question) -> ir.FloatingValue:
    """Kilometres from each event to the nearest base open on its first day; unknown where none was.

    Events placed no better than a whole unit are left out, unless they are asked for by name.
    Gap: in a straight line, over the ground as the crow flies; roads and seasons are not looked at.
    """
    import ibis

    nothing = ibis.null().cast("float64")
    if not asked.bases:
        return nothing
    far = [
        ibis.ifelse(
            _in_days(events, base.from_on, base.until_on),
            km_between(events, base.latitude, base.longitude),
            nothing,
        )
        for base in asked.bases
    ]
    nearest = far[0] if len(far) == 1 else ibis.least(*far)
    precise = _is_precise(events, asked.precision or PRECISE)
    return nearest if precise is None else ibis.ifelse(precise, nearest, nothing)
