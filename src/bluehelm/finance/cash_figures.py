"""Figures on cash: what there is, what must be kept, how long the rest lasts, and who is owed what.

Rule: the operating reserve is three months of cost without what is reimbursed to contributors (R60).
Gap: one position a day; no forecast of payments. That is the business of the cash simulation.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from bluehelm.dossier.budget_records import CashPosition
from bluehelm.dossier.figure_inputs import input_from, together
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.finance.group_amounts import spending_rate
from bluehelm.foundation.figures import Figure, FigureInput
from bluehelm.foundation.missing import total_of
from bluehelm.foundation.phrases import Phrase, Quantity, phrase

CASH, RESERVE, BORROWED = "cash", "operating reserve", "borrowed"
LONGEST_AHEAD_DAYS = 45
"""A position that lies further after the day asked about is not used (Bluehelm's default)."""
DAYS_A_MONTH = Decimal(365) / 12
ONE_DAY = Decimal(1)

NAMES: Mapping[str, Phrase] = {
    CASH: phrase("cash in hand"),
    RESERVE: phrase("operating reserve asked for"),
    BORROWED: phrase("of it borrowed"),
    "owed by Member States": phrase("owed by Member States"),
    "owed for equipment": phrase("owed to contributors for equipment"),
    "owed for personnel": phrase("owed to contributors for personnel"),
    "owed to contributors": phrase("owed to contributors"),
}


def position_nearest(seen: Standpoint, *wanted: str) -> Mapping[str, CashPosition]:
    """The amounts of the day nearest the one asked about on which all those wanted are on file.

    A day after the one asked about counts as well, up to 45 days ahead: balances are reported late.
    """
    days: dict[date, dict[str, CashPosition]] = {}
    for row in sorted(seen.dossier.cash, key=lambda row: row.known_on or date.min):
        if seen.was_known(row.known_on) and (row.on - seen.as_of).days <= LONGEST_AHEAD_DAYS:
            days.setdefault(row.on, {})[row.what] = row
    fitting = [on for on, rows in days.items() if rows.keys() >= set(wanted)]
    nearest = min(fitting, key=lambda on: (abs((on - seen.as_of).days), on), default=None)
    return days[nearest] if nearest else {}


def _day_caution(row: CashPosition, seen: Standpoint) -> Phrase | None:
    if row.on > seen.as_of:
        return phrase("The position is of {on}, after the day this looks from ({as_of}).",
                      on=row.on, as_of=seen.as_of)  # fmt: skip
    if row.on < seen.as_of:
        return phrase("The position is of {on}, before the day this looks from ({as_of}).",
                      on=row.on, as_of=seen.as_of)  # fmt: skip
    return None


def _given(row: CashPosition) -> FigureInput:
    return input_from(row, NAMES.get(row.what, phrase("an amount")), row.usd, "USD", row.on)


def _single(seen: Standpoint, what: str, reference: str, title: Phrase) -> Figure:
    row = position_nearest(seen, what).get(what)
    if row is None:
        return Figure(reference, title, None, "USD")
    steps = (phrase("As reported for {on}.", on=row.on),)
    return Figure(reference, title, row.usd, "USD", (_given(row),), steps, _day_caution(row, seen))


def cash(seen: Standpoint) -> Figure:
    """Cash in hand."""
    return _single(seen, CASH, "figure/cash", phrase("Cash in hand"))


def operating_reserve(seen: Standpoint) -> Figure:
    """The reserve that the mission is to keep."""
    return _single(seen, RESERVE, "figure/operating-reserve", phrase("Operating reserve asked for"))


def owed_by_member_states(seen: Standpoint) -> Figure:
    """What Member States owe the mission."""
    return _single(seen, "owed by Member States", "figure/owed-by-states", phrase("Owed by Member States"))


def cash_above_reserve(seen: Standpoint) -> Figure:
    """Cash less the reserve; below zero, the reserve is not covered."""
    title = phrase("Cash above the operating reserve")
    rows = position_nearest(seen, CASH, RESERVE)
    if not rows:
        return Figure("figure/cash-above-reserve", title, None, "USD")
    held, kept, lent = rows[CASH], rows[RESERVE], rows.get(BORROWED)
    known = held.usd is not None and kept.usd is not None
    above = held.usd - kept.usd if held.usd is not None and kept.usd is not None else None
    borrowed = None
    if lent is not None and lent.usd:
        borrowed = phrase("{usd} of the cash is borrowed and must be paid back.",
                          usd=Quantity(lent.usd, "USD"))  # fmt: skip
    return Figure(
        "figure/cash-above-reserve",
        title,
        above,
        "USD",
        tuple(_given(row) for row in (held, kept, lent) if row is not None),
        (phrase("Cash less the operating reserve."),) if known else (),
        together(_day_caution(held, seen), borrowed),
    )


def days_above_reserve(seen: Standpoint) -> Figure:
    """Days that the cash above the reserve lasts at the rate of all spending."""
    above, rate = cash_above_reserve(seen), spending_rate(seen)
    figure = Figure(
        "figure/days-above-reserve",
        phrase("Days that the cash above the reserve lasts, at the rate of all spending"),
        None,
        "days",
        (*above.inputs, *(rate.made_of if rate else ())),
        (rate.step,) if rate else (),
        phrase("All spending counts here, with what is reimbursed to contributors; without them it lasts "
               "longer, and they wait."),
    )  # fmt: skip
    return _in_days(figure, above, rate.usd_a_day if rate else None)


def days_above_reserve_without_contributors(seen: Standpoint) -> Figure:
    """Days that the cash above the reserve lasts if contributors are paid nothing.

    Rule: at the rate of the reserve itself, which leaves reimbursements out (R60).
    """
    above = cash_above_reserve(seen)
    kept = position_nearest(seen, CASH, RESERVE).get(RESERVE)
    months = kept.months_covered if kept else None
    rate = kept.usd / (months * DAYS_A_MONTH) if kept and kept.usd and months else None
    covered: tuple[FigureInput, ...] = ()
    if kept:
        covered = (input_from(kept, phrase("months of cost that the reserve covers"), months, "months"),)
    figure = Figure(
        "figure/days-unpaid",
        phrase("Days that the cash above the reserve lasts if contributors are paid nothing"),
        None,
        "days",
        (*above.inputs, *covered),
        (phrase("The reserve covers so many months of cost without reimbursements to contributors; "
                "divided by their days it gives the rate."),),
    )  # fmt: skip
    return _in_days(figure, above, rate)


def _in_days(figure: Figure, above: Figure, usd_a_day: Decimal | None) -> Figure:
    """The figure with the cash above the reserve divided by a daily rate; empty where no cash is on file."""
    if not above.inputs:
        return replace(figure, inputs=(), steps=(), caution=None)
    caution = together(above.caution, figure.caution)
    if not isinstance(above.value, Decimal) or not usd_a_day:
        return replace(figure, caution=caution)
    division = phrase("{usd} divided by {rate} a day.", usd=Quantity(above.value, "USD"),
                      rate=Quantity(usd_a_day.quantize(ONE_DAY), "USD"))  # fmt: skip
    days = (above.value / usd_a_day).quantize(ONE_DAY)
    return replace(figure, value=days, steps=(*above.steps, *figure.steps, division), caution=caution)


def owed_to_contributors(seen: Standpoint) -> Figure:
    """What is owed to contributors of troops and police, as far as it is known."""
    title, reference = phrase("Owed to contributors, as far as known"), "figure/owed-to-contributors"
    whole = position_nearest(seen, "owed to contributors").get("owed to contributors")
    parts: tuple[str, ...] = ("owed for equipment", "owed for personnel")
    rows = position_nearest(seen, parts[0]) or position_nearest(seen, parts[1])
    if whole is not None:
        rows, parts = {whole.what: whole}, (whole.what,)
    if not rows:
        return Figure(reference, title, None, "USD")
    inputs = tuple(_given(rows[what]) if what in rows else FigureInput(NAMES[what], None, "USD")
                   for what in parts)  # fmt: skip
    added = total_of(rows[what].usd if what in rows else None for what in parts)
    least = phrase("A part is not on file; this is the least that is owed.") if added.n_unknown else None
    on_file = next(rows[what] for what in parts if what in rows)
    return Figure(
        reference,
        title,
        added.total if added.n_known else None,
        "USD",
        inputs,
        (phrase("The parts that are known, added up."),),
        together(_day_caution(on_file, seen), least),
    )
