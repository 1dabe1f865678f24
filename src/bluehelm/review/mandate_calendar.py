"""Two cycles that never meet: the Council renews by its own dates, the Assembly pays from July to June.

Gap: a mandate period is taken to begin where the last one ended; what was voted is taken to be even by
months.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from bluehelm.dossier.in_force import in_order
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.finance.billing_periods import weight
from bluehelm.finance.budget_amounts import PLANNED_STAGES, gross_by_stage
from bluehelm.foundation.pages import Column, Said, Shade, Stretch, Table, Timeline
from bluehelm.foundation.periods import Period, fiscal_year_of, following
from bluehelm.foundation.phrases import Phrase, Quantity, phrase

DAY = timedelta(days=1)
N_MONTHS = 12
SHADES: tuple[Shade, Shade] = ("period", "next")


@dataclass(frozen=True, slots=True)
class MandatePeriodOnFile:
    """The days for which one decision gives the mandate; `until_on` is exclusive, None is open."""

    decision: str
    from_on: date
    until_on: date | None


@dataclass(frozen=True, slots=True)
class PaidPart:
    """The part of a mandate period that one budget year pays; usd is None where no budget is on file."""

    decision: str
    year: Period
    from_on: date
    until_on: date
    part_of_year: Fraction
    usd: Decimal | None


def mandate_periods(seen: Standpoint) -> list[MandatePeriodOnFile]:
    """Periods of mandate by the decisions known at the standpoint, one after the other."""
    found: list[MandatePeriodOnFile] = []
    for one in in_order(seen.dossier):
        if not seen.was_known(one.adopted_on):
            continue
        before = found[-1].until_on if found else None
        begins = before if before is not None and before >= one.adopted_on else one.adopted_on
        if one.in_force_until is None or one.in_force_until > begins:
            found.append(MandatePeriodOnFile(one.decision, begins, one.in_force_until))
    return found


def years_shown(seen: Standpoint) -> tuple[Period, ...]:
    """The budget year before the moment, its own and the next."""
    own = seen.budget_year
    return (fiscal_year_of(own.from_on - DAY), own, following(own))


def paid_parts(seen: Standpoint) -> list[PaidPart]:
    """Which budget year pays which part of which mandate period, with what was planned for it."""
    return [part for year in years_shown(seen) for part in _parts_of_year(seen, year)]


def _parts_of_year(seen: Standpoint, year: Period) -> Iterator[PaidPart]:
    planned = _planned_usd(seen, year)
    for one in mandate_periods(seen):
        begins = max(one.from_on, year.from_on)
        ends = min(one.until_on or year.until_on, year.until_on)
        if begins < ends:
            part = weight(begins, ends, "months")
            usd = None if planned is None else planned * part.numerator / part.denominator
            yield PaidPart(one.decision, year, begins, ends, part, usd)


def _planned_usd(seen: Standpoint, year: Period) -> Decimal | None:
    amounts = gross_by_stage(seen)
    return next((amounts[year, stage] for stage in PLANNED_STAGES if (year, stage) in amounts), None)


def calendar_picture(seen: Standpoint, cut_from_on: date | None = None) -> Timeline:
    """Budget years and mandate periods one below the other, and the months that carry a cut."""
    years = years_shown(seen)
    first, last = years[0].from_on, years[-1].until_on
    stretches = [Stretch(phrase("budget year"), phrase("{year}", year=year), year.from_on, year.until_on,
                         SHADES[place % 2])
                 for place, year in enumerate(years)]  # fmt: skip
    shown = [one for one in mandate_periods(seen) if one.from_on < last and (one.until_on or last) > first]
    stretches += [
        Stretch(phrase("mandate"), one.decision, max(one.from_on, first), min(one.until_on or last, last),
                SHADES[place % 2])
        for place, one in enumerate(shown)
    ]  # fmt: skip
    if cut_from_on is not None:
        own = seen.budget_year
        stretches.append(Stretch(phrase("carries the cut"), phrase("cut"), cut_from_on, own.until_on, "cut"))
    note = phrase("A budget year pays the end of one mandate and the beginning of the next: money is voted "
                  "before the "
                  "Council decides what it is for.")  # fmt: skip
    return Timeline(phrase("Two cycles: what is paid and what is mandated"), tuple(stretches), note)


def calendar_table(seen: Standpoint) -> Table:
    """Which budget year pays which mandate period, by months, with its money."""
    columns = (
        Column(phrase("Budget year")), Column(phrase("Mandate")), Column(phrase("From")),
        Column(phrase("To")),
        Column(phrase("Months"), numeric=True), Column(phrase("Planned money"), numeric=True),
    )  # fmt: skip
    rows: list[tuple[Said, ...]] = []
    for one in paid_parts(seen):
        months = Quantity(_months(one.part_of_year))
        rows.append((phrase("{year}", year=one.year), one.decision, _day(one.from_on),
                     _day(one.until_on - DAY), months,
                     Quantity(one.usd, "USD")))  # fmt: skip
    note = phrase("Budget of the year, in equal months; none where no budget of the year is on file.")
    return Table(phrase("Which budget year pays which mandate"), columns, tuple(rows), note=note, whole=True)


def _months(part: Fraction) -> Decimal:
    return (Decimal(part.numerator) * N_MONTHS / part.denominator).quantize(Decimal("0.1"))


def _day(day: date) -> Phrase:
    return phrase("{day}", day=day.isoformat())
