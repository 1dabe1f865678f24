"""Texts of the code as Markdown: marks escaped, tables drawn, values of a template shown as gaps."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_CODE = re.compile(r"(`[^`]*`)")
_MARKS = re.compile(r"([\\*_\[\]<>|])")
_GAP = re.compile(r"(?<!\{)\{(\w+)\}")

WRITTEN_BY_CODE = "<!-- Written by `make docs` from the code; changes made here are lost. -->"


def plain(text: str) -> str:
    r"""A text in which nothing is taken for a mark; what stands in backticks stays as it is.

    >>> plain("write `a_b`, not <a_b>")
    'write `a_b`, not \\<a\\_b\\>'
    """
    pieces = _CODE.split(text)
    return "".join(piece if _CODE.fullmatch(piece) else _MARKS.sub(r"\\\1", piece) for piece in pieces)


def with_gaps(template: str) -> str:
    """A template whose values are shown as gaps.

    >>> with_gaps("Write {allowed} here.")
    'Write (allowed) here.'
    """
    shown = _GAP.sub(lambda match: f"({match[1].replace('_', ' ')})", template)
    return shown.replace("{{", "{").replace("}}", "}")


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """The lines of a table; cells are Markdown already."""
    lines = [_row(headings), "|" + "---|" * len(headings)]
    return lines + [_row(row) for row in rows]


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("\n", " ") for cell in cells) + " |"


def page(title: str, *parts: Iterable[str]) -> str:
    """A page with its title, and one blank line between parts."""
    pieces = ["\n".join(part) for part in ([f"# {title}"], [WRITTEN_BY_CODE], *parts)]
    return "\n\n".join(piece for piece in pieces if piece) + "\n"
