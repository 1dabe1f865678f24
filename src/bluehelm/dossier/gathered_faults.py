"""Many faults of one cause, said once: a list of eighty lines helps nobody."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bluehelm.dossier.catalogue import Record
from bluehelm.dossier.checking import Fault
from bluehelm.foundation.listed_names import listed

FEW = 3
"""Up to so many records each get a fault of their own; more are counted in one."""
MAX_NAMES = 12


def gathered(
    found: Sequence[Record], one: str, many: str, *, n_all: int = 0, **values: object
) -> Iterator[Fault]:
    """A fault for each record while they are few, else one fault that counts and names them.

    `one` may name {text}; `many` may name {n}, {n_all} and {names}; both may name `values`.
    """
    if len(found) <= FEW:
        for record in found:
            yield Fault(record, one, {**values, "text": text_of(record)})
        return
    names = listed((name_of(record) for record in found), MAX_NAMES)
    yield Fault(found[0].place, many, {**values, "n": len(found), "n_all": n_all, "names": names})


def name_of(record: Record) -> str:
    """The short name of an item."""
    return record.reference.partition("/")[2]


def text_of(record: Record) -> str:
    """What an item says of itself, else its short name."""
    return str(getattr(record, "text", "") or name_of(record))
