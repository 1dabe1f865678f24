"""What a review has before it, line by line: computed from a standpoint, or as it was sealed.

Every total on a page of the review is made from these lines, so that a sealed review cannot be moved
by what was learned later, and a public one only adds what the public may see.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from bluehelm.dossier.review_records import Review, ReviewedFact
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.periods import Period
from bluehelm.review.follow_up_facts import compact_facts, decision_facts, recommendation_facts
from bluehelm.review.indicator_facts import disagreement_facts, flat_facts, indicator_facts
from bluehelm.review.output_facts import output_facts
from bluehelm.review.resource_facts import money_facts, post_facts
from bluehelm.review.standing_facts import condition_facts, suspect_facts

Gather = Callable[[Standpoint, Period], Iterable[ReviewedFact]]

PARTS: tuple[Gather, ...] = (
    output_facts, indicator_facts, flat_facts, disagreement_facts, money_facts, post_facts,
    condition_facts, suspect_facts, decision_facts, recommendation_facts, compact_facts,
)  # fmt: skip
"""What is gathered, in reading order; a room that brings more evidence adds one function here."""


def review_name(period: Period) -> str:
    """Short name of the review of a period.

    >>> from bluehelm.foundation.periods import parse_period
    >>> review_name(parse_period("FY2025/26-Q3"))
    'fy2025-26-q3'
    """
    return period.name.lower().replace("/", "-")


def last_day(period: Period) -> date:
    """The last day of a period."""
    return period.until_on - timedelta(days=1)


@dataclass(frozen=True)
class ReviewFacts:
    """The lines of one review by part; `sealed`: read as they were signed, not computed now."""

    period: Period
    as_of: date
    known_on: date | None
    lines: tuple[ReviewedFact, ...]
    sealed: bool = False

    def of(self, part: str) -> tuple[ReviewedFact, ...]:
        """The lines of a part, in order."""
        return tuple(line for line in self.lines if line.part == part)

    def by_item(self, part: str) -> Mapping[str, ReviewedFact]:
        """The lines of a part by the item they speak of; of several the first."""
        found: dict[str, ReviewedFact] = {}
        for line in self.of(part):
            found.setdefault(line.item, line)
        return found


def gather_facts(seen: Standpoint, period: Period) -> ReviewFacts:
    """Everything computable about a period, seen from a standpoint."""
    lines = tuple(line for gather in PARTS for line in gather(seen, period))
    return ReviewFacts(period, seen.as_of, seen.known_on, lines)


def sealed_facts(seen: Standpoint, review: Review) -> ReviewFacts:
    """The lines that were sealed with a signed review."""
    lines = tuple(line for line in seen.dossier.reviewed_facts if line.review == review.review)
    return ReviewFacts(review.period, day_of(review), review.known_on, lines, sealed=True)


def day_of(review: Review) -> date:
    """The moment in the world a review looks from."""
    return review.as_of or last_day(review.period)
