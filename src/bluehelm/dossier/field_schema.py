"""JSON Schema of a dossier's files, drawn from the catalogue, so that editors complete and check."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pydantic.json_schema import models_json_schema

from bluehelm.dossier.contents import Collection, file_of
from bluehelm.dossier.field_types import FILE_KEY, LINE_KEY

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_of_collections(collections: Iterable[Collection]) -> dict[str, Any]:
    """One schema for all YAML files: `$defs` holds each record, and one entry for each file.

    An editor is pointed at `#/$defs/file: tasks.yaml` and so on; one schema of a single collection
    can be used as it is.
    """
    wanted = list(collections)
    _, defined = models_json_schema(
        [(entry.record, "validation") for entry in wanted], ref_template="#/$defs/{model}"
    )
    definitions: dict[str, Any] = {name: _as_written(one) for name, one in defined.get("$defs", {}).items()}
    files: dict[str, dict[str, Any]] = {}
    for entry in wanted:
        _add_file(files, entry, definitions)
    definitions |= {f"file: {name}": schema for name, schema in files.items()}
    return {
        "$schema": DIALECT,
        "title": "Bluehelm dossier",
        "anyOf": [{"$ref": f"#/$defs/{_pointer(f'file: {name}')}"} for name in files],
        "$defs": definitions,
    }


def _pointer(name: str) -> str:
    """A name as it stands in a JSON pointer inside a reference."""
    return name.replace("~", "~0").replace("/", "~1").replace(" ", "%20")


def _as_written(schema: Any) -> Any:
    """A schema for files in which every scalar is text: editors take 12 for a number and yes for true.

    What the reader adds by itself, the line and the file, is left out.
    """
    if isinstance(schema, list):
        return [_as_written(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {key: _as_written(one) for key, one in schema.items() if key not in (LINE_KEY, FILE_KEY)}
    if inner.get("type") == "string":
        inner["type"] = ["string", "number", "boolean"]
    if isinstance(inner.get("enum"), list):
        inner["enum"] += [_AS_EDITORS_READ[one] for one in inner["enum"] if one in _AS_EDITORS_READ]
    return inner


_AS_EDITORS_READ: dict[Any, Any] = {"yes": True, "no": False} | {str(digit): digit for digit in range(10)}


def _add_file(files: dict[str, dict[str, Any]], entry: Collection, definitions: dict[str, Any]) -> None:
    home = file_of(entry).as_posix()
    record = {"$ref": f"#/$defs/{entry.record.__name__}"}
    if entry.shape == "file each":
        files[f"{home}/NAME.yaml"] = record
    elif entry.shape == "list":
        block = files.setdefault(home, {"type": "object", "properties": {}, "additionalProperties": False})
        block["properties"][entry.name] = {"type": ["array", "null"], "items": record}
    elif entry.shape == "table":
        files[home] = {"type": "array", "items": record}
    else:
        own = definitions[entry.record.__name__]
        files[home] = {**own, "properties": dict(own["properties"])}
