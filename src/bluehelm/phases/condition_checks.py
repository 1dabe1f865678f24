"""Checks on what conditions rest on: facts recorded, judgements given in time, indicators measured."""

from __future__ import annotations

from collections.abc import Iterator

from bluehelm.dossier.checking import Check, Fault, check, fault, submission
from bluehelm.dossier.evidence_records import Fact, Judgement
from bluehelm.dossier.measured_values import MeasuredValues, last_known_value
from bluehelm.dossier.phase_records import Condition, Phase, Trigger
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.findings import Severity
from bluehelm.foundation.listed_names import listed
from bluehelm.phases.age_limits import is_too_old
from bluehelm.phases.current_phase import running_phase
from bluehelm.phases.evaluate_conditions import YES, last_answer
from bluehelm.phases.phase_order import conditions_of, still_ahead


@check(
    "PHA021",
    Severity.WARNING,
    looks_for="a condition of the phase that runs, resting on a fact nobody has recorded",
    why="The way out stays unknown until somebody writes down whether the fact holds.",
    remedy="Record it in evidence/facts.yaml: holds: yes or no, on: the day, known_on:, source:.",
    basis=submission("2b.iii"),
)
def fact_not_recorded(seen: Standpoint) -> Iterator[Fault]:
    phase, _ = running_phase(seen)
    named = [one.fact for one in conditions_of(phase) if one.fact] if phase else []
    open_facts = [fact for fact in dict.fromkeys(named) if _is_open(seen.item(Fact, fact))]
    if phase and open_facts:
        yield fault(
            phase,
            "What leads out of '{phase}' rests on facts that nobody has recorded: {facts}.",
            phase=phase.name,
            facts=listed(open_facts),
        )


def _is_open(fact: Fact | None) -> bool:
    return fact is not None and fact.holds is None


@check(
    "PHA022",
    Severity.WARNING,
    looks_for="a condition of the phase that runs, resting on a judgement nobody gave",
    why="A question that is never put to the post that should answer it holds the mission in its phase.",
    remedy="Ask the post named in evidence/judgements.yaml, and enter its answer with day and reasons.",
    basis=submission("2b.iii", "3f"),
)
def judgement_not_given(seen: Standpoint) -> Iterator[Fault]:
    phase, _ = running_phase(seen)
    named = [one.judgement for one in conditions_of(phase) if one.judgement] if phase else []
    unanswered = [one for one in dict.fromkeys(named) if _is_unanswered(seen.item(Judgement, one), seen)]
    if phase and unanswered:
        yield fault(
            phase,
            "What leads out of '{phase}' rests on judgements that nobody has given: {judgements}.",
            phase=phase.name,
            judgements=listed(unanswered),
        )


def _is_unanswered(judgement: Judgement | None, seen: Standpoint) -> bool:
    return judgement is not None and last_answer(judgement, seen) is None


@check(
    "PHA023",
    Severity.WARNING,
    looks_for="a judgement older than its condition allows",
    why="An answer past its age limit no longer counts, and the condition is unknown.",
    remedy="Ask the post again, and enter the answer with its day as a new row.",
    basis=submission("2b.iii"),
)
def judgement_too_old(seen: Standpoint) -> Iterator[Fault]:
    phase, _ = running_phase(seen)
    for condition in conditions_of(phase) if phase else ():
        judgement = seen.item(Judgement, condition.judgement)
        given = last_answer(judgement, seen) if judgement else None
        limit = condition.no_older_than
        if phase and judgement and given and is_too_old(given.on, limit, seen.as_of):
            yield fault(
                judgement,
                "'{answer}' was given on {on}; a condition of '{phase}' counts no answer older than {limit}.",
                answer=given.answer,
                on=given.on,
                phase=phase.name,
                limit=limit,
            )


@check(
    "PHA024",
    Severity.ERROR,
    looks_for="a condition that counts an answer the judgement does not allow",
    why="The answer can never be given, so the condition can never be met.",
    remedy="Write under in: one of the answers of the judgement, or add the answer to its list.",
    basis=submission("2b.iii"),
)
def answer_that_cannot_be_given(seen: Standpoint) -> Iterator[Fault]:
    for phase, condition in _conditions_ahead(seen):
        judgement = seen.item(Judgement, condition.judgement)
        if judgement is None or not judgement.answers:
            continue
        counting = [str(answer) for answer in condition.answers] or list(YES)
        impossible = [answer for answer in counting if answer not in judgement.answers]
        if impossible:
            yield fault(
                phase,
                "The condition on '{judgement}' counts {counting}; allowed are {allowed}.",
                line=condition.line,
                judgement=judgement.id,
                counting=", ".join(f"'{answer}'" for answer in impossible),
                allowed=", ".join(f"'{answer}'" for answer in judgement.answers),
            )


@check(
    "PHA025",
    Severity.WARNING,
    looks_for="a condition on an indicator without a limit",
    why="Without 'at least' or 'at most' no value decides the condition.",
    remedy="Write at_least: or at_most: beside the indicator.",
    basis=submission("2b.iii"),
)
def indicator_without_limit(seen: Standpoint) -> Iterator[Fault]:
    for phase, condition in _conditions_ahead(seen):
        if condition.indicator and condition.at_least is None and condition.at_most is None:
            yield fault(
                phase,
                "The condition on '{indicator}' says neither at_least nor at_most.",
                line=condition.line,
                indicator=condition.indicator,
            )


@check(
    "PHA026",
    Severity.WARNING,
    looks_for="a condition on an indicator that is never measured, or no longer",
    why="An exit that hangs on a number nobody gathers is never reached.",
    remedy="Name the indicator that succeeded it, or begin to gather values in plan/actuals.csv.",
    basis=submission("2b.iii", "1e"),
)
def exit_never_measurable(seen: Standpoint) -> Iterator[Fault]:
    values = MeasuredValues.of(seen)
    for phase, condition in _conditions_ahead(seen):
        named = condition.indicator or ""
        definition = values.definitions.get(named)
        if definition is None:
            continue
        ended = getattr(definition, "ended_after", None)
        if ended is not None and values.has_ended(ended):
            template = "The condition rests on '{indicator}', which is no longer measured after {period}."
        elif last_known_value(values, named) is None:
            template = "The condition rests on '{indicator}', of which no value is known."
        else:
            continue
        yield fault(phase, template, line=condition.line, indicator=named, period=ended)


@check(
    "PHA027",
    Severity.WARNING,
    looks_for="a condition that asks a trigger for a limit it does not set",
    why="A trigger without a calm limit is never calm, one without an alarm limit never an alarm.",
    remedy="Add the limit to the trigger, or ask for the one it has: its bare name for calm, else alarm:.",
    basis=submission("2b.iii"),
)
def trigger_asked_in_vain(seen: Standpoint) -> Iterator[Fault]:
    for phase, condition in _conditions_ahead(seen):
        trigger = seen.item(Trigger, condition.trigger or condition.alarm)
        if trigger is None or (trigger.calm_at_most is None and trigger.alarm_at is None):
            continue
        if condition.trigger and trigger.calm_at_most is None:
            template = "The condition waits for '{trigger}' to be calm, but it sets no calm limit."
        elif condition.alarm and trigger.alarm_at is None:
            template = "The condition waits for an alarm of '{trigger}', but it sets no alarm limit."
        else:
            continue
        yield fault(phase, template, line=condition.line, trigger=trigger.id)


def _conditions_ahead(seen: Standpoint) -> Iterator[tuple[Phase, Condition]]:
    for phase in still_ahead(seen):
        for condition in conditions_of(phase):
            yield phase, condition


CONDITION_CHECKS: tuple[Check, ...] = (
    fact_not_recorded, judgement_not_given, judgement_too_old, answer_that_cannot_be_given,
    indicator_without_limit, exit_never_measurable, trigger_asked_in_vain,
)  # fmt: skip
