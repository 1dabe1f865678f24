"""What a decision changes in a dossier, in the terms of the field: item, meaning, before, after."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bluehelm.dossier.catalogue import Record, fields_of
from bluehelm.dossier.changed_fields import changed_fields, plain_text
from bluehelm.dossier.contents import Dossier
from bluehelm.dossier.review_records import ChangeOfDossier, DecisionDue
from bluehelm.foundation.phrases import InBoth, Phrase, phrase

NOT_COMPARED = frozenset({"review", "decision", "recommendation"})
"""Kinds of items that a review writes itself."""


def written_field(record: Record, key: str) -> str | None:
    """A field as a person would write it; None where it is blank."""
    return plain_text(getattr(record, fields_of(type(record))[key].attribute))


def differences(before: Dossier, after: Dossier) -> Iterator[ChangeOfDossier]:
    """Every field of an item that differs between two states of a dossier, in the order of the first."""
    new = after.by_reference
    for reference, record in before.by_reference.items():
        other = new.get(reference)
        if other is None or type(other) is not type(record) or record.kind in NOT_COMPARED:
            continue
        for one in changed_fields(record, other):
            yield ChangeOfDossier(item=reference, field=one.name, was=one.before, becomes=one.after)


def change_said(change: ChangeOfDossier, dossier: Dossier) -> Phrase:
    """A change in the terms of the field."""
    record = dossier.by_reference.get(change.item)
    entry = fields_of(type(record)).get(change.field) if record else None
    return phrase(
        "{item}, {meaning} ({field}): {was} becomes {becomes}",
        item=change.item,
        meaning=entry.meaning if entry else change.field,
        field=change.field,
        was=change.was,
        becomes=change.becomes,
    )


def changes_said(decisions: Iterable[DecisionDue], dossier: Dossier) -> tuple[tuple[str, Phrase], ...]:
    """Every change of some decisions with the reference of its decision."""
    return tuple((one.reference, change_said(change, dossier)) for one in decisions for change in one.changes)


def text_of_decision(decision: DecisionDue) -> InBoth:
    """What is decided, in both languages where the dossier has both."""
    return InBoth(decision.text, decision.text_fr)
