"""The plan: expected accomplishments, indicators of achievement, outputs and what was measured."""

from __future__ import annotations

from typing import Literal

from bluehelm.dossier.catalogue import Part, Record, optional, required, several
from bluehelm.dossier.field_types import (
    Amount,
    Count,
    Day,
    DayCount,
    Identifier,
    Labels,
    Number,
    PeriodName,
    Share,
    Text,
    Value,
    YesNo,
)
from bluehelm.dossier.reference_types import (
    AccomplishmentUp,
    Area,
    ComponentNamed,
    IndicatorNamed,
    ObjectiveUp,
    OutputNamed,
    Post,
    TaskNamed,
    TaskUp,
)


class ExpectedAccomplishment(Record):
    """The change for those served that a component sets out to bring about."""

    kind = "accomplishment"
    id: Identifier = required("short name")
    text: Text = required("the change expected", term="results-based budget", stamped=True)
    text_fr: Text | None = optional("the same in French")
    component: ComponentNamed | None = optional("component that carries it")
    tasks: tuple[TaskUp, ...] = several("mandate tasks it serves", stamped=True)
    serves: tuple[ObjectiveUp, ...] = several("political objectives it serves", stamped=True)
    led_by: Post | None = optional("post that answers for it")
    codes: Labels | None = optional("printed numbers by budget year")
    external_factors: tuple[Text, ...] = several("assumptions outside the mission's control")
    source: Text | None = optional("document and paragraph")


class Target(Part):
    """What is aimed at in one period."""

    period: PeriodName = required("period")
    at_least: Number | None = optional("aim: this or more")
    at_most: Number | None = optional("aim: this or less")
    equals: Value | None = optional("aim: exactly this, or a word")
    printed_as: Text | None = optional("as the source prints it, where that differs")
    reason: Text | None = optional("why it is looser than the last actual, or changed")
    source: Text | None = optional("document and paragraph")


class IndicatorOfAchievement(Record):
    """How an expected accomplishment is measured, with targets by period."""

    kind = "indicator"
    id: Identifier = required("short name")
    text: Text = required("what is measured", stamped=True)
    text_fr: Text | None = optional("the same in French")
    accomplishment: AccomplishmentUp | None = optional("accomplishment it measures", stamped=True)
    tasks: tuple[TaskNamed, ...] = several("tasks it says something about")
    codes: Labels | None = optional("printed numbers by budget year")
    measures: Literal["input", "activity", "output", "outcome", "context", "impact"] | None = optional(
        "what sort of thing it counts", stamped=True
    )
    better: Literal["up", "down", "neither"] | None = optional("the direction that is good", stamped=True)
    unit: Text | None = optional("unit counted", stamped=True)
    form: Literal["number", "share", "yes or no", "word", "text"] = optional(
        "form of the value", default="number"
    )
    words: tuple[Text, ...] = several("grades of a word scale, worst first")
    scope: Text | None = optional("place and people it covers", stamped=True)
    aggregate: Literal["sum", "average", "maximum", "last", "ratio"] | None = optional(
        "how values of parts of a period make the whole", stamped=True
    )
    accumulates: Literal["each period", "since inception"] | None = optional(
        "whether a value counts the period or everything so far", stamped=True
    )
    upper_bound: Number | None = optional("the most it can be, for example prefectures in the country")
    baseline: Value | None = optional("value the targets start from")
    baseline_period: PeriodName | None = optional("period of the baseline")
    disaggregated_by: tuple[Text, ...] = several("breakdowns whose parts must add to the total")
    reports_since: PeriodName | None = optional("first period for which a value should exist")
    ended_after: PeriodName | None = optional("last period of the indicator")
    succeeded_by: IndicatorNamed | None = optional("indicator that carries on, where one does")
    definition_changed_in: PeriodName | None = optional("period from which it counts something else")
    data_source: Text | None = optional("where the values come from and how they are gathered")
    targets: tuple[Target, ...] = several("targets by period")
    source: Text | None = optional("document and paragraph")


class Actual(Record):
    """One measurement; a correction is a new row, known later."""

    measure: IndicatorNamed = required("indicator measured")
    period: PeriodName = required("period measured")
    part: Text | None = optional("part of a breakdown, for example sex: women; blank for the total")
    value: Value | None = optional("value; blank is unknown")
    numerator: Number | None = optional("upper part of a ratio")
    denominator: Number | None = optional("lower part of a ratio")
    known_share: Share | None = optional("share of the reporting places that had reported")
    known_on: Day | None = optional("day the value became known")
    by: Post | None = optional("post that entered it")
    source: Text | None = optional("document and paragraph")


class Output(Record):
    """A countable product: dated, owned, with a lead time and a day by which money must be committed."""

    kind = "output"
    id: Identifier = required("short name")
    text: Text = required("what is delivered", stamped=True)
    text_fr: Text | None = optional("the same in French")
    accomplishment: AccomplishmentUp | None = optional("accomplishment it serves", stamped=True)
    tasks: tuple[TaskUp, ...] = several("tasks it serves directly", stamped=True)
    led_by: Post | None = optional("post that answers for it")
    component: ComponentNamed | None = optional("component that delivers it")
    quantity: Number | None = optional("how many", stamped=True)
    unit: Text | None = optional("of what", stamped=True)
    period: PeriodName | None = optional("period it belongs to")
    lead_days: DayCount | None = optional("days from commitment to delivery", unit="days")
    commit_by: Day | None = optional("last day on which money must be committed")
    due_on: Day | None = optional("day it is due")
    areas: tuple[Area, ...] = several("where")
    cost_usd: Amount | None = optional("estimated cost", unit="USD")
    cut_rank: Count | None = optional("planner's order when cash is short: 1 falls first")
    cut_reason: Text | None = optional("why it falls in that order")
    cut_by: Post | None = optional("post that set its place in that order")
    cut_costs: Text | None = optional("what its fall costs elsewhere, or later")
    needs: tuple[OutputNamed, ...] = several("outputs that must come first")
    works_against: tuple[OutputNamed, ...] = several("outputs it pulls against")
    funded_by: Literal["assessed", "extrabudgetary", "partner", "none"] = optional(
        "where the money comes from", default="assessed"
    )
    source: Text | None = optional("document and paragraph")


class Delivered(Record):
    """What was delivered of an output in a period; a correction is a new row."""

    output: OutputNamed = required("output")
    period: PeriodName = required("period")
    quantity: Number | None = optional("how many; blank is unknown")
    status: Literal["delivered", "partly", "not delivered", "late"] | None = optional("as reported")
    cause: Literal["outside", "inside", "change of plan", "money"] | None = optional(
        "why it differs from the plan"
    )
    evidence: Text | None = optional("what shows it")
    known_on: Day | None = optional("day it became known")
    source: Text | None = optional("document and paragraph")


class PlanningMilestone(Record):
    """A step of planning with a deadline: an estimate, a concept, a plan, an option paper."""

    kind = "milestone"
    id: Identifier = required("short name")
    text: Text = required("what is to be ready")
    level: (
        Literal[
            "assessment",
            "political strategy",
            "mission concept",
            "concept of operations",
            "mission plan",
            "operation order",
            "budget",
            "unit requirements",
            "performance assessment",
        ]
        | None
    ) = optional("level of the chain of documents")
    follows_change_on: Day | None = optional("day of the change it answers")
    due_on: Day | None = optional("day it is due")
    done_on: Day | None = optional("day it was ready")
    led_by: Post | None = optional("post that answers for it")
    joint: YesNo | None = optional("whether civilian and uniformed planners made it together")
    source: Text | None = optional("document and paragraph")
