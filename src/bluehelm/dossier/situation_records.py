"""Situations: they persist while operations of different form succeed one another in them."""

from __future__ import annotations

from typing import Literal

from bluehelm.dossier.catalogue import Part, Record, optional, required, several
from bluehelm.dossier.field_types import (
    CountryCode,
    Day,
    Identifier,
    Number,
    PeriodName,
    Text,
    YesNo,
)
from bluehelm.dossier.reference_types import FormNamed


class OperationInSituation(Part):
    """One operation in a situation, in its form, from and until."""

    name: Text = required("name or acronym")
    mission: Identifier | None = optional("its dossier, where there is one")
    form: FormNamed | None = optional("form of operation")
    from_on: Day | None = optional("first day", name="from")
    until_on: Day | None = optional("first day after", name="until")
    by: Text | None = optional("organization, when not the United Nations")
    source: Text | None = optional("document and paragraph")


class SituationMeasure(Part):
    """A published number that intake rules look at."""

    measure: Identifier = required("short name of the measure")
    period: PeriodName = required("period")
    value: Number | None = optional("value; blank is unknown")
    source: Text | None = optional("data set and release")


class CouncilStep(Part):
    """A step of the Council on the situation: first warning, product, meeting."""

    on: Day = required("day")
    type: Literal[
        "first warning",
        "presidential statement",
        "press statement",
        "resolution",
        "visit",
        "meeting",
        "sanctions",
    ] = required("type")
    text: Text | None = optional("what")
    source: Text | None = optional("document and paragraph")


class EntryPoint(Part):
    """An issue where prevention could work upstream: whom it affects, which tool, until when."""

    issue: Text = required("issue, for example language rights or resources")
    affected: Text | None = optional("groups affected")
    tool: Literal["special envoy", "mediation team", "technical assistance"] | None = optional("tool")
    incentive: Text | None = optional("what would bring the parties")
    opened_on: Day | None = optional("day the window opened")
    review_on: Day | None = optional("day it is looked at again")
    cost_of_waiting: Text | None = optional("what waiting costs")


class Situation(Record):
    """A threat to peace in a place, with or without an operation."""

    kind = "situation"
    key = "situation"
    situation: Identifier = required("short name, also the name of its file")
    name: Text = required("name in use")
    host: CountryCode | None = optional("State concerned")
    neighbours: tuple[CountryCode, ...] = several("neighbouring States")
    operations: tuple[OperationInSituation, ...] = several("operations, in order")
    steps: tuple[CouncilStep, ...] = several("steps of the Council")
    measures: tuple[SituationMeasure, ...] = several("numbers that intake rules look at")
    entry_points: tuple[EntryPoint, ...] = several("entry points for prevention")
    reason_without_operation: Text | None = optional("why there is no operation")
    women_in_process: YesNo | None = optional("whether women take part in its process")
    source: Text | None = optional("document and paragraph")
