"""What people send as tables of money: every fault is found, with its place, and nothing is billed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from bluehelm.cli.finance_bill_runs import Typed, run_assess
from bluehelm.desk.assess_missions import AssessmentAsked, assess
from bluehelm.desk.list_rates import list_rates
from bluehelm.desk.voting_rights_of_states import votes_of
from bluehelm.finance.assessment_rates import regular_scale_in
from bluehelm.finance.money_table_faults import MONEY_TABLE_FAULTS
from bluehelm.finance.peacekeeping_levels import levels_in
from bluehelm.finance.read_apportionment import ApportionmentFiles
from bluehelm.foundation.findings import Finding
from bluehelm.foundation.languages import untranslated
from bluehelm.foundation.phrases import Phrase

SCALE = {iso3: str(rate) for iso3, rate in regular_scale_in(2026).items()}
LEVELS = {iso3: (held.level, "" if held.discount_share is None else str(held.discount_share))
          for iso3, held in levels_in(2026).items()}  # fmt: skip
BUDGET = "mission,fiscal_year,assessed_usd\n"
MANDATE = "mission,from,to\n"
GOOD_MANDATE = MANDATE + "UNDOF,2025-07-01,2026-06-30\n"


def scale(changed: Callable[[dict[str, str]], object], header: str = "iso3,rate_percent") -> str:
    rows = dict(SCALE)
    changed(rows)
    return header + "\n" + "".join(f"{iso3},{rate}\n" for iso3, rate in rows.items())


def levels(**changed: tuple[str, str]) -> str:
    rows = LEVELS | changed
    return "iso3,level,discount_share\n" + "".join(f"{iso3},{a},{b}\n" for iso3, (a, b) in rows.items())


def found_in_scale(folder: Path, text: str) -> tuple[Finding, ...]:
    table = folder / "scale.csv"
    table.write_text(text, encoding="utf-8")
    listed = list_rates(2026, scale=table)
    errors = [one for one in listed.findings if one.severity.word == "error"]
    assert (listed.rates is None) == bool(errors)
    return listed.findings


def found_in_levels(folder: Path, text: str) -> tuple[Finding, ...]:
    table = folder / "levels.csv"
    table.write_text(text, encoding="utf-8")
    listed = list_rates(2026, levels=table)
    errors = [one for one in listed.findings if one.severity.word == "error"]
    assert (listed.rates is None) == bool(errors)
    return listed.findings


def found_in_tables(folder: Path, **tables: str) -> tuple[Finding, ...]:
    paths = {name: folder / f"{name}.csv" for name in tables}
    for name, text in tables.items():
        paths[name].write_text(text, encoding="utf-8")
    files = ApportionmentFiles(**{name: path for name, path in paths.items() if name in FILES})
    rates = {2028: paths["rates"]} if "rates" in paths else {}
    assessed = assess(AssessmentAsked(files, rates, behind=paths.get("behind")))
    assert not (assessed.billed and any(one.severity.word == "error" for one in assessed.findings))
    return assessed.findings


FILES = ("budgets", "mandates", "credits", "additional")


def found_in_contributions(folder: Path, text: str) -> tuple[Finding, ...]:
    table = folder / "contributions.csv"
    table.write_text("iso3,year,due_usd,paid_usd\n" + text, encoding="utf-8")
    return votes_of(table, 2025).findings


BAD_SCALES: dict[str, str] = {
    "FIN001": "",
    "FIN002": scale(dict, "iso3,percent"),
    "FIN005": scale(lambda rows: rows.update(USA="22%")),
    "FIN006": scale(lambda rows: rows.update(USA='"22,000"')),
    "FIN007": scale(lambda rows: rows.update(USA="about 22")),
    "FIN008": scale(lambda rows: rows.update(USA="")),
    "FIN011": scale(lambda rows: rows.update(XYZ="0")),
    "FIN012": scale(lambda rows: rows.update(YUG="0")),
    "FIN013": scale(lambda rows: (rows.pop("TUV"), rows.update(USA="22.001"))),
    "FIN014": scale(dict) + "TUV,0\n",
    "FIN015": scale(lambda rows: rows.update(USA="25")),
    "FIN016": scale(
        lambda rows: rows.update((iso3, f"{float(rate) / 100:.7f}") for iso3, rate in SCALE.items())
    ),
    "FIN017": scale(lambda rows: rows.update(USA="-3", CHN="45.004")),
}
BAD_LEVELS: dict[str, str] = {
    "FIN018": levels(BRA=("K", "0.8")),
    "FIN019": levels(USA=("A", "0.1")),
    "FIN020": levels(BRA=("I", "80")),
    "FIN021": levels(**dict.fromkeys(("CHN", "FRA", "GBR", "RUS", "USA"), ("B", "0"))),
}
BAD_TABLES: dict[str, dict[str, str]] = {
    "FIN003": {"budgets": "mission,fiscal_year,assessed_usd,asessed\nUNDOF,2025/26,100,1\n",
               "mandates": GOOD_MANDATE},
    "FIN004": {"budgets": BUDGET + 'UNDOF,2025/26,"76,183,400"\n', "mandates": GOOD_MANDATE},
    "FIN009": {"budgets": BUDGET + "UNDOF,2025/26,EUR 76183400\n", "mandates": GOOD_MANDATE},
    "FIN010": {"budgets": BUDGET + "UNDOF,2025/26,-76183400\n", "mandates": GOOD_MANDATE},
    "FIN022": {"budgets": BUDGET + "UNDOF,2025/26,100\n",
               "mandates": MANDATE + "UNDOF,2025-07-01,2025-12-31\nUNDOF,2025-12-31,2026-06-30\n"},
    "FIN023": {"budgets": BUDGET + "UNDOF,2025/26,100\n",
               "mandates": MANDATE + "UNDOF,2026-06-30,2025-07-01\n"},
    "FIN024": {"budgets": BUDGET + "UNDOF,2025/26,100\n",
               "mandates": MANDATE + "UNDOF,2025-07-01,2025-12-31\n"},
    "FIN025": {"budgets": BUDGET + "UNDOFF,2025/26,100\n", "mandates": GOOD_MANDATE},
    "FIN026": {"budgets": BUDGET + "UNDOF,2025/26,100\n", "mandates": MANDATE + "UNDOF,1 July "
                                                                                "2025,2026-06-30\n"},
    "FIN027": {"budgets": BUDGET + "UNDOF,2025,100\n", "mandates": GOOD_MANDATE},
    "FIN028": {"budgets": BUDGET + "UNDOF,2025/26,100\nUNDOF,2025/26,200\n", "mandates": GOOD_MANDATE},
    "FIN030": {"budgets": BUDGET + "UNDOF,2030/31,100\n", "mandates": MANDATE + "UNDOF,2025-07-01,\n"},
    "FIN031": {"budgets": BUDGET + "UNDOF,2025/26,100\n", "mandates": GOOD_MANDATE,
               "credits": "mission,fiscal_year,closed_fiscal_year,credit_usd\nUNDOF,2025/26,2022/23,10\n"},
    "FIN032": {"budgets": BUDGET + "UNDOF,2025/26,100\n", "mandates": GOOD_MANDATE,
               "credits": "mission,fiscal_year,closed_fiscal_year,credit_usd\nUNDOF,2025/26,2023/24,1000\n"},
    "FIN033": {"budgets": "mission,fiscal_year,assessed_usd,prorata\nUNDOF,2025/26,100,weeks\n",
               "mandates": GOOD_MANDATE},
    "FIN034": {"budgets": "mission,fiscal_year,budget_usd,support_account_usd,logistics_base_usd,"
               "service_centre_usd,"
               "assessed_usd\nUNDOF,2025/26,90,5,3,2,105\n", "mandates": GOOD_MANDATE},
    "FIN035": {"budgets": BUDGET + "UNDOF,2026/27,100\n", "mandates": MANDATE + "UNDOF,2026-07-01,\n",
               "credits": "mission,fiscal_year,closed_fiscal_year,credit_usd\nUNDOF,2026/27,2024/25,10\n"},
    "FIN036": {"budgets": BUDGET + "UNDOF,2025/26,100\n", "mandates": GOOD_MANDATE,
               "rates": "iso3,peacekeeping_rate_percent\nUSA,26\nCHN,24\n"},
}  # fmt: skip
BAD_CONTRIBUTIONS: dict[str, str] = {
    "FIN029": "CAN,2024,100,120\n",
    "FIN037": "CAN,2024,100,90\nCAN,2024,10,0\n",
    "FIN038": "CAN,24,100,90\n",
}


def checks(findings: Iterable[Finding]) -> set[str]:
    return {one.check for one in findings}


@pytest.mark.parametrize("check", sorted(BAD_SCALES))
def test_a_fault_of_a_scale_is_found(check: str, tmp_path: Path) -> None:
    assert check in checks(found_in_scale(tmp_path, BAD_SCALES[check]))


@pytest.mark.parametrize("check", sorted(BAD_LEVELS))
def test_a_fault_of_levels_is_found(check: str, tmp_path: Path) -> None:
    assert check in checks(found_in_levels(tmp_path, BAD_LEVELS[check]))


@pytest.mark.parametrize("check", sorted(BAD_TABLES))
def test_a_fault_of_budgets_mandates_or_credits_is_found_and_no_other(check: str, tmp_path: Path) -> None:
    assert checks(found_in_tables(tmp_path, **BAD_TABLES[check])) == {check}


@pytest.mark.parametrize("check", sorted(BAD_CONTRIBUTIONS))
def test_a_fault_of_contributions_is_found_and_no_other(check: str, tmp_path: Path) -> None:
    assert checks(found_in_contributions(tmp_path, BAD_CONTRIBUTIONS[check])) == {check}


def test_every_fault_of_a_table_of_money_is_made_here() -> None:
    made = BAD_SCALES.keys() | BAD_LEVELS.keys() | BAD_TABLES.keys() | BAD_CONTRIBUTIONS.keys()
    assert made == {one.id for one in MONEY_TABLE_FAULTS}


def test_every_fault_can_be_said_in_french() -> None:
    said = [
        Phrase(text)
        for one in MONEY_TABLE_FAULTS
        for text in (one.looks_for, one.message, one.why, one.remedy)
    ]
    assert untranslated(said, "fr") == []


def test_tables_without_a_fault_give_none(tmp_path: Path) -> None:
    assert found_in_scale(tmp_path, scale(dict)) == ()
    assert found_in_levels(tmp_path, levels()) == ()
    assert found_in_tables(tmp_path, budgets=BUDGET + "UNDOF,2025/26,100\n", mandates=GOOD_MANDATE) == ()
    assert found_in_contributions(tmp_path, "CAN,2024,100,100\n") == ()


def test_all_faults_of_a_table_come_at_once_each_with_its_line(tmp_path: Path) -> None:
    found = found_in_tables(
        tmp_path,
        budgets=BUDGET + 'UNDOF,2025/26,"1,000,000"\nUNIFIL,2025,12%\nUNMIK,2025/26,€5\n',
        mandates=GOOD_MANDATE,
    )
    assert {(one.check, one.place.line) for one in found} >= {
        ("FIN004", 2), ("FIN027", 3), ("FIN005", 3), ("FIN009", 4),
    }  # fmt: skip


def test_a_spreadsheet_shown_in_per_cent_or_euros_is_not_taken_for_dollars(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["mission", "fiscal_year", "assessed_usd"])
    sheet.append(["UNDOF", "2025/26", 0.22])
    sheet.append(["UNIFIL", "2025/26", 1000])
    sheet["C2"].number_format = "0.00%"
    sheet["C3"].number_format = "#,##0 [$€-407]"
    book.save(tmp_path / "budgets.xlsx")
    files = ApportionmentFiles(budgets=tmp_path / "budgets.xlsx")
    assert checks(assess(AssessmentAsked(files)).findings) >= {"FIN005", "FIN009"}


@pytest.mark.parametrize(
    "content", [b"\xff\xfe\x00", b"\x00\x01\x02", b"iso3\n" * 3, b'iso3,"rate\n', b"PK\x03\x04 no workbook"]
)
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_file_that_is_no_table_is_a_finding_never_a_traceback(
    content: bytes, ending: str, tmp_path: Path
) -> None:
    table = tmp_path / f"scale.{ending}"
    table.write_bytes(content)
    listed = list_rates(2026, scale=table)
    assert listed.rates is None
    assert any(one.severity.word == "error" for one in listed.findings)


def test_a_column_of_currencies_that_mixes_them_is_found_row_by_row(tmp_path: Path) -> None:
    rows = "UNDOF,2025/26,100,USD\nUNDOF,2024/25,100,EUR\n"
    mandates = MANDATE + "UNDOF,2024-07-01,2026-06-30\n"
    found = found_in_tables(
        tmp_path, budgets="mission,fiscal_year,assessed_usd,currency\n" + rows, mandates=mandates
    )
    assert [(one.check, one.place.line) for one in found] == [("FIN009", 3)]


@pytest.mark.parametrize("usa", ["22.001", "21.999"])
def test_a_scale_that_misses_100_by_its_last_decimal_is_found(usa: str, tmp_path: Path) -> None:
    assert checks(found_in_scale(tmp_path, scale(lambda rows: rows.update(USA=usa)))) == {"FIN015"}


def test_a_table_saved_with_semicolons_is_read(tmp_path: Path) -> None:
    assert found_in_scale(tmp_path, scale(dict).replace(",", ";")) == ()


def test_a_file_that_is_not_there_is_a_finding(tmp_path: Path) -> None:
    assert checks(list_rates(2026, scale=tmp_path / "none.csv").findings) == {"FIN001"}


def test_a_payment_far_above_the_bill_says_by_how_much(tmp_path: Path) -> None:
    (found,) = found_in_contributions(tmp_path, "CAN,2024,100,1200\n")
    assert "CAN paid 1,200 USD for 2024, 1,100 USD more" in found.message


def test_the_command_prints_what_is_wrong_and_ends_with_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "budgets.csv"
    table.write_text(BUDGET + "UNDOF,2025/26,-5\n", encoding="utf-8")
    assert run_assess(ApportionmentFiles(budgets=table), Typed(), "csv", "en") == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "FIN010" in shown.err


def test_the_day_a_mandate_ends_is_named_in_an_overlap(tmp_path: Path) -> None:
    (found,) = found_in_tables(tmp_path, **BAD_TABLES["FIN022"])
    assert found.values["until_on"] == date(2025, 12, 31)
    assert found.place.line == 3
