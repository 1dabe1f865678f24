"""What each component carries and how much of it is known: tasks, outputs, indicators, trend, coverage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from bluehelm.dossier.figure_inputs import input_from
from bluehelm.dossier.judge_targets import TargetWord, TrendWord, judge_target, trend_of
from bluehelm.dossier.mandate_records import Task
from bluehelm.dossier.measured_values import MeasuredValue, MeasuredValues, last_known_value
from bluehelm.dossier.mission_records import Component
from bluehelm.dossier.plan_records import IndicatorOfAchievement, Output, Target
from bluehelm.dossier.planned_outputs import last_delivered, outputs_still_due
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.figures import Figure
from bluehelm.foundation.missing import total_of
from bluehelm.foundation.phrases import InBoth, Phrase, phrase
from bluehelm.plan.indicator_values import aim_of, is_looser
from bluehelm.plan.measured_figures import indicators_in_use, tasks_in_force, tasks_with_indicator


@dataclass(frozen=True, slots=True)
class IndicatorSeen:
    """An indicator in use with the word on its target of the moment, its trend, and whether it is known."""

    indicator: IndicatorOfAchievement
    word: TargetWord
    trend: TrendWord
    known: bool
    reached: bool | None
    """Whether the last known value, of whatever period, reaches that target; None where not comparable."""


@dataclass(frozen=True, slots=True)
class ComponentSeen:
    """A component with what it carries at the standpoint; without a component, what none carries."""

    component: Component | None
    tasks: tuple[Task, ...]
    n_tasks_measured: int
    outputs: tuple[Output, ...]
    n_outputs_reported: int
    indicators: tuple[IndicatorSeen, ...]

    @property
    def words(self) -> Counter[str]:
        """Indicators by the word on their target."""
        return Counter(one.word for one in self.indicators)

    @property
    def trends(self) -> Counter[str]:
        """Indicators by their trend."""
        return Counter(one.trend for one in self.indicators)

    @property
    def known_share(self) -> Decimal | None:
        """Share (0 to 1) of its indicators of which a value is known; None without indicators."""
        if not self.indicators:
            return None
        return Decimal(sum(one.known for one in self.indicators)) / len(self.indicators)

    @property
    def name(self) -> str:
        """Short name of the component, or 'none'."""
        return self.component.id if self.component else "none"


def components_seen(seen: Standpoint) -> list[ComponentSeen]:
    """Every component that carries a task, output or indicator; last, what no component carries."""
    measured = tasks_with_indicator(seen)
    reported = last_delivered(seen)
    tasks, outputs = tasks_in_force(seen), outputs_still_due(seen)
    component_of = {one.id: one.component for one in seen.dossier.accomplishments}
    judged = [_judged(one, seen) for one in indicators_in_use(seen)]
    found: list[ComponentSeen] = []
    for component in (*seen.dossier.components, None):
        name = component.id if component else None
        own = [one for one in tasks if one.component == name]
        due = [
            one for one in outputs if (one.component or component_of.get(one.accomplishment or "")) == name
        ]
        indicators = [one for one in judged if component_of.get(one.indicator.accomplishment or "") == name]
        if own or due or indicators:
            n_measured = sum(one.id in measured for one in own)
            n_reported = sum(one.id in reported for one in due)
            found.append(ComponentSeen(component, tuple(own), n_measured, tuple(due), n_reported,
                                       tuple(indicators)))  # fmt: skip
    return found


def _judged(indicator: IndicatorOfAchievement, seen: Standpoint) -> IndicatorSeen:
    values = MeasuredValues.of(seen)
    target = target_of_the_moment(indicator, seen)
    word = judge_target(values, indicator, target).word if target else "unknown"
    trend = trend_of(values, indicator.id, indicator.better)
    last = last_known_value(values, indicator.id)
    reached = _reached(indicator, target, last)
    return IndicatorSeen(indicator, word, trend, last is not None, reached)


def _reached(
    indicator: IndicatorOfAchievement, target: Target | None, last: MeasuredValue | None
) -> bool | None:
    aim = aim_of(indicator, target) if target else None
    if aim is None or last is None or last.number is None:
        return None
    return not is_looser(indicator, last.number, aim)


def target_of_the_moment(indicator: IndicatorOfAchievement, seen: Standpoint) -> Target | None:
    """The target of the period under way, else the last one of the periods that are over."""
    running = [one for one in indicator.targets if one.period.holds(seen.as_of)]
    over = [one for one in indicator.targets if one.period.until_on <= seen.as_of]
    if running:
        return running[-1]
    return max(over, key=lambda one: one.period.until_on, default=None)


def posts_of_component(seen: Standpoint, component: Component) -> Figure:
    """Civilian posts of a component as approved for the budget year."""
    rows = [
        row
        for row in seen.dossier.staffing
        if row.component == component.id and row.year == seen.budget_year and not row.planning
    ]
    added = total_of(row.approved for row in rows)
    title = phrase(
        "Posts approved for {year}: {component}", year=seen.budget_year, component=_name(component)
    )
    inputs = tuple(
        input_from(row, phrase("{text}", text=row.category), row.approved, "posts") for row in rows
    )
    steps = (phrase("As approved, added up."),) if rows else ()
    value = int(added.total) if added.n_known else None
    return Figure(f"figure/posts-{component.id}", title, value, "posts", inputs, steps)


def component_figures(seen: Standpoint) -> Iterable[Figure]:
    """The posts of each component, and the share of its indicators that is known."""
    for component in seen.dossier.components:
        yield posts_of_component(seen, component)
    for one in components_seen(seen):
        name = _name(one.component) if one.component else phrase("no component")
        yield Figure(
            f"figure/known-{one.name}",
            phrase("Share of indicators of which a value is known: {component}", component=name),
            one.known_share,
            "share",
            tuple(
                input_from(each.indicator, _said(each.indicator), "known" if each.known else None)
                for each in one.indicators
            ),
            (phrase("Indicators in use with a known value, divided by all in use."),)
            if one.indicators
            else (),
        )  # fmt: skip


def _name(component: Component) -> InBoth:
    return InBoth(component.name, component.name_fr)


def _said(indicator: IndicatorOfAchievement) -> Phrase:
    return phrase("{text}", text=InBoth(indicator.text, indicator.text_fr))
