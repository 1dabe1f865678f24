"""A resolution in the terminal: what it decides at a glance, then its outline, in 80 columns."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from datetime import date

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from bluehelm.foundation.languages import say
from bluehelm.foundation.phrases import Phrase, Quantity, phrase
from bluehelm.mandate.ceiling_names import ceiling_name
from bluehelm.mandate.cited_paragraphs import as_cited
from bluehelm.mandate.resolution import Ceiling, EndOfTerm, Paragraph, ReportingDuty, Resolution

WIDTH = 80
MARKER_WIDTH = 7
MOST_MENTIONED = 12

WITHOUT_SYMBOL = phrase("Resolution without a symbol")
HEADINGS = {
    "glance": phrase("At a glance"),
    "outline": phrase("Outline"),
    "text": phrase("Text"),
}
LABELS = {
    "adopted": phrase("adopted"),
    "length": phrase("length"),
    "chapter": phrase("Chapter VII"),
    "ends": phrase("runs until"),
    "ceilings": phrase("ceilings"),
    "reports": phrase("reports due"),
    "cites": phrase("cites"),
    "by_reference": phrase("by reference"),
}
UNKNOWN_DAY = phrase("not in the text")
NONE_SET = phrase("none set")
SCOPES = {
    "whole": phrase("invoked for the whole resolution"),
    "recalled": phrase("recalled, not invoked"),
    "none": phrase("not named"),
    "paragraphs": phrase("invoked in {paragraphs}"),
}
ENDS = {
    "expiry": phrase("{on}, as printed in {paragraph}"),
    "term_months": phrase("{on}, counted from {months} months in {paragraph}"),
    "termination": phrase("{on}, when it ends by {paragraph}"),
    "phase_end": phrase("a phase ends on {on}, {paragraph}"),
    "liquidation_start": phrase("liquidation from {on}, {paragraph}"),
}
OTHER_BODY = phrase("{end} (a panel, committee or measure)")
UNCOUNTED = phrase("{months} months from a day that is not known, {paragraph}")
DUTIES = {
    "every_months": phrase("every {value} months"),
    "every_days": phrase("every {value} days"),
    "every_weeks": phrase("every {value} weeks"),
    "within_months": phrase("within {value} months"),
    "within_days": phrase("within {value} days"),
    "within_weeks": phrase("within {value} weeks"),
    "on": phrase("on {value}"),
    "by": phrase("by {value}"),
}
CEILING = phrase("{strength} {category}, {paragraph}")
STRETCH = {
    (True, True): phrase("{ceiling}, from {first} to {last}"),
    (True, False): phrase("{ceiling}, from {first}"),
    (False, True): phrase("{ceiling}, until {last}"),
}
INCLUDED = phrase("of these {ceiling}")
TEMPORARY = phrase("{ceiling}, for a time")
LENGTH = phrase(
    "{n_words} words; {n_operative} operative paragraphs with {n_points} points; {n_preambular} preambular"
)
AND_MORE = phrase("and {n} more")
AT_HAND = phrase("{paragraph} points at {symbol}, {named}")
PREAMBULAR = phrase("{n} preambular paragraphs open with: {verbs}")
ANNEX = phrase("{n} lines of annex")


def show_resolution(resolution: Resolution, language: str, screen: Console, *, whole: bool = False) -> None:
    """Prints the resolution: facts, then every operative paragraph in one line, or in full."""
    width = min(screen.width, WIDTH)
    for part in _parts(resolution, language, width, whole=whole):
        screen.print(part, width=width)


def _parts(resolution: Resolution, language: str, width: int, *, whole: bool) -> Iterator[RenderableType]:
    yield Text(resolution.symbol or say(WITHOUT_SYMBOL, language), style="bold")
    yield _ruled("glance", language)
    yield _facts(resolution, language)
    yield Text()
    yield _ruled("text" if whole else "outline", language)
    yield from _outline(resolution, language, width, whole=whole)


def _ruled(name: str, language: str) -> Rule:
    return Rule(Text(say(HEADINGS[name], language), style="bold blue"), align="left", style="dim")


def _facts(resolution: Resolution, language: str) -> Padding:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column()
    for name, lines in _told(resolution):
        said = Group(*(Text(say(line, language)) for line in lines))
        grid.add_row(say(LABELS[name], language), said)
    return Padding(grid, (0, 0, 0, 2))


def _told(resolution: Resolution) -> Iterator[tuple[str, list[Phrase | date]]]:
    numbered = [one for one in resolution.operative if one.level == 0]
    yield "adopted", [resolution.adopted_on or UNKNOWN_DAY]
    yield (
        "length",
        [
            phrase(
                LENGTH.template,
                n_words=resolution.n_words,
                n_operative=len(numbered),
                n_points=len(resolution.operative) - len(numbered),
                n_preambular=len(resolution.preambular),
            )
        ],
    )
    yield "chapter", [_scope(resolution)]
    yield "ends", [_end(one) for one in resolution.ends] or [NONE_SET]
    yield "ceilings", [_ceiling(one) for one in resolution.ceilings] or [NONE_SET]
    yield "reports", _duties(resolution) or [NONE_SET]
    if resolution.by_reference:
        yield "by_reference", [
            phrase(AT_HAND.template, paragraph=_cited(one.paragraph), symbol=one.symbol,
                   named=tuple(_cited(name) for name in one.named))
            for one in resolution.by_reference
        ]  # fmt: skip
    if cited := list(dict.fromkeys(one.symbol for one in resolution.citations)):
        shown = tuple(cited[:MOST_MENTIONED])
        yield "cites", [phrase("{symbols}", symbols=shown), *_more(len(cited) - len(shown))]


def _more(n: int) -> list[Phrase | date]:
    return [phrase(AND_MORE.template, n=n)] if n > 0 else []


def _cited(identifier: str) -> str:
    return as_cited(identifier) or identifier


def _scope(resolution: Resolution) -> Phrase:
    if resolution.chapter_vii == ("all",):
        return SCOPES["whole"]
    if resolution.chapter_vii:
        named = tuple(_cited(one) for one in resolution.chapter_vii)
        return phrase(SCOPES["paragraphs"].template, paragraphs=named)
    return SCOPES["recalled" if resolution.chapter_vii_recalled else "none"]


def _end(one: EndOfTerm) -> Phrase:
    if one.on is None:
        return phrase(UNCOUNTED.template, months=one.months, paragraph=_cited(one.paragraph))
    end = phrase(ENDS[one.what].template, on=one.on, months=one.months, paragraph=_cited(one.paragraph))
    return end if one.of_mandate else phrase(OTHER_BODY.template, end=end)


def _ceiling(one: Ceiling) -> Phrase:
    said = phrase(
        CEILING.template,
        strength=Quantity(one.strength, "people"),
        category=ceiling_name(one.category),
        paragraph=_cited(one.paragraph),
    )
    if one.from_on or one.until_on:
        stretch = STRETCH[one.from_on is not None, one.until_on is not None]
        said = phrase(stretch.template, ceiling=said, first=one.from_on, last=one.until_on)
    if one.temporary:
        said = phrase(TEMPORARY.template, ceiling=said)
    return phrase(INCLUDED.template, ceiling=said) if one.included else said


def _duties(resolution: Resolution) -> list[Phrase | date]:
    """Duties, those of one paragraph together."""
    by_paragraph: dict[str, list[Phrase]] = {}
    for one in resolution.reports:
        by_paragraph.setdefault(one.paragraph, []).append(_duty(one))
    return [
        phrase("{duties}, {paragraph}", duties=tuple(duties), paragraph=_cited(paragraph))
        for paragraph, duties in by_paragraph.items()
    ]


def _duty(one: ReportingDuty) -> Phrase:
    value = date.fromisoformat(one.value) if one.what in {"on", "by"} else int(one.value)
    return phrase(DUTIES[one.what].template, value=value)


def _outline(resolution: Resolution, language: str, width: int, *, whole: bool) -> Iterator[Text]:
    if resolution.preambular and not whole:
        verbs = tuple(dict.fromkeys(one.verbs[0] for one in resolution.preambular if one.verbs))
        opened = phrase(PREAMBULAR.template, n=len(resolution.preambular), verbs=verbs)
        yield Text(say(opened, language), style="dim")
    for one in resolution.paragraphs:
        if one.kind == "heading":
            yield Text(f"\n{one.text}", style="bold")
        elif one.kind == "operative" or whole:
            yield _line(one, width, whole=whole)
    if not whole and (n_annex := sum(one.kind == "annex" for one in resolution.paragraphs)):
        yield Text("\n" + say(phrase(ANNEX.template, n=n_annex), language), style="dim")


def _line(one: Paragraph, width: int, *, whole: bool) -> Text:
    """A paragraph behind its marker, moved in by its level; cut to one line unless wanted whole."""
    indent = 2 + 4 * one.level
    marker = f"{one.marker}." if one.marker.isdigit() else one.marker
    room = max(20, width - indent - MARKER_WIDTH)
    text = one.text or "–"
    lines = textwrap.wrap(text, room) if whole else [textwrap.shorten(text, room, placeholder=" …")]
    first = Text(" " * indent + marker.ljust(MARKER_WIDTH))
    first.append(lines[0])
    _mark_verb(first, one)
    for line in lines[1:]:
        first.append("\n" + " " * (indent + MARKER_WIDTH) + line)
    return first


def _mark_verb(line: Text, one: Paragraph) -> None:
    if one.kind == "operative":
        for verb in one.verbs:
            spelt = verb.replace("izes", "i[sz]es")
            line.highlight_regex(rf"(?i)\b{spelt}\b", "cyan")
