"""The lines of a document: plain text, Word with its automatic numbers, PDF with a text layer."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from bluehelm.foundation.findings import Finding, Place
from bluehelm.mandate import text_faults as faults

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph as WordParagraph

MAX_MB = 3
MAX_FILE_MB = 60
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_BROKEN = "\ufffd"


@dataclass(frozen=True)
class Source:
    """The lines of a document and what was found on the way; no lines where it was refused."""

    lines: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = field(default=())


def open_source(path: Path) -> Source:
    """The lines of a .txt, .docx or .pdf file."""
    place = Place(path.name)
    try:
        size_mb = path.stat().st_size / 1_000_000
        if size_mb > MAX_FILE_MB:
            return _enormous(place, size_mb)
        return _READERS.get(path.suffix.lower(), _unknown)(path, place)
    except OSError as error:
        reason = (error.strerror or str(error)).rstrip(".").lower()
        return Source((), (faults.CANNOT_OPEN_TEXT.at(place, reason=reason),))


def lines_of_text(text: str, place: Place) -> Source:
    """The lines of a text, unless it is empty or longer than any resolution."""
    if not text.strip():
        return Source((), (faults.EMPTY_TEXT.at(place),))
    if len(text) > MAX_MB * 1_000_000:
        return _enormous(place, len(text) / 1_000_000)
    n_broken = text.count(_BROKEN)
    found = (faults.BROKEN_LETTERS.at(place, n=n_broken),) if n_broken else ()
    return Source(tuple(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")), found)


def _enormous(place: Place, size_mb: float) -> Source:
    return Source((), (faults.ENORMOUS_TEXT.at(place, size=f"{size_mb:.1f}", limit=MAX_MB),))


def _unknown(path: Path, place: Place) -> Source:
    return Source((), (faults.UNKNOWN_FORMAT.at(place, suffix=path.suffix or path.name),))


def _plain(path: Path, place: Place) -> Source:
    return lines_of_text(_decoded(path.read_bytes()), place)


def _decoded(content: bytes) -> str:
    """Text in UTF-8 or UTF-16, else in the old encoding of Windows; never a wrong letter in silence."""
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return content.decode(encoding, errors="replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _word(path: Path, place: Place) -> Source:
    from docx import Document
    from docx.opc.exceptions import OpcError

    try:
        document = Document(str(path))
    except (OpcError, KeyError, ValueError, zipfile.BadZipFile):
        return Source((), (faults.CANNOT_OPEN_TEXT.at(place, reason="this is no Word file that can be read"),))
    from bluehelm.mandate.word_numbering import WordNumbering

    numbering = WordNumbering(document)
    lines = [
        f"{numbering.marker_of(one)} {one.text}".strip() if one.text.strip() else "" for one in _in_order(document)
    ]
    return lines_of_text("\n".join(lines), place)


def _in_order(document: object) -> Iterator[WordParagraph]:
    """The paragraphs of a Word file in order, those in tables with the rest."""
    from docx.document import Document as WordDocument
    from docx.text.paragraph import Paragraph as WordParagraph

    assert isinstance(document, WordDocument)
    for block in document.iter_inner_content():
        if isinstance(block, WordParagraph):
            yield block
        else:
            for row in block.rows:
                for cell in row.cells:
                    yield from cell.paragraphs


def _pdf(path: Path, place: Place) -> Source:
    import logging

    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.ERROR)
    try:
        pages = [page.extract_text() for page in PdfReader(path).pages]
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        reason = "it is protected by a password" if "crypt" in str(error).lower() else "this is no PDF that can be read"
        return Source((), (faults.CANNOT_OPEN_TEXT.at(place, reason=reason),))
    without = sum(len(page.split()) < 5 for page in pages)
    if pages and without > len(pages) / 2:
        return Source((), (faults.SCANNED_PDF.at(place, n_without=without, n_pages=len(pages)),))
    return lines_of_text("\n\f\n".join(pages), place)


_READERS = {".txt": _plain, ".text": _plain, ".md": _plain, ".docx": _word, ".pdf": _pdf}
