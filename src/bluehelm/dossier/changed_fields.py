"""Two states of an item compared field by field, each value as a person would write it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bluehelm.dossier.catalogue import Part, Record, fields_of


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that changed; None was or is blank."""

    name: str
    before: str | None
    after: str | None


def plain_text(value: object) -> str | None:
    """A value as a person reads and writes it; None when it is blank.

    >>> plain_text(("north", "east")), plain_text(True), plain_text(())
    ('north, east', 'yes', None)
    """
    match value:
        case None | ():
            return None
        case bool():
            return "yes" if value else "no"
        case tuple():
            return ", ".join(text for one in value if (text := plain_text(one)) is not None)
        case Part():
            return "; ".join(f"{name}: {text}" for name, text in texts_of(value).items())
        case Mapping():
            return ", ".join(f"{key}: {text}" for key, text in value.items())
        case _:
            return str(value)


def texts_of(part: Part) -> dict[str, str]:
    """The fields of a record or block that are filled in, by their key in the file."""
    told = {one.name: plain_text(getattr(part, one.attribute)) for one in fields_of(type(part)).values()}
    return {name: text for name, text in told.items() if text is not None}


def changed_fields(before: Record, after: Record) -> tuple[FieldChange, ...]:
    """The fields in which two states of an item differ, in the order of the catalogue."""
    was, now = texts_of(before), texts_of(after)
    return tuple(
        FieldChange(name, was.get(name), now.get(name))
        for name in fields_of(type(after))
        if was.get(name) != now.get(name)
    )
