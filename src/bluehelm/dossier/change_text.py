"""Changes to a file's text: only the slice that changes is replaced, and the result is read again.

Comments, order and layout survive to the letter, because nothing else is touched.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import yaml

from bluehelm.dossier.csv_text import csv_row, read_csv
from bluehelm.dossier.field_types import LINE_KEY
from bluehelm.dossier.yaml_text import Plain, read_yaml
from bluehelm.foundation.errors import CannotWrite

Path = tuple[str | int, ...]
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}


def set_value(text: str, item: Path, key: str, value: str | Sequence[str] | None) -> str:
    r"""The text of a YAML file with one field of one item set; None leaves the field blank.

    `item`: the path of the item's block. Raises CannotWrite when anything else would change.

    >>> print(set_value("tasks:\n  - id: escort   # urgent\n", ("tasks", 0), "text", "escort aid"), end="")
    tasks:
      - id: escort   # urgent
        text: escort aid
    """
    before = _read_whole(text)
    block = _node_at(yaml.compose(text, Loader=yaml.CSafeLoader), item)
    if not isinstance(block, yaml.MappingNode):
        raise CannotWrite("The item is not where it was; read the file again.")
    changed = _with_value(text, block, key, value)
    _prove_only_change(before, changed, item, key, value)
    return changed


def _read_whole(text: str) -> Plain:
    """What the text says; a text with faults of form is refused, as nobody knows what it says."""
    plain, findings = read_yaml(text, "")
    if findings:
        raise CannotWrite(f"The file has a fault that must be mended first: {findings[0].message}")
    return plain


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
            return _replaced(text, found, node, f" {written}" if written or in_flow else "")
    if in_flow:
        return _into_flow(text, block, f"{key}: {written}")
    return _into_block(text, block, f"{key}: {written}".rstrip())


def _replaced(text: str, key: yaml.Node, node: yaml.Node, written: str) -> str:
    """The text with `written` right behind the colon of a key; a comment on that line stays there."""
    after_colon = _after_colon(text, key)
    end = _end(text, key, node)
    start = end if end == after_colon else _start(node)
    gap = text[after_colon:start]
    comment, newline, below = gap.partition("\n")
    if "#" in below or _holds_comment(text[start:end], node):
        raise CannotWrite(
            f"'{key.value}' has a comment inside its value that would be lost; edit the file by hand."
        )
    beside = comment.rstrip() if newline else ""
    return text[:after_colon] + written + beside + text[end:]


def _holds_comment(value: str, node: yaml.Node) -> bool:
    """Whether a comment stands between the values of a list or block that is replaced."""
    if isinstance(node, yaml.ScalarNode) or "#" not in value:
        return False
    start = _start(node)
    for leaf in reversed(list(_leaves(node))):
        value = value[: _start(leaf) - start] + value[_mark_end(leaf) - start :]
    return "#" in value


def _leaves(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    if isinstance(node, yaml.ScalarNode):
        yield node
    for child in node.value if isinstance(node, (yaml.SequenceNode, yaml.MappingNode)) else ():
        for one in child if isinstance(child, tuple) else (child,):
            yield from _leaves(one)


def _start(node: yaml.Node) -> int:
    return node.start_mark.index if node.start_mark else 0


def _mark_end(node: yaml.Node) -> int:
    return node.end_mark.index if node.end_mark else 0


def _after_colon(text: str, key: yaml.Node) -> int:
    return text.index(":", _mark_end(key)) + 1


def _end(text: str, key: yaml.Node, node: yaml.Node) -> int:
    """Where the last character of a value stands; libyaml lets blocks claim the blank lines after them."""
    if isinstance(node, yaml.ScalarNode):
        if _start(node) == _mark_end(node):
            return _after_colon(text, key)
        return _start(node) + len(text[_start(node) : _mark_end(node)].rstrip())
    if not isinstance(node, yaml.CollectionNode) or node.flow_style or not node.value:
        return _mark_end(node)
    last = node.value[-1]
    return _end(text, *last) if isinstance(last, tuple) else _end_of_entry(text, last)


def _end_of_entry(text: str, node: yaml.Node) -> int:
    """Where an entry of a list ends; a blank one ends at its dash."""
    if isinstance(node, yaml.ScalarNode) and _start(node) == _mark_end(node):
        return len(text[: _start(node)].rstrip())
    return _end(text, node, node)


def _into_flow(text: str, block: yaml.MappingNode, pair: str) -> str:
    kept = text[: _mark_end(block) - 1].rstrip()
    separator = " " if kept.endswith(",") else ", " if block.value else ""
    blank = " " if kept.endswith(":") else ""
    return kept + blank + separator + pair + text[len(kept) :]


def _into_block(text: str, block: yaml.MappingNode, pair: str) -> str:
    first_key = block.value[0][0]
    newline = newline_of(text)
    end = text.find("\n", _end(text, *block.value[-1]))
    at = len(text) if end < 0 else end + 1
    before = text[:at] if text[:at].endswith("\n") else text[:at] + newline
    indent = " " * (first_key.start_mark.column if first_key.start_mark else 0)
    return before + indent + pair + newline + text[at:]


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
    return '"' + "".join(_escaped(sign) for sign in value) + '"'


def _escaped(sign: str) -> str:
    """A sign as it stands between quotation marks; what cannot be seen is written by its number."""
    if sign in _ESCAPES:
        return _ESCAPES[sign]
    if sign.isprintable() or unicodedata.category(sign) == "Zs":
        return sign
    return f"\\u{ord(sign):04x}" if ord(sign) < 0x10000 else f"\\U{ord(sign):08x}"


def _prove_only_change(
    before: Plain, after: str, item: Path, key: str, value: str | Sequence[str] | None
) -> None:
    """Reads the new text and compares: all else must be equal, or nothing is written."""
    found, findings = read_yaml(after, "")
    block: Any = before
    for step in item:
        block = block[step]
    block[key] = list(value) if value is not None and not isinstance(value, str) else value
    if findings or without_lines(found) != without_lines(before):
        raise CannotWrite(
            f"'{key}' cannot be changed here without touching other parts of the file; edit the file by hand."
        )


def without_lines(plain: Plain) -> object:
    """What was read from a file, without the lines that its blocks stand on."""
    if isinstance(plain, dict):
        return {key: without_lines(value) for key, value in plain.items() if key != LINE_KEY}
    return [without_lines(one) for one in plain] if isinstance(plain, list) else plain


def change_rows(text: str, rows: Mapping[int, Mapping[str, str]]) -> str:
    r"""The text of a table with cells set in rows that begin on these lines; the rest to the letter.

    Raises CannotWrite for a line on which no row begins, or a column that the table lacks.

    >>> change_rows("a;b\n1;2\n3;4\n", {3: {"b": "5"}})
    'a;b\n1;2\n3;5\n'
    """
    table, findings = read_csv(text, "")
    if findings:
        raise CannotWrite(f"The table has a fault that must be mended first: {findings[0].message}")
    lines = text.splitlines(keepends=True)
    by_line = {row[LINE_KEY]: row for row in table.rows}
    for line, cells in sorted(rows.items(), reverse=True):
        row = by_line.get(line)
        missing = [column for column in cells if column not in table.columns]
        if row is None or missing:
            raise CannotWrite(
                f"No row begins on line {line}, or the table has no column {', '.join(missing)}."
            )
        new = {**{key: value for key, value in row.items() if key != LINE_KEY}, **cells}
        written = csv_row([str(new.get(column, "")) for column in table.columns], table.separator, "")
        last = _last_line_of(lines, line)
        ending = lines[last - 1][len(lines[last - 1].rstrip("\r\n")) :]
        lines[line - 1 : last] = [written + ending]
    return "".join(lines)


def _last_line_of(lines: Sequence[str], first: int) -> int:
    """The line on which a row ends: a cell in quotation marks may run over several."""
    for last in range(first, len(lines) + 1):
        if "".join(lines[first - 1 : last]).count('"') % 2 == 0:
            return last
    return len(lines)


def add_row(text: str, row: Mapping[str, str], columns: Sequence[str]) -> str:
    r"""The text of a table with one row more; an empty text gets a header of `columns` first.

    Raises CannotWrite when the table lacks a column the row needs.

    >>> add_row("link;by\n", {"link": "a>b", "by": "chief-of-staff"}, ())
    'link;by\na>b;chief-of-staff\n'
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
