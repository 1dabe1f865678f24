"""Reads a scale and levels that a user proposes; nothing is used before every fault is found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from bluehelm.finance import money_table_faults as faults
from bluehelm.finance.open_money_table import MoneyRow, open_money_table
from bluehelm.finance.peacekeeping_levels import LEVELS, LevelHeld
from bluehelm.finance.read_scale_tables import FORMER_MEMBERS, member_states
from bluehelm.foundation.errors import nearest_hint
from bluehelm.foundation.findings import Finding, Place
from bluehelm.foundation.listed_names import listed

SCALE_TOLERANCE_PERCENT = Decimal("0.0005")
"""Rule: a scale is printed with three decimals and adds up to 100.000."""
SHARES_TOLERANCE = Decimal("0.01")
HUNDRED = Decimal(100)
SCALE_COLUMNS = ("iso3", "rate_percent")
LEVEL_COLUMNS = ("iso3", "level", "discount_share")
WRITTEN_BY_RATES = ("level", "discount_share", "regular_rate_percent", "peacekeeping_rate_percent")
"""Columns of `bluehelm finance rates --format csv`, which may stay when its table is taken as a start."""
MOST_NAMES = 6


def state_of(row: MoneyRow, findings: list[Finding]) -> str | None:
    """The Member State of a row; None with a finding where there is none."""
    code = row.text("iso3", findings)
    if code is None or code in member_states():
        return code
    if code in FORMER_MEMBERS:
        findings.append(faults.FORMER_STATE.at(row.place, code=code, today=FORMER_MEMBERS[code]))
    else:
        hint = nearest_hint(code.upper(), member_states())
        findings.append(faults.UNKNOWN_STATE.at(row.place, code=code, hint=hint))
    return None


def rows_by_state(rows: Sequence[MoneyRow], findings: list[Finding]) -> dict[str, MoneyRow]:
    """One row a State; a second row is a finding."""
    found: dict[str, MoneyRow] = {}
    for row in rows:
        code = state_of(row, findings)
        if code is None:
            continue
        first = found.setdefault(code, row)
        if first is not row:
            findings.append(faults.STATE_TWICE.at(row.place, code=code, first=first.place.line))
    return found


def read_scale(path: Path) -> tuple[Mapping[str, Decimal] | None, list[Finding]]:
    """A regular scale in per cent from a table `iso3,rate_percent`; None where it cannot be used."""
    rows, findings = open_money_table(path, SCALE_COLUMNS, WRITTEN_BY_RATES)
    by_state = rows_by_state(rows, findings)
    rates = {code: row.number("rate_percent", findings) for code, row in by_state.items()}
    known = {code: rate for code, rate in rates.items() if rate is not None}
    findings += [
        faults.RATE_OUT_OF_RANGE.at(by_state[code].place, code=code, rate=rate)
        for code, rate in known.items()
        if not 0 <= rate <= HUNDRED
    ]
    if rows:
        findings += _missing(by_state, path)
        findings += [] if len(known) < len(rows) else _not_a_hundred(known, path)
    return (None if _has_error(findings) else known), findings


def _missing(by_state: Mapping[str, object], path: Path) -> list[Finding]:
    absent = [code for code in member_states() if code not in by_state]
    names = listed(absent, MOST_NAMES)
    return [faults.MISSING_STATES.at(Place(path.name), n=len(absent), names=names)] if absent else []


def _not_a_hundred(rates: Mapping[str, Decimal], path: Path) -> list[Finding]:
    total = sum(rates.values(), Decimal(0))
    if abs(total - HUNDRED) <= SCALE_TOLERANCE_PERCENT:
        return []
    if abs(total - 1) <= SHARES_TOLERANCE:
        return [faults.SHARES_FOR_PERCENT.at(Place(path.name), total=total)]
    largest = sorted(rates, key=lambda code: -rates[code])[:3]
    named = ", ".join(f"{code} {rates[code]}" for code in largest)
    return [faults.NOT_A_HUNDRED.at(Place(path.name), total=total, largest=named)]


def read_levels(path: Path) -> tuple[Mapping[str, LevelHeld] | None, list[Finding]]:
    """Levels from a table `iso3,level,discount_share`; None where they cannot be used."""
    rows, findings = open_money_table(path, LEVEL_COLUMNS, ("rate_percent", *WRITTEN_BY_RATES))
    by_state = rows_by_state(rows, findings)
    held = {code: _level(code, row, findings) for code, row in by_state.items()}
    if rows:
        findings += _missing(by_state, path)
        if not any(one is not None and one.level == "A" for one in held.values()):
            findings.append(faults.NOBODY_ABSORBS.at(Place(path.name)))
    if _has_error(findings):
        return None, findings
    return {code: one for code, one in held.items() if one is not None}, findings


def _level(code: str, row: MoneyRow, findings: list[Finding]) -> LevelHeld | None:
    level = row.text("level", findings)
    if level is None:
        return None
    if level not in LEVELS or len(level) != 1:
        findings.append(faults.UNKNOWN_LEVEL.at(row.place, text=level))
        return None
    if level == "A":
        return _level_of_a_permanent_member(code, row, findings)
    discount = row.number("discount_share", findings)
    if discount is None:
        return None
    if not 0 <= discount <= 1:
        hint = (
            f" {discount} per cent is written {(discount / 100).normalize():f}."
            if 1 < discount <= HUNDRED
            else ""
        )
        findings.append(faults.DISCOUNT_OUT_OF_RANGE.at(row.place, code=code, discount=discount, hint=hint))
        return None
    return LevelHeld(level, discount)


def _level_of_a_permanent_member(code: str, row: MoneyRow, findings: list[Finding]) -> LevelHeld:
    given = row.cells.get("discount_share")
    if given is not None:
        findings.append(faults.DISCOUNT_OF_LEVEL_A.at(row.place, code=code, discount=given))
    return LevelHeld("A", None)


def _has_error(findings: Sequence[Finding]) -> bool:
    return any(one.severity.word == "error" for one in findings)
