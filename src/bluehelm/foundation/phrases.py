"""Phrases: sentences kept as a template with its values, so that they can be said in any language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

NOTHING: Mapping[str, object] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A template in English and the values it names in braces.

    Values are numbers, dates, texts, other phrases, `InBoth` or `Quantity`; the language that
    says the phrase writes each in its own way.
    """

    template: str
    values: Mapping[str, object] = field(default_factory=lambda: NOTHING)


@dataclass(frozen=True, slots=True)
class InBoth:
    """A text of the dossier in English and, where the dossier has it, in French."""

    english: str
    french: str | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit: 'USD', 'share', 'days', 'people' or a plain word; None is unknown.

    `figure` is the reference that `explain` takes; it stands beside the number wherever it is shown.
    """

    value: object
    unit: str = ""
    figure: str = ""


@dataclass(frozen=True, slots=True)
class Marked:
    """A cell with a tone of its own: 'plain', 'bad', 'good' or 'grey'; its words say the same without it."""

    said: object
    tone: str


def phrase(template: str, **values: object) -> Phrase:
    """A phrase with its values.

    >>> phrase("{n} tasks", n=3).values["n"]
    3
    """
    return Phrase(template, values)
