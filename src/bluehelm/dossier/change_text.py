"""Changes to a file's text: only the slice that changes is replaced, and the result is read again.

Comments, order and layout survive to the letter, because nothing else is touched.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from bluehelm.dossier.csv_text import csv_row, read_csv
from bluehelm.dossier.field_types import LINE_KEY
from bluehelm.dossier.yaml_text import Plain, read_yaml
from bluehelm.foundation.errors import CannotWrite

Path = tuple[str | int, ...]


def set_value(text: str, item: Path, key: str, value: str | Sequence[str] | None) -> str:
    r"""The text of a YAML file with one field of one item set; None leaves the field blank.

    `item`: the path of the item's block. Raises CannotWrite when anything else would change.

    >>> print(set_value("tasks:\\n  - id: escort   # urgent\\n", ("tasks", 0), "text", "escort aid"), end="")
    tasks:
      - id: escort   # urgent
        text: escort aid
    """
    block = _node_at(yaml.compose(text, Loader=yaml.CSafeLoader), item)
    if not isinstance(block, yaml.MappingNode):
        raise CannotWrite("The item is not where it was; read the file again.")
    changed = _with_value(text, block, key, value)
    _prove_only_change(text, changed, item, key, value)
    return changed


def _node_at(node: yaml.Node | None, path: Path) -> yaml.Node | None:
    for step in path:
        if isinstance(node, yaml.MappingNode):
            node = next((value for key, value in node.value if key.value == step), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
        else:
            return None
    return node


def _with_value(text: str, block: yaml.MappingNode, key: str, value: str | Sequence[str] | None) -> str:
    in_flow = bool(block.flow_style)
    written = written_value(value, in_flow)
    for found, node in block.value:
        if found.value == key:
            start, end = _start(node), _end(node)
            gap = "" if start > _end(found) + 1 or not written else " "
            return text[:start].rstrip(" ") + (gap or " ") * bool(written) + written + text[end:]
    if in_flow:
        return _into_flow(text, block, f"{key}: {written}")
    return _into_block(text, block, f"{key}: {written}".rstrip())


def _start(node: yaml.Node) -> int:
    return node.start_mark.index if node.start_mark else 0


def _end(node: yaml.Node) -> int:
    """Where the last character of a node stands; block nodes claim the blank lines after them too."""
    if isinstance(node, (yaml.MappingNode, yaml.SequenceNode)) and node.value and not node.flow_style:
        last = node.value[-1]
        return _end(last[1] if isinstance(last, tuple) else last)
    return node.end_mark.index if node.end_mark else 0


def _into_flow(text: str, block: yaml.MappingNode, pair: str) -> str:
    end = _end(block) - 1
    kept = text[:end].rstrip()
    return kept + (", " if block.value else "") + pair + text[len(kept) :]


def _into_block(text: str, block: yaml.MappingNode, pair: str) -> str:
    first_key, last_value = block.value[0][0], block.value[-1][1]
    newline = newline_of(text)
    end = text.find("\n", max(_end(last_value) - _ends_with_newline(text, last_value), 0))
    at = len(text) if end < 0 else end + 1
    before = text[:at] if text[:at].endswith("\n") else text[:at] + newline
    indent = " " * (first_key.start_mark.column if first_key.start_mark else 0)
    return before + indent + pair + newline + text[at:]


def _ends_with_newline(text: str, node: yaml.Node) -> int:
    end = _end(node)
    return 1 if end and text[end - 1 : end] == "\n" else 0


def newline_of(text: str) -> str:
    """How the lines of a text end."""
    return "\r\n" if "\r\n" in text else "\n"


def written_value(value: str | Sequence[str] | None, in_flow: bool) -> str:
    """A value as it is written in YAML: a text, or a list in brackets; nothing for None."""
    if value is None:
        return ""
    if isinstance(value, str):
        return _scalar(value, in_flow)
    return "[" + ", ".join(_scalar(one, in_flow=True) for one in value) + "]"


def _scalar(value: str, in_flow: bool) -> str:
    """A text as YAML, plain where it reads back the same, otherwise in quotation marks."""
    probe = f"{{k: {value}, e: e}}" if in_flow else f"k: {value}\n"
    plain, findings = read_yaml(probe, "")
    same = isinstance(plain, dict) and plain.get("k") == value and len(plain) == (3 if in_flow else 2)
    if value and same and not findings and "#" not in value and value.strip() == value:
        return value
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'


def _prove_only_change(
    before: str, after: str, item: Path, key: str, value: str | Sequence[str] | None
) -> None:
    """Reads both texts and compares: all else must be equal, or nothing is written."""
    wanted, _ = read_yaml(before, "")
    found, findings = read_yaml(after, "")
    block: Any = wanted
    for step in item:
        block = block[step]
    block[key] = list(value) if value is not None and not isinstance(value, str) else value
    if findings or _without_lines(found) != _without_lines(wanted):
        raise CannotWrite(
            f"'{key}' cannot be changed here without touching other parts of the file; edit the file by hand."
        )


def _without_lines(plain: Plain) -> object:
    if isinstance(plain, dict):
        return {key: _without_lines(value) for key, value in plain.items() if key != LINE_KEY}
    return [_without_lines(one) for one in plain] if isinstance(plain, list) else plain


def add_row(text: str, row: Mapping[str, str], columns: Sequence[str]) -> str:
    r"""The text of a table with one row more; an empty text gets a header of `columns` first.

    Raises CannotWrite when the table lacks a column the row needs.

    >>> add_row("link;by\\n", {"link": "a>b", "by": "chief-of-staff"}, ())
    'link;by\\na>b;chief-of-staff\\n'
    """
    if not text.strip():
        return csv_row(columns, ",", "\n") + csv_row([row.get(column, "") for column in columns], ",", "\n")
    table, _ = read_csv(text, "")
    missing = [column for column in row if column not in table.columns]
    if missing:
        raise CannotWrite(f"The table has no column '{missing[0]}'; add it to the header first.")
    newline = newline_of(text)
    kept = text if text.endswith("\n") else text + newline
    return kept + csv_row([row.get(column, "") for column in table.columns], table.separator, newline)
