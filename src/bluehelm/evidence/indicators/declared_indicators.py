"""Indicators that a dossier declares: a measure with `counted` is an indicator and part of a question."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from bluehelm.dossier.contents import Dossier
from bluehelm.dossier.evidence_records import EventCount, Measure
from bluehelm.dossier.field_types import Span
from bluehelm.dossier.infrastructure_records import Base
from bluehelm.dossier.mission_records import Area
from bluehelm.evidence.indicators.built_in_indicators import BUILT_IN
from bluehelm.evidence.indicators.indicator import EventFilter, Indicator
from bluehelm.evidence.indicators.question import EVERYWHERE, PRECISE, SPREAD, BasePoint, Question, Sector

FIGURE_OF = MappingProxyType(
    {
        "events": BUILT_IN["events"],
        "deaths": BUILT_IN["fatalities"],
        "civilians killed": BUILT_IN["civilians_killed"],
        "distance to base": BUILT_IN["distance_to_base"],
    }
)
PLACING_OF = MappingProxyType(
    {"exact to district": PRECISE, "at the point given": EVERYWHERE, "spread over the unit": SPREAD}
)
MONTHS_OF = MappingProxyType({"month": 1, "year": 12})


@dataclass(frozen=True, slots=True)
class Declared:
    """An indicator of a dossier, with what its declaration says about the question."""

    indicator: Indicator
    how: EventCount

    def asked(self, question: Question) -> Question:
        """The question as the declaration completes it; what was asked for by name is kept."""
        how = self.how
        chosen = tuple(one for one in question.sectors if one.name in how.areas)
        placing = question.precision or (
            PLACING_OF[how.places] if _by_small_areas(question) or how.areas else None
        )
        return replace(
            question,
            assign="days" if how.dates == "all days" else question.assign,
            precision=placing,
            over=_steps(how.over, question) if question.over == 1 else question.over,
            sectors=chosen or question.sectors,
            within=chosen,
        )


def declared(measure: Measure) -> Declared | None:
    """The indicator that a measure declares, or None where it is only a series in a table."""
    how = measure.counted
    if how is None:
        return None
    figure = FIGURE_OF[how.what]
    keep = EventFilter(
        kinds=tuple(re.sub(r"[ -]", "_", kind) for kind in how.kinds),
        actors=how.actors,
        on_mission=how.on_mission,
        coarsest_date=how.coarsest_date,
    )
    made = replace(
        figure,
        name=measure.id,
        text=measure.text,
        unit=measure.unit or figure.unit,
        keep=keep,
        per_people=how.per_people,
        periods_add_up=measure.aggregate,
    )
    return Declared(made, how)


def _by_small_areas(question: Question) -> bool:
    return bool({"cell", "admin1", "admin2", "sector", "base"} & set(question.places))


def _steps(over: Span | None, question: Question) -> int:
    """How many periods of the answer a window spans, at least one; days and weeks give one."""
    step = question.step_months
    if over is None or step is None or over.unit not in MONTHS_OF:
        return 1
    return max(1, over.number * MONTHS_OF[over.unit] // step)


def sectors_of(areas: Iterable[Area]) -> tuple[Sector, ...]:
    """The areas of a mission as sectors; one row for each dated extent."""
    return tuple(
        Sector(
            name=area.id,
            cells=area.cells,
            codes=area.codes,
            from_on=area.from_on or date.min,
            until_on=area.until_on or date.max,
            n_people=area.population,
        )
        for area in areas
    )


def base_points(bases: Iterable[Base]) -> tuple[BasePoint, ...]:
    """The bases whose place is on file."""
    return tuple(
        BasePoint(
            name=base.id,
            latitude=float(base.latitude),
            longitude=float(base.longitude),
            from_on=base.from_on or date.min,
            until_on=base.until_on or date.max,
        )
        for base in bases
        if base.latitude is not None and base.longitude is not None
    )


def people_of(dossier: Dossier) -> tuple[tuple[str, int], ...]:
    """People of the host State: the sum of its areas where each was counted; otherwise nothing is known."""
    mission = dossier.mission
    latest = {area.id: area.population for area in dossier.areas}
    if mission is None or mission.host is None or not latest or None in latest.values():
        return ()
    return ((mission.host, sum(n_people or 0 for n_people in latest.values())),)
