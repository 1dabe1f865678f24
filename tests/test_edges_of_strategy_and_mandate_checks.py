"""Where the checks on strategy, situations and mandate must stay silent, or must not look ahead."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from textwrap import dedent

import pytest

from bluehelm.desk.open_workspace import Workspace
from bluehelm.dossier.checking import Check
from bluehelm.foundation.findings import Finding
from bluehelm.mandate.chain_of_decisions_checks import (
    decision_without_end,
    dropped_in_silence,
    ended_never_given,
    given_by_no_decision,
    mandate_expired,
)
from bluehelm.mandate.decision_checks import (
    parts_exceed_whole,
    report_falls_due,
    too_few_votes,
    too_many_votes,
    two_ceilings_at_once,
)
from bluehelm.mandate.focus_checks import (
    conditional_task_without_test,
    everything_is_a_priority,
    little_manages_the_conflict,
)
from bluehelm.mandate.task_checks import cycles, dependency_circle, runs_before_what_it_needs
from bluehelm.strategy.consent_checks import consent_moved_by_one_source, state_authority_is_the_motive
from bluehelm.strategy.objective_checks import circular_reason, strategy_older_than_mandate
from bluehelm.strategy.participation_checks import two_targets_without_sources
from bluehelm.strategy.party_checks import acts_against_stance, obstruction_unanswered
from bluehelm.strategy.screening_checks import gate_not_met, gate_without_answer
from bluehelm.strategy.situation_checks import gap_between_operations, need_without_mandate

AS_OF = date(2026, 2, 28)


def found(check: Check, folder: Path, files: dict[str, str], as_of: date = AS_OF) -> list[Finding]:
    """What a check finds in a small mission; a name that begins with ../ stands above the mission."""
    mission = folder / "missions" / "small"
    for name, text in {"mission.yaml": "mission: small\nname: Small mission\n", **files}.items():
        path = folder / name[3:] if name.startswith("../") else mission / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text), encoding="utf-8")
    opened = Workspace(folder).open(mission)
    assert not opened.reading.findings, [one.message for one in opened.reading.findings]
    return list(check.findings(opened.seen(as_of)))


def decision(number: int, adopted: str, until: str | None, rest: str = "") -> str:
    ending = f"in_force_until: {until}\n" if until else ""
    return f"decision: S/RES/{number} (2025)\nadopted_on: {adopted}\n{ending}{dedent(rest)}"


TASKS = "tasks:\n" + "".join(
    f"  - {{id: {name}, text: {name} every day}}\n"
    for name in ("escort", "guard", "patrol", "listen", "clear")
)

# ---- the chain of decisions


def test_a_task_missing_after_a_gap_is_not_called_dropped(tmp_path: Path) -> None:
    early = decision(1, "2023-11-13", "2024-11-15", "complete: yes\ngives: [{task: escort}, {task: guard}]\n")
    late = decision(3, "2025-11-13", "2026-11-15", "complete: yes\ngives: [{task: escort}]\n")
    files = {"tasks.yaml": TASKS, "mandates/a.yaml": early, "mandates/c.yaml": late}
    assert not found(dropped_in_silence, tmp_path, files)
    between = decision(2, "2024-11-14", "2025-11-15", "gives: []\n")
    [finding] = found(dropped_in_silence, tmp_path, {**files, "mandates/b.yaml": between})
    assert "guard" in finding.message


def test_a_task_that_ran_out_on_its_own_day_is_not_called_dropped(tmp_path: Path) -> None:
    early = decision(
        1, "2024-11-13", "2025-11-15", "gives: [{task: escort}, {task: guard, until: 2025-06-30}]\n"
    )
    late = decision(2, "2025-11-13", "2026-11-15", "complete: yes\ngives: [{task: escort}]\n")
    files = {"tasks.yaml": TASKS, "mandates/a.yaml": early, "mandates/b.yaml": late}
    assert not found(dropped_in_silence, tmp_path, files)


def test_a_renewal_that_only_adds_drops_nothing(tmp_path: Path) -> None:
    early = decision(1, "2024-11-13", "2025-11-15", "gives: [{task: escort}, {task: guard}]\n")
    late = decision(2, "2025-11-13", "2026-11-15", "gives: [{task: patrol}]\n")
    files = {"tasks.yaml": TASKS, "mandates/a.yaml": early, "mandates/b.yaml": late}
    assert not found(dropped_in_silence, tmp_path, files)


def test_a_task_ended_after_a_gap_may_have_been_given_in_the_gap(tmp_path: Path) -> None:
    early = decision(1, "2023-11-13", "2024-11-15", "gives: [{task: escort}]\n")
    late = decision(3, "2025-11-13", "2026-11-15", "ends: [{task: guard}]\n")
    files = {"tasks.yaml": TASKS, "mandates/a.yaml": early, "mandates/c.yaml": late}
    assert not found(ended_never_given, tmp_path, files)


def test_the_last_day_of_a_mandate_is_the_day_before_its_end(tmp_path: Path) -> None:
    files = {
        "tasks.yaml": TASKS,
        "mandates/a.yaml": decision(1, "2025-02-01", "2026-02-28", "gives: [{task: escort}]\n"),
    }
    assert found(mandate_expired, tmp_path, files)
    assert not found(mandate_expired, tmp_path, files, date(2026, 2, 27))
    assert not found(mandate_expired, tmp_path, files, date(2025, 1, 31))


def test_a_first_mandate_may_be_without_an_end(tmp_path: Path) -> None:
    files = {"mandates/a.yaml": decision(1, "1964-03-04", None)}
    assert not found(decision_without_end, tmp_path, files)


def test_a_task_on_which_another_waits_is_not_said_twice_to_be_missing(tmp_path: Path) -> None:
    files = {
        "tasks.yaml": "tasks:\n  - {id: escort, text: a, depends_on: [guard]}\n  - {id: guard, text: b}\n",
        "mandates/a.yaml": decision(1, "2025-11-13", "2026-11-15", "gives: [{task: escort}]\n"),
    }
    assert found(runs_before_what_it_needs, tmp_path, files)
    assert not found(given_by_no_decision, tmp_path, files)


# ---- votes, ceilings, reports


@pytest.mark.parametrize(
    "votes, n_findings", [("15, against: 0, abstaining: 0", 0), ("14, against: 1, abstaining: 1", 1)]
)
def test_fifteen_votes_are_all_there_are(tmp_path: Path, votes: str, n_findings: int) -> None:
    files = {"mandates/a.yaml": decision(1, "2025-11-13", "2026-11-15", f"votes: {{for: {votes}}}\n")}
    assert len(found(too_many_votes, tmp_path, files)) == n_findings


@pytest.mark.parametrize("in_favour, n_findings", [(9, 0), (8, 1)])
def test_nine_votes_adopt(tmp_path: Path, in_favour: int, n_findings: int) -> None:
    votes = f"votes: {{for: {in_favour}, against: 0, abstaining: 2}}\n"
    files = {"mandates/a.yaml": decision(1, "2025-11-13", "2026-11-15", votes)}
    assert len(found(too_few_votes, tmp_path, files)) == n_findings


def test_ceilings_that_follow_one_another_do_not_conflict(tmp_path: Path) -> None:
    rest = """\
        ceilings:
          - {category: police personnel, strength: 980, until: 2026-04-15}
          - {category: police personnel, strength: 700, from: 2026-04-15}
        """
    files = {"mandates/a.yaml": decision(1, "2025-11-13", "2026-11-15", rest)}
    assert not found(two_ceilings_at_once, tmp_path, files)


def test_parts_that_make_exactly_the_whole_are_right(tmp_path: Path) -> None:
    rest = """\
        ceilings:
          - {category: individual police officers, strength: 600, within: police personnel}
          - {category: formed police personnel, strength: 2420, within: police personnel}
          - {category: police personnel, strength: 3020}
        """
    files = {"mandates/a.yaml": decision(1, "2025-11-13", "2026-11-15", rest)}
    assert not found(parts_exceed_whole, tmp_path, files)


@pytest.mark.parametrize(
    "as_of, n_findings",
    [(date(2026, 2, 28), 0), (date(2026, 3, 1), 1), (date(2026, 3, 15), 1), (date(2026, 3, 16), 0)],
)
def test_a_report_is_announced_in_the_fortnight_before_it(
    tmp_path: Path, as_of: date, n_findings: int
) -> None:
    rest = "reports: [{on: 2026-03-15, text: progress report}]\n"
    files = {"mandates/a.yaml": decision(1, "2025-11-13", "2026-11-15", rest)}
    assert len(found(report_falls_due, tmp_path, files, as_of)) == n_findings


# ---- focus


def test_a_share_of_priorities_at_the_limit_is_not_above_it(tmp_path: Path) -> None:
    rules = "rules:\n  - {id: priority-tasks-share, statement: share, value: 0.6}\n"
    tiers = ["priority", "priority", "priority", "other", "other"]
    gives = "gives:\n" + "".join(
        f"  - {{task: {name}, tier: {tier}}}\n"
        for name, tier in zip(("escort", "guard", "patrol", "listen", "clear"), tiers, strict=True)
    )
    mandate = decision(1, "2025-11-13", "2026-11-15") + gives
    files = {"tasks.yaml": TASKS, "mandates/a.yaml": mandate, "../system/rules.yaml": rules}
    assert not found(everything_is_a_priority, tmp_path, files)
    stricter = rules.replace("0.6", "0.5")
    [finding] = found(everything_is_a_priority, tmp_path, {**files, "../system/rules.yaml": stricter})
    assert "a share of 0.5" in finding.message


def test_tasks_nobody_judged_are_not_counted_as_beside_the_conflict(tmp_path: Path) -> None:
    mandate = (
        decision(1, "2025-11-13", "2026-11-15") + "gives: [{task: escort}, {task: guard}, {task: patrol}]\n"
    )
    files = {"tasks.yaml": TASKS, "mandates/a.yaml": mandate}
    assert not found(little_manages_the_conflict, tmp_path, files)


def test_a_condition_written_out_for_the_same_paragraph_is_a_test(tmp_path: Path) -> None:
    mandate = decision(1, "2025-11-13", "2026-11-15") + dedent(
        """\
        gives: [{task: escort, paragraph: "31", conditional: as conditions permit}]
        conditions: [{text: roads are open, paragraph: "31", test: no attack on a road for two months}]
        """
    )
    files = {"tasks.yaml": TASKS, "mandates/a.yaml": mandate}
    assert not found(conditional_task_without_test, tmp_path, files)


# ---- circles


def test_a_long_chain_is_no_circle_and_is_walked_without_recursion() -> None:
    chain = {f"task-{n}": (f"task-{n + 1}",) for n in range(20_000)}
    assert cycles(chain) == []
    assert len(cycles({**chain, "task-20000": ("task-0",)})[0]) == 20_001


def test_two_roads_to_one_task_are_no_circle() -> None:
    assert cycles({"a": ("b", "c"), "b": ("d",), "c": ("d",), "d": ()}) == []


def test_a_task_that_waits_for_itself_is_a_circle(tmp_path: Path) -> None:
    files = {"tasks.yaml": "tasks:\n  - {id: escort, text: a, depends_on: [escort]}\n"}
    [finding] = found(dependency_circle, tmp_path, files)
    assert "escort > escort" in finding.message


# ---- strategy


def test_a_reason_with_words_of_its_own_is_no_circle(tmp_path: Path) -> None:
    files = {
        "strategy.yaml": "objectives:\n  - {id: safe, text: people live in safety}\n",
        "tasks.yaml": "tasks:\n  - {id: escort, text: protect people, serves: [safe], because: %s}\n",
        "mandates/a.yaml": decision(1, "2025-11-13", "2026-11-15", "gives: [{task: escort}]\n"),
    }
    circle = {**files, "tasks.yaml": files["tasks.yaml"] % "to protect people that live in safety"}
    reason = {**files, "tasks.yaml": files["tasks.yaml"] % "armed groups leave villages where patrols sleep"}
    assert found(circular_reason, tmp_path, circle)
    assert not found(circular_reason, tmp_path, reason)


def test_a_fresh_mandate_leaves_time_to_review_the_strategy(tmp_path: Path) -> None:
    files = {
        "strategy.yaml": "strategies:\n  - {id: path, text: talks first, dated_on: 2025-03-01}\n",
        "mandates/a.yaml": decision(1, "2025-11-13", "2026-11-15"),
    }
    assert not found(strategy_older_than_mandate, tmp_path, files, date(2026, 2, 11))
    assert found(strategy_older_than_mandate, tmp_path, files, date(2026, 2, 12))


def test_an_assessment_that_does_not_move_consent_may_rest_on_one_source(tmp_path: Path) -> None:
    text = """\
        consent:
          - {id: a, on: 2025-07-01, state: conditional, rests_on: [report, minutes]}
          - {id: b, on: 2025-10-01, state: conditional, rests_on: [report]}
          - {id: c, on: 2026-05-01, state: eroding, rests_on: [rumour]}
        """
    assert not found(consent_moved_by_one_source, tmp_path, {"strategy.yaml": text})
    assert found(consent_moved_by_one_source, tmp_path, {"strategy.yaml": text}, date(2026, 5, 1))


def test_few_requests_say_nothing_of_the_motive(tmp_path: Path) -> None:
    text = """\
        consent:
          - {id: a, on: 2025-10-01, state: strong, n_state_authority_requests: 4, n_political_requests: 0}
        """
    assert not found(state_authority_is_the_motive, tmp_path, {"strategy.yaml": text})


def test_one_weak_source_is_no_act_against_a_stance(tmp_path: Path) -> None:
    text = """\
        parties:
          - {id: front, name: Front, type: armed group, stances: [{on: 2026-01-01, state: supports}]}
        obstructions:
          - {id: a, type: harassment, by: front, on: 2026-01-10, locality: Telim, grade: B}
          - {id: b, type: harassment, by: front, on: 2026-01-20, locality: Telim, grade: E}
          - {id: c, type: harassment, by: front, on: 2025-12-20, locality: Telim, grade: A}
        """
    assert not found(acts_against_stance, tmp_path, {"strategy.yaml": text})


def test_acts_of_several_parties_are_counted_apart(tmp_path: Path) -> None:
    text = """\
        parties:
          - {id: front, name: Front, type: armed group}
          - {id: union, name: Union, type: armed group}
        obstructions:
          - {id: a, type: harassment, by: front, on: 2025-09-10, locality: Telim, reported_on: 2025-09-12}
          - {id: b, type: harassment, by: front, on: 2025-09-11, locality: Telim, reported_on: 2025-09-12}
          - {id: c, type: harassment, by: union, on: 2025-09-11, locality: Telim, reported_on: 2025-09-12}
          - {id: d, type: harassment, by: union, on: 2026-01-11, locality: Telim, reported_on: 2026-01-12}
        """
    messages = [
        finding.message for finding in found(obstruction_unanswered, tmp_path, {"strategy.yaml": text})
    ]
    assert len(messages) == 2
    assert "(2): a, b" in messages[0]
    assert "(1): c;" in messages[1]


def test_the_latest_answer_to_a_gate_counts_and_later_ones_are_not_seen(tmp_path: Path) -> None:
    text = """\
        conditions:
          - {id: c1, code: C1, answer: met, on: 2025-06-01}
          - {id: c2-then, code: C2, answer: not met, on: 2025-06-01}
          - {id: c2-now, code: C2, answer: met, on: 2025-12-01}
          - {id: c2-later, code: C2, answer: unknown, on: 2026-06-01}
          - {id: c3, code: C3, answer: met, on: 2025-06-01}
        """
    assert not found(gate_not_met, tmp_path, {"strategy.yaml": text})
    assert not found(gate_without_answer, tmp_path, {"strategy.yaml": text})
    assert found(gate_not_met, tmp_path, {"strategy.yaml": text}, date(2025, 11, 30))
    assert found(gate_without_answer, tmp_path, {"strategy.yaml": text}, date(2026, 6, 1))


def test_two_targets_may_stand_when_each_has_its_source(tmp_path: Path) -> None:
    text = """\
        processes:
          - id: talks
            name: Talks
            targets:
              - {share: 0.3, of: delegates, source: agreement}
              - {share: 0.35, of: delegates, source: law}
              - {share: 0.5, of: mediators}
        """
    assert not found(two_targets_without_sources, tmp_path, {"strategy.yaml": text})


# ---- situations


def test_operations_that_overlap_leave_no_gap(tmp_path: Path) -> None:
    text = """\
        situation: valley
        name: The valley
        operations:
          - {name: Long, from: 2010-01-01, until: 2024-01-01}
          - {name: Short, from: 2012-01-01, until: 2013-01-01}
          - {name: Next, from: 2023-12-01}
        """
    assert not found(gap_between_operations, tmp_path, {"../situations/valley.yaml": text})


def test_a_need_counts_by_the_last_number_known_and_not_by_later_ones(tmp_path: Path) -> None:
    situation = """\
        situation: valley
        name: The valley
        measures:
          - {measure: killed, period: 2024, value: 900}
          - {measure: killed, period: 2025, value: 20}
          - {measure: killed, period: 2026}
          - {measure: killed, period: 2027, value: 900}
        """
    intake = "intake:\n  - {id: many, text: many killed, tests: [{measure: killed, at_least: 500}]}\n"
    files = {"../situations/valley.yaml": situation, "../system/intake.yaml": intake}
    assert not found(need_without_mandate, tmp_path, files)
    assert found(need_without_mandate, tmp_path, files, date(2024, 12, 31))


def test_without_intake_rules_there_is_no_list_of_needs(tmp_path: Path) -> None:
    text = "situation: valley\nname: The valley\nmeasures: [{measure: killed, period: 2025, value: 9000}]\n"
    assert not found(need_without_mandate, tmp_path, {"../situations/valley.yaml": text})
