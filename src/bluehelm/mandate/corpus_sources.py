"""Texts to add to the local corpus: from a folder, a JSON Lines file, or a table such as CR-UNSC's CSV."""

from __future__ import annotations

import csv
import gzip
import json
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import IO, Any

from bluehelm.dossier.csv_text import cells_up_to
from bluehelm.foundation.findings import Finding, Place
from bluehelm.mandate.corpus_faults import CANNOT_OPEN_SOURCE, EMPTY_SOURCE, NO_SOURCE, NO_TEXT, NOT_JSON

READ_AS_FILES = (".txt", ".docx", ".pdf")
LARGEST_FIELD = 2**27
"""Characters of one cell of a table: whole meeting records stand in some."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """One text to add: a file of its own, or the text itself; `digest` tells whether it changed."""

    name: str
    digest: str
    path: Path | None = None
    text: str = ""
    symbol: str = ""
    adopted_on: date | None = None


Found = SourceText | Finding


def texts_in(source: Path) -> Iterator[Found]:
    """The texts of a source, and findings for what could not be taken from it."""
    try:
        yield from _texts_of(source)
    except (OSError, EOFError, zlib.error, csv.Error) as error:
        reason = (getattr(error, "strerror", None) or str(error)).rstrip(".").lower()
        yield CANNOT_OPEN_SOURCE.at(Place(source.name), name=source.name, reason=reason)


def _texts_of(source: Path) -> Iterator[Found]:
    name = source.name.lower()
    if source.is_dir():
        yield from _texts_of_folder(source)
    elif name.endswith((".jsonl", ".jsonl.gz", ".ndjson", ".ndjson.gz")):
        yield from _texts_of_lines(source)
    elif name.endswith((".csv", ".csv.gz")):
        yield from _texts_of_table(source)
    elif source.suffix.lower() in READ_AS_FILES:
        yield _text_of_file(source)
    else:
        yield NO_SOURCE.at(Place(source.name), name=source.name)


def n_texts_in(source: Path) -> int | None:
    """How many texts a source holds at most, for a progress bar; None where only reading would tell."""
    if source.is_dir():
        return sum(1 for _ in _files_of(source))
    if source.name.lower().endswith((".jsonl", ".jsonl.gz", ".ndjson", ".ndjson.gz")) and source.is_file():
        with suppress(OSError, EOFError, zlib.error), _opened(source) as file:
            return sum(1 for line in file if line.strip())
    return None


def _files_of(folder: Path) -> Iterator[Path]:
    return (
        path for path in sorted(folder.rglob("*")) if path.suffix.lower() in READ_AS_FILES and path.is_file()
    )


def _texts_of_folder(folder: Path) -> Iterator[Found]:
    path = None
    for path in _files_of(folder):
        yield _text_of_file(path)
    if path is None:
        yield EMPTY_SOURCE.at(Place(folder.name), name=folder.name)


def _text_of_file(path: Path) -> Found:
    try:
        digest = sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        reason = (error.strerror or str(error)).rstrip(".").lower()
        return CANNOT_OPEN_SOURCE.at(Place(path.name), name=path.name, reason=reason)
    return SourceText(path.name, digest, path=path)


@contextmanager
def _opened(path: Path) -> Iterator[IO[str]]:
    if path.suffix == ".gz":
        with gzip.open(path, "rt", encoding="utf-8-sig", errors="replace", newline="") as file:
            yield file
    else:
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
            yield file


def _texts_of_lines(path: Path) -> Iterator[Found]:
    with _opened(path) as file:
        for number, line in enumerate(file, start=1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except ValueError:
                row = None
            yield (
                _text_of_row(row, path, number)
                if isinstance(row, dict)
                else NOT_JSON.at(Place(path.name, number))
            )


def _texts_of_table(path: Path) -> Iterator[Found]:
    with cells_up_to(LARGEST_FIELD), _opened(path) as file:
        rows = csv.DictReader(file)
        if "text" not in (rows.fieldnames or ()):
            yield NO_SOURCE.at(Place(path.name), name=path.name)
            return
        for row in rows:
            yield _text_of_row(row, path, rows.line_num)


def _text_of_row(row: Mapping[str, Any], path: Path, line: int) -> Found:
    """A row with the columns of CR-UNSC, of which only `text` is needed: symbol, res_no, year, date, text."""
    symbol = _symbol(row)
    text = row.get("text")
    if not isinstance(text, str) or text.strip() in {"", "NA"}:
        return NO_TEXT.at(Place(path.name, line), name=symbol or f"line {line}")
    digest = sha256(text.encode("utf-8", "replace")).hexdigest()
    return SourceText(
        symbol or f"{path.name}:{line}", digest, text=text, symbol=symbol, adopted_on=_day(row.get("date"))
    )


def _symbol(row: Mapping[str, Any]) -> str:
    """The symbol with its year, as the Council writes it.

    >>> _symbol({"symbol": "S/RES/2316", "year": "2016"}), _symbol({"res_no": 44, "year": 1948})
    ('S/RES/2316 (2016)', 'S/RES/44 (1948)')
    """
    symbol, year = str(row.get("symbol") or "").strip(), str(row.get("year") or "").strip()
    number = str(row.get("res_no") or "").strip()
    if not symbol and number.isdigit():
        symbol = f"S/RES/{int(number)}"
    if symbol.startswith("S/RES/"):
        symbol = symbol.replace("(", " (").replace("  (", " (")
        return symbol if "(" in symbol or not year.isdigit() else f"{symbol} ({year})"
    return symbol


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None
