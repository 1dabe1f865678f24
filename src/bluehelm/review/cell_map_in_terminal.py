"""A map of cells in the terminal: how many have a value, the highest of them, and how old the data are."""

from __future__ import annotations

from rich.text import Text

from bluehelm.foundation.languages import say, unit_in
from bluehelm.foundation.numbers_and_dates import number_in
from bluehelm.foundation.pages import CellMap
from bluehelm.foundation.phrases import phrase
from bluehelm.review.page_labels import position

WORST_CELLS = 3


def cell_map_in_terminal(block: CellMap, language: str) -> list[Text]:
    """The map in a sentence, and the age of its data."""
    worst = sorted(block.cells, key=lambda one: (-one.value, one.cell))[:WORST_CELLS]
    named = tuple(
        phrase(
            "{value} at {position}",
            value=number_in(one.value, language),
            position=position(one.latitude, one.longitude),
        )
        for one in worst
    )
    said = phrase(
        "{n} cells have a value; the highest: {worst} ({unit}).",
        n=len(block.cells),
        worst=named,
        unit=unit_in(block.unit, language),
    )
    sentence = [Text(say(said, language))] if named else []
    return [*sentence, Text(say(block.age, language), style="dim")]
