"""Checks on targets: looser than what was reached, against the good direction, out of bounds or of reach."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from bluehelm.dossier.checking import Check, Fault, check, fault, instrument, submission
from bluehelm.dossier.gathered_faults import FEW
from bluehelm.dossier.measured_values import MeasuredValue
from bluehelm.dossier.plan_records import IndicatorOfAchievement, Target
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.findings import Severity
from bluehelm.foundation.listed_names import listed
from bluehelm.foundation.periods import Period
from bluehelm.foundation.plain_numbers import plain, short
from bluehelm.plan.indicator_rules import RULES_FOR_INDICATORS
from bluehelm.plan.indicator_values import (
    ONE_YEAR_DAYS,
    aim_of,
    comparable_numbers,
    is_blank,
    is_in_use,
    is_looser,
    is_open,
    is_word,
    limits_in,
    number_in,
    open_targets,
    since_last_definition,
)

Aimed = tuple[IndicatorOfAchievement, Target, Decimal]


def _aims(seen: Standpoint) -> Iterator[Aimed]:
    """Every target under way or to come that aims at a number in a good direction."""
    for indicator in seen.dossier.indicators:
        for target in open_targets(indicator, seen):
            aim = aim_of(indicator, target)
            if aim is not None:
                yield indicator, target, aim


def _last_before(seen: Standpoint, indicator: IndicatorOfAchievement, period: Period) -> MeasuredValue | None:
    numbers = since_last_definition(indicator, comparable_numbers(seen, indicator))
    earlier = [one for one in numbers if one.period.from_on < period.from_on]
    return earlier[-1] if earlier else None


@check(
    "PLA018",
    Severity.WARNING,
    looks_for="a target that is looser than the last actual, without a reason",
    why="Such a target is met by doing worse than before, so meeting it says nothing.",
    remedy="Aim at least at what was reached, or say why not under reason, for example reason: the new count "
    "takes in two more groups.",
    basis=RULES_FOR_INDICATORS,
)
def target_looser_than_last_actual(seen: Standpoint) -> Iterator[Fault]:
    said: set[str] = set()
    for indicator, target, aim in _aims(seen):
        last = _last_before(seen, indicator, target.period)
        if last is None or target.reason or indicator.id in said:
            continue
        if is_looser(indicator, aim, number_in(last)):
            said.add(indicator.id)
            yield fault(
                indicator,
                "Target of {aim:,} for {period} is looser than the last actual, {last:,} ({last_period}).",
                line=target.line, aim=plain(aim), period=target.period,
                last=plain(number_in(last)), last_period=last.period,
            )  # fmt: skip


@check(
    "PLA019",
    Severity.WARNING,
    looks_for="a target that is looser than the one before it, without a reason",
    why="A target that retreats before its time admits that it was never meant, or that something changed.",
    remedy="Say under reason what changed, for example reason: the State postponed the deployment.",
    basis=RULES_FOR_INDICATORS,
)
def target_looser_than_the_one_before(seen: Standpoint) -> Iterator[Fault]:
    before: dict[str, tuple[str, Decimal]] = {}
    for indicator, target, aim in _aims(seen):
        held = before.get(indicator.id)
        before[indicator.id] = (target.period.name, aim)
        if held is None or target.reason or not is_looser(indicator, aim, held[1]):
            continue
        last = _last_before(seen, indicator, target.period)
        if last is None or not is_looser(indicator, aim, number_in(last)):
            yield fault(
                indicator,
                "Target of {aim:,} for {period} is looser than the target of {before:,} for {before_period}.",
                line=target.line, aim=plain(aim), period=target.period,
                before=plain(held[1]), before_period=held[0],
            )  # fmt: skip


@check(
    "PLA020",
    Severity.WARNING,
    looks_for="a target that sets its limit on the wrong side",
    why="With 'at least' where less is better, every bad year meets the target.",
    remedy="Write at_most where down is better and at_least where up is better; where the source prints it "
    "otherwise, keep that under printed_as.",
    basis=RULES_FOR_INDICATORS,
)
def target_against_good_direction(seen: Standpoint) -> Iterator[Fault]:
    for indicator in seen.dossier.indicators:
        for target in open_targets(indicator, seen):
            if indicator.better == "down" and target.at_least is not None and target.at_most is None:
                yield fault(
                    indicator,
                    "Less is better, but the target for {period} is at least {limit:,}.",
                    line=target.line, period=target.period, limit=plain(target.at_least),
                )  # fmt: skip
            elif indicator.better == "up" and target.at_most is not None and target.at_least is None:
                yield fault(
                    indicator,
                    "More is better, but the target for {period} is at most {limit:,}.",
                    line=target.line, period=target.period, limit=plain(target.at_most),
                )  # fmt: skip


def upper_bound_of(seen: Standpoint, indicator: IndicatorOfAchievement) -> Decimal | None:
    """The most an indicator can be: as declared, else the host's number of units where it counts those."""
    mission = seen.dossier.mission
    if indicator.upper_bound is not None or mission is None:
        return indicator.upper_bound
    unit, name = (indicator.unit or "").casefold(), (mission.host_unit_name or "").casefold()
    counts_units = bool(name) and unit in {name, f"{name}s"}
    return Decimal(mission.n_host_units) if counts_units and mission.n_host_units else None


@check(
    "PLA021",
    Severity.WARNING,
    looks_for="a target beyond what there is",
    why="Nobody can reach 50 of 20; the unit or the number is not what it says.",
    remedy="Correct target or unit; where more is possible, correct upper_bound.",
    basis=(*RULES_FOR_INDICATORS, instrument("A/79/765, para. 60")),
)
def target_beyond_bound(seen: Standpoint) -> Iterator[Fault]:
    for indicator in seen.dossier.indicators:
        bound = upper_bound_of(seen, indicator)
        if bound is None:
            continue
        beyond = [
            (target.period.name, limit)
            for target in indicator.targets
            for limit in limits_in(target)
            if limit > bound
        ]
        if beyond:
            yield fault(
                indicator,
                "Targets go beyond the {bound:,} there are: {targets}.",
                bound=plain(bound), targets=", ".join(f"{period} {plain(limit)}" for period, limit in beyond),
            )  # fmt: skip


@check(
    "PLA022",
    Severity.ERROR,
    looks_for="a target whose lower limit lies above its upper limit",
    why="No value can meet it.",
    remedy="Exchange at_least and at_most, or keep the one that is meant.",
    basis=RULES_FOR_INDICATORS,
)
def limits_that_exclude_each_other(seen: Standpoint) -> Iterator[Fault]:
    for indicator in seen.dossier.indicators:
        for target in indicator.targets:
            low, high = target.at_least, target.at_most
            if low is not None and high is not None and low > high:
                yield fault(
                    indicator,
                    "Target for {period}: at least {low:,} and at most {high:,}.",
                    line=target.line, period=target.period, low=plain(low), high=plain(high),
                )  # fmt: skip


@check(
    "PLA023",
    Severity.ERROR,
    looks_for="two targets of one indicator for the same period",
    why="The mission can choose the one it met.",
    remedy="Keep one; what was changed, and why, goes under reason.",
    basis=RULES_FOR_INDICATORS,
)
def two_targets_for_one_period(seen: Standpoint) -> Iterator[Fault]:
    for indicator in seen.dossier.indicators:
        held: set[Period] = set()
        for target in indicator.targets:
            if target.period in held:
                yield fault(indicator, "There are two targets for {period}.",
                            line=target.line, period=target.period)  # fmt: skip
            held.add(target.period)


@check(
    "PLA024",
    Severity.WARNING,
    looks_for="a target without a value, and without a word why",
    why="'Not applicable', 'not yet set' and 'forgotten' look the same in a blank.",
    remedy="Give at_least, at_most or equals; where no target applies write equals: n/a.",
    basis=RULES_FOR_INDICATORS,
)
def target_left_blank(seen: Standpoint) -> Iterator[Fault]:
    for indicator in seen.dossier.indicators:
        for target in indicator.targets:
            if is_blank(target):
                yield fault(indicator, "The target for {period} is blank, not even 'not applicable'.",
                            line=target.line, period=target.period)  # fmt: skip


@check(
    "PLA025",
    Severity.WARNING,
    looks_for="an indicator with values but no target for the period under way",
    why="What is measured against nothing cannot be reviewed: no quarter can be called good or bad.",
    remedy="Add a target for the year, or end the indicator with ended_after.",
    basis=RULES_FOR_INDICATORS,
)
def values_without_target(seen: Standpoint) -> Iterator[Fault]:
    for indicator in seen.dossier.indicators:
        aimed = any(target.period.holds(seen.as_of) for target in indicator.targets)
        if aimed or not is_in_use(indicator, seen) or indicator.better == "neither":
            continue
        numbers = comparable_numbers(seen, indicator)
        if numbers:
            yield fault(
                indicator,
                "The last value is {value:,} ({period}), but no target is set for {year}.",
                value=plain(number_in(numbers[-1])), period=numbers[-1].period,
                year=seen.budget_year,
            )  # fmt: skip


@check(
    "PLA026",
    Severity.WARNING,
    looks_for="a target in words that nothing can measure",
    why="'Tangible and measurable' is neither: nobody can say later whether it was reached.",
    remedy="Name what would be counted, for example equals: 2 garrisons handed over, or a scale of words.",
    basis=RULES_FOR_INDICATORS,
)
def target_without_measure(seen: Standpoint) -> Iterator[Fault]:
    for indicator in seen.dossier.indicators:
        for target in indicator.targets:
            words = target.equals
            if indicator.form == "text" and is_word(words) and not any(sign.isdigit() for sign in str(words)):
                yield fault(indicator, "Target for {period} is '{words}', which names nothing to measure.",
                            line=target.line, period=target.period, words=words)  # fmt: skip


@check(
    "PLA027",
    Severity.NOTE,
    looks_for="a target on an indicator of which neither more nor less is good",
    why="More cases raised may mean more abuse or more attention, so meeting the target says nothing.",
    remedy="Measure what became of the cases instead, or say under reason how the target is to be read.",
    basis=RULES_FOR_INDICATORS,
)
def target_without_direction(seen: Standpoint) -> Iterator[Fault]:
    for indicator in seen.dossier.indicators:
        for target in open_targets(indicator, seen) if indicator.better == "neither" else ():
            limits = list(limits_in(target))
            if limits and not target.reason:
                yield fault(
                    indicator,
                    "Neither more nor less is good, yet {aim:,} is the target for {period}.",
                    line=target.line, aim=plain(limits[0]), period=target.period,
                )  # fmt: skip


@check(
    "PLA028",
    Severity.WARNING,
    looks_for="a target that even the best year on record would not reach",
    why="A target out of reach at any rate seen so far steers nobody, and hides what is needed to reach it.",
    remedy="Say under reason what will be done otherwise, or set a target that can be reached.",
    basis=(*RULES_FOR_INDICATORS, *submission("3g", "11b")),
)
def target_out_of_reach(seen: Standpoint) -> Iterator[Fault]:
    missed: dict[str, tuple[IndicatorOfAchievement, Target, Decimal, Decimal]] = {}
    for indicator, target, aim in _aims(seen):
        reach = _best_reach(seen, indicator, target)
        if reach is not None and is_looser(indicator, reach, aim) and not target.reason:
            missed.setdefault(indicator.id, (indicator, target, reach, aim))
    if len(missed) > FEW:
        names = listed(
            f"{indicator.id} ({short(reach)} / {plain(aim)})" for indicator, _, reach, aim in missed.values()
        )
        first = next(iter(missed.values()))[0]
        yield fault(
            first.place,
            "{n} targets lie beyond what the best yearly gain on record reaches (reach / target): {names}.",
            n=len(missed), names=names,
        )  # fmt: skip
        return
    for indicator, target, reach, aim in missed.values():
        yield fault(
            indicator,
            "Target of {aim:,} for {period}: the best yearly gain on record leads no further than {reach:,}.",
            line=target.line, aim=plain(aim), period=target.period, reach=short(reach),
        )  # fmt: skip


def _best_reach(seen: Standpoint, indicator: IndicatorOfAchievement, target: Target) -> Decimal | None:
    """Where the best yearly gain on record would lead; None with fewer than three values."""
    numbers = [
        one
        for one in since_last_definition(indicator, comparable_numbers(seen, indicator))
        if one.period.from_on < target.period.from_on
    ]
    if len(numbers) < 3 or not is_open(target.period, seen):
        return None
    sign = 1 if indicator.better == "up" else -1
    gains = [
        sign * (number_in(later) - number_in(earlier)) / _years(earlier.period, later.period)
        for earlier, later in pairwise(numbers)
    ]
    ahead = _years(numbers[-1].period, target.period)
    return number_in(numbers[-1]) + sign * max(Decimal(0), *gains) * ahead


def _years(earlier: Period, later: Period) -> Decimal:
    return max(Decimal(1), Decimal(round((later.from_on - earlier.from_on).days / ONE_YEAR_DAYS)))


INDICATOR_TARGET_CHECKS: tuple[Check, ...] = (
    target_looser_than_last_actual, target_looser_than_the_one_before, target_against_good_direction,
    target_beyond_bound, limits_that_exclude_each_other, two_targets_for_one_period, target_left_blank,
    values_without_target, target_without_measure, target_without_direction, target_out_of_reach,
)  # fmt: skip
"""Checks on targets, in reading order."""
