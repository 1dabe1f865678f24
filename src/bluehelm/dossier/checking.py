"""What a check is: one function that looks at a dossier from a standpoint and yields faults.

A check is declared once, with everything a finding needs: id, severity, why it matters, what it
rests on and how to mend it. The function yields only what it saw.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from bluehelm.dossier.catalogue import Record
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.findings import NO_VALUES, Basis, Finding, Place, Severity

SUBMISSION = "Canada's submission to the review of peace operations"


def submission(*paragraphs: str) -> tuple[Basis, ...]:
    """The paragraphs of the submission that a check serves, as its basis.

    >>> str(submission("2b.iii")[0])
    'submission 2b.iii'
    """
    return tuple(Basis(f"submission {paragraph}") for paragraph in paragraphs)


def instrument(source: str, status: str = "verified") -> Basis:
    """A UN instrument or study that a check rests on, with how it is known."""
    return Basis(source, status)


@dataclass(frozen=True, slots=True)
class Fault:
    """What a check saw: the record or place, and the sentence with its values.

    `item` is the reference shown; it is the record's own unless given.
    """

    at: Record | Place
    template: str
    values: Mapping[str, object] = field(default_factory=lambda: NO_VALUES)
    item: str = ""
    line: int = 0


def fault(at: Record | Place, template: str, *, item: str = "", line: int = 0, **values: object) -> Fault:
    """A fault at a record or place; `template` names its values in braces.

    `line` points at a line inside the record, where the fault is that narrow.
    """
    return Fault(at, template, values, item, line)


Look = Callable[[Standpoint], Iterable[Fault]]


@dataclass(frozen=True, slots=True)
class Check:
    """A check with everything its findings say beside what was seen."""

    id: str
    severity: Severity
    looks_for: str
    why: str
    remedy: str
    basis: tuple[Basis, ...]
    look: Look

    def findings(self, seen: Standpoint) -> Iterator[Finding]:
        """The findings of this check from a standpoint."""
        for found in self.look(seen):
            yield self._finding(found)

    def _finding(self, found: Fault) -> Finding:
        if isinstance(found.at, Record):
            place, item = found.at.place, found.item or found.at.reference
        else:
            place, item = found.at, found.item
        if found.line:
            place = Place(place.file, found.line)
        return Finding(
            self.id, self.severity, place, item, found.template, self.why, self.basis, self.remedy,
            found.values,
        )  # fmt: skip


def check(
    id: str,
    severity: Severity,
    *,
    looks_for: str,
    why: str,
    remedy: str,
    basis: tuple[Basis, ...],
) -> Callable[[Look], Check]:
    """Makes a check of the function below it.

    `looks_for`, `why` and `remedy` are whole sentences; `remedy` may name the values of a fault.
    """

    def declared(look: Look) -> Check:
        return Check(id, severity, looks_for, why, remedy, basis, look)

    return declared


def run_checks(checks: Iterable[Check], seen: Standpoint) -> list[Finding]:
    """All findings of the checks, in the order of the checks."""
    return [finding for one in checks for finding in one.findings(seen)]


def house_checks(group: str = "bluehelm.checks") -> tuple[Check, ...]:
    """Checks that other installed packages add by an entry point.

    Each entry point of the group names a Check or a tuple of them.
    """
    from importlib.metadata import entry_points

    found: list[Check] = []
    for entry in sorted(entry_points(group=group), key=lambda point: point.name):
        loaded: Any = entry.load()
        found.extend([loaded] if isinstance(loaded, Check) else loaded)
    return tuple(found)
