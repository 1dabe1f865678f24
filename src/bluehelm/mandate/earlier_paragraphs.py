"""Earlier paragraphs to compare a text with: those of the shipped corpus, and those a user has added."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bluehelm.mandate.corpus_facts import CorpusFacts, number_in
from bluehelm.mandate.paragraph_signatures import N_BITS
from bluehelm.mandate.word_sequences import Counts, Numbers

TextOf = Callable[[int], str]


class EarlierResolution(NamedTuple):
    """An earlier resolution; `adopted_on` is ISO, "" where it is not known."""

    symbol: str
    year: int | None
    adopted_on: str
    mission: str


@dataclass(frozen=True)
class EarlierParagraphs:
    """Paragraphs as columns, in order of adoption.

    signatures: (8, n_paragraphs); rows: (n_paragraphs,) place of the resolution in `resolutions`;
    text_of: the words of a paragraph by its place, or "" where only the signature is known
    """

    resolutions: tuple[EarlierResolution, ...]
    signatures: Numbers
    rows: Counts
    ids: Sequence[str]
    text_of: TextOf = lambda _place: ""

    def before(self, symbol: str, adopted_on: str) -> NDArray[np.bool_]:
        """(n_paragraphs,) whether a paragraph was adopted before a text with this symbol and day (ISO)."""
        earlier = np.array([is_before(one, symbol, adopted_on) for one in self.resolutions], dtype=bool)
        return earlier[self.rows] if len(earlier) else np.zeros(0, dtype=bool)

    def shares(self, signature: Numbers) -> NDArray[np.float32]:
        """(n_paragraphs,) estimated share in common with each paragraph, 0..1."""
        differing = np.zeros(self.signatures.shape[1], dtype=np.uint16)
        for word, of_all in zip(signature, self.signatures, strict=True):
            differing += np.bitwise_count(of_all ^ word)
        return np.maximum(0, 1 - differing.astype(np.float32) * np.float32(2 / N_BITS))


def is_before(one: EarlierResolution, symbol: str, adopted_on: str) -> bool:
    """Whether a resolution came before a text: by number where both have one, else by day; unknown counts.

    >>> is_before(EarlierResolution("S/RES/2098 (2013)", 2013, "2013-03-28", "MONUSCO"), "S/RES/2147 (2014)", "")
    True
    """
    number, asked = number_in(one.symbol), number_in(symbol)
    if number and asked:
        return int(number) < int(asked)
    if one.adopted_on and adopted_on:
        return one.adopted_on < adopted_on
    return one.symbol != symbol


def of_corpus(facts: CorpusFacts) -> EarlierParagraphs:
    """The paragraphs of the shipped corpus: signatures without words."""
    resolutions = tuple(
        EarlierResolution(one.symbol, one.year, one.adopted_on, one.mission) for one in facts.resolutions
    )
    paragraphs = facts.paragraphs
    return EarlierParagraphs(resolutions, paragraphs.signatures, paragraphs.resolutions, paragraphs.ids)


def laid_over(shipped: EarlierParagraphs, own: EarlierParagraphs) -> EarlierParagraphs:
    """Both together; a resolution that the user has as text replaces the shipped one."""
    held = {number_in(one.symbol) or one.symbol for one in own.resolutions}
    stays = np.array([number_in(one.symbol) not in held for one in shipped.resolutions], dtype=bool)
    kept = np.flatnonzero(stays[shipped.rows])
    n_kept, n_shipped = len(kept), len(shipped.resolutions)

    def text_of(place: int) -> str:
        return own.text_of(place - n_kept) if place >= n_kept else ""

    return EarlierParagraphs(
        (*shipped.resolutions, *own.resolutions),
        np.ascontiguousarray(np.concatenate([shipped.signatures[:, kept], own.signatures], axis=1)),
        np.concatenate([shipped.rows[kept], own.rows + n_shipped]),
        [*(shipped.ids[place] for place in kept), *own.ids],
        text_of,
    )
