"""Explaining a number, an item or a check: inputs, steps, file, line and source."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from bluehelm.desk.brief_mission import opened_to_the_public
from bluehelm.desk.check_list import all_checks
from bluehelm.desk.fault_list import ALL_FAULTS
from bluehelm.desk.open_workspace import OpenMission
from bluehelm.desk.trace_item import text_of
from bluehelm.dossier.catalogue import Record, fields_of
from bluehelm.dossier.changed_fields import plain_text
from bluehelm.foundation.errors import UnknownReference
from bluehelm.foundation.figures import Figure, FigureInput
from bluehelm.foundation.phrases import Phrase, phrase
from bluehelm.review.brief_figures import all_figures
from bluehelm.review.review_figures import review_figures
from bluehelm.review.what_if import strike as struck_by


def explain(
    opened: OpenMission,
    reference: str,
    *,
    as_of: date,
    known_on: date | None = None,
    public: bool = False,
    strike: str | None = None,
) -> Figure:
    """The derivation of a figure; for an item its fields with file and line; for a check its entry.

    Raises UnknownReference with the nearest names.
    """
    asked = reference.strip()
    if (entry := explain_check(asked)) is not None:
        return entry
    seen = (opened_to_the_public(opened) if public else opened).seen(as_of, known_on)
    record = seen.dossier.by_reference.get(asked)
    if record is not None:
        return _of_item(record)
    figures = all_figures(seen, struck_by(seen, strike) if strike else None)
    figures |= {figure.reference: figure for figure in review_figures(seen)}
    found = figures.get(asked) or figures.get(f"figure/{asked}")
    if found is not None:
        return found
    raise UnknownReference(asked, known=[*figures, *seen.dossier.by_reference, *_checks()])


def explain_check(reference: str) -> Figure | None:
    """The entry of a check or of a fault of reading; None when the reference is no such id."""
    found = _checks().get(reference.strip().upper())
    return _of_check(found) if found is not None else None


def _checks() -> dict[str, Any]:
    entries: list[Any] = [*ALL_FAULTS, *all_checks()]
    return {str(one.id): one for one in entries}


def _of_item(record: Record) -> Figure:
    inputs = [
        FigureInput(
            phrase("{field}: {meaning}", field=entry.name, meaning=entry.meaning),
            _plain(getattr(record, entry.attribute)),
            entry.unit,
            None,
            record.reference,
            record.place,
            str(getattr(record, "source", None) or ""),
            record.known_as or "",
        )
        for entry in fields_of(type(record)).values()
    ]
    steps = (phrase("Read from {place}.", place=str(record.place)),)
    title = phrase("{item}: {text}", item=record.reference, text=text_of(record))
    return Figure(record.reference, title, None, "", tuple(inputs), steps)


def _plain(value: object) -> Decimal | int | str | None:
    """A field's value: a number as it is, anything else as a person would read it; a blank stays unknown."""
    if isinstance(value, Decimal | int) and not isinstance(value, bool):
        return value
    return plain_text(value)


def _of_check(one: Any) -> Figure:
    """The entry of a check: what it looks for, why, how to mend it, and what it rests on."""
    basis = "; ".join(str(each) for each in one.basis)
    inputs = (
        FigureInput(phrase("severity"), one.severity.word),
        FigureInput(phrase("what it rests on"), basis or None),
    )
    steps = (
        phrase("It looks for {what}.", what=Phrase(one.looks_for)),
        Phrase(one.why),
        Phrase(one.remedy),
    )
    return Figure(one.id, phrase("Check {check}", check=one.id), None, "", inputs, steps)
