"""Checks on statements of unit requirements: complete where it counts, free of words without meaning."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bluehelm.dossier.checking import Check, Fault, check, fault, instrument, submission
from bluehelm.dossier.force_records import StatementOfUnitRequirement
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.forces.force_wording import listed
from bluehelm.foundation.findings import Severity

AMBIGUOUS = re.compile(
    r"\b(as required|as needed|as necessary|as appropriate|appropriate|robust|various|"
    r"may be called upon(?: to)?|au besoin|selon les besoins|appropriée?s?|divers)\b",
    re.IGNORECASE,
)
ON_ORDER = re.compile(r"\b(on order|sur ordre)\b", re.IGNORECASE)
NAMES_AUTHORITY = re.compile(
    r"\b(on order (?:of|by|from)|authori[sz]ed by|authority:?|"
    r"sur ordre (?:du|de|des)|autorisée?s? par)\b[ :]*\w",
    re.IGNORECASE,
)


@check(
    "FOR001",
    Severity.WARNING,
    looks_for="a unit requirement that is for no task",
    why="A unit nobody can tie to the mandate is the first to be cut and the last to be tasked.",
    remedy="Name the tasks it is needed for, for example `for: [protect-civilians]`.",
    basis=(*submission("2j", "2a"), instrument("A/RES/76/274, para. 49")),
)
def requirement_for_no_task(seen: Standpoint) -> Iterator[Fault]:
    for requirement in seen.dossier.requirements:
        if not requirement.needed_for:
            yield fault(requirement, "The requirement for '{unit}' names no task.", unit=requirement.unit)


@check(
    "FOR002",
    Severity.WARNING,
    looks_for="words in a unit requirement that can mean anything",
    why="What a unit need not do or bring by the letter, it may refuse to do or bring in a crisis.",
    remedy="Say how many, of what, and under which condition: not 'robust' but '24 armoured personnel "
    "carriers, 90 per cent serviceable'.",
    basis=(*submission("2j"), instrument("the list of fields of a requirement", "our reading")),
)
def ambiguous_requirement(seen: Standpoint) -> Iterator[Fault]:
    for requirement in seen.dossier.requirements:
        words = _ambiguous_words(requirement)
        if words:
            yield fault(
                requirement,
                "The requirement for '{unit}' uses words that can mean anything: {words}.",
                unit=requirement.unit,
                words=listed(f"'{word}'" for word in words),
            )


def _ambiguous_words(requirement: StatementOfUnitRequirement) -> list[str]:
    found = (word.lower() for text in _texts(requirement) for word in AMBIGUOUS.findall(text))
    return list(dict.fromkeys(found))


def _texts(requirement: StatementOfUnitRequirement) -> Iterator[str]:
    yield requirement.unit
    yield requirement.offensive_operations or ""
    for labels in (requirement.tasks, requirement.needs):
        for name, text in (labels or {}).items():
            yield f"{name}: {text}"
    yield from requirement.languages
    yield from requirement.critical


@check(
    "FOR003",
    Severity.WARNING,
    looks_for="unit requirements silent on deliberate offensive operations",
    why="A requirement that is silent here is not valid: contributor and commander will read it in opposite "
    "ways.",
    remedy="Write `offensive_operations: not required`, `required`, or `on order of force-commander`.",
    basis=(*submission("2j"), instrument("the list of fields of a requirement", "our reading")),
)
def silent_on_offensive_operations(seen: Standpoint) -> Iterator[Fault]:
    silent = [one for one in seen.dossier.requirements if one.offensive_operations is None]
    yield from _counted(
        silent,
        seen,
        "{n_faulty} of {n_all} unit requirements do not say whether deliberate offensive operations are "
        "required: {names}.",
    )


def _counted(faulty: list[StatementOfUnitRequirement], seen: Standpoint, template: str) -> Iterator[Fault]:
    """One fault for all of them, at the first."""
    if faulty:
        names = listed(one.id for one in faulty)
        n_all = len(seen.dossier.requirements)
        yield fault(faulty[0], template, n_faulty=len(faulty), n_all=n_all, names=names)


@check(
    "FOR004",
    Severity.WARNING,
    looks_for="something required 'on order' of nobody",
    why="In the hour it is needed, the unit will ask its capital who may give the order.",
    remedy="Name the post that may order it: `detention: on order of force-commander`.",
    basis=(*submission("2j"), instrument("authority, command and control policy 2019.23", "abstract")),
)
def on_order_of_nobody(seen: Standpoint) -> Iterator[Fault]:
    posts = tuple(name for post in seen.dossier.posts for name in (post.id, post.name.casefold()))
    for requirement in seen.dossier.requirements:
        items = [item for item, text in _orders(requirement) if not _names_authority(text, posts)]
        if items:
            yield fault(
                requirement,
                "'On order' without the authority that gives it: {items}.",
                items=listed(items),
            )


def _orders(requirement: StatementOfUnitRequirement) -> Iterator[tuple[str, str]]:
    """What is required on order, and how it is worded."""
    if requirement.offensive_operations:
        yield "deliberate offensive operations", requirement.offensive_operations
    yield from (requirement.tasks or {}).items()


def _names_authority(text: str, posts: Iterable[str]) -> bool:
    """Whether a text asks for no order, or says whose."""
    if not ON_ORDER.search(text):
        return True
    return bool(NAMES_AUTHORITY.search(text)) or any(post in text.casefold() for post in posts)


@check(
    "FOR005",
    Severity.NOTE,
    looks_for="unit requirements without a version",
    why="Nobody can tell which requirement a memorandum and its cost follow after the next revision.",
    remedy="Write for example `version: 2, 1 July 2025`, and move it with every change.",
    basis=(*submission("2j"), instrument("A/79/765, para. 117: a new requirement has a price")),
)
def requirement_without_version(seen: Standpoint) -> Iterator[Fault]:
    faulty = [one for one in seen.dossier.requirements if one.version is None]
    yield from _counted(faulty, seen, "{n_faulty} of {n_all} unit requirements have no version: {names}.")


@check(
    "FOR006",
    Severity.WARNING,
    looks_for="a unit required to conduct offensive operations that no task of it asks for",
    why="The mandate gives no ground for it, and a contributor will say so after deployment.",
    remedy="Write `offensive_operations: not required`, or mark the task of the mandate that asks for them "
    "`offensive: yes`.",
    basis=submission("2j", "3a"),
)
def offensive_beyond_the_mandate(seen: Standpoint) -> Iterator[Fault]:
    tasks = {task.id: task for task in seen.dossier.tasks}
    for requirement in seen.dossier.requirements:
        asked = (requirement.offensive_operations or "").strip().casefold()
        named = [tasks[name] for name in requirement.needed_for if name in tasks]
        if asked.startswith("required") and named and not any(task.offensive for task in named):
            yield fault(
                requirement,
                "Deliberate offensive operations are required, but none of its tasks asks for them: {tasks}.",
                tasks=listed(task.id for task in named),
            )


REQUIREMENT_CHECKS: tuple[Check, ...] = (
    requirement_for_no_task, ambiguous_requirement, silent_on_offensive_operations, on_order_of_nobody,
    requirement_without_version, offensive_beyond_the_mandate,
)  # fmt: skip
