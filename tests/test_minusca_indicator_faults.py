"""Every fault of the printed indicator table of A/80/623, section I.G, is found in the real dossier.

What is only a slip of the press (a year written in full, a bracket that never opens, a comma for a
semicolon) does not survive typing; it is put back as printed, and the reader must stumble over it.
"""

from __future__ import annotations

import shutil
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from bluehelm.desk.check_dossier import findings_of
from bluehelm.desk.open_workspace import OpenMission, Workspace
from bluehelm.foundation.findings import Finding
from bluehelm.plan.duplicate_measure_checks import DUPLICATE_MEASURE_CHECKS
from bluehelm.plan.indicator_definition_checks import INDICATOR_DEFINITION_CHECKS
from bluehelm.plan.indicator_kind_checks import INDICATOR_KIND_CHECKS
from bluehelm.plan.indicator_target_checks import INDICATOR_TARGET_CHECKS
from bluehelm.plan.measured_value_checks import MEASURED_VALUE_CHECKS
from bluehelm.plan.value_series_checks import VALUE_SERIES_CHECKS

EXAMPLE = Path(__file__).parent.parent / "example"
MINUSCA = Path("missions") / "minusca"
AS_OF = date(2026, 2, 28)
CHECKS = (
    *INDICATOR_DEFINITION_CHECKS, *INDICATOR_KIND_CHECKS, *DUPLICATE_MEASURE_CHECKS, *INDICATOR_TARGET_CHECKS,
    *VALUE_SERIES_CHECKS, *MEASURED_VALUE_CHECKS,
)  # fmt: skip


def opened(workspace: Path) -> OpenMission:
    return Workspace(workspace).open(workspace / MINUSCA)


@cache
def findings() -> tuple[Finding, ...]:
    return tuple(findings_of(CHECKS, opened(EXAMPLE).seen(AS_OF)))


def found(check: str, indicator: str, *words: str) -> bool:
    return any(
        finding.check == check
        and finding.item == f"indicator/{indicator}"
        and all(word in finding.message for word in words)
        for finding in findings()
    )


def spoilt(folder: Path, file: str, find: str, put: str) -> list[Finding]:
    """The faults of reading and checking once one place of the dossier stands as printed."""
    workspace = folder / "example"
    shutil.copytree(EXAMPLE, workspace)
    path = workspace / MINUSCA / file
    before = path.read_text(encoding="utf-8")
    assert before.count(find) == 1
    path.write_text(before.replace(find, put), encoding="utf-8")
    mission = opened(workspace)
    return [*mission.reading.findings, *findings_of(CHECKS, mission.seen(AS_OF))]


def test_two_counts_of_nearly_the_same_caseload_are_found() -> None:
    assert found("PLA014", "members-reinserted", "'members-disarmed'", "FY2024/25: 592 / 593")


def test_one_measure_under_two_accomplishments_is_found_where_one_ends_and_the_other_begins() -> None:
    assert found("PLA014", "signatory-violations", "'agreement-violations'", "ends with FY2025/26")
    assert any(
        finding.check == "PLA006" and "signatory-violations" in finding.message for finding in findings()
    )


def test_missions_counted_twice_are_found_with_both_figures() -> None:
    assert found(
        "PLA014", "joint-protection-analysis-missions", "FY2024/25: 148 / 133", "FY2025/26: 150 / 25"
    )


def test_a_target_of_1500_after_284_is_found() -> None:
    assert found("PLA018", "agreement-violations", "1,500 for FY2025/26", "284 (FY2024/25)")


@pytest.mark.parametrize(
    "indicator,target,last",
    [
        ("people-with-risk-education", "20,000", "26,141"),
        ("alerts-leading-to-action", "80", "100"),
        ("alerts-answered", "80", "100"),
        ("reconciliation-programmes", "16", "20"),
        ("children-released", "200", "415"),
    ],
)
def test_a_target_below_the_last_actual_is_found(indicator: str, target: str, last: str) -> None:
    assert found("PLA018", indicator, f"Target of {target} ", f"last actual, {last} (FY2024/25)")


def test_a_target_that_retreats_from_5180_to_2750_is_found() -> None:
    assert found("PLA019", "state-representatives-in-post", "2,750 for FY2026/27", "5,180 for FY2025/26")


def test_a_count_since_inception_that_falls_is_found() -> None:
    assert found("PLA031", "special-court-investigations", "10 (FY2023/24) falls to 6 (FY2024/25)")


def test_fifty_of_twenty_prefectures_are_found() -> None:
    assert found(
        "PLA021", "prefectures-with-usable-buildings", "beyond the 20", "FY2025/26 50", "FY2026/27 60"
    )


@pytest.mark.parametrize(
    "indicator,number", [("displaced-in-country", "4,037"), ("young-voters-registered", "4,000")]
)
def test_numbers_without_unit_and_scope_are_found(indicator: str, number: str) -> None:
    assert found("PLA003", indicator, "neither unit nor scope", number)


@pytest.mark.parametrize(
    "indicator,values",
    [
        ("armed-groups-present", "FY2022/23 28, FY2023/24 5"),
        ("incidents-near-violence-reduction", "FY2022/23 123, FY2023/24 3778, FY2024/25 300"),
    ],
)
def test_a_definition_that_probably_changed_is_found(indicator: str, values: str) -> None:
    assert found("PLA032", indicator, "no change of definition is on record", values)


def test_at_least_90_days_where_fewer_are_better_is_found() -> None:
    assert found("PLA020", "days-to-recruit-from-roster", "Less is better", "at least 90")


def test_all_stations_beside_twenty_stations_are_found() -> None:
    assert found("PLA016", "polling-stations-secured", "of how many", "'polling-stations-voting'")


def test_two_shares_of_women_on_different_bases_are_found() -> None:
    assert found("PLA017", "women-on-councils", "'women-candidates-and-officials'", "elected, women")


def test_a_target_called_tangible_and_measurable_is_found() -> None:
    assert found("PLA026", "garrison-army", "'tangible and measurable'")


def test_a_target_for_cases_raised_that_is_neither_good_nor_bad_is_found() -> None:
    assert found("PLA027", "rights-cases-raised", "1,000", "FY2025/26")


def test_a_value_that_is_missing_and_not_even_not_applicable_is_found() -> None:
    assert found("PLA024", "detained-unlawfully", "FY2026/27", "blank")


def test_a_series_that_begins_a_year_before_the_others_is_found() -> None:
    assert found("PLA035", "criminal-sessions", "begin with FY2021/22", "begin with FY2022/23")


def test_the_second_series_that_begins_a_year_early_is_found_once_its_column_is_typed(tmp_path: Path) -> None:
    row = "mobile-hearings,FY2022/23,n/a,"
    seen = spoilt(tmp_path, "plan/actuals.csv", row, f"mobile-hearings,FY2021/22,n/a,2026-02-20,,,\n{row}")
    early = {finding.item for finding in seen if finding.check == "PLA035"}
    assert early == {"indicator/criminal-sessions", "indicator/mobile-hearings"}


def test_eleven_activities_that_stand_as_indicators_of_achievement_are_counted() -> None:
    messages = [finding.message for finding in findings() if finding.check == "PLA011"]
    assert len(messages) == 1
    assert messages[0].startswith("11 of 83 indicators of achievement count work done")


def test_no_indicator_names_a_source_of_data_and_one_finding_says_so() -> None:
    messages = [finding.message for finding in findings() if finding.check == "PLA007"]
    assert len(messages) == 1
    assert messages[0].startswith("83 of 83 indicators name no source of data")


def test_a_year_written_in_full_is_found_in_codes_and_in_values(tmp_path: Path) -> None:
    codes = 'codes: {FY2025/26: "1.1.6", FY2026/27: "1.1.6"}'
    in_codes = spoilt(
        tmp_path / "codes", "plan/indicators.yaml", codes, codes.replace("FY2025/26", "2025/2026")
    )
    assert any(
        finding.check == "PLA009" and finding.item == "indicator/peace-coordination-meetings"
        for finding in in_codes
    )
    row = "peace-coordination-meetings,FY2022/23"
    in_values = spoilt(tmp_path / "values", "plan/actuals.csv", row, row.replace("FY2022/23", "2022/2023"))
    assert any(finding.check == "FIL032" and "'2022/2023'" in finding.message for finding in in_values)


def test_a_list_of_values_without_its_opening_bracket_is_found(tmp_path: Path) -> None:
    targets = "targets: [{period: FY2026/27, at_most: 30}]"
    seen = spoilt(tmp_path, "plan/indicators.yaml", targets, targets.replace("[", ""))
    assert any(
        finding.check == "FIL010" and finding.place.file.endswith("indicators.yaml") for finding in seen
    )


def test_a_comma_that_runs_two_values_into_one_is_found(tmp_path: Path) -> None:
    row = "rights-cases-raised,FY2022/23,1179,"
    seen = spoilt(tmp_path, "plan/actuals.csv", row, row.replace("1179,", "1179, 877,"))
    assert any(finding.check == "FIL021" and finding.place.file.endswith("actuals.csv") for finding in seen)


def test_the_table_holds_no_error_for_nothing_in_it_contradicts_itself() -> None:
    assert not [finding for finding in findings() if finding.severity.word == "error"]
