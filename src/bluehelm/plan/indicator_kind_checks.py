"""Checks on what indicators count: work done must not pass for change brought about (rule R83)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from bluehelm.dossier.checking import Check, Fault, check, fault, instrument, submission
from bluehelm.dossier.gathered_faults import gathered
from bluehelm.dossier.plan_records import IndicatorOfAchievement
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.findings import Severity
from bluehelm.foundation.listed_names import listed
from bluehelm.plan.indicator_rules import RULES_FOR_INDICATORS
from bluehelm.plan.indicator_values import comparable_numbers, is_in_use, number_in

WORK = frozenset({"input", "activity"})
DONE = WORK | {"output"}
CHANGE = frozenset({"outcome", "context", "impact"})


def indicators_by_accomplishment(
    indicators: Iterable[IndicatorOfAchievement],
) -> Mapping[str, list[IndicatorOfAchievement]]:
    """Indicators by the accomplishment they measure."""
    found: dict[str, list[IndicatorOfAchievement]] = {}
    for indicator in indicators:
        if indicator.accomplishment:
            found.setdefault(indicator.accomplishment, []).append(indicator)
    return found


@check(
    "PLA011",
    Severity.WARNING,
    looks_for="an activity counted as an accomplishment",
    why="Meetings and visits are work; counted as accomplishment they report success while nothing changes.",
    remedy="Move the count to an output, and measure what the activity is meant to change, for example "
    "agreements carried out instead of meetings held.",
    basis=(*RULES_FOR_INDICATORS, instrument("A/RES/76/274, para. 48, on impact-based indicators")),
)
def activity_counted_as_accomplishment(seen: Standpoint) -> Iterator[Fault]:
    yield from gathered(
        [one for one in seen.dossier.indicators if one.measures in WORK and one.accomplishment],
        "'{text}' counts work done, yet stands as an indicator of achievement.",
        "{n} of {n_all} indicators of achievement count work done, not change: {names}.",
        n_all=len(seen.dossier.indicators),
    )


@check(
    "PLA012",
    Severity.WARNING,
    looks_for="an accomplishment whose indicators count only what the mission does",
    why="Such an accomplishment can be reported as reached while the people it is for notice nothing.",
    remedy="Add an indicator of outcome, for example civilians killed or markets open, and mark it measures: "
    "outcome.",
    basis=(*RULES_FOR_INDICATORS, *submission("9b.ii")),
)
def accomplishment_with_only_activity(seen: Standpoint) -> Iterator[Fault]:
    used = indicators_by_accomplishment(one for one in seen.dossier.indicators if is_in_use(one, seen))
    for accomplishment in seen.dossier.accomplishments:
        own = used.get(accomplishment.id, [])
        kinds = {one.measures for one in own}
        if own and None not in kinds and not kinds & CHANGE:
            yield fault(
                accomplishment,
                "Every indicator of '{text}' counts what the mission does ({names}); none counts what "
                "changes.",
                text=accomplishment.text, names=listed(one.id for one in own),
            )  # fmt: skip


@check(
    "PLA013",
    Severity.WARNING,
    looks_for="an accomplishment where activity rose while nothing it is meant to change got better",
    why="More of the same work is not moving the situation; the review should ask why before asking for "
    "more.",
    remedy="Take it up in the next review: is the work the wrong work, too little, or outweighed by others? "
    "Record the verdict on contribution.",
    basis=(*RULES_FOR_INDICATORS, *submission("2f")),
)
def activity_up_outcome_flat(seen: Standpoint) -> Iterator[Fault]:
    by_accomplishment = indicators_by_accomplishment(seen.dossier.indicators)
    share = seen.threshold("activity-rise-share", "0.10")
    for accomplishment in seen.dossier.accomplishments:
        own = by_accomplishment.get(accomplishment.id, [])
        gains = [_last_gain(seen, one) for one in own if one.measures in CHANGE]
        change = [gain for gain in gains if gain is not None]
        if not change or any(gain > 0 for gain in change):
            continue
        risen = [
            one.id
            for one in own
            if one.measures in DONE and (_last_rise(seen, one) or 0) > share
        ]  # fmt: skip
        if risen:
            yield fault(
                accomplishment,
                "Activity rose by more than {percent:.0f} % ({names}), while no measure of change for "
                "'{text}' got better (measures: {n}).",
                percent=100 * share, names=listed(risen), n=len(change), text=accomplishment.text,
            )  # fmt: skip


def _last_gain(seen: Standpoint, indicator: IndicatorOfAchievement) -> float | None:
    """How much better the last value is than the one before; None where that cannot be said."""
    numbers = comparable_numbers(seen, indicator)[-2:]
    if len(numbers) < 2 or indicator.better not in ("up", "down"):
        return None
    step = float(number_in(numbers[1]) - number_in(numbers[0]))
    return step if indicator.better == "up" else -step


def _last_rise(seen: Standpoint, indicator: IndicatorOfAchievement) -> float | None:
    numbers = comparable_numbers(seen, indicator)[-2:]
    if len(numbers) < 2:
        return None
    before, after = number_in(numbers[0]), number_in(numbers[1])
    if before <= 0:
        return 1.0 if after > before else 0.0
    return float((after - before) / before)


INDICATOR_KIND_CHECKS: tuple[Check, ...] = (
    activity_counted_as_accomplishment, accomplishment_with_only_activity, activity_up_outcome_flat,
)  # fmt: skip
"""Checks on the kind of thing that indicators count, in reading order."""
