"""Template language: how much of a resolution stands in earlier ones, paragraph by paragraph.

A high share is not bad in itself: legal formulas and unchanged tasks repeat for good reason. What matters
is repetition in paragraphs that carry no task.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from bluehelm.mandate.corpus_facts import SAMPLED_ONE_IN, CorpusFacts, SampledSequences
from bluehelm.mandate.earlier_paragraphs import EarlierParagraphs, of_corpus
from bluehelm.mandate.near_duplicates import NEAR
from bluehelm.mandate.paragraph_signatures import signatures_of
from bluehelm.mandate.resolution import Paragraph, Resolution
from bluehelm.mandate.word_sequences import (
    TEXT_WIDTH,
    Numbers,
    mixed,
    sequence_sets,
    share_in_common,
    words_of,
)

Novelty = Literal["identical", "adapted", "new"]
LEFT_OUT = frozenset({"heading", "annex"})
FEWEST_WORDS = 6
"""Shorter paragraphs (titles, lead-ins) repeat by chance and are left out."""
FEWEST_SAMPLED = 8
"""With fewer sampled sequences the share of a text seen before is not given."""
N_COUNTED = 40
"""So many of the nearest estimates are counted exactly where the texts are at hand."""
MARGIN = 0.12
"""An estimate may be this much too low: three times its standard error."""


@dataclass(frozen=True, slots=True)
class EarlierParagraph:
    """A paragraph of an earlier resolution, and how alike it is (0..1).

    `counted` true: the words themselves were compared; false: read off the signatures, give or take 0.04.
    """

    symbol: str
    paragraph: str
    similarity: float
    counted: bool


@dataclass(frozen=True, slots=True)
class ParagraphOrigin:
    """Where a paragraph comes from: identical to an earlier one, adapted from it, or new.

    since: the first resolution that holds it or a near version; n_resolutions: how many earlier ones do;
    missions: those they are about, most often first
    """

    paragraph: str
    kind: str
    n_words: int
    novelty: Novelty
    nearest: EarlierParagraph | None
    since: str = ""
    since_year: int | None = None
    n_resolutions: int = 0
    missions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TemplateLanguage:
    """The origin of every paragraph, and two shares (0..1) of the whole text.

    seen_before_share, template_share: share of its eight-word sequences that stand in at least one, in at
    least ten earlier resolutions of the corpus, from a sample of one in sixteen; None with too small a sample
    """

    symbol: str
    origins: tuple[ParagraphOrigin, ...]
    seen_before_share: float | None
    template_share: float | None
    n_sampled: int
    n_resolutions_before: int

    def share_of_words(self, novelty: Novelty) -> float | None:
        """Share (0..1) of the words that stand in paragraphs of one kind; None without words."""
        n_words = sum(one.n_words for one in self.origins)
        of_kind = sum(one.n_words for one in self.origins if one.novelty == novelty)
        return of_kind / n_words if n_words else None


def compared_paragraphs(resolution: Resolution) -> list[Paragraph]:
    """Paragraphs long enough to be compared, headings and annexes left out."""
    return [
        one
        for one in resolution.paragraphs
        if one.kind not in LEFT_OUT and len(words_of(one.text)) >= FEWEST_WORDS
    ]


def template_language(
    resolution: Resolution, facts: CorpusFacts, earlier: EarlierParagraphs | None = None, least: float = NEAR
) -> TemplateLanguage:
    """Where each paragraph of a resolution stood before, among the resolutions adopted before it.

    `earlier`: what to compare with; the shipped corpus, unless given. `least`: similarity (0..1) from which
    a paragraph counts as adapted.
    Gap: what the corpus does not hold (annexes; 2016 and later, unless the user adds texts) counts as new.
    """
    shelf = earlier or of_corpus(facts)
    adopted_on = resolution.adopted_on.isoformat() if resolution.adopted_on else ""
    before = shelf.before(resolution.symbol, adopted_on)
    paragraphs = compared_paragraphs(resolution)
    words = [words_of(one.text) for one in paragraphs]
    signatures = signatures_of(sequence_sets(words))
    origins = tuple(
        _origin(paragraph, signature, shelf, before, least)
        for paragraph, signature in zip(paragraphs, signatures, strict=True)
    )
    n_before = facts.rows_before(resolution.symbol, adopted_on)
    seen, template, n_sampled = shares_seen(words, facts.sequences, n_before)
    n_earlier = len(np.unique(shelf.rows[before]))
    return TemplateLanguage(resolution.symbol, origins, seen, template, n_sampled, n_earlier)


def _origin(
    paragraph: Paragraph,
    signature: Numbers,
    shelf: EarlierParagraphs,
    before: NDArray[np.bool_],
    least: float,
) -> ParagraphOrigin:
    shares = np.where(before, shelf.shares(signature), 0)
    likely = np.flatnonzero(shares >= max(least - MARGIN, 0.05))
    similar = _counted_where_possible(paragraph.text, shelf, likely, shares)
    n_words = len(words_of(paragraph.text))
    if not similar:
        return ParagraphOrigin(paragraph.id, paragraph.kind, n_words, "new", None)
    # Of equally near ones the latest: a text is copied from the last resolution, not from the first.
    place, (share, counted) = max(similar.items(), key=lambda item: (item[1][0], item[0]))
    nearest = EarlierParagraph(shelf.resolutions[shelf.rows[place]].symbol, shelf.ids[place], share, counted)
    near = [at for at, (one, _) in similar.items() if one >= least]
    if not near:
        return ParagraphOrigin(paragraph.id, paragraph.kind, n_words, "new", nearest)
    return _recurring(ParagraphOrigin(paragraph.id, paragraph.kind, n_words, _novelty(share), nearest), near, shelf)


def _novelty(share: float) -> Novelty:
    return "identical" if share >= 1 - 1e-9 else "adapted"


def _recurring(found: ParagraphOrigin, near: Sequence[int], shelf: EarlierParagraphs) -> ParagraphOrigin:
    rows = sorted({int(shelf.rows[place]) for place in near}, key=lambda row: _order(shelf, row))
    first = shelf.resolutions[rows[0]]
    missions = Counter(shelf.resolutions[row].mission for row in rows if shelf.resolutions[row].mission)
    return ParagraphOrigin(
        found.paragraph,
        found.kind,
        found.n_words,
        found.novelty,
        found.nearest,
        first.symbol,
        first.year,
        len(rows),
        tuple(mission for mission, _ in missions.most_common()),
    )


def _order(shelf: EarlierParagraphs, row: int) -> tuple[str, int]:
    one = shelf.resolutions[row]
    return one.adopted_on or f"{one.year or 9999}", row


def _counted_where_possible(
    text: str, shelf: EarlierParagraphs, likely: NDArray[np.intp], shares: NDArray[np.float32]
) -> dict[int, tuple[float, bool]]:
    """The similarity of each likely paragraph, counted from the words where the user has them."""
    nearest_first = likely[np.argsort(-shares[likely], kind="stable")]
    similar = {int(place): (float(shares[place]), False) for place in nearest_first}
    with_text = {int(place): own for place in nearest_first[:N_COUNTED] if (own := shelf.text_of(int(place)))}
    if with_text:
        sets = sequence_sets([words_of(text), *map(words_of, with_text.values())])
        for at, place in enumerate(with_text, start=1):
            similar[place] = share_in_common(sets.of(0), sets.of(at)), True
    return similar


def sampled(words: Sequence[Sequence[str]]) -> NDArray[np.uint32]:
    """The sample of the eight-word sequences of a text, as the shipped facts hold them; sorted."""
    numbers = np.unique(sequence_sets(words, TEXT_WIDTH).numbers)
    return np.unique(kept_of_sample(numbers))


def kept_of_sample(numbers: Numbers) -> NDArray[np.uint32]:
    """Of sequence numbers those in the sample, shortened to 32 bits; in the order given."""
    scattered = mixed(numbers)
    kept = scattered[scattered % np.uint64(SAMPLED_ONE_IN) == 0]
    return np.asarray(kept >> np.uint64(32), dtype=np.uint32)


def shares_seen(
    words: Sequence[Sequence[str]], sequences: SampledSequences, n_before: int
) -> tuple[float | None, float | None, int]:
    """Shares (0..1) of a text's sequences that stand in one, and in ten, of the first `n_before` resolutions."""
    asked = sampled(words)
    if len(asked) < FEWEST_SAMPLED or not len(sequences.numbers):
        return None, None, len(asked)
    place = np.minimum(np.searchsorted(sequences.numbers, asked), len(sequences.numbers) - 1)
    known = sequences.numbers[place] == asked
    seen = known & (sequences.first_in[place] < n_before)
    template = known & (sequences.tenth_in[place] < n_before)
    return float(seen.mean()), float(template.mean()), len(asked)
