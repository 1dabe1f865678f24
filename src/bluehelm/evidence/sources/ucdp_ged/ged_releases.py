"""Releases of UCDP GED by name: what they cover and on which day they appear."""

from __future__ import annotations

import re
from datetime import date

from bluehelm.foundation.periods import add_months

FIRST_DAY = date(1989, 1, 1)
_IN_NAME = (
    (re.compile(r"v(\d\d)_(\d\d)_(\d\d)_(\d\d)(?!\d)"), "{0}.{1}.{2}.{3}"),
    (re.compile(r"v(\d\d)_0_(\d{1,2})(?!\d)"), "{0}.0.{1}"),
    (re.compile(r"(?:v|ged_?v?)(\d\d)_?(\d)(?!\d)", re.IGNORECASE), "{0}.{1}"),
)
_YEARLY = re.compile(r"^(\d\d)\.([1-9])$")
_MONTHLY = re.compile(r"^(\d\d)\.0\.(\d{1,2})$")
_CUMULATIVE = re.compile(r"^(\d\d)\.(\d\d)\.(\d\d)\.(\d\d)$")


def release_of_name(name: str) -> str | None:
    """The release that a file's name tells.

    >>> [release_of_name(name) for name in ("GEDEvent_v23_1.csv", "ged231-csv.zip", "GEDEvent_v26_0_7.csv")]
    ['23.1', '23.1', '26.0.7']
    >>> release_of_name("GEDEvent_v26_01_26_06.csv"), release_of_name("events.csv")
    ('26.01.26.06', None)
    """
    for pattern, written in _IN_NAME:
        if found := pattern.search(name):
            return written.format(*found.groups())
    return None


def covers(release: str) -> tuple[date, date] | None:
    """The days that a release covers by its name.

    >>> covers("23.1"), covers("26.0.7")[0]
    ((datetime.date(1989, 1, 1), datetime.date(2023, 1, 1)), datetime.date(2026, 7, 1))
    """
    if found := _YEARLY.match(release):
        return FIRST_DAY, date(2000 + int(found[1]), 1, 1)
    months = _months(release)
    return (months[0], add_months(months[1], 1)) if months else None


def published_on(release: str) -> date | None:
    """The nominal day on which a release appears.

    Rule: yearly releases about 15 June of the year after the last covered one, candidates about the 20th of
    the month after.

    >>> published_on("23.1"), published_on("26.0.7")
    (datetime.date(2023, 6, 15), datetime.date(2026, 8, 20))
    """
    if found := _YEARLY.match(release):
        return date(2000 + int(found[1]), 6, 15)
    months = _months(release)
    return add_months(months[1], 1).replace(day=20) if months else None


def _months(release: str) -> tuple[date, date] | None:
    """First day of the first and of the last month of a candidate release."""
    if found := _MONTHLY.match(release):
        numbers = (found[1], found[2], found[1], found[2])
    elif found := _CUMULATIVE.match(release):
        numbers = (found[1], found[2], found[3], found[4])
    else:
        return None
    year, month, last_year, last_month = map(int, numbers)
    if not (1 <= month <= 12 and 1 <= last_month <= 12):
        return None
    return date(2000 + year, month, 1), date(2000 + last_year, last_month, 1)
