"""The level of a marked point, decided by the sequence of markers and never by their shape."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

MAX_GAP = 3
"""A marker up to so many ahead of an open list still belongs to it."""

_BRACKETED = re.compile(r"\((?P<inner>[A-Za-z]{1,5}|\d{1,2})\)\s*")
_PLAIN = re.compile(r"(?P<inner>[a-z]{1,2}|[ivxl]{1,6})(?P<close>[.)])\s+")
_BULLET = re.compile(r"(?P<glyph>[•·▪●–—*‑-]|o(?=\s))\s*(?=\S)")
_ROMAN = re.compile(r"(?=[ivxl])(xl|x{0,3})(ix|iv|v?i{0,3})", re.IGNORECASE)
_ROMAN_DIGITS = {"i": 1, "v": 5, "x": 10, "l": 50}


@dataclass(frozen=True, slots=True)
class Marker:
    """A marker as printed and what it can mean: pairs of kind and place in a list of that kind."""

    printed: str
    readings: tuple[tuple[str, int], ...]

    @property
    def name(self) -> str:
        """The marker in an id: 'd' for '(d)'."""
        return self.printed.strip("().").lower()

    @property
    def is_bullet(self) -> bool:
        """Whether it is a sign without a number or letter."""
        return self.readings[0][0].startswith("bullet")


def marker_at_start(line: str) -> tuple[Marker, str] | None:
    """The marker that a line begins with and the text after it, or None.

    >>> marker_at_start("(i) To protect civilians;")[0].readings
    (('letter()', 9), ('roman()', 1))
    >>> marker_at_start("In (a) and (b)") is None
    True
    """
    if found := _BRACKETED.match(line):
        readings = _readings(found["inner"], "()")
    elif found := _PLAIN.match(line):
        readings = _readings(found["inner"], found["close"])
    elif found := _BULLET.match(line):
        readings = (("bullet" + found["glyph"], 1),)
    else:
        return None
    return (Marker(found[0].strip(), readings), line[found.end() :].strip()) if readings else None


def _readings(inner: str, style: str) -> tuple[tuple[str, int], ...]:
    if inner.isdigit():
        return (("number" + style, int(inner)),)
    case = "" if inner.islower() else "capital " if inner.isupper() else None
    if case is None:
        return ()
    low = inner.lower()
    found = []
    if len(set(low)) == 1 and len(low) <= 2 and not (low == "ii" and len(low) == 2):
        found.append((f"{case}letter{style}", ord(low[0]) - 96 + 26 * (len(low) - 1)))
    elif low == "ii":
        found.append((f"{case}letter{style}", 35))
    if _ROMAN.fullmatch(low):
        found.append((f"{case}roman{style}", roman_value(low)))
    return tuple(found)


def roman_value(numeral: str) -> int:
    """The number a Roman numeral stands for.

    >>> roman_value("xiv")
    14
    """
    digits = [_ROMAN_DIGITS[one] for one in numeral.lower()]
    following = [*digits[1:], 0]
    return sum(-one if one < after else one for one, after in zip(digits, following, strict=True))


@dataclass
class MarkerSequence:
    """The lists open at one point of a paragraph: one level each, with its kind and last value."""

    open: list[tuple[str, int]] = field(default_factory=list)
    closed: dict[int, tuple[str, int]] = field(default_factory=dict)

    def level_of(self, marker: Marker, following: Marker | None = None) -> tuple[int, bool]:
        """The level of the next marker, from 1, and whether it had to be guessed.

        Rule: a marker follows the deepest open list whose next it is; else the list that the last
        title closed; else it opens a list below, if it is the first of its kind.
        """
        for find in (self._next_of_open, self._next_of_closed, self._first_of_a_list):
            if (place := find(marker, following)) is not None:
                return self._take(*place), False
        return self._take(*(self._ahead_of_open(marker) or (len(self.open), marker.readings[0]))), True

    def _take(self, depth: int, reading: tuple[str, int]) -> int:
        self.closed = {level: held for level, held in self.closed.items() if level <= depth}
        if len(self.open) > depth + 1:
            self.closed[depth + 1] = self.open[depth + 1]
        self.open[depth:] = [reading]
        return depth + 1

    def _next_of_open(self, marker: Marker, following: Marker | None) -> tuple[int, tuple[str, int]] | None:
        if self._begins_romans(marker, following):
            return None
        for depth in range(len(self.open) - 1, -1, -1):
            kind, last = self.open[depth]
            for reading in marker.readings:
                if reading[0] == kind and (marker.is_bullet or reading[1] == last + 1):
                    return depth, (kind, last + 1)
        return None

    def _begins_romans(self, marker: Marker, following: Marker | None) -> bool:
        """'(i)' after '(h)' opens a list of romans when '(ii)' comes next and none is open above."""
        if marker.name != "i" or following is None or following.name != "ii":
            return False
        return not any("roman" in kind for kind, _ in self.open)

    def _next_of_closed(self, marker: Marker, following: Marker | None) -> tuple[int, tuple[str, int]] | None:
        depth = len(self.open)
        held = self.closed.get(depth)
        if held is None or marker.is_bullet or self._begins_romans(marker, following):
            return None
        return next(((depth, one) for one in marker.readings if one == (held[0], held[1] + 1)), None)

    def _first_of_a_list(self, marker: Marker, following: Marker | None) -> tuple[int, tuple[str, int]] | None:
        del following
        return next(((len(self.open), one) for one in marker.readings if one[1] == 1), None)

    def _ahead_of_open(self, marker: Marker) -> tuple[int, tuple[str, int]] | None:
        for depth in range(len(self.open) - 1, -1, -1):
            kind, last = self.open[depth]
            for reading in marker.readings:
                if reading[0] == kind and last < reading[1] <= last + MAX_GAP:
                    return depth, reading
        return None
