"""The seal of a signed review: a hash of its judgements, of the lines before it, and of what it decided.

What became of a decision later is not under the seal; what was decided is.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping

from bluehelm.dossier.catalogue import Part, fields_of
from bluehelm.dossier.contents import Dossier
from bluehelm.dossier.review_records import Review

ALGORITHM = "sha256"
NOT_OF_A_REVIEW = frozenset({"seal"})
NOT_OF_A_DECISION = frozenset(
    {"became", "became_on", "became_word", "follow_up_on", "closed_on", "merged_on", "status"}
)


def seal_of(review: Review, dossier: Dossier) -> str:
    """The seal that a review would carry as it stands now."""
    sealed = {
        "review": _plain(review, NOT_OF_A_REVIEW),
        "facts": [_plain(one) for one in dossier.reviewed_facts if one.review == review.review],
        "decisions": _in_order(one for one in dossier.decisions if one.from_review == review.review),
        "recommendations": _in_order(
            one for one in dossier.recommendations if one.from_review == review.review
        ),
    }
    text = json.dumps(sealed, sort_keys=True, ensure_ascii=False)
    return f"{ALGORITHM}:{hashlib.sha256(text.encode()).hexdigest()}"


def _in_order(records: Iterable[Part]) -> list[Mapping[str, object]]:
    """Records by their content, so that their order in the file does not matter."""
    plain = [_plain(one, NOT_OF_A_DECISION) for one in records]
    return sorted(plain, key=lambda one: json.dumps(one, sort_keys=True))


def _plain(part: Part, without: frozenset[str] = frozenset()) -> Mapping[str, object]:
    """Every field that says something, by its key in the file; blanks and defaults are not there."""
    found: dict[str, object] = {}
    for entry in fields_of(type(part)).values():
        value = getattr(part, entry.attribute)
        if entry.name not in without and value not in (None, ()) and str(value) != entry.default:
            found[entry.name] = _value(value, without)
    return found


def _value(value: object, without: frozenset[str]) -> object:
    if isinstance(value, Part):
        return _plain(value, without)
    if isinstance(value, tuple):
        return [_value(one, without) for one in value]
    return str(value)


def is_whole(review: Review, dossier: Dossier) -> bool | None:
    """Whether a signed review is as it was when it was sealed; None where it carries no seal."""
    if review.signed_on is None or review.seal is None:
        return None
    return review.seal == seal_of(review, dossier)
