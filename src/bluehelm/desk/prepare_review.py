"""Preparing a review: its file is written with what can be computed, and with what a person must judge."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bluehelm.desk.change_dossier import prove_inside
from bluehelm.desk.open_workspace import OpenMission, collector_at_rest
from bluehelm.dossier.contents import Dossier
from bluehelm.dossier.public_reading import is_open
from bluehelm.dossier.read_dossier import RESTRICTED
from bluehelm.dossier.review_records import Review, ReviewedFact
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.dossier.write_files import change_file
from bluehelm.foundation.errors import CannotWrite
from bluehelm.foundation.periods import Period
from bluehelm.review.draft_review import Draft, draft_review
from bluehelm.review.review_facts import gather_facts, last_day, review_name

REVIEWS = "reviews"
SHARED_FIGURES = ("lines", "totals", "staffing", "cash")
"""Collections that figures of money and posts are made of."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A review as prepared, and the file it stands in."""

    draft: Draft
    file: Path


def review_of(opened: OpenMission, period: Period) -> Review | None:
    """The review of a period on file, if any; the signed one where there are two."""
    held = [
        one
        for one in opened.reading.dossier.reviews
        if (one.period.from_on, one.period.until_on) == (period.from_on, period.until_on)
    ]
    return next((one for one in held if one.signed_on), held[0] if held else None)


def standpoint_of(
    opened: OpenMission, period: Period, known_on: date | None, held: Review | None
) -> Standpoint:
    """Where a review of a period looks from: the last day of it, with what was known by `known_on`.

    What is not given is taken from the review on file, and else from the end of the period.
    """
    as_of = held.as_of if held and held.as_of else last_day(period)
    known = known_on or (held.known_on if held else None) or as_of
    return opened.seen(as_of, known)


def draft_of(opened: OpenMission, period: Period, known_on: date | None = None) -> Draft:
    """A review as it would be prepared, with nothing written."""
    held = review_of(opened, period)
    seen = standpoint_of(opened, period, known_on, held)
    with collector_at_rest():
        return draft_review(seen, gather_facts(seen, period), held)


def prepare_review(opened: OpenMission, period: Period, known_on: date | None = None) -> Prepared:
    """Prepares the review of a period and writes its file; answers on file are kept.

    Raises CannotWrite when the review is signed: what was learned later belongs in the next one.
    """
    held = review_of(opened, period)
    if held is not None and held.signed_on is not None:
        raise CannotWrite(
            f"The review of {period} was signed on {held.signed_on} and is locked; "
            "`bluehelm review show` sets what was learned later beside it."
        )
    draft = draft_of(opened, period, known_on)
    path = file_of_review(opened, draft)
    prove_inside(path, opened)
    change_file(path, lambda _: draft.text())
    return Prepared(draft, path)


def file_of_review(opened: OpenMission, draft: Draft) -> Path:
    """The file of a review: where it stands, else where it belongs.

    One whose evidence is restricted in any part is kept in the restricted folder, for its text tells
    that evidence. Raises CannotWrite when it stands in the open one.
    """
    dossier = opened.reading.dossier
    closed = not all(is_open_line(line, dossier) for line in draft.facts.lines)
    restricted = opened.folder.with_name(opened.folder.name + RESTRICTED)
    if not draft.review.file:
        return (
            (restricted if closed else opened.folder) / REVIEWS / f"{review_name(draft.review.period)}.yaml"
        )
    path = opened.workspace.folder / draft.review.file
    if closed and not path.is_relative_to(restricted):
        raise CannotWrite(
            f"Part of the evidence is restricted now; move {path.name} to {restricted.name}/{REVIEWS}/ first."
        )
    return path


def is_open_line(line: ReviewedFact, dossier: Dossier) -> bool:
    """Whether everything a line is made of may be seen by anybody."""
    record = dossier.by_reference.get(line.item)
    if record is not None:
        return is_open(record)
    if line.item.startswith("figure/"):
        return all(is_open(one) for name in SHARED_FIGURES for one in getattr(dossier, name))
    return True
