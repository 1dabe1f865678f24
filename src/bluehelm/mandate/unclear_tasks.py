"""What is unclear in a task as worded: its verb, its object or its limit; and force that is asked for unsaid.

These are readings of words, for a person to judge: a vague verb may be the best that could be agreed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Unclear = Literal["verb", "object", "limit", "offensive operations"]

_VAGUE = (
    r"(?:support|contribut(?:e|es|ing)\s+to|promot(?:e|es|ing)|encourag(?:e|es|ing)|facilitat(?:e|es|ing)|assist|"
    r"help|strengthen|enhance|address|"
    r"work\s+towards|engage\s+in|take\s+into\s+account|be\s+mindful\s+of|play\s+a\s+role\s+in)"
)
_FIRST_VERB = re.compile(
    rf"^\W*(?:(?:[Rr]equests|[Ee]ncourages|[Uu]rges|[Ff]urther|[Aa]lso)\s+)*(?:[A-Z]{{3,}}\s+)?(?:to\s+)?"
    rf"(?:continue\s+to\s+|further\s+|fully\s+)*(?P<verb>{_VAGUE})\b",
    re.IGNORECASE,
)
_HOW = re.compile(
    r"\b(?:by|through|including\s+by|by\s+means\s+of)\s+(?:\w+\s+){0,2}\w+|\b(?:train|advi[sc]|mentor|monitor|verif|"
    r"escort|patrol|deploy|transport|technical\s+assistance|logistic|good\s+offices|mediat|capacity.building)\w*",
    re.IGNORECASE,
)
_OBJECT = re.compile(
    rf"\b{_VAGUE}\s+(?:the\s+|all\s+|any\s+|its\s+|other\s+|relevant\s+|ongoing\s+|broader\s+)*"
    r"(?P<object>efforts?|initiatives?|activities|issues|matters|processes|measures|stakeholders|actors|"
    r"partners|challenges|needs|aspects|endeavours?)\b(?!\s+(?:of|to|by|on|for|in|aimed)\b)",
    re.IGNORECASE,
)
_LIMIT = re.compile(
    r"\b(?:until|by\s+\d|from\s+\d|within|throughout|along|between|up\s+to|no\s+later\s+than|where|upon\s+request|"
    r"at\s+the\s+request|areas?\s+of\s+(?:deployment|operation|separation)|as\s+set\s+out|in\s+accordance\s+with|"
    r"pursuant\s+to|limited\s+to|in\s+the\s+(?:context|capital|north|south|east|west)\w*)\b|\b\d{2,}|"
    r"\b(?:in|of|around|across|near|for)\s+(?:the\s+)?[A-Z][a-zé]+",
)
_OFFENSIVE = re.compile(
    r"\b(?:neutrali[sz]\w+|offensive\s+operations?|degrad\w+\s+(?:armed|al-)|eliminat\w+\s+the\s+threat|"
    r"(?:active|robust)\s+steps\s+to\s+(?:\w+,?\s+){0,3}(?:anticipate|deter|prevent|respond|neutrali[sz]e|counter)|"
    r"prevent\s+the\s+return\s+of\s+armed|"
    r"(?:robust|proactive)(?:ly)?\s+(?:and\s+\w+\s+)?(?:posture|action|operations?|deployment|patrol\w*)|"
    r"targeted\s+(?:and\s+\w+\s+)?operations?|direct\s+operations?|counter\s+(?:asymmetric|the\s+threat)|"
    r"joint\s+operations|dismantl\w+)",
    re.IGNORECASE,
)
_SAID = re.compile(r"\boffensive\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class UnclearPoint:
    """One thing unclear in one paragraph, and the words that make it so; "" where words are missing."""

    paragraph: str
    unclear: Unclear
    words: str


def unclear_points(paragraph: str, text: str) -> list[UnclearPoint]:
    """What is unclear in a task as worded.

    Verb: a vague one, and nothing says how. Object: a bare noun such as "efforts". Limit: no place, time,
    number or condition. Offensive operations: words that ask for them without the word itself.

    >>> [one.unclear for one in unclear_points("para_4", "To support ongoing efforts;")]
    ['verb', 'object', 'limit']
    >>> unclear_points("para_5", "To monitor the ceasefire along the border by patrols until 30 June;")
    []
    """
    found = []
    verb = _FIRST_VERB.search(text)
    if verb and not _HOW.search(text, verb.end()):
        found.append(UnclearPoint(paragraph, "verb", _plain(verb["verb"])))
    if named := _OBJECT.search(text):
        found.append(UnclearPoint(paragraph, "object", _plain(named[0])))
    if not _LIMIT.search(text):
        found.append(UnclearPoint(paragraph, "limit", ""))
    if (force := _OFFENSIVE.search(text)) and not _SAID.search(text):
        found.append(UnclearPoint(paragraph, "offensive operations", _plain(force[0])))
    return found


def _plain(words: str) -> str:
    return " ".join(words.split()).lower()
