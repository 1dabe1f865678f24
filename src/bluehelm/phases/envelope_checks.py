"""Checks on the resources agreed for a phase beforehand: within the ceiling, and free to move."""

from __future__ import annotations

from collections.abc import Iterator

from bluehelm.dossier.checking import Check, Fault, check, fault, instrument, submission
from bluehelm.dossier.in_force import ceilings_in_force
from bluehelm.dossier.mandate_records import CeilingCategory
from bluehelm.dossier.phase_records import Envelope
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.findings import Severity
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
        for category, planned in _planned(phase.envelope):
            held = ceilings.get(category)
            if held is not None and planned is not None and planned > held[0].strength:
                yield fault(
                    phase,
                    "The envelope plans {planned} {category}; {decision} allows {ceiling}.",
                    line=phase.envelope.line if phase.envelope else 0,
                    planned=f"{planned:,}",
                    category=category,
                    decision=held[1].decision,
                    ceiling=f"{held[0].strength:,}",
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
    for phase in still_ahead(seen):
        if phase.envelope is not None and not phase.envelope.flexibility:
            yield fault(
                phase,
                "The envelope of '{phase}' does not say who may move how much between renewals.",
                line=phase.envelope.line,
                phase=phase.name,
            )


ENVELOPE_CHECKS: tuple[Check, ...] = (envelope_above_ceiling, envelope_without_flexibility)
