"""A page of real facts on MINUSCA, and one of hostile text, for the tests of the renderers.

Sources: A/79/765, A/80/623, A/80/604/Add.9; violence from the example dossier's derived table.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import date
from decimal import Decimal
from pathlib import Path

from bluehelm.foundation.pages import (
    Bar,
    BarChart,
    CellMap,
    Column,
    Decision,
    Decisions,
    MapCell,
    MapPoint,
    Number,
    Numbers,
    Page,
    Paragraph,
    Point,
    Section,
    SeriesChart,
    Table,
)
from bluehelm.foundation.phrases import InBoth, Quantity, phrase

EVIDENCE = Path(__file__).parent.parent / "example" / "missions" / "minusca" / "evidence" / "series.csv"
HOSTILE = (
    '<script>alert(1)</script> #import "x" $x^2$ ] *b* _i_ @ref \\ <b> [/red] {{ 7*7 }} \u202eabc \x1b[31m'
)


def usd(thousands: str, figure: str = "") -> Quantity:
    return Quantity(Decimal(thousands) * 1000, "USD", figure)


def sample_page() -> Page:
    return Page(
        title=phrase("MINUSCA: quarterly brief"),
        subtitle=phrase("Central African Republic, third quarter of 2025/26"),
        as_of=date(2026, 2, 28),
        known_on=None,
        sections=(
            _decisions(),
            _money(),
            _strength(),
            _targets(),
            _violence(),
        ),
        small_print=(
            phrase("Made from the dossier minusca; every number can be derived again."),
            phrase("Facts are from documents A/79/765, A/80/623 and A/80/604/Add.9."),
        ),
    )


def _decisions() -> Section:
    return Section(
        phrase("Decisions that are due"),
        (
            Decisions(
                (
                    Decision(
                        InBoth(
                            "What becomes of electoral support after the combined vote of 28 December 2025",
                            "Que devient l'appui électoral après le scrutin groupé du 28 décembre 2025",
                        ),
                        InBoth("Head of mission, with the Security Council", None),
                        date(2026, 6, 30),
                        phrase(
                            "{n} posts and the air hours for elections ({cost}) run on without a task.",
                            n=41,
                            cost=usd("6628.4", "figure/electoral-air"),
                        ),
                        "decision/electoral-support",
                        122,
                    ),
                    Decision(
                        "Renewal of the mandate: which tasks first, with what strength",
                        "Security Council",
                        date(2026, 11, 15),
                        None,
                        "decision/renewal-2026",
                        260,
                        phrase("The mandate ends on {on}.", on=date(2026, 11, 15)),
                    ),
                    Decision("Report on the evaluation of logistic support", "Chief of staff", None, None,
                             "decision/logistics", -12),
                )
            ),
        ),
        "decisions",
    )  # fmt: skip


def _money() -> Section:
    cut = (("Contingents", "510354.2", "409057.4"), ("Civilian staff", "256506.0", "238899.4"),
           ("Operations", "282389.7", "282706.7"))  # fmt: skip
    return Section(
        phrase("Money"),
        (
            Numbers(
                (
                    Number(
                        phrase("Days of cash above the reserve"),
                        Quantity(Decimal("12.9"), "days", "figure/cash-days"),
                        phrase("{cash} against a reserve of {reserve}", cash=usd("213300"),
                               reserve=usd("177900")),
                        "bad",
                    ),
                    Number(phrase("Owed to contributors for equipment"),
                           usd("93800", "figure/owed-for-equipment"), phrase("on 2 March 2026")),
                    Number(phrase("Budget that can be followed to a task"),
                           Quantity(Decimal("0.214"), "share", "figure/followed-to-a-task")),
                    Number(phrase("Owed by Member States"), Quantity(None, "USD", "figure/owed-by-states"),
                           None, "grey"),
                )
            ),
            Paragraph(
                phrase(
                    "The budget proposed for 2026/27 is {share} below the one voted: {new} after {old}.",
                    share=Quantity(Decimal("0.1299"), "share"),
                    new=usd("1021635.4"),
                    old=usd("1174132.0"),
                )
            ),
            BarChart(
                phrase("Who carried the cut"),
                tuple(
                    Bar(name, float(Decimal(then) / Decimal(now) - 1) * -100,
                        Quantity(1 - Decimal(then) / Decimal(now), "share"))
                    for name, now, then in cut
                ),
                "share",
            ),
            BarChart(
                phrase("How far the dollars of 2025/26 can be followed"),
                (
                    Bar(phrase("to a task"), 251.0, usd("251000", "figure/to-a-task")),
                    Bar(phrase("to an output only"), 130.0, usd("130000")),
                    Bar(phrase("shared"), 312.0, usd("312000")),
                    Bar(phrase("not followed"), 481.1, usd("481132"), None, known=False),
                ),
                "USD",
                stacked=True,
                note=phrase("Grey is money whose task nobody has written down."),
            ),
        ),
        "money",
    )  # fmt: skip


def _strength() -> Section:
    rows = (
        ("Observers and staff officers", 580, 155, 95),
        ("Contingents", 13466, 13891, 12056),
        ("Individual police", 589, 600, 414),
        ("Formed police", 2410, 2420, 1844),
        ("Corrections officers", 108, 108, None),
    )
    return Section(
        phrase("Strength against the ceiling in force"),
        (
            Table(
                phrase("Uniformed people, 28 February 2026"),
                (
                    Column(phrase("Category")),
                    Column(phrase("Ceiling"), numeric=True),
                    Column(phrase("Approved in the budget"), numeric=True, essential=False),
                    Column(phrase("Deployed"), numeric=True),
                    Column(phrase("Share"), numeric=True),
                ),
                tuple(
                    (
                        name,
                        Quantity(ceiling, "people"),
                        Quantity(approved, "people"),
                        Quantity(deployed, "people", "figure/strength"),
                        Quantity(None if deployed is None else Decimal(deployed) / ceiling, "share"),
                    )
                    for name, ceiling, approved, deployed in rows
                ),
                ("plain", "plain", "bad", "plain", "grey"),
                phrase("The ceiling is that of S/RES/2800 (2025), 17,045, not the 17,420 of the budget."),
            ),
        ),
        "strength",
    )


def _targets() -> Section:
    rows = (
        ("Prefectures with administrators in place", "(iii) 3.1", 17, 60,
         "There are 20 prefectures in the country."),
        ("Violations of the agreement, per year", "(i) 1.2", 284, 1500,
         "Five times the number of violations is called success."),
        ("Schools free of military use", "none", None, None, "Nobody measures this task."),
    )  # fmt: skip
    return Section(
        phrase("Targets nobody should sign"),
        (
            Table(
                phrase("Targets against what was measured last"),
                (
                    Column(phrase("Indicator")),
                    Column(phrase("Number in print"), essential=False),
                    Column(phrase("Last value"), numeric=True),
                    Column(phrase("Target"), numeric=True),
                    Column(phrase("Why not")),
                ),
                tuple((name, number, last, target, why) for name, number, last, target, why in rows),
            ),
        ),
        "targets",
    )


def _violence() -> Section:
    by_month, by_cell = _violence_series()
    return Section(
        phrase("Violence"),
        (
            SeriesChart(phrase("Civilians killed, by month"), by_month, "people"),
            CellMap(
                phrase("Violence by grid cell of half a degree"),
                by_cell,
                (
                    MapPoint("Bangui", 4.39, 18.56, "mission headquarters"),
                    MapPoint("Bouar", 5.94, 15.6, "sector headquarters"),
                    MapPoint("Bria", 6.54, 21.99, "sector headquarters"),
                    MapPoint("Kaga Bandoro", 7.0, 19.18, "sector headquarters"),
                    MapPoint("Bambari", 5.76, 20.67, "base"),
                    MapPoint("Bangassou", 4.74, 22.82, "base"),
                ),
                "people",
                phrase("Data of UCDP GED to December 2023, {n} days old.", n=790),
                phrase(
                    "Cells are half a degree wide. No boundaries are drawn, and nothing here implies an "
                    "opinion on the status of any territory."
                ),
            ),
        ),
        "violence",
    )


def _violence_series() -> tuple[tuple[Point, ...], tuple[MapCell, ...]]:
    months: dict[date, float] = {}
    cells: dict[int, float] = defaultdict(float)
    lines = (line for line in EVIDENCE.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    for row in csv.DictReader(lines):
        if row["measure"] == "civilians-killed-by-cell" and row["period"] >= "2020":
            cells[int(row["cell"])] += float(row["value"] or 0)
        if row["measure"] == "civilians-killed" and not row["area"] and row["period"] >= "2020":
            months[date(int(row["period"][:4]), int(row["period"][5:]), 1)] = float(row["value"])
    points = tuple(Point(on, value) for on, value in sorted(months.items()))
    return points, tuple(
        MapCell(cell, -90 + (cell - 1) // 720 * 0.5, -180 + (cell - 1) % 720 * 0.5, value)
        for cell, value in sorted(cells.items())
    )


def hostile_page() -> Page:
    """A page whose every text tries to break out of its format."""
    said = InBoth(HOSTILE, HOSTILE)
    quantity = Quantity(7, HOSTILE, HOSTILE)
    text = phrase("{text}", text=HOSTILE)
    table = Table(
        text, (Column(text), Column(text, numeric=True)), ((said, quantity), (HOSTILE, None)), note=text
    )
    return Page(
        title=text,
        subtitle=text,
        as_of=date(2026, 2, 28),
        known_on=date(2026, 3, 1),
        sections=(
            Section(
                text,
                (
                    Decisions((Decision(said, said, date(2026, 6, 30), said, HOSTILE, 3, text),)),
                    Numbers((Number(text, quantity, text, "bad"),)),
                    Paragraph(text),
                    table,
                    BarChart(text, (Bar(said, 3.0, quantity), Bar("2", 1.0, quantity, said)), HOSTILE),
                    BarChart(text, (Bar(said, 3.0, quantity),), HOSTILE, stacked=True),
                    SeriesChart(text, (Point(date(2026, 1, 1), 1.0), Point(date(2026, 2, 1), None)), HOSTILE),
                    CellMap(text, (MapCell(1, 4.0, 18.0, 3.0), MapCell(2, 4.5, 18.0, 9.0)),
                            (MapPoint(HOSTILE, 4.3, 18.5, "mission headquarters"),), HOSTILE, text, text),
                ),
                HOSTILE,
            ),
        ),
        small_print=(text,),
    )  # fmt: skip
