"""What an indicator counts: which events, which of their figures, and how these are added.

Nothing here touches data; `compute_indicator` does.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Statistic = Literal["sum", "average", "minimum", "maximum"]
AddingUp = Literal["sum", "average", "maximum", "last"]

NEAREST_BASE_KM = "nearest_base_km"
"""Stands for a column: the distance from the event to the nearest base that was open on its first day."""


@dataclass(frozen=True, slots=True)
class EventFilter:
    """Which events count; what is left empty keeps every event.

    actors   an event counts when the name of one of its sides begins with one of these
    on_mission   only events in which the mission was attacked
    coarsest_date   leave out events whose day is known less well (1 the day … 5 only the year)
    """

    kinds: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    on_mission: bool = False
    coarsest_date: int | None = None


EVERY_EVENT = EventFilter()


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator: events kept, and the figures of theirs that are added up.

    figure   column of the event that is added; empty counts the events themselves
    low, high   columns of the lowest and highest estimate; empty where no source gives any
    per_people   shown per this many people of the area; None shows the plain number
    periods_add_up   how the periods of a longer window are put together
    """

    name: str
    text: str
    unit: str = "people"
    keep: EventFilter = EVERY_EVENT
    figure: str = ""
    low: str = ""
    high: str = ""
    statistic: Statistic = "sum"
    per_people: int | None = None
    periods_add_up: AddingUp = "sum"

    @property
    def needs(self) -> tuple[str, ...]:
        """Columns without which the value is unknown; a source that never fills one gives no zero."""
        figure = () if self.figure in ("", NEAREST_BASE_KM) else (self.figure,)
        return (*figure, *(("on_mission",) if self.keep.on_mission else ()))

    @property
    def needs_places(self) -> bool:
        """Whether the indicator measures from where the event happened."""
        return self.figure == NEAREST_BASE_KM
