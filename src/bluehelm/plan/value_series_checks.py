"""Checks on how values follow one another: baselines, jumps, falls, gaps, and values before the fact."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from bluehelm.dossier.checking import Check, Fault, check, fault, instrument
from bluehelm.dossier.gathered_faults import FEW
from bluehelm.dossier.measured_values import MeasuredValue
from bluehelm.dossier.plan_records import Actual, IndicatorOfAchievement
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.findings import Severity
from bluehelm.foundation.listed_names import listed
from bluehelm.foundation.periods import Period, fiscal_year_of, following
from bluehelm.foundation.plain_numbers import plain
from bluehelm.plan.indicator_rules import RULES_FOR_INDICATORS
from bluehelm.plan.indicator_values import (
    comparable_numbers,
    days_of,
    in_words,
    is_percentage,
    is_word,
    measured_rows,
    number_in,
    rows_known,
    since_last_definition,
)


@check(
    "PLA029",
    Severity.WARNING,
    looks_for="an indicator with two baselines",
    why="Progress can be read from whichever start makes it look better.",
    remedy="Correct the baseline, or enter a later value for its period as a new row of plan/actuals.csv.",
    basis=RULES_FOR_INDICATORS,
)
def two_baselines(seen: Standpoint) -> Iterator[Fault]:
    for indicator in seen.dossier.indicators:
        if indicator.baseline_period is None or not isinstance(indicator.baseline, Decimal):
            continue
        for value in comparable_numbers(seen, indicator):
            if value.period == indicator.baseline_period and number_in(value) != indicator.baseline:
                yield fault(
                    indicator,
                    "Baseline for {period} is {baseline:,}, but the value on file for that period is "
                    "{value:,}.",
                    period=value.period, baseline=plain(indicator.baseline),
                    value=plain(number_in(value)),
                )  # fmt: skip


@check(
    "PLA030",
    Severity.WARNING,
    looks_for="a target or value outside the life of its indicator",
    why="Either the indicator goes on or the number belongs to another one.",
    remedy="Correct reports_since or ended_after, or move the number to the indicator that carries on.",
    basis=RULES_FOR_INDICATORS,
)
def number_outside_life(seen: Standpoint) -> Iterator[Fault]:
    for indicator in seen.dossier.indicators:
        for target in indicator.targets:
            if _is_outside(indicator, target.period):
                yield fault(
                    indicator,
                    "There is a target for {period}, but the indicator runs {life}.",
                    line=target.line, period=target.period, life=_life(indicator),
                )  # fmt: skip
    for indicator, row in measured_rows(seen):
        if isinstance(row.value, Decimal) and _is_outside(indicator, row.period):
            yield fault(
                row,
                "There is a value of '{measure}' for {period}, but the indicator runs {life}.",
                item=indicator.reference, measure=indicator.id, period=row.period,
                life=_life(indicator),
            )  # fmt: skip


def _is_outside(indicator: IndicatorOfAchievement, period: Period) -> bool:
    since, last = indicator.reports_since, indicator.ended_after
    too_early = since is not None and period.until_on <= since.from_on
    return too_early or (last is not None and period.from_on >= last.until_on)


def _life(indicator: IndicatorOfAchievement) -> str:
    since, last = indicator.reports_since, indicator.ended_after
    return f"{since.name if since else '…'} – {last.name if last else '…'}"


@check(
    "PLA031",
    Severity.WARNING,
    looks_for="a count since inception that falls",
    why="What has been done stays done; a fall means that the count or the period is not what it says.",
    remedy="Correct the earlier or later value, or write accumulates: each period.",
    basis=RULES_FOR_INDICATORS,
)
def since_inception_falls(seen: Standpoint) -> Iterator[Fault]:
    for indicator in seen.dossier.indicators:
        if indicator.accumulates != "since inception":
            continue
        numbers = since_last_definition(indicator, comparable_numbers(seen, indicator))
        for earlier, later in pairwise(numbers):
            if number_in(later) < number_in(earlier):
                yield fault(
                    indicator,
                    "Counted since inception, yet {earlier:,} ({earlier_period}) falls to {later:,} "
                    "({later_period}).",
                    earlier=plain(number_in(earlier)), earlier_period=earlier.period,
                    later=plain(number_in(later)), later_period=later.period,
                )  # fmt: skip


@check(
    "PLA032",
    Severity.WARNING,
    looks_for="a jump that suggests a changed definition, with no word of one",
    why="A series that counts one thing and then another shows a trend that never happened.",
    remedy="Say from when it counts something else (definition_changed_in), correct the value, or accept the "
    "finding with the reason for the change.",
    basis=(*RULES_FOR_INDICATORS, instrument("VIEWS ADR-023, on data faults and real change", "abstract")),
)
def unexplained_jump(seen: Standpoint) -> Iterator[Fault]:
    factor = seen.threshold("indicator-jump-factor", "5")
    least = seen.threshold("indicator-jump-least", "10")
    for indicator in seen.dossier.indicators:
        numbers = comparable_numbers(seen, indicator)
        jumps = [
            pair for pair in pairwise(numbers) if _jumps(indicator, pair, factor, Decimal(least))
        ]  # fmt: skip
        if jumps:
            yield fault(
                indicator,
                "Values change by more than a factor of {factor} between periods, and no change of "
                "definition is on record: {values}.",
                factor=plain(factor), values=in_words(numbers),
            )  # fmt: skip


def _jumps(
    indicator: IndicatorOfAchievement,
    pair: tuple[MeasuredValue, MeasuredValue],
    factor: Decimal,
    least: Decimal,
) -> bool:
    """Whether the larger of two neighbours is many times the smaller; small counts and zeros do not jump."""
    changed = indicator.definition_changed_in
    if changed is not None and pair[0].period.from_on < changed.from_on <= pair[1].period.from_on:
        return False
    low, high = sorted(number_in(value) for value in pair)
    if low <= 0 or (high < least and not is_percentage(indicator)):
        return False
    return high > factor * low


@check(
    "PLA033",
    Severity.WARNING,
    looks_for="a value for a period that was not over when the value became known",
    why="A measurement before the fact is a forecast or a copy of the target.",
    remedy="Enter it for the part of the period it covers, for example FY2025/26-Q2, or wait until the "
    "period is over.",
    basis=RULES_FOR_INDICATORS,
)
def measured_before_the_fact(seen: Standpoint) -> Iterator[Fault]:
    for indicator, row in measured_rows(seen):
        measured = isinstance(row.value, Decimal) or is_word(row.value)
        standing = indicator.aggregate == "last" or indicator.accumulates == "since inception"
        limit = row.period.from_on if standing else row.period.until_on
        if measured and row.known_on is not None and row.known_on < limit:
            yield fault(
                row,
                "The value of '{measure}' for {period} became known on {known_on}, before the period was "
                "over.",
                item=indicator.reference, measure=indicator.id, period=row.period,
                known_on=row.known_on,
            )  # fmt: skip


@check(
    "PLA034",
    Severity.NOTE,
    looks_for="a year for which an indicator should have a value, with no row and no word why",
    why="'Not applicable', 'not available' and 'forgotten' are three things, and none of them is zero.",
    remedy="Add a row to plan/actuals.csv: the value, n/a, withheld, not due, or a blank for unknown.",
    basis=RULES_FOR_INDICATORS,
)
def value_missing_without_a_word(seen: Standpoint) -> Iterator[Fault]:
    n_days = int(seen.threshold("indicator-late-days", "240"))
    rows: dict[str, list[Actual]] = {}
    for row in rows_known(seen):
        rows.setdefault(row.measure, []).append(row)
    last_due = seen.as_of - timedelta(days=n_days)
    silent = [
        (indicator, year)
        for indicator in seen.dossier.indicators
        for year in _silent_years(indicator, rows.get(indicator.id, []), last_due)
    ]
    if len(silent) > FEW:
        names = listed(f"{indicator.id} {year.name}" for indicator, year in silent)
        yield fault(
            silent[0][0].place,
            "For {n} yearly values there is neither number nor word, {days} days after the year: {names}.",
            n=len(silent), days=n_days, names=names,
        )  # fmt: skip
        return
    for indicator, year in silent:
        yield fault(
            indicator,
            "For {year} there is neither a value nor a word why, {days} days after the year.",
            year=year, days=n_days,
        )  # fmt: skip


def _silent_years(indicator: IndicatorOfAchievement, rows: list[Actual], last_due: date) -> Iterator[Period]:
    since = indicator.reports_since or min((row.period for row in rows), default=None)
    if since is None or not since.is_fiscal:
        return
    year = fiscal_year_of(since.from_on)
    while year.until_on <= last_due and not _is_outside(indicator, year):
        if not any(row.period.from_on < year.until_on and year.from_on < row.period.until_on for row in rows):
            yield year
        year = following(year)


@check(
    "PLA035",
    Severity.NOTE,
    looks_for="a series that begins earlier than almost all others of the table",
    why="Rows of a table are read across; one that begins a year earlier is read a column to the side.",
    remedy="Check that each value stands under its year; if so, accept the finding.",
    basis=RULES_FOR_INDICATORS,
)
def series_begins_before_the_others(seen: Standpoint) -> Iterator[Fault]:
    first: dict[str, Period] = {}
    for indicator, row in measured_rows(seen):
        if days_of(row.period) > 300 and row.part is None:
            first[indicator.id] = min(row.period, first.get(indicator.id, row.period))
    if len(first) < 5:
        return
    usual, n_usual = Counter(first.values()).most_common(1)[0]
    if 4 * n_usual < 3 * len(first):
        return
    indicators = {one.id: one for one in seen.dossier.indicators}
    for identifier, period in first.items():
        if period.from_on < usual.from_on:
            yield fault(
                indicators[identifier],
                "The values begin with {period}; {n} of {n_all} other series begin with {usual}.",
                period=period, n=n_usual, n_all=len(first) - 1, usual=usual,
            )  # fmt: skip


VALUE_SERIES_CHECKS: tuple[Check, ...] = (
    two_baselines, number_outside_life, since_inception_falls, unexplained_jump, measured_before_the_fact,
    value_missing_without_a_word, series_begins_before_the_others,
)  # fmt: skip
"""Checks on values over time, in reading order."""
