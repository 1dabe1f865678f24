"""Lines of a source made whole: one line a paragraph, however the page or the mail program broke it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bluehelm.mandate.marker_sequence import marker_at_start
from bluehelm.mandate.operative_verbs import VERBS, opening_participle, opening_verb
from bluehelm.mandate.page_furniture import SourceLine

NUMBERED = re.compile(r"(?:operative paragraph |OP\s?)?(\d{1,3})\s?\.\s*(?=[A-Z“\"'(\[*])")
OPENING_FORMULA = re.compile(r"The Security Council\s*(?:,|$)\s*", re.IGNORECASE)
ANNEX = re.compile(
    r"(?:Annex|Appendix|Enclosure|Attachment)(?:es)?(?:\s+(?:[IVXLC]+|[A-Z]|\d+))?(?:\s*[:.–—-]\s*\S.*)?\*?",
    re.IGNORECASE,
)
MAX_STEP = 3
"""A numbered paragraph is at most so many ahead of the last; years and quoted lists are more."""
WRAPPED_WIDTH = 160
HEADING_WORDS = 26

_END_MARK = re.compile(r"[.;:,?!][\"”’')\]]*(?:\s*(?:and|or))?\*?$")
_END_OF_CLAUSE = re.compile(r"[.;:?!][\"”’')\]]*(?:\s*(?:and|or))?\*?$")
_RUN_IN_NUMBER = re.compile(r"(?<=[;.,:=])\s+(\d{1,3})\.\s+(?=[A-Z])")
_CAPITAL_VERB = "|".join(
    re.sub("ize", "i[sz]e", verb.capitalize())
    for verb in VERBS
    if verb not in {"calls", "takes", "gives", "plans", "orders", "offers", "shares", "stands", "supports"}
)
_RUN_IN_OPENING = re.compile(
    rf",\s+(?=(?:Further |Also |Strongly )?(?:{_CAPITAL_VERB}|Recalling|Reaffirming|Reiterating|Welcoming|"
    r"Noting|Stressing|Emphasi[sz]ing|Recogni[sz]ing|Expressing|Determining|Condemning|Commending|"
    r"Acknowledging|Taking note|Acting under|Having|Deeply|Bearing in mind|Mindful|Convinced)\b)"
)
_SECTION_MARK = re.compile(r"==\s*([A-Z]+)\s*==")


def number_at_start(line: str, last: int) -> int | None:
    """The number of the paragraph that a line opens after paragraph `last`, or None.

    Rule: a number opens a paragraph when it is one to three ahead of the last; the first is 1 or 2.

    >>> number_at_start("12. Requests the Secretary-General", 11), number_at_start("1999. A year", 11)
    (12, None)
    """
    found = NUMBERED.match(line)
    if found is None:
        return None
    number = int(found[1])
    furthest = 2 if last == 0 else last + MAX_STEP
    return number if last < number <= furthest else None


def ends_a_clause(text: str) -> bool:
    """Whether a text ends with a mark that can close a paragraph, a point or a lead-in."""
    return bool(_END_MARK.search(text))


def is_heading_like(text: str) -> bool:
    """Whether a line is short, begins with a capital and has no end mark."""
    return (
        len(text.split()) <= HEADING_WORDS
        and (text[0].isupper() or text[0] in "“\"")
        and not ends_a_clause(text)
        and not text.endswith(("-", "–"))
    )


def whole_lines(lines: Sequence[SourceLine]) -> list[SourceLine]:
    """One line a paragraph, point or heading, each with the number of its first line in the source."""
    joined = _unwrapped(lines) if _is_wrapped(lines) else _rejoined(lines)
    last = 0
    split: list[SourceLine] = []
    for line in joined:
        for part in _split(line, last):
            last = number_at_start(part.text, last) or last
            split.append(part)
    return split


def _is_wrapped(lines: Sequence[SourceLine]) -> bool:
    """Whether lines end where the page ended: no long line, and many that stop in mid-sentence."""
    if len(lines) < 8:
        return False
    in_mid = sum(not ends_a_clause(line.text) and len(line.text) > 40 for line in lines)
    n_long = sum(len(line.text) > WRAPPED_WIDTH for line in lines)
    return n_long <= len(lines) * 0.02 and in_mid > len(lines) * 0.3


def _rejoined(lines: Sequence[SourceLine]) -> list[SourceLine]:
    """Lines that a page broke joined again; the others are paragraphs as they stand."""
    whole: list[SourceLine] = []
    for line in lines:
        if whole and _runs_on(whole[-1].text, line.text):
            whole[-1] = replace(whole[-1], text=_glued(whole[-1].text, line.text))
        else:
            whole.append(line)
    return whole


def _runs_on(before: str, text: str) -> bool:
    if marker_at_start(text) or _END_OF_CLAUSE.search(before):
        return False
    if text[0].islower():
        return True
    return not ends_a_clause(before) and len(before) > 140 and not is_heading_like(text) and (
        NUMBERED.match(text) is None and not opening_participle(text)
    )


def _unwrapped(lines: Sequence[SourceLine]) -> list[SourceLine]:
    """Paragraphs put together from lines of a page."""
    whole: list[SourceLine] = []
    last = 0
    for place, line in enumerate(lines):
        following = lines[place + 1].text if place + 1 < len(lines) else ""
        if whole and not _opens(whole[-1], line, last, following):
            whole[-1] = replace(whole[-1], text=_glued(whole[-1].text, line.text))
            continue
        last = number_at_start(line.text, last) or last
        whole.append(line)
    return whole


def _opens(before: SourceLine, line: SourceLine, last: int, following: str) -> bool:
    """Whether a line of a page opens a new paragraph, point or heading."""
    closed = ends_a_clause(before.text) or is_heading_like(before.text)
    if OPENING_FORMULA.match(line.text) or ANNEX.fullmatch(line.text):
        return closed
    if number_at_start(line.text, last) or marker_at_start(line.text):
        return closed
    if line.after_gap:
        return ends_a_clause(before.text) or line.text[0].isupper() or is_heading_like(before.text)
    return closed and _opens_unmarked(before.text, line.text, last, following)


def _opens_unmarked(before: str, text: str, last: int, following: str) -> bool:
    if last == 0 and (opening_participle(text) or opening_verb(text)) and text[0].isupper():
        return True
    if is_heading_like(before) and len(before) < 70 and opening_verb(text):
        return True
    heading = is_heading_like(text) and len(text) < 90 and bool(_END_OF_CLAUSE.search(before))
    return heading and number_at_start(following, last) is not None


def _glued(before: str, text: str) -> str:
    """Two pieces of a broken line; a hyphen at the break is part of the word."""
    return before + text if before.endswith("-") and not before.endswith(" -") else f"{before} {text}"


def _split(line: SourceLine, last: int) -> list[SourceLine]:
    """A line that holds several paragraphs, taken apart."""
    texts = _split_numbers(line.text, last)
    if last == 0:
        texts = [part for text in texts for part in _split_openings(text)]
    return [line] if len(texts) == 1 else [replace(line, text=text) for text in texts if text]


def _split_numbers(text: str, last: int) -> list[str]:
    parts: list[str] = []
    for mark in _SECTION_MARK.finditer(text):
        if mark.start() == 0 and mark.end() < len(text):
            parts.append(mark[1])
            text = text[mark.end() :].strip()
    last = number_at_start(text, last) or last
    begin = 0
    for found in _RUN_IN_NUMBER.finditer(text):
        if int(found[1]) == last + 1 and (last > 0 or opening_verb(text[found.end() :])):
            parts.append(text[begin : found.start()].strip())
            begin, last = found.end() - len(found[0].lstrip()), last + 1
    return [*parts, text[begin:].strip()]


def _split_openings(text: str) -> list[str]:
    """The opening formula and paragraphs run into one line, taken apart."""
    formula = OPENING_FORMULA.match(text)
    if formula and formula.end() < len(text) and text[formula.end()].isupper():
        return [formula[0].strip(), *_split_openings(text[formula.end() :])]
    if number_at_start(text, 0):
        return [text]
    begin, parts = 0, []
    for found in _RUN_IN_OPENING.finditer(text):
        parts.append(text[begin : found.start() + 1].strip())
        begin = found.end()
    return [*parts, text[begin:].strip()]
