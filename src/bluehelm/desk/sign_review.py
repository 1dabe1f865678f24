"""Signing a review: what it had before it is kept, its decisions are merged, and a seal is put under it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from bluehelm.desk.change_dossier import prove_inside, set_fields
from bluehelm.desk.open_workspace import OpenMission
from bluehelm.desk.prepare_review import REVIEWS, draft_of, file_of_review, is_open_line, review_of
from bluehelm.dossier.catalogue import fields_of
from bluehelm.dossier.change_text import set_value
from bluehelm.dossier.checking import run_checks
from bluehelm.dossier.csv_text import csv_row, read_csv
from bluehelm.dossier.read_dossier import RESTRICTED
from bluehelm.dossier.review_records import ChangeOfDossier, DecisionDue, Review, ReviewedFact
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.dossier.write_files import change_file
from bluehelm.foundation.errors import CannotWrite, UnknownReference
from bluehelm.foundation.findings import Finding, Severity
from bluehelm.foundation.periods import Period
from bluehelm.review.contribution_checks import CONTRIBUTION_CHECKS
from bluehelm.review.dossier_difference import written_field
from bluehelm.review.draft_review import Draft
from bluehelm.review.review_checks import REVIEW_CHECKS
from bluehelm.review.review_seal import seal_of
from bluehelm.review.verdict_checks import VERDICT_CHECKS

FACTS_FILE = "reviewed_facts.csv"
FACT_COLUMNS = tuple(name for name in fields_of(ReviewedFact) if name not in ("known_as", "sensitivity"))


@dataclass(frozen=True, slots=True)
class Signed:
    """A signed review: its seal, how much was kept under it, what was merged, and what checks still say."""

    review: str
    seal: str
    n_lines: int
    merged: tuple[ChangeOfDossier, ...]
    findings: tuple[Finding, ...]
    n_cells_left: int
    file: Path


def sign_review(opened: OpenMission, period: Period, *, by: str, on: date) -> Signed:
    """Signs the review of a period, which locks it on both clocks.

    Raises CannotWrite when it is signed or missing, when a check finds an error in it, or when a
    change it decided no longer meets what stood in the dossier.
    """
    held = review_of(opened, period)
    if held is None:
        raise CannotWrite(f"No review of {period} is on file; `bluehelm review prepare` writes it.")
    if held.signed_on is not None:
        raise CannotWrite(f"The review of {period} was signed on {held.signed_on} already.")
    seen_posts = {post.id for post in opened.reading.dossier.posts}
    if by not in seen_posts:
        raise UnknownReference(f"post/{by}", known=[f"post/{one}" for one in seen_posts])
    draft = _dated(draft_of(opened, period), on)
    findings = _findings_if_signed(opened, draft, by, on)
    _prove_mergeable(opened, held)
    _write_draft(opened, draft)
    _keep_lines(opened, draft)
    merged = tuple(_merge(opened, held, on))
    file = file_of_review(opened, draft)
    seal = _seal(opened, file, period, by, on)
    return Signed(held.review, seal, len(draft.facts.lines), merged, findings, draft.n_cells_left, file)


def _dated(draft: Draft, on: date) -> Draft:
    """The draft with the day of the signature on every verdict that carries none."""
    asked = tuple(
        replace(one, verdict=one.verdict if one.verdict.on else one.verdict.model_copy(update={"on": on}))
        for one in draft.asked
    )
    review = draft.review.model_copy(update={"verdicts": tuple(one.verdict for one in asked)})
    return replace(draft, review=review, asked=asked)


def _findings_if_signed(opened: OpenMission, draft: Draft, by: str, on: date) -> tuple[Finding, ...]:
    """What checks would say of the review once it is signed; an error forbids the signature."""
    signed = draft.review.model_copy(update={"signed_by": by, "signed_on": on})
    others = tuple(one for one in opened.reading.dossier.reviews if one.review != signed.review)
    dossier = replace(opened.reading.dossier, reviews=(*others, signed), naming=None)
    seen = Standpoint(dossier, max(on, draft.facts.as_of))
    checks = (*REVIEW_CHECKS, *VERDICT_CHECKS, *CONTRIBUTION_CHECKS)
    found = tuple(one for one in run_checks(checks, seen) if one.item == signed.reference)
    errors = [one for one in found if one.severity is Severity.ERROR]
    if errors:
        said = "; ".join(f"{one.check}: {one.message}" for one in errors)
        raise CannotWrite(f"The review cannot be signed. {said}")
    return found


def _changes(opened: OpenMission, review: Review) -> Iterable[tuple[DecisionDue, int, ChangeOfDossier]]:
    for decision in opened.reading.dossier.decisions:
        if decision.from_review == review.review:
            for place, change in enumerate(decision.changes):
                if change.merged_on is None:
                    yield decision, place, change


def _prove_mergeable(opened: OpenMission, review: Review) -> None:
    """Refuses when a field no longer holds what it held when its change was decided."""
    for decision, _, change in _changes(opened, review):
        record = opened.reading.dossier.by_reference.get(change.item)
        if record is None:
            raise CannotWrite(f"{decision.reference} changes {change.item}, which is no longer on file.")
        now = written_field(record, change.field)
        if now not in (change.was, change.becomes):
            raise CannotWrite(
                f"{decision.reference} changes '{change.field}' of {change.item} from '{change.was}', but it "
                f"now holds '{now}'; look at the decision again."
            )


def _merge(opened: OpenMission, review: Review, on: date) -> Iterable[ChangeOfDossier]:
    for decision, place, change in list(_changes(opened, review)):
        set_fields(opened, change.item, {change.field: change.becomes or ""})
        _mark_merged(opened, decision, place, on)
        yield change


def _mark_merged(opened: OpenMission, decision: DecisionDue, place: int, on: date) -> None:
    index = [one.id for one in opened.reading.dossier.decisions if one.file == decision.file].index(
        decision.id
    )
    path = opened.workspace.folder / decision.file
    at = ("decisions", index, "changes", place)
    change_file(path, lambda text: set_value(text, at, "merged_on", on.isoformat()))


def _write_draft(opened: OpenMission, draft: Draft) -> None:
    path = file_of_review(opened, draft)
    prove_inside(path, opened)
    change_file(path, lambda _: draft.text())


def _keep_lines(opened: OpenMission, draft: Draft) -> None:
    """Keeps the lines of a review, those on restricted items in the restricted repository."""
    dossier = opened.reading.dossier
    closed = [line for line in draft.facts.lines if not is_open_line(line, dossier)]
    shown = [line for line in draft.facts.lines if is_open_line(line, dossier)]
    _replace_lines(opened.folder, draft.review.review, shown)
    if closed:
        restricted = opened.folder.with_name(opened.folder.name + RESTRICTED)
        _replace_lines(restricted, draft.review.review, closed)


def _replace_lines(folder: Path, review: str, lines: Sequence[ReviewedFact]) -> None:
    """The table with the lines of one review exchanged; the rows of others stay."""
    rows = "".join(csv_row([_cell(line, name, review) for name in FACT_COLUMNS], ",", "\n") for line in lines)

    def change(text: str) -> str:
        if not text.strip():
            return csv_row(FACT_COLUMNS, ",", "\n") + rows
        table, _ = read_csv(text, "")
        if tuple(table.columns) != FACT_COLUMNS:
            raise CannotWrite(
                f"{FACTS_FILE} has other columns than the software writes; put them back first."
            )
        kept = [row for row in table.rows if row.get("review") != review]
        others = [[str(row.get(name) or "") for name in FACT_COLUMNS] for row in kept]
        stay = "".join(csv_row(cells, ",", "\n") for cells in others)
        return csv_row(FACT_COLUMNS, ",", "\n") + stay + rows

    change_file(folder / REVIEWS / FACTS_FILE, change)


def _cell(line: ReviewedFact, name: str, review: str) -> str:
    if name == "review":
        return review
    value = getattr(line, name)
    return "" if value is None else str(value)


def _seal(opened: OpenMission, file: Path, period: Period, by: str, on: date) -> str:
    """Reads everything again as it now stands, and writes post, day and seal in one step."""
    again = opened.workspace.open(opened.folder)
    written = review_of(again, period)
    if written is None:
        raise CannotWrite(f"The review of {period} can no longer be read; nothing was signed.")
    signed = written.model_copy(update={"signed_by": by, "signed_on": on})
    seal = seal_of(signed, again.reading.dossier)
    values: Mapping[str, str] = {"signed_by": by, "signed_on": on.isoformat(), "seal": seal}

    def change(text: str) -> str:
        for key, value in values.items():
            text = set_value(text, (), key, value)
        return text

    change_file(file, change)
    return seal
