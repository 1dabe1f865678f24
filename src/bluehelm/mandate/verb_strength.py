"""The verbs of the Council: which clauses a paragraph holds, and how strongly each one asks.

The scale orders demands on whoever is addressed. It does not decide what binds in law: that rests on
Article 25, the Chapter, the context and the debate.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

STRONGEST = 5

VERBS_BY_STRENGTH: dict[int, tuple[str, ...]] = {
    5: (
        *("decides", "authorizes", "directs", "establishes", "extends", "renews", "terminates", "mandates"),
        *("determines", "approves", "endorses", "maintains", "adopts", "appoints", "agrees", "lifts"),
    ),
    4: ("demands", "requires", "instructs", "orders"),
    3: ("requests", "calls upon", "calls on", "calls for", "insists", "asks", "tasks"),
    2: ("urges", "appeals", "invites", "encourages", "recommends", "exhorts", "suggests"),
    1: (
        *("expresses its intention", "expresses its intent", "expresses its readiness", "stresses"),
        *("expresses its determination", "expresses its willingness", "emphasizes", "underlines"),
        *("underscores", "reiterates", "reaffirms", "recalls", "affirms", "confirms", "reminds", "intends"),
        *("looks forward", "looks to", "stands ready", "undertakes", "supports", "highlights", "declares"),
    ),
    0: (
        *("welcomes", "commends", "notes", "takes note", "takes into account", "condemns", "deplores"),
        *("regrets", "recognizes", "acknowledges", "appreciates", "expresses", "pays tribute", "considers"),
        *("deeply regrets", "congratulates", "thanks", "applauds", "shares", "observes", "believes"),
        *(
            "denounces",
            "takes positive note",
            "anticipates",
            "hopes",
            "concurs",
            "rejects",
            "remains",
            "states",
            "warns",
            "expects",
        ),
    ),
}
"""Verbs as they stand in operative paragraphs, strongest first: 5 creates or changes a mandate, 4 orders,
3 requests (an instruction in practice), 2 asks softly, 1 signals, 0 takes a position."""

MODIFIERS = (
    *("also", "further", "furthermore", "again", "once again", "once more", "strongly", "firmly", "deeply"),
    *("urgently", "in particular", "in addition", "moreover", "likewise", "especially", "particularly"),
    *("in this regard", "in this context", "in that regard", "in that context", "in this connection"),
    *("to this end", "to that end", "accordingly", "hereby", "therefore", "with appreciation", "warmly"),
    *("with satisfaction", "with concern", "with grave concern", "gravely", "unequivocally", "specifically"),
    *("fully", "solemnly", "in consequence", "in the strongest terms", "categorically", "strenuously"),
)

HEDGES = (
    *("may", "as appropriate", "where appropriate", "if appropriate", "as feasible", "where feasible"),
    *("where possible", "as possible", "to the extent possible", "to the extent feasible", "if possible"),
    *("within existing resources", "within its existing resources", "within available resources"),
    *("within the limits of its capabilities", "within its capabilities", "within its capacity"),
    *("within the limits of its capacities", "within its capabilities and areas of deployment"),
    *("within its areas of deployment", "upon request", "at the request of", "if requested", "as requested"),
    *("as necessary", "if necessary", "as needed", "in its areas of deployment", "subject to"),
    *("within its zones of deployment", "as circumstances permit", "where necessary", "as required"),
)


@dataclass(frozen=True, slots=True)
class OpeningVerb:
    """The verb that opens a clause, British or American as written, with what stands before it."""

    verb: str
    strength: int
    modifiers: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Clause:
    """What one verb governs: from that verb to the next one, or to the end of the paragraph.

    A clause without an opening verb (a point under a lead-in) has an empty `verb` and no strength.
    """

    verb: str
    strength: int | None
    modifiers: tuple[str, ...]
    hedges: tuple[str, ...]
    start: int
    end: int

    @property
    def softened(self) -> int | None:
        """The strength, one step lower where a hedge stands beside the verb; never below zero."""
        if self.strength is None:
            return None
        return max(0, self.strength - 1) if self.hedges else self.strength


def _american(verb: str) -> str:
    return verb.replace("ises", "izes").replace("ising", "izing")


def _participle(verb: str) -> str:
    """The form that opens a preambular paragraph.

    >>> _participle("takes note"), _participle("urges"), _participle("welcomes"), _participle("stresses")
    ('taking note', 'urging', 'welcoming', 'stressing')
    """
    first, _, rest = verb.partition(" ")
    if first.endswith(("sses", "xes")):
        stem = first[:-2]
    elif first == "agrees":
        stem = "agree"
    elif first == "regrets":
        stem = "regrett"
    else:
        stem = first[:-1].removesuffix("e")
    return f"{stem}ing {rest}".rstrip()


_BETWEEN = r"(?:,?\s+(?:also|again|once\s+again|once\s+more|further|in\s+this\s+(?:regard|context)),?)?"


def _written(verb: str) -> str:
    written = re.escape(verb).replace(r"\ ", r"\s+").replace("iz", "i[sz]")
    return re.sub(r"^calls\\s\+", lambda _: rf"calls{_BETWEEN}\s+", written)


_ALSO_NOUNS_OR_DESCRIPTIVE = frozenset({
    *("tasks", "mandates", "supports", "shares", "remains", "orders", "maintains", "observes", "asks"),
    *("undertakes", "extends", "establishes", "hopes", "directs", "adopts", "appoints", "suggests", "lifts"),
    *("agrees", "confirms", "declares", "considers", "believes", "requires", "highlights", "determines"),
    *("intends", "states", "warns", "expects"),
})  # fmt: skip
"""Verbs that open a paragraph, but inside one are mostly nouns, or say what somebody else does."""

STRENGTHS: dict[str, int] = {verb: level for level, verbs in VERBS_BY_STRENGTH.items() for verb in verbs}
_FROM_PARTICIPLE = {_participle(verb): verb for verb in STRENGTHS}


def _any_of(phrases: Iterable[str]) -> str:
    return "|".join(sorted(map(_written, phrases), key=len, reverse=True))


def _opening_of(verbs: Iterable[str]) -> str:
    return rf"(?P<asides>(?:(?:{_any_of(MODIFIERS)}),?\s+)*)(?P<verb>{_any_of(verbs)})\b"


_FIRST = re.compile(
    rf"\s*(?:acting under chapter vii[^,]*,\s*)?{_opening_of([*STRENGTHS, *_FROM_PARTICIPLE])}", re.IGNORECASE
)
_LATER = re.compile(
    rf"(?:[,;:]\s+(?:and\s+|while\s+)?|\s+and\s+){_opening_of(STRENGTHS.keys() - _ALSO_NOUNS_OR_DESCRIPTIVE)}"
    r"(?!\s*(?:,|;|\.|and\b|or\b|for\s+\w+s?\s+and\b|by\b|from\b|made\b|of\b))",
    re.IGNORECASE,
)
_EACH_ASIDE = re.compile(_any_of(MODIFIERS), re.IGNORECASE)
_HEDGE = re.compile(rf"\b(?:{_any_of(HEDGES)})\b", re.IGNORECASE)
_NOT_HEDGES = re.compile(r"\bas\s+(?:soon|early)\s+as\s+possible\b|\b\d+\s+May\b|\bMay\s+\d")


def strength_of(verb: str) -> int | None:
    """The strength of an opening verb, 0 to 5; None for a word that is not one.

    >>> strength_of("Authorises"), strength_of("encourages"), strength_of("Recalling"), strength_of("walks")
    (5, 2, 1, None)
    """
    plain = _american(" ".join(verb.lower().split()))
    return STRENGTHS.get(_FROM_PARTICIPLE.get(plain, plain))


def opening_verb(text: str) -> OpeningVerb | None:
    """The verb a paragraph opens with, modifiers set apart; None where it opens with none.

    >>> found = opening_verb("Also strongly urges both parties to withdraw;")
    >>> found.verb, found.strength, found.modifiers
    ('urges', 2, ('also', 'strongly'))
    """
    return _opening(_FIRST.match(text))


def _opening(found: re.Match[str] | None) -> OpeningVerb | None:
    if found is None:
        return None
    words = found["verb"].lower().replace(",", "").split()
    verb = _american(" ".join([words[0], words[-1]] if words[0] == "calls" else words))
    strength = strength_of(verb)
    assert strength is not None
    modifiers = tuple(" ".join(one.lower().split()) for one in _EACH_ASIDE.findall(found["asides"]))
    return OpeningVerb(verb, strength, modifiers, found.start("verb"), found.end("verb"))


def hedges_in(text: str) -> tuple[str, ...]:
    """The hedges of a clause in order, lower case.

    >>> hedges_in("to assist, as appropriate and within existing resources, by 1 May 2030")
    ('as appropriate', 'within existing resources')
    """
    without = _NOT_HEDGES.sub(lambda found: "_" * len(found[0]), text)
    return tuple(" ".join(found.lower().split()) for found in _HEDGE.findall(without))


def clauses(text: str) -> tuple[Clause, ...]:
    """The clauses of a paragraph, each with its own verb, strength and hedges.

    Rule: after a comma or semicolon, or after "and", a second operative verb begins a clause of its own.
    Gap: verbs inside quoted texts are split too.

    >>> text = "Welcomes the truce, requests the mission to verify it, and further urges all to respect it;"
    >>> [(one.verb, one.strength) for one in clauses(text)]
    [('welcomes', 0), ('requests', 3), ('urges', 2)]
    >>> clauses("to monitor the border where possible;")[0].hedges
    ('where possible',)
    """
    first = opening_verb(text)
    begin = first.end if first else 0
    later = [(found.start(), _opening(found)) for found in _LATER.finditer(text, begin)]
    starts: list[tuple[int, OpeningVerb | None]] = [(0, first), *later, (len(text), None)]
    return tuple(_clause(text, start, end, verb) for (start, verb), (end, _) in pairwise(starts))


def _clause(text: str, start: int, end: int, verb: OpeningVerb | None) -> Clause:
    hedges = hedges_in(text[start:end])
    if verb is None:
        return Clause("", None, (), hedges, start, end)
    return Clause(verb.verb, verb.strength, verb.modifiers, hedges, start, end)


def opening_verbs(text: str) -> tuple[str, ...]:
    """The opening verbs of every clause of a paragraph, in order.

    >>> opening_verbs("Calls upon the Government to act, and encourages donors to help.")
    ('calls upon', 'encourages')
    """
    return tuple(clause.verb for clause in clauses(text) if clause.verb)
