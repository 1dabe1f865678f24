"""Checks on dated rules and scales of assessment: one value at a time, a source for what is verified."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from bluehelm.council.overlapping_stretches import Stretch, overlaps
from bluehelm.dossier.catalogue import Record
from bluehelm.dossier.checking import Check, Fault, check, fault, instrument, submission
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.dossier.system_records import ScaleRate
from bluehelm.foundation.findings import Severity

WHOLE = Decimal(100)
ROUNDING = Decimal("0.05")
"""Printed rates are rounded; some two hundred of them may add to a little over 100."""


@check(
    "COU025",
    Severity.WARNING,
    looks_for="a rule marked verified that names no source",
    why="A rule without a source is not a rule; nobody can look up whether it still holds.",
    remedy="Name document and paragraph (source: A/RES/76/262, para. 1), or mark it known_as: unverified.",
    basis=submission("2h"),
)
def verified_rule_without_source(seen: Standpoint) -> Iterator[Fault]:
    for rule in seen.dossier.rules:
        if rule.known_as == "verified" and rule.source is None:
            yield fault(
                rule, "'{statement}' is marked verified, but names no source.", statement=rule.statement
            )


@check(
    "COU026",
    Severity.ERROR,
    looks_for="two rates of one State in one scale at once",
    why="What the State is asked to pay would depend on which of the two is read first.",
    remedy="Let the earlier rate end on the day the later one begins (until: 2025-01-01, from: 2025-01-01).",
    basis=(*submission("2h"), instrument("A/RES/79/249"), instrument("A/RES/79/250")),
)
def rates_at_once(seen: Standpoint) -> Iterator[Fault]:
    for stretches in _rates_by_payer(seen).values():
        for earlier, later, from_on in overlaps(stretches):
            yield fault(
                later,
                "From {from_on} two rates of {state} hold in the {scale} scale: {first} and {second} "
                "per cent.",
                from_on=from_on,
                state=later.state,
                scale=later.scale,
                first=earlier.rate_percent,
                second=later.rate_percent,
            )


def _rates_by_payer(seen: Standpoint) -> Mapping[tuple[str, str], list[Stretch[ScaleRate]]]:
    found: dict[tuple[str, str], list[Stretch[ScaleRate]]] = defaultdict(list)
    for one in seen.dossier.scale_rates:
        found[one.state, one.scale].append(Stretch(one, one.from_on, one.until_on))
    return found


@check(
    "COU027",
    Severity.ERROR,
    looks_for="rates of a scale that cannot be",
    why="A scale shares out one whole; a rate typed a hundred times too large moves every other payer.",
    remedy="Give each rate in per cent as the resolution prints it, for example 0.03 and not 3.",
    basis=(*submission("2h"), instrument("A/RES/79/249, para. 7")),
)
def scale_over_the_whole(seen: Standpoint) -> Iterator[Fault]:
    in_force: dict[str, list[ScaleRate]] = defaultdict(list)
    for rate in seen.dossier.scale_rates:
        known = rate.rate_percent
        if known is not None and not 0 <= known <= WHOLE:
            yield fault(
                rate,
                "A rate of {rate} per cent for {state} cannot be; it lies between 0 and 100.",
                rate=known,
                state=rate.state,
            )
        elif rate.from_on <= seen.as_of and (rate.until_on is None or seen.as_of < rate.until_on):
            in_force[rate.scale].append(rate)
    for scale, rates in in_force.items():
        total = sum((rate.rate_percent or Decimal(0) for rate in rates), Decimal(0))
        if total > WHOLE + ROUNDING:
            largest = max(rates, key=lambda rate: rate.rate_percent or Decimal(0))
            yield fault(
                largest,
                "The rates of the {scale} scale in force add to {total} per cent of the whole; "
                "the largest is {rate} ({state}).",
                scale=scale,
                total=total,
                rate=largest.rate_percent,
                state=largest.state,
            )


@check(
    "COU028",
    Severity.ERROR,
    looks_for="a rule, rate, term or commitment that ends before it begins",
    why="It holds on no day at all, so every look for it comes back empty.",
    remedy="Exchange the two days, or correct the one that is wrong; the end is the first day after.",
    basis=submission("2h", "2k", "9a"),
)
def ends_before_it_begins(seen: Standpoint) -> Iterator[Fault]:
    for record, line, from_on, until_on in _stretches_of_time(seen):
        if from_on is not None and until_on is not None and until_on <= from_on:
            yield fault(
                record,
                "It begins on {from_on} and ends on {until_on}.",
                line=line,
                from_on=from_on,
                until_on=until_on,
            )


def _stretches_of_time(seen: Standpoint) -> Iterable[tuple[Record, int, date | None, date | None]]:
    for rule in seen.dossier.rules:
        yield rule, 0, rule.effective_from, rule.effective_until
    for rate in seen.dossier.scale_rates:
        yield rate, 0, rate.from_on, rate.until_on
    for term in seen.dossier.presidencies:
        yield term, 0, term.from_on, term.until_on
    for contributor in seen.dossier.contributors:
        for one in contributor.commitments:
            yield contributor, one.line, one.from_on, one.until_on


SYSTEM_RULE_CHECKS: tuple[Check, ...] = (
    verified_rule_without_source, rates_at_once, scale_over_the_whole, ends_before_it_begins,
)  # fmt: skip
