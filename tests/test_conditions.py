"""Conditions of phases: three values, triggers, facts, judgements, indicators, and the phase that runs."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluehelm.dossier.contents import Dossier
from bluehelm.dossier.evidence_records import Fact, Judgement, Measure, SeriesValue
from bluehelm.dossier.mission_records import Post
from bluehelm.dossier.phase_records import Condition, Phase, Trigger
from bluehelm.dossier.plan_records import Actual, IndicatorOfAchievement
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.periods import add_months
from bluehelm.phases.current_phase import current_phase
from bluehelm.phases.evaluate_conditions import evaluate
from bluehelm.phases.three_values import Evaluated, Verdict, all_of, any_of, opposite

MET, NOT_MET, UNKNOWN = Verdict.MET, Verdict.NOT_MET, Verdict.UNKNOWN
FIRST_MONTH = date(2025, 1, 1)
PUBLISHED = (
    Path(os.environ.get("BLUEHELM_SHARED", Path(__file__).parents[2] / "shared"))
    / "data" / "methods" / "trigger_cases.csv"
)  # fmt: skip

# ---- truth tables, written by hand


@pytest.mark.parametrize(
    "one, other, both, either",
    [
        (MET, MET, MET, MET),
        (MET, NOT_MET, NOT_MET, MET),
        (MET, UNKNOWN, UNKNOWN, MET),
        (NOT_MET, MET, NOT_MET, MET),
        (NOT_MET, NOT_MET, NOT_MET, NOT_MET),
        (NOT_MET, UNKNOWN, NOT_MET, UNKNOWN),
        (UNKNOWN, MET, UNKNOWN, MET),
        (UNKNOWN, NOT_MET, NOT_MET, UNKNOWN),
        (UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN),
    ],
)
def test_all_and_any_follow_strong_kleene_logic(
    one: Verdict, other: Verdict, both: Verdict, either: Verdict
) -> None:
    assert all_of([one, other]) is both
    assert any_of([one, other]) is either


@pytest.mark.parametrize("verdict, turned", [(MET, NOT_MET), (NOT_MET, MET), (UNKNOWN, UNKNOWN)])
def test_the_opposite_of_unknown_is_unknown(verdict: Verdict, turned: Verdict) -> None:
    assert opposite(verdict) is turned


def test_of_no_parts_at_all_nothing_can_be_said() -> None:
    assert all_of([]) is any_of([]) is UNKNOWN


@given(st.lists(st.sampled_from(Verdict), min_size=1, max_size=6))
def test_all_is_the_opposite_of_any_opposite(verdicts: list[Verdict]) -> None:
    assert all_of(verdicts) is opposite(any_of(opposite(one) for one in verdicts))


# ---- a mission to ask


def month(number: int) -> str:
    return f"{add_months(FIRST_MONTH, number - 1):%Y-%m}"


def end_of(number: int) -> date:
    return add_months(FIRST_MONTH, number) - timedelta(days=1)


def deaths(numbers: Iterable[int | None], first: int = 1, **more: object) -> tuple[SeriesValue, ...]:
    return tuple(
        SeriesValue.model_validate({"measure": "deaths", "period": month(n), "value": str(value), **more})
        for n, value in enumerate(numbers, start=first)
        if value is not None
    )


def a_trigger(**written: object) -> Trigger:
    return Trigger.model_validate({"id": "east", "measure": "deaths", **written})


def seen_with(as_of: date, known_on: date | None = None, **collections: tuple[object, ...]) -> Standpoint:
    measures = (Measure(id="deaths", text="civilians killed"),)
    return Standpoint(Dossier(**{"measures": measures, **collections}), as_of, known_on)  # type: ignore[arg-type]


def asked(written: object, seen: Standpoint) -> Evaluated:
    return evaluate(Condition.model_validate(written), seen)


def calm(numbers: Sequence[int | None], trigger: Mapping[str, object], as_of: date | None = None) -> Verdict:
    seen = seen_with(as_of or end_of(len(numbers)), series=deaths(numbers), triggers=(a_trigger(**trigger),))
    return asked("east", seen).verdict


def alarm(numbers: Sequence[int | None], trigger: Mapping[str, object], as_of: date | None = None) -> Verdict:
    seen = seen_with(as_of or end_of(len(numbers)), series=deaths(numbers), triggers=(a_trigger(**trigger),))
    return asked({"alarm": "east"}, seen).verdict


# ---- triggers


def test_calm_is_at_or_below_its_limit_and_alarm_at_or_above() -> None:
    limits = {"calm_at_most": "9", "alarm_at": "25"}
    assert [calm([n], limits) for n in (9, 10)] == [MET, NOT_MET]
    assert [alarm([n], limits) for n in (24, 25)] == [NOT_MET, MET]


def test_a_window_adds_up_its_months() -> None:
    assert calm([1, 2, 3, 4], {"calm_at_most": "9", "over": "3 months"}) is MET
    assert calm([1, 2, 3, 4], {"calm_at_most": "8", "over": "3 months"}) is NOT_MET


def test_a_window_with_a_hole_is_no_reading() -> None:
    assert calm([1, None, 3], {"calm_at_most": "9", "over": "3 months"}) is UNKNOWN


def test_a_limit_must_hold_as_often_as_it_says() -> None:
    rule = {"calm_at_most": "9", "held_in": "3 of 4 months"}
    assert calm([5, 30, 5, 5], rule) is MET
    assert calm([30, 30, 5, 5], rule) is NOT_MET
    assert calm([5, 5], rule) is UNKNOWN


def test_dwell_asks_for_an_unbroken_calm() -> None:
    rule = {"calm_at_most": "9", "held_in": "3 of 4 months", "dwell": "3 months"}
    assert calm([5, 30, 5, 5], rule) is NOT_MET
    assert calm([30, 5, 5, 5], rule) is MET


def test_dwell_never_holds_back_an_alarm() -> None:
    assert alarm([5, 5, 40], {"alarm_at": "25", "dwell": "6 months"}) is MET


def test_late_data_leave_it_to_a_person() -> None:
    seen = seen_with(
        date(2025, 6, 2),
        series=deaths([5, 5, 5]),
        triggers=(a_trigger(calm_at_most="9", late_after="2 months"),),
    )
    evaluated = asked("east", seen)
    assert (evaluated.verdict, evaluated.person_must_decide) == (UNKNOWN, True)
    assert "known to 2025-03 only" in evaluated.reason


def test_data_as_old_as_allowed_still_count() -> None:
    assert calm([5, 5, 5], {"calm_at_most": "9", "late_after": "2 months"}, date(2025, 5, 31)) is MET


def test_without_a_limit_of_age_data_are_late_after_three_months() -> None:
    assert calm([5], {"calm_at_most": "9"}, date(2025, 4, 30)) is MET
    assert calm([5], {"calm_at_most": "9"}, date(2025, 5, 2)) is UNKNOWN


def test_a_share_of_the_same_months_is_taken_of_like_months() -> None:
    rule = {"calm_at_most": "50 % of same months of 2025", "over": "3 months"}
    year = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 20, 20]
    assert calm([*year, 19, 0], rule) is NOT_MET  # December, January and February 2025 held 20: limit 10
    assert calm([20, *year[1:], 19, 0], rule) is NOT_MET  # with January 40: limit 20, and 39 in the window
    assert calm([20, *year[1:11], 0, 10, 0], rule) is MET  # limit 10, and 10 in the window


def test_a_share_of_nothing_is_unknown() -> None:
    rule = {"calm_at_most": "50 % of same months of 2025"}
    assert calm([0] * 12 + [0], rule) is UNKNOWN


def test_a_share_of_months_not_on_file_is_unknown() -> None:
    rule = {"calm_at_most": "50 % of same months of 2024"}
    assert calm([0] * 13, rule) is UNKNOWN


def test_a_trigger_on_an_area_never_reads_the_whole_country() -> None:
    trigger = a_trigger(calm_at_most="9", area="east")
    seen = seen_with(end_of(3), series=deaths([5, 5, 5]), triggers=(trigger,))
    assert asked("east", seen).verdict is UNKNOWN


def test_a_late_row_does_not_change_an_earlier_answer() -> None:
    rows = (*deaths([5], known_on="2025-02-10"), *deaths([50], known_on="2025-06-01"))
    trigger = (a_trigger(calm_at_most="9"),)
    before = seen_with(end_of(2), date(2025, 3, 1), series=rows, triggers=trigger)
    after = seen_with(end_of(2), date(2025, 7, 1), series=rows, triggers=trigger)
    assert [asked("east", seen).verdict for seen in (before, after)] == [MET, NOT_MET]


def test_a_verdict_shows_the_readings_it_rests_on() -> None:
    seen = seen_with(
        end_of(4),
        series=deaths([5, 6, 7, 8]),
        triggers=(a_trigger(calm_at_most="9", held_in="2 of 3 months"),),
    )
    evaluated = asked("east", seen)
    assert [(one.when, one.value) for one in evaluated.inputs] == [
        ("2025-02", "6"),
        ("2025-03", "7"),
        ("2025-04", "8"),
    ]
    assert evaluated.reason == "Calm: 8 in 2025-04, limit 9; so in 3 of the last 3 readings."


# ---- published sequences


def published_sequences() -> list[tuple[str, list[dict[str, str]]]]:
    if not PUBLISHED.is_file():
        return []
    with PUBLISHED.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = list(dict.fromkeys(row["case"] for row in rows))
    return [(name, [row for row in rows if row["case"] == name]) for name in names]


LOW_HIGH = {
    "calm_at_most": "9",  # the sequences step down below 10, which for whole numbers is at most 9
    "alarm_at": "25",
    "held_in": "2 of 3 months",
    "dwell": "3 months",
    "late_after": "3 months",
}


@pytest.mark.skipif(not PUBLISHED.is_file(), reason="the published sequences are not beside this repository")
@pytest.mark.parametrize("name, rows", published_sequences())
def test_two_phases_joined_by_one_trigger_follow_the_published_sequence(
    name: str, rows: list[dict[str, str]]
) -> None:
    numbers = [int(row["value"]) if row["value"] else None for row in rows]
    in_high_phase, states = False, []
    for n in range(1, len(numbers) + 1):
        if in_high_phase:
            in_high_phase = calm(numbers[:n], LOW_HIGH) is not MET
        else:
            in_high_phase = alarm(numbers[:n], LOW_HIGH) is MET
        states.append(int(in_high_phase))
    assert states == [int(row["expected_state"]) for row in rows], name


# ---- more violence never yields a calmer answer

CALMNESS = {NOT_MET: 0, UNKNOWN: 1, MET: 2}
RULES = st.fixed_dictionaries(
    {"calm_at_most": st.sampled_from(["5", "9"]), "alarm_at": st.sampled_from(["12", "25"])},
    optional={
        "over": st.sampled_from(["2 months", "3 months"]),
        "held_in": st.sampled_from(["1 of 2 months", "2 of 3 months", "3 of 4 months"]),
        "dwell": st.sampled_from(["2 months", "3 months"]),
        "late_after": st.sampled_from(["1 month", "2 months"]),
    },
)
SERIES = st.lists(st.one_of(st.none(), st.integers(0, 30)), min_size=1, max_size=10)


@given(RULES, SERIES, st.data())
def test_more_violence_in_a_month_never_yields_a_calmer_answer(
    rule: dict[str, str], numbers: list[int | None], data: st.DataObject
) -> None:
    known = [index for index, number in enumerate(numbers) if number is not None]
    if not known:
        return
    raised = numbers.copy()
    index = data.draw(st.sampled_from(known))
    raised[index] = (raised[index] or 0) + data.draw(st.integers(1, 30))
    assert CALMNESS[calm(raised, rule)] <= CALMNESS[calm(numbers, rule)]
    assert CALMNESS[alarm(raised, rule)] >= CALMNESS[alarm(numbers, rule)]


@given(RULES, SERIES)
def test_calm_and_alarm_are_never_both_met(rule: dict[str, str], numbers: list[int | None]) -> None:
    assert not (calm(numbers, rule) is MET and alarm(numbers, rule) is MET)


@pytest.mark.slow
def test_raising_one_month_never_lowers_the_phase_of_two_joined_by_a_trigger() -> None:
    def high_at_end(values: tuple[int, ...]) -> bool:
        high = False
        for n in range(1, len(values) + 1):
            seen = values[:n]
            high = calm(seen, LOW_HIGH) is not MET if high else alarm(seen, LOW_HIGH) is MET
        return high

    ends = {values: high_at_end(values) for values in product((0, 15, 40), repeat=5)}
    higher = {0: 15, 15: 40}
    for values, high in ends.items():
        for index, value in enumerate(values):
            if high and value in higher:
                raised = (*values[:index], higher[value], *values[index + 1 :])
                assert ends[raised], (values, raised)


# ---- facts


def fact(as_of: str = "2026-02-28", asked_on: str | None = None, **written: object) -> Verdict:
    record = Fact.model_validate({"id": "vote", "text": "the vote was held", **written})
    limit = date.fromisoformat(asked_on) if asked_on else None
    return asked({"fact": "vote"}, seen_with(date.fromisoformat(as_of), limit, facts=(record,))).verdict


def test_a_fact_holds_from_its_day_on() -> None:
    assert fact(holds="yes", on="2025-12-28") is MET
    assert fact("2025-12-27", holds="yes", on="2025-12-28") is NOT_MET
    assert fact(holds="no", on="2025-12-28") is NOT_MET


def test_a_fact_nobody_recorded_is_unknown() -> None:
    assert fact() is UNKNOWN
    assert asked({"fact": "other"}, seen_with(end_of(1))).verdict is UNKNOWN


def test_a_fact_is_unknown_before_it_became_known() -> None:
    written = {"holds": "yes", "on": "2025-12-28", "known_on": "2026-01-10"}
    assert fact(asked_on="2026-01-09", **written) is UNKNOWN
    assert fact(asked_on="2026-01-10", **written) is MET


def test_what_was_found_not_to_hold_later_says_nothing_of_the_time_before() -> None:
    assert fact("2025-06-01", holds="no", on="2025-12-28") is UNKNOWN
    assert fact("2025-06-01", holds="yes", known_on="2025-12-28") is UNKNOWN


# ---- judgements

JUDGEMENT = Judgement.model_validate(
    {
        "id": "authority",
        "text": "officials are at their posts",
        "answers": ["yes", "partly", "no"],
        "asked_of": "head-of-mission",
        "given": [
            {"answer": "no", "on": "2025-06-01", "by": "head-of-mission"},
            {"answer": "yes", "on": "2025-12-01", "by": "head-of-mission"},
        ],
    }
)


def judgement(as_of: str, asked_on: str | None = None, **written: object) -> Evaluated:
    limit = date.fromisoformat(asked_on) if asked_on else None
    seen = seen_with(date.fromisoformat(as_of), limit, judgements=(JUDGEMENT,))
    return asked({"judgement": "authority", **written}, seen)


def test_the_last_answer_counts() -> None:
    assert judgement("2025-11-30").verdict is NOT_MET
    assert judgement("2025-12-01").verdict is MET
    assert judgement("2026-02-28", "2025-08-01").verdict is NOT_MET


def test_only_the_answers_named_count() -> None:
    assert judgement("2026-01-01", answers=["partly"]).verdict is NOT_MET
    assert judgement("2026-01-01", answers=["partly", "yes"]).verdict is MET


def test_an_answer_too_old_is_unknown_and_must_be_asked_again() -> None:
    assert judgement("2026-03-01", no_older_than="90 days").verdict is MET
    late = judgement("2026-03-02", no_older_than="90 days")
    assert (late.verdict, late.person_must_decide) == (UNKNOWN, True)
    assert "ask again" in late.reason


def test_a_question_nobody_answered_is_unknown() -> None:
    open_question = judgement("2025-05-31")
    assert open_question.verdict is UNKNOWN
    assert open_question.reason == "head-of-mission has not answered whether officials are at their posts."


def test_an_answer_that_is_not_allowed_is_no_answer() -> None:
    odd = JUDGEMENT.model_copy(update={"answers": ("good", "bad")})
    seen = seen_with(date(2026, 1, 1), judgements=(odd,))
    assert asked({"judgement": "authority"}, seen).verdict is UNKNOWN


# ---- indicators


def indicator(
    condition: Mapping[str, object], *rows: Mapping[str, object], as_of: str = "2026-02-28"
) -> Verdict:
    violations = IndicatorOfAchievement(id="violations", text="violations", aggregate="sum")
    actuals = tuple(Actual.model_validate({"measure": "violations", **row}) for row in rows)
    seen = seen_with(date.fromisoformat(as_of), indicators=(violations,), actuals=actuals)
    return asked({"indicator": "violations", **condition}, seen).verdict


def test_the_last_value_of_an_indicator_is_compared() -> None:
    rows = [{"period": "FY2023/24", "value": "1037"}, {"period": "FY2024/25", "value": "284"}]
    assert indicator({"at_most": "300"}, *rows) is MET
    assert indicator({"at_most": "200"}, *rows) is NOT_MET
    assert indicator({"at_least": "100", "at_most": "300"}, *rows) is MET
    assert indicator({}, *rows) is UNKNOWN


def test_a_value_known_in_part_settles_only_what_more_cannot_change() -> None:
    row = {"period": "FY2024/25", "value": "284", "known_share": "0.6"}
    assert indicator({"at_most": "300"}, row) is UNKNOWN
    assert indicator({"at_most": "200"}, row) is NOT_MET
    assert indicator({"at_least": "200"}, row) is MET


def test_an_indicator_without_value_is_unknown() -> None:
    assert indicator({"at_most": "300"}) is UNKNOWN
    assert indicator({"at_most": "300"}, {"period": "FY2024/25", "value": "n/a"}) is UNKNOWN


def test_an_old_value_of_an_indicator_is_unknown() -> None:
    row = {"period": "FY2023/24", "value": "284"}
    assert indicator({"at_most": "300", "no_older_than": "1 year"}, row) is UNKNOWN


# ---- joined


def test_what_is_withheld_is_unknown_and_does_not_hide_what_settles_the_matter() -> None:
    seen = seen_with(end_of(1), facts=(Fact.model_validate({"id": "vote", "text": "vote", "holds": "no"}),))
    assert asked({"withheld": "yes"}, seen).verdict is UNKNOWN
    assert asked({"all": [{"withheld": "yes"}, {"fact": "vote"}]}, seen).verdict is NOT_MET
    assert asked({"any": [{"withheld": "yes"}, {"not": {"fact": "vote"}}]}, seen).verdict is MET


def test_an_item_left_out_of_a_public_reading_is_said_to_be_withheld() -> None:
    seen = Standpoint(Dossier(withheld=frozenset({"fact/secret"})), end_of(1))
    assert asked({"fact": "secret"}, seen).reason == "What this rests on is withheld."


def test_a_condition_nobody_wrote_is_unknown() -> None:
    assert evaluate(None, seen_with(end_of(1))).verdict is UNKNOWN


# ---- the phase that runs

PHASES = (
    Phase.model_validate(
        {"id": "establish", "name": "E", "entered_on": "2024-01-01", "left_on": "2025-01-01"}
    ),
    Phase.model_validate(
        {
            "id": "consolidate",
            "name": "C",
            "entered_on": "2025-01-01",
            "planned_until": "2026-07-01",
            "leave": [
                {"to": "establish", "rank": "2", "when": {"fact": "vote"}},
                {"to": "draw-down", "rank": "1", "decided_by": "council", "when": {"fact": "vote"}},
                {"when": {"fact": "unheard-of"}},
            ],
        }
    ),
    Phase.model_validate({"id": "draw-down", "name": "D", "planned_from": "2026-07-01"}),
)


def phase_on(day: str, phases: tuple[Phase, ...] = PHASES) -> str | None:
    found = current_phase(seen_with(date.fromisoformat(day), phases=phases))
    return found.phase.id if found else None


def test_the_phase_entered_and_not_left_runs() -> None:
    assert [phase_on(day) for day in ("2023-12-31", "2024-06-01", "2025-01-01", "2027-01-01")] == [
        None, "establish", "consolidate", "consolidate",
    ]  # fmt: skip


def test_a_plan_counts_only_where_nothing_is_on_record() -> None:
    assert phase_on("2026-08-01", PHASES[2:]) == "draw-down"
    assert phase_on("2026-08-01") == "consolidate"


def test_ways_out_stand_in_order_of_rank_with_who_decides() -> None:
    vote = Fact.model_validate({"id": "vote", "text": "vote", "holds": "yes"})
    council = Post.model_validate({"id": "council", "name": "Security Council", "outside": "yes"})
    found = current_phase(seen_with(date(2026, 2, 28), phases=PHASES, facts=(vote,), posts=(council,)))
    assert found is not None
    assert [one.way.to for one in found.ways] == ["draw-down", "establish", None]
    assert [one.evaluated.verdict for one in found.ways] == [MET, MET, UNKNOWN]
    assert found.open_way is found.ways[0]
    assert found.ways[0].decided_by is council
