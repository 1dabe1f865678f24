"""Indicators of a period: value, target, trend and coverage; work without change; sources that differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from bluehelm.dossier.aggregate_values import ValueOverTime, value_over
from bluehelm.dossier.judge_targets import judge_target, trend_of
from bluehelm.dossier.measured_values import MeasuredValue, MeasuredValues, last_known_value, series_of
from bluehelm.dossier.plan_records import Actual, IndicatorOfAchievement, Target
from bluehelm.dossier.review_records import ReviewedFact
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.missing import Missing
from bluehelm.foundation.periods import Period
from bluehelm.foundation.plain_numbers import plain
from bluehelm.plan.indicator_values import is_in_use
from bluehelm.review.component_figures import target_of_the_moment
from bluehelm.review.fact_line import fact_line

WORK = frozenset({"input", "activity", "output"})
CHANGE = frozenset({"outcome", "impact", "context"})
N_EARLIER = 3
A_FEW_DAYS = 5
"""Months and quarters of unequal length are as long as one another."""


def indicator_facts(seen: Standpoint, period: Period) -> Iterable[ReviewedFact]:
    """Every indicator that reports at the standpoint, in the order of the plan."""
    return seen.kept(f"(indicator facts of {period})", lambda: tuple(_lines(seen, period)))


def _lines(seen: Standpoint, period: Period) -> Iterator[ReviewedFact]:
    values = MeasuredValues.of(seen)
    component_of = {one.id: one.component for one in seen.dossier.accomplishments}
    for indicator in seen.dossier.indicators:
        if is_in_use(indicator, seen):
            yield _line(indicator, component_of.get(indicator.accomplishment or ""), period, values, seen)


def _line(
    indicator: IndicatorOfAchievement,
    component: str | None,
    period: Period,
    values: MeasuredValues,
    seen: Standpoint,
) -> ReviewedFact:
    target = target_of_the_moment(indicator, seen)
    found = value_over(values, indicator.id, period)
    last = last_known_value(values, indicator.id)
    return fact_line(
        "indicator",
        indicator.reference,
        text=indicator.text,
        text_fr=indicator.text_fr,
        component=component,
        under=f"accomplishment/{indicator.accomplishment}" if indicator.accomplishment else None,
        counts=indicator.measures,
        aim=aim_text(indicator, target),
        unit=indicator.unit,
        word=judge_target(values, indicator, target).word if target else "no target",
        trend=trend_of(values, indicator.id, indicator.better),
        earlier=_earlier(values, indicator, last),
        remark=str(target.period) if target else None,
        **_value(found, last),
    )


def _value(found: ValueOverTime, last: MeasuredValue | None) -> dict[str, object]:
    """The value of the period where one is known, else the last known value with its own period."""
    if found.value is not None and not isinstance(found.value, Missing) and found.known_share:
        row = found.parts[-1].row if found.parts else None
        return _written(str(found.period), found.value, found.known_share, row)
    if last is None:
        return {}
    return _written(str(last.period), last.known, last.known_share, last.row)


def _written(period: str, value: object, known_share: Decimal, row: object) -> dict[str, object]:
    return {
        "period": period,
        "value": plain(value) if isinstance(value, Decimal) else str(value),
        "known_share": known_share,
        "known_on": getattr(row, "known_on", None),
        "source": getattr(row, "source", None),
    }


def aim_text(indicator: IndicatorOfAchievement, target: Target | None) -> str | None:
    """What a target asks for, as a number with its sign or a word."""
    if target is None:
        return None
    if target.at_least is not None and target.at_most is not None:
        return f"{plain(target.at_least)} – {plain(target.at_most)}"
    if target.at_least is not None:
        return f"≥ {plain(target.at_least)}"
    if target.at_most is not None:
        return f"≤ {plain(target.at_most)}"
    if isinstance(target.equals, Decimal):
        sign = {"up": "≥ ", "down": "≤ "}.get(indicator.better or "", "")
        return f"{sign}{plain(target.equals)}"
    return None if target.equals is None else str(target.equals)


def _earlier(
    values: MeasuredValues, indicator: IndicatorOfAchievement, last: MeasuredValue | None
) -> str | None:
    """The values before the last one, of periods as long, oldest first."""
    if last is None:
        return None
    n_days = _n_days(last)
    before: list[str] = []
    for value in reversed(series_of(values, indicator.id)):
        if value.known is None or value.period.until_on > last.period.from_on:
            continue
        if abs(_n_days(value) - n_days) <= A_FEW_DAYS:
            shown = plain(value.number) if value.number is not None else value.known
            before.insert(0, f"{value.period}: {shown}")
        if len(before) == N_EARLIER:
            break
    return "; ".join(before) or None


def _n_days(value: MeasuredValue) -> int:
    return (value.period.until_on - value.period.from_on).days


def flat_facts(seen: Standpoint, period: Period) -> Iterable[ReviewedFact]:
    """Accomplishments under which work rose while nothing it is meant to change got better.

    Rule: submission 1e; each trend by the median slope, work and change kept apart.
    """
    by_accomplishment: dict[str, list[ReviewedFact]] = {}
    for line in indicator_facts(seen, period):
        by_accomplishment.setdefault(line.under or "", []).append(line)
    for accomplishment in seen.dossier.accomplishments:
        lines = by_accomplishment.get(accomplishment.reference, [])
        risen = [one for one in lines if one.counts in WORK and one.trend == "better"]
        changed = [one for one in lines if one.counts in CHANGE and one.trend not in ("not computed", None)]
        if risen and changed and not any(one.trend == "better" for one in changed):
            yield fact_line(
                "flat",
                accomplishment.reference,
                text=accomplishment.text,
                text_fr=accomplishment.text_fr,
                component=accomplishment.component,
                word="work up, no change",
                value=", ".join(one.item for one in risen),
                earlier=", ".join(one.item for one in changed),
            )


def disagreement_facts(seen: Standpoint, period: Period) -> Iterator[ReviewedFact]:
    """Values that two sources give differently for one measure, period and part."""
    del period
    for (measure, stretch, _), found in _measured_twice(seen).items():
        rows = {row.source or "": row for row in found}
        if len({str(row.value) for row in rows.values()}) > 1:
            yield _disagreement(measure, stretch, rows)


def _measured_twice(seen: Standpoint) -> Mapping[tuple[str, str, str | None], list[Actual]]:
    """Rows known that share measure, period and part with another; one pass, since almost none do."""
    first: dict[tuple[str, str, str | None], Actual] = {}
    again: dict[tuple[str, str, str | None], list[Actual]] = {}
    for row in seen.dossier.actuals:
        if row.value is not None and row.source and seen.was_known(row.known_on):
            key = (row.measure, row.period.name, row.part)
            held = first.setdefault(key, row)
            if held is not row:
                again.setdefault(key, [held]).append(row)
    return again


def _disagreement(measure: str, stretch: str, rows: Mapping[str, Actual]) -> ReviewedFact:
    values = [f"{_plain_value(row)} ({source})" for source, row in rows.items()]
    days = [row.known_on for row in rows.values() if row.known_on]
    return fact_line(
        "disagreement",
        f"indicator/{measure}",
        period=stretch,
        value="; ".join(values),
        word="sources differ",
        known_on=max(days, default=None),
    )


def _plain_value(row: Actual) -> str:
    return str(plain(row.value)) if isinstance(row.value, Decimal) else str(row.value)


def indicators_of_objectives(seen: Standpoint) -> Mapping[str, tuple[str, ...]]:
    """The measures that each objective declares; where it declares none, those of its accomplishments."""
    found: dict[str, tuple[str, ...]] = {}
    for objective in seen.dossier.objectives:
        found[objective.reference] = tuple(f"indicator/{name}" for name in objective.measures)
    serving = {one.id: [f"objective/{name}" for name in one.serves] for one in seen.dossier.accomplishments}
    loose: dict[str, list[str]] = {}
    for indicator in seen.dossier.indicators:
        for name in serving.get(indicator.accomplishment or "", ()):
            loose.setdefault(name, []).append(indicator.reference)
    return {served: own or tuple(loose.get(served, ())) for served, own in found.items()}
