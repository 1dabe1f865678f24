"""Checks on aircraft hours, restrictions on technology, and routes under explosive risk."""

from __future__ import annotations

from collections.abc import Iterator

from bluehelm.dossier.checking import Check, Fault, check, fault, instrument, submission
from bluehelm.dossier.infrastructure_records import TechnologyRestriction
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.forces.force_wording import listed, percent, plain
from bluehelm.foundation.findings import Severity

SETTLED = ("eased", "lifted")


@check(
    "FOR056",
    Severity.WARNING,
    looks_for="an aircraft that flew more hours than were approved",
    why="The hours above were paid from another line, or one of the numbers is wrong.",
    remedy="Check both numbers, and name the line that paid the difference.",
    basis=(*submission("11g", "2f"), instrument("A/79/765, paras. 103 to 105")),
)
def flown_above_approved(seen: Standpoint) -> Iterator[Fault]:
    for one in seen.dossier.aviation:
        flown, approved = one.hours_flown, one.hours_approved
        if flown is not None and approved is not None and flown > approved:
            yield fault(
                one,
                "'{aircraft}' flew {flown} hours of {approved} approved.",
                aircraft=one.id,
                flown=plain(flown),
                approved=plain(approved),
            )


@check(
    "FOR057",
    Severity.NOTE,
    looks_for="aircraft hours that were approved and hardly used",
    why="Hours on the ground are paid for; units waited for lift that the budget had bought.",
    remedy="Say the cause (late acquisition, maintenance, fitness, clearance), and ask for fewer or other "
    "aircraft.",
    basis=(*submission("11g", "1d"), instrument("A/80/623, paras. 75 to 77: helicopters at 76.5 per cent")),
)
def hours_hardly_used(seen: Standpoint) -> Iterator[Fault]:
    floor = seen.threshold("flying-hours-floor", "0.8")
    for one in seen.dossier.aviation:
        over = one.year is not None and one.year.until_on <= seen.as_of
        if not over or one.hours_flown is None or not one.hours_approved:
            continue
        share = one.hours_flown / one.hours_approved
        if share < floor:
            yield fault(
                one,
                "'{aircraft}' flew {flown} of {approved} hours approved for {year}: {share}, below {floor}.",
                aircraft=one.id,
                flown=plain(one.hours_flown),
                approved=plain(one.hours_approved),
                year=one.year,
                share=percent(share),
                floor=percent(floor, 0),
            )


def _unsettled(seen: Standpoint) -> Iterator[TechnologyRestriction]:
    """Restrictions that hold, or of which nobody wrote that they were eased."""
    for one in seen.dossier.technology:
        begun = one.since_on is None or one.since_on <= seen.as_of
        if begun and one.status not in SETTLED:
            yield one


@check(
    "FOR058",
    Severity.WARNING,
    looks_for="a need for technology named only as a product",
    why="Who asks for a product can only be told yes or no; an effect can be reached in several ways.",
    remedy="Write what must be achieved, for example `effect_wanted: see movement at night within 20 km`.",
    basis=(*submission("11d"), instrument("A/80/624, para. 50: several means for one effect")),
)
def need_named_as_product(seen: Standpoint) -> Iterator[Fault]:
    for one in _unsettled(seen):
        if one.effect_wanted is None:
            yield fault(
                one,
                "'{restriction}' names '{technology}', but not what it is needed for."
                if one.technology
                else "'{restriction}' names neither a technology nor what it is needed for.",
                restriction=one.id,
                technology=one.technology,
            )


@check(
    "FOR059",
    Severity.WARNING,
    looks_for="restrictions on technology that no post takes up with the host",
    why="A restriction nobody raises politically stays.",
    remedy="Name the post that takes it up (`channel: head-of-mission`), or mark it eased or lifted.",
    basis=(*submission("11d", "1c"), instrument("A/RES/76/274, para. 56")),
)
def restriction_without_channel(seen: Standpoint) -> Iterator[Fault]:
    for one in _unsettled(seen):
        by_somebody = one.by is not None or one.status is not None
        if one.channel is None and by_somebody:
            yield fault(
                one, "Nobody is named who takes up '{restriction}' with the host.", restriction=one.id
            )


@check(
    "FOR060",
    Severity.WARNING,
    looks_for="an overdue procedure for a technology",
    why="Units without a procedure leave the equipment in its box, or use it each in its own way.",
    remedy="Have the procedure approved, or set a new day and say who decides.",
    basis=submission("11d", "11e"),
)
def procedure_overdue(seen: Standpoint) -> Iterator[Fault]:
    for one in seen.dossier.technology:
        due_on = one.procedure_due_on
        if due_on is not None and due_on < seen.as_of and one.procedure != "approved":
            yield fault(
                one,
                "The procedure for '{restriction}' was due on {due_on} and is not approved.",
                restriction=one.id,
                due_on=due_on,
            )


@check(
    "FOR061",
    Severity.WARNING,
    looks_for="a restricted technology without another way to the same effect",
    why="Talks may take years; until then the task goes on without what it needs.",
    remedy="List other ways, for example `alternatives: [tethered balloon, community alert network]`.",
    basis=(*submission("11d"), instrument("A/80/624, para. 50: several means for one effect")),
)
def no_alternative(seen: Standpoint) -> Iterator[Fault]:
    for one in _unsettled(seen):
        if not one.alternatives:
            yield fault(
                one,
                "No other way to the effect of '{restriction}' is on file; tasks concerned: {tasks}."
                if one.tasks
                else "No other way to the effect of '{restriction}' is on file.",
                restriction=one.id,
                tasks=listed(one.tasks),
            )


@check(
    "FOR062",
    Severity.WARNING,
    looks_for="a route without a class of explosive risk",
    why="Convoys are planned on it as if it were safe, and teams are sent elsewhere.",
    remedy="Class it (`risk: medium`) from incidents and search results, and say when.",
    basis=submission("12b.vii"),
)
def route_without_class(seen: Standpoint) -> Iterator[Fault]:
    for route in seen.dossier.routes:
        if route.risk is None:
            yield fault(route, "The route '{route}' has no class of explosive risk.", route=route.text)


@check(
    "FOR063",
    Severity.WARNING,
    looks_for="a route with fewer search and disposal teams than it needs",
    why="Either the route stays closed or people drive it unsearched.",
    remedy="Put the missing teams into a unit requirement with equipment and training, or reroute.",
    basis=(
        *submission("12b.vii"),
        instrument("A/80/6 (Sect. 5): teams not generated in 2024; A/80/623, paras. 85 to 90"),
    ),
)
def route_short_of_teams(seen: Standpoint) -> Iterator[Fault]:
    for route in seen.dossier.routes:
        needed, equipped = route.teams_needed, route.teams_equipped
        if needed is not None and equipped is not None and equipped < needed:
            yield fault(
                route,
                "The route '{route}' needs {needed} teams by {needed_by}; {equipped} are there with "
                "equipment "
                "and training."
                if route.needed_by
                else "The route '{route}' needs {needed} teams; {equipped} are there with equipment and "
                "training.",
                route=route.text,
                needed=plain(needed),
                equipped=plain(equipped),
                needed_by=route.needed_by,
            )


MOBILITY_CHECKS: tuple[Check, ...] = (
    flown_above_approved, hours_hardly_used, need_named_as_product, restriction_without_channel,
    procedure_overdue, no_alternative, route_without_class, route_short_of_teams,
)  # fmt: skip
