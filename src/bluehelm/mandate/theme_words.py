"""Themes of a mandate by the words that show them: a list that anyone can edit, with every match shown.

The list that ships, `theme_words.csv`, has a row for each word or phrase: its theme, and whether that theme
manages the conflict (violence, fighters and arms, protection from violence, ceasefires, political
settlement, security forces) or is another one. A star stands for the rest of a word.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Literal

from bluehelm.foundation.errors import BluehelmError

Side = Literal["conflict management", "other theme", "neither"]
CONFLICT, OTHER, NEITHER = "conflict management", "other theme", "neither"
COLUMNS = ("theme", "manages_conflict", "words")


class BadThemeWords(BluehelmError):
    """Raised when a list of theme words cannot be used."""

    def __init__(self, path: Path | str, problem: str) -> None:
        super().__init__(
            f"'{path}' cannot be used as a list of theme words: {problem}. It needs the columns "
            "theme, manages_conflict (yes or no) and words, for example: ceasefire,yes,cessation of hostilities"
        )


@dataclass(frozen=True, slots=True)
class ThemeMatch:
    """Words found in a paragraph, and the theme they show."""

    words: str
    theme: str
    manages_conflict: bool


@dataclass(frozen=True, slots=True)
class ThemeReading:
    """What a paragraph is about: the side its words weigh to, its main theme, and all words matched."""

    side: Side
    theme: str
    matches: tuple[ThemeMatch, ...]


@dataclass(frozen=True)
class ThemeWords:
    """A list of theme words: each with its theme, and the themes that manage the conflict."""

    theme_of: dict[str, str]
    managing: frozenset[str]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """All words at once, the longest first, so that a phrase wins over its parts."""
        longest_first = sorted(self.theme_of, key=lambda words: (-len(words), words))
        return re.compile(rf"(?<!\w)(?:{'|'.join(f'({_as_pattern(one)})' for one in longest_first)})(?!\w)")

    @cached_property
    def in_pattern_order(self) -> list[str]:
        """The words in the order of the pattern's groups."""
        return sorted(self.theme_of, key=lambda words: (-len(words), words))

    def read(self, text: str) -> ThemeReading:
        """The themes that the words of a paragraph show.

        Each word counts once, however often it stands; the first counts one, the second a half, the
        third a third and so on, since a paragraph says early what it is about.

        >>> read = shipped_theme_words().read("Calls on the armed groups to disarm and protect children;")
        >>> read.side, [found.words for found in read.matches]
        ('conflict management', ['armed groups', 'disarm', 'children'])
        """
        matches = tuple(dict.fromkeys(self._matches(text)))
        if not matches:
            return ThemeReading("neither", "", ())
        weights = [1 / rank for rank in range(1, len(matches) + 1)]
        managing = sum(weight for found, weight in zip(matches, weights, strict=True) if found.manages_conflict)
        side: Side = "conflict management" if 2 * managing >= sum(weights) else "other theme"
        of_side = [found.theme for found in matches if found.manages_conflict == (side == CONFLICT)]
        return ThemeReading(side, Counter(of_side).most_common(1)[0][0], matches)

    def _matches(self, text: str) -> list[ThemeMatch]:
        lowered = " ".join(text.lower().replace("’", "'").split())
        found = []
        for one in self.pattern.finditer(lowered):
            theme = self.theme_of[self.in_pattern_order[(one.lastindex or 1) - 1]]
            found.append(ThemeMatch(one[0], theme, theme in self.managing))
        return found


def _as_pattern(words: str) -> str:
    return re.escape(words).replace(r"\*", r"\w*").replace(r"\ ", r"\s")


@lru_cache(maxsize=1)
def shipped_theme_words() -> ThemeWords:
    """The list that ships with the package."""
    resource = files("bluehelm.mandate").joinpath("theme_words.csv")
    return _theme_words(resource.read_text(encoding="utf-8"), "theme_words.csv")


def read_theme_words(path: Path) -> ThemeWords:
    """A list of one's own; raises BadThemeWords when it cannot be used."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadThemeWords(path, "it is not UTF-8 text") from error
    return _theme_words(text, path)


def _theme_words(text: str, path: Path | str) -> ThemeWords:
    rows = list(csv.DictReader(text.splitlines()))
    if not rows or not set(COLUMNS) <= rows[0].keys():
        raise BadThemeWords(path, "a column is missing, or there is no row")
    theme_of, sides = {}, {}
    for number, row in enumerate(rows, start=2):
        theme, side, words = ((row[name] or "").strip() for name in COLUMNS)
        if not theme or not words.strip("* ") or side not in {"yes", "no"}:
            raise BadThemeWords(path, f"line {number} is not complete")
        if sides.setdefault(theme, side) != side:
            raise BadThemeWords(path, f"line {number} gives the theme '{theme}' the other answer")
        theme_of[" ".join(words.lower().replace("’", "'").split())] = theme
    return ThemeWords(theme_of, frozenset(theme for theme, side in sides.items() if side == "yes"))
