"""Opens a table that people keep, .csv or .xlsx, as rows of text that know their line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from bluehelm.dossier.csv_text import read_csv
from bluehelm.dossier.field_types import LINE_KEY
from bluehelm.dossier.open_files import MAX_BYTES, text_of
from bluehelm.finance import money_table_faults as faults
from bluehelm.finance.money_cells import read_number
from bluehelm.foundation.errors import nearest_hint
from bluehelm.foundation.findings import Finding, Place

CURRENCY = "currency"
"""A column that any table of money may have; all its rows must say the United States dollar."""
DOLLARS = frozenset({"USD", "US$", "$"})


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """One row of a table: its cells as text by column, blank ones left out, and where it stands."""

    cells: dict[str, str]
    place: Place

    def text(self, column: str, findings: list[Finding]) -> str | None:
        """A cell that must not be blank."""
        found = self.cells.get(column)
        if found is None:
            findings.append(faults.BLANK.at(self.place, column=column))
        return found

    def number(self, column: str, findings: list[Finding]) -> Decimal | None:
        """A number that must not be blank; None with a finding where it cannot be read."""
        text = self.text(column, findings)
        return None if text is None else self._read(text, column, findings)

    def number_or_blank(self, column: str, findings: list[Finding]) -> Decimal | None:
        """A number that may be blank."""
        text = self.cells.get(column)
        return None if text is None else self._read(text, column, findings)

    def amount_usd(self, column: str, findings: list[Finding], *, needed: bool = True) -> Decimal | None:
        """An amount that is not below zero."""
        usd = (self.number if needed else self.number_or_blank)(column, findings)
        if usd is not None and usd < 0:
            findings.append(faults.NEGATIVE.at(self.place, column=column, usd=usd))
            return None
        return usd

    def _read(self, text: str, column: str, findings: list[Finding]) -> Decimal | None:
        read = read_number(text, column, self.place)
        if isinstance(read, Finding):
            findings.append(read)
            return None
        return read


def open_money_table(
    path: Path, needed: Sequence[str], also: Sequence[str] = ()
) -> tuple[list[MoneyRow], list[Finding]]:
    """The rows of a table with the columns `needed`, and every fault of its form.

    Columns `also` may be absent; any other column is a finding.
    """
    rows, columns, findings = _opened(path)
    if not columns:
        return [], findings or [faults.CANNOT_OPEN_TABLE.at(Place(path.name), reason="it is empty")]
    at_head = Place(path.name, 1)
    known = [*needed, *also, CURRENCY]
    for column in needed:
        if column not in columns:
            findings.append(faults.MISSING_COLUMN.at(at_head, column=column, columns=", ".join(columns),
                                                     needed=", ".join(needed)))  # fmt: skip
    findings += [
        faults.UNKNOWN_COLUMN.at(
            at_head, column=column, hint=nearest_hint(column, known), needed=", ".join(known)
        )
        for column in columns
        if column and column not in known
    ]
    findings += [one for row in rows for one in _other_currency(row)]
    return (rows if set(needed) <= set(columns) else []), findings


def _other_currency(row: MoneyRow) -> Iterator[Finding]:
    text = row.cells.get(CURRENCY, "USD")
    if text.upper() not in DOLLARS:
        yield faults.OTHER_CURRENCY.at(row.place, column=CURRENCY, text=text)


def _opened(path: Path) -> tuple[list[MoneyRow], list[str], list[Finding]]:
    if path.suffix.lower() in {".xlsx", ".xlsm"}:
        return _opened_workbook(path)
    content, findings = _bytes(path)
    if content is None:
        return [], [], findings
    text, found = text_of(content, path.name)
    if text is None:
        return [], [], found
    table, found = read_csv(text, path.name)
    rows = [_row(block, path.name) for block in table.rows]
    return rows, list(table.columns), found


def _bytes(path: Path) -> tuple[bytes | None, list[Finding]]:
    try:
        with path.open("rb") as opened:
            content = opened.read(MAX_BYTES + 1)
    except OSError as error:
        return None, [faults.CANNOT_OPEN_TABLE.at(Place(path.name), reason=error.strerror or "unknown")]
    if len(content) > MAX_BYTES:
        return None, [faults.CANNOT_OPEN_TABLE.at(Place(path.name), reason="it is larger than 32 MB")]
    return content, []


def _row(block: dict[str, object], name: str) -> MoneyRow:
    line = block[LINE_KEY]
    cells = {column: str(value) for column, value in block.items() if column != LINE_KEY}
    return MoneyRow(cells, Place(name, line if isinstance(line, int) else 0))


def _opened_workbook(path: Path) -> tuple[list[MoneyRow], list[str], list[Finding]]:
    """The first sheet of a workbook; a cell shown in per cent or another currency is written as shown."""
    from openpyxl import load_workbook

    content, findings = _bytes(path)
    if content is None:
        return [], [], findings
    try:
        sheet = load_workbook(path, data_only=True).worksheets[0]
    except Exception as error:  # openpyxl raises what its parsers raise, whatever is wrong with the file
        return [], [], [faults.CANNOT_OPEN_TABLE.at(Place(path.name), reason=str(error).rstrip("."))]
    lines = iter(sheet.iter_rows())
    columns = [str(cell.value or "").strip() for cell in next(lines, ())]
    return list(_sheet_rows(lines, columns, path.name)), columns, []


def _sheet_rows(lines: Iterator[Sequence[object]], columns: Sequence[str], name: str) -> Iterator[MoneyRow]:
    for number, line in enumerate(lines, start=2):
        shown = {column: _as_shown(cell) for column, cell in zip(columns, line, strict=False) if column}
        cells = {column: text for column, text in shown.items() if text}
        if cells:
            yield MoneyRow(cells, Place(name, number))


def _as_shown(cell: object) -> str:
    """A cell as text; a number formatted as per cent or as another currency keeps that sign."""
    value, number_format = getattr(cell, "value", None), str(getattr(cell, "number_format", ""))
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.strftime("%Y-%m-%d")
    if not isinstance(value, int | float):
        return str(value).strip()
    text = format(Decimal(repr(value)), "f")
    if "%" in number_format:
        return f"{format((Decimal(repr(value)) * 100).normalize(), 'f')}%"
    sign = next((mark for mark in ("€", "£", "¥", "CHF") if mark in number_format), "")
    return f"{sign} {text}".strip()
