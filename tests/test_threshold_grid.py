"""Threshold grids: every pair scores as the engine and the score for a single trigger say it does."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from bluehelm.dossier.field_types import Span
from bluehelm.dossier.phase_records import HeldIn, Threshold
from bluehelm.phases.detection import score, together
from bluehelm.phases.threshold_grid import (
    PairScore,
    Wanted,
    best_of,
    limits_worth_trying,
    readings_of,
    scores_of,
    threshold_grid,
)
from bluehelm.phases.trigger_arrays import MonthsAsKnown, TriggerNumbers, alerts_on

FIRST = date(2015, 1, 1)
MONTH = st.one_of(st.just(np.nan), st.integers(0, 12).map(float))
RULES = st.builds(
    TriggerNumbers,
    n_over_months=st.sampled_from([1, 2, 3]),
    held_in=st.sampled_from([HeldIn(1, 1), HeldIn(2, 3), HeldIn(2, 2)]),
    n_dwell_months=st.sampled_from([1, 3]),
    aggregate=st.sampled_from(["sum", "maximum"]),
    late_after=st.sampled_from([Span(1, "month"), Span(3, "month")]),
)


@settings(max_examples=60, deadline=None)
@given(RULES, st.data(), st.integers(1, 3), st.booleans())
def test_a_pair_of_the_grid_scores_as_that_trigger_alone_does(
    rule: TriggerNumbers,
    data: st.DataObject,
    n_lead: int,
    as_known: bool,
) -> None:
    n_months = data.draw(st.integers(4, 30))
    rows = st.lists(MONTH, min_size=n_months, max_size=n_months)
    values = np.array(data.draw(st.lists(rows, min_size=1, max_size=3)))
    months = MonthsAsKnown.in_hindsight(FIRST, values)
    if as_known:
        months = MonthsAsKnown(FIRST, months.values, (months.known_from + 1).astype(np.int32))
    events = np.where(np.isnan(values), np.nan, (values >= 9).astype(float))
    up, down = limits_worth_trying(readings_of(MonthsAsKnown.in_hindsight(FIRST, values), rule))
    if not len(up):
        return
    grid = threshold_grid(months, rule, up, down, events, n_lead, n_months)
    for found in scores_of(grid, later=False)[::3]:
        assert counted(found) == alone(found, months, rule, events, n_lead)


def counted(found: PairScore) -> list[float]:
    return [found.n_hits, found.n_misses, found.n_false_alarms, found.n_false_months, found.n_quiet_months,
            found.n_activations, found.n_changes, found.n_months_on, found.n_lead_months]  # fmt: skip


def alone(
    found: PairScore, months: MonthsAsKnown, rule: TriggerNumbers, events: np.ndarray, n_lead: int
) -> list[float]:
    written = TriggerNumbers(
        rule.n_over_months, rule.held_in, rule.n_dwell_months, rule.aggregate,
        Threshold(Decimal(repr(found.down))), Threshold(Decimal(repr(found.up))), rule.late_after,
    )  # fmt: skip
    alerts = alerts_on(months, [written])[0]
    one = together([score(alert, happened, n_lead) for alert, happened in zip(alerts, events, strict=True)])
    return [one.n_hits, one.n_misses, one.n_false_alarms, one.n_false_months, one.n_quiet_months,
            one.n_activations, one.n_changes, one.n_months_on, sum(one.lead_months)]  # fmt: skip


def test_calibration_and_later_months_add_up_to_the_whole() -> None:
    values = np.random.default_rng(1).poisson(6, (4, 60)).astype(float)
    events = (values >= 11).astype(float)
    months, rule = MonthsAsKnown.in_hindsight(FIRST, values), TriggerNumbers(held_in=HeldIn(2, 3))
    up, down = limits_worth_trying(values)
    split = threshold_grid(months, rule, up, down, events, 2, 36)
    whole = threshold_grid(months, rule, up, down, events, 2, 60)
    assert (split.counts.sum(axis=0) == whole.counts[0]).all()
    assert sum(split.n_onsets) == whole.n_onsets[0] > 0
    assert split.n_months == (144, 96)


def test_the_best_pairs_keep_to_what_is_wanted_and_the_cheapest_comes_first() -> None:
    def pair(up: float, n_hits: int, n_false: int, n_on: int) -> PairScore:
        return PairScore(up, 1, n_hits, 4 - n_hits, n_false, n_false, 50, 9, 18, n_on, 2 * n_hits, 60)

    scores = [pair(5, 4, 9, 40), pair(10, 3, 2, 20), pair(12, 3, 2, 15), pair(30, 1, 0, 3)]
    assert [one.up for one in best_of(scores, Wanted())] == [12, 10]
    assert best_of([pair(5, 4, 9, 40)], Wanted()) == []


def test_an_alert_that_is_always_on_is_no_warning() -> None:
    always = PairScore(1, 0, 4, 0, 0, 50, 0, 1, 1, 60, 40, 60)
    assert best_of([always], Wanted()) == []
    assert best_of([always], Wanted(highest_false_alarm_rate=1.0)) == [always]
