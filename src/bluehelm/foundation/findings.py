"""Findings: what is wrong in a dossier, where, why it matters and how to mend it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from types import MappingProxyType
from typing import Any

NO_VALUES: Mapping[str, object] = MappingProxyType({})


class Severity(IntEnum):
    """How much a finding weighs; larger is heavier.

    Error: cannot be read, or contradicts itself. Warning: a true fault in the plan.
    Note: worth knowing. Incompleteness is never an error.
    """

    NOTE = 1
    WARNING = 2
    ERROR = 3

    @property
    def word(self) -> str:
        """The word shown to people and written to JSON."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: a file relative to the workspace, and a line counted from one."""

    file: str = ""
    line: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" if self.line else self.file


@dataclass(frozen=True, slots=True)
class Basis:
    """What a check rests on: a paragraph of the submission, a UN instrument or a study.

    `status` says how it is known: verified, as reported, abstract, derived, unverified, or our
    reading (a rule of Bluehelm's own).
    """

    source: str
    status: str = "verified"

    def __str__(self) -> str:
        return self.source if self.status == "verified" else f"{self.source} ({self.status})"


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault, with everything a person needs to mend it.

    `template` and `values` make the message, so that it can be said in another language.
    """

    check: str
    severity: Severity
    place: Place
    item: str
    template: str
    why: str = ""
    basis: tuple[Basis, ...] = ()
    remedy: str = ""
    values: Mapping[str, object] = field(default_factory=lambda: NO_VALUES)

    @property
    def message(self) -> str:
        """The sentence that says what is wrong, in English."""
        return fill(self.template, self.values)

    def as_json(self) -> dict[str, Any]:
        """The finding in the published JSON shape."""
        return {
            "check": self.check,
            "severity": self.severity.word,
            "file": self.place.file,
            "line": self.place.line,
            "item": self.item,
            "message": self.message,
            "why": self.why,
            "basis": [str(basis) for basis in self.basis],
            "remedy": fill(self.remedy, self.values),
        }


def fill(template: str, values: Mapping[str, object]) -> str:
    """The template with its values put in; a template without values is returned as it is.

    >>> fill("Task {task} has no objective.", {"task": "escort"})
    'Task escort has no objective.'
    """
    return template.format_map(values) if values else template


def in_reading_order(findings: Iterable[Finding]) -> list[Finding]:
    """Findings sorted by severity (heaviest first), file, line and check."""
    return sorted(
        findings,
        key=lambda found: (-found.severity, found.place.file, found.place.line, found.check),
    )


def counts(findings: Iterable[Finding]) -> dict[str, int]:
    """How many findings of each severity, every severity present."""
    tally = Counter(found.severity for found in findings)
    return {severity.word: tally[severity] for severity in sorted(Severity, reverse=True)}
