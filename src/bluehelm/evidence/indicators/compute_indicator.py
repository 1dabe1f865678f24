"""Computing an indicator: filter, place, put into periods, add up, and say how much is known.

The order of the computation, as `indicator_expression` runs it:

1. events of the countries asked about, published by the day asked, of the kinds that count
2. each put into its areas; what is known too little goes to the row without an area
3. each put into its period, whole or in parts
4. figures added by area and period
5. set beside what the release covers: nothing counted is zero inside, unknown outside
6. windows that look back, rates per people
"""

from __future__ import annotations

from dataclasses import replace
from functools import reduce
from typing import TYPE_CHECKING

from bluehelm.evidence.indicators.coverage import Coverage
from bluehelm.evidence.indicators.indicator import NEAREST_BASE_KM, EventFilter, Indicator
from bluehelm.evidence.indicators.place_events import nearest_base_km, placed
from bluehelm.evidence.indicators.put_into_periods import in_periods
from bluehelm.evidence.indicators.question import N_MONTHS_OF, Question
from bluehelm.evidence.indicators.set_beside_coverage import beside_coverage
from bluehelm.evidence.indicators.windows_and_rates import as_rates, over_windows

if TYPE_CHECKING:
    import ibis.expr.types as ir
    import pyarrow as pa

FIGURES = ("value", "low", "high")
COLUMNS = (*FIGURES, "n_events", "coverage_share")
NOTHING_COVERED = Coverage({})


def compute_indicator(
    events: ir.Table, indicator: Indicator, asked: Question, coverage: Coverage
) -> pa.Table:
    """The answer as a table: the areas and periods asked by, then value, low, high, n_events, coverage_share.

    `events` is a table of events on any back end of Ibis (`event_table`), of one release.
    """
    if not all(_is_told(events, name) for name in indicator.needs):
        coverage = NOTHING_COVERED
    counting = _without_bounds_untold(events, indicator)
    return indicator_expression(events, counting, asked, coverage).to_pyarrow()


def indicator_expression(
    events: ir.Table, indicator: Indicator, asked: Question, coverage: Coverage
) -> ir.Table:
    """The whole computation as one expression, not yet run."""
    back = asked.looking_back
    if asked.known_on is not None:
        coverage = coverage.known_by(asked.known_on)
    rows = beside_coverage(counted(events, indicator, back), indicator, back, coverage)
    rows = as_rates(over_windows(rows, indicator, asked), indicator, asked)
    rows = rows.mutate(n_events=rows.n_events.cast("int64"))
    in_order = rows.order_by(_order(asked)) if asked.by else rows
    return in_order.select(*asked.by, *COLUMNS)


def _order(asked: Question) -> list[str]:
    """Areas and periods as asked; the shortest period by its number, which is quicker than by its name."""
    shortest = min(asked.periods, key=N_MONTHS_OF.__getitem__, default=None)
    return ["period" if name == shortest else name for name in asked.by]


def _is_told(events: ir.Table, column: str) -> bool:
    """Whether the source ever fills a column; if never, what rests on it is unknown."""
    if column == NEAREST_BASE_KM:
        return True
    told = events.filter(events[column].notnull()).select(column)
    return bool(told.limit(1).count().to_pyarrow().as_py())


def _without_bounds_untold(events: ir.Table, indicator: Indicator) -> Indicator:
    """The same without the estimates that the source never gives: nothing is added up over empty columns."""
    low, high = (
        bound if not bound or _is_told(events, bound) else "" for bound in (indicator.low, indicator.high)
    )
    return replace(indicator, low=low, high=high)


def counted(events: ir.Table, indicator: Indicator, asked: Question) -> ir.Table:
    """Steps 1 to 4: areas, `period`, value, low, high, n_events and n_known, where anything happened."""
    import ibis

    rows = in_periods(placed(_figures(_kept(events, indicator.keep, asked), indicator, asked), asked), asked)
    told = {"value": _added(rows, "value", indicator), "n_events": rows.count()}
    told |= {name: _added(rows, name, indicator) for name in ("low", "high") if getattr(indicator, name)}
    if indicator.figure:
        told["n_known"] = rows.value.count()
    found = rows.group_by([*asked.places, "period"]).aggregate(**told)
    n_known = found.n_known if indicator.figure else found.n_events
    untold = {name: ibis.null().cast("float64") for name in FIGURES if name not in told}
    return found.mutate(n_known=n_known, **untold)


def _kept(events: ir.Table, keep: EventFilter, asked: Question) -> ir.Table:
    wanted = []
    if asked.countries:
        wanted.append(events.country.isin(asked.countries))
    if asked.known_on is not None:
        wanted.append(events.published_on <= asked.known_on)
    if keep.kinds:
        wanted.append(events.kind.isin(keep.kinds))
    if keep.on_mission:
        wanted.append(events.on_mission)
    if keep.coarsest_date is not None:
        wanted.append(events.date_precision.isnull() | (events.date_precision <= keep.coarsest_date))
    if keep.actors:
        sides = [side.startswith(name) for name in keep.actors for side in (events.actor_a, events.actor_b)]
        wanted.append(reduce(lambda first, second: first | second, sides))
    return events.filter(*wanted) if wanted else events


def _figures(events: ir.Table, indicator: Indicator, asked: Question) -> ir.Table:
    """Value, low and high of each event as numbers with fractions."""
    import ibis

    def column(name: str) -> ir.FloatingValue:
        if name == NEAREST_BASE_KM:
            return nearest_base_km(events, asked)
        return events[name].cast("float64") if name else ibis.null().cast("float64")

    value = column(indicator.figure) if indicator.figure else ibis.literal(1).cast("float64")
    return events.mutate(value=value, low=column(indicator.low), high=column(indicator.high))


def _added(rows: ir.Table, name: str, indicator: Indicator) -> ir.FloatingScalar:
    """One figure over the events of a row; the bounds of an average are its smallest and largest part."""
    if indicator.statistic == "sum":
        total = (rows[name] * rows.part).sum()
        return total if name == "value" else _where_all_known(rows, name, total)
    smallest, largest = rows[name].min(), rows[name].max()
    if name == "low":
        return smallest
    if name == "high":
        return largest
    return {"average": rows.value.mean(), "minimum": smallest, "maximum": largest}[indicator.statistic]


def _where_all_known(rows: ir.Table, name: str, total: ir.FloatingScalar) -> ir.FloatingScalar:
    """A bound that some events lack is no bound of the sum."""
    import ibis

    return ibis.ifelse(rows[name].count() == rows.count(), total, ibis.null())
