"""What a release covers, by country and day. Outside it nothing is known, and that is not zero."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from bluehelm.evidence.indicators.question import Stretch

Covered = tuple[tuple[date, date], ...]
"""Stretches of time covered, first day and first day after."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """Stretches covered by country; `everywhere` holds for each country that is not named."""

    by_country: Mapping[str, Covered]
    everywhere: Covered = ()

    def of(self, country: str) -> Covered:
        """What is covered in a country."""
        return self.by_country.get(country, self.everywhere)

    def share(self, country: str, period: Stretch, from_on: date, until_on: date) -> float:
        """Share (0 to 1) of the days of a period that is covered and lies within what was asked.

        >>> half = Coverage({"XSA": ((date(2020, 1, 1), date(2020, 1, 16)),)})
        >>> january = Stretch(0, date(2020, 1, 1), date(2020, 2, 1))
        >>> round(half.share("XSA", january, date(2020, 1, 1), date(2021, 1, 1)), 3)
        0.484
        """
        n_days = 0
        for first, after in joined(self.of(country)):
            start, end = max(first, period.from_on, from_on), min(after, period.until_on, until_on)
            n_days += max((end - start).days, 0)
        return n_days / period.n_days

    def known_by(self, day: date) -> Coverage:
        """The same, cut at a day: nothing later can be known by then."""
        return Coverage(
            {country: _cut(covered, day) for country, covered in self.by_country.items()},
            _cut(self.everywhere, day),
        )


def joined(covered: Iterable[tuple[date, date]]) -> Covered:
    """The same days with overlapping stretches made one, so that no day counts twice.

    >>> len(joined([(date(2020, 1, 1), date(2020, 3, 1)), (date(2020, 2, 1), date(2020, 4, 1))]))
    1
    """
    made: list[tuple[date, date]] = []
    for first, after in sorted(covered):
        if made and first <= made[-1][1]:
            made[-1] = (made[-1][0], max(made[-1][1], after))
        else:
            made.append((first, after))
    return tuple(made)


def _cut(covered: Covered, day: date) -> Covered:
    return tuple((first, min(after, day)) for first, after in covered if first < day)
