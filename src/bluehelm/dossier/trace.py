"""The trace: who rests on what, walked both ways at any depth.

political objective ← task ← phase; task ← accomplishment ← output; task ← unit requirement ←
pledge ← deployed unit; task or output ← budget line; trigger → measure → release; and from every
task to the decision of the Council that gives it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from bluehelm.dossier.catalogue import Record
from bluehelm.dossier.contents import Dossier, table_of_contents
from bluehelm.dossier.in_force import TaskInForce, tasks_in_force
from bluehelm.dossier.references import Named, candidates, names_in, resolved, source_of
from bluehelm.foundation.findings import Place

Direction = Literal["up", "down"]


@dataclass(frozen=True, slots=True)
class Link:
    """`source` rests on `target`; `field` is where it is written."""

    source: str
    target: str
    field: str
    place: Place

    @property
    def name(self) -> str:
        """The link as people write it: from>to."""
        return f"{self.source}>{self.target}"


@dataclass(frozen=True, slots=True)
class Dangling:
    """A record that names an item which is not there."""

    source: str
    named: Named
    place: Place


@dataclass(frozen=True)
class Trace:
    """Links by the item they start from (`above`) and by the item they lead to (`below`)."""

    above: Mapping[str, tuple[Link, ...]]
    below: Mapping[str, tuple[Link, ...]]
    dangling: tuple[Dangling, ...] = ()
    giving: Mapping[str, TaskInForce] = field(default_factory=dict)

    def links(self) -> Iterator[Link]:
        """Every link once."""
        for links in self.above.values():
            yield from links

    def link(self, name: str) -> Link | None:
        """The link that a name from>to stands for, or None."""
        source, _, target = name.partition(">")
        return next((link for link in self.above.get(source, ()) if link.target == target), None)

    def next_to(self, reference: str, direction: Direction) -> tuple[Link, ...]:
        """The links that lead from an item, up to what it rests on or down to what rests on it."""
        return (self.above if direction == "up" else self.below).get(reference, ())

    def reach(self, references: Iterable[str], direction: Direction) -> dict[str, None]:
        """Every item reached from these, nearest first, without these themselves."""
        reached: dict[str, None] = {}
        start = list(references)
        waiting, seen = start, set(start)
        while waiting:
            following: list[str] = []
            for reference in waiting:
                for link in self.next_to(reference, direction):
                    other = link.target if direction == "up" else link.source
                    if other not in seen:
                        seen.add(other)
                        reached[other] = None
                        following.append(other)
            waiting = following
        return reached


def build_trace(dossier: Dossier, as_of: date | None) -> Trace:
    """The trace of a dossier; tasks hang on the decision that gives them on `as_of`, if a day is given."""
    known = dossier.by_reference
    forgiven = dossier.withheld | dossier.unreadable
    kinds_cut_short = _kinds_in(dossier.cut_short)
    links: dict[tuple[str, str], Link] = {}
    dangling: list[Dangling] = []
    for record, named in _naming(dossier):
        source = source_of(record, named, known)
        for one in named:
            target = resolved(one, known)
            if target is None:
                if one.written not in one.refers.words and not _forgiven(one, forgiven, kinds_cut_short):
                    place = Place(record.file, one.line or record.line)
                    dangling.append(Dangling(record.reference, one, place))
            elif one.refers.rests and source in known and source != target:
                place = Place(record.file, one.line or record.line)
                links.setdefault((source, target), Link(source, target, one.field, place))
    giving = tasks_in_force(dossier, as_of) if as_of else {}
    for held in giving.values():
        if held.reference in known:
            target = held.mandate.reference
            place = Place(held.mandate.file, held.given.line)
            links[held.reference, target] = Link(held.reference, target, "gives", place)
    return Trace(*_both_ways(links.values()), tuple(dangling), giving)


def _naming(dossier: Dossier) -> Iterable[tuple[Record, Sequence[Named]]]:
    """Every record that names something, with what it names."""
    if dossier.naming is not None:
        return dossier.naming
    return [(record, named) for record in dossier.records() if (named := list(names_in(record)))]


def _kinds_in(collections: frozenset[str]) -> frozenset[str]:
    return frozenset(entry.record.kind for entry in table_of_contents() if entry.name in collections)


def _forgiven(named: Named, forgiven: frozenset[str], kinds_cut_short: frozenset[str]) -> bool:
    """Whether what is named may stand where it could not be read, or is withheld."""
    if not forgiven and not kinds_cut_short:
        return False
    return any(
        reference in forgiven or reference.partition("/")[0] in kinds_cut_short
        for reference in candidates(named)
    )


def _both_ways(
    links: Iterable[Link],
) -> tuple[Mapping[str, tuple[Link, ...]], Mapping[str, tuple[Link, ...]]]:
    above: dict[str, list[Link]] = {}
    below: dict[str, list[Link]] = {}
    for link in links:
        above.setdefault(link.source, []).append(link)
        below.setdefault(link.target, []).append(link)
    return (
        {source: tuple(found) for source, found in above.items()},
        {target: tuple(found) for target, found in below.items()},
    )


@dataclass(frozen=True, slots=True)
class Step:
    """One item of a walk, with what was reached from it."""

    reference: str
    link: Link | None
    steps: tuple[Step, ...] = ()
    cut: bool = False
    """Whether more lies beyond: the depth ended here, or the item was shown before."""


def walk(trace: Trace, reference: str, direction: Direction, depth: int | None = None) -> Step:
    """What lies above or below an item, as a tree; an item met again is shown once in full.

    It is shown in full where it is nearest, so that a depth hides nothing that lies within it.
    """
    return _walk(_Walk(trace, direction, depth, _steps_away(trace, reference, direction)), reference, None, 0)


def _steps_away(trace: Trace, reference: str, direction: Direction) -> Mapping[str, int]:
    """How many steps every item that can be reached lies away, on the shortest way."""
    away = {reference: 0}
    waiting = [reference]
    for current in waiting:
        for link in trace.next_to(current, direction):
            other = link.target if direction == "up" else link.source
            if other not in away:
                away[other] = away[current] + 1
                waiting.append(other)
    return away


@dataclass(frozen=True, slots=True)
class _Walk:
    """A walk under way: how far it goes, how far each item lies away, and which were shown in full."""

    trace: Trace
    direction: Direction
    depth: int | None
    away: Mapping[str, int]
    shown: set[str] = field(default_factory=set)


def _walk(walking: _Walk, reference: str, link: Link | None, n_steps: int) -> Step:
    links = walking.trace.next_to(reference, walking.direction)
    too_deep = walking.depth is not None and n_steps >= walking.depth
    if links and (too_deep or n_steps > walking.away[reference] or reference in walking.shown):
        return Step(reference, link, cut=True)
    walking.shown.add(reference)
    ends = ((one.target if walking.direction == "up" else one.source, one) for one in links)
    return Step(reference, link, tuple(_walk(walking, end, one, n_steps + 1) for end, one in ends))
