"""Conditions of a plan verified: can they be measured, does anybody watch, do they point the right way?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bluehelm.dossier.evidence_records import Fact, Judgement, Measure, Release, SeriesValue
from bluehelm.dossier.phase_records import Condition, Trigger, WayOut
from bluehelm.dossier.plan_records import IndicatorOfAchievement
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.phrases import Phrase, phrase
from bluehelm.phases.age_limits import is_too_old
from bluehelm.phases.explore_plan import Explored
from bluehelm.phases.phase_models import Move
from bluehelm.phases.phase_order import leaves_of
from bluehelm.phases.plan_failures import Failure, traced
from bluehelm.phases.read_triggers import LATE_AFTER

THE_END = phrase("the end")


def unmeasurable(found: Explored, seen: Standpoint) -> Iterator[Failure]:
    """Ways out whose conditions rest on something that no source declared can show."""
    remedy = phrase(
        "Write a condition on a measure with a source that goes on, or on a judgement asked of a named post."
    )
    for name, entered in found.entries.items():
        if name not in found.models:
            continue
        for way in found.models[name].ways:
            path = traced(found, found.path_to(entered))
            for said in _why_not(name, way, seen):
                yield Failure("measurable", name, said, remedy, path, line=way.line)


def _why_not(name: str, way: WayOut, seen: Standpoint) -> Iterator[Phrase]:
    to = f"'{way.to}'" if way.to else THE_END
    if way.when is None:
        template = (
            "The way from '{phase}' to {to} names no condition: nothing can show that its time has come."
        )
        yield phrase(template, phase=name, to=to)
    told: set[str] = set()
    for leaf in leaves_of(way.when):
        why = _without_source(leaf, seen)
        if why is not None and str(why) not in told:
            told.add(str(why))
            yield phrase(
                "The way from '{phase}' to {to} cannot be decided: {why}.", phase=name, to=to, why=why
            )


def _without_source(leaf: Condition, seen: Standpoint) -> Phrase | None:
    if leaf.withheld:
        return phrase("part of its condition is withheld")
    if leaf.trigger is not None or leaf.alarm is not None:
        return _on_trigger(leaf, seen)
    if leaf.judgement is not None:
        return _on_judgement(leaf, seen)
    if leaf.fact is not None and seen.item(Fact, leaf.fact) is None:
        return phrase("the fact '{item}' is not on file", item=leaf.fact)
    if leaf.indicator is not None:
        return _on_indicator(leaf, seen)
    return None


def _on_trigger(leaf: Condition, seen: Standpoint) -> Phrase | None:
    named = leaf.trigger or leaf.alarm or ""
    trigger = seen.item(Trigger, named)
    if trigger is None:
        return phrase("the trigger '{item}' is not on file", item=named)
    if (trigger.calm_at_most if leaf.trigger else trigger.alarm_at) is None:
        return phrase("the trigger '{item}' sets no such limit", item=named)
    why = _source_missing(trigger.measure, seen)
    if why is not None:
        return why
    until = _source_ends(trigger, seen)
    if until is None:
        return None
    template = "'{item}' watches '{measure}', whose source ends with {until}"
    return phrase(template, item=named, measure=trigger.measure, until=until)


def _source_missing(measure: str, seen: Standpoint) -> Phrase | None:
    declared = seen.item(Measure, measure)
    held = measure in {row.measure for row in seen.dossier.series} | {
        row.measure for row in seen.dossier.actuals
    }
    if declared is None and seen.item(IndicatorOfAchievement, measure) is None:
        return phrase("the measure '{item}' is not declared", item=measure)
    if held or (declared is not None and declared.release is not None):
        return None
    return phrase("'{item}' has neither a source nor a value on file", item=measure)


def _source_ends(trigger: Trigger, seen: Standpoint) -> date | None:
    """The last day a declared release covers, where that is too long ago and no later value is on file."""
    measure = seen.item(Measure, trigger.measure)
    release = seen.item(Release, measure.release) if measure else None
    ends = [row.period.until_on for row in _values_of(trigger, seen)]
    if release is not None and release.covers_until is not None:
        ends.append(release.covers_until)
    last = max(ends, default=None)
    if last is None or not is_too_old(last, trigger.late_after or LATE_AFTER, seen.as_of):
        return None
    return last - date.resolution


def _values_of(trigger: Trigger, seen: Standpoint) -> Iterator[SeriesValue]:
    for row in seen.dossier.series:
        if row.measure == trigger.measure:
            yield row


def _on_judgement(leaf: Condition, seen: Standpoint) -> Phrase | None:
    judgement = seen.item(Judgement, leaf.judgement)
    if judgement is None:
        return phrase("the judgement '{item}' is not on file", item=leaf.judgement)
    if judgement.asked_of is None:
        return phrase("no post is asked for the judgement '{item}'", item=leaf.judgement)
    counting = [str(one) for one in leaf.answers] or ["yes"]
    if judgement.answers and not set(counting) & set(judgement.answers):
        return phrase("no answer that counts is allowed for the judgement '{item}'", item=leaf.judgement)
    return None


def _on_indicator(leaf: Condition, seen: Standpoint) -> Phrase | None:
    if leaf.at_least is None and leaf.at_most is None:
        return phrase("it sets no limit for '{item}'", item=leaf.indicator)
    return _source_missing(leaf.indicator or "", seen)


def unwatched(found: Explored) -> Iterator[Failure]:
    """Phases that wait for ever, and ask nobody, when nothing is known any more."""
    remedy = phrase(
        "Add a judgement asked of a named post or a trigger, or say with at_expiry: what follows when the "
        "mandate runs out."
    )
    for name, entered in found.entries.items():
        model = found.models.get(name)
        if model is None or not model.ways or model.phase.at_expiry is not None:
            continue
        if all(way.when is not None and not _asks_somebody(way.when) for way in model.ways):
            said = phrase(
                "When nothing is recorded, '{phase}' goes on for ever and nobody is asked: its conditions "
                "rest on facts alone.",
                phase=name,
            )
            silent = (entered, Move(tuple((f"fact/{one}", "unknown") for one in _facts(model.ways)), None))
            months = traced(found, [*found.path_to(entered), silent])
            yield Failure("always a next state", name, said, remedy, months, line=model.phase.line)


def _facts(ways: tuple[WayOut, ...]) -> list[str]:
    return list(dict.fromkeys(leaf.fact for way in ways for leaf in leaves_of(way.when) if leaf.fact))


def _asks_somebody(condition: Condition) -> bool:
    """Whether a condition, with nothing known, says that a person must decide."""
    return any(leaf.fact is None and not leaf.withheld for leaf in leaves_of(condition))


def upside_down(found: Explored) -> Iterator[Failure]:
    """Ways out on which more violence leads down, or calm leads up."""
    remedy = phrase("Ask for calm on the way down and for the alarm on the way up.")
    for (name, n), step in found.taken.items():
        way = step[1].way
        if n < 0 or way is None or way.when is None or way.direction is None:
            continue
        wrong = next(iter(_wrong_way_round(way.when, down=way.direction != "up", negated=False)), None)
        if wrong is not None:
            template = (
                "More violence can lead down from '{phase}': the way to {to} asks for {trigger} in alarm."
            )
            if way.direction == "up":
                template = (
                    "Less violence can lead up from '{phase}': the way to {to} asks for {trigger} calm."
                )
            to = f"'{way.to}'" if way.to else THE_END
            said = phrase(template, phase=name, to=to, trigger=f"'{wrong}'")
            months = traced(found, found.path_through(step))
            yield Failure("monotone", name, said, remedy, months, line=way.line)


def _wrong_way_round(condition: Condition, *, down: bool, negated: bool) -> Iterator[str]:
    """Triggers whose alarm helps a step down, or whose calm helps a step up."""
    if condition.negated is not None:
        yield from _wrong_way_round(condition.negated, down=down, negated=not negated)
    for part in (*(condition.all or ()), *(condition.any or ())):
        yield from _wrong_way_round(part, down=down, negated=negated)
    calm_helps_down = condition.trigger is not None and down == negated
    alarm_helps = condition.alarm is not None and down != negated
    if calm_helps_down or alarm_helps:
        yield condition.trigger or condition.alarm or ""
