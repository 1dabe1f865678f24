"""Word sequences of paragraphs as sets of numbers: what two texts share is what stands in both sets.

A sequence is a fixed number of words in a row (three for comparing paragraphs, eight for the share of a
text seen before). Each becomes a 64-bit number that is the same on every machine; no word can be had
back from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import chain

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.uint64]
Counts = NDArray[np.int64]

WORD = re.compile(r"\w+(?:['’]\w+)*")
PARAGRAPH_WIDTH = 3
"""Words in a row by which paragraphs are compared: one changed word costs three sequences."""
TEXT_WIDTH = 8
"""Words in a row by which the share of a text seen before is measured (mandates, section 9)."""

OWNER_BITS = 20
_ODD = np.uint64(0x9E3779B97F4A7C15)
_MIX_1, _MIX_2 = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)


@dataclass(frozen=True, slots=True)
class SequenceSets:
    """Sets of numbers, one a paragraph: `numbers[starts[i]:starts[i + 1]]` is that of i, ascending."""

    starts: Counts
    numbers: Numbers

    @property
    def sizes(self) -> Counts:
        """How many different sequences each paragraph holds."""
        return np.diff(self.starts)

    @property
    def owners(self) -> Counts:
        """The paragraph of each number."""
        return np.repeat(np.arange(len(self.starts) - 1), self.sizes)

    def of(self, place: int) -> Numbers:
        """The set of one paragraph."""
        return self.numbers[self.starts[place] : self.starts[place + 1]]


def words_of(text: str) -> list[str]:
    """The words of a text, lower case, without marks.

    >>> words_of("Côte d’Ivoire: 2,000 troops")
    ['côte', "d'ivoire", '2', '000', 'troops']
    """
    return WORD.findall(text.lower().replace("’", "'"))


def mixed(numbers: Numbers) -> Numbers:
    """Each number scattered over all 64 bits, the same way everywhere (the finalizer of SplitMix64)."""
    numbers = (numbers ^ (numbers >> np.uint64(30))) * _MIX_1
    numbers = (numbers ^ (numbers >> np.uint64(27))) * _MIX_2
    return numbers ^ (numbers >> np.uint64(31))


def sequence_sets(paragraphs: Iterable[Sequence[str]], width: int = PARAGRAPH_WIDTH) -> SequenceSets:
    """The sets of word sequences of paragraphs given as words; a shorter paragraph is one sequence.

    >>> sequence_sets([["one", "two", "three", "four"], ["one"], []]).sizes.tolist()
    [2, 1, 0]
    """
    listed = [tuple(words) for words in paragraphs]
    lengths = np.array([len(words) for words in listed], dtype=np.int64)
    padded = np.where(lengths > 0, np.maximum(lengths, width), 0)
    ends = np.cumsum(padded)
    words = np.zeros(int(ends[-1]) if len(ends) else 0, dtype=np.uint64)
    known = _NumberOf()
    numbers = map(known.__getitem__, chain.from_iterable(listed))
    flat = np.fromiter(numbers, np.uint64, int(lengths.sum()))
    words[_places_of_words(lengths, padded)] = flat
    return _without_repeats(_rolled(words, width), ends, padded, width)


def _places_of_words(lengths: Counts, padded: Counts) -> Counts:
    shift: Counts = np.cumsum(padded - lengths) - (padded - lengths)
    places: Counts = np.arange(int(lengths.sum())) + np.repeat(shift, lengths)
    return places


def _rolled(words: Numbers, width: int) -> Numbers:
    """The number of the sequence that begins at each word."""
    n_starts = max(len(words) - width + 1, 0)
    rolled = np.zeros(n_starts, dtype=np.uint64)
    for step in range(width):
        rolled = mixed((rolled + words[step : step + n_starts]) * _ODD)
    return rolled


def _without_repeats(rolled: Numbers, ends: Counts, padded: Counts, width: int) -> SequenceSets:
    n_sequences = np.where(padded > 0, padded - width + 1, 0)
    owners = np.repeat(np.arange(len(padded)), n_sequences)
    within = np.arange(len(owners)) - np.repeat(np.cumsum(n_sequences) - n_sequences, n_sequences)
    numbers = rolled[np.repeat(ends - padded, n_sequences) + within]
    order = _by_owner_and_number(owners, numbers)
    owners, numbers = owners[order], numbers[order]
    first = np.ones(len(numbers), dtype=bool)
    first[1:] = (numbers[1:] != numbers[:-1]) | (owners[1:] != owners[:-1])
    sizes = np.bincount(owners[first], minlength=len(padded))
    return SequenceSets(np.concatenate(([0], np.cumsum(sizes))).astype(np.int64), numbers[first])


def _by_owner_and_number(owners: Counts, numbers: Numbers) -> NDArray[np.intp]:
    """The order by owner, then number: one sort where both fit into one number, since two take longer."""
    if len(owners) and int(owners[-1]) < 1 << OWNER_BITS:
        left = np.uint64(64 - OWNER_BITS)
        order = np.argsort(owners.astype(np.uint64) << left | numbers >> np.uint64(OWNER_BITS))
        if _ascend(owners[order], numbers[order]):
            return order
    return np.lexsort((numbers, owners))


def _ascend(owners: Counts, numbers: Numbers) -> bool:
    """Whether the numbers of each owner ascend: the part that was cut off could have decided."""
    return bool(np.all((numbers[1:] >= numbers[:-1]) | (owners[1:] != owners[:-1])))


class _NumberOf(dict[str, int]):
    """The number of each word, worked out when it is first asked for."""

    def __missing__(self, word: str) -> int:
        number = int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "little")
        self[word] = number
        return number


def share_in_common(one: Numbers, other: Numbers) -> float:
    """Similarity of two sets, 0..1: what they share, of all that stands in either (Jaccard).

    >>> sets = sequence_sets(["the mission shall protect".split(), "the mission shall report".split()])
    >>> round(share_in_common(sets.of(0), sets.of(1)), 2)
    0.33
    """
    n_shared = len(np.intersect1d(one, other, assume_unique=True))
    n_either = len(one) + len(other) - n_shared
    return n_shared / n_either if n_either else 0.0
