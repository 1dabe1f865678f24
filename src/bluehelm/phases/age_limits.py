"""How old evidence may be: an age limit that holds for any length a planner may write."""

from __future__ import annotations

from datetime import date

from bluehelm.dossier.field_types import Span


def reaches_to(day: date, limit: Span) -> date:
    """The last day on which something of `day` still counts; a limit beyond the calendar never ends.

    >>> reaches_to(date(2026, 1, 31), Span(2, "month")).isoformat()
    '2026-03-31'
    """
    try:
        return limit.after(day)
    except (OverflowError, ValueError):
        return date.max


def is_too_old(day: date, limit: Span | None, as_of: date) -> bool:
    """Whether something of `day` no longer counts on the day asked about."""
    return limit is not None and as_of > reaches_to(day, limit)
