"""What belongs to no mission: dated rules, reform follow-up, forms of operation, drafts and vetoes."""

from __future__ import annotations

from typing import Literal

from bluehelm.dossier.catalogue import Part, Record, optional, required, several
from bluehelm.dossier.field_types import (
    Amount,
    Count,
    CountryCode,
    Day,
    Identifier,
    Number,
    Text,
    YesNo,
)
from bluehelm.dossier.reference_types import FormNamed, SituationNamed


class Rule(Record):
    """A rule or default with its value, dates, status and source."""

    kind = "rule"
    id: Identifier = required("short name")
    statement: Text = required("the rule in a few words")
    value: Text | None = optional("its value")
    unit: Text | None = optional("unit of the value")
    effective_from: Day | None = optional("first day in force")
    effective_until: Day | None = optional("first day no longer in force")
    source: Text | None = optional("document and paragraph")
    paragraphs: tuple[Text, ...] = several("paragraphs of the submission it serves")


class ReformRecommendation(Record):
    """A recommendation of an earlier reform, its addressee, and what became of it."""

    kind = "reform"
    id: Identifier = required("short name")
    text: Text = required("the recommendation, in our own words")
    report: Text = required("report, for example HIPPO")
    paragraph: Text | None = optional("paragraph; blank until a user has confirmed it")
    addressees: tuple[
        Literal[
            "Council",
            "General Assembly",
            "Secretary-General",
            "Member States",
            "contributors",
            "heads of mission",
            "host State",
            "African Union",
            "all",
        ],
        ...,
    ] = several("who was asked")
    status: Literal["not started", "partly", "done", "superseded", "rejected", "reversed"] | None = optional(
        "status; none without dated evidence"
    )
    evidence: Text | None = optional("what shows the status")
    evidence_on: Day | None = optional("day of the evidence")
    still_relevant: YesNo | None = optional("whether it should be looked at again")


class FormOfOperation(Record):
    """A form of peace operation and the functions it can perform."""

    kind = "form"
    id: Identifier = required("short name")
    name: Text = required("name in use")
    name_fr: Text | None = optional("name in French")
    functions: tuple[Text, ...] = several("functions it performs")
    strength_from: Count | None = optional("smallest usual strength", unit="people")
    strength_to: Count | None = optional("largest usual strength", unit="people")
    precedents: tuple[Text, ...] = several("operations that had this form")
    can_become: tuple[FormNamed, ...] = several("forms it has moved to or could move to")


class Draft(Record):
    """A Council draft that was vetoed or failed."""

    kind = "draft"
    id: Identifier = required("short name")
    symbol: Text | None = optional("symbol of the draft")
    on: Day = required("day of the vote")
    situation: SituationNamed | None = optional("situation")
    vetoed_by: tuple[CountryCode, ...] = several("permanent members that voted against")
    in_favour: Count | None = optional("votes in favour")
    assembly_debate_on: Day | None = optional("day of the debate in the General Assembly")
    source: Text | None = optional("document and paragraph")


class LiaisonCase(Record):
    """A situation in which Council and General Assembly were brought together."""

    kind = "liaison"
    id: Identifier = required("short name")
    situation: SituationNamed | None = optional("situation")
    state: Literal[
        "watch",
        "deadlock flagged",
        "liaison open",
        "bridging",
        "Council action",
        "debate in the Assembly",
        "request for emergency session",
        "closed",
    ] = required("state of the case")
    since_on: Day | None = optional("day of this state", name="since")
    lack_of_unanimity: Text | None = optional("what shows it")
    next_deadline_on: Day | None = optional("next deadline")
    positions: tuple[Text, ...] = several("positions, each with its source")
    source: Text | None = optional("document and paragraph")


class AssemblyPresidency(Record):
    """The term of a President of the General Assembly: the office, never the person."""

    kind = "presidency"
    id: Identifier = required("short name, for example session-80")
    elected_on: Day | None = optional("day of election")
    from_on: Day = required("first day of the term", name="from")
    until_on: Day = required("first day after the term", name="until")
    source: Text | None = optional("document and paragraph")


class IntakeTest(Part):
    """One number that a situation must reach."""

    measure: Identifier = required("measure")
    at_least: Amount = required("value it must reach")


class IntakeRule(Record):
    """When a situation counts as one that would have needed an operation."""

    kind = "intake"
    id: Identifier = required("short name")
    text: Text = required("the rule in words")
    tests: tuple[IntakeTest, ...] = several("numbers that must all be reached")


class ScaleRate(Record):
    """A State's rate in a scale of assessments, for a stretch of time."""

    state: CountryCode = required("State")
    scale: Literal["regular", "peacekeeping"] = required("scale")
    rate_percent: Number | None = optional("rate", unit="per cent")
    level: Text | None = optional("level in the peacekeeping scale")
    from_on: Day = required("first day", name="from")
    until_on: Day | None = optional("first day after", name="until")
    source: Text | None = optional("document and paragraph")


class FieldPresenceReform(Record):
    """An idea to merge or share presences or expertise across departments, with its objections."""

    kind = "merger"
    id: Identifier = required("short name")
    text: Text = required("what would be merged or shared")
    functions: tuple[Text, ...] = several("functions concerned")
    without_owner: tuple[Text, ...] = several("functions left without an owner")
    objections: tuple[Text, ...] = several("objections on record, each with its source")
    status: Literal["proposed", "agreed", "done", "dropped"] | None = optional("status")
    source: Text | None = optional("document and paragraph")
