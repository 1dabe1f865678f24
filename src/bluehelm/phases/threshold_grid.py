"""A grid of thresholds: what every pair of an upper and a lower limit would have been worth.

Scores are those of `detection`: over the calibration months, and over the months after them, apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import numpy as np

from bluehelm.dossier.phase_records import Threshold
from bluehelm.phases.detection import followed, onsets
from bluehelm.phases.trigger_arrays import MonthsAsKnown, TriggerNumbers, reach_of, verdicts_on

MOST_LIMITS = 100
LOWER_SHARE = 0.5
"""A lower limit is at most this share of the upper one: closer ones flap."""


@dataclass(frozen=True, eq=False)
class ThresholdGrid:
    """Every pair tried, with its counts (2, n_counts, n_up, n_down): before and from the month `until` on.

    `n_down`: for each upper limit how many of the lower limits, in order, were tried with it.
    `n_onsets`, `n_months`, `n_not_followed`: events that began, area-months, and those of them that no event
    followed, before and from then on.
    """

    up: Any
    down: Any
    n_down: Any
    counts: Any
    n_onsets: tuple[int, int]
    n_months: tuple[int, int]
    n_not_followed: tuple[int, int]

    @property
    def n_pairs(self) -> int:
        """How many pairs were tried."""
        return int(self.n_down.sum())


def threshold_grid(  # noqa: PLR0913, PLR0917 - the arrays of one grid
    months: MonthsAsKnown, rule: TriggerNumbers, up: Any, down: Any, events: Any, n_lead: int, until: int
) -> ThresholdGrid:
    """What every pair is worth; events are 1, 0 or NaN (n_areas, n_months), `up` and `down` in order.

    `until` is the number of the first month that is no longer used for calibration.
    """
    from bluehelm.phases.compiled_grid import counts_of_pairs

    alarm, calm = _met(months, rule, up, is_up=True), _met(months, rule, down, is_up=False)
    onset, ahead = onsets(events, n_lead).astype(np.uint8), followed(events, n_lead)
    n_down = np.searchsorted(down, np.asarray(up) * LOWER_SHARE, side="right").astype(np.int64)
    counts = counts_of_pairs(alarm, calm, onset, ahead, n_down, until)
    n_areas, n_all = onset.shape
    early = min(max(until, 0), n_all)
    return ThresholdGrid(
        np.asarray(up), np.asarray(down), n_down, counts,
        (int(onset[:, :until].sum()), int(onset[:, until:].sum())),
        (n_areas * early, n_areas * (n_all - early)),
        (int((ahead[:, :until] == 0).sum()), int((ahead[:, until:] == 0).sum())),
    )  # fmt: skip


def _met(months: MonthsAsKnown, rule: TriggerNumbers, limits: Any, *, is_up: bool) -> Any:
    """Whether the alarm, or calm, is met at the end of each month (n_areas, n_months, n_limits)."""
    from bluehelm.phases.compiled_grid import met_by_limit

    if months.is_in_hindsight:
        held = np.array([rule.held_in.n_months, rule.held_in.of_months, rule.n_dwell_months], dtype=np.int64)
        readings = readings_of(months, rule)
        reach = np.array(reach_of(months, rule.late_after), dtype=np.int64)
        return met_by_limit(readings, np.asarray(limits, dtype=np.float64), reach, held, is_up)
    triggers = [_with_limit(rule, float(one), is_up=is_up) for one in limits]
    met = verdicts_on(months, triggers)[..., 1 if is_up else 0] == 1
    return np.ascontiguousarray(np.moveaxis(met, 0, -1)).astype(np.uint8)


def _with_limit(rule: TriggerNumbers, limit: float, *, is_up: bool) -> TriggerNumbers:
    written = Threshold(Decimal(repr(limit)))
    return replace(rule, alarm_at=written if is_up else None, calm_at_most=None if is_up else written)


def readings_of(months: MonthsAsKnown, rule: TriggerNumbers) -> Any:
    """The measure over the trigger's window at the end of each month (n_areas, n_months), in hindsight."""
    values = months.values[:, 0, :]
    n_over = rule.n_over_months
    found = np.full(values.shape, np.nan)
    if n_over <= values.shape[1]:
        windows = np.lib.stride_tricks.sliding_window_view(values, n_over, axis=1)
        found[:, n_over - 1 :] = windows.max(axis=2) if rule.aggregate == "maximum" else windows.sum(axis=2)
    return found


def limits_worth_trying(readings: Any) -> tuple[Any, Any]:
    """Upper and lower limits at the values that were seen, a hundred of each at most."""
    seen = np.unique(readings[~np.isnan(readings)])
    above = _thinned(seen[seen > 0])
    below = _thinned(np.unique(np.concatenate([[0.0], seen]))[:-1]) if len(seen) else seen
    return above, below


def _thinned(values: Any) -> Any:
    if len(values) <= MOST_LIMITS:
        return values
    places = np.unique(np.linspace(0, len(values) - 1, MOST_LIMITS).round().astype(int))
    return values[places]


@dataclass(frozen=True, slots=True)
class PairScore:
    """One pair over one stretch of months."""

    up: float
    down: float
    n_hits: int
    n_misses: int
    n_false_alarms: int
    n_false_months: int
    n_quiet_months: int
    n_activations: int
    n_changes: int
    n_months_on: int
    n_lead_months: int
    n_months: int

    @property
    def probability_of_detection(self) -> float | None:
        """Hits / onsets; None without an onset."""
        n_onsets = self.n_hits + self.n_misses
        return self.n_hits / n_onsets if n_onsets else None

    @property
    def false_alarm_ratio(self) -> float | None:
        """False alarms / (hits + false alarms); None without either."""
        n_told = self.n_hits + self.n_false_alarms
        return self.n_false_alarms / n_told if n_told else None

    @property
    def false_alarm_rate(self) -> float | None:
        """Of the months that no event followed, the share with the alert on."""
        n_months = self.n_false_months + self.n_quiet_months
        return self.n_false_months / n_months if n_months else None

    @property
    def mean_lead_months(self) -> float | None:
        """The mean of the months from alert to onset, over the hits."""
        return self.n_lead_months / self.n_hits if self.n_hits else None

    @property
    def share_on(self) -> float | None:
        """The share of the area-months with the alert on: what it costs in readiness."""
        return self.n_months_on / self.n_months if self.n_months else None


def scores_of(grid: ThresholdGrid, *, later: bool) -> list[PairScore]:
    """Every pair over the calibration months, or over the later ones."""
    side = int(later)
    counts = grid.counts[side]
    return [
        _score(grid, counts[:, up, low], up, low, side)
        for up in range(len(grid.up))
        for low in range(int(grid.n_down[up]))
    ]


def _score(grid: ThresholdGrid, counts: Any, up: int, low: int, side: int) -> PairScore:
    from bluehelm.phases import compiled_grid as place

    n_hits = int(counts[place.HITS])
    return PairScore(
        float(grid.up[up]), float(grid.down[low]), n_hits, grid.n_onsets[side] - n_hits,
        int(counts[place.FALSE_ALARMS]), int(counts[place.FALSE_MONTHS]),
        grid.n_not_followed[side] - int(counts[place.FALSE_MONTHS]),
        int(counts[place.ACTIVATIONS]), int(counts[place.CHANGES]), int(counts[place.ON]),
        int(counts[place.LEAD]), grid.n_months[side],
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a pair must keep to before it is looked at: the planner's, with values to begin with.

    The ratio alone is not enough: an alert that is always on gives no false alarm and says nothing.
    """

    highest_false_alarm_ratio: float = 0.5
    highest_false_alarm_rate: float = 0.3
    shortest_lead_months: float = 1.0


def best_of(scores: Sequence[PairScore], wanted: Wanted) -> list[PairScore]:
    """The plateau: the pairs that keep to what is wanted and detect most, at the lowest cost first."""
    allowed = [
        one
        for one in scores
        if (one.false_alarm_ratio or 0.0) <= wanted.highest_false_alarm_ratio
        and (one.false_alarm_rate or 0.0) <= wanted.highest_false_alarm_rate
        and (one.mean_lead_months or 0.0) >= wanted.shortest_lead_months
    ]
    most = max((one.n_hits for one in allowed), default=0)
    return sorted(
        (one for one in allowed if one.n_hits == most and most),
        key=lambda one: (one.n_months_on, one.n_false_alarms, one.up),
    )
