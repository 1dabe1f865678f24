"""The page of fields: every file of a dossier, every record and part in it, every field."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from bluehelm.desk.look_up import record_entries
from bluehelm.documentation.markdown_text import page, plain, table
from bluehelm.dossier.contents import table_of_contents

INTRODUCTION = (
    "Every file of a workspace, in the order of the table of contents. `bluehelm fields RECORD` prints "
    "the same for one record, and `bluehelm fields --format json-schema` gives a schema for editors. How "
    "values are written is told on the page on [the dossier](../dossier.md)."
)
LEGEND = (
    "**need**: *required* means that the record cannot be read without the field; a value in this column "
    "is the default; an empty cell means that a blank is allowed and stands for unknown. **stamp**: a ● "
    "marks fields that belong to the meaning of the item, so that changing one makes reviewed links "
    "suspect (see [trace and stamps](../trace-and-stamps.md))."
)
SHARED = ("known_as", "sensitivity")


def fields_page() -> str:
    """The page of fields."""
    by_file = [(file, list(entries)) for file, entries in groupby(_with_files(), key=lambda one: one[0])]
    contents = table(
        ("file", "what stands there"),
        ((f"[`{file}`](#{anchor_of_file(file)})", _contents(entries)) for file, entries in by_file),
    )
    sections = [_section(file, [entry for _, entry in entries]) for file, entries in by_file]
    return page("Fields", [INTRODUCTION], [LEGEND], contents, ["## In every record"], _shared(), *sections)


def _with_files() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every record with the file it stands in; parts stand in the file of their record."""
    file = ""
    for entry in record_entries():
        if not str(entry["file"]).startswith("inside "):
            file = entry["file"]
        yield file, entry


def anchor_of_file(file: str) -> str:
    """The anchor of a file's section.

    >>> anchor_of_file("missions/MISSION/plan/outputs.yaml")
    'missions-mission-plan-outputs-yaml'
    """
    return "-".join(word for word in file.lower().replace("_", "-").replace(".", "/").split("/") if word)


def _contents(entries: list[tuple[str, dict[str, Any]]]) -> str:
    records = [one for _, one in entries if one["name"] != one["record"]]
    return ", ".join(f"[{one['name']}](#{one['record'].lower()})" for one in records)


def _shape(name: str) -> str:
    shapes = {one.name: one.shape for one in table_of_contents()}
    said = {
        "list": f"A list under the key `{name}`.",
        "table": "A table, one row a record.",
        "single": "The keys of the file itself.",
        "file each": "One file a record.",
    }
    return said[shapes[name]] if name in shapes else ""


def _shared() -> list[str]:
    """The two fields that every record has, said once."""
    first = record_entries("tasks")[0]
    return table(HEADINGS, (_row(field) for field in first["fields"] if field["name"] in SHARED))


HEADINGS = ("field", "what is written", "meaning", "need", "stamp")


def _section(file: str, entries: list[dict[str, Any]]) -> list[str]:
    lines = [f'<a id="{anchor_of_file(file)}"></a>', "", f"## `{file}`"]
    for entry in entries:
        lines += ["", *_record(entry)]
    return lines


def _record(entry: dict[str, Any]) -> Iterator[str]:
    is_part = entry["name"] == entry["record"]
    yield f'<a id="{entry["record"].lower()}"></a>'
    yield ""
    yield f"### {entry['record']}" if is_part else f"### {entry['name']} ({entry['record']})"
    yield ""
    kind = f" People refer to it as `{entry['kind']}/…`." if entry["kind"] else ""
    home = f"A part {entry['file']}." if is_part else _shape(entry["name"])
    yield f"{plain(entry['meaning'])} {home}{kind}"
    yield ""
    own = [field for field in entry["fields"] if field["name"] not in SHARED]
    yield from table(HEADINGS, (_row(field) for field in own))


def _row(field: dict[str, Any]) -> tuple[str, str, str, str, str]:
    written = plain(field["type"]) + (f" ({plain(field['unit'])})" if _adds_unit(field) else "")
    meaning = plain(field["meaning"]) + (f" *({plain(field['term'])})*" if field["term"] else "")
    need = "*required*" if field["required"] else _default(field)
    return f"`{field['name']}`", written, meaning, need, "●" if field["stamped"] else ""


def _adds_unit(field: dict[str, Any]) -> bool:
    return bool(field["unit"]) and field["unit"] not in field["type"]


def _default(field: dict[str, Any]) -> str:
    default = {"True": "yes", "False": "no"}.get(field["default"], field["default"])
    return f"`{default}`" if default else ""
