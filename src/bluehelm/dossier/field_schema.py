"""JSON Schema of a dossier's files, drawn from the catalogue, so that editors complete and check."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pydantic.json_schema import models_json_schema

from bluehelm.dossier.contents import Collection, file_of

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
    definitions: dict[str, Any] = defined.get("$defs", {})
    files: dict[str, dict[str, Any]] = {}
    for entry in wanted:
        _add_file(files, entry)
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


def _add_file(files: dict[str, dict[str, Any]], entry: Collection) -> None:
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
        files[home] = {"type": "object", "properties": {}, "additionalProperties": True}
