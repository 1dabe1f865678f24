"""Days and numbers as a resolution writes them: '30 June 2015', 'July 1st 2024', '10,000', 'six months'."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
_MONTH = "|".join(MONTHS)
DAY = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{_MONTH}),?\s+\d{{4}}|"
    rf"(?:{_MONTH})\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}})"
)
"""A regular expression for a printed day."""
_PARTS = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th)?\b|({_MONTH})", re.IGNORECASE)
_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "eighteen": 18, "twenty-four": 24, "thirty": 30,
    "forty-five": 45, "sixty": 60, "ninety": 90,
}  # fmt: skip
NUMBER = rf"(?:\d+|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
"""A regular expression for a small number in figures or words."""


def day_of(printed: str) -> date | None:
    """The day that a text prints; None where there is no such day.

    >>> day_of("June 30th 2024"), day_of("31 June 2024")
    (datetime.date(2024, 6, 30), None)
    """
    year = re.search(r"\d{4}", printed)
    day = re.search(r"\b(\d{1,2})(?:st|nd|rd|th)?\b", printed)
    month = next((n for n, name in enumerate(MONTHS, 1) if name.lower() in printed.lower()), None)
    if not (year and day and month):
        return None
    try:
        return date(int(year[0]), month, int(day[1]))
    except ValueError:
        return None


def number_of(written: str) -> int:
    """A small number in figures or words.

    >>> number_of("six"), number_of("90")
    (6, 90)
    """
    low = written.lower()
    return _NUMBERS[low] if low in _NUMBERS else int(low)


def months_after(start: date, months: int) -> date:
    """The same day so many months later, or the last day of that month.

    >>> months_after(date(2003, 9, 19), 12), months_after(date(2015, 8, 31), 6)
    (datetime.date(2004, 9, 19), datetime.date(2016, 2, 29))
    """
    count = start.year * 12 + start.month - 1 + months
    year, month = divmod(count, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))
