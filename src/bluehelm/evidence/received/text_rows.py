"""Rows of a received file as columns of text, batch by batch, whatever form the file has."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bluehelm.dossier.csv_text import cells_up_to
from bluehelm.evidence.received.header import INDEX_COLUMN, Header, header_of, read_header
from bluehelm.evidence.received.received_file import OnBytes, ReceivedFile
from bluehelm.foundation.errors import UnreadableEvidence

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

BLOCK_BYTES = 8 << 20
BATCH_ROWS = 65_536
COUNTED_BYTES = 16 << 20


@dataclass(frozen=True, slots=True)
class TextRows:
    """A batch of rows: the columns asked for, each as text, and how many rows came before."""

    columns: Mapping[str, pa.Array]
    n_before: int
    n_rows: int


@dataclass(slots=True)
class RowsRead:
    """What reading the rows of a file has met so far."""

    n_rows: int = 0
    n_odd_lengths: int = 0
    cells_of_first: int = 0


def header_and_first_row(received: ReceivedFile) -> tuple[Header, tuple[str, ...]]:
    """The header of a file and the cells of its first line as they stand."""
    if received.form == "parquet":
        import pyarrow.parquet as pq

        names = _parquet(received, pq).schema_arrow.names
        return header_of(names, []), tuple(names)
    if received.form == "xlsx":
        rows = _sheet_rows(received)
        first, second = next(rows, ()), next(rows, ())
        return header_of(first, second), tuple(first)
    return read_header(received)


def text_rows(
    received: ReceivedFile,
    header: Header,
    wanted: Sequence[str],
    read: RowsRead,
    on_bytes: OnBytes | None = None,
) -> Iterator[TextRows]:
    """The rows, batch by batch, only the columns wanted. Raises UnreadableEvidence."""
    if received.form == "parquet":
        batches = _parquet_batches(received, header, wanted)
    elif received.form == "xlsx":
        batches = _sheet_batches(received, header, wanted)
    else:
        batches = _csv_batches(received, header, wanted, read, on_bytes)
    for columns, n_rows in batches:
        yield TextRows(columns, read.n_rows, n_rows)
        read.n_rows += n_rows


Batches = Iterator[tuple[Mapping[str, Any], int]]


def _csv_batches(
    received: ReceivedFile, header: Header, wanted: Sequence[str], read: RowsRead, on_bytes: OnBytes | None
) -> Batches:
    import pyarrow as pa
    import pyarrow.csv as pacsv

    def of_other_length(row: Any) -> str:
        read.n_odd_lengths += 1
        read.cells_of_first = read.cells_of_first or row.actual_columns
        return "skip"

    names = [name if name != INDEX_COLUMN else f"\0{place}" for place, name in enumerate(header.names)]
    options = {
        "read_options": pacsv.ReadOptions(
            column_names=names,
            skip_rows=0 if header.is_supplied else header.n_lines,
            encoding="utf8" if received.encoding == "utf-8" else "latin1",
            block_size=BLOCK_BYTES,
        ),
        "parse_options": pacsv.ParseOptions(
            delimiter=header.separator, newlines_in_values=True, invalid_row_handler=of_other_length
        ),
        "convert_options": pacsv.ConvertOptions(
            include_columns=list(wanted),
            column_types={name: pa.string() for name in wanted},
            strings_can_be_null=False,
            check_utf8=False,
        ),
    }
    with received.opened(on_bytes) as stream:
        try:
            with pacsv.open_csv(stream, **options) as reader:
                for batch in reader:
                    yield dict(zip(wanted, batch.columns, strict=True)), batch.num_rows
        except pa.ArrowInvalid as error:
            if "Empty CSV file" not in str(error):
                raise UnreadableEvidence(_first_sentence(error)) from error


def _first_sentence(error: Exception) -> str:
    return str(error).partition("\n")[0].removeprefix("CSV parse error: ").rstrip(".")


def _parquet(received: ReceivedFile, pq: Any) -> Any:
    import pyarrow as pa

    try:
        return pq.ParquetFile(received.path)
    except (pa.ArrowInvalid, OSError) as error:
        raise UnreadableEvidence("the Parquet file has no end", is_cut_off=True) from error


def _parquet_batches(received: ReceivedFile, header: Header, wanted: Sequence[str]) -> Batches:
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    file = _parquet(received, pq)
    original = dict(zip(header.names, file.schema_arrow.names, strict=True))
    try:
        for batch in file.iter_batches(BATCH_ROWS, columns=[original[name] for name in wanted]):
            columns = (pc.fill_null(column.cast(pa.string()), "") for column in batch.columns)
            yield dict(zip(wanted, columns, strict=True)), batch.num_rows
    except (pa.ArrowException, OSError) as error:
        raise UnreadableEvidence(_first_sentence(error), is_cut_off=True) from error


def _sheet_rows(received: ReceivedFile) -> Iterator[tuple[str, ...]]:
    """The rows of the first sheet as text; a date cell is a day, a whole number has no point."""
    import zipfile

    from openpyxl import load_workbook

    try:
        book = load_workbook(received.path, read_only=True, data_only=True)
        for row in book.worksheets[0].iter_rows(values_only=True):
            yield tuple(_cell_text(value) for value in row)
        book.close()
    except (zipfile.BadZipFile, KeyError, EOFError, ValueError) as error:
        raise UnreadableEvidence(f"the workbook is damaged ({error})", is_cut_off=True) from error


def _cell_text(value: object) -> str:
    if value is None:
        return ""
    if hasattr(value, "isoformat"):
        return str(value.isoformat()).replace("T00:00:00", "")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _sheet_batches(received: ReceivedFile, header: Header, wanted: Sequence[str]) -> Batches:
    rows = _sheet_rows(received)
    for _ in range(header.n_lines):
        next(rows, None)
    places = [header.names.index(name) for name in wanted]
    held: list[tuple[str, ...]] = []
    for row in rows:
        if any(row):
            held.append(tuple(row[place] if place < len(row) else "" for place in places))
        if len(held) == BATCH_ROWS:
            yield _as_columns(held, wanted)
            held = []
    if held:
        yield _as_columns(held, wanted)


def _as_columns(held: Iterable[Sequence[str]], wanted: Sequence[str]) -> tuple[Mapping[str, Any], int]:
    import pyarrow as pa

    rows = list(held)
    columns = {name: pa.array([row[place] for row in rows], pa.string()) for place, name in enumerate(wanted)}
    return columns, len(rows)


@dataclass(frozen=True, slots=True)
class OddRow:
    """A row with more or fewer cells than the header."""

    line: int
    cells: tuple[str, ...]


def lines_of(received: ReceivedFile, header: Header, read: RowsRead) -> tuple[Sequence[int], list[OddRow]]:
    """The line in the file on which each row begins, and the rows of another length.

    Without line breaks inside cells the lines follow from the count; with some the line ends outside
    quotation marks are counted; with rows of another length the file is read once more.
    """
    n_lines = received.n_line_ends + (not received.ends_with_line_end)
    n_before = 0 if header.is_supplied else header.n_lines
    if received.form in {"parquet", "xlsx"} or n_lines == read.n_rows + n_before:
        return range(n_before + 1, n_before + 1 + read.n_rows), []
    if not read.n_odd_lengths:
        lines = _lines_by_counting(received)[n_before:]
        if len(lines) == read.n_rows:
            return lines, []
    return _lines_by_reading(received, header, n_before)


def _lines_by_counting(received: ReceivedFile) -> list[int]:
    """The line on which each row begins: a row ends where a line ends outside quotation marks."""
    import numpy as np

    starts = [np.array([1])]
    n_marks = n_lines = n_bytes = 0
    last_end = -1
    with received.opened() as stream:
        while piece := stream.read(COUNTED_BYTES):
            signs = np.frombuffer(piece, dtype=np.uint8)
            line_ends = np.flatnonzero(signs == ord("\n"))
            marks = np.flatnonzero(signs == ord('"'))
            is_outside = (n_marks + np.searchsorted(marks, line_ends)) % 2 == 0
            ends = line_ends[is_outside] + n_bytes
            lengths = np.diff(ends, prepend=last_end)
            numbers = n_lines + np.flatnonzero(is_outside) + 2
            starts.append(np.where(lengths > 2, numbers, -numbers))
            last_end = int(ends[-1]) if len(ends) else last_end
            n_marks, n_lines, n_bytes = n_marks + len(marks), n_lines + len(line_ends), n_bytes + len(piece)
    return _without_blank_lines(np.concatenate(starts), n_bytes > last_end + 1)


def _without_blank_lines(starts: NDArray[np.int64], has_open_end: bool) -> list[int]:
    """Each row's first line; a number below zero says that the row before it was blank."""
    import numpy as np

    is_row = np.append(starts[1:] > 0, has_open_end)
    lines: list[int] = np.abs(starts)[is_row].tolist()
    return lines


def _lines_by_reading(
    received: ReceivedFile, header: Header, n_before: int
) -> tuple[Sequence[int], list[OddRow]]:
    lines: list[int] = []
    odd: list[OddRow] = []
    with cells_up_to(sys.maxsize), received.opened() as stream:
        encoding = "utf-8-sig" if received.has_mark else received.encoding
        text = io.TextIOWrapper(stream, encoding, errors="replace", newline="")
        rows = csv.reader(text, delimiter=header.separator)
        line = 1
        for number, row in enumerate(rows):
            if number >= n_before and len(row) == len(header.names):
                lines.append(line)
            elif number >= n_before and row:
                odd.append(OddRow(line, tuple(row)))
            line = rows.line_num + 1
    return lines, odd


def line_of_open_quotation(received: ReceivedFile, header: Header) -> int | None:
    """The line on which a quotation mark opens that nothing closes; None where all are closed."""
    if received.n_quotation_marks % 2 == 0:
        return None
    last = line = 1
    with cells_up_to(sys.maxsize), received.opened() as stream:
        text = io.TextIOWrapper(stream, received.encoding, errors="replace", newline="")
        rows = csv.reader(text, delimiter=header.separator)
        for _ in rows:
            last, line = line, rows.line_num + 1
    return last
