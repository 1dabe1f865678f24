"""A public reading of a dossier: everything above unclassified is left out before any total is made.

What is left out also disappears from what stays: links to it are cut, lists are shortened, conditions
that need it become unknown. Nothing that stays names it.
Gap: prose can tell what no link tells; a check looks for short names of restricted items in open text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from bluehelm.dossier.catalogue import FieldEntry, Part, Record, fields_of
from bluehelm.dossier.contents import Dossier
from bluehelm.dossier.field_types import RefersTo
from bluehelm.dossier.phase_records import Condition
from bluehelm.dossier.read_dossier import RESTRICTED
from bluehelm.dossier.stamp_records import AcceptedFinding, ReviewedLink

_REFERENCE = re.compile(r"[a-z]+/[a-z0-9][a-z0-9-]*")
_OPERATORS = ("trigger", "alarm", "fact", "judgement", "indicator")


@dataclass(frozen=True, slots=True)
class Withheld:
    """What is left out: references, and the short names that stand for nothing open."""

    references: frozenset[str]
    names: frozenset[str]

    def holds(self, written: str, refers: RefersTo) -> bool:
        """Whether what a field names is left out."""
        if refers.typed:
            return written in self.references
        return any(f"{kind}/{written}" in self.references for kind in refers.kinds)

    def named_in(self, text: str) -> bool:
        """Whether a text is the short name of something left out, or holds its reference."""
        return text in self.names or any(found in self.references for found in _REFERENCE.findall(text))


def is_open(record: Record) -> bool:
    """Whether anybody may see a record: unclassified, and not kept in a restricted repository."""
    folders = PurePosixPath(record.file).parts[:-1]
    return record.sensitivity == "unclassified" and not any(one.endswith(RESTRICTED) for one in folders)


def public_dossier(dossier: Dossier) -> Dossier:
    """The dossier without what is above unclassified, and without what cannot be told without it.

    An item that needs something left out is left out as well, until nothing open needs anything closed.
    """
    kept = {
        collection.name: tuple(record for record in records if is_open(record))
        for collection, records in dossier.collections()
    }
    while True:
        withheld = _withheld(dossier, kept)
        cleaned = {
            name: tuple(one for record in records if (one := _cleaned(record, withheld)) is not None)
            for name, records in kept.items()
        }
        if all(len(cleaned[name]) == len(records) for name, records in kept.items()):
            return Dossier(
                **cleaned,  # type: ignore[arg-type]
                withheld=dossier.withheld | dossier.unreadable | withheld.references,
                cut_short=dossier.cut_short,
            )
        kept = cleaned


def _withheld(dossier: Dossier, kept: Mapping[str, tuple[Record, ...]]) -> Withheld:
    """The references that no open record carries any more."""
    still_open = {record.reference for records in kept.values() for record in records if record.kind}
    references = frozenset(dossier.by_reference) - still_open
    open_names = {reference.partition("/")[2] for reference in still_open}
    names = frozenset(reference.partition("/")[2] for reference in references) - open_names
    return Withheld(references, names)


def _cleaned(record: Record, withheld: Withheld) -> Record | None:
    """The record without anything left out, or None when it cannot stand without it."""
    if isinstance(record, ReviewedLink) and set(record.link.split(">")) & withheld.references:
        return None
    if isinstance(record, AcceptedFinding) and set((record.item or "").split(">")) & withheld.references:
        return None
    if not withheld.references:
        return record
    cleaned = _cleaned_part(record, withheld)
    return cleaned if isinstance(cleaned, Record) else None


def _cleaned_part(part: Part, withheld: Withheld) -> Part | None:
    if isinstance(part, Condition):
        return _cleaned_condition(part, withheld)
    changed: dict[str, object] = {}
    for entry in fields_of(type(part)).values():
        value = getattr(part, entry.attribute)
        if value is None or value == ():
            continue
        cleaned = _cleaned_value(value, entry, withheld)
        if cleaned is None and entry.required:
            return None
        if cleaned is not value:
            changed[entry.attribute] = cleaned
    return part.model_copy(update=changed) if changed else part


def _cleaned_value(value: object, entry: FieldEntry, withheld: Withheld) -> object:
    """The value of a field without anything left out; the very same value when nothing had to go."""
    if isinstance(value, tuple):
        kept = tuple(one for each in value if (one := _cleaned_value(each, entry, withheld)) is not None)
        same = len(kept) == len(value) and all(a is b for a, b in zip(kept, value, strict=True))
        return value if same else kept
    if isinstance(value, Part):
        return _cleaned_part(value, withheld)
    if isinstance(value, dict):
        named = [key for key, text in value.items() if _tells(key, withheld) or _tells(text, withheld)]
        return {key: text for key, text in value.items() if key not in named} if named else value
    if entry.refers is not None and isinstance(value, str):
        return None if withheld.holds(value, entry.refers) else value
    is_own_name = entry.type_name == "short name"
    return None if isinstance(value, str) and not is_own_name and _tells(value, withheld) else value


def _tells(value: object, withheld: Withheld) -> bool:
    return isinstance(value, str) and withheld.named_in(value)


def _cleaned_condition(condition: Condition, withheld: Withheld) -> Condition:
    """A condition of which every part that needs something left out is marked as not to be decided."""
    closed = Condition.model_validate({"withheld": "yes"})
    for operator in _OPERATORS:
        named = getattr(condition, operator)
        if named is not None and withheld.holds(named, fields_of(Condition)[operator].refers or _NO_KIND):
            return closed
    changed: dict[str, object] = {}
    for several in ("all", "any"):
        parts = getattr(condition, several)
        if parts is not None:
            changed[several] = tuple(_cleaned_condition(part, withheld) for part in parts)
    if condition.negated is not None:
        changed["negated"] = _cleaned_condition(condition.negated, withheld)
    return condition.model_copy(update=changed) if changed else condition


_NO_KIND = RefersTo(())
