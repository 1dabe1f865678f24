"""The compiled engine: the same verdicts as month by month, on both clocks, whatever the series."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from bluehelm.dossier.contents import Dossier
from bluehelm.dossier.evidence_records import Measure, SeriesValue
from bluehelm.dossier.measured_values import MeasuredValues
from bluehelm.dossier.phase_records import Trigger
from bluehelm.foundation.periods import add_months
from bluehelm.phases.evaluate_triggers import evaluate_alarm, evaluate_calm
from bluehelm.phases.three_values import Evaluated, Verdict
from bluehelm.phases.trigger_arrays import NEVER, MonthsAsKnown, TriggerNumbers, alerts_on, verdicts_on

FIRST = date(2019, 4, 1)
LIMITS = st.sampled_from(["5", "9", "50 % of same months of 2019", "80 % of same months of 2020"])
RULES = st.fixed_dictionaries(
    {"calm_at_most": LIMITS, "alarm_at": st.sampled_from(["12", "25", "100 % of same months of 2019"])},
    optional={
        "over": st.sampled_from(["2 months", "3 months", "6 months"]),
        "held_in": st.sampled_from(["1 of 2 months", "2 of 3 months", "3 of 4 months"]),
        "dwell": st.sampled_from(["2 months", "3 months", "5 months"]),
        "late_after": st.sampled_from(["1 month", "2 months", "45 days", "3 weeks"]),
    },
)
MONTH = st.one_of(st.none(), st.integers(0, 30))


def as_number(found: Evaluated) -> int:
    if found.verdict is Verdict.UNKNOWN:
        return -2 if found.person_must_decide else -1
    return 1 if found.verdict is Verdict.MET else 0


def rows(numbers: list[int | None], lag: list[int]) -> tuple[SeriesValue, ...]:
    return tuple(
        SeriesValue.model_validate(
            {
                "measure": "deaths",
                "period": f"{add_months(FIRST, n):%Y-%m}",
                "value": None if number is None else str(number),
                "known_on": f"{add_months(FIRST, n + lag[n]):%Y-%m}-15",
            }
        )
        for n, number in enumerate(numbers)
    )


def by_month(
    trigger: Trigger, series: tuple[SeriesValue, ...], aggregate: str, *, known: bool
) -> list[list[int]]:
    measure = Measure.model_validate({"id": "deaths", "text": "killed", "aggregate": aggregate})
    dossier = Dossier(measures=(measure,), series=series)
    found = []
    for n in range(len(series)):
        as_of = add_months(FIRST, n + 1) - timedelta(days=1)
        values = MeasuredValues(dossier, as_of, as_of if known else None)
        found.append([as_number(evaluate_calm(values, trigger)), as_number(evaluate_alarm(values, trigger))])
    return found


@settings(max_examples=150, deadline=None)
@given(RULES, st.lists(MONTH, min_size=1, max_size=30), st.sampled_from(["sum", "maximum"]), st.data())
def test_the_compiled_engine_says_what_the_month_by_month_engine_says(
    rule: dict[str, str], numbers: list[int | None], aggregate: str, data: st.DataObject
) -> None:
    trigger = Trigger.model_validate({"id": "east", "measure": "deaths", **rule})
    lag = data.draw(st.lists(st.integers(0, 4), min_size=len(numbers), max_size=len(numbers)))
    series = rows(numbers, lag)
    plain = np.array([[np.nan if one is None else one for one in numbers]], dtype=float)
    hindsight = MonthsAsKnown.in_hindsight(FIRST, plain)
    known_from = np.array([[[n + lag[n] for n in range(len(numbers))]]], dtype=np.int32)
    known = MonthsAsKnown(FIRST, plain[:, None, :], known_from)
    compiled = TriggerNumbers.of(trigger, aggregate)
    assert verdicts_on(hindsight, [compiled])[0, 0].tolist() == by_month(
        trigger, series, aggregate, known=False
    )
    assert verdicts_on(known, [compiled])[0, 0].tolist() == by_month(trigger, series, aggregate, known=True)


@settings(max_examples=100, deadline=None)
@given(RULES, st.lists(MONTH, min_size=1, max_size=24), st.data())
def test_more_violence_in_a_month_never_lifts_an_alert(
    rule: dict[str, str], numbers: list[int | None], data: st.DataObject
) -> None:
    plain_limits = {**rule, "calm_at_most": "9", "alarm_at": "25"}
    trigger = Trigger.model_validate({"id": "east", "measure": "deaths", **plain_limits})
    known = [n for n, one in enumerate(numbers) if one is not None]
    if not known:
        return
    raised = [np.nan if one is None else float(one) for one in numbers]
    lower = raised.copy()
    raised[data.draw(st.sampled_from(known))] += data.draw(st.integers(1, 40))
    alerts = alerts_on(
        MonthsAsKnown.in_hindsight(FIRST, np.array([lower, raised])), [TriggerNumbers.of(trigger)]
    )
    assert not (alerts[0, 0] & ~alerts[0, 1]).any()


def test_a_value_known_last_counts_from_the_month_it_became_known() -> None:
    values = np.array([[[5.0, 5.0, 5.0], [np.nan, 50.0, np.nan]]])
    known_from = np.array([[[0, 1, 2], [NEVER, 2, NEVER]]], dtype=np.int32)
    rule = TriggerNumbers.of(
        Trigger.model_validate({"id": "east", "measure": "deaths", "calm_at_most": "9", "dwell": "2 months"})
    )
    assert verdicts_on(MonthsAsKnown(FIRST, values, known_from), [rule])[0, 0, :, 0].tolist() == [-1, 1, 0]
