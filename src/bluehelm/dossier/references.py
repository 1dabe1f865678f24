"""References inside records: what a record names, and whether it is there."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from bluehelm.dossier.catalogue import Part, Record, fields_of
from bluehelm.dossier.field_types import RefersTo


@dataclass(frozen=True, slots=True)
class Named:
    """One item that a record names: how the field refers, and what is written there."""

    refers: RefersTo
    written: str
    field: str
    line: int


@dataclass(frozen=True, slots=True)
class _Slot:
    """A field in which references or parts with references stand."""

    attribute: str
    field: str
    several: bool
    refers: RefersTo | None
    part: type[Part] | None


@cache
def _names_anything(record: type[Part], above: tuple[type[Part], ...] = ()) -> bool:
    """Whether a record type, or a part inside it, has a field that names items."""
    if record in above:
        return False
    inside = (*above, record)
    return any(
        entry.refers is not None or (entry.part is not None and _names_anything(entry.part, inside))
        for entry in fields_of(record).values()
    )


@cache
def _slots(record: type[Part]) -> tuple[_Slot, ...]:
    return tuple(
        _Slot(entry.attribute, entry.name, entry.several, entry.refers, entry.part)
        for entry in fields_of(record).values()
        if entry.refers is not None or (entry.part is not None and _names_anything(entry.part))
    )


def names_in(record: Part) -> Iterator[Named]:
    """Every item a record names, in the order of its fields."""
    for slot in _slots(type(record)):
        value = getattr(record, slot.attribute)
        if value is None or value == ():
            continue
        values = value if slot.several else (value,)
        if slot.refers is not None:
            for written in values:
                yield Named(slot.refers, written, slot.field, record.line)
        else:
            for part in values:
                yield from names_in(part)


def resolved(named: Named, known: Collection[str]) -> str | None:
    """The reference that is meant, if an item of an allowed kind carries it; words give None."""
    if named.refers.typed:
        return named.written if named.written in known else None
    for kind in named.refers.kinds:
        reference = f"{kind}/{named.written}"
        if reference in known:
            return reference
    return None


def is_plain_word(named: Named) -> bool:
    """Whether a word allowed in place of a reference is written, such as 'shared'."""
    return named.written in named.refers.words


def candidates(named: Named) -> tuple[str, ...]:
    """The references that what is written could stand for."""
    if named.refers.typed:
        return (named.written,)
    return tuple(f"{kind}/{named.written}" for kind in named.refers.kinds)


def source_of(record: Record, named: Sequence[Named], known: Collection[str]) -> str:
    """The item from which links of a record lead: itself, or for a bare row the first item it names.

    An allocation is such a row: it links its budget line to the task or output it pays for.
    """
    if record.kind:
        return record.reference
    return (resolved(named[0], known) or "") if named else ""
