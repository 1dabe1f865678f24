"""Where the checks on plan, money and reviews must speak, and where they must keep quiet."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bluehelm.desk.check_list import CHECKS
from bluehelm.desk.open_workspace import open_mission
from bluehelm.dossier.checking import Check
from bluehelm.foundation.languages import catalogue
from bluehelm.plan import duplicate_measure_checks
from bluehelm.plan.duplicate_measure_checks import words_of

AS_OF = date(2026, 2, 28)
BY_ID: dict[str, Check] = {check.id: check for check in CHECKS}


class Dossier:
    """A small dossier in a folder, and what one check says of it."""

    def __init__(self, folder: Path, files: dict[str, str]) -> None:
        self.folder = folder
        for name, text in {"mission.yaml": "mission: unmikar\nname: Mission in Kasmar\n", **files}.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    def says(self, check: str, as_of: date = AS_OF, known_on: date | None = None) -> list[str]:
        opened = open_mission(self.folder, self.folder)
        assert not opened.reading.findings, [finding.message for finding in opened.reading.findings]
        return [finding.message for finding in BY_ID[check].findings(opened.seen(as_of, known_on))]


def plan(folder: Path, indicators: str, actuals: str = "", **files: str) -> Dossier:
    more = {"plan/actuals.csv": "measure,period,value,known_on\n" + actuals} if actuals else {}
    return Dossier(folder, {"plan/indicators.yaml": "indicators:\n" + indicators, **more, **files})


YEARS = "attacks,FY2022/23,96,2023-08-20\nattacks,FY2023/24,71,2024-08-20\nattacks,FY2024/25,52,2025-08-20\n"


def test_a_correction_known_later_is_no_second_value(tmp_path: Path) -> None:
    dossier = plan(
        tmp_path,
        "  - {id: attacks, text: attacks}\n",
        "attacks,FY2024/25,52,2025-08-20\nattacks,FY2024/25,58,2025-12-01\n",
    )
    assert not dossier.says("PLA036")


def test_the_same_value_twice_on_one_day_is_no_contradiction(tmp_path: Path) -> None:
    dossier = plan(
        tmp_path,
        "  - {id: attacks, text: attacks}\n",
        "attacks,FY2024/25,52,2025-08-20\nattacks,FY2024/25,52,2025-08-20\n",
    )
    assert not dossier.says("PLA036")


def test_a_quarter_under_two_names_is_one_period(tmp_path: Path) -> None:
    dossier = plan(
        tmp_path,
        "  - {id: attacks, text: attacks}\n",
        "attacks,FY2025/26-Q1,9,2025-10-20\nattacks,2025-Q3,11,2025-10-20\n",
    )
    assert dossier.says("PLA036")


def test_a_target_is_not_held_against_a_quarter(tmp_path: Path) -> None:
    indicator = "  - {id: attacks, text: a, better: down, targets: [{period: FY2025/26, at_most: 40}]}\n"
    dossier = plan(tmp_path, indicator, YEARS + "attacks,FY2025/26-Q1,9,2025-10-20\n")
    assert not dossier.says("PLA018")


def test_a_target_is_held_only_against_what_was_known(tmp_path: Path) -> None:
    indicator = "  - {id: attacks, text: a, better: down, targets: [{period: FY2025/26, at_most: 60}]}\n"
    dossier = plan(tmp_path, indicator, YEARS)
    assert dossier.says("PLA018")
    assert not dossier.says("PLA018", known_on=date(2025, 6, 30))


def test_a_target_of_a_year_that_is_over_is_left_alone(tmp_path: Path) -> None:
    indicator = "  - {id: attacks, text: a, better: down, targets: [{period: FY2024/25, at_most: 150}]}\n"
    assert not plan(tmp_path, indicator, YEARS).says("PLA018")


def test_values_from_before_a_change_of_definition_are_not_compared(tmp_path: Path) -> None:
    indicator = (
        "  - {id: attacks, text: a, better: down, definition_changed_in: FY2025/26,\n"
        "     targets: [{period: FY2025/26, at_most: 150}]}\n"
    )
    assert not plan(tmp_path, indicator, YEARS).says("PLA018")


@pytest.mark.parametrize("value", ["n/a", "not due", "withheld", ""])
def test_what_is_missing_is_never_zero(tmp_path: Path, value: str) -> None:
    indicator = (
        "  - {id: attacks, text: a, better: up, accumulates: since inception, upper_bound: 5,\n"
        "     targets: [{period: FY2025/26, at_least: 4}]}\n"
    )
    rows = f"attacks,FY2023/24,3,2024-08-20\nattacks,FY2024/25,{value},2025-08-20\n"
    dossier = plan(tmp_path, indicator, rows)
    for check in ("PLA018", "PLA031", "PLA032", "PLA033", "PLA037", "PLA038", "PLA041"):
        assert not dossier.says(check), check


def test_small_counts_do_not_jump(tmp_path: Path) -> None:
    rows = "attacks,FY2023/24,1,2024-08-20\nattacks,FY2024/25,8,2025-08-20\n"
    assert not plan(tmp_path, "  - {id: attacks, text: a}\n", rows).says("PLA032")


def test_the_factor_of_a_jump_can_be_set_in_the_workspace(tmp_path: Path) -> None:
    rows = "attacks,FY2023/24,20,2024-08-20\nattacks,FY2024/25,80,2025-08-20\n"
    rule = "rules:\n  - {id: indicator-jump-factor, statement: a jump, value: 3}\n"
    mission = tmp_path / "missions" / "unmikar"
    dossier = plan(mission, "  - {id: attacks, text: a}\n", rows, **{"../../system/rules.yaml": rule})
    assert "factor of 3" in dossier.says("PLA032")[0]


def test_a_target_that_can_be_reached_at_the_best_rate_is_left_alone(tmp_path: Path) -> None:
    indicator = "  - {id: attacks, text: a, better: down, targets: [{period: FY2025/26, at_most: %s}]}\n"
    assert not plan(tmp_path / "in-reach", indicator % 27, YEARS).says("PLA028")
    assert plan(tmp_path / "beyond", indicator % 26, YEARS).says("PLA028")


def test_many_lacking_one_field_are_counted_in_one_finding(tmp_path: Path) -> None:
    many = "".join(f"  - {{id: count-{index}, text: count {index}}}\n" for index in range(40))
    messages = plan(tmp_path, many).says("PLA007")
    assert len(messages) == 1
    assert messages[0].startswith("40 of 40 indicators name no source of data: count-0, ")


def test_measures_of_two_places_are_no_duplicates(tmp_path: Path) -> None:
    dossier = plan(
        tmp_path,
        "  - {id: north, text: attacks on markets in the northern district}\n"
        "  - {id: south, text: attacks on markets in the southern district}\n"
        "  - {id: north-roads, text: attacks on roads and bridges, scope: north}\n"
        "  - {id: south-roads, text: attacks on roads and bridges, scope: south}\n",
    )
    assert not dossier.says("PLA014")


def test_an_indicator_that_declares_its_successor_is_no_duplicate(tmp_path: Path) -> None:
    dossier = plan(
        tmp_path,
        "  - {id: old, text: attacks on markets and roads, succeeded_by: new, ended_after: FY2024/25}\n"
        "  - {id: new, text: attacks on markets and roads by armed groups, reports_since: FY2025/26}\n",
    )
    assert not dossier.says("PLA014")


def test_one_sentence_said_of_many_places_is_no_duplicate(tmp_path: Path) -> None:
    many = "".join(
        f"  - {{id: patrols-{index}, text: patrol days in locality {index}, unit: days}}\n"
        for index in range(3000)
    )
    assert not plan(tmp_path, many).says("PLA014")


def test_words_that_carry_no_meaning_are_left_out() -> None:
    assert words_of("Number of the missions of joint teams") == words_of("joint team mission")


def test_a_value_that_stands_for_the_end_may_be_known_within_its_year(tmp_path: Path) -> None:
    rows = "courts,FY2025/26,23,2025-12-01\n"
    assert not plan(tmp_path, "  - {id: courts, text: courts at work, aggregate: last}\n", rows).says(
        "PLA033"
    )


def test_an_incomplete_breakdown_below_the_total_is_left_alone(tmp_path: Path) -> None:
    indicator = "  - {id: killed, text: people killed, disaggregated_by: [sex]}\n"
    rows = (
        "killed,FY2024/25,,190,2025-08-20\nkilled,FY2024/25,sex: women,{},2025-08-20\n"
        "killed,FY2024/25,sex: men,,2025-08-20\n"
    )
    header = "measure,period,part,value,known_on\n"
    below = Dossier(
        tmp_path / "below",
        {"plan/indicators.yaml": "indicators:\n" + indicator, "plan/actuals.csv": header + rows.format(70)},
    )
    above = Dossier(
        tmp_path / "above",
        {"plan/indicators.yaml": "indicators:\n" + indicator, "plan/actuals.csv": header + rows.format(191)},
    )
    assert not below.says("PLA039")
    assert "add to 191" in above.says("PLA039")[0]


LINES = "line,year,group,class,what,usd,as_reported_on\n"
TOTALS = "year,what,of,usd,tolerance_usd,as_reported_on\n"


def test_a_total_within_its_rounding_closes(tmp_path: Path) -> None:
    lines = LINES + "air,FY2025/26,III,air,voted,50040,\nground,FY2025/26,III,ground,voted,20010,\n"
    totals = TOTALS + "FY2025/26,voted,III,{},50,\n"
    closes = Dossier(tmp_path / "a", {"budget/lines.csv": lines, "budget/totals.csv": totals.format(70100)})
    differs = Dossier(tmp_path / "b", {"budget/lines.csv": lines, "budget/totals.csv": totals.format(70101)})
    assert not closes.says("BUD005")
    assert differs.says("BUD005")


def test_a_total_is_not_held_against_lines_that_are_not_all_known(tmp_path: Path) -> None:
    lines = LINES + "air,FY2025/26,III,air,voted,50000,\nground,FY2025/26,III,ground,voted,,\n"
    totals = TOTALS + "FY2025/26,voted,III,{},50,\n"
    less = Dossier(tmp_path / "a", {"budget/lines.csv": lines, "budget/totals.csv": totals.format(70000)})
    more = Dossier(tmp_path / "b", {"budget/lines.csv": lines, "budget/totals.csv": totals.format(40000)})
    assert not less.says("BUD005")
    assert more.says("BUD005")


def test_a_total_of_spending_is_not_held_against_the_few_lines_reported_so_far(tmp_path: Path) -> None:
    lines = (
        LINES
        + "air,FY2025/26,III,air,voted,50000,\nground,FY2025/26,III,ground,voted,20000,\n"
        + "air,FY2025/26,III,air,spent to 2026-01-31,30000,2026-02-10\n"
    )
    totals = TOTALS + "FY2025/26,spent to 2026-01-31,III,41000,50,2026-02-10\n"
    assert not Dossier(tmp_path, {"budget/lines.csv": lines, "budget/totals.csv": totals}).says("BUD005")


def test_a_later_report_takes_the_place_of_an_earlier_one(tmp_path: Path) -> None:
    lines = (
        LINES + "air,FY2024/25,III,air,spent,50000,2025-09-01\nair,FY2024/25,III,air,spent,52000,2025-12-01\n"
    )
    totals = TOTALS + "FY2024/25,spent,III,52000,50,2025-12-01\n"
    dossier = Dossier(tmp_path, {"budget/lines.csv": lines, "budget/totals.csv": totals})
    assert not dossier.says("BUD005")
    assert not dossier.says("BUD003")


ALLOCATIONS = "line,to,share,basis,by,year\n"


def test_shares_of_different_years_are_not_added(tmp_path: Path) -> None:
    rows = ALLOCATIONS + "air,shared,0.7,h,,FY2024/25\nair,shared,0.7,h,,FY2025/26\n"
    files = {"budget/allocations.csv": rows, "budget/lines.csv": LINES + "air,FY2025/26,III,air,voted,1,\n"}
    assert not Dossier(tmp_path, files).says("BUD013")


def test_a_share_for_every_year_counts_in_each(tmp_path: Path) -> None:
    rows = ALLOCATIONS + "air,shared,0.7,h,,\nair,not-attributable,0.4,h,,FY2025/26\n"
    files = {"budget/allocations.csv": rows, "budget/lines.csv": LINES + "air,FY2025/26,III,air,voted,1,\n"}
    dossier = Dossier(tmp_path, files)
    assert "add to 1.1 (FY2025/26)" in dossier.says("BUD013")[0]


def test_cash_that_became_known_later_is_not_held_against_the_reserve(tmp_path: Path) -> None:
    rows = "on,what,usd,known_on\n2026-02-16,cash,5,2026-03-20\n2026-02-16,operating reserve,9,2026-03-20\n"
    dossier = Dossier(tmp_path, {"budget/cash.csv": rows})
    assert dossier.says("BUD023")
    assert not dossier.says("BUD023", known_on=date(2026, 2, 28))
    assert not dossier.says("BUD023", as_of=date(2026, 2, 1))


def test_vacant_posts_are_not_guessed_where_nobody_counted(tmp_path: Path) -> None:
    rows = "component,category,year,on,approved,filled,planning\ndirection,planners,,2026-01-31,8,,yes\n"
    dossier = Dossier(tmp_path, {"staffing.csv": rows})
    assert not dossier.says("STA004")
    assert not dossier.says("STA005")


REVIEW = "review: q2\nperiod: FY2025/26-Q2\nverdicts:\n  - of: task/patrol\n"


def test_a_verdict_is_judged_by_what_was_known_when_it_was_given(tmp_path: Path) -> None:
    files = {
        "tasks.yaml": "tasks:\n  - {id: patrol, text: patrol the roads}\n",
        "plan/outputs.yaml": "outputs:\n  - {id: patrols, text: patrols}\n",
        "plan/delivered.csv": "output,period,status,cause,known_on\n"
        "patrols,FY2025/26-Q2,delivered,,2026-01-05\npatrols,FY2025/26-Q2,partly,money,2026-02-20\n",
        "reviews/q2.yaml": REVIEW
        + "    delivery: done\n    delivery_rests_on: [output/patrols]\n    on: 2026-01-20\n",
    }
    assert not Dossier(tmp_path, files).says("REV010")


def test_unknown_is_a_verdict_that_needs_no_evidence(tmp_path: Path) -> None:
    files = {
        "tasks.yaml": "tasks:\n  - {id: patrol, text: patrol the roads}\n",
        "reviews/q2.yaml": REVIEW
        + "    delivery: unknown\n    situation: unknown\n    contribution: unknown\n",
    }
    dossier = Dossier(tmp_path, files)
    for check in ("REV008", "REV009", "REV014", "REV015", "REV016", "REV018"):
        assert not dossier.says(check), check


def test_a_first_quarter_is_not_compared_with_a_whole_year(tmp_path: Path) -> None:
    files = {
        "tasks.yaml": "tasks:\n  - {id: patrol, text: patrol the roads}\n",
        "reviews/q2.yaml": REVIEW + "    situation: worse\n    situation_rests_on: [indicator/attacks]\n",
    }
    rows = "attacks,FY2024/25,52,2025-08-20\nattacks,FY2025/26-Q1,9,2025-10-20\n"
    dossier = plan(tmp_path, "  - {id: attacks, text: a, better: down}\n", rows, **files)
    assert not dossier.says("REV011")


@pytest.mark.parametrize("as_of,late", [(date(2026, 2, 13), False), (date(2026, 2, 15), True)])
def test_a_quarter_may_be_reviewed_within_six_weeks(tmp_path: Path, as_of: date, *, late: bool) -> None:
    files = {"reviews/q1.yaml": "review: q1\nperiod: FY2025/26-Q1\n"}
    assert bool(Dossier(tmp_path, files).says("REV005", as_of=as_of)) is late


def test_a_mission_that_holds_no_reviews_yet_is_not_reminded(tmp_path: Path) -> None:
    assert not Dossier(tmp_path, {}).says("REV005")


def test_a_decision_taken_after_the_day_asked_about_was_still_open_then(tmp_path: Path) -> None:
    files = {
        "decisions.yaml": "decisions:\n  - {id: move, text: move, by: 2026-01-31, decided_on: 2026-02-20}\n"
    }
    dossier = Dossier(tmp_path, files)
    assert not dossier.says("REV019")
    assert dossier.says("REV019", as_of=date(2026, 2, 10))


ROOMS = Path(duplicate_measure_checks.__file__).parent.parent


def sentences(room: str) -> Iterator[str]:
    """Every sentence that the checks of a room can say, those for many records too."""
    for file in sorted((ROOMS / room).glob("*_checks.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            is_said = isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("fault", "gathered")
            for argument in node.args[1:3] if isinstance(node, ast.Call) and is_said else ():
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    yield argument.value


@pytest.mark.parametrize("room", ["plan", "finance", "review"])
def test_every_sentence_can_be_said_in_french(room: str) -> None:
    said = list(sentences(room))
    assert len(said) > 20
    assert not [sentence for sentence in said if sentence not in catalogue("fr")]
