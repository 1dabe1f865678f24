"""What was decided and recommended before, what became of it, and what leaders agreed to achieve."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from bluehelm.dossier.leadership_records import Compact
from bluehelm.dossier.review_records import DecisionDue, MissionRecommendation, ReviewedFact
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.periods import Period
from bluehelm.foundation.plain_numbers import plain
from bluehelm.review.fact_line import fact_line


def decision_facts(seen: Standpoint, period: Period) -> Iterable[ReviewedFact]:
    """Decisions that are open, and those taken since the period before, with what became of them."""
    for decision in seen.dossier.decisions:
        if _was_there(decision, seen) and not _is_old(decision, period):
            yield fact_line(
                "decision",
                decision.reference,
                text=decision.text,
                text_fr=decision.text_fr,
                under=decision.from_review,
                word=decision_word(decision, seen),
                on=decision.by_on,
                value=_moved(decision),
                earlier=_became(decision, seen),
                remark=decision.decided_by,
                known_on=_taken_on(decision, seen),
                source=decision.source,
            )


def _was_there(decision: DecisionDue, seen: Standpoint) -> bool:
    """Whether a decision had been asked for by then: one that a later review raised had not."""
    day = raised_on(decision, seen)
    return day is None or day <= (seen.known_on or seen.as_of)


def raised_on(decision: DecisionDue, seen: Standpoint) -> date | None:
    """The day a decision was raised, by the review it came from; None where nobody knows."""
    for review in seen.dossier.reviews:
        if review.review == decision.from_review:
            return review.signed_on or review.prepared_on or review.known_on
    return None


def _is_old(decision: DecisionDue, period: Period) -> bool:
    """Whether a decision was settled, and its follow-up too, more than a year before the period."""
    settled_on = decision.became_on or (decision.decided_on if decision.became else None)
    return settled_on is not None and (period.from_on - settled_on).days > 366


def decision_word(decision: DecisionDue, seen: Standpoint) -> str:
    """How a decision stands: done, partly, taken, overdue, open."""
    known_until = seen.known_on or seen.as_of
    if decision.became_word and decision.became_on and decision.became_on <= known_until:
        return decision.became_word
    if decision.decided_on is not None and decision.decided_on <= known_until:
        late = decision.follow_up_on is not None and decision.follow_up_on <= seen.as_of
        return "follow-up overdue" if late and not decision.became else "taken"
    return "overdue" if decision.by_on is not None and decision.by_on <= seen.as_of else "open"


def _taken_on(decision: DecisionDue, seen: Standpoint) -> date | None:
    known_until = seen.known_on or seen.as_of
    return decision.decided_on if decision.decided_on and decision.decided_on <= known_until else None


def _became(decision: DecisionDue, seen: Standpoint) -> str | None:
    known_until = seen.known_on or seen.as_of
    if decision.became_on is not None and decision.became_on > known_until:
        return None
    return decision.became


def _moved(decision: DecisionDue) -> Decimal | None:
    usd = decision.resources_moved_usd
    return None if usd is None else plain(usd)


def recommendation_facts(seen: Standpoint, period: Period) -> Iterable[ReviewedFact]:
    """Recommendations made by then and not closed before the period, with the post or body asked."""
    known_until = seen.known_on or seen.as_of
    for one in seen.dossier.recommendations:
        made = one.made_on is None or one.made_on <= known_until
        if made and not (one.closed_on and one.closed_on < period.from_on):
            yield fact_line(
                "recommendation",
                one.reference,
                text=one.text,
                under=one.from_review,
                word=_recommendation_word(one, seen),
                on=one.due_on,
                earlier=one.became,
                remark=one.to,
                known_on=one.made_on,
                source=one.source,
            )


def _recommendation_word(one: MissionRecommendation, seen: Standpoint) -> str:
    if one.closed_on is not None and one.closed_on <= (seen.known_on or seen.as_of):
        return "closed"
    return "overdue" if one.due_on is not None and one.due_on <= seen.as_of else "open"


def compact_facts(seen: Standpoint, period: Period) -> Iterable[ReviewedFact]:
    """Compacts of leaders that run in the period: target, resources directed, result."""
    for one in seen.dossier.compacts:
        if one.period is None or (
            one.period.from_on < period.until_on and period.from_on < one.period.until_on
        ):
            yield _compact(one)


def _compact(one: Compact) -> ReviewedFact:
    directed = one.resources_directed_usd
    return fact_line(
        "compact",
        one.reference,
        text=one.target,
        under=f"objective/{one.objective}" if one.objective else None,
        period=str(one.period) if one.period else None,
        value=None if directed is None else plain(directed),
        unit="USD",
        word="result on file" if one.result else "no result yet",
        earlier=one.result,
        remark=one.post,
        source="illustration" if one.known_as == "illustration" else None,
    )
