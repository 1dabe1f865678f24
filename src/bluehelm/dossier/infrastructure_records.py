"""Bases and what they rest on: shelter, medical care, aircraft, technology, routes."""

from __future__ import annotations

from typing import Literal

from bluehelm.dossier.catalogue import Part, Record, optional, required, several
from bluehelm.dossier.field_types import (
    Cell,
    Count,
    Day,
    DayCount,
    Identifier,
    Latitude,
    Longitude,
    Number,
    PeriodName,
    Text,
    YesNo,
)
from bluehelm.dossier.reference_types import (
    Area,
    BaseNamed,
    ContributorNamed,
    Party,
    Post,
    TaskNamed,
)


class Facility(Part):
    """A standard at a base, required against provided."""

    item: Text = required("item of the standard, for example lockable ablutions for women")
    needed: Count | None = optional("how many the standard asks for")
    provided: Count | None = optional("how many are there; blank is unknown")
    on: Day | None = optional("day of the count")


class Base(Record):
    """A place where the mission lives and works."""

    kind = "base"
    id: Identifier = required("short name")
    name: Text = required("name of the place")
    latitude: Latitude | None = optional("degrees north", unit="degrees")
    longitude: Longitude | None = optional("degrees east", unit="degrees")
    cell: Cell | None = optional("PRIO-GRID cell")
    area: Area | None = optional("area it lies in")
    role: Literal["mission headquarters", "sector headquarters", "base", "temporary base"] | None = optional(
        "role"
    )
    from_on: Day | None = optional("first day", name="from")
    until_on: Day | None = optional("first day after it closed", name="until")
    contributor: ContributorNamed | None = optional("contributor that mans it")
    strength: Count | None = optional("people there", unit="people")
    n_women: Count | None = optional("women assigned", unit="people")
    separate_lockable: YesNo | None = optional("separate lockable sleeping and ablution blocks")
    facilities: tuple[Facility, ...] = several("standards, required against provided")
    remote: YesNo | None = optional("whether supply by road is cut for part of the year")
    autonomy_days: DayCount | None = optional("days of stock", unit="days")
    longest_gap_days: DayCount | None = optional("longest gap between deliveries", unit="days")
    seen_on: Day | None = optional("day these data were gathered")
    source: Text | None = optional("document and paragraph")


class MedicalFacility(Record):
    """A medical facility with its level and its staff."""

    kind = "medical"
    id: Identifier = required("short name")
    base: BaseNamed | None = optional("base")
    level: Literal["1", "1+", "2", "2+", "3", "4"] = required("level")
    staffed: YesNo | None = optional("whether staffed to its level")
    surgical_team: YesNo | None = optional("whether a surgical team is present")
    day_and_night: YesNo | None = optional("whether open at all times")
    source: Text | None = optional("document and paragraph")


class Aircraft(Record):
    """An aircraft or group of aircraft, its hours and its part in evacuation."""

    kind = "aircraft"
    id: Identifier = required("short name")
    type: Literal["fixed-wing", "rotary", "unmanned"] = required("type")
    n_aircraft: Count | None = optional("how many", unit="aircraft")
    base: BaseNamed | None = optional("base")
    year: PeriodName | None = optional("budget year of the hours")
    hours_approved: Number | None = optional("hours approved", unit="hours")
    hours_flown: Number | None = optional("hours flown; blank is unknown", unit="hours")
    evacuates: YesNo | None = optional("whether it serves evacuation")
    notice_minutes: Count | None = optional("notice", unit="minutes")
    speed_km_h: Number | None = optional("cruise speed", unit="km/h")
    flies_at_night: YesNo | None = optional("whether it may fly at night")
    tasking_by: Post | None = optional("post that tasks it")
    source: Text | None = optional("document and paragraph")


class TechnologyRestriction(Record):
    """A restriction of the host or a party on a technology, and what is done about it."""

    kind = "restriction"
    id: Identifier = required("short name")
    technology: Text | None = optional("technology restricted")
    effect_wanted: Text | None = optional("what must be achieved, whatever the means")
    tasks: tuple[TaskNamed, ...] = several("tasks it hinders")
    by: Party | None = optional("who restricts")
    legal_basis: Text | None = optional("legal basis given")
    since_on: Day | None = optional("first day", name="since")
    status: Literal["open", "in talks", "eased", "lifted"] | None = optional("status of the talks")
    channel: Post | None = optional("post that takes it up politically")
    alternatives: tuple[Text, ...] = several("other ways to the same effect")
    procedure: Literal["none", "draft", "approved"] | None = optional("standard operating procedure")
    procedure_due_on: Day | None = optional("day the procedure is due")
    source: Text | None = optional("document and paragraph")


class Route(Record):
    """A supply or patrol route with its explosive risk and the teams that cover it."""

    kind = "route"
    id: Identifier = required("short name")
    text: Text = required("from where to where")
    risk: Literal["low", "medium", "high"] | None = optional("class of explosive risk")
    teams_needed: Number | None = optional("search and disposal teams needed", unit="teams")
    teams_equipped: Number | None = optional("teams present with equipment and training", unit="teams")
    needed_by: Day | None = optional("day the teams are needed")
    source: Text | None = optional("document and paragraph")
