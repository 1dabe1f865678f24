"""Preparing a review: its file is written with what can be computed, and with what a person must judge."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bluehelm.desk.open_workspace import OpenMission, collector_at_rest
from bluehelm.dossier.review_records import Review
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.dossier.write_files import change_file
from bluehelm.foundation.errors import CannotWrite
from bluehelm.foundation.periods import Period
from bluehelm.review.draft_review import Draft, draft_review
from bluehelm.review.review_facts import gather_facts, last_day, review_name

REVIEWS = "reviews"


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
    path = file_of_review(opened, period, held)
    change_file(path, lambda _: draft.text())
    return Prepared(draft, path)


def file_of_review(opened: OpenMission, period: Period, held: Review | None) -> Path:
    """The file of a review: where it stands, else where it belongs."""
    if held is not None and held.file:
        return opened.workspace.folder / held.file
    return opened.folder / REVIEWS / f"{review_name(period)}.yaml"
