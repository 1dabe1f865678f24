"""What a condition can come out as, and which inputs make it so.

The inputs of a condition are signals. Triggers and facts that cannot be unsaid have a memory and are
given; judgements, indicators and other facts may be anything in any month. A signal that stands in a
condition once is independent of the rest, so the parts can be joined without trying every combination;
one that stands there twice is tried value by value.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from bluehelm.dossier.contents import Dossier
from bluehelm.dossier.phase_records import Condition
from bluehelm.phases.evaluate_conditions import YES
from bluehelm.phases.phase_order import leaves_of
from bluehelm.phases.three_values import Verdict, all_of, any_of, opposite

Assignment = tuple[tuple[str, str], ...]
"""Signals with the value each takes, in the order in which they were met."""

Given = Mapping[str, Verdict]
"""Verdicts on leaves whose signals have a memory, by `key_of`."""


def key_of(leaf: Condition) -> str:
    """What a single condition asks, as one name; two that ask the same thing share it."""
    if leaf.trigger is not None:
        return f"calm/{leaf.trigger}"
    if leaf.alarm is not None:
        return f"alarm/{leaf.alarm}"
    if leaf.fact is not None:
        return f"fact/{leaf.fact}"
    return signal_of(leaf)


def signal_of(leaf: Condition) -> str:
    """The item whose state decides a single condition."""
    if leaf.trigger is not None or leaf.alarm is not None:
        return f"trigger/{leaf.trigger or leaf.alarm}"
    if leaf.fact is not None:
        return f"fact/{leaf.fact}"
    if leaf.judgement is not None:
        return f"judgement/{leaf.judgement}"
    return f"indicator/{leaf.indicator}" if leaf.indicator is not None else "withheld"


@dataclass(frozen=True, slots=True)
class FreeValue:
    """A value that a free signal may take in a month: its name for people, and what is behind it."""

    name: str
    answer: str = ""
    number: Decimal | None = None


NOTHING_KNOWN = FreeValue("unknown")


def free_values(signal: str, leaves: Sequence[Condition], dossier: Dossier) -> tuple[FreeValue, ...]:
    """Every value of a free signal that its conditions can tell apart."""
    kind, _, name = signal.partition("/")
    if kind == "fact":
        return FreeValue("holds", "yes"), FreeValue("does not hold", "no"), NOTHING_KNOWN
    if kind == "judgement":
        judgement = next((one for one in dossier.judgements if one.id == name), None)
        counting = [str(one) for leaf in leaves for one in leaf.answers] or list(YES)
        answers = dict.fromkeys([*(judgement.answers if judgement else ()), *counting, "no"])
        return (*(FreeValue(f"'{one}'", one) for one in answers), NOTHING_KNOWN)
    if kind == "indicator":
        limits = sorted({one for leaf in leaves for one in (leaf.at_least, leaf.at_most) if one is not None})
        return (
            *(FreeValue(f"{one.normalize():f}", number=one) for one in _told_apart(limits)),
            NOTHING_KNOWN,
        )
    return (NOTHING_KNOWN,)


def _told_apart(limits: list[Decimal]) -> Iterator[Decimal]:
    """Numbers below, at, between and above some limits."""
    if not limits:
        return
    yield limits[0] - 1
    for one, following in zip(limits, [*limits[1:], None], strict=True):
        yield one
        yield one + 1 if following is None else (one + following) / 2


def verdict_for(leaf: Condition, value: FreeValue) -> Verdict:
    """The verdict on a single condition when its signal has a value."""
    if value is NOTHING_KNOWN:
        return Verdict.UNKNOWN
    if leaf.fact is not None:
        return Verdict.MET if value.answer == "yes" else Verdict.NOT_MET
    if leaf.judgement is not None:
        counting = tuple(str(one) for one in leaf.answers) or YES
        return Verdict.MET if value.answer in counting else Verdict.NOT_MET
    if leaf.indicator is None or value.number is None or (leaf.at_least is None and leaf.at_most is None):
        return Verdict.UNKNOWN
    enough = leaf.at_least is None or value.number >= leaf.at_least
    little_enough = leaf.at_most is None or value.number <= leaf.at_most
    return Verdict.MET if enough and little_enough else Verdict.NOT_MET


Outcomes = dict[Verdict, Assignment]
"""Verdicts that a condition can have, each with values of free signals that make it so."""


@dataclass(frozen=True)
class Guards:
    """The conditions of a phase's ways out, ready to be asked what they can come out as together."""

    conditions: tuple[Condition | None, ...]
    dossier: Dossier
    with_memory: frozenset[str]

    def together(self, given: Given) -> dict[tuple[Verdict, ...], Assignment]:
        """Every combination of verdicts of the ways out, each with values that make it so.

        The combination in which least is known comes first, so that it is tried first.
        """
        leaves = [leaf for one in self.conditions for leaf in leaves_of(one)]
        free = [leaf for leaf in leaves if signal_of(leaf) not in self.with_memory]
        counted = Counter(map(signal_of, free))
        shared = [signal for signal, n in counted.items() if n > 1]
        values = {
            signal: free_values(signal, [one for one in free if signal_of(one) == signal], self.dossier)
            for signal in counted
        }
        found: dict[tuple[Verdict, ...], Assignment] = {}
        for chosen in product(*(values[signal] for signal in shared)):
            fixed = dict(zip(shared, chosen, strict=True))
            outcomes = [self._outcomes(one, given, fixed, values) for one in self.conditions]
            said = tuple((signal, value.name) for signal, value in fixed.items())
            for combined in product(*(one.items() for one in outcomes)):
                verdicts = tuple(verdict for verdict, _ in combined)
                found.setdefault(verdicts, said + tuple(pair for _, more in combined for pair in more))
        return found

    def _outcomes(
        self, condition: Condition | None, given: Given, fixed: Mapping[str, FreeValue],
        values: Mapping[str, tuple[FreeValue, ...]],
    ) -> Outcomes:  # fmt: skip
        if condition is None or condition.withheld:
            return {Verdict.UNKNOWN: ()}
        if condition.negated is not None:
            inside = self._outcomes(condition.negated, given, fixed, values)
            return {opposite(verdict): said for verdict, said in inside.items()}
        for parts, join in ((condition.all, all_of), (condition.any, any_of)):
            if parts is not None:
                joined: Outcomes = {}
                inner = [self._outcomes(one, given, fixed, values) for one in parts]
                for combined in product(*(one.items() for one in inner)):
                    verdict = join(one for one, _ in combined)
                    joined.setdefault(verdict, tuple(pair for _, said in combined for pair in said))
                return joined
        return _of_leaf(condition, given, fixed, values)


def _of_leaf(
    leaf: Condition, given: Given, fixed: Mapping[str, FreeValue], values: Mapping[str, tuple[FreeValue, ...]]
) -> Outcomes:
    key, signal = key_of(leaf), signal_of(leaf)
    if key in given:
        return {given[key]: ()}
    if signal in fixed:
        return {verdict_for(leaf, fixed[signal]): ()}
    found: Outcomes = {}
    for value in values[signal]:
        found.setdefault(verdict_for(leaf, value), ((signal, value.name),))
    return found
