"""Where a paragraph is from: identical, adapted or new, since when, and that nothing near is missed."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from bluehelm.cli.main import app
from bluehelm.desk.find_template_language import find_template_language
from bluehelm.desk.mandate_texts_held import add_to_corpus
from bluehelm.mandate.corpus_facts import corpus_facts
from bluehelm.mandate.near_duplicates import NEAR, near_duplicates
from bluehelm.mandate.paragraph_signatures import signatures_of
from bluehelm.mandate.read_resolution import read_resolution
from bluehelm.mandate.template_language import MARGIN, template_language
from bluehelm.mandate.word_sequences import sequence_sets, share_in_common, words_of
from shared_data import shared
from test_mandate_corpus import PATROL, SHELTER, text

N_SAMPLED = 150


@pytest.fixture(scope="module")
def paragraphs() -> list[list[str]]:
    """The words of every numbered paragraph of the corpus."""
    path, found = shared("data/mandates/resolutions/resolutions.jsonl.gz"), []
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            resolution, _ = read_resolution(json.loads(line)["text"])
            found += [words_of(one.text) for one in resolution.operative] if resolution else []
    return [words for words in found if len(words) >= 6]


def test_a_paragraph_is_identical_adapted_or_new(tmp_path: Path) -> None:
    earlier, later = tmp_path / "earlier", tmp_path / "later.txt"
    earlier.mkdir()
    (earlier / "a.txt").write_text(text(9101, PATROL, mission="MINURSO"), encoding="utf-8")
    (earlier / "b.txt").write_text(text(9102, PATROL, mission="UNIFIL"), encoding="utf-8")
    adapted = PATROL.replace("by day and by night", "by day, by night and on foot")
    later.write_text(text(9103, adapted, SHELTER), encoding="utf-8")
    add_to_corpus(earlier, tmp_path / "corpus")
    found = find_template_language(later, tmp_path / "corpus")
    assert found.template is not None
    by_id = {one.paragraph: one for one in found.template.origins}
    patrol, shelter = by_id["para_2__point_a"], by_id["para_2__point_b"]
    assert patrol.novelty == "adapted"
    assert patrol.nearest is not None
    assert patrol.nearest.counted
    assert patrol.nearest.symbol == "S/RES/9102 (2030)"
    assert 0.5 < patrol.nearest.similarity < 1
    assert (patrol.since, patrol.n_resolutions) == ("S/RES/9101 (2030)", 2)
    assert set(patrol.missions) == {"MINURSO", "UNIFIL"}
    assert (shelter.novelty, shelter.since, shelter.n_resolutions) == ("new", "", 0)
    assert by_id["para_3"].novelty == "identical"


def test_a_text_is_compared_only_with_what_came_before_it() -> None:
    resolution, _ = read_resolution(text(1, PATROL).replace("2030", "1946"), adopted_on=date(1946, 1, 1))
    assert resolution is not None
    found = template_language(resolution, corpus_facts())
    assert found.n_resolutions_before == 0
    assert {one.novelty for one in found.origins} == {"new"}


@pytest.mark.parametrize("least", [NEAR, 0.8])
def test_all_pairs_are_those_of_comparing_each_with_each(paragraphs: list[list[str]], least: float) -> None:
    chosen = np.random.default_rng(20261125).choice(len(paragraphs), 2500, replace=False)
    some = [paragraphs[place] for place in chosen]
    sets = sequence_sets(some)
    found = near_duplicates(sets, least)
    near = {(int(a), int(b)) for a, b in zip(found.first, found.second, strict=True)}
    exact = _each_with_each([sets.of(place) for place in range(len(some))], found.group_of.tolist(), least)
    assert near == exact
    assert len(near) > 20


def _each_with_each(sets: Sequence[np.ndarray], groups: Sequence[int], least: float) -> set[tuple[int, int]]:
    """Pairs of groups by brute force: an inverted index of every sequence, nothing left out."""
    one_of = {group: place for place, group in enumerate(groups)}
    holders: dict[int, list[int]] = {}
    found = set()
    for group in sorted(one_of):
        own = sets[one_of[group]]
        others = {other for number in own.tolist() for other in holders.get(number, ())}
        found |= {(o, group) for o in others if share_in_common(sets[one_of[o]], own) >= least - 1e-12}
        for number in own.tolist():
            holders.setdefault(number, []).append(group)
    return found


def test_signatures_miss_less_than_one_near_paragraph_in_a_hundred(paragraphs: list[list[str]]) -> None:
    """Recall of what is looked at, against all pairs counted exactly, at the threshold in use."""
    sets = sequence_sets(paragraphs)
    signatures = signatures_of(sets)
    asked = np.random.default_rng(7).choice(len(paragraphs), N_SAMPLED, replace=False).tolist()
    holders: dict[int, list[int]] = {}
    wanted = set(np.concatenate([sets.of(place) for place in asked]).tolist())
    owners = sets.owners
    for number, owner in zip(sets.numbers.tolist(), owners.tolist(), strict=True):
        if number in wanted:
            holders.setdefault(number, []).append(owner)
    n_near = n_found = 0
    for place in asked:
        others = {other for number in sets.of(place).tolist() for other in holders[number]} - {place}
        near = [other for other in others if share_in_common(sets.of(place), sets.of(other)) >= NEAR]
        differing = np.bitwise_count(signatures[near] ^ signatures[place]).sum(axis=1, dtype=np.int64)
        n_near += len(near)
        n_found += int((1 - 2 * differing / 512 >= NEAR - MARGIN).sum())
    assert n_near > 500
    assert n_found / n_near >= 0.99


def test_a_famous_formula_is_found_with_its_age_and_its_missions() -> None:
    resolution, _ = read_resolution(
        "S/RES/9104 (2030)\nThe Security Council,\n1. Decides to remain actively seized of the matter."
    )
    assert resolution is not None
    (formula,) = template_language(resolution, corpus_facts()).origins
    assert formula.novelty == "identical"
    assert formula.n_resolutions > 400
    assert len(formula.missions) > 30


def test_the_command_shows_it_in_the_terminal_and_as_json(tmp_path: Path) -> None:
    file = tmp_path / "later.txt"
    file.write_text(text(9103, PATROL), encoding="utf-8")
    asked = ["mandate", "template", str(file), "--corpus", str(tmp_path / "none")]
    done = CliRunner().invoke(app, asked)
    assert done.exit_code == 0
    assert "Template language of S/RES/9103 (2030)" in done.output
    said = json.loads(CliRunner().invoke(app, [*asked, "--format", "json"]).output)
    assert said["compared_with"] == 2259
    assert {one["novelty"] for one in said["paragraphs"]} >= {"identical", "new"}
    assert said["share_of_words"]["new"] > 0.5
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    refused = CliRunner().invoke(app, ["mandate", "template", str(tmp_path / "empty.txt")])
    assert refused.exit_code == 1
    assert "MRD003" in refused.output
