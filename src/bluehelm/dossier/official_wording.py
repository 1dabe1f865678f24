"""The hash of an official wording: it stands in a dossier in the place of a text that is not copied there."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable

N_DIGITS = 16


def normal_wording(texts: Iterable[str]) -> str:
    r"""The texts as they are compared: joined by one blank, NFKC, white space folded, lower case.

    >>> normal_wording(["To  protect\ncivilians;", "To report;"])
    'to protect civilians; to report;'
    """
    joined = unicodedata.normalize("NFKC", " ".join(texts))
    return " ".join(joined.split()).lower()


def wording_hash(texts: Iterable[str]) -> str:
    """The hash of the official English text of paragraphs, in the order printed.

    The texts come without numbers, letters, dashes and run-in headings; sub-paragraphs are included.

    >>> wording_hash(["To protect civilians;"]) == wording_hash(["to protect  CIVILIANS;"])
    True
    """
    digest = hashlib.sha256(normal_wording(texts).encode()).hexdigest()
    return f"sha256:{digest[:N_DIGITS]}"
