"""Money: budget lines, the one road from money to work, printed totals, cash, cuts and posts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from pydantic import InstanceOf

from bluehelm.dossier.catalogue import Part, Record, optional, required, several
from bluehelm.dossier.field_types import (
    Amount,
    Count,
    Day,
    Identifier,
    Number,
    PeriodName,
    Share,
    Text,
    Written,
    YesNo,
    fault,
    read_day,
)
from bluehelm.dossier.reference_types import (
    ComponentNamed,
    LineUp,
    MoneyTarget,
    OutputNamed,
    Post,
)

Group = Literal["I", "II", "III"]
Stage = Literal["proposed", "voted", "allotted", "spent", "projected", "recommended"]
_SPENT_TO = re.compile(r"spent to (\d{4}-\d{2}-\d{2})")
STAGES = ("proposed", "voted", "allotted", "spent", "projected", "recommended")


@dataclass(frozen=True, slots=True)
class BudgetStage:
    """What an amount is: proposed, voted, allotted, spent, spent to a day, or projected."""

    word: str
    to_on: date | None = None

    def __str__(self) -> str:
        return f"{self.word} to {self.to_on}" if self.to_on else self.word


def read_stage(value: object) -> BudgetStage:
    """What an amount is."""
    text = str(value)
    if text in STAGES:
        return BudgetStage(text)
    if match := _SPENT_TO.fullmatch(text):
        return BudgetStage("spent", read_day(match[1]))
    raise fault(
        "'{found}' does not say what the amount is; write one of {stages}, or for example "
        "spent to 2026-02-28",
        found=text,
        stages=", ".join(STAGES),
    )


What = Annotated[InstanceOf[BudgetStage], Written("stage of an amount", read_stage, (("type", "string"),))]


class BudgetLine(Record):
    """One amount of one budget line: a year, a group, a class, and what the amount is."""

    kind = "line"
    key = "budget_line"
    repeats = True
    budget_line: Identifier = required("short name of the line, the same over the years", name="line")
    year: PeriodName = required("budget year", stamped=True)
    group: Group = required("I military and police, II civilian, III operational", stamped=True)
    expenditure_class: Text = required(
        "class of expenditure", name="class", stamped=True, term="UN peacekeeping budget"
    )
    what: What = required("proposed, voted, allotted, spent, spent to a day, projected")
    usd: Number | None = optional("amount; blank is unknown", unit="USD")
    component: ComponentNamed | None = optional("component, where the source says so")
    as_reported_on: Day | None = optional("day of the report")
    source: Text | None = optional("document and paragraph")


class Allocation(Record):
    """The only road from money to work: a share of a line given to a task or output."""

    budget_line: LineUp = required("budget line", name="line")
    to: MoneyTarget = required("task/id, output/id, shared or not-attributable", stamped=True)
    share: Share = required("share of the line; shares of a line sum to at most one", stamped=True)
    basis: Text | None = optional("how the share was found")
    by: Post | None = optional("post that judged")
    year: PeriodName | None = optional("budget year; every year when left out")


class PrintedTotal(Record):
    """A total as a document prints it, to be recomputed from its parts."""

    year: PeriodName = required("budget year")
    what: What = required("proposed, voted, allotted, spent, spent to a day, projected")
    of: Literal["I", "II", "III", "gross", "net"] | None = optional("group, or the whole")
    of_components: YesNo = optional("whether it is the sum over components", default=False)
    usd: Number | None = optional("amount as printed", unit="USD")
    tolerance_usd: Amount | None = optional("rounding of the source; half a unit when left out", unit="USD")
    as_reported_on: Day | None = optional("day of the report")
    source: Text | None = optional("document and paragraph")


class ComponentCost(Record):
    """Civilian cost of a component in a year, as the document prints it."""

    year: PeriodName = required("budget year")
    component: Text = required("component, or executive direction and management")
    usd: Number | None = optional("amount", unit="USD")
    what: What = required("stage of the amount")
    source: Text | None = optional("document and paragraph")


class CashPosition(Record):
    """Cash, reserve, and what is owed on a day."""

    on: Day = required("day")
    what: Literal[
        "cash",
        "operating reserve",
        "owed by Member States",
        "owed for equipment",
        "owed for personnel",
        "borrowed",
        "lent",
        "owed to contributors",
    ] = required("which amount")
    usd: Amount | None = optional("amount; blank is unknown", unit="USD")
    months_covered: Number | None = optional("months of cost that a reserve covers", unit="months")
    known_on: Day | None = optional("day it became known")
    source: Text | None = optional("document and paragraph")


class CutEffect(Part):
    """What a cut did to one thing."""

    on_output: OutputNamed | None = optional("output concerned")
    text: Text | None = optional("what fell, slipped or shrank")
    text_fr: Text | None = optional("the same in French")
    before: Number | None = optional("planned before")
    after: Number | None = optional("left after")
    unit: Text | None = optional("unit of both")
    source: Text | None = optional("document and paragraph")


class Cut(Record):
    """A reduction of spending ordered in mid-year, and what it did."""

    kind = "cut"
    id: Identifier = required("short name")
    text: Text = required("what was ordered")
    text_fr: Text | None = optional("the same in French")
    ordered_on: Day | None = optional("day it was ordered")
    year: PeriodName | None = optional("budget year")
    share: Share | None = optional("share of the year's budget")
    uniform: YesNo | None = optional("whether every mission and class was cut alike")
    effects: tuple[CutEffect, ...] = several("what it did")
    source: Text | None = optional("document and paragraph")


class Staffing(Record):
    """Posts approved, filled and vacant, by component and category."""

    component: Text = required("component, or executive direction and management")
    category: Text = required("category of staff")
    on: Day | None = optional("day of the count")
    year: PeriodName | None = optional("budget year of the approval")
    approved: Count | None = optional("posts approved", unit="posts")
    filled: Count | None = optional("posts filled; blank is unknown", unit="posts")
    proposed: Count | None = optional("posts proposed", unit="posts")
    planning: YesNo = optional("whether these are planning posts", default=False)
    source: Text | None = optional("document and paragraph")


class PrintedStaffingTotal(Record):
    """A staffing total as printed, to be recomputed."""

    component: Text = required("component")
    year: PeriodName = required("budget year")
    proposed: Count | None = optional("posts proposed, as printed", unit="posts")
    approved: Count | None = optional("posts approved, as printed", unit="posts")
    source: Text | None = optional("document and paragraph")
