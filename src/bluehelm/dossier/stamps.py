"""Stamps: a reviewed link keeps a hash of what both its ends meant; when that changes it is suspect.

Only fields that the catalogue marks as meaning are in a stamp, and for a task the wording of the
decision that gives it; never status, actuals, order or comments.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from bluehelm.dossier.catalogue import Part, Record, fields_of
from bluehelm.dossier.in_force import TaskInForce, givings_of
from bluehelm.dossier.mandate_records import Mandate
from bluehelm.dossier.stamp_records import ReviewedLink
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.dossier.trace import Link

N_DIGITS = 12
UNREAD = "unread"
"""Stands for a wording that is not on file: it cannot be compared."""


@cache
def _stamped(record: type[Part]) -> tuple[tuple[str, str], ...]:
    return tuple((entry.name, entry.attribute) for entry in fields_of(record).values() if entry.stamped)


def stamp_of(record: Record) -> str:
    """The stamp of an item: a hash of the fields that carry its meaning."""
    meaning = {name: _plain(getattr(record, attribute)) for name, attribute in _stamped(type(record))}
    return _hash([record.kind, {name: value for name, value in meaning.items() if value not in (None, [])}])


def _plain(value: object) -> object:
    if isinstance(value, Part):
        own = {
            entry.name: _plain(getattr(value, entry.attribute)) for entry in fields_of(type(value)).values()
        }
        return {name: one for name, one in own.items() if one not in (None, [])}
    if isinstance(value, tuple):
        return sorted((_plain(one) for one in value), key=str)
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    return None if value is None else str(value)


def _hash(meaning: object) -> str:
    text = json.dumps(meaning, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:N_DIGITS]


def last_wording(task: str, seen: Standpoint) -> TaskInForce | None:
    """The decision in force, or the last before it, whose wording of a task is on file."""
    held = seen.trace.giving.get(task)
    if held is None or held.given.wording is not None:
        return held
    earlier = [
        one
        for one in givings_of(seen.dossier, task)
        if one.given.wording is not None and one.mandate.adopted_on <= held.mandate.adopted_on
    ]
    return earlier[-1] if earlier else None


def wording_stamp(held: TaskInForce | None) -> str:
    """The stamp of a task's wording and tier in a decision, or 'unread' while no wording is on file."""
    if held is None:
        return UNREAD
    return _hash(["wording", held.given.wording, held.given.tier])


def stamps_of(link: Link, seen: Standpoint) -> tuple[str, str]:
    """The stamps of both ends of a link as they are now.

    A task's link to its decision takes the last wording on file, where the newest is not.
    """
    source = seen.dossier.by_reference[link.source]
    target = seen.dossier.by_reference[link.target]
    if isinstance(target, Mandate):
        return stamp_of(source), wording_stamp(last_wording(link.source.partition("/")[2], seen))
    return stamp_of(source), stamp_of(target)


@dataclass(frozen=True, slots=True)
class Suspect:
    """A link whose ends no longer mean what they meant when it was reviewed.

    `changed`: the ends that changed. `resting`: what hangs on it, by reference; one acceptance of
    the link clears them all.
    """

    link: Link
    reviewed: ReviewedLink
    changed: tuple[str, ...]
    resting: tuple[str, ...]

    @property
    def reworded(self) -> bool:
        """Whether a decision of the Council changed the wording or tier of a task."""
        return any(reference.startswith("mandate/") for reference in self.changed)


@dataclass(frozen=True)
class Stamped:
    """What the stamps of a dossier say: links suspect, links that cannot be compared, and the rest."""

    suspects: tuple[Suspect, ...]
    unread: tuple[Link, ...]
    n_reviewed: int
    n_links: int


def read_stamps(seen: Standpoint) -> Stamped:
    """Every reviewed link compared with what its ends mean now."""
    return seen.kept("(stamps)", lambda: _compare(seen))


def _compare(seen: Standpoint) -> Stamped:
    suspects: list[Suspect] = []
    unread: list[Link] = []
    n_reviewed = 0
    latest = _latest(seen.dossier.reviewed)
    for link in seen.trace.links():
        reviewed = latest.get(_identity(link.name))
        if reviewed is None:
            continue
        n_reviewed += 1
        now = stamps_of(link, seen)
        if _is_unread(link, seen):
            unread.append(link)
        if now[1] == UNREAD:
            now = (now[0], reviewed.to_stamp)
        changed = _changed(link, reviewed, now, seen)
        if changed:
            suspects.append(Suspect(link, reviewed, changed, tuple(resting_on(link, seen))))
    n_links = sum(1 for _ in seen.trace.links())
    return Stamped(tuple(suspects), tuple(unread), n_reviewed, n_links)


def _is_unread(link: Link, seen: Standpoint) -> bool:
    """Whether the wording in force of a task is not on file, so that a change could not be seen."""
    if not link.target.startswith("mandate/"):
        return False
    held = seen.trace.giving.get(link.source.partition("/")[2])
    return held is None or held.given.wording is None


def _changed(link: Link, reviewed: ReviewedLink, now: tuple[str, str], seen: Standpoint) -> tuple[str, ...]:
    """The ends that changed; a reworded task names the decision whose wording is compared."""
    target = link.target
    if target.startswith("mandate/") and (held := last_wording(link.source.partition("/")[2], seen)):
        target = held.mandate.reference
    ends = ((link.source, reviewed.from_stamp, now[0]), (target, reviewed.to_stamp, now[1]))
    return tuple(reference for reference, then, current in ends if then != current)


def _identity(name: str) -> str:
    """What makes a link the same link: a task's link to its mandate persists over renewals."""
    source, _, target = name.partition(">")
    return f"{source}>mandate" if target.startswith("mandate/") else name


def _latest(rows: Iterable[ReviewedLink]) -> dict[str, ReviewedLink]:
    """The last review of each link: by day, and of one day the last row."""
    latest: dict[str, ReviewedLink] = {}
    for row in rows:
        known = latest.get(_identity(row.link))
        if known is None or row.on >= known.on:
            latest[_identity(row.link)] = row
    return latest


def resting_on(link: Link, seen: Standpoint) -> list[str]:
    """What hangs on a link: all that rests on its source, and for a reworded task its objectives."""
    below = list(seen.trace.reach([link.source], "down"))
    if not link.target.startswith("mandate/"):
        return below
    served = [
        one.target for one in seen.trace.next_to(link.source, "up") if one.target.startswith("objective/")
    ]
    return served + below
