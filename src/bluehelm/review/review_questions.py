"""What a person must judge in a review: a short list, each question with the evidence beside it.

Whatever can be computed is not asked. Every cell that somebody must fill is counted, because the
planner's time is watched like speed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Literal

from bluehelm.dossier.mandate_records import Task
from bluehelm.dossier.review_records import Review, ReviewedFact, Verdict
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.phrases import InBoth, Phrase, phrase
from bluehelm.plan.measured_figures import tasks_in_force
from bluehelm.review.indicator_facts import indicators_of_objectives
from bluehelm.review.output_facts import delivery_by_rule, outputs_of_objectives
from bluehelm.review.review_evidence import measures_said, outputs_said
from bluehelm.review.review_facts import ReviewFacts

Kind = Literal[
    "situation",
    "contribution",
    "relevance",
    "output",
    "measurement",
    "decision",
    "recommendation",
    "judgement",
]
CELLS: Mapping[Kind, tuple[str, ...]] = {
    "situation": ("situation", "sure", "not_known"),
    "contribution": ("contribution", "claim", "for", "against", "rivals"),
    "relevance": ("still_relevant",),
    "output": ("status",),
    "measurement": ("value",),
    "decision": ("became_word",),
    "recommendation": ("became",),
    "judgement": ("answer",),
}
"""The cells that each question asks a person to fill."""
ASKED_AGAIN_DAYS = 183
N_QUARTERS = 4
MOST_MEASURES = 8
CELLS_OF_A_MATRIX = 4
"""Cells that a full matrix has for each indicator and output: value, status, comment, source."""


@dataclass(frozen=True, slots=True)
class Question:
    """One thing a person must judge or enter, with the evidence beside it; `reasons` say why it is asked."""

    kind: Kind
    about: str
    text: Phrase
    asked_of: str | None
    evidence: tuple[Phrase, ...] = ()
    answered: bool = False

    @property
    def n_cells(self) -> int:
        """How many cells it asks a person to fill."""
        return len(CELLS[self.kind])


def review_questions(seen: Standpoint, facts: ReviewFacts, review: Review | None = None) -> list[Question]:
    """Everything a person must judge or enter for a review, in the order in which it is read."""
    verdicts = {one.of: one for one in review.verdicts} if review else {}
    return [
        *_on_objectives(seen, facts, verdicts),
        *_on_tasks(seen, facts, verdicts),
        *_on_outputs(facts),
        *_on_measurements(seen, facts),
        *_on_follow_up(facts),
        *_on_judgements(facts),
    ]


def n_cells(questions: list[Question]) -> int:
    """How many cells a person must fill in all."""
    return sum(one.n_cells for one in questions)


def n_cells_of_matrix(facts: ReviewFacts) -> int:
    """How many cells a full matrix of indicators and outputs would ask for."""
    return CELLS_OF_A_MATRIX * (len(facts.of("indicator")) + len(facts.of("output")))


def _on_objectives(
    seen: Standpoint, facts: ReviewFacts, verdicts: Mapping[str, Verdict]
) -> Iterator[Question]:
    """For each objective how the situation changed; contribution where there is something to claim."""
    outputs = outputs_of_objectives(seen, facts.of("output"))
    measures = indicators_of_objectives(seen)
    known = facts.by_item("indicator")
    for objective in seen.dossier.objectives:
        held = verdicts.get(objective.reference)
        lines = [known[name] for name in measures[objective.reference] if name in known]
        own = outputs.get(objective.id, ())
        evidence = (measures_said(lines), *_each_measure(lines))
        name = InBoth(objective.text, objective.text_fr)
        yield Question(
            "situation",
            objective.reference,
            phrase("How did the situation change: {what}?", what=name),
            objective.led_by,
            evidence,
            held is not None and held.situation is not None,
        )
        if delivery_by_rule(one.word for one in own) in ("done", "partly") and _moved(lines):
            yield Question(
                "contribution",
                objective.reference,
                phrase("How plausible is our part in it: {what}?", what=name),
                objective.led_by,
                (outputs_said(own), *evidence),
                held is not None and held.contribution is not None,
            )


def _each_measure(lines: list[ReviewedFact]) -> Iterator[Phrase]:
    for line in lines[:MOST_MEASURES]:
        yield phrase(
            "{text}: {value} in {period} (before: {earlier}); aim {aim}",
            text=InBoth(line.text or line.item, line.text_fr),
            value=_number_or_word(line.value),
            period=line.period,
            earlier=line.earlier,
            aim=line.aim,
        )


def _number_or_word(value: str | None) -> object:
    from bluehelm.review.fact_line import number_of

    number: Decimal | None = number_of(value)
    return value if number is None else number


def _moved(lines: list[ReviewedFact]) -> bool:
    """Whether any declared measure went better or worse, so that there is a change to claim."""
    return any(one.trend in ("better", "worse") for one in lines)


def _on_tasks(seen: Standpoint, facts: ReviewFacts, verdicts: Mapping[str, Verdict]) -> Iterator[Question]:
    """Relevance of the tasks that give reason to ask, and of a quarter of the others in turn."""
    suspect = {line.item for line in facts.of("suspect")}
    flat = {line.item.partition("/")[2] for line in facts.of("flat")}
    flat_tasks = {task for one in seen.dossier.accomplishments if one.id in flat for task in one.tasks}
    tasks = tasks_in_force(seen)
    turn = (facts.period.from_on.month - 1) // 3
    for place, task in enumerate(tasks):
        reason = _reason(task, task.reference in suspect, task.id in flat_tasks, place % N_QUARTERS == turn)
        if reason is not None:
            held = verdicts.get(task.reference)
            yield Question(
                "relevance",
                task.reference,
                phrase("Does it still serve the need: {task}?", task=InBoth(task.text, task.text_fr)),
                task.led_by,
                (_need(task, seen), reason),
                held is not None and held.still_relevant is not None,
            )


def _reason(task: Task, is_suspect: bool, is_flat: bool, has_its_turn: bool) -> Phrase | None:
    """Why the relevance of a task is asked this time; None where nothing gives reason to."""
    if not task.serves:
        return phrase("Asked because it serves no political objective.")
    if is_suspect:
        return phrase("Asked because its wording changed since it was last reviewed.")
    if task.manages_conflict is False and is_flat:
        return phrase("Asked because work rose under it and nothing changed.")
    if has_its_turn:
        return phrase("Asked because it is its turn: every task is asked about once in four quarters.")
    return None


def _need(task: Task, seen: Standpoint) -> Phrase:
    """The need a task is said to serve, as the strategy names it."""
    objectives = {one.id: one for one in seen.dossier.objectives}
    named = tuple(
        InBoth(objectives[one].text, objectives[one].text_fr) for one in task.serves if one in objectives
    )
    if not named:
        return phrase("The strategy names no need that it serves.")
    return phrase("Need named in the strategy: {needs}.", needs=named)


def _on_outputs(facts: ReviewFacts) -> Iterator[Question]:
    """Outputs that fell due not long ago, of which nobody says what became."""
    for line in facts.of("output"):
        if line.word != "no word" or line.on is None:
            continue
        if facts.as_of - line.on <= timedelta(days=ASKED_AGAIN_DAYS):
            yield Question(
                "output",
                line.item,
                phrase("What became of it: {output}?", output=InBoth(line.text or line.item, line.text_fr)),
                None,
                (phrase("It was due on {on}.", on=line.on),),
            )


def _on_measurements(seen: Standpoint, facts: ReviewFacts) -> Iterator[Question]:
    """Values of targets whose period ended within the period reviewed."""
    known = facts.by_item("indicator")
    for indicator in seen.dossier.indicators:
        line = known.get(indicator.reference)
        if line is None:
            continue
        ended = [
            one.period
            for one in indicator.targets
            if facts.period.from_on < one.period.until_on <= facts.period.until_on
        ]
        if ended and line.period != str(ended[-1]):
            yield Question(
                "measurement",
                indicator.reference,
                phrase(
                    "What was measured for {period}: {what}?",
                    period=ended[-1],
                    what=InBoth(indicator.text, indicator.text_fr),
                ),
                None,
                (
                    phrase(
                        "Aim: {aim}. Last known: {value} in {when}.",
                        aim=line.aim,
                        value=line.value,
                        when=line.period,
                    ),
                ),
            )


def _on_follow_up(facts: ReviewFacts) -> Iterator[Question]:
    """Decisions and recommendations that are past their day."""
    for line in facts.of("decision"):
        if line.word in ("overdue", "follow-up overdue"):
            yield _what_became("decision", line)
    for line in facts.of("recommendation"):
        if line.word == "overdue":
            yield _what_became("recommendation", line)


def _what_became(kind: Kind, line: ReviewedFact) -> Question:
    text = phrase("What became of it: {what}?", what=InBoth(line.text or line.item, line.text_fr))
    evidence = phrase("Due on {on}; asked of {post}.", on=line.on, post=line.remark)
    return Question(kind, line.item, text, line.remark, (evidence,))


def _on_judgements(facts: ReviewFacts) -> Iterator[Question]:
    """Conditions of the phase that only a person can settle."""
    for line in facts.of("condition"):
        if line.remark == "a person must judge":
            text = phrase("Judge what no count settles: {what}", what=InBoth(line.text or "", line.text_fr))
            yield Question("judgement", line.item, text, None)
