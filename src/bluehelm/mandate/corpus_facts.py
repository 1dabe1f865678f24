"""What the package knows of the public corpus of resolutions: facts and signatures, no text.

`corpus/resolution_facts.csv` has a row a resolution; `corpus/paragraph_signatures.npz` a signature a
paragraph and a sample of the word sequences; `corpus/manifest.json` says from which source and how they
were made. build_corpus_facts.py makes all three.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, NamedTuple, get_type_hints

import numpy as np
from numpy.typing import NDArray

from bluehelm.mandate.word_sequences import Counts, Numbers

SAMPLED_ONE_IN = 16
"""Of the eight-word sequences one in this many is kept: enough for a share, too few to string together."""
NEVER = 65535
TEMPLATE_FROM = 10
"""A sequence that stands in this many resolutions is template language (mandates, section 9)."""


class ResolutionFacts(NamedTuple):
    """Facts of one resolution of the corpus; shares are 0..1, and None where there was too little to measure.

    n_tasks: different tasks named, of PEMA's 41; n_decisions to n_positions: clauses by strength of the verb;
    n_unclear: paragraphs with a task whose verb or object is unclear; n_offensive_unsaid: that ask for
    offensive operations without the word; n_without_means: with a task to be done without new means
    """

    symbol: str
    year: int
    adopted_on: str
    mission: str
    n_words: int
    n_preambular_words: int
    n_operative_paragraphs: int
    n_points: int
    n_tasks: int
    n_decisions: int
    n_demands: int
    n_requests: int
    n_soft: int
    n_signals: int
    n_positions: int
    chapter_vii: str
    priority_stated: bool
    sequencing_stated: bool
    n_unclear: int
    n_offensive_unsaid: int
    n_without_means: int
    conflict_management_share: float | None
    seen_before_share: float | None
    template_share: float | None


@dataclass(frozen=True)
class ParagraphFacts:
    """One row a paragraph, in order of adoption and place.

    signatures: (8, n_paragraphs); resolutions: (n_paragraphs,) row of the resolution; ids: as in Akoma Ntoso
    """

    signatures: Numbers
    resolutions: Counts
    ids: tuple[str, ...]


@dataclass(frozen=True)
class SampledSequences:
    """Eight-word sequences of the corpus, one in SAMPLED_ONE_IN: where each stood first, and tenth."""

    numbers: NDArray[np.uint32]
    first_in: Counts
    tenth_in: Counts


@dataclass(frozen=True)
class CorpusFacts:
    """The facts of the whole corpus."""

    resolutions: tuple[ResolutionFacts, ...]
    paragraphs: ParagraphFacts
    sequences: SampledSequences

    @cached_property
    def row_of(self) -> dict[str, int]:
        """The row of a resolution by its number: "2098" for S/RES/2098 (2013)."""
        return {number_in(one.symbol): row for row, one in enumerate(self.resolutions)}

    def rows_before(self, symbol: str, adopted_on: str = "") -> int:
        """How many resolutions came before one: all, if it is later than the corpus or unknown.

        A text without a known symbol is placed by its day of adoption (ISO), where that is known.
        """
        row = self.row_of.get(number_in(symbol))
        if row is not None:
            return row
        if not adopted_on:
            return len(self.resolutions)
        return sum(one.adopted_on < adopted_on for one in self.resolutions)


def number_in(symbol: str) -> str:
    """The number of a resolution in its symbol, or "".

    >>> number_in("S/RES/2098 (2013)")
    '2098'
    """
    rest = symbol.upper().removeprefix("S/RES/")
    number = rest.split("(")[0].split()[0] if rest.split("(")[0].split() else ""
    return number if rest != symbol.upper() and number.isdigit() else ""


@lru_cache(maxsize=1)
def corpus_facts() -> CorpusFacts:
    """The facts that ship with the package."""
    folder = files("bluehelm.mandate").joinpath("corpus")
    paragraphs, sequences = _read_arrays(folder)
    return CorpusFacts(shipped_resolutions(), paragraphs, sequences)


@lru_cache(maxsize=1)
def shipped_resolutions() -> tuple[ResolutionFacts, ...]:
    """The facts by resolution alone, which are read faster."""
    path = files("bluehelm.mandate").joinpath("corpus", "resolution_facts.csv")
    return tuple(_facts_in(row) for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


def _facts_in(row: dict[str, str]) -> ResolutionFacts:
    return ResolutionFacts(**{name: _value(row[name], kind) for name, kind in _kinds().items()})


@lru_cache(maxsize=1)
def _kinds() -> dict[str, Any]:
    return get_type_hints(ResolutionFacts)


def _value(text: str, kind: object) -> Any:
    if kind is int:
        return int(text)
    if kind is bool:
        return text == "yes"
    if kind is str:
        return text
    return float(text) if text else None


def _read_arrays(folder: Traversable) -> tuple[ParagraphFacts, SampledSequences]:
    with folder.joinpath("paragraph_signatures.npz").open("rb") as file, np.load(file) as kept:
        paragraphs = ParagraphFacts(
            np.ascontiguousarray(kept["signatures"].T),
            kept["resolutions"].astype(np.int64),
            tuple(kept["ids"].tobytes().decode("ascii").split("\n")),
        )
        sequences = SampledSequences(
            kept["sequences"], kept["first_in"].astype(np.int64), kept["tenth_in"].astype(np.int64)
        )
    return paragraphs, sequences
