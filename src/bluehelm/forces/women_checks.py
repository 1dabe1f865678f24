"""Checks on women in uniform: heads before shares, and the line to the targets of 2028."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from bluehelm.dossier.checking import Check, Fault, check, fault, instrument, submission
from bluehelm.dossier.force_records import WomenInUniform
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.forces.force_wording import listed, percent
from bluehelm.foundation.findings import Severity

TARGETS_2028 = {
    "contingents": ("r30-contingents", "15"),
    "individual military": ("r30-individual-military", "25"),
    "formed police": ("r30-formed-police", "20"),
    "individual police": ("r30-individual-police", "30"),
}
TARGET_YEAR = 2028


@check(
    "FOR039",
    Severity.WARNING,
    looks_for="a share of women that rests on no head count",
    why="A share without heads cannot be checked, compared or added up.",
    remedy="Give both numbers: women and all (`n_women`, `n_total`), or the strength beside the share "
    "wanted.",
    basis=submission("12b.v", "12a"),
)
def women_without_heads(seen: Standpoint) -> Iterator[Fault]:
    for row in seen.dossier.women_in_uniform:
        if (row.n_women is None) != (row.n_total is None):
            yield fault(
                row,
                "Of {category} on {on} only one of the two head counts is on file, so there is no share.",
                category=row.category,
                on=row.on,
            )
    for requirement in seen.dossier.requirements:
        if requirement.women_share_wanted is not None and requirement.strength is None:
            yield fault(
                requirement,
                "The requirement for '{unit}' wants a share of women of {share}, but says no strength.",
                unit=requirement.unit,
                share=requirement.women_share_wanted,
            )


@check(
    "FOR040",
    Severity.ERROR,
    looks_for="more women than people",
    why="One of the two numbers is wrong, and with it every share drawn from them.",
    remedy="Check both numbers against the source; a share runs from 0 to 1 (15 per cent is 0.15).",
    basis=(*submission("12b.v"), instrument("a part is no larger than its whole", "our reading")),
)
def more_women_than_people(seen: Standpoint) -> Iterator[Fault]:
    counted = [(row, row.n_women, row.n_total) for row in seen.dossier.women_in_uniform]
    for record, n_women, n_all in (
        *counted,
        *((base, base.n_women, base.strength) for base in seen.dossier.bases),
    ):
        if n_women is not None and n_all is not None and n_women > n_all:
            yield fault(
                record, "{n_women} women are counted among {n_all} people.", n_women=n_women, n_all=n_all
            )
    for requirement in seen.dossier.requirements:
        share = requirement.women_share_wanted
        if share is not None and share > 1:
            yield fault(requirement, "The share of women wanted is {share}, more than all.", share=share)


@check(
    "FOR041",
    Severity.WARNING,
    looks_for="a share of women in uniform below the yearly line to the targets of 2028",
    why="One point a year reaches the targets; a mission below the line will miss them unless units change.",
    remedy="Ask for women in the next requirements and rotations, and mend what keeps them away, quarters "
    "first.",
    basis=(
        *submission("12b.v", "12a"),
        instrument("uniformed gender parity strategy 2018-2028 (R30)", "as reported"),
        instrument("one point a year, 8 and 18 per cent in 2021 (R31)", "derived"),
    ),
)
def women_below_the_line(seen: Standpoint) -> Iterator[Fault]:
    below = [
        (row, f"{row.category} {row.n_women}/{row.n_total} = {percent(share)} (< {percent(line)})")
        for row in _latest_counts(seen)
        if (share := _share(row)) is not None and share < (line := line_for(row, seen))
    ]
    if below:
        yield fault(
            below[0][0],
            "Women in uniform are below the line to 2028: {categories}.",
            categories=listed(words for _, words in below),
        )


def _latest_counts(seen: Standpoint) -> list[WomenInUniform]:
    latest: dict[str, WomenInUniform] = {}
    for row in sorted(seen.dossier.women_in_uniform, key=lambda row: row.on):
        if row.on <= seen.as_of:
            latest[row.category] = row
    return list(latest.values())


def _share(row: WomenInUniform) -> Decimal | None:
    """Share of women; None without both heads, or where nobody is in the category."""
    if row.n_women is None or not row.n_total:
        return None
    return Decimal(row.n_women) / row.n_total


def line_for(row: WomenInUniform, seen: Standpoint) -> Decimal:
    """The share that the yearly line asks for in the year of a count.

    Rule: the target of 2028 less one point for each year before it; for contingents and individual
    military this is 8 + (year - 2021) and 18 + (year - 2021) per cent (R31, derived).
    Gap: for police the same slope is our reading; no yearly line for police is on record.
    """
    rule, default = TARGETS_2028[row.category]
    years_left = max(0, TARGET_YEAR - row.on.year)
    return (seen.threshold(rule, default) - years_left) / 100


WOMEN_CHECKS: tuple[Check, ...] = (women_without_heads, more_women_than_people, women_below_the_line)
