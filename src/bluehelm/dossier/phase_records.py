"""Phases: tasks in force together, conditions to leave, handover, and the resources agreed before."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import GetJsonSchemaHandler, InstanceOf, model_validator
from pydantic_core import CoreSchema

from bluehelm.dossier.catalogue import Part, Record, optional, required, several
from bluehelm.dossier.field_types import (
    Amount,
    Count,
    Day,
    Identifier,
    Length,
    Text,
    Value,
    Written,
    YesNo,
    fault,
)
from bluehelm.dossier.reference_types import (
    Area,
    FactUp,
    FormNamed,
    JudgementUp,
    MeasureUp,
    PhaseNamed,
    Post,
    ReceiverNamed,
    TaskNamed,
    TaskUp,
    TriggerUp,
)

_RELATIVE = re.compile(r"(\d+(?:\.\d+)?) ?% of same months of (\d{4})")
_HELD = re.compile(r"(\d+) of (\d+) months")


@dataclass(frozen=True, slots=True)
class Threshold:
    """A limit: a plain number, or a share of the same months of an earlier year."""

    number: Decimal
    of_year: int | None = None

    def __str__(self) -> str:
        if self.of_year is None:
            return f"{self.number.normalize():f}"
        return f"{(self.number * 100).normalize():f} % of same months of {self.of_year}"


@dataclass(frozen=True, slots=True)
class HeldIn:
    """How often within how many months a limit must hold."""

    n_months: int
    of_months: int

    def __str__(self) -> str:
        return f"{self.n_months} of {self.of_months} months"


def read_threshold(value: object) -> Threshold:
    """A limit as planners write it."""
    text = str(value)
    if match := _RELATIVE.fullmatch(text):
        return Threshold(Decimal(match[1]) / 100, int(match[2]))
    if re.fullmatch(r"\d+(\.\d+)?", text):
        return Threshold(Decimal(text))
    raise fault(
        "'{found}' is not a limit; write a number, or for example 50 % of same months of 2022",
        found=text,
    )


def read_held_in(value: object) -> HeldIn:
    """How often a limit must hold."""
    match = _HELD.fullmatch(str(value))
    if match is None or not 1 <= int(match[1]) <= int(match[2]):
        raise fault("'{found}' does not say how often; write for example 3 of 4 months", found=str(value))
    return HeldIn(int(match[1]), int(match[2]))


Limit = Annotated[InstanceOf[Threshold], Written("limit", read_threshold, (("type", ["string", "number"]),))]
Often = Annotated[InstanceOf[HeldIn], Written("how often", read_held_in, (("type", "string"),))]


class Trigger(Record):
    """A named rule on a measure in an area: calm below one limit, alarm above the other."""

    kind = "trigger"
    id: Identifier = required("short name")
    text: Text | None = optional("what it means, in a sentence")
    text_fr: Text | None = optional("the same in French")
    measure: MeasureUp = required("indicator or measure watched", stamped=True)
    area: Area | None = optional("area watched; the whole host State when left out", stamped=True)
    over: Length | None = optional("window over which the measure is added", stamped=True)
    calm_at_most: Limit | None = optional("calm at or below this", stamped=True)
    alarm_at: Limit | None = optional("alarm at or above this", stamped=True)
    held_in: Often | None = optional("how often it must hold", stamped=True)
    dwell: Length | None = optional("time it must hold before a step down", stamped=True)
    late_after: Length | None = optional(
        "data older than this make the trigger unknown, and a person must decide"
    )


class Condition(Part):
    """A condition that is met, not met or unknown: a trigger, fact or judgement, or all, any, not.

    Rule: strong Kleene logic; unknown stays unknown unless the other parts settle the matter.
    """

    all: tuple[Condition, ...] | None = optional("all of these")
    any: tuple[Condition, ...] | None = optional("at least one of these")
    negated: Condition | None = optional("the opposite of this", name="not")
    trigger: TriggerUp | None = optional("a trigger is calm")
    alarm: TriggerUp | None = optional("a trigger is in alarm")
    fact: FactUp | None = optional("a fact holds")
    judgement: JudgementUp | None = optional("a judgement was given")
    answers: tuple[Value, ...] = several("answers of the judgement that count", name="in")
    no_older_than: Length | None = optional("age limit of the judgement")
    indicator: MeasureUp | None = optional("the last known value of an indicator")
    at_least: Amount | None = optional("the indicator is at least this")
    at_most: Amount | None = optional("the indicator is at most this")
    withheld: YesNo = optional("set when part of the condition is withheld", default=False)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """The schema for editors: a block, or the bare name of a trigger."""
        written = handler(schema)
        block = handler.resolve_ref_schema(written)
        either = {"anyOf": [{"type": "string", "title": "id of a trigger"}, dict(block)]}
        block.clear()
        block.update(either)
        return written

    @model_validator(mode="before")
    @classmethod
    def _a_bare_name_is_a_trigger(cls, value: object) -> object:
        return {"trigger": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _exactly_one_operator(self) -> Condition:
        operators = [self.all, self.any, self.negated, self.trigger, self.alarm, self.fact]
        operators += [self.judgement, self.indicator]
        given = sum(operator is not None for operator in operators) + self.withheld
        if given != 1:
            raise fault(
                "a condition is one of: a trigger's name, all, any, not, alarm, fact, judgement, "
                "indicator; this one names {given}",
                given=str(given),
            )
        return self


class Detection(Record):
    """An event that a trigger is there to announce, and how long beforehand."""

    kind = "detection"
    id: Identifier = required("short name")
    text: Text | None = optional("the event, in a sentence")
    text_fr: Text | None = optional("the same in French")
    trigger: TriggerUp = required("trigger whose alarm is to announce it", stamped=True)
    measure: MeasureUp | None = optional("what is counted; the trigger's own when left out", stamped=True)
    area: Area | None = optional("where; the trigger's own when left out", stamped=True)
    at_least: Amount = required("a month with this much or more is the event", stamped=True)
    lead: Length = required("how long before the event the alarm still helps", stamped=True)


class Envelope(Part):
    """Resources agreed beforehand for a phase."""

    military: Count | None = optional("military personnel", unit="people")
    police: Count | None = optional("police personnel", unit="people")
    civilians: Count | None = optional("civilian staff", unit="people")
    usd_a_year: Amount | None = optional("money", unit="USD a year")
    flexibility: Text | None = optional("who may move how much between renewals")


class Handover(Part):
    """A task passed on."""

    task: TaskNamed = required("task handed over", stamped=True)
    to: ReceiverNamed = required("who takes it", stamped=True)
    complete_by: Day | None = optional("day by which it is done")
    accepted_on: Day | None = optional("day the receiver accepted")
    completed_on: Day | None = optional("day it was done")


class WayOut(Part):
    """A way to leave a phase: where to, who decides, and when."""

    to: PhaseNamed | None = optional("phase entered; none means the end of the mission")
    rank: Count | None = optional("order in which ways out are tried")
    decided_by: Post | None = optional("authority that decides; software never does")
    when: Condition | None = optional("condition")
    text: Text | None = optional("the condition as people say it")
    text_fr: Text | None = optional("the same in French")
    direction: Literal["up", "down", "end"] | None = optional("more, less, or the end")


class Phase(Record):
    """A stretch of the mission in which the same tasks run together."""

    kind = "phase"
    id: Identifier = required("short name")
    name: Text = required("name in use")
    name_fr: Text | None = optional("name in French")
    form: FormNamed | None = optional("form of operation in this phase")
    tasks: tuple[TaskUp, ...] = several("tasks that run", stamped=True)
    planned_from: Day | None = optional("first day planned")
    planned_until: Day | None = optional("first day after, as planned")
    entered_on: Day | None = optional("day it was in fact entered")
    left_on: Day | None = optional("day it was in fact left")
    decided_in: Text | None = optional("decision that opened it, with paragraph")
    envelope: Envelope | None = optional("resources agreed beforehand")
    ready_when: Condition | None = optional("condition to prepare the next step")
    leave: tuple[WayOut, ...] = several("ways out")
    handover: tuple[Handover, ...] = several("tasks passed on")
    at_expiry: Literal["renew", "next", "end"] | None = optional(
        "what follows when the mandate runs out in this phase: a renewal that the Council has to decide, "
        "the next phase in order, or the end of the mission"
    )
    basis: Text | None = optional("where this phase comes from; 'planner's reading' when ours")


class Receiver(Record):
    """A body that takes over a task: named, with capacity and money."""

    kind = "receiver"
    id: Identifier = required("short name")
    name: Text = required("the body; 'government' alone is not one")
    capacity: Literal["sufficient", "partly", "insufficient", "unknown"] | None = optional("as last judged")
    secured_usd_a_year: Amount | None = optional("money secured for the task", unit="USD a year")
    judged_on: Day | None = optional("day of the judgement")
    source: Text | None = optional("document and paragraph")
