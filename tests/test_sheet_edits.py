"""Collections as spreadsheets: an exact round trip, a preview of every change, and hostile files refused."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from bluehelm.desk.sheet_edits import SheetPreview, base_of_sheet, preview_sheet, sheet_of
from bluehelm.dossier.contents import (
    Collection,
    collection_named,
    file_of,
    is_above_mission,
    table_of_contents,
)
from bluehelm.foundation.errors import CannotWrite

MINUSCA = Path(__file__).parent.parent / "example" / "missions" / "minusca"
BASE = "0" * 40
IN_SHEETS = [
    entry.name
    for entry in table_of_contents()
    if entry.shape in ("list", "table")
    and not is_above_mission(entry)
    and (MINUSCA / file_of(entry)).is_file()
]


def named(name: str) -> Collection:
    found = collection_named(name)
    assert found is not None
    return found


def text_of(name: str) -> str:
    return (MINUSCA / file_of(named(name))).read_text(encoding="utf-8")


def edited(name: str, edit: Callable[[Any], None]) -> SheetPreview:
    """The preview of a spreadsheet of MINUSCA after somebody worked on it in an office program."""
    workbook = load_workbook(io.BytesIO(sheet_of(named(name), text_of(name), BASE)))
    edit(workbook.worksheets[0])
    out = io.BytesIO()
    workbook.save(out)
    return preview_sheet(named(name), text_of(name), out.getvalue(), BASE)


def column(sheet: Any, name: str) -> int:
    return next(int(cell.column) for cell in sheet[1] if cell.value == name)


@pytest.mark.parametrize("name", IN_SHEETS)
def test_a_spreadsheet_that_nobody_changed_changes_nothing(name: str) -> None:
    content = sheet_of(named(name), text_of(name), BASE)
    preview = preview_sheet(named(name), text_of(name), content, BASE)
    assert (preview.changes, preview.added, preview.faults) == ((), (), ())
    assert preview.text == text_of(name)


def test_a_spreadsheet_remembers_what_it_was_made_from() -> None:
    assert base_of_sheet(sheet_of(named("tasks"), text_of("tasks"), BASE)) == ("tasks", BASE)


def test_a_changed_cell_of_a_list_changes_one_line_of_the_file() -> None:
    preview = edited("tasks", lambda sheet: sheet.cell(2, column(sheet, "weight"), 2.5))
    (change,) = preview.changes
    assert (change.field, change.before, change.after) == ("weight", "", "2.5")
    before, after = text_of("tasks").splitlines(), (preview.text or "").splitlines()
    assert [line for line in after if line not in before] == ["    weight: 2.5"]
    assert len(after) == len(before) + 1


def test_a_changed_cell_of_a_table_changes_its_row_alone() -> None:
    preview = edited("actuals", lambda sheet: sheet.cell(5, column(sheet, "value"), 77))
    before, after = text_of("actuals").splitlines(), (preview.text or "").splitlines()
    assert sum(one != two for one, two in zip(before, after, strict=True)) == 1


def test_a_new_row_is_added_at_the_end() -> None:
    def add(sheet: Any) -> None:
        row = sheet.max_row + 1
        sheet.cell(row, column(sheet, "id"), "clear-roads")
        sheet.cell(row, column(sheet, "text"), "clear the roads of explosives")

    preview = edited("tasks", add)
    assert preview.added == ("clear-roads",)
    assert (preview.text or "").startswith(text_of("tasks").rstrip("\n"))
    assert "clear the roads of explosives" in (preview.text or "")


@pytest.mark.parametrize(
    "name, field, value, says",
    [
        ("tasks", "weight", "a lot", "not a plain number"),
        ("tasks", "weight", "=1+1", "formula"),
        ("tasks", "text", None, "cannot be blank"),
        ("actuals", "value", "1,500", "leave out what separates thousands"),
        ("tasks", "id", "protect-civilians", "stands twice"),
    ],
)
def test_a_cell_that_cannot_be_taken_is_named_and_nothing_is_written(
    name: str, field: str, value: object, says: str
) -> None:
    def spoil(sheet: Any) -> None:
        sheet.cell(4, column(sheet, field)).value = value

    preview = edited(name, spoil)
    assert preview.text is None
    assert any(says in one.says for one in preview.faults), preview.faults


def test_every_fault_is_told_at_once() -> None:
    def spoil(sheet: Any) -> None:
        for line in (2, 3, 4):
            sheet.cell(line, column(sheet, "weight"), "much")
        sheet.cell(1, sheet.max_column + 1, "colour")

    assert len(edited("tasks", spoil).faults) == 4


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * 160_000_000)
    return out.getvalue()


@pytest.mark.parametrize(
    "content, says",
    [
        (b"", "no spreadsheet"),
        (b"id;text\na;b\n", "no spreadsheet"),
        (b"\xd0\xcf\x11\xe0" + b"0" * 512, "no spreadsheet"),
        (b"PK\x03\x04" + b"0" * 100, "no spreadsheet"),
        (b"0" * 20_000_001, "larger than 20 MB"),
    ],
)
def test_a_file_that_is_no_spreadsheet_is_refused(content: bytes, says: str) -> None:
    with pytest.raises(CannotWrite, match=says):
        preview_sheet(named("tasks"), text_of("tasks"), content, BASE)


def test_a_file_made_to_fill_the_memory_is_refused_unread() -> None:
    with pytest.raises(CannotWrite, match="unpack to far more"):
        preview_sheet(named("tasks"), text_of("tasks"), bomb(), BASE)


def test_a_text_that_begins_like_a_formula_stays_a_text() -> None:
    text = 'tasks:\n  - id: escort\n    text: "=HYPERLINK(1)"\n'
    workbook = load_workbook(io.BytesIO(sheet_of(named("tasks"), text, BASE)))
    cell = workbook.worksheets[0].cell(2, column(workbook.worksheets[0], "text"))
    assert cell.data_type == "s"
    content = sheet_of(named("tasks"), text, BASE)
    assert preview_sheet(named("tasks"), text, content, BASE).text == text


def test_a_spreadsheet_of_another_kind_is_told_by_its_columns() -> None:
    workbook = Workbook()
    assert workbook.active is not None
    workbook.active.append(["name", "colour"])
    workbook.active.append(["x", "blue"])
    out = io.BytesIO()
    workbook.save(out)
    preview = preview_sheet(named("tasks"), text_of("tasks"), out.getvalue(), BASE)
    assert {one.says for one in preview.faults} >= {"'colour' is no column of this table"}
