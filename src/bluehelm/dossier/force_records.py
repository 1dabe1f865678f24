"""Forces: unit requirements, pledges, units, strength, caveats."""

from __future__ import annotations

from typing import Literal

from bluehelm.dossier.catalogue import Record, optional, required, several
from bluehelm.dossier.field_types import (
    Count,
    Day,
    DayCount,
    Identifier,
    Labels,
    Number,
    PeriodName,
    Text,
    YesNo,
)
from bluehelm.dossier.reference_types import (
    Area,
    BaseNamed,
    ContributorNamed,
    PledgeUp,
    RequirementUp,
    TaskNamed,
    TaskUp,
)

PersonnelCategory = Literal[
    "military observers",
    "contingents",
    "military observers and staff officers",
    "individual police",
    "formed police",
    "civilian",
    "military personnel",
    "police personnel",
]


class StatementOfUnitRequirement(Record):
    """What a unit must be able to do and bring, item by item."""

    kind = "requirement"
    id: Identifier = required("short name")
    version: Text | None = optional("version or date of the requirement", stamped=True)
    needed_for: tuple[TaskUp, ...] = several("tasks it is needed for", name="for", stamped=True)
    unit: Text = required("type of unit", stamped=True)
    strength: Count | None = optional("people", unit="people", stamped=True)
    areas: tuple[Area, ...] = several("areas of operation", stamped=True)
    tasks: Labels | None = optional(
        "probable tasks: required, not required, or on order with the authority", stamped=True
    )
    needs: Labels | None = optional("equipment and capability: item and quantity", stamped=True)
    offensive_operations: Text | None = optional(
        "required, not required, or on order with the authority named", stamped=True
    )
    reaction_hours: Number | None = optional("notice to move", unit="hours")
    autonomy_days: DayCount | None = optional("days without resupply", unit="days")
    languages: tuple[Text, ...] = several("working languages")
    women_share_wanted: Number | None = optional("share of women wanted, 0 to 1")
    ready_by: Day | None = optional("readiness date")
    critical: tuple[Text, ...] = several("needs that cannot be offset by others")
    caveats: Text | None = optional("'none declared', or where they are listed")
    source: Text | None = optional("document and paragraph")


class Pledge(Record):
    """What a contributor offers for a requirement."""

    kind = "pledge"
    id: Identifier = required("short name")
    requirement: RequirementUp | None = optional("requirement it answers", stamped=True)
    by: ContributorNamed | None = optional("contributor")
    strength: Count | None = optional("people offered", unit="people")
    brings: Labels | None = optional("equipment offered: item and quantity")
    level: Literal["1", "2", "3", "rapid deployment"] | None = optional(
        "level in the readiness register", term="Manual 2021.05"
    )
    pledged_on: Day | None = optional("day of the pledge")
    valid_until: Day | None = optional("first day it no longer holds")
    visited_on: Day | None = optional("day of the assessment and advisory visit")
    withdrawn_on: Day | None = optional("day it was withdrawn")
    ready_in_days: DayCount | None = optional("days from request to arrival", unit="days")
    source: Text | None = optional("document and paragraph")


class DeployedUnit(Record):
    """A unit on the ground on a day; a correction is a new row."""

    kind = "unit"
    key = "unit"
    repeats = True
    unit: Identifier = required("short name of the unit")
    pledge: PledgeUp | None = optional("pledge it fulfils")
    requirement: RequirementUp | None = optional("requirement it answers, where no pledge is on file")
    contributor: ContributorNamed | None = optional("contributor")
    on: Day = required("day of the count")
    strength: Count | None = optional("people present; blank is unknown", unit="people")
    base: BaseNamed | None = optional("base")
    phase: Text | None = optional("phase whose plan claims the unit; several separated by a semicolon")
    known_on: Day | None = optional("day it became known")
    source: Text | None = optional("document and paragraph")


class Strength(Record):
    """Strength of a category on a day: authorized, planned and deployed are three facts."""

    category: PersonnelCategory = required("category of personnel")
    what: Literal["authorized", "approved", "proposed", "deployed", "planned average"] = required(
        "which fact"
    )
    on: Day | None = optional("day it holds")
    year: PeriodName | None = optional("budget year it holds for")
    strength: Count | None = optional("people; blank is unknown", unit="people")
    known_on: Day | None = optional("day it became known")
    source: Text | None = optional("document and paragraph")


class Caveat(Record):
    """A national restriction on what a unit may do."""

    kind = "caveat"
    id: Identifier = required("short name")
    pledge: PledgeUp | None = optional("pledge it limits")
    unit: Text | None = optional("unit it limits")
    type: (
        Literal[
            "area",
            "task",
            "time of day",
            "risk",
            "weapons",
            "medical",
            "air",
            "partner forces",
            "gender",
            "technology",
        ]
        | None
    ) = optional("what it restricts")
    text: Text | None = optional("the restriction; blank where only its existence may be recorded")
    tasks: tuple[TaskNamed, ...] = several("tasks it rules out")
    areas: tuple[Area, ...] = several("areas it rules out")
    declared_on: Day | None = optional("day it was declared; blank when it was observed")
    accepted_on: Day | None = optional("day the United Nations accepted it")
    observed_on: tuple[Day, ...] = several("days it was seen in practice")
    until_on: Day | None = optional("first day it no longer holds", name="until")
    declined: YesNo = optional("whether a tasked patrol or order was declined", default=False)
    source: Text | None = optional("document and paragraph")


class Verification(Record):
    """An inspection of a unit, item by item."""

    kind = "verification"
    id: Identifier = required("short name")
    unit: Text = required("unit inspected")
    on: Day | None = optional("day of the inspection")
    type: Literal["arrival", "periodic", "readiness", "repatriation"] | None = optional("type")
    satisfactory: YesNo | None = optional("result")
    beyond_control: YesNo | None = optional("whether the cause lies beyond the contributor's control")
    serviceable: Labels | None = optional("items in working order: item and quantity")
    source: Text | None = optional("document and paragraph")


class Training(Record):
    """Training and technology baseline of a unit, per standard."""

    kind = "training"
    id: Identifier = required("short name")
    unit: Text = required("unit trained")
    standard: Text = required("standard or test, with version")
    subject: Literal[
        "readiness",
        "technology",
        "protection of civilians",
        "counter-IED",
        "first aid",
        "human rights",
        "women, peace and security",
        "rules of engagement",
        "other",
    ] = required("subject")
    issuer: Text | None = optional("who certified")
    on: Day | None = optional("day of the certificate")
    expires_on: Day | None = optional("day it expires")
    deployed_on: Day | None = optional("day the unit deployed")
    n_tested: Count | None = optional("people tested", unit="people")
    n_passed: Count | None = optional("people who passed", unit="people")
    retest_on: Day | None = optional("day of the retest")
    source: Text | None = optional("document and paragraph")


class Readiness(Record):
    """Readiness of a unit on three axes: the unit, the institution's systems, the environment."""

    kind = "readiness"
    id: Identifier = required("short name")
    unit: Text = required("unit or pledge")
    unit_ready: Literal["go", "conditional", "no-go"] | None = optional("readiness of the unit")
    inclusive_systems: Literal["go", "conditional", "no-go"] | None = optional("inclusive personnel rules")
    environment: Literal["go", "conditional", "no-go"] | None = optional("facilities and health support")
    conclusion: Literal["go", "conditional", "no-go"] | None = optional("conclusion drawn")
    actions: tuple[Text, ...] = several("actions before deployment")
    on: Day | None = optional("day of the judgement")


class WomenInUniform(Record):
    """Women among uniformed personnel on a day."""

    category: Literal["contingents", "individual military", "formed police", "individual police"] = required(
        "category"
    )
    on: Day = required("day of the count")
    n_women: Count | None = optional("women", unit="people")
    n_total: Count | None = optional("all", unit="people")
    source: Text | None = optional("document and paragraph")
