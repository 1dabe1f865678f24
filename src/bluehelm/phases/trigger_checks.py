"""Checks on triggers: limits in order, data that arrive, and a rule that can come out either way."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from bluehelm.dossier.checking import Check, Fault, check, fault, instrument, submission
from bluehelm.dossier.measured_values import MeasuredValues
from bluehelm.dossier.phase_records import Threshold, Trigger
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.findings import Severity
from bluehelm.phases.read_triggers import (
    Reading,
    limit_for,
    months_in,
    read_trigger,
    readings_back,
    watched_rows,
)

_OBSERVED = instrument("conditions run on observed values, never on forecasts", "our reading")
LONGEST_HISTORY = 120


@check(
    "PHA013",
    Severity.ERROR,
    looks_for="a calm limit that is not below the alarm limit",
    why="One value would be calm and an alarm at once, and two phases would be entered for one reason.",
    remedy="Set calm_at_most well below alarm_at; half of it is usual.",
    basis=(*submission("2b.iii"), instrument("hysteresis: the lower limit at half the upper", "our reading")),
)
def calm_not_below_alarm(seen: Standpoint) -> Iterator[Fault]:
    for trigger in seen.dossier.triggers:
        calm, alarm = trigger.calm_at_most, trigger.alarm_at
        if calm and alarm and calm.of_year == alarm.of_year and calm.number >= alarm.number:
            template = "Calm is at most {calm}, the alarm at {alarm}: a value can be both."
            yield fault(trigger, template, calm=calm, alarm=alarm)


@check(
    "PHA014",
    Severity.WARNING,
    looks_for="a trigger whose measure stops before the day asked about",
    why="Adaptive mandates need evidence that arrives; until it does, a person must decide.",
    remedy="Pin a release that covers the missing time, or use a judgement by a named post.",
    basis=(*submission("2b.iii"), _OBSERVED),
)
def trigger_without_recent_data(seen: Standpoint) -> Iterator[Fault]:
    values = MeasuredValues.of(seen)
    for trigger in _with_limits(seen):
        read = read_trigger(values, trigger)
        if not read.is_late:
            continue
        template = "This trigger cannot be decided: '{measure}' has no value after {until}."
        if trigger.area:
            template = "This trigger cannot be decided: '{measure}' in '{area}' has no value after {until}."
        until = read.readings[-1].window.name.rpartition(" ")[2]
        yield fault(trigger, template, measure=trigger.measure, area=trigger.area, until=until)


@check(
    "PHA015",
    Severity.WARNING,
    looks_for="a trigger with limits but nothing on file to compare with them",
    why="A threshold without data is a number on paper; the condition stays unknown for ever.",
    remedy="Put the values for this area into evidence/series.csv, or watch a measure that has some.",
    basis=(*submission("2b.iii", "1a"), _OBSERVED),
)
def trigger_without_data(seen: Standpoint) -> Iterator[Fault]:
    values = MeasuredValues.of(seen)
    for trigger in _with_limits(seen):
        if trigger.measure not in values.definitions or read_trigger(values, trigger).readings:
            continue
        if watched_rows(values, trigger):
            template = "'{measure}' is on file, but never wholly for {over} running."
        elif trigger.area:
            template = "No value of '{measure}' in '{area}' is on file."
        else:
            template = "No value of '{measure}' for the whole host State is on file."
        yield fault(trigger, template, measure=trigger.measure, area=trigger.area, over=trigger.over)


@check(
    "PHA016",
    Severity.WARNING,
    looks_for="a trigger without a limit",
    why="Without a limit no value is calm or an alarm, and what rests on the trigger is never decided.",
    remedy="Write calm_at_most:, alarm_at: or both, for example calm_at_most: 50 % of same months of 2022.",
    basis=submission("2b.iii"),
)
def trigger_without_limit(seen: Standpoint) -> Iterator[Fault]:
    for trigger in seen.dossier.triggers:
        if trigger.calm_at_most is None and trigger.alarm_at is None:
            yield fault(trigger, "The trigger on '{measure}' sets no limit.", measure=trigger.measure)


@check(
    "PHA017",
    Severity.WARNING,
    looks_for="a dwell time on a trigger that has no calm limit",
    why="Dwell keeps a step down from coming too soon; it never delays an alarm, so here it does nothing.",
    remedy="Write the calm limit that must hold for this time, or take dwell: out.",
    basis=(*submission("2b.iii"), instrument("dwell belongs to the downward step only", "derived")),
)
def dwell_on_nothing(seen: Standpoint) -> Iterator[Fault]:
    for trigger in seen.dossier.triggers:
        if trigger.dwell and trigger.calm_at_most is None and trigger.alarm_at is not None:
            template = "A dwell time of {dwell} is set, but no calm limit that it could hold back."
            yield fault(trigger, template, dwell=trigger.dwell)


@check(
    "PHA018",
    Severity.WARNING,
    looks_for="a limit relative to a year for which there is no baseline",
    why="A share of nothing, or of months not on file, is no limit; the trigger stays unknown.",
    remedy="Take a year whose months are on file and not zero, a window up to a year, or a plain number.",
    basis=(*submission("2b.iii"), instrument("a baseline of zero gives no relative change", "our reading")),
)
def limit_without_baseline(seen: Standpoint) -> Iterator[Fault]:
    values = MeasuredValues.of(seen)
    for trigger in seen.dossier.triggers:
        latest = read_trigger(values, trigger).readings[-1:]
        for limit in (trigger.calm_at_most, trigger.alarm_at):
            if latest and limit and limit_for(values, trigger, limit, latest[0].window) is None:
                yield _no_baseline(trigger, limit, latest[0])
                break


def _no_baseline(trigger: Trigger, limit: Threshold, reading: Reading) -> Fault:
    template = (
        "'{limit}' cannot be worked out: the same months as {window} are not on file, or add up to zero."
    )
    if trigger.over and months_in(trigger.over) > 12:
        template = "'{limit}' cannot be worked out for a window of {over}: a year has twelve months."
    return fault(trigger, template, limit=limit, window=reading.window, over=trigger.over)


@check(
    "PHA019",
    Severity.WARNING,
    looks_for="a trigger that nothing on file ever set off",
    why="A limit beyond all that was ever seen decides nothing: the phase behind it cannot be reached.",
    remedy="Compare the limit with the series, and set it where it parts calm from violent times.",
    basis=submission("2b.iii"),
)
def trigger_that_never_fires(seen: Standpoint) -> Iterator[Fault]:
    for trigger, readings in _histories(seen):
        if trigger.calm_at_most and not any(one.is_calm in (True, None) for one in readings):
            template = "Never calm: none of {n} readings on file was at most {limit}; the lowest was {found}."
            lowest = min(one.number for one in readings)
            yield fault(trigger, template, n=len(readings), limit=trigger.calm_at_most, found=lowest)
        if trigger.alarm_at and not any(one.is_alarm in (True, None) for one in readings):
            template = (
                "Never an alarm: none of {n} readings on file reached {limit}; the highest was {found}."
            )
            highest = max(one.number for one in readings)
            yield fault(trigger, template, n=len(readings), limit=trigger.alarm_at, found=highest)


@check(
    "PHA020",
    Severity.WARNING,
    looks_for="a trigger that everything on file sets off",
    why="A limit that was always met tells no time from another; the step behind it is taken at once.",
    remedy="Compare the limit with the series, and set it where it parts calm from violent times.",
    basis=submission("2b.iii"),
)
def trigger_that_always_fires(seen: Standpoint) -> Iterator[Fault]:
    for trigger, readings in _histories(seen):
        if trigger.calm_at_most and all(one.is_calm for one in readings):
            template = (
                "Always calm: each of {n} readings on file was at most {limit}; the highest was {found}."
            )
            highest = max(one.number for one in readings)
            yield fault(trigger, template, n=len(readings), limit=trigger.calm_at_most, found=highest)
        if trigger.alarm_at and all(one.is_alarm for one in readings):
            template = (
                "Always an alarm: each of {n} readings on file reached {limit}; the lowest was {found}."
            )
            lowest = min(one.number for one in readings)
            yield fault(trigger, template, n=len(readings), limit=trigger.alarm_at, found=lowest)


def _with_limits(seen: Standpoint) -> Iterator[Trigger]:
    for trigger in seen.dossier.triggers:
        if trigger.calm_at_most is not None or trigger.alarm_at is not None:
            yield trigger


def _histories(seen: Standpoint) -> Iterator[tuple[Trigger, list[Reading]]]:
    """Triggers with all their readings, where the series is long enough to say 'never' or 'always'."""
    values = MeasuredValues.of(seen)
    fewest = int(seen.threshold("trigger-history-readings", "12"))
    for trigger in _with_limits(seen):
        rows = watched_rows(values, trigger)
        readings = list(islice(readings_back(values, trigger, rows), LONGEST_HISTORY))
        if len(readings) >= fewest:
            yield trigger, readings


TRIGGER_CHECKS: tuple[Check, ...] = (
    calm_not_below_alarm, trigger_without_recent_data, trigger_without_data, trigger_without_limit,
    dwell_on_nothing, limit_without_baseline, trigger_that_never_fires, trigger_that_always_fires,
)  # fmt: skip
