"""Bills of all States for the missions of a year: tables read, faults found, sections shared among States."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from bluehelm.finance import money_table_faults as faults
from bluehelm.finance.apportioned_budgets import Apportionment
from bluehelm.finance.assessment_sections import sections_of
from bluehelm.finance.bills import Bill, BilledSection, bill_section
from bluehelm.finance.credit_rules import CreditRuleName
from bluehelm.finance.open_money_table import open_money_table
from bluehelm.finance.rates_by_year import RatesByYear, read_rates_of_years
from bluehelm.finance.read_apportionment import ApportionmentFiles, read_apportionment
from bluehelm.finance.read_scales import rows_by_state
from bluehelm.foundation.findings import Finding, Place, Severity
from bluehelm.foundation.periods import Period

BILL_COLUMNS = (
    "iso3", "mission", "fiscal_year", "section", "kind", "from", "to", "mandated", "rates_year",
    "share_percent",
    "gross_usd", "net_usd", "held_usd",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class AssessmentAsked:
    """What to assess: tables, rates of other years, and which year and mission to keep."""

    files: ApportionmentFiles = field(default_factory=ApportionmentFiles)
    rates: Mapping[int, Path] = field(default_factory=dict)
    behind: Path | None = None
    year: Period | None = None
    mission: str | None = None
    credit_rule: CreditRuleName | None = None


@dataclass(frozen=True, slots=True)
class Assessed:
    """What was billed; no section where a table cannot be used."""

    findings: tuple[Finding, ...]
    billed: tuple[BilledSection, ...]
    shipped: bool = False

    def bills(self, state: str | None = None) -> list[Bill]:
        """Every bill, or those of one State, in the order of the sections."""
        return [
            bill
            for one in self.billed
            for bill in (one.bills.values() if state is None else _one(one, state))
        ]


def _one(billed: BilledSection, state: str) -> list[Bill]:
    return [billed.bills[state]] if state in billed.bills else []


def assess(asked: AssessmentAsked) -> Assessed:
    """The bills of what was asked; nothing is billed while a table holds an error."""
    given, findings = read_apportionment(asked.files)
    rates, found = read_rates_of_years(asked.rates)
    behind, also = read_behind(asked.behind)
    findings = [*findings, *found, *also]
    shipped = asked.files.budgets is None
    if any(one.severity is Severity.ERROR for one in findings):
        return Assessed(tuple(findings), (), shipped)
    billed = bills_of(_kept(given, asked), rates, behind, asked.credit_rule)
    findings += _not_billed(billed, rates)
    return Assessed(tuple(findings), tuple(billed), shipped)


def bills_of(
    given: Apportionment,
    rates: RatesByYear,
    behind: Collection[str] = (),
    credit_rule: CreditRuleName | None = None,
) -> list[BilledSection]:
    """Every section with its bills."""
    sections = sections_of(given, rates.change_in, credit_rule=credit_rule)
    shares = {year: rates.shares_in(year) for year in {one.rates_year for one in sections}}
    return [bill_section(one, shares[one.rates_year], behind) for one in sections]


def _kept(given: Apportionment, asked: AssessmentAsked) -> Apportionment:
    def wanted(mission: str, year: Period) -> bool:
        return (asked.year is None or year == asked.year) and (
            asked.mission is None or mission == asked.mission
        )

    return replace(
        given,
        budgets=[one for one in given.budgets if wanted(one.mission, one.year)],
        credits=[one for one in given.credits if wanted(one.mission, one.year)],
        additional=[one for one in given.additional if wanted(one.mission, one.year)],
    )


def _not_billed(billed: Iterable[BilledSection], rates: RatesByYear) -> list[Finding]:
    """Findings on sections that could not be shared among States."""
    found = []
    for one in billed:
        section = one.section
        if section.gross_usd is None:
            found.append(faults.CREDIT_NOT_DECIDED.at(Place("credits"), mission=section.mission,
                                                      credit=section.pool_usd,
                                                      closed=section.year))  # fmt: skip
        elif not one.bills:
            found.append(faults.NO_RATES.at(
                Place(section.mission), mission=section.mission, from_on=section.from_on, to_on=section.to_on,
                year=str(section.rates_year), years=", ".join(map(str, rates.years)),
            ))  # fmt: skip
    return found


def read_behind(path: Path | None) -> tuple[frozenset[str], list[Finding]]:
    """The States that are behind with what they owe, from a table with the column iso3."""
    if path is None:
        return frozenset(), []
    rows, findings = open_money_table(path, ("iso3",), ("source",))
    return frozenset(rows_by_state(rows, findings)), findings


def bill_rows(bills: Sequence[Bill]) -> list[dict[str, str]]:
    """Bills as rows of text; net is blank where staff-assessment income is unknown."""
    return [
        {
            "iso3": bill.iso3,
            "mission": (section := bill.section).mission,
            "fiscal_year": section.year.name.removeprefix("FY"),
            "section": str(section.number),
            "kind": section.kind,
            "from": section.from_on.isoformat(),
            "to": section.to_on.isoformat(),
            "mandated": "yes" if section.mandated else "no",
            "rates_year": str(section.rates_year),
            "share_percent": f"{bill.share * 100:.9f}",
            "gross_usd": str(bill.gross_usd),
            "net_usd": "" if bill.net_usd is None else str(bill.net_usd),
            "held_usd": str(bill.held_usd),
        }
        for bill in bills
    ]
