"""Pages as a spreadsheet: one sheet a page, numbers as numbers, every table with its references."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from io import BytesIO
from typing import Any

from bluehelm.foundation.pages import Block, Chart, Page
from bluehelm.review.chart_tables import table_of
from bluehelm.review.page_as_json import Json, block_as_json, page_as_json

BLUE, INK, SOFT, PALE = "1A5C96", "1F2933", "55606C", "F3F6F9"
TONES = {"plain": INK, "bad": "A12A1C", "good": "1D6B45", "grey": SOFT}
LONGEST_NAME = 31
NARROWEST, WIDEST = 9, 60
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Style:
    """How a cell looks; a sheet has many cells and few styles."""

    size: float = 10
    colour: str = INK
    bold: bool = False
    italic: bool = False
    in_table: bool = False
    number_format: str = "General"


Cells = list[tuple[object, Style]]
TITLE, HEADING, NOTE = Style(14, bold=True), Style(12, BLUE, bold=True), Style(8, SOFT)
QUIET, STRONG, PLAIN = Style(10, SOFT), Style(bold=True), Style()
COLUMN = Style(9, SOFT, bold=True, in_table=True)


def pages_as_xlsx(pages: Mapping[str, Page], language: str) -> bytes:
    """One workbook; cells that begin like a formula are kept as text."""
    from openpyxl import Workbook

    workbook = Workbook(write_only=True)
    moment = datetime.min.replace(tzinfo=UTC)
    for name, page in pages.items():
        rows = list(_rows(page, language))
        _write(workbook.create_sheet(name[:LONGEST_NAME]), rows)
        moment = max(moment, datetime.combine(page.known_on or page.as_of, time(), UTC))
    workbook.properties.creator = "Bluehelm"
    workbook.properties.created = workbook.properties.modified = moment.replace(tzinfo=None)
    made = BytesIO()
    workbook.save(made)
    return made.getvalue()


def _write(sheet: Any, rows: list[Cells]) -> None:
    """The rows as they are streamed to the file, widths first."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.utils import get_column_letter

    for column, length in _widths(rows).items():
        sheet.column_dimensions[get_column_letter(column)].width = min(WIDEST, max(NARROWEST, length + 2))
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    looks: dict[Style, Any] = {}
    for row in rows:
        cells = []
        for value, style in row:
            cell = WriteOnlyCell(sheet, _safe(value))
            if style not in looks:
                _dress(cell, style)
                looks[style] = cell._style
            cell._style = looks[style]
            cells.append(cell)
        sheet.append(cells)


def _dress(cell: Any, style: Style) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    cell.font = Font(
        name="Calibri", size=style.size, bold=style.bold, italic=style.italic, color=style.colour
    )
    cell.number_format = style.number_format
    if style.in_table:
        cell.border = Border(bottom=Side(style="thin", color="DFE4EA"))
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    if style == COLUMN:
        cell.fill = PatternFill("solid", start_color=PALE)


def _widths(rows: list[Cells]) -> dict[int, int]:
    """The longest text of each column, of rows that have several cells."""
    longest: dict[int, int] = {}
    for row in rows:
        for column, (value, _) in enumerate(row if len(row) > 1 else (), start=1):
            longest[column] = max(longest.get(column, 0), len(str(value)))
    return longest


def _rows(page: Page, language: str) -> Iterator[Cells]:
    said = page_as_json(page, language)
    yield [(said["title"], TITLE)]
    yield [(said["subtitle"], QUIET)]
    for section, shown in zip(page.sections, said["sections"], strict=True):
        yield []
        yield [(shown["heading"], HEADING)]
        for block, block_said in zip(section.blocks, shown["blocks"], strict=True):
            yield from _block(block, block_said, language)
    yield []
    for text in said["small_print"]:
        yield [(text, NOTE)]


def _block(block: Block, said: Json, language: str) -> Iterator[Cells]:
    match said["kind"]:
        case "paragraph":
            yield [(said["text"], Style(10, TONES[said["tone"]]))]
        case "decisions":
            for one in said["decisions"]:
                waiting = one["cost_of_waiting"]["text"]
                texts = (one["text"], one["by"], one["decided_by"], waiting, one["item"])
                yield [(text, PLAIN) for text in texts]
        case "numbers":
            for one in said["numbers"]:
                number = (_value(one), Style(number_format=_format(one)))
                yield [(one["label"], PLAIN), number, (one["context"], PLAIN), (one["figure"], PLAIN)]
        case "table":
            yield from _table(said)
        case _ if isinstance(block, Chart):
            yield from _table(block_as_json(table_of(block, language), language))
    if said.get("note"):
        yield [(said["note"], NOTE)]


def _table(said: Json) -> Iterator[Cells]:
    yield [(said["caption"], STRONG)]
    yield [(one["heading"], COLUMN) for one in said["columns"]]
    for row in said["rows"]:
        yield [(_value(one), _style_of(one, row["tone"])) for one in row["cells"]]


def _style_of(said: Json, row_tone: str) -> Style:
    form = _format(said)
    if not said["known"]:
        return Style(10, SOFT, italic=True, in_table=True, number_format=form)
    tone = said["tone"] if said["tone"] != "plain" else row_tone
    loud = said["tone"] in ("bad", "good")
    return Style(10, TONES[tone], bold=loud, in_table=True, number_format=form)


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
