"""Evidence in the dossier: facts, judgements, pinned releases, small series, control, deaths, alerts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Literal

from pydantic import InstanceOf

from bluehelm.dossier.catalogue import Part, Record, optional, required, several
from bluehelm.dossier.field_types import (
    Cell,
    Count,
    Day,
    Identifier,
    Number,
    PeriodName,
    Share,
    Text,
    Value,
    Written,
    YesNo,
    fault,
)
from bluehelm.dossier.reference_types import (
    Area,
    BaseNamed,
    MeasuredNamed,
    Post,
    ReleaseUp,
)
from bluehelm.foundation.periods import Period

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
_DAYS_AFTER = re.compile(r"(\d{1,3}) days after the month")
_NEXT_YEAR = re.compile(r"(\d{1,2}) (\w+) of the next year")


@dataclass(frozen=True, slots=True)
class PublicationRhythm:
    """When data of a source usually appear: some days after the month, or on a day of the next year."""

    n_days_after: int = 0
    month: int = 0
    day: int = 0

    def __str__(self) -> str:
        if self.month:
            return f"{self.day} {MONTHS[self.month - 1]} of the next year"
        return f"{self.n_days_after} days after the month"

    def first_known_on(self, period: Period) -> date:
        """The day from which the data of a period are usually known.

        >>> from bluehelm.foundation.periods import parse_period
        >>> str(read_appears("15 June of the next year").first_known_on(parse_period("2021-03")))
        '2022-06-15'
        """
        last = period.until_on - date.resolution
        if self.month:
            return date(last.year + 1, self.month, self.day)
        return last + timedelta(days=self.n_days_after)


def read_appears(value: object) -> PublicationRhythm:
    """A rhythm of publication as people write it."""
    text = str(value)
    if match := _DAYS_AFTER.fullmatch(text):
        return PublicationRhythm(n_days_after=int(match[1]))
    match = _NEXT_YEAR.fullmatch(text)
    if match is None or match[2] not in MONTHS or not 1 <= int(match[1]) <= 28:
        raise fault(
            "'{found}' does not say when data appear; write for example 15 June of the next year, or "
            "20 days after the month",
            found=text,
        )
    return PublicationRhythm(month=MONTHS.index(match[2]) + 1, day=int(match[1]))


Appears = Annotated[
    InstanceOf[PublicationRhythm], Written("rhythm of publication", read_appears, (("type", "string"),))
]


class Fact(Record):
    """Something that holds or does not, with the day it became known."""

    kind = "fact"
    id: Identifier = required("short name")
    text: Text = required("the fact as a statement", stamped=True)
    text_fr: Text | None = optional("the same in French")
    holds: YesNo | None = optional("yes or no; blank is unknown")
    on: Day | None = optional("day from which it holds, or was found not to")
    known_on: Day | None = optional("day it became known")
    source: Text | None = optional("document and paragraph")


class Answer(Part):
    """One answer to a judgement."""

    answer: Text = required("answer, one of those allowed")
    by: Post | None = optional("post that judged")
    on: Day = required("day of the judgement")
    rests_on: Text | None = optional("what it rests on")
    but: Text | None = optional("what speaks against it")


class Judgement(Record):
    """A question that a named post answers, with a date and what it rests on."""

    kind = "judgement"
    id: Identifier = required("short name")
    text: Text = required("the question as a statement", stamped=True)
    text_fr: Text | None = optional("the same in French")
    answers: tuple[Text, ...] = several("answers allowed", stamped=True)
    asked_of: Post | None = optional("post that answers")
    given: tuple[Answer, ...] = several("answers given")


class Release(Record):
    """A pinned release of outside data."""

    kind = "release"
    id: Identifier = required("short name")
    dataset: Text = required("data set, for example UCDP GED", name="source")
    release: Text = required("release or day of extract")
    sha256: Text | None = optional("hash of the file used")
    covers_from: Day | None = optional("first day covered")
    covers_until: Day | None = optional("first day no longer covered")
    appears: Appears | None = optional(
        "when data of this source become public, for example 15 June of the next year, or 20 days after "
        "the month"
    )
    provisional: YesNo = optional("whether the owner calls it provisional", default=False)
    licence: Text | None = optional("terms of use as known")
    cite: Text | None = optional("how to cite it")


class Measure(Record):
    """A small published series used as evidence: what is counted, from which release."""

    kind = "measure"
    id: Identifier = required("short name")
    text: Text = required("what is counted", stamped=True)
    text_fr: Text | None = optional("the same in French")
    unit: Text | None = optional("unit", stamped=True)
    better: Literal["up", "down", "neither"] | None = optional("the direction that is good")
    aggregate: Literal["sum", "average", "maximum", "last"] = optional("how periods add up", default="sum")
    release: ReleaseUp | None = optional("release it comes from", stamped=True)
    covers: Text | None = optional("what it leaves out")


class SeriesValue(Record):
    """One value of a small series, for an area or a grid cell."""

    measure: MeasuredNamed = required("measure")
    area: Area | None = optional("area; blank for the whole host State")
    cell: Cell | None = optional("PRIO-GRID cell")
    period: PeriodName = required("period")
    value: Value | None = optional("value; blank is unknown")
    low: Number | None = optional("low estimate")
    high: Number | None = optional("high estimate")
    n_events: Count | None = optional("events counted", unit="events")
    known_on: Day | None = optional("day it became known")
    source: Text | None = optional("document and paragraph")


class Control(Record):
    """Who controls an area in a period, as shares of its people or ground."""

    area: Area = required("area")
    period: PeriodName = required("period")
    state: Share | None = optional("share under State control")
    contested: Share | None = optional("share contested")
    group: Share | None = optional("share under a group")
    none: Share | None = optional("share under nobody")
    coercive_governance: YesNo | None = optional("taxes, courts or checkpoints by a group")
    trafficking: YesNo | None = optional("trafficking routes reported")
    known_on: Day | None = optional("day it became known")
    source: Text | None = optional("document and paragraph")


class Deaths(Record):
    """Deaths of mission personnel in a period, by cause; the definition stands beside the number."""

    period: PeriodName = required("period")
    cause: Literal["malicious act", "accident", "illness", "self-inflicted", "other", "all"] = required(
        "cause"
    )
    n_deaths: Count | None = optional("deaths; blank is unknown", unit="deaths")
    definition: Text = required("definition and series")
    known_on: Day | None = optional("day it became known")
    source: Text | None = optional("document and paragraph")


class Alert(Record):
    """Protection alerts in an area and period: raised, answered, and how."""

    area: Area | None = optional("area")
    period: PeriodName = required("period")
    n_alerts: Count | None = optional("alerts raised", unit="alerts")
    n_answered: Count | None = optional("alerts answered", unit="alerts")
    hours_to_answer: Number | None = optional("median time to answer", unit="hours")
    source: Text | None = optional("document and paragraph")


class Incident(Record):
    """A security incident at or near a base, without persons."""

    on: Day = required("day")
    base: BaseNamed | None = optional("base")
    area: Area | None = optional("area")
    type: Literal["attack", "explosive device", "accident", "movement blocked", "theft", "other"] = required(
        "type"
    )
    n_injured: Count | None = optional("injured", unit="people")
    n_killed: Count | None = optional("killed", unit="people")
    source: Text | None = optional("document and paragraph")


class LocationStrength(Record):
    """Troops coded at a place in a year from deployment maps; not reported strength."""

    base: BaseNamed = required("base")
    period: PeriodName = required("year")
    troops: Number | None = optional("mean coded troops; blank is not on the maps", unit="people")
    police: YesNo | None = optional("police present")
    observers: YesNo | None = optional("observers present")
    source: Text | None = optional("data set and release")


class Survey(Record):
    """One answer of an anonymous survey, by wave."""

    question: Identifier = required("short name of the question")
    wave: PeriodName = required("wave")
    group: Text | None = optional("group asked")
    n_asked: Count | None = optional("people asked", unit="people")
    n_answered: Count | None = optional("people who answered; below 5 is not shown", unit="people")
    value: Number | None = optional("result")
    unit: Text | None = optional("unit of the result")
    wording: Text | None = optional("version of the wording")
    source: Text | None = optional("document and paragraph")
