"""The evidence beside a question, in a sentence: how outputs stand, and which way measures went."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bluehelm.dossier.review_records import ReviewedFact
from bluehelm.foundation.phrases import Phrase, phrase
from bluehelm.review.output_facts import DUE_WORDS

NO_TREND = frozenset({"not computed", "rising", "falling"})


def outputs_said(lines: Sequence[ReviewedFact]) -> Phrase:
    """How the outputs stand: delivered, in part, late, without a word, still to come."""
    words = Counter(line.word for line in lines)
    n_due = sum(words[word] for word in DUE_WORDS)
    return phrase(
        "Outputs: {n_due} due; {delivered} delivered, {partly} in part, {late} late, {failed} not delivered, "
        "{no_word} without a word; {slipping} slipping; {coming} under way.",
        n_due=n_due,
        delivered=words["delivered"],
        partly=words["partly"],
        late=words["late"],
        failed=words["not delivered"],
        no_word=words["no word"],
        slipping=words["slipping"],
        coming=words["under way"] + words["no date"],
    )


def measures_said(lines: Sequence[ReviewedFact]) -> Phrase:
    """Which way the declared measures went, and of how many nothing is known."""
    if not lines:
        return phrase("No measure is declared for it.")
    words = Counter(line.trend for line in lines)
    n_unknown = sum(line.value is None for line in lines)
    return phrase(
        "Measures: {better} better, {worse} worse, {steady} steady, {none} without trend; {unknown} of "
        "{n_all} without any value.",
        better=words["better"],
        worse=words["worse"],
        steady=words["steady"],
        none=sum(words[word] for word in NO_TREND),
        unknown=n_unknown,
        n_all=len(lines),
    )
