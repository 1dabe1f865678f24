"""Countries by every name and number that the sources use, as ISO codes of three letters."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("country_codes.csv")


@cache
def _rows() -> tuple[Mapping[str, str], ...]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def code_of_name() -> Mapping[str, str]:
    """ISO code by the names that UCDP, ACLED, Geo-PKO and the data hub write.

    >>> code_of_name()["DR Congo (Zaire)"], code_of_name()["DRC"]
    ('COD', 'COD')
    """
    return {name: row["iso3"] for row in _rows() for name in row["names"].split("|") if name}


@cache
def code_of_gleditsch_ward() -> Mapping[str, str]:
    """ISO code by the number of Gleditsch and Ward.

    >>> code_of_gleditsch_ward()["626"]
    'SSD'
    """
    return {row["gleditsch_ward"]: row["iso3"] for row in _rows() if row["gleditsch_ward"]}


@cache
def code_of_number() -> Mapping[str, str]:
    """ISO code by the numeric ISO code.

    >>> code_of_number()["626"]
    'TLS'
    """
    return {row["iso_numeric"]: row["iso3"] for row in _rows() if row["iso_numeric"]}


@cache
def extent_of() -> Mapping[str, tuple[float, float, float, float]]:
    """South, north, west and east of a country, roughly, by ISO code; only to notice exchanged coordinates.

    Rule: two degrees round the events of UCDP GED 19.1; it is no boundary, and serves as none. Gap: countries
    without events there have none.

    >>> extent_of()["CAF"]
    (1.0, 13.0, 12.0, 30.0)
    """
    sides = ("south", "north", "west", "east")
    return {
        row["iso3"]: (float(row["south"]), float(row["north"]), float(row["west"]), float(row["east"]))
        for row in _rows()
        if all(row[side] for side in sides)
    }
