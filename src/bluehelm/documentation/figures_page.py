"""The page of figures: every figure of a brief that always has the same reference, and those by family."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from inspect import getdoc

from bluehelm.documentation.markdown_text import page, plain, table
from bluehelm.dossier.contents import Dossier
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.figures import Figure
from bluehelm.foundation.languages import say
from bluehelm.review.brief_figures import FIGURES

INTRODUCTION = (
    "Every figure of a brief has a reference, and `bluehelm explain REFERENCE` prints how it was found: "
    "inputs with file, line and source, steps, and what is unknown. Titles below are those of an empty "
    "dossier seen on 28 February 2026; a title that names a year names the budget year of the day."
)
FAMILIES = (
    ("figure/known-COMPONENT", "share of the indicators of a component of which any value is known"),
    ("figure/posts-COMPONENT", "civilian posts of a component whose tasks a struck paragraph touches"),
    ("figure/violence-on-the-map", "people killed in all grid cells of the map, where a series is on file"),
    ("figure/violence-last-year", "people killed in the last year on file"),
    ("figure/struck-KIND", "items of a kind that fall with the struck paragraph and rest on nothing else"),
    ("figure/struck-dollars", "dollars that allocations give to what falls with the struck paragraph"),
    ("figure/suspect-links", "reviewed links of which an end has changed its meaning"),
)
"""Figures that depend on what is on file; a word in capitals stands for a name."""

OF_A_REVIEW = (
    ("figure/quarter-delivered", "outputs delivered of those due in the quarter of the day asked about"),
    ("figure/quarter-better", "measures of change that went better, by the slope of their last values"),
    ("figure/quarter-cells", "cells that a review of that quarter asks a person to fill"),
)
"""Figures of the review of the quarter that holds the day asked about."""

EMPTY = Standpoint(Dossier(), date(2026, 2, 28))


def figures_page() -> str:
    """The page of figures."""
    fixed = table(("reference", "title", "unit", "what it is"), (_row(make) for make in FIGURES))
    families = table(("reference", "what it is"), ((f"`{name}`", plain(said)) for name, said in FAMILIES))
    reviewed = table(("reference", "what it is"), ((f"`{name}`", plain(said)) for name, said in OF_A_REVIEW))
    return page(
        "Figures",
        [INTRODUCTION],
        fixed,
        ["## Figures that depend on what is on file"],
        families,
        ["## Figures of a review"],
        reviewed,
    )


def _row(make: Callable[[Standpoint], Figure]) -> tuple[str, ...]:
    figure = make(EMPTY)
    return f"`{figure.reference}`", plain(say(figure.title)), figure.unit, plain(_first_line(make))


def _first_line(make: Callable[[Standpoint], Figure]) -> str:
    function = make.func if isinstance(make, partial) else make
    return (getdoc(function) or "").partition("\n")[0]


def fixed_references() -> Iterator[str]:
    """The references that every brief has."""
    return (make(EMPTY).reference for make in FIGURES)
