"""Figures on people: who is there, against the ceiling of the Council in force and what was approved.

Rule: authorized, approved and deployed are three facts; strength is not the ceiling (R35).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import partial

from bluehelm.dossier.figure_inputs import input_from
from bluehelm.dossier.force_records import Strength
from bluehelm.dossier.in_force import ceiling_total, ceilings_in_force
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.forces.strength_against_ceiling import known_strengths
from bluehelm.foundation.figures import Figure, FigureInput
from bluehelm.foundation.phrases import Phrase, phrase

MILITARY = (
    "military personnel",
    "contingents",
    "military observers",
    "military observers and staff officers",
)
POLICE = ("police personnel", "individual police", "formed police")
GROUPS: Mapping[str, tuple[str, ...]] = {"military": MILITARY, "police": POLICE, "civilian": ("civilian",)}
NAMES: Mapping[str, Phrase] = {
    "military": phrase("military personnel"),
    "police": phrase("police personnel"),
    "civilian": phrase("civilian personnel"),
}
CATEGORIES: Mapping[str, Phrase] = {
    "military personnel": phrase("military personnel"),
    "contingents": phrase("contingents"),
    "military observers": phrase("military observers"),
    "military observers and staff officers": phrase("military observers and staff officers"),
    "police personnel": phrase("police personnel"),
    "individual police": phrase("individual police officers"),
    "individual police officers": phrase("individual police officers"),
    "formed police": phrase("formed police"),
    "formed police personnel": phrase("formed police"),
    "corrections officers": phrase("corrections officers"),
    "civilian": phrase("civilian personnel"),
}


def _counted(rows: Iterable[Strength], group: str) -> list[Strength]:
    """The rows that make up a group without counting anybody twice: a total stands for its parts."""
    held: dict[str, Strength] = {row.category: row for row in rows if row.category in GROUPS[group]}
    total = held.get(GROUPS[group][0])
    if total is not None:
        return [total]
    if "military observers and staff officers" in held:
        held.pop("military observers", None)
    return list(held.values())


def _last_count(seen: Standpoint, group: str) -> list[Strength]:
    """Who of a group was counted on the last day on which anybody of it was."""
    rows = [row for row in known_strengths(seen, "deployed") if row.on and row.category in GROUPS[group]]
    last = max((row.on for row in rows if row.on), default=None)
    return _counted([row for row in rows if row.on == last], group)


def _approved(seen: Standpoint, group: str) -> list[Strength]:
    """What the budget of the moment is built on for a group."""
    rows = [row for row in known_strengths(seen, "approved") if row.year and row.year.holds(seen.as_of)]
    return _counted(rows, group)


def _inputs(rows: Iterable[Strength]) -> tuple[FigureInput, ...]:
    return tuple(input_from(row, CATEGORIES[row.category], row.strength, "people", row.on) for row in rows)


def _total(rows: Iterable[Strength]) -> int | None:
    """The people together; None as soon as one number is not known."""
    numbers = [row.strength for row in rows]
    known = [number for number in numbers if number is not None]
    return sum(known) if known and len(known) == len(numbers) else None


def people_present(seen: Standpoint, group: str) -> Figure:
    """People of a group on the ground on the last day counted."""
    rows = _last_count(seen, group)
    title = phrase("On the ground: {group}", group=NAMES[group])
    steps = (phrase("As counted on {on}, added up.", on=rows[0].on),) if rows else ()
    return Figure(f"figure/{group}", title, _total(rows), "people", _inputs(rows), steps)


def people_approved(seen: Standpoint, group: str) -> Figure:
    """People of a group that the budget of the moment is built on."""
    rows = _approved(seen, group)
    title = phrase("Approved in the budget of {year}: {group}", year=seen.budget_year, group=NAMES[group])
    steps = (phrase("As approved, added up."),) if rows else ()
    return Figure(f"figure/{group}-approved", title, _total(rows), "people", _inputs(rows), steps)


def share_present(seen: Standpoint, group: str) -> Figure:
    """People of a group on the ground, as a share of those approved."""
    here, approved = people_present(seen, group), people_approved(seen, group)
    title = phrase("On the ground against approved: {group}", group=NAMES[group])
    inputs = (*here.inputs, *approved.inputs) if here.inputs and approved.inputs else ()
    steps = (phrase("People counted, divided by people approved."),) if inputs else ()
    return _share(f"figure/{group}-share", title, here, approved, inputs, steps)


def _share(
    reference: str,
    title: Phrase,
    part: Figure,
    whole: Figure,
    inputs: tuple[FigureInput, ...],
    steps: tuple[Phrase, ...],
) -> Figure:
    known = part.value is not None and whole.value
    share = Decimal(part.value or 0) / Decimal(whole.value or 1) if known else None
    return Figure(reference, title, share, "share", inputs, steps)


def uniformed_present(seen: Standpoint) -> Figure:
    """Uniformed people on the ground: military and police together."""
    title = phrase("Uniformed people on the ground")
    groups = [_last_count(seen, group) for group in ("military", "police")]
    rows = [row for group in groups for row in group]
    days = {row.on for row in rows}
    caution = phrase("Military and police were last counted on different days.") if len(days) > 1 else None
    whole = _total(rows) if all(groups) else None
    steps = (phrase("Military and police on the last day counted, added up."),) if rows else ()
    return Figure("figure/uniformed", title, whole, "people", _inputs(rows), steps, caution)


def uniformed_ceiling(seen: Standpoint) -> Figure:
    """The ceiling of uniformed people in force on the day asked about."""
    title, reference = phrase("Ceiling of uniformed people in force"), "figure/uniformed-ceiling"
    held = ceilings_in_force(seen.dossier, seen.as_of).values()
    tops = [(one, by) for one, by in held if one.within is None and one.category != "corrections officers"]
    inputs = tuple(
        FigureInput(
            phrase("{category}, by {decision}", category=CATEGORIES[one.category], decision=by.decision),
            one.strength, "people", one.from_on or by.adopted_on, by.reference, by.place, by.source or "",
            by.known_as or "",
        )
        for one, by in tops
    )  # fmt: skip
    steps = (phrase("Ceilings that are no part of another, added up; corrections officers stand apart."),)
    return Figure(reference, title, ceiling_total(seen.dossier, seen.as_of), "people", inputs,
                  steps if inputs else ())  # fmt: skip


def share_of_ceiling(seen: Standpoint) -> Figure:
    """Uniformed people on the ground as a share of the ceiling in force."""
    here, ceiling = uniformed_present(seen), uniformed_ceiling(seen)
    inputs = (*here.inputs, *ceiling.inputs) if here.inputs and ceiling.inputs else ()
    steps = (phrase("People counted, divided by the ceiling in force."),) if inputs else ()
    title = phrase("Uniformed strength against the ceiling in force")
    return _share("figure/uniformed-share", title, here, ceiling, inputs, steps)


FIGURES_BY_GROUP = tuple(
    partial(figure, group=group)
    for group in GROUPS
    for figure in (people_present, people_approved, share_present)
)
"""The figures of each group of people, each from a standpoint."""
