"""Reviews, decisions and options: three verdicts kept apart, and who decided what when."""

from __future__ import annotations

from typing import Literal

from bluehelm.dossier.catalogue import Part, Record, optional, required, several
from bluehelm.dossier.field_types import (
    Amount,
    Count,
    Day,
    DayCount,
    Identifier,
    Number,
    PeriodName,
    Share,
    Text,
    YesNo,
)
from bluehelm.dossier.reference_types import (
    AnyItem,
    FormNamed,
    IndicatorNamed,
    MandateNamed,
    Post,
    TaskNamed,
)


class EvidenceForClaim(Part):
    """One piece of evidence for or against a claimed contribution."""

    text: Text = required("the evidence")
    source: Text | None = optional("where it comes from")
    independent: YesNo | None = optional("whether it is independent of the mission")
    test: Literal["straw in the wind", "hoop", "smoking gun", "doubly decisive"] | None = optional(
        "kind of test it passes"
    )


class Rival(Part):
    """A rival explanation, answered or left open."""

    text: Text = required("the rival explanation")
    answer: Text | None = optional("why it does or does not explain the change; blank is open")


class Verdict(Part):
    """Delivery, situation and contribution for one subject; none is inferred from another."""

    of: AnyItem = required("what is judged: objective, accomplishment, task or component")
    delivery: Literal["done", "partly", "not done", "unknown"] | None = optional("did we do it")
    delivery_rests_on: tuple[Text, ...] = several("outputs it rests on")
    situation: Literal["better", "same", "worse", "unknown"] | None = optional("did things change")
    situation_rests_on: tuple[Text, ...] = several("indicators or measures it rests on")
    sure: Literal["low", "medium", "high"] | None = optional("how sure the judge is of the situation")
    contribution: Literal["plausible", "doubtful", "not plausible", "unknown"] | None = optional(
        "how plausible is our part"
    )
    claim: Text | None = optional("claimed path from output to change")
    evidence_for: tuple[EvidenceForClaim, ...] = several("evidence for", name="for")
    evidence_against: tuple[EvidenceForClaim, ...] = several("evidence against", name="against")
    rivals: tuple[Rival, ...] = several("rival explanations")
    still_relevant: Literal["yes", "no", "unknown"] | None = optional(
        "does it still serve the conflict-management need"
    )
    would_stop: Text | None = optional("what would be stopped if not")
    not_known: Text | None = optional("what is not known")
    by: Post | None = optional("post that judged")
    on: Day | None = optional("day of the judgement")


class Review(Record):
    """A quarterly review by the senior leadership: delivery, relevance, decisions."""

    kind = "review"
    key = "review"
    review: Identifier = required("short name of the review, also the name of its file")
    period: PeriodName = required("period reviewed")
    prepared_on: Day | None = optional("day it was prepared")
    as_of: Day | None = optional("moment in the world it looks from; the last day of the period unless given")
    known_on: Day | None = optional("limit of what was known")
    verdicts: tuple[Verdict, ...] = several("verdicts")
    signed_by: Post | None = optional("post that signed")
    signed_on: Day | None = optional("day it was signed, which locks it")
    seal: Text | None = optional(
        "hash of the review, its reviewed facts and its decisions as signed; written by the software"
    )


class ReviewedFact(Record):
    """One line of what a review had before it, kept as it stood when the review was signed."""

    review: Identifier = required("review it belongs to")
    part: Literal[
        "output",
        "indicator",
        "flat",
        "disagreement",
        "money",
        "posts",
        "condition",
        "suspect",
        "decision",
        "recommendation",
        "compact",
    ] = required("what sort of line it is")
    item: Text = required("item it speaks of, kind/id")
    text: Text | None = optional("its text then")
    text_fr: Text | None = optional("the same in French")
    component: Text | None = optional("component that carries it")
    under: Text | None = optional("accomplishment, objective or group it stands under")
    counts: Text | None = optional("what an indicator counts: input, activity, output, outcome, impact")
    period: Text | None = optional("period of the value")
    aim: Text | None = optional("what was aimed at: a number with its sign, or a word")
    value: Text | None = optional("value; blank was unknown")
    unit: Text | None = optional("unit of aim and value")
    word: Text | None = optional("what was found: met, late, worse, open and so on")
    trend: Text | None = optional("which way a series went")
    earlier: Text | None = optional("values of earlier periods")
    known_share: Share | None = optional("share of the reporting places behind the value")
    on: Day | None = optional("day it was due, or last seen")
    commit_by: Day | None = optional("last day on which money had to be committed")
    remark: Text | None = optional("cause, reason or post")
    known_on: Day | None = optional("day the value became known")
    source: Text | None = optional("document and paragraph")


class ChangeOfDossier(Part):
    """A change that a decision makes to the dossier; it is merged when the review is signed."""

    item: AnyItem = required("item changed")
    field: Text = required("field changed, by its key")
    was: Text | None = optional("value before; blank was unknown")
    becomes: Text | None = optional("value after; blank makes it unknown")
    merged_on: Day | None = optional("day it was merged")


class DecisionDue(Record):
    """A decision that somebody must take: what, who, by when, and what waiting costs."""

    kind = "decision"
    id: Identifier = required("short name")
    text: Text = required("what is to be decided")
    text_fr: Text | None = optional("the same in French")
    decided_by: Post | None = optional("post or body that decides")
    by_on: Day | None = optional("day by which", name="by")
    cost_of_waiting: Text | None = optional("what waiting costs")
    cost_of_waiting_fr: Text | None = optional("the same in French")
    rests_on: tuple[AnyItem, ...] = several("items it rests on")
    from_review: Text | None = optional("review it came from")
    decided_on: Day | None = optional("day it was taken")
    outcome: Text | None = optional("what was decided and why")
    reason: Text | None = optional("why it was decided so")
    resources_moved_usd: Amount | None = optional("money moved", unit="USD")
    resources_moved_posts: Count | None = optional("posts moved", unit="posts")
    resources_from: Text | None = optional("budget line, task or component they come from")
    resources_to: Text | None = optional("task, output or component they go to")
    changes: tuple[ChangeOfDossier, ...] = several("changes it makes to the dossier")
    follow_up_on: Day | None = optional("day the follow-up is due")
    became: Text | None = optional("what became of it")
    became_on: Day | None = optional("day that was found")
    became_word: Literal["done", "partly", "not done", "dropped"] | None = optional("the same in a word")
    status: Literal["proposed by us", "on record"] = optional(
        "whether a document says so, or we read it so", default="on record"
    )
    source: Text | None = optional("document and paragraph")


class MissionRecommendation(Record):
    """A recommendation of an assessment, evaluation or review, and its follow-up."""

    kind = "recommendation"
    id: Identifier = required("short name")
    text: Text = required("what is recommended")
    made_on: Day | None = optional("day it was made")
    to: Post | None = optional("post it is addressed to")
    due_on: Day | None = optional("day it is due")
    closed_on: Day | None = optional("day it was closed")
    indicator: IndicatorNamed | None = optional("indicator it should move")
    from_review: Text | None = optional("review it came from")
    became: Text | None = optional("what became of it")
    source: Text | None = optional("document and paragraph")


class ConsequenceOfOption(Part):
    """A consequence of an option, with its range."""

    text: Text = required("the consequence")
    value: Number | None = optional("central value")
    low: Number | None = optional("low end")
    high: Number | None = optional("high end")
    unit: Text | None = optional("unit")
    source: Text | None = optional("where it comes from")


class CriterionOfOption(Part):
    """A criterion of the comparison, fixed before scoring."""

    criterion: Text = required("criterion")
    weight: Number | None = optional("weight")
    score: Number | None = optional("score of this option")


class Option(Record):
    """An option for the Council or the leadership, sealed before the decision it informs."""

    kind = "option"
    key = "option"
    option: Identifier = required("short name, also the name of its file")
    name: Text = required("name in a few words")
    prepares: MandateNamed | None = optional("decision it is meant to inform")
    paper: Identifier | None = optional("options paper that it belongs to")
    form: FormNamed | None = optional("form of operation; none means no operation")
    functions: tuple[Text, ...] = several("functions it performs")
    tasks: tuple[TaskNamed, ...] = several("mission tasks kept")
    strength: Count | None = optional("uniformed personnel", unit="people")
    usd_a_year: Amount | None = optional("cost", unit="USD a year")
    days_to_deploy: DayCount | None = optional("days to deploy", unit="days")
    consequences: tuple[ConsequenceOfOption, ...] = several("consequences")
    criteria: tuple[CriterionOfOption, ...] = several("criteria and scores")
    criteria_locked_on: Day | None = optional("day the criteria were locked")
    form_chosen_on: Day | None = optional("day the form was chosen")
    functions_listed_on: Day | None = optional("day the functions were listed")
    data_known_on: Day | None = optional("limit of the data used")
    sealed_on: Day | None = optional("day it was sealed")
    seal: Text | None = optional("hash of the sealed text")
    edited_on: Day | None = optional("day of the last edit")
    preference_stated_on: Day | None = optional("day a principal's preference was first recorded")
    prepared_by: tuple[Post, ...] = several("posts that prepared it")
    dissent: Text | None = optional("dissent on record")
    regional_consent: tuple[Text, ...] = several("States that consent to a cross-border format")
    crosses_borders: YesNo = optional("whether it works across borders", default=False)
    source: Text | None = optional("document and paragraph")
