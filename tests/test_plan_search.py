"""The search against the engine itself: what it says can happen is what every sequence of months shows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bluehelm.dossier.contents import Dossier
from bluehelm.dossier.evidence_records import Measure, SeriesValue
from bluehelm.dossier.measured_values import MeasuredValues
from bluehelm.dossier.phase_records import Phase, Trigger
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.periods import add_months
from bluehelm.phases.evaluate_triggers import evaluate_alarm, evaluate_calm
from bluehelm.phases.explore_plan import Explored, explore
from bluehelm.phases.phase_models import models_of
from bluehelm.phases.replay_phases import ways_replayed
from bluehelm.phases.three_values import Verdict
from bluehelm.phases.trigger_machine import READINGS, machine_of

FIRST = date(2020, 1, 1)
N_MONTHS = 5
VALUES: dict[str, str | None] = {"calm": "3", "neither": "15", "alarm": "40", "missing": None}
MEASURE = Measure.model_validate({"id": "deaths", "text": "killed", "aggregate": "sum"})
RULES = st.fixed_dictionaries(
    {"calm_at_most": st.just("9"), "alarm_at": st.just("25"), "late_after": st.just("9 months")},
    optional={
        "held_in": st.sampled_from(["1 of 2 months", "2 of 3 months", "2 of 2 months"]),
        "dwell": st.sampled_from(["2 months", "3 months"]),
    },
)
GUARDS = st.sampled_from(
    ["east", {"alarm": "east"}, {"not": "east"}, {"not": {"alarm": "east"}},
     {"any": ["east", {"alarm": "east"}]}, {"all": ["east", {"not": {"alarm": "east"}}]}]
)  # fmt: skip
WAYS = st.lists(st.tuples(st.sampled_from(["a", "b", "c", None]), GUARDS), min_size=1, max_size=2)
PLANS = st.fixed_dictionaries(dict.fromkeys(("a", "b", "c"), WAYS))


def rows(readings: tuple[str, ...]) -> tuple[SeriesValue, ...]:
    return tuple(
        SeriesValue.model_validate(
            {"measure": "deaths", "period": f"{add_months(FIRST, n):%Y-%m}", "value": VALUES[one]}
        )
        for n, one in enumerate(readings)
    )


def last_day(n: int) -> date:
    return add_months(FIRST, n + 1) - timedelta(days=1)


@settings(max_examples=60, deadline=None)
@given(RULES, st.lists(st.sampled_from(list(VALUES)), min_size=1, max_size=8))
def test_a_machine_says_what_the_trigger_says(rule: dict[str, str], readings: list[str]) -> None:
    trigger = Trigger.model_validate({"id": "east", "measure": "deaths", **rule})
    machine, state = machine_of(trigger), 0
    dossier = Dossier(measures=(MEASURE,), series=rows(tuple(readings)))
    for n, one in enumerate(readings):
        state = machine.follows[state][READINGS.index(one)]
        values = MeasuredValues(dossier, last_day(n))
        assert machine.calm[state] is evaluate_calm(values, trigger).verdict
        assert machine.alarm[state] is evaluate_alarm(values, trigger).verdict


def made(rule: dict[str, str], plan: dict[str, Any]) -> Dossier:
    phases = tuple(
        Phase.model_validate(
            {"id": name, "name": name,
             "leave": [{"to": to, "rank": str(n), "when": guard} for n, (to, guard) in enumerate(ways, 1)]}
        )
        for name, ways in sorted(plan.items())
    )  # fmt: skip
    trigger = Trigger.model_validate({"id": "east", "measure": "deaths", **rule})
    return Dossier(measures=(MEASURE,), phases=phases, triggers=(trigger,))


def by_every_sequence(dossier: Dossier) -> tuple[dict[str, int], dict[tuple[str, int], int]]:
    """The fewest months to each phase and way out, by the engine that judges real months."""
    entered: dict[str, int] = {"a": 0}
    taken: dict[tuple[str, int], int] = {}
    waiting: list[tuple[tuple[str, ...], Phase]] = [((), dossier.phases[0])]
    for readings, phase in waiting:
        for one in VALUES:
            so_far = (*readings, one)
            after = _step(replace(dossier, series=rows(so_far)), phase, len(so_far), entered, taken)
            if after is not None and len(so_far) < N_MONTHS:
                waiting.append((so_far, after))
    return entered, taken


def _step(
    held: Dossier, phase: Phase, n: int, entered: dict[str, int], taken: dict[tuple[str, int], int]
) -> Phase | None:
    seen = Standpoint(held, last_day(n - 1))
    for place, one in enumerate(ways_replayed(phase, seen)):
        if one.evaluated.verdict is Verdict.MET:
            taken[phase.id, place] = min(taken.get((phase.id, place), n), n)
            entered[one.way.to or ""] = min(entered.get(one.way.to or "", n), n)
            return seen.item(Phase, one.way.to)
    return phase


def found_within(found: Explored) -> tuple[dict[str, int], dict[tuple[str, int], int]]:
    entered = {name: found.n_months_to[state] for name, state in found.entries.items()}
    taken = {key: found.n_months_to[step[0]] + step[1].n_months for key, step in found.taken.items()}
    return (
        {name: n for name, n in entered.items() if n <= N_MONTHS},
        {key: n for key, n in taken.items() if n <= N_MONTHS},
    )


@settings(max_examples=40, deadline=None, derandomize=True)
@given(RULES, PLANS)
def test_the_search_finds_what_every_sequence_of_months_shows_in_as_few_months(
    rule: dict[str, str], plan: dict[str, Any]
) -> None:
    dossier = made(rule, plan)
    found = explore(models_of(dossier, list(dossier.phases)), "a", "at once")
    assert found.is_whole
    assert found_within(found) == by_every_sequence(dossier)
