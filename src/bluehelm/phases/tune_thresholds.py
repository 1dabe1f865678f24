"""Thresholds of a trigger tuned on past months: what each pair would have been worth, early and later.

It advises and changes nothing: limits are chosen on the calibration months, shown on the months after
them, and written into the dossier by the planner, if at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np

from bluehelm.dossier.contents import Dossier
from bluehelm.dossier.measured_values import MeasuredValues, aggregation_of
from bluehelm.dossier.phase_records import Detection, Phase, Threshold, Trigger
from bluehelm.foundation.periods import add_months
from bluehelm.foundation.phrases import Phrase, phrase
from bluehelm.phases.announced_events import latest_values
from bluehelm.phases.first_publication import as_first_published
from bluehelm.phases.phase_order import leaves_of
from bluehelm.phases.read_triggers import months_in
from bluehelm.phases.replay_phases import Clock, end_of
from bluehelm.phases.threshold_grid import (
    PairScore,
    ThresholdGrid,
    Wanted,
    best_of,
    limits_worth_trying,
    readings_of,
    scores_of,
    threshold_grid,
)
from bluehelm.phases.trigger_arrays import RULES, MonthsAsKnown, TriggerNumbers
from bluehelm.phases.trigger_history import months_as_known

CALIBRATION_SHARE = 2 / 3
"""Of the months on file, the share used for calibration where nobody says until when."""


@dataclass(frozen=True)
class Tuned:
    """A grid for one trigger and one event, on one clock.

    `early`, `later`: every pair over the calibration months and over the rest, in the same order.
    `best`: the plateau on the calibration months, cheapest first. `now`: the limits in the dossier.
    `usd_a_month`: what a month in alert costs more than one without; None where no phases say so.
    """

    trigger: Trigger
    detection: Detection
    clock: Clock
    wanted: Wanted
    areas: tuple[str, ...]
    first: date
    until: date
    last: date
    grid: ThresholdGrid
    early: tuple[PairScore, ...]
    later: tuple[PairScore, ...]
    best: tuple[PairScore, ...]
    now: tuple[PairScore, PairScore] | None
    usd_a_month: Decimal | None

    def later_of(self, pair: PairScore) -> PairScore:
        """What a pair was worth over the later months."""
        return self.later[self.early.index(pair)]


@dataclass(frozen=True, slots=True)
class CannotTune:
    """Why a trigger cannot be tuned: its limits are no plain numbers, or its series is not by month."""

    trigger: Trigger
    why: Phrase


def tune(
    dossier: Dossier, detection: Detection, trigger: Trigger, clock: Clock, until: date | None, wanted: Wanted
) -> Tuned | CannotTune:
    """The grid of one trigger, calibrated on the months before `until`."""
    view = as_first_published(dossier) if clock == "known" else dossier
    areas = _areas(dossier, trigger)
    series = {area: _series(view, trigger.measure, area, dossier, clock) for area in areas}
    held = {area: months for area, months in series.items() if months is not None}
    aggregate = aggregation_of(MeasuredValues(dossier, date.max), trigger.measure)
    if not held or aggregate not in RULES:
        return CannotTune(trigger, phrase("its measure has no series by month that adds up"))
    months = _together(list(held.values()))
    events = _events(dossier, detection, trigger, tuple(held), months)
    rule = replace(TriggerNumbers.of(trigger, aggregate), calm_at_most=None, alarm_at=None)
    up, down = limits_worth_trying(readings_of(months, rule))
    up, down = _with_limit(up, trigger.alarm_at), _with_limit(down, trigger.calm_at_most)
    if not len(up):
        return CannotTune(trigger, phrase("nothing was ever counted"))
    first, n_months = months.first, months.n_months
    n_early = _n_early(first, until, n_months)
    grid = threshold_grid(months, rule, up, down, events, months_in(detection.lead), n_early)
    early, later = tuple(scores_of(grid, later=False)), tuple(scores_of(grid, later=True))
    return Tuned(
        trigger, detection, clock, wanted, tuple(area or "" for area in held), first,
        add_months(first, n_early), add_months(first, n_months - 1), grid, early, later,
        tuple(best_of(early, wanted)), _now(trigger, early, later), _usd_a_month(dossier, trigger),
    )  # fmt: skip


def _areas(dossier: Dossier, trigger: Trigger) -> list[str | None]:
    """The whole country; or the trigger's own area, and beside it every other one with a series."""
    if trigger.area is None:
        return [None]
    named = dict.fromkeys(row.area for row in dossier.series if row.measure == trigger.measure and row.area)
    return [trigger.area, *(area for area in named if area != trigger.area)]


def _series(
    view: Dossier, measure: str, area: str | None, dossier: Dossier, clock: Clock
) -> MonthsAsKnown | None:
    ends = [row.period.until_on for row in dossier.series if row.measure == measure and row.area == area]
    if not ends:
        return None
    return months_as_known(view, measure, area, max(ends) - date.resolution, clock)


def _together(series: list[MonthsAsKnown]) -> MonthsAsKnown:
    """Series of several areas on the months and rows of all of them."""
    first = min(one.first for one in series)
    shifts = [(one.first.year - first.year) * 12 + one.first.month - first.month for one in series]
    n_months = max(shift + one.n_months for shift, one in zip(shifts, series, strict=True))
    n_rows = max(one.values.shape[1] for one in series)
    values = np.full((len(series), n_rows, n_months), np.nan)
    months = np.arange(n_months, dtype=np.int32)
    known = np.broadcast_to(months, values.shape).copy()
    for place, (shift, one) in enumerate(zip(shifts, series, strict=True)):
        inside = np.s_[place, : one.values.shape[1], shift : shift + one.n_months]
        values[inside] = one.values[0]
        never = one.known_from[0] == np.iinfo(np.int32).max
        known[inside] = np.where(never, one.known_from[0], one.known_from[0] + shift)
    return MonthsAsKnown(first, values, known)


def _events(
    dossier: Dossier,
    detection: Detection,
    trigger: Trigger,
    areas: tuple[str | None, ...],
    months: MonthsAsKnown,
) -> Any:
    """Whether the event happened (n_areas, n_months): 1, 0, or NaN where that is unknown."""
    found = np.full((len(areas), months.n_months), np.nan)
    last = end_of(add_months(months.first, months.n_months - 1))
    for place, area in enumerate(areas):
        asked = detection.area if detection.area and area == trigger.area else area
        series = months_as_known(dossier, detection.measure or trigger.measure, asked, last, "hindsight")
        if series is not None:
            shift = (series.first.year - months.first.year) * 12 + series.first.month - months.first.month
            values = latest_values(series)
            begin = max(0, -shift)
            found[place, max(0, shift) : shift + len(values)] = values[begin:]
    happened = (found >= float(detection.at_least)).astype(float)
    return np.where(np.isnan(found), np.nan, happened)


def _with_limit(limits: Any, written: Threshold | None) -> Any:
    """The limits with the one in the dossier among them, so that it is scored, too."""
    if written is None or written.of_year is not None:
        return limits
    return np.unique(np.concatenate([limits, [float(written.number)]]))


def _n_early(first: date, until: date | None, n_months: int) -> int:
    if until is None:
        return round(n_months * CALIBRATION_SHARE)
    return min(max((until.year - first.year) * 12 + until.month - first.month, 0), n_months)


def _now(
    trigger: Trigger, early: tuple[PairScore, ...], later: tuple[PairScore, ...]
) -> tuple[PairScore, PairScore] | None:
    up, down = _plain(trigger.alarm_at), _plain(trigger.calm_at_most)
    pairs = zip(early, later, strict=True)
    return next((pair for pair in pairs if (pair[0].up, pair[0].down) == (up, down)), None)


def _plain(written: Threshold | None) -> float | None:
    return None if written is None or written.of_year is not None else float(written.number)


def _usd_a_month(dossier: Dossier, trigger: Trigger) -> Decimal | None:
    """What the dearest step up on this trigger's alarm adds a month, by the envelopes of the phases."""
    added = [one for one in _steps_up(dossier, trigger) if one is not None]
    return max(added, default=None)


def _steps_up(dossier: Dossier, trigger: Trigger) -> Iterator[Decimal | None]:
    phases = {one.id: one for one in dossier.phases}
    for phase in dossier.phases:
        for way in phase.leave:
            if way.to in phases and any(leaf.alarm == trigger.id for leaf in leaves_of(way.when)):
                yield _dearer(phase, phases[way.to or ""])


def _dearer(phase: Phase, entered: Phase) -> Decimal | None:
    before, after = phase.envelope, entered.envelope
    if before is None or after is None or before.usd_a_year is None or after.usd_a_year is None:
        return None
    return (Decimal(after.usd_a_year) - Decimal(before.usd_a_year)) / 12


def tuned_triggers(
    dossier: Dossier, named: str | None, clock: Clock, until: date | None, wanted: Wanted
) -> list[Tuned | CannotTune]:
    """The grid of every trigger that is there to announce an event, or of the one named."""
    triggers = {one.id: one for one in reversed(dossier.triggers)}
    return [
        tune(dossier, one, triggers[one.trigger], clock, until, wanted)
        for one in dossier.detections
        if one.trigger in triggers and named in (None, one.trigger)
    ]
