"""Checks on cash and cuts: the operating reserve, loans behind it, and cuts that nobody accounts for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from bluehelm.dossier.budget_records import CashPosition
from bluehelm.dossier.checking import Check, Fault, check, fault, instrument, submission
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.findings import Severity
from bluehelm.foundation.plain_numbers import MILLION

RESERVE = instrument("reports of the ACABQ of spring 2026, on three months of operating cash")


def _last_position(seen: Standpoint) -> Mapping[str, CashPosition]:
    """The amounts of the last day on which both cash and reserve are known."""
    days: dict[date, dict[str, CashPosition]] = {}
    for row in seen.dossier.cash:
        if row.on <= seen.as_of and seen.was_known(row.known_on) and row.usd is not None:
            days.setdefault(row.on, {})[row.what] = row
    known = [day for day, rows in days.items() if {"cash", "operating reserve"} <= rows.keys()]
    return days[max(known)] if known else {}


def _usd(position: Mapping[str, CashPosition], what: str) -> Decimal:
    row = position.get(what)
    return row.usd if row is not None and row.usd is not None else Decimal(0)


@check(
    "BUD023",
    Severity.WARNING,
    looks_for="cash below the operating reserve",
    why="Below three months of cost the mission plans on payments that may not come; contributors are paid "
    "last.",
    remedy="Ask for a loan or for advance payment, and put the order in which outputs fall on file now.",
    basis=(*submission("1d"), RESERVE),
)
def cash_below_reserve(seen: Standpoint) -> Iterator[Fault]:
    position = _last_position(seen)
    cash, reserve = _usd(position, "cash"), _usd(position, "operating reserve")
    if position and cash < reserve:
        yield fault(
            position["cash"],
            "On {on} cash was {cash:,.1f} million USD, {gap:,.1f} million below the reserve of "
            "{reserve:,.1f} million.",
            on=position["cash"].on, cash=cash / MILLION, gap=(reserve - cash) / MILLION,
            reserve=reserve / MILLION,
        )  # fmt: skip


@check(
    "BUD024",
    Severity.WARNING,
    looks_for="an operating reserve that is there only because it was borrowed",
    why="The lender's own shortage calls the loan back when it is needed most.",
    remedy="Plan the repayment with the cash, and show both to the leadership.",
    basis=(*submission("1d"), instrument("A/80/604, on loans between missions", "as reported")),
)
def reserve_on_loan(seen: Standpoint) -> Iterator[Fault]:
    position = _last_position(seen)
    cash, reserve = _usd(position, "cash"), _usd(position, "operating reserve")
    borrowed = _usd(position, "borrowed")
    if position and cash - borrowed < reserve <= cash:
        yield fault(
            position["cash"],
            "On {on} cash of {cash:,.1f} million USD covered the reserve of {reserve:,.1f} million, but "
            "{borrowed:,.1f} million of it was borrowed.",
            on=position["cash"].on, cash=cash / MILLION, reserve=reserve / MILLION,
            borrowed=borrowed / MILLION,
        )  # fmt: skip


@check(
    "BUD025",
    Severity.NOTE,
    looks_for="a cut of which nobody wrote down what it did",
    why="What a cut took from whom is what the next one, the Committee and the Council will ask.",
    remedy="Write effects: what fell, slipped or shrank, before and after, with the source.",
    basis=(*submission("1d", "2i"), instrument("A/80/604/Add.11, paras. 11 and 12")),
)
def cut_without_effects(seen: Standpoint) -> Iterator[Fault]:
    n_days = int(seen.threshold("cut-effects-days", "60"))
    for cut in seen.dossier.cuts:
        age_days = (seen.as_of - cut.ordered_on).days if cut.ordered_on else n_days
        if not cut.effects and age_days >= n_days:
            yield fault(
                cut,
                "'{text}': {n_days} days after the order (limit {limit}) nothing says what it did.",
                text=cut.text, n_days=age_days, limit=n_days,
            )  # fmt: skip


@check(
    "BUD026",
    Severity.NOTE,
    looks_for="a cut that was even across all, under a mandate that ranks its tasks",
    why="Equal shares are not equal effects: what is small and central breaks first.",
    remedy="Show the senior leadership what the same sum would have cost if cut by priority (cut_rank).",
    basis=(*submission("1d", "2d"), instrument("A/80/604/Add.1 to Add.13", "as reported")),
)
def even_cut_under_ranked_mandate(seen: Standpoint) -> Iterator[Fault]:
    mandate = seen.mandate
    for cut in seen.dossier.cuts if mandate is not None and mandate.resources_follow_priorities else ():
        current = cut.year is None or cut.year.holds(seen.as_of)
        ordered = cut.ordered_on is None or cut.ordered_on <= seen.as_of
        if cut.uniform and current and ordered and mandate is not None:
            yield fault(
                cut,
                "'{text}': cut alike everywhere, while {decision} asks that resources follow the order of "
                "tasks.",
                text=cut.text, decision=mandate.decision,
            )  # fmt: skip


CASH_CHECKS: tuple[Check, ...] = (
    cash_below_reserve, reserve_on_loan, cut_without_effects, even_cut_under_ranked_mandate,
)  # fmt: skip
"""Checks on cash and cuts, in reading order."""
