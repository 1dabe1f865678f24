"""Checks on areas and who controls them: extents, neighbours, shares that add up, zones across borders."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import combinations, pairwise

from bluehelm.dossier.checking import Check, Fault, check, fault, instrument, submission
from bluehelm.dossier.evidence_records import Control
from bluehelm.dossier.measured_values import MeasuredValues
from bluehelm.dossier.mission_records import Area
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.findings import Severity
from bluehelm.foundation.listed_names import listed
from bluehelm.foundation.periods import add_months

_ASSERTED = instrument("control is asserted, never read from the absence of events", "our reading")
ROUNDING = Decimal("0.005")
TREND_MONTHS = 6


@check(
    "EVI001",
    Severity.ERROR,
    looks_for="shares of control that do not add up to one",
    why="Who controls an area is told in parts of one whole; other sums contradict themselves.",
    remedy="Correct the shares of state, contested, group and none, so that they add up to 1.",
    basis=(*submission("1a"), _ASSERTED),
)
def control_does_not_add_up(seen: Standpoint) -> Iterator[Fault]:
    for row in seen.dossier.control:
        shares = (row.state, row.contested, row.group, row.none)
        total = sum((share for share in shares if share is not None), Decimal(0))
        short = None not in shares and total < 1 - ROUNDING
        if short or total > 1 + ROUNDING:
            yield fault(
                row,
                "The shares of control of '{area}' in {period} add up to {total}.",
                item=f"area/{row.area}",
                area=row.area,
                period=row.period,
                total=total,
            )


@check(
    "EVI002",
    Severity.NOTE,
    looks_for="areas whose control was last asserted too long ago",
    why="An old assertion shows a map that no longer is; presence and routes are planned on it.",
    remedy="Ask for a new assertion with its source, or change the rule control-stale-months with a reason.",
    basis=(*submission("1a"), _ASSERTED),
)
def control_is_stale(seen: Standpoint) -> Iterator[Fault]:
    n_months = int(seen.threshold("control-stale-months", "6"))
    latest = _latest_control(seen)
    stale = [row for row in latest.values() if _is_stale(row, seen, n_months)]
    if stale:
        newest = max(stale, key=lambda row: row.period.until_on)
        yield fault(
            newest,
            "Control of {n} of {n_all} areas was last asserted more than {n_months} months ago: {areas}.",
            item=f"area/{newest.area}",
            n=len(stale),
            n_all=len(latest),
            n_months=n_months,
            areas=listed(f"{row.area} ({row.period})" for row in stale),
        )


def _latest_control(seen: Standpoint) -> Mapping[str, Control]:
    """The last assertion of each area that was known; of one period the one known last."""
    values = MeasuredValues.of(seen)
    latest: dict[str, Control] = {}
    for row in seen.dossier.control:
        held = latest.get(row.area)
        if values.sees(row.period, row.known_on) and (held is None or _key(row) >= _key(held)):
            latest[row.area] = row
    return latest


def _key(row: Control) -> tuple[date, date]:
    return row.period.until_on, row.known_on or date.min


def _is_stale(row: Control, seen: Standpoint, n_months: int) -> bool:
    months_old = (
        (seen.as_of.year - row.period.until_on.year) * 12 + seen.as_of.month - row.period.until_on.month
    )
    return months_old > n_months or (months_old == n_months and seen.as_of.day > row.period.until_on.day)


@check(
    "EVI003",
    Severity.NOTE,
    looks_for="areas in the hands of groups that join across a border",
    why="Ground that groups hold on both sides of a border is a sanctuary no single mission can close.",
    remedy="Plan with the missions and States across the border, and say so in the concept of operations.",
    basis=(*submission("1a", "3c"), _ASSERTED),
)
def corridor_across_a_border(seen: Standpoint) -> Iterator[Fault]:
    least = seen.threshold("corridor-group-share", "0.5")
    stale = int(seen.threshold("control-stale-months", "6"))
    held = {
        area: row
        for area, row in _latest_control(seen).items()
        if row.group is not None and row.group >= least and not _is_stale(row, seen, stale)
    }
    areas = {area.id: area for area in seen.dossier.areas if _valid_on(area, seen.as_of)}
    for zone in _connected(held, areas):
        borders = sorted({state for area in zone for state in areas[area].borders})
        if borders:
            yield fault(
                held[zone[0]],
                "Groups hold {share} or more of {areas}, which border {states}.",
                item=f"area/{zone[0]}",
                share=least,
                areas=listed(zone),
                states=", ".join(borders),
            )


def _valid_on(area: Area, day: date) -> bool:
    begun = area.from_on is None or area.from_on <= day
    return begun and (area.until_on is None or day < area.until_on)


def _connected(held: Iterable[str], areas: Mapping[str, Area]) -> Iterator[list[str]]:
    """Groups of areas that touch one another; areas of unknown control do not connect."""
    left = [area for area in held if area in areas]
    while left:
        zone, waiting = [left[0]], [left.pop(0)]
        while waiting:
            here = waiting.pop()
            touching = [one for one in left if one in areas[here].neighbours or here in areas[one].neighbours]
            left = [one for one in left if one not in touching]
            zone += touching
            waiting += touching
        yield zone


@check(
    "EVI004",
    Severity.NOTE,
    looks_for="control asserted for fewer than six months, too few for a trend",
    why="A rise or fall over a few months says nothing; no trend is shown for these areas.",
    remedy="Add the earlier assertions with their sources, or wait before speaking of a trend.",
    basis=(*submission("1a"), instrument("no trend over fewer than six months", "our reading")),
)
def too_few_months_for_a_trend(seen: Standpoint) -> Iterator[Fault]:
    values = MeasuredValues.of(seen)
    spans: dict[str, list[Control]] = {}
    for row in seen.dossier.control:
        if values.sees(row.period, row.known_on):
            spans.setdefault(row.area, []).append(row)
    short = [area for area, rows in spans.items() if not _spans_a_trend(rows)]
    if short:
        yield fault(
            spans[short[0]][0],
            "Control is on file for fewer than {months} months, so no trend is computed: {areas}.",
            item=f"area/{short[0]}",
            months=TREND_MONTHS,
            areas=listed(short),
        )


def _spans_a_trend(rows: list[Control]) -> bool:
    first = min(row.period.from_on for row in rows)
    return add_months(first, TREND_MONTHS) <= max(row.period.until_on for row in rows)


@check(
    "EVI005",
    Severity.ERROR,
    looks_for="two extents of one area that hold at the same time",
    why="On those days the area is two different lists of cells, and everything counted in it is doubtful.",
    remedy="Let the earlier extent end (until:) on the day on which the later one begins (from:).",
    basis=submission("1a"),
)
def extents_overlap(seen: Standpoint) -> Iterator[Fault]:
    for extents in MeasuredValues.of(seen).extents_of.values():
        in_order = sorted(extents, key=lambda area: area.from_on or date.min)
        for earlier, later in pairwise(in_order):
            if _overlap(earlier, later):
                yield fault(
                    later,
                    "Two extents of '{area}' hold at once: one from {first}, one from {second}.",
                    area=later.id,
                    first=earlier.from_on or "…",
                    second=later.from_on or "…",
                )


def _overlap(one: Area, other: Area) -> bool:
    begins_in_time = (one.from_on or date.min) < (other.until_on or date.max)
    return begins_in_time and (other.from_on or date.min) < (one.until_on or date.max)


@check(
    "EVI006",
    Severity.WARNING,
    looks_for="a grid cell that belongs to two areas at the same time",
    why="What happens in the cell is counted twice when areas are added up.",
    remedy="Give the cell to one of the areas.",
    basis=(*submission("1a"), instrument("evidence is counted once, by cell", "our reading")),
)
def cell_in_two_areas(seen: Standpoint) -> Iterator[Fault]:
    for (one, other), cells in _shared_cells(seen).items():
        yield fault(
            seen.dossier.areas[other],
            "'{one}' and '{other}' share grid cells: {cells}.",
            one=seen.dossier.areas[one].id,
            other=seen.dossier.areas[other].id,
            cells=listed(str(cell) for cell in cells),
        )


def _shared_cells(seen: Standpoint) -> Mapping[tuple[int, int], list[int]]:
    """Cells that two areas share while both extents hold, by the numbers of the areas."""
    holders: dict[int, list[int]] = {}
    for number, area in enumerate(seen.dossier.areas):
        for cell in dict.fromkeys(area.cells):
            holders.setdefault(cell, []).append(number)
    shared: dict[tuple[int, int], list[int]] = {}
    for cell, numbers in holders.items():
        for one, other in combinations(numbers, 2):
            areas = seen.dossier.areas[one], seen.dossier.areas[other]
            if areas[0].id != areas[1].id and _overlap(*areas):
                shared.setdefault((one, other), []).append(cell)
    return shared


@check(
    "EVI007",
    Severity.WARNING,
    looks_for="an area that calls another its neighbour, but not the other way round",
    why="Zones are joined through neighbours; a link written on one side only hides or invents a corridor.",
    remedy="Write the neighbour on both sides, or take it out.",
    basis=submission("1a"),
)
def one_sided_neighbours(seen: Standpoint) -> Iterator[Fault]:
    named: dict[str, set[str]] = {}
    for area in seen.dossier.areas:
        named.setdefault(area.id, set()).update(area.neighbours)
    for area in seen.dossier.areas:
        one_sided = [other for other in area.neighbours if other in named and area.id not in named[other]]
        if one_sided:
            template = "'{area}' names neighbours that do not name it: {others}."
            yield fault(area, template, area=area.id, others=listed(one_sided))


@check(
    "EVI008",
    Severity.NOTE,
    looks_for="a population figure without a source",
    why="Shares of people under control, and deaths for every 100,000, are only as good as this number.",
    remedy="Write population_source: with the census or estimate and its year.",
    basis=submission("1a"),
)
def population_without_source(seen: Standpoint) -> Iterator[Fault]:
    unsourced = [
        one for one in seen.dossier.areas if one.population is not None and not one.population_source
    ]
    if unsourced:
        yield fault(
            unsourced[0],
            "The population has no source in these areas: {areas}.",
            areas=listed(dict.fromkeys(area.id for area in unsourced)),
        )


AREA_CHECKS: tuple[Check, ...] = (
    control_does_not_add_up, control_is_stale, corridor_across_a_border, too_few_months_for_a_trend,
    extents_overlap, cell_in_two_areas, one_sided_neighbours, population_without_source,
)  # fmt: skip
