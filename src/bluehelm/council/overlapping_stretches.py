"""Stretches of time that overlap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

Holder = TypeVar("Holder")


@dataclass(frozen=True, slots=True)
class Stretch(Generic[Holder]):
    """What holds for a stretch of time; a blank first day is long ago, a blank end is still to come."""

    holder: Holder
    from_on: date | None
    until_on: date | None

    @property
    def begins(self) -> date:
        """First day."""
        return self.from_on or date.min

    @property
    def ends(self) -> date:
        """First day after."""
        return self.until_on or date.max


def overlaps(stretches: Iterable[Stretch[Holder]]) -> Iterator[tuple[Holder, Holder, date]]:
    """Each stretch that begins before an earlier one has ended, with that one and the first shared day.

    >>> terms = [Stretch("a", date(2024, 9, 10), date(2025, 9, 9)), Stretch("b", date(2025, 9, 1), None)]
    >>> list(overlaps(terms))
    [('a', 'b', datetime.date(2025, 9, 1))]
    """
    running: Stretch[Holder] | None = None
    for one in sorted(stretches, key=lambda stretch: stretch.begins):
        if running is not None and one.begins < running.ends and one.begins < one.ends:
            yield running.holder, one.holder, one.begins
        if running is None or one.ends > running.ends:
            running = one
