"""Publishing a review: its pages in a folder, each file whole or not at all."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from bluehelm.desk.look_at_review import PAGES
from bluehelm.desk.page_files import page_in
from bluehelm.dossier.write_files import write_files
from bluehelm.foundation.languages import known_language
from bluehelm.foundation.pages import Block, Page, Paragraph, Section, Table
from bluehelm.foundation.phrases import phrase
from bluehelm.review.review_facts import review_name
from bluehelm.review.review_seen import ReviewSeen

FORMATS = ("pdf", "docx", "html", "xlsx")
MOST_ROWS, MOST_ROWS_OF_A_PAGE = 60, 240
"""Rows that a table, and a whole page, show on paper and screen; a mission with more reads a spreadsheet."""


def pages_of_review(view: ReviewSeen, only: Sequence[str] = ()) -> Mapping[str, Page]:
    """The pages made from one review, by name; only those asked for where any is."""
    return {name: make(view) for name, make in PAGES.items() if not only or name in only}


def write_review(
    view: ReviewSeen,
    folder: Path,
    *,
    name: str,
    formats: Sequence[str] = FORMATS,
    languages: Sequence[str] = ("en",),
    only: Sequence[str] = (),
) -> tuple[Path, ...]:
    """Writes the pages of a review into the folder and returns their paths.

    Files are called `NAME-REVIEW-PAGE.LANGUAGE.FORMAT`, a public version `NAME-public-…`; a
    spreadsheet holds all pages as sheets. All are made before the first is written. Raises
    CannotWrite when the disk refuses.
    """
    pages = pages_of_review(view, only)
    stem = f"{name}{'-public' if view.public else ''}-{review_name(view.period)}"
    made = {
        folder / f"{stem}{part}.{known_language(language)}.{form}": content
        for language in languages
        for form in formats
        for part, content in _made(pages, form, language)
    }
    return write_files(made)


def _made(pages: Mapping[str, Page], form: str, language: str) -> Iterator[tuple[str, bytes]]:
    if form == "xlsx":
        from bluehelm.review.write_xlsx import pages_as_xlsx

        yield "", pages_as_xlsx(pages, language)
        return
    for name, page in pages.items():
        yield f"-{name}", page_in(form, shortened(page), language)


def shortened(page: Page) -> Page:
    """The page with long tables cut to what people read on paper; the spreadsheet holds every row."""
    sections = tuple(
        dataclasses.replace(section, blocks=tuple(_shortened(block) for block in section.blocks))
        for section in page.sections
    )
    n_rows, kept = 0, 0
    for section in sections:
        n_rows += sum(len(block.rows) for block in section.blocks if isinstance(block, Table))
        kept += n_rows <= MOST_ROWS_OF_A_PAGE
    if kept == len(sections):
        return dataclasses.replace(page, sections=sections)
    left = phrase("{n} more parts are in the spreadsheet.", n=len(sections) - kept)
    last = Section(phrase("Left out here"), (Paragraph(left, "grey"),), "left-out")
    return dataclasses.replace(page, sections=(*sections[:kept], last))


def _shortened(block: Block) -> Block:
    if not isinstance(block, Table) or len(block.rows) <= MOST_ROWS:
        return block
    more = phrase("{n} more rows are in the spreadsheet.", n=len(block.rows) - MOST_ROWS)
    note = more if block.note is None else phrase("{note} {more}", note=block.note, more=more)
    return dataclasses.replace(block, rows=block.rows[:MOST_ROWS], tones=block.tones[:MOST_ROWS], note=note)
