"""Missions as accounts of cash: what is assessed for them, what they spend on whom, and when mandates end."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from bluehelm.finance import money_table_faults as faults
from bluehelm.finance.money_cells import read_day
from bluehelm.finance.open_money_table import MoneyRow, open_money_table
from bluehelm.finance.payment_faults import HABIT_TWICE, NO_MISSIONS
from bluehelm.finance.payment_habit_file import share_in
from bluehelm.foundation.findings import Finding, Place

NEEDED = ("mission", "annual_usd", "military_police_share")
ALSO = ("credit_usd", "mandate_ends", "first_on", "last_on")
OTHERS = "OTHERS"
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class MissionAccount:
    """The account of one mission.

    annual_usd: assessed for a whole year; military_police_share: of spending, the part that can be deferred
    credit_usd: set off in the first year; mandate_ends: days of the year (month, day) on which a mandate ends
    """

    mission: str
    annual_usd: int
    military_police_share: float
    credit_usd: int = 0
    mandate_ends: tuple[tuple[int, int], ...] = ()
    first_on: date | None = None
    last_on: date | None = None

    def share_of_month(self, month_on: date, next_on: date) -> float:
        """Share (0 to 1) of the days of a month on which the mission is in being."""
        begin = max(month_on, self.first_on or month_on)
        end = min(next_on, self.last_on + DAY if self.last_on else next_on)
        return max(0, (end - begin).days) / (next_on - month_on).days


@lru_cache(maxsize=1)
def shipped_missions() -> tuple[MissionAccount, ...]:
    """The eleven missions of 2025/26.

    >>> [one.mission for one in shipped_missions()][:3]
    ['MINURSO', 'MINUSCA', 'MONUSCO']
    """
    return tuple(
        MissionAccount(
            row["mission"], int(row["annual_usd"]), float(row["military_police_share"]),
            int(row["credit_usd"] or 0), _ends(row["mandate_ends"]),
            _day(row["first_on"]), _day(row["last_on"]),
        )
        for row in _rows("missions_2025_26.csv")
    )  # fmt: skip


def _rows(name: str) -> list[dict[str, str]]:
    text = (files("bluehelm.finance.cash_tables") / name).read_text(encoding="utf-8")
    return list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))


def _ends(text: str) -> tuple[tuple[int, int], ...]:
    """Days of the year written as 11-15, several with a semicolon between them.

    >>> _ends("12-31;06-30")
    ((12, 31), (6, 30))
    """
    days = [date.fromisoformat(f"2024-{one.strip()}") for one in text.split(";") if one.strip()]
    return tuple((one.month, one.day) for one in days)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@lru_cache(maxsize=1)
def shipped_contributor_shares() -> dict[str, float]:
    """Share of what is owed to contributors, by State, where nobody has given those of a mission."""
    return {row["iso3"]: float(row["owed_share"]) for row in _rows("contributor_shares.csv")}


def read_missions(path: Path) -> tuple[tuple[MissionAccount, ...], list[Finding]]:
    """The missions in a file; rows that cannot be used are findings."""
    rows, findings = open_money_table(path, NEEDED, ALSO)
    read: dict[str, MissionAccount] = {}
    for row in rows:
        made = _mission(row, findings)
        if made is not None and made.mission in read:
            findings.append(HABIT_TWICE.at(row.place, name=made.mission))
        elif made is not None:
            read[made.mission] = made
    if not read and not findings:
        findings.append(NO_MISSIONS.at(Place(path.name)))
    return tuple(read.values()), findings


def _mission(row: MoneyRow, findings: list[Finding]) -> MissionAccount | None:
    n_before = len(findings)
    name = row.text("mission", findings)
    annual = row.amount_usd("annual_usd", findings)
    share = share_in(row, "military_police_share", findings)
    credit = row.amount_usd("credit_usd", findings, needed=False)
    ends = _read_ends(row, findings)
    first, last = _read_day(row, "first_on", findings), _read_day(row, "last_on", findings)
    if first and last and last < first:
        findings.append(faults.ENDS_BEFORE.at(row.place, mission=name, from_on=first, to_on=last))
    if len(findings) > n_before or name is None or annual is None:
        return None
    return MissionAccount(name, int(annual), float(share), int(credit or Decimal(0)), ends, first, last)


def _read_ends(row: MoneyRow, findings: list[Finding]) -> tuple[tuple[int, int], ...]:
    text = row.cells.get("mandate_ends", "")
    try:
        return _ends(text)
    except ValueError:
        findings.append(faults.NOT_A_DAY.at(row.place, text=text, column="mandate_ends"))
        return ()


def _read_day(row: MoneyRow, column: str, findings: list[Finding]) -> date | None:
    text = row.cells.get(column)
    read = read_day(text, column, row.place) if text else None
    if isinstance(read, Finding):
        findings.append(read)
        return None
    return read


def months_from(from_on: date, n_months: int) -> list[date]:
    """The first days of the months of a horizon, and the first day after it.

    >>> months_from(date(2025, 12, 1), 2)
    [datetime.date(2025, 12, 1), datetime.date(2026, 1, 1), datetime.date(2026, 2, 1)]
    """
    places = range(from_on.month - 1, from_on.month + n_months)
    return [date(from_on.year + place // 12, place % 12 + 1, 1) for place in places]


def names_of(missions: Iterable[MissionAccount]) -> list[str]:
    """The names of missions, in order."""
    return [one.mission for one in missions]
