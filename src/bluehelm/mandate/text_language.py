"""The language of a text, by its commonest small words; and columns of two languages run together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_SMALL_WORDS = {
    "en": "the of and to in that its for with on by all their has".split(),
    "fr": "les des de la et du dans que sur aux est pour par le une qui au".split(),
    "es": "los las del de la y el en que por con una para su se al".split(),
    "pt": "os das dos da do em que para com uma por seus não ao".split(),
    "de": "der die und das den von zu mit des im auf für dem ist".split(),
}
_NAMES = {"en": "English", "fr": "French", "es": "Spanish", "pt": "Portuguese", "de": "German",
          "ru": "Russian", "ar": "Arabic", "zh": "Chinese", "": "an unknown language"}  # fmt: skip
_SCRIPTS = (("ru", r"[Ѐ-ӿ]"), ("ar", r"[؀-ۿ]"), ("zh", r"[一-鿿]"))
_FEW_WORDS = 20


def language_of(text: str) -> str:
    """The code of the language a text is written in; '' where the words do not say.

    >>> language_of("Decides to extend the mandate of the mission until the end of the year and to review it by then")
    'en'
    """
    sample = text[:40_000]
    letters = len(re.findall(r"[^\W\d_]", sample))
    for code, signs in _SCRIPTS:
        if letters and len(re.findall(signs, sample)) > 0.4 * letters:
            return code
    counted = _shares(sample)
    best = max(counted, key=lambda code: counted[code])
    return best if counted[best] > 0.05 else ""


def _shares(text: str) -> dict[str, float]:
    words = re.findall(r"[^\W\d_]+", text.lower())
    tally = Counter(words)
    return {
        code: sum(tally[word] for word in small) / max(1, len(words)) for code, small in _SMALL_WORDS.items()
    }


def language_name(code: str) -> str:
    """The English name of a language."""
    return _NAMES.get(code, code)


def share_in_french(lines: Sequence[str]) -> float:
    """The share of lines in French, among the lines long enough to say."""
    told = [shares for line in lines if len(line.split()) >= 6 and (shares := _shares(line))]
    if len(told) < 4:
        return 0.0
    return sum(shares["fr"] > max(0.12, shares["en"]) for shares in told) / len(told)


def is_mixed(lines: Sequence[str]) -> bool:
    """Whether a text mixes English and French, as pages in two columns do when they are read across."""
    n_words = sum(len(line.split()) for line in lines)
    if n_words < _FEW_WORDS:
        return False
    shares = _shares(" ".join(lines)[:60_000])
    return shares["en"] > 0.05 and shares["fr"] > 0.05 and share_in_french(lines) > 0.12
