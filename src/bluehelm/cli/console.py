"""The terminal: one console for every command, and how files are named from where one stands."""

from __future__ import annotations

import io
import json
import os
import re
import sys
from pathlib import Path
from typing import Any, TextIO, cast

from rich.console import Console

SEVERITY_STYLES = {"error": "bold red", "warning": "yellow", "note": "cyan"}


class _WithoutTrailingBlanks(io.TextIOBase):
    """Passes text on to a file or pipe; blanks that only fill a line up are left out."""

    def __init__(self, target: TextIO) -> None:
        self._target = target

    def write(self, text: str) -> int:
        self._target.write(_BLANKS_BEFORE_END.sub("", text))
        return len(text)

    def flush(self) -> None:
        self._target.flush()


_BLANKS_BEFORE_END = re.compile(r"[ ]+(?=\n)")


def console() -> Console:
    """A console as wide as the terminal, never wider than a page, without colour when piped."""
    made = Console(highlight=False, emoji=False, markup=False)
    if not made.is_terminal:
        made.file = cast(TextIO, _WithoutTrailingBlanks(sys.stdout))
    made.width = min(made.width, 110)
    return made


def print_json(value: Any) -> None:
    """Writes a value as JSON to standard output."""
    print(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def named_from_here(workspace: Path, here: Path) -> Any:
    """A function that names a file of the workspace as one would type it from `here`."""

    def shown(name: str) -> str:
        return os.path.relpath(workspace / name, here) if name else ""

    return shown
