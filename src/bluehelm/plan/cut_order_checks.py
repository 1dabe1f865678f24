"""Checks on the order in which outputs fall when cash is short: recorded, unique, and by priority."""

from __future__ import annotations

from collections.abc import Iterator

from bluehelm.dossier.budget_records import Cut
from bluehelm.dossier.checking import Check, Fault, check, fault, instrument, submission
from bluehelm.dossier.gathered_faults import gathered
from bluehelm.dossier.plan_records import Output
from bluehelm.dossier.planned_outputs import TIERS, outputs_still_due, rank_of_tasks, tasks_served
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.findings import Severity
from bluehelm.foundation.listed_names import listed

UNIFORM_CUT = instrument("A/80/604/Add.1 to Add.13, on spending 15 per cent less in 2025/26", "as reported")


def cuts_in_force(seen: Standpoint) -> list[Cut]:
    """Cuts ordered by now, in a year that is not over."""
    return [
        cut
        for cut in seen.dossier.cuts
        if (cut.ordered_on is None or cut.ordered_on <= seen.as_of)
        and (cut.year is None or cut.year.holds(seen.as_of))
    ]


def _outputs_at_stake(seen: Standpoint) -> list[Output]:
    return [one for one in outputs_still_due(seen) if one.funded_by == "assessed"]


@check(
    "PLA062",
    Severity.WARNING,
    looks_for="a cut on file while the order in which outputs fall is not recorded",
    why="Without an order set beforehand a cut falls evenly, or on whatever can be stopped by tomorrow.",
    remedy="Give each output cut_rank (1 falls first) and cut_reason; let the senior leadership agree the "
    "order.",
    basis=(*submission("1d"), UNIFORM_CUT),
)
def order_of_cuts_not_recorded(seen: Standpoint) -> Iterator[Fault]:
    cuts = cuts_in_force(seen)
    at_stake = [
        one
        for one in _outputs_at_stake(seen)
        if one.period is None or any(cut.year is None or one.period.within(cut.year) for cut in cuts)
    ]
    if cuts:
        yield from gathered(
            [one for one in at_stake if one.cut_rank is None],
            "A cut is on file ({cut}), but '{text}' has no place in the order in which outputs fall.",
            "A cut is on file ({cut}), but {n} of {n_all} outputs have no place in the order in which they "
            "fall: {names}.",
            n_all=len(at_stake),
            cut=listed(cut.id for cut in cuts),
        )


@check(
    "PLA063",
    Severity.WARNING,
    looks_for="two outputs that fall at the same place in the order",
    why="When it comes to it, somebody will have to choose in haste.",
    remedy="Give each output a cut_rank of its own.",
    basis=submission("1d"),
)
def two_outputs_one_rank(seen: Standpoint) -> Iterator[Fault]:
    held: dict[int, Output] = {}
    for output in _outputs_at_stake(seen):
        if output.cut_rank is None:
            continue
        first = held.setdefault(output.cut_rank, output)
        if first is not output:
            yield fault(output, "It falls at place {rank}, as does '{other}'.",
                        rank=output.cut_rank, other=first.id)  # fmt: skip


@check(
    "PLA064",
    Severity.WARNING,
    looks_for="an output of a priority task that falls before one of a lower task, without a reason",
    why="The Council asked that money follow the order of tasks; a cut that does the opposite must be "
    "explained.",
    remedy="Exchange the two in cut_rank, or say under cut_reason why, for example cut_reason: the other is "
    "paid already.",
    basis=(*submission("1d", "2d"), instrument("S/RES/2759 (2024), para. 36")),
)
def priority_falls_first(seen: Standpoint) -> Iterator[Fault]:
    served = tasks_served(seen)
    ranked = sorted(
        ((one.cut_rank, one) for one in _outputs_at_stake(seen) if one.cut_rank is not None),
        key=lambda pair: -pair[0],
    )
    lowest: tuple[int, Output] | None = None
    for _, output in ranked:
        tier = rank_of_tasks(seen, served[output.id])
        if tier is None:
            continue
        if lowest is not None and tier < lowest[0] and not output.cut_reason:
            yield fault(
                output,
                "It falls at place {rank}, before '{other}' at place {other_rank}, though it serves a task "
                "of tier '{tier}' and the other one of tier '{other_tier}'.",
                rank=output.cut_rank, other=lowest[1].id, other_rank=lowest[1].cut_rank,
                tier=TIERS[tier], other_tier=TIERS[lowest[0]],
            )  # fmt: skip
        if lowest is None or tier > lowest[0]:
            lowest = (tier, output)


@check(
    "PLA065",
    Severity.WARNING,
    looks_for="a cut that took from priority tasks while outputs of lower tasks kept their money, with no "
    "reason",
    why="An even cut is not a neutral one: it takes most from what the Council wanted first.",
    remedy="Say under cut_reason of the output that was cut why it fell before the others, or move the "
    "money.",
    basis=(*submission("1d", "2d"), UNIFORM_CUT),
)
def cut_took_from_priority(seen: Standpoint) -> Iterator[Fault]:
    served = tasks_served(seen)
    due = {one.id: one for one in _outputs_at_stake(seen)}
    for cut in cuts_in_force(seen):
        hit = {effect.on_output for effect in cut.effects if effect.on_output in due}
        same_year = [one for one in due.values() if one.period is None or cut.year is None or
                     one.period.within(cut.year)]  # fmt: skip
        taken = [one.id for one in same_year if one.id in hit and not one.cut_reason
                 and rank_of_tasks(seen, served[one.id]) == 0]  # fmt: skip
        spared = [one.id for one in same_year if one.id not in hit and rank_of_tasks(seen, served[one.id])]
        if taken and spared:
            yield fault(
                cut,
                "It took from outputs of priority tasks ({taken}), while outputs of lower tasks were spared "
                "({spared}), and no reason is on record.",
                taken=listed(taken), spared=listed(spared),
            )  # fmt: skip


CUT_ORDER_CHECKS: tuple[Check, ...] = (
    order_of_cuts_not_recorded, two_outputs_one_rank, priority_falls_first, cut_took_from_priority,
)  # fmt: skip
"""Checks on the order in which outputs fall, in reading order."""
