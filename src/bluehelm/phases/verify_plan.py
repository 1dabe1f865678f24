"""A phase plan verified: properties that must hold whatever happens, each failure with a shortest example.

The states of the plan are few, so all of them are looked at: nothing is sampled. The search runs twice,
with an authority that follows every recommendation at once and with one that may delay.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from bluehelm.dossier.phase_records import Phase, WayOut
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.phrases import phrase
from bluehelm.phases.current_phase import running_phase
from bluehelm.phases.explore_plan import AT_EXPIRY, Explored, Step, explore
from bluehelm.phases.phase_models import END, Authority, PhaseModel, PlanState, models_of
from bluehelm.phases.phase_order import has_been_left, in_time
from bluehelm.phases.plan_failures import Failure, traced
from bluehelm.phases.verify_conditions import unmeasurable, unwatched, upside_down
from bluehelm.phases.verify_resources import above_ceilings, not_handed_over, without_expiry

AUTHORITIES: tuple[Authority, ...] = ("at once", "delaying")
THE_END = phrase("the end")


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found of a plan, and how much was looked at, by authority.

    `is_whole` is false where the plan has more states than the search would look at.
    """

    start: Phase
    phases: tuple[Phase, ...]
    failures: tuple[Failure, ...]
    n_states: dict[Authority, int]
    n_steps: dict[Authority, int]
    is_whole: bool


def verify_plan(seen: Standpoint) -> Verification | None:
    """A plan verified from the phase that runs, or from the first one; None without any phase."""
    phases = in_time(seen)
    if not phases:
        return None
    start = running_phase(seen)[0] or phases[0]
    models = models_of(seen.dossier, phases)
    explored = {authority: explore(models, start.id, authority) for authority in AUTHORITIES}
    found = [
        replace(one, under=(authority,))
        for authority, whole in explored.items()
        for one in _failures(whole, seen, authority)
    ]
    return Verification(
        start,
        tuple(phases),
        tuple(_joined(found)),
        {authority: len(whole.reached_by) for authority, whole in explored.items()},
        {authority: sum(map(len, whole.leads_to.values())) for authority, whole in explored.items()},
        all(whole.is_whole for whole in explored.values()),
    )


def _joined(found: Iterable[Failure]) -> Iterator[Failure]:
    """Failures found with both authorities as one, with the shorter example."""
    held: dict[tuple[str, str, str], Failure] = {}
    for one in found:
        same = held.get(one.key())
        if same is None:
            held[one.key()] = one
        else:
            shorter = same if same.n_months <= one.n_months else one
            held[one.key()] = replace(shorter, under=(*same.under, *one.under))
    yield from held.values()


def _failures(found: Explored, seen: Standpoint, authority: Authority) -> Iterator[Failure]:
    yield from _not_reached(found, seen)
    yield from _never_taken(found)
    yield from _trapped(found)
    yield from _not_ranked(found)
    yield from _nobody_decides(found)
    yield from unwatched(found)
    yield from _undone_too_soon(found)
    yield from upside_down(found)
    yield from not_handed_over(found, seen)
    yield from above_ceilings(found, seen, authority)
    yield from without_expiry(found)
    yield from unmeasurable(found, seen)


def _not_reached(found: Explored, seen: Standpoint) -> Iterator[Failure]:
    for name, model in found.models.items():
        if name in found.entries or has_been_left(model.phase, seen):
            continue
        blocked = list(_ways_to(found, name))
        if not blocked:
            said = phrase("'{phase}' can never be entered: no way leads to it.", phase=name)
        else:
            said = phrase(
                "'{phase}' can never be entered: {ways}.",
                phase=name,
                ways=phrase("the condition of the way from '{phase}' is never met", phase=blocked[0][0])
                if blocked[0][0] in found.entries
                else phrase("'{phase}', from which a way leads to it, is never entered", phase=blocked[0][0]),
            )
        remedy = phrase(
            "Write a way out that leads there, with a condition that can be met; or take the phase out."
        )
        reached = next((found.path_to(found.entries[of]) for of, _ in blocked if of in found.entries), [])
        yield Failure("reachable", name, said, remedy, traced(found, reached), line=model.phase.line)


def _ways_to(found: Explored, name: str) -> Iterator[tuple[str, WayOut]]:
    for other in found.models.values():
        for way in other.ways:
            if way.to == name:
                yield other.phase.id, way


def _never_taken(found: Explored) -> Iterator[Failure]:
    remedy = phrase("Mend the condition or the ranks, or take the way out.")
    for name, model in found.models.items():
        for n, way in enumerate(model.ways):
            if name not in found.entries or (name, n) in found.taken:
                continue
            before = [pair for pair in found.overlaps if pair[0] == name and pair[2] == n]
            template = "The way from '{phase}' to {to} can never be taken: its condition is never met."
            if before:
                template = (
                    "The way from '{phase}' to {to} can never be taken: a way ranked before it is met "
                    "whenever it is."
                )
            said = phrase(template, phase=name, to=_to(way))
            steps = found.path_to(found.entries[name])
            if before:
                steps = found.path_through(found.overlaps[before[0]])
            yield Failure("enabled", name, said, remedy, traced(found, steps), line=way.line)


def _to(way: WayOut) -> object:
    return f"'{way.to}'" if way.to else THE_END


def _trapped(found: Explored) -> Iterator[Failure]:
    remedy = phrase(
        "Give it a way out to the end of the mission or to a phase that has one, or say what follows at "
        "expiry."
    )
    first: dict[str, PlanState] = {}
    for state in (stuck := found.without_end()):
        first.setdefault(state.phase, state)
    onward = _onward(found, set(stuck))
    told: set[str] = set()
    for name, state in first.items():
        circle = {name, *onward[name]}
        if name in told or any(name not in onward[one] for one in circle - {name}):
            continue
        told |= circle
        template = "Once in '{phase}', the mission can never end: no way leads out."
        if len(circle) > 1:
            template = "Once in '{phase}', the mission can never end: the ways lead only round in a circle."
        path = traced(found, found.path_to(state))
        line = found.models[name].phase.line
        yield Failure("no trap", name, phrase(template, phase=name), remedy, path, line=line)


def _onward(found: Explored, stuck: set[PlanState]) -> dict[str, set[str]]:
    """For each phase with states that lead to no end the phases that can follow such a state."""
    direct: dict[str, set[str]] = {state.phase: set() for state in stuck}
    for state in stuck:
        direct[state.phase] |= {one.phase for one in found.leads_to.get(state, ())} - {state.phase}
    onward: dict[str, set[str]] = {}
    for name in direct:
        onward[name], waiting = set(), [name]
        while waiting:
            for one in direct[waiting.pop()] - onward[name]:
                onward[name].add(one)
                waiting.append(one)
    return onward


def _not_ranked(found: Explored) -> Iterator[Failure]:
    remedy = phrase("Give each way out its own rank, or conditions that exclude each other.")
    for (name, one, other), step in found.overlaps.items():
        first, second = found.models[name].ways[one], found.models[name].ways[other]
        if first.rank is None or second.rank is None or first.rank == second.rank:
            said = phrase(
                "In '{phase}' the ways to {first} and to {second} can be met at once, and no rank says which "
                "comes first.",
                phase=name, first=_to(first), second=_to(second),
            )  # fmt: skip
            months = traced(found, found.path_through((step[0], replace(step[1], way=None))))
            yield Failure("ranked", name, said, remedy, months, line=second.line)


def _nobody_decides(found: Explored) -> Iterator[Failure]:
    remedy = phrase("Name the post or body, for example decided_by: security-council.")
    for (name, n), step in found.taken.items():
        if n != AT_EXPIRY and found.models[name].ways[n].decided_by is None:
            way = found.models[name].ways[n]
            said = phrase(
                "The way from '{phase}' to {to} can be met, and nobody is named to decide.",
                phase=name, to=_to(way),
            )  # fmt: skip
            months = traced(found, found.path_through(step))
            yield Failure("always a next state", name, said, remedy, months, line=way.line)


def _undone_too_soon(found: Explored) -> Iterator[Failure]:
    for (name, n), step in found.reversals.items():
        model = found.models[name]
        yield _undone(found, model, model.ways[n], n, step)


def _undone(found: Explored, model: PhaseModel, way: WayOut, n: int, step: Step) -> Failure:
    n_after = step[0].n_months + step[1].n_months
    said = phrase(
        "The step from '{before}' to '{phase}' can be undone after {n_after} months, before the dwell time "
        "of {n_dwell} is over.",
        before=way.to or END, phase=model.phase.id, n_after=n_after, n_dwell=model.dwell_of[n],
    )  # fmt: skip
    remedy = phrase("Let the step down wait for a trigger that is calm, with dwell: for example 3 months.")
    months = traced(found, found.path_through(step))
    return Failure("no oscillation", model.phase.id, said, remedy, months, line=way.line)
