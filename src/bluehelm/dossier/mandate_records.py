"""Tasks and Council decisions: what is asked, in which wording and tier, and until when."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import StringConstraints

from bluehelm.dossier.catalogue import Part, Record, optional, required, several
from bluehelm.dossier.field_types import Amount, Count, Day, Identifier, Share, Text, YesNo
from bluehelm.dossier.reference_types import (
    Area,
    ComponentNamed,
    ObjectiveUp,
    OptionNamed,
    Post,
    TaskNamed,
)

Wording = Annotated[str, StringConstraints(pattern=r"^sha256:[0-9a-f]{4,64}…?$")]
Tier = Literal["priority", "other", "additional", "untiered"]
CeilingCategory = Literal[
    "military personnel",
    "military observers and staff officers",
    "police personnel",
    "individual police officers",
    "formed police personnel",
    "corrections officers",
]


class Task(Record):
    """One thing the Council asks of the mission: once, whatever the wording of the year."""

    kind = "task"
    id: Identifier = required("short name")
    text: Text = required("what is asked: one verb and object, in our own words", stamped=True)
    text_fr: Text | None = optional("the same in French")
    category: Text | None = optional("theme of the task", stamped=True)
    serves: tuple[ObjectiveUp, ...] = several("political objectives it serves", stamped=True)
    because: Text | None = optional("how doing it serves them; a link without a reason is none")
    component: ComponentNamed | None = optional("component that carries it")
    led_by: Post | None = optional("post that answers for it")
    depends_on: tuple[TaskNamed, ...] = several("tasks that must run first")
    manages_conflict: YesNo | None = optional(
        "whether it reduces violence or manages the conflict in the first twelve months"
    )
    extends_state_authority: YesNo = optional("whether it extends State authority", default=False)
    supports_national_forces: YesNo = optional("whether it supports non-UN security forces", default=False)
    offensive: YesNo = optional("whether it asks for deliberate offensive operations", default=False)
    areas: tuple[Area, ...] = several("areas concerned; everywhere when left out")
    norm: Text | None = optional("what doing it takes, for example one battalion per sector")
    norm_source: Text | None = optional("where the norm comes from")
    weight: Amount | None = optional("effort relative to other tasks, as the planner sees it")


class Votes(Part):
    """How the Council voted."""

    in_favour: Count = required("votes in favour", name="for")
    against: Count = required("votes against")
    abstaining: Count = required("abstentions")


class Ceiling(Part):
    """The highest number of a category of personnel that the Council authorizes."""

    category: CeilingCategory = required("category of personnel")
    strength: Count = required("people", unit="people")
    paragraph: Text | None = optional("paragraph")
    from_on: Day | None = optional("first day, if not the adoption", name="from")
    until_on: Day | None = optional("first day after", name="until")
    within: CeilingCategory | None = optional("the ceiling this number is part of")


class Given(Part):
    """A task as one decision gives it."""

    task: TaskNamed = required("task given")
    paragraph: Text | None = optional("paragraph")
    tier: Tier | None = optional("rank the text itself gives", stamped=True)
    wording: Wording | None = optional("hash of the official wording", stamped=True)
    strength: Literal["requested", "encouraged", "authorized"] | None = optional("strength of the verb")
    conditional: Text | None = optional("condition the text ties the task to")
    until_on: Day | None = optional("first day the task no longer runs", name="until")


class Ended(Part):
    """A task that a decision ends, or merges into others. A drop is said, never inferred."""

    task: TaskNamed = required("task ended")
    into: tuple[TaskNamed, ...] = several("tasks that carry on what remains")
    paragraph: Text | None = optional("paragraph")
    on: Day | None = optional("day it ends, if not the adoption")


class ReportDue(Part):
    """A report the decision asks for."""

    on: Day | None = optional("day it is due")
    text: Text = required("what is to be reported")
    delivered_on: Day | None = optional("day it was delivered; blank is unknown")
    to: Text | None = optional("who receives it")
    paragraph: Text | None = optional("paragraph")


class StatedCondition(Part):
    """A condition as the decision words it, and whether it can be decided."""

    text: Text = required("the condition, in our own words")
    paragraph: Text | None = optional("paragraph")
    test: Text | None = optional("how one would know")
    judge: Text | None = optional("who judges")
    by_on: Day | None = optional("by which day", name="by")


class Mandate(Record):
    """A Council decision on the mission: what it gives, ends, authorizes and asks back."""

    kind = "mandate"
    key = "slug"
    decision: Text = required("symbol and year, for example S/RES/2759 (2024)")
    adopted_on: Day = required("day of adoption")
    in_force_until: Day | None = optional(
        "first day it no longer runs; the next decision takes over on its adoption"
    )
    chapter: Literal["VI", "VII", "VIII"] | None = optional("Chapter of the Charter invoked")
    votes: Votes | None = optional("how the Council voted")
    complete: YesNo = optional("whether it restates the whole list of tasks", default=False)
    ceilings: tuple[Ceiling, ...] = several("personnel ceilings")
    gives: tuple[Given, ...] = several("tasks given")
    ends: tuple[Ended, ...] = several("tasks ended")
    reports: tuple[ReportDue, ...] = several("reports due")
    conditions: tuple[StatedCondition, ...] = several("conditions the text states")
    n_words: Count | None = optional("words of the text, preamble included", unit="words")
    n_operative_paragraphs: Count | None = optional("numbered paragraphs", unit="paragraphs")
    share_on_conflict_management: Share | None = optional(
        "share of the operative words that manage the conflict, others being on other themes", unit="share"
    )
    share_of_template_language: Share | None = optional(
        "share of the text's sequences of eight words that stand in any earlier resolution", unit="share"
    )
    share_seen_in_previous: Share | None = optional(
        "share of the text's sequences of eight words that stand in the renewal before it", unit="share"
    )
    n_paragraphs_kept: Count | None = optional(
        "operative paragraphs and points, of six words or more, that the renewal before it has in the same "
        "or nearly the same words",
        unit="paragraphs",
    )
    n_paragraphs_compared: Count | None = optional(
        "operative paragraphs and points of six words or more", unit="paragraphs"
    )
    n_tasks_unclear: Count | None = optional(
        "tasks of the text of which verb, object or limit is not clear", unit="tasks"
    )
    sequencing_stated: YesNo | None = optional("whether the text says what comes first and what later")
    measures_source: Text | None = optional("how the measures of the text were taken, and from which text")
    priorities_ranked: YesNo | None = optional("whether the text itself ranks its tasks")
    mutually_reinforcing: YesNo | None = optional(
        "whether the text calls its tasks mutually reinforcing, so that none may be traded for another"
    )
    resources_follow_priorities: YesNo | None = optional("whether money and staff are to follow the rank")
    resource_estimate_on: Day | None = optional("day an estimate of resources was before the Council")
    prepared_by: OptionNamed | None = optional("options paper that was before the Council")
    read: Literal["in full", "as reported", "not read"] = optional(
        "how the text was known to whoever wrote this file", default="in full"
    )
    source: Text | None = optional("where the facts come from")

    @property
    def slug(self) -> str:
        """The symbol as a short name."""
        return "-".join(re.findall(r"[a-z0-9]+", self.decision.lower()))
