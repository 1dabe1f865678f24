"""A source of evidence: the layouts in which its files come, and how their rows become rows of the store.

A source is added by a folder of its own with a `SOURCE`, named in the entry point group
`bluehelm.evidence_sources`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Any

from bluehelm.dossier.reading_faults import ReadingFault
from bluehelm.evidence.received.layout import Layout
from bluehelm.foundation.errors import UnknownSource

if TYPE_CHECKING:
    import pyarrow as pa

    from bluehelm.evidence.received.batch_reader import BatchReader

ENTRY_POINTS = "bluehelm.evidence_sources"
Stretch = tuple[date, date]
"""First day and first day after."""


@dataclass(frozen=True, slots=True)
class Combined:
    """Rows put together by a source's own rules, and for each rule met how many rows and an example."""

    table: pa.Table
    met: tuple[tuple[ReadingFault, int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class EvidenceSource:
    """A source of evidence.

    key   the columns that together name a row; the same twice is one row
    time   the columns that hold the first and the last day of a row
    area   the column that coverage is told by
    release_of_name   the release that a file's name tells, or None
    covers   the days a release covers by its name, or None where only its rows can tell
    published_on   the nominal day on which a release appears, or None
    covers_everywhere   a country without rows is covered like the others
    has_several_tables   its layouts tell of different things, so that only releases of one are compared
    combine   puts together rows that tell of one thing, where the plain rule for a key told twice is wrong
    called   other names of the data set, in small letters
    before_header   the layout of a file whose first line holds data
    """

    name: str
    title: str
    layouts: tuple[Layout, ...]
    schema: Callable[[], pa.Schema]
    convert: Callable[[BatchReader], Mapping[str, Any]]
    key: tuple[str, ...]
    time: tuple[str, str] = ("started_on", "ended_on")
    area: str = "country"
    release_column: str | None = None
    release_of_name: Callable[[str], str | None] = field(default=lambda _: None)
    covers: Callable[[str], Stretch | None] = field(default=lambda _: None)
    published_on: Callable[[str], date | None] = field(default=lambda _: None)
    covers_everywhere: bool = False
    has_several_tables: bool = False
    combine: Callable[[pa.Table], Combined] | None = None
    licence: str = ""
    cite: str = ""
    may_be_shown: bool = True
    called: tuple[str, ...] = ()
    before_header: Callable[[tuple[str, ...]], Layout | None] = field(default=lambda _: None)

    def layout_of(self, header: frozenset[str]) -> Layout | None:
        """The layout a header is of, the one with most columns in common."""
        fitting = [layout for layout in self.layouts if layout.fits(header)]
        return max(fitting, key=lambda layout: _likeness(layout, header), default=None)

    def nearest_layout(self, header: frozenset[str]) -> Layout:
        """The layout most like a header."""
        return max(self.layouts, key=lambda layout: _likeness(layout, header))

    def likeness(self, header: frozenset[str]) -> float:
        """How like the nearest layout a header is, from 0 to 1."""
        return _likeness(self.nearest_layout(header), header)


def _likeness(layout: Layout, header: frozenset[str]) -> float:
    known = frozenset(layout.columns) | frozenset(name for group in layout.needs for name in group)
    return len(known & header) / max(len(known | header), 1)


@cache
def known_sources() -> Mapping[str, EvidenceSource]:
    """Every source by name: those that ship, and those that other packages add."""
    found: list[EvidenceSource] = [point.load() for point in entry_points(group=ENTRY_POINTS)]
    return {source.name: source for source in sorted(found, key=lambda one: one.name)}


def source_named(name: str) -> EvidenceSource:
    """The source with a name. Raises UnknownSource."""
    sources = known_sources()
    if name not in sources:
        raise UnknownSource(name, sources)
    return sources[name]


def sources_that_read(header: frozenset[str], among: Iterable[EvidenceSource]) -> list[EvidenceSource]:
    """The sources one of whose layouts a header is of, the likest first."""
    fitting = [source for source in among if source.layout_of(header) is not None]
    return sorted(fitting, key=lambda source: -source.likeness(header))


def day_of_release(release: str) -> date | None:
    """The day that a release is named after, for sources whose releases are extracts of a day.

    >>> day_of_release("2025-04-04"), day_of_release("spring")
    (datetime.date(2025, 4, 4), None)
    """
    try:
        return date.fromisoformat(release[:10])
    except ValueError:
        return None
