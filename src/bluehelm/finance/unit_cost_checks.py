"""Checks that price people: lines and envelopes that cannot pay even the standard reimbursement."""

from __future__ import annotations

from collections.abc import Iterator

from bluehelm.dossier.checking import Check, Fault, check, fault, instrument, submission
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.finance.priced_strength import N_MONTHS, priced_strengths
from bluehelm.finance.unit_costs import reimbursement_rate_on
from bluehelm.foundation.findings import Severity

RATE = instrument("A/RES/76/276, standard rate of reimbursement", "unverified")


@check(
    "BUD027",
    Severity.WARNING,
    looks_for="a budget line that does not cover the standard reimbursement of the people it is for",
    why="Contributors are owed the standard rate for each person and month, whatever was voted; the rest "
    "becomes a "
    "debt to them.",
    remedy="Check the strength against the line: the people who will be there on average, times the rate, "
    "times "
    "twelve, and equipment on top. Enter a planned average where fewer will come.",
    basis=(*submission("1d", "2f"), RATE),
)
def line_below_reimbursement(seen: Standpoint) -> Iterator[Fault]:
    years = sorted({one.year for one in seen.dossier.strength if one.year is not None and one.year.is_fiscal},
                   key=lambda year: year.from_on)  # fmt: skip
    for year in years:
        if year.until_on <= seen.as_of:
            continue
        for one in priced_strengths(seen, year):
            if one.line is not None and one.line.usd is not None and one.usd > one.line.usd:
                yield fault(
                    one.line,
                    "{n_people:,} people ({what}) at {rate:,} USD a month make {needed:,.1f} million USD in "
                    "{year}; the "
                    "line holds {held:,.1f} million.",
                    n_people=one.n_people, what=one.strength.what, rate=one.rate.usd_a_month,
                    needed=one.usd / 1_000_000, year=year, held=one.line.usd / 1_000_000,
                )  # fmt: skip


@check(
    "BUD028",
    Severity.WARNING,
    looks_for="a phase whose money does not cover the standard reimbursement of its soldiers",
    why="An envelope that cannot pay for its own people is no agreement on resources.",
    remedy="Raise usd_a_year of the envelope, or lower its military strength.",
    basis=(*submission("2c", "2f"), RATE),
)
def envelope_below_reimbursement(seen: Standpoint) -> Iterator[Fault]:
    rate = reimbursement_rate_on(seen.as_of)
    if rate is None:
        return
    for phase in seen.dossier.phases:
        envelope = phase.envelope
        if envelope is None or envelope.military is None or envelope.usd_a_year is None:
            continue
        needed = envelope.military * rate.usd_a_month * N_MONTHS
        if needed > envelope.usd_a_year:
            yield fault(
                phase,
                "Its {n_people:,} soldiers at {rate:,} USD a month make {needed:,.1f} million USD a year; "
                "the envelope "
                "holds {held:,.1f} million.",
                n_people=envelope.military, rate=rate.usd_a_month, needed=needed / 1_000_000,
                held=envelope.usd_a_year / 1_000_000,
            )  # fmt: skip


UNIT_COST_CHECKS: tuple[Check, ...] = (line_below_reimbursement, envelope_below_reimbursement)
"""Checks that price people, in reading order."""
