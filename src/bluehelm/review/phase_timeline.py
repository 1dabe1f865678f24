"""The timeline of a replay: phases on record and on the plan's own path, and every trigger below."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from bluehelm.dossier.phase_records import Phase
from bluehelm.foundation.pages import Shade, Stretch, Timeline
from bluehelm.foundation.periods import add_months
from bluehelm.foundation.phrases import InBoth, Phrase, phrase
from bluehelm.phases.replay_phases import MonthReplayed, Replay
from bluehelm.phases.trigger_history import State, TriggerHistory

SHADE_OF: dict[State, Shade] = {
    "calm": "calm",
    "between": "between",
    "alarm": "alarm",
    "unknown": "unknown",
    "person must decide": "open",
}
STATE_WORDS: dict[State, Phrase] = {
    "calm": phrase("calm"),
    "between": phrase("neither"),
    "alarm": phrase("alarm"),
    "unknown": phrase("nothing known"),
    "person must decide": phrase("late: a person must decide"),
}


def replay_timeline(replay: Replay, histories: Iterable[TriggerHistory]) -> Timeline:
    """The picture of a replay."""
    rows = (
        (phrase("in fact"), replay.hindsight, False),
        (phrase("plan, in hindsight"), replay.hindsight, True),
        (phrase("plan, as known"), replay.known, True),
    )
    stretches = [one for row, months, planned in rows for one in _phases(row, months, planned)]
    stretches += [one for history in histories for one in _states(history)]
    note = phrase(
        "In fact: the phases on record. Plan: where its recommendations, followed at once, would have led. "
        "Below, each trigger on both clocks."
    )
    return Timeline(phrase("Phases and triggers over time"), tuple(stretches), note)


def _phases(row: Phrase, months: Sequence[MonthReplayed], planned: bool) -> Iterator[Stretch]:
    shades: dict[str, Shade] = {}

    def phase_of(one: MonthReplayed) -> Phase | None:
        return one.planned if planned else one.actual

    for _, held in groupby(months, key=lambda one: getattr(phase_of(one), "id", None)):
        stretch = list(held)
        phase = phase_of(stretch[0])
        until = add_months(stretch[-1].month, 1)
        if phase is None:
            yield Stretch(row, phrase("no phase"), stretch[0].month, until, "unknown")
            continue
        shade = shades.setdefault(phase.id, "one" if len(shades) % 2 == 0 else "other")
        yield Stretch(row, InBoth(phase.id), stretch[0].month, until, shade)


def _states(history: TriggerHistory) -> Iterator[Stretch]:
    named = {
        "hindsight": phrase("{trigger}", trigger=history.trigger.id),
        "known": phrase("{trigger}, known", trigger=history.trigger.id),
    }
    for state, from_on, until_on in history.stretches():
        yield Stretch(named[history.clock], STATE_WORDS[state], from_on, until_on, SHADE_OF[state])
