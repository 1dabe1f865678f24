"""Checks on references and stamps: what is named must be there, what was reviewed must still hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from bluehelm.dossier.checking import Check, Fault, check, instrument, submission
from bluehelm.dossier.references import Named
from bluehelm.dossier.stamps import read_stamps
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.errors import nearest_hint
from bluehelm.foundation.findings import Severity

MAX_HINTS = 200
"""Looking for near names costs time with every item; after so many the reader has understood."""


@check(
    "REF001",
    Severity.ERROR,
    looks_for="a reference to an item that is not there",
    why="The chain from strategy to evidence breaks at this link, and what hangs on it is not counted.",
    remedy="Write the short name of an item that exists ({allowed}), or add the item.",
    basis=submission("2a"),
)
def unknown_reference(seen: Standpoint) -> Iterator[Fault]:
    by_kind = _names_by_kind(seen)
    for number, dangling in enumerate(seen.trace.dangling):
        named = dangling.named
        hint = _hint(named, by_kind) if number < MAX_HINTS else ""
        yield Fault(
            dangling.place,
            "'{field}' names '{written}', which is not in this dossier.{hint}",
            {"field": named.field, "written": named.written, "hint": hint, "allowed": named.refers.title},
            item=dangling.source,
        )


def _names_by_kind(seen: Standpoint) -> Mapping[str, list[str]]:
    names: dict[str, list[str]] = {}
    for reference in seen.dossier.by_reference:
        kind, _, identifier = reference.partition("/")
        names.setdefault(kind, []).append(identifier)
    return names


def _hint(named: Named, by_kind: Mapping[str, list[str]]) -> str:
    known = [
        f"{kind}/{name}" if named.refers.typed else name
        for kind in named.refers.kinds
        for name in by_kind.get(kind, ())
    ]
    return _nearest(named.written, tuple(known))


@lru_cache(maxsize=1024)
def _nearest(written: str, known: tuple[str, ...]) -> str:
    return nearest_hint(written, known)


@check(
    "REF002",
    Severity.WARNING,
    looks_for="a reviewed link whose ends have changed since the review",
    why="What rests on this link was planned for a meaning that no longer stands.",
    remedy="Read both ends again; if the link still holds: bluehelm accept '{link}' --as POST --why REASON.",
    basis=(*submission("2a", "2b.iii"), instrument("Doorstop's suspect links", "our reading")),
)
def suspect_link(seen: Standpoint) -> Iterator[Fault]:
    for suspect in read_stamps(seen).suspects:
        template = (
            "{changed} changed since this link was reviewed on {on}; {n_resting} items rest on it."
            if not suspect.reworded
            else "{changed} gives the task in another wording or tier than reviewed on {on}; "
            "{n_resting} items rest on it."
        )
        yield Fault(
            suspect.link.place,
            template,
            {
                "changed": " and ".join(suspect.changed),
                "on": suspect.reviewed.on,
                "n_resting": len(suspect.resting),
                "link": suspect.link.name,
            },
            item=suspect.link.name,
        )


@check(
    "REF003",
    Severity.NOTE,
    looks_for="a decision in force whose wording of a reviewed task is not on file",
    why="Without its wording nobody can tell whether a renewal changed what the task means.",
    remedy="Put the hash of the official paragraph into the decision's file (gives: wording).",
    basis=submission("2b.iii"),
)
def wording_not_on_file(seen: Standpoint) -> Iterator[Fault]:
    unread = read_stamps(seen).unread
    if unread and seen.mandate is not None:
        tasks = sorted(link.source.partition("/")[2] for link in unread)
        yield Fault(
            seen.mandate,
            "{decision} gives {n_tasks} reviewed tasks whose wording is not on file: {tasks}.",
            {"decision": seen.mandate.decision, "n_tasks": len(tasks), "tasks": ", ".join(tasks)},
        )


@check(
    "REF004",
    Severity.WARNING,
    looks_for="a review of a link that does not exist",
    why="The review vouches for nothing; the link was removed or renamed.",
    remedy="Review the link that took its place, and take this row out.",
    basis=submission("2a"),
)
def review_of_no_link(seen: Standpoint) -> Iterator[Fault]:
    for row in seen.dossier.reviewed:
        source, _, target = row.link.partition(">")
        ends = seen.dossier.by_reference
        known = source in ends and (target in ends or target in seen.dossier.withheld)
        lost = not known or (not target.startswith("mandate/") and seen.trace.link(row.link) is None)
        if lost and source not in seen.dossier.withheld:
            yield Fault(row, "No link '{link}' exists.", {"link": row.link}, item=row.link)


@check(
    "REF005",
    Severity.ERROR,
    looks_for="an open item whose text names a restricted item",
    why="Whoever reads the open repository would learn that the restricted item exists.",
    remedy="Take the short name out of the text, or move the item to the restricted repository.",
    basis=(instrument("ST/SGB/2007/6"), instrument("posts are named, never persons", "our reading")),
)
def open_text_names_restricted(seen: Standpoint) -> Iterator[Fault]:
    restricted = {
        record.reference
        for record in seen.dossier.records()
        if record.kind and record.sensitivity != "unclassified"
    }
    if not restricted:
        return
    for record in seen.dossier.records():
        if record.sensitivity != "unclassified":
            continue
        for name, value in record:
            if isinstance(value, str) and any(reference in value for reference in restricted):
                yield Fault(record, "The field '{field}' names a restricted item.", {"field": name})


REFERENCE_CHECKS: tuple[Check, ...] = (
    unknown_reference, suspect_link, wording_not_on_file, review_of_no_link, open_text_names_restricted,
)  # fmt: skip
