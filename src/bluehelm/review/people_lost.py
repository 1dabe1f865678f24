"""How many people a cut would send home, were it all taken from people: by group, beside who is there.

Gap: the cost of a person is what was voted for the group divided by the people approved; it holds equipment,
rotation and rations. Sending people home costs before it saves, and contributors are paid for the notice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bluehelm.dossier.standpoint import Standpoint
from bluehelm.forces.strength_figures import GROUPS, people_approved, people_present
from bluehelm.review.spending_cut import SpendingCut

GROUP_OF_PEOPLE = {"I": ("military", "police"), "II": ("civilian",)}
NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class GroupCut:
    """What an even cut takes from a group of spending, in dollars and in people.

    n_fewer: people fewer, on average over what is left of the year; None where people or money are not on
    file
    """

    group: str
    voted_usd: Decimal
    cut_usd: Decimal
    n_approved: int | None
    n_present: int | None
    n_fewer: int | None


def groups_cut(seen: Standpoint, cut: SpendingCut) -> list[GroupCut]:
    """Each group with its even part of the cut."""
    return [_group(seen, cut, group, usd) for group, usd in cut.by_group_usd.items()]


def _group(seen: Standpoint, cut: SpendingCut, group: str, voted_usd: Decimal) -> GroupCut:
    part = voted_usd * cut.share
    names = GROUP_OF_PEOPLE.get(group, ())
    approved = _sum([people_in_budget(seen, name) for name in names])
    present = _sum([people_present(seen, name).value for name in names])
    fewer = people_for(part, voted_usd, approved, cut) if approved else None
    return GroupCut(group, voted_usd, part, approved, present, fewer)


def people_in_budget(seen: Standpoint, group: str) -> int | None:
    """The people that the budget of the moment is built on: approved, or proposed while it is not voted."""
    approved = people_approved(seen, group).value
    if approved is not None:
        return int(str(approved))
    rows: dict[str, int | None] = {
        one.category: one.strength
        for one in seen.dossier.strength
        if one.what == "proposed" and one.year == seen.budget_year and one.category in GROUPS[group]
        and seen.was_known(one.known_on)
    }  # fmt: skip
    total = rows.get(GROUPS[group][0])
    return _sum(list(rows.values())) if total is None else total


def _sum(numbers: Sequence[object]) -> int | None:
    known = [int(str(one)) for one in numbers if one is not None]
    return sum(known) if known and len(known) == len(numbers) else None


def people_for(usd: Decimal, voted_usd: Decimal, n_approved: int, cut: SpendingCut) -> int:
    """The people whose cost over what is left of the year is this sum, to the next whole person."""
    usd_a_year = voted_usd / n_approved
    left = Decimal(cut.left_share.numerator) / cut.left_share.denominator
    return int((usd / (usd_a_year * left)).to_integral_value())
