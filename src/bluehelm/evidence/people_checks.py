"""Checks on counts of people: deaths by one definition, alerts answered, small groups not shown."""

from __future__ import annotations

from collections.abc import Iterator

from bluehelm.dossier.checking import Check, Fault, check, fault, instrument, submission
from bluehelm.dossier.evidence_records import Deaths
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.findings import Severity
from bluehelm.foundation.periods import Period

FEWEST_SHOWN = 5
N_CAUSES = 5
"""Malicious act, accident, illness, self-inflicted, other."""


@check(
    "EVI024",
    Severity.WARNING,
    looks_for="deaths of one period and cause under two definitions",
    why="By day of incident or of death, with or without police: the counts differ and must not be added.",
    remedy="Keep one definition for the whole series, and note the other in the source.",
    basis=submission("2e"),
)
def deaths_under_two_definitions(seen: Standpoint) -> Iterator[Fault]:
    first: dict[tuple[Period, str], Deaths] = {}
    for row in seen.dossier.deaths:
        held = first.setdefault((row.period, row.cause), row)
        if held.definition != row.definition:
            yield fault(
                row,
                "Deaths in {period} ({cause}) stand under two definitions: '{one}' and '{other}'.",
                period=row.period,
                cause=row.cause,
                one=held.definition,
                other=row.definition,
            )


@check(
    "EVI025",
    Severity.ERROR,
    looks_for="deaths of all causes that are not the sum of the causes",
    why="Either a cause is missing or the total is wrong.",
    remedy="Compare both with the source; causes that are not known stand under 'other'.",
    basis=(*submission("2e"), instrument("every printed total is recomputed (R85)", "our reading")),
)
def deaths_do_not_add_up(seen: Standpoint) -> Iterator[Fault]:
    by_period: dict[Period, dict[str, Deaths]] = {}
    for row in seen.dossier.deaths:
        held = by_period.setdefault(row.period, {})
        before = held.get(row.cause)
        if before is None or _known_later(row, before):
            held[row.cause] = row
    for period, rows in by_period.items():
        total = rows.pop("all", None)
        known = [row.n_deaths for row in rows.values() if row.n_deaths is not None]
        whole = total is not None and total.n_deaths is not None and len(known) == N_CAUSES
        if total is not None and whole and sum(known) != total.n_deaths:
            yield fault(
                total,
                "{total} deaths of all causes in {period}, but the causes add up to {sum}.",
                total=total.n_deaths,
                period=period,
                sum=sum(known),
            )


def _known_later(row: Deaths, before: Deaths) -> bool:
    return row.known_on is not None and (before.known_on is None or row.known_on >= before.known_on)


@check(
    "EVI026",
    Severity.ERROR,
    looks_for="more alerts answered than raised",
    why="The share answered would be above one.",
    remedy="Compare both with the source; answers to earlier alerts belong to the period of the alert.",
    basis=submission("3h"),
)
def more_answered_than_raised(seen: Standpoint) -> Iterator[Fault]:
    for row in seen.dossier.alerts:
        if row.n_alerts is not None and row.n_answered is not None and row.n_answered > row.n_alerts:
            template = "{answered} alerts were answered in {period}, but only {raised} raised."
            yield fault(row, template, answered=row.n_answered, period=row.period, raised=row.n_alerts)


@check(
    "EVI027",
    Severity.WARNING,
    looks_for="an incident without a place",
    why="What happened nowhere protects no base and belongs to no area.",
    remedy="Name the base or the area.",
    basis=submission("1c", "2e"),
)
def incident_without_place(seen: Standpoint) -> Iterator[Fault]:
    for row in seen.dossier.incidents:
        if row.base is None and row.area is None:
            yield fault(
                row, "The incident of {on} ({type}) has neither base nor area.", on=row.on, type=row.type
            )


@check(
    "EVI028",
    Severity.WARNING,
    looks_for="a survey result shown for fewer than five answers",
    why="In a small group the people behind an answer can be recognized.",
    remedy="Leave the value blank, or join the group with another before showing it.",
    basis=(*submission("10b"), instrument("small cells are suppressed below 5 (R49)", "our reading")),
)
def small_group_shown(seen: Standpoint) -> Iterator[Fault]:
    fewest = seen.threshold("fewest-answers-shown", str(FEWEST_SHOWN))
    for row in seen.dossier.surveys:
        if row.value is not None and row.n_answered is not None and row.n_answered < fewest:
            yield fault(
                row,
                "'{question}' in {wave} shows a result of {n} answers; fewer than {fewest} are not shown.",
                question=row.question,
                wave=row.wave,
                n=row.n_answered,
                fewest=fewest,
            )


@check(
    "EVI029",
    Severity.ERROR,
    looks_for="more people who answered a survey than were asked",
    why="The share that answered would be above one.",
    remedy="Compare both with the source.",
    basis=submission("10b"),
)
def more_answers_than_asked(seen: Standpoint) -> Iterator[Fault]:
    for row in seen.dossier.surveys:
        if row.n_asked is not None and row.n_answered is not None and row.n_answered > row.n_asked:
            yield fault(
                row,
                "{answered} people answered '{question}' in {wave}, but only {asked} were asked.",
                answered=row.n_answered,
                question=row.question,
                wave=row.wave,
                asked=row.n_asked,
            )


PEOPLE_CHECKS: tuple[Check, ...] = (
    deaths_under_two_definitions, deaths_do_not_add_up, more_answered_than_raised, incident_without_place,
    small_group_shown, more_answers_than_asked,
)  # fmt: skip
