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
    periods = _periods(asked)
    if asked.is_sparse:
        rows = _joined(counted, periods, ["period"])
    else:
        counted = _with_unplaced_named(counted, asked)
        grid = _areas(counted, asked, coverage)
        every = periods if grid is None else grid.cross_join(periods)
        rows = _with_unplaced_empty(_joined(every, counted, [*asked.places, "period"]), asked)
    by_country = ["country"] if "country" in asked.places else []
    rows = _joined(rows, _covered(asked, coverage), [*by_country, "period"])
    return _figures(rows, indicator)


def _joined(rows: ir.Table, others: ir.Table, on: list[str]) -> ir.Table:
    """Every row with what the other table says of it."""
    met = rows.left_join(others, on)
    return met.drop([name for name in met.columns if name.endswith("_right")])


def _with_unplaced_named(counted: ir.Table, asked: Question) -> ir.Table:
    """A database never joins an empty value: what stands in no area gets a name that no area has."""
    return counted.mutate(**{name: counted[name].fill_null(_nowhere(name)) for name in asked.places})


def _with_unplaced_empty(rows: ir.Table, asked: Question) -> ir.Table:
    return rows.mutate(**{name: rows[name].nullif(_nowhere(name)) for name in asked.places})


def _nowhere(place: str) -> Any:
    import ibis

    return ibis.literal(0).cast("int32") if place == "cell" else ibis.literal("")


def _periods(asked: Question) -> ir.Table:
    """Number and names of each period."""
    import ibis
    import pyarrow as pa

    rows = [
        {"period": one.number, **{name: name_of_period(name, one.from_on) for name in asked.periods}}
        for one in stretches_of(asked)
    ]
    kinds = [("period", pa.int32()), *((name, pa.string()) for name in asked.periods)]
    return ibis.memtable(pa.Table.from_pylist(rows, schema=pa.schema(kinds)))


def _covered(asked: Question, coverage: Coverage) -> ir.Table:
    """Share covered of each period, by country where that is asked."""
    import ibis
    import pyarrow as pa

    countries = countries_of(asked, coverage)
    by_country = "country" in asked.places
    rows = [
        row
        for period in stretches_of(asked)
        for row in _covered_rows(period, countries, asked, coverage, by_country=by_country)
    ]
    kinds = [("country", pa.string())] if by_country else []
    kinds += [("period", pa.int32()), ("covered", pa.float64())]
    return ibis.memtable(pa.Table.from_pylist(rows, schema=pa.schema(kinds)))


def countries_of(asked: Question, coverage: Coverage) -> tuple[str, ...]:
    """The countries asked about; all that the release names where none is."""
    return asked.countries or tuple(sorted(coverage.by_country)) or (NOT_STATED,)


def _covered_rows(
    period: Stretch, countries: tuple[str, ...], asked: Question, coverage: Coverage, *, by_country: bool
) -> Iterator[dict[str, Any]]:
    shares = {
        country: coverage.share(country, period, asked.from_on, asked.until_on) for country in countries
    }
    if not by_country:
        yield {"period": period.number, "covered": sum(shares.values()) / len(shares)}
        return
    for country, share in shares.items():
        yield {"country": country, "period": period.number, "covered": share}


def _areas(counted: ir.Table, asked: Question, coverage: Coverage) -> ir.Table | None:
    """Every area that has a row: those declared or asked for, and those in which something happened."""
    import ibis
    import pyarrow as pa

    if not asked.places:
        return None
    happened = counted.select(list(asked.places)).distinct()
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
