"""Article 19: who may vote in the General Assembly, by what it owes and what it was asked for.

Rule: Charter, Article 19: no vote where arrears equal or exceed the contributions due for the two preceding
full years, unless the Assembly finds that the cause lies beyond the State's control.
Gap: which accounts count together (regular budget, peacekeeping, tribunals) is unverified; give one table for
all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from bluehelm.finance import money_table_faults as faults
from bluehelm.finance.open_money_table import MoneyRow, open_money_table
from bluehelm.finance.read_scales import state_of
from bluehelm.foundation.findings import Finding, Place
from bluehelm.foundation.money import CENT

COLUMNS = ("iso3", "year", "due_usd", "paid_usd")
NOTHING = Decimal(0)
NOWHERE = Place()
N_FULL_YEARS = 2
FIRST_YEAR, LAST_YEAR = 1946, 2199


@dataclass(frozen=True, slots=True)
class Contribution:
    """What a State was asked for in a year, and what it has paid of it by now."""

    iso3: str
    year: int
    due_usd: Decimal
    paid_usd: Decimal
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class VotingRight:
    """The test for one State on 1 January of a year.

    may_vote: None where what was due in one of the two years is not on file
    to_pay_usd: the least that gives the vote back, to the cent
    """

    iso3: str
    arrears_usd: Decimal
    due_usd: Decimal | None
    may_vote: bool | None
    to_pay_usd: Decimal | None
    exempt: bool = False


def voting_right(
    iso3: str, due_by_year: Mapping[int, Decimal], arrears_usd: Decimal, *, year: int, exempt: bool = False
) -> VotingRight:
    """The test of one State on 1 January of `year`.

    >>> due = {2023: Decimal(100), 2024: Decimal(110)}
    >>> voting_right("XSA", due, Decimal("209.99"), year=2025).may_vote
    True
    >>> lost = voting_right("XSA", due, Decimal(210), year=2025)
    >>> lost.may_vote, lost.to_pay_usd
    (False, Decimal('0.01'))
    """
    years = range(year - N_FULL_YEARS, year)
    if any(one not in due_by_year for one in years):
        return VotingRight(iso3, arrears_usd, None, None, None, exempt)
    due = sum((due_by_year[one] for one in years), NOTHING)
    lost = arrears_usd >= due and arrears_usd > 0
    to_pay = arrears_usd - due + CENT if lost else NOTHING
    return VotingRight(iso3, arrears_usd, due, exempt or not lost, to_pay, exempt)


def voting_rights(
    contributions: Iterable[Contribution], *, year: int, exempt: Iterable[str] = ()
) -> list[VotingRight]:
    """The test of every State on file, on 1 January of `year`."""
    by_state: dict[str, list[Contribution]] = {}
    for one in contributions:
        if one.year < year:
            by_state.setdefault(one.iso3, []).append(one)
    spared = set(exempt)
    return [
        voting_right(
            iso3,
            {one.year: one.due_usd for one in rows},
            sum((one.due_usd - one.paid_usd for one in rows), NOTHING),
            year=year,
            exempt=iso3 in spared,
        )
        for iso3, rows in sorted(by_state.items())
    ]


def read_contributions(path: Path) -> tuple[list[Contribution], list[Finding]]:
    """What States were asked for and paid, from a table; a payment above the bill is a finding."""
    rows, findings = open_money_table(path, COLUMNS, ("source",))
    read = [one for row in rows if (one := _contribution(row, findings)) is not None]
    first: dict[tuple[str, int], Contribution] = {}
    for one in read:
        held = first.setdefault((one.iso3, one.year), one)
        if held is not one:
            findings.append(
                faults.YEAR_TWICE.at(one.place, code=one.iso3, year=str(one.year), first=held.place.line)
            )
    return read, findings


def _contribution(row: MoneyRow, findings: list[Finding]) -> Contribution | None:
    iso3, year = state_of(row, findings), _year(row, findings)
    due, paid = (row.amount_usd(column, findings) for column in ("due_usd", "paid_usd"))
    if iso3 is None or year is None or due is None or paid is None:
        return None
    if paid > due:
        findings.append(faults.PAID_TOO_MUCH.at(row.place, code=iso3, year=str(year), paid=paid, due=due,
                                                over=paid - due))  # fmt: skip
        return None
    return Contribution(iso3, year, due, paid, row.place)


def _year(row: MoneyRow, findings: list[Finding]) -> int | None:
    text = row.text("year", findings)
    if text is None:
        return None
    if text.isdigit() and FIRST_YEAR <= int(text) <= LAST_YEAR:
        return int(text)
    findings.append(faults.NOT_A_CALENDAR_YEAR.at(row.place, text=text))
    return None
