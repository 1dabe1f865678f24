"""A review as it is looked at: its lines, its judgements, whether its seal holds, and what came later."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bluehelm.dossier.review_records import DecisionDue, Review, ReviewedFact, Verdict
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.periods import Period
from bluehelm.foundation.phrases import InBoth
from bluehelm.review.review_facts import ReviewFacts

COMPARED = ("indicator", "output", "decision", "recommendation")
"""Parts of which later knowledge is set beside a signed review."""


@dataclass(frozen=True, slots=True)
class Later:
    """A line of a signed review that reads differently with what became known later; never in the review."""

    then: ReviewedFact | None
    now: ReviewedFact


@dataclass(frozen=True)
class ReviewSeen:
    """A review from the standpoint it was, or would be, made from.

    `whole`: whether its seal holds; None while it carries none, or where a public reading cannot tell.
    """

    seen: Standpoint
    review: Review
    facts: ReviewFacts
    n_cells: int
    n_cells_left: int
    n_cells_of_matrix: int
    whole: bool | None = None
    later: tuple[Later, ...] = ()
    public: bool = False

    @property
    def period(self) -> Period:
        """The period reviewed."""
        return self.review.period

    @property
    def verdicts(self) -> Mapping[str, Verdict]:
        """Verdicts by what they judge."""
        return {one.of: one for one in self.review.verdicts}

    @property
    def taken(self) -> tuple[DecisionDue, ...]:
        """The decisions taken in this review."""
        return tuple(
            one
            for one in self.seen.dossier.decisions
            if one.from_review == self.review.review and one.decided_on is not None
        )

    @property
    def is_illustration(self) -> bool:
        """Whether the dossier marks the review as an illustration and no fact."""
        return self.review.known_as == "illustration"

    def named(self, reference: str) -> InBoth:
        """The text of an item in both languages, or its reference where it has none."""
        record = self.seen.dossier.by_reference.get(reference)
        for field in ("text", "name"):
            if text := getattr(record, field, None):
                return InBoth(str(text), getattr(record, f"{field}_fr", None))
        return InBoth(reference)

    def post(self, name: str | None) -> InBoth | None:
        """The title of a post, or None where none is named."""
        return self.named(f"post/{name}") if name else None


def learned_later(facts: ReviewFacts, now: ReviewFacts) -> Iterator[Later]:
    """Lines that read differently now, and lines on items that nobody knew of then."""
    for part in COMPARED:
        then = facts.by_item(part)
        for line in now.of(part):
            held = then.get(line.item)
            if held is None or (held.value, held.word, held.earlier) != (line.value, line.word, line.earlier):
                yield Later(held, line)
