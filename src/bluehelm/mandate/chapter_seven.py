"""Chapter VII of the Charter: whether it is invoked, for the whole or for named paragraphs, or only recalled."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bluehelm.mandate.resolution import Paragraph

WHOLE = "all"
_NAMES = re.compile(r"\bChapter\s+VII\b")
_ACTS = re.compile(r"\b(?:acting|acts|action)\b[^,;.]{0,60}?\bunder\s+(?:the provisions of\s+)?(?:Articles?[^,;.]{0,40}\s)?(?:of\s+)?Chapter\s+VII\b", re.IGNORECASE)
_RECALLS = re.compile(r"\b(?:recall|reaffirm|reiterat|adopted|previous|having|imposed|pursuant|measures?|as set out|resolutions?|authori[sz]ed)\w*\b[^,;.]*$", re.IGNORECASE)


def chapter_seven_of(paragraphs: Sequence[Paragraph]) -> tuple[tuple[str, ...], bool]:
    """The ids of the paragraphs that act under Chapter VII, "all" alone for the whole; and whether it is only recalled.

    Rule: a preambular paragraph that opens with the action invokes it for the whole resolution; words
    inside an operative paragraph invoke it for that paragraph; any other mention recalls it.
    """
    naming = [one for one in paragraphs if one.kind in {"preambular", "operative"} and _NAMES.search(one.text)]
    if any(one.kind == "preambular" and _invokes_at_the_start(one.text) for one in naming):
        return (WHOLE,), False
    acting = tuple(one.id for one in naming if one.kind == "operative" and _acts(one.text))
    return acting, bool(naming) and not acting


def _invokes_at_the_start(text: str) -> bool:
    found = _ACTS.search(text)
    return found is not None and (
        bool(re.match(r"(?:and\s+|therefore,?\s+|further\s+)?acting\b", text, re.IGNORECASE))
        or (bool(re.search(r"(?:,|and)\s+(?:therefore\s+)?$", text[: found.start()])) and len(text) - found.end() < 60)
    )


def _acts(text: str) -> bool:
    found = _ACTS.search(text)
    return found is not None and _RECALLS.search(text[: found.start()].rpartition(",")[2]) is None
