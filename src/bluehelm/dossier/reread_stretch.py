"""A large file in which a few lines changed: only the items on those lines are read again.

This holds only while the file keeps its number of lines and was without a fault before; anything
else, and any fault in the lines that changed, is a matter for reading the whole file.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from bluehelm.dossier.catalogue import Record
from bluehelm.dossier.read_records import read_records
from bluehelm.dossier.yaml_text import read_yaml

_ITEM = re.compile(r" *- ")


def reread(
    text: str,
    earlier_text: str,
    records: Sequence[Record],
    *,
    sensitivity: str | None = None,
) -> tuple[Record, ...] | None:
    """The records of a list with those on changed lines read again; None when the whole must be read.

    `records`: the items of the one list that `earlier_text` holds, in order, read without a fault.
    """
    lines, earlier_lines = text.split("\n"), earlier_text.split("\n")
    stretch = _changed(lines, earlier_lines)
    if stretch is None or not records:
        return None
    first, last = _items_on(stretch, [record.line - 1 for record in records])
    if first < 0:
        return None
    begin = records[first].line - 1
    end = records[last].line - 1 if last < len(records) else len(lines)
    if not _begins_alike(lines[begin], earlier_lines[records[0].line - 1]):
        return None
    plain, faults = read_yaml("\n" * begin + "\n".join(lines[begin:end]), "")
    if faults or not isinstance(plain, list):
        return None
    model = type(records[0])
    again = read_records(plain, model, records[0].file, lambda *_: 0, sensitivity=sensitivity)
    if again.findings:
        return None
    return (*records[:first], *again.records, *records[last:])


def _changed(lines: list[str], earlier: list[str]) -> tuple[int, int] | None:
    """The first and last line that differ, or None when lines were added, taken away or none differs."""
    if len(lines) != len(earlier):
        return None
    differing = [place for place, pair in enumerate(zip(lines, earlier, strict=True)) if pair[0] != pair[1]]
    return (differing[0], differing[-1]) if differing else None


def _items_on(stretch: tuple[int, int], starts: list[int]) -> tuple[int, int]:
    """The first item on changed lines, and the first after them; -1 when lines before any item changed."""
    return bisect_right(starts, stretch[0]) - 1, bisect_right(starts, stretch[1])


def _begins_alike(line: str, earlier: str) -> bool:
    """Whether a line begins an item of the list, as far to the right as the items began before."""
    now, before = _ITEM.match(line), _ITEM.match(earlier)
    return now is not None and before is not None and now.group() == before.group()
