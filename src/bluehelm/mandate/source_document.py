"""The lines of a document: plain text, Word with its automatic numbers, PDF with a text layer."""

from __future__ import annotations

import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import Path

from bluehelm.foundation.findings import Finding, Place
from bluehelm.foundation.listed_names import listed
from bluehelm.mandate import text_faults as faults
from bluehelm.mandate.word_document import MAX_UNPACKED_MB, unpacked_mb, word_text

MAX_MB = 3
MAX_FILE_MB = 60
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_MARKS = tuple(mark for mark, _ in _BOMS)
_OTHER_FORMATS = (
    b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf", b"<!DOCTYPE", b"<!doctype", b"<html", b"<?xml",
)  # fmt: skip
_BROKEN = "\ufffd"
MAX_PAGES = 400
FEWEST_WORDS = 5
"""A page with fewer words is a picture, or blank."""
_NO_ZIP = (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, zlib.error)
_NO_PDF = (
    ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, MemoryError, zlib.error,
)  # fmt: skip


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
    content = path.read_bytes()
    if content.startswith(_OTHER_FORMATS) or (b"\x00" in content and not content.startswith(_MARKS)):
        return _unreadable(place, "this is no plain text, whatever the name says")
    return lines_of_text(_decoded(content), place)


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
    from docx.opc.exceptions import OpcError

    try:
        size_mb = unpacked_mb(path)
        if size_mb > MAX_UNPACKED_MB:
            return _enormous(place, size_mb)
        held = word_text(path)
    except (OpcError, SyntaxError, KeyError, ValueError, AttributeError, RecursionError, *_NO_ZIP):
        return _unreadable(place, "this is no Word file that can be read")
    opened = lines_of_text(held.text, place)
    if not held.n_changes:
        return opened
    return Source(opened.lines, (*opened.findings, faults.TRACKED_CHANGES.at(place, n=held.n_changes)))


def _pdf(path: Path, place: Place) -> Source:
    import logging

    from pypdf import PdfReader
    from pypdf.errors import DependencyError, PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        opened = PdfReader(path)
        if opened.is_encrypted and not opened.decrypt(""):
            return _unreadable(place, "it is protected by a password")
        if len(opened.pages) > MAX_PAGES:
            return _enormous(place, path.stat().st_size / 1_000_000)
        pages = [page.extract_text() for page in opened.pages]
    except DependencyError:
        return _unreadable(place, "it is protected in a way that cannot be opened here")
    except (*_NO_PDF, PyPdfError):
        return _unreadable(place, "this is no PDF that can be read")
    without = sum(len(page.split()) < FEWEST_WORDS for page in pages)
    if without > len(pages) / 2:
        return Source((), (faults.SCANNED_PDF.at(place, n_without=without, n_pages=len(pages)),))
    text = lines_of_text("\n\f\n".join(pages), place)
    if not without or not text.lines:
        return text
    some = faults.PAGES_WITHOUT_TEXT.at(place, pages=_numbers_without_text(pages))
    return Source(text.lines, (*text.findings, some))


def _numbers_without_text(pages: list[str]) -> str:
    bare = [str(n) for n, page in enumerate(pages, start=1) if len(page.split()) < FEWEST_WORDS]
    return listed(bare, 6)


def _unreadable(place: Place, reason: str) -> Source:
    return Source((), (faults.CANNOT_OPEN_TEXT.at(place, reason=reason),))


_READERS = {".txt": _plain, ".text": _plain, ".md": _plain, ".docx": _word, ".pdf": _pdf}
