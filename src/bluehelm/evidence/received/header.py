"""The first lines of a file: separator, column names, a row of tags under them, a header that is missing."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bluehelm.dossier.csv_text import cells_up_to
from bluehelm.evidence.received.received_file import ReceivedFile

INDEX_COLUMN = ""
HEAD_BYTES = 1 << 18


@dataclass(frozen=True, slots=True)
class Header:
    """Column names as they are compared, and what stands before the data.

    names   trimmed and in small letters, in the order of the file
    n_lines   lines before the first row of data
    """

    names: tuple[str, ...]
    separator: str = ","
    n_lines: int = 1
    has_tags: bool = False
    is_supplied: bool = False

    @property
    def twice(self) -> tuple[str, ...]:
        """Names that stand more than once; columns without name are no names."""
        return tuple(name for name, n in Counter(self.names).items() if n > 1 and name != INDEX_COLUMN)

    @property
    def has_index(self) -> bool:
        """Whether the first column has no name: a re-save numbered the rows."""
        return bool(self.names) and self.names[0] == INDEX_COLUMN


def read_header(received: ReceivedFile) -> tuple[Header, tuple[str, ...]]:
    """The header of a text file and the cells of the line after it."""
    with received.opened() as stream:
        head = stream.read(HEAD_BYTES)
    text = head.decode(received.encoding, errors="replace").removeprefix("\ufeff")
    separator = _separator(text.partition("\n")[0])
    with cells_up_to(len(text) + 1):
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        first, second = next(rows, []), next(rows, [])
    return header_of(first, second, separator), tuple(first)


def header_of(first: Sequence[str], second: Sequence[str], separator: str = ",") -> Header:
    """The header that the first row makes, when the second may be tags.

    >>> header_of([" Id", "NAME"], ["", "#name"]).has_tags
    True
    """
    names = tuple(name.strip().casefold() for name in first)
    has_tags = bool(second) and any(second) and all(not cell or cell.startswith("#") for cell in second)
    return Header(names, separator, 1 + has_tags, has_tags)


def _separator(line: str) -> str:
    return max(",;\t", key=line.count) if any(sign in line for sign in ",;\t") else ","
