"""Bills as lots: what is issued in a month, for which missions, at the rates of which year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from bluehelm.finance.cash_missions import MissionAccount, months_from
from bluehelm.finance.cash_setting import CASH_BACKED_FROM, CashSetting

FIRST_MONTH_OF_YEAR = 7
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a mission's bill: the month of its issue, the year of its rates, and its amount."""

    mission: str
    issued_on: date
    rates_year: int
    usd: float


def pieces_of(mission: MissionAccount, setting: CashSetting) -> Iterator[Piece]:
    """All pieces of a mission's bills over the horizon; credits under the old rule lower the first of a year.

    A piece is issued when its mandate period begins, or all at the start of the year where the full period is
    billed; what falls after 1 January is billed at the rates of the new year.
    """
    months = months_from(setting.from_on, setting.n_months)
    for begin in _years(months[0], months[-1]):
        until = date(begin.year + 1, FIRST_MONTH_OF_YEAR, 1)
        made = list(_pieces_of_year(mission, begin, until, setting))
        credit = credit_set_off(mission, begin, setting)
        for place, piece in enumerate(made):
            usd = piece.usd - (credit if place == 0 else 0)
            if months[0] <= piece.issued_on < months[-1]:
                yield Piece(piece.mission, piece.issued_on, piece.rates_year, usd)


def _years(from_on: date, until_on: date) -> Iterator[date]:
    year = from_on.year if from_on.month >= FIRST_MONTH_OF_YEAR else from_on.year - 1
    while date(year, FIRST_MONTH_OF_YEAR, 1) < until_on:
        yield date(year, FIRST_MONTH_OF_YEAR, 1)
        year += 1


def _pieces_of_year(
    mission: MissionAccount, begin: date, until: date, setting: CashSetting
) -> Iterator[Piece]:
    first = max(begin, mission.first_on or begin)
    last = min(until, mission.last_on + DAY if mission.last_on else until)
    if first >= last:
        return
    new_year = date(begin.year + 1, 1, 1)
    mandate_edges = sorted({first, last, *_edges(mission, begin, first, last)})
    for piece_from, piece_until in pairwise(mandate_edges):
        issued = first if setting.billing == "full_year" else piece_from
        inner = [piece_from, *([new_year] if piece_from < new_year < piece_until else []), piece_until]
        for from_on, until_on in pairwise(inner):
            usd = mission.annual_usd * _months(from_on, until_on) / 12
            yield Piece(mission.mission, date(issued.year, issued.month, 1), from_on.year, usd)


def _edges(mission: MissionAccount, begin: date, first: date, last: date) -> Iterator[date]:
    """Days after the end of a mandate, within the year."""
    for month, day in mission.mandate_ends:
        year = begin.year if month >= FIRST_MONTH_OF_YEAR else begin.year + 1
        edge = date(year, month, min(day, 28 if month == 2 else day)) + DAY
        if first < edge < last:
            yield edge


def _months(from_on: date, until_on: date) -> float:
    """Months from one day to another, parts of a month by its days.

    >>> _months(date(2025, 7, 1), date(2025, 11, 16))
    4.5
    """
    total = 0.0
    months = months_from(
        from_on.replace(day=1), (until_on.year - from_on.year) * 12 + 13 - from_on.month + 12
    )
    for begin, end in pairwise(months):
        days = (min(end, until_on) - max(begin, from_on)).days
        if days > 0:
            total += days / (end - begin).days
    return total


def is_cash_backed(year_begin: date, setting: CashSetting) -> bool:
    """Whether credits of a budget year are released only when backed by cash."""
    if setting.credit_rule == "by_date":
        return year_begin >= CASH_BACKED_FROM
    return setting.credit_rule == "cash_backed"


def credit_set_off(mission: MissionAccount, year_begin: date, setting: CashSetting) -> float:
    """What is set off in the first bill of a year under the old rule; nothing under the cash-backed one."""
    if is_cash_backed(year_begin, setting):
        return 0.0
    first = setting.from_on.year if setting.from_on.month >= FIRST_MONTH_OF_YEAR else setting.from_on.year - 1
    return mission.credit_usd if year_begin.year == first else mission.annual_usd * setting.unspent_share
