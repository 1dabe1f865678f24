"""Word by word: what a reworded paragraph keeps, takes out and puts in, and which of that matters."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from bluehelm.mandate.verb_strength import clauses, hedges_in

Kept = Literal["same", "out", "in"]
SHORT_ISLAND = 2
"""So few unchanged small words between two changes are shown as part of the change: it reads better."""


@dataclass(frozen=True, slots=True)
class WordRun:
    """Words that follow each other: the same in both texts, taken out, or put in."""

    kind: Kept
    text: str


def word_differences(before: str, after: str) -> tuple[WordRun, ...]:
    """The runs of words that lead from the earlier text to the later one, in reading order.

    >>> [(run.kind, run.text) for run in word_differences("to observe the border", "to patrol the border")]
    [('same', 'to'), ('out', 'observe'), ('in', 'patrol'), ('same', 'the border')]
    """
    old, new = before.split(), after.split()
    spans = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    runs: list[tuple[bool, list[str], list[str]]] = []
    for index, (tag, i, i_end, j, j_end) in enumerate(spans):
        island = 0 < index < len(spans) - 1 and _is_island(old[i:i_end])
        changed = tag != "equal" or island
        if changed and runs and runs[-1][0]:
            runs[-1][1].extend(old[i:i_end])
            runs[-1][2].extend(new[j:j_end])
        else:
            runs.append((changed, old[i:i_end], new[j:j_end]))
    return tuple(_as_runs(runs))


def _is_island(words: list[str]) -> bool:
    return len(words) <= SHORT_ISLAND and all(len(word) <= 3 for word in words)


def _as_runs(runs: list[tuple[bool, list[str], list[str]]]) -> Iterator[WordRun]:
    for changed, old, new in runs:
        if not changed:
            yield WordRun("same", " ".join(old))
            continue
        if old:
            yield WordRun("out", " ".join(old))
        if new:
            yield WordRun("in", " ".join(new))


NamedKind = Literal["date", "number", "verb", "hedge", "addressee"]


@dataclass(frozen=True, slots=True)
class NamedChange:
    """A change that weighs more than its length: a date, a number, a verb, a hedge, who is addressed."""

    kind: NamedKind
    before: tuple[str, ...]
    after: tuple[str, ...]


_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATE = re.compile(rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)? (?:{_MONTHS})|(?:{_MONTHS}) \d{{1,2}}(?:st|nd|rd|th)?,?)"
                   rf"(?: \d{{4}})?\b|\b(?:{_MONTHS}) \d{{4}}\b")  # fmt: skip
_YEAR = re.compile(r"(?:19|20)\d\d")
_SYMBOL = re.compile(r"\b[A-Z]+/[A-Z0-9/.]+(?: \(\d{4}\))?|\b\d{1,4} \((?:19|20)\d\d\)")
_NUMBER_WORDS = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|thirty|sixty|ninety"
_NUMBER = re.compile(
    rf"\b\d{{1,3}}(?:[, ]\d{{3}})+\b|\b\d+(?:\.\d+)?\b|\b(?:{_NUMBER_WORDS})\b", re.IGNORECASE
)
_ADDRESSEES = (
    ("the Secretary-General", re.compile(r"\b(?:the )?Secretary[- ]General\b(?!['’]s)")),
    ("the mission", re.compile(r"\b(?:the [Mm]ission|[A-Z]*MI[A-Z]*S|(?:MON|MIN|BIN|UN[A-Z])[A-Z]{2,})\b")),
    ("the host authorities", re.compile(r"\bauthorities\b|\bGovernment\b")),
    ("the parties", re.compile(r"\bparties\b|\barmed groups?\b|\bsignator")),
    ("Member States", re.compile(r"\bStates\b|\binternational (?:community|partners)\b|\bdonors\b")),
    ("troop and police contributors", re.compile(r"\bcontributing countries\b|\bcontributors\b")),
)  # fmt: skip
NEAR_THE_VERB = 90
"""Letters after a verb within which whoever is addressed is named."""


def named_changes(before: str, after: str) -> tuple[NamedChange, ...]:
    """Dates, numbers, verbs, hedges and addressees that one text has and the other has not.

    Gap: the addressee is the first body named close behind the verb, by a short list of bodies.

    >>> [
    ...     (one.kind, one.before, one.after)
    ...     for one in named_changes(
    ...         "Requests the mission to deploy 400 police;", "Encourages the mission to deploy 450 police;"
    ...     )
    ... ]
    [('number', ('400',), ('450',)), ('verb', ('requests',), ('encourages',))]
    """
    found: list[NamedChange] = []
    for kind, find in _FINDERS.items():
        old, new = Counter(find(before)), Counter(find(after))
        other_clauses = kind == "addressee" and old.total() != new.total()
        if old != new and not other_clauses:
            found.append(NamedChange(kind, tuple((old - new).elements()), tuple((new - old).elements())))
    return tuple(found)


def _dates(text: str) -> list[str]:
    return _DATE.findall(text)


def _numbers(text: str) -> list[str]:
    """Numbers that are part of no date and of no symbol; years are left out."""
    bare = _SYMBOL.sub(" ", _DATE.sub(" ", text))
    found = [one.replace(",", "").replace(" ", "").lower() for one in _NUMBER.findall(bare)]
    return [one for one in found if not _YEAR.fullmatch(one)]


def _verbs(text: str) -> list[str]:
    return [one.verb for one in clauses(text) if one.verb]


def _hedges(text: str) -> list[str]:
    return list(hedges_in(text))


def _addressees(text: str) -> list[str]:
    """Who is addressed by each clause that has a verb of its own."""
    heard = (text[one.start : one.end][:NEAR_THE_VERB] for one in clauses(text) if one.verb)
    return [who for near in heard if (who := _first_named(near))]


def _first_named(near: str) -> str:
    met = [(found.start(), who) for who, written in _ADDRESSEES if (found := written.search(near))]
    return min(met)[1] if met else ""


_FINDERS: dict[NamedKind, Callable[[str], list[str]]] = {
    "date": _dates, "number": _numbers, "verb": _verbs, "hedge": _hedges, "addressee": _addressees,
}  # fmt: skip
