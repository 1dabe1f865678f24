"""Looking things up: the catalogue of fields and the list of checks, in plain structures."""

from __future__ import annotations

from typing import Any

from bluehelm.desk.check_list import all_checks
from bluehelm.desk.fault_list import ALL_FAULTS
from bluehelm.dossier.catalogue import Part, fields_of, parts_within
from bluehelm.dossier.contents import Collection, file_of, is_above_mission, table_of_contents
from bluehelm.dossier.field_schema import schema_of_collections
from bluehelm.foundation.errors import UnknownRecord


def _wanted(name: str | None) -> list[Collection]:
    """The collections meant by a collection's name, a record's name or a kind; all without a name."""
    entries = list(table_of_contents())
    if name is None:
        return entries
    asked = name.lower()
    found = [one for one in entries if asked in (one.name, one.record.__name__.lower(), one.record.kind)]
    if not found:
        raise UnknownRecord(name, [one.name for one in entries])
    return found


def where(collection: Collection) -> str:
    """Where people find a collection, relative to the mission or the workspace."""
    file = file_of(collection).as_posix()
    if collection.shape == "file each":
        file = f"{file}/NAME.yaml"
    return file if is_above_mission(collection) else f"missions/MISSION/{file}"


def record_entries(name: str | None = None) -> list[dict[str, Any]]:
    """Every record with its fields; parts inside a record follow it."""
    return [
        {
            "name": part.__name__ if part is not entry.record else entry.name,
            "record": part.__name__,
            "file": where(entry) if part is entry.record else f"inside {entry.name}",
            "kind": entry.record.kind if part is entry.record else "",
            "meaning": _first_line(part),
            "fields": _field_entries(part),
        }
        for entry in _wanted(name)
        for part in parts_within(entry.record)
    ]


def _first_line(part: type[Part]) -> str:
    return (part.__doc__ or "").strip().partition("\n")[0]


def _field_entries(part: type[Part]) -> list[dict[str, Any]]:
    return [
        {
            "name": entry.name,
            "type": entry.type_name,
            "unit": entry.unit,
            "meaning": entry.meaning,
            "required": entry.required,
            "term": entry.term,
            "stamped": entry.stamped,
            "default": entry.default,
        }
        for entry in fields_of(part).values()
    ]


def field_schema(name: str | None = None) -> dict[str, Any]:
    """JSON Schema of the files of a dossier, for editors."""
    return schema_of_collections(_wanted(name))


def check_entries() -> list[dict[str, Any]]:
    """Every fault of reading and every check, by id."""
    faults: list[Any] = [*ALL_FAULTS, *all_checks()]
    return [
        {
            "id": one.id,
            "severity": one.severity.word,
            "looks_for": one.looks_for,
            "why": one.why,
            "remedy": one.remedy,
            "basis": [str(basis) for basis in one.basis],
        }
        for one in sorted(faults, key=lambda one: str(one.id))
    ]
