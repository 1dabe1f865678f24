"""Contributors: commitments, conditions, views and what became of them."""

from __future__ import annotations

from typing import Literal

from bluehelm.dossier.catalogue import Part, Record, optional, required, several
from bluehelm.dossier.field_types import (
    Count,
    CountryCode,
    Day,
    Identifier,
    Number,
    PeriodName,
    Share,
    Text,
    YesNo,
)

Factor = Literal[
    "Council support",
    "political strategy",
    "resourced and sequenced mandate",
    "force protection and medical care",
    "planning resources",
    "accountable leadership",
]


class FactorWeight(Part):
    """How much a factor counts in the contributor's decision, and how it is answered."""

    factor: Factor = required("factor")
    weight: Share | None = optional("weight; the six sum to one")
    floor: Text | None = optional("minimum below which the contributor would leave")
    mission: Identifier | None = optional("mission concerned")
    answer: Literal["met", "partly", "not met", "unknown"] | None = optional("as the contributor sees it")
    evidence: Text | None = optional("what it rests on; without it the answer is an opinion")
    would_change: Text | None = optional("what would change the decision")


class CommitmentToMission(Part):
    """What a contributor has committed to a mission, and when it frees the unit."""

    mission: Identifier = required("mission")
    unit: Text = required("unit")
    strength: Count | None = optional("people", unit="people")
    from_on: Day | None = optional("first day", name="from")
    until_on: Day | None = optional("first day after", name="until")


class View(Part):
    """A view, the forum it was given in, the response, and the change or reason."""

    id: Identifier = required("short name")
    topic: Text = required("topic")
    text: Text = required("the view, in our own words")
    forum: (
        Literal[
            "Special Committee",
            "Fifth Committee",
            "triangular consultation",
            "Council open debate",
            "bilateral",
            "pledging conference",
        ]
        | None
    ) = optional("forum")
    on: Day | None = optional("day it was given")
    before_decision_on: Day | None = optional("day of the decision it was meant for")
    response: Text | None = optional("the response")
    changed: Text | None = optional("text or plan that changed, with its place")
    reason: Text | None = optional("reason why nothing changed")
    document: Text | None = optional("document and paragraph")


class Recognition(Part):
    """How deployed personnel see the recognition of their part; small groups are not shown."""

    wave: PeriodName = required("wave of the survey")
    n_asked: Count | None = optional("people asked", unit="people")
    n_answered: Count | None = optional("people who answered", unit="people")
    mean: Number | None = optional("mean on the scale")
    wording: Text | None = optional("version of the wording")


class Advocacy(Part):
    """An action of advocacy on protection, children or women, and what shows its effect."""

    theme: Literal["protection of civilians", "children and armed conflict", "women, peace and security"] = (
        required("theme")
    )
    text: Text = required("the action")
    on: Day | None = optional("day")
    intended: Text | None = optional("change intended")
    effect: Literal["claimed", "plausible", "confirmed"] = optional("grade of the effect", default="claimed")
    second_source: Text | None = optional("second source; needed for 'confirmed'")


class Availability(Part):
    """Units free in a period, in coarse bands."""

    period: PeriodName = required("period")
    unit: Text = required("sort of unit")
    free: Literal["none", "some", "ample", "unknown"] = required("coarse band")
    instead: Text | None = optional("what could be offered instead: training, airlift, money, expertise")


class Contributor(Record):
    """A State that contributes troops or police, or considers it."""

    kind = "contributor"
    key = "contributor"
    contributor: Identifier = required("short name, also the name of its file")
    name: Text = required("name of the State")
    code: CountryCode | None = optional("country code")
    factors: tuple[FactorWeight, ...] = several("the six factors of the decision")
    commitments: tuple[CommitmentToMission, ...] = several("commitments")
    availability: tuple[Availability, ...] = several("units free")
    views: tuple[View, ...] = several("views given")
    recognition: tuple[Recognition, ...] = several("recognition of deployed personnel")
    advocacy: tuple[Advocacy, ...] = several("advocacy")
    gives_views: YesNo | None = optional("whether it wishes its views on file")
    source: Text | None = optional("document and paragraph")
