"""The page of a verification: every property with its verdict, and every failure with a shortest example."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.pages import (
    Block,
    Column,
    Number,
    Numbers,
    Page,
    Paragraph,
    Said,
    Section,
    Table,
    Tone,
)
from bluehelm.foundation.phrases import InBoth, Phrase, Quantity, phrase
from bluehelm.phases.phase_models import END, Authority
from bluehelm.phases.plan_failures import PROPERTIES, Failure, MonthTraced
from bluehelm.phases.verify_plan import AUTHORITIES, Verification

UNDER: Mapping[Authority, Phrase] = {
    "at once": phrase("with an authority that decides at once"),
    "delaying": phrase("with an authority that delays"),
}
READINGS: Mapping[str, Phrase] = {
    "calm": phrase("reads calm"),
    "neither": phrase("reads neither calm nor alarm"),
    "alarm": phrase("reads alarm"),
    "missing": phrase("has no value"),
    "late": phrase("has had no value for so long that it is late"),
    "holds": phrase("holds"),
    "does not hold": phrase("does not hold"),
    "unknown": phrase("is unknown"),
    "runs out": phrase("runs out"),
}


def phase_verification_page(found: Verification, seen: Standpoint) -> Page:
    """The page of a verification."""
    mission = seen.dossier.mission
    name = InBoth(mission.short_name or mission.name) if mission else InBoth("")
    return Page(
        phrase("{mission}: phase plan verified", mission=name),
        phrase(
            "From the phase '{phase}' on, over every state that any evidence can lead to",
            phase=InBoth(found.start.name, found.start.name_fr),
        ),
        seen.as_of,
        seen.known_on,
        tuple(_sections(found)),
        SMALL_PRINT,
    )


SMALL_PRINT = (
    phrase(
        "Every month may bring any reading of a trigger, any answer of a judgement, or nothing. Readings "
        "over several months are taken to be free, so more is allowed than can happen, and never less."
    ),
    phrase(
        "The plan recommends; the authority named decides. An example shows what can happen, not what will."
    ),
)


def _sections(found: Verification) -> Iterator[Section]:
    yield Section(phrase("At a glance"), (_at_a_glance(found), _properties(found)), "glance")
    for place, one in enumerate(found.failures, 1):
        yield Section(
            phrase("Failure {n}: {property}", n=place, property=PROPERTIES[one.of]),
            tuple(_failure(one)),
            f"failure-{place}",
        )


def _at_a_glance(found: Verification) -> Numbers:
    n_states = phrase(
        "{n_states} states and {n_steps} steps looked at",
        n_states=sum(found.n_states.values()),
        n_steps=sum(found.n_steps.values()),
    )
    if not found.is_whole:
        n_states = phrase("the plan has more states than were looked at: what is said is not the whole")
    return Numbers(
        (
            Number(
                phrase("failures"),
                Quantity(len(found.failures)),
                n_states,
                "bad" if found.failures else "good",
            ),
        )
    )


def _properties(found: Verification) -> Table:
    failing = {of: [one for one in found.failures if one.of == of] for of in PROPERTIES}
    rows = tuple(
        (
            said,
            phrase("holds") if not failing[of] else phrase("fails"),
            ", ".join(dict.fromkeys(one.phase for one in failing[of])) or "–",
        )
        for of, said in PROPERTIES.items()
    )
    columns = (Column(phrase("Property")), Column(phrase("Verdict")), Column(phrase("Phases")))
    tones: tuple[Tone, ...] = tuple("bad" if failing[of] else "good" for of in PROPERTIES)
    return Table(phrase("Properties verified"), columns, rows, tones, whole=True)


def _failure(one: Failure) -> Iterator[Block]:
    yield Paragraph(one.said, "bad")
    if len(one.under) < len(AUTHORITIES) and one.under:
        yield Paragraph(phrase("Only {authority}.", authority=UNDER[one.under[0]]), "grey")
    if one.months:
        columns = (
            Column(phrase("Month")),
            Column(phrase("Phase")),
            Column(phrase("What arrives")),
            Column(phrase("What follows")),
        )
        rows = tuple(_row(month) for month in one.months)
        yield Table(phrase("Shortest example"), columns, rows, whole=True)
    yield Paragraph(phrase("Mend: {remedy}", remedy=one.remedy), "grey")


def _row(one: MonthTraced) -> tuple[Said, ...]:
    by_words = phrase("a decision; no condition is written")
    months = f"{one.n_from}" if one.n_from == one.n_until else f"{one.n_from}–{one.n_until}"
    return months, one.phase, by_words if one.in_words_only else _evidence(one.evidence), _follows(one)


def _evidence(evidence: tuple[tuple[str, str], ...]) -> Phrase:
    said = [_arrives(item, value) for item, value in evidence]
    if not said:
        return phrase("nothing that matters")
    joined = said[0]
    for one in said[1:]:
        joined = phrase("{one}; {other}", one=joined, other=one)
    return joined


def _arrives(item: str, value: str) -> Phrase:
    kind, _, name = item.partition("/")
    if kind == "mandate":
        return phrase("the mandate runs out")
    if value in READINGS:
        return phrase("{item} {says}", item=name, says=READINGS[value])
    return phrase("{item} is {value}", item=name, value=value)


def _follows(one: MonthTraced) -> Phrase:
    if one.leads_to is None:
        return phrase("the phase stays")
    if one.leads_to == END:
        return phrase("to the end of the mission")
    to = phrase("to '{phase}'", phase=one.leads_to)
    for item, says in one.already:
        already = phrase("{item} {says}", item=item.partition("/")[2], says=READINGS[says])
        to = phrase("{to} (there {already} already)", to=to, already=already)
    return to
