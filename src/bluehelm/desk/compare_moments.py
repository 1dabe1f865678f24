"""Two moments of a dossier compared in the terms of the field: items that came, went or changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bluehelm.desk.trace_item import text_of
from bluehelm.dossier.catalogue import Part, Record, fields_of
from bluehelm.dossier.contents import Dossier


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that changed; None was or is blank."""

    name: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class ItemChange:
    """One item that came, went or changed; rows nobody refers to are told by their collection."""

    collection: str
    reference: str
    text: str
    way: Literal["added", "removed", "changed"]
    fields: tuple[FieldChange, ...] = ()


def compare_moments(before: Dossier, after: Dossier) -> list[ItemChange]:
    """What changed between two moments, in the order of the table of contents.

    An item is the same while its short name is; a row without one is the same while every cell is.
    """
    changes: list[ItemChange] = []
    for (collection, old), (_, new) in zip(before.collections(), after.collections(), strict=True):
        if old is new:
            continue
        if collection.record.kind and not collection.record.repeats:
            changes += _items(collection.name, old, new)
        else:
            changes += _rows(collection.name, old, new)
    return changes


def _items(collection: str, old: tuple[Record, ...], new: tuple[Record, ...]) -> list[ItemChange]:
    was = {one.reference: one for one in old}
    now = {one.reference: one for one in new}
    changes = []
    for reference, record in now.items():
        if reference not in was:
            changes.append(_came(collection, record, "added"))
        elif fields := _fields(was[reference], record):
            changes.append(ItemChange(collection, reference, text_of(record), "changed", fields))
    gone = [record for reference, record in was.items() if reference not in now]
    return changes + [_came(collection, record, "removed") for record in gone]


def _rows(collection: str, old: tuple[Record, ...], new: tuple[Record, ...]) -> list[ItemChange]:
    was, now = {_whole(one) for one in old}, {_whole(one) for one in new}
    came = [_came(collection, one, "added") for one in new if _whole(one) not in was]
    return came + [_came(collection, one, "removed") for one in old if _whole(one) not in now]


def _whole(record: Record) -> tuple[str | None, ...]:
    return tuple(said(getattr(record, one.attribute)) for one in fields_of(type(record)).values())


def _came(collection: str, record: Record, way: Literal["added", "removed"]) -> ItemChange:
    told = [
        (one.name, said(getattr(record, one.attribute)))
        for one in fields_of(type(record)).values()
        if str(getattr(record, one.attribute)) != one.default
    ]
    fields = tuple(
        FieldChange(name, None, text) if way == "added" else FieldChange(name, text, None)
        for name, text in told
        if text is not None
    )
    return ItemChange(collection, record.reference, text_of(record), way, fields)


def _fields(was: Record, now: Record) -> tuple[FieldChange, ...]:
    return tuple(
        FieldChange(one.name, before, after)
        for one in fields_of(type(now)).values()
        if (before := said(getattr(was, one.attribute))) != (after := said(getattr(now, one.attribute)))
    )


def said(value: object) -> str | None:
    """A value as a person reads it; None when it is blank.

    >>> said(("north", "east")), said(True), said(())
    ('north, east', 'yes', None)
    """
    match value:
        case None | ():
            return None
        case bool():
            return "yes" if value else "no"
        case tuple():
            return ", ".join(str(said(one)) for one in value)
        case Part():
            told = {one.name: said(getattr(value, one.attribute)) for one in fields_of(type(value)).values()}
            return "; ".join(f"{name}: {text}" for name, text in told.items() if text is not None)
        case dict():
            return ", ".join(f"{key}: {text}" for key, text in value.items())
        case _:
            return str(value)
