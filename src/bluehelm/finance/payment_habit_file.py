"""A user's own habits of payment, which take the place of the fitted ones for the States it names."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from bluehelm.finance import money_table_faults as faults
from bluehelm.finance.open_money_table import MoneyRow, open_money_table
from bluehelm.finance.payment_faults import HABIT_TWICE, LOW_ABOVE_HIGH, NOT_A_DELAY, NOT_A_SHARE
from bluehelm.finance.payment_habits import PART_RANGE, PaymentHabit, steady_habit
from bluehelm.finance.read_scale_tables import member_states
from bluehelm.foundation.errors import nearest_hint
from bluehelm.foundation.findings import Finding

NEEDED = ("iso3", "paid_in_full_share")
ALSO = ("usual_delay_months", "part_low_share", "part_high_share", "rest_share", "cap_percent")
LAST_DELAY = 11


def read_habits(path: Path) -> tuple[dict[str, PaymentHabit], list[Finding]]:
    """The habits in a file, by State; rows that cannot be used are findings."""
    rows, findings = open_money_table(path, NEEDED, ALSO)
    habits: dict[str, PaymentHabit] = {}
    for row in rows:
        code = row.text("iso3", findings)
        if code is None:
            continue
        if code not in member_states():
            hint = nearest_hint(code, member_states())
            findings.append(faults.UNKNOWN_STATE.at(row.place, code=code, hint=hint))
        elif code in habits:
            findings.append(HABIT_TWICE.at(row.place, name=code))
        elif (habit := _habit(row, findings)) is not None:
            habits[code] = habit
    return habits, findings


def _habit(row: MoneyRow, findings: list[Finding]) -> PaymentHabit | None:
    n_before = len(findings)
    in_full = share_in(row, "paid_in_full_share", findings)
    low = share_in(row, "part_low_share", findings, Decimal(str(PART_RANGE[0])))
    high = share_in(row, "part_high_share", findings, Decimal(str(PART_RANGE[1])))
    rest = share_in(row, "rest_share", findings, Decimal(1))
    delay = _delay(row, findings)
    cap = row.number_or_blank("cap_percent", findings)
    if low > high:
        findings.append(LOW_ABOVE_HIGH.at(row.place, low_column="part_low_share", low=low,
                                          high_column="part_high_share", high=high))  # fmt: skip
    if len(findings) > n_before:
        return None
    made = steady_habit(float(in_full), delay, float(low), float(high), float(rest))
    return made if cap is None else replace(made, cap_percent=float(cap))


def share_in(row: MoneyRow, column: str, findings: list[Finding], usual: Decimal | None = None) -> Decimal:
    """A share from 0 to 1; where it is blank the usual one, or a finding where there is none."""
    read = row.number(column, findings) if usual is None else row.number_or_blank(column, findings)
    if read is None:
        return usual if usual is not None else Decimal(0)
    if not 0 <= read <= 1:
        findings.append(NOT_A_SHARE.at(row.place, column=column, value=read))
        return Decimal(0)
    return read


def _delay(row: MoneyRow, findings: list[Finding]) -> int:
    read = row.number_or_blank("usual_delay_months", findings)
    if read is None:
        return 0
    if read != int(read) or not 0 <= read <= LAST_DELAY:
        findings.append(NOT_A_DELAY.at(row.place, column="usual_delay_months", value=read))
        return 0
    return int(read)
