"""Reading resolutions from files: each with what was found on the way, those that it points at looked up."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from bluehelm.foundation.findings import Finding
from bluehelm.mandate.read_resolution import read_resolution
from bluehelm.mandate.resolution import Resolution

SUFFIXES = (".txt", ".docx", ".pdf")


@dataclass(frozen=True, slots=True)
class ReadText:
    """A file that was read; `resolution` is None where it was refused."""

    path: Path
    resolution: Resolution | None
    findings: tuple[Finding, ...]


@dataclass
class TextsAtHand:
    """Other resolutions that lie beside those being read, found by the number in the file's name."""

    folders: Sequence[Path]
    held: dict[str, Resolution | None] = field(default_factory=dict)

    def __call__(self, symbol: str) -> Resolution | None:
        """The resolution with this symbol, or None where no file here bears its number."""
        if symbol not in self.held:
            self.held[symbol] = None
            path = self._file_of(symbol)
            self.held[symbol] = read_resolution(path)[0] if path else None
        return self.held[symbol]

    def _file_of(self, symbol: str) -> Path | None:
        number = re.findall(r"\d+", symbol)[0]
        named = re.compile(rf"(?<!\d){number}(?!\d)")
        files = (path for folder in self.folders for path in sorted(folder.iterdir()))
        return next(
            (path for path in files if path.suffix.lower() in SUFFIXES and named.search(path.stem)), None
        )


def read_texts(
    paths: Sequence[Path], adopted_on: date | None = None, after_each: Callable[[], None] = lambda: None
) -> list[ReadText]:
    """Every file read, in the order given. Tasks by reference are looked up in files that lie beside them."""
    folders = list(dict.fromkeys(path.parent for path in paths if path.parent.is_dir()))
    at_hand = TextsAtHand(folders)
    read: list[ReadText] = []
    for path in paths:
        resolution, found = read_resolution(path, adopted_on=adopted_on, at_hand=at_hand)
        read.append(ReadText(path, resolution, tuple(found)))
        after_each()
    return read
