"""How well an alert announces an event: hits, misses, false alarms, lead time, changes.

An *onset* is a month with the event after as many months without it as the lead wanted. It is a *hit*
where the alert was already on when the month before ended, else a *miss*. An alert that goes on and is
not followed by the event within the lead is a *false alarm*.

Rule: the false alarm *ratio* is false alarms / (hits + false alarms); the false alarm *rate*, also called
probability of false detection, is the share of the months that nothing followed in which the alert was on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import median
from typing import Any

import numpy as np

CONFIDENT = 1.959964
"""Standard errors on either side of a range that holds in 95 of 100 cases."""


@dataclass(frozen=True, slots=True)
class DetectionScore:
    """What an alert was worth over the months looked at.

    `n_false_months`, `n_quiet_months`: months that no event followed, with the alert on and off.
    `lead_months`: for each hit, the months from the alert to the onset.
    """

    n_months: int
    n_hits: int
    n_misses: int
    n_false_alarms: int
    n_false_months: int
    n_quiet_months: int
    n_activations: int
    n_changes: int
    n_months_on: int
    lead_months: tuple[int, ...] = ()

    @property
    def n_onsets(self) -> int:
        """Onsets of the event."""
        return self.n_hits + self.n_misses

    @property
    def probability_of_detection(self) -> float | None:
        """Hits / onsets; None without an onset."""
        return _share(self.n_hits, self.n_onsets)

    @property
    def false_alarm_ratio(self) -> float | None:
        """False alarms / (hits + false alarms); None without either."""
        return _share(self.n_false_alarms, self.n_hits + self.n_false_alarms)

    @property
    def false_alarm_rate(self) -> float | None:
        """Of the months that no event followed, the share with the alert on; None without such months."""
        return _share(self.n_false_months, self.n_false_months + self.n_quiet_months)

    @property
    def critical_success_index(self) -> float | None:
        """Hits / (hits + misses + false alarms)."""
        return _share(self.n_hits, self.n_onsets + self.n_false_alarms)

    @property
    def median_lead_months(self) -> float | None:
        """The median of the months from alert to onset, over the hits."""
        return median(self.lead_months) if self.lead_months else None

    @property
    def changes_a_year(self) -> float | None:
        """How often the alert goes on or off in a year of an area."""
        return self.n_changes / (self.n_months / 12) if self.n_months else None

    @property
    def years_between_activations(self) -> float | None:
        """The return period: years for each time the alert goes on."""
        return self.n_months / 12 / self.n_activations if self.n_activations else None


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def range_of_share(part: int, whole: int) -> tuple[float, float] | None:
    """The range of true shares with which so many of so many are compatible (Wilson, 95 %); None of none.

    >>> low, high = range_of_share(0, 5)
    >>> round(low, 2), round(high, 2)
    (0.0, 0.43)
    """
    if not whole:
        return None
    share, square = part / whole, CONFIDENT**2
    middle = (share + square / (2 * whole)) / (1 + square / whole)
    around = CONFIDENT * sqrt(share * (1 - share) / whole + square / (4 * whole**2)) / (1 + square / whole)
    return max(0.0, middle - around), min(1.0, middle + around)


def score(alerts: Sequence[bool], events: Sequence[float], n_lead_months: int) -> DetectionScore:
    """The score of one alert against one event; events are 1, 0 or NaN (unknown) by month.

    >>> found = score([0, 0, 1, 1, 0, 0, 0], [0, 0, 0, 1, 0, 0, 0], 2)
    >>> found.n_hits, found.n_false_alarms, found.lead_months
    (1, 0, (1,))
    """
    return together([_scored(np.asarray(alerts, dtype=bool), np.asarray(events, dtype=float), n_lead_months)])


def together(scores: Sequence[DetectionScore]) -> DetectionScore:
    """The scores of several areas added up."""
    names = [name for name in DetectionScore.__slots__ if name != "lead_months"]
    counts = {name: sum(getattr(one, name) for one in scores) for name in names}
    return DetectionScore(**counts, lead_months=tuple(lead for one in scores for lead in one.lead_months))


def followed(events: Any, n_lead_months: int) -> Any:
    """For each month whether the event comes within the lead: 1 yes, 0 no, -1 not known (…, n_months)."""
    happens, is_known = np.zeros(events.shape, dtype=bool), np.ones(events.shape, dtype=bool)
    for n_ahead in range(1, n_lead_months + 1):
        later = np.full(events.shape, np.nan)
        later[..., :-n_ahead] = events[..., n_ahead:]
        happens |= later == 1
        is_known &= ~np.isnan(later)
    return np.where(happens, 1, np.where(is_known, 0, -1)).astype(np.int8)


def onsets(events: Any, n_lead_months: int) -> Any:
    """The months in which the event begins: it happens, and did not in the months of the lead before."""
    happens = events == 1
    begins = happens.copy()
    begins[..., 0] = False
    for n_before in range(1, n_lead_months + 1):
        begins[..., n_before:] &= ~happens[..., :-n_before]
    return begins


def _scored(alerts: Any, events: Any, n_lead_months: int) -> DetectionScore:
    ahead, begins = followed(events, n_lead_months), onsets(events, n_lead_months)
    before = np.concatenate([[False], alerts[:-1]])
    goes_on = alerts & ~before
    went_on = np.maximum.accumulate(np.where(goes_on, np.arange(len(alerts)), -1))
    hits = begins & before
    n_hits = int(hits.sum())
    leads = [int(month - went_on[month - 1]) for month in np.flatnonzero(hits)]
    return DetectionScore(
        n_months=len(alerts),
        n_hits=n_hits,
        n_misses=int(begins.sum()) - n_hits,
        n_false_alarms=int((goes_on & (ahead == 0)).sum()),
        n_false_months=int((alerts & (ahead == 0)).sum()),
        n_quiet_months=int((~alerts & (ahead == 0)).sum()),
        n_activations=int(goes_on.sum()),
        n_changes=int((alerts != before).sum()),
        n_months_on=int(alerts.sum()),
        lead_months=tuple(leads),
    )
