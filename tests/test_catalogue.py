"""The catalogue of fields: every field has a meaning and a unit, and the schema drawn from it holds."""

from __future__ import annotations

import importlib
import pkgutil
import re
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
import yaml
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

import bluehelm.dossier
from bluehelm.desk.look_up import check_entries, field_schema, record_entries
from bluehelm.dossier.catalogue import FieldEntry, Part, Record, fields_of, parts_within
from bluehelm.dossier.contents import file_of, is_above_mission, kinds, table_of_contents
from bluehelm.foundation.errors import UnknownRecord

EXAMPLE = Path(__file__).parents[1] / "example"
CAST = Path(__file__).with_name("cast")
COLLECTIONS = {entry.name: entry for entry in table_of_contents()}
PARTS = {part.__name__: part for entry in table_of_contents() for part in parts_within(entry.record)}
FIELDS = {
    f"{part.__name__}.{entry.name}": entry for part in PARTS.values() for entry in fields_of(part).values()
}


def _records() -> set[type[Record]]:
    """Every record type that the house declares."""
    for module in pkgutil.iter_modules(bluehelm.dossier.__path__):
        importlib.import_module(f"bluehelm.dossier.{module.name}")
    waiting, found = [Record], set()
    while waiting:
        current = waiting.pop()
        found |= set(current.__subclasses__())
        waiting += current.__subclasses__()
    return {record for record in found if record.__module__.startswith("bluehelm.")}


def test_every_record_is_in_the_table_of_contents_once() -> None:
    listed = [entry.record for entry in table_of_contents()]
    assert set(listed) == _records()
    assert len(listed) == len(set(listed))


def test_no_two_records_share_a_name_or_a_kind() -> None:
    assert len(PARTS) == len({part for entry in table_of_contents() for part in parts_within(entry.record)})
    with_kind = [entry for entry in table_of_contents() if entry.record.kind]
    assert len(kinds()) == len(with_kind)


@pytest.mark.parametrize("name", sorted(PARTS))
def test_a_record_says_in_one_line_what_it_is(name: str) -> None:
    first = (PARTS[name].__doc__ or "").strip().partition("\n")[0]
    assert re.fullmatch(r"[A-Z].+\.", first)
    assert not first.startswith("!!! ")


def test_every_field_has_a_meaning_in_plain_words() -> None:
    said = {name: entry.meaning for name, entry in FIELDS.items()}
    assert len(said) > 500
    assert [name for name, meaning in said.items() if len(meaning) < 3 or meaning.endswith(".")] == []
    assert [name for name, entry in FIELDS.items() if not entry.type_name] == []


MONEY = re.compile(r"(^|_)usd(_|$)")


@pytest.mark.parametrize("name", sorted(name for name, entry in FIELDS.items() if MONEY.search(entry.name)))
def test_a_field_of_money_says_its_currency(name: str) -> None:
    assert FIELDS[name].unit.startswith("USD")


@pytest.mark.parametrize(
    "name", sorted(name for name, entry in FIELDS.items() if entry.unit.startswith("USD"))
)
def test_what_is_counted_in_dollars_says_so_in_its_name(name: str) -> None:
    assert "usd" in FIELDS[name].name


UNITS_IN_NAMES = {"_days": "days", "_hours": "hours", "_minutes": "minutes"}


@pytest.mark.parametrize(
    "name", sorted(name for name, entry in FIELDS.items() if entry.name.endswith(tuple(UNITS_IN_NAMES)))
)
def test_a_unit_in_the_name_of_a_field_is_its_unit(name: str) -> None:
    wanted = next(unit for end, unit in UNITS_IN_NAMES.items() if FIELDS[name].name.endswith(end))
    assert FIELDS[name].unit == wanted


@pytest.mark.parametrize("name", sorted(PARTS))
def test_money_is_never_a_float(name: str) -> None:
    hints = get_type_hints(PARTS[name], include_extras=True)
    for entry in fields_of(PARTS[name]).values():
        assert float not in _types_in(hints[entry.attribute])
        if MONEY.search(entry.name):
            assert Decimal in _types_in(hints[entry.attribute])


def _types_in(hint: object) -> set[object]:
    inner = get_args(hint)
    return {hint}.union(*(_types_in(one) for one in inner if not isinstance(one, str))) if inner else {hint}


def test_a_reference_names_a_kind_that_exists() -> None:
    named = {kind for entry in FIELDS.values() if entry.refers for kind in entry.refers.kinds}
    assert len(named) > 20
    assert named <= set(kinds())


@pytest.mark.parametrize("name", sorted(COLLECTIONS))
def test_a_record_with_a_reference_has_the_field_it_is_known_by(name: str) -> None:
    record = COLLECTIONS[name].record
    if record.kind:
        assert hasattr(record, record.key) or record.key in record.model_fields


def _is_status(entry: FieldEntry) -> bool:
    return entry.name.startswith("status") or entry.name in ("known_on", "source", "known_as", "sensitivity")


def test_status_and_source_are_never_part_of_a_stamp() -> None:
    assert [name for name, entry in FIELDS.items() if _is_status(entry) and entry.stamped] == []


# ---- what is drawn from it


@pytest.mark.parametrize("name", sorted(COLLECTIONS))
def test_a_record_is_found_by_collection_record_and_kind(name: str) -> None:
    entry = COLLECTIONS[name]
    asked = [entry.name, entry.record.__name__, entry.record.__name__.lower(), entry.record.kind]
    for word in filter(None, asked):
        assert entry.record.__name__ in {one["record"] for one in record_entries(word)}


def test_the_whole_catalogue_lists_every_part() -> None:
    assert {one["record"] for one in record_entries()} == set(PARTS)


def test_a_record_that_does_not_exist_names_the_nearest() -> None:
    with pytest.raises(UnknownRecord, match="'tasks'"):
        record_entries("task s")


def test_every_check_is_listed_with_its_basis() -> None:
    assert all(entry["basis"] and entry["why"] and entry["remedy"] for entry in check_entries())


@cache
def _schema() -> dict[str, Any]:
    schema = field_schema()
    Draft202012Validator.check_schema(schema)
    return schema


def _schema_of(file: str) -> dict[str, Any]:
    """The schema of one file, as an editor is pointed to it."""
    escaped = f"file: {file}".replace("~", "~0").replace("/", "~1").replace(" ", "%20")
    return {"$ref": f"#/$defs/{escaped}", "$defs": _schema()["$defs"]}


def _files_of(workspace: Path) -> list[tuple[str, str]]:
    """Every YAML file of a workspace with the name under which the schema knows it."""
    found: list[tuple[str, str]] = []
    for entry in table_of_contents():
        roots = [workspace] if is_above_mission(entry) else sorted((workspace / "missions").iterdir())
        for root in roots:
            home = root / file_of(entry)
            if entry.shape == "file each":
                files, name = sorted(home.glob("*.yaml")), f"{file_of(entry)}/NAME.yaml"
            else:
                files, name = [home] if home.suffix == ".yaml" and home.is_file() else [], str(file_of(entry))
            found += [(path.relative_to(workspace).as_posix(), name) for path in files]
    return sorted(set(found))


class _AsText(yaml.SafeLoader):
    """YAML 1.2 as editors read it: a day stays text, and so does yes."""


_AsText.yaml_implicit_resolvers = {
    sign: [(tag, pattern) for tag, pattern in resolvers if tag.endswith((":int", ":float", ":null"))]
    for sign, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _faults(workspace: Path, file: str, name: str) -> list[str]:
    content = yaml.load((workspace / file).read_text(encoding="utf-8"), Loader=_AsText)  # noqa: S506  text only
    return _faults_of(content, name)


def _faults_of(content: object, name: str) -> list[str]:
    validator = Draft202012Validator(_schema_of(name))
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(content)]


@pytest.mark.parametrize("file, name", _files_of(EXAMPLE), ids=lambda one: one)
def test_the_example_fits_the_schema(file: str, name: str) -> None:
    assert _faults(EXAMPLE, file, name) == []


@pytest.mark.parametrize("file, name", _files_of(CAST), ids=lambda one: one)
def test_the_sound_mission_fits_the_schema(file: str, name: str) -> None:
    assert _faults(CAST, file, name) == []


@pytest.mark.parametrize(
    "content, name",
    [
        ({"tasks": [{"id": "escort"}]}, "tasks.yaml"),
        ({"tasks": [{"id": "Escort!", "text": "x"}]}, "tasks.yaml"),
        ({"tasks": [{"id": "escort", "text": "x", "servs": ["peace"]}]}, "tasks.yaml"),
        ({"tasks": [{"id": "escort", "text": "x", "serves": "peace"}]}, "tasks.yaml"),
        ({"taks": []}, "tasks.yaml"),
        ({"phases": [{"id": "a", "name": "a", "leave": [{"direction": "sideways"}]}]}, "phases.yaml"),
        ({"decision": "S/RES/1 (2024)"}, "mandates/NAME.yaml"),
        ({"mission": "small"}, "mission.yaml"),
        ({"mission": "small", "name": "Small", "kept_too": "2026-02-28"}, "mission.yaml"),
    ],
)
def test_the_schema_finds_what_the_reader_would_refuse(content: object, name: str) -> None:
    assert _faults_of(content, name)


def test_every_field_of_the_catalogue_is_in_the_schema() -> None:
    definitions = _schema()["$defs"]
    for name, part in PARTS.items():
        block = definitions[name]
        block = block["anyOf"][-1] if "anyOf" in block else block
        assert set(block["properties"]) == set(fields_of(part)), name


def test_the_schema_says_units_and_meanings() -> None:
    line = _schema()["$defs"]["BudgetLine"]["properties"]["usd"]
    assert (line["x-unit"], line["description"]) == ("USD", "amount; blank is unknown")


def test_the_schema_of_one_collection_stands_alone() -> None:
    schema = field_schema("tasks")
    Draft202012Validator.check_schema(schema)
    content = {"tasks": [{"id": "escort", "text": "escort convoys"}]}
    assert list(Draft202012Validator(schema).iter_errors(content)) == []
    assert list(Draft202012Validator(schema).iter_errors({"tasks": [{"id": "escort"}]}))


def test_a_part_knows_no_line_or_file_in_the_schema() -> None:
    assert not [name for name, part in PARTS.items() if {"line", "file"} & set(fields_of(part)) - {"line"}]
    assert issubclass(PARTS["Task"], Part)
