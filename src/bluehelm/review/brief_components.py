"""Tasks, outputs and indicators by component, with trend and coverage; and the verdicts of the last review.

Rule: delivery, situation and contribution are three verdicts; none is inferred from another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date

from bluehelm.dossier.review_records import Review
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.figures import Figure
from bluehelm.foundation.pages import Column, Paragraph, Said, Section, Table
from bluehelm.foundation.phrases import InBoth, Phrase, phrase
from bluehelm.review.brief_figures import shown
from bluehelm.review.component_figures import ComponentSeen, components_seen

WORDS: Mapping[str, Phrase] = {
    "done": phrase("done"),
    "partly": phrase("partly"),
    "not done": phrase("not done"),
    "better": phrase("better"),
    "same": phrase("same"),
    "worse": phrase("worse"),
    "plausible": phrase("plausible"),
    "doubtful": phrase("doubtful"),
    "not plausible": phrase("not plausible"),
    "unknown": phrase("unknown"),
}


def components_section(seen: Standpoint, figures: Mapping[str, Figure]) -> Section:
    """What each component carries, and how much of it is known."""
    heading = phrase("Tasks, outputs and indicators by component")
    found = components_seen(seen)
    if not found:
        nothing = Paragraph(phrase("No task, output or indicator is on file."), "grey")
        return Section(heading, (nothing,), "components")
    columns = (
        Column(phrase("Component")),
        Column(phrase("Tasks with an indicator"), numeric=True),
        Column(phrase("Outputs due"), numeric=True, essential=False),
        Column(phrase("reported on"), numeric=True, essential=False),
        Column(phrase("Indicators"), numeric=True),
        Column(phrase("on target / off / unknown"), numeric=True),
        Column(phrase("last value reaches it"), numeric=True, essential=False),
        Column(phrase("better / worse / steady / no trend"), numeric=True),
        Column(phrase("Known"), numeric=True),
    )
    note = phrase(
        "On target, off or unknown: by the target of the period under way; what is not yet reported is "
        "unknown. Known: share of indicators with any known value. Delivery says nothing on the situation."
    )
    rows = tuple(_row(one, figures) for one in found)
    table = Table(phrase("What each carries, and how much of it is known"), columns, rows, note=note)
    return Section(heading, (table,), "components", in_terminal=False)


def _row(one: ComponentSeen, figures: Mapping[str, Figure]) -> tuple[Said, ...]:
    words = one.words
    name = InBoth(one.component.name, one.component.name_fr) if one.component else phrase("no component")
    on_target = phrase(
        "{met} / {off} / {unknown}",
        met=words["met"], off=words["not met"], unknown=words["unknown"] + words["no direction"],
    )  # fmt: skip
    known = figures.get(f"figure/known-{one.name}")
    return (
        name,
        phrase("{n} of {n_all}", n=one.n_tasks_measured, n_all=len(one.tasks)),
        len(one.outputs),
        one.n_outputs_reported,
        len(one.indicators),
        on_target if one.indicators else phrase("–"),
        _reached(one),
        _trend(one.trends) if one.indicators else phrase("–"),
        shown(known) if known and one.indicators else phrase("–"),
    )


def _reached(one: ComponentSeen) -> Phrase:
    """How many of the comparable indicators already stood at the target when last known."""
    comparable = [each.reached for each in one.indicators if each.reached is not None]
    return phrase("{n} of {n_all}", n=sum(comparable), n_all=len(comparable)) if comparable else phrase("–")


def _trend(trends: Counter[str]) -> Phrase:
    not_known = sum(trends[word] for word in ("rising", "falling", "not computed"))
    return phrase("{better} / {worse} / {steady} / {unknown}", better=trends["better"], worse=trends["worse"],
                  steady=trends["steady"], unknown=not_known)  # fmt: skip


def last_review(seen: Standpoint) -> Review | None:
    """The last review on file whose period is over, as known at the standpoint."""
    known = [
        one
        for one in seen.dossier.reviews
        if one.period.until_on <= seen.as_of and seen.was_known(one.signed_on or one.prepared_on)
    ]
    return max(known, key=lambda one: (one.period.until_on, one.prepared_on or date.min), default=None)


def review_section(seen: Standpoint) -> Section | None:
    """The three verdicts of the last review, side by side; None without a review."""
    review = last_review(seen)
    if review is None or not review.verdicts:
        return None
    columns = (
        Column(phrase("Of")),
        Column(phrase("Delivery: did we do it")),
        Column(phrase("Situation: did it change")),
        Column(phrase("Contribution: how plausible")),
    )
    rows = tuple(
        (_named(one.of, seen), _word(one.delivery), _word(one.situation), _word(one.contribution))
        for one in review.verdicts
    )
    signed = phrase("Signed on {on}.", on=review.signed_on) if review.signed_on else phrase("Not yet signed.")
    note = phrase("{signed} None of the three is inferred from another.", signed=signed)
    caption = phrase("Verdicts of the review of {period}", period=review.period)
    table = Table(caption, columns, rows, note=note)
    return Section(phrase("What the last review found"), (table,), "review", in_terminal=False, annex=True)


def _named(reference: str, seen: Standpoint) -> Said:
    record = seen.dossier.by_reference.get(reference)
    for field in ("text", "name"):
        if text := getattr(record, field, None):
            return InBoth(str(text), getattr(record, f"{field}_fr", None))
    return reference


def _word(word: str | None) -> Said:
    return WORDS[word] if word else None
