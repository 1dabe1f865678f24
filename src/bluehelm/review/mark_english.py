"""English texts inside a page in another language, marked so that a screen reader speaks them as English."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from typing import Any, TypeVar

from bluehelm.foundation.languages import ENGLISH
from bluehelm.foundation.phrases import InBoth

OPENS, CLOSES = "\u2063", "\u2064"
"""Two signs that nobody sees and that survive until the page is written."""
_MARKED = re.compile(f"{OPENS}([^{OPENS}{CLOSES}]*){CLOSES}")
_MARKS = re.compile(f"[{OPENS}{CLOSES}]")
Thing = TypeVar("Thing")


def with_marks(thing: Thing, language: str) -> Thing:
    """The thing with a mark around each text that it can only say in English."""
    return thing if language == ENGLISH else _marked(thing)


def _marked(thing: Any) -> Any:
    if isinstance(thing, InBoth):
        english_only = thing.french is None and thing.english
        return InBoth(thing.english, f"{OPENS}{thing.english}{CLOSES}") if english_only else thing
    if isinstance(thing, Mapping):
        return {name: _marked(one) for name, one in thing.items()}
    if isinstance(thing, tuple):
        return tuple(_marked(one) for one in thing)
    if dataclasses.is_dataclass(thing) and not isinstance(thing, type):
        names = [one.name for one in dataclasses.fields(thing)]
        return dataclasses.replace(thing, **{name: _marked(getattr(thing, name)) for name in names})
    return thing


def unmarked(text: str) -> str:
    """The text without marks, for places that hold no elements.

    >>> unmarked(f"{OPENS}gap{CLOSES}: 3")
    'gap: 3'
    """
    return _MARKS.sub("", text)


def as_markup(text: object) -> Any:
    """What a template shows, escaped, with each marked text in an element that names its language.

    >>> str(as_markup(f"{OPENS}a < b{CLOSES} : 3"))
    '<span lang="en">a &lt; b</span> : 3'
    """
    from markupsafe import Markup, escape

    if not isinstance(text, str) or isinstance(text, Markup) or not _MARKS.search(text):
        return text
    spans = _MARKED.sub(r'<span lang="en">\1</span>', str(escape(text)))
    return Markup(unmarked(spans))  # noqa: S704 - escaped just above
