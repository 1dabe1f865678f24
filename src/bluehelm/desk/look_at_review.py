"""A review as it is looked at: the draft as computed now, or the signed one beside what came later."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from bluehelm.desk.brief_mission import opened_to_the_public
from bluehelm.desk.open_workspace import OpenMission
from bluehelm.desk.prepare_review import review_of, standpoint_of
from bluehelm.foundation.pages import Page
from bluehelm.foundation.periods import Period
from bluehelm.review.draft_review import draft_review
from bluehelm.review.review_facts import gather_facts, sealed_facts
from bluehelm.review.review_factsheet_page import factsheet_page
from bluehelm.review.review_leadership_page import leadership_page
from bluehelm.review.review_questions import n_cells_of_matrix
from bluehelm.review.review_seal import is_whole
from bluehelm.review.review_seen import ReviewSeen, learned_later
from bluehelm.review.review_tables_pages import annex_page, performance_page, scorecards_page

PAGES: Mapping[str, Callable[[ReviewSeen], Page]] = {
    "leadership": leadership_page,
    "scorecards": scorecards_page,
    "annex": annex_page,
    "performance": performance_page,
    "factsheet": factsheet_page,
}
"""What is made from one review, by the name of its file."""


def look_at_review(
    opened: OpenMission, period: Period, *, known_on: date | None = None, public: bool = False
) -> ReviewSeen:
    """The review of a period: as signed where it is, as it would be prepared now where it is not.

    `known_on`: for a draft the limit of what was known; for a signed review the limit of what is set
    beside it. `public`: everything above unclassified is left out before anything is counted.
    """
    held = review_of(opened, period)
    looked_at = opened_to_the_public(opened) if public else opened
    shown = review_of(looked_at, period)
    if shown is None or shown.signed_on is None:
        return _drafted(looked_at, period, known_on, public=public)
    seen = standpoint_of(looked_at, period, None, shown)
    sealed = sealed_facts(seen, shown)
    facts = sealed if sealed.lines else gather_facts(seen, period)
    draft = draft_review(seen, facts, shown)
    now = gather_facts(looked_at.seen(seen.as_of, known_on), period)
    return ReviewSeen(
        seen,
        shown,
        facts,
        draft.n_cells,
        draft.n_cells_left,
        n_cells_of_matrix(facts),
        is_whole(held, opened.reading.dossier) if held else None,
        tuple(learned_later(facts, now)),
        public,
    )


def _drafted(opened: OpenMission, period: Period, known_on: date | None, *, public: bool) -> ReviewSeen:
    held = review_of(opened, period)
    seen = standpoint_of(opened, period, known_on, held)
    draft = draft_review(seen, gather_facts(seen, period), held)
    return ReviewSeen(
        seen,
        draft.review,
        draft.facts,
        draft.n_cells,
        draft.n_cells_left,
        n_cells_of_matrix(draft.facts),
        None,
        (),
        public,
    )
