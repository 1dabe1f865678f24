"""The mission itself: identity, areas, posts, components and calendars."""

from __future__ import annotations

from typing import Literal

from bluehelm.dossier.catalogue import Part, Record, optional, required, several
from bluehelm.dossier.field_types import Cell, Count, CountryCode, Day, Identifier, Text, YesNo
from bluehelm.dossier.reference_types import Area as AreaNamed
from bluehelm.dossier.reference_types import ComponentNamed, FormNamed, SituationNamed
from bluehelm.dossier.reference_types import Post as PostNamed


class Mission(Record):
    """One peace operation: who it is, where, since when, and in which situation."""

    kind = "mission"
    key = "mission"
    mission: Identifier = required("short name of the mission, also the name of its folder")
    name: Text = required("full official name")
    name_fr: Text | None = optional("full official name in French")
    short_name: Text | None = optional("the acronym in use")
    situation: SituationNamed | None = optional("the situation it serves, which outlives it")
    follows: Text | None = optional("the operation it took over from")
    host: CountryCode | None = optional("host State", term="ISO 3166-1 alpha-3")
    form: FormNamed | None = optional("form of operation at present")
    began_on: Day | None = optional("day the mandate began")
    n_host_units: Count | None = optional("first-level administrative units of the host State", unit="units")
    host_unit_name: Text | None = optional("what such a unit is called, for example prefecture")
    kept_to: Day | None = optional(
        "last day this dossier follows; commands look from here unless told otherwise"
    )


class Area(Record):
    """A named area as a dated list of grid cells or place codes."""

    kind = "area"
    repeats = True
    id: Identifier = required("short name")
    name: Text = required("name in use", stamped=True)
    name_fr: Text | None = optional("name in French")
    from_on: Day | None = optional("first day of this extent", name="from")
    until_on: Day | None = optional("first day after this extent", name="until")
    cells: tuple[Cell, ...] = several("PRIO-GRID cells covered", stamped=True, term="PRIO-GRID 2.0")
    codes: tuple[Text, ...] = several("place codes covered", term="COD-AB p-codes")
    borders: tuple[CountryCode, ...] = several("States the area borders")
    neighbours: tuple[AreaNamed, ...] = several("areas that touch it, across borders too")
    population: Count | None = optional("people who live there", unit="people")
    population_source: Text | None = optional("where the population figure comes from")
    is_priority: YesNo | None = optional("whether the mandate or plan calls it a priority area")


class Post(Record):
    """A post, never a person."""

    kind = "post"
    id: Identifier = required("short name")
    name: Text = required("title of the post")
    name_fr: Text | None = optional("title of the post in French")
    component: ComponentNamed | None = optional("component it belongs to")
    outside: YesNo = optional("whether the post or body lies outside the mission", default=False)


class Component(Record):
    """A part of the mission that carries expected accomplishments."""

    kind = "component"
    id: Identifier = required("short name")
    name: Text = required("name in the results-based budget")
    name_fr: Text | None = optional("name in French")
    led_by: PostNamed | None = optional("post that answers for it")
    substantive: YesNo = optional("whether it carries mandate tasks, unlike support", default=True)


class CalendarDate(Part):
    """One date of a calendar."""

    on: Day = required("the day")
    text: Text | None = optional("what happens")
    text_fr: Text | None = optional("the same in French")


class Calendar(Record):
    """A recurring or binding set of dates: reports, budget steps, reviews, elections."""

    kind = "calendar"
    id: Identifier = required("short name")
    name: Text = required("what the dates are for")
    name_fr: Text | None = optional("the same in French")
    cycle: Literal["mandate", "budget year", "calendar year", "review", "election", "other"] = required(
        "which cycle it belongs to"
    )
    binds: YesNo = optional("whether missing the date stops something", default=False)
    dates: tuple[CalendarDate, ...] = several("the dates")
    source: Text | None = optional("document and paragraph")
