"""What `bluehelm mandate corpus` shows: progress while texts are added, what is held, what is found."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from bluehelm.cli.console import console, print_json
from bluehelm.cli.show_findings_of_texts import COULD_NOT_READ, show_findings_of_texts
from bluehelm.desk.mandate_texts_held import (
    OnPortion,
    add_to_corpus,
    corpus_folder,
    list_corpus,
    n_texts_to_add,
    search_similar,
    search_words,
)
from bluehelm.foundation.findings import Finding
from bluehelm.foundation.languages import say
from bluehelm.foundation.phrases import Phrase, phrase
from bluehelm.mandate.cited_paragraphs import as_cited

OPENING = 300


def run_add(sources: Sequence[Path], corpus: Path | None, written_as: str, language: str) -> int:
    """Adds every source, and says what was added; 1 where nothing could be taken from them."""
    folder = corpus_folder(corpus)
    n_added = n_known = n_held = 0
    findings: list[Finding] = []
    for source in sources:
        with _progress(source) as after_each:
            done = add_to_corpus(source, folder, after_each)
        n_added, n_known, n_held = n_added + done.n_added, n_known + done.n_known, done.n_held
        findings += done.findings
    said = phrase(
        "Added or replaced: {n_added}. There already: {n_known}. Left out: {n_left}. Held now: {n_held}.",
        n_added=n_added,
        n_known=n_known,
        n_left=len(findings),
        n_held=n_held,
    )
    if written_as == "json":
        counts = {"added": n_added, "known": n_known, "left_out": len(findings), "held": n_held}
        print_json({**counts, "findings": [finding.as_json() for finding in findings]})
    else:
        show_findings_of_texts(findings, language)
        console().print(say(said, language))
    return 0 if n_added or n_known else COULD_NOT_READ


@contextmanager
def _progress(source: Path) -> Iterator[OnPortion]:
    """A bar on standard error; silent where that is no terminal."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), disable=not sys.stderr.isatty()) as shown:
        task = shown.add_task(source.name, total=n_texts_to_add(source))
        yield lambda n: shown.advance(task, n)


def run_list(corpus: Path | None, mission: str | None, written_as: str, language: str) -> int:
    """Shows the texts held."""
    held = [one for one in list_corpus(corpus_folder(corpus)) if mission in {None, one.mission}]
    if written_as == "json":
        print_json([one._asdict() for one in held])
        return 0
    if not held:
        console().print(
            say(phrase("No texts are held. Add some: bluehelm mandate corpus add FOLDER"), language)
        )
        return 0
    heads = phrase("Symbol"), phrase("Adopted"), phrase("Mission"), phrase("Words"), phrase("Paragraphs")
    table = _table(heads, language, numeric=("Words", "Paragraphs"))
    for one in held:
        table.add_row(one.symbol, one.adopted_on, one.mission, f"{one.n_words:,}", f"{one.n_paragraphs:,}")
    console().print(table)
    return 0


def run_search(
    words: str, similar: bool, most: int, corpus: Path | None, written_as: str, language: str
) -> int:
    """Shows paragraphs found; 1 where none is."""
    folder = corpus_folder(corpus)
    found: Sequence[Any] = (
        search_similar(folder, words, most) if similar else search_words(folder, words, most)
    )
    if written_as == "json":
        print_json([one._asdict() for one in found])
    elif not found:
        console().print(say(phrase("Nothing found in the texts held."), language))
    else:
        for one in found:
            console().print(_found(one))
    return 0 if found else COULD_NOT_READ


def _found(one: Any) -> Text:
    place = as_cited(one.paragraph) or "preamble"
    shown = (
        one.text[:OPENING] + ("…" if len(one.text) > OPENING else "") if hasattr(one, "text") else one.shown
    )
    likeness = f"  {one.contained:.2f}" if hasattr(one, "contained") else ""
    return Text.assemble(
        (f"{one.symbol}, {place}", "bold"), (likeness, "cyan"), f"  {one.mission}\n  {shown}\n"
    )


def _table(heads: Sequence[Phrase], language: str, numeric: Sequence[str]) -> Table:
    table = Table(box=None, padding=(0, 1))
    for head in heads:
        table.add_column(say(head, language), justify="right" if head.template in numeric else "left")
    return table
