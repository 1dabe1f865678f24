"""Which mission a resolution is about: the one its operative paragraphs name most."""

from __future__ import annotations

import csv
import re
from collections import Counter
from functools import lru_cache
from importlib.resources import files

FEWEST_MENTIONS = 2
"""A mission named once, without a word on its mandate, may only be mentioned in passing."""
ABOUT_IT = re.compile(r"\b(mandate|extend|establish|renew|terminat|authoriz)", re.IGNORECASE)


@lru_cache(maxsize=1)
def mission_patterns() -> dict[str, re.Pattern[str]]:
    """Each mission with the words that name it, in order of first deployment."""
    text = files("bluehelm.mandate").joinpath("mission_names.csv").read_text(encoding="utf-8")
    return {
        row["mission"]: re.compile(rf"\b(?:{row['words']})\b")
        for row in csv.DictReader(text.splitlines())
    }


def mission_of(text: str) -> str:
    """The mission that a text names most; "" where it names none more than in passing.

    >>> mission_of("Decides to extend the mandate of MINURSO until 30 April 2016;")
    'MINURSO'
    >>> mission_of("Welcomes the experience gained by MINURSO;")
    ''
    """
    plain = " ".join(text.split())
    counted = ((name, len(pattern.findall(plain))) for name, pattern in mission_patterns().items())
    named = Counter({name: n_mentions for name, n_mentions in counted if n_mentions})
    if not named:
        return ""
    mission, n_mentions = named.most_common(1)[0]
    if n_mentions >= FEWEST_MENTIONS or (n_mentions and ABOUT_IT.search(text)):
        return mission
    return ""

