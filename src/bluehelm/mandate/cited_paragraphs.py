"""Paragraphs as people cite them, "35 (b)(ii), (vii)", and as a resolution names them, and back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

Address = tuple[str, ...]
"""A number and the markers below it: ("35", "b", "ii")."""

_PART = re.compile(r"[,;]|\band\b")
_NUMBER = re.compile(r"^\s*(?:paras?\.?\s*)?(\d+)\b")
_MARKER = re.compile(r"\(([0-9A-Za-z]+)\)")
_RANGE = re.compile(r"\((\w+)\)\s*(?:to|[-–])\s*\((\w+)\)")
_ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")
_STEP = re.compile(r"(?:^para|__(?:point|bullet|indent|item))_([^_]+)")


def addresses_cited(cited: str) -> tuple[Address, ...]:
    """The paragraphs that a citation names, in order; what it says of dashes is left to the paragraph above.

    >>> addresses_cited("35 (b)(ii), (vii)")
    (('35', 'b', 'ii'), ('35', 'b', 'vii'))
    >>> addresses_cited("32 (b)(viii); 34 (d)"), addresses_cited("27")
    ((('32', 'b', 'viii'), ('34', 'd')), (('27',),))
    >>> addresses_cited("30 (g), first and third dash"), addresses_cited("38 (a) to (c)")
    ((('30', 'g'),), (('38', 'a'), ('38', 'b'), ('38', 'c')))
    """
    return tuple(dict.fromkeys(_addresses(_RANGE.sub(_written_out, cited))))


_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_DASHES = re.compile(r"\bdash(?:es)?\b")
_STRETCH = re.compile(r"(\d+)\s*(?:to|[-–])\s*(\d+)")


def dashes_cited(cited: str) -> tuple[int, ...]:
    """Which dashes below a paragraph a citation names, counted from 1; empty where it names none.

    >>> dashes_cited("36 (a)(iii), dashes 1 to 5"), dashes_cited("30 (g), first and third dash")
    ((1, 2, 3, 4, 5), (1, 3))
    >>> dashes_cited("38 (a)(iii)")
    ()
    """
    if not _DASHES.search(cited):
        return ()
    named = cited[_last_bracket(cited) :]
    if span := _STRETCH.search(named):
        return tuple(range(int(span[1]), int(span[2]) + 1))
    in_words = [n for n, word in enumerate(_ORDINALS, start=1) if re.search(rf"\b{word}\b", named)]
    return tuple(in_words or map(int, re.findall(r"\d+", named)))


def _last_bracket(cited: str) -> int:
    number = _NUMBER.match(cited)
    return cited.rfind(")") + 1 or (number.end() if number else 0)


def _written_out(span: re.Match[str]) -> str:
    """Each of a span: "(a) to (c)" as "(a), (b), (c)"; a span that does not rise stays two paragraphs."""
    first, last = span[1], span[2]
    for run in (_ROMANS, tuple("abcdefghijklmnopqrstuvwxyz")):
        if first in run and last in run[run.index(first) :]:
            return ", ".join(f"({one})" for one in run[run.index(first) : run.index(last) + 1])
    return f"({first}), ({last})"


def _addresses(cited: str) -> Iterator[Address]:
    last: Address = ()
    for part in _PART.split(cited):
        number, markers = _NUMBER.match(part), tuple(_MARKER.findall(part))
        if number:
            last = (number[1], *markers)
        elif markers and last:
            last = (*last[: max(1, len(last) - len(markers))], *markers)
        else:
            continue
        yield last


def address_of(identifier: str) -> Address:
    """The address of a paragraph by its id.

    >>> address_of("para_35__point_b__point_ii"), address_of("rec_3")
    (('35', 'b', 'ii'), ())
    """
    return tuple(_STEP.findall(identifier))


def lies_in(address: Address, cited: Address) -> bool:
    """Whether a paragraph is the one cited, or a point below it.

    >>> lies_in(("35", "b", "ii", "1"), ("35", "b", "ii")), lies_in(("35", "b"), ("35", "b", "ii"))
    (True, False)
    """
    return bool(cited) and address[: len(cited)] == cited


def as_cited(identifier: str) -> str:
    """A paragraph as one cites it; empty for what carries no number.

    >>> as_cited("para_35__point_b__point_ii"), as_cited("rec_3")
    ('35 (b)(ii)', '')
    """
    number, *markers = address_of(identifier) or ("",)
    return f"{number} {''.join(f'({one})' for one in markers)}".rstrip()


def as_cited_together(addresses: Sequence[Address]) -> str:
    """Several paragraphs as one cites them, points of one paragraph after each other.

    >>> as_cited_together([("35", "b", "ii"), ("35", "b", "vii"), ("36",)])
    '35 (b)(ii), (vii); 36'
    """
    said = ""
    last: Address = ()
    for one in addresses:
        if last and len(one) > 1 and one[:-1] == last[:-1]:
            said += f", ({one[-1]})"
        else:
            number, *markers = one
            said += ("; " if said else "") + f"{number} {''.join(f'({each})' for each in markers)}".rstrip()
        last = one
    return said
