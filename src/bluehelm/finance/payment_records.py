"""Records of the day on which each State had paid its regular-budget bill in full.

Gap: part payments are invisible in these records, and payments for peacekeeping are not in them at all.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from bluehelm.finance import money_table_faults as faults
from bluehelm.finance.assessment_rates import regular_scale_in
from bluehelm.finance.money_cells import read_day
from bluehelm.finance.open_money_table import MoneyRow, open_money_table
from bluehelm.finance.payment_faults import PAID_IN_OTHER_YEAR, RECORD_TWICE
from bluehelm.finance.read_scale_tables import member_states
from bluehelm.foundation.errors import nearest_hint
from bluehelm.foundation.findings import Finding

RECORDED_YEARS = (2019, 2020, 2021, 2022, 2023, 2024)
NOT_IN_FULL = 12
"""The class of a bill that was not paid in full within its year; classes 0 to 11 are its months."""


@dataclass(frozen=True, slots=True)
class PaymentRecords:
    """When each State had paid in full, year by year.

    class_of: by year and State the month (0 January to 11 December), or NOT_IN_FULL; assessed_usd: by year
    and State
    """

    class_of: Mapping[int, Mapping[str, int]]
    assessed_usd: Mapping[int, Mapping[str, int]]

    def until(self, year: int) -> PaymentRecords:
        """The records of the years before `year`."""
        return PaymentRecords(
            {one: row for one, row in self.class_of.items() if one < year},
            {one: row for one, row in self.assessed_usd.items() if one < year},
        )


@lru_cache(maxsize=1)
def shipped_payment_records() -> PaymentRecords:
    """The records of 2019 to 2024.

    >>> records = shipped_payment_records()
    >>> records.class_of[2024]["USA"], records.class_of[2024]["CHN"]
    (12, 11)
    """
    source = files("bluehelm.finance.payment_tables") / "days_of_full_payment.csv"
    lines = [line for line in source.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    rows = list(csv.DictReader(lines))
    return PaymentRecords(
        {year: {row["iso3"]: _class_of(row[f"paid_{year}_on"]) for row in rows} for year in RECORDED_YEARS},
        {year: {row["iso3"]: int(row[f"assessed_{year}_usd"]) for row in rows} for year in RECORDED_YEARS},
    )


def _class_of(paid_on: str) -> int:
    return date.fromisoformat(paid_on).month - 1 if paid_on else NOT_IN_FULL


def shares_of_bill(records: PaymentRecords, year: int) -> dict[str, float]:
    """Share (0 to 1) of each State of the regular-budget bills of a year.

    Where the bills of the year are not on record, the last ones are carried on by the change of the scale:
    the United States is billed gross of staff assessment, so that its share is above its rate.
    """
    billed = records.assessed_usd.get(year)
    if billed is not None:
        return _normalized({iso3: float(usd) for iso3, usd in billed.items()})
    last = max(records.assessed_usd)
    then, now = regular_scale_in(last), regular_scale_in(year)
    carried = {iso3: usd * float(now[iso3] / then[iso3]) for iso3, usd in records.assessed_usd[last].items()}
    return _normalized(carried)


def _normalized(amounts: Mapping[str, float]) -> dict[str, float]:
    total = sum(amounts.values())
    return {iso3: amount / total for iso3, amount in amounts.items()}


def read_payment_records(path: Path) -> tuple[PaymentRecords, list[Finding]]:
    """Records in a file of columns `year`, `iso3` and `paid_in_full_date`, blank where not in full.

    A column `assessed_usd` may stand beside them. Rows that cannot be read are findings and left out.
    """
    also = ("assessed_usd", "member_state", "rate_pct", "status", "due_date", "snapshot_date",
            "circular_symbol")  # fmt: skip
    rows, findings = open_money_table(path, ("year", "iso3", "paid_in_full_date"), also)
    classes: dict[int, dict[str, int]] = {}
    billed: dict[int, dict[str, int]] = {}
    for row in rows:
        _read_row(row, classes, billed, findings)
    whole = {year: row for year, row in billed.items() if len(row) == len(classes[year])}
    return PaymentRecords(classes, whole), findings


def _read_row(
    row: MoneyRow,
    classes: dict[int, dict[str, int]],
    billed: dict[int, dict[str, int]],
    findings: list[Finding],
) -> None:
    year, code = row.number("year", findings), row.text("iso3", findings)
    if year is None or code is None:
        return
    if code not in member_states():
        findings.append(faults.UNKNOWN_STATE.at(row.place, code=code,
                                                hint=nearest_hint(code, member_states())))  # fmt: skip
        return
    if code in classes.get(int(year), {}):
        findings.append(RECORD_TWICE.at(row.place, code=code, year=int(year)))
        return
    paid_in = _month_paid(row, int(year), findings)
    usd = row.amount_usd("assessed_usd", findings, needed=False)
    if paid_in is not None:
        classes.setdefault(int(year), {})[code] = paid_in
        if usd is not None:
            billed.setdefault(int(year), {})[code] = int(usd)


def _month_paid(row: MoneyRow, year: int, findings: list[Finding]) -> int | None:
    text = row.cells.get("paid_in_full_date")
    if text is None:
        return NOT_IN_FULL
    paid_on = read_day(text, "paid_in_full_date", row.place)
    if isinstance(paid_on, Finding):
        findings.append(paid_on)
        return None
    if paid_on.year != year:
        findings.append(PAID_IN_OTHER_YEAR.at(row.place, year=year, paid_on=paid_on))
        return None
    return paid_on.month - 1
