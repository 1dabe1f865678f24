"""Searching a dossier: items whose name or texts hold every word asked for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from bluehelm.desk.trace_item import text_of
from bluehelm.dossier.catalogue import Part, fields_of
from bluehelm.dossier.contents import Dossier


@dataclass(frozen=True, slots=True)
class FoundItem:
    """One item that was found: its reference, what it is called, and the field that holds the words."""

    reference: str
    text: str
    field: str
    excerpt: str


def search(dossier: Dossier, asked: str, n_wanted: int) -> list[FoundItem]:
    """The items that hold every word, those whose own name or text holds them first.

    Accents and capitals make no difference.
    """
    words = plain_words(asked).split()
    if not words:
        return []
    found = []
    for reference, record in dossier.by_reference.items():
        held = next(
            (one for one in _texts(record) if all(word in plain_words(one[1]) for word in words)), None
        )
        called = text_of(record)
        if all(word in plain_words(f"{reference} {called}") for word in words):
            found.append((0, FoundItem(reference, called, "", "")))
        elif held is not None:
            found.append((1, FoundItem(reference, called, held[0], _excerpt(held[1], words[0]))))
    found.sort(key=lambda one: one[0])
    return [item for _, item in found[:n_wanted]]


def _texts(part: Part) -> Iterator[tuple[str, str]]:
    for entry in fields_of(type(part)).values():
        value = getattr(part, entry.attribute)
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, str):
                yield entry.name, one
            elif isinstance(one, Part):
                yield from _texts(one)


def plain_words(text: str) -> str:
    """A text in small letters without accents.

    >>> plain_words("Élections à Bria")
    'elections a bria'
    """
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in parts if not unicodedata.combining(sign)).lower()


def _excerpt(text: str, word: str) -> str:
    match = re.search(re.escape(word), plain_words(text))
    start = max(0, (match.start() if match else 0) - 60)
    cut = text[start : start + 160].strip()
    return ("… " if start else "") + cut + (" …" if start + 160 < len(text) else "")
