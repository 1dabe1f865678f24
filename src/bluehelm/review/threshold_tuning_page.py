"""The page of a tuning: the trade between detection, false alarms, lead time and cost, early and later."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from bluehelm.dossier.contents import Dossier
from bluehelm.foundation.numbers_and_dates import month_in
from bluehelm.foundation.pages import (
    Block,
    Column,
    Mark,
    Page,
    Paragraph,
    Said,
    Section,
    Table,
    TradeOff,
)
from bluehelm.foundation.periods import add_months
from bluehelm.foundation.phrases import InBoth, Phrase, Quantity, phrase
from bluehelm.phases.detection import range_of_share
from bluehelm.phases.threshold_grid import PairScore
from bluehelm.phases.tune_thresholds import CannotTune, Tuned

MOST_PAIRS = 4
EARLY, LATER = phrase("calibration months"), phrase("later months")
CLOCKS = {"hindsight": phrase("in hindsight"), "known": phrase("as known at the time")}

SMALL_PRINT = (
    phrase(
        "Limits are looked for on the calibration months alone; the later months show what they were worth "
        "afterwards. The page advises; the planner chooses, and the authority named decides."
    ),
    phrase(
        "A lower limit is at most half the upper one, so that an alert does not flap. Few events make wide "
        "ranges: the range says which true shares the counts are compatible with."
    ),
)


def threshold_tuning_page(dossier: Dossier, found: Sequence[Tuned | CannotTune], as_of: date) -> Page:
    """The page of a tuning."""
    mission = dossier.mission
    name = InBoth(mission.short_name or mission.name) if mission else InBoth("")
    return Page(
        phrase("{mission}: limits of triggers tried out", mission=name),
        phrase("What every pair of limits would have been worth, early and later"),
        as_of,
        None,
        tuple(_section(one, place) for place, one in enumerate(found, 1)),
        SMALL_PRINT,
    )


def _section(one: Tuned | CannotTune, place: int) -> Section:
    if isinstance(one, CannotTune):
        said = phrase("'{trigger}' cannot be tuned: {why}.", trigger=one.trigger.id, why=one.why)
        return Section(
            phrase("{item}", item=one.trigger.reference), (Paragraph(said, "bad"),), f"trigger-{place}"
        )
    heading = phrase("{item}, {clock}", item=one.trigger.reference, clock=CLOCKS[one.clock])
    return Section(heading, tuple(_blocks(one)), f"trigger-{place}")


def _blocks(one: Tuned) -> Iterator[Block]:
    yield Paragraph(_described(one))
    yield from _advice(one)
    yield _pairs(one)
    yield _picture(one)


def _described(one: Tuned) -> Phrase:
    return phrase(
        "{n} pairs of limits on {n_areas} series, for {event}: a month with {limit} or more, announced up to "
        "{lead} before. Calibrated on {first} to {until} ({n_early} such events began), shown on the months "
        "to {last} ({n_later}).",
        n=one.grid.n_pairs, n_areas=len(one.areas), event=one.detection.reference,
        limit=one.detection.at_least, lead=one.detection.lead, first=_month(one.first),
        until=_month(add_months(one.until, -1)), last=_month(one.last), n_early=one.grid.n_onsets[0],
        n_later=one.grid.n_onsets[1],
    )  # fmt: skip


def _month(day: date) -> InBoth:
    return InBoth(month_in(day, "en"), month_in(day, "fr"))


NO_WARNING = (
    "No pair announced any event on the calibration months with a false alarm ratio of {ratio} and a rate of "
    "{rate} at most, and {n} months of lead on average: by these, the measure is no warning of that event."
)
PLATEAU = (
    "With a false alarm ratio of {ratio} and a rate of {rate} at most, {n_hits} of {n_onsets} is the most "
    "that could be announced. {n_pairs} pairs do so, with alarm limits from {up_low} to {up_high} and calm "
    "limits from {down_low} to {down_high}; alarm at {up} and calm at {down} has the fewest months in alert."
)


def _advice(one: Tuned) -> Iterator[Block]:
    wanted = {
        "ratio": Quantity(one.wanted.highest_false_alarm_ratio, "share"),
        "rate": Quantity(one.wanted.highest_false_alarm_rate, "share"),
    }
    if not one.best:
        lead = Quantity(one.wanted.shortest_lead_months)
        yield Paragraph(Phrase(NO_WARNING, {**wanted, "n": lead}), "bad")
        return
    yield Paragraph(Phrase(PLATEAU, {**wanted, **_plateau(one)}))
    yield from _afterwards(one, one.best[0])


def _plateau(one: Tuned) -> dict[str, object]:
    first = one.best[0]
    ups, downs = [pair.up for pair in one.best], [pair.down for pair in one.best]
    return {
        "n_hits": first.n_hits,
        "n_onsets": one.grid.n_onsets[0],
        "n_pairs": len(one.best),
        "up_low": Quantity(min(ups)),
        "up_high": Quantity(max(ups)),
        "down_low": Quantity(min(downs)),
        "down_high": Quantity(max(downs)),
        "up": Quantity(first.up),
        "down": Quantity(first.down),
    }


def _afterwards(one: Tuned, first: PairScore) -> Iterator[Block]:
    later = one.later_of(first)
    within = range_of_share(later.n_hits, later.n_hits + later.n_misses)
    if within is None:
        yield Paragraph(
            phrase("No such event began in the later months, so nothing shows what it is worth."), "grey"
        )
        return
    yield Paragraph(
        phrase(
            "In the later months that pair announced {n_hits} of {n_onsets} (true shares between {low} and "
            "{high} are compatible with this), with {n_false} false alarms.",
            n_hits=later.n_hits, n_onsets=later.n_hits + later.n_misses, low=Quantity(within[0], "share"),
            high=Quantity(within[1], "share"), n_false=later.n_false_alarms,
        ),
        "plain" if later.n_hits else "bad",
    )  # fmt: skip


def _picture(one: Tuned) -> TradeOff:
    marks = [
        mark for group, scores in ((EARLY, one.early), (LATER, one.later)) for mark in _marks(group, scores)
    ]
    for label, pair in _named(one):
        marks += [
            _mark(group, score, label)
            for group, score in ((EARLY, pair), (LATER, one.later_of(pair)))
            if score.probability_of_detection is not None
        ]
    note = phrase("Up and to the left is better: more events announced, fewer false alarms.")
    return TradeOff(
        phrase("Detection against false alarms"),
        phrase("false alarm ratio"),
        phrase("events announced"),
        tuple(marks),
        note,
    )


def _marks(group: Phrase, scores: Sequence[PairScore]) -> Iterator[Mark]:
    """The points of a cloud, each place once."""
    places = {
        (round(one.false_alarm_ratio or 0.0, 3), round(one.probability_of_detection, 3))
        for one in scores
        if one.probability_of_detection is not None
    }
    for x, y in sorted(places):
        yield Mark(x, y, group)


def _mark(group: Phrase, pair: PairScore, label: Phrase) -> Mark:
    return Mark(
        pair.false_alarm_ratio or 0.0, pair.probability_of_detection or 0.0, group, label, chosen=True
    )


def _named(one: Tuned) -> Iterator[tuple[Phrase, PairScore]]:
    if one.best:
        first = one.best[0]
        yield phrase("alarm {up}, calm {down}", up=Quantity(first.up), down=Quantity(first.down)), first
    if one.now is not None:
        yield phrase("as in the dossier"), one.now[0]


def _pairs(one: Tuned) -> Table:
    columns = (
        Column(phrase("Limits")),
        Column(phrase("Months")),
        Column(phrase("Hits"), numeric=True),
        Column(phrase("Misses"), numeric=True),
        Column(phrase("False alarms"), numeric=True),
        Column(phrase("False alarm ratio"), numeric=True),
        Column(phrase("False alarm rate"), numeric=True, essential=False),
        Column(phrase("Lead, months"), numeric=True),
        Column(phrase("Changes a year"), numeric=True, essential=False),
        Column(phrase("Time in alert"), numeric=True),
        Column(phrase("Cost of the alert"), numeric=True, essential=False),
    )
    rows = tuple(row for label, pair in _shown(one) for row in _rows(one, label, pair))
    return Table(phrase("Pairs of limits compared"), columns, rows, note=_cost_note(one), whole=True)


def _shown(one: Tuned) -> Iterator[tuple[Phrase, PairScore]]:
    if one.now is not None:
        yield (
            phrase("dossier: {up} / {down}", up=Quantity(one.now[0].up), down=Quantity(one.now[0].down)),
            one.now[0],
        )
    for pair in _differing(one):
        yield phrase("{up} / {down}", up=Quantity(pair.up), down=Quantity(pair.down)), pair


def _differing(one: Tuned) -> list[PairScore]:
    """The first pairs of the plateau that differ in what they were worth, early or later."""
    seen: dict[object, PairScore] = {}
    for pair in one.best:
        worth = (_cells(one, pair), _cells(one, one.later_of(pair)))
        seen.setdefault(str(worth), pair)
    return list(seen.values())[:MOST_PAIRS]


def _rows(one: Tuned, label: Phrase, pair: PairScore) -> Iterator[tuple[Said, ...]]:
    for months, score in ((phrase("early"), pair), (phrase("later"), one.later_of(pair))):
        yield (label, months, *_cells(one, score))


def _cells(one: Tuned, score: PairScore) -> tuple[Said, ...]:
    years = score.n_months / 12
    usd = None if one.usd_a_month is None else one.usd_a_month * score.n_months_on
    lead = score.mean_lead_months
    return (
        Quantity(score.n_hits), Quantity(score.n_misses), Quantity(score.n_false_alarms),
        Quantity(score.false_alarm_ratio, "share"), Quantity(score.false_alarm_rate, "share"),
        Quantity(None if lead is None else Decimal(f"{lead:.1f}")),
        Quantity(Decimal(f"{score.n_changes / years:.1f}") if years else None),
        Quantity(score.share_on, "share"), Quantity(usd, "USD"),
    )  # fmt: skip


def _cost_note(one: Tuned) -> Phrase:
    if one.usd_a_month is None:
        return phrase(
            "Time in alert is the cost that can be given: no way up on this alarm leads to a dearer envelope."
        )
    return phrase(
        "Cost: months in alert at what the phase entered on this alarm costs more a month, {usd}.",
        usd=Quantity(one.usd_a_month, "USD"),
    )
