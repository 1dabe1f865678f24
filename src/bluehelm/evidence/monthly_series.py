"""Series by month for phases: values, what is unknown, and the day each value became known.

Rule: two clocks. A series in hindsight holds what the newest release says; as known on a day it holds, for
each month, what the last release published by that day said, and nothing that nobody could know yet.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from bluehelm.dossier.evidence_records import SeriesValue
from bluehelm.evidence.indicators.coverage import Coverage
from bluehelm.evidence.indicators.indicator import Indicator
from bluehelm.evidence.indicators.question import PLACES, Question
from bluehelm.foundation.periods import add_months, parse_period

if TYPE_CHECKING:
    import ibis.expr.types as ir
    import numpy as np
    from numpy.typing import NDArray

    Values = NDArray[np.float64]


@dataclass(frozen=True)
class MonthlySeries:
    """A measure in an area, month by month without holes in the months.

    area   empty for the whole of what was asked
    months   first day of each month, in order
    values   (n_months,): NaN is unknown, which is never zero
    known_on   (n_months,): the day each value became known; None where it is not known or was always
    """

    measure: str
    area: str
    months: tuple[date, ...]
    values: Values
    known_on: tuple[date | None, ...]

    def as_known(self, day: date) -> MonthlySeries:
        """The series as it could be read on a day: later values, and those published later, are unknown."""
        import numpy as np

        hidden = [
            (known or add_months(month, 1)) > day
            for month, known in zip(self.months, self.known_on, strict=True)
        ]
        return replace(self, values=np.where(hidden, np.nan, self.values))

    def until(self, day: date) -> MonthlySeries:
        """The months that are over by a day."""
        n_over = sum(add_months(month, 1) <= day for month in self.months)
        return replace(
            self, months=self.months[:n_over], values=self.values[:n_over], known_on=self.known_on[:n_over]
        )


@dataclass(frozen=True, slots=True)
class Vintage:
    """A release as a source of series: its events, what it covers, from when it counts as known.

    lag_days   days after a month's end until it would have been known, where the release came much later
    """

    events: ir.Table
    coverage: Coverage
    available_from: date | None
    lag_days: int | None = None

    def known_on(self, month: date) -> date | None:
        """The day on which this release told of a month; with a lag, that many days after its end."""
        if self.lag_days is None:
            return self.available_from
        return date.fromordinal(add_months(month, 1).toordinal() + self.lag_days)


def monthly_series(vintage: Vintage, indicator: Indicator, asked: Question) -> tuple[MonthlySeries, ...]:
    """A series for each area asked by, or one alone; events without area are left out.

    `asked.by` names at most one area; the month is added.
    """
    from bluehelm.evidence.indicators.compute_indicator import compute_indicator

    place = next((name for name in asked.by if name in PLACES), None)
    by = (place, "month") if place else ("month",)
    asked = replace(asked, by=by, every_area=True)
    table = compute_indicator(vintage.events, indicator, asked, vintage.coverage)
    months = _months(asked.from_on, asked.until_on)
    found: dict[str, dict[date, float | None]] = {} if place else {"": {}}
    for row in table.to_pylist():
        area = "" if place is None else row[place]
        if area is not None:
            found.setdefault(str(area), {})[parse_period(row["month"]).from_on] = row["value"]
    return tuple(_series(indicator.name, area, months, held, vintage) for area, held in found.items())


def _months(from_on: date, until_on: date) -> tuple[date, ...]:
    month, made = from_on.replace(day=1), []
    while month < until_on:
        made.append(month)
        month = add_months(month, 1)
    return tuple(made)


def _series(
    measure: str, area: str, months: tuple[date, ...], held: dict[date, float | None], vintage: Vintage
) -> MonthlySeries:
    import numpy as np

    values = [held.get(month) for month in months]
    array = np.array([np.nan if value is None else value for value in values], dtype=np.float64)
    known = tuple(
        None if value is None else vintage.known_on(month)
        for value, month in zip(values, months, strict=True)
    )
    return MonthlySeries(measure, area, months, array, known)


def as_known_from(vintages: Sequence[Sequence[MonthlySeries]], day: date) -> tuple[MonthlySeries, ...]:
    """Each area's series as known on a day, from the series of several releases, oldest release first.

    Of two releases that tell of a month by then the later one counts; never are two added.
    """
    joined: dict[str, MonthlySeries] = {}
    for series in (one for vintage in vintages for one in vintage):
        seen = series.as_known(day)
        before = joined.get(series.area)
        joined[series.area] = seen if before is None else _laid_over(before, seen)
    return tuple(joined.values())


def _laid_over(before: MonthlySeries, later: MonthlySeries) -> MonthlySeries:
    import numpy as np

    assert before.months == later.months, "series of one question have the same months"
    is_told = ~np.isnan(later.values)
    known = tuple(
        new if told else old for old, new, told in zip(before.known_on, later.known_on, is_told, strict=True)
    )
    return replace(before, values=np.where(is_told, later.values, before.values), known_on=known)


def as_series_values(series: Iterable[MonthlySeries], source: str) -> tuple[SeriesValue, ...]:
    """The series as rows of a dossier's evidence, for whatever reads those; unknown months are blank."""
    return tuple(
        SeriesValue.model_validate(
            {
                "measure": one.measure,
                "area": one.area or None,
                "period": f"{month:%Y-%m}",
                "value": _written(value),
                "known_on": known.isoformat() if known else None,
                "source": source,
            }
        )
        for one in series
        for month, value, known in zip(one.months, one.values, one.known_on, strict=True)
    )


def _written(value: float) -> str | None:
    """A value as a file holds it: digits without an exponent, blank where unknown."""
    import numpy as np

    return None if np.isnan(value) else np.format_float_positional(value, precision=6, trim="-")
