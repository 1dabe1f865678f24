"""All pairs of near-equal paragraphs, exactly: none is missed, whatever the size of the corpus.

Method: an exact join on sets. Equal sets are grouped first. Two sets that share at least the share t of
what stands in either must share one of their rarest sequences, so only those are indexed (prefix
filter); what the sizes or a 256-bit map of each set rule out is dropped; the rest is counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bluehelm.mandate.word_sequences import Counts, Numbers, SequenceSets, mixed

NEAR = 0.5
"""From this share in common a paragraph counts as adapted from an earlier one."""
AT_ONCE = 2_000_000
MAP_WORDS = 4


@dataclass(frozen=True, slots=True)
class NearDuplicates:
    """Groups of equal paragraphs, and pairs of groups that are nearly equal.

    group_of: (n_paragraphs,) the group of each paragraph
    first, second: (n_pairs,) groups; shared: (n_pairs,) their share in common, 0..1
    """

    group_of: Counts
    first: Counts
    second: Counts
    shared: NDArray[np.float64]

    @property
    def n_pairs(self) -> int:
        """Pairs of paragraphs, equal ones included."""
        sizes = np.bincount(self.group_of)
        equal = int((sizes * (sizes - 1) // 2).sum())
        return equal + int((sizes[self.first] * sizes[self.second]).sum())


def near_duplicates(sets: SequenceSets, least: float = NEAR) -> NearDuplicates:
    """Every pair of paragraphs whose share in common is at least `least` (0..1)."""
    group_of, representatives = _groups(sets)
    ranked = _by_rarity(sets, representatives)
    first, second = _candidates(ranked, least)
    shared = _counted(ranked, first, second)
    sizes = ranked.sizes
    share = shared / (sizes[first] + sizes[second] - shared)
    near = share >= least
    return NearDuplicates(group_of, first[near], second[near], share[near])


def _groups(sets: SequenceSets) -> tuple[Counts, Counts]:
    """The group of equal sets each paragraph is in, and one paragraph of each group."""
    running = np.concatenate(([np.uint64(0)], np.cumsum(mixed(sets.numbers), dtype=np.uint64)))
    prints = running[sets.starts[1:]] - running[sets.starts[:-1]]
    _, first, group_of = np.unique(prints, return_index=True, return_inverse=True)
    return group_of, first


def _by_rarity(sets: SequenceSets, chosen: Counts) -> SequenceSets:
    """The chosen sets with their sequences numbered by rarity, rarest first in each set."""
    sizes = sets.sizes[chosen]
    starts = np.concatenate(([0], np.cumsum(sizes))).astype(np.int64)
    taken = np.arange(starts[-1]) + np.repeat(sets.starts[chosen] - starts[:-1], sizes)
    _, place, counts = np.unique(sets.numbers[taken], return_inverse=True, return_counts=True)
    rank = np.empty(len(counts), dtype=np.uint64)
    rank[np.argsort(counts)] = np.arange(len(counts), dtype=np.uint64)
    owners = np.repeat(np.arange(len(chosen), dtype=np.uint64), sizes)
    keys = np.sort(owners << np.uint64(32) | rank[place])
    return SequenceSets(starts, keys & np.uint64(0xFFFFFFFF))


def _candidates(ranked: SequenceSets, least: float) -> tuple[Counts, Counts]:
    """Pairs of sets that share a rare sequence and that neither size nor map rules out."""
    maps, found = _maps(ranked), []
    n_sets = len(ranked.sizes)
    for left, right in _meetings(ranked, least):
        near = _may_be_near(ranked.sizes, maps, left, right, least)
        low, high = np.minimum(left[near], right[near]), np.maximum(left[near], right[near])
        found.append(np.unique(low * n_sets + high))
    pairs = np.unique(np.concatenate(found)) if found else np.zeros(0, dtype=np.int64)
    return pairs // max(n_sets, 1), pairs % max(n_sets, 1)


def _meetings(ranked: SequenceSets, least: float) -> Iterator[tuple[Counts, Counts]]:
    """Pairs of sets that meet under one of their rarest sequences, a few million at a time."""
    sizes = ranked.sizes
    prefix = np.where(sizes > 0, sizes - np.ceil(least * sizes - 1e-9).astype(np.int64) + 1, 0)
    owners = ranked.owners
    within = np.arange(len(owners)) - ranked.starts[owners]
    kept = within < prefix[owners]
    owners, keys = owners[kept], ranked.numbers[kept].astype(np.int64)
    widest = int(sizes.max(initial=0)) + 1
    sort_keys = keys * widest + sizes[owners]
    order = np.argsort(sort_keys)
    owners, keys, sort_keys = owners[order], keys[order], sort_keys[order]
    largest = np.minimum(np.floor(sizes[owners] / least + 1e-9).astype(np.int64), widest - 1)
    places = np.arange(len(owners))
    n_partners = np.searchsorted(sort_keys, keys * widest + largest, side="right") - places - 1
    for begin, end in _portions(n_partners):
        some = n_partners[begin:end]
        left = np.repeat(places[begin:end], some)
        right = left + 1 + np.arange(len(left)) - np.repeat(np.cumsum(some) - some, some)
        yield owners[left], owners[right]


def _portions(weights: Counts) -> Iterator[tuple[int, int]]:
    """Stretches of about AT_ONCE in weight."""
    summed = np.cumsum(weights)
    begin, done = 0, 0
    while begin < len(weights):
        end = max(int(np.searchsorted(summed, done + AT_ONCE, side="right")), begin + 1)
        yield begin, end
        begin, done = end, int(summed[end - 1])


def _maps(ranked: SequenceSets) -> Numbers:
    """(n_sets, MAP_WORDS) bits: one bit for each sequence, so that differing bits are differing sequences."""
    scattered = mixed(ranked.numbers + np.uint64(1))
    word = (scattered & np.uint64(MAP_WORDS - 1)).astype(np.int64)
    bit = np.uint64(1) << ((scattered >> np.uint64(8)) & np.uint64(63))
    maps = np.zeros((len(ranked.sizes), MAP_WORDS), dtype=np.uint64)
    np.bitwise_or.at(maps, (ranked.owners, word), bit)
    return maps


def _may_be_near(
    sizes: Counts, maps: Numbers, first: Counts, second: Counts, least: float
) -> NDArray[np.bool_]:
    """Whether a pair can still reach the share: |A| + |B| = 2 shared + differing, at least the bits."""
    together = sizes[first] + sizes[second]
    differing = np.bitwise_count(maps[first] ^ maps[second]).sum(axis=1, dtype=np.int64)
    at_most = (together - differing) // 2
    return np.asarray(at_most >= least * (together - at_most) - 1e-9, dtype=np.bool_)


def _counted(ranked: SequenceSets, first: Counts, second: Counts) -> Counts:
    """How many sequences each pair shares, counted."""
    owners = ranked.owners.astype(np.uint64) << np.uint64(32)
    all_keys = owners | ranked.numbers
    sizes = ranked.sizes
    swap = sizes[first] > sizes[second]
    small, large = np.where(swap, second, first), np.where(swap, first, second)
    shared = np.zeros(len(first), dtype=np.int64)
    for begin, end in _portions(sizes[small]):
        counts = sizes[small[begin:end]]
        pair = np.repeat(np.arange(end - begin), counts)
        within = np.arange(len(pair)) - np.repeat(np.cumsum(counts) - counts, counts)
        wanted = ranked.numbers[ranked.starts[small[begin:end]][pair] + within]
        wanted |= large[begin:end][pair].astype(np.uint64) << np.uint64(32)
        place = np.minimum(np.searchsorted(all_keys, wanted), len(all_keys) - 1)
        shared[begin:end] = np.bincount(pair, weights=all_keys[place] == wanted, minlength=end - begin)
    return shared
