"""Tables are read as people save them: with or without byte-order mark, commas or semicolons."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from bluehelm.dossier import reading_faults as faults
from bluehelm.dossier.field_types import LINE_KEY
from bluehelm.foundation.findings import Finding, Place

SEPARATORS = (",", ";", "\t")


@dataclass(frozen=True, slots=True)
class Table:
    """A table as text: its columns, and rows as blocks that know their line."""

    columns: tuple[str, ...]
    rows: tuple[dict[str, object], ...]
    separator: str


def separator_of(text: str) -> str:
    """The separator the header line uses most.

    >>> separator_of("measure;period;value")
    ';'
    """
    header = next((line for line in text.split("\n") if line.strip() and line[0] != "#"), "")
    return max(SEPARATORS, key=header.count)


def read_csv(text: str, file: str) -> tuple[Table, list[Finding]]:
    r"""The rows of a table with blank cells left out, and every fault of its form.

    Lines that begin with # are comments; rows without any value are passed over.

    >>> table, _ = read_csv("measure;value\nalerts;12\n", "actuals.csv")
    >>> table.rows
    ({'(line)': 2, 'measure': 'alerts', 'value': '12'},)
    """
    separator = separator_of(text)
    findings: list[Finding] = []
    lines = _rows(text, file, separator, findings)
    header_line, header = next(lines, (1, []))
    columns = [cell.strip() for cell in header]
    while columns and not columns[-1]:
        columns.pop()
    findings += _duplicate_columns(columns, Place(file, header_line))
    whole = _whole(lines, columns, file, separator, findings)
    rows = tuple(_block(columns, cells, line) for line, cells in whole)
    return Table(tuple(columns), rows, separator), findings


def _rows(text: str, file: str, separator: str, findings: list[Finding]) -> Iterator[tuple[int, list[str]]]:
    """Rows that say something, each with the line it begins on."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            findings.append(faults.CSV_SYNTAX.at(Place(file, line), problem=str(error)))
            return
        if any(cell.strip() for cell in cells) and not cells[0].startswith("#"):
            yield line, cells


def _whole(
    rows: Iterator[tuple[int, list[str]]],
    columns: list[str],
    file: str,
    separator: str,
    findings: list[Finding],
) -> Iterator[tuple[int, list[str]]]:
    """Rows as long as the header; blank cells beyond it, which spreadsheets add, do not count."""
    n_columns = len(columns)
    for line, cells in rows:
        if len(cells) != n_columns:
            while len(cells) > n_columns and not cells[-1].strip():
                cells.pop()
        if len(cells) == n_columns:
            yield line, cells
            continue
        findings.append(
            faults.ROW_LENGTH.at(
                Place(file, line), n_cells=len(cells), n_columns=n_columns, separator=separator
            )
        )


def _block(columns: list[str], cells: list[str], line: int) -> dict[str, object]:
    block: dict[str, object] = {LINE_KEY: line}
    for column, cell in zip(columns, cells, strict=True):
        value = cell.strip()
        if value:
            block[column] = value
    return block


def _duplicate_columns(columns: list[str], place: Place) -> list[Finding]:
    return [
        faults.DUPLICATE_COLUMN.at(place, key=column)
        for column, times in Counter(columns).items()
        if times > 1
    ]


@contextmanager
def cells_up_to(n_signs: int) -> Iterator[None]:
    """Lets cells be as long as this while a table is read; afterwards the limit of before holds again."""
    before = csv.field_size_limit(n_signs)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def csv_row(cells: Sequence[str], separator: str, newline: str) -> str:
    """One row as text, with quotation marks where a cell needs them."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator, lineterminator=newline).writerow(cells)
    return out.getvalue()
