"""Whose file it is and in which form it comes, by its column names alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from bluehelm.dossier.reading_faults import ReadingFault
from bluehelm.evidence import import_faults as faults
from bluehelm.evidence.evidence_source import EvidenceSource, known_sources, sources_that_read
from bluehelm.evidence.received.header import INDEX_COLUMN, Header
from bluehelm.evidence.received.layout import Layout


@dataclass(frozen=True, slots=True)
class Recognised:
    """A file whose source and layout are known."""

    source: EvidenceSource
    layout: Layout
    header: Header

    @property
    def wanted(self) -> tuple[str, ...]:
        """The columns of the file that are read, in its order."""
        known = self._known - self.layout.unread
        return tuple(name for name in self.header.names if name in known)

    @property
    def left_out(self) -> tuple[str, ...]:
        """The columns of the file that no known layout has."""
        known, ending = {*self._known, INDEX_COLUMN}, self.layout.unread_ending
        new = (name for name in self.header.names if name not in known)
        return tuple(name for name in new if not ending or not name.endswith(ending))

    @property
    def _known(self) -> set[str]:
        needed = {name for group in self.layout.needs for name in group}
        return {*self.layout.columns, *needed, *self.layout.unread}


@dataclass(frozen=True, slots=True)
class NotRecognised:
    """Why a file was refused by its header."""

    fault: ReadingFault
    values: dict[str, str]


def recognise(
    header: Header, first_row: tuple[str, ...], asked: EvidenceSource | None
) -> Recognised | NotRecognised:
    """The source and layout of a file, or why it is none."""
    among = [asked] if asked else list(known_sources().values())
    for source in among:
        if (supplied := source.before_header(first_row)) is not None:
            bare = replace(header, names=supplied.columns, is_supplied=True, has_tags=False, n_lines=0)
            return Recognised(source, supplied, bare)
    names = frozenset(header.names)
    fitting = sources_that_read(names, among)
    if not fitting:
        return _other_source(names, asked) or _nearest(names, among)
    if header.twice:
        return NotRecognised(faults.COLUMN_TWICE, {"column": header.twice[0]})
    layout = fitting[0].layout_of(names)
    assert layout is not None
    if layout.refused:
        return NotRecognised(faults.REFUSED_LAYOUT, {"layout": layout.name, "reason": layout.refused})
    if lacking := layout.lacking(names):
        return NotRecognised(
            faults.CORE_COLUMN_MISSING, {"layout": layout.name, "lacking": ", ".join(lacking)}
        )
    return Recognised(fitting[0], layout, header)


def _other_source(names: frozenset[str], asked: EvidenceSource | None) -> NotRecognised | None:
    if asked is None:
        return None
    others = sources_that_read(names, (one for one in known_sources().values() if one is not asked))
    if not others:
        return None
    return NotRecognised(faults.OTHER_SOURCE, {"found": others[0].name, "asked": asked.name})


def _nearest(names: frozenset[str], among: Iterable[EvidenceSource]) -> NotRecognised:
    nearest = max(among, key=lambda source: source.likeness(names)).nearest_layout(names)
    lacking = nearest.lacking(names) or tuple(sorted(nearest.shows - names))
    return NotRecognised(
        faults.UNKNOWN_LAYOUT, {"layout": nearest.name, "lacking": ", ".join(lacking) or "other columns"}
    )
