"""The forms in which files come, and what is known of a file before its rows are read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Layout:
    """One form in which a source's files come, recognised by its column names alone.

    shows   all of these stand in the header
    shows_any   at least one of these does, where any are named
    lacks   none of these does
    needs   what cannot be spared; of a group one is enough
    columns   every column known, in the order of the owner's header
    unread, unread_ending   columns that are known and not used, by name or by the end of their names
    refused   why a file of this layout is not imported
    """

    name: str
    shows: frozenset[str] = frozenset()
    shows_any: frozenset[str] = frozenset()
    lacks: frozenset[str] = frozenset()
    needs: tuple[tuple[str, ...], ...] = ()
    columns: tuple[str, ...] = ()
    unread: frozenset[str] = frozenset()
    unread_ending: str = ""
    refused: str = ""

    def fits(self, header: frozenset[str]) -> bool:
        """Whether a header is of this layout."""
        if self.shows_any and not self.shows_any & header:
            return False
        return self.shows <= header and not self.lacks & header

    def lacking(self, header: frozenset[str]) -> tuple[str, ...]:
        """The columns that cannot be spared and are not there."""
        return tuple(" or ".join(group) for group in self.needs if not header & frozenset(group))


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of a file before its rows are read."""

    source: str
    release: str
    layout: Layout
    imported_on: date
    available_from: date
