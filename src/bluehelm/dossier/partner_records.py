"""Partners: who leads what, by which evidence, to which standards, with whose money."""

from __future__ import annotations

from typing import Literal

from bluehelm.dossier.catalogue import Part, Record, optional, required, several
from bluehelm.dossier.field_types import Amount, Count, Day, Identifier, PeriodName, Text, YesNo
from bluehelm.dossier.reference_types import (
    Area,
    ObjectiveNamed,
    PartnerNamed,
    Post,
    TaskNamed,
)

Score = Literal["0", "1", "2", "3", "4"]


class AdvantageCriterion(Part):
    """One criterion of comparative advantage, with evidence for both sides."""

    criterion: Literal[
        "legitimacy and neutrality",
        "political access",
        "forces by date",
        "enablers",
        "planning staff",
        "money secured",
        "command quality",
        "rights compliance",
        "civilian, police and justice capacity",
        "knowledge of context",
        "exit capacity",
        "staying power",
    ] = required("criterion")
    un: Score | None = optional("score of the United Nations, 0 to 4")
    partner: Score | None = optional("score of the partner, 0 to 4")
    mandatory: YesNo = optional("whether a low score rules the partner out", default=False)
    evidence: Text | None = optional("evidence; a score without it counts as missing")
    on: Day | None = optional("day of the evidence")


class Standard(Part):
    """A standard of conduct compared with the United Nations' own."""

    standard: Literal["code of conduct", "human rights", "discipline", "reporting", "remedy"] = required(
        "standard"
    )
    comparable: YesNo | None = optional("whether comparable; blank is unknown")
    evidence: Text | None = optional("what shows it")
    on: Day | None = optional("day of the evidence")


class Partner(Record):
    """A regional organization, agency, lender or mission that works beside the operation."""

    kind = "partner"
    id: Identifier = required("short name")
    name: Text = required("name in use")
    type: Literal[
        "regional organization",
        "country team",
        "lender",
        "bilateral mission",
        "agency",
        "host",
        "civil society",
    ] = required("type")
    role: Text | None = optional("role")
    tasks: tuple[TaskNamed, ...] = several("mission tasks it leads or shares")
    leads: tuple[TaskNamed, ...] = several("mission tasks devolved to it")
    un_role: Literal["lead", "co-lead", "oversight", "pays only", "none"] | None = optional(
        "what the United Nations keeps"
    )
    advantage: tuple[AdvantageCriterion, ...] = several("comparative advantage, with evidence")
    standards: tuple[Standard, ...] = several("standards compared")
    source: Text | None = optional("document and paragraph")


class SupportCase(Record):
    """Support to a non-UN security force, under human rights due diligence."""

    kind = "support"
    id: Identifier = required("short name")
    recipient: Text = required("the force by name; 'army' is not an identity")
    text: Text | None = optional("kind of support")
    task: TaskNamed | None = optional("task it belongs to")
    state: Literal[
        "proposed",
        "assessed",
        "cleared",
        "cleared with conditions",
        "refused",
        "active",
        "alert",
        "intercession",
        "suspended",
        "resumed",
        "ended",
    ] = required("state of the case", term="A/67/775-S/2013/110")
    risk: Literal["low", "medium", "high"] | None = optional("assessed risk")
    assessed_by: Post | None = optional("post that assessed")
    assessed_on: Day | None = optional("day of the assessment")
    mitigation: tuple[Text, ...] = several("measures that lower the risk")
    began_on: Day | None = optional("day support began")
    expires_on: Day | None = optional("day the clearance ends")
    jointly_planned: YesNo | None = optional("whether operations are jointly planned and executed")
    source: Text | None = optional("document and paragraph")


class Financing(Record):
    """Money of a lender in the host country, and which political objective it supports."""

    kind = "financing"
    id: Identifier = required("short name")
    text: Text = required("project or envelope")
    partner: PartnerNamed | None = optional("lender")
    amount: Amount | None = optional("amount in its currency")
    currency: Text | None = optional("ISO 4217 code, or SDR")
    fiscal_year: Text | None = optional("lender's fiscal year, July to June for the World Bank")
    window: Text | None = optional("envelope, for example prevention and resilience")
    objectives: tuple[ObjectiveNamed, ...] = several("political objectives it touches")
    alignment: Literal["supports", "neutral", "works against"] | None = optional("how; blank is unknown")
    areas: tuple[Area, ...] = several("where")
    source: Text | None = optional("document and paragraph")


class Presence(Record):
    """A field presence of any part of the system, and what it does where."""

    kind = "presence"
    id: Identifier = required("short name")
    entity: Text = required("entity")
    areas: tuple[Area, ...] = several("where")
    functions: tuple[Text, ...] = several("functions it performs")
    tasks: tuple[TaskNamed, ...] = several("mission tasks it overlaps with")
    n_posts: Count | None = optional("posts", unit="posts")
    reports_to: Text | None = optional("reporting line")
    period: PeriodName | None = optional("period")
    source: Text | None = optional("document and paragraph")
