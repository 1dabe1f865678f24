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
    """The counters of the numbered lists of one Word file, moved on paragraph by paragraph."""

    def __init__(self, document: Any) -> None:
        self._levels: dict[tuple[str, int], tuple[str, str, int]] = {}
        self._counters: dict[tuple[str, int], int] = {}
        part = next((one for one in document.part.rels.values() if one.reltype.endswith("/numbering")), None)
        if part is not None:
            self._read(part.target_part.element)

    def _read(self, element: Any) -> None:
        abstracts = {one.get(f"{_W}abstractNumId"): one for one in element.iter(f"{_W}abstractNum")}
        for number in element.iter(f"{_W}num"):
            pointer = number.find(f"{_W}abstractNumId")
            abstract = abstracts.get(pointer.get(f"{_W}val")) if pointer is not None else None
            for level in abstract.iter(f"{_W}lvl") if abstract is not None else ():
                key = (number.get(f"{_W}numId"), int(level.get(f"{_W}ilvl")))
                start = int(_value(level, "start", "1"))
                self._levels[key] = (_value(level, "numFmt", "decimal"), _value(level, "lvlText", ""), start)

    def marker_of(self, paragraph: WordParagraph) -> str:
        """The number, letter or bullet that Word prints before a paragraph, or ''."""
        properties: Any = paragraph._p.pPr
        numbered = properties.numPr if properties is not None else None
        if numbered is None and paragraph.style is not None:
            own: Any = paragraph.style.element.pPr
            numbered = own.numPr if own is not None else None
        if numbered is None or numbered.numId is None:
            return ""
        identifier = str(numbered.numId.val)
        level = int(numbered.ilvl.val) if numbered.ilvl is not None else 0
        return self._advanced(identifier, level) if (identifier, level) in self._levels else ""

    def _advanced(self, identifier: str, level: int) -> str:
        style, text, start = self._levels[identifier, level]
        self._counters[identifier, level] = self._counters.get((identifier, level), start - 1) + 1
        for key in [one for one in self._counters if one[0] == identifier and one[1] > level]:
            del self._counters[key]
        if style == "bullet":
            return "•"
        return re.sub(r"%(\d)", lambda found: self._shown(identifier, int(found[1]) - 1), text)

    def _shown(self, identifier: str, level: int) -> str:
        style, _, start = self._levels.get((identifier, level), ("decimal", "", 1))
        value = self._counters.get((identifier, level), start)
        if "Roman" in style and 0 < value <= len(_ROMANS):
            return _cased(_ROMANS[value - 1], style)
        if "Letter" in style and value > 0:
            return _cased(chr(97 + (value - 1) % 26) * (1 + (value - 1) // 26), style)
        return str(value)


def _value(level: Any, name: str, otherwise: str) -> str:
    found = level.find(f"{_W}{name}")
    return found.get(f"{_W}val") if found is not None else otherwise


def _cased(marker: str, style: str) -> str:
    return marker.upper() if style.startswith("upper") else marker
