"""Places the measures of a mandate: beside other mandates by year and by mission, and beside its own chain.

Compared are texts on missions of 600 words and more, since a shorter one only extends.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median, quantiles

from bluehelm.mandate.corpus_facts import ResolutionFacts, number_in

ROLL_OVER_WORDS = 600
"""Shorter texts only extend a mandate (mandates, section 10)."""
FIRST_YEAR = 1990
N_YEARS = 5
"""A text is ranked among those of the last five years before it that are held."""
FEWEST_TEXTS = 2
"""A mission with fewer texts in those years has no median."""


@dataclass(frozen=True, slots=True)
class MeasureOfText:
    """One measure of a text: its name in the published shape, its unit, and how it is read off the facts."""

    name: str
    unit: str
    value_of: Callable[[ResolutionFacts], float | None]


def _clauses(facts: ResolutionFacts) -> int:
    return sum(
        (
            facts.n_decisions,
            facts.n_demands,
            facts.n_requests,
            facts.n_soft,
            facts.n_signals,
            facts.n_positions,
        )
    )


def _share_of_clauses(n: int, facts: ResolutionFacts) -> float | None:
    n_clauses = _clauses(facts)
    return n / n_clauses if n_clauses else None


MEASURES = (
    MeasureOfText("words", "words", lambda one: one.n_words),
    MeasureOfText("operative_paragraphs", "paragraphs", lambda one: one.n_operative_paragraphs),
    MeasureOfText("tasks", "tasks", lambda one: one.n_tasks),
    MeasureOfText("priority_stated", "share", lambda one: float(one.priority_stated)),
    MeasureOfText("sequencing_stated", "share", lambda one: float(one.sequencing_stated)),
    MeasureOfText(
        "share_of_strong_verbs", "share", lambda one: _share_of_clauses(one.n_decisions + one.n_demands, one)
    ),
    MeasureOfText(
        "share_of_soft_verbs",
        "share",
        lambda one: _share_of_clauses(one.n_soft + one.n_signals + one.n_positions, one),
    ),
    MeasureOfText("share_on_conflict_management", "share", lambda one: one.conflict_management_share),
    MeasureOfText("unclear_tasks", "paragraphs", lambda one: one.n_unclear),
    MeasureOfText("offensive_operations_unsaid", "paragraphs", lambda one: one.n_offensive_unsaid),
    MeasureOfText("tasks_without_means", "paragraphs", lambda one: one.n_without_means),
    MeasureOfText("share_seen_before", "share", lambda one: one.seen_before_share),
    MeasureOfText("share_in_ten_or_more", "share", lambda one: one.template_share),
)
YES_OR_NO = frozenset({"priority_stated", "sequencing_stated"})
"""Of these the corpus has a share of texts, not a median."""


@dataclass(frozen=True, slots=True)
class YearOfTexts:
    """What the texts of one year had: the middle half of them, or a share of them for a yes or no."""

    year: int
    n_texts: int
    middle: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class MissionOfTexts:
    """What the texts of one mission had in the years compared."""

    mission: str
    n_texts: int
    middle: float


@dataclass(frozen=True, slots=True)
class TextOfChain:
    """Another text on the same mission."""

    symbol: str
    adopted_on: str
    value: float


@dataclass(frozen=True, slots=True)
class PlacedMeasure:
    """One measure of a text, and where it stands.

    share_below: share (0..1) of the texts of `from_year` to `until_year` that have less; n_compared: how many
    these are; both None and 0 where nothing is held
    """

    name: str
    unit: str
    value: float | None
    by_year: tuple[YearOfTexts, ...]
    by_mission: tuple[MissionOfTexts, ...]
    of_mission: tuple[TextOfChain, ...]
    share_below: float | None
    n_compared: int
    from_year: int
    until_year: int

    @property
    def middle(self) -> float | None:
        """The median of the last year held; for a yes or no the share."""
        return self.by_year[-1].middle if self.by_year else None


def place(
    values: dict[str, float | None],
    mission: str,
    symbol: str,
    adopted_on: str,
    held: Sequence[ResolutionFacts],
) -> tuple[PlacedMeasure, ...]:
    """Every measure of a text placed among what is held of earlier texts.

    `values` by the names in MEASURES; `mission` as in the corpus, "" for none; `adopted_on` ISO, "" for a
    text that is later than all.
    """
    earlier = [one for one in held if _is_compared(one, symbol, adopted_on)]
    until = max((one.year for one in earlier), default=0)
    recent = [one for one in earlier if one.year > until - N_YEARS]
    return tuple(
        _placed(measure, values.get(measure.name), mission, earlier, recent, until) for measure in MEASURES
    )


def _is_compared(one: ResolutionFacts, symbol: str, adopted_on: str) -> bool:
    if not one.mission or one.n_words < ROLL_OVER_WORDS or one.year < FIRST_YEAR:
        return False
    same = number_in(one.symbol) and number_in(one.symbol) == number_in(symbol)
    return not same and (not adopted_on or one.adopted_on < adopted_on)


def _placed(
    measure: MeasureOfText,
    value: float | None,
    mission: str,
    earlier: Sequence[ResolutionFacts],
    recent: Sequence[ResolutionFacts],
    until: int,
) -> PlacedMeasure:
    beside = [found for one in recent if (found := measure.value_of(one)) is not None]
    below = None
    if value is not None and beside:
        below = sum(one < value for one in beside) / len(beside)
    return PlacedMeasure(
        measure.name,
        measure.unit,
        value,
        _by_year(measure, earlier),
        _by_mission(measure, recent),
        _chain(measure, mission, earlier),
        below,
        len(beside),
        max(until - N_YEARS + 1, FIRST_YEAR),
        until,
    )


def _grouped(
    measure: MeasureOfText, facts: Iterable[ResolutionFacts], key: Callable[[ResolutionFacts], object]
) -> dict[object, list[float]]:
    found: dict[object, list[float]] = defaultdict(list)
    for one in facts:
        value = measure.value_of(one)
        if value is not None:
            found[key(one)].append(value)
    return found


def _by_year(measure: MeasureOfText, facts: Iterable[ResolutionFacts]) -> tuple[YearOfTexts, ...]:
    found = _grouped(measure, facts, lambda one: one.year)
    return tuple(
        _year(measure, int(str(year)), values)
        for year, values in sorted(found.items(), key=lambda one: str(one[0]))
    )


def _year(measure: MeasureOfText, year: int, values: Sequence[float]) -> YearOfTexts:
    if measure.name in YES_OR_NO:
        return YearOfTexts(year, len(values), sum(values) / len(values))
    if len(values) == 1:
        return YearOfTexts(year, 1, values[0], values[0], values[0])
    low, middle, high = quantiles(values, n=4, method="inclusive")
    return YearOfTexts(year, len(values), middle, low, high)


def _by_mission(measure: MeasureOfText, facts: Iterable[ResolutionFacts]) -> tuple[MissionOfTexts, ...]:
    found = _grouped(measure, facts, lambda one: one.mission)
    many = {str(name): values for name, values in found.items() if len(values) >= FEWEST_TEXTS}
    placed = [MissionOfTexts(name, len(values), _middle(measure, values)) for name, values in many.items()]
    return tuple(sorted(placed, key=lambda one: (-one.middle, one.mission)))


def _middle(measure: MeasureOfText, values: Sequence[float]) -> float:
    return sum(values) / len(values) if measure.name in YES_OR_NO else float(median(values))


def _chain(measure: MeasureOfText, mission: str, facts: Iterable[ResolutionFacts]) -> tuple[TextOfChain, ...]:
    own = [(one, measure.value_of(one)) for one in facts if mission and one.mission == mission]
    found = [TextOfChain(one.symbol, one.adopted_on, value) for one, value in own if value is not None]
    return tuple(sorted(found, key=lambda one: one.adopted_on))
