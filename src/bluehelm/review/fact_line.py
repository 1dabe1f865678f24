"""One line of what a review has before it, made by the software from what was read already."""

from __future__ import annotations

from decimal import Decimal

from bluehelm.dossier.review_records import ReviewedFact

DRAFT = "draft"
"""Stands for the review while the lines are not yet kept with one."""


_BLANK = ReviewedFact.model_construct(review=DRAFT, part="output", item="")
"""A line with nothing in it; a copy costs a tenth of what a new one costs."""


def fact_line(part: str, item: str, **fields: object) -> ReviewedFact:
    """A line of a part on an item; its values come from records that were read and need no reading again."""
    written = {
        name: format(value, "f") if isinstance(value, Decimal) and name != "known_share" else value
        for name, value in fields.items()
    }
    return _BLANK.model_copy(update={"part": part, "item": item, **written})


def number_of(text: str | None) -> Decimal | None:
    """The number that a line holds as text; None for words and for what is unknown.

    >>> number_of("1500"), number_of("yes"), number_of("≥ 40")
    (Decimal('1500'), None, Decimal('40'))
    """
    if text is None:
        return None
    try:
        return Decimal(text.lstrip("≥≤ ").replace(" ", ""))
    except ArithmeticError:
        return None


def reaches_aim(line: ReviewedFact) -> bool | None:
    """Whether the last known value of a line would reach its aim; None where the two cannot be compared."""
    aim, value = number_of(line.aim), number_of(line.value)
    if aim is None or value is None or line.aim is None:
        return None
    if line.aim.startswith("≥"):
        return value >= aim
    return value <= aim if line.aim.startswith("≤") else None
