"""Conditions evaluated on evidence: met, not met or unknown, each with its reason and what it rests on.

A condition runs on what was observed and known at the standpoint, never on a forecast. What is not
on file, not answered, withheld or too old is unknown, never "not met".
"""

from __future__ import annotations

from bluehelm.dossier.aggregate_values import value_over
from bluehelm.dossier.evidence_records import Answer, Fact, Judgement
from bluehelm.dossier.judge_targets import compare
from bluehelm.dossier.measured_values import MeasuredValues, last_known_value
from bluehelm.dossier.phase_records import Condition, Trigger
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.phases.age_limits import is_too_old
from bluehelm.phases.evaluate_triggers import evaluate_alarm, evaluate_calm, plain
from bluehelm.phases.three_values import Evaluated, Input, Verdict, all_of, any_of, opposite

YES = ("yes",)


def evaluate(condition: Condition | None, seen: Standpoint) -> Evaluated:
    """A condition from a standpoint, as a tree of verdicts; a condition nobody wrote is unknown.

    >>> from datetime import date
    >>> from bluehelm.dossier.contents import Dossier
    >>> fact = Fact(id="vote-held", text="the vote was held", holds="yes", on="2025-12-28")
    >>> seen = Standpoint(Dossier(facts=(fact,)), date(2026, 2, 28))
    >>> evaluate(Condition.model_validate({"not": {"fact": "vote-held"}}), seen).verdict.value
    'not met'
    """
    if condition is None:
        return Evaluated("", Verdict.UNKNOWN, "No condition is written.")
    if condition.withheld:
        return Evaluated("", Verdict.UNKNOWN, "This part of the condition is withheld.")
    if condition.all is not None or condition.any is not None or condition.negated is not None:
        return _joined(condition, seen)
    if condition.trigger is not None or condition.alarm is not None:
        return _on_trigger(condition, seen)
    if condition.fact is not None:
        return _on_fact(condition.fact, seen)
    if condition.judgement is not None:
        return _on_judgement(condition, condition.judgement, seen)
    return _on_indicator(condition, condition.indicator or "", seen)


def _joined(condition: Condition, seen: Standpoint) -> Evaluated:
    if condition.negated is not None:
        part = evaluate(condition.negated, seen)
        return Evaluated("", opposite(part.verdict), "The opposite of this.", parts=(part,))
    if condition.all is not None:
        parts = tuple(evaluate(part, seen) for part in condition.all)
        return Evaluated("", all_of(part.verdict for part in parts), "All of these.", parts=parts)
    parts = tuple(evaluate(part, seen) for part in condition.any or ())
    return Evaluated("", any_of(part.verdict for part in parts), "At least one of these.", parts=parts)


def _not_there(reference: str, seen: Standpoint) -> Evaluated:
    if reference in seen.dossier.withheld:
        return Evaluated(reference, Verdict.UNKNOWN, "What this rests on is withheld.")
    return Evaluated(reference, Verdict.UNKNOWN, "What this rests on is not on file.")


def _on_trigger(condition: Condition, seen: Standpoint) -> Evaluated:
    named = condition.trigger or condition.alarm or ""
    trigger = seen.item(Trigger, named)
    if trigger is None:
        return _not_there(f"trigger/{named}", seen)
    values = MeasuredValues.of(seen)
    return evaluate_calm(values, trigger) if condition.trigger else evaluate_alarm(values, trigger)


def _on_fact(named: str, seen: Standpoint) -> Evaluated:
    fact = seen.item(Fact, named)
    if fact is None:
        return _not_there(f"fact/{named}", seen)
    verdict, template = _fact_holds(fact, seen)
    answer = "" if fact.holds is None else "yes" if fact.holds else "no"
    inputs = (Input(fact.reference, str(fact.on or ""), "", answer, fact.place),)
    return Evaluated(fact.reference, verdict, template, {"fact": fact.text, "on": fact.on}, inputs)


def _fact_holds(fact: Fact, seen: Standpoint) -> tuple[Verdict, str]:
    """Whether a fact holds on the day asked about, by what was known.

    A fact without a day counts from the day it became known.
    """
    if fact.holds is None:
        return Verdict.UNKNOWN, "Nobody has recorded whether {fact}."
    if not seen.was_known(fact.known_on):
        return Verdict.UNKNOWN, "It was not yet known whether {fact}."
    begins = fact.on or fact.known_on
    if begins is None or begins <= seen.as_of:
        return (
            (Verdict.MET, "It holds: {fact}.")
            if fact.holds
            else (Verdict.NOT_MET, "It does not hold: {fact}.")
        )
    if fact.holds and fact.on is not None:
        return Verdict.NOT_MET, "It holds only from {on}: {fact}."
    return Verdict.UNKNOWN, "Nothing is recorded for this day on whether {fact}."


def _on_judgement(condition: Condition, named: str, seen: Standpoint) -> Evaluated:
    judgement = seen.item(Judgement, named)
    if judgement is None:
        return _not_there(f"judgement/{named}", seen)
    given = last_answer(judgement, seen)
    if given is None:
        template = "Nobody has answered whether {judgement}."
        if judgement.asked_of:
            template = "{post} has not answered whether {judgement}."
        said = {"judgement": judgement.text, "post": judgement.asked_of}
        return Evaluated(judgement.reference, Verdict.UNKNOWN, template, said, leaves_it_open=True)
    return _answered(condition, judgement, given, seen)


def _answered(condition: Condition, judgement: Judgement, given: Answer, seen: Standpoint) -> Evaluated:
    limit = condition.no_older_than
    too_old = is_too_old(given.on, limit, seen.as_of)
    counting = tuple(str(answer) for answer in condition.answers) or YES
    if judgement.answers and given.answer not in judgement.answers:
        verdict, template = Verdict.UNKNOWN, "'{answer}' ({on}) is not among the answers allowed."
    elif too_old:
        verdict, template = Verdict.UNKNOWN, "'{answer}' was given on {on}, more than {limit} ago; ask again."
    elif given.answer in counting:
        verdict, template = Verdict.MET, "{post} answered '{answer}' on {on}."
    else:
        verdict, template = Verdict.NOT_MET, "{post} answered '{answer}' on {on}; what counts is {counting}."
    said = {
        "answer": given.answer,
        "on": given.on,
        "post": given.by or "Somebody",
        "limit": limit,
        "counting": " or ".join(f"'{answer}'" for answer in counting),
    }
    inputs = (Input(judgement.reference, str(given.on), "", given.answer, judgement.place),)
    return Evaluated(judgement.reference, verdict, template, said, inputs, leaves_it_open=too_old)


def last_answer(judgement: Judgement, seen: Standpoint) -> Answer | None:
    """The last answer given by the day asked about; of one day the later row."""
    given = [one for one in judgement.given if one.on <= seen.as_of and seen.was_known(one.on)]
    return max(reversed(given), key=lambda one: one.on, default=None)


def _on_indicator(condition: Condition, named: str, seen: Standpoint) -> Evaluated:
    values = MeasuredValues.of(seen)
    last = last_known_value(values, named)
    if last is None:
        return _without_value(named, seen)
    found = value_over(values, named, last.period)
    said = {"indicator": named, "value": plain(found.number), "period": last.period}
    inputs = (Input(named, last.period.name, "", str(found.value), last.row.place),)
    reference = (
        f"indicator/{named}" if f"indicator/{named}" in seen.dossier.by_reference else f"measure/{named}"
    )
    limit = condition.no_older_than
    if is_too_old(last.period.until_on, limit, seen.as_of):
        template = "{indicator} was last known for {period}, more than {limit} ago."
        return Evaluated(
            reference, Verdict.UNKNOWN, template, {**said, "limit": limit}, inputs, leaves_it_open=True
        )
    if condition.at_least is None and condition.at_most is None:
        return Evaluated(
            reference, Verdict.UNKNOWN, "The condition sets no limit for {indicator}.", said, inputs
        )
    met = compare(found, condition.at_least, condition.at_most, settled=found.is_whole)
    if met is None:
        return Evaluated(
            reference, Verdict.UNKNOWN, "{indicator} is not wholly known for {period}.", said, inputs
        )
    wanted = {"limits": _limits(condition)}
    if met:
        return Evaluated(
            reference, Verdict.MET, "{indicator} was {value} in {period} ({limits}).", said | wanted, inputs
        )
    template = "{indicator} was {value} in {period}, not {limits}."
    return Evaluated(reference, Verdict.NOT_MET, template, said | wanted, inputs)


def _without_value(named: str, seen: Standpoint) -> Evaluated:
    for reference in (f"measure/{named}", f"indicator/{named}"):
        if reference in seen.dossier.by_reference:
            template = "No value of {indicator} is known."
            return Evaluated(reference, Verdict.UNKNOWN, template, {"indicator": named}, leaves_it_open=True)
    withheld = f"measure/{named}" in seen.dossier.withheld
    return _not_there(f"measure/{named}" if withheld else f"indicator/{named}", seen)


def _limits(condition: Condition) -> str:
    bounds = [("≥", condition.at_least), ("≤", condition.at_most)]
    return ", ".join(f"{sign} {plain(bound)}" for sign, bound in bounds if bound is not None)
