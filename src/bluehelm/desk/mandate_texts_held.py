"""The user's own corpus of resolutions, and what others are compared with: it and the facts that ship."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from sqlite3 import Connection

from bluehelm.foundation.errors import BadCorpus
from bluehelm.foundation.findings import Finding
from bluehelm.mandate.corpus_facts import ResolutionFacts, corpus_facts, number_in, shipped_resolutions
from bluehelm.mandate.corpus_index import (
    FILE_NAME,
    FoundParagraph,
    HeldResolution,
    SimilarParagraph,
    add_texts,
    facts_held,
    find_similar,
    find_words,
    held_resolutions,
    opened_corpus,
    paragraphs_held,
    text_held,
)
from bluehelm.mandate.corpus_sources import n_texts_in, texts_in
from bluehelm.mandate.earlier_paragraphs import EarlierParagraphs, laid_over, of_corpus
from bluehelm.mandate.resolution import Resolution

HOME = "BLUEHELM_CORPUS"
"""Environment variable that names the folder of the corpus."""
OnPortion = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class AddedTexts:
    """What adding did: texts added or replaced, texts that were there already, and findings."""

    n_added: int
    n_known: int
    findings: tuple[Finding, ...]
    n_held: int


def corpus_folder(asked: Path | None = None) -> Path:
    """The folder of the corpus: the one asked for, that of the environment, or the user's own data folder."""
    if asked is not None:
        return asked
    if named := os.environ.get(HOME):
        return Path(named)
    data = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(data) / "bluehelm"


def add_to_corpus(source: Path, folder: Path, after_each: OnPortion = lambda _n: None) -> AddedTexts:
    """Adds the texts of a source, a portion at a time; `after_each` hears how many texts were looked at."""
    n_added = n_known = 0
    findings: list[Finding] = []
    with _opened(folder) as corpus:
        for done in add_texts(corpus, texts_in(source)):
            n_added, n_known = n_added + done.n_added, n_known + done.n_known
            findings += done.findings
            after_each(done.n_added + done.n_known + len(done.findings))
        return AddedTexts(n_added, n_known, tuple(findings), len(held_resolutions(corpus)))


def n_texts_to_add(source: Path) -> int | None:
    """How many texts a source holds, for a progress bar; None where only reading would tell."""
    return n_texts_in(source)


def list_corpus(folder: Path) -> list[HeldResolution]:
    """What the corpus holds, by day of adoption."""
    if not _exists(folder):
        return []
    with _opened(folder) as corpus:
        return held_resolutions(corpus)


def search_words(folder: Path, asked: str, n_most: int) -> list[FoundParagraph]:
    """Paragraphs that hold all the words, best first."""
    if not _exists(folder):
        return []
    with _opened(folder) as corpus:
        return find_words(corpus, asked, n_most)


def search_similar(folder: Path, text: str, n_most: int) -> list[SimilarParagraph]:
    """Paragraphs most like a text, most alike first."""
    if not _exists(folder):
        return []
    with _opened(folder) as corpus:
        return find_similar(corpus, text, n_most)


def facts_to_compare(folder: Path) -> list[ResolutionFacts]:
    """The facts that ship, and those of the user's texts; these take the place of the former."""
    own: list[ResolutionFacts] = []
    if _exists(folder):
        with _opened(folder) as corpus:
            own = facts_held(corpus, corpus_facts())
    shipped = {number_in(one.symbol): one for one in shipped_resolutions()}
    added = [one for one in own if number_in(one.symbol) not in shipped]
    return [*shipped.values(), *added]


@contextmanager
def paragraphs_to_compare(folder: Path) -> Iterator[EarlierParagraphs]:
    """The paragraphs that ship with those of the user's texts laid over them."""
    shipped = of_corpus(corpus_facts())
    if not _exists(folder):
        yield shipped
        return
    with _opened(folder) as corpus:
        yield laid_over(shipped, paragraphs_held(corpus))


def resolution_held(folder: Path, symbol: str) -> Resolution | None:
    """A resolution of the user's texts, read; None where it is not held."""
    from datetime import date

    from bluehelm.mandate.read_resolution import read_resolution

    if not _exists(folder):
        return None
    with _opened(folder) as corpus:
        held = text_held(corpus, symbol)
    if held is None:
        return None
    text, adopted_on = held
    return read_resolution(text, adopted_on=date.fromisoformat(adopted_on) if adopted_on else None)[0]


def _exists(folder: Path) -> bool:
    return (folder / FILE_NAME).is_file()


@contextmanager
def _opened(folder: Path) -> Iterator[Connection]:
    try:
        with opened_corpus(folder) as corpus:
            yield corpus
    except OSError as error:
        raise BadCorpus(folder, error.strerror or str(error)) from error
