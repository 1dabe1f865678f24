"""Items as forms: what the catalogue says of each field, the text that stands there, and edits that meet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bluehelm.desk.change_dossier import change_of_text, place_of_item
from bluehelm.dossier.catalogue import FieldEntry, Record, fields_of
from bluehelm.dossier.contents import Dossier
from bluehelm.dossier.yaml_text import read_yaml
from bluehelm.foundation.errors import CannotWrite, EditsMet


@dataclass(frozen=True, slots=True)
class FormField:
    """One field of an item, ready to be filled in.

    `suggested`: short names that may stand there. `in_text_only`: it holds blocks of its own.
    """

    name: str
    meaning: str
    unit: str
    type_name: str
    value: str
    required: bool
    several: bool
    choices: tuple[str, ...] = ()
    suggested: tuple[str, ...] = ()
    in_text_only: bool = False
    long: bool = False


@dataclass(frozen=True, slots=True)
class Met:
    """One field that two people changed: what it was, what stands there now, and what was typed."""

    name: str
    before: str
    theirs: str
    yours: str


def form_of(record: Record, text: str, dossier: Dossier) -> tuple[FormField, ...]:
    """Every field of an item but its short name, with the values that stand in `text`."""
    values = written_values(record, text)
    return tuple(
        _field(entry, values.get(entry.name, ""), dossier)
        for entry in fields_of(type(record)).values()
        if entry.attribute != record.key
    )


def _field(entry: FieldEntry, value: str, dossier: Dossier) -> FormField:
    return FormField(
        entry.name,
        entry.meaning,
        entry.unit,
        entry.type_name,
        value,
        entry.required,
        entry.several,
        entry.choices or (("yes", "no") if entry.type_name == "yes or no" else ()),
        _names_for(entry, dossier),
        entry.part is not None,
        entry.type_name == "text" or entry.several,
    )


def _names_for(entry: FieldEntry, dossier: Dossier) -> tuple[str, ...]:
    if entry.refers is None:
        return ()
    kinds = set(entry.refers.kinds)
    found = [one.partition("/") for one in dossier.by_reference]
    if entry.refers.typed:
        return tuple(f"{kind}/{name}" for kind, _, name in found if kind in kinds or not kinds)
    return tuple(name for kind, _, name in found if kind in kinds)


def written_values(record: Record, text: str) -> dict[str, str]:
    """The fields of an item as they are written in a text; a list has one value a line."""
    block: Any = read_yaml(text, record.file)[0]
    for step in place_of_item(record, text):
        block = block[step]
    known = fields_of(type(record))
    return {key: _as_typed(value) for key, value in block.items() if key in known}


def _as_typed(value: object) -> str:
    if isinstance(value, list):
        return "\n".join(one for one in value if isinstance(one, str))
    return value if isinstance(value, str) else ""


def edit_item(record: Record, base: str, now: str, typed: Mapping[str, str]) -> str:
    """The text `now` of a file with an edit of an item laid on it that was begun from the text `base`.

    Only fields that differ from `base` are set. Raises EditsMet where somebody else changed one of them
    meanwhile to something different, CannotWrite for a bad value.
    """
    before, theirs = written_values(record, base), written_values(record, now)
    changes = {
        name: _tidy(value) for name, value in typed.items() if _tidy(value) != _tidy(before.get(name, ""))
    }
    met = tuple(
        Met(name, before.get(name, ""), theirs.get(name, ""), value)
        for name, value in changes.items()
        if _tidy(theirs.get(name, "")) not in (_tidy(before.get(name, "")), value)
    )
    if met:
        raise EditsMet(met)
    return change_of_text(record, changes)(now) if changes else now


def _tidy(value: str) -> str:
    return value.replace("\r\n", "\n").strip()


def fault_of_value(record: Record, name: str, value: str) -> str:
    """What is wrong with a value as typed, in a sentence; blank when nothing is."""
    try:
        change_of_text(record, {name: _tidy(value)})
    except CannotWrite as error:
        return str(error)
    return ""
