"""A file as it arrived: what it is by its first bytes, its hash, and what its bytes say before it is read."""

from __future__ import annotations

import codecs
import gzip
import hashlib
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Literal, cast

from bluehelm.foundation.errors import UnreadableEvidence

Form = Literal["csv", "csv.gz", "csv.zip", "xlsx", "parquet"]
OnBytes = Callable[[int], None]
"""Told how many more bytes of the file have been read."""
PIECE = 1 << 20
_TWICE_ENCODED = "Ã".encode() + b"\xc2"


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    """A file as it arrived.

    sha256   of the file itself, packed or not
    n_line_ends, n_quotation_marks   of the text inside; zero for workbooks and Parquet
    """

    path: Path
    form: Form
    n_bytes: int
    sha256: str
    encoding: str = "utf-8"
    n_line_ends: int = 0
    n_quotation_marks: int = 0
    ends_with_line_end: bool = True
    is_encoded_twice: bool = False
    has_mark: bool = False

    @contextmanager
    def opened(self, on_bytes: OnBytes | None = None) -> Iterator[IO[bytes]]:
        """The bytes inside, unpacked."""
        with self.path.open("rb") as raw:
            yield _unpacked(cast("IO[bytes]", _Counted(raw, on_bytes)), self.form)


class _Counted(io.RawIOBase):
    """Passes bytes on and says how many; packed files are counted as they lie on disk."""

    def __init__(self, inner: IO[bytes], on_bytes: OnBytes | None) -> None:
        self._inner, self._on_bytes = inner, on_bytes

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._inner.seek(offset, whence)

    def tell(self) -> int:
        return self._inner.tell()

    def read(self, size: int | None = -1) -> bytes:
        piece = self._inner.read(-1 if size is None else size)
        if self._on_bytes is not None:
            self._on_bytes(len(piece))
        return piece

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]
        piece = self.read(len(view))
        view[: len(piece)] = piece
        return len(piece)


def look_over(path: Path, on_bytes: OnBytes | None = None) -> ReceivedFile:
    """What a file is, with its hash. Raises UnreadableEvidence or OSError."""
    form = _form_of(path)
    digest = hashlib.sha256()
    n_bytes = path.stat().st_size
    if form in {"xlsx", "parquet"}:
        with path.open("rb") as raw:
            for piece in iter(lambda: raw.read(PIECE), b""):
                digest.update(piece)
                _told(on_bytes, len(piece))
        return ReceivedFile(path, form, n_bytes, digest.hexdigest())
    if form == "csv":
        with path.open("rb") as raw:
            return _looked_over(path, form, n_bytes, _hashed(raw, digest, on_bytes), digest)
    with path.open("rb") as raw:
        for piece in iter(lambda: raw.read(PIECE), b""):
            digest.update(piece)
    packed = ReceivedFile(path, form, n_bytes, digest.hexdigest())
    with packed.opened(on_bytes) as inner:
        return _looked_over(path, form, n_bytes, _pieces(inner), digest)


def _told(on_bytes: OnBytes | None, n: int) -> None:
    if on_bytes is not None:
        on_bytes(n)


def _hashed(raw: IO[bytes], digest: hashlib._Hash, on_bytes: OnBytes | None) -> Iterator[bytes]:
    for piece in _pieces(raw):
        digest.update(piece)
        _told(on_bytes, len(piece))
        yield piece


def _pieces(stream: IO[bytes]) -> Iterator[bytes]:
    try:
        while piece := stream.read(PIECE):
            yield piece
    except EOFError as error:
        raise UnreadableEvidence("the packed file stops before its end", is_cut_off=True) from error
    except (zlib.error, gzip.BadGzipFile, zipfile.BadZipFile) as error:
        raise UnreadableEvidence(f"the packed file is damaged ({error})", is_cut_off=True) from error


def _looked_over(
    path: Path, form: Form, n_bytes: int, pieces: Iterator[bytes], digest: hashlib._Hash
) -> ReceivedFile:
    decoder: codecs.IncrementalDecoder | None = codecs.getincrementaldecoder("utf-8")()
    n_lines = n_marks = 0
    twice, last, first = False, b"", b""
    for piece in pieces:
        first = first or piece[:4096]
        if not last:
            _refuse_other_encodings(first)
        if b"\0" in piece:
            raise UnreadableEvidence("it holds zero bytes, as programs and UTF-16 do", is_encoding=True)
        n_lines += piece.count(b"\n")
        n_marks += piece.count(b'"')
        twice = twice or (not piece.isascii() and _TWICE_ENCODED in piece)
        last = piece
        decoder = _decodes(decoder, piece)
    if not last:
        raise UnreadableEvidence("the file is empty", is_cut_off=True)
    if decoder is not None:
        decoder = _decodes(decoder, b"", final=True)
    return ReceivedFile(
        path, form, n_bytes, digest.hexdigest(),
        encoding="latin-1" if decoder is None else "utf-8",
        n_line_ends=n_lines,
        n_quotation_marks=n_marks,
        ends_with_line_end=last.endswith(b"\n"),
        is_encoded_twice=twice,
        has_mark=first.startswith(codecs.BOM_UTF8),
    )  # fmt: skip


def _decodes(
    decoder: codecs.IncrementalDecoder | None, piece: bytes, *, final: bool = False
) -> codecs.IncrementalDecoder | None:
    if decoder is None or (piece.isascii() and not final and not decoder.getstate()[0]):
        return decoder
    try:
        decoder.decode(piece, final)
    except UnicodeDecodeError:
        return None
    return decoder


def _refuse_other_encodings(first: bytes) -> None:
    if first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise UnreadableEvidence("it is UTF-16", is_encoding=True)
    if first.lstrip()[:1] in {b"<", b"{"}:
        raise UnreadableEvidence("it is a web page or JSON, not a table")


def _form_of(path: Path) -> Form:
    with path.open("rb") as raw:
        start = raw.read(8)
    if start.startswith(b"PK"):
        return _form_of_zip(path)
    if start.startswith(b"\x1f\x8b"):
        return "csv.gz"
    if start.startswith(b"PAR1"):
        return "parquet"
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableEvidence("it is a workbook of the old kind (.xls); save it as .xlsx or CSV")
    if start.startswith(b"%PDF"):
        raise UnreadableEvidence("it is a PDF")
    return "csv"


def _form_of_zip(path: Path) -> Form:
    try:
        with zipfile.ZipFile(path) as packed:
            names = packed.namelist()
    except zipfile.BadZipFile as error:
        raise UnreadableEvidence("the packed file has no list of its contents", is_cut_off=True) from error
    if "xl/workbook.xml" in names:
        return "xlsx"
    tables = [name for name in names if name.lower().endswith(".csv")]
    if len(tables) != 1:
        raise UnreadableEvidence(f"the packed file holds {len(tables)} tables instead of one")
    return "csv.zip"


def _unpacked(raw: IO[bytes], form: Form) -> IO[bytes]:
    if form == "csv.gz":
        return cast("IO[bytes]", gzip.GzipFile(fileobj=raw))
    if form == "csv.zip":
        packed = zipfile.ZipFile(raw)
        name = next(name for name in packed.namelist() if name.lower().endswith(".csv"))
        return packed.open(name)
    return raw
