"""The concept of operations: lines of effort, State authority, protection, command, law, communication."""

from __future__ import annotations

from typing import Literal

from bluehelm.dossier.catalogue import Record, optional, required, several
from bluehelm.dossier.field_types import Amount, Count, Day, DayCount, Identifier, Number, Text, YesNo
from bluehelm.dossier.reference_types import (
    Area,
    BaseNamed,
    ComponentNamed,
    IndicatorNamed,
    ObjectiveNamed,
    Post,
    TaskNamed,
)


class LineOfEffort(Record):
    """A line of effort that joins tasks of several components behind one objective."""

    kind = "effort"
    id: Identifier = required("short name")
    text: Text = required("what it achieves", stamped=True)
    objective: ObjectiveNamed | None = optional("objective it serves", stamped=True)
    tasks: tuple[TaskNamed, ...] = several("tasks joined", stamped=True)
    components: tuple[ComponentNamed, ...] = several("components joined")
    led_by: Post | None = optional("post that answers for it")
    civil_follow_on_days: DayCount | None = optional(
        "days within which civilian work follows an operation", unit="days"
    )
    dated_on: Day | None = optional("day of the concept")


class StateAuthorityRequirement(Record):
    """One of the twelve requirements of a concept that extends State authority."""

    kind = "authority"
    id: Identifier = required("short name")
    requirement: Literal[
        "political analysis",
        "legitimacy test",
        "agreed areas",
        "who holds the ground",
        "sequence of police, justice and corrections",
        "administration and services",
        "host budget",
        "due diligence",
        "consultation of communities and women",
        "handover",
        "reversal trigger",
        "indicators of presence, capacity and legitimacy",
    ] = required("which requirement")
    tasks: tuple[TaskNamed, ...] = several("tasks concerned")
    areas: tuple[Area, ...] = several("areas concerned")
    led_by: Post | None = optional("post that answers for it")
    status: Literal["met", "partly", "not met"] | None = optional("status; blank is unknown")
    evidence: Text | None = optional("what shows it")
    on: Day | None = optional("day of the status")


class ProtectionMeasure(Record):
    """A measure of the protection plan, by tier and phase of response."""

    kind = "protection"
    id: Identifier = required("short name")
    text: Text = required("what is done")
    tier: Literal["dialogue", "physical protection", "protective environment"] = required("tier")
    response: Literal["prevention", "pre-emption", "response", "consolidation"] | None = optional("when")
    task: TaskNamed | None = optional("task it carries out")
    areas: tuple[Area, ...] = several("where")
    led_by: Post | None = optional("post that answers for it")
    shared_with: tuple[Text, ...] = several("partners it was shared with")


class ForceProtectionMeasure(Record):
    """A measure that protects peacekeepers at a base: required, provided, or a risk accepted."""

    kind = "safeguard"
    id: Identifier = required("short name")
    base: BaseNamed | None = optional("base")
    measure: Text = required("the measure")
    led_by: Post | None = optional("post that answers for it")
    due_on: Day | None = optional("day it is due")
    provided_on: Day | None = optional("day it was provided")
    evidence: Text | None = optional("what shows it")
    risk_accepted_by: Post | None = optional("post that accepts the risk meanwhile")
    risk_accepted_until: Day | None = optional("first day the acceptance no longer holds")
    asked_on: Day | None = optional("day it was asked for")
    answered_on: Day | None = optional("day of the answer")
    answer: Literal["granted", "partly", "refused"] | None = optional("the answer")
    source: Text | None = optional("document and paragraph")


class CommandArrangement(Record):
    """Who commands and tasks a kind of asset."""

    kind = "command"
    id: Identifier = required("short name")
    asset: Text = required("asset or operation")
    authority: tuple[Post, ...] = several("posts with authority; more than one conflicts")
    tasking_by: Post | None = optional("post that tasks it")
    n_orders_declined: Count | None = optional("orders declined in the period", unit="orders")
    source: Text | None = optional("document and paragraph")


class RulesOfEngagementVersion(Record):
    """A version of the rules of engagement: dates and reviews only; the content stays with the user."""

    kind = "rules"
    id: Identifier = required("short name")
    authority: Post | None = optional("post that approved")
    threat_changed_on: Day | None = optional("day the change of threat was seen")
    legal_review_on: Day | None = optional("day of the legal review")
    approved_on: Day | None = optional("day of approval")
    trained_on: Day | None = optional("day the units were trained")
    effective_from: Day | None = optional("first day in force")
    acknowledged_by: tuple[Text, ...] = several("units that acknowledged")


class LegalReview(Record):
    """The legal basis of an advanced capability, artificial intelligence included, by function."""

    kind = "capability"
    id: Identifier = required("short name")
    capability: Text = required("capability")
    function: Text | None = optional("what it is used for; 'AI' alone is no function")
    legal_bases: tuple[Text, ...] = several("legal bases")
    status: Literal["blocked", "conditional", "cleared"] = required("status")
    responsible: Post | None = optional("post that answers for its use")
    reviewed_by: Text | None = optional("who reviewed; not the maker alone")
    expires_on: Day | None = optional("day the clearance ends")
    source: Text | None = optional("document and paragraph")


class Narrative(Record):
    """A harmful narrative and the truthful answer to it."""

    kind = "narrative"
    id: Identifier = required("short name")
    text: Text = required("the claim, as a claim")
    type: Literal["misinformation", "disinformation", "hate speech"] = required("type")
    seen_on: Day | None = optional("day it was seen")
    risk: Literal["low", "medium", "high"] | None = optional("risk to safety, mandate or process")
    answered_on: Day | None = optional("day of the first accurate answer")
    languages: tuple[Text, ...] = several("languages of the answer")
    source: Text | None = optional("where it was seen")


class InformationNeed(Record):
    """What must be known for a task, and which sensor or person sees it."""

    kind = "information"
    id: Identifier = required("short name")
    text: Text = required("what must be known, as an effect")
    task: TaskNamed | None = optional("task that needs it")
    areas: tuple[Area, ...] = several("where")
    seen_by: Text | None = optional("sensor, unit or network that sees it")
    revisit_hours: Number | None = optional("time between looks", unit="hours")
    delay_hours: Number | None = optional("time until the commander knows", unit="hours")
    data_rule: Text | None = optional("rule on data and privacy")
    secure_link: YesNo | None = optional("whether the link is interoperable and secure")


class GenderStep(Record):
    """Women, peace and security at one step of planning: analysis, action, post, money, indicator."""

    kind = "gender"
    id: Identifier = required("short name")
    step: Literal["mandate", "concept", "plan", "unit requirement", "budget", "evaluation"] = required("step")
    analysis: Text | None = optional("gender analysis done")
    action: Text | None = optional("action; 'mainstreamed' is none")
    led_by: Post | None = optional("post that answers for it")
    usd: Amount | None = optional("money", unit="USD")
    indicator: IndicatorNamed | None = optional("indicator")
