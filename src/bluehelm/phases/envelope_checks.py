"""Checks on the resources agreed for a phase beforehand: within the ceiling, and free to move."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from bluehelm.dossier.checking import Check, Fault, check, fault, instrument, submission
from bluehelm.dossier.in_force import ceilings_in_force
from bluehelm.dossier.mandate_records import CeilingCategory
from bluehelm.dossier.phase_records import Envelope
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.findings import Severity
from bluehelm.foundation.listed_names import listed
from bluehelm.foundation.plain_numbers import plain
from bluehelm.phases.current_phase import running_phase
from bluehelm.phases.phase_order import begins, still_ahead
from bluehelm.phases.voted_money import voted_for


@check(
    "PHA035",
    Severity.WARNING,
    looks_for="an envelope above the ceiling in force",
    why="People beyond the ceiling cannot be deployed; the phase needs a decision of the Council first.",
    remedy="Lower the envelope to the ceiling, or state in the phase which decision would raise it.",
    basis=(*submission("2b.iii", "3g"), instrument("A/80/604/Add.9, para. 11")),
)
def envelope_above_ceiling(seen: Standpoint) -> Iterator[Fault]:
    ceilings = ceilings_in_force(seen.dossier, seen.as_of)
    for phase in still_ahead(seen):
        above = [
            f"{category} {planned:,} > {held[0].strength:,} ({held[1].decision})"
            for category, planned in _planned(phase.envelope)
            if (held := ceilings.get(category)) and planned is not None and planned > held[0].strength
        ]
        if above and phase.envelope is not None:
            yield fault(
                phase,
                "The envelope of '{phase}' is above the ceilings in force: {above}.",
                line=phase.envelope.line,
                phase=phase.name,
                above="; ".join(above),
            )


def _planned(envelope: Envelope | None) -> Iterator[tuple[CeilingCategory, int | None]]:
    if envelope is not None:
        yield "military personnel", envelope.military
        yield "police personnel", envelope.police


@check(
    "PHA036",
    Severity.WARNING,
    looks_for="an envelope that does not say who may move how much",
    why="A mandate that adapts between renewals needs resources that may move with it.",
    remedy="Write flexibility:, for example 'the head of mission may move 5 % between components'.",
    basis=(*submission("2b.iii"), instrument("S/RES/2149 (2014), para. 49")),
)
def envelope_without_flexibility(seen: Standpoint) -> Iterator[Fault]:
    rigid = [one for one in still_ahead(seen) if one.envelope is not None and not one.envelope.flexibility]
    if rigid:
        yield fault(
            rigid[0],
            "Nothing says who may move how much between renewals in the envelope of: {phases}.",
            line=rigid[0].envelope.line if rigid[0].envelope else 0,
            phases=listed(f"'{phase.name}'" for phase in rigid),
        )


PEOPLE: dict[str, tuple[str, ...]] = {
    "military personnel": ("contingents", "military observers", "military observers and staff officers"),
    "police personnel": ("individual police", "formed police"),
}


@check(
    "PHA042",
    Severity.WARNING,
    looks_for="more people on the ground than the envelope of the phase that runs",
    why="A step down that leaves the people where they were is no step; they are not paid for either.",
    remedy="Send home what the phase does not need, or change its envelope by the decision that can.",
    basis=(*submission("2b.iii", "3g"), instrument("S/RES/2594 (2021), para. 1")),
)
def people_above_envelope(seen: Standpoint) -> Iterator[Fault]:
    phase = running_phase(seen)[0]
    for category, planned in _planned(phase.envelope if phase else None):
        found = _deployed(seen, category)
        if phase is None or planned is None or found is None or found[0] <= planned:
            continue
        n_people, on = found
        allowed = ceilings_in_force(seen.dossier, on).get(category)
        if allowed is not None and n_people > allowed[0].strength:
            continue  # above the ceiling itself, which is said of the forces
        if on >= (begins(phase) or on):
            yield fault(
                phase,
                "{deployed:,} {category} were there on {day}; the envelope of '{phase}' holds {planned:,}.",
                line=phase.envelope.line if phase.envelope else 0,
                deployed=n_people, category=category, day=on, phase=phase.name, planned=planned,
            )  # fmt: skip


def _deployed(seen: Standpoint, category: str) -> tuple[int, date] | None:
    """The people of a category on the last day for which they are known, and that day."""
    rows = [
        row
        for row in seen.dossier.strength
        if row.what == "deployed" and row.on is not None and row.on <= seen.as_of
        and row.strength is not None and seen.was_known(row.known_on)
    ]  # fmt: skip
    whole = [row for row in rows if row.category == category]
    parts = [row for row in rows if row.category in PEOPLE[category]]
    last = max((row.on for row in (whole or parts) if row.on), default=None)
    if last is None:
        return None
    latest = {row.category: row.strength or 0 for row in (whole or parts) if row.on == last}
    return sum(latest.values()), last


@check(
    "PHA043",
    Severity.WARNING,
    looks_for="money voted that is not what the phase that runs was promised",
    why="A phase with less money than agreed does less than planned; with more, somebody forgot the step.",
    remedy="Ask for the difference, or change the envelope and say what will not be done; the share allowed "
    "is the rule phase-money.",
    basis=(*submission("2b.iii", "2f", "3g"),),
)
def money_off_envelope(seen: Standpoint) -> Iterator[Fault]:
    phase = running_phase(seen)[0]
    planned = phase.envelope.usd_a_year if phase is not None and phase.envelope is not None else None
    voted = voted_for(seen.dossier, seen.as_of)
    if phase is None or not planned or voted is None or not seen.was_known(voted.as_reported_on):
        return
    allowed = seen.threshold("phase-money", "0.05")
    share = Decimal(voted.usd or 0) / Decimal(planned) - 1
    if abs(share) > allowed:
        yield fault(
            phase,
            "{voted:,} USD were voted for {year}, {share:+.0%} off the {planned:,} a year agreed for "
            "'{phase}' (allowed: {allowed:.0%}).",
            line=phase.envelope.line if phase.envelope else 0,
            voted=plain(Decimal(voted.usd or 0)), year=str(voted.year), share=share,
            planned=plain(Decimal(planned)), phase=phase.name, allowed=allowed,
        )  # fmt: skip


ENVELOPE_CHECKS: tuple[Check, ...] = (
    envelope_above_ceiling, envelope_without_flexibility, people_above_envelope, money_off_envelope,
)  # fmt: skip
