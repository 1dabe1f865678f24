"""Releases that the dossier pins, set beside those in the evidence store of its workspace.

Where a workspace has no store nothing is found: a dossier is read without the data it rests on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bluehelm.dossier.checking import Check, Fault, check, fault, instrument, submission
from bluehelm.dossier.evidence_records import Release
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.evidence.evidence_source import known_sources
from bluehelm.evidence.release_store import ReleaseOnFile, releases_on_file
from bluehelm.foundation.findings import Severity

_PINNED = instrument("a brief pins releases by hash, so that it can be rebuilt", "our reading")
SHOWN = 12
"""Signs of a hash that are shown."""


@check(
    "EVI030",
    Severity.ERROR,
    looks_for="a pinned release that stands in the evidence store with other content",
    why="Results counted from the store are not those that the dossier rests on, under the same name.",
    remedy="Import the pinned file under a name of its own, or change the pin (sha256:) with a reason.",
    basis=(*submission("1a"), _PINNED),
)
def release_drifted(seen: Standpoint) -> Iterator[Fault]:
    on_file = _on_file(seen)
    hashes = {one.sha256 for one in on_file}
    for pinned in _pinned(seen):
        same_name = [one for one in _of_its_source(pinned, on_file) if _is_named(pinned, one)]
        if pinned.sha256 not in hashes and same_name:
            held = same_name[-1]
            yield fault(
                pinned,
                "The dossier pins '{release}' as {pinned}…; the store holds {source} {held} as {found}….",
                release=pinned.id,
                pinned=str(pinned.sha256)[:SHOWN],
                source=held.source,
                held=held.release,
                found=held.sha256[:SHOWN],
            )


@check(
    "EVI031",
    Severity.NOTE,
    looks_for="a pinned release that the evidence store lacks",
    why="Figures that rest on it can be read, but not counted again in this workspace.",
    remedy="Import the file with `bluehelm evidence import FILE`, whose SHA-256 the pin names.",
    basis=(*submission("1a"), _PINNED),
)
def release_not_in_store(seen: Standpoint) -> Iterator[Fault]:
    on_file = _on_file(seen)
    hashes = {one.sha256 for one in on_file}
    for pinned in _pinned(seen) if on_file else ():
        of_source = _of_its_source(pinned, on_file)
        is_importable = _source_of(pinned) is not None
        if (
            is_importable
            and pinned.sha256 not in hashes
            and not any(_is_named(pinned, one) for one in of_source)
        ):
            yield fault(
                pinned,
                "The evidence store does not hold the pinned release '{release}' ({dataset}, {named}).",
                release=pinned.id,
                dataset=pinned.dataset,
                named=pinned.release,
            )


@check(
    "EVI032",
    Severity.ERROR,
    looks_for="a pinned release whose rows in the evidence store were changed or lost",
    why="A release never changes; whoever counts from these rows counts from something else.",
    remedy="Take the folder away, and import the file again from its owner.",
    basis=(*submission("1a"), _PINNED),
)
def release_damaged(seen: Standpoint) -> Iterator[Fault]:
    pins = {pinned.sha256: pinned for pinned in _pinned(seen)}
    for one in _on_file(seen):
        if one.sha256 in pins and not one.is_intact():
            yield fault(
                pins[one.sha256],
                "The rows of {source} {held} in the store are not those that were imported.",
                source=one.source,
                held=one.release,
            )


def _pinned(seen: Standpoint) -> Sequence[Release]:
    return [release for release in seen.dossier.releases if release.sha256]


def _on_file(seen: Standpoint) -> Sequence[ReleaseOnFile]:
    if seen.workspace is None:
        return ()
    workspace = seen.workspace
    return seen.kept("(stored releases)", lambda: releases_on_file(workspace))


def _source_of(pinned: Release) -> str | None:
    """The source whose names the pinned data set bears."""
    called = pinned.dataset.casefold()
    for source in known_sources().values():
        if any(name in called for name in (source.name, source.title.casefold(), *source.called)):
            return source.name
    return None


def _of_its_source(pinned: Release, on_file: Sequence[ReleaseOnFile]) -> list[ReleaseOnFile]:
    source = _source_of(pinned)
    return [one for one in on_file if one.source == source]


def _is_named(pinned: Release, held: ReleaseOnFile) -> bool:
    """Whether the pin names that release, also with words before or behind: `23.1, Mali`, `extract of …`."""
    pattern = rf"(?<![\w.]){re.escape(held.release)}(?![\w]|\.\d)"
    return re.search(pattern, pinned.release) is not None


PINNED_RELEASE_CHECKS: tuple[Check, ...] = (release_drifted, release_not_in_store, release_damaged)
