"""Two moments of a dossier compared in the terms of the field: items that came, went or changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bluehelm.desk.trace_item import text_of
from bluehelm.dossier.catalogue import Record, fields_of
from bluehelm.dossier.changed_fields import FieldChange, changed_fields, texts_of
from bluehelm.dossier.contents import Dossier


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
        elif fields := changed_fields(was[reference], record):
            changes.append(ItemChange(collection, reference, text_of(record), "changed", fields))
    gone = [record for reference, record in was.items() if reference not in now]
    return changes + [_came(collection, record, "removed") for record in gone]


def _rows(collection: str, old: tuple[Record, ...], new: tuple[Record, ...]) -> list[ItemChange]:
    was, now = {_whole(one) for one in old}, {_whole(one) for one in new}
    came = [_came(collection, one, "added") for one in new if _whole(one) not in was]
    return came + [_came(collection, one, "removed") for one in old if _whole(one) not in now]


def _whole(record: Record) -> tuple[tuple[str, str], ...]:
    return tuple(texts_of(record).items())


def _came(collection: str, record: Record, way: Literal["added", "removed"]) -> ItemChange:
    defaults = {one.name: one.default for one in fields_of(type(record)).values()}
    fields = tuple(
        FieldChange(name, None, text) if way == "added" else FieldChange(name, text, None)
        for name, text in texts_of(record).items()
        if text != defaults[name]
    )
    return ItemChange(collection, record.reference, text_of(record), way, fields)
