"""Measures reading, template search and near-equal paragraphs on the public corpus, and writes the page.

    python benchmarks/measure_mandates.py RESOLUTIONS [--structured FILE] [--peers PYTHON] [--rounds 3]

RESOLUTIONS is the gzipped file of JSON lines with 2,259 texts; --structured one of resolutions split into
paragraphs, from which a long text of today is taken; --peers the Python that has scikit-learn.
"""

from __future__ import annotations

import argparse
import gzip
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from operator import itemgetter
from pathlib import Path
from statistics import median
from typing import Any, TypeVar

import numpy as np

from bluehelm.desk.mandate_texts_held import (
    add_to_corpus,
    paragraphs_to_compare,
    search_similar,
    search_words,
)
from bluehelm.mandate.corpus_facts import corpus_facts
from bluehelm.mandate.mandate_focus import measure_focus
from bluehelm.mandate.near_duplicates import NEAR, near_duplicates
from bluehelm.mandate.paragraph_signatures import N_BITS, signatures_of
from bluehelm.mandate.read_resolution import read_resolution
from bluehelm.mandate.resolution import Resolution
from bluehelm.mandate.template_language import MARGIN, template_language
from bluehelm.mandate.word_sequences import sequence_sets, words_of
from machine_words import describe_machine

HERE = Path(__file__).parent
RESULT = HERE / "results" / "mandates.md"
LONG = "S/RES/2759 (2024)"
FEWEST_WORDS = 6
Made = TypeVar("Made")


def main() -> None:
    """Measures everything and writes the page."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("resolutions", type=Path)
    asked.add_argument("--structured", type=Path)
    asked.add_argument("--peers", default=str(HERE.parent / ".venv-peers/bin/python"))
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--pairs-of", type=Path, help=argparse.SUPPRESS)
    given = asked.parse_args()
    if given.pairs_of is not None:
        print(json.dumps(_pairs(given.pairs_of)))
        return
    rows = list(_rows_of(given))
    RESULT.write_text(_page(rows), encoding="utf-8")
    print(RESULT.read_text(encoding="utf-8"))


def _rows_of(given: argparse.Namespace) -> Iterator[tuple[str, str, str]]:
    with gzip.open(given.resolutions, "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    seconds, read = _timed(lambda: [read_resolution(text)[0] for text in texts], given.rounds)
    resolutions = [one for one in read if one is not None]
    yield f"read {len(resolutions):,} of {len(texts):,} resolutions", f"{seconds:.1f} s", "under 20 s"
    with tempfile.TemporaryDirectory() as folder:
        yield from _template(given, Path(folder))
        yield from _all_pairs(given, resolutions, Path(folder))


def _timed(make: Callable[[], Made], n_rounds: int) -> tuple[float, Made]:
    """The median of the rounds, and what was made."""
    took: list[float] = []
    made: list[Made] = []
    for _ in range(n_rounds):
        began = time.perf_counter()
        made[:] = [make()]
        took.append(time.perf_counter() - began)
    return median(took), made[0]


def _template(given: argparse.Namespace, folder: Path) -> Iterator[tuple[str, str, str]]:
    long = _long_text(given.structured) if given.structured else None
    if long is None:
        return
    seconds, facts = _timed(corpus_facts, 1)
    yield "load the facts that ship, once", f"{seconds:.2f} s", ""
    seconds, _ = _timed(lambda: template_language(long, facts), given.rounds)
    what = f"template search of {long.n_words:,} words against the facts that ship"
    yield what, f"{seconds:.2f} s", "under 1 s"
    seconds, _ = _timed(lambda: add_to_corpus(given.resolutions, folder / "corpus"), 1)
    size = sum(path.stat().st_size for path in (folder / "corpus").iterdir()) / 1e6
    yield f"add all texts to a local corpus ({size:.0f} MB)", f"{seconds:.0f} s", ""
    began = time.perf_counter()
    with paragraphs_to_compare(folder / "corpus") as earlier:
        yield "open it for comparing", f"{time.perf_counter() - began:.2f} s", ""
        seconds, _ = _timed(lambda: template_language(long, facts, earlier), given.rounds)
    yield "the same search against these texts, words compared", f"{seconds:.2f} s", "under 1 s"
    seconds, _ = _timed(lambda: search_words(folder / "corpus", '"all necessary means" protect', 20), 5)
    yield "full-text search", f"{1000 * seconds:.0f} ms", ""
    asked = next(one.text for one in long.operative if len(one.text.split()) > 60)
    seconds, _ = _timed(lambda: search_similar(folder / "corpus", asked, 20), 5)
    yield "search by likeness", f"{1000 * seconds:.0f} ms", ""
    seconds, _ = _timed(lambda: measure_focus(long), given.rounds)
    yield f"measure the focus of {long.n_words:,} words", f"{seconds:.2f} s", ""


def _long_text(structured: Path) -> Resolution | None:
    with gzip.open(structured, "rt", encoding="utf-8") as rows:
        for line in rows:
            row: dict[str, Any] = json.loads(line)
            if row["symbol"] == LONG:
                lines = (f"{one['prefix'] or ''} {one['text']}".strip() for one in row["paragraphs"])
                return read_resolution("\n".join((LONG, *lines)))[0]
    return None


def _all_pairs(
    given: argparse.Namespace, resolutions: list[Resolution], folder: Path
) -> Iterator[tuple[str, str, str]]:
    found = (one.text for resolution in resolutions for one in resolution.operative)
    texts = [text for text in found if len(words_of(text)) >= FEWEST_WORDS]
    file = folder / "paragraphs.json"
    file.write_text(json.dumps(texts, ensure_ascii=False), encoding="utf-8")
    ours = _rounds([sys.executable, __file__, "-", "--pairs-of", str(file)], given.rounds)
    yield (
        f"all near-equal pairs of {len(texts):,} operative paragraphs and points",
        _took(ours),
        "under 20 s, 1 GB",
    )
    yield "pairs found", f"{ours['pairs']:,}", ""
    yield from _signatures(texts)
    peer = str(HERE / "near_duplicate_peer.py")
    if not Path(given.peers).exists():
        return
    exact = _rounds([given.peers, peer, str(file), "exact"], 1)
    yield "every pair that shares a sequence, counted (the truth)", f"{exact['pairs']:,} pairs", ""
    yield "recall of all pairs", f"{ours['pairs'] / exact['pairs']:.2%}", ""
    for method, words in (("words", "weighted words"), ("sequences", "sequences of three words")):
        other = _rounds([given.peers, peer, str(file), method], given.rounds)
        yield f"scikit-learn, brute-force cosine of {words}", _took(other), ""
        times = other["seconds"] / ours["seconds"]
        yield "faster than that, from text to pairs", f"{times:.1f} times", "10 times"


def _pairs(file: Path) -> dict[str, float]:
    """All pairs in a process of its own, from the texts on."""
    texts = json.loads(file.read_text(encoding="utf-8"))
    began = time.perf_counter()
    found = near_duplicates(sequence_sets(map(words_of, texts)), NEAR)
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    return {"pairs": found.n_pairs, "seconds": seconds, "megabytes": peak}


def _signatures(texts: list[str]) -> Iterator[tuple[str, str, str]]:
    """How many near pairs the signatures keep, against all pairs counted exactly."""
    sets = sequence_sets(map(words_of, texts))
    found = near_duplicates(sets, NEAR)
    _, place_of = np.unique(found.group_of, return_index=True)
    signatures = signatures_of(sets)[place_of]
    differing = np.bitwise_count(signatures[found.first] ^ signatures[found.second]).sum(
        axis=1, dtype=np.int64
    )
    kept = 1 - 2 * differing / N_BITS >= NEAR - MARGIN
    what = f"recall of the signatures among {len(kept):,} near but not equal pairs"
    yield what, f"{kept.mean():.2%}", "99 %"


def _rounds(command: list[str], n_rounds: int) -> dict[str, Any]:
    """The median round of a command that prints its figures."""
    runs: list[dict[str, Any]] = []
    for _ in range(n_rounds):
        printed = subprocess.run(command, check=True, capture_output=True).stdout
        runs.append(json.loads(printed))
    runs.sort(key=itemgetter("seconds"))
    return runs[len(runs) // 2]


def _took(run: dict[str, Any]) -> str:
    return f"{run['seconds']:.2f} s, {run['megabytes']:.0f} MB"


def _page(rows: list[tuple[str, str, str]]) -> str:
    lines = "\n".join(f"| {what} | {measured} | {wanted} |" for what, measured, wanted in rows)
    return f"""# Reading resolutions and comparing them

{describe_machine()}
Written by `benchmarks/measure_mandates.py` from the texts of resolutions 1 to 2259 and one of 2024.

| what | measured | asked for |
|---|---|---|
{lines}

Near-equal: half and more of all sequences of three words that stand in either paragraph. The join is exact.
Two sets that share half have a cosine of at least 0.67, so that brute force with that limit on the same
sequences misses none of these pairs either (and keeps more); on weighted words it answers a like question.
Times are medians; each method has a process of its own, is counted from texts to pairs, and runs on one core.
Other work ran on the machine meanwhile: times scatter by a factor of two, and so do the ratios.
"""


if __name__ == "__main__":
    main()
