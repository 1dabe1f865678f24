"""The text of a dossier's file with a comment on every field, drawn from the catalogue.

What is given is written out; what is not given stands behind a comment sign, ready to be put to use.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bluehelm.dossier.catalogue import FieldEntry, Part, Record, fields_of
from bluehelm.dossier.change_text import written_value
from bluehelm.dossier.contents import Collection
from bluehelm.dossier.csv_text import Table, csv_row
from bluehelm.dossier.field_types import LINE_KEY
from bluehelm.dossier.yaml_text import Plain

WIDTH = 108
COMMENT_COLUMN = 34
LONGEST_BEFORE_COMMENT = 56


def commented_yaml(file: str, collections: Sequence[Collection], content: Plain) -> str:
    """A YAML file: what `content` gives for each collection, and every other field as a comment."""
    given = content if isinstance(content, dict) else {}
    lines = [f"# {file}", *_how_to_read(collections)]
    for entry in collections:
        lines += ["", *_wrapped(f"{entry.name}: {_first_line(entry.record)}", "")]
        if entry.shape == "list":
            lines += _list(entry, given.get(entry.name))
        else:
            own = {key: value for key, value in given.items() if key in fields_of(entry.record)}
            lines += _block(entry.record, own, "")
    return "\n".join(lines) + "\n"


def _how_to_read(collections: Sequence[Collection]) -> list[str]:
    records = {entry.record for entry in collections}
    shared = fields_of(next(iter(records)))
    said = (
        "A comment says what a field means, how it is written, and whether it is required. A key behind "
        "a comment sign can be put to use or taken out. Any item may also carry known_as "
        f"({', '.join(shared['known_as'].choices)}) and sensitivity "
        f"({', '.join(shared['sensitivity'].choices)})."
    )
    return _wrapped(said, "")


def _first_line(part: type[Part]) -> str:
    return (part.__doc__ or "").strip().partition("\n")[0]


def _wrapped(comment: str, indent: str) -> list[str]:
    return textwrap.wrap(
        comment, WIDTH, initial_indent=f"{indent}# ", subsequent_indent=f"{indent}# ", break_on_hyphens=False
    )


def _list(entry: Collection, items: Plain) -> list[str]:
    if not isinstance(items, list) or not items:
        unused = [f"{entry.name}:", *_unused_item(entry.record)]
        return [f"# {line}" for line in unused]
    lines = [f"{entry.name}:"]
    for index, item in enumerate(items):
        if isinstance(item, dict):
            lines += _block(entry.record, item, "  - ", teach=index == 0)
    return lines


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a block before it is laid out: its text, whether it is in use, and its comment."""

    text: str
    used: bool
    comment: str


def _block(part: type[Part], values: Mapping[str, Plain], begin: str, *, teach: bool = True) -> list[str]:
    """The lines of a record; `begin` is what stands before its first key."""
    out: list[str] = []
    for index, line in enumerate(_lines_of(part, values, teach, ())):
        out += _laid_out(line, begin if index == 0 else " " * len(begin))
    return out


def _lines_of(
    part: type[Part], values: Mapping[str, Plain], teach: bool, around: tuple[type[Part], ...]
) -> Iterator[_Line]:
    for entry in _in_order(part, values):
        if entry.name in values:
            yield from _used_lines(entry, values[entry.name], teach, (*around, part))
        elif teach:
            yield from _unused_lines(entry, (*around, part))


def _in_order(part: type[Part], values: Mapping[str, Plain]) -> list[FieldEntry]:
    """The fields as declared, but one that is given comes first, since it carries the dash of the item."""
    entries = [
        entry
        for entry in fields_of(part).values()
        if entry.name in values or entry.attribute not in Record.model_fields
    ]
    first = next((entry for entry in entries if entry.name in values), None)
    return entries if first is None else [first, *(entry for entry in entries if entry is not first)]


def _used_lines(
    entry: FieldEntry, value: Plain, teach: bool, around: tuple[type[Part], ...]
) -> Iterator[_Line]:
    comment = _comment(entry) if teach else ""
    blocks = [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, dict)]
    if entry.part is None or not blocks:
        yield _Line(f"{entry.name}: {_plain_text(value)}", used=True, comment=comment)
        return
    yield _Line(f"{entry.name}:", used=True, comment=comment)
    for index, block in enumerate(blocks):
        inner = _lines_of(entry.part, block, teach and index == 0, around)
        yield from _inset(inner, "  - " if isinstance(value, list) else "  ")


def _unused_lines(entry: FieldEntry, around: tuple[type[Part], ...]) -> Iterator[_Line]:
    yield _Line(f"{entry.name}:", used=False, comment=_comment(entry))
    if entry.part is not None and entry.part not in around:
        inner = _unused_parts(entry.part, around)
        yield from _inset(inner, "  - " if entry.several else "  ")


def _unused_parts(part: type[Part], around: tuple[type[Part], ...]) -> Iterator[_Line]:
    for entry in _in_order(part, {}):
        yield from _unused_lines(entry, (*around, part))


def _unused_item(record: type[Part]) -> list[str]:
    """An item of which nothing is given, laid out as if it were in use; the whole of it goes behind signs."""
    out: list[str] = []
    for index, line in enumerate(_unused_parts(record, ())):
        as_used = _Line(line.text, used=True, comment=line.comment)
        out += _laid_out(as_used, "  - " if index == 0 else "    ")
    return out


def _inset(lines: Iterable[_Line], begin: str) -> Iterator[_Line]:
    for index, line in enumerate(lines):
        before = begin if index == 0 else " " * len(begin)
        yield _Line(before + line.text, line.used, line.comment)


def _plain_text(value: Plain) -> str:
    if isinstance(value, dict):
        pairs = (
            f"{key}: {written_value(str(one), in_flow=True)}" for key, one in value.items() if key != LINE_KEY
        )
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, list):
        return written_value([str(one) for one in value], in_flow=False)
    return written_value(value, in_flow=False)


def _comment(entry: FieldEntry) -> str:
    """Meaning, unit, how it is written, and whether it is required; known_as is explained at the top."""
    if entry.attribute in Record.model_fields:
        return ""
    unit = "" if entry.unit in entry.meaning else f", in {entry.unit}"
    is_said = entry.type_name in ("text", entry.meaning) or entry.part is not None
    how = "" if is_said else f" [{entry.type_name}]"
    return f"{entry.meaning}{unit}{how}" + (" (required)" if entry.required else "")


def _laid_out(line: _Line, begin: str) -> list[str]:
    """A line with its comment behind it, or above it where there is no room.

    Taking out the comment sign and one blank before an unused key puts it to use.
    """
    text = begin + ("" if line.used else "# ") + line.text
    beside = f"{text:<{COMMENT_COLUMN}}  # {line.comment}"
    if not line.comment:
        return [text]
    if len(text) <= LONGEST_BEFORE_COMMENT and len(beside) <= WIDTH:
        return [beside]
    inset = " " * (len(line.text) - len(line.text.lstrip(" -")))
    above = " " * len(begin) + ("" if line.used else "# ") + inset
    return [*_wrapped(line.comment, above), text]


def commented_table(file: str, collection: Collection, table: Table) -> str:
    """A table: a comment on every column, a header with all of them, and the rows given."""
    entries = [
        entry
        for entry in fields_of(collection.record).values()
        if entry.name in table.columns or entry.attribute not in Record.model_fields
    ]
    lines = [f"# {file}: {_first_line(collection.record)}"]
    for entry in entries:
        lines += _column_comment(entry)
    columns = [entry.name for entry in entries]
    rows = [columns, *([str(row.get(column, "")) for column in columns] for row in table.rows)]
    return "\n".join(lines).replace('"', "'") + "\n" + "".join(csv_row(row, ",", "\n") for row in rows)


def _column_comment(entry: FieldEntry) -> list[str]:
    said = f"{entry.name}: {_comment(entry) or entry.meaning}"
    return textwrap.wrap(
        said, WIDTH, initial_indent="#   ", subsequent_indent="#     ", break_on_hyphens=False
    )
