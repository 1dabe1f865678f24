"""Tasks of a dossier found again in the text of a new decision: kept, reworded, new or ended, each a guess.

What is certain is the hash of a wording; the words of the earlier text come next, if it is at hand, and
then the planner's own words for the task.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from bluehelm.dossier.in_force import TaskInForce
from bluehelm.dossier.mandate_records import Task, Tier
from bluehelm.dossier.official_wording import wording_hash
from bluehelm.mandate.cited_paragraphs import (
    Address,
    address_of,
    addresses_cited,
    as_cited_together,
    dashes_cited,
    lies_in,
)
from bluehelm.mandate.compare_resolutions import Comparison, compare_resolutions
from bluehelm.mandate.resolution import Paragraph, Resolution
from bluehelm.mandate.stated_conditions import stated_condition

Fate = Literal["kept", "reworded", "new", "ended"]
Ground = Literal["same wording", "earlier text", "same place", "own words", "no sign of it", "task list"]

LEAST_LIKE = 0.45
"""Share of a task's own words, the rare ones counting more, that a paragraph must hold to be taken for it."""
LEAST_IN_PLACE = 0.1
"""The same at the point to which the whole list has moved."""
SAME_PLACE = 0.15
ASKS = frozenset({"requests", "decides", "authorizes", "mandates", "directs", "encourages"})
"""First verbs of a paragraph of its own that can give a task."""
FEWEST_NAMED = 3
FEWEST_WORDS = 6
OPENING_WORDS = 9
_WORD = re.compile(r"[a-z]{4,}")
_STEM = 6
_TIERS: tuple[tuple[str, Tier], ...] = (
    ("priority", "priority"),
    ("additional", "additional"),
    ("other", "other"),
    ("secondary", "other"),
)


@dataclass(frozen=True, slots=True)
class MatchedTask:
    """A task and what became of it in the new text; `cited` is where it stands now, `was` where it stood.

    task     short name of the task on file; for a new one the short name that is proposed
    ground   what the guess rests on
    opening  first words of the paragraph, for a new task
    """

    fate: Fate
    task: str
    ground: Ground
    cited: str = ""
    was: str = ""
    wording: str = ""
    tier: Tier | None = None
    conditional: str = ""
    opening: str = ""


class TaskText:
    """The operative paragraphs of a text by their address, and the wording at an address."""

    def __init__(self, resolution: Resolution) -> None:
        self.resolution = resolution
        self.by_address: Mapping[Address, Paragraph] = {
            address_of(one.id): one for one in resolution.operative if one.id.startswith("para_")
        }

    def below(self, address: Address) -> list[Paragraph]:
        """The paragraph at an address and the points below it, in the order printed."""
        return [one for place, one in self.by_address.items() if lies_in(place, address)]

    def cited(self, addresses: Sequence[Address], dashes: Sequence[int] = ()) -> list[Paragraph]:
        """The paragraphs that a citation names, in order; of the last only the dashes named."""
        if dashes and addresses:
            at = addresses[-1]
            return [one for n in dashes if (one := self.by_address.get((*at, str(n)))) is not None]
        named = [place for place in self.by_address if any(lies_in(place, at) for at in addresses)]
        return [self.by_address[place] for place in named]

    def wording(self, addresses: Sequence[Address], dashes: Sequence[int] = ()) -> str:
        """The hash of the wording that a citation names; '' where it names nothing here."""
        found = self.cited(addresses, dashes)
        return wording_hash(one.text for one in found) if found else ""

    @cached_property
    def rarity(self) -> Mapping[str, float]:
        """How rare each word is: the logarithm of the number of paragraphs over those that have it."""
        tops = [set(_stems(one.text)) for one in self.by_address.values()]
        counted = Counter(stem for stems in tops for stem in stems)
        return {stem: math.log(1 + len(tops) / n) for stem, n in counted.items()}


def match_tasks(
    resolution: Resolution,
    in_force: Sequence[tuple[TaskInForce, Task | None]],
    before: Callable[[str], Resolution | None],
    named: Sequence[str] = (),
) -> list[MatchedTask]:
    """What becomes of each task that ran, and the points of the task lists that none of them claims.

    `before` finds the text of an earlier decision by its symbol, where it is at hand; `named`: ids of the
    paragraphs in which tasks were named by cues, to know a list of tasks by.
    """
    text = TaskText(resolution)
    matcher = _Matcher(text, before)
    first = [matcher.match(held, task) for held, task in in_force]
    moved = _renumbered(first)
    matched = [
        matcher.in_same_place(one, held, task, moved, _taken(first, one))
        for one, (held, task) in zip(first, in_force, strict=True)
    ]
    return [*matched, *_new(text, matched, named)]


def _taken(matched: Iterable[MatchedTask], but: MatchedTask) -> set[Address]:
    """The places where tasks stand that were found by their words and stood elsewhere than this one."""
    others = (one for one in matched if one.was != but.was and one.ground in {"same wording", "own words"})
    return {address for one in others for address in addresses_cited(one.cited)}


def _renumbered(matched: Iterable[MatchedTask]) -> dict[str, str]:
    """Which paragraph each old one became, by the tasks found again under it at the same point."""
    votes: dict[str, Counter[str]] = {}
    for one in matched:
        for was, now in zip(addresses_cited(one.was), addresses_cited(one.cited), strict=False):
            if was[1:] == now[1:] and len(was) > 1:
                votes.setdefault(was[0], Counter())[now[0]] += 1
    return {was: counted.most_common(1)[0][0] for was, counted in votes.items()}


class _Matcher:
    """Finds tasks again; each earlier text is compared once."""

    def __init__(self, text: TaskText, before: Callable[[str], Resolution | None]) -> None:
        self.text = text
        self.before = before
        self.compared: dict[str, Comparison | None] = {}

    def match(self, held: TaskInForce, task: Task | None) -> MatchedTask:
        given = held.given
        addresses, dashes = addresses_cited(given.paragraph or ""), dashes_cited(given.paragraph or "")
        if given.wording and (same := self._same_wording(given.wording, addresses, dashes)):
            return self._found("kept", held, same, dashes, "same wording")
        if moved := self._by_earlier_text(held.mandate.decision, addresses):
            return self._found("reworded", held, moved, dashes, "earlier text")
        if task is not None and (like := self._by_words(task, addresses)):
            return self._found("reworded", held, [like], (), "own words")
        return MatchedTask("ended", held.task, "no sign of it", was=given.paragraph or "", tier=given.tier)

    def in_same_place(
        self,
        first: MatchedTask,
        held: TaskInForce,
        task: Task | None,
        moved: Mapping[str, str],
        taken: set[Address],
    ) -> MatchedTask:
        """What was found by words or not at all, looked for where its list has moved to."""
        if first.ground not in {"own words", "no sign of it"} or task is None:
            return first
        cited = held.given.paragraph or ""
        addresses = [(moved.get(one[0], ""), *one[1:]) for one in addresses_cited(cited)]
        there = [one for one in addresses if one in self.text.by_address]
        dashes = dashes_cited(cited)
        found = self.text.cited(there, dashes)
        if len(there) < len(addresses) or not found or taken.intersection(there):
            return first
        like = self._likeness(_wanted(task), set(_stems(" ".join(one.text for one in found))))
        return self._found("reworded", held, there, dashes, "same place") if like >= LEAST_IN_PLACE else first

    def _same_wording(
        self, wording: str, addresses: Sequence[Address], dashes: Sequence[int]
    ) -> list[Address] | None:
        """Where the very words stand: at the same points of any paragraph, or as one point anywhere."""
        numbers = dict.fromkeys(place[0] for place in self.text.by_address)
        for number in numbers if addresses else ():
            moved = [(number, *one[1:]) for one in addresses]
            if self.text.wording(moved, dashes) == wording:
                return moved
        return next(
            ([place] for place in self.text.by_address if self.text.wording([place]) == wording), None
        )

    def _by_earlier_text(self, symbol: str, addresses: Sequence[Address]) -> list[Address]:
        """The addresses to which the paragraphs went that gave the task in the earlier text."""
        compared = self._comparison(symbol)
        if compared is None:
            return []
        gone_to = [
            address_of(one.after.id)
            for one in compared.paragraphs
            if one.before is not None
            and one.after is not None
            and address_of(one.before.id)
            and any(lies_in(address_of(one.before.id), at) for at in addresses)
        ]
        return _outermost(gone_to)

    def _comparison(self, symbol: str) -> Comparison | None:
        if symbol not in self.compared:
            earlier = self.before(symbol)
            self.compared[symbol] = compare_resolutions(earlier, self.text.resolution) if earlier else None
        return self.compared[symbol]

    def _by_words(self, task: Task, addresses: Sequence[Address]) -> Address | None:
        wanted = _wanted(task)
        places = {at[1:] for at in addresses}
        best, place = 0.0, None
        for address, paragraph in self.text.by_address.items():
            if len(address) == 1 and not ASKS.intersection(paragraph.verbs[:1]):
                continue
            like = self._likeness(wanted, set(_stems(paragraph.text)))
            like += SAME_PLACE if len(address) > 1 and address[1:] in places else 0.0
            if like > best:
                best, place = like, address
        return place if best >= LEAST_LIKE else None

    def _likeness(self, wanted: set[str], held: set[str]) -> float:
        """The share of the words wanted that are held, the rare ones counting more."""
        rarity = self.text.rarity
        whole = sum(rarity.get(stem, math.log(1 + len(rarity))) for stem in wanted)
        return sum(rarity[stem] for stem in wanted & held) / whole if whole else 0.0

    def _found(
        self, fate: Fate, held: TaskInForce, addresses: list[Address], dashes: Sequence[int], ground: Ground
    ) -> MatchedTask:
        given = held.given
        dashes = dashes if self.text.cited(addresses, dashes) else ()
        found = self.text.cited(addresses, dashes)
        conditional = given.conditional if fate == "kept" else ""
        return MatchedTask(
            fate,
            held.task,
            ground,
            as_cited_together(addresses) + (_dashes_of(given.paragraph) if dashes else ""),
            given.paragraph or "",
            wording_hash(one.text for one in found),
            _tier(found[0]) or given.tier,
            conditional or next(filter(None, (stated_condition(one.text) for one in found)), ""),
        )


def _outermost(addresses: Iterable[Address]) -> list[Address]:
    """Addresses without those that lie in another of them, in order."""
    unique = list(dict.fromkeys(addresses))
    return [one for one in unique if not any(other != one and lies_in(one, other) for other in unique)]


def _dashes_of(cited: str | None) -> str:
    """What a citation says of dashes, as it stands there."""
    return (cited or "")[(cited or "").rfind(")") + 1 :]


def _wanted(task: Task) -> set[str]:
    return set(_stems(f"{task.text} {task.category or ''}"))


def _stems(text: str) -> list[str]:
    return [word[:_STEM] for word in _WORD.findall(text.lower())]


def _tier(paragraph: Paragraph) -> Tier | None:
    """The rank that the heading above a paragraph gives it, where it speaks of tasks."""
    heading = paragraph.heading.lower()
    if "task" not in heading:
        return None
    return next((tier for word, tier in _TIERS if word in heading), None)


def _new(text: TaskText, matched: Sequence[MatchedTask], named: Sequence[str]) -> Iterator[MatchedTask]:
    """The points, in the lists that hold tasks found again or named by cues, that none of these claims."""
    claimed = [address for one in matched for address in addresses_cited(one.cited)]
    lists = {address[0] for address in claimed if len(address) > 1}
    points = Counter(address[0] for one in dict.fromkeys(named) if len(address := address_of(one)) > 1)
    lists |= {number for number, n in points.items() if n >= FEWEST_NAMED}
    for address, paragraph in text.by_address.items():
        in_a_list = len(address) > 1 and address[0] in lists
        leads = any(place[:-1] == address for place in text.by_address)
        if not in_a_list or leads or len(paragraph.text.split()) < FEWEST_WORDS:
            continue
        if not any(lies_in(address, one) or lies_in(one, address) for one in claimed):
            yield _proposed(text, address, paragraph)


def _proposed(text: TaskText, address: Address, paragraph: Paragraph) -> MatchedTask:
    words = paragraph.text.split()
    return MatchedTask(
        "new",
        "task-" + "-".join(address),
        "task list",
        as_cited_together([address]),
        wording=text.wording([address]),
        tier=_tier(paragraph),
        conditional=stated_condition(paragraph.text),
        opening=" ".join(words[:OPENING_WORDS]) + (" …" if len(words) > OPENING_WORDS else ""),
    )
