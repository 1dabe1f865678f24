"""Figures on a year that is cut: what is expected to be spent, and which group falls behind the year.

Gap: a group can lag because bills come late, not because work was cut; the figures say so.
"""

from __future__ import annotations

from decimal import Decimal
from functools import partial

from bluehelm.dossier.figure_inputs import together
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.finance.budget_amounts import PROJECTED, VOTED
from bluehelm.finance.group_amounts import (
    GROUP_NAMES,
    GROUPS,
    GroupAmount,
    SpentSoFar,
    group_amounts,
    spent_so_far,
)
from bluehelm.foundation.figures import Figure, FigureInput
from bluehelm.foundation.money import CENT
from bluehelm.foundation.phrases import Phrase, Quantity, phrase

LATE_BILLS = phrase(
    "Reimbursements to contributors are made by the quarter and bills come late: a lag is not all a cut."
)


def expected_spending_share(seen: Standpoint) -> Figure:
    """What is expected to be spent in the year, as a share of what was voted."""
    year = seen.budget_year
    voted = group_amounts(seen, year, VOTED).get("gross")
    expected = group_amounts(seen, year, PROJECTED).get("gross")
    title = phrase("Expected spending of {year} against what was voted", year=year)
    inputs = tuple(one.made_of for one in (expected, voted) if one is not None)
    share = expected.usd / voted.usd if expected and voted and expected.usd and voted.usd else None
    steps = (phrase("Expected spending divided by what was voted."),) if share is not None else ()
    if expected is None:
        inputs = ()
    return Figure("figure/expected-share", title, share, "share", inputs, steps)


def spent_to_date(seen: Standpoint, group: str = "gross") -> Figure:
    """What was spent so far in the budget year, by a group or in all."""
    spent = spent_so_far(seen)
    amount = spent.amounts.get(group) if spent else None
    title = phrase("Spent so far in {year}: {group}", year=seen.budget_year, group=GROUP_NAMES[group])
    steps = (phrase("As reported up to {to_on}.", to_on=spent.to_on),) if spent else ()
    return _as_reported(f"figure/spent{_ending(group)}", title, amount, steps)


def voted_budget(seen: Standpoint, group: str = "gross") -> Figure:
    """What was voted for the budget year, for a group or in all."""
    amount = group_amounts(seen, seen.budget_year, VOTED).get(group)
    title = phrase("Voted for {year}: {group}", year=seen.budget_year, group=GROUP_NAMES[group])
    return _as_reported(f"figure/voted{_ending(group)}", title, amount, (phrase("As voted."),))


def _as_reported(
    reference: str, title: Phrase, amount: GroupAmount | None, steps: tuple[Phrase, ...]
) -> Figure:
    if amount is None:
        return Figure(reference, title, None, "USD")
    return Figure(reference, title, amount.usd, "USD", (amount.made_of,), steps)


def _ending(group: str) -> str:
    return "" if group == "gross" else f"-{group.lower()}"


def behind_the_year(seen: Standpoint, group: str) -> Figure:
    """Dollars by which a group's spending lags behind its share of the year; below zero it runs ahead."""
    title = phrase("Spending behind the year, {group}", group=GROUP_NAMES[group])
    reference = f"figure/lag-{group.lower()}"
    spent = spent_so_far(seen)
    so_far = spent.amounts.get(group) if spent else None
    voted = group_amounts(seen, seen.budget_year, VOTED).get(group)
    if spent is None or so_far is None or voted is None:
        return Figure(reference, title, None, "USD")
    inputs = (voted.made_of, so_far.made_of)
    if voted.usd is None or so_far.usd is None:
        return Figure(reference, title, None, "USD", inputs)
    due = (voted.usd * spent.year_gone).quantize(CENT)
    steps = (
        _pro_rata(spent),
        phrase("{due} would have been spent at an even pace; {spent} was.",
               due=Quantity(due, "USD"), spent=Quantity(so_far.usd, "USD")),
    )  # fmt: skip
    return Figure(reference, title, due - so_far.usd, "USD", inputs, steps, LATE_BILLS)


def _pro_rata(spent: SpentSoFar) -> Phrase:
    return phrase(
        "By {to_on} {n_days} of {n_all} days of {year} were gone; what was voted, times that share.",
        to_on=spent.to_on, n_days=spent.n_days, n_all=(spent.year.until_on - spent.year.from_on).days,
        year=spent.year,
    )  # fmt: skip


def share_of_the_lag(seen: Standpoint, group: str) -> Figure:
    """Which share of the whole mission's lag behind the year a group carries."""
    title = phrase("Share of the spending behind the year, {group}", group=GROUP_NAMES[group])
    lags = {one: behind_the_year(seen, one) for one in GROUPS}
    inputs = tuple(_as_input(one) for one in lags.values())
    known = [one.value for one in lags.values() if isinstance(one.value, Decimal)]
    reference = f"figure/lag-share-{group.lower()}"
    own = lags[group].value
    if len(known) < len(GROUPS) or sum(known) <= 0 or not isinstance(own, Decimal):
        shown = inputs if known else ()
        return Figure(reference, title, None, "share", shown)
    steps = (phrase("The group's lag divided by the lag of the three groups together."),)
    return Figure(reference, title, own / sum(known), "share", inputs, steps, together(LATE_BILLS))


def _as_input(figure: Figure) -> FigureInput:
    value = figure.value
    return FigureInput(figure.title, value, figure.unit, item=figure.reference)


def share_of_the_vote(seen: Standpoint, group: str) -> Figure:
    """Which share of what was voted a group has."""
    title = phrase("Share of what was voted, {group}", group=GROUP_NAMES[group])
    amounts = group_amounts(seen, seen.budget_year, VOTED)
    own, whole = amounts.get(group), amounts.get("gross")
    reference = f"figure/vote-share-{group.lower()}"
    if own is None or whole is None or own.usd is None or not whole.usd:
        return Figure(reference, title, None, "share")
    steps = (phrase("What was voted for the group, divided by the whole."),)
    return Figure(reference, title, own.usd / whole.usd, "share", (own.made_of, whole.made_of), steps)


FIGURES_BY_GROUP = tuple(
    partial(figure, group=group)
    for group in GROUPS
    for figure in (voted_budget, spent_to_date, behind_the_year, share_of_the_lag, share_of_the_vote)
)
"""The figures of each group, each from a standpoint."""
