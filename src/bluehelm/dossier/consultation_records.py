"""Consultations: who was asked, what each said, which needs were stated, and what became of it."""

from __future__ import annotations

from typing import Literal

from bluehelm.dossier.catalogue import Record, optional, required, several
from bluehelm.dossier.field_types import Amount, Day, Identifier, Text, YesNo
from bluehelm.dossier.reference_types import ConsultationNamed, MandateNamed, Post, TaskNamed

Body = Literal[
    "Security Council",
    "Fifth Committee",
    "ACABQ",
    "Special Committee",
    "Secretariat",
    "troop and police contributors",
    "host State",
    "communities",
    "Peacebuilding Commission",
]


class Consultation(Record):
    """A meeting in which a decision or need was discussed."""

    kind = "consultation"
    id: Identifier = required("short name")
    on: Day | None = optional("day")
    bodies: tuple[Body, ...] = several("bodies present", name="with")
    about: MandateNamed | None = optional("decision it prepares")
    topic: Text | None = optional("topic")
    led_by: Post | None = optional("post that convened")
    source: Text | None = optional("document and paragraph")


class StatedNeed(Record):
    """A need stated once, for all bodies to share."""

    kind = "need"
    id: Identifier = required("short name")
    text: Text = required("the need")
    tasks: tuple[TaskNamed, ...] = several("tasks it serves")
    usd: Amount | None = optional("money it takes", unit="USD")
    stated_on: Day | None = optional("day it was stated")
    shared_with: tuple[Body, ...] = several("bodies that were told")
    source: Text | None = optional("document and paragraph")


class Position(Record):
    """What a body holds on a theme, and what became of it."""

    kind = "position"
    id: Identifier = required("short name")
    body: Body = required("body")
    theme: Text = required("theme")
    text: Text | None = optional("the position")
    stance: Literal["asks for more", "supports", "asks for less", "opposes"] | None = optional("stance")
    tasks: tuple[TaskNamed, ...] = several("tasks concerned")
    consultation: ConsultationNamed | None = optional("where it was stated")
    on: Day | None = optional("day it was stated")
    became: Text | None = optional("what became of it")
    taken_up_in: Text | None = optional("place in the text where it was taken up")
    source: Text | None = optional("document and paragraph")


class HostVoice(Record):
    """What the host country or its communities said, and what was done about it."""

    kind = "voice"
    id: Identifier = required("short name")
    text: Text = required("what was said, without names")
    from_whom: Literal["government", "parliament", "communities", "women", "youth", "media"] = required(
        "who spoke", name="from"
    )
    on: Day | None = optional("day")
    proposal: YesNo = optional("whether it was a proposal for ownership", default=False)
    answer: Text | None = optional("what became of it")
    consent_to_quote: YesNo | None = optional("whether it may be quoted in public")
    source: Text | None = optional("document and paragraph")
