"""The focus of a mandate as JSON, for programs: names and ids, nothing that depends on a language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from bluehelm.mandate.first_phase import JudgedTask
from bluehelm.mandate.mandate_focus import MandateFocus, ThemedParagraph
from bluehelm.mandate.place_in_corpus import PlacedMeasure

Json = dict[str, Any]


def focus_as_json(
    symbol: str,
    mission: str,
    focus: MandateFocus | None,
    placed: Sequence[PlacedMeasure],
    judged: Sequence[JudgedTask] | None,
) -> Json:
    """The measures with the words that show them; `first_phase` is null where no dossier was given."""
    return {
        "symbol": symbol,
        "mission": mission,
        **(_of_text(focus) if focus is not None else {}),
        "first_phase": None if judged is None else [asdict(one) for one in judged],
        "placed": [asdict(one) for one in placed],
    }


def _of_text(focus: MandateFocus) -> Json:
    return {
        "words": focus.n_words,
        "preambular_share": focus.preambular_share,
        "operative_paragraphs": focus.n_operative_paragraphs,
        "points": focus.n_points,
        "tasks": {"count": len(focus.categories), "categories": list(focus.categories)},
        "priority": {"stated": focus.priority, "shown": [asdict(one) for one in focus.priority_shown]},
        "sequencing": {
            "stated": bool(focus.sequencing_shown),
            "shown": [asdict(one) for one in focus.sequencing_shown],
        },
        "verbs_by_strength": {str(strength): n for strength, n in focus.verbs_by_strength.items()},
        "share_on_conflict_management": focus.conflict_management_share,
        "words_by_theme": focus.words_by_theme,
        "themes": [_themed(one) for one in focus.themed],
        "unclear": [asdict(one) for one in focus.unclear],
        "offensive_operations_unsaid": [asdict(one) for one in focus.offensive_unsaid],
        "tasks_without_means": [asdict(one) for one in focus.tasks_without_means],
    }


def _themed(one: ThemedParagraph) -> Json:
    return {
        "paragraph": one.paragraph,
        "words": one.n_words,
        "side": one.reading.side,
        "theme": one.reading.theme,
        "matches": [asdict(found) for found in one.reading.matches],
    }
