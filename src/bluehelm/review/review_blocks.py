"""Blocks that several pages of a review share: who signed, verdicts, late outputs, what came later."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from bluehelm.dossier.review_records import ReviewedFact
from bluehelm.foundation.pages import Block, Column, Number, Numbers, Page, Paragraph, Said, Section, Table
from bluehelm.foundation.phrases import InBoth, Phrase, Quantity, phrase
from bluehelm.review.fact_line import number_of
from bluehelm.review.output_facts import DUE_WORDS
from bluehelm.review.review_figures import MEASURES, OUTPUTS, quarter_of
from bluehelm.review.review_seen import Later, ReviewSeen
from bluehelm.review.review_words import measured, text_of, word

LATE = ("not delivered", "late", "slipping", "partly")
SHORT_SEAL = 19


def page_of(view: ReviewSeen, title: Phrase, sections: Sequence[Section]) -> Page:
    """A page of a review: title, whether it is signed and whole, sections, and the small print."""
    return Page(
        title,
        _subtitle(view),
        view.facts.as_of,
        view.facts.known_on,
        tuple(sections),
        tuple(_small_print(view)),
        view.public,
    )


def mission_name(view: ReviewSeen) -> Said:
    """The short name of the mission, else its full one."""
    mission = view.seen.dossier.mission
    if mission is None:
        return phrase("a mission that cannot be read yet")
    return mission.short_name or InBoth(mission.name, mission.name_fr)


def _subtitle(view: ReviewSeen) -> Phrase:
    review = view.review
    if review.signed_on is None:
        return phrase(
            "Draft, as of {as_of}: {n_left} of {n} cells are still to be filled by a person",
            as_of=view.facts.as_of,
            n_left=view.n_cells_left,
            n=view.n_cells,
        )
    return phrase(
        "Signed on {on} by {post}, as of {as_of}",
        on=review.signed_on,
        post=view.post(review.signed_by),
        as_of=view.facts.as_of,
    )


def standing_blocks(view: ReviewSeen) -> Iterator[Block]:
    """What a reader must know before anything else: an illustration, or a signed review that was changed."""
    if view.whole is False:
        yield Paragraph(
            phrase(
                "This review was changed after it was signed. Its seal no longer fits; nothing below can be "
                "taken as what was signed."
            ),
            "bad",
        )
    if view.is_illustration:
        yield Paragraph(
            phrase(
                "Illustration: the counts are published figures; judgements, decisions and signature are "
                "those of the authors of this example and of nobody in the mission."
            ),
            "bad",
        )


def _small_print(view: ReviewSeen) -> Iterator[Phrase]:
    yield phrase(
        "Seen as of {as_of}, with what was known on {known_on}.",
        as_of=view.facts.as_of,
        known_on=view.facts.known_on,
    )
    if view.review.seal and not view.public:
        yield phrase(
            "Seal {seal}: {whole}.",
            seal=view.review.seal[:SHORT_SEAL],
            whole=phrase("it holds") if view.whole else phrase("it does not hold"),
        )
    yield phrase(
        "A person filled or fills {n} cells; a full matrix of indicators and outputs has {n_all}.",
        n=view.n_cells,
        n_all=view.n_cells_of_matrix,
    )
    yield phrase("References such as indicator/… and figure/… can be given to the command bluehelm explain.")
    if view.public:
        yield phrase(
            "A public review is made from what is unclassified; every total is computed from that alone."
        )


def numbers_block(view: ReviewSeen) -> Numbers:
    """Delivery, measures, money and posts as large numbers."""
    return Numbers(tuple(_numbers(view)))


def _numbers(view: ReviewSeen) -> Iterator[Number]:
    outputs = Counter(line.word for line in view.facts.of("output"))
    n_due = sum(outputs[one] for one in DUE_WORDS)
    yield Number(
        phrase("of {n} outputs due were delivered", n=n_due),
        Quantity(outputs["delivered"] if n_due else None, "", _figure(view, OUTPUTS)),
        phrase(
            "{partly} in part, {late} late or not, {none} without a word",
            partly=outputs["partly"],
            late=outputs["late"] + outputs["not delivered"],
            none=outputs["no word"],
        ),
        "bad" if n_due and not outputs["delivered"] else "plain",
    )
    lines = [line for line in view.facts.of("indicator") if line.counts in ("outcome", "impact", "context")]
    trends = Counter(line.trend for line in lines)
    yield Number(
        phrase("of {n} measures of change went better", n=len(lines)),
        Quantity(trends["better"] if lines else None, "", _figure(view, MEASURES)),
        phrase(
            "{worse} worse, {steady} steady, {none} without a trend",
            worse=trends["worse"],
            steady=trends["steady"],
            none=len(lines) - trends["better"] - trends["worse"] - trends["steady"],
        ),
    )
    yield from _money(view.facts.of("money"))
    yield from _suspects(view)


def _figure(view: ReviewSeen, reference: str) -> str:
    """The figure that explains a number of a quarter; reviews of other periods have none."""
    return reference if view.period == quarter_of(view.seen) else ""


def _money(lines: Sequence[ReviewedFact]) -> Iterator[Number]:
    gross = {line.word: line for line in lines if line.under == "gross"}
    voted, spent, expected = (_usd(gross.get(one)) for one in ("voted", "spent", "expected"))
    if voted and spent:
        said = (
            phrase("{usd} is expected for the year", usd=Quantity(expected, "USD", "figure/expected-share"))
            if expected
            else None
        )
        yield Number(
            phrase(
                "of {usd} voted was spent by {on}",
                usd=Quantity(voted, "USD"),
                on=gross["spent"].on or gross["spent"].period,
            ),
            Quantity(spent / voted, "share", "figure/spent"),
            said,
        )


def _usd(line: ReviewedFact | None) -> Decimal | None:
    return number_of(line.value) if line else None


def _suspects(view: ReviewSeen) -> Iterator[Number]:
    suspects = view.facts.of("suspect")
    if suspects:
        yield Number(
            phrase("links to be looked at again"),
            Quantity(len(suspects), "", "figure/suspect-links"),
            phrase("an end changed since somebody reviewed them"),
        )


def verdicts_table(view: ReviewSeen, *, short: bool = False) -> Table:
    """The three verdicts on each objective, side by side, with what is not known."""
    columns = [
        Column(phrase("Political objective")),
        Column(phrase("Delivery: did we do it")),
        Column(phrase("Situation: did it change")),
        Column(phrase("How sure"), essential=False),
        Column(phrase("Contribution: how plausible")),
        Column(phrase("What is not known")),
    ]
    kept = [0, 1, 2, 5] if short else [0, 1, 2, 3, 4, 5]
    caption = (
        phrase("Delivery and situation of each political objective")
        if short
        else phrase("Three verdicts on each political objective")
    )
    rows = tuple(
        tuple(row[place] for place in kept)
        for objective in view.seen.dossier.objectives
        if (row := _verdict_row(view, objective.reference))
    )
    note = phrase(
        "None of the three is inferred from another. Delivery follows from outputs by rule; the other "
        "two are judgements of the post named in the review."
    )
    return Table(
        caption,
        tuple(columns[one] for one in kept),
        rows,
        note=None if short else note,
        whole=True,
    )


def _verdict_row(view: ReviewSeen, reference: str) -> tuple[Said, ...]:
    verdict = view.verdicts.get(reference)
    name = view.named(reference)
    if verdict is None:
        return (name, None, None, None, None, None)
    return (
        name,
        word(verdict.delivery),
        word(verdict.situation),
        word(verdict.sure),
        word(verdict.contribution),
        verdict.not_known,
    )


def late_table(view: ReviewSeen, most: int | None = None) -> Table | None:
    """Outputs late, slipping, delivered in part or not at all, with cause; None where there is none."""
    lines = [line for line in view.facts.of("output") if line.word in LATE]
    lines.sort(key=lambda line: LATE.index(line.word or "partly"))
    if not lines:
        return None
    columns = (
        Column(phrase("Output")),
        Column(phrase("How it stands")),
        Column(phrase("Due")),
        Column(phrase("Money to be committed by"), essential=False),
        Column(phrase("Cause")),
    )
    rows = tuple(
        (text_of(line), word(line.word), line.on, line.commit_by, word(line.remark)) for line in lines[:most]
    )
    more = len(lines) - len(rows)
    note = phrase("{n} more in the scorecards.", n=more) if more > 0 else None
    return Table(phrase("Outputs late, slipping, or delivered in part"), columns, rows, note=note)


def later_section(view: ReviewSeen) -> Section | None:
    """What became known after the signature, beside the review and not in it."""
    if not view.later:
        return None
    columns = (
        Column(phrase("Item")),
        Column(phrase("In the review")),
        Column(phrase("As known now")),
        Column(phrase("Known on")),
        Column(phrase("Reference"), essential=False),
    )
    rows = tuple(
        (text_of(one.now), _state(one.then, one), _state(one.now, one), one.now.known_on, one.now.item)
        for one in view.later
    )
    note = phrase("Nothing above was changed by it.")
    table = Table(phrase("Learned since the signature"), columns, rows, note=note)
    return Section(phrase("Learned since the signature, not part of the review"), (table,), "later")


def _state(line: ReviewedFact | None, pair: Later) -> Said:
    """What of a line differs, in a word or a value."""
    if line is None:
        return phrase("not known of")
    if pair.then is not None and pair.then.word != pair.now.word:
        return word(line.word)
    if pair.then is not None and pair.then.value == pair.now.value:
        return line.earlier
    return measured(line.value, line.unit)
