"""What is done to a finished series: windows that look back, and rates per people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bluehelm.evidence.indicators.indicator import Indicator
from bluehelm.evidence.indicators.question import Question, stretches_of

if TYPE_CHECKING:
    import ibis.expr.types as ir

FIGURES = ("value", "low", "high")


def over_windows(rows: ir.Table, indicator: Indicator, asked: Question) -> ir.Table:
    """Each value put together with those of the periods before it; unknown where one of them is.

    Rule: a window of six months in March counts October to March.
    """
    import ibis

    if asked.over == 1 or asked.step_months is None:
        return rows
    back = ibis.window(
        group_by=list(asked.places) or None, order_by="period", preceding=asked.over - 1, following=0
    )

    def together(name: str) -> ir.FloatingColumn:
        column = rows[name]
        whole = column.count().over(back) == asked.over
        return ibis.ifelse(whole, _put_together(column, indicator, back), ibis.null())

    windowed = rows.mutate(
        **{name: together(name) for name in FIGURES},
        n_events=rows.n_events.sum().over(back),
        coverage_share=rows.coverage_share.sum().over(back) / float(asked.over),
    )
    return windowed.filter(windowed.period >= stretches_of(asked)[0].number)


def _put_together(column: ir.FloatingColumn, indicator: Indicator, back: object) -> ir.FloatingColumn:
    if indicator.periods_add_up == "last":
        return column
    statistic = {"sum": column.sum, "average": column.mean, "maximum": column.max}[indicator.periods_add_up]
    return statistic().over(back)


def as_rates(rows: ir.Table, indicator: Indicator, asked: Question) -> ir.Table:
    """Values per so many people of the area; unknown where nobody counted the people.

    Gap: one count of people for all periods, the last that the dossier has.
    """
    import ibis

    if indicator.per_people is None:
        return rows
    n_people = _people(rows, asked)
    shown = {name: rows[name] * float(indicator.per_people) / n_people for name in FIGURES}
    return rows.mutate(**{name: ibis.ifelse(n_people > 0, rate, ibis.null()) for name, rate in shown.items()})


def _people(rows: ir.Table, asked: Question) -> ir.FloatingValue:
    import ibis

    unknown = ibis.null().cast("float64")
    if "sector" in asked.places:
        known = {one.name: one.n_people for one in asked.sectors if one.n_people}
        return _looked_up(rows.sector, known)
    if set(asked.places) - {"country"}:
        return unknown
    if asked.within:
        of_area = {one.name: one.n_people for one in asked.within}
        return (
            unknown if None in of_area.values() else ibis.literal(float(sum(filter(None, of_area.values()))))
        )
    of_country = dict(asked.n_people)
    if "country" in asked.places:
        return _looked_up(rows.country, of_country)
    if not asked.countries or not set(asked.countries) <= set(of_country):
        return unknown
    return ibis.literal(float(sum(of_country[one] for one in asked.countries)))


def _looked_up(names: ir.StringColumn, known: dict[str, int]) -> ir.FloatingValue:
    import ibis

    if not known:
        return ibis.null().cast("float64")
    return names.cases(*((name, float(n)) for name, n in known.items()), else_=None).cast("float64")
