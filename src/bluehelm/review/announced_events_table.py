"""How well triggers announced the events they are there for, as a section of a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from bluehelm.foundation.pages import Block, Column, Paragraph, Said, Section, Table
from bluehelm.foundation.phrases import InBoth, Phrase, Quantity, phrase
from bluehelm.phases.announced_events import Announced
from bluehelm.phases.detection import DetectionScore, range_of_share

CLOCK_WORDS = {"hindsight": phrase("in hindsight"), "known": phrase("as known")}


def announced_section(announced: Iterable[Announced]) -> Section:
    """Hits, misses, false alarms and lead time of every declared event on both clocks."""
    return Section(phrase("Were the events announced?"), tuple(_blocks(list(announced))), "announced")


def _blocks(announced: list[Announced]) -> Iterator[Block]:
    rows: list[tuple[Said, ...]] = []
    for one in announced:
        if not one.scores:
            yield Paragraph(
                phrase(
                    "'{event}' cannot be scored: its measure has no series by month.", event=one.detection.id
                ),
                "bad",
            )
        for clock, found in one.scores.items():
            rows.append((one.detection.id, CLOCK_WORDS[clock], *_counts(found)))
    columns = (
        Column(phrase("Event")),
        Column(phrase("Clock")),
        Column(phrase("Hits"), numeric=True),
        Column(phrase("Misses"), numeric=True),
        Column(phrase("False alarms"), numeric=True),
        Column(phrase("Detected"), essential=False),
        Column(phrase("False alarm ratio"), numeric=True),
        Column(phrase("False alarm rate"), numeric=True),
        Column(phrase("Lead, months"), numeric=True, essential=False),
        Column(phrase("Changes a year"), numeric=True, essential=False),
        Column(phrase("Months on"), numeric=True, essential=False),
    )
    yield Table(phrase("Events announced"), columns, tuple(rows), note=NOTE, whole=True)
    for one in announced:
        yield Paragraph(_described(one), "grey")
        if one.scores and one.n_judged["known"] < one.scores["known"].n_months:
            yield Paragraph(_rarely_judged(one), "bad")


NOTE = phrase(
    "Hit: the alert was on before the event began. Ratio: share of false alarms in hits and false alarms. "
    "Rate: of the months that no event followed, the share with the alert on."
)


def _described(one: Announced) -> Phrase:
    detection = one.detection
    text = InBoth(detection.text or detection.id, detection.text_fr)
    return phrase(
        "{event}: {text}; a month with {limit} or more, after as many months without as the lead wanted "
        "({lead}).",
        event=detection.reference,
        text=text,
        limit=detection.at_least,
        lead=detection.lead,
    )


def _rarely_judged(one: Announced) -> Phrase:
    return phrase(
        "As known at the time the trigger could be judged in {n} of {n_months} months, in hindsight in "
        "{n_hindsight}; in the others no alert could be raised or lifted.",
        n=one.n_judged["known"],
        n_months=one.scores["known"].n_months,
        n_hindsight=one.n_judged["hindsight"],
    )


def _counts(found: DetectionScore) -> tuple[Said, ...]:
    return (
        Quantity(found.n_hits),
        Quantity(found.n_misses),
        Quantity(found.n_false_alarms),
        _detected(found),
        Quantity(found.false_alarm_ratio, "share"),
        Quantity(found.false_alarm_rate, "share"),
        Quantity(found.median_lead_months),
        Quantity(None if found.changes_a_year is None else Decimal(f"{found.changes_a_year:.1f}")),
        Quantity(found.n_months_on),
    )


def _detected(found: DetectionScore) -> Phrase:
    """Hits of onsets with the range of true shares they are compatible with."""
    within = range_of_share(found.n_hits, found.n_onsets)
    if within is None:
        return phrase("no event began")
    return phrase(
        "{n_hits} of {n_onsets} (between {low} and {high})",
        n_hits=found.n_hits,
        n_onsets=found.n_onsets,
        low=Quantity(within[0], "share"),
        high=Quantity(within[1], "share"),
    )
