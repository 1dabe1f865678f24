"""What rests in a dossier on each paragraph of a resolution: the tasks it gives, and what hangs on them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bluehelm.dossier.mandate_records import Given, Mandate
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.mandate.cited_paragraphs import Address, address_of, addresses_cited, lies_in
from bluehelm.mandate.compare_resolutions import ComparedParagraph, Comparison
from bluehelm.mandate.resolution import Paragraph


@dataclass(frozen=True, slots=True)
class RestingTask:
    """A task of the dossier whose paragraph changed, and how many items of each kind rest on it.

    is_given   whether the later decision on file gives it too; None where that decision is not on file
    """

    reference: str
    cited: str
    n_by_kind: Mapping[str, int]
    is_given: bool | None = None

    @property
    def n_items(self) -> int:
        """How many items rest on it in all."""
        return sum(self.n_by_kind.values())


def decision_named(seen: Standpoint, symbol: str) -> Mandate | None:
    """The decision of the dossier with this symbol, however it is spelt, or None."""
    number = _number(symbol)
    found = (one for one in seen.dossier.mandates if number and _number(one.decision) == number)
    return next(found, None)


def _number(symbol: str) -> str:
    found = re.search(r"RES/(\d+)", symbol.upper())
    return found[1] if found else ""


def resting_on(comparison: Comparison, seen: Standpoint) -> dict[str, tuple[RestingTask, ...]]:
    """The tasks that rest on each changed paragraph, by the id under which it is shown.

    A change in a paragraph touches the tasks given there and in the points below it; kept paragraphs
    are left out. Tasks are looked up by the paragraph that the earlier decision on file cites, or, where
    that decision is not on file, the later one.
    Gap: dashes below a point are not told apart.
    """
    before = decision_named(seen, comparison.before.symbol)
    after = decision_named(seen, comparison.after.symbol)
    old, new = _addressed(before), _addressed(after)
    given_after = {one.task for one in after.gives} if after else None
    weights: dict[str, Mapping[str, int]] = {}
    found: dict[str, tuple[RestingTask, ...]] = {}
    for one in comparison.paragraphs:
        if one.change != "kept" or one.strength:
            touched = _touched(one, old, new if before is None else {})
            tasks = tuple(_resting(given, seen, weights, given_after) for given in touched)
            if tasks:
                found[one.shown.id] = tasks
    return found


def _addressed(mandate: Mandate | None) -> dict[Address, list[Given]]:
    addressed: dict[Address, list[Given]] = {}
    for given in mandate.gives if mandate else ():
        for address in addresses_cited(given.paragraph or ""):
            addressed.setdefault(address, []).append(given)
    return addressed


def _touched(
    one: ComparedParagraph, old: Mapping[Address, list[Given]], new: Mapping[Address, list[Given]]
) -> list[Given]:
    found = {given.task: given for given in _given_at(one.before, old)}
    found |= {given.task: given for given in _given_at(one.after, new)}
    return list(found.values())


def _given_at(paragraph: Paragraph | None, addressed: Mapping[Address, list[Given]]) -> Iterator[Given]:
    """What is given in the paragraph, in one it belongs to, or in a point below it."""
    address = address_of(paragraph.id) if paragraph else ()
    for cited, given in addressed.items():
        if address and (lies_in(address, cited) or lies_in(cited, address)):
            yield from given


def _resting(
    given: Given, seen: Standpoint, weights: dict[str, Mapping[str, int]], given_after: Iterable[str] | None
) -> RestingTask:
    reference = f"task/{given.task}"
    if reference not in weights:
        below = seen.trace.reach([reference], "down")
        weights[reference] = Counter(item.partition("/")[0] for item in below)
    is_given = None if given_after is None else given.task in given_after
    return RestingTask(reference, given.paragraph or "", weights[reference], is_given)
