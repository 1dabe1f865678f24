"""The local corpus: texts a user has added, in one SQLite file, for full-text and similarity search.

Texts are added in portions, each written whole or not at all, so that an interruption loses no more than the
portion at hand; what is there already is passed over.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import numpy as np

from bluehelm.foundation.errors import BadCorpus
from bluehelm.foundation.findings import Finding, Place
from bluehelm.mandate.corpus_facts import CorpusFacts, ResolutionFacts, number_in
from bluehelm.mandate.corpus_faults import NOT_READ
from bluehelm.mandate.corpus_sources import Found, SourceText
from bluehelm.mandate.earlier_paragraphs import EarlierParagraphs, EarlierResolution
from bluehelm.mandate.paragraph_signatures import N_WORDS, signatures_of
from bluehelm.mandate.read_resolution import read_resolution
from bluehelm.mandate.resolution import Resolution
from bluehelm.mandate.resolution_facts import facts_of
from bluehelm.mandate.source_document import open_source
from bluehelm.mandate.template_language import compared_paragraphs, sampled, shares_of_sample
from bluehelm.mandate.word_sequences import PARAGRAPH_WIDTH, Numbers, sequence_sets, share_in_common, words_of

FILE_NAME = "mandate-corpus.sqlite"
PORTION = 20
VERSION = 1
N_CHOSEN = 200
MOST_RUNS = 400
"""Of a longer text the first so many sequences choose what is counted."""
NO_MARKS = re.compile(r"\w+")
_TABLES = """
CREATE TABLE IF NOT EXISTS resolution (
    id INTEGER PRIMARY KEY, symbol TEXT NOT NULL UNIQUE, year INTEGER, adopted_on TEXT NOT NULL,
    mission TEXT NOT NULL, n_words INTEGER NOT NULL, source TEXT NOT NULL, digest TEXT NOT NULL,
    facts TEXT NOT NULL, sampled BLOB NOT NULL, text TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS resolution_digest ON resolution (digest);
CREATE TABLE IF NOT EXISTS paragraph (
    id INTEGER PRIMARY KEY, resolution INTEGER NOT NULL REFERENCES resolution (id) ON DELETE CASCADE,
    place TEXT NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL, signature BLOB NOT NULL
);
CREATE INDEX IF NOT EXISTS paragraph_resolution ON paragraph (resolution);
CREATE VIRTUAL TABLE IF NOT EXISTS paragraph_words USING fts5 (
    text, content = 'paragraph', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER IF NOT EXISTS paragraph_added AFTER INSERT ON paragraph BEGIN
    INSERT INTO paragraph_words (rowid, text) VALUES (new.id, new.text);
END;
CREATE TRIGGER IF NOT EXISTS paragraph_removed AFTER DELETE ON paragraph BEGIN
    INSERT INTO paragraph_words (paragraph_words, rowid, text) VALUES ('delete', old.id, old.text);
END;
"""


class HeldResolution(NamedTuple):
    """A resolution of the local corpus."""

    symbol: str
    year: int | None
    adopted_on: str
    mission: str
    n_words: int
    n_paragraphs: int
    source: str


class FoundParagraph(NamedTuple):
    """A paragraph found by its words, the best first; `shown` marks them [so]."""

    symbol: str
    paragraph: str
    mission: str
    shown: str


class SimilarParagraph(NamedTuple):
    """A paragraph that shares sequences of three words with a text.

    contained: share (0..1) of the text's sequences that stand in the paragraph; similarity: share in common
    of all that stand in either
    """

    symbol: str
    paragraph: str
    mission: str
    contained: float
    similarity: float
    text: str


@dataclass(frozen=True, slots=True)
class Added:
    """What one portion did: texts added or replaced, texts passed over, and findings."""

    n_added: int = 0
    n_known: int = 0
    findings: tuple[Finding, ...] = ()


@contextmanager
def opened_corpus(folder: Path) -> Iterator[sqlite3.Connection]:
    """The corpus of a folder, made where there is none; raises BadCorpus when the file is not one."""
    path = folder / FILE_NAME
    folder.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(path, isolation_level=None, timeout=30)
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        _make_tables(connection, path)
        yield connection
    except sqlite3.DatabaseError as error:
        raise BadCorpus(path, str(error)) from error
    finally:
        connection.close()


def _make_tables(connection: sqlite3.Connection, path: Path) -> None:
    """The tables, in a new file; a file of another version, or of something else, is refused."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (n_tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if n_tables and version != VERSION:
        raise BadCorpus(path, "it was made by another version, or is something else")
    if not n_tables:
        connection.executescript(f"BEGIN; {_TABLES} PRAGMA user_version = {VERSION}; COMMIT;")


def add_texts(corpus: sqlite3.Connection, texts: Iterable[Found]) -> Iterator[Added]:
    """Adds texts portion by portion, and says after each what was done."""
    remaining = iter(texts)
    while portion := list(islice(remaining, PORTION)):
        yield _add_portion(corpus, portion)


def _add_portion(corpus: sqlite3.Connection, portion: Sequence[Found]) -> Added:
    findings = [one for one in portion if isinstance(one, Finding)]
    asked = [one for one in portion if isinstance(one, SourceText)]
    fresh = [one for one in asked if not _is_known(corpus, one)]
    read: list[tuple[SourceText, Resolution]] = []
    for source in fresh:
        resolution, said = read_resolution(source.path or source.text, adopted_on=source.adopted_on)
        if resolution is None:
            reason = said[0].message if said else "nothing in it looks like a resolution"
            findings.append(NOT_READ.at(Place(source.name), name=source.name, reason=reason))
        else:
            read.append((source, _as_the_source_says(resolution, source)))
    _write(corpus, read)
    return Added(len(read), len(asked) - len(fresh), tuple(findings))


def _is_known(corpus: sqlite3.Connection, source: SourceText) -> bool:
    return (
        corpus.execute("SELECT 1 FROM resolution WHERE digest = ?", (source.digest,)).fetchone() is not None
    )


def _as_the_source_says(resolution: Resolution, source: SourceText) -> Resolution:
    adopted_on = source.adopted_on or resolution.adopted_on
    return replace(
        resolution,
        symbol=source.symbol or resolution.symbol or source.name,
        adopted_on=adopted_on,
        year=adopted_on.year if adopted_on else resolution.year,
    )


def _write(corpus: sqlite3.Connection, read: Sequence[tuple[SourceText, Resolution]]) -> None:
    """Writes a portion in one transaction: all of it, or nothing."""
    rows = [_row_of(source, resolution) for source, resolution in read]
    paragraphs = [_rows_of_paragraphs(resolution) for _, resolution in read]
    corpus.execute("BEGIN IMMEDIATE")
    try:
        for row, of_it in zip(rows, paragraphs, strict=True):
            _write_one(corpus, row, of_it)
    except BaseException:
        corpus.execute("ROLLBACK")
        raise
    corpus.execute("COMMIT")


def _row_of(source: SourceText, resolution: Resolution) -> tuple[object, ...]:
    sample = sampled([words_of(one.text) for one in compared_paragraphs(resolution)])
    facts = facts_of(resolution, resolution.n_words, None, None)
    text = "\n".join(open_source(source.path).lines) if source.path else source.text
    return (
        resolution.symbol,
        resolution.year,
        facts.adopted_on,
        facts.mission,
        resolution.n_words,
        source.name,
        source.digest,
        json.dumps(facts._asdict()),
        sample.astype("<u4").tobytes(),
        text,
    )


def _rows_of_paragraphs(resolution: Resolution) -> list[tuple[object, ...]]:
    paragraphs = compared_paragraphs(resolution)
    signatures = signatures_of(sequence_sets(words_of(one.text) for one in paragraphs))
    return [
        (one.id, one.kind, one.text, signature.astype("<u8").tobytes())
        for one, signature in zip(paragraphs, signatures, strict=True)
    ]


def _write_one(
    corpus: sqlite3.Connection, row: tuple[object, ...], paragraphs: Sequence[tuple[object, ...]]
) -> None:
    corpus.execute("DELETE FROM resolution WHERE symbol = ?", row[:1])
    added = corpus.execute(
        "INSERT INTO resolution (symbol, year, adopted_on, mission, n_words, source, digest, facts, sampled,"
        " text) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        row,
    )
    corpus.executemany(
        "INSERT INTO paragraph (resolution, place, kind, text, signature) VALUES (?, ?, ?, ?, ?)",
        ((added.lastrowid, *one) for one in paragraphs),
    )


def held_resolutions(corpus: sqlite3.Connection) -> list[HeldResolution]:
    """Everything in the corpus, by day of adoption."""
    rows = corpus.execute(
        "SELECT symbol, year, adopted_on, mission, n_words,"
        " (SELECT count(*) FROM paragraph WHERE paragraph.resolution = resolution.id), source"
        " FROM resolution ORDER BY adopted_on, symbol"
    )
    return [HeldResolution(*row) for row in rows]


def find_words(corpus: sqlite3.Connection, asked: str, n_most: int = 20) -> list[FoundParagraph]:
    """Paragraphs that hold all words asked for; words in quotation marks stand together."""
    query = fts_query(asked)
    if not query:
        return []
    rows = corpus.execute(
        "SELECT resolution.symbol, paragraph.place, resolution.mission,"
        " snippet(paragraph_words, 0, '[', ']', '…', 24)"
        " FROM paragraph_words JOIN paragraph ON paragraph.id = paragraph_words.rowid"
        " JOIN resolution ON resolution.id = paragraph.resolution"
        " WHERE paragraph_words MATCH ? ORDER BY rank LIMIT ?",
        (query, n_most),
    )
    return [FoundParagraph(*row) for row in rows]


def fts_query(asked: str) -> str:
    """What a person types as a query that cannot go wrong: every word or quoted phrase, all of them.

    >>> fts_query('buffer "all necessary means" (NOT')
    '"buffer" "all necessary means" "NOT"'
    """
    parts = (quoted or word for quoted, word in re.findall(r'"([^"]*)"|([^\s"]+)', asked))
    return " ".join(f'"{" ".join(words)}"' for part in parts if (words := re.findall(r"\w+", part)))


def find_similar(corpus: sqlite3.Connection, text: str, n_most: int = 20) -> list[SimilarParagraph]:
    """Paragraphs that hold most of a text, of these the nearest first."""
    words = words_of(text)
    runs = dict.fromkeys(tuple(words[at : at + PARAGRAPH_WIDTH]) for at in _starts(len(words)))
    if not words:
        return []
    query = " OR ".join(
        f'"{" ".join(re.findall(NO_MARKS, " ".join(run)))}"' for run in islice(runs, MOST_RUNS)
    )
    rows = corpus.execute(
        "SELECT resolution.symbol, paragraph.place, resolution.mission, paragraph.text"
        " FROM paragraph_words JOIN paragraph ON paragraph.id = paragraph_words.rowid"
        " JOIN resolution ON resolution.id = paragraph.resolution"
        " WHERE paragraph_words MATCH ? ORDER BY rank LIMIT ?",
        (query, max(N_CHOSEN, 4 * n_most)),
    ).fetchall()
    sets = sequence_sets([words, *(words_of(row[3]) for row in rows)])
    asked = sets.of(0)
    found = [_compared(row, asked, sets.of(at)) for at, row in enumerate(rows, start=1)]
    found.sort(key=lambda one: (-round(one.contained, 2), -one.similarity))
    return [one for one in found[:n_most] if one.contained > 0]


def _compared(row: tuple[str, str, str, str], asked: Numbers, own: Numbers) -> SimilarParagraph:
    symbol, place, mission, text = row
    contained = len(np.intersect1d(asked, own, assume_unique=True)) / len(asked)
    return SimilarParagraph(symbol, place, mission, contained, share_in_common(asked, own), text)


def _starts(n_words: int) -> range:
    return range(max(n_words - PARAGRAPH_WIDTH + 1, 1))


def paragraphs_held(corpus: sqlite3.Connection) -> EarlierParagraphs:
    """All paragraphs of the corpus, to compare a text with."""
    resolutions = corpus.execute(
        "SELECT id, symbol, year, adopted_on, mission, sampled FROM resolution ORDER BY adopted_on, id"
    ).fetchall()
    earlier = tuple(EarlierResolution(*one[1:5]) for one in resolutions)
    row_of = {one[0]: row for row, one in enumerate(resolutions)}
    columns = corpus.execute("SELECT id, resolution, place, signature FROM paragraph").fetchall()
    columns.sort(key=lambda one: (row_of[one[1]], one[0]))
    signatures = np.frombuffer(b"".join(one[3] for one in columns), dtype="<u8").reshape(-1, N_WORDS)
    numbers = [one[0] for one in columns]

    def text_of(place: int) -> str:
        found = corpus.execute("SELECT text FROM paragraph WHERE id = ?", (numbers[place],)).fetchone()
        return str(found[0]) if found else ""

    return EarlierParagraphs(
        earlier,
        np.ascontiguousarray(signatures.T.astype(np.uint64)),
        np.array([row_of[one[1]] for one in columns], dtype=np.int64),
        [one[2] for one in columns],
        text_of,
        tuple(
            (held, np.frombuffer(one[5], dtype="<u4")) for held, one in zip(earlier, resolutions, strict=True)
        ),
    )


def facts_held(corpus: sqlite3.Connection, shipped: CorpusFacts) -> list[ResolutionFacts]:
    """The facts of every resolution of the corpus, with the shares of each that stand in earlier ones."""
    rows = corpus.execute("SELECT facts, sampled FROM resolution ORDER BY adopted_on, id")
    n_texts_with: Counter[int] = Counter()
    found = []
    for facts, sampled_bytes in rows:
        one = ResolutionFacts(**json.loads(facts))
        sample = np.frombuffer(sampled_bytes, dtype="<u4")
        n_own = np.array([n_texts_with[number] for number in sample.tolist()], dtype=np.int64)
        n_before = shipped.rows_before(one.symbol, one.adopted_on)
        seen, template = shares_of_sample(sample, shipped.sequences, n_before, n_own)
        found.append(one._replace(seen_before_share=seen, template_share=template))
        if number_in(one.symbol) not in shipped.row_of:
            n_texts_with.update(sample.tolist())
    return found


def text_held(corpus: sqlite3.Connection, symbol: str) -> tuple[str, str] | None:
    """The text of a resolution by its number, and its day of adoption (ISO); None where it is not held."""
    number = number_in(symbol)
    for held, text, adopted_on in corpus.execute("SELECT symbol, text, adopted_on FROM resolution"):
        if held == symbol or (number and number_in(held) == number):
            return str(text), str(adopted_on)
    return None
