"""Deciding in a review, recommending to others, and writing down what became of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

from bluehelm.desk.change_dossier import prove_inside, set_fields
from bluehelm.desk.open_workspace import OpenMission
from bluehelm.desk.prepare_review import review_of
from bluehelm.dossier.add_item import Written, add_item
from bluehelm.dossier.catalogue import fields_of
from bluehelm.dossier.review_records import ChangeOfDossier, Review
from bluehelm.dossier.write_files import change_file
from bluehelm.foundation.errors import CannotWrite, UnknownReference, nearest_hint
from bluehelm.foundation.periods import Period
from bluehelm.review.dossier_difference import differences, written_field

DECISIONS = "decisions.yaml"


@dataclass(frozen=True, slots=True)
class Deciding:
    """A decision as it is taken: what, by which post, on which day, why, and with which resources."""

    id: str
    text: str
    by: str
    on: date
    why: str
    text_fr: str | None = None
    usd: Decimal | None = None
    posts: int | None = None
    moved_from: str | None = None
    moved_to: str | None = None
    follow_up_on: date | None = None
    rests_on: tuple[str, ...] = ()
    changes: Mapping[str, str] = field(default_factory=dict)


def decide(
    opened: OpenMission, period: Period, taken: Deciding, *, branch: Path | None = None
) -> Sequence[ChangeOfDossier]:
    """Writes a decision of the review of a period, and gives the changes it will make when signed.

    `branch`: another copy of this mission, for example a checked-out branch, whose differences the
    decision proposes. Nothing of the dossier is changed before the signature.
    Raises CannotWrite when the review is signed or missing, or a reason is missing.
    """
    review = _open_review(opened, period)
    _prove_post(opened, taken.by)
    if not taken.why.strip():
        raise CannotWrite("A decision needs its reason: --why 'what speaks for it'.")
    _prove_new(opened, f"decision/{taken.id}")
    changes = [
        *_changes_asked(opened, taken.changes),
        *(_changes_of_branch(opened, branch) if branch else ()),
    ]
    _add(opened, "decisions", _decision_item(taken, review, changes))
    return changes


def _open_review(opened: OpenMission, period: Period) -> Review:
    review = review_of(opened, period)
    if review is None:
        raise CannotWrite(f"No review of {period} is on file; `bluehelm review prepare` writes it.")
    if review.signed_on is not None:
        raise CannotWrite(f"The review of {period} was signed on {review.signed_on}; decide in the next one.")
    return review


def _prove_post(opened: OpenMission, post: str) -> None:
    posts = [one.id for one in opened.reading.dossier.posts]
    if post not in posts:
        raise UnknownReference(f"post/{post}", known=[f"post/{one}" for one in posts])


def _prove_new(opened: OpenMission, reference: str) -> None:
    if reference in opened.reading.dossier.by_reference:
        raise CannotWrite(f"'{reference}' is on file already; choose another short name.")


def _changes_asked(opened: OpenMission, asked: Mapping[str, str]) -> Sequence[ChangeOfDossier]:
    """Changes typed as kind/id.field=value, each with what stands there now."""
    found: list[ChangeOfDossier] = []
    for target, value in asked.items():
        item, _, key = target.rpartition(".")
        record = opened.reading.dossier.by_reference.get(item)
        if record is None:
            raise UnknownReference(item, known=opened.reading.dossier.by_reference)
        if key not in fields_of(type(record)):
            raise CannotWrite(
                f"'{key}' is not a field of {item}.{nearest_hint(key, fields_of(type(record)))}"
            )
        found.append(
            ChangeOfDossier(item=item, field=key, was=written_field(record, key), becomes=value or None)
        )
    return found


def _changes_of_branch(opened: OpenMission, branch: Path) -> Sequence[ChangeOfDossier]:
    from bluehelm.desk.open_workspace import open_mission

    other = open_mission(branch, Path.cwd())
    found = list(differences(opened.reading.dossier, other.reading.dossier))
    if not found:
        raise CannotWrite(f"'{branch}' holds the same dossier; there is nothing to decide on.")
    return found


def _decision_item(taken: Deciding, review: Review, changes: Sequence[ChangeOfDossier]) -> dict[str, Written]:
    optional: dict[str, object] = {
        "text_fr": taken.text_fr,
        "decided_by": taken.by,
        "from_review": review.review,
        "rests_on": list(taken.rests_on) or None,
        "decided_on": taken.on,
        "outcome": taken.text,
        "reason": taken.why,
        "resources_moved_usd": taken.usd,
        "resources_moved_posts": taken.posts,
        "resources_from": taken.moved_from,
        "resources_to": taken.moved_to,
        "follow_up_on": taken.follow_up_on,
    }
    item: dict[str, Written] = {"id": taken.id, "text": taken.text}
    for key, value in optional.items():
        if value is not None:
            item[key] = value if isinstance(value, list) else str(value)
    if changes:
        item["changes"] = [
            {
                name: str(value)
                for name in ("item", "field", "was", "becomes")
                if (value := getattr(one, name))
            }
            for one in changes
        ]
    return item


def _add(opened: OpenMission, collection: str, item: Mapping[str, Written]) -> Path:
    path = opened.folder / DECISIONS
    prove_inside(path, opened)
    change_file(path, lambda text: add_item(text, collection, item))
    return path


@dataclass(frozen=True, slots=True)
class Recommending:
    """A recommendation to somebody else: what, to which post or body, made when, due when."""

    id: str
    text: str
    to: str
    on: date
    due_on: date | None = None


def recommend(opened: OpenMission, period: Period, made: Recommending) -> Path:
    """Writes a recommendation of a review to somebody else: Council, Headquarters, host.

    Raises CannotWrite when the review is signed or missing.
    """
    review = _open_review(opened, period)
    _prove_post(opened, made.to)
    _prove_new(opened, f"recommendation/{made.id}")
    item: dict[str, Written] = {
        "id": made.id,
        "text": made.text,
        "made_on": made.on.isoformat(),
        "to": made.to,
        "from_review": review.review,
    }
    if made.due_on is not None:
        item["due_on"] = made.due_on.isoformat()
    return _add(opened, "recommendations", item)


def follow(opened: OpenMission, reference: str, *, became: str, on: date, word: str | None = None) -> Path:
    """Writes down what became of a decision or recommendation; the signed review stays as it is."""
    if not became.strip():
        raise CannotWrite("Say what became of it: --became 'what happened since'.")
    changes = {"became": became.strip()}
    if reference.startswith("decision/"):
        changes["became_on"] = on.isoformat()
        if word is not None:
            changes["became_word"] = word
    elif word == "done":
        changes["closed_on"] = on.isoformat()
    return set_fields(opened, reference, changes)
