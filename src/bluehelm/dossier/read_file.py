"""One file of a dossier: which collections it may hold, its records, and every fault in it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bluehelm.dossier import reading_faults as faults
from bluehelm.dossier.catalogue import Record, fields_of
from bluehelm.dossier.contents import Collection, file_of, is_above_mission, table_of_contents
from bluehelm.dossier.csv_text import read_csv
from bluehelm.dossier.field_types import LINE_KEY
from bluehelm.dossier.open_files import Listed, read_bytes, text_of
from bluehelm.dossier.read_records import RecordsRead, read_records
from bluehelm.dossier.references import Named, names_in
from bluehelm.dossier.reread_stretch import reread
from bluehelm.dossier.yaml_text import line_of, read_yaml
from bluehelm.foundation.errors import nearest_hint, nearest_name
from bluehelm.foundation.findings import Finding, Place

LONG_TEXT = 100_000
_IGNORED_SUFFIXES = (".md", ".txt")
STOPS_READING = frozenset(
    fault.id
    for fault in (
        faults.YAML_SYNTAX, faults.SECOND_DOCUMENT, faults.TOO_DEEP, faults.CSV_SYNTAX,
        faults.NOT_A_MAPPING, faults.WRONG_FILE, faults.UNKNOWN_COLLECTION,
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a file stands in the format: its name within the mission or the workspace."""

    within: str
    above: bool
    restricted: bool
    mission: str


@dataclass(frozen=True, slots=True)
class FileReading:
    """What one file gave: records by collection, findings, and items that could not be read."""

    digest: str
    records: tuple[tuple[str, tuple[Record, ...]], ...] = ()
    naming: tuple[tuple[Record, tuple[Named, ...]], ...] = ()
    findings: tuple[Finding, ...] = ()
    unreadable: frozenset[str] = frozenset()
    cut_short: frozenset[str] = frozenset()
    """Collections of which this file may hold more than could be read."""
    text: str = ""
    """The text itself, where it is so long that only what changed should be read again."""


@dataclass(slots=True)
class Shelf:
    """Files already read, kept by name and hash, so that a change costs only the file it is in."""

    kept: dict[str, FileReading] = field(default_factory=dict)
    collections: dict[str, tuple[tuple[tuple[Record, ...], ...], tuple[Record, ...]]] = field(
        default_factory=dict
    )

    def joined(self, name: str, parts: tuple[tuple[Record, ...], ...]) -> tuple[Record, ...]:
        """The records of a collection from all its files; the same object while no file has changed."""
        held = self.collections.get(name)
        if held is not None and _same(held[0], parts):
            return held[1]
        whole = parts[0] if len(parts) == 1 else tuple(record for part in parts for record in part)
        self.collections[name] = (parts, whole)
        return whole


def _same(earlier: tuple[tuple[Record, ...], ...], parts: tuple[tuple[Record, ...], ...]) -> bool:
    return len(earlier) == len(parts) and all(a is b for a, b in zip(earlier, parts, strict=True))


def read_file(listed: Listed, place: Standing, shelf: Shelf) -> FileReading:
    """What one file holds, from the shelf while its bytes are the same."""
    wanted = _collections_in(place)
    if not wanted:
        return FileReading("", findings=tuple(_unknown_file(listed, place)))
    content, findings = read_bytes(listed)
    if content is None:
        return FileReading("", findings=tuple(findings), cut_short=_names_of(wanted))
    digest = hashlib.sha256(content).hexdigest()
    known = shelf.kept.get(listed.name)
    if known is not None and known.digest == digest:
        return known
    reading = _read_changed(content, digest, place, known) if known is not None else None
    if reading is None:
        reading = _read_content(content, digest, listed.name, place, wanted)
    shelf.kept[listed.name] = reading
    return reading


def _read_changed(content: bytes, digest: str, place: Standing, known: FileReading) -> FileReading | None:
    """A long file of one list in which a few items changed; None when it must be read whole."""
    if not known.text or known.findings or len(known.records) != 1:
        return None
    text, findings = text_of(content, "")
    ((name, records),) = known.records
    if text is None or findings:
        return None
    again = reread(text, known.text, records, sensitivity="confidential" if place.restricted else None)
    if again is None or _misplaced([(name, again)], place):
        return None
    named = {id(record): names for record, names in known.naming}
    naming = tuple(
        (record, names) for record in again if (names := named.get(id(record)) or tuple(names_in(record)))
    )
    return replace(known, digest=digest, records=((name, again),), naming=naming, text=text)


def _collections_in(place: Standing) -> list[Collection]:
    """The collections that a file may hold, by its name."""
    return [
        entry
        for entry in table_of_contents()
        if is_above_mission(entry) == place.above and _holds(entry, place.within)
    ]


def _holds(collection: Collection, within: str) -> bool:
    home = file_of(collection).as_posix()
    if collection.shape != "file each":
        return within == home
    folder, _, name = within.rpartition("/")
    return folder == home and name.endswith((".yaml", ".yml"))


def _unknown_file(listed: Listed, place: Standing) -> Iterable[Finding]:
    name = listed.path.name
    if name.upper().startswith(("README", "LICENSE")) or name.endswith(_IGNORED_SUFFIXES):
        return
    homes = {file_of(entry).as_posix() for entry in table_of_contents()}
    by_stem = {home.rpartition("/")[2]: home for home in homes}
    hint = nearest_hint(place.within, homes)
    if not hint and name in by_stem:
        hint = f" Did you mean '{by_stem[name]}'?"
    yield faults.UNKNOWN_FILE.at(Place(listed.name), hint=hint)


@dataclass(frozen=True, slots=True)
class _Source:
    """The text of a file, its name for findings, and where it stands."""

    text: str
    name: str
    place: Standing

    @property
    def sensitivity(self) -> str | None:
        """What items without a class are taken to be: everything in a restricted repository is."""
        return "confidential" if self.place.restricted else None

    def at(self, *path: str | int) -> Place:
        """The place of the value at a path."""
        return Place(self.name, line_of(self.text, path))


def _read_content(
    content: bytes, digest: str, name: str, place: Standing, wanted: list[Collection]
) -> FileReading:
    text, findings = text_of(content, name)
    if text is None:
        return FileReading(digest, findings=tuple(findings), cut_short=_names_of(wanted))
    source = _Source(text, name, place)
    if wanted[0].shape == "table":
        rows, findings = _read_table(source, wanted[0])
        parts = [(wanted[0].name, rows)]
    else:
        plain, findings = read_yaml(text, name)
        parts = _read_blocks(plain, source, wanted, findings)
    for _, part in parts:
        findings += part.findings
    records = tuple((collection, tuple(part.records)) for collection, part in parts if part.records)
    findings += _misplaced(records, place)
    unreadable = frozenset(ref for _, part in parts for ref in part.unreadable)
    stopped = any(finding.check in STOPS_READING for finding in findings)
    cut_short = _names_of(wanted) if stopped else frozenset()
    partly = [(collection, tuple(part.partly)) for collection, part in parts if part.partly]
    is_long = len(text) >= LONG_TEXT and wanted[0].shape == "list"
    return FileReading(
        digest,
        records,
        _naming_in([*records, *partly]),
        tuple(findings),
        unreadable,
        cut_short,
        text if is_long else "",
    )


def _naming_in(
    records: Iterable[tuple[str, tuple[Record, ...]]],
) -> tuple[tuple[Record, tuple[Named, ...]], ...]:
    return tuple(
        (record, named) for _, found in records for record in found if (named := tuple(names_in(record)))
    )


def _names_of(wanted: Iterable[Collection]) -> frozenset[str]:
    return frozenset(entry.name for entry in wanted)


def _read_table(source: _Source, collection: Collection) -> tuple[RecordsRead, list[Finding]]:
    table, findings = read_csv(source.text, source.name)
    lines = [row[LINE_KEY] for row in table.rows]
    unknown = _unknown_columns(table.columns, collection, source.name)
    known_rows = [
        {key: value for key, value in row.items() if key not in unknown} if unknown else row
        for row in table.rows
    ]
    findings += unknown.values()
    read = read_records(
        known_rows,
        collection.record,
        source.name,
        lambda index, _: int(str(lines[index])),
        sensitivity=source.sensitivity,
    )
    return read, findings


def _unknown_columns(columns: Sequence[str], collection: Collection, name: str) -> dict[str, Finding]:
    """One finding a column that the record does not know, instead of one a row."""
    known = fields_of(collection.record)
    return {
        column: faults.UNKNOWN_KEY.at(
            Place(name, 1),
            key=column,
            record=collection.record.__name__,
            hint=nearest_hint(column, known),
        )
        for column in columns
        if column not in known
    }


def _read_blocks(
    plain: object, source: _Source, wanted: list[Collection], findings: list[Finding]
) -> list[tuple[str, RecordsRead]]:
    if plain is None:
        return []
    if not isinstance(plain, dict):
        problem = "The file holds a list or a single value where keys are expected"
        hint = f"Begin with a key, for example '{wanted[0].name}:'."
        findings.append(faults.NOT_A_MAPPING.at(Place(source.name, 1), problem=problem, hint=hint))
        return []
    if wanted[0].shape == "file each":
        read = _read_single(plain, source, wanted[0])
        read.findings += _other_name(read.records, source.name)
        return [(wanted[0].name, read)]
    return _read_lists(plain, source, wanted, findings)


def _read_single(block: dict[str, object], source: _Source, collection: Collection) -> RecordsRead:
    return read_records(
        [block],
        collection.record,
        source.name,
        lambda _, steps: line_of(source.text, steps),
        sensitivity=source.sensitivity,
    )


def _other_name(records: Sequence[Record], name: str) -> list[Finding]:
    """A finding when a file of situations, contributors, options or reviews is named otherwise."""
    stem = name.rpartition("/")[2].rpartition(".")[0]
    return [
        faults.OTHER_NAME.at(record.place, stem=stem, identifier=identifier)
        for record in records
        if record.key != "slug" and (identifier := getattr(record, record.key)) != stem
    ]


def _read_lists(
    block: dict[str, object], source: _Source, wanted: list[Collection], findings: list[Finding]
) -> list[tuple[str, RecordsRead]]:
    """The collections of a file by key; in mission.yaml the other keys are the mission itself."""
    by_name = {entry.name: entry for entry in wanted if entry.shape == "list"}
    single = next((entry for entry in wanted if entry.shape == "single"), None)
    parts: list[tuple[str, RecordsRead]] = []
    own: dict[str, object] = {}
    for key, value in block.items():
        if key == LINE_KEY:
            own[key] = value
        elif key in by_name:
            parts.append((key, _read_list(value, source, by_name[key], findings)))
        elif single is not None and _is_of(single, key, by_name):
            own[key] = value
        else:
            findings.append(_not_here(key, by_name, source))
    if single is not None and len(own) > 1:
        parts.append((single.name, _read_single(own, source, single)))
    return parts


def _read_list(
    value: object, source: _Source, collection: Collection, findings: list[Finding]
) -> RecordsRead:
    key = collection.name
    if value is None:
        return RecordsRead()
    if not isinstance(value, list):
        problem = f"'{key}' holds a block or a single value where a list is expected"
        hint = "Begin every item with '- '."
        findings.append(faults.NOT_A_MAPPING.at(source.at(key), problem=problem, hint=hint))
        return RecordsRead()
    return read_records(
        value,
        collection.record,
        source.name,
        lambda index, steps: line_of(source.text, (key, index, *steps)),
        sensitivity=source.sensitivity,
    )


def _is_of(single: Collection, key: str, by_name: Mapping[str, Collection]) -> bool:
    """Whether a key belongs to the single record of a file, or is at least nearer to its fields."""
    fields = fields_of(single.record)
    if key in fields:
        return True
    near = nearest_name(key, [*fields, *by_name])
    return not _is_collection_elsewhere(key) and near not in by_name


def _is_collection_elsewhere(key: str) -> bool:
    return any(entry.name == key and entry.shape == "list" for entry in table_of_contents())


def _not_here(key: str, by_name: dict[str, Collection], source: _Source) -> Finding:
    place = source.at(key)
    elsewhere = next((entry for entry in table_of_contents() if entry.name == key), None)
    if elsewhere is not None:
        return faults.WRONG_FILE.at(place, key=key, file=file_of(elsewhere).as_posix())
    names = [entry.name for entry in table_of_contents()]
    hint = nearest_hint(key, by_name) or nearest_hint(key, names)
    return faults.UNKNOWN_COLLECTION.at(
        place, key=key, file=source.name.rpartition("/")[2], hint=hint, known=", ".join(by_name)
    )


def _misplaced(records: Iterable[tuple[str, tuple[Record, ...]]], place: Standing) -> list[Finding]:
    """Items above unclassified that stand in the open repository."""
    if place.restricted:
        return []
    return [
        faults.ABOVE_UNCLASSIFIED.at(
            record.place,
            item=record.reference,
            item_name=record.reference or "This row",
            sensitivity=record.sensitivity,
            folder=place.mission,
        )
        for _, found in records
        for record in found
        if record.sensitivity != "unclassified"
    ]
