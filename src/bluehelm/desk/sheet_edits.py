"""Collections as spreadsheets: written, changed by people, read again, and shown before anything is saved."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from pydantic import TypeAdapter, ValidationError

from bluehelm.desk.change_dossier import values_listed
from bluehelm.dossier.add_item import add_item
from bluehelm.dossier.catalogue import FieldEntry, fields_of
from bluehelm.dossier.change_text import add_row, change_rows, set_value
from bluehelm.dossier.contents import Collection
from bluehelm.dossier.csv_text import read_csv
from bluehelm.dossier.field_types import LINE_KEY
from bluehelm.dossier.yaml_text import read_yaml
from bluehelm.foundation.errors import CannotWrite

LARGEST_BYTES, LARGEST_UNPACKED_BYTES, MOST_PARTS, MOST_ROWS = 20_000_000, 150_000_000, 500, 100_000
ROW = "(line)"
_FORMULA_SIGNS = ("=", "+", "-", "@")


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell that would change: its row, its field, and the text before and after."""

    row: str
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class CellFault:
    """Why a cell or a row cannot be taken: where in the spreadsheet, and what is wrong."""

    cell: str
    says: str


@dataclass(frozen=True, slots=True)
class SheetPreview:
    """What a spreadsheet would change, exactly; `text` is the file after it, None while there are faults."""

    collection: str
    base: str
    changes: tuple[CellChange, ...]
    added: tuple[str, ...]
    faults: tuple[CellFault, ...]
    text: str | None


def sheet_of(collection: Collection, text: str, base: str) -> bytes:
    """A collection as a spreadsheet of texts; it remembers the commit it was made from.

    Raises CannotWrite for a collection whose items have a file each.
    """
    from openpyxl import Workbook

    columns, rows = _rows_in(collection, text)
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = collection.name[:31]
    workbook.properties.identifier = f"{collection.name}@{base}"
    for number, name in enumerate(columns, start=1):
        sheet.cell(1, number, name)
    for line, row in enumerate(rows.values(), start=2):
        for number, name in enumerate(columns, start=1):
            _write_text(sheet.cell(line, number), row.get(name, ""))
    _dress(sheet, columns)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def _write_text(cell: Any, text: str) -> None:
    """Every cell is text: a spreadsheet that guessed would turn 2.10 into 2.1, and '=' into a formula."""
    cell.value = text or None
    cell.number_format = "@"
    if text.startswith(_FORMULA_SIGNS):
        cell.data_type = "s"
        cell.quotePrefix = True


def _dress(sheet: Any, columns: tuple[str, ...]) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    sheet.freeze_panes = "B2"
    for number, name in enumerate(columns, start=1):
        sheet.cell(1, number).font = Font(bold=True)
        longest = max(
            (len(str(cell.value or "")) for cell in sheet[get_column_letter(number)][:200]), default=0
        )
        sheet.column_dimensions[get_column_letter(number)].width = min(60, max(len(name), longest) + 2)


def _rows_in(collection: Collection, text: str) -> tuple[tuple[str, ...], dict[str, dict[str, str]]]:
    """The columns of a collection, and its rows as written: by short name, or by line in a table."""
    if collection.shape == "table":
        table, findings = read_csv(text, "")
        if findings:
            raise CannotWrite(f"The table has a fault that must be mended first: {findings[0].message}")
        told = {
            str(row[LINE_KEY]): {
                ROW: str(row[LINE_KEY]),
                **{key: str(row.get(key, "")) for key in table.columns},
            }
            for row in table.rows
        }
        return (ROW, *table.columns), told
    if collection.shape != "list":
        raise CannotWrite("Each item of this collection has a file of its own; edit it as a form or as text.")
    plain: Any = read_yaml(text, "")[0]
    fitting = [one.name for one in fields_of(collection.record).values() if one.part is None]
    found = {
        str(block[_key(collection)]): {name: _one_cell(block.get(name)) for name in fitting}
        for block in (plain or {}).get(collection.name, [])
        if isinstance(block, dict) and _key(collection) in block
    }
    used = [name for name in fitting if name == _key(collection) or any(row[name] for row in found.values())]
    unused = [name for name in fitting if name not in used]
    return (*used, *unused), found


def _key(collection: Collection) -> str:
    record = collection.record
    return next(one.name for one in fields_of(record).values() if one.attribute == record.key)


def _one_cell(value: object) -> str:
    if isinstance(value, list):
        return "\n".join(one for one in value if isinstance(one, str))
    return value if isinstance(value, str) else ""


def base_of_sheet(content: bytes) -> tuple[str, str]:
    """The collection and the commit that a spreadsheet was made from; blank when it does not say."""
    workbook = _opened(content)
    name, _, base = (workbook.properties.identifier or "").partition("@")
    workbook.close()
    return name, base


def preview_sheet(collection: Collection, text: str, content: bytes, base: str) -> SheetPreview:
    """What a spreadsheet would change in the text of a collection's file, with every fault in it.

    A row that the spreadsheet lacks is left as it is. Raises CannotWrite for what is no spreadsheet.
    """
    columns, rows = _rows_in(collection, text)
    faults: list[CellFault] = []
    changed: dict[str, dict[str, str]] = {}
    added: list[dict[str, str]] = []
    key = columns[0]
    for line, typed in _typed_rows(content, columns, faults):
        known = rows.get(typed.get(key, ""))
        if known is None and not typed.get(key) and collection.shape == "table":
            added.append({name: value for name, value in typed.items() if name != ROW and value})
        elif known is None:
            faults += _new_item(typed, line, collection, added)
        elif differing := {name: value for name, value in typed.items() if value != known[name]}:
            changed[typed[key]] = differing
        fresh = typed if known is None else {n: v for n, v in typed.items() if v != known[n]}
        faults += _unreadable(fresh, collection, line, columns)
    changes = tuple(
        CellChange(row, name, rows[row][name], value)
        for row, cells in changed.items()
        for name, value in cells.items()
    )
    after = None if faults else _after(collection, text, changed, added)
    told = tuple(row.get(key) or ", ".join(list(row.values())[:3]) for row in added)
    return SheetPreview(collection.name, base, changes, told, tuple(faults), after)


def _new_item(
    typed: dict[str, str], line: int, collection: Collection, added: list[dict[str, str]]
) -> Iterator[CellFault]:
    if collection.shape == "table":
        says = f"'{typed.get(ROW, '')}' names no row of this table; leave {ROW} blank for a new row"
        yield CellFault(f"row {line}", says)
    elif not typed.get(_key(collection)):
        yield CellFault(f"row {line}", f"the row has no {_key(collection)}")
    else:
        added.append({name: value for name, value in typed.items() if value})


def _unreadable(
    typed: Mapping[str, str], collection: Collection, line: int, columns: tuple[str, ...]
) -> Iterator[CellFault]:
    """Every value that the reader of a dossier would refuse."""
    from openpyxl.utils import get_column_letter

    known = fields_of(collection.record)
    for name, value in typed.items():
        entry = known.get(name)
        if entry is None:
            continue
        says = _fault_of(collection, entry, value)
        if says:
            yield CellFault(f"{get_column_letter(columns.index(name) + 1)}{line}", f"{name}: {says}")


def _fault_of(collection: Collection, entry: FieldEntry, value: str) -> str:
    from typing import get_type_hints

    if not value:
        return "cannot be blank" if entry.required else ""
    hints = get_type_hints(collection.record, include_extras=True)
    written: str | list[str] = values_listed(value) if entry.several else value
    try:
        TypeAdapter(hints[entry.attribute]).validate_python(written)
    except ValidationError as error:
        return f"{error.errors()[0]['msg']}. Expected: {entry.type_name}"
    return ""


def _after(
    collection: Collection, text: str, changed: Mapping[str, Mapping[str, str]], added: list[dict[str, str]]
) -> str:
    if collection.shape == "table":
        text = change_rows(text, {int(line): cells for line, cells in changed.items()})
        for row in added:
            text = add_row(text, row, ())
        return text
    known = fields_of(collection.record)
    plain: Any = read_yaml(text, "")[0]
    items = plain.get(collection.name) or ()
    places = {block.get(_key(collection)): number for number, block in enumerate(items)}
    for name, cells in changed.items():
        for field, value in cells.items():
            text = set_value(text, (collection.name, places[name]), field, _written(known[field], value))
    for row in added:
        item = {field: _written(known[field], value) or "" for field, value in row.items()}
        text = add_item(text, collection.name, item)
    return text


def _written(entry: FieldEntry, value: str) -> str | list[str] | None:
    if not value:
        return None
    return values_listed(value) if entry.several else value


def _typed_rows(
    content: bytes, columns: tuple[str, ...], faults: list[CellFault]
) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a spreadsheet as texts by column; what cannot be taken is a fault."""
    workbook = _opened(content)
    sheet = workbook.worksheets[0] if workbook.worksheets else None
    if sheet is None:
        raise CannotWrite("The spreadsheet has no sheet.")
    lines = sheet.iter_rows()
    header = [_text_of_cell(cell, faults).strip() for cell in next(lines, ())]
    unknown = [name for name in header if name and name not in columns]
    faults += [CellFault("row 1", f"'{name}' is no column of this table") for name in unknown]
    seen: set[str] = set()
    for line, cells in enumerate(lines, start=2):
        if line > MOST_ROWS:
            faults.append(CellFault(f"row {line}", f"more than {MOST_ROWS:,} rows"))
            break
        row = {
            name: _text_of_cell(cell, faults)
            for name, cell in zip(header, cells, strict=False)
            if name in columns
        }
        if not any(row.values()):
            continue
        named = row.get(columns[0], "")
        if named and named in seen:
            faults.append(CellFault(f"row {line}", f"'{named}' stands twice"))
        seen.add(named)
        yield line, row
    workbook.close()


def _text_of_cell(cell: Any, faults: list[CellFault]) -> str:
    """A cell as it is written in a dossier; a formula or an error is a fault."""
    value = cell.value
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case datetime():
            return value.date().isoformat()
        case date():
            return value.isoformat()
        case int():
            return str(value)
        case float():
            return str(int(value)) if value.is_integer() else repr(value)
    if cell.data_type in ("f", "e"):
        faults.append(
            CellFault(cell.coordinate, f"'{str(value)[:40]}' is a formula or an error; type the value")
        )
        return ""
    return str(value).replace("\r\n", "\n").strip()


def _opened(content: bytes) -> Any:
    """The workbook, read row by row. Raises CannotWrite for what is none, or is made to fill the memory."""
    from openpyxl import load_workbook

    if len(content) > LARGEST_BYTES:
        raise CannotWrite(f"The file is larger than {LARGEST_BYTES // 1_000_000} MB; nothing was read.")
    try:
        _prove_modest(content)
        return load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
    except CannotWrite:
        raise
    except Exception as error:
        raise CannotWrite(f"This is no spreadsheet in the form .xlsx ({type(error).__name__}).") from None


def _prove_modest(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        parts = packed.infolist()
    if sum(part.file_size for part in parts) > LARGEST_UNPACKED_BYTES or len(parts) > MOST_PARTS:
        raise CannotWrite("The file would unpack to far more than a table needs; nothing was read.")
