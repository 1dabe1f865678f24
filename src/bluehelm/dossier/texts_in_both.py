"""The texts of a dossier that it gives in English and in French, by their English.

Findings and verdicts quote a dossier by its English text; here the French beside it is found again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bluehelm.dossier.catalogue import Part
from bluehelm.dossier.contents import Dossier
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.phrases import InBoth, Phrase

FRENCH = "_fr"


def texts_in_both(dossier: Dossier) -> dict[str, InBoth]:
    """Every text with a French one beside it; of two with the same English, the first."""
    found: dict[str, InBoth] = {}
    for record in dossier.records():
        for said in _of_part(record):
            found.setdefault(said.english, said)
    return found


def _of_part(part: Part) -> Iterator[InBoth]:
    for name, value in part:
        if name.endswith(FRENCH) and isinstance(value, str):
            english = getattr(part, name.removesuffix(FRENCH))
            if english:
                yield InBoth(english, value)
        elif isinstance(value, tuple):
            for one in value:
                if isinstance(one, Part):
                    yield from _of_part(one)


def quoting(template: str, values: Mapping[str, object], seen: Standpoint) -> Phrase:
    """A sentence of a finding or verdict whose quotations of the dossier can be said in French too."""
    both = seen.kept("(texts in both)", lambda: texts_in_both(seen.dossier))
    return Phrase(template, {name: _quoted(value, both) for name, value in values.items()})


def _quoted(value: object, both: Mapping[str, InBoth]) -> object:
    return both.get(value, value) if isinstance(value, str) else value
