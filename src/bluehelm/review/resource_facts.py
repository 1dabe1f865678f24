"""Money and posts of the budget year: voted, spent, expected; approved and filled."""

from __future__ import annotations

from collections.abc import Iterable

from bluehelm.dossier.review_records import ReviewedFact
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.finance.budget_amounts import PROJECTED, VOTED
from bluehelm.finance.followed_money import followed_money
from bluehelm.finance.group_amounts import GROUP_NAMES, GROUPS, group_amounts, spent_so_far
from bluehelm.foundation.languages import say
from bluehelm.foundation.missing import total_of
from bluehelm.foundation.periods import Period
from bluehelm.foundation.plain_numbers import plain
from bluehelm.review.fact_line import fact_line


def money_facts(seen: Standpoint, period: Period) -> Iterable[ReviewedFact]:
    """Voted, spent and expected by group and in all, for the budget year that holds the standpoint."""
    del period
    year = seen.budget_year
    spent = spent_so_far(seen)
    stages = {
        "voted": group_amounts(seen, year, VOTED),
        "spent": spent.amounts if spent else {},
        "expected": group_amounts(seen, year, PROJECTED),
    }
    for group in (*GROUPS, "gross"):
        for word, amounts in stages.items():
            amount = amounts.get(group)
            if amount is not None and amount.usd is not None:
                yield fact_line(
                    "money",
                    _figure_of(word, group),
                    text=say(GROUP_NAMES[group]),
                    text_fr=say(GROUP_NAMES[group], "fr"),
                    under=group,
                    period=str(year),
                    value=plain(amount.usd),
                    unit="USD",
                    word=word,
                    on=spent.to_on if spent and word == "spent" else None,
                    source=amount.made_of.source or None,
                )
    yield from _followed(seen)


def _figure_of(word: str, group: str) -> str:
    """The figure that explains an amount."""
    ending = "" if group == "gross" else f"-{group.lower()}"
    return f"figure/{word}{ending}"


def _followed(seen: Standpoint) -> Iterable[ReviewedFact]:
    followed = followed_money(seen)
    if followed is not None:
        yield fact_line(
            "money",
            "figure/money-followed",
            under="followed",
            period=str(seen.budget_year),
            value=plain(followed.sum_to("tasks")),
            unit="USD",
            word="followed",
        )


def post_facts(seen: Standpoint, period: Period) -> Iterable[ReviewedFact]:
    """Posts approved and filled by component, of the budget year that holds the standpoint."""
    del period
    names = {one.id: one for one in seen.dossier.components}
    rows_of: dict[str, list[object]] = {}
    for row in seen.dossier.staffing:
        if row.year == seen.budget_year and seen.was_known(row.on or row.year.from_on):
            rows_of.setdefault(row.component, []).append(row)
    for component, rows in rows_of.items():
        approved = total_of(getattr(row, "approved", None) for row in rows)
        filled = total_of(getattr(row, "filled", None) for row in rows)
        known = names.get(component)
        yield fact_line(
            "posts",
            f"figure/posts-{component}",
            text=known.name if known else component,
            text_fr=known.name_fr if known else None,
            component=component,
            period=str(seen.budget_year),
            aim=plain(approved.total) if approved.n_known else None,
            value=plain(filled.total) if filled.n_known else None,
            unit="posts",
            word="posts",
        )
