"""Pages as a spreadsheet: one sheet a page, numbers as numbers, every table with its references."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal
from functools import lru_cache
from io import BytesIO
from typing import Any

from bluehelm.foundation.pages import BarChart, Block, CellMap, Page, SeriesChart, TimeChart
from bluehelm.review.chart_tables import table_of
from bluehelm.review.page_as_json import Json, block_as_json, page_as_json

BLUE, SOFT, PALE = "1A5C96", "55606C", "F3F6F9"
TONES = {"plain": "1F2933", "bad": "A12A1C", "good": "1D6B45", "grey": SOFT}
LONGEST_NAME = 31
NARROWEST, WIDEST = 9, 60
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def pages_as_xlsx(pages: Mapping[str, Page], language: str) -> bytes:
    """One workbook; cells that begin like a formula are kept as text."""
    from openpyxl import Workbook  # type: ignore[import-untyped]

    workbook = Workbook()
    workbook.remove(workbook.active)
    moment = datetime.min.replace(tzinfo=UTC)
    for name, page in pages.items():
        sheet = workbook.create_sheet(name[:LONGEST_NAME])
        _fill(sheet, page, language)
        moment = max(moment, datetime.combine(page.known_on or page.as_of, time(), UTC))
    workbook.properties.creator = "Bluehelm"
    workbook.properties.created = workbook.properties.modified = moment.replace(tzinfo=None)
    made = BytesIO()
    workbook.save(made)
    return made.getvalue()


def _fill(sheet: Any, page: Page, language: str) -> None:
    said = page_as_json(page, language)
    _line(sheet, [said["title"]], _font(14, bold=True))
    _line(sheet, [said["subtitle"]], _font(10, SOFT))
    for section, shown in zip(page.sections, said["sections"], strict=True):
        sheet.append([])
        _line(sheet, [shown["heading"]], _font(12, BLUE, bold=True))
        for block, block_said in zip(section.blocks, shown["blocks"], strict=True):
            _write(sheet, block, block_said, language)
    sheet.append([])
    for text in said["small_print"]:
        _line(sheet, [text], _font(8, SOFT))
    _widths(sheet)
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


@lru_cache(maxsize=64)
def _font(size: float = 10, colour: str = "1F2933", *, bold: bool = False, italic: bool = False) -> Any:
    """A font, made once: a sheet has many cells and few fonts."""
    from openpyxl.styles import Font  # type: ignore[import-untyped]

    return Font(name="Calibri", size=size, bold=bold, italic=italic, color=colour)


def _line(sheet: Any, values: list[object], font: Any = None) -> None:
    sheet.append([_safe(value) for value in values])
    chosen = font or _font()
    for cell in sheet[sheet.max_row]:
        cell.font = chosen


def _write(sheet: Any, block: Block, said: Json, language: str) -> None:
    match said["kind"]:
        case "paragraph":
            _line(sheet, [said["text"]], _font(10, TONES[said["tone"]]))
        case "decisions":
            for one in said["decisions"]:
                _line(
                    sheet,
                    [one["text"], one["by"], one["decided_by"], one["cost_of_waiting"]["text"], one["item"]],
                )
        case "numbers":
            for one in said["numbers"]:
                _line(sheet, [one["label"], _value(one), one["context"], one["figure"]])
        case "table":
            _table(sheet, said)
        case _ if isinstance(block, BarChart | SeriesChart | TimeChart | CellMap):
            _table(sheet, block_as_json(table_of(block, language), language))
    if said.get("note"):
        _line(sheet, [said["note"]], _font(8, SOFT))


def _table(sheet: Any, said: Json) -> None:
    from openpyxl.styles import Alignment, Border, PatternFill, Side  # type: ignore[import-untyped]

    _line(sheet, [said["caption"]], _font(bold=True))
    _line(sheet, [one["heading"] for one in said["columns"]], _font(9, SOFT, bold=True))
    below = Border(bottom=Side(style="thin", color="DFE4EA"))
    pale, wrapped = PatternFill("solid", start_color=PALE), Alignment(wrap_text=True, vertical="top")
    for cell in sheet[sheet.max_row]:
        cell.fill = pale
    for row in said["rows"]:
        sheet.append([_safe(_value(cell)) for cell in row["cells"]])
        for cell, one in zip(sheet[sheet.max_row], row["cells"], strict=False):
            cell.font, cell.border, cell.alignment = _font_of(one, row["tone"]), below, wrapped
            cell.number_format = _format(one)


def _font_of(said: Json, row_tone: str) -> Any:
    if not said["known"]:
        return _font(10, SOFT, italic=True)
    tone = said["tone"] if said["tone"] != "plain" else row_tone
    return _font(10, TONES[tone], bold=said["tone"] in ("bad", "good"))


def _value(said: Json) -> object:
    """A number as a number, a day as a day, everything else as its words."""
    value = said["value"]
    if said["known"] and isinstance(value, str) and said["form"] == "day":
        return date.fromisoformat(value)
    if said["known"] and isinstance(value, int | float | str) and not isinstance(value, bool):
        number = _number(value)
        return said["text"] if number is None else number
    return said["text"]


def _number(value: object) -> float | int | None:
    try:
        number = Decimal(str(value))
    except ArithmeticError:
        return None
    return int(number) if number == number.to_integral_value() else float(number)


def _format(said: Json) -> str:
    if said["form"] == "day":
        return "yyyy-mm-dd"
    return "0.0%" if said["unit"] == "share" else "#,##0.##" if said["unit"] == "" else "#,##0"


def _safe(value: object) -> object:
    """A text that would be read as a formula gets the sign that keeps it a text."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_SIGNS) else value


def _widths(sheet: Any) -> None:
    from openpyxl.utils import get_column_letter  # type: ignore[import-untyped]

    longest: dict[int, int] = {}
    for row in sheet.iter_rows(min_row=3):
        filled = [cell for cell in row if cell.value is not None]
        for cell in filled if len(filled) > 1 else ():
            longest[cell.column] = max(longest.get(cell.column, 0), len(str(cell.value)))
    for column, length in longest.items():
        sheet.column_dimensions[get_column_letter(column)].width = min(WIDEST, max(NARROWEST, length + 2))
