"""A standpoint: a dossier, the moment asked about, and what had been published by then."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from bluehelm.dossier.catalogue import Record
from bluehelm.dossier.contents import Dossier, kinds
from bluehelm.dossier.in_force import TaskInForce, mandate_in_force, tasks_in_force
from bluehelm.dossier.mandate_records import Mandate
from bluehelm.dossier.system_records import Rule
from bluehelm.dossier.trace import Trace, build_trace
from bluehelm.foundation.periods import Period, fiscal_year_of

Kind = TypeVar("Kind", bound=Record)
Found = TypeVar("Found")
EVERYTHING = "*"
"""Stands for every collection where it is said what was read."""


@dataclass(frozen=True, eq=False)
class Standpoint:
    """A dossier seen at `as_of`, knowing what was known on `known_on` (everything, if not set).

    `workspace`: the folder that may hold an evidence store beside the dossier.
    """

    dossier: Dossier
    as_of: date
    known_on: date | None = None
    workspace: Path | None = None

    @property
    def trace(self) -> Trace:
        """Who rests on what at this moment."""
        return self.kept("(trace)", lambda: build_trace(self.dossier, self.as_of))

    @property
    def mandate(self) -> Mandate | None:
        """The decision of the Council in force."""
        return self.kept("(mandate)", lambda: mandate_in_force(self.dossier, self.as_of), ("mandates",))

    @property
    def tasks_in_force(self) -> Mapping[str, TaskInForce]:
        """The tasks that run, by short name."""
        return self.kept("(tasks)", lambda: tasks_in_force(self.dossier, self.as_of), ("mandates",))

    @cached_property
    def budget_year(self) -> Period:
        """The peacekeeping year that holds the moment."""
        return fiscal_year_of(self.as_of)

    def item(self, kind: type[Kind], identifier: str | None) -> Kind | None:
        """The item of a kind with this short name, or None."""
        collection = kinds()[kind.kind].name
        items: Mapping[str, Kind] = self.kept(
            f"(items: {collection})", lambda: _by_key(getattr(self.dossier, collection)), (collection,)
        )
        return items.get(identifier) if identifier else None

    def was_known(self, on: date | None) -> bool:
        """Whether something that became known on a day was known at this standpoint.

        A blank day counts as known only where no limit is set: nobody can show that it was known.
        """
        return self.known_on is None or (on is not None and on <= self.known_on)

    def kept(self, name: str, find: Callable[[], Found], reads: tuple[str, ...] = (EVERYTHING,)) -> Found:
        """What `find` finds, looked for once at this standpoint and kept under a name.

        `reads`: the collections that `find`, or what it found, looks into now or later.
        """
        del reads  # only a standpoint that notices what is read has a use for it
        held = vars(self)
        if name not in held:
            held[name] = find()
        found: Found = held[name]
        return found

    def threshold(self, rule: str, default: str) -> Decimal:
        """The value of a rule in system/rules.yaml, or the default; thresholds are never hidden."""
        found = self.item(Rule, rule)
        value = found.value if found else None
        return Decimal(value) if value and _is_number(value) else Decimal(default)


def _by_key(records: Iterable[Kind]) -> Mapping[str, Kind]:
    """Records by short name; of several rows with one name, the first."""
    found: dict[str, Kind] = {}
    for record in records:
        found.setdefault(getattr(record, record.key), record)
    return found


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).isdigit()
