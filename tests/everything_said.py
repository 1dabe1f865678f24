"""Everything a page says, whatever the block, for tests on what it must and must not say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

from bluehelm.foundation.languages import say
from bluehelm.foundation.pages import Page
from bluehelm.foundation.phrases import InBoth, Phrase, Quantity


def everything_said(thing: object) -> Iterator[object]:
    """Every value on a page or in a part of it, phrases and the values inside them included."""
    if isinstance(thing, Phrase):
        yield thing
        yield from everything_said(thing.values)
    elif isinstance(thing, InBoth | Quantity):
        yield thing
    elif isinstance(thing, tuple | list):
        for one in thing:
            yield from everything_said(one)
    elif isinstance(thing, Mapping):
        for one in thing.values():
            yield from everything_said(one)
    elif is_dataclass(thing):
        for one in fields(thing):
            yield from everything_said(getattr(thing, one.name))
    elif thing is not None:
        yield thing


def words_of(page: Page) -> str:
    """A page as one text in English, its item references and names included."""
    return " ".join(say(one) for one in everything_said(page))
