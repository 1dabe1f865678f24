"""The money voted for the year of a day, as printed: what the envelope of a phase is compared with."""

from __future__ import annotations

from datetime import date

from bluehelm.dossier.budget_records import PrintedTotal
from bluehelm.dossier.contents import Dossier
from bluehelm.foundation.periods import Period, parse_period


def voted_for(dossier: Dossier, on: date) -> PrintedTotal | None:
    """The whole amount voted for the budget year of a day, by the last row; None where none is on file."""
    found: PrintedTotal | None = None
    for one in dossier.totals:
        if one.what.word == "voted" and one.of == "gross" and one.usd is not None and _holds(one.year, on):
            found = one
    return found


def _holds(year: Period | str, on: date) -> bool:
    return (parse_period(year) if isinstance(year, str) else year).holds(on)
