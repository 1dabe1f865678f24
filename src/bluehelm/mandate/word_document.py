"""The lines of a Word file as a reader sees them: automatic numbers printed, changes as if accepted."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

MAX_UNPACKED_MB = 80
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LEFT_OUT = {f"{_W}del", f"{_W}moveFrom", f"{_W}pPr", f"{_W}rPr", f"{_W}footnoteReference", _FALLBACK}
_BREAKS = {f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}


@dataclass(frozen=True, slots=True)
class WordText:
    """The text of a Word file, and how many stretches of it are changes not yet accepted."""

    text: str
    n_changes: int


def unpacked_mb(path: Path) -> float:
    """How large the parts of a Word file are once unpacked, in megabytes, by its own list of contents."""
    with zipfile.ZipFile(path) as packed:
        return sum(part.file_size for part in packed.infolist()) / 1_000_000


def word_text(path: Path) -> WordText:
    """The text of a Word file, one paragraph a line, those in tables and fields with the rest.

    Rule: tracked changes are read as accepted, text put in included and text taken out left out.
    Gap: footnotes, comments, heads and feet of pages are not read.
    """
    from docx import Document

    from bluehelm.mandate.word_numbering import WordNumbering

    document: WordDocument = Document(str(path))
    body: Any = document.element.body
    numbering = WordNumbering(document)
    lines = [_line(numbering, paragraph, document) for paragraph in _paragraphs(body)]
    n_changes = sum(1 for tag in ("ins", "del", "moveFrom", "moveTo") for _ in body.iter(f"{_W}{tag}"))
    return WordText("\n".join(lines), n_changes)


def _paragraphs(element: Any) -> Iterator[Any]:
    """Paragraphs in order, those in content controls and tables, too; fallbacks for old programs left out."""
    for one in element:
        if one.tag == f"{_W}p":
            yield one
        elif isinstance(one.tag, str) and one.tag not in _LEFT_OUT:
            yield from _paragraphs(one)


def _line(numbering: Any, paragraph: Any, document: WordDocument) -> str:
    from docx.text.paragraph import Paragraph as WordParagraph

    text = "".join(_words(paragraph)).strip()
    marker = numbering.marker_of(WordParagraph(paragraph, document._body)) if text else ""
    return f"{marker} {text}".strip()


def _words(element: Any) -> Iterator[str]:
    for one in element:
        if one.tag in _LEFT_OUT or not isinstance(one.tag, str):
            continue
        if one.tag == f"{_W}t":
            yield one.text or ""
        elif one.tag in _BREAKS:
            yield _BREAKS[one.tag]
        else:
            yield from _words(one)
