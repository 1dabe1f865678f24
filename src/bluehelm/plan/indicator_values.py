"""What indicators aim at and what was measured, as numbers that can be compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from bluehelm.dossier.measured_values import READS, WHOLE, MeasuredValue, MeasuredValues, series_of
from bluehelm.dossier.plan_records import Actual, IndicatorOfAchievement, Target
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.missing import Missing
from bluehelm.foundation.periods import Period
from bluehelm.foundation.plain_numbers import plain

PER_CENT = frozenset({"per cent", "percent", "percentage", "%"})
COUNTED = frozenset({"number", "share"})
ONE_YEAR_DAYS = 365


def is_percentage(indicator: IndicatorOfAchievement) -> bool:
    """Whether values are shares, from 0 to 1 or in per cent."""
    return indicator.form == "share" or (indicator.unit or "").casefold() in PER_CENT


def whole_scale(indicator: IndicatorOfAchievement) -> Decimal:
    """The number that stands for everything: 1 for a share, 100 for per cent."""
    return Decimal(1) if indicator.form == "share" else Decimal(100)


def comparable_numbers(seen: Standpoint, indicator: IndicatorOfAchievement) -> list[MeasuredValue]:
    """The known numbers of an indicator in order of time, of periods as long as the longest on file."""
    found: dict[str, list[MeasuredValue]] = seen.kept("(comparable numbers)", dict, READS)
    if indicator.id not in found:
        found[indicator.id] = _comparable(seen, indicator)
    return found[indicator.id]


def _comparable(seen: Standpoint, indicator: IndicatorOfAchievement) -> list[MeasuredValue]:
    series = series_of(MeasuredValues.of(seen), indicator.id, WHOLE)
    numbers = [value for value in series if value.number is not None]
    longest = max((days_of(value.period) for value in numbers), default=0)
    return [value for value in numbers if days_of(value.period) > longest - 10]


def since_last_definition(
    indicator: IndicatorOfAchievement, numbers: Sequence[MeasuredValue]
) -> list[MeasuredValue]:
    """The numbers since the indicator last began to count something else."""
    changed = indicator.definition_changed_in
    return [one for one in numbers if changed is None or one.period.from_on >= changed.from_on]


def days_of(period: Period) -> int:
    """Length of a period in days."""
    return (period.until_on - period.from_on).days


def number_in(value: MeasuredValue) -> Decimal:
    """The number of a value that is known to have one."""
    assert value.number is not None
    return value.number


def in_words(values: Iterable[MeasuredValue]) -> str:
    """Values with their periods, in order: FY2022/23 123, FY2023/24 3778."""
    return ", ".join(f"{value.period} {plain(number_in(value))}" for value in values)


def is_blank(target: Target) -> bool:
    """Whether a target says nothing, not even that it does not apply."""
    return target.at_least is None and target.at_most is None and target.equals is None


def aim_of(indicator: IndicatorOfAchievement, target: Target) -> Decimal | None:
    """The number aimed at, read by the good direction; None for words and for no direction."""
    exact = target.equals if isinstance(target.equals, Decimal) else None
    if indicator.better == "up":
        return target.at_least if target.at_least is not None else exact
    if indicator.better == "down":
        return target.at_most if target.at_most is not None else exact
    return None


def limits_in(target: Target) -> Iterator[Decimal]:
    """Every number a target names."""
    for number in (target.at_least, target.at_most, target.equals):
        if isinstance(number, Decimal):
            yield number


def is_looser(indicator: IndicatorOfAchievement, aim: Decimal, than: Decimal) -> bool:
    """Whether an aim asks for less than another number does."""
    return aim < than if indicator.better == "up" else aim > than


def is_open(period: Period, seen: Standpoint) -> bool:
    """Whether a period is under way or to come."""
    return period.until_on > seen.as_of


def open_targets(indicator: IndicatorOfAchievement, seen: Standpoint) -> list[Target]:
    """Targets of periods under way or to come, in order of time."""
    found = [target for target in indicator.targets if is_open(target.period, seen)]
    return sorted(found, key=lambda target: target.period.from_on)


def is_in_use(indicator: IndicatorOfAchievement, seen: Standpoint) -> bool:
    """Whether an indicator reports at the moment asked about."""
    since, last = indicator.reports_since, indicator.ended_after
    return (since is None or since.from_on <= seen.as_of) and (last is None or is_open(last, seen))


def is_word(value: object) -> bool:
    """Whether a value is a word or text, not a number and not a kind of missing."""
    return isinstance(value, str) and not isinstance(value, Missing)


def rows_known(seen: Standpoint) -> list[Actual]:
    """The rows of plan/actuals.csv that were known at the standpoint, corrected ones too."""
    return [row for row in seen.dossier.actuals if seen.was_known(row.known_on)]


def measured_rows(seen: Standpoint) -> Iterator[tuple[IndicatorOfAchievement, Actual]]:
    """Every row known, with the indicator it measures."""
    indicators = {one.id: one for one in seen.dossier.indicators}
    for row in rows_known(seen):
        if row.measure in indicators:
            yield indicators[row.measure], row
