"""The page on payments: the forecast curve with its range, how forecasts fared, and how a State pays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from bluehelm.foundation.pages import (
    Bar,
    BarChart,
    Block,
    Column,
    Page,
    Paragraph,
    Point,
    Said,
    Section,
    SeriesChart,
    Table,
)
from bluehelm.foundation.phrases import Phrase, Quantity, phrase

Row = Mapping[str, Any]
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def payments_page(answer: Row) -> Page:
    """The page of a forecast; with one State also how it pays."""
    years = answer["fitted_to"]
    sections = [
        Section(phrase("Paid in full by the end of each month"), tuple(_curve(answer)), "curve"),
        Section(phrase("How forecasts of earlier years fared"), (_scores(answer),), "scores"),
        *([_of_state(answer["states"][0])] if len(answer["states"]) == 1 else []),
        Section(phrase("What this rests on"),
                tuple(Paragraph(Phrase(one), tone="grey") for one in answer["caveats"]), "caveats"),
    ]  # fmt: skip
    return Page(
        phrase("Payment of the regular budget in {year}", year=str(answer["year"])),
        phrase("Fitted to {first} to {last}; the range holds 80 per cent", first=str(years[0]),
               last=str(years[-1])),
        date(answer["year"], 1, 1), None, tuple(sections),
    )  # fmt: skip


def _curve(answer: Row) -> Iterator[Block]:
    rows: Sequence[Row] = answer["curve"]
    columns = [
        Column(phrase("By the end of")), Column(phrase("low"), numeric=True),
        Column(phrase("middle"), numeric=True), Column(phrase("high"), numeric=True),
        Column(phrase("the year before"), numeric=True),
    ]  # fmt: skip
    seen = rows[0]["observed"] is not None
    if seen:
        columns.append(Column(phrase("observed"), numeric=True))
    names = ("low", "middle", "high", "last_year", *(("observed",) if seen else ()))
    shown = tuple((row["month"], *(Quantity(row[name], "share") for name in names)) for row in rows)
    yield Table(phrase("Share of what is billed"), tuple(columns), shown, whole=True)
    points = tuple(
        Point(
            date(answer["year"], m + 1, 1), *(round(row[key] * 100, 1) for key in ("middle", "low", "high"))
        )
        for m, row in enumerate(rows)
    )
    yield SeriesChart(phrase("Share of what is billed, forecast with its range"), points, "per cent")


def _scores(answer: Row) -> Table:
    columns = (
        Column(phrase("Year")), Column(phrase("Months in the range"), numeric=True),
        Column(phrase("Width"), numeric=True), Column(phrase("Error"), numeric=True),
        Column(phrase("Score"), numeric=True), Column(phrase("Error of last year's curve"), numeric=True),
    )  # fmt: skip
    rows = [*answer["earlier_years"]]
    if answer["score"] and all(one["year"] != answer["score"]["year"] for one in rows):
        rows.append(answer["score"])
    shown: tuple[tuple[Said, ...], ...] = tuple(
        (str(one["year"]), Quantity(one["covered_share"], "share"),
         *(Quantity(one[key], "share") for key in ("width", "error", "crps", "error_of_last_year")))
        for one in rows
    )  # fmt: skip
    note = phrase(
        "Each year is forecast from the years before it. The score (CRPS) counts error and width "
        "together; it "
        "can be set beside the error of last year's curve: the lower, the better."
    )
    return Table(phrase("Forecasts of earlier years"), columns, shown, note=note, whole=True)


def _of_state(state: Row) -> Section:
    blocks = tuple(_habit(state))
    return Section(phrase("How {state} pays", state=state["member_state"]), blocks, "state")


def _habit(state: Row) -> Iterator[Block]:
    recorded = "; ".join(
        f"{year} {'–' if month is None else MONTHS[month - 1]}" for year, month in state["recorded"].items()
    )
    yield Paragraph(
        phrase("Month of full payment on record (– is not in full): {recorded}.", recorded=recorded)
    )
    part = state["part_paid_share"]
    yield Paragraph(
        phrase(
            "Chance of full payment within twelve months: {share}. Where it is not in full, {low} to "
            "{high} of "
            "the bill is taken to come within the year; that was never observed.",
            share=Quantity(state["paid_in_full_share"], "share"), low=Quantity(part["low"], "share"),
            high=Quantity(part["high"], "share"),
        )
    )  # fmt: skip
    if state["cap_percent"] is not None:
        yield Paragraph(
            phrase("By its own law it pays at most {cap} per cent of peacekeeping.", cap=state["cap_percent"])
        )
    bars = tuple(
        Bar(MONTHS[m], share, Quantity(share, "share")) for m, share in enumerate(state["shares_by_month"])
    )
    yield BarChart(phrase("Chance of full payment by month after the bill"), bars, "share")
