"""Political strategy: parties, agreements, objectives, commitments, consent and conditions."""

from __future__ import annotations

from typing import Literal

from bluehelm.dossier.catalogue import Part, Record, optional, required, several
from bluehelm.dossier.field_types import Amount, Count, Day, Identifier, Share, Text, YesNo
from bluehelm.dossier.reference_types import (
    Agreement as AgreementNamed,
)
from bluehelm.dossier.reference_types import (
    Area,
    ComponentNamed,
    IndicatorNamed,
    ObjectiveNamed,
    Post,
    TaskNamed,
)
from bluehelm.dossier.reference_types import (
    Party as PartyNamed,
)

Grade = Literal["A", "B", "C", "D", "E"]


class PoliticalStrategy(Record):
    """A dated political strategy that the mission's plans must follow."""

    kind = "strategy"
    id: Identifier = required("short name")
    text: Text = required("the path to a settlement, in a few sentences", stamped=True)
    dated_on: Day | None = optional("day of the strategy; without one no plan can be tied to it")
    reviewed_on: Day | None = optional("day it was last reviewed")
    approved_by: Post | None = optional("post that approved it")
    components: tuple[ComponentNamed, ...] = several("components whose plans follow it")
    source: Text | None = optional("document and paragraph")


class Objective(Record):
    """A political objective: what must change between parties for peace to hold."""

    kind = "objective"
    id: Identifier = required("short name")
    text: Text = required("the change sought", stamped=True)
    text_fr: Text | None = optional("the same in French")
    led_by: Post | None = optional("post that answers for it")
    paragraph: Text | None = optional("where the Council says so")
    manages_conflict: YesNo | None = optional(
        "whether it moves the conflict towards less violence", stamped=True
    )
    measures: tuple[IndicatorNamed, ...] = several("indicators that would show the change")
    women: YesNo = optional("whether it concerns women's part in peace processes", default=False)
    source: Text | None = optional("document and paragraph")


class PartyStance(Part):
    """What a party's acts say about it on a day."""

    on: Day = required("day of the assessment")
    state: Literal["supports", "conditional", "obstructs", "unknown"] = required("how it acts")
    because: Text | None = optional("the acts it rests on")
    by: Post | None = optional("post that judged")


class Party(Record):
    """A party to the conflict, the host State, a neighbour or an outside force."""

    kind = "party"
    id: Identifier = required("short name")
    name: Text = required("name in use")
    type: Literal[
        "government",
        "armed group",
        "coalition",
        "neighbour",
        "regional organization",
        "bilateral force",
        "civil society",
        "political party",
    ] = required("what sort of party")
    signed: tuple[AgreementNamed, ...] = several("agreements it signed")
    stances: tuple[PartyStance, ...] = several("how it has acted, with dates")
    source: Text | None = optional("document and paragraph")


class Agreement(Record):
    """A peace agreement, ceasefire or road map."""

    kind = "agreement"
    id: Identifier = required("short name")
    name: Text = required("name in use")
    signed_on: Day | None = optional("day of signature")
    form: Literal["peace agreement", "ceasefire", "road map", "law", "dialogue"] = required("what it is")
    source: Text | None = optional("document and paragraph")


class Commitment(Record):
    """What a party promised, by when, and whether it was kept."""

    kind = "commitment"
    id: Identifier = required("short name")
    text: Text = required("what was promised", stamped=True)
    by: PartyNamed | None = optional("party that promised")
    under: AgreementNamed | None = optional("agreement it belongs to")
    serves: tuple[ObjectiveNamed, ...] = several("political objectives it serves")
    due_on: Day | None = optional("day it was due")
    status: Literal["kept", "partly kept", "not kept", "pending"] | None = optional("as last seen")
    status_on: Day | None = optional("day the status was seen")
    weight: Amount | None = optional("weight among the commitments, as the planner sees it")
    grade: Grade | None = optional("how good the source is, A best")
    source: Text | None = optional("document and paragraph")


class Obstruction(Record):
    """An act that hindered the mission: access refused, flights banned, status agreement broken."""

    kind = "obstruction"
    id: Identifier = required("short name")
    on: Day | None = optional("day it happened")
    type: Literal[
        "access refused",
        "flight restricted",
        "movement restricted",
        "status agreement broken",
        "expulsion",
        "harassment",
        "attack",
        "import held up",
    ] = required("what was done")
    by: PartyNamed | None = optional("party that did it; blank while not known")
    area: Area | None = optional("where")
    locality: Text | None = optional("where, in words")
    text: Text | None = optional("what happened, without names")
    grade: Grade | None = optional("how good the source is, A best")
    reported_on: Day | None = optional("day it was reported to the Council")
    answered_on: Day | None = optional("day the Council or host answered")
    answer: Text | None = optional("what the answer was")
    source: Text | None = optional("document and paragraph")


class Consent(Record):
    """The host's consent on a day, and what moves it."""

    kind = "consent"
    id: Identifier = required("short name")
    on: Day = required("day of the assessment")
    state: Literal["strong", "conditional", "eroding", "withdrawn"] = required("state of consent")
    rests_on: tuple[Text, ...] = several("sources; one weak source never moves the state alone")
    n_state_authority_requests: Count | None = optional(
        "requests of the host for help with its own authority", unit="requests"
    )
    n_political_requests: Count | None = optional(
        "requests of the host on political provisions", unit="requests"
    )
    contingency: Text | None = optional("plan for an exit at the host's wish")
    by: Post | None = optional("post that judged")


class Incentive(Record):
    """What a party could be offered to come to, or stay at, the table."""

    kind = "incentive"
    id: Identifier = required("short name")
    text: Text = required("what is offered")
    to: PartyNamed | None = optional("party it is meant for")
    objective: ObjectiveNamed | None = optional("objective it serves")
    held_by: Text | None = optional("who can grant it")
    condition: Text | None = optional("what must happen first")
    review_on: Day | None = optional("day it is looked at again")


class SuccessCondition(Record):
    """A condition under which operations tend to work, screened for this mission."""

    kind = "condition"
    id: Identifier = required("short name")
    code: Literal["C1", "C2", "C3", "C4", "C5", "C6", "C7", "C8", "C9", "C10", "C11", "C12", "C13", "C14"] = (
        required("condition of the screening list")
    )
    answer: Literal["met", "not met", "unknown"] = required("met, not met or unknown")
    because: Text | None = optional("why, in a sentence")
    rests_on: Text | None = optional("evidence and its date")
    on: Day | None = optional("day of the answer")
    by: Post | None = optional("post that answered")


class Seats(Part):
    """Seats at a stage of a process, counted by sex."""

    stage: Literal[
        "pre-talks", "agenda", "negotiation", "signature", "implementation", "monitoring", "election"
    ] = required("stage")
    role: Literal[
        "delegate",
        "mediator",
        "signatory",
        "adviser",
        "observer",
        "forum",
        "candidate",
        "elected",
        "consulted",
    ] = required("role")
    n_women: Count | None = optional("seats held by women", unit="seats")
    n_total: Count | None = optional("all seats", unit="seats")
    decides: YesNo | None = optional("whether the seat carries a decision")
    on: Day | None = optional("day of the count")
    source: Text | None = optional("document and paragraph")


class ParticipationTarget(Part):
    """A target for women's share, with where it comes from."""

    share: Share = required("share of women")
    of: Text = required("of what")
    source: Text | None = optional("document and paragraph")


class Process(Record):
    """A peace process or election, and who sits in it."""

    kind = "process"
    id: Identifier = required("short name")
    name: Text = required("name in use")
    serves: ObjectiveNamed | None = optional("objective it serves")
    tasks: tuple[TaskNamed, ...] = several("tasks of the mission in it")
    seats: tuple[Seats, ...] = several("seats counted")
    targets: tuple[ParticipationTarget, ...] = several("targets for women's share")
