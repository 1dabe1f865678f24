"""Searching a dossier: items whose name or texts hold every word asked for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bluehelm.desk.trace_item import text_of
from bluehelm.dossier.catalogue import Part, Record, fields_of
from bluehelm.dossier.contents import Dossier


@dataclass(frozen=True, slots=True)
class FoundItem:
    """One item that was found: its reference, what it is called, and the field that holds the words."""

    reference: str
    text: str
    field: str
    excerpt: str


@dataclass(frozen=True, slots=True)
class Searchable:
    """One item with what it is called and says, in small letters without accents."""

    record: Record
    called: str
    says: str


def searchable(dossier: Dossier, earlier: Mapping[str, Searchable] | None = None) -> dict[str, Searchable]:
    """Every item by its reference, ready to be searched; items that `earlier` holds are not read again."""
    known = earlier or {}
    return {
        reference: held
        if (held := known.get(reference)) is not None and held.record is record
        else _searchable(reference, record)
        for reference, record in dossier.by_reference.items()
    }


def _searchable(reference: str, record: Record) -> Searchable:
    texts = "\n".join(text for _, text in _texts(record))
    return Searchable(record, plain_words(f"{reference} {text_of(record)}"), plain_words(texts))


def search(items: Mapping[str, Searchable], asked: str, n_wanted: int) -> list[FoundItem]:
    """The items of which one field holds every word, those whose own name or text holds them first.

    Accents and capitals make no difference.
    """
    words = plain_words(asked).split()
    if not words:
        return []
    named: list[FoundItem] = []
    saying: list[FoundItem] = []
    for reference, item in items.items():
        if all(word in item.called for word in words):
            named.append(FoundItem(reference, text_of(item.record), "", ""))
        elif len(saying) < n_wanted and all(word in item.says for word in words):
            saying += [found] if (found := _held_by(reference, item.record, words)) else []
    return [*named, *saying][:n_wanted]


def _held_by(reference: str, record: Record, words: list[str]) -> FoundItem | None:
    for field, text in _texts(record):
        if all(word in plain_words(text) for word in words):
            return FoundItem(reference, text_of(record), field, _excerpt(text, words[0]))
    return None


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
