"""The few words that the renderers add to a page: labels, and hints to the reader."""

from __future__ import annotations

from bluehelm.foundation.languages import say
from bluehelm.foundation.pages import Shade
from bluehelm.foundation.phrases import Phrase, phrase
from bluehelm.review.mark_english import OPENS

LABELS = {
    "known_on": phrase("With what was known on"),
    "public": phrase("Public version: nothing above unclassified is in it or in its sums"),
    "by": phrase("by"),
    "no_date": phrase("no date set"),
    "decided_by": phrase("Decided by"),
    "waiting": phrase("Cost of waiting"),
    "nothing_due": phrase("No decision is due."),
    "numbers": phrase("The numbers"),
    "label": phrase("What"),
    "value": phrase("Value"),
    "group": phrase("Group"),
    "month": phrase("Month"),
    "year": phrase("Year"),
    "low": phrase("Low"),
    "high": phrase("High"),
    "cell": phrase("Cell"),
    "place": phrase("South-west corner"),
    "unknown": phrase("unknown"),
    "nothing": phrase("Nothing to show."),
    "small_print": phrase("Small print"),
    "bar_chart": phrase("Bar chart"),
    "series_chart": phrase("Line chart"),
    "map": phrase("Map"),
    "timeline": phrase("Timeline"),
    "trade_off": phrase("Scatter chart"),
    "heat_map": phrase("Heat map"),
    "row": phrase("Row"),
    "from": phrase("From"),
    "until": phrase("To"),
    "page": phrase("Page"),
    "annex": phrase("Annex"),
    "colon": phrase(": "),
    "semicolon": phrase("; "),
}

SHADES: dict[Shade, Phrase] = {
    "one": phrase("phase"),
    "other": phrase("next phase"),
    "calm": phrase("calm"),
    "between": phrase("neither"),
    "alarm": phrase("alarm"),
    "unknown": phrase("nothing known"),
    "open": phrase("late: a person must decide"),
    "decided": phrase("decided"),
    "period": phrase("one period"),
    "next": phrase("the next"),
    "cut": phrase("months that carry the cut"),
    "planned": phrase("planned"),
    "quiet": phrase("year"),
}
"""What the colours and signs of a timeline mean."""


def label(name: str, language: str) -> str:
    """One label in the language.

    >>> label("by", "en")
    'by'
    """
    return say(LABELS[name], language)


def labels_in(language: str) -> dict[str, str]:
    """Every label in the language, for a template."""
    return {name: say(one, language) for name, one in LABELS.items()}


def days_left(n_days: int) -> Phrase:
    """How long until a date, or how long since.

    >>> say(days_left(122)), say(days_left(-1)), say(days_left(0))
    ('122 days left', '1 day overdue', 'today')
    """
    if n_days == 0:
        return phrase("today")
    if n_days < 0:
        return phrase("1 day overdue") if n_days == -1 else phrase("{n} days overdue", n=-n_days)
    return phrase("1 day left") if n_days == 1 else phrase("{n} days left", n=n_days)


def position(latitude: float, longitude: float) -> Phrase:
    """A place on the globe, in degrees.

    >>> say(position(6.5, 21.0))
    '6.5° N, 21° E'
    """
    return phrase(
        f"{{latitude}}° {'N' if latitude >= 0 else 'S'}, {{longitude}}° {'E' if longitude >= 0 else 'W'}",
        latitude=round(abs(latitude), 2),
        longitude=round(abs(longitude), 2),
    )


def as_sentence(text: str) -> str:
    """The text with a capital at its start, where it starts with a plain word.

    >>> as_sentence("renew the mandate"), as_sentence("task/patrol is late")
    ('Renew the mandate', 'task/patrol is late')
    """
    bare = text.lstrip(OPENS)
    first = bare.partition(" ")[0].rstrip(",;:.")
    if not (first.replace("'", "").isalpha() and first.islower()):
        return text
    return text[: len(text) - len(bare)] + bare[:1].upper() + bare[1:]
