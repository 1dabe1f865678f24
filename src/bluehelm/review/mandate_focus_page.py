"""The focus of a mandate as a page: its measures, each placed among others, and the words that show them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
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
from bluehelm.mandate.first_phase import JudgedTask
from bluehelm.mandate.mandate_focus import MandateFocus, Shown
from bluehelm.mandate.place_in_corpus import YES_OR_NO, PlacedMeasure
from bluehelm.review.mandate_focus_pictures import NAMES, pictures

VERBS = {
    5: phrase("decides, authorizes, extends"),
    4: phrase("demands"),
    3: phrase("requests, calls upon"),
    2: phrase("urges, encourages"),
    1: phrase("stresses, recalls, reaffirms"),
    0: phrase("welcomes, notes, condemns"),
}
PRIORITIES = {
    "none": phrase("No paragraph says which tasks come first in rank."),
    "order stated": phrase("An order of priority is stated."),
    "priority and other tasks": phrase("Some tasks are called priorities; no order among them is stated."),
}
UNCLEAR = {
    "verb": phrase("vague verb, nothing says how"),
    "object": phrase("bare object"),
    "limit": phrase("no place, time, number or condition"),
    "offensive operations": phrase("offensive operations, unsaid"),
}
THEMES = {
    one.template: one
    for one in (
        phrase("ceasefire"), phrase("protection from violence"), phrase("armed groups"),
        phrase("use of force"), phrase("disarmament and weapons"), phrase("separation of forces"),
        phrase("peace process"),
        phrase("security forces"), phrase("human rights"), phrase("children"), phrase("women and gender"),
        phrase("justice"), phrase("humanitarian"), phrase("elections"),
        phrase("State authority and institutions"), phrase("development"), phrase("natural resources"),
        phrase("public information"), phrase("conduct of personnel"), phrase("performance of missions"),
        phrase("environment and health"), phrase("culture"),
    )
}  # fmt: skip
"""The themes of the list that ships; those of a list of one's own are shown as they stand."""
MOST_WORDS = 8
SMALL_PRINT = (
    phrase("Compared are resolutions on missions, of 600 words and more, adopted before this one. The corpus "
           "that ships ends in 2015; later texts count once they are added."),
    phrase("Themes, vague verbs, priorities and phases are found by words, each shown beside its count. "
           "They point at paragraphs to read; they do not judge them."),
)  # fmt: skip


def focus_page(
    symbol: str,
    mission: str,
    focus: MandateFocus | None,
    placed: Sequence[PlacedMeasure],
    judged: Sequence[JudgedTask] | None,
    on: date,
) -> Page:
    """The page; `focus` is None where only the measures on file are known, `judged` without a dossier."""
    sections = (*_measures(symbol, mission, focus, placed), *_first_phase(judged), *_shown(focus))
    return Page(
        phrase("The focus of {symbol}", symbol=symbol or phrase("a text without a symbol")),
        phrase("How long it is, what it asks and in which order, and how much of it manages the conflict"),
        on,
        None,
        (*sections, *pictures(symbol, placed)),
        SMALL_PRINT,
    )


def _measures(
    symbol: str, mission: str, focus: MandateFocus | None, placed: Sequence[PlacedMeasure]
) -> Iterator[Section]:
    blocks: list[Block] = []
    if focus is not None:
        blocks.append(_numbers(focus))
    else:
        said = phrase(
            "The text of {symbol} is not at hand: shown is what the dossier holds of it. Add the text with "
            "'bluehelm mandate corpus add FILE', and everything is measured.",
            symbol=symbol,
        )
        blocks.append(Paragraph(said, "grey"))
    blocks.append(_placed_table(mission, placed))
    yield Section(phrase("Its measures, and where they stand"), tuple(blocks), "measures")


def _numbers(focus: MandateFocus) -> Numbers:
    share = focus.conflict_management_share
    return Numbers(
        (
            Number(phrase("words"), Quantity(focus.n_words),
                   phrase("{share} in the preamble", share=Quantity(focus.preambular_share, "share"))),
            Number(phrase("operative paragraphs"), Quantity(focus.n_operative_paragraphs),
                   phrase("and {n} points below them", n=focus.n_points)),
            Number(phrase("different tasks"), Quantity(len(focus.categories)), phrase("of PEMA's 41")),
            Number(phrase("on managing the conflict"), Quantity(share, "share"),
                   phrase("of the operative words with a theme")),
        )
    )  # fmt: skip


def _placed_table(mission: str, placed: Sequence[PlacedMeasure]) -> Table:
    rows = tuple(_placed_row(one) for one in placed if one.value is not None)
    columns = (
        Column(phrase("Measure")),
        Column(phrase("Here"), numeric=True),
        Column(phrase("Median of the last year held"), numeric=True),
        Column(phrase("Have less"), numeric=True),
        Column(
            phrase("The one before, {mission}", mission=mission) if mission else phrase("The one before"),
            numeric=True,
            essential=False,
        ),
    )
    note = None
    if placed and placed[0].n_compared:
        note = phrase(
            "Have less: share of {n} mandates of {from_year} to {until_year} with a lower value. For yes and "
            "no the median is the share that says yes.",
            n=placed[0].n_compared,
            from_year=str(placed[0].from_year),
            until_year=str(placed[0].until_year),
        )
    return Table(phrase("Each measure among other mandates"), columns, rows, note=note, whole=True)


def _placed_row(one: PlacedMeasure) -> tuple[Said, ...]:
    before = one.of_mission[-1].value if one.of_mission else None
    middle = "share" if one.name in YES_OR_NO else one.unit
    return (
        NAMES[one.name],
        _value(one, one.value),
        Quantity(_rounded(one.middle, middle), _shown_unit(middle)),
        Quantity(one.share_below, "share") if one.name not in YES_OR_NO else InBoth("–"),
        InBoth("–") if before is None else _value(one, before),
    )


def _value(one: PlacedMeasure, value: float | None) -> Said:
    if one.name in YES_OR_NO:
        return phrase("yes") if value else phrase("no")
    return Quantity(_rounded(value, one.unit), _shown_unit(one.unit))


def _rounded(value: float | None, unit: str) -> float | int | None:
    return value if value is None or unit == "share" else round(value)


def _shown_unit(unit: str) -> str:
    return unit if unit == "share" else ""


def _first_phase(judged: Sequence[JudgedTask] | None) -> Iterator[Section]:
    if judged is None:
        return
    counted = Counter(one.manages_conflict for one in judged)
    said = phrase(
        "Of {n} tasks in force, planners judge that {n_yes} manage the conflict in the first twelve months "
        "and {n_no} do not; of {n_unknown} nobody has said. That is a judgement on file, not a count.",
        n=len(judged),
        n_yes=counted[True],
        n_no=counted[False],
        n_unknown=counted[None],
    )
    columns = (
        Column(phrase("Task")),
        Column(phrase("Paragraph")),
        Column(phrase("Manages the conflict in the first year")),
        Column(phrase("Runs in the first phase")),
        Column(phrase("Phases"), essential=False),
    )
    rows = tuple(
        (f"task/{one.task}", one.paragraph, _answer(one.manages_conflict), _answer(one.first_phase),
         InBoth(", ".join(one.phases)))
        for one in judged
    )  # fmt: skip
    tones: tuple[Tone, ...] = tuple(
        "bad" if one.first_phase and one.manages_conflict is False else "plain" for one in judged
    )
    called = judged[0].first_called if judged else ""
    note = phrase("The first phase on file: {phase}.", phase=called) if called else None
    table = Table(phrase("What planners have recorded"), columns, rows, tones, note, whole=True)
    yield Section(phrase("Needed in the first phase"), (Paragraph(said), table), "first-phase")


def _answer(answer: bool | None) -> Said:
    if answer is None:
        return phrase("not said")
    return phrase("yes") if answer else phrase("no")


def _shown(focus: MandateFocus | None) -> Iterator[Section]:
    if focus is None:
        return
    yield Section(phrase("What comes first"), tuple(_order(focus)), "order")
    yield Section(phrase("Verbs by strength"), (_verbs(focus),), "verbs")
    yield Section(phrase("Themes, and the words that show them"), (_themes(focus),), "themes")
    yield Section(phrase("Unclear tasks"), tuple(_unclear(focus)), "unclear")
    offensive = [Shown(one.paragraph, one.words) for one in focus.offensive_unsaid]
    heading = phrase("Offensive operations left unsaid")
    nothing = phrase("No task asks for offensive operations without saying so.")
    yield Section(heading, (_places(offensive, heading, nothing),), "offensive")
    heading = phrase("Tasks without means")
    nothing = phrase("No task is to be done within existing means.")
    yield Section(heading, (_places(focus.tasks_without_means, heading, nothing),), "means")


def _order(focus: MandateFocus) -> Iterator[Block]:
    yield Paragraph(PRIORITIES[focus.priority])
    if not focus.sequencing_shown:
        yield Paragraph(phrase("Nothing says what comes first in time and what later."))
    shown = [(one, phrase("rank")) for one in focus.priority_shown]
    shown += [(one, phrase("time")) for one in focus.sequencing_shown]
    rows = tuple((InBoth(one.words), kind, _cited(one.paragraph)) for one, kind in shown)
    if rows:
        columns = (Column(phrase("Words")), Column(phrase("Order in")), Column(phrase("Paragraph")))
        yield Table(phrase("Words on rank and on the order in time"), columns, rows, whole=True)


def _cited(paragraph: str) -> Said:
    """A paragraph as one cites it; a heading is called one."""
    return InBoth(as_cited(paragraph)) if paragraph.startswith("para_") else phrase("heading")


def _places(shown: Sequence[Shown], caption: Phrase, nothing: Phrase) -> Block:
    """The words with the paragraphs in which they stand."""
    if not shown:
        return Paragraph(nothing, "grey")
    places: dict[str, list[str]] = defaultdict(list)
    for one in shown:
        places[one.words.lower()].append(as_cited(one.paragraph) or one.paragraph)
    rows = tuple((InBoth(words), InBoth("; ".join(found))) for words, found in places.items())
    return Table(caption, (Column(phrase("Words")), Column(phrase("Paragraphs"))), rows, whole=True)


def _verbs(focus: MandateFocus) -> BarChart:
    bars = tuple(
        Bar(phrase("{strength}: {verbs}", strength=str(strength), verbs=VERBS[strength]), n, Quantity(n))
        for strength, n in focus.verbs_by_strength.items()
    )
    return BarChart(phrase("Clauses by strength of the verb that governs them"), bars, "clauses")


def _themes(focus: MandateFocus) -> Table:
    matched: dict[str, Counter[str]] = defaultdict(Counter)
    managing: dict[str, bool] = {}
    for one in focus.themed:
        for found in one.reading.matches:
            matched[found.theme][found.words] += 1
            managing[found.theme] = found.manages_conflict
    total = sum(one.n_words for one in focus.themed) or 1
    rows = tuple(
        (
            THEMES.get(theme, InBoth(theme)) if theme else phrase("no theme"),
            phrase("yes") if managing.get(theme) else phrase("no") if theme else InBoth("–"),
            Quantity(n / total, "share"),
            InBoth(_most(matched.get(theme, Counter()))),
        )
        for theme, n in focus.words_by_theme.items()
    )
    columns = (
        Column(phrase("Theme")),
        Column(phrase("Manages the conflict")),
        Column(phrase("Operative words"), numeric=True),
        Column(phrase("Words matched, paragraphs")),
    )
    note = phrase("A paragraph counts with all its words for the theme that weighs most in it.")
    return Table(phrase("Operative words by main theme"), columns, rows, note=note, whole=True)


def _most(words: Counter[str]) -> str:
    return ", ".join(f"{one} ({n})" for one, n in words.most_common(MOST_WORDS))


def _unclear(focus: MandateFocus) -> Iterator[Block]:
    found = [one for one in focus.unclear if one.unclear in {"verb", "object"}]
    n_limit = sum(one.unclear == "limit" for one in focus.unclear)
    yield Paragraph(
        phrase(
            "Paragraphs with a task whose verb or object is unclear: {n_unclear}; without any limit in "
            "place, time, number or condition: {n_limit}.",
            n_unclear=focus.n_unclear,
            n_limit=n_limit,
        )
    )
    rows = tuple((_cited(one.paragraph), UNCLEAR[one.unclear], InBoth(one.words)) for one in found)
    if rows:
        columns = (Column(phrase("Paragraph")), Column(phrase("Unclear")), Column(phrase("Words")))
        yield Table(phrase("Unclear in verb or object"), columns, rows, whole=True)
