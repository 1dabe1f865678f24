"""A what-if from the trace: strike a paragraph of the mandate, and see what hung on it alone.

Rule: an item hangs on what is struck alone when every task on which it rests is struck; political
objectives and the decision itself carry nothing here.
Gap: staff posts are on file by component, not by task; only posts that lead struck work are named.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from bluehelm.dossier.budget_records import BudgetLine
from bluehelm.dossier.force_records import DeployedUnit, StatementOfUnitRequirement
from bluehelm.dossier.in_force import TaskInForce, givings_of
from bluehelm.dossier.mandate_records import Mandate
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.finance.followed_money import Followed, followed_money
from bluehelm.foundation.errors import UnknownReference

CARRIES_NOTHING = frozenset({"objective", "mandate", "release", "measure", "fact", "judgement", "trigger"})
NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a decision in force, with the tasks that it alone gives."""

    mandate: Mandate
    paragraph: str
    tasks: tuple[TaskInForce, ...]

    @property
    def name(self) -> str:
        """The paragraph as people write it."""
        return f"{self.mandate.decision}, {self.paragraph}"


@dataclass(frozen=True, slots=True)
class Struck:
    """What hangs on a struck paragraph alone, and what rests on it in part.

    `alone` and `in_part` hold references of items below its tasks, by kind.
    """

    paragraph: Paragraph
    alone: Mapping[str, tuple[str, ...]]
    in_part: Mapping[str, tuple[str, ...]]
    objectives_bare: tuple[str, ...]
    posts: tuple[str, ...]
    money: tuple[Followed, ...]

    @property
    def usd(self) -> Decimal:
        """Dollars of the year that allocations give to what falls."""
        return sum((one.usd for one in self.money), NOTHING)


def paragraphs_in_force(seen: Standpoint) -> list[Paragraph]:
    """The paragraphs that give the tasks in force, in the order of the texts; tasks without one stay out."""
    found: dict[tuple[str, str], list[TaskInForce]] = {}
    for running in seen.tasks_in_force.values():
        held = _last_with_paragraph(running, seen)
        if held and held.given.paragraph and held.reference in seen.dossier.by_reference:
            found.setdefault((held.mandate.reference, held.given.paragraph), []).append(held)
    return [Paragraph(tasks[0].mandate, name, tuple(tasks)) for (_, name), tasks in found.items()]


def _last_with_paragraph(running: TaskInForce, seen: Standpoint) -> TaskInForce | None:
    """The last decision that gives the task with its paragraph: a renewal may be known without its text."""
    if running.given.paragraph:
        return running
    earlier = [
        one
        for one in givings_of(seen.dossier, running.task)
        if one.given.paragraph and one.mandate.adopted_on <= running.mandate.adopted_on
    ]
    return earlier[-1] if earlier else None


def strike(seen: Standpoint, named: str | None = None) -> Struck | None:
    """What falls with a paragraph; without a name, with the one on which most rests.

    `named` is a paragraph, with or without its decision; '38 (a)' takes all that begins so.
    Raises UnknownReference with the nearest paragraphs. None where no paragraph is on file.
    """
    paragraphs = paragraphs_in_force(seen)
    if named is not None:
        return _struck(seen, _meant(named, paragraphs))
    money = _money_by_end(seen)
    most = max(paragraphs, key=lambda one: _weight(seen, one, money), default=None)
    return _struck(seen, most) if most else None


def _weight(
    seen: Standpoint, paragraph: Paragraph, money: Mapping[str, list[Followed]]
) -> tuple[int, Decimal]:
    """How many items, and how many dollars, hang on a paragraph alone."""
    gone = {held.reference for held in paragraph.tasks}
    fallen = gone | _alone(seen, gone, _below(seen, gone))
    return len(fallen), sum((part.usd for one in fallen for part in money.get(one, ())), NOTHING)


def _meant(named: str, paragraphs: list[Paragraph]) -> Paragraph:
    asked = _bare(named)
    same = [one for one in paragraphs if asked in _written(one)]
    below = same or [one for one in paragraphs if any(text.startswith(f"{asked}(") for text in _written(one))]
    if below:
        tasks = tuple(task for one in below for task in one.tasks)
        name = below[0].paragraph if same else _shortened(named, below[0])
        return Paragraph(below[0].mandate, name, tasks)
    raise UnknownReference(named, known=[one.paragraph for one in paragraphs])


def _written(paragraph: Paragraph) -> tuple[str, str]:
    """The ways in which a paragraph can be named."""
    return _bare(paragraph.name), _bare(paragraph.paragraph)


def _bare(text: str) -> str:
    """A paragraph without the spaces and words in which people differ."""
    lowered = text.lower().replace("paragraph", "").replace("para.", "")
    return "".join(lowered.split()).strip(",.")


def _shortened(named: str, first: Paragraph) -> str:
    return named.removeprefix(first.mandate.decision).lstrip(", ").removeprefix("para.").strip()


def _struck(seen: Standpoint, paragraph: Paragraph) -> Struck:
    gone = {held.reference for held in paragraph.tasks}
    below = _below(seen, gone)
    fallen = _alone(seen, gone, below)
    by_end = _money_by_end(seen)
    money = [part for one in sorted(gone | fallen) for part in by_end.get(one, ())]
    return Struck(
        paragraph,
        _by_kind(one for one in below if one in fallen),
        _by_kind(one for one in below if one not in fallen and not one.startswith("phase/")),
        _objectives_bare(seen, gone),
        _posts(seen, gone | fallen),
        tuple(money),
    )


def _below(seen: Standpoint, gone: Collection[str]) -> list[str]:
    kinds = CARRIES_NOTHING | {"task", "line"}
    return [one for one in seen.trace.reach(gone, "down") if one.partition("/")[0] not in kinds]


def _alone(seen: Standpoint, gone: set[str], below: list[str]) -> set[str]:
    """The items below that rest on nothing else; nearest first, so that one pass sees most."""
    fallen: set[str] = set()
    changed = True
    while changed:
        changed = False
        for one in below:
            if (
                one not in fallen
                and not one.startswith("phase/")
                and _rests_only_on(seen, one, gone | fallen)
            ):
                fallen.add(one)
                changed = True
    return fallen


def _rests_only_on(seen: Standpoint, reference: str, gone: set[str]) -> bool:
    carriers = [
        link.target
        for link in seen.trace.next_to(reference, "up")
        if link.target.partition("/")[0] not in CARRIES_NOTHING
    ]
    return bool(carriers) and all(target in gone for target in carriers)


def _by_kind(references: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for reference in references:
        found.setdefault(reference.partition("/")[0], []).append(reference)
    return {kind: tuple(items) for kind, items in found.items()}


def _money_by_end(seen: Standpoint) -> Mapping[str, list[Followed]]:
    """What allocations give, by the task or output it goes to."""
    found = followed_money(seen)
    by_end: dict[str, list[Followed]] = {}
    for one in found.parts if found else ():
        by_end.setdefault(one.allocation.to, []).append(one)
    return by_end


def _objectives_bare(seen: Standpoint, gone: set[str]) -> tuple[str, ...]:
    """Political objectives that no other task in force serves."""
    served = {link.target for task in gone for link in seen.trace.next_to(task, "up")}
    others = {
        link.target
        for held in seen.tasks_in_force.values()
        if held.reference not in gone
        for link in seen.trace.next_to(held.reference, "up")
    }
    return tuple(one for one in served if one.startswith("objective/") and one not in others)


def _posts(seen: Standpoint, gone: set[str]) -> tuple[str, ...]:
    """Posts that answer for what falls and for nothing else."""
    leading: dict[str, list[str]] = {}
    running = _tasks_of(seen)
    for record in seen.dossier.records():
        post = getattr(record, "led_by", None)
        if post and record.kind and (record.kind != "task" or record.reference in running):
            leading.setdefault(post, []).append(record.reference)
    return tuple(post for post, led in leading.items() if led and all(one in gone for one in led))


def _tasks_of(seen: Standpoint) -> set[str]:
    """References of the tasks in force."""
    return {held.reference for held in seen.tasks_in_force.values()}


def people_in_units(seen: Standpoint, struck: Struck) -> tuple[int, int]:
    """People in the units, and in the unit requirements, that fall; blanks count as none."""
    units = [seen.dossier.by_reference.get(one) for one in struck.alone.get("unit", ())]
    needs = [seen.dossier.by_reference.get(one) for one in struck.alone.get("requirement", ())]
    return (
        sum(one.strength or 0 for one in units if isinstance(one, DeployedUnit)),
        sum(one.strength or 0 for one in needs if isinstance(one, StatementOfUnitRequirement)),
    )


def lines_touched(struck: Struck) -> tuple[BudgetLine, ...]:
    """The budget lines that pay for what falls."""
    return tuple({one.line.budget_line: one.line for one in struck.money}.values())
