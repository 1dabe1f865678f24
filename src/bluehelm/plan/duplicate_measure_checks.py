"""Checks on measures that stand twice (rule R84): one measure, one place.

How duplicates are told, so that anybody can follow: texts are cut into words in lower case, without
little words and plural endings. Two indicators measure the same when their words, unit and scope are
the same. They measure much the same when every word of the shorter text, and at least three, stands in
the longer one, while unit and form do not differ and no two scopes tell them apart.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from bluehelm.dossier.checking import Check, Fault, check, fault
from bluehelm.dossier.measured_values import WHOLE, MeasuredValues, series_of
from bluehelm.dossier.plan_records import IndicatorOfAchievement
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.findings import Severity
from bluehelm.foundation.listed_names import listed
from bluehelm.foundation.plain_numbers import plain
from bluehelm.plan.indicator_kind_checks import indicators_by_accomplishment
from bluehelm.plan.indicator_rules import RULES_FOR_INDICATORS
from bluehelm.plan.indicator_values import (
    is_percentage,
    limits_in,
)

FEWEST_WORDS = 3
N_NEIGHBOURS = 20
"""Shares of one accomplishment are compared with so many before them in the file."""

LITTLE_WORDS = frozenset(
    "a an and annual are as at average be by every each for from had has have in into is it its mean monthly "
    "number of on or other per percentage proportion share since inception than that the their them they "
    "this through to total under "
    "up was weekly were where which who whom whose with within yearly".split()
)
PEOPLE = frozenset({"people", "person", "persons"})


@dataclass(frozen=True, slots=True)
class Worded:
    """An indicator with the words that carry its meaning."""

    indicator: IndicatorOfAchievement
    words: frozenset[str]


@lru_cache(maxsize=65536)
def words_of(text: str) -> frozenset[str]:
    """The words of a text that carry meaning, without plural endings.

    >>> sorted(words_of("Missions of joint protection teams"))
    ['joint', 'mission', 'protection', 'team']
    """
    found = re.findall(r"\w+", text.casefold())
    return frozenset(_singular(word) for word in found if word not in LITTLE_WORDS)


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


def _worded(seen: Standpoint) -> list[Worded]:
    return [Worded(one, words_of(one.text)) for one in seen.dossier.indicators]


def _same(seen: Standpoint) -> Iterator[tuple[Worded, Worded]]:
    """Pairs that measure the same: each later one with the first."""
    first: dict[tuple[object, ...], Worded] = {}
    for one in _worded(seen):
        if one.words:
            scope = (one.indicator.scope or "").casefold()
            held = first.setdefault((one.words, one.indicator.unit, one.indicator.form, scope), one)
            if held is not one and not _follow_one_another(held, one):
                yield held, one


def _much_the_same(seen: Standpoint) -> Iterator[tuple[Worded, Worded]]:
    """Pairs of which one text holds every word of the other.

    The shorter text is kept under its rarest word, which the longer one must hold too; so the work
    grows with the indicators, not with their pairs.
    """
    worded = [one for one in _worded(seen) if len(one.words) >= FEWEST_WORDS]
    frequency = Counter(word for one in worded for word in one.words)
    kept: dict[str, list[Worded]] = {}
    for one in sorted(worded, key=lambda each: len(each.words)):
        for word in sorted(one.words):
            for shorter in kept.get(word, ()):
                if shorter.words < one.words and _may_be_the_same(shorter, one):
                    yield shorter, one
        rarest = min(one.words, key=lambda word: (frequency[word], word))
        kept.setdefault(rarest, []).append(one)


def _may_be_the_same(one: Worded, other: Worded) -> bool:
    units = {one.indicator.unit, other.indicator.unit} - {None}
    scopes = {one.indicator.scope, other.indicator.scope} - {None}
    same_form = one.indicator.form == other.indicator.form
    return len(units) < 2 and len(scopes) < 2 and same_form and not _follow_one_another(one, other)


def _follow_one_another(one: Worded, other: Worded) -> bool:
    """Whether one is declared to carry the other on."""
    first, second = one.indicator, other.indicator
    return first.id == second.succeeded_by or second.id == first.succeeded_by


Figures = dict[str, tuple[Decimal, Decimal]]


def _figures(seen: Standpoint, one: Worded, other: Worded) -> Figures:
    """Values, else targets, of both for the periods that both have, by name of period."""
    mine, others = _numbers(seen, one.indicator), _numbers(seen, other.indicator)
    return {period: (mine[period], others[period]) for period in mine if period in others}


def _numbers(seen: Standpoint, indicator: IndicatorOfAchievement) -> Mapping[str, Decimal]:
    found = {
        target.period.name: number for target in indicator.targets for number in list(limits_in(target))[:1]
    }
    for value in series_of(MeasuredValues.of(seen), indicator.id, WHOLE):
        if value.number is not None:
            found[value.period.name] = value.number
    return dict(sorted(found.items()))


def _in_words(figures: Figures) -> str:
    return ", ".join(f"{period}: {plain(one)} / {plain(other)}" for period, (one, other) in figures.items())


@check(
    "PLA014",
    Severity.WARNING,
    looks_for="a measure that stands in two places in other words",
    why="Counted twice, one piece of work is reported as two, and two targets let the mission choose the one "
    "it met.",
    remedy="Keep one and end the other (ended_after, succeeded_by), or write scopes that tell them apart.",
    basis=RULES_FOR_INDICATORS,
)
def measure_in_two_places(seen: Standpoint) -> Iterator[Fault]:
    pairs = [(one, other) for one, other in _same(seen) if not _disagree(_figures(seen, one, other))]
    for one, other in [*pairs, *_much_the_same(seen)]:
        yield _twice(seen, one, other)


def _twice(seen: Standpoint, one: Worded, other: Worded) -> Fault:
    figures = _figures(seen, one, other)
    words = listed(sorted(one.words))
    if figures:
        return fault(
            other.indicator,
            "'{other}' measures much the same (words shared: {words}). Figures of the two: {figures}.",
            other=one.indicator.id, words=words, figures=_in_words(figures),
        )  # fmt: skip
    ended = one.indicator.ended_after or other.indicator.ended_after
    if ended is not None:
        return fault(
            other.indicator,
            "'{other}' measures much the same (words shared: {words}); one of the two ends with {ended}, and "
            "nothing says that the other carries it on.",
            other=one.indicator.id, words=words, ended=ended,
        )  # fmt: skip
    return fault(
        other.indicator,
        "'{other}' measures much the same (words shared: {words}).",
        other=one.indicator.id, words=words,
    )  # fmt: skip


@check(
    "PLA015",
    Severity.ERROR,
    looks_for="one measure with two figures for the same period",
    why="Both cannot be true, and whoever reads only one of them is misled.",
    remedy="Find out which figure is right, keep one of the two indicators, and enter a correction as a new "
    "row.",
    basis=RULES_FOR_INDICATORS,
)
def one_measure_two_figures(seen: Standpoint) -> Iterator[Fault]:
    for one, other in _same(seen):
        figures = _disagree(_figures(seen, one, other))
        if figures:
            yield fault(
                other.indicator,
                "'{other}' has the same text, but other figures: {figures}.",
                other=one.indicator.id, figures=_in_words(figures),
            )  # fmt: skip


def _disagree(figures: Figures) -> Figures:
    return {period: both for period, both in figures.items() if both[0] != both[1]}


@check(
    "PLA016",
    Severity.NOTE,
    looks_for="a count beside a share of the same things, with no total stated",
    why="Whether 20 are few or many, and how they relate to the share, cannot be told without the total.",
    remedy="State the total as upper_bound of the count, or measure both against the same total.",
    basis=RULES_FOR_INDICATORS,
)
def count_beside_share(seen: Standpoint) -> Iterator[Fault]:
    for own in indicators_by_accomplishment(seen.dossier.indicators).values():
        shares = [(one, words_of(one.text)) for one in own if is_percentage(one)]
        counts = {words_of(one.unit or ""): one for one in own if _counts_without_total(one)}
        for share, words in shares:
            for unit, count in counts.items():
                if unit <= words:
                    yield fault(
                        count,
                        "'{text}' counts {unit} without saying of how many, and '{other}' is a share of "
                        "them.",
                        text=count.text, unit=count.unit, other=share.id,
                    )  # fmt: skip


def _counts_without_total(indicator: IndicatorOfAchievement) -> bool:
    """A stock read at its end is itself the total."""
    unit = indicator.unit
    return (
        unit is not None
        and unit not in PEOPLE
        and bool(words_of(unit))
        and indicator.form == "number"
        and not is_percentage(indicator)
        and indicator.aggregate != "last"
        and indicator.upper_bound is None
    )


@check(
    "PLA017",
    Severity.NOTE,
    looks_for="two shares that are easily taken for one another, with no word on what each is a share of",
    why="35 % of one group and 30 % of another cannot be compared, but will be.",
    remedy="Write under scope what each is a share of, for example scope: members of municipal councils "
    "elected.",
    basis=RULES_FOR_INDICATORS,
)
def shares_easily_confused(seen: Standpoint) -> Iterator[Fault]:
    for own in indicators_by_accomplishment(seen.dossier.indicators).values():
        shares = [Worded(one, words_of(one.text)) for one in own if is_percentage(one)]
        for index, one in enumerate(shares):
            for other in shares[max(0, index - N_NEIGHBOURS) : index]:
                if _easily_confused(one, other):
                    yield fault(
                        one.indicator,
                        "'{text}' and '{other}' are shares in much the same words ({words}); of what, is not "
                        "said.",
                        text=one.indicator.text, other=other.indicator.id,
                        words=listed(sorted(one.words & other.words)),
                    )  # fmt: skip


def _easily_confused(one: Worded, other: Worded) -> bool:
    """Whether three fifths of the words of the shorter stand in the longer, and no scope tells more."""
    shared, shorter = len(one.words & other.words), min(len(one.words), len(other.words))
    unclear = one.indicator.scope is None or other.indicator.scope is None
    return unclear and FEWEST_WORDS <= shorter != shared >= 2 and 5 * shared >= 3 * shorter


DUPLICATE_MEASURE_CHECKS: tuple[Check, ...] = (
    measure_in_two_places, one_measure_two_figures, count_beside_share, shares_easily_confused,
)  # fmt: skip
"""Checks on measures that stand twice or are easily confused, in reading order."""
