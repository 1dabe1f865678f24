"""The findings of an import: one for each rule that was met, and beside the release the rows they mean."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

from bluehelm.evidence import import_faults as faults
from bluehelm.evidence.received.batch_reader import MOST_DEATHS
from bluehelm.evidence.received.layout import Told
from bluehelm.evidence.received.received_file import ReceivedFile
from bluehelm.evidence.received.text_rows import OddRow
from bluehelm.evidence.recognise_layout import Recognised
from bluehelm.evidence.write_release import Written
from bluehelm.foundation.findings import Finding, Place, in_reading_order

UNREADABLE = (faults.NOT_A_NUMBER, faults.NOT_A_DAY, faults.DECIMAL_COMMA, faults.UNKNOWN_KIND,
              faults.NO_IDENTIFIER)  # fmt: skip
MOST_SHOWN_COLUMNS = 12


def findings_of_import(
    received: ReceivedFile, recognised: Recognised, told: Told, written: Written, *, release_supplied: bool
) -> tuple[Finding, ...]:
    """Everything found, the heaviest first."""
    found = [
        *_of_the_file(received, recognised),
        *_of_rows(received, recognised, told, written),
        *_of_duplicates(received, written),
        *(
            fault.at(Place(received.path.name), n=n, example=example)
            for fault, n, example in written.combined
        ),
    ]
    if release_supplied:
        found.append(faults.RELEASE_SUPPLIED.at(Place(received.path.name), release=told.release))
    return tuple(in_reading_order(found))


def _of_the_file(received: ReceivedFile, recognised: Recognised) -> Iterator[Finding]:
    name, header = received.path.name, recognised.header
    if header.has_tags:
        yield faults.TAG_ROW.at(Place(name, 2))
    if received.encoding != "utf-8":
        yield faults.READ_AS_LATIN_1.at(Place(name))
    if received.is_encoded_twice:
        yield faults.ENCODED_TWICE.at(Place(name))
    if not received.ends_with_line_end and received.form not in {"xlsx", "parquet"}:
        yield faults.NO_END_OF_LINE.at(Place(name, received.n_line_ends + 1))
    if header.is_supplied:
        yield faults.HEADER_SUPPLIED.at(Place(name, 1), layout=recognised.layout.name)
    if header.has_index:
        yield faults.INDEX_LEFT_OUT.at(Place(name, 1))
    if left := recognised.left_out:
        shown = ", ".join(left[:MOST_SHOWN_COLUMNS]) + (" …" if len(left) > MOST_SHOWN_COLUMNS else "")
        yield faults.COLUMNS_LEFT_OUT.at(Place(name, 1), columns=shown)


def _of_rows(
    received: ReceivedFile, recognised: Recognised, told: Told, written: Written
) -> Iterator[Finding]:
    lines, odd_rows = written.lines, written.odd_rows
    for one in written.odd.first():
        n = written.odd.n_of[one.fault]
        place = Place(received.path.name, _line(lines, one.row))
        yield one.fault.at(place, n=n, example=one.seen, limit=f"{MOST_DEATHS:,}", known_on=told.imported_on)
    if written.odd.n_converted:
        yield faults.VALUES_CONVERTED.at(Place(received.path.name), n=written.odd.n_converted)
    if written.read.n_odd_lengths:
        yield _of_other_length(received, recognised, written, odd_rows)


def _of_other_length(
    received: ReceivedFile, recognised: Recognised, written: Written, odd_rows: Sequence[OddRow]
) -> Finding:
    line = odd_rows[0].line if odd_rows else 0
    n_cells = len(odd_rows[0].cells) if odd_rows else written.read.cells_of_first
    return faults.ROW_OF_OTHER_LENGTH.at(
        Place(received.path.name, line),
        n=written.read.n_odd_lengths,
        n_columns=len(recognised.header.names),
        n_cells=n_cells,
    )


def _line(lines: Sequence[int], row: int) -> int:
    return lines[row] if row < len(lines) else 0


def _of_duplicates(received: ReceivedFile, written: Written) -> Iterator[Finding]:
    if not written.duplicates.dropped:
        return
    places = _places_in_file(written)
    lines = written.lines
    for fault, found in (
        (faults.ROW_TWICE, written.duplicates.same),
        (faults.IDENTIFIER_TWICE, written.duplicates.different),
    ):
        if found:
            place, key = found[0]
            line = _line(lines, places[place])
            yield fault.at(Place(received.path.name, line), n=len(found), example=key)


def _places_in_file(written: Written) -> Sequence[int]:
    import numpy as np

    places: list[int] = np.concatenate(written.rows).tolist()
    return places


def refusal_of_import(
    received: ReceivedFile, recognised: Recognised, written: Written
) -> tuple[Finding, ...]:
    """Why a file is refused after all its rows were read; nothing where it is not.

    Rule: more than one row in a hundred that cannot be read, and more than one; latitude and longitude
    exchanged in most rows; a last row that breaks off; no row at all.
    """
    name, read = received.path.name, written.read
    n_rows = read.n_rows + read.n_odd_lengths
    place = Place(name)
    lines, odd_rows = written.lines, written.odd_rows
    if not received.ends_with_line_end and odd_rows and _is_last(odd_rows[-1], lines):
        reason = f"the last line has {len(odd_rows[-1].cells)} of {len(recognised.header.names)} cells"
        return (faults.CUT_OFF_FILE.at(Place(name, odd_rows[-1].line), reason=reason),)
    n_bad = read.n_odd_lengths + sum(written.odd.n_of.get(fault, 0) for fault in UNREADABLE)
    if n_bad > 1 and n_bad * 100 > n_rows:
        return (faults.MANY_UNREADABLE.at(place, n=n_bad, n_rows=n_rows),)
    if written.n_exchanged > 1 and written.n_exchanged * 2 > written.n_placed:
        return (faults.MOST_EXCHANGED.at(place, n=written.n_exchanged, n_placed=written.n_placed),)
    if written.n_kept == 0:
        return (faults.NO_ROWS.at(place, n_rows=n_rows),)
    return ()


def _is_last(row: OddRow, lines: Sequence[int]) -> bool:
    return not lines or row.line > lines[-1]


def write_beside(home: Path, received: ReceivedFile, recognised: Recognised, written: Written) -> None:
    """Writes the rows that findings mean: findings.csv, and set-aside.csv with the cells of rows not used."""
    lines, odd_rows = written.lines, written.odd_rows
    aside = [one for one in written.odd.met if one.cells is not None]
    warned = [one for one in written.odd.met if one.cells is None]
    places = _places_in_file(written) if written.duplicates.dropped else ()
    with (home / "findings.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(("file", "line", "finding", "severity", "reason", "seen"))
        for one in warned:
            fault = one.fault
            table.writerow((received.path.name, _line(lines, one.row), fault.id, fault.severity.word,
                            fault.looks_for, one.seen))  # fmt: skip
        for place, key in written.duplicates.same:
            fault = faults.ROW_TWICE
            table.writerow((received.path.name, _line(lines, places[place]), fault.id, fault.severity.word,
                            fault.looks_for, key))  # fmt: skip
    with (home / "set-aside.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(("file", "line", "finding", "reason", *recognised.wanted))
        for one in aside:
            assert one.cells is not None
            cells = (one.cells.get(name, "") for name in recognised.wanted)
            table.writerow((received.path.name, _line(lines, one.row), one.fault.id, one.fault.looks_for,
                            *cells))  # fmt: skip
        for row in odd_rows:
            fault = faults.ROW_OF_OTHER_LENGTH
            table.writerow((received.path.name, row.line, fault.id, fault.looks_for, *row.cells))
        for place, key in written.duplicates.different:
            fault = faults.IDENTIFIER_TWICE
            table.writerow((received.path.name, _line(lines, places[place]), fault.id, fault.looks_for, key))
