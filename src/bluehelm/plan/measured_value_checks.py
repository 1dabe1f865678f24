"""Checks on single values: two at once, of another form, out of range, or not the sum of their parts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from bluehelm.dossier.checking import Check, Fault, check, fault, instrument
from bluehelm.dossier.measured_values import MeasuredValue, MeasuredValues, Scope, series_of
from bluehelm.dossier.plan_records import Actual, IndicatorOfAchievement
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.findings import Severity
from bluehelm.foundation.periods import Period
from bluehelm.foundation.plain_numbers import plain
from bluehelm.plan.indicator_rules import RULES_FOR_INDICATORS
from bluehelm.plan.indicator_target_checks import upper_bound_of
from bluehelm.plan.indicator_values import (
    is_percentage,
    is_word,
    measured_rows,
    number_in,
    whole_scale,
)

NO_NUMBER = "'{value}' ({period}) is no number, but '{measure}' counts."
NEITHER_YES_NOR_NO = "'{value}' ({period}): '{measure}' is answered yes or no."
NOT_ON_SCALE = "'{value}' ({period}) is not on the scale of '{measure}': {grades}."


@check(
    "PLA036",
    Severity.ERROR,
    looks_for="two different values for one period, known on the same day",
    why="Both cannot be true, and nothing says which corrects the other.",
    remedy="Keep the right one; a correction is a new row with the later day under known_on.",
    basis=(*RULES_FOR_INDICATORS, instrument("akvo/akvo-rsr issue 5241", "abstract")),
)
def two_values_at_once(seen: Standpoint) -> Iterator[Fault]:
    held: dict[tuple[str, date, date, str | None, date | None], Actual] = {}
    for row in seen.dossier.actuals:
        extent = (row.period.from_on, row.period.until_on)
        first = held.setdefault((row.measure, *extent, row.part, row.known_on), row)
        if first.value != row.value:
            yield fault(
                row,
                "Values {first} and {second} of '{measure}' for {period} became known on the same day.",
                item=f"indicator/{row.measure}", measure=row.measure, period=row.period,
                first=_shown(first.value), second=_shown(row.value),
            )  # fmt: skip


def _shown(value: object) -> object:
    return plain(value) if isinstance(value, Decimal) else "?" if value is None else value


@check(
    "PLA037",
    Severity.ERROR,
    looks_for="a value that its form does not allow",
    why="A grade that is not on the scale, or a word for a number, is counted by nobody.",
    remedy="Write a grade of the scale (words), yes or no, or a number; what is missing is n/a, withheld, "
    "not due or blank.",
    basis=RULES_FOR_INDICATORS,
)
def value_not_of_its_form(seen: Standpoint) -> Iterator[Fault]:
    for indicator, row in measured_rows(seen):
        template = _not_of_form(indicator, row.value)
        if template:
            yield fault(
                row, template, item=indicator.reference, value=row.value, period=row.period,
                measure=indicator.id, grades=" / ".join(indicator.words),
            )  # fmt: skip
    for indicator in seen.dossier.indicators:
        for target in indicator.targets:
            template = _not_of_form(indicator, target.equals)
            if template:
                yield fault(
                    indicator, template, line=target.line, value=target.equals, period=target.period,
                    measure=indicator.id, grades=" / ".join(indicator.words),
                )  # fmt: skip


def _not_of_form(indicator: IndicatorOfAchievement, value: object) -> str:
    """The sentence for a value that its form does not allow; empty where it does."""
    is_number, text = isinstance(value, Decimal), str(value).casefold()
    if indicator.form in ("number", "share") and is_word(value):
        return NO_NUMBER
    if indicator.form == "yes or no" and (is_number or (is_word(value) and text not in ("yes", "no"))):
        return NEITHER_YES_NOR_NO
    if indicator.form == "word" and indicator.words and (is_number or is_word(value)):
        return "" if text in {word.casefold() for word in indicator.words} else NOT_ON_SCALE
    return ""


@check(
    "PLA038",
    Severity.ERROR,
    looks_for="a share below nothing or above everything",
    why="No part is larger than its whole; most often per cent and share were mixed up.",
    remedy="Write shares from 0 to 1, per cent from 0 to 100; where more is possible, say so with "
    "upper_bound.",
    basis=RULES_FOR_INDICATORS,
)
def share_out_of_range(seen: Standpoint) -> Iterator[Fault]:
    for indicator, row in measured_rows(seen):
        if not is_percentage(indicator) or not isinstance(row.value, Decimal):
            continue
        most = max(whole_scale(indicator), indicator.upper_bound or Decimal(0))
        if not 0 <= row.value <= most:
            yield fault(
                row,
                "Value {value:,} of '{measure}' for {period} lies outside 0 to {most:,}.",
                item=indicator.reference, value=plain(row.value), measure=indicator.id,
                period=row.period, most=plain(most),
            )  # fmt: skip


@check(
    "PLA039",
    Severity.WARNING,
    looks_for="a breakdown whose parts do not add to the total",
    why="Someone is missing or counted twice, and nobody can say whom.",
    remedy="Correct the part or the total; a part that is not known stays blank.",
    basis=(*RULES_FOR_INDICATORS, instrument("toladata/TolaActivity issues 665 and 667", "abstract")),
)
def parts_that_do_not_add_up(seen: Standpoint) -> Iterator[Fault]:
    values = MeasuredValues.of(seen)
    for indicator in seen.dossier.indicators:
        if indicator.disaggregated_by and indicator.aggregate not in ("average", "maximum", "ratio"):
            yield from _breakdowns(values, indicator)


def _breakdowns(values: MeasuredValues, indicator: IndicatorOfAchievement) -> Iterator[Fault]:
    totals = {value.period: value for value in series_of(values, indicator.id)}
    parts = _parts_of(values, indicator)
    for (breakdown, period), found in parts.items():
        total = totals.get(period)
        if breakdown not in indicator.disaggregated_by or total is None or total.number is None:
            continue
        added = sum((number_in(value) for value in found if value.number is not None), Decimal(0))
        complete = all(value.number is not None for value in found)
        if added > total.number or (complete and added != total.number):
            yield fault(
                found[-1].row,
                "Parts of '{measure}' by {breakdown} add to {added:,} for {period}; the total is {total:,}.",
                item=indicator.reference, measure=indicator.id, breakdown=breakdown, added=plain(added),
                period=period, total=plain(total.number),
            )  # fmt: skip


def _parts_of(
    values: MeasuredValues, indicator: IndicatorOfAchievement
) -> Mapping[tuple[str, Period], list[MeasuredValue]]:
    """Values of parts by breakdown and period; a part is written breakdown: part."""
    found: dict[tuple[str, Period], list[MeasuredValue]] = {}
    for scope in values.scopes_of.get(indicator.id, ()):
        breakdown = (scope.part or "").partition(":")[0].strip()
        for value in series_of(values, indicator.id, Scope(part=scope.part)) if scope.part else ():
            found.setdefault((breakdown, value.period), []).append(value)
    return found


@check(
    "PLA040",
    Severity.ERROR,
    looks_for="a share whose upper part is larger than its lower part",
    why="More were reached than there were; one of the two counts something else.",
    remedy="Correct numerator or denominator; both must count the same people or things.",
    basis=RULES_FOR_INDICATORS,
)
def numerator_above_denominator(seen: Standpoint) -> Iterator[Fault]:
    for indicator, row in measured_rows(seen):
        if row.numerator is None or row.denominator is None or not is_percentage(indicator):
            continue
        if row.numerator > row.denominator and indicator.upper_bound is None:
            yield fault(
                row,
                "'{measure}' for {period}: {upper:,} of {lower:,}.",
                item=indicator.reference, measure=indicator.id, period=row.period,
                upper=plain(row.numerator), lower=plain(row.denominator),
            )  # fmt: skip


@check(
    "PLA041",
    Severity.ERROR,
    looks_for="a value beyond what there is",
    why="Nobody can count 22 of 20; unit, bound or value is wrong.",
    remedy="Correct the value, or upper_bound where more is possible.",
    basis=RULES_FOR_INDICATORS,
)
def value_beyond_bound(seen: Standpoint) -> Iterator[Fault]:
    for indicator, row in measured_rows(seen):
        bound = None if is_percentage(indicator) else upper_bound_of(seen, indicator)
        if bound is not None and isinstance(row.value, Decimal) and row.value > bound:
            yield fault(
                row,
                "Value {value:,} of '{measure}' for {period} goes beyond the {bound:,} there are.",
                item=indicator.reference, value=plain(row.value), measure=indicator.id,
                period=row.period, bound=plain(bound),
            )  # fmt: skip


MEASURED_VALUE_CHECKS: tuple[Check, ...] = (
    two_values_at_once, value_not_of_its_form, share_out_of_range, parts_that_do_not_add_up,
    numerator_above_denominator, value_beyond_bound,
)  # fmt: skip
"""Checks on single values, in reading order."""
