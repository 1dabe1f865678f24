"""A new item put at the end of a list in a YAML file; everything that stood there stays to the letter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bluehelm.dossier.change_text import newline_of, without_lines, written_value
from bluehelm.dossier.yaml_text import Plain, read_yaml
from bluehelm.foundation.errors import CannotWrite

Written = str | Sequence[str] | Sequence[Mapping[str, str]]


def add_item(text: str, collection: str, item: Mapping[str, Written]) -> str:
    r"""The text of a YAML file with one item more under a key; the key is added where it is missing.

    Raises CannotWrite when anything else would change.

    >>> print(add_item("tasks:\n  - id: escort\n", "tasks", {"id": "patrol", "serves": ["calm"]}), end="")
    tasks:
      - id: escort
    <BLANKLINE>
      - id: patrol
        serves: [calm]
    """
    before, findings = read_yaml(text, "")
    if findings:
        raise CannotWrite(f"The file has a fault that must be mended first: {findings[0].message}")
    lines = text.splitlines()
    at = _end_of_list(lines, collection)
    own = _item_lines(item, _indent_of_list(lines, collection))
    if at is None:
        changed = [*lines, *([""] if lines else []), f"{collection}:", *own]
    else:
        changed = [*lines[:at], "", *own, *lines[at:]]
    after = newline_of(text).join(changed) + newline_of(text)
    _prove_only_added(before, after, collection)
    return after


def _end_of_list(lines: Sequence[str], collection: str) -> int | None:
    """The line after the last one of a list that stands under a key at the left edge."""
    start = next((place for place, line in enumerate(lines) if line.rstrip() == f"{collection}:"), None)
    if start is None:
        return None
    end = start + 1
    for place in range(start + 1, len(lines)):
        line = lines[place]
        if line and not line[0].isspace() and not line.startswith("- "):
            break
        if line.strip() and not line.strip().startswith("#"):
            end = place + 1
    return end


def _indent_of_list(lines: Sequence[str], collection: str) -> str:
    """How far the entries of a list are set in; two blanks where it has none yet."""
    under = False
    for line in lines:
        if line.rstrip() == f"{collection}:":
            under = True
        elif under and line.lstrip().startswith("- "):
            return line[: len(line) - len(line.lstrip())]
    return "  "


def _item_lines(item: Mapping[str, Written], indent: str) -> list[str]:
    found: list[str] = []
    for key, value in item.items():
        lead = f"{indent}- " if not found else f"{indent}  "
        blocks = [] if isinstance(value, str) else [one for one in value if isinstance(one, Mapping)]
        if blocks:
            found.append(f"{lead}{key}:")
            found += [f"{indent}    - {_in_flow(one)}" for one in blocks]
        else:
            plain = value if isinstance(value, str) else [one for one in value if isinstance(one, str)]
            found.append(f"{lead}{key}: {written_value(plain, in_flow=False)}")
    return found


def _in_flow(part: Mapping[str, str]) -> str:
    return (
        "{" + ", ".join(f"{key}: {written_value(value, in_flow=True)}" for key, value in part.items()) + "}"
    )


def _prove_only_added(before: Plain, after: str, collection: str) -> None:
    """Reads the new text and compares: all but the new item must be equal, or nothing is written."""
    found, findings = read_yaml(after, "")
    plain: Any = without_lines(found)
    if findings or not isinstance(plain, dict) or not isinstance(plain.get(collection), list):
        raise CannotWrite(f"'{collection}' cannot be added to here; edit the file by hand.")
    plain[collection] = plain[collection][:-1]
    old: Any = without_lines(before) if before is not None else {}
    old = old or {}
    if (old | {collection: old.get(collection) or []}) != plain:
        raise CannotWrite(f"'{collection}' cannot be added to without touching other parts of the file.")
