"""A standpoint that notices which collections a check looks into.

With that, a check need not run again while nothing it looked into has changed, and is left out
while a file it looks into cannot be read to the end.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, cast

from bluehelm.dossier.contents import Dossier, kinds
from bluehelm.dossier.in_force import TaskInForce
from bluehelm.dossier.mandate_records import Mandate
from bluehelm.dossier.standpoint import EVERYTHING, Found, Kind, Standpoint
from bluehelm.dossier.trace import Trace

_WHOLE = frozenset(
    {"by_reference", "records", "collections", "naming", "withheld", "unreadable", "cut_short"}
)


class NoticingStandpoint(Standpoint):
    """Passes everything on, and keeps the names of the collections asked for in `noticed`."""

    def __init__(self, plain: Standpoint) -> None:
        noticed: set[str] = set()
        watched = cast(Dossier, _NoticingDossier(plain.dossier, noticed))
        super().__init__(watched, plain.as_of, plain.known_on, plain.workspace)
        vars(self).update(noticed=noticed)

    noticed: set[str]

    def begin(self) -> None:
        """Forgets what was noticed so far."""
        self.noticed.clear()

    @property
    def looked_at(self) -> frozenset[str]:
        """The collections looked into since `begin`; EVERYTHING stands for all of them."""
        return frozenset(self.noticed)

    def kept(self, name: str, find: Callable[[], Found], reads: tuple[str, ...] = (EVERYTHING,)) -> Found:
        """As ever; whoever uses what is kept has looked into all that it was made of."""
        self.noticed.update(reads)
        return super().kept(name, find, reads)

    @property
    def trace(self) -> Trace:
        """The trace, which is made of everything."""
        self.noticed.add(EVERYTHING)
        return super().trace

    @property
    def mandate(self) -> Mandate | None:
        """The decision in force."""
        self.noticed.add("mandates")
        return super().mandate

    @property
    def tasks_in_force(self) -> Mapping[str, TaskInForce]:
        """The tasks that run."""
        self.noticed.add("mandates")
        return super().tasks_in_force

    def item(self, kind: type[Kind], identifier: str | None) -> Kind | None:
        """An item of one kind; only that kind was looked into."""
        self.noticed.add(kinds()[kind.kind].name)
        return super().item(kind, identifier)


class _NoticingDossier:
    """Passes every question on to a dossier and notes what was asked for."""

    def __init__(self, plain: Dossier, noticed: set[str]) -> None:
        self._plain = plain
        self._noticed = noticed

    def __getattr__(self, name: str) -> Any:
        self._noticed.add(EVERYTHING if name in _WHOLE else name)
        return getattr(self._plain, name)
