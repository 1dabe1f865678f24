"""The page of a replay: what the plan would have recommended month by month, and what was decided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from bluehelm.dossier.contents import Dossier
from bluehelm.dossier.phase_records import Phase
from bluehelm.foundation.numbers_and_dates import month_in
from bluehelm.foundation.pages import Block, Column, Number, Numbers, Page, Paragraph, Said, Section, Table
from bluehelm.foundation.phrases import InBoth, Phrase, Quantity, phrase
from bluehelm.phases.announced_events import Announced
from bluehelm.phases.replay_phases import (
    CLOCKS,
    Clock,
    MonthReplayed,
    Replay,
    StepCompared,
    end_of,
    months_of_cost,
    steps_taken,
)
from bluehelm.phases.trigger_history import TriggerHistory
from bluehelm.review.announced_events_table import announced_section
from bluehelm.review.phase_timeline import replay_timeline

CLOCK_WORDS: Mapping[Clock, Phrase] = {
    "hindsight": phrase("in hindsight"),
    "known": phrase("as known at the time"),
}
NEVER = phrase("never")


@dataclass(frozen=True, slots=True)
class Replayed:
    """Everything a replay found, for the page and for programs."""

    dossier: Dossier
    replay: Replay
    histories: tuple[TriggerHistory, ...]
    announced: tuple[Announced, ...]


def phase_replay_page(found: Replayed) -> Page:
    """The page of a replay."""
    mission = found.dossier.mission
    name = InBoth(mission.short_name or mission.name) if mission else InBoth("")
    return Page(
        phrase("{mission}: phases replayed", mission=name),
        phrase(
            "Month by month from {first} to {last}, in hindsight and as known at the time",
            first=Month(found.replay.first),
            last=Month(found.replay.last),
        ),
        end_of(found.replay.last),
        None,
        tuple(_sections(found)),
        SMALL_PRINT,
    )


def Month(day: date) -> InBoth:  # noqa: N802 - reads as a value where it stands
    """A month in words, in both languages."""
    return InBoth(month_in(day, "en"), month_in(day, "fr"))


SMALL_PRINT = (
    phrase(
        "As known at the time: a value counts from the day it became known, or from the day on which data of "
        "its source usually appear where that is earlier; the values themselves are those on file today."
    ),
    phrase(
        "Recommended means that the condition of a way out held at the end of a month. It decides nothing; "
        "decisions are those on record."
    ),
)


def _sections(found: Replayed) -> Iterator[Section]:
    steps = steps_taken(found.replay, found.dossier)
    yield Section(phrase("At a glance"), tuple(_at_a_glance(found, steps)), "glance")
    yield Section(phrase("Timeline"), (replay_timeline(found.replay, found.histories),), "timeline")
    yield Section(phrase("Steps that were taken"), tuple(_steps(steps, found.dossier)), "steps")
    yield Section(phrase("The plan's own path"), tuple(_own_path(found.replay)), "path")
    if found.announced:
        yield announced_section(found.announced)
    yield Section(phrase("Months and their cost"), (_costs(found.replay),), "cost", in_terminal=False)
    yield Section(phrase("Month by month"), (_months(found),), "months", in_terminal=False, annex=True)


def _at_a_glance(found: Replayed, steps: list[StepCompared]) -> Iterator[Block]:
    replay = found.replay
    n_months = len(replay.hindsight)
    yield Numbers(
        (
            Number(phrase("months replayed"), Quantity(n_months)),
            Number(phrase("steps taken in fact"), Quantity(len(steps)), _ahead(steps)),
            Number(
                phrase("months in which a person had to decide"),
                Quantity(sum(one.person_must_decide for one in replay.known)),
                phrase(
                    "as known at the time; in hindsight: {n}",
                    n=sum(one.person_must_decide for one in replay.hindsight),
                ),
            ),
            Number(
                phrase("months with a recommendation"),
                Quantity(sum(one.recommended is not None for one in replay.known)),
                phrase(
                    "as known at the time; in hindsight: {n}",
                    n=sum(one.recommended is not None for one in replay.hindsight),
                ),
            ),
        )
    )


def _ahead(steps: list[StepCompared]) -> Phrase:
    counted = {
        clock: sum((one.n_months_ahead(clock) or -1) >= 0 or one.n_months_ahead(clock) == 0 for one in steps)
        for clock in CLOCKS
    }
    return phrase(
        "recommended by then: {n_hindsight} in hindsight, {n_known} as known at the time",
        n_hindsight=counted["hindsight"],
        n_known=counted["known"],
    )


def _steps(steps: list[StepCompared], dossier: Dossier) -> Iterator[Block]:
    if not steps:
        yield Paragraph(phrase("No step from one phase to the next is on record in these months."), "grey")
        return
    posts = {one.id: InBoth(one.name, one.name_fr) for one in dossier.posts}
    columns = (
        Column(phrase("Step")),
        Column(phrase("Decided on")),
        Column(phrase("Decided by"), essential=False),
        Column(phrase("Decision"), essential=False),
        Column(phrase("Recommended, in hindsight")),
        Column(phrase("Recommended, as known")),
    )
    rows = tuple(
        (
            phrase("{before} > {after}", before=one.from_phase.id, after=one.to_phase.id),
            one.decided_on,
            posts.get(one.way.decided_by or "") if one.way else None,
            one.decided_in,
            _when(one, "hindsight"),
            _when(one, "known"),
        )
        for one in steps
    )
    note = phrase("A way out put in words only has no condition that could be met: it is never recommended.")
    yield Table(phrase("Steps that were taken"), columns, rows, note=note, whole=True)


def _when(step: StepCompared, clock: Clock) -> Phrase:
    month, n_ahead = step.recommended_in[clock], step.n_months_ahead(clock)
    if month is None or n_ahead is None:
        return phrase("never: no condition is written") if _in_words_only(step) else NEVER
    return phrase("{month} ({n} months before)", month=Month(month), n=n_ahead)


def _in_words_only(step: StepCompared) -> bool:
    return step.way is None or step.way.when is None


def _own_path(replay: Replay) -> Iterator[Block]:
    yield Paragraph(
        phrase(
            "Where the plan alone would have led, had each authority followed every recommendation at once."
        )
    )
    rows: list[tuple[Said, ...]] = []
    for clock in CLOCKS:
        for one in replay.on(clock):
            if one.step is not None:
                to = one.step.way.to or phrase("the end")
                said = phrase("{before} > {after}", before=one.step.phase.id, after=to)
                rows.append((CLOCK_WORDS[clock], Month(one.month), said, _direction(one)))
    columns = (
        Column(phrase("Clock")),
        Column(phrase("Month")),
        Column(phrase("Step")),
        Column(phrase("Direction")),
    )
    yield Table(phrase("Steps on the plan's own path"), columns, tuple(rows), whole=True)


DIRECTIONS = {"up": phrase("up"), "down": phrase("down"), "end": phrase("end")}


def _direction(one: MonthReplayed) -> Phrase | None:
    assert one.step is not None
    return DIRECTIONS[one.step.way.direction] if one.step.way.direction else None


def _costs(replay: Replay) -> Table:
    rows: list[tuple[Said, ...]] = []
    paths = [(phrase("in fact"), replay.hindsight, False)]
    paths += [
        (phrase("the plan's own path, {clock}", clock=CLOCK_WORDS[clock]), replay.on(clock), True)
        for clock in CLOCKS
    ]
    for said, months, planned in paths:
        rows += [
            (said, _named(one.phase), Quantity(one.n_months, "months"), Quantity(one.usd, "USD"))
            for one in months_of_cost(months, planned=planned)
        ]
    columns = (
        Column(phrase("Path")),
        Column(phrase("Phase")),
        Column(phrase("Months"), numeric=True),
        Column(phrase("At the envelope of the phase"), numeric=True),
    )
    note = phrase("Months times a twelfth of the yearly envelope; unknown where a phase has none.")
    return Table(phrase("Months and their cost"), columns, tuple(rows), note=note)


def _named(phase: Phase) -> InBoth:
    return InBoth(phase.name, phase.name_fr)


def _months(found: Replayed) -> Table:
    pairs = zip(found.replay.hindsight, found.replay.known, strict=True)
    rows = tuple(
        (
            Month(one.month),
            one.actual.id if one.actual else None,
            _said(one),
            _said(other),
            _alerts(found, place),
        )
        for place, (one, other) in enumerate(pairs)
    )
    columns = (
        Column(phrase("Month")),
        Column(phrase("Phase on record")),
        Column(phrase("In hindsight")),
        Column(phrase("As known at the time")),
        Column(phrase("Alarms, in hindsight")),
    )
    return Table(phrase("Month by month"), columns, rows)


def _said(one: MonthReplayed) -> Phrase:
    if one.recommended is not None:
        return phrase("to {phase}", phase=one.recommended.way.to or phrase("the end"))
    return phrase("a person must decide") if one.person_must_decide else phrase("nothing")


def _alerts(found: Replayed, place: int) -> str:
    on = [one.trigger.id for one in found.histories if one.clock == "hindsight" and one.alerts[place]]
    return ", ".join(on) or "–"
