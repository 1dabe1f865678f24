"""Targets against what was measured: met, not met, unknown, without direction; and how a series goes."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from statistics import median
from typing import Literal

from bluehelm.dossier.aggregate_values import ValueOverTime, value_over
from bluehelm.dossier.measured_values import (
    WHOLE,
    MeasuredValue,
    MeasuredValues,
    Scope,
    last_known_value,
    series_of,
)
from bluehelm.dossier.plan_records import IndicatorOfAchievement, Target

TargetWord = Literal["met", "not met", "unknown", "no direction"]
TrendWord = Literal["better", "worse", "steady", "rising", "falling", "not computed"]
Better = Literal["up", "down", "neither"] | None

SHORTEST_TREND_DAYS = 180
"""Rule: a trend over fewer than six months is not computed."""
STEADY_SHARE = Decimal("0.1")
LONGEST_TREND = 24


@dataclass(frozen=True, slots=True)
class TargetJudged:
    """A target with what was measured and whether it was met.

    `period_over`: whether the period has ended, so that nothing can change any more.
    """

    target: Target
    found: ValueOverTime
    word: TargetWord
    period_over: bool


def judge_target(values: MeasuredValues, indicator: IndicatorOfAchievement, target: Target) -> TargetJudged:
    """Whether a target is met by what is known at the standpoint.

    A period that is under way, or known in part, is decided early only where the rest cannot change it.
    """
    found = value_over(values, indicator.id, target.period)
    over = values.has_ended(target.period)
    return TargetJudged(target, found, _word(indicator, target, found, settled=over and found.is_whole), over)


def _word(
    indicator: IndicatorOfAchievement, target: Target, found: ValueOverTime, *, settled: bool
) -> TargetWord:
    if isinstance(target.equals, str):
        return _grade(indicator, target.equals, found.value) if settled else "unknown"
    at_least, at_most = _limits(indicator.better, target)
    if found.number is None:
        return "unknown"
    if at_least is None and at_most is None:
        return _exactly(found.number, target.equals) if settled else "unknown"
    met = compare(found, at_least, at_most, settled=settled)
    return "unknown" if met is None else "met" if met else "not met"


def _limits(better: Better, target: Target) -> tuple[Decimal | None, Decimal | None]:
    """The limits of a target; a plain number is a limit on the side that the direction says."""
    exact = target.equals if isinstance(target.equals, Decimal) else None
    if exact is not None and target.at_least is None and better == "up":
        return exact, target.at_most
    if exact is not None and target.at_most is None and better == "down":
        return target.at_least, exact
    return target.at_least, target.at_most


def _exactly(number: Decimal, aim: object) -> TargetWord:
    if not isinstance(aim, Decimal):
        return "unknown"
    return "met" if number == aim else "no direction"


def compare(
    found: ValueOverTime, at_least: Decimal | None, at_most: Decimal | None, *, settled: bool
) -> bool | None:
    """Whether a number keeps within limits; None while the part not known could still decide it."""
    number = found.number
    if number is None:
        return None
    enough = at_least is None or number >= at_least
    little_enough = at_most is None or number <= at_most
    if settled:
        return enough and little_enough
    if found.only_grows and not little_enough:
        return False
    return True if found.only_grows and enough and at_most is None else None


def _grade(indicator: IndicatorOfAchievement, aim: str, found: object) -> TargetWord:
    """A word against a word: on a scale the better word will do, elsewhere only the same."""
    if not isinstance(found, str):
        return "unknown"
    scale = [word.casefold() for word in indicator.words]
    word, wanted = found.casefold(), aim.casefold()
    if word in scale and wanted in scale:
        return "met" if scale.index(word) >= scale.index(wanted) else "not met"
    return "met" if word == wanted else "not met"


def trend_of(values: MeasuredValues, measure: str, better: Better, scope: Scope = WHOLE) -> TrendWord:
    """Which way a measure goes, by the median of all slopes between its last values.

    Values count that cover periods as long as the last one's, since the measure's definition last
    changed. A change of less than a tenth of the usual level is steady.

    Rule: Theil and Sen's slope; no trend over fewer than six months (Bluehelm's default).
    """
    points = _comparable(values, measure, scope)
    if len(points) < 2 or (points[-1][0] - points[0][0]) < SHORTEST_TREND_DAYS:
        return "not computed"
    slope = median(
        (later[1] - earlier[1]) / (later[0] - earlier[0])
        for index, earlier in enumerate(points)
        for later in points[index + 1 :]
    )
    change = slope * (points[-1][0] - points[0][0])
    level = median(abs(number) for _, number in points)
    if abs(change) <= STEADY_SHARE * level:
        return "steady"
    return _named(rising=change > 0, better=better)


def _named(*, rising: bool, better: Better) -> TrendWord:
    if better in (None, "neither"):
        return "rising" if rising else "falling"
    return "better" if rising == (better == "up") else "worse"


def _comparable(values: MeasuredValues, measure: str, scope: Scope) -> list[tuple[int, Decimal]]:
    """The last numbers of a series that can be set side by side, each with its last day as a count."""
    last = last_known_value(values, measure, scope)
    if last is None:
        return []
    definition = values.definitions.get(measure)
    changed = getattr(definition, "definition_changed_in", None)
    comparable = (
        (value.period.until_on.toordinal(), value.number)
        for value in reversed(series_of(values, measure, scope))
        if value.number is not None
        and _as_long(value, last)
        and values.has_ended(value.period)
        and (changed is None or value.period.from_on >= changed.from_on)
    )
    return list(islice(comparable, LONGEST_TREND))[::-1]


def _as_long(value: MeasuredValue, other: MeasuredValue) -> bool:
    def n_months(one: MeasuredValue) -> int:
        return round((one.period.until_on - one.period.from_on).days / 30.4)

    return n_months(value) == n_months(other)
