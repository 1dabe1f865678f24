"""Checks on reviews as acts: one a quarter, signed by a post, with verdicts, in the order of days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from bluehelm.dossier.catalogue import Record
from bluehelm.dossier.checking import Check, Fault, check, fault, instrument, submission
from bluehelm.dossier.review_records import Review, Verdict
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.findings import Severity
from bluehelm.foundation.listed_names import listed
from bluehelm.foundation.periods import Period, add_months, fiscal_year_of

RHYTHM = instrument("rule R87: quarterly reviews; CPAS in MINUSCA twice a year (A/80/623, para. 66)")


@check(
    "REV001",
    Severity.ERROR,
    looks_for="a period for which two reviews are signed",
    why="A signature locks a review; a second one for the same quarter leaves two truths in force.",
    remedy="Keep one; what was learned later belongs in the next review.",
    basis=submission("2f"),
)
def period_reviewed_twice(seen: Standpoint) -> Iterator[Fault]:
    held: dict[tuple[date, date], Review] = {}
    for review in seen.dossier.reviews:
        if review.signed_on is not None:
            first = held.setdefault((review.period.from_on, review.period.until_on), review)
            if first is not review:
                yield fault(
                    review,
                    "{period} was reviewed and signed already in '{other}' ({signed_on}).",
                    period=review.period, other=first.review, signed_on=first.signed_on,
                )  # fmt: skip


@check(
    "REV002",
    Severity.WARNING,
    looks_for="a signed review without verdicts",
    why="A signature under nothing tells the Council that leadership met, not what it found.",
    remedy="Judge at least each political objective: delivery, situation, contribution, and what is not "
    "known.",
    basis=(*submission("1e", "2f"), instrument("S/RES/2759 (2024), para. 57")),
)
def signed_without_verdicts(seen: Standpoint) -> Iterator[Fault]:
    for review in seen.dossier.reviews:
        if review.signed_on is not None and not review.verdicts:
            yield fault(review, "The review of {period} was signed on {signed_on} without a verdict.",
                        period=review.period, signed_on=review.signed_on)  # fmt: skip


@check(
    "REV003",
    Severity.WARNING,
    looks_for="a signature without a post or without a day",
    why="A review that nobody answers for, or that was signed at no time, locks nothing.",
    remedy="Give both, for example signed_by: head-of-mission, signed_on: 2026-01-22.",
    basis=submission("2f", "3f"),
)
def half_a_signature(seen: Standpoint) -> Iterator[Fault]:
    for review in seen.dossier.reviews:
        if review.signed_on is not None and review.signed_by is None:
            yield fault(review, "Signed on {signed_on}, by no post.", signed_on=review.signed_on)
        elif review.signed_by is not None and review.signed_on is None:
            yield fault(review, "Signed by {post}, on no day.", post=review.signed_by)


@check(
    "REV004",
    Severity.ERROR,
    looks_for="days of a review that cannot follow one another",
    why="What is signed cannot be prepared, judged or learned afterwards; a locked review would hold "
    "hindsight.",
    remedy="Correct the day; what was learned after the signature belongs in the next review.",
    basis=submission("2f"),
)
def days_out_of_order(seen: Standpoint) -> Iterator[Fault]:
    for review in seen.dossier.reviews:
        signed_on = review.signed_on
        if signed_on is None:
            continue
        for word, day in (("prepared_on", review.prepared_on), ("known_on", review.known_on)):
            if day is not None and day > signed_on:
                yield fault(review, "Signed on {signed_on}, but {word} is {day}.",
                            signed_on=signed_on, word=word, day=day)  # fmt: skip
        for verdict in review.verdicts:
            if verdict.on is not None and verdict.on > signed_on:
                yield fault(
                    review,
                    "Signed on {signed_on}, but the verdict on {of} was given on {day}.",
                    line=verdict.line, signed_on=signed_on, of=verdict.of, day=verdict.on,
                )  # fmt: skip


@check(
    "REV005",
    Severity.WARNING,
    looks_for="a quarter that is over and was not reviewed",
    why="A quarter without review is one in which nobody asked whether the tasks still serve the mandate's "
    "purpose.",
    remedy="Hold the review, even short, and put its file into reviews/; what is not known is a verdict too.",
    basis=(*submission("2f"), RHYTHM),
)
def quarter_without_review(seen: Standpoint) -> Iterator[Fault]:
    n_days = int(seen.threshold("review-late-days", "45"))
    quarter = _last_quarter_before(seen.as_of - timedelta(days=n_days))
    anchor = _asks_for_reviews(seen, quarter)
    reviewed = any(
        review.period.from_on <= quarter.from_on and quarter.until_on <= review.period.until_on
        for review in seen.dossier.reviews
    )
    if anchor is not None and not reviewed:
        yield fault(
            anchor,
            "{quarter} ended on {ended_on}; {n_days} days later (limit {limit}) no review of it is on file.",
            quarter=quarter, ended_on=quarter.until_on - timedelta(days=1),
            n_days=(seen.as_of - quarter.until_on).days, limit=n_days,
        )  # fmt: skip


def _last_quarter_before(day: date) -> Period:
    """The last fiscal quarter that had ended by a day."""
    inside = add_months(day, -3)
    year = fiscal_year_of(inside)
    number = (inside.month - 7) % 12 // 3 + 1
    begins = add_months(year.from_on, 3 * (number - 1))
    return Period(begins, add_months(begins, 3), f"{year.name}-Q{number}")


def _asks_for_reviews(seen: Standpoint, quarter: Period) -> Record | None:
    """A review or a review calendar that shows that quarters are reviewed here by now."""
    earlier = [one for one in seen.dossier.reviews if one.period.from_on < quarter.until_on]
    if earlier:
        return max(earlier, key=lambda review: review.period.until_on)
    for calendar in seen.dossier.calendars:
        if calendar.cycle == "review" and any(
            quarter.until_on <= one.on < seen.as_of for one in calendar.dates
        ):
            return calendar
    return None


def judged(seen: Standpoint) -> Iterator[tuple[Review, Verdict]]:
    """Every verdict with its review."""
    for review in seen.dossier.reviews:
        for verdict in review.verdicts:
            yield review, verdict


@check(
    "REV006",
    Severity.WARNING,
    looks_for="verdicts that no post gave, or on no day",
    why="A judgement carries the post that made it and the day; without them it cannot be asked about or "
    "outdated.",
    remedy="Give both, for example by: chief-of-staff, on: 2026-01-20.",
    basis=submission("1e", "2f"),
)
def verdict_without_post_or_day(seen: Standpoint) -> Iterator[Fault]:
    for review in seen.dossier.reviews:
        bare = [verdict.of for verdict in review.verdicts if verdict.by is None or verdict.on is None]
        if bare:
            yield fault(review, "{n} of {n_all} verdicts have no post or no day: {names}.",
                        n=len(bare), n_all=len(review.verdicts), names=listed(bare))  # fmt: skip


@check(
    "REV007",
    Severity.ERROR,
    looks_for="a subject judged twice in one review",
    why="Two verdicts on one subject cannot both stand.",
    remedy="Keep one, and put the dissent under not_known or against.",
    basis=submission("1e", "2f"),
)
def subject_judged_twice(seen: Standpoint) -> Iterator[Fault]:
    for review in seen.dossier.reviews:
        held: set[str] = set()
        for verdict in review.verdicts:
            if verdict.of in held:
                yield fault(review, "{of} is judged twice in the review of {period}.",
                            line=verdict.line, of=verdict.of, period=review.period)  # fmt: skip
            held.add(verdict.of)


REVIEW_CHECKS: tuple[Check, ...] = (
    period_reviewed_twice, signed_without_verdicts, half_a_signature, days_out_of_order,
    quarter_without_review, verdict_without_post_or_day, subject_judged_twice,
)  # fmt: skip
"""Checks on reviews as acts, in reading order."""
