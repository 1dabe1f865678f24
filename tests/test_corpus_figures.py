"""The figures of reference/mandates.md come out of the corpus again: words, paragraphs, repetition, overlap.

Each figure was counted independently of this package and lies beside the texts; tolerances stand at each.
"""

from __future__ import annotations

import csv
import gzip
import json
import re
from collections import defaultdict
from pathlib import Path
from statistics import fmean, median

import numpy as np
import pytest

from bluehelm.mandate.corpus_facts import ResolutionFacts, corpus_facts, shipped_resolutions
from bluehelm.mandate.read_resolution import read_resolution
from bluehelm.mandate.resolution_facts import facts_of
from bluehelm.mandate.word_sequences import TEXT_WIDTH, SequenceSets, sequence_sets
from shared_data import shared

ASCII_WORD = re.compile(r"[a-z0-9']+")
"""How the figures were counted: ASCII words, prefixes included."""
WORDS = 0.051
"""The figures are rounded to one decimal."""
PARAGRAPHS = 0.25
SEEN, SEEN_EARLY = 0.005, 0.02
"""Some texts before 1977 were mended after the figures were taken."""
SAMPLED = 0.055
"""One sequence in sixteen, and none across the end of a paragraph: a little higher in recent years."""
OVERLAP = 0.005
COUNTED = ("n_words", "n_operative_paragraphs", "n_points", "n_tasks", "n_decisions", "n_unclear")


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def by_year() -> dict[int, list[ResolutionFacts]]:
    found: dict[int, list[ResolutionFacts]] = defaultdict(list)
    for one in shipped_resolutions():
        found[one.year].append(one)
    return found


@pytest.fixture(scope="module")
def counted() -> dict[int, dict[str, str]]:
    return {int(row["year"]): row for row in rows_of(shared("data/mandates/measured/words_by_year.csv"))}


@pytest.fixture(scope="module")
def sequences() -> tuple[list[int], list[int], SequenceSets]:
    """Number and year of every resolution, and its sequences of eight ASCII words."""
    numbers, years, words = [], [], []
    path = shared("data/mandates/resolutions/resolutions.jsonl.gz")
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            numbers.append(row["number"])
            years.append(row["year"])
            words.append(ASCII_WORD.findall(row["text"].lower()))
    return numbers, years, _without_short(words)


def _without_short(words: list[list[str]]) -> SequenceSets:
    return sequence_sets([one if len(one) >= TEXT_WIDTH else [] for one in words], TEXT_WIDTH)


def test_words_and_paragraphs_by_year(
    by_year: dict[int, list[ResolutionFacts]], counted: dict[int, dict[str, str]]
) -> None:
    assert sorted(by_year) == sorted(counted)
    odd = []
    for year, row in counted.items():
        facts = by_year[year]
        assert len(facts) == int(row["resolutions"]), year
        assert fmean(one.n_words for one in facts) == pytest.approx(float(row["words_mean"]), abs=WORDS), year
        assert median(one.n_words for one in facts) == pytest.approx(float(row["words_median"]), abs=WORDS)
        mean = fmean(one.n_operative_paragraphs for one in facts)
        if abs(mean - float(row["operative_mean"])) > PARAGRAPHS:
            odd.append(year)
    assert [year for year in odd if year >= 1990] == []
    assert (
        len(odd) <= 30
    )  # before 1990 many decisions carry no number, and are read as paragraphs all the same


def test_texts_of_2015_are_four_times_as_long_as_those_of_1995(
    by_year: dict[int, list[ResolutionFacts]],
) -> None:
    means = {year: fmean(one.n_words for one in by_year[year]) for year in (1995, 2015)}
    assert means[2015] / means[1995] == pytest.approx(4.0, abs=0.05)


def test_how_much_had_been_seen_before(
    sequences: tuple[list[int], list[int], SequenceSets], counted: dict[int, dict[str, str]]
) -> None:
    _, years, sets = sequences
    n_texts_with: dict[int, int] = defaultdict(int)
    seen: dict[int, list[float]] = defaultdict(list)
    template: dict[int, list[float]] = defaultdict(list)
    for place, year in enumerate(years):
        own = sets.of(place).tolist()
        before = [n_texts_with[one] for one in own]
        seen[year].append(sum(n >= 1 for n in before) / max(len(own), 1))
        template[year].append(sum(n >= 10 for n in before) / max(len(own), 1))
        for one in own:
            n_texts_with[one] += 1
    for year, row in counted.items():
        near = SEEN if year >= 1977 else SEEN_EARLY
        assert fmean(seen[year]) == pytest.approx(float(row["share_seen_before"]), abs=near), year
        assert fmean(template[year]) == pytest.approx(float(row["share_seen_in_10_or_more"]), abs=near), year


def test_the_sample_that_ships_tells_nearly_the_same(
    by_year: dict[int, list[ResolutionFacts]], counted: dict[int, dict[str, str]]
) -> None:
    for year in range(1995, 2016):
        shares = [one.seen_before_share for one in by_year[year] if one.seen_before_share is not None]
        assert fmean(shares) == pytest.approx(float(counted[year]["share_seen_before"]), abs=SAMPLED), year


def test_how_much_each_renewal_repeats(sequences: tuple[list[int], list[int], SequenceSets]) -> None:
    numbers, _, sets = sequences
    place_of = {number: place for place, number in enumerate(numbers)}
    rows = [
        row for row in rows_of(shared("data/mandates/overlap/renewal_overlap.csv")) if row["overlap_prev"]
    ]
    n_compared = 0
    for row in rows:
        if int(row["number"]) not in place_of or int(row["previous"]) not in place_of:
            continue
        own, before = (sets.of(place_of[int(row[name])]) for name in ("number", "previous"))
        share = np.isin(own, before).mean()
        assert share == pytest.approx(float(row["overlap_prev"]), abs=OVERLAP), row["symbol"]
        n_compared += 1
    assert n_compared > 300


def test_what_ships_holds_no_word_of_any_text() -> None:
    facts = corpus_facts()
    assert len(facts.resolutions) == 2259
    assert (
        len(facts.paragraphs.ids) == len(facts.paragraphs.resolutions) == facts.paragraphs.signatures.shape[1]
    )
    texts = {one.mission for one in facts.resolutions} | {one.chapter_vii for one in facts.resolutions}
    assert all(len(one) <= 15 for one in texts)
    folder = Path(__file__).parent.parent / "src/bluehelm/mandate/corpus"
    assert sum(path.stat().st_size for path in folder.iterdir()) < 10_000_000


def test_what_ships_is_what_the_tool_makes_of_the_texts() -> None:
    """Every fiftieth text read again; if more than a few differ, build the facts anew (docs/mandates.md)."""
    shipped = {one.symbol: one for one in shipped_resolutions()}
    path = shared("data/mandates/resolutions/resolutions.jsonl.gz")
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for place, line in enumerate(file) if place % 50 == 0]
    same = 0
    for row in rows:
        resolution, _ = read_resolution(row["text"])
        assert resolution is not None, row["symbol"]
        made = facts_of(resolution, len(row["text"].split()), None, None)
        kept = shipped[row["symbol"]]
        same += all(getattr(made, name) == getattr(kept, name) for name in COUNTED)
    assert same >= 0.95 * len(rows)
