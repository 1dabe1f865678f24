"""Checks on how indicators are defined: what rule R80 asks of each, said once where many lack it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bluehelm.dossier.checking import Check, Fault, check, fault, instrument
from bluehelm.dossier.gathered_faults import gathered
from bluehelm.dossier.plan_records import IndicatorOfAchievement
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.findings import Severity
from bluehelm.foundation.periods import parse_period
from bluehelm.foundation.plain_numbers import plain
from bluehelm.plan.indicator_rules import RULES_FOR_INDICATORS
from bluehelm.plan.indicator_values import (
    COUNTED,
    comparable_numbers,
    limits_in,
    number_in,
    open_targets,
)


def _lacking(
    seen: Standpoint, lacks: Callable[[IndicatorOfAchievement], bool]
) -> list[IndicatorOfAchievement]:
    return [indicator for indicator in seen.dossier.indicators if lacks(indicator)]


@check(
    "PLA001",
    Severity.WARNING,
    looks_for="an indicator that measures no expected accomplishment",
    why="A number that stands for no change is collected for nobody.",
    remedy="Name the accomplishment it measures, for example accomplishment: civilians-protected; or end the "
    "indicator.",
    basis=RULES_FOR_INDICATORS,
)
def indicator_without_accomplishment(seen: Standpoint) -> Iterator[Fault]:
    yield from gathered(
        _lacking(seen, lambda one: one.accomplishment is None),
        "'{text}' measures no expected accomplishment.",
        "{n} of {n_all} indicators measure no expected accomplishment: {names}.",
        n_all=len(seen.dossier.indicators),
    )


@check(
    "PLA002",
    Severity.NOTE,
    looks_for="an indicator that names no task where its accomplishment serves several",
    why="Where an accomplishment serves several tasks, its numbers cannot be read against the task the "
    "Council gave.",
    remedy="Name the task, for example tasks: [protect-civilians].",
    basis=RULES_FOR_INDICATORS,
)
def indicator_without_task(seen: Standpoint) -> Iterator[Fault]:
    support = {one.id for one in seen.dossier.components if not one.substantive}
    unclear = {
        one.id for one in seen.dossier.accomplishments if len(one.tasks) > 1 and one.component not in support
    }
    yield from gathered(
        _lacking(seen, lambda one: not one.tasks and one.accomplishment in unclear),
        "'{text}' names no task, and its accomplishment serves several.",
        "{n} of {n_all} indicators name no task, though their accomplishments serve several: {names}.",
        n_all=len(seen.dossier.indicators),
    )


@check(
    "PLA003",
    Severity.WARNING,
    looks_for="an indicator that counts without saying in what unit",
    why="4,000 may be persons, households or thousands, as suits the reader, and no target can be judged.",
    remedy="State the unit and what it covers, for example unit: people, scope: northern provinces.",
    basis=RULES_FOR_INDICATORS,
)
def indicator_without_unit(seen: Standpoint) -> Iterator[Fault]:
    for indicator in _lacking(seen, lambda one: one.unit is None and one.form == "number"):
        numbers = [number_in(value) for value in comparable_numbers(seen, indicator)]
        numbers += [number for target in indicator.targets for number in limits_in(target)]
        if not numbers:
            yield fault(indicator, "'{text}' has no unit.", text=indicator.text)
        elif indicator.scope:
            yield fault(
                indicator,
                "'{text}' has no unit: nobody can tell what {number:,} counts.",
                text=indicator.text,
                number=plain(numbers[0]),
            )
        else:
            yield fault(
                indicator,
                "'{text}' has neither unit nor scope: nobody can tell what {number:,} counts, or where.",
                text=indicator.text,
                number=plain(numbers[0]),
            )


@check(
    "PLA004",
    Severity.WARNING,
    looks_for="an indicator that does not say which direction is good",
    why="Without a direction no value can be called better or worse, and no target met.",
    remedy="Write better: up, better: down, or better: neither where both can be good.",
    basis=RULES_FOR_INDICATORS,
)
def indicator_without_direction(seen: Standpoint) -> Iterator[Fault]:
    yield from gathered(
        _lacking(seen, lambda one: one.better is None and one.form in {*COUNTED, "word"}),
        "'{text}' does not say whether more or less is good.",
        "{n} of {n_all} indicators do not say whether more or less is good: {names}.",
        n_all=len(seen.dossier.indicators),
    )


@check(
    "PLA005",
    Severity.WARNING,
    looks_for="an indicator that does not say how its values add up over time",
    why="Quarters cannot be made into a year, and a count since the beginning is taken for a year's work.",
    remedy="Write aggregate: sum, average, maximum, last or ratio; for counts also accumulates: each period "
    "or since inception.",
    basis=(*RULES_FOR_INDICATORS, instrument("akvo/akvo-rsr issues 5194 and 5212", "abstract")),
)
def indicator_without_accumulation(seen: Standpoint) -> Iterator[Fault]:
    yield from gathered(
        _lacking(seen, lambda one: one.form in COUNTED and one.aggregate is None and one.accumulates is None),
        "'{text}' does not say how values of parts of a period make the whole.",
        "{n} of {n_all} indicators do not say how values of parts of a period make the whole: {names}.",
        n_all=len(seen.dossier.indicators),
    )


@check(
    "PLA006",
    Severity.WARNING,
    looks_for="a target that starts from nothing: no baseline, no earlier value, and no word why",
    why="Whether a target asks for much or little cannot be told without the number it starts from.",
    remedy="Give baseline and baseline_period; where there is none, write baseline: n/a and say why under "
    "source.",
    basis=RULES_FOR_INDICATORS,
)
def indicator_without_baseline(seen: Standpoint) -> Iterator[Fault]:
    yield from gathered(
        _lacking(seen, lambda one: _starts_from_nothing(seen, one)),
        "'{text}' has a target but neither baseline nor earlier value.",
        "{n} of {n_all} indicators have a target but neither baseline nor earlier value: {names}.",
        n_all=len(seen.dossier.indicators),
    )


def _starts_from_nothing(seen: Standpoint, indicator: IndicatorOfAchievement) -> bool:
    if indicator.baseline is not None or indicator.form not in COUNTED:
        return False
    targets = [target for target in open_targets(indicator, seen) if any(limits_in(target))]
    if not targets:
        return False
    earlier = [
        value
        for value in comparable_numbers(seen, indicator)
        if value.period.from_on < targets[0].period.from_on
    ]
    return not earlier


@check(
    "PLA007",
    Severity.WARNING,
    looks_for="an indicator without a source of data",
    why="A number that nobody can trace to its origin cannot carry a verdict.",
    remedy="Say where values come from and how they are gathered, for example data_source: incident database "
    "of the joint operations centre, weekly.",
    basis=(*RULES_FOR_INDICATORS, instrument("IPI on CPAS, October 2022", "abstract")),
)
def indicator_without_data_source(seen: Standpoint) -> Iterator[Fault]:
    yield from gathered(
        _lacking(seen, lambda one: one.data_source is None),
        "'{text}' names no source of data.",
        "{n} of {n_all} indicators name no source of data: {names}.",
        n_all=len(seen.dossier.indicators),
    )


@check(
    "PLA008",
    Severity.NOTE,
    looks_for="an indicator that does not say what sort of thing it counts",
    why="Work done and change brought about are different verdicts; only the kind of an indicator tells "
    "which of the two it can carry.",
    remedy="Write measures: input, activity, output, outcome, context or impact.",
    basis=RULES_FOR_INDICATORS,
)
def indicator_without_kind(seen: Standpoint) -> Iterator[Fault]:
    yield from gathered(
        _lacking(seen, lambda one: one.measures is None),
        "'{text}' does not say whether it counts work, products or change.",
        "{n} of {n_all} indicators do not say whether they count work, products or change: {names}.",
        n_all=len(seen.dossier.indicators),
    )


@check(
    "PLA009",
    Severity.WARNING,
    looks_for="a printed number that stands under something which is not a budget year",
    why="A year written in another way is another year for whoever matches tables, and the row is lost.",
    remedy="Write the year as everywhere else, for example FY2022/23 and not 2022/2023.",
    basis=RULES_FOR_INDICATORS,
)
def code_under_no_budget_year(seen: Standpoint) -> Iterator[Fault]:
    coded = [(one, one.codes or {}) for one in seen.dossier.indicators]
    for item, codes in coded:
        for year, code in codes.items():
            if not _is_budget_year(year):
                yield fault(item, "The number {code} stands under '{year}', which is no budget year.",
                            code=code, year=year)  # fmt: skip


def _is_budget_year(year: str) -> bool:
    try:
        parse_period(year)
    except ValueError:
        return False
    return True


@check(
    "PLA010",
    Severity.WARNING,
    looks_for="two indicators with one printed number in the same year",
    why="Whoever cites the number cites two things.",
    remedy="Read the table again and correct the number of one of them.",
    basis=RULES_FOR_INDICATORS,
)
def one_code_for_two_indicators(seen: Standpoint) -> Iterator[Fault]:
    held: dict[tuple[str, str], IndicatorOfAchievement] = {}
    for indicator in seen.dossier.indicators:
        for year, code in (indicator.codes or {}).items():
            first = held.setdefault((year, code), indicator)
            if first is not indicator:
                yield fault(indicator, "In {year} the number {code} belongs to '{other}' too.",
                            year=year, code=code, other=first.id)  # fmt: skip


INDICATOR_DEFINITION_CHECKS: tuple[Check, ...] = (
    indicator_without_accomplishment, indicator_without_task, indicator_without_unit,
    indicator_without_direction, indicator_without_accumulation, indicator_without_baseline,
    indicator_without_data_source, indicator_without_kind, code_under_no_budget_year,
    one_code_for_two_indicators,
)  # fmt: skip
"""Checks on the definition of indicators, in reading order."""
