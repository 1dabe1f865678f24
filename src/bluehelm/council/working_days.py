"""Working days of the United Nations: Monday to Friday, less the holidays on file."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from bluehelm.dossier.field_types import LONGEST_DAYS
from bluehelm.dossier.mission_records import Calendar
from bluehelm.dossier.standpoint import Standpoint

HOLIDAYS = "united-nations-holidays"
"""Short name of the calendar that holds them; without it only weekends are left out."""


def holidays_of(seen: Standpoint) -> frozenset[date]:
    """The holidays on file."""
    calendar = seen.item(Calendar, HOLIDAYS)
    return frozenset(one.on for one in calendar.dates) if calendar else frozenset()


def nth_working_day_after(day: date, n_days: int, holidays: Collection[date] = ()) -> date:
    """The working day that comes `n_days` working days after a day.

    Rule: A/RES/76/262, para. 1 counts working days.
    Gap: holidays that are not on file count as working days.

    >>> nth_working_day_after(date(2022, 2, 25), 10)
    datetime.date(2022, 3, 11)
    """
    reached, left = day, min(n_days, LONGEST_DAYS)
    while left > 0:
        reached += timedelta(days=1)
        if reached.weekday() < 5 and reached not in holidays:
            left -= 1
    return reached
