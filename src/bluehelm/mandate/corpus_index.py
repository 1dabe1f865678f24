"""The local corpus: texts a user has added, in one SQLite file, for full-text and similarity search.

Texts are added in portions, each written whole or not at all, so that an interruption loses no more than the
portion at hand; what is there already is passed over.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import numpy as np

from bluehelm.foundation.errors import BluehelmError
from bluehelm.foundation.findings import Finding, Place
from bluehelm.mandate.corpus_faults import NOT_READ
from bluehelm.mandate.corpus_sources import Found, SourceText
from bluehelm.mandate.earlier_paragraphs import EarlierParagraphs, EarlierResolution
from bluehelm.mandate.mission_of_text import mission_of
from bluehelm.mandate.paragraph_signatures import N_WORDS, signatures_of
from bluehelm.mandate.read_resolution import read_resolution
from bluehelm.mandate.resolution import Paragraph, Resolution
from bluehelm.mandate.template_language import compared_paragraphs
from bluehelm.mandate.word_sequences import Numbers, sequence_sets, words_of

FILE_NAME = "mandate-corpus.sqlite"
PORTION = 50
_TABLES = """
CREATE TABLE IF NOT EXISTS resolution (
    id INTEGER PRIMARY KEY, symbol TEXT NOT NULL UNIQUE, year INTEGER, adopted_on TEXT NOT NULL,
    mission TEXT NOT NULL, n_words INTEGER NOT NULL, source TEXT NOT NULL, digest TEXT NOT NULL
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


class BadCorpus(BluehelmError):
    """Raised when the local corpus cannot be opened, or is not one."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(f"The local corpus '{path}' cannot be used: {problem}. Delete it and add the texts again.")


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
        connection.executescript(_TABLES)
        yield connection
    except sqlite3.DatabaseError as error:
        raise BadCorpus(path, str(error)) from error
    finally:
        connection.close()


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
        resolution, said = read_resolution(source.path or source.text)
        if resolution is None:
            reason = said[0].message if said else "nothing in it looks like a resolution"
            findings.append(NOT_READ.at(Place(source.name), name=source.name, reason=reason))
        else:
            read.append((source, _as_the_source_says(resolution, source)))
    _write(corpus, read)
    return Added(len(read), len(asked) - len(fresh), tuple(findings))


def _is_known(corpus: sqlite3.Connection, source: SourceText) -> bool:
    return corpus.execute("SELECT 1 FROM resolution WHERE digest = ?", (source.digest,)).fetchone() is not None


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
    paragraphs = [compared_paragraphs(resolution) for _, resolution in read]
    signatures = signatures_of(sequence_sets(words_of(one.text) for of_it in paragraphs for one in of_it))
    begin = 0
    corpus.execute("BEGIN IMMEDIATE")
    try:
        for (source, resolution), of_it in zip(read, paragraphs, strict=True):
            _write_one(corpus, source, resolution, of_it, signatures[begin : begin + len(of_it)])
            begin += len(of_it)
    except BaseException:
        corpus.execute("ROLLBACK")
        raise
    corpus.execute("COMMIT")


def _write_one(
    corpus: sqlite3.Connection,
    source: SourceText,
    resolution: Resolution,
    paragraphs: Sequence[Paragraph],
    signatures: Numbers,
) -> None:
    corpus.execute("DELETE FROM resolution WHERE symbol = ?", (resolution.symbol,))
    added = corpus.execute(
        "INSERT INTO resolution (symbol, year, adopted_on, mission, n_words, source, digest)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            resolution.symbol,
            resolution.year,
            resolution.adopted_on.isoformat() if resolution.adopted_on else "",
            mission_of(" ".join(one.text for one in resolution.operative)),
            resolution.n_words,
            source.name,
            source.digest,
        ),
    )
    corpus.executemany(
        "INSERT INTO paragraph (resolution, place, kind, text, signature) VALUES (?, ?, ?, ?, ?)",
        (
            (added.lastrowid, one.id, one.kind, one.text, signature.astype("<u8").tobytes())
            for one, signature in zip(paragraphs, signatures, strict=True)
        ),
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


def paragraphs_held(corpus: sqlite3.Connection) -> EarlierParagraphs:
    """All paragraphs of the corpus, to compare a text with."""
    resolutions = corpus.execute(
        "SELECT id, symbol, year, adopted_on, mission FROM resolution ORDER BY adopted_on, id"
    ).fetchall()
    row_of = {one[0]: row for row, one in enumerate(resolutions)}
    columns = corpus.execute("SELECT id, resolution, place, signature FROM paragraph").fetchall()
    columns.sort(key=lambda one: (row_of[one[1]], one[0]))
    signatures = np.frombuffer(b"".join(one[3] for one in columns), dtype="<u8").reshape(-1, N_WORDS)
    numbers = [one[0] for one in columns]

    def text_of(place: int) -> str:
        found = corpus.execute("SELECT text FROM paragraph WHERE id = ?", (numbers[place],)).fetchone()
        return str(found[0]) if found else ""

    return EarlierParagraphs(
        tuple(EarlierResolution(*one[1:]) for one in resolutions),
        np.ascontiguousarray(signatures.T.astype(np.uint64)),
        np.array([row_of[one[1]] for one in columns], dtype=np.int64),
        [one[2] for one in columns],
        text_of,
    )
