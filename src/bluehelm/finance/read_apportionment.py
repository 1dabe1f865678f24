"""Reads budgets, mandate periods, credits and late assessments, and finds every fault in them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import as_file, files
from pathlib import Path
from typing import TypeVar

from bluehelm.finance import money_table_faults as faults
from bluehelm.finance.apportioned_budgets import (
    PRORATA_OF,
    UNIT_OF,
    UNIT_USD,
    AdditionalAssessment,
    ApportionedBudget,
    Apportionment,
    Credit,
    MandatePeriod,
)
from bluehelm.finance.billing_periods import PRORATA, Prorata
from bluehelm.finance.check_apportionment import faults_between_tables
from bluehelm.finance.money_cells import read_budget_year, read_day
from bluehelm.finance.open_money_table import MoneyRow, open_money_table
from bluehelm.finance.sum_budget_parts import PARTS, assessed_of
from bluehelm.foundation.findings import Finding, Severity
from bluehelm.foundation.periods import Period

Read = TypeVar("Read")
DAY = timedelta(days=1)
BUDGET_COLUMNS = ("mission", "fiscal_year")
BUDGET_ALSO = (
    *PARTS, "voluntary_usd", "assessed_usd", "staff_assessment_usd", "from", "to", "unit_usd", "prorata",
    "source",
)  # fmt: skip
MANDATE_COLUMNS = ("mission", "from", "to")
CREDIT_COLUMNS = ("mission", "fiscal_year", "closed_fiscal_year", "credit_usd")
CREDIT_ALSO = ("staff_assessment_usd", "collected_usd", "spent_usd", "source")
ADDITIONAL_COLUMNS = ("mission", "fiscal_year", "from", "to", "gross_usd")


@dataclass(frozen=True, slots=True)
class ApportionmentFiles:
    """Tables to read; None: none of this kind, or for budgets and mandates those that ship."""

    budgets: Path | None = None
    mandates: Path | None = None
    credits: Path | None = None
    additional: Path | None = None


def read_apportionment(given: ApportionmentFiles) -> tuple[Apportionment, list[Finding]]:
    """Everything to be billed, with every fault of the tables and between them.

    With no table of budgets the tables of 2023/24 to 2025/26 that ship are read.
    """
    if given.budgets is None:
        return _shipped()
    findings: list[Finding] = []
    read = Apportionment(
        _rows(given.budgets, BUDGET_COLUMNS, BUDGET_ALSO, _budget, findings),
        _rows(given.mandates, MANDATE_COLUMNS, ("source",), _mandate, findings),
        _rows(given.credits, CREDIT_COLUMNS, CREDIT_ALSO, _credit, findings),
        _rows(
            given.additional, ADDITIONAL_COLUMNS, ("staff_assessment_usd", "source"), _additional, findings
        ),
    )
    return read, [
        *findings,
        *faults_between_tables(read, mandates_read=not _has_error(findings, given.mandates)),
    ]


def _has_error(findings: Sequence[Finding], table: Path | None) -> bool:
    return table is not None and any(
        one.severity is Severity.ERROR and one.place.file == table.name for one in findings
    )


def _shipped() -> tuple[Apportionment, list[Finding]]:
    with as_file(files("bluehelm.finance.assessment_tables")) as folder:
        return read_apportionment(
            ApportionmentFiles(
                folder / "apportioned_budgets.csv", folder / "mandate_periods.csv", folder / "credits.csv",
                folder / "additional_assessments.csv",
            )
        )  # fmt: skip


def _rows(
    path: Path | None,
    needed: Sequence[str],
    also: Sequence[str],
    read: Callable[[MoneyRow, list[Finding]], Read | None],
    findings: list[Finding],
) -> list[Read]:
    if path is None:
        return []
    rows, found = open_money_table(path, needed, also)
    findings += found
    return [one for row in rows if (one := read(row, findings)) is not None]


def day_in(row: MoneyRow, column: str, findings: list[Finding]) -> date | None:
    """A day of a row; None where the cell is blank, or with a finding where it is none."""
    text = row.cells.get(column)
    if text is None:
        return None
    read = read_day(text, column, row.place)
    if isinstance(read, Finding):
        findings.append(read)
        return None
    return read


def year_in(row: MoneyRow, column: str, findings: list[Finding]) -> Period | None:
    """The budget year of a row; None with a finding where it cannot be read."""
    text = row.text(column, findings)
    read = None if text is None else read_budget_year(text, row.place)
    if isinstance(read, Finding):
        findings.append(read)
        return None
    return read


def _budget(row: MoneyRow, findings: list[Finding]) -> ApportionedBudget | None:
    n_before = len(findings)
    mission, year = row.text("mission", findings), year_in(row, "fiscal_year", findings)
    assessed = assessed_of(row, findings)
    staff = row.amount_usd("staff_assessment_usd", findings, needed=False)
    from_on, to_on = day_in(row, "from", findings), day_in(row, "to", findings)
    unit = row.amount_usd("unit_usd", findings, needed=False)
    prorata = _prorata(row, mission, findings)
    if mission is None or year is None or assessed is None or len(findings) > n_before:
        return None
    begin, end = from_on or year.from_on, to_on + DAY if to_on else year.until_on
    if end <= begin:
        findings.append(faults.ENDS_BEFORE.at(row.place, mission=mission, from_on=begin, to_on=end - DAY))
        return None
    return ApportionedBudget(
        mission, year, begin, end, assessed, staff, unit or UNIT_OF.get(mission, UNIT_USD), prorata, row.place
    )


def _prorata(row: MoneyRow, mission: str | None, findings: list[Finding]) -> Prorata:
    """How the year is cut: as the table says, else as the mission is known to be."""
    text = row.cells.get("prorata", PRORATA_OF.get(mission or "", PRORATA[0]))
    found = next((one for one in PRORATA if one == text), None)
    if found is None:
        findings.append(faults.UNKNOWN_PRORATA.at(row.place, text=text, column="prorata"))
    return found or PRORATA[0]


def _mandate(row: MoneyRow, findings: list[Finding]) -> MandatePeriod | None:
    mission = row.text("mission", findings)
    row.text("from", findings)
    n_before = len(findings)
    from_on, to_on = day_in(row, "from", findings), day_in(row, "to", findings)
    if mission is None or from_on is None or len(findings) > n_before:
        return None
    if to_on is not None and to_on < from_on:
        findings.append(faults.ENDS_BEFORE.at(row.place, mission=mission, from_on=from_on, to_on=to_on))
        return None
    return MandatePeriod(mission, from_on, to_on + DAY if to_on else None, row.place)


def _credit(row: MoneyRow, findings: list[Finding]) -> Credit | None:
    mission = row.text("mission", findings)
    year, closed = (year_in(row, column, findings) for column in ("fiscal_year", "closed_fiscal_year"))
    usd = row.amount_usd("credit_usd", findings)
    collected, spent = (
        row.amount_usd(name, findings, needed=False) for name in ("collected_usd", "spent_usd")
    )
    staff = row.number_or_blank("staff_assessment_usd", findings)
    if mission is None or year is None or closed is None or usd is None:
        return None
    return Credit(mission, year, closed, usd, staff, collected, spent, row.place)


def _additional(row: MoneyRow, findings: list[Finding]) -> AdditionalAssessment | None:
    mission, year = row.text("mission", findings), year_in(row, "fiscal_year", findings)
    for column in ("from", "to"):
        row.text(column, findings)
    from_on, to_on = day_in(row, "from", findings), day_in(row, "to", findings)
    usd = row.amount_usd("gross_usd", findings)
    staff = row.amount_usd("staff_assessment_usd", findings, needed=False)
    if mission is None or year is None or usd is None or from_on is None or to_on is None:
        return None
    if to_on < from_on:
        findings.append(faults.ENDS_BEFORE.at(row.place, mission=mission, from_on=from_on, to_on=to_on))
        return None
    return AdditionalAssessment(mission, year, from_on, to_on + DAY, usd, staff, row.place)
