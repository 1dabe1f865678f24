"""Automatic numbers of a Word file: what Word prints before a paragraph and does not keep in its text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from bluehelm.mandate.marker_sequence import roman_value

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph as WordParagraph

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ROMANS = [numeral for _, numeral in sorted({roman_value(one): one for one in (
    "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx xxi xxii xxiii xxiv xxv".split()
)}.items())]  # fmt: skip


class WordNumbering:
    """The counters of the numbered lists of one Word file, moved on paragraph by paragraph.

    Rule: lists made from one pattern count on, unless a list says where it starts again.
    """

    def __init__(self, document: Any) -> None:
        self._pattern_of: dict[str, str] = {}
        self._levels: dict[tuple[str, int], tuple[str, str, int]] = {}
        self._starts_again: dict[tuple[str, int], int] = {}
        self._counters: dict[tuple[str, int], int] = {}
        part = next((one for one in document.part.rels.values() if one.reltype.endswith("/numbering")), None)
        if part is not None:
            self._read(part.target_part.element)

    def _read(self, element: Any) -> None:
        for abstract in element.iter(f"{_W}abstractNum"):
            for level in abstract.iter(f"{_W}lvl"):
                key = abstract.get(f"{_W}abstractNumId"), int(level.get(f"{_W}ilvl"))
                start = int(_value(level, "start", "1"))
                self._levels[key] = _value(level, "numFmt", "decimal"), _value(level, "lvlText", ""), start
        for number in element.iter(f"{_W}num"):
            identifier = number.get(f"{_W}numId")
            self._pattern_of[identifier] = _value(number, "abstractNumId", "")
            for override in number.iter(f"{_W}lvlOverride"):
                start_again = _value(override, "startOverride", "")
                if start_again:
                    self._starts_again[identifier, int(override.get(f"{_W}ilvl"))] = int(start_again)

    def marker_of(self, paragraph: WordParagraph) -> str:
        """The number, letter or bullet that Word prints before a paragraph, or ''."""
        numbered = _numbering_of(paragraph)
        if numbered is None or numbered.numId is None:
            return ""
        identifier = str(numbered.numId.val)
        level = int(numbered.ilvl.val) if numbered.ilvl is not None else 0
        pattern = self._pattern_of.get(identifier, "")
        return self._advanced(identifier, pattern, level) if (pattern, level) in self._levels else ""

    def _advanced(self, identifier: str, pattern: str, level: int) -> str:
        style, text, start = self._levels[pattern, level]
        again = self._starts_again.pop((identifier, level), None)
        last = again - 1 if again is not None else self._counters.get((pattern, level), start - 1)
        self._counters[pattern, level] = last + 1
        for key in [one for one in self._counters if one[0] == pattern and one[1] > level]:
            del self._counters[key]
        if style == "none":
            return ""
        if style == "bullet":
            return "•"
        return re.sub(r"%(\d)", lambda found: self._shown(pattern, int(found[1]) - 1), text)

    def _shown(self, pattern: str, level: int) -> str:
        style, _, start = self._levels.get((pattern, level), ("decimal", "", 1))
        value = self._counters.get((pattern, level), start)
        if "Roman" in style and 0 < value <= len(_ROMANS):
            return _cased(_ROMANS[value - 1], style)
        if "Letter" in style and value > 0:
            return _cased(chr(97 + (value - 1) % 26) * (1 + (value - 1) // 26), style)
        return str(value)


def _numbering_of(paragraph: WordParagraph) -> Any:
    """The numbering of a paragraph, or of its style, or of the style that one is based on."""
    properties: Any = paragraph._p.pPr
    if properties is not None and properties.numPr is not None:
        return properties.numPr
    style: Any = paragraph.style
    while style is not None:
        own: Any = style.element.pPr
        if own is not None and own.numPr is not None:
            return own.numPr
        style = getattr(style, "base_style", None)
    return None


def _value(level: Any, name: str, otherwise: str) -> str:
    found = level.find(f"{_W}{name}")
    return found.get(f"{_W}val") if found is not None else otherwise


def _cased(marker: str, style: str) -> str:
    return marker.upper() if style.startswith("upper") else marker
