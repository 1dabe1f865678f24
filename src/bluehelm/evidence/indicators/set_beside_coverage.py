"""Counted figures beside what the release covers: zero inside, unknown outside, and the share known."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from bluehelm.evidence.indicators.coverage import Coverage
from bluehelm.evidence.indicators.indicator import Indicator
from bluehelm.evidence.indicators.question import Question, Stretch, name_of_period, stretches_of

if TYPE_CHECKING:
    import ibis.expr.types as ir

NOT_STATED = "country that no list names"


def beside_coverage(counted: ir.Table, indicator: Indicator, asked: Question, coverage: Coverage) -> ir.Table:
    """Areas, `period` and its names, value, low, high, n_events and coverage_share."""
    import ibis

    stretches = _stretches(asked, coverage)
    keys = _country_key(asked)
    if asked.is_sparse:
        rows = counted.left_join(stretches, [*keys, "period"])
        return _figures(rows.drop([name for name in rows.columns if name.endswith("_right")]), indicator)
    grid = _areas(counted, asked, coverage)
    every = stretches if grid is None else _every_area(grid, stretches, keys)
    nowhere = [counted[name].isnull() for name in asked.places]
    met = every.left_join(counted, [*asked.places, "period"])
    rows = met.drop([name for name in met.columns if name.endswith("_right")])
    if nowhere:
        unplaced = counted.filter(ibis.or_(*nowhere)).left_join(stretches, [*keys, "period"])
        rows = ibis.union(rows, unplaced.select(rows.columns))
    return _figures(rows, indicator)


def _country_key(asked: Question) -> list[str]:
    return ["country"] if "country" in asked.places else []


def _stretches(asked: Question, coverage: Coverage) -> ir.Table:
    """Periods with their names and the share covered, by country where that is asked."""
    import ibis
    import pyarrow as pa

    periods, countries = stretches_of(asked), countries_of(asked, coverage)
    by_country = "country" in asked.places
    rows = [
        row
        for period in periods
        for row in _covered_rows(period, countries, asked, coverage, by_country=by_country)
    ]
    kinds = {"country": pa.string()} if by_country else {}
    kinds |= {"period": pa.int32(), "covered": pa.float64()}
    kinds |= {name: pa.string() for name in asked.periods}
    return ibis.memtable(pa.Table.from_pylist(rows, schema=pa.schema(list(kinds.items()))))


def countries_of(asked: Question, coverage: Coverage) -> tuple[str, ...]:
    """The countries asked about; all that the release names where none is."""
    return asked.countries or tuple(sorted(coverage.by_country)) or (NOT_STATED,)


def _covered_rows(
    period: Stretch, countries: tuple[str, ...], asked: Question, coverage: Coverage, *, by_country: bool
) -> Iterator[dict[str, Any]]:
    named = {name: name_of_period(name, period.from_on) for name in asked.periods}
    shares = {
        country: coverage.share(country, period, asked.from_on, asked.until_on) for country in countries
    }
    if not by_country:
        mean = sum(shares.values()) / len(shares)
        yield {"period": period.number, "covered": mean, **named}
        return
    for country, share in shares.items():
        yield {"country": country, "period": period.number, "covered": share, **named}


def _areas(counted: ir.Table, asked: Question, coverage: Coverage) -> ir.Table | None:
    """Every area that has a row: those declared or asked for, and those in which something happened."""
    import ibis
    import pyarrow as pa

    if not asked.places:
        return None
    happened = counted.select(list(asked.places)).distinct()
    happened = happened.filter(*(happened[name].notnull() for name in asked.places))
    if len(asked.places) > 1:
        return happened
    name = asked.places[0]
    listed = {
        "country": countries_of(asked, coverage),
        "sector": tuple(dict.fromkeys(one.name for one in asked.sectors)),
        "base": tuple(dict.fromkeys(one.name for one in asked.bases)),
    }.get(name)
    if not listed:
        return happened
    declared = ibis.memtable(pa.table({name: pa.array(listed, pa.string())}))
    return ibis.union(declared, happened, distinct=True)


def _every_area(areas: ir.Table, stretches: ir.Table, keys: list[str]) -> ir.Table:
    """Each area with each period."""
    if keys:
        met = areas.inner_join(stretches, keys)
        return met.drop([name for name in met.columns if name.endswith("_right")])
    return areas.cross_join(stretches)


def _figures(rows: ir.Table, indicator: Indicator) -> ir.Table:
    """Value, bounds and number of events, and the share known: of the days, and of the events' figures."""
    import ibis

    covered = rows.covered.fill_null(0.0)
    is_quiet = rows.n_events.isnull() & (covered > 0)
    nought = ibis.literal(0).cast("float64") if indicator.statistic == "sum" else ibis.null().cast("float64")
    bound = nought if indicator.low and indicator.statistic == "sum" else ibis.null().cast("float64")
    told = rows.n_known.cast("float64") / rows.n_events.cast("float64")
    return rows.mutate(
        value=ibis.ifelse(is_quiet, nought, rows.value),
        low=ibis.ifelse(is_quiet, bound, rows.low),
        high=ibis.ifelse(is_quiet, bound, rows.high),
        n_events=ibis.ifelse(is_quiet, ibis.literal(0), rows.n_events),
        coverage_share=covered * ibis.coalesce(told, ibis.literal(1.0)),
    ).drop("covered", "n_known")
