"""Three values throughout: met, not met, unknown; joined by strong Kleene logic.

Unknown stays unknown unless the other parts settle the matter: one part not met settles "all", one
part met settles "any", whatever the rest is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bluehelm.foundation.findings import NO_VALUES, Place, fill


class Verdict(StrEnum):
    """What can be said of a condition at a standpoint."""

    MET = "met"
    NOT_MET = "not met"
    UNKNOWN = "unknown"


def all_of(verdicts: Iterable[Verdict]) -> Verdict:
    """Met when every part is; not met as soon as one is not. Of no parts at all nothing can be said.

    >>> all_of([Verdict.UNKNOWN, Verdict.NOT_MET]).value
    'not met'
    """
    found = set(verdicts)
    if Verdict.NOT_MET in found:
        return Verdict.NOT_MET
    return Verdict.MET if found == {Verdict.MET} else Verdict.UNKNOWN


def any_of(verdicts: Iterable[Verdict]) -> Verdict:
    """Met as soon as one part is; not met when none is. Of no parts at all nothing can be said.

    >>> any_of([Verdict.UNKNOWN, Verdict.NOT_MET]).value
    'unknown'
    """
    found = set(verdicts)
    if Verdict.MET in found:
        return Verdict.MET
    return Verdict.NOT_MET if found == {Verdict.NOT_MET} else Verdict.UNKNOWN


def opposite(verdict: Verdict) -> Verdict:
    """Met and not met change places; unknown stays unknown."""
    if verdict is Verdict.UNKNOWN:
        return verdict
    return Verdict.NOT_MET if verdict is Verdict.MET else Verdict.MET


@dataclass(frozen=True, slots=True)
class Input:
    """One piece of evidence behind a verdict: which item, when, where, and what it says."""

    reference: str
    when: str
    where: str
    value: str
    place: Place


@dataclass(frozen=True, slots=True)
class Evaluated:
    """A condition with its verdict, the reason, the evidence it rests on, and its parts.

    `template` and `values` make the reason, so that it can be said in another language.
    `leaves_it_open`: whether this part is unknown in a way that only a person can settle.
    """

    subject: str
    verdict: Verdict
    template: str
    values: Mapping[str, object] = field(default_factory=lambda: NO_VALUES)
    inputs: tuple[Input, ...] = ()
    parts: tuple[Evaluated, ...] = ()
    leaves_it_open: bool = False

    @property
    def reason(self) -> str:
        """Why, in English."""
        return fill(self.template, self.values)

    @property
    def person_must_decide(self) -> bool:
        """Whether the verdict is unknown because evidence is late, so that a person must decide."""
        open_part = self.leaves_it_open or any(part.person_must_decide for part in self.parts)
        return self.verdict is Verdict.UNKNOWN and open_part

    def leaves(self) -> Iterator[Evaluated]:
        """The conditions on triggers, facts, judgements and indicators inside, in order."""
        if not self.parts:
            yield self
        for part in self.parts:
            yield from part.leaves()
