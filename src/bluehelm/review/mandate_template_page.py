"""Template language as a page: how much of a text stands in earlier ones, and where it is from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from bluehelm.foundation.pages import (
    Bar,
    BarChart,
    Block,
    Column,
    Number,
    Numbers,
    Page,
    Paragraph,
    Said,
    Section,
    Table,
    Tone,
)
from bluehelm.foundation.phrases import InBoth, Phrase, Quantity, phrase
from bluehelm.mandate.cited_paragraphs import as_cited
from bluehelm.mandate.resolution import Resolution
from bluehelm.mandate.template_language import Novelty, ParagraphOrigin, TemplateLanguage

NOVELTY: Mapping[Novelty, Phrase] = {
    "identical": phrase("identical"),
    "adapted": phrase("adapted"),
    "new": phrase("new"),
}
TEMPLATE_MISSIONS = 3
"""A paragraph that stands in texts on this many missions says nothing of this one."""
FEW_OPENING_WORDS = 8
MOST_MISSIONS = 5
SMALL_PRINT = (
    phrase("Similarity: what two paragraphs share of all sequences of three words that stand in either. "
           "Identical: all of it; adapted: half and more. A value with a tilde is read off signatures, give "
           "or take 0.04, since the earlier text itself is not at hand."),
    phrase("Headings, annexes and paragraphs under six words are left out. The corpus that ships ends in "
           "2015; what stands only in later texts that are not held counts as new."),
)  # fmt: skip


def template_page(
    resolution: Resolution, template: TemplateLanguage, with_task: frozenset[str], on: date
) -> Page:
    """The page; `with_task` names the paragraphs that give a task."""
    texts = {one.id: one.text for one in resolution.paragraphs}
    repeated = [one for one in template.origins if _says_little(one, with_task)]
    sections = (
        Section(phrase("At a glance"), tuple(_at_a_glance(template)), "glance"),
        Section(
            phrase("Repeated across missions, and gives no task"),
            tuple(_repeated(repeated, texts)),
            "repeated",
        ),
        Section(phrase("Since when the language stands"), (_by_age(template),), "age"),
        Section(
            phrase("Every paragraph"),
            (_paragraphs(template.origins, texts),),
            "paragraphs",
            in_terminal=False,
        ),
    )
    return Page(
        phrase("Template language of {symbol}", symbol=template.symbol or phrase("a text without a symbol")),
        phrase("How much of it stands in {n} earlier resolutions", n=template.n_resolutions_before),
        on,
        None,
        sections,
        SMALL_PRINT,
    )


def _says_little(one: ParagraphOrigin, with_task: frozenset[str]) -> bool:
    across = len(one.missions) >= TEMPLATE_MISSIONS
    return one.kind == "operative" and one.novelty != "new" and across and one.paragraph not in with_task


def _at_a_glance(template: TemplateLanguage) -> Iterator[Block]:
    counted = Counter(one.novelty for one in template.origins)
    yield Numbers(
        tuple(
            Number(_share_name(novelty), Quantity(template.share_of_words(novelty), "share"),
                   phrase("{n} paragraphs and points", n=counted[novelty]))
            for novelty in NOVELTY
        )
    )  # fmt: skip
    yield Paragraph(
        phrase(
            "Of its sequences of eight words {seen} stand in at least one earlier resolution, {in_ten} "
            "in ten and more. That alone is no fault: legal formulas and unchanged tasks repeat for good "
            "reason.",
            seen=Quantity(template.seen_before_share, "share"),
            in_ten=Quantity(template.template_share, "share"),
        )
    )
    bars = tuple(
        Bar(NOVELTY[novelty], n, Quantity(n, "words"), group)
        for group, kind in ((phrase("preamble"), "preambular"), (phrase("operative part"), "operative"))
        for novelty, n in _words_by_novelty(template.origins, kind).items()
    )
    yield BarChart(phrase("Words by origin of their paragraph"), bars, "words")


def _share_name(novelty: Novelty) -> Phrase:
    return {
        "identical": phrase("of the words in paragraphs identical to earlier ones"),
        "adapted": phrase("in paragraphs adapted from earlier ones"),
        "new": phrase("in new paragraphs"),
    }[novelty]


def _words_by_novelty(origins: Sequence[ParagraphOrigin], kind: str) -> dict[Novelty, int]:
    return {
        novelty: sum(one.n_words for one in origins if one.kind == kind and one.novelty == novelty)
        for novelty in NOVELTY
    }


def _repeated(repeated: Sequence[ParagraphOrigin], texts: Mapping[str, str]) -> Iterator[Block]:
    if not repeated:
        yield Paragraph(
            phrase("No operative paragraph without a task stands in texts on three missions and more."),
            "grey",
        )
        return
    n_words = sum(one.n_words for one in repeated)
    yield Paragraph(
        phrase(
            "{n} operative paragraphs and points, {n_words} words: these are the first to look at when the "
            "text is to become shorter.",
            n=len(repeated),
            n_words=n_words,
        )
    )
    by_spread = sorted(repeated, key=lambda one: (-len(one.missions), -one.n_resolutions))
    yield _table(phrase("Repeated across missions, and gives no task"), by_spread, texts)


def _by_age(template: TemplateLanguage) -> Table:
    counted: Counter[int] = Counter()
    for one in template.origins:
        if one.since_year is not None:
            counted[one.since_year] += one.n_words
    rows = tuple((str(year), Quantity(n)) for year, n in sorted(counted.items()))
    columns = (Column(phrase("First seen in")), Column(phrase("Words"), numeric=True))
    note = phrase("Words of identical and adapted paragraphs, by the year of the first text with a near one.")
    caption = phrase("Words by the year in which their paragraph first appeared")
    return Table(caption, columns, rows, note=note, whole=True)


def _paragraphs(origins: Sequence[ParagraphOrigin], texts: Mapping[str, str]) -> Table:
    return _table(phrase("Where each paragraph is from"), origins, texts)


def _table(caption: Phrase, origins: Sequence[ParagraphOrigin], texts: Mapping[str, str]) -> Table:
    columns = (
        Column(phrase("Paragraph")),
        Column(phrase("Opening words"), essential=False),
        Column(phrase("Origin")),
        Column(phrase("Nearest earlier paragraph")),
        Column(phrase("Similarity"), numeric=True),
        Column(phrase("Since")),
        Column(phrase("In texts"), numeric=True),
        Column(phrase("Missions"), numeric=True),
        Column(phrase("Most often"), essential=False),
    )
    tones: tuple[Tone, ...] = tuple("grey" if one.novelty == "new" else "plain" for one in origins)
    rows = tuple(_row(one, texts) for one in origins)
    return Table(caption, columns, rows, tones, whole=True)


def _row(one: ParagraphOrigin, texts: Mapping[str, str]) -> tuple[Said, ...]:
    words = texts.get(one.paragraph, "").split()
    opening = " ".join(words[:FEW_OPENING_WORDS]) + (" …" if len(words) > FEW_OPENING_WORDS else "")
    none = InBoth("–")
    near = one.nearest if one.novelty != "new" else None
    return (
        _place(one.paragraph),
        InBoth(opening),
        NOVELTY[one.novelty],
        none if near is None else _cited(near.symbol, near.paragraph),
        none if near is None else InBoth(f"{'' if near.counted else '~'}{near.similarity:.2f}"),
        none if one.since_year is None else str(one.since_year),
        Quantity(one.n_resolutions) if near else none,
        Quantity(len(one.missions)) if near else none,
        InBoth(", ".join(one.missions[:MOST_MISSIONS])),
    )


def _place(paragraph: str) -> Said:
    """A paragraph as one cites it; one of the preamble by its number in order."""
    if cited := as_cited(paragraph):
        return InBoth(cited)
    return phrase("preamble, {number}", number=paragraph.rpartition("_")[2])


def _cited(symbol: str, paragraph: str) -> InBoth:
    short = symbol.removeprefix("S/RES/")
    place = as_cited(paragraph)
    if not place:
        return InBoth(f"{short}, preamble", f"{short}, préambule")
    return InBoth(f"{short}, para. {place}", f"{short}, par. {place}")
