"""The events that triggers are there to announce: were they announced, and how long beforehand?"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np

from bluehelm.dossier.contents import Dossier
from bluehelm.dossier.phase_records import Detection, Trigger
from bluehelm.phases.detection import DetectionScore, score
from bluehelm.phases.read_triggers import months_in
from bluehelm.phases.replay_phases import CLOCKS, Clock, months_from
from bluehelm.phases.trigger_arrays import MonthsAsKnown
from bluehelm.phases.trigger_history import months_as_known, trigger_history


@dataclass(frozen=True, slots=True)
class Announced:
    """An event with the trigger that is to announce it, and what that was worth on each clock.

    `scores` is empty where the event's measure has no series by month. `n_judged`: the months in which the
    trigger could be judged; in the others the alert stayed as it was.
    """

    detection: Detection
    trigger: Trigger
    scores: dict[Clock, DetectionScore]
    n_judged: dict[Clock, int] = field(default_factory=dict)


def announced_events(dossier: Dossier, first: date, last: date) -> list[Announced]:
    """Every declared event, scored over the months of a replay on both clocks.

    What happened is always taken from all that is on file; only the alert depends on the clock.
    """
    triggers = {one.id: one for one in reversed(dossier.triggers)}
    return [
        _announced(dossier, one, triggers[one.trigger], first, last)
        for one in dossier.detections
        if one.trigger in triggers
    ]


def _announced(
    dossier: Dossier, detection: Detection, trigger: Trigger, first: date, last: date
) -> Announced:
    events = event_months(dossier, detection, trigger, first, last)
    if events is None:
        return Announced(detection, trigger, {})
    n_lead = months_in(detection.lead)
    histories = {clock: trigger_history(dossier, trigger, first, last, clock) for clock in CLOCKS}
    scores = {clock: score(one.alerts, events, n_lead) for clock, one in histories.items()}
    n_judged = {clock: int(((one.calm >= 0) | (one.alarm >= 0)).sum()) for clock, one in histories.items()}
    return Announced(detection, trigger, scores, n_judged)


def event_months(dossier: Dossier, detection: Detection, trigger: Trigger, first: date, last: date) -> Any:
    """Whether the event happened in each month: 1, 0, or NaN where that is unknown; None without a series."""
    series = months_as_known(
        dossier, detection.measure or trigger.measure, detection.area or trigger.area, last, "hindsight"
    )
    if series is None:
        return None
    values = latest_values(series)
    skipped = (first.year - series.first.year) * 12 + first.month - series.first.month
    n_months = len(months_from(first, last))
    placed = np.full(n_months, np.nan)
    inside = values[max(0, skipped) : skipped + n_months] if skipped + n_months > 0 else values[:0]
    placed[max(0, -skipped) : max(0, -skipped) + len(inside)] = inside
    happened = (placed >= float(detection.at_least)).astype(float)
    return np.where(np.isnan(placed), np.nan, happened)


def latest_values(series: MonthsAsKnown) -> Any:
    """The values of the first area by month, of several rows the one known last (n_months)."""
    values, known = series.values[0], series.known_from[0]
    found = np.full(series.n_months, np.nan)
    never = np.iinfo(np.int32).max
    for row in range(values.shape[0]):
        given = known[row] != never
        found[given] = values[row][given]
    return found
