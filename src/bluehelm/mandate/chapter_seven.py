"""Chapter VII of the Charter: invoked for the whole, for named paragraphs, or only recalled."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bluehelm.mandate.resolution import Paragraph

WHOLE = "all"
_NAMES = re.compile(r"\bChapter\s+VII\b")
_ACTS = re.compile(
    r"\b(?:acting|acts|"
    r"action)\b[^,;.]{0,60}?\bunder\s+(?:the provisions "
    r"of\s+)?(?:Articles?[^,;.]{0,40}\s)?(?:of\s+)?Chapter\s+VII\b",
    re.IGNORECASE,
)
_RECALLS = re.compile(
    r"\b(?:recall|reaffirm|reiterat|adopted|previous|having|imposed|pursuant|measures?|as set out|"
    r"resolutions?|authori[sz]ed)\w*\b[^,;.]*$",
    re.IGNORECASE,
)


def chapter_seven_of(paragraphs: Sequence[Paragraph]) -> tuple[tuple[str, ...], bool]:
    """The ids of the paragraphs that act under Chapter VII, or "all"; and whether it is only recalled.

    Rule: a preambular paragraph that opens with the action invokes it for the whole resolution; words
    inside an operative paragraph invoke it for that paragraph; any other mention recalls it.
    """
    naming = [
        one for one in paragraphs if one.kind in {"preambular", "operative"} and _NAMES.search(one.text)
    ]
    invoking = next(
        (one for one in naming if one.kind == "preambular" and _invokes_at_the_start(one.text)), None
    )
    if invoking is not None:
        return _governed_by(invoking, paragraphs), False
    acting = tuple(one.id for one in naming if one.kind == "operative" and _acts(one.text))
    return acting, bool(naming) and not acting


def _governed_by(invoking: Paragraph, paragraphs: Sequence[Paragraph]) -> tuple[str, ...]:
    """The whole resolution; of one in parts, where numbered paragraphs stand before, those that follow."""
    place = paragraphs.index(invoking)
    if not any(one.kind == "operative" and one.marker for one in paragraphs[:place]):
        return (WHOLE,)
    return tuple(one.id for one in paragraphs[place:] if one.kind == "operative" and not one.parent)


def _invokes_at_the_start(text: str) -> bool:
    found = _ACTS.search(text)
    return found is not None and (
        bool(re.match(r"(?:and\s+|therefore,?\s+|further\s+)?acting\b", text, re.IGNORECASE))
        or (
            bool(re.search(r"(?:,|and)\s+(?:therefore\s+)?$", text[: found.start()]))
            and len(text) - found.end() < 60
        )
    )


def _acts(text: str) -> bool:
    found = _ACTS.search(text)
    return found is not None and _RECALLS.search(text[: found.start()].rpartition(",")[2]) is None
