"""The page on a reform: the system and States before and after, concentration, and what it does not do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from bluehelm.foundation.pages import Bar, BarChart, Block, Column, Page, Paragraph, Said, Section, Table
from bluehelm.foundation.phrases import Phrase, Quantity, phrase

Row = Mapping[str, Any]
MOST_STATES = 20
MILLION = 1_000_000
MEASURES = {
    "arrears_at_end_usd": phrase("Arrears at the end"),
    "owed_to_contributors_at_end_usd": phrase("Owed to contributors at the end"),
    "mean_owed_to_contributors_usd": phrase("Owed to contributors, mean of all months"),
    "cash_at_end_usd": phrase("Cash at the end"),
    "lowest_days_of_cash": phrase("Fewest days of cash"),
    "a_mission_out_of_cash": phrase("Chance that a mission is out of cash once"),
}


def reform_page(answer: Row) -> Page:
    """The page of a reform beside the rules as they are."""
    title = phrase("A reform before and after: {what}", what=_what(answer["reform"]))
    subtitle = phrase(
        "{n_paths} paths over {n_months} months, the same chances before and after; low and high are the 5th "
        "and 95th percentile",
        n_paths=answer["n_paths"], n_months=answer["n_months"],
    )  # fmt: skip
    sections = [
        Section(phrase("The whole system"), (_system(answer["system"]),), "system"),
        Section(phrase("Concentration"), (_concentration(answer["concentration"]),), "concentration"),
        Section(phrase("If the largest payer paid nothing"), tuple(_loss(answer["loss_of_largest"])), "loss"),
        Section(phrase("Winners and losers"), tuple(_states(answer)), "states"),
        *_not_done(answer["what_a_cap_does_not_do"]),
        Section(phrase("What this rests on"),
                tuple(Paragraph(Phrase(one), tone="grey") for one in answer["assumptions"]), "assumptions"),
    ]  # fmt: skip
    return Page(title, subtitle, date.fromisoformat(answer["from"]), None, tuple(sections))


def _what(reform: Row) -> str:
    """The parts of a reform, as the options name them."""
    parts = [reform["interest"] and f"interest {reform['interest']['schedule']}"]
    parts += [reform[one] is not None and f"{one.removesuffix('_percent').replace('_', ' ')} {reform[one]} %"
              for one in ("regular_cap_percent", "peacekeeping_cap_percent")]  # fmt: skip
    parts += [reform["reserve_usd"] is not None and f"reserve {reform['reserve_usd']:,} USD"]
    parts += [reform["billing"] and f"billing {reform['billing']}"]
    parts += [reform["incentive_share"] and f"incentive {reform['incentive_share'] * 100:g} %"]
    parts += [any(reform["response"]) and f"response {reform['response'][0]:g}-{reform['response'][1]:g}"]
    return ", ".join(str(one) for one in parts if one) or reform["name"]


def _shown(name: str, value: float) -> Quantity:
    """A measure as it is shown: money in millions, chances in per cent."""
    if name.endswith("_usd"):
        return Quantity(round(value / MILLION))
    return Quantity(value, "share") if name == "a_mission_out_of_cash" else Quantity(round(value, 1))


def _system(rows: Sequence[Row]) -> Table:
    columns = (
        Column(phrase("Measure")), Column(phrase("before"), numeric=True),
        Column(phrase("after"), numeric=True),
        Column(phrase("change"), numeric=True), Column(phrase("low"), numeric=True),
        Column(phrase("high"), numeric=True),
    )  # fmt: skip
    shown = tuple(
        (
            MEASURES[row["measure"]], _shown(row["measure"], row["before"]["mean"]),
            _shown(row["measure"], row["after"]["mean"]), _shown(row["measure"], row["change"]["mean"]),
            _shown(row["measure"], row["change"]["low"]), _shown(row["measure"], row["change"]["high"]),
        )
        for row in rows
    )  # fmt: skip
    note = phrase(
        "Money in million USD. Means over all paths; low and high are of the change on one and the same path."
    )
    return Table(phrase("Before and after"), columns, shown, note=note, whole=True)


def _concentration(found: Row) -> Table:
    columns = (
        Column(phrase("Scale of {year}", year=str(found["year"]))),
        Column(phrase("Herfindahl"), numeric=True),
        Column(phrase("Equal payers"), numeric=True), Column(phrase("Largest"), numeric=True),
        Column(phrase("Five"), numeric=True), Column(phrase("Ten"), numeric=True),
    )  # fmt: skip
    names = {
        "peacekeeping_before": phrase("peacekeeping, before"),
        "peacekeeping_after": phrase("peacekeeping, after"),
        "regular_before": phrase("regular, before"),
        "regular_after": phrase("regular, after"),
    }
    rows: tuple[tuple[Said, ...], ...] = tuple(
        (
            said, f"{found[name]['herfindahl']:.4f}", f"{found[name]['equal_payers']:.1f}",
            *(Quantity(found[name][f"top_{n}_share"], "share") for n in (1, 5, 10)),
        )
        for name, said in names.items()
    )  # fmt: skip
    return Table(phrase("Concentration"), columns, rows, whole=True)


def _loss(found: Row) -> Iterator[Block]:
    yield Paragraph(
        phrase(
            "{payer} is billed as before and pays nothing, neither bills nor arrears.", payer=found["payer"]
        )
    )
    yield _system(found["system"])


def _states(answer: Row) -> Iterator[Block]:
    yield Paragraph(
        phrase(
            "States billed less: {n_winners}; billed more: {n_losers}; over {n_months} months.",
            n_winners=answer["n_winners"], n_losers=answer["n_losers"], n_months=answer["n_months"],
        )
    )  # fmt: skip
    columns = (
        Column(phrase("State")), Column(phrase("Change of bills"), numeric=True),
        Column(phrase("Arrears before"), numeric=True), Column(phrase("Arrears after"), numeric=True),
        Column(phrase("Interest"), numeric=True),
    )  # fmt: skip
    touched = [row for row in answer["states"] if row["billed_change_usd"] or row["interest_usd"]]
    shown = (touched or answer["states"])[:MOST_STATES]
    keys = ("billed_change_usd", "arrears_before_usd", "arrears_after_usd", "interest_usd")
    rows = tuple((row["iso3"], *(Quantity(row[key], "USD") for key in keys)) for row in shown)
    yield Table(phrase("The States that it changes most"), columns, rows, whole=True)
    moved = [row for row in shown if row["billed_change_usd"]]
    if moved:
        bars = tuple(
            Bar(row["iso3"], row["billed_change_usd"], Quantity(row["billed_change_usd"], "USD"))
            for row in moved
        )
        yield BarChart(phrase("Change of bills"), bars, "USD")


def _not_done(statements: Sequence[str]) -> Iterator[Section]:
    if statements:
        blocks = tuple(Paragraph(Phrase(one)) for one in statements)
        yield Section(phrase("What a ceiling does not do"), blocks, "not-done")


def sweep_page(answer: Row, as_of: date) -> Page:
    """The page of many reforms: the mean of each measure, and its change."""
    columns = (Column(phrase("Reform")), *(Column(said, numeric=True) for said in MEASURES.values()))
    rows = tuple(
        (row["reform"], *(_shown(name, row[name]["change_of_mean"]) for name in MEASURES))
        for row in answer["reforms"]
    )
    table = Table(
        phrase("Change against the rules as they are: means, money in million USD"), columns, rows, whole=True
    )
    subtitle = phrase("{n_paths} paths each, all on the same chances", n_paths=answer["n_paths"])
    section = Section(phrase("Reforms compared"), (table,), "reforms")
    return Page(phrase("Reforms compared"), subtitle, as_of, None, (section,))
