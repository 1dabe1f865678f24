"""Changing a dossier: a reviewed link is accepted, a field of an item is set."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath

from bluehelm.desk.open_workspace import OpenMission
from bluehelm.dossier.catalogue import FieldEntry, Record, fields_of
from bluehelm.dossier.change_text import add_row, set_value
from bluehelm.dossier.contents import kinds
from bluehelm.dossier.mission_records import Post
from bluehelm.dossier.read_dossier import RESTRICTED
from bluehelm.dossier.stamps import UNREAD, read_stamps, stamps_of
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.dossier.trace import Link
from bluehelm.dossier.write_files import change_file
from bluehelm.dossier.yaml_text import read_yaml
from bluehelm.foundation.errors import CannotWrite, UnknownReference, nearest_hint

REVIEWED = "reviewed.csv"


@dataclass(frozen=True, slots=True)
class Accepted:
    """A link that was accepted: whether it had been suspect, and what no longer rests on a suspect."""

    link: str
    was_suspect: bool
    cleared: tuple[str, ...]
    file: Path


def accept_link(opened: OpenMission, name: str, *, by: str, why: str, on: date, seen: Standpoint) -> Accepted:
    """Records that a post has reviewed a link as it stands now.

    Raises UnknownReference for a link or post that does not exist, CannotWrite without a reason.
    """
    file, change = accepted_row(opened, name, by=by, why=why, on=on, seen=seen)
    path = opened.workspace.folder / file
    prove_inside(path, opened)
    change_file(path, change)
    link = _link_named(name, seen)
    suspect = next((one for one in read_stamps(seen).suspects if one.link.name == link.name), None)
    return Accepted(link.name, suspect is not None, suspect.resting if suspect else (), path)


def accepted_row(
    opened: OpenMission, name: str, *, by: str, why: str, on: date, seen: Standpoint
) -> tuple[str, Callable[[str], str]]:
    """The table of reviews that a review belongs to, by its path in the workspace, and what adds its row.

    Raises UnknownReference for a link or post that does not exist, CannotWrite without a reason.
    """
    link = _link_named(name, seen)
    if seen.item(Post, by) is None:
        posts = [record.id for record in seen.dossier.posts]
        raise UnknownReference(f"post/{by}", known=[f"post/{post}" for post in posts])
    if not why.strip():
        raise CannotWrite("A review needs a reason: --why 'what was looked at, and why it holds'.")
    source_stamp, target_stamp = stamps_of(link, seen)
    if target_stamp == UNREAD:
        raise CannotWrite(
            f"The wording of {link.source} in {link.target} is not on file, so there is nothing to review; "
            "add its hash to the decision first (gives: wording)."
        )
    cells = {
        "link": link.name,
        "from_stamp": source_stamp,
        "to_stamp": target_stamp,
        "by": by,
        "on": on.isoformat(),
        "why": why.strip(),
    }
    home = _home_of_review(link, opened, seen).relative_to(opened.workspace.folder)
    return (home / REVIEWED).as_posix(), lambda text: add_row(text, cells, tuple(cells))


def _link_named(name: str, seen: Standpoint) -> Link:
    link = seen.trace.link(name.replace(" ", ""))
    if link is not None:
        return link
    known = [one.name for one in seen.trace.links()]
    raise UnknownReference(name, known=known if len(known) < 5000 else ())


def _home_of_review(link: Link, opened: OpenMission, seen: Standpoint) -> Path:
    """The open folder, unless an end of the link is restricted: then its review is, too."""
    ends = (seen.dossier.by_reference[link.source], seen.dossier.by_reference[link.target])
    if all(end.sensitivity == "unclassified" for end in ends):
        return opened.folder
    return opened.folder.with_name(opened.folder.name + RESTRICTED)


def set_fields(opened: OpenMission, reference: str, changes: Mapping[str, str]) -> Path:
    """Sets fields of an item in its file and gives the file; a blank value leaves the field unknown.

    Raises UnknownReference, or CannotWrite when a value cannot be read or the file holds the item
    in a form that only a person should change.
    """
    record = opened.reading.dossier.by_reference.get(reference)
    if record is None:
        raise UnknownReference(reference, known=opened.reading.dossier.by_reference)
    change = change_of_text(record, changes)
    path = opened.workspace.folder / record.file
    prove_inside(path, opened)
    change_file(path, change)
    return path


def change_of_text(record: Record, changes: Mapping[str, str]) -> Callable[[str], str]:
    """What makes of a file's text one in which fields of an item are set; the rest stays to the letter.

    Raises CannotWrite when a value cannot be read, and for rows of a table.
    """
    values = {key: _value_of(record, key, text) for key, text in changes.items()}
    name = PurePosixPath(record.file).name
    if name.endswith(".csv"):
        raise CannotWrite(f"Rows of {name} are changed in the table itself; corrections are new rows.")
    _prove_readable(record, values)

    def change(text: str) -> str:
        for key, value in values.items():
            text = set_value(text, place_of_item(record, text), key, value)
        return text

    return change


def prove_inside(path: Path, opened: OpenMission) -> None:
    """Refuses a file that a link puts outside the workspace: what is not read is not written."""
    if not path.resolve().is_relative_to(opened.workspace.folder.resolve()):
        raise CannotWrite(f"'{path.name}' is a link that leads out of the workspace; nothing was written.")


def _value_of(record: Record, key: str, text: str) -> str | list[str] | None:
    entry = _entry_of(record, key)
    if not text.strip():
        if entry.required:
            raise CannotWrite(f"'{key}' cannot be blank: {entry.meaning}.")
        return None
    if entry.part is not None:
        raise CannotWrite(f"'{key}' holds blocks of its own; change them in {record.file}.")
    return values_listed(text) if entry.several else text


def values_listed(text: str) -> list[str]:
    r"""The values of a list as typed: one a line, or on one line with commas between them.

    >>> values_listed("[north, east]"), values_listed("Bria, Haute-Kotto\nBangui\n")
    (['north', 'east'], ['Bria, Haute-Kotto', 'Bangui'])
    """
    inner = text.strip().removeprefix("[").removesuffix("]")
    parts = text.splitlines() if "\n" in text.strip() else inner.split(",")
    return [one.strip() for one in parts if one.strip()]


def _entry_of(record: Record, key: str) -> FieldEntry:
    known = fields_of(type(record))
    if key not in known:
        raise CannotWrite(f"'{key}' is not a field of a {record.kind}.{nearest_hint(key, known)}")
    if known[key].attribute == record.key:
        raise CannotWrite(f"'{key}' is the short name that others refer to; rename it by hand everywhere.")
    return known[key]


def _prove_readable(record: Record, values: dict[str, str | list[str] | None]) -> None:
    """Reads every new value as the reader would, so that nothing unreadable is ever written."""
    from typing import get_type_hints

    from pydantic import TypeAdapter, ValidationError

    hints = get_type_hints(type(record), include_extras=True)
    for key, value in values.items():
        if value is None:
            continue
        entry = fields_of(type(record))[key]
        try:
            TypeAdapter(hints[entry.attribute]).validate_python(value)
        except ValidationError as error:
            raise CannotWrite(f"'{key}': {error.errors()[0]['msg']}. Expected: {entry.type_name}.") from None


def place_of_item(record: Record, text: str) -> tuple[str | int, ...]:
    """Where the item stands in the text of its file now. Raises CannotWrite when it is gone."""
    plain, _ = read_yaml(text, record.file)
    collection = kinds()[record.kind]
    if not isinstance(plain, dict):
        raise CannotWrite("The file has changed meanwhile; nothing was written.")
    if collection.shape != "list":
        return ()
    items = plain.get(collection.name)
    key = next(entry.name for entry in fields_of(type(record)).values() if entry.attribute == record.key)
    for index, item in enumerate(items if isinstance(items, list) else ()):
        if isinstance(item, dict) and item.get(key) == getattr(record, record.key):
            return (collection.name, index)
    raise CannotWrite("The item is no longer in its file; nothing was written.")
