"""Checks on women's part in peace processes: shares that can be computed, seats that are seats."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from bluehelm.dossier.checking import Check, Fault, check, fault, instrument, submission
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.dossier.strategy_records import ParticipationTarget
from bluehelm.foundation.findings import Severity

PACT = instrument("A/RES/79/1 (Pact for the Future), action 19")


@check(
    "STR050",
    Severity.WARNING,
    looks_for="a count of women without the count of all seats",
    why="Twelve women of twenty is parity, twelve of two hundred is a picture; without the total there is "
    "no share.",
    remedy="Add the total: `n_women: 12, n_total: 60`.",
    basis=(*submission("3e"), PACT),
)
def women_without_total(seen: Standpoint) -> Iterator[Fault]:
    for process in seen.dossier.processes:
        for seats in process.seats:
            if seats.n_women is not None and seats.n_total is None:
                yield fault(
                    process,
                    "Women as {role} at the stage '{stage}': {n_women}, of an unknown number of seats.",
                    line=seats.line,
                    n_women=seats.n_women,
                    role=seats.role,
                    stage=seats.stage,
                )


@check(
    "STR051",
    Severity.ERROR,
    looks_for="more women than seats",
    why="A part cannot be larger than its whole; the two numbers come from different counts.",
    remedy="Look at the source again; n_total counts all seats, women's included.",
    basis=submission("3e"),
)
def more_women_than_seats(seen: Standpoint) -> Iterator[Fault]:
    for process in seen.dossier.processes:
        for seats in process.seats:
            if seats.n_women is not None and seats.n_total is not None and seats.n_women > seats.n_total:
                yield fault(
                    process,
                    "Women as {role} at the stage '{stage}': {n_women}, in {n_total} seats.",
                    line=seats.line,
                    n_women=seats.n_women,
                    n_total=seats.n_total,
                    role=seats.role,
                    stage=seats.stage,
                )


@check(
    "STR052",
    Severity.WARNING,
    looks_for="people consulted who are counted as seats that decide",
    why="Being asked is not sitting at the table: counted as a seat, it hides that nobody decides.",
    remedy="Put `decides: no`, or name the role that does decide, such as delegate or signatory.",
    basis=(*submission("3e"), PACT),
)
def consulted_as_seat(seen: Standpoint) -> Iterator[Fault]:
    for process in seen.dossier.processes:
        for seats in process.seats:
            if seats.role == "consulted" and seats.decides:
                yield fault(
                    process,
                    "People consulted at the stage '{stage}' are marked as deciding.",
                    line=seats.line,
                    stage=seats.stage,
                )


@check(
    "STR053",
    Severity.WARNING,
    looks_for="two targets for women's share of one thing, without the source of each",
    why="With two targets and no source everyone reports against the one that is met.",
    remedy="Give each target its source (`source: electoral code, art. 7`), or keep the one that binds.",
    basis=(*submission("3e"), PACT),
)
def two_targets_without_sources(seen: Standpoint) -> Iterator[Fault]:
    for process in seen.dossier.processes:
        by_subject: dict[str, list[ParticipationTarget]] = defaultdict(list)
        for target in process.targets:
            by_subject[target.of].append(target)
        for subject, targets in by_subject.items():
            shares = sorted({target.share for target in targets})
            if len(shares) > 1 and any(not target.source for target in targets):
                yield fault(
                    process,
                    "Targets of {shares} stand side by side for women among {subject}, not each with a "
                    "source.",
                    line=targets[-1].line,
                    shares=" and ".join(str(share) for share in shares),
                    subject=subject,
                )


@check(
    "STR054",
    Severity.NOTE,
    looks_for="a process that the mission supports in which nobody has counted women",
    why="Women's part in a process that nobody counts is neither defended nor enlarged.",
    remedy="Count the seats of a stage: `{{stage: negotiation, role: delegate, n_women: 16, n_total: 64}}`.",
    basis=(*submission("3e"), PACT),
)
def women_not_counted(seen: Standpoint) -> Iterator[Fault]:
    for process in seen.dossier.processes:
        counted = any(seats.n_women is not None and seats.role != "consulted" for seats in process.seats)
        if process.tasks and not counted:
            yield fault(
                process,
                "The mission supports '{process}' ({tasks}), but no seats of women in it are on file.",
                process=process.name,
                tasks=", ".join(process.tasks),
            )


PARTICIPATION_CHECKS: tuple[Check, ...] = (
    women_without_total, more_women_than_seats, consulted_as_seat, two_targets_without_sources,
    women_not_counted,
)  # fmt: skip
