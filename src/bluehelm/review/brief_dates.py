"""The top of a brief: the dates that bind, then the decisions that are due."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bluehelm.dossier.mandate_records import Task
from bluehelm.dossier.mission_records import Calendar, CalendarDate, Post
from bluehelm.dossier.review_records import DecisionDue
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.pages import Column, Decision, Decisions, Paragraph, Said, Section, Table, Tone
from bluehelm.foundation.phrases import InBoth, Phrase, Quantity, phrase

MOST_CALENDAR_DATES = 5
MOST_FIRST_DECISIONS = 4
ONE_DAY = timedelta(days=1)
PROPOSED = phrase("Proposed by us; no document asks for it.")
READ_SO = phrase("Our reading of what is on record.")


@dataclass(frozen=True, slots=True)
class BindingDate:
    """A day that binds: a hard end, or a date of a calendar."""

    on: date
    text: Said
    item: str
    is_end: bool = False


def binding_dates(seen: Standpoint) -> list[BindingDate]:
    """The hard ends of mandate and tasks, and the next dates of binding calendars, by day."""
    ends = list(_ends(seen))
    taken = {one.on for one in ends}
    next_dates = sorted(_calendar_dates(seen, taken), key=lambda one: one.on)[:MOST_CALENDAR_DATES]
    return sorted([*ends, *next_dates], key=lambda one: (one.on, not one.is_end))


def _ends(seen: Standpoint) -> Iterator[BindingDate]:
    for held in seen.tasks_in_force.values():
        task = seen.item(Task, held.task)
        if held.given.until_on is not None and task is not None:
            last_day = held.given.until_on - ONE_DAY
            said = phrase("last day of a task: {task}", task=InBoth(task.text, task.text_fr))
            yield BindingDate(last_day, said, task.reference, is_end=True)
    mandate = seen.mandate
    if mandate is not None and mandate.in_force_until is not None:
        said = phrase("the mandate runs out ({decision})", decision=mandate.decision)
        yield BindingDate(mandate.in_force_until, said, mandate.reference, is_end=True)


def _calendar_dates(seen: Standpoint, taken: set[date]) -> Iterator[BindingDate]:
    """Dates to come; those of the mandate's own calendar on a day already given would be said twice."""
    for calendar in seen.dossier.calendars:
        for one in calendar.dates if calendar.binds else ():
            twice = calendar.cycle == "mandate" and one.on in taken
            if one.on >= seen.as_of and not twice:
                text = _text_of(one, calendar)
                yield BindingDate(one.on, text, calendar.reference)


def _text_of(day: CalendarDate, calendar: Calendar) -> InBoth:
    return InBoth(day.text, day.text_fr) if day.text else InBoth(calendar.name, calendar.name_fr)


def dates_section(seen: Standpoint) -> Section:
    """The dates that bind, with the days left to each: hard ends, then the next dates of calendars."""
    dates = binding_dates(seen)
    heading = phrase("Dates that bind")
    if not dates:
        return Section(heading, (Paragraph(phrase("No date that binds is on file."), "grey"),), "dates")
    ends_first = sorted(dates, key=lambda one: not one.is_end)
    return Section(heading, (_table_of(seen, ends_first, heading),), "dates")


def _table_of(seen: Standpoint, dates: list[BindingDate], caption: Phrase) -> Table:
    rows = tuple((one.on, one.text, Quantity((one.on - seen.as_of).days, "days"), one.item) for one in dates)
    tones: tuple[Tone, ...] = tuple("bad" if one.is_end else "plain" for one in dates)
    columns = (
        Column(phrase("Day")),
        Column(phrase("What")),
        Column(phrase("Left"), numeric=True),
        Column(phrase("Item"), essential=False),
    )
    return Table(caption, columns, rows, tones)


def is_open(decision: DecisionDue, seen: Standpoint) -> bool:
    """Whether a decision was asked for by the day and not yet taken.

    One that was taken later and never had a day was not yet on anybody's table.
    """
    if decision.decided_on is None:
        return True
    return decision.decided_on > seen.as_of and decision.by_on is not None


def decisions_due(seen: Standpoint) -> list[DecisionDue]:
    """The decisions not yet taken on the day asked about, by the day they are due."""
    still_open = [one for one in seen.dossier.decisions if is_open(one, seen)]
    return sorted(still_open, key=lambda one: (one.by_on is None, one.by_on or date.max))


def decisions_sections(seen: Standpoint) -> Iterator[Section]:
    """The next decisions, and for the longer formats those that follow."""
    due = decisions_due(seen)
    heading = phrase("Decisions that are due")
    if not due:
        yield Section(heading, (Paragraph(phrase("No decision is on file as due."), "grey"),), "decisions")
        return
    first, later = due[:MOST_FIRST_DECISIONS], due[MOST_FIRST_DECISIONS:]
    blocks: tuple[Decisions | Paragraph, ...] = (Decisions(tuple(_decision(one, seen) for one in first)),)
    if later:
        more = phrase("{n_more} more decisions are due later; the last on {last_on}.",
                      n_more=len(later), last_on=later[-1].by_on)  # fmt: skip
        blocks = (*blocks, Paragraph(more, "grey"))
    yield Section(heading, blocks, "decisions")
    if later:
        more_due = Decisions(tuple(_decision(one, seen) for one in later))
        follow = phrase("Decisions that follow")
        yield Section(follow, (more_due,), "decisions-later", in_terminal=False, annex=True)


def _decision(due: DecisionDue, seen: Standpoint) -> Decision:
    post = seen.item(Post, due.decided_by)
    left = (due.by_on - seen.as_of).days if due.by_on else None
    cost = InBoth(due.cost_of_waiting, due.cost_of_waiting_fr) if due.cost_of_waiting else None
    return Decision(
        InBoth(due.text, due.text_fr),
        InBoth(post.name, post.name_fr) if post else None,
        due.by_on,
        cost,
        due.reference,
        left,
        _mark(due),
    )


def _mark(due: DecisionDue) -> Phrase | None:
    if due.status == "proposed by us":
        return PROPOSED
    return READ_SO if due.known_as == "our reading" else None
