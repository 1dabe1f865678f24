"""Inputs of figures, taken from records with their place, source and how they are known."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from bluehelm.dossier.catalogue import Record
from bluehelm.foundation.figures import FigureInput
from bluehelm.foundation.phrases import Phrase, phrase


def input_from(
    record: Record,
    what: Phrase,
    value: Decimal | int | str | None,
    unit: str = "",
    on: date | None = None,
) -> FigureInput:
    """One input of a figure as a record gives it."""
    return FigureInput(
        what,
        value,
        unit,
        on,
        record.reference,
        record.place,
        str(getattr(record, "source", None) or ""),
        record.known_as or "",
    )


def together(*said: Phrase | None) -> Phrase | None:
    """Several sentences as one; None when there is none.

    >>> together(None, phrase("It is borrowed.")).template
    'It is borrowed.'
    """
    sentences = [one for one in said if one is not None]
    if not sentences:
        return None
    whole = sentences[0]
    for one in sentences[1:]:
        whole = phrase("{first} {second}", first=whole, second=one)
    return whole
