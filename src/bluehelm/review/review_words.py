"""The words of a review in both languages, and the tone each carries: colour never says it alone."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from bluehelm.dossier.review_records import ReviewedFact
from bluehelm.foundation.pages import Said, Tone
from bluehelm.foundation.periods import parse_period
from bluehelm.foundation.phrases import InBoth, Marked, Phrase, Quantity, phrase
from bluehelm.plan.indicator_values import PER_CENT
from bluehelm.review.fact_line import number_of

WORDS: Mapping[str, tuple[Phrase, Tone]] = {
    "done": (phrase("done"), "good"),
    "partly": (phrase("partly"), "plain"),
    "not done": (phrase("not done"), "bad"),
    "better": (phrase("better"), "good"),
    "same": (phrase("same"), "plain"),
    "worse": (phrase("worse"), "bad"),
    "plausible": (phrase("plausible"), "good"),
    "doubtful": (phrase("doubtful"), "plain"),
    "not plausible": (phrase("not plausible"), "bad"),
    "unknown": (phrase("unknown"), "grey"),
    "low": (phrase("low"), "plain"),
    "medium": (phrase("medium"), "plain"),
    "high": (phrase("high"), "plain"),
    "yes": (phrase("yes"), "plain"),
    "no": (phrase("no"), "bad"),
    "delivered": (phrase("delivered"), "good"),
    "not delivered": (phrase("not delivered"), "bad"),
    "late": (phrase("late"), "bad"),
    "slipping": (phrase("slipping"), "bad"),
    "no word": (phrase("no word"), "grey"),
    "under way": (phrase("under way"), "plain"),
    "no date": (phrase("no date"), "grey"),
    "met": (phrase("met"), "good"),
    "not met": (phrase("not met"), "bad"),
    "no target": (phrase("no target"), "grey"),
    "no direction": (phrase("no direction"), "grey"),
    "steady": (phrase("steady"), "plain"),
    "rising": (phrase("rising"), "grey"),
    "falling": (phrase("falling"), "grey"),
    "not computed": (phrase("no trend"), "grey"),
    "open": (phrase("open"), "plain"),
    "overdue": (phrase("overdue"), "bad"),
    "follow-up overdue": (phrase("follow-up overdue"), "bad"),
    "taken": (phrase("taken"), "plain"),
    "dropped": (phrase("dropped"), "grey"),
    "closed": (phrase("closed"), "good"),
    "input": (phrase("input"), "plain"),
    "activity": (phrase("activity"), "plain"),
    "output": (phrase("output"), "plain"),
    "outcome": (phrase("outcome"), "plain"),
    "context": (phrase("context"), "plain"),
    "impact": (phrase("impact"), "plain"),
    "outside": (phrase("outside the mission"), "plain"),
    "inside": (phrase("inside the mission"), "plain"),
    "change of plan": (phrase("change of plan"), "plain"),
    "money": (phrase("money"), "plain"),
}


def word(text: str | None) -> Said:
    """A word of a review, with its tone; None stays unknown."""
    if text is None:
        return None
    found = WORDS.get(text)
    if found is None:
        return text
    said, tone = found
    return said if tone == "plain" else Marked(said, tone)


def plain_word(text: str) -> Phrase:
    """A word of a review inside a sentence."""
    return WORDS[text][0]


def text_of(line: ReviewedFact) -> InBoth:
    """The text of a line in both languages."""
    return InBoth(line.text or line.item, line.text_fr)


def measured(text: str | None, unit: str | None) -> Said:
    """A value as it stands in a line: a number with its per cent, a word, or unknown."""
    number = number_of(text)
    if number is None or text is None:
        return WORDS[text][0] if text is not None and text in WORDS else text
    return with_per_cent(number, unit)


def measured_with_coverage(line: ReviewedFact) -> Said:
    """The value of a line; where not every place had reported, how many had."""
    value = measured(line.value, line.unit)
    if line.value is None or line.known_share is None or line.known_share >= 1:
        return value
    return phrase("{value} ({share} reported)", value=value, share=Quantity(line.known_share, "share"))


def earlier_said(line: ReviewedFact) -> Said:
    """The values of earlier periods, each with its period; a dash where there is none."""
    if not line.earlier:
        return phrase("–")
    pairs = [one.partition(": ") for one in line.earlier.split("; ")]
    values = tuple(
        phrase("{period}: {value}", period=period_said(period), value=measured(value, line.unit))
        for period, _, value in pairs
    )
    return phrase("{values}", values=values)


def period_said(name: str | None) -> Said:
    """A period in the words of the language; unknown where a line has none."""
    if name is None:
        return None
    try:
        return phrase("{period}", period=parse_period(name))
    except ValueError:
        return name


def with_per_cent(number: Decimal, unit: str | None) -> Said:
    """A number, with the sign for per cent where it is one."""
    is_percentage = (unit or "").casefold() in PER_CENT
    return phrase("{n} %", n=number) if is_percentage else Quantity(number)


def aimed(line: ReviewedFact) -> Said:
    """What was aimed at, with its sign."""
    number = number_of(line.aim)
    if number is None or line.aim is None:
        return word(line.aim)
    said = with_per_cent(number, line.unit)
    if line.aim.startswith("≥"):
        return phrase("≥ {aim}", aim=said)
    return phrase("≤ {aim}", aim=said) if line.aim.startswith("≤") else said
