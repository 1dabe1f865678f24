"""Two resolutions side by side as JSON, for programs: names and ids, nothing that depends on a language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from bluehelm.mandate.compare_resolutions import ComparedParagraph, Comparison
from bluehelm.mandate.resolution import Paragraph, Resolution
from bluehelm.mandate.resting_on_paragraphs import RestingTask

Json = dict[str, Any]


def comparison_as_json(comparison: Comparison, resting: Mapping[str, tuple[RestingTask, ...]] | None) -> Json:
    """The comparison; `rests` is null where no dossier was given."""
    figures = comparison.figures
    changes = ("kept", "reworded", "added", "dropped")
    return {
        "before": _resolution(comparison.before),
        "after": _resolution(comparison.after),
        "figures": asdict(figures) | {"share_similar": figures.share_similar},
        "counts": {change: len(comparison.of(change)) for change in changes}  # type: ignore[arg-type]  # all four
        | {"moved": len(comparison.moved)},
        "ceilings": [asdict(one) for one in comparison.ceilings],
        "paragraphs": [_paragraph(one, resting) for one in comparison.paragraphs],
    }


def _resolution(resolution: Resolution) -> Json:
    ends = resolution.expires_on
    return {
        "symbol": resolution.symbol,
        "n_words": resolution.n_words,
        "expires_on": ends.isoformat() if ends else None,
    }


def _paragraph(one: ComparedParagraph, resting: Mapping[str, tuple[RestingTask, ...]] | None) -> Json:
    return {
        "change": one.change,
        "moved": one.moved,
        "split": one.split,
        "likeness": round(one.likeness, 4),
        "kind": one.shown.kind,
        "before": _provision(one.before),
        "after": _provision(one.after),
        "merged_into": one.merged_into.id if one.merged_into else None,
        "words": [asdict(run) for run in one.runs],
        "named": [asdict(change) for change in one.named],
        "strength": [asdict(change) | {"weaker": change.weaker} for change in one.strength],
        "rests": None if resting is None else [_task(task) for task in resting.get(one.shown.id, ())],
    }


def _provision(paragraph: Paragraph | None) -> Json | None:
    return None if paragraph is None else {"id": paragraph.id, "text": paragraph.text}


def _task(task: RestingTask) -> Json:
    return {
        "task": task.reference,
        "paragraph": task.cited,
        "n_items": task.n_items,
        "items": dict(task.n_by_kind),
    }
