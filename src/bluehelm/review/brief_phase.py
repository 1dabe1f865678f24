"""The phase a mission is in and the ways out: verdict, reasons, and who decides. Software never advances."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bluehelm.dossier.standpoint import Standpoint
from bluehelm.dossier.texts_in_both import quoting
from bluehelm.foundation.pages import Block, Column, Paragraph, Section, Table, Tone
from bluehelm.foundation.phrases import InBoth, Phrase, Quantity, phrase
from bluehelm.phases.current_phase import CurrentPhase, WayOutSeen, current_phase
from bluehelm.phases.three_values import Evaluated, Verdict

VERDICTS: Mapping[Verdict, Phrase] = {
    Verdict.MET: phrase("met"),
    Verdict.NOT_MET: phrase("not met"),
    Verdict.UNKNOWN: phrase("unknown"),
}
TONES: Mapping[Verdict, Tone] = {Verdict.MET: "good", Verdict.NOT_MET: "bad", Verdict.UNKNOWN: "grey"}
NOT_SHOWN = frozenset(
    {
        "This part of the condition is withheld.",
        "What this rests on is withheld.",
        "What this rests on is not on file.",
    }
)
"""Reasons that a public page says as plain unknown."""
UNKNOWN = phrase("Nothing can be said of this.")


def phase_section(seen: Standpoint, *, public: bool) -> Section:
    """The phase that runs, with its ways out and what stands between."""
    heading = phrase("Phase and ways out")
    current = current_phase(seen)
    if current is None:
        nothing = Paragraph(phrase("No phase is on file as running on this day."), "grey")
        return Section(heading, (nothing,), "phase")
    blocks: list[Block] = [Paragraph(_where(current))]
    blocks += _ready(current, seen, public=public)
    if current.ways:
        blocks.append(_ways(current, seen, public=public))
    else:
        blocks.append(Paragraph(phrase("No way out of this phase is on file."), "bad"))
    return Section(heading, tuple(blocks), "phase")


def _where(current: CurrentPhase) -> Phrase:
    name = InBoth(current.phase.name, current.phase.name_fr)
    if current.since is None:
        return phrase("{phase} ({item}).", phase=name, item=current.phase.reference)
    known = {
        "entered": phrase("{phase} ({item}), entered on {since}.", phase=name, item=current.phase.reference,
                          since=current.since),
        "planned": phrase("{phase} ({item}), by plan since {since}; that it was entered is not on record.",
                          phase=name, item=current.phase.reference, since=current.since),
    }  # fmt: skip
    return known[current.known]


def _ready(current: CurrentPhase, seen: Standpoint, *, public: bool) -> Iterator[Block]:
    if current.ready is not None:
        said = phrase("Ready for the next phase: {verdict}. {why}", verdict=VERDICTS[current.ready.verdict],
                      why=_why(current.ready, seen, public=public))  # fmt: skip
        yield Paragraph(said, TONES[current.ready.verdict])


def ready_section(seen: Standpoint, *, public: bool) -> Section | None:
    """What must hold to be ready for the next phase, part by part; None where nobody wrote it."""
    current = current_phase(seen)
    if current is None or current.ready is None:
        return None
    leaves = list(current.ready.leaves())
    rows = tuple(
        (_reason(one, seen, public=public), VERDICTS[one.verdict], _subject(one, public=public))
        for one in leaves
    )
    columns = (Column(phrase("What was seen")), Column(phrase("Verdict")), Column(phrase("Item")))
    caption = phrase("Ready for the next phase: {verdict}", verdict=VERDICTS[current.ready.verdict])
    table = Table(caption, columns, rows, tuple(TONES[one.verdict] for one in leaves))
    return Section(phrase("Ready for the next phase"), (table,), "ready", in_terminal=False, annex=True)


def _reason(evaluated: Evaluated, seen: Standpoint, *, public: bool) -> Phrase:
    if public and evaluated.template in NOT_SHOWN:
        return UNKNOWN
    return quoting(evaluated.template, evaluated.values, seen)


def _subject(evaluated: Evaluated, *, public: bool) -> str:
    return "" if public and evaluated.template in NOT_SHOWN else evaluated.subject


def _ways(current: CurrentPhase, seen: Standpoint, *, public: bool) -> Table:
    columns = (
        Column(phrase("Way out to")),
        Column(phrase("When")),
        Column(phrase("Verdict")),
        Column(phrase("Why")),
        Column(phrase("Who decides")),
    )
    rows = tuple(
        (
            _to(one),
            InBoth(one.way.text, one.way.text_fr) if one.way.text else None,
            VERDICTS[one.evaluated.verdict],
            _why(one.evaluated, seen, public=public),
            InBoth(one.decided_by.name, one.decided_by.name_fr) if one.decided_by else None,
        )
        for one in current.ways
    )
    tones = tuple(TONES[one.evaluated.verdict] for one in current.ways)
    note = phrase("A condition that is met decides nothing: whoever stands under 'who decides' does.")
    return Table(phrase("Ways out of the phase"), columns, rows, tones, note)


def _to(way: WayOutSeen) -> Phrase:
    if way.to is not None:
        return phrase("{phase}", phase=InBoth(way.to.name, way.to.name_fr))
    return phrase("{phase}", phase=way.way.to) if way.way.to else phrase("the end of the mission")


def _why(evaluated: Evaluated, seen: Standpoint, *, public: bool) -> Phrase:
    """The reason that settles the matter: of several, how many say what."""
    leaves = list(evaluated.leaves())
    if len(leaves) <= 1:
        return _reason(leaves[0] if leaves else evaluated, seen, public=public)
    return phrase(
        "Of {n_parts} parts {n_met} are met, {n_not_met} not met, {n_unknown} unknown.",
        n_parts=len(leaves),
        n_met=_n(leaves, Verdict.MET),
        n_not_met=_n(leaves, Verdict.NOT_MET),
        n_unknown=_n(leaves, Verdict.UNKNOWN),
    )


def _n(leaves: list[Evaluated], verdict: Verdict) -> Quantity:
    return Quantity(sum(one.verdict is verdict for one in leaves))
