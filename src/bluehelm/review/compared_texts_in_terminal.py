"""Two versions of a text in the terminal, as one: marked by signs, so that it is clear without colour."""

from __future__ import annotations

from rich.text import Text

from bluehelm.foundation.languages import printable
from bluehelm.foundation.pages import ComparedText, Words

WORDS_BESIDE_A_CHANGE = 7
MOST_WORDS_OF_A_CHANGE = 45


def versions_in_terminal(text: ComparedText) -> Text:
    """Both versions in one: [-taken out-] and {+put in+}, clear without colour; words far away left out."""
    alone = len(text.words) == 1
    shown = Text()
    for place, one in enumerate(text.words):
        if place:
            shown.append(" ")
        if one.kind == "same":
            shown.append(_beside(one, first=place == 0, last=place == len(text.words) - 1))
        else:
            said = _shortened(one.text, MOST_WORDS_OF_A_CHANGE)
            marked = said if alone else f"[-{said}-]" if one.kind == "out" else f"{{+{said}+}}"
            shown.append(marked, style="red" if one.kind == "out" else "green")
    return shown


def _beside(words: Words, *, first: bool, last: bool) -> str:
    """The unchanged words next to a change; those between are left out."""
    all_words = printable(words.text).split()
    if first and last:
        return _shortened(words.text, MOST_WORDS_OF_A_CHANGE)
    head = [] if first else all_words[:WORDS_BESIDE_A_CHANGE]
    tail = [] if last else all_words[-WORDS_BESIDE_A_CHANGE:]
    if len(head) + len(tail) + 1 >= len(all_words):
        return " ".join(all_words)
    return " ".join([*head, "…", *tail])


def _shortened(text: str, n_words: int) -> str:
    words = printable(text).split()
    return " ".join(words) if len(words) <= n_words else " ".join([*words[:n_words], "…"])
