"""Checks on verdicts: delivery and situation each on evidence of its own, and not against it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from bluehelm.dossier.checking import Check, Fault, check, fault, instrument, submission
from bluehelm.dossier.measured_values import MeasuredValue, MeasuredValues, series_of
from bluehelm.dossier.plan_records import Delivered
from bluehelm.dossier.review_records import Review, Verdict
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.findings import Severity
from bluehelm.foundation.listed_names import listed
from bluehelm.review.review_checks import judged

APART = instrument(
    "OIOS evaluation of political affairs in five missions: outside factors dominate", "abstract"
)
FEW_DAYS = 5
"""Months and quarters of unequal length are as long as one another."""


def is_given(answer: str | None) -> bool:
    """Whether a verdict says something, and not that it is unknown."""
    return answer is not None and answer != "unknown"


def judged_by(review: Review, verdict: Verdict, seen: Standpoint) -> date:
    """The day up to which a verdict could know things."""
    days = [day for day in (review.known_on, verdict.on, review.signed_on) if day is not None]
    return min([*days, seen.as_of])


@check(
    "REV008",
    Severity.WARNING,
    looks_for="a verdict on delivery with no evidence of its own",
    why="Whether we did it does not follow from how things went; a good quarter would hide work not done, "
    "and a bad one work well done.",
    remedy="Name the outputs it rests on, for example delivery_rests_on: [output/patrols-north]; else answer "
    "unknown.",
    basis=(*submission("1e"), APART),
)
def delivery_inferred(seen: Standpoint) -> Iterator[Fault]:
    for review, verdict in judged(seen):
        if not is_given(verdict.delivery):
            continue
        own = set(verdict.delivery_rests_on) - set(verdict.situation_rests_on)
        if not verdict.delivery_rests_on:
            yield fault(review, "Delivery of {of} is '{answer}', and rests on nothing.",
                        line=verdict.line, of=verdict.of, answer=verdict.delivery)  # fmt: skip
        elif not own:
            yield fault(
                review,
                "Delivery of {of} is '{answer}', and rests only on what the situation rests on.",
                line=verdict.line, of=verdict.of, answer=verdict.delivery,
            )  # fmt: skip


@check(
    "REV009",
    Severity.WARNING,
    looks_for="a verdict on the situation with no evidence of its own",
    why="That work was done does not show that anything changed.",
    remedy="Name the indicators or measures, for example situation_rests_on: [measure/civilians-killed]; "
    "else answer unknown.",
    basis=(*submission("1e"), APART),
)
def situation_without_evidence(seen: Standpoint) -> Iterator[Fault]:
    for review, verdict in judged(seen):
        if is_given(verdict.situation) and not verdict.situation_rests_on:
            yield fault(review, "The situation of {of} is '{answer}', and rests on nothing.",
                        line=verdict.line, of=verdict.of, answer=verdict.situation)  # fmt: skip


@check(
    "REV010",
    Severity.WARNING,
    looks_for="a verdict on delivery that goes against the deliveries on file",
    why="A status set by hand over the count must say so, or nobody will trust the next one.",
    remedy="Change the verdict or the delivery; where both are right, accept the finding with the reason.",
    basis=submission("1e", "2f"),
)
def delivery_against_file(seen: Standpoint) -> Iterator[Fault]:
    views: dict[date, Mapping[str, Delivered]] = {}
    for review, verdict in judged(seen):
        day = judged_by(review, verdict, seen)
        if day not in views:
            views[day] = _delivered_by(seen, day)
        known = views[day]
        rows = [known[name] for text in verdict.delivery_rests_on if (name := _bare(text)) in known]
        failed = [row.output for row in rows if row.status in ("partly", "not delivered")]
        done = [row.output for row in rows if row.status == "delivered"]
        against = failed if verdict.delivery == "done" else done if verdict.delivery == "not done" else []
        if against and (verdict.delivery == "done" or len(done) == len(rows)):
            yield fault(
                review,
                "Delivery of {of} is '{answer}', while the file says otherwise of {outputs}.",
                line=verdict.line, of=verdict.of, answer=verdict.delivery, outputs=listed(against),
            )  # fmt: skip


def _delivered_by(seen: Standpoint, day: date) -> Mapping[str, Delivered]:
    found: dict[str, Delivered] = {}
    for row in seen.dossier.delivered:
        held = found.get(row.output)
        in_time = row.known_on is None or row.known_on <= day
        if in_time and (held is None or (row.known_on or date.min) >= (held.known_on or date.min)):
            found[row.output] = row
    return found


def _bare(text: str) -> str:
    """The short name in what a verdict rests on: output/patrols or patrols."""
    return text.rpartition("/")[2].strip()


@check(
    "REV011",
    Severity.WARNING,
    looks_for="a verdict on the situation that goes against every measure it rests on",
    why="Leadership may know better than the numbers, but then the review must say what it knows.",
    remedy="Change the verdict, or rest it on what leadership saw; else accept the finding with the reason.",
    basis=submission("1e", "2f"),
)
def situation_against_measures(seen: Standpoint) -> Iterator[Fault]:
    views: dict[date, MeasuredValues] = {}
    for review, verdict in judged(seen):
        if verdict.situation not in ("better", "worse"):
            continue
        day = judged_by(review, verdict, seen)
        values = views.setdefault(day, MeasuredValues(seen.dossier, day, day))
        steps = {
            name: step for text in verdict.situation_rests_on if (step := _step(values, name := _bare(text)))
        }
        wanted = verdict.situation
        if steps and all(step not in (wanted, "same") for step in steps.values()):
            yield fault(
                review,
                "The situation of {of} is '{answer}', while its measures went the other way: {measures}.",
                line=verdict.line, of=verdict.of, answer=wanted, measures=listed(steps),
            )  # fmt: skip


def _step(values: MeasuredValues, measure: str) -> str | None:
    """Whether the last value is better or worse than the one before of a period as long, if any."""
    definition = values.definitions.get(measure)
    known = [value for value in series_of(values, measure) if value.number is not None]
    if definition is None or definition.better not in ("up", "down") or not known:
        return None
    last = known.pop()
    before = [value.number for value in known if abs(_days(value) - _days(last)) <= FEW_DAYS]
    if not before or last.number is None or before[-1] is None:
        return None
    if before[-1] == last.number:
        return "same"
    return "better" if (last.number > before[-1]) == (definition.better == "up") else "worse"


def _days(value: MeasuredValue) -> int:
    return (value.period.until_on - value.period.from_on).days


@check(
    "REV012",
    Severity.NOTE,
    looks_for="verdicts that do not say what is not known",
    why="A verdict without its unknowns reads as certain, and is quoted as such.",
    remedy="Write under not_known what could change the verdict, for example not_known: no reports from two "
    "districts.",
    basis=(*submission("1e"), instrument("Architecture: missing is a value of its own", "our reading")),
)
def verdict_without_unknowns(seen: Standpoint) -> Iterator[Fault]:
    for review in seen.dossier.reviews:
        bare = [one.of for one in review.verdicts if not one.not_known and not is_relevance_alone(one)]
        if bare:
            yield fault(review, "{n} of {n_all} verdicts do not say what is not known: {names}.",
                        n=len(bare), n_all=len(review.verdicts), names=listed(bare))  # fmt: skip


def is_relevance_alone(verdict: Verdict) -> bool:
    """Whether a verdict only says that a task still serves its need."""
    judged_too = (verdict.delivery, verdict.situation, verdict.contribution)
    return verdict.still_relevant is not None and not any(judged_too)


@check(
    "REV013",
    Severity.WARNING,
    looks_for="work found to be no longer relevant, with no word what would stop",
    why="The question whether work still serves the conflict is asked in order to stop what does not.",
    remedy="Write under would_stop what ends, and put the decision into decisions.yaml.",
    basis=submission("2b", "2f"),
)
def irrelevant_and_nothing_stops(seen: Standpoint) -> Iterator[Fault]:
    for review, verdict in judged(seen):
        if verdict.still_relevant == "no" and not verdict.would_stop:
            yield fault(review, "{of} no longer serves the need, and nothing is named that would stop.",
                        line=verdict.line, of=verdict.of)  # fmt: skip


VERDICT_CHECKS: tuple[Check, ...] = (
    delivery_inferred, situation_without_evidence, delivery_against_file, situation_against_measures,
    verdict_without_unknowns, irrelevant_and_nothing_stops,
)  # fmt: skip
"""Checks on verdicts of delivery and situation, in reading order."""
