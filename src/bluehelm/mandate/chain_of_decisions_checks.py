"""Checks on the chain of Council decisions: no gap, no end too many, no task lost on the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from bluehelm.dossier.checking import Check, Fault, check, fault, instrument, submission
from bluehelm.dossier.contents import Dossier
from bluehelm.dossier.in_force import adopted_by, in_order
from bluehelm.dossier.mandate_records import Mandate
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.findings import Severity
from bluehelm.foundation.listed_names import listed

SAID_NEVER_INFERRED = instrument("docs/dossier.md", "our reading")


@dataclass(frozen=True, slots=True)
class Passage:
    """A decision with the tasks that ran when it was adopted, and those that run once it is.

    `whole`: whether no decision is known to be missing since the first one on file.
    `follows_gap`: whether decisions are missing just before this one.
    """

    mandate: Mandate
    before: frozenset[str]
    after: frozenset[str]
    ever_given: frozenset[str]
    whole: bool
    follows_gap: bool


def passages(dossier: Dossier) -> Iterator[Passage]:
    """Every decision in order, with what ran before and after it."""
    running: dict[str, date | None] = {}
    ever: set[str] = set()
    previous: Mandate | None = None
    whole = True
    for mandate in in_order(dossier):
        gap = previous is not None and _days_between(previous, mandate) > 0
        whole = whole and not gap
        before = {task: until for task, until in running.items() if not until or mandate.adopted_on < until}
        given = {one.task: one.until_on for one in mandate.gives}
        running = given if mandate.complete else {**before, **given}
        for ended in mandate.ends:
            running.pop(ended.task, None)
        yield Passage(mandate, frozenset(before), frozenset(running), frozenset(ever), whole, gap)
        ever |= given.keys()
        previous = mandate


def _days_between(before: Mandate, after: Mandate) -> int:
    """Days between the end of one decision and the adoption of the next; zero or less without a gap."""
    return (after.adopted_on - before.in_force_until).days if before.in_force_until else 0


@check(
    "MAN001",
    Severity.WARNING,
    looks_for="a mission whose last decision has run out",
    why="Without a decision in force nothing authorizes the tasks, the strength or the money.",
    remedy="Add the decision that renewed the mandate to mandates/; if there is none, the plan is one of "
    "withdrawal.",
    basis=submission("2a"),
)
def mandate_expired(seen: Standpoint) -> Iterator[Fault]:
    adopted = adopted_by(seen.dossier, seen.as_of)
    if not adopted or seen.mandate is not None:
        return
    last = adopted[-1]
    if last.gives or seen.dossier.phases:
        yield fault(
            last,
            "{decision} ran out on {until_on}; on {as_of} no decision is in force.",
            decision=last.decision,
            until_on=last.in_force_until,
            as_of=seen.as_of,
        )


@check(
    "MAN002",
    Severity.WARNING,
    looks_for="a gap between two decisions",
    why="Either a decision is missing on file, and with it tasks and ceilings, or the mission stood "
    "without a mandate.",
    remedy="Add the decision that lies between, at least its symbol, adoption and end with `read: not read`.",
    basis=submission("1b", "2a"),
)
def gap_between_decisions(seen: Standpoint) -> Iterator[Fault]:
    for before, after in pairwise(in_order(seen.dossier)):
        n_days = _days_between(before, after)
        if n_days > 0:
            yield fault(
                after,
                "{after} was adopted on {adopted_on}, after {before} had run out on {until_on} (days "
                "between: {n_days}).",
                after=after.decision,
                adopted_on=after.adopted_on,
                n_days=n_days,
                before=before.decision,
                until_on=before.in_force_until,
            )


@check(
    "MAN003",
    Severity.WARNING,
    looks_for="a decision in force without an end",
    why="A decision takes over on its adoption; one without an end hides the day on which the mandate runs "
    "out.",
    remedy="Write the end that holds, also where the text only keeps the old one: `in_force_until: "
    "2026-11-15`.",
    basis=(*submission("2a", "2f"), SAID_NEVER_INFERRED),
)
def decision_without_end(seen: Standpoint) -> Iterator[Fault]:
    mandate = seen.mandate
    if mandate is None or mandate.in_force_until is not None:
        return
    earlier = [one for one in adopted_by(seen.dossier, seen.as_of)[:-1] if one.in_force_until]
    if earlier:
        yield fault(
            mandate,
            "{decision} has no end on file; {before}, which it takes over from, ran until {until_on}.",
            decision=mandate.decision,
            before=earlier[-1].decision,
            until_on=earlier[-1].in_force_until,
        )


@check(
    "MAN004",
    Severity.WARNING,
    looks_for="a decision that runs out before the one it takes over from",
    why="The next decision takes over on its adoption; what it does not extend it cuts short, perhaps "
    "unmeant.",
    remedy="Read both texts again; a decision that only changes a ceiling keeps the end of the earlier "
    "one: write that day.",
    basis=(*submission("2a"), SAID_NEVER_INFERRED),
)
def runs_out_before_predecessor(seen: Standpoint) -> Iterator[Fault]:
    for before, after in pairwise(in_order(seen.dossier)):
        ends, then = after.in_force_until, before.in_force_until
        if ends and then and after.adopted_on < ends < then:
            yield fault(
                after,
                "{after} runs out on {ends}, before {before} would have on {then}.",
                after=after.decision,
                ends=ends,
                before=before.decision,
                then=then,
            )


@check(
    "MAN005",
    Severity.WARNING,
    looks_for="a task ended that was never given",
    why="The short name is wrong, or the decision that gave the task is missing; either way a task stays "
    "running that nobody sees.",
    remedy="Use the short name under which the task was given, or add the decision that gave it.",
    basis=(*submission("2a"), SAID_NEVER_INFERRED),
)
def ended_never_given(seen: Standpoint) -> Iterator[Fault]:
    for passage in passages(seen.dossier):
        if not passage.whole:
            return
        given_here = {one.task for one in passage.mandate.gives}
        for ended in passage.mandate.ends:
            if ended.task not in passage.ever_given | given_here:
                yield fault(
                    passage.mandate,
                    "{decision} ends '{task}', which no earlier decision gave.",
                    line=ended.line,
                    decision=passage.mandate.decision,
                    task=ended.task,
                )


@check(
    "MAN006",
    Severity.WARNING,
    looks_for="a task merged into one that does not run",
    why="What remains of the task is said to live on where nothing lives: it is lost between two renewals.",
    remedy="Name the tasks that carry it on (`into: [protect-civilians]`), and see that this decision "
    "gives them; leave `into` out if the task simply ends.",
    basis=(*submission("2a", "2b.ii"), SAID_NEVER_INFERRED),
)
def merged_into_nothing(seen: Standpoint) -> Iterator[Fault]:
    known = {task.id for task in seen.dossier.tasks}
    for passage in passages(seen.dossier):
        for ended in passage.mandate.ends:
            for target in ended.into:
                if target in known and target not in passage.after:
                    yield fault(
                        passage.mandate,
                        "{decision} merges '{task}' into '{target}', which does not run after it.",
                        line=ended.line,
                        decision=passage.mandate.decision,
                        task=ended.task,
                        target=target,
                    )


@check(
    "MAN007",
    Severity.ERROR,
    looks_for="a task that one decision both gives and ends",
    why="A task cannot be given and ended by the same text; which of the two is meant decides whether it "
    "runs.",
    remedy="Keep one of the two; a task that ends later in the period has `until:` where it is given.",
    basis=submission("2a"),
)
def given_and_ended(seen: Standpoint) -> Iterator[Fault]:
    for mandate in seen.dossier.mandates:
        given = {one.task for one in mandate.gives}
        for ended in mandate.ends:
            if ended.task in given and (ended.on is None or ended.on <= mandate.adopted_on):
                yield fault(
                    mandate,
                    "{decision} gives '{task}' and ends it on the day of its adoption.",
                    line=ended.line,
                    decision=mandate.decision,
                    task=ended.task,
                )


@check(
    "MAN008",
    Severity.WARNING,
    looks_for="a task given twice in one decision",
    why="Tier, wording and condition would come from the last of the two, whichever that is.",
    remedy="Give it once and name both paragraphs (`paragraph: 38 (c)(iii), (iv)`), or make two tasks of it.",
    basis=submission("2a", "2b.i"),
)
def given_twice(seen: Standpoint) -> Iterator[Fault]:
    for mandate in seen.dossier.mandates:
        times = Counter(one.task for one in mandate.gives)
        for task in (task for task, n_times in times.items() if n_times > 1):
            rows = [one for one in mandate.gives if one.task == task]
            yield fault(
                mandate,
                "{decision} gives '{task}' {n_times} times (tiers: {tiers}).",
                line=rows[-1].line,
                decision=mandate.decision,
                task=task,
                n_times=len(rows),
                tiers=", ".join(one.tier or "?" for one in rows),
            )


@check(
    "MAN009",
    Severity.WARNING,
    looks_for="tasks on file that no decision gives",
    why="The mission would plan and spend for what the Council never asked.",
    remedy="Add the task to the decision that gives it (`gives: [{{task: mine-action, paragraph: …}}]`), "
    "or take it out of tasks.yaml.",
    basis=(*submission("2a"), instrument("GAO-09-142 on growing mandates", "abstract")),
)
def given_by_no_decision(seen: Standpoint) -> Iterator[Fault]:
    if not seen.dossier.mandates:
        return
    given = {one.task for mandate in seen.dossier.mandates for one in mandate.gives}
    needed = {name for task in seen.dossier.tasks if task.id in given for name in task.depends_on}
    ended = {one.task for mandate in seen.dossier.mandates for one in mandate.ends}
    orphans = [task for task in seen.dossier.tasks if task.id not in given | needed | ended]
    if orphans:
        yield fault(
            orphans[0],
            "Given by no decision: {n_orphans} of {n_tasks} tasks on file ({tasks}).",
            n_orphans=len(orphans),
            n_tasks=len(seen.dossier.tasks),
            tasks=listed(task.id for task in orphans),
        )


@check(
    "MAN010",
    Severity.WARNING,
    looks_for="a task that a decision drops without saying so",
    why="A decision that restates the whole list and leaves a task out ends it in silence; nobody decided "
    "so, and nobody hands it over.",
    remedy="Say what became of it: add it under `gives`, or under `ends` with `into:` where others carry "
    "it on.",
    basis=(*submission("2a", "2b.ii"), SAID_NEVER_INFERRED),
)
def dropped_in_silence(seen: Standpoint) -> Iterator[Fault]:
    for passage in passages(seen.dossier):
        if not passage.mandate.complete or passage.follows_gap:
            continue
        ended = {one.task for one in passage.mandate.ends}
        dropped = sorted(passage.before - passage.after - ended)
        if dropped:
            yield fault(
                passage.mandate,
                "{decision} restates the whole list of tasks and leaves out {n_dropped} that ran before: "
                "{tasks}.",
                decision=passage.mandate.decision,
                n_dropped=len(dropped),
                tasks=listed(dropped),
            )


CHAIN_CHECKS: tuple[Check, ...] = (
    mandate_expired, gap_between_decisions, decision_without_end, runs_out_before_predecessor,
    ended_never_given, merged_into_nothing, given_and_ended, given_twice, given_by_no_decision,
    dropped_in_silence,
)  # fmt: skip
