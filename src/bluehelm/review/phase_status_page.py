"""The page on where a mission stands in its phases: ways out, conditions, evidence, resources."""

from __future__ import annotations

from collections.abc import Iterator

from bluehelm.dossier.in_force import ceilings_in_force
from bluehelm.dossier.phase_records import Envelope, Phase
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.dossier.texts_in_both import quoting
from bluehelm.foundation.pages import Block, Column, Page, Paragraph, Section, Table
from bluehelm.foundation.phrases import InBoth, Phrase, Quantity, phrase
from bluehelm.phases.current_phase import CurrentPhase, current_phase
from bluehelm.phases.three_values import Evaluated
from bluehelm.review.brief_phase import TONES, VERDICTS, phase_section

MOST_INPUTS = 4


def phase_status_page(seen: Standpoint) -> Page:
    """Where the mission stands in its phases at a standpoint."""
    mission = seen.dossier.mission
    name = InBoth(mission.short_name or mission.name) if mission else InBoth("")
    return Page(
        phrase("{mission}: phase and conditions", mission=name),
        phrase("What may be decided on {day}, by whom, and on what evidence", day=seen.as_of),
        seen.as_of,
        seen.known_on,
        tuple(_sections(seen)),
        (phrase("Software recommends; the authority named decides. Unknown is never taken as not met."),),
    )


def _sections(seen: Standpoint) -> Iterator[Section]:
    yield phase_section(seen, public=False)
    current = current_phase(seen)
    if current is None:
        return
    yield Section(phrase("What is recommended"), tuple(_recommended(current)), "recommended")
    rows = list(_conditions(current))
    if rows:
        heading = phrase("Conditions and their evidence")
        yield Section(heading, (_condition_table(rows, heading, seen),), "conditions")
    yield Section(phrase("Resources that follow the phase"), tuple(_resources(current, seen)), "resources")


def _recommended(current: CurrentPhase) -> Iterator[Block]:
    way = current.open_way
    if way is not None:
        to = _name(way.to) if way.to else phrase("the end of the mission")
        decided_by = (
            InBoth(way.decided_by.name, way.decided_by.name_fr) if way.decided_by else phrase("nobody named")
        )
        yield Paragraph(
            phrase(
                "The condition for {to} is met. {post} may decide; nothing moves by itself.",
                to=to,
                post=decided_by,
            ),
            "good",
        )
    elif current.person_must_decide:
        yield Paragraph(
            phrase("Nothing is recommended: evidence is late or was never given, so a person must decide."),
            "bad",
        )
    else:
        yield Paragraph(phrase("Nothing is recommended: no condition of a way out is met."), "plain")


def _name(phase: Phase) -> InBoth:
    return InBoth(phase.name, phase.name_fr)


def _conditions(current: CurrentPhase) -> Iterator[tuple[Phrase, Evaluated]]:
    for one in current.ways:
        to = _name(one.to) if one.to else phrase("the end")
        for leaf in one.evaluated.leaves():
            if leaf.subject:
                yield phrase("to {phase}", phase=to), leaf
    for leaf in current.ready.leaves() if current.ready else ():
        yield phrase("to be ready"), leaf


def _condition_table(rows: list[tuple[Phrase, Evaluated]], caption: Phrase, seen: Standpoint) -> Table:
    columns = (
        Column(phrase("For")),
        Column(phrase("Item")),
        Column(phrase("Verdict")),
        Column(phrase("What was seen")),
        Column(phrase("Evidence"), essential=False),
    )
    cells = tuple(
        (of, leaf.subject, VERDICTS[leaf.verdict], quoting(leaf.template, leaf.values, seen), _evidence(leaf))
        for of, leaf in rows
    )
    return Table(caption, columns, cells, tuple(TONES[leaf.verdict] for _, leaf in rows), whole=True)


def _evidence(leaf: Evaluated) -> str:
    """The last pieces of evidence, with the file and line each stands in."""
    shown = leaf.inputs[-MOST_INPUTS:]
    return "; ".join(f"{one.when} {one.value} ({one.place})".strip() for one in shown)


def _resources(current: CurrentPhase, seen: Standpoint) -> Iterator[Block]:
    rows = [_resource_row(current.phase, phrase("now"))]
    rows += [_resource_row(one.to, phrase("way out")) for one in current.ways if one.to is not None]
    columns = (
        Column(phrase("Phase")),
        Column(phrase("When")),
        Column(phrase("Military"), numeric=True),
        Column(phrase("Police"), numeric=True),
        Column(phrase("Civilian"), numeric=True, essential=False),
        Column(phrase("Money a year"), numeric=True),
    )
    yield Table(
        phrase("Envelope agreed beforehand"), columns, tuple(rows), note=_ceiling_note(seen), whole=True
    )


def _resource_row(
    phase: Phase, when: Phrase
) -> tuple[InBoth, Phrase, Quantity, Quantity, Quantity, Quantity]:
    envelope = phase.envelope or Envelope()
    return (
        _name(phase),
        when,
        Quantity(envelope.military, "people"),
        Quantity(envelope.police, "people"),
        Quantity(envelope.civilians, "people"),
        Quantity(envelope.usd_a_year, "USD"),
    )


def _ceiling_note(seen: Standpoint) -> Phrase | None:
    held = ceilings_in_force(seen.dossier, seen.as_of)
    tops = [
        phrase("{category} {n}", category=phrase(category), n=ceiling.strength)
        for category, (ceiling, _) in held.items()
        if ceiling.within is None
    ]
    if not tops:
        return None
    return phrase("Ceilings in force: {ceilings}.", ceilings=tuple(tops))
