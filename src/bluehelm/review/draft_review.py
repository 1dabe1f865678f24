"""A review prepared: what can be computed is filled in, answers given are kept, the rest is left open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bluehelm.dossier.review_records import Review, Verdict
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.phrases import InBoth, Phrase, phrase
from bluehelm.review.indicator_facts import indicators_of_objectives
from bluehelm.review.output_facts import DUE_WORDS, delivery_by_rule, outputs_of_objectives
from bluehelm.review.review_evidence import outputs_said
from bluehelm.review.review_facts import ReviewFacts, last_day, review_name
from bluehelm.review.review_questions import (
    CELLS,
    Question,
    n_cells,
    n_cells_of_matrix,
    review_questions,
)
from bluehelm.review.review_text import Asked, review_text

MOST_OUTPUTS = 12


@dataclass(frozen=True, slots=True)
class Draft:
    """A review with its questions, before anybody signs it."""

    review: Review
    facts: ReviewFacts
    questions: tuple[Question, ...]
    asked: tuple[Asked, ...]

    @property
    def n_cells(self) -> int:
        """How many cells a person must fill."""
        return n_cells(list(self.questions))

    @property
    def n_cells_left(self) -> int:
        """How many of them are still blank."""
        return n_cells([one for one in self.questions if not one.answered])

    def text(self) -> str:
        """The text of the review's file."""
        return review_text(self.review, self.asked, _heading(self))


def draft_review(seen: Standpoint, facts: ReviewFacts, held: Review | None) -> Draft:
    """The review of a period as prepared; what `held` answers already is kept to the letter."""
    questions = tuple(review_questions(seen, facts, held))
    asked = tuple(_asked(seen, facts, questions, held))
    given = held or Review.model_construct(review=review_name(facts.period), period=facts.period)
    review = given.model_copy(
        update={
            "as_of": facts.as_of if facts.as_of != last_day(facts.period) else None,
            "known_on": facts.known_on,
            "prepared_on": given.prepared_on or facts.known_on,
            "verdicts": tuple(one.verdict for one in asked),
        }
    )
    return Draft(review, facts, questions, asked)


def _asked(
    seen: Standpoint, facts: ReviewFacts, questions: Iterable[Question], held: Review | None
) -> Iterable[Asked]:
    """One block for each subject judged: those asked about now, and those answered before."""
    given = {one.of: one for one in held.verdicts} if held else {}
    by_subject: dict[str, list[Question]] = {}
    for one in questions:
        if one.kind in ("situation", "contribution", "relevance"):
            by_subject.setdefault(one.about, []).append(one)
    prepared = _prepared(seen, facts)
    for of, own in by_subject.items():
        verdict = given.pop(of, None) or prepared.get(of) or _blank(of, own[0].asked_of)
        cells = tuple(cell for question in own for cell in CELLS[question.kind])
        extra = ("would_stop",) if "still_relevant" in cells else ()
        yield Asked(verdict, own[-1].text, own[-1].evidence, cells + extra)
    for verdict in given.values():
        yield Asked(verdict, phrase("Answered before: {of}", of=verdict.of), (), ())


def _blank(of: str, by: str | None) -> Verdict:
    return Verdict.model_construct(of=of, by=by)


def _prepared(seen: Standpoint, facts: ReviewFacts) -> Mapping[str, Verdict]:
    """For each objective the verdict that follows from outputs by rule, and the measures declared."""
    outputs = outputs_of_objectives(seen, facts.of("output"))
    measures = indicators_of_objectives(seen)
    in_use = facts.by_item("indicator")
    found: dict[str, Verdict] = {}
    for objective in seen.dossier.objectives:
        own = outputs.get(objective.id, ())
        due = [line for line in own if line.word in DUE_WORDS and line.word != "no word"]
        found[objective.reference] = Verdict.model_construct(
            of=objective.reference,
            delivery=delivery_by_rule(line.word for line in own),
            delivery_rests_on=tuple(line.item for line in due[:MOST_OUTPUTS]),
            situation_rests_on=tuple(one for one in measures[objective.reference] if one in in_use),
            by=objective.led_by,
        )
    return found


def _heading(draft: Draft) -> tuple[Phrase, ...]:
    period, facts = draft.review.period, draft.facts
    return (
        phrase("Review of {period}, as of {as_of}, with what was known on {known_on}.",
               period=period, as_of=facts.as_of, known_on=facts.known_on),
        phrase("{n} cells are left to a person; a full matrix of indicators and outputs would have {n_all}.",
               n=draft.n_cells, n_all=n_cells_of_matrix(facts)),
        outputs_said(facts.of("output")),
        phrase("Delivery, situation and contribution are three verdicts; none is inferred from another."),
        phrase("What the review had before it is kept in reviewed_facts.csv when it is signed."),
    )  # fmt: skip


def named(reference: str, seen: Standpoint) -> InBoth:
    """The text of an item in both languages, or its reference where it has none."""
    record = seen.dossier.by_reference.get(reference)
    for field in ("text", "name"):
        if text := getattr(record, field, None):
            return InBoth(str(text), getattr(record, f"{field}_fr", None))
    return InBoth(reference)
