"""Resources and tasks of a plan verified: handed over in time, within ceilings and money, at expiry."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from bluehelm.dossier.budget_records import PrintedTotal
from bluehelm.dossier.contents import Dossier
from bluehelm.dossier.in_force import ceilings_in_force, in_order
from bluehelm.dossier.phase_records import Envelope, Phase, WayOut
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.listed_names import listed
from bluehelm.foundation.periods import Period, add_months, parse_period
from bluehelm.foundation.phrases import Phrase, Quantity, phrase
from bluehelm.phases.explore_plan import AT_EXPIRY, EXPIRES, Explored
from bluehelm.phases.phase_models import Authority, Move
from bluehelm.phases.phase_order import begins, has_been_left
from bluehelm.phases.plan_failures import Failure, traced

N_MONTHS_AHEAD = 60
THE_END = phrase("the end")


def not_handed_over(found: Explored, seen: Standpoint) -> Iterator[Failure]:
    """Tasks that stop on a step down or at the end, and that nobody was given; one failure for each step."""
    remedy = phrase(
        "Add a handover: to the phase before the step, with the receiver by name and a day; or keep the task."
    )
    ended = {one.task for mandate in seen.dossier.mandates for one in mandate.ends}
    for (name, n), step in found.taken.items():
        way = step[1].way
        if way is None or not _leads_down(way, at_expiry=n == AT_EXPIRY):
            continue
        phase = found.models[name].phase
        after = found.models[way.to].phase.tasks if way.to and way.to in found.models else ()
        handed = {one.task for one in phase.handover}
        dropped = [task for task in phase.tasks if task not in {*after, *handed, *ended}]
        if dropped:
            said = phrase(
                "On the way from '{phase}' to {to} {n} tasks stop that are handed to nobody: {tasks}.",
                phase=name, to=f"'{way.to}'" if way.to else THE_END, n=len(dropped), tasks=listed(dropped),
            )  # fmt: skip
            months = traced(found, found.path_through(step))
            yield Failure("handed over", name, said, remedy, months, line=way.line or phase.line)
    yield from _handed_over_late(found)


def _leads_down(way: WayOut, *, at_expiry: bool) -> bool:
    return at_expiry or way.to is None or way.direction in ("down", "end")


def _handed_over_late(found: Explored) -> Iterator[Failure]:
    remedy = phrase("Bring the handover forward, or let the phase run until it is done.")
    for name, entered in found.entries.items():
        phase = found.models[name].phase if name in found.models else None
        for one in phase.handover if phase else ():
            ends = phase.planned_until if phase else None
            if ends is not None and one.complete_by is not None and one.complete_by > ends:
                said = phrase(
                    "'{task}' is handed over by {day} only, after '{phase}' is to end on {ends}.",
                    task=one.task, day=one.complete_by, phase=name, ends=ends,
                )  # fmt: skip
                path = traced(found, found.path_to(entered))
                yield Failure("handed over", name, said, remedy, path, line=one.line)


def above_ceilings(found: Explored, seen: Standpoint, authority: Authority) -> Iterator[Failure]:
    """Phases whose people or money are above what is allowed in some month in which they may run."""
    for name, entered in found.entries.items():
        model = found.models.get(name)
        if model is None or model.phase.envelope is None:
            continue
        n_until = found.n_months_to[entered]
        for month, over in _months_over(model.phase, n_until, seen, authority):
            n_stays = max(0, _n_between(_runs_from(model.phase, n_until, seen), month))
            stays = [(entered, Move((), None, n_stays))] if n_stays else []
            months = traced(found, [*found.path_to(entered), *stays])
            remedy = phrase(
                "Lower the envelope, or ask for the decision that allows it before the phase begins."
            )
            yield Failure("within ceilings", name, over, remedy, months, line=model.phase.envelope.line)


def _runs_from(phase: Phase, n_months: int, seen: Standpoint) -> date:
    """The first month in which a phase may run: as planned, else as soon as the evidence allows."""
    return (begins(phase) or add_months(seen.as_of.replace(day=1), n_months)).replace(day=1)


def _months_over(
    phase: Phase, n_months: int, seen: Standpoint, authority: Authority
) -> Iterator[tuple[date, Phrase]]:
    """For each kind of resource the first month in which the envelope is above what is allowed."""
    first = _runs_from(phase, n_months, seen)
    last = add_months(first, N_MONTHS_AHEAD)
    left_on = phase.left_on if has_been_left(phase, seen) else None
    ends = left_on or (phase.planned_until if authority == "at once" else None)
    if ends is not None:
        last = min(last, ends)
    told: set[str] = set()
    month = first
    while month < last:
        for kind, over in _over_in(phase, max(month, begins(phase) or month), seen.dossier):
            if kind not in told:
                told.add(kind)
                yield month, over
        month = add_months(month, 1)


def _over_in(phase: Phase, on: date, dossier: Dossier) -> Iterator[tuple[str, Phrase]]:
    envelope = phase.envelope or Envelope()
    held = ceilings_in_force(dossier, _last_in_force(dossier, on))
    for category, planned in (
        ("military personnel", envelope.military),
        ("police personnel", envelope.police),
    ):
        ceiling = next((one for kind, (one, _) in held.items() if kind == category), None)
        if planned is not None and ceiling is not None and planned > ceiling.strength:
            decision = next(mandate.decision for kind, (_, mandate) in held.items() if kind == category)
            yield (
                category,
                phrase(
                    "'{phase}' plans {planned} {category} in {month}; the ceiling is {ceiling} ({decision}).",
                    phase=phase.id, planned=planned, category=phrase(category), month=f"{on:%Y-%m}",
                    ceiling=ceiling.strength, decision=decision,
                ),
            )  # fmt: skip
    voted = _voted(dossier, on)
    if envelope.usd_a_year is not None and voted is not None and envelope.usd_a_year > voted[1]:
        yield (
            "money",
            phrase(
                "'{phase}' plans {planned} a year in {month}; {voted} was voted for {year}.",
                phase=phase.id, planned=Quantity(envelope.usd_a_year, "USD"), month=f"{on:%Y-%m}",
                voted=Quantity(voted[1], "USD"), year=voted[0],
            ),
        )  # fmt: skip


def _last_in_force(dossier: Dossier, on: date) -> date:
    """The day itself, or the last day on which any decision runs: ceilings stand until changed."""
    ends = [one.in_force_until for one in in_order(dossier)[-1:] if one.in_force_until is not None]
    return min([on, *(day - date.resolution for day in ends)])


def _voted(dossier: Dossier, on: date) -> tuple[str, Decimal] | None:
    """The whole amount voted for the budget year of a day, by the last report; None where none is on file."""
    found: PrintedTotal | None = None
    for one in dossier.totals:
        if one.what.word == "voted" and one.of == "gross" and one.usd is not None and _within(on, one.year):
            found = one
    return None if found is None or found.usd is None else (str(found.year), Decimal(found.usd))


def _within(on: date, year: Period | str) -> bool:
    period = parse_period(year) if isinstance(year, str) else year
    return period.from_on <= on < period.until_on


def _n_between(first: date, month: date) -> int:
    return (month.year - first.year) * 12 + month.month - first.month


def without_expiry(found: Explored) -> Iterator[Failure]:
    """Phases of which nobody has said what follows when the mandate runs out in them."""
    remedy = phrase("Write at_expiry: renew, next or end into the phase.")
    for name, entered in found.entries.items():
        model = found.models.get(name)
        if model is None:
            continue
        template = ""
        if model.phase.at_expiry is None:
            template = "Nothing says what follows when the mandate runs out in '{phase}'."
        elif model.phase.at_expiry == "next" and name == list(found.models)[-1]:
            template = (
                "When the mandate runs out in '{phase}' the next phase is to follow, and there is none."
            )
        if template:
            runs_out = (entered, Move(EXPIRES, None))
            months = traced(found, [*found.path_to(entered), runs_out])
            yield Failure("expiry", name, phrase(template, phase=name), remedy, months, line=model.phase.line)
