"""Reforms as a user writes them: one row of a table, or the options of a command."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

from bluehelm.finance.open_money_table import MoneyRow, open_money_table
from bluehelm.finance.payment_faults import LOW_ABOVE_HIGH, NOT_A_RANGE, UNKNOWN_WORD, UNUSED_RESPONSE
from bluehelm.finance.payment_habit_file import share_in
from bluehelm.finance.reform_interest import SCHEDULES, InterestSchedule, own_schedule
from bluehelm.finance.reforms import Reform
from bluehelm.foundation.errors import nearest_hint
from bluehelm.foundation.findings import Finding, Place

NEEDED = ("name",)
ALSO = (
    "interest", "interest_percent", "grace_months", "compound", "regular_cap_percent",
    "peacekeeping_cap_percent", "reading", "absorbed_by", "reserve_usd", "billing", "incentive_percent",
    "response",
)  # fmt: skip
WORDS: Mapping[str, tuple[str, ...]] = {
    "interest": ("none", *SCHEDULES, "own"),
    "compound": ("no", "yes"),
    "reading": ("every", "largest"),
    "absorbed_by": ("all", "permanent-members"),
    "billing": ("by_mandate", "full_year"),
}
PER_HUNDRED = Decimal(100)


def read_reforms(path: Path) -> tuple[list[Reform], list[Finding]]:
    """The reforms in a table, one a row; what cannot be read is a finding."""
    rows, findings = open_money_table(path, NEEDED, ALSO)
    made = [reform_in(row, findings) for row in rows]
    return [one for one in made if one is not None], findings


def reform_typed(values: Mapping[str, object]) -> tuple[Reform | None, list[Finding]]:
    """The reform that the options of a command give."""
    words = {True: "yes", False: "no"}
    cells = {
        name: words[value] if isinstance(value, bool) else str(value)
        for name, value in values.items()
        if value is not None
    }
    findings: list[Finding] = []
    return reform_in(MoneyRow(cells, Place()), findings), findings


def reform_in(row: MoneyRow, findings: list[Finding]) -> Reform | None:
    """The reform of a row; None with findings where it cannot be read."""
    n_before = len(findings)
    name = row.text("name", findings)
    words = {column: _word(row, column, findings) for column in WORDS}
    response = _response(row, findings)
    reserve = row.amount_usd("reserve_usd", findings, needed=False)
    incentive = _percent(row, "incentive_percent", findings)
    made = Reform(
        name or "",
        _interest(row, words, findings),
        _percent(row, "regular_cap_percent", findings),
        _percent(row, "peacekeeping_cap_percent", findings),
        reserve_usd=None if reserve is None else int(reserve),
        incentive_share=float(incentive or 0) / 100,
        response=response,
    )
    if len(findings) > n_before:
        return None
    if response != (0.0, 0.0) and not (made.interest or made.incentive_share or made.has_cap):
        findings.append(UNUSED_RESPONSE.at(row.place, name=name))
    given = {one: words[one] for one in ("reading", "absorbed_by", "billing") if words[one]}
    return replace(made, **cast(dict[str, Any], given))


def _word(row: MoneyRow, column: str, findings: list[Finding]) -> str | None:
    text = row.cells.get(column)
    if text is None or text in WORDS[column]:
        return text
    findings.append(UNKNOWN_WORD.at(row.place, column=column, text=text, known=", ".join(WORDS[column]),
                                    hint=nearest_hint(text, WORDS[column])))  # fmt: skip
    return None


def _interest(
    row: MoneyRow, words: Mapping[str, str | None], findings: list[Finding]
) -> InterestSchedule | None:
    named = words["interest"]
    rate = _percent(row, "interest_percent", findings)
    grace = row.number_or_blank("grace_months", findings)
    if named is None or named == "none":
        return None
    if named == "own":
        return own_schedule(
            float(rate if rate is not None else 6), grace_months=int(grace or 0),
            compound=words["compound"] == "yes",
        )  # fmt: skip
    return replace(SCHEDULES[named], grace_months=int(grace or 0), compound=words["compound"] == "yes")


def _percent(row: MoneyRow, column: str, findings: list[Finding]) -> Decimal | None:
    """A number from 0 to 100, or None where it is blank."""
    read = row.number_or_blank(column, findings)
    if read is not None and not 0 <= read <= PER_HUNDRED:
        findings.append(NOT_A_RANGE.at(row.place, column=column, text=str(read), needed="0 … 100"))
        return None
    return read


def _response(row: MoneyRow, findings: list[Finding]) -> tuple[float, float]:
    """A range written as 0-0.3, each end from 0 to 1."""
    text = row.cells.get("response", "0-0")
    ends = [one.strip() for one in text.split("-")]
    if len(ends) != 2:
        findings.append(NOT_A_RANGE.at(row.place, column="response", text=text, needed="0-0.3"))
        return (0.0, 0.0)
    cells = MoneyRow({"response_low": ends[0], "response_high": ends[1]}, row.place)
    low, high = share_in(cells, "response_low", findings), share_in(cells, "response_high", findings)
    if low > high:
        findings.append(LOW_ABOVE_HIGH.at(row.place, low_column="response_low", low=low,
                                          high_column="response_high", high=high))  # fmt: skip
    return float(low), float(high)
