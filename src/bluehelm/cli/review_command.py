"""What `bluehelm review …` does: options in, one call to the desk, a result that a planner can read."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.status import Status
from rich.text import Text

from bluehelm.cli.console import console, print_json
from bluehelm.desk.decide_review import Deciding, Recommending, decide, follow, recommend
from bluehelm.desk.look_at_review import look_at_review
from bluehelm.desk.open_workspace import OpenMission, open_mission
from bluehelm.desk.prepare_review import prepare_review
from bluehelm.desk.publish_review import write_review
from bluehelm.desk.sign_review import sign_review
from bluehelm.foundation.errors import CannotWrite, UnknownPeriod
from bluehelm.foundation.languages import say
from bluehelm.foundation.periods import Period, parse_period
from bluehelm.foundation.phrases import Phrase, phrase
from bluehelm.review.dossier_difference import change_said
from bluehelm.review.draft_review import Draft
from bluehelm.review.page_as_json import page_as_json
from bluehelm.review.review_evidence import outputs_said
from bluehelm.review.review_leadership_page import leadership_page
from bluehelm.review.review_questions import Question, n_cells_of_matrix
from bluehelm.review.show_in_terminal import show_page

FOLDER = "reports"
DIM, STRONG, BAD, CHANGE = "dim", "bold", "red", "cyan"
TAMPERED = 1


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision as it was typed."""

    id: str
    text: str
    by: str
    on: date
    why: str
    usd: str | None
    posts: int | None
    moved_from: str | None
    moved_to: str | None
    follow_up_on: date | None
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Formats, languages and pages that are wanted."""

    formats: tuple[str, ...]
    languages: tuple[str, ...]
    only: tuple[str, ...]


def _opened(target: str, quarter: str) -> tuple[OpenMission, Period]:
    try:
        period = parse_period(quarter)
    except ValueError as error:
        raise UnknownPeriod(f"{error}.") from error
    return open_mission(target, Path.cwd()), period


def run_prepare(target: str, quarter: str, known_on: date | None, language: str, written_as: str) -> int:
    """Prepares a review and prints what a person must judge."""
    opened, period = _opened(target, quarter)
    prepared = prepare_review(opened, period, known_on)
    if written_as == "json":
        print_json(_draft_as_json(prepared.draft, prepared.file))
        return 0
    screen = console()
    _show_draft(prepared.draft, language, screen)
    _say(screen, phrase("Written: {files}", files=os.path.relpath(prepared.file)), language, DIM)
    return 0


def _say(screen: Console, said: Phrase, language: str, style: str = "", indent: int = 0) -> None:
    screen.print(Padding(Text(say(said, language), style=style), (0, 0, 0, indent)), soft_wrap=False)


def _show_draft(draft: Draft, language: str, screen: Console) -> None:
    facts = draft.facts
    _say(
        screen,
        phrase(
            "Review of {period}, as of {as_of}, with what was known on {known_on}",
            period=draft.review.period,
            as_of=facts.as_of,
            known_on=facts.known_on,
        ),
        language,
        STRONG,
    )
    _say(screen, outputs_said(facts.of("output")), language)
    _say(
        screen,
        phrase(
            "{n} cells are left to a person; a full matrix of indicators and outputs would have {n_all}.",
            n=draft.n_cells_left,
            n_all=n_cells_of_matrix(facts),
        ),
        language,
    )
    for number, one in enumerate(draft.questions, start=1):
        screen.print()
        style = DIM if one.answered else STRONG
        _say(screen, phrase("{number}. {question}", number=number, question=one.text), language, style)
        screen.print(Padding(Text(one.about, style=DIM), (0, 0, 0, 3)))
        for said in one.evidence:
            _say(screen, said, language, indent=3)
    screen.print()


def _draft_as_json(draft: Draft, file: Path) -> dict[str, Any]:
    return {
        "review": draft.review.review,
        "period": str(draft.review.period),
        "as_of": draft.facts.as_of.isoformat(),
        "known_on": draft.facts.known_on.isoformat() if draft.facts.known_on else None,
        "file": os.path.relpath(file),
        "n_cells": draft.n_cells,
        "n_cells_left": draft.n_cells_left,
        "n_cells_of_matrix": n_cells_of_matrix(draft.facts),
        "questions": [_question_as_json(one) for one in draft.questions],
        "facts": [line.model_dump(mode="json", exclude_none=True) for line in draft.facts.lines],
    }


def _question_as_json(one: Question) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "about": one.about,
        "text": say(one.text),
        "asked_of": one.asked_of,
        "evidence": [say(said) for said in one.evidence],
        "n_cells": one.n_cells,
        "answered": one.answered,
    }


def run_show(
    target: str, quarter: str, known_on: date | None, language: str, written_as: str, *, public: bool
) -> int:
    """Prints the leadership's pages; ends with 1 when a signed review was changed afterwards."""
    opened, period = _opened(target, quarter)
    view = look_at_review(opened, period, known_on=known_on, public=public)
    page = leadership_page(view)
    if written_as == "json":
        print_json(page_as_json(page, language) | {"whole": view.whole, "n_cells": view.n_cells})
    else:
        show_page(page, language, console())
    return TAMPERED if view.whole is False else 0


def run_decide(mission: str, quarter: str, asked: Decided, branch: Path | None) -> int:
    """Records a decision and prints what it will change, in the terms of the field."""
    opened, period = _opened(mission, quarter)
    taken = Deciding(
        asked.id,
        asked.text,
        asked.by,
        asked.on,
        asked.why,
        usd=_dollars(asked.usd),
        posts=asked.posts,
        moved_from=asked.moved_from,
        moved_to=asked.moved_to,
        follow_up_on=asked.follow_up_on,
        changes=dict(_pairs(asked.changes)),
    )
    changes = decide(opened, period, taken, branch=branch)
    screen = console()
    _say(
        screen, phrase("Recorded decision/{id} of the review of {period}.", id=asked.id, period=period), "en"
    )
    for change in changes:
        _say(screen, change_said(change, opened.reading.dossier), "en", CHANGE, indent=2)
    if changes:
        _say(screen, phrase("Nothing of it is changed before the review is signed."), "en", DIM)
    return 0


def _dollars(text: str | None) -> Decimal | None:
    if text is None:
        return None
    try:
        usd = Decimal(text)
    except InvalidOperation:
        raise CannotWrite(f"'{text}' is no amount; write it in digits, for example --usd 250000.") from None
    if not usd.is_finite() or usd < 0:
        raise CannotWrite(f"'{text}' is no amount that can be moved; it must be zero or more.")
    return usd


def _pairs(changes: Sequence[str]) -> Iterable[tuple[str, str]]:
    for change in changes:
        target, equals, value = change.partition("=")
        if not equals or "." not in target:
            raise CannotWrite(f"'{change}' is no change; write KIND/ID.FIELD=VALUE.")
        yield target.strip(), value.strip()


def run_recommend(
    mission: str, quarter: str, what: tuple[str, str, str], on: date, due_on: date | None
) -> int:
    """Records a recommendation to others."""
    opened, period = _opened(mission, quarter)
    name, text, to = what
    path = recommend(opened, period, Recommending(name, text, to, on, due_on))
    _say(
        console(),
        phrase("Recorded recommendation/{id} in {file}.", id=name, file=os.path.relpath(path)),
        "en",
    )
    return 0


def run_follow(mission: str, item: str, became: str, on: date, word: str | None) -> int:
    """Writes down what became of a decision or recommendation."""
    opened = open_mission(mission, Path.cwd())
    path = follow(opened, item, became=became, on=on, word=word)
    _say(console(), phrase("Followed up {item} in {file}.", item=item, file=os.path.relpath(path)), "en")
    return 0


def run_sign(target: str, quarter: str, by: str, on: date) -> int:
    """Signs a review and prints what was locked and merged, and what checks still say."""
    opened, period = _opened(target, quarter)
    signed = sign_review(opened, period, by=by, on=on)
    screen = console()
    _say(
        screen,
        phrase(
            "Signed the review of {period} by {post} on {on}; {n} lines are locked.",
            period=period,
            post=by,
            on=on,
            n=signed.n_lines,
        ),
        "en",
        STRONG,
    )
    for change in signed.merged:
        _say(
            screen,
            phrase("Merged: {change}", change=change_said(change, opened.reading.dossier)),
            "en",
            CHANGE,
        )
    if signed.n_cells_left:
        _say(screen, phrase("{n} cells stayed blank and stand as unknown.", n=signed.n_cells_left), "en")
    for finding in signed.findings:
        _say(
            screen, phrase("{check}: {message}", check=finding.check, message=finding.message), "en", indent=2
        )
    _say(screen, phrase("Seal {seal}", seal=signed.seal), "en", DIM)
    return 0


def run_report(
    target: str, quarter: str, out: Path | None, wanted: Wanted, *, known_on: date | None, public: bool
) -> int:
    """Writes the pages of a review."""
    opened, period = _opened(target, quarter)
    view = look_at_review(opened, period, known_on=known_on, public=public)
    folder = out or opened.workspace.folder / FOLDER
    with Status("…", console=Console(stderr=True, force_terminal=sys.stderr.isatty() or None)):
        paths = write_review(
            view,
            folder,
            name=opened.name,
            formats=wanted.formats,
            languages=wanted.languages,
            only=wanted.only,
        )
    screen = console()
    for path in paths:
        screen.print(Text(os.path.relpath(path)), soft_wrap=True)
    if view.whole is False:
        _say(screen, phrase("This review was changed after it was signed; every page says so."), "en", BAD)
        return TAMPERED
    return 0
