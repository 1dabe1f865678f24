"""What is asked of an indicator: by which areas and periods, from when until when, placed how."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from bluehelm.foundation.periods import add_months

PLACES = ("country", "admin1", "admin2", "cell", "sector", "base")
N_MONTHS_OF = {"month": 1, "quarter": 3, "year": 12}
DIMENSIONS = (*PLACES, *N_MONTHS_OF)

Assign = Literal["start", "days"]


@dataclass(frozen=True, slots=True)
class Precision:
    """How well the place of an event must be known to stand in an area.

    coarsest   worst code of precision that is still placed (UCDP: 1 exact … 6 only the country);
               None places every event at the point that the source gives
    spread   events known less well are shared out over the cells of their unit, by name only
    """

    coarsest: int | None = 3
    spread: bool = False


PRECISE, EVERYWHERE, SPREAD = Precision(), Precision(None), Precision(3, spread=True)


@dataclass(frozen=True, slots=True)
class Sector:
    """A named area in a stretch of time: the cells it covers, or the codes of its units.

    Where an area has both, an event with a cell goes by the cell.
    """

    name: str
    cells: tuple[int, ...] = ()
    codes: tuple[str, ...] = ()
    from_on: date = date.min
    until_on: date = date.max
    n_people: int | None = None


@dataclass(frozen=True, slots=True)
class BasePoint:
    """A base: a point, and the days in which it was open."""

    name: str
    latitude: float
    longitude: float
    from_on: date = date.min
    until_on: date = date.max


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked; `until_on` is exclusive.

    by   areas and periods in the order of the columns wanted
    assign   an event of several days counts on its first day ('start'), or over all of them ('days')
    precision   None follows the area asked by (`precision_for`)
    known_on   use only events published by this day
    every_area   rows also for cells and months in which nothing happened
    over   how many periods each value looks back over, its own included
    n_people   people by country, for rates
    within   only events in these areas, whatever is asked by; everywhere when empty
    """

    by: tuple[str, ...]
    from_on: date
    until_on: date
    countries: tuple[str, ...] = ()
    assign: Assign = "start"
    precision: Precision | None = None
    known_on: date | None = None
    sectors: tuple[Sector, ...] = ()
    bases: tuple[BasePoint, ...] = ()
    within_km: float = 25.0
    every_area: bool = False
    over: int = 1
    n_people: tuple[tuple[str, int], ...] = ()
    within: tuple[Sector, ...] = ()

    @property
    def places(self) -> tuple[str, ...]:
        """The areas asked by, in order."""
        return tuple(name for name in self.by if name in PLACES)

    @property
    def periods(self) -> tuple[str, ...]:
        """The periods asked by, in order."""
        return tuple(name for name in self.by if name in N_MONTHS_OF)

    @property
    def step_months(self) -> int | None:
        """Months in the shortest period asked by; None where the whole stretch is one period."""
        return min((N_MONTHS_OF[name] for name in self.periods), default=None)

    @property
    def is_sparse(self) -> bool:
        """Whether only areas in which something happened have a row: cells, unless every one is wanted."""
        return "cell" in self.places and not self.every_area and self.over == 1

    @property
    def looking_back(self) -> Question:
        """The same question from so much earlier that the first window is whole."""
        if self.over == 1 or self.step_months is None:
            return self
        return replace(self, from_on=add_months(self.from_on, -self.step_months * (self.over - 1)))

    @property
    def placing(self) -> Precision:
        """How places are told apart: as asked, or as the smallest area asked by allows."""
        return self.precision or precision_for(self.places)


def precision_for(places: tuple[str, ...]) -> Precision:
    """What an area allows: a country any event, a first-level unit those that name it, a cell the exact.

    Rule: UCDP GED codebook on where_prec; codes 4 and worse stand for a whole unit.

    >>> precision_for(("cell",)).coarsest, precision_for(("admin1",)).coarsest, precision_for(()).coarsest
    (3, 5, None)
    """
    if {"cell", "admin2", "sector", "base"} & set(places):
        return PRECISE
    return Precision(5) if "admin1" in places else EVERYWHERE


@dataclass(frozen=True, slots=True)
class Stretch:
    """One period of the answer: its number among months, quarters or years, and its days."""

    number: int
    from_on: date
    until_on: date

    @property
    def n_days(self) -> int:
        """Days in the whole period."""
        return (self.until_on - self.from_on).days


def stretches_of(asked: Question) -> tuple[Stretch, ...]:
    """The periods of the answer in order; one alone where no period is asked by.

    >>> [str(one.from_on) for one in stretches_of(Question(("quarter",), date(2020, 2, 1), date(2020, 8, 1)))]
    ['2020-01-01', '2020-04-01', '2020-07-01']
    """
    step = asked.step_months
    if step is None:
        return (Stretch(0, asked.from_on, asked.until_on),)
    first = (asked.from_on.year * 12 + asked.from_on.month - 1) // step
    made = []
    while (start := add_months(date(1, 1, 1), first * step - 12)) < asked.until_on:
        made.append(Stretch(first, start, add_months(start, step)))
        first += 1
    return tuple(made)


def name_of_period(kind: str, first_day: date) -> str:
    """How a period is written: 2020, 2020-Q3 or 2020-07.

    >>> [name_of_period(kind, date(2020, 7, 1)) for kind in ("year", "quarter", "month")]
    ['2020', '2020-Q3', '2020-07']
    """
    if kind == "year":
        return f"{first_day.year}"
    if kind == "quarter":
        return f"{first_day.year}-Q{(first_day.month + 2) // 3}"
    return f"{first_day.year}-{first_day.month:02d}"
