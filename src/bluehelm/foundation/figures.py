"""Figures: numbers that can be explained. One reference gives the inputs, the steps and what is unknown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bluehelm.foundation.findings import Place
from bluehelm.foundation.phrases import Phrase

NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class FigureInput:
    """One thing a figure rests on: an item of the dossier, its value, and where it was read.

    `value` None means that the input is unknown; it then lowers the known share of the figure.
    """

    what: Phrase
    value: Decimal | int | str | None
    unit: str = ""
    on: date | None = None
    item: str = ""
    place: Place = NOWHERE
    source: str = ""
    known_as: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its derivation; `reference` is written figure/short-name.

    `value` None means unknown; `steps` say how the inputs make the value, in order.
    """

    reference: str
    title: Phrase
    value: Decimal | int | None
    unit: str
    inputs: tuple[FigureInput, ...] = ()
    steps: tuple[Phrase, ...] = ()
    caution: Phrase | None = None

    @property
    def n_unknown(self) -> int:
        """How many inputs are unknown."""
        return sum(one.value is None for one in self.inputs)

    @property
    def known_share(self) -> Decimal:
        """Share (0 to 1) of the inputs that are known; 1 where there are none."""
        n_inputs = len(self.inputs)
        return Decimal(n_inputs - self.n_unknown) / n_inputs if n_inputs else Decimal(1)
