"""Opening verbs: what the Council does in a paragraph, each verb where several follow each other."""

from __future__ import annotations

import re

MODIFIERS = (
    "also", "further", "again", "once again", "once more", "strongly", "firmly", "deeply", "urgently",
    "in this regard", "in this context", "in this respect", "in particular", "unequivocally", "hereby",
    "therefore", "moreover", "furthermore", "solemnly", "gravely", "warmly", "fully", "especially",
    "additionally", "accordingly", "finally", "specifically", "similarly", "likewise", "vehemently", "highly",
)  # fmt: skip
VERBS = (
    "accepts", "acknowledges", "adopts", "adjourns", "affirms", "agrees", "alerts", "appeals", "appoints",
    "appreciates", "approves", "asks", "authorizes", "bears in mind", "calls for", "calls on", "calls upon",
    "calls", "cautions", "commends", "concurs", "condemns", "confirms", "congratulates", "considers",
    "declares", "decides", "defers", "demands", "denounces", "deplores", "designates", "determines",
    "directs", "draws", "emphasizes", "empowers", "encourages", "endorses", "enjoins", "establishes",
    "exempts", "exhorts", "expects", "expresses", "extends", "forwards", "gives", "highlights", "honours",
    "implores", "instructs", "insists", "intends", "invites", "looks forward", "maintains", "mandates",
    "notes", "notices", "notifies", "offers", "orders", "pays tribute", "plans", "pledges", "praises",
    "proclaims", "proposes", "re-affirms", "re-emphasizes", "reaffirms", "reasserts", "records", "recalls",
    "recognizes", "recommends", "reconfirms", "reiterates", "rejects", "refers", "regards", "regrets",
    "reminds", "remains", "renews", "repeats", "requests", "requires", "resolves", "reserves", "restates",
    "salutes", "seeks", "shares", "stands", "states", "strengthens", "stresses", "suggests", "supports",
    "suspends", "takes note", "takes", "terminates", "thanks", "transmits", "trusts", "underlines",
    "underscores", "undertakes", "urges", "voices", "warns", "welcomes",
)  # fmt: skip
_TOO_COMMON = frozenset({
    "calls", "gives", "offers", "plans", "orders", "shares", "stands", "takes", "seeks", "supports", "draws",
    "states", "records", "maintains", "forwards", "remains", "refers", "regards", "extends", "requires",
    "agrees",
})  # fmt: skip
_CLAUSE_VERBS = tuple(verb for verb in VERBS if verb not in _TOO_COMMON)
"""Verbs that open a second clause; the others are too often verbs or nouns of the text itself."""


def _either(words: tuple[str, ...]) -> str:
    spelt = (re.sub(r"iz(?=es$)", "i[sz]", re.escape(word).replace(r"\ ", r"\s+")) for word in words)
    return "|".join(sorted(spelt, key=len, reverse=True))


_MODIFIER = rf"(?P<modifiers>(?:(?:{_either(MODIFIERS)}),?\s+)*)"
_OPENING = re.compile(rf"(?:and\s+)?{_MODIFIER}(?P<verb>{_either(VERBS)})\b", re.IGNORECASE)
_FOLLOWING = re.compile(
    rf"(?:[,;]\s+(?:and\s+|while\s+|but\s+)?|\s+and\s+)(?:in\s+this\s+(?:regard|context|respect),?\s+)?"
    rf"{_MODIFIER}(?P<verb>{_either(_CLAUSE_VERBS)})\b"
)
_AFTER_AND = re.compile(
    r"\s+(?:the|that|its?|his|all|any|upon|on|for|with|Member|States|countries|parties|and|both|further|"
    r"[A-Z]\S*|in|to|how|those|these|also|relevant|international|once|every|each|humanitarian)\b"
)
_PARTICIPLE = re.compile(
    rf"(?:(?:{_either(MODIFIERS)})\s+)*(?P<verb>[A-Z]?[a-z]+ing|Convinced|Alarmed|Concerned|Determined|"
    r"Mindful|Aware|Conscious|Cognizant|Disturbed|Distressed|Dismayed|Encouraged|Guided|Resolved|Appalled|"
    r"Desirous|Grieved|Shocked|Committed|Gratified|Outraged|Pleased|Horrified|Persuaded|Inspired|Indignant|"
    r"Satisfied|Confident|Anxious|Profoundly|Seriously|Taking)\b",
    re.IGNORECASE,
)


def opening_verb(text: str) -> tuple[str, str] | None:
    """The operative verb a text opens with and the words before it, or None.

    >>> opening_verb("Further requests the Secretary-General to report;")
    ('requests', 'further')
    """
    found = _OPENING.match(text)
    return _said(found) if found else None


def operative_verbs(text: str) -> list[tuple[str, str]]:
    """Every operative verb of a paragraph in order, each with the words that go before it.

    >>> operative_verbs("Welcomes the report, and in this regard strongly urges all parties to talk;")
    [('welcomes', ''), ('urges', 'strongly')]
    """
    first = _OPENING.match(text)
    if first is None:
        return []
    following = (
        _said(clause)
        for clause in _FOLLOWING.finditer(text, first.end())
        if clause[0][0] in ",;" or _AFTER_AND.match(text, clause.end())
    )
    return [_said(first), *following]


def opening_participle(text: str) -> str:
    """The participle that a preambular paragraph opens with, in lower case; '' without one.

    >>> opening_participle("Further recalling its resolution 2149 (2014),")
    'recalling'
    """
    found = _PARTICIPLE.match(text)
    return found["verb"].lower() if found else ""


def _said(found: re.Match[str]) -> tuple[str, str]:
    verb = re.sub(r"ises$", "izes", " ".join(found["verb"].lower().split()))
    return verb, " ".join(found["modifiers"].lower().replace(",", " ").split())
