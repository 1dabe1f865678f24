"""The page on cash: chances, fans, missions by month, dues to contributors, and what falls first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from bluehelm.foundation.pages import (
    Block,
    Column,
    HeatMap,
    Number,
    Numbers,
    Page,
    Paragraph,
    Point,
    Section,
    SeriesChart,
    Square,
    Table,
)
from bluehelm.foundation.phrases import Phrase, Quantity, phrase

Row = Mapping[str, Any]
MILLION = 1_000_000
MOST_STATES = 15


def cash_page(answer: Row) -> Page:
    """The page of a simulation, from its plain values."""
    months: Sequence[Row] = answer["months"]
    title = phrase(
        "Cash of peacekeeping, {first} to {last}", first=months[0]["month"], last=months[-1]["month"]
    )
    subtitle = phrase(
        "{n_paths} paths, seed {seed}; low and high are the 5th and 95th percentile",
        n_paths=answer["n_paths"], seed=str(answer["seed"]),
    )  # fmt: skip
    sections = [
        Section(phrase("When cash runs out"), tuple(_first(answer)), "chances"),
        Section(phrase("Missions by month"), (_heat_map(answer["missions"]),), "missions"),
        Section(phrase("Cash, arrears and dues"), tuple(_fans(months)), "fans", in_terminal=False),
        Section(phrase("Month by month"), (_month_table(months),), "months", in_terminal=False),
        Section(phrase("Owed to contributors"), (_contributors(answer["contributors"]),), "contributors"),
        Section(phrase("Arrears of Member States"), (_states(answer["states"]),), "states"),
        *_falling(answer["dossiers"]),
        Section(phrase("What this rests on"), tuple(_assumptions(answer["assumptions"])), "assumptions"),
    ]
    return Page(title, subtitle, _day(months[0]), None, tuple(sections))


def _day(row: Row) -> date:
    return date.fromisoformat(f"{row['month']}-01")


def _first(answer: Row) -> Iterator[Block]:
    months: Sequence[Row] = answer["months"]
    tightest = min(months, key=lambda row: row["days_of_cash"]["middle"])
    worst = max(months, key=lambda row: row["chance_a_mission_out_of_cash"])
    owing = max(months, key=lambda row: row["expected_owed_in_worst_5_percent_usd"])
    yield Numbers((
        Number(phrase("fewest days of cash, all missions (middle path)"),
               Quantity(tightest["days_of_cash"]["middle"], "days"),
               phrase("in {month}; low {low}, high {high}", month=tightest["month"],
                      low=tightest["days_of_cash"]["low"], high=tightest["days_of_cash"]["high"])),
        Number(phrase("highest chance in a month that a mission has no cash of its own"),
               Quantity(worst["chance_a_mission_out_of_cash"], "share"),
               phrase("in {month}", month=worst["month"])),
        Number(phrase("most owed to contributors in the worst 5 per cent of paths"),
               Quantity(owing["expected_owed_in_worst_5_percent_usd"], "USD"),
               phrase("in {month}; middle path {middle}", month=owing["month"],
                      middle=Quantity(owing["owed_to_contributors_usd"]["middle"], "USD"))),
    ))  # fmt: skip
    unpaid = max(row["chance_bills_unpaid"] for row in months)
    yield Paragraph(
        phrase(
            "Contributors of troops and police are paid last: they carry most of a shortfall. The "
            "chance that "
            "a mission cannot pay what cannot wait, loans from other missions and the Reserve Fund "
            "included, is "
            "at most {unpaid} in a month.",
            unpaid=Quantity(unpaid, "share"),
        )
    )


def _heat_map(missions: Sequence[Row]) -> HeatMap:
    squares = tuple(Square(row["mission"], _day(row), row["chance_out_of_cash"]) for row in missions)
    legend = phrase("Chance that a mission ends the month without cash of its own")
    return HeatMap(phrase("Missions by month"), squares, legend)


def _fans(months: Sequence[Row]) -> Iterator[Block]:
    yield _fan(phrase("Cash of all missions"), months, "cash_usd")
    yield _fan(phrase("Days of cash"), months, "days_of_cash", "days", 1)
    yield _fan(phrase("Owed by Member States"), months, "arrears_usd")
    yield _fan(phrase("Owed to contributors"), months, "owed_to_contributors_usd")


def _fan(
    caption: Phrase, months: Sequence[Row], name: str, unit: str = "million USD", divisor: int = MILLION
) -> SeriesChart:
    points = tuple(
        Point(_day(row), *(round(row[name][key] / divisor, 1) for key in ("middle", "low", "high")))
        for row in months
    )
    return SeriesChart(caption, points, unit)


def _month_table(months: Sequence[Row]) -> Table:
    columns = (
        Column(phrase("Month")), Column(phrase("Days of cash"), numeric=True),
        Column(phrase("low"), numeric=True), Column(phrase("Cash in the worst 5 per cent"), numeric=True),
        Column(phrase("A mission out of cash"), numeric=True), Column(phrase("Bills unpaid"), numeric=True),
        Column(phrase("Owed to contributors"), numeric=True), Column(phrase("Arrears"), numeric=True),
    )  # fmt: skip
    rows = tuple(
        (
            row["month"], str(row["days_of_cash"]["middle"]), str(row["days_of_cash"]["low"]),
            Quantity(row["expected_cash_in_worst_5_percent_usd"], "USD"),
            Quantity(row["chance_a_mission_out_of_cash"], "share"),
            Quantity(row["chance_bills_unpaid"], "share"),
            Quantity(row["owed_to_contributors_usd"]["middle"], "USD"),
            Quantity(row["arrears_usd"]["middle"], "USD"),
        )
        for row in months
    )  # fmt: skip
    return Table(phrase("Month by month"), columns, rows)


def _ranged(heading: Phrase) -> tuple[Column, ...]:
    return (Column(heading), *(Column(one, numeric=True) for one in (phrase("low"), phrase("middle"),
                                                                     phrase("high"))))  # fmt: skip


def _money_range(row: Row) -> tuple[Quantity, ...]:
    return tuple(Quantity(row[key], "USD") for key in ("low", "middle", "high"))


def _contributors(rows: Sequence[Row]) -> Table:
    """The dues at the month in which most is owed."""
    totals: dict[str, int] = {}
    for row in rows:
        totals[row["month"]] = totals.get(row["month"], 0) + row["owed_usd"]["middle"]
    month = max(totals, key=lambda one: totals[one], default="")
    shown = [row for row in rows if row["month"] == month][:MOST_STATES]
    return Table(
        phrase("At the end of {month}, the June or December when most is owed", month=month),
        _ranged(phrase("State")),
        tuple((row["iso3"], *_money_range(row["owed_usd"])) for row in shown),
    )


def _states(rows: Sequence[Row]) -> Table:
    columns = (
        Column(phrase("State")), Column(phrase("Billed"), numeric=True),
        Column(phrase("Arrears at the start"), numeric=True),
        Column(phrase("Arrears at the end, expected"), numeric=True),
    )  # fmt: skip
    shown = tuple(
        (
            row["iso3"], Quantity(row["billed_usd"], "USD"),
            Quantity(row["expected_arrears_at_start_usd"], "USD"),
            Quantity(row["expected_arrears_at_end_usd"], "USD"),
        )
        for row in rows[:MOST_STATES]
    )  # fmt: skip
    return Table(phrase("The largest arrears at the end"), columns, shown)


def _falling(dossiers: Sequence[Row]) -> Iterator[Section]:
    for one in dossiers:
        heading = phrase("What falls first: {mission}", mission=one["mission"])
        yield Section(heading, tuple(_of_dossier(one)), f"falls-{one['mission']}")


def _of_dossier(one: Row) -> Iterator[Block]:
    if one["not_simulated"]:
        yield Paragraph(phrase("This mission is not among the missions simulated."))
        return
    if any(row["cut_rank"] is None for row in one["outputs"]):
        yield Paragraph(
            phrase(
                "For some outputs no order is recorded (cut_rank). None was chosen: low is the "
                "chance if they "
                "fall last, high if they fall first."
            )
        )
    columns = (
        Column(phrase("Output")), Column(phrase("Place in the order"), numeric=True),
        Column(phrase("Cost"), numeric=True), Column(phrase("low"), numeric=True),
        Column(phrase("high"), numeric=True), Column(phrase("First month")),
    )  # fmt: skip
    rows = tuple(
        (
            row["output"], row["cut_rank"], Quantity(row["cost_usd"], "USD"),
            Quantity(row["chance"]["low"], "share"), Quantity(row["chance"]["high"], "share"),
            row["first_month"] or "–",
        )
        for row in one["outputs"]
    )  # fmt: skip
    yield Table(phrase("Chance that an output falls by the end of its period"), columns, rows)
    yield Table(
        phrase("Chance that no output of a task is left"),
        (Column(phrase("Task")), Column(phrase("low"), numeric=True), Column(phrase("high"), numeric=True)),
        tuple(
            (
                row["task"],
                *(Quantity(row["chance_no_output_is_left"][key], "share") for key in ("low", "high")),
            )
            for row in one["tasks"]
        ),
    )


def _assumptions(assumptions: Sequence[str]) -> Iterator[Paragraph]:
    for one in assumptions:
        yield Paragraph(Phrase(one), tone="grey")
