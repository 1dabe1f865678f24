"""Bills: what each State is asked to pay for each section, before and after staff assessment.

Rule: a State's part is the section times its peacekeeping rate, rounded to the dollar; no State takes what
rounding leaves over. Net amounts are lower by the State's part of staff-assessment income, except for the
United States, whose part is kept to refund taxes (Tax Equalization Fund).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from bluehelm.finance.assessment_sections import Section
from bluehelm.finance.credit_rules import shared_release

KEEPS_GROSS = "USA"
DOLLAR = Decimal(1)
NOTHING = Decimal(0)
Shares = Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class Bill:
    """What a State is asked for in one section; below zero for a credit.

    share: its part of the section, 0 to 1; net_usd: None where staff-assessment income is unknown
    held_usd: credit that is not released to it now
    """

    iso3: str
    section: Section
    share: Decimal
    gross_usd: Decimal
    net_usd: Decimal | None
    held_usd: Decimal = NOTHING


@dataclass(frozen=True, slots=True)
class BilledSection:
    """A section with its bills; none where the rates of its year are not known, or what is released."""

    section: Section
    bills: Mapping[str, Bill]

    @property
    def rounding_usd(self) -> Decimal | None:
        """What rounding to the dollar leaves between the section and its bills; nobody is billed it."""
        if not self.bills or self.section.gross_usd is None:
            return None
        given = sum((one.gross_usd - one.held_usd for one in self.bills.values()), NOTHING)
        return self.section.gross_usd - (self.section.held_usd or NOTHING) - given


def bill_section(section: Section, shares: Shares | None, behind: Collection[str] = ()) -> BilledSection:
    """The bills of one section; States `behind` with the closed year wait for their credit.

    >>> from datetime import date
    >>> from bluehelm.foundation.periods import parse_period
    >>> one = Section(
    ...     "MINURSO",
    ...     parse_period("FY2025/26"),
    ...     "assessment",
    ...     date(2025, 7, 1),
    ...     date(2025, 11, 1),
    ...     Decimal(26049000),
    ...     Decimal(1000000),
    ...     2025,
    ... )
    >>> billed = bill_section(one, {"USA": Decimal("0.25"), "CHN": Decimal("0.75")})
    >>> billed.bills["USA"].net_usd, billed.bills["CHN"].net_usd
    (Decimal('6512250'), Decimal('18786750'))
    """
    if shares is None or section.gross_usd is None:
        return BilledSection(section, {})
    if section.kind == "credit":
        return BilledSection(section, _credit_bills(section, section.gross_usd, shares, behind))
    staff = section.staff_assessment_usd
    bills = {
        iso3: Bill(iso3, section, share, _dollars(section.gross_usd * share),
                   _net(iso3, section.gross_usd * share, share, staff))
        for iso3, share in shares.items()
    }  # fmt: skip
    return BilledSection(section, bills)


def _credit_bills(
    section: Section, gross_usd: Decimal, shares: Shares, behind: Collection[str]
) -> dict[str, Bill]:
    """Credits by State; under the trial, and for States that are behind, a part is held."""
    pool = (section.held_usd or NOTHING) - gross_usd
    due = {iso3: pool * share for iso3, share in shares.items()}
    released = pool if section.credit_rule == "all" else -gross_usd
    given = shared_release(due, released, behind)
    staff = section.staff_assessment_usd
    bills: dict[str, Bill] = {}
    for iso3, share in shares.items():
        usd = -given[iso3]
        part = share * (given[iso3] / due[iso3]) if due[iso3] else NOTHING
        whole = pool / -gross_usd if gross_usd else NOTHING
        net = _net(iso3, usd, part * whole, staff)
        gross = _dollars(usd)
        bills[iso3] = Bill(iso3, section, share, gross, net, _dollars(due[iso3]) + gross)
    return bills


def _net(iso3: str, gross_usd: Decimal, share: Decimal, staff_usd: Decimal | None) -> Decimal | None:
    if iso3 == KEEPS_GROSS:
        return _dollars(gross_usd)
    return None if staff_usd is None else _dollars(gross_usd - share * staff_usd)


def _dollars(usd: Decimal) -> Decimal:
    return usd.quantize(DOLLAR, rounding=ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class BillTotal:
    """What a State is asked for over sections; `n_unknown` of them could not be billed."""

    iso3: str
    gross_usd: Decimal
    net_usd: Decimal | None
    held_usd: Decimal
    n_unknown: int = 0


def totals_by_state(billed: Iterable[BilledSection]) -> dict[str, BillTotal]:
    """The whole bill of each State; what could not be billed is counted, not taken for nothing."""
    sections = list(billed)
    n_unknown = sum(not one.bills for one in sections)
    rows: dict[str, list[Bill]] = {}
    for one in sections:
        for iso3, bill in one.bills.items():
            rows.setdefault(iso3, []).append(bill)
    return {iso3: _total(iso3, rows[iso3], n_unknown) for iso3 in sorted(rows)}


def _total(iso3: str, rows: list[Bill], n_unknown: int) -> BillTotal:
    gross = sum((one.gross_usd for one in rows), NOTHING)
    nets = [one.net_usd for one in rows if one.net_usd is not None]
    net = sum(nets, NOTHING) if len(nets) == len(rows) else None
    return BillTotal(iso3, gross, net, sum((one.held_usd for one in rows), NOTHING), n_unknown)
