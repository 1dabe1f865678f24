"""Conditions a clause ties its task to, in the words of the text."""

from __future__ import annotations

import re

_CONDITION = re.compile(
    r"\b(?:contingent\s+(?:up)?on|conditional\s+(?:up)?on|conditioned\s+(?:up)?on|provided\s+that|unless|until\s+such\s+time"
    r"|subject\s+to|once\s+(?:the|it|they|conditions|significant|all|a)\b|should\s+(?:conditions|the\s+situation|circumstances)"
    r"|(?:if|where|when|as\s+soon\s+as|as)\s+(?:security\s+)?(?:conditions|circumstances)\s+(?:permit|allow|so\s+require)"
    r"|conditions\s+permitting|only\s+(?:upon|after|if|when)|upon\s+(?:the\s+)?(?:explicit\s+|written\s+)?request"
    r"|at\s+the\s+request\s+of|if\s+(?:so\s+)?requested|in\s+the\s+event\s+(?:of|that))[^,;]*",
    re.IGNORECASE,
)


def stated_condition(text: str) -> str:
    """The first condition of a clause, in its own words; empty where it states none.

    >>> stated_condition("to withdraw the battalion, once the police have taken over, to the capital;")
    'once the police have taken over'
    >>> stated_condition("to assist the courts;")
    ''
    """
    found = _CONDITION.search(text)
    return " ".join(found[0].split()).rstrip(" .") if found else ""
