"""A figure with its derivation in plain structures, for programs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bluehelm.foundation.figures import Figure
from bluehelm.foundation.languages import say


def figure_as_json(figure: Figure, language: str, shown: Callable[[str], str]) -> dict[str, Any]:
    """The figure, its steps and inputs; `shown` says how the name of a file is written."""
    return {
        "reference": figure.reference,
        "title": say(figure.title, language),
        "value": str(figure.value) if figure.value is not None else None,
        "unit": figure.unit,
        "known_share": str(figure.known_share),
        "steps": [say(step, language) for step in figure.steps],
        "caution": say(figure.caution, language) if figure.caution else None,
        "inputs": [
            {
                "what": say(one.what, language),
                "value": str(one.value) if one.value is not None else None,
                "unit": one.unit,
                "on": str(one.on) if one.on else None,
                "item": one.item,
                "file": shown(one.place.file),
                "line": one.place.line,
                "source": one.source,
                "known_as": one.known_as,
            }
            for one in figure.inputs
        ],
    }
