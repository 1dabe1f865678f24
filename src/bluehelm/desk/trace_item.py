"""Tracing an item both ways, with what is suspect and the money that can be followed; and the gaps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from bluehelm.dossier.catalogue import Record
from bluehelm.dossier.stamps import Suspect, read_stamps
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.dossier.trace import Direction, Step, walk
from bluehelm.finance.allocated_money import allocations_for, money_by_target
from bluehelm.finance.budget_amounts import planned_money
from bluehelm.foundation.errors import UnknownReference
from bluehelm.foundation.money import CENT


@dataclass(frozen=True, slots=True)
class TracedStep:
    """One item of a trace with its text and whether it is, or rests on, something suspect."""

    reference: str
    text: str
    suspect: bool
    rests_on_suspect: bool
    cut: bool
    steps: tuple[TracedStep, ...]


@dataclass(frozen=True, slots=True)
class TracedItem:
    """An item with its chain in each way asked for.

    `money_usd`: what allocations give to it and to what rests on it in the year, None without any.
    """

    reference: str
    text: str
    ways: Mapping[str, TracedStep]
    suspects: tuple[Suspect, ...]
    money_usd: Decimal | None
    money_year: str


def trace_item(seen: Standpoint, reference: str, ways: Iterable[str], depth: int | None) -> TracedItem:
    """The chain above and below an item. Raises UnknownReference with the nearest names."""
    known = seen.dossier.by_reference
    if reference not in known:
        raise UnknownReference(reference, known=known)
    suspects = read_stamps(seen).suspects
    by_link = {one.link.name: one for one in suspects}
    resting = {name for one in suspects for name in one.resting}
    trees: dict[str, TracedStep] = {}
    for way in ways:
        direction: Direction = "up" if way == "up" else "down"
        trees[way] = _with_texts(walk(seen.trace, reference, direction, depth), seen, by_link, resting)
    touching = _touching(reference, seen, suspects)
    money, year = _money(reference, seen)
    return TracedItem(reference, text_of(known[reference]), trees, touching, money, year)


def text_of(record: Record) -> str:
    """What an item is called or says, in a few words."""
    for attribute in ("text", "name", "decision", "statement", "unit", "expenditure_class", "measure"):
        value = getattr(record, attribute, None)
        if isinstance(value, str):
            return value if len(value) <= 90 else value[:87] + "…"
    return ""


def _with_texts(
    step: Step, seen: Standpoint, suspects: Mapping[str, Suspect], resting: set[str]
) -> TracedStep:
    record = seen.dossier.by_reference.get(step.reference)
    return TracedStep(
        step.reference,
        text_of(record) if record else "",
        step.link is not None and step.link.name in suspects,
        step.reference in resting,
        step.cut,
        tuple(_with_texts(one, seen, suspects, resting) for one in step.steps),
    )


def _touching(reference: str, seen: Standpoint, suspects: tuple[Suspect, ...]) -> tuple[Suspect, ...]:
    chain = {reference, *seen.trace.reach([reference], "up")}
    return tuple(one for one in suspects if one.link.source in chain or one.link.target == reference)


def _money(reference: str, seen: Standpoint) -> tuple[Decimal | None, str]:
    year = seen.budget_year
    planned = planned_money(seen, year)
    by_target = money_by_target(allocations_for(seen, year), planned[1]) if planned else {}
    below = {reference, *seen.trace.reach([reference], "down")}
    amounts = [usd for target, usd in by_target.items() if target in below]
    total = sum(amounts, Decimal(0)).quantize(CENT) if amounts else None
    return total, str(year)


@dataclass(frozen=True, slots=True)
class Gap:
    """Items of one kind that lack a link the chain needs."""

    kind: str
    lacks: str
    items: tuple[str, ...]
    n_items: int


_LINKS_WANTED: tuple[tuple[str, Direction, tuple[str, ...], str], ...] = (
    ("objective", "down", ("task",), "no task serves"),
    ("task", "up", ("objective",), "serve no political objective"),
    ("task", "up", ("mandate",), "are given by no decision in force"),
    ("task", "down", ("phase",), "run in no phase"),
    ("task", "down", ("accomplishment", "output"), "have no accomplishment or output"),
    ("task", "down", ("line",), "have no money that can be followed"),
    ("accomplishment", "up", ("task", "objective"), "serve no task"),
    ("accomplishment", "down", ("indicator",), "have no indicator"),
    ("accomplishment", "down", ("output",), "have no output"),
    ("output", "up", ("accomplishment", "task"), "serve nothing"),
    ("output", "down", ("line",), "have no money that can be followed"),
    ("line", "up", ("task", "output"), "pay for nothing that is named"),
    ("requirement", "up", ("task",), "serve no task"),
    ("requirement", "down", ("pledge", "unit"), "have no pledge or unit"),
    ("pledge", "up", ("requirement",), "answer no requirement"),
    ("unit", "up", ("pledge", "requirement"), "answer no pledge or requirement"),
    ("trigger", "up", ("measure", "indicator"), "have no measure"),
    ("measure", "up", ("release",), "come from no pinned release"),
)


def find_gaps(seen: Standpoint) -> list[Gap]:
    """What hangs in the air: for each kind of the chain, the items without the links it needs."""
    by_kind: dict[str, list[str]] = {}
    for reference in seen.dossier.by_reference:
        by_kind.setdefault(reference.partition("/")[0], []).append(reference)
    gaps: list[Gap] = []
    for kind, direction, wanted, lacks in _LINKS_WANTED:
        items = by_kind.get(kind, [])
        lacking = tuple(one for one in items if not _has(seen, one, direction, wanted))
        if lacking:
            plural = kind if kind.endswith("s") else f"{kind}s"
            gaps.append(Gap(plural, lacks, lacking, len(items)))
    return gaps


def _has(seen: Standpoint, reference: str, direction: Direction, wanted: tuple[str, ...]) -> bool:
    links = seen.trace.next_to(reference, direction)
    ends = (link.target if direction == "up" else link.source for link in links)
    return any(end.partition("/")[0] in wanted for end in ends)
