"""Makes what the package knows of the corpus: facts by resolution, signatures by paragraph, no text.

    python -m bluehelm.mandate.build_corpus_facts resolutions.jsonl.gz src/bluehelm/mandate/corpus

The source has one resolution a line: symbol, year, date and text.
"""

from __future__ import annotations

import csv
import gzip
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from dataclasses import replace as with_changes
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np

from bluehelm.mandate.corpus_facts import (
    NEVER,
    SAMPLED_ONE_IN,
    TEMPLATE_FROM,
    ResolutionFacts,
    SampledSequences,
)
from bluehelm.mandate.paragraph_signatures import N_BITS, signatures_of
from bluehelm.mandate.read_resolution import read_resolution
from bluehelm.mandate.resolution import Resolution
from bluehelm.mandate.resolution_facts import facts_of
from bluehelm.mandate.template_language import compared_paragraphs, sampled, shares_seen
from bluehelm.mandate.word_sequences import PARAGRAPH_WIDTH, TEXT_WIDTH, sequence_sets, words_of

METHOD = (
    f"Paragraphs of {PARAGRAPH_WIDTH}-word sequences, one-bit MinHash of {N_BITS} bits; {TEXT_WIDTH}-word "
    f"sequences hashed to 32 bits, one in {SAMPLED_ONE_IN} kept, with the first and the tenth resolution "
    "that holds each"
)


@dataclass(frozen=True, slots=True)
class Source:
    """One resolution as the source has it."""

    symbol: str
    year: int
    adopted_on: str
    text: str


def read_source(path: Path) -> Iterator[Source]:
    """The resolutions of the source, in its order."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row: dict[str, Any] = json.loads(line)
            yield Source(row["symbol"], row["year"], row["date"], row["text"])


def read_all(sources: Iterable[Source]) -> Iterator[tuple[Source, Resolution]]:
    """Each resolution with its structure; the symbol and day of the source hold."""
    for source in sources:
        resolution, _ = read_resolution(source.text)
        if resolution is not None:
            dated = with_changes(
                resolution,
                symbol=source.symbol,
                year=source.year,
                adopted_on=date.fromisoformat(source.adopted_on),
            )
            yield source, dated


def build(source: Path, folder: Path) -> None:
    """Writes the three files of the facts."""
    read = list(read_all(read_source(source)))
    words = [[words_of(one.text) for one in compared_paragraphs(resolution)] for _, resolution in read]
    sequences = first_and_tenth([sampled(of_it) for of_it in words])
    folder.mkdir(parents=True, exist_ok=True)
    _write_arrays(folder / "paragraph_signatures.npz", [one for _, one in read], words, sequences)
    _write_facts(folder / "resolution_facts.csv", read, words, sequences)
    _write_manifest(folder / "manifest.json", source, len(read), sum(map(len, words)))


def first_and_tenth(samples: Sequence[np.ndarray[Any, np.dtype[np.uint32]]]) -> dict[int, tuple[int, int]]:
    """For each sampled sequence the rows of the first and the tenth resolution that hold it."""
    held: dict[int, list[int]] = {}
    for row, sample in enumerate(samples):
        for number in sample.tolist():
            rows = held.setdefault(number, [])
            if len(rows) < TEMPLATE_FROM:
                rows.append(row)
    return {
        number: (rows[0], rows[-1] if len(rows) == TEMPLATE_FROM else NEVER)
        for number, rows in sorted(held.items())
    }


def _write_arrays(
    path: Path,
    resolutions: Sequence[Resolution],
    words: Sequence[Sequence[Sequence[str]]],
    sequences: dict[int, tuple[int, int]],
) -> None:
    flat = [one for of_it in words for one in of_it]
    ids = [one.id for resolution in resolutions for one in compared_paragraphs(resolution)]
    np.savez_compressed(
        path,
        signatures=signatures_of(sequence_sets(flat)),
        resolutions=np.repeat(np.arange(len(words), dtype=np.uint16), [len(of_it) for of_it in words]),
        ids=np.frombuffer("\n".join(ids).encode("ascii"), dtype=np.uint8),
        sequences=np.fromiter(sequences, np.uint32),
        first_in=np.fromiter((first for first, _ in sequences.values()), np.uint16),
        tenth_in=np.fromiter((tenth for _, tenth in sequences.values()), np.uint16),
    )


def _write_facts(
    path: Path,
    read: Sequence[tuple[Source, Resolution]],
    words: Sequence[Sequence[Sequence[str]]],
    sequences: dict[int, tuple[int, int]],
) -> None:
    table = SampledSequences(
        np.fromiter(sequences, np.uint32),
        np.fromiter((first for first, _ in sequences.values()), np.int64),
        np.fromiter((tenth for _, tenth in sequences.values()), np.int64),
    )
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(ResolutionFacts._fields)
        for row, ((source, resolution), of_it) in enumerate(zip(read, words, strict=True)):
            seen, template, _ = shares_seen(of_it, table, row)
            facts = facts_of(resolution, len(source.text.split()), seen, template)
            rows.writerow(_written(one) for one in facts)


def _written(value: object) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case None:
            return ""
        case float():
            return f"{value:.3f}"
        case _:
            return str(value)


def _write_manifest(path: Path, source: Path, n_resolutions: int, n_paragraphs: int) -> None:
    manifest = {
        "what": "facts and signatures of the resolutions of the Security Council, 1946 to 2015; no text",
        "source": "resolution texts of github.com/felixhaass/pvs_securitycouncil at 05ff4ea (MIT), four of "
        "github.com/SeanFobbe/cr-unsc at ba7a562 (CC0), mended; the texts are UN official records",
        "source_sha256": sha256(source.read_bytes()).hexdigest(),
        "method": METHOD,
        "made_by": "python -m bluehelm.mandate.build_corpus_facts",
        "n_resolutions": n_resolutions,
        "n_paragraphs": n_paragraphs,
    }
    path.write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    build(Path(sys.argv[1]), Path(sys.argv[2]))
