"""From plain values to records: every fault of every item in one pass, each with its line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from bluehelm.dossier import reading_faults as faults
from bluehelm.dossier.catalogue import FieldEntry, Part, Record, fields_of
from bluehelm.dossier.field_types import FILE_KEY, read_identifier
from bluehelm.foundation.errors import nearest_hint
from bluehelm.foundation.findings import Finding, Place

Steps = tuple[str | int, ...]
LineOf = Callable[[Steps], int]
"""Finds the line of a value by its path inside one item."""


@dataclass(slots=True)
class RecordsRead:
    """The records of one collection in one file, the faults met, and what could not be read."""

    records: list[Record] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    unreadable: set[str] = field(default_factory=set)
    partly: list[Record] = field(default_factory=list)
    """Items with a fault, as far as they could be read: looked into for what they name, no further."""


def read_records(
    items: Sequence[object],
    record: type[Record],
    file: str,
    line_of: Callable[[int, Steps], int],
    *,
    sensitivity: str | None = None,
) -> RecordsRead:
    """The items of a list as records.

    `line_of` is asked only for items with a fault. `sensitivity` is given to items that state none,
    as everything in a restricted repository is taken to be restricted.
    """
    read = RecordsRead()
    validate = record.__pydantic_validator__.validate_python
    for index, item in enumerate(items):
        if isinstance(item, dict):
            _drop_blanks(item, record)
            item[FILE_KEY] = file
            if sensitivity is not None:
                item.setdefault("sensitivity", sensitivity)
        try:
            read.records.append(validate(item))
        except ValidationError as error:
            where = _At(record, item, file, lambda steps, index=index: line_of(index, steps))  # type: ignore[misc]
            read.findings += [_finding(details, where) for details in _settled(error)]
            read.unreadable |= _names(record, item)
            read.partly += _as_far_as_readable(item, error, record)
    return read


def _as_far_as_readable(item: object, error: ValidationError, record: type[Record]) -> list[Record]:
    """The item without the fields at fault, so that what it names is looked up in the same pass."""
    if not isinstance(item, dict):
        return []
    at_fault = {details["loc"][0] for details in error.errors(include_url=False) if details["loc"]}
    kept = {key: value for key, value in item.items() if key not in at_fault}
    try:
        return [record.model_validate(kept)]
    except ValidationError:
        return []


def _settled(error: ValidationError) -> Iterable[ErrorDetails]:
    """The errors of a record, without the follow-up errors of an unknown type inside a union."""
    return error.errors(include_url=False)


def _names(record: type[Record], item: object) -> set[str]:
    """The reference of an item that could not be read, so that naming it is no second fault."""
    if not record.kind or not isinstance(item, dict):
        return set()
    key = next((entry.name for entry in fields_of(record).values() if entry.attribute == record.key), "")
    identifier = item.get(key)
    return {f"{record.kind}/{identifier}"} if isinstance(identifier, str) else set()


@cache
def _parts(record: type[Part]) -> Mapping[str, type[Part] | None]:
    return {name: entry.part for name, entry in fields_of(record).items()}


def _drop_blanks(block: dict[str, Any], record: type[Part]) -> None:
    """Takes out known keys without a value: a blank is unknown."""
    parts = _parts(record)
    blank = None
    for key, value in block.items():
        if value is None:
            if key in parts:
                blank = [key] if blank is None else [*blank, key]
        elif type(value) is dict:
            if (part := parts.get(key)) is not None:
                _drop_blanks(value, part)
        elif type(value) is list and (part := parts.get(key)) is not None:
            for one in value:
                if type(one) is dict:
                    _drop_blanks(one, part)
    for key in blank or ():
        del block[key]


@dataclass(frozen=True, slots=True)
class _At:
    """The item in which a fault was met."""

    record: type[Record]
    item: object
    file: str
    line_of: LineOf

    @property
    def reference(self) -> str:
        return next(iter(_names(self.record, self.item)), "")


def _finding(details: ErrorDetails, where: _At) -> Finding:
    steps = tuple(step for step in details["loc"])
    part, entry, key = _field_at(where.record, steps)
    line = where.line_of(steps[:-1] if details["type"] == "missing" else steps)
    place = Place(where.file, line)
    if details["type"] == "extra_forbidden":
        hint = _end_of_a_number(key) or nearest_hint(key, fields_of(part))
        return faults.UNKNOWN_KEY.at(place, item=where.reference, key=key, record=part.__name__, hint=hint)
    if details["type"] == "missing":
        meaning = entry.meaning if entry else "it is required"
        type_name = entry.type_name if entry else "text"
        return faults.MISSING_FIELD.at(
            place, item=where.reference, key=key, meaning=meaning, type_name=type_name
        )
    return faults.WRONG_VALUE.at(
        place,
        item=where.reference,
        key=key or where.record.__name__,
        problem=_as_sentence(_problem(details, entry)),
        type_name=entry.type_name if entry else f"the fields of a {where.record.__name__}",
    )


def _field_at(record: type[Part], steps: Steps) -> tuple[type[Part], FieldEntry | None, str]:
    """The part, catalogue entry and key that a path of an error leads to."""
    part, entry, key = record, None, ""
    for step in steps:
        if not isinstance(step, str):
            continue
        if entry is not None and entry.part is not None:
            part = entry.part
        known = fields_of(part).get(step)
        if known is None and entry is not None and entry.part is None:
            continue
        entry, key = known, step
    return part, entry, key


def _end_of_a_number(key: str) -> str:
    """A hint for a number with a comma inside braces, where YAML begins a new key."""
    if not key.isdigit():
        return ""
    return " It looks like the end of a number written with a comma; leave the comma out."


def _as_sentence(words: str) -> str:
    return words if words.endswith((".", "?", "…")) else f"{words}."


def _problem(details: ErrorDetails, entry: FieldEntry | None) -> str:
    """What is wrong with a value, in plain words."""
    kind, found = details["type"], details["input"]
    shown = _shown(found)
    if kind == "bluehelm":
        return str(details["msg"])
    if kind == "literal_error" and entry is not None and entry.choices:
        hint = nearest_hint(str(found), entry.choices)
        return f"{shown} is not one of: {', '.join(entry.choices)}.{hint}"
    if kind == "tuple_type":
        return (
            f"a list is expected, found {shown}; write [{found}]"
            if isinstance(found, str)
            else (f"a list is expected, found {shown}")
        )
    if kind in ("model_type", "model_attributes_type", "dict_type"):
        return f"a block of fields is expected, found {shown}"
    if kind in ("string_type", "is_instance_of"):
        return f"a single value is expected, found {shown}"
    if kind == "string_too_short":
        return "the text is empty"
    if kind == "string_pattern_mismatch":
        return f"{shown} does not have the right form"
    return f"{shown} cannot be read: {details['msg']}"


def _shown(found: object) -> str:
    if isinstance(found, dict):
        return "a block"
    if isinstance(found, list):
        return "a list"
    text = str(found)
    return f"'{text[:77]}…'" if len(text) > 80 else f"'{text}'"


def is_identifier(text: str) -> bool:
    """Whether the text can be a short name."""
    try:
        read_identifier(text)
    except ValueError:
        return False
    return True
