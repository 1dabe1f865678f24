"""Checks on the resources agreed for a phase beforehand: within the ceiling, and free to move."""

from __future__ import annotations

from collections.abc import Iterator

from bluehelm.dossier.checking import Check, Fault, check, fault, instrument, submission
from bluehelm.dossier.in_force import ceilings_in_force
from bluehelm.dossier.mandate_records import CeilingCategory
from bluehelm.dossier.phase_records import Envelope
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.findings import Severity
from bluehelm.foundation.listed_names import listed
from bluehelm.phases.phase_order import still_ahead


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


ENVELOPE_CHECKS: tuple[Check, ...] = (envelope_above_ceiling, envelope_without_flexibility)
