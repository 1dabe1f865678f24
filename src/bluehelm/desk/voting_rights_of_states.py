"""Article 19 for every State of a table: who may vote, who may not, and the least that would change it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bluehelm.desk.explain_rate import member_code
from bluehelm.finance.read_scale_tables import member_states
from bluehelm.finance.voting_rights import VotingRight, read_contributions, voting_rights
from bluehelm.foundation.findings import Finding, Severity
from bluehelm.foundation.pages import Column, Page, Paragraph, Section, Table
from bluehelm.foundation.phrases import Phrase, Quantity, phrase

VOTE_COLUMNS = ("iso3", "arrears_usd", "due_two_years_usd", "may_vote", "to_pay_usd", "exempt")


@dataclass(frozen=True, slots=True)
class Tested:
    """The test of every State on file on 1 January; no State where the table cannot be used."""

    year: int
    findings: tuple[Finding, ...]
    rights: tuple[VotingRight, ...]


def votes_of(contributions: Path, year: int, exempt: Sequence[str] = ()) -> Tested:
    """The test of a table of contributions. Raises NotAMemberState for an exempt code that is none."""
    spared = [member_code(one) for one in exempt]
    rows, findings = read_contributions(contributions)
    if any(one.severity is Severity.ERROR for one in findings):
        return Tested(year, tuple(findings), ())
    return Tested(year, tuple(findings), tuple(voting_rights(rows, year=year, exempt=spared)))


def vote_rows(tested: Tested) -> list[dict[str, str]]:
    """One row a State; what is unknown is blank."""
    said = {True: "yes", False: "no", None: ""}
    return [
        {
            "iso3": one.iso3,
            "arrears_usd": str(one.arrears_usd),
            "due_two_years_usd": "" if one.due_usd is None else str(one.due_usd),
            "may_vote": said[one.may_vote],
            "to_pay_usd": "" if one.to_pay_usd is None else str(one.to_pay_usd),
            "exempt": said[one.exempt],
        }
        for one in tested.rights
    ]


def votes_page(tested: Tested) -> Page:
    """The test as a page: those without a vote first, then those whose case cannot be told."""
    title = phrase("Article 19 on 1 January {year}", year=tested.year)
    n_lost = sum(one.may_vote is False for one in tested.rights)
    subtitle = phrase("{n} of {n_all} States on file have no vote in the General Assembly.", n=n_lost,
                      n_all=len(tested.rights))  # fmt: skip
    section = Section(phrase("Arrears against what was due for two years"), tuple(_blocks(tested)), "votes")
    return Page(title, subtitle, date(tested.year, 1, 1), None, (section,))


def _blocks(tested: Tested) -> Iterator[Paragraph | Table]:
    shown = sorted(
        (one for one in tested.rights if one.arrears_usd > 0 or one.may_vote is None),
        key=lambda one: (one.may_vote is not False, one.may_vote is not None, -one.arrears_usd),
    )
    if not shown:
        yield Paragraph(phrase("Nobody owes anything."))
        return
    columns = (
        Column(phrase("State")), Column(phrase("Arrears"), numeric=True), Column(phrase("Due, two years"),
                                                                                 numeric=True),
        Column(phrase("Vote")), Column(phrase("Must pay"), numeric=True),
    )  # fmt: skip
    yield Table(
        phrase("States in arrears, in US dollars"), columns, tuple(_row(one) for one in shown), whole=True
    )


def _row(one: VotingRight) -> tuple[str | Quantity | Phrase, ...]:
    name = f"{one.iso3} {member_states()[one.iso3]}"
    return (name, Quantity(one.arrears_usd), Quantity(one.due_usd), _vote(one), Quantity(one.to_pay_usd))


def _vote(one: VotingRight) -> Phrase:
    if one.exempt:
        return phrase("yes, exempt")
    if one.may_vote is None:
        return phrase("unknown: a year is not on file")
    return phrase("yes") if one.may_vote else phrase("no")
