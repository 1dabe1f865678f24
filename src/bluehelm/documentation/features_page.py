"""The page of features: each paragraph of the submission with its fields and the checks that serve it."""

from __future__ import annotations

from collections.abc import Iterable

from bluehelm.documentation.checks_page import anchor_of_paragraph, entries
from bluehelm.documentation.markdown_text import page, plain, table
from bluehelm.documentation.submission_rows import SUBMISSION_ROWS, SubmissionRow
from bluehelm.dossier.catalogue import Part, fields_of
from bluehelm.dossier.contents import collection_named

INTRODUCTION = (
    "Bluehelm began with Canada's submission to the review of all forms of United Nations peace "
    "operations. This table takes it paragraph by paragraph: what is asked, in our words; where a dossier "
    "keeps it; which checks look at it; where the [brief](brief.md) shows it, beside the findings that "
    "matter; and what is still missing. The checks are drawn from the code: a check names the paragraphs "
    "it rests on."
)
READINGS = (
    "Two readings are settled. Where 4a says Chapter VII of the Charter and means regional arrangements, "
    "it is treated as Chapter VIII. The *lower cap* of 2h can mean the regular or the peacekeeping scale; "
    "a dossier keeps rates of both."
)


def features_page() -> str:
    """The page of features."""
    by_paragraph: dict[str, list[str]] = {}
    for entry in entries():
        for paragraph in dict.fromkeys(entry.paragraphs):
            by_paragraph.setdefault(paragraph, []).append(entry.declared.id)
    rows = (_row(row, by_paragraph.get(row.paragraph, ())) for row in SUBMISSION_ROWS)
    headings = ("§", "what is asked", "fields", "checks", "in the brief", "not yet")
    return page("What the submission asks for", [INTRODUCTION], [READINGS], table(headings, rows))


def _row(row: SubmissionRow, checks: Iterable[str]) -> tuple[str, ...]:
    anchor = f'<a id="{anchor_of_paragraph(row.paragraph)}"></a>{row.paragraph}'
    fields = ", ".join(_field(name) for name in row.fields)
    ids = ", ".join(_linked(run) for run in runs_of(checks))
    return anchor, plain(row.asks), fields, ids, ", ".join(row.sections), plain(row.not_yet)


def runs_of(ids: Iterable[str]) -> list[list[str]]:
    """Ids that follow one another, together.

    >>> runs_of(["PHA001", "PHA002", "PHA003", "STR001"])
    [['PHA001', 'PHA002', 'PHA003'], ['STR001']]
    """
    runs: list[list[str]] = []
    for one in sorted(ids):
        follows = runs and runs[-1][-1][:3] == one[:3] and int(runs[-1][-1][3:]) + 1 == int(one[3:])
        if follows:
            runs[-1].append(one)
        else:
            runs.append([one])
    return runs


def _linked(run: list[str]) -> str:
    """The ids of a run as links; of three and more the first and the last."""
    shown = [f"[{one}](reference/checks.md#{one.lower()})" for one in run]
    return " to ".join((shown[0], shown[-1])) if len(run) > 2 else ", ".join(shown)


def _field(name: str) -> str:
    return f"[`{name}`](reference/fields.md#{record_of(name).__name__.lower()})"


def record_of(name: str) -> type[Part]:
    """The record or part that a name like contributors.views.forum leads to. Raises KeyError if none."""
    collection, *steps = name.split(".")
    entry = collection_named(collection)
    if entry is None:
        raise KeyError(name)
    part: type[Part] = entry.record
    for step in steps:
        field = fields_of(part)[step]
        part = field.part or part
    return part
