"""Checks on signed reviews and on periods: what was signed stays as it was, and quarters do not overlap."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bluehelm.dossier.checking import Check, Fault, check, fault, instrument, submission
from bluehelm.dossier.measured_values import MeasuredValues, last_known_value
from bluehelm.dossier.plan_records import Actual
from bluehelm.dossier.review_records import Review, ReviewedFact, Verdict
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.findings import Place, Severity
from bluehelm.foundation.listed_names import listed
from bluehelm.foundation.periods import Period
from bluehelm.review.fact_line import number_of
from bluehelm.review.review_checks import judged
from bluehelm.review.review_facts import day_of
from bluehelm.review.review_seal import seal_of

LOCKED = instrument("A signed review never changes in silence", "our reading")
CLAIM_ALONE = instrument("CPAS on contribution to change; process tracing", "abstract")


@check(
    "REV029",
    Severity.ERROR,
    looks_for="a signed review that was changed by hand after its signature",
    why="What leadership signed is quoted to the Council and the Fifth Committee; if it can be changed "
    "unseen, no signature is worth anything.",
    remedy="Put the file, its rows in reviewed_facts.csv and its decisions back as they were signed; what "
    "was learned later belongs in the next review.",
    basis=(*submission("2f", "3f"), LOCKED),
)
def signed_review_changed(seen: Standpoint) -> Iterator[Fault]:
    for review in seen.dossier.reviews:
        if review.signed_on is None or not review.seal or _part_is_not_in_sight(review, seen):
            continue
        if review.seal != seal_of(review, seen.dossier):
            yield fault(
                review,
                "Signed on {signed_on} by {post}, and changed since: its seal no longer fits.",
                signed_on=review.signed_on,
                post=review.signed_by,
            )


def _part_is_not_in_sight(review: Review, seen: Standpoint) -> bool:
    """Whether a public or broken reading lacks something, so that nobody can tell."""
    del review
    return bool(seen.dossier.withheld or seen.dossier.unreadable or seen.dossier.cut_short)


@check(
    "REV030",
    Severity.WARNING,
    looks_for="a signed review with facts on file but without a seal",
    why="Without a seal nobody can show that the review is as it was signed.",
    remedy="Take signed_by and signed_on out and sign again with `bluehelm review sign`, which writes the "
    "seal.",
    basis=(*submission("2f"), LOCKED),
)
def signed_without_seal(seen: Standpoint) -> Iterator[Fault]:
    with_facts = {line.review for line in seen.dossier.reviewed_facts}
    for review in seen.dossier.reviews:
        if review.signed_on is not None and not review.seal and review.review in with_facts:
            yield fault(review, "Signed on {signed_on}, without a seal.", signed_on=review.signed_on)


@check(
    "REV031",
    Severity.ERROR,
    looks_for="two reviews whose periods overlap without one lying within the other",
    why="The same weeks would be counted in two reviews, and neither adds to the other.",
    remedy="Review whole quarters or whole years, for example period: FY2025/26-Q3.",
    basis=submission("2f"),
)
def periods_overlap(seen: Standpoint) -> Iterator[Fault]:
    in_order = sorted(seen.dossier.reviews, key=lambda one: (one.period.from_on, one.period.until_on))
    earlier: Review | None = None
    for later in in_order:
        if earlier is not None and _overlap_in_part(earlier.period, later.period):
            yield fault(
                later,
                "{period} begins on {begins}, before {other} ends on {ends}.",
                period=later.period,
                begins=later.period.from_on,
                other=earlier.period,
                ends=earlier.period.until_on,
            )
        if earlier is None or later.period.until_on > earlier.period.until_on:
            earlier = later


def _overlap_in_part(one: Period, other: Period) -> bool:
    apart = one.until_on <= other.from_on or other.until_on <= one.from_on
    return not (apart or one.within(other) or other.within(one))


@check(
    "REV032",
    Severity.WARNING,
    looks_for="a value entered after a signature as if it had been known before it",
    why="A row dated back slips hindsight into a review that was locked against it.",
    remedy="Date the row on the day it really became known (known_on), and leave the review as it was "
    "signed.",
    basis=(*submission("2f"), LOCKED),
)
def value_dated_back(seen: Standpoint) -> Iterator[Fault]:
    for review in seen.dossier.reviews:
        if review.signed_on is None or not review.seal:
            continue
        lines = [line for line in seen.dossier.reviewed_facts if _is_value_of(line, review)]
        values = MeasuredValues(seen.dossier, day_of(review), review.known_on)
        changed = [name for line in lines if (name := _changed(line, values))]
        if changed:
            yield fault(
                review,
                "{n} values now read differently as of {as_of}, with what was known on {known_on}: {names}.",
                n=len(changed),
                as_of=day_of(review),
                known_on=review.known_on,
                names=listed(changed),
            )


def _is_value_of(line: ReviewedFact, review: Review) -> bool:
    return line.review == review.review and line.part == "indicator"


def _changed(line: ReviewedFact, values: MeasuredValues) -> str | None:
    """The item of a line of which the last known value is another one than was locked."""
    last = last_known_value(values, line.item.partition("/")[2])
    if last is None or last.number is None or number_of(line.value) is None:
        return None
    same_period = str(last.period) == line.period
    return line.item if same_period and last.number != number_of(line.value) else None


@check(
    "REV033",
    Severity.WARNING,
    looks_for="a contribution drawn from delivery and situation alone",
    why="Work done and a change for the better are two facts; that one led to the other needs evidence of "
    "its own.",
    remedy="Add evidence on the path itself, for example under for: the text 'a commander says why he "
    "stopped', independent: yes, test: hoop.",
    basis=(*submission("1e"), CLAIM_ALONE),
)
def contribution_inferred(seen: Standpoint) -> Iterator[Fault]:
    for review, verdict in judged(seen):
        if verdict.contribution == "plausible" and verdict.evidence_for and _rests_on_others(verdict):
            yield fault(
                review,
                "Contribution to {of} is 'plausible', and rests only on what delivery and situation rest on.",
                line=verdict.line,
                of=verdict.of,
            )


def _rests_on_others(verdict: Verdict) -> bool:
    """Whether all evidence for a claim is what the two other verdicts rest on already."""
    others = {*verdict.delivery_rests_on, *verdict.situation_rests_on}
    return all(others & {piece.source or "", piece.text} for piece in verdict.evidence_for)


@check(
    "REV034",
    Severity.NOTE,
    looks_for="verdicts on the situation that rest only on values the judge entered",
    why="Whoever is judged would be the only witness.",
    remedy="Add a measure from outside the mission, or let another post judge.",
    basis=(*submission("1e"), instrument("self-assessment is no evidence", "our reading")),
)
def situation_on_own_values(seen: Standpoint) -> Iterator[Fault]:
    entered = _entered_by(seen)
    for review in seen.dossier.reviews:
        own = [one.of for one in review.verdicts if _is_own_witness(one, entered)]
        if own:
            yield fault(
                review,
                "{n} of {n_all} verdicts on the situation rest only on values that the judging post entered "
                "itself: {names}.",
                n=len(own),
                n_all=sum(one.situation is not None for one in review.verdicts),
                names=listed(own),
            )


def _entered_by(seen: Standpoint) -> Mapping[str, set[str | None]]:
    """The posts that entered the values of each indicator."""
    found: dict[str, set[str | None]] = {}
    rows: tuple[Actual, ...] = seen.dossier.actuals
    for row in rows:
        found.setdefault(row.measure, set()).add(row.by)
    return found


def _is_own_witness(verdict: Verdict, entered: Mapping[str, set[str | None]]) -> bool:
    if verdict.situation in (None, "unknown") or verdict.by is None or not verdict.situation_rests_on:
        return False
    names = [one.rpartition("/")[2] for one in verdict.situation_rests_on]
    return all(entered.get(name) == {verdict.by} for name in names)


@check(
    "REV035",
    Severity.WARNING,
    looks_for="a decision of a review that moves resources from or to nowhere",
    why="Money that is moved without saying from where is money promised twice.",
    remedy="Name both ends, for example resources_from: line/other, resources_to: output/mine-action.",
    basis=submission("2f", "3f"),
)
def resources_moved_nowhere(seen: Standpoint) -> Iterator[Fault]:
    for one in seen.dossier.decisions:
        moved = one.resources_moved_usd is not None or one.resources_moved_posts is not None
        if moved and one.from_review and not (one.resources_from and one.resources_to):
            missing = "resources_from" if not one.resources_from else "resources_to"
            yield fault(
                one, "'{text}' moves resources, and {missing} is blank.", text=one.text, missing=missing
            )


@check(
    "REV036",
    Severity.WARNING,
    looks_for="facts of a review that is not on file",
    why="Rows kept for a review that nobody can read prove nothing, and swell every count.",
    remedy="Put the review's file back into reviews/, or take its rows out of reviewed_facts.csv.",
    basis=submission("2f"),
)
def facts_without_review(seen: Standpoint) -> Iterator[Fault]:
    known = {review.review for review in seen.dossier.reviews}
    strays: dict[str, list[ReviewedFact]] = {}
    for line in seen.dossier.reviewed_facts:
        if line.review not in known:
            strays.setdefault(line.review, []).append(line)
    for name, lines in strays.items():
        yield fault(
            Place(lines[0].file, lines[0].line),
            "{n} rows belong to the review '{name}', which is not on file.",
            n=len(lines),
            name=name,
        )


SEALED_REVIEW_CHECKS: tuple[Check, ...] = (
    signed_review_changed, signed_without_seal, periods_overlap, value_dated_back, contribution_inferred,
    situation_on_own_values, resources_moved_nowhere, facts_without_review,
)  # fmt: skip
"""Checks on signed reviews and on their periods, in reading order."""
