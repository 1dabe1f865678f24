"""Which paragraph of an earlier text each paragraph of a later one comes from.

Candidates share rare words; the few that share most are compared word by word, the nearest of these
letter by letter. Numbering is never looked at: it moves from renewal to renewal.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from heapq import nlargest
from math import log

IDENTICAL, LIGHT_EDIT, REWRITTEN = 0.995, 0.8, 0.5
"""Above the first a paragraph is kept, from the second on lightly edited, from the third on rewritten."""
N_SHARING_WORDS, N_COMPARED_BY_LETTER = 8, 2
FEW_WORDS = 6
"""Shorter paragraphs are titles: they are aligned only when nearly the same, and never counted."""

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much a later text (by its place) is like an earlier one, 0 to 1."""

    ratio: float
    before: int
    after: int


def ratio_of(before: str, after: str) -> float:
    """Share of letters that both texts have in the same order.

    >>> ratio_of("to monitor the border", "to monitor the border"), ratio_of("abcd", "abxd")
    (1.0, 0.75)
    """
    return SequenceMatcher(None, before, after, autojunk=False).ratio()


def likenesses(before: Sequence[str], after: Sequence[str]) -> list[Likeness]:
    """The nearest earlier texts of each later one, whatever their likeness.

    Gap: a text that shares few rare words with its origin, yet most letters, can be missed; on 50 renewals
    no identical or lightly edited paragraph was.
    """
    places: dict[str, list[int]] = defaultdict(list)
    for place, text in enumerate(before):
        places[text].append(place)
    index = _WordIndex(before)
    found: list[Likeness] = []
    for place, text in enumerate(after):
        if text in places:
            found += [Likeness(1.0, one, place) for one in places[text]]
        else:
            found += [Likeness(ratio_of(before[one], text), one, place) for one in index.nearest(text)]
    return found


class _WordIndex:
    """Texts by the words they hold, rare words counting for more."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.words = [_WORD.findall(text.lower()) for text in texts]
        self.holding: dict[str, list[int]] = defaultdict(list)
        for place, words in enumerate(self.words):
            for word in set(words):
                self.holding[word].append(place)
        self.weights = [self._weight(words) for words in self.words]

    def _rarity(self, word: str) -> float:
        return log(1 + len(self.words) / max(1, len(self.holding.get(word, ()))))

    def _weight(self, words: Iterable[str]) -> float:
        return sum(self._rarity(word) for word in set(words))

    def nearest(self, text: str) -> list[int]:
        """The texts most like this one by their words in order."""
        words = _WORD.findall(text.lower())
        compared = SequenceMatcher(None, autojunk=False)
        compared.set_seq2(words)
        scored: list[tuple[float, int]] = []
        for place in self._sharing_most(words):
            compared.set_seq1(self.words[place])
            scored.append((compared.ratio(), place))
        return [place for _, place in nlargest(N_COMPARED_BY_LETTER, scored)]

    def _sharing_most(self, words: list[str]) -> list[int]:
        shared: Counter[int] = Counter()
        for word in sorted(set(words)):
            for place in self.holding.get(word, ()):
                shared[place] += self._rarity(word)  # type: ignore[assignment]  # rarity is no whole number
        whole = self._weight(words)
        return nlargest(
            N_SHARING_WORDS, shared, key=lambda one: (shared[one] / (whole + self.weights[one]), -one)
        )


def align(before: Sequence[str], after: Sequence[str], found: Iterable[Likeness]) -> dict[int, Likeness]:
    """One earlier text for one later text, the most alike first; among equals the one at the same place."""

    def order(one: Likeness) -> tuple[float, float]:
        apart = abs(one.before / max(1, len(before)) - one.after / max(1, len(after)))
        return -one.ratio, apart

    taken: set[int] = set()
    aligned: dict[int, Likeness] = {}
    for one in sorted(found, key=order):
        free = one.before not in taken and one.after not in aligned
        if free and one.ratio >= _least(before[one.before], after[one.after]):
            taken.add(one.before)
            aligned[one.after] = one
    return aligned


def _least(before: str, after: str) -> float:
    n_words = min(len(before.split()), len(after.split()))
    return REWRITTEN if n_words >= FEW_WORDS else LIGHT_EDIT


def out_of_order(places: Sequence[int]) -> set[int]:
    """Which of these places, as a later text has them, were moved: those outside the longest run that rises.

    >>> out_of_order([0, 1, 5, 2, 3])
    {5}
    """
    ends: list[int] = []
    at: list[int] = []
    came_from: dict[int, int | None] = {}
    for index, place in enumerate(places):
        length = bisect_left(ends, place)
        came_from[index] = at[length - 1] if length else None
        ends[length : length + 1] = [place]
        at[length : length + 1] = [index]
    kept: set[int] = set()
    step: int | None = at[-1] if at else None
    while step is not None:
        kept.add(places[step])
        step = came_from[step]
    return set(places) - kept
