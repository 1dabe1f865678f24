"""The catalogue of fields: records declare their fields once, and everything else is drawn from it.

Type, unit, meaning, whether required, source of the term and whether a field counts for stamps
drive the model, the JSON Schema for editors, the words of findings, the starter dossier and the
reference page.
"""

from __future__ import annotations

import types
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import (
    Annotated,
    Any,
    ClassVar,
    Literal,
    Union,
    dataclass_transform,
    get_args,
    get_origin,
    get_type_hints,
)

from pydantic import BaseModel, ConfigDict, Field
from pydantic.fields import FieldInfo

from bluehelm.dossier.field_types import FILE_KEY, LINE_KEY, RefersTo, Written
from bluehelm.foundation.findings import Place

SENSITIVITIES = ("unclassified", "confidential", "strictly confidential")
Sensitivity = Literal["unclassified", "confidential", "strictly confidential"]
KnownAs = Literal[
    "verified", "as reported", "abstract", "derived", "unverified", "illustration", "our reading"
]


def required(
    meaning: str, *, unit: str = "", term: str = "", stamped: bool = False, name: str | None = None
) -> Any:
    """A field without which the record cannot be read.

    `term`: where the word comes from. `stamped`: part of the meaning that a review confirms.
    `name`: the key in the file, where it is a word Python keeps for itself.
    """
    return _field(..., meaning, unit, term, stamped, name)


def optional(
    meaning: str,
    *,
    unit: str = "",
    term: str = "",
    stamped: bool = False,
    default: object = None,
    name: str | None = None,
) -> Any:
    """A field that may be left blank, which means unknown unless a default is stated."""
    return _field(default, meaning, unit, term, stamped, name)


def several(
    meaning: str, *, unit: str = "", term: str = "", stamped: bool = False, name: str | None = None
) -> Any:
    """A list of values or parts; none when left out."""
    return _field((), meaning, unit, term, stamped, name)


def _field(default: object, meaning: str, unit: str, term: str, stamped: bool, name: str | None) -> Any:
    about: dict[str, Any] = {"x-unit": unit, "x-term": term, "x-stamped": stamped}
    kept = {key: value for key, value in about.items() if value}
    return Field(default, description=meaning, alias=name, json_schema_extra=kept)


@dataclass_transform(kw_only_default=True, frozen_default=True)
class Part(BaseModel):
    """A block inside a record; it knows the line it stands on."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", populate_by_name=True, use_attribute_docstrings=False
    )
    line: int = Field(0, alias=LINE_KEY, exclude=True, repr=False)


class Record(Part):
    """A part that stands on its own in a file: a row of a table, or an item."""

    kind: ClassVar[str] = ""
    """The word before the slash of a reference; empty for records nobody refers to."""
    key: ClassVar[str] = "id"
    """The field that holds the word after the slash."""
    repeats: ClassVar[bool] = False
    """Whether several records may carry one short name, following one another in time."""

    file: str = Field("", alias=FILE_KEY, exclude=True, repr=False)
    sensitivity: Sensitivity = optional(
        "who may see it; everything above unclassified lives in the restricted repository",
        term="ST/SGB/2007/6",
        default="unclassified",
    )
    known_as: KnownAs | None = optional(
        "how what stands here is known: verified in the document named, as reported by another, "
        "derived by arithmetic, unverified, an illustration, or our own reading"
    )

    @property
    def place(self) -> Place:
        """File and line of this record."""
        return Place(self.file, self.line)

    @property
    def reference(self) -> str:
        """kind/id, as people type it; empty for records nobody refers to."""
        return f"{self.kind}/{getattr(self, self.key)}" if self.kind else ""


@dataclass(frozen=True, slots=True)
class FieldEntry:
    """What the catalogue says of one field."""

    name: str
    attribute: str
    meaning: str
    type_name: str
    unit: str
    term: str
    required: bool
    stamped: bool
    several: bool
    refers: RefersTo | None
    part: type[Part] | None
    choices: tuple[str, ...]
    default: str


@cache
def fields_of(record: type[Part]) -> dict[str, FieldEntry]:
    """The fields of a record type by their key in the file, in the order declared."""
    hints = get_type_hints(record, include_extras=True)
    own_first = [name for name in record.model_fields if name not in Record.model_fields]
    shared = ["known_as", "sensitivity"] if issubclass(record, Record) else []
    entries = (_entry(name, record.model_fields[name], hints[name]) for name in own_first + shared)
    return {entry.name: entry for entry in entries}


def _entry(attribute: str, info: FieldInfo, hint: object) -> FieldEntry:
    extra = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
    leaf, is_several = _leaf(hint)
    marks = _marks(leaf)
    refers = next((mark for mark in marks if isinstance(mark, RefersTo)), None)
    written = next((mark for mark in marks if isinstance(mark, Written)), None)
    part = leaf if isinstance(leaf, type) and issubclass(leaf, Part) else None
    choices = tuple(str(word) for word in get_args(leaf)) if get_origin(leaf) is Literal else ()
    shown = refers or written
    type_name = shown.title if shown else _plain_type(part, choices)
    return FieldEntry(
        name=info.alias or attribute,
        attribute=attribute,
        meaning=info.description or "",
        type_name=("list of " if is_several else "") + type_name,
        unit=str(extra.get("x-unit", "")),
        term=str(extra.get("x-term", "")),
        required=info.is_required(),
        stamped=bool(extra.get("x-stamped", False)),
        several=is_several,
        refers=refers,
        part=part,
        choices=choices,
        default="" if info.is_required() or info.default in (None, ()) else str(info.default),
    )


def _plain_type(part: type[Part] | None, choices: tuple[str, ...]) -> str:
    if part is not None:
        return part.__name__
    return "one of " + ", ".join(choices) if choices else "text"


def _leaf(hint: object) -> tuple[Any, bool]:
    """The type that matters: without 'or None', and inside a list."""
    if get_origin(hint) in (Union, types.UnionType):
        kept = [member for member in get_args(hint) if member is not type(None)]
        return _leaf(kept[0]) if kept else (hint, False)
    if get_origin(hint) is tuple:
        return _leaf(get_args(hint)[0])[0], True
    return hint, False


def _marks(hint: object) -> tuple[object, ...]:
    return tuple(get_args(hint)[1:]) if get_origin(hint) is Annotated else ()


def parts_within(record: type[Part]) -> Iterator[type[Part]]:
    """The record type and every part type inside it, each once."""
    seen: set[type[Part]] = set()
    waiting = [record]
    while waiting:
        current = waiting.pop()
        if current in seen:
            continue
        seen.add(current)
        yield current
        waiting.extend(entry.part for entry in fields_of(current).values() if entry.part)
