"""The page that sets two resolutions side by side, for whoever prepares a renewal or negotiates one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from bluehelm.foundation.listed_names import listed
from bluehelm.foundation.pages import (
    Block,
    Column,
    ComparedText,
    ComparedTexts,
    Number,
    Numbers,
    Page,
    Paragraph,
    Said,
    Section,
    Table,
    Tone,
    Words,
)
from bluehelm.foundation.phrases import InBoth, Phrase, Quantity, phrase
from bluehelm.mandate.ceiling_names import ceiling_name
from bluehelm.mandate.cited_paragraphs import as_cited
from bluehelm.mandate.compare_resolutions import (
    ROLL_OVER_WORDS,
    ComparedParagraph,
    Comparison,
    StrengthChange,
    is_roll_over,
    replacements,
)
from bluehelm.mandate.resolution import Paragraph as Provision
from bluehelm.mandate.resting_on_paragraphs import RestingTask
from bluehelm.mandate.word_differences import NamedChange
from bluehelm.review.brief_what_if import KINDS

Resting = Mapping[str, tuple[RestingTask, ...]]
MOST_TASKS = 4
ITEMS = {**KINDS, "line": phrase("budget lines"), "phase": phrase("phases")}
FEW_OPENING_WORDS = 9
NOTHING = phrase("–")
NAMED = {
    "date": phrase("Date: {before} > {after}."),
    "number": phrase("Number: {before} > {after}."),
    "verb": phrase("Verb: {before} > {after}."),
    "hedge": phrase("Hedge: {before} > {after}."),
    "addressee": phrase("Addressed: {before} > {after}."),
}
SMALL_PRINT = (
    phrase(
        "Numbering is not looked at: paragraphs are matched by their words. Kept: likeness above 0.995; "
        "reworded: 0.5 and more; below that a paragraph counts as added, and an old one that nothing "
        "came from as dropped."
    ),
    phrase("Headings and annexes are not compared."),
)
HOW_WORDS_ARE_MARKED = phrase(
    "Taken out: struck through, in the terminal in [- -]. Put in: underlined, in the terminal in "
    "{open} {close}. Likeness: from 0 to 1.",
    open="{+",
    close="+}",
)


def comparison_page(comparison: Comparison, resting: Resting | None, on: date) -> Page:
    """The page; `resting` is what rests on each changed paragraph, None where no dossier was given.

    `on`: the day the page looks from, the adoption of the later text where it is known.
    """
    return Page(
        phrase("From {before} to {after}", before=comparison.before.symbol, after=comparison.after.symbol),
        phrase("What the renewal keeps, moves, rewords, adds and drops"),
        on,
        None,
        tuple(_sections(comparison, resting)),
        SMALL_PRINT,
    )


def _sections(comparison: Comparison, resting: Resting | None) -> Iterator[Section]:
    yield Section(phrase("At a glance"), tuple(_at_a_glance(comparison)), "glance")
    if comparison.ceilings or _ends(comparison):
        yield Section(phrase("Ceilings and end"), (_ceilings(comparison),), "ceilings")
    yield Section(phrase("Verbs that became stronger or weaker"), (_strengths(comparison),), "verbs")
    if resting is not None:
        yield Section(phrase("What rests on what changed"), tuple(_rests(comparison, resting)), "rests")
    yield from _texts(comparison, resting or {})
    yield Section(phrase("Moved"), (_moved(comparison),), "moved", in_terminal=False)
    yield Section(phrase("Kept to the letter"), (Paragraph(_kept(comparison)),), "kept")


def _at_a_glance(comparison: Comparison) -> Iterator[Block]:
    figures = comparison.figures
    n_all = sum(len(comparison.of(change)) for change in ("kept", "reworded", "added"))
    reworded = comparison.of("reworded")
    yield Numbers(
        (
            Number(phrase("paragraphs and points kept"), Quantity(len(comparison.of("kept"))),
                   phrase("of {n_all} in {symbol}; moved: {n_moved}", n_all=n_all,
                          symbol=comparison.after.symbol, n_moved=len(comparison.moved))),
            Number(phrase("reworded"), Quantity(len(reworded)),
                   phrase("of these largely rewritten: {n}", n=sum(one.rewritten for one in reworded))),
            Number(phrase("added"), Quantity(len(comparison.of("added")))),
            Number(phrase("dropped"), Quantity(len(comparison.of("dropped"))),
                   phrase("of these taken up by another paragraph: {n}",
                          n=sum(one.merged_into is not None for one in comparison.of("dropped")))),
        )
    )  # fmt: skip
    yield Paragraph(
        phrase(
            "{n_before} words became {n_after}; {overlap} of the new text's sequences of eight words stand "
            "in the old one. Of {n_operative} operative paragraphs and points of six words or more, "
            "{similar} are the same or lightly edited.",
            n_before=figures.n_words_before,
            n_after=figures.n_words_after,
            overlap=Quantity(figures.overlap, "share"),
            n_operative=figures.n_operative_after,
            similar=Quantity(figures.share_similar, "share"),
        )
    )
    if is_roll_over(comparison.before):
        yield Paragraph(
            phrase("{symbol} has fewer than {limit} words, as a technical roll-over has; compare with the "
                   "last renewal of substance.", symbol=comparison.before.symbol, limit=ROLL_OVER_WORDS),
            "bad",
        )  # fmt: skip


def _ends(comparison: Comparison) -> tuple[date | None, date | None] | None:
    ends = comparison.before.expires_on, comparison.after.expires_on
    return ends if any(ends) else None


def _ceilings(comparison: Comparison) -> Table:
    rows: list[tuple[Said, ...]] = []
    tones: list[Tone] = []
    for one in comparison.ceilings:
        apart = one.after - one.before if one.before is not None and one.after is not None else None
        shown = phrase("none set")
        rows.append(
            (
                ceiling_name(one.category),
                shown if one.before is None else Quantity(one.before, "people"),
                shown if one.after is None else Quantity(one.after, "people"),
                NOTHING if apart is None else Quantity(apart, "people"),
                as_cited(one.after_paragraph or one.before_paragraph),
            )
        )
        tones.append("plain" if apart == 0 else "bad")
    if ends := _ends(comparison):
        paragraph = as_cited(comparison.after.expiry_paragraph)
        rows.append((phrase("last day of the mandate"), *ends, NOTHING, paragraph))
        tones.append("plain")
    columns = (
        Column(phrase("Category")),
        Column(phrase("Before"), numeric=True),
        Column(phrase("After"), numeric=True),
        Column(phrase("Change"), numeric=True),
        Column(phrase("Paragraph")),
    )
    return Table(phrase("Ceilings and end"), columns, tuple(rows), tuple(tones), whole=True)


def _strengths(comparison: Comparison) -> Table:
    rows: list[tuple[Said, ...]] = []
    tones: list[Tone] = []
    changes = [(one, change) for one in comparison.stronger_or_weaker for change in one.strength]
    for one, change in sorted(changes, key=lambda pair: not pair[1].weaker):
        rows.append((_place(one.shown), _opening(one.shown), _step(change), _direction(change)))
        tones.append("bad" if change.weaker else "plain")
    columns = (
        Column(phrase("Paragraph")),
        Column(phrase("Opening words"), essential=False),
        Column(phrase("Verb and strength")),
        Column(phrase("Direction")),
    )
    note = phrase(
        "From 5 (decides) over 3 (requests) to 0 (welcomes); a hedge such as 'as appropriate' counts one "
        "step. The scale orders what is asked; it does not say what binds in law."
    )
    caption = phrase("Verbs that became stronger or weaker")
    return Table(caption, columns, tuple(rows), tuple(tones), note, whole=True)


def _step(change: StrengthChange) -> Phrase:
    if change.by_hedge:
        return phrase("{verb}, by a hedge ({before} > {after})", verb=change.before_verb,
                      before=change.before, after=change.after)  # fmt: skip
    return phrase("{before_verb} ({before}) > {after_verb} ({after})", before_verb=change.before_verb,
                  before=change.before, after_verb=change.after_verb, after=change.after)  # fmt: skip


def _direction(change: StrengthChange) -> Phrase:
    return phrase("weaker") if change.weaker else phrase("stronger")


def _rests(comparison: Comparison, resting: Resting) -> Iterator[Block]:
    by_task: dict[str, tuple[RestingTask, list[ComparedParagraph]]] = {}
    for one in comparison.paragraphs:
        for task in resting.get(one.shown.id, ()):
            by_task.setdefault(task.reference, (task, []))[1].append(one)
    if not by_task:
        yield Paragraph(phrase("No task of the dossier cites a paragraph that changed."), "grey")
        return
    ordered = sorted(by_task.values(), key=lambda one: (not _is_grave(*one), -one[0].n_items))
    throughout = comparison.replaced_throughout()
    rows = tuple(_rests_row(task, _what_changed(changed, throughout)) for task, changed in ordered)
    tones: tuple[Tone, ...] = tuple("bad" if _is_grave(*one) else "plain" for one in ordered)
    columns = (
        Column(phrase("Task")),
        Column(phrase("Cited")),
        Column(phrase("What changed")),
        Column(phrase("Items that rest on it"), numeric=True),
        Column(phrase("Of these"), essential=False),
    )
    note = phrase("Each of these is to be looked at again when the new wording is taken into the dossier.")
    yield Table(phrase("Tasks whose paragraph changed"), columns, rows, tones, note, whole=True)


def _is_grave(task: RestingTask, changed: Sequence[ComparedParagraph]) -> bool:
    """Whether the task is gone, its paragraph dropped, or its verb weaker."""
    weaker = any(step.weaker for one in changed for step in one.strength)
    return task.is_given is False or weaker or any(one.change == "dropped" for one in changed)


def _rests_row(task: RestingTask, what_changed: Phrase) -> tuple[Said, ...]:
    kinds = tuple(
        phrase("{kind}: {n}", kind=ITEMS.get(kind, phrase(kind)), n=n)
        for kind, n in sorted(task.n_by_kind.items())
    )
    return task.reference, task.cited, what_changed, Quantity(task.n_items), phrase("{items}", items=kinds)


CHANGES = {
    "reworded": phrase("reworded"),
    "added": phrase("added"),
    "dropped": phrase("dropped"),
    "kept": phrase("kept"),
}
WEIGHT = ("dropped", "added", "reworded", "kept")


def _what_changed(changed: Sequence[ComparedParagraph], throughout: Mapping[tuple[str, str], int]) -> Phrase:
    """The heaviest change, and whether a verb became weaker."""
    heaviest = min((one.change for one in changed), key=WEIGHT.index)
    if any(step.weaker for one in changed for step in one.strength):
        return phrase("{change}, weaker", change=CHANGES[heaviest])
    if heaviest == "reworded" and all(_is_only(one, throughout) for one in changed):
        return phrase("only what was replaced throughout")
    return CHANGES[heaviest]


def _is_only(one: ComparedParagraph, throughout: Mapping[tuple[str, str], int]) -> bool:
    return set(replacements(one)) <= throughout.keys()


def _texts(comparison: Comparison, resting: Resting) -> Iterator[Section]:
    operative, preamble = comparison.of("reworded", "operative"), comparison.of("reworded", "preambular")
    throughout = comparison.replaced_throughout()
    only = [one for one in operative if _is_only(one, throughout)]
    if throughout:
        yield Section(phrase("Replaced throughout"), (_throughout(throughout, only),), "throughout")
    other = [one for one in operative if one not in only]
    yield _section(phrase("Reworded"), other, resting, "reworded", note=HOW_WORDS_ARE_MARKED)
    yield _section(phrase("Added"), comparison.of("added", "operative"), resting, "added")
    yield _section(phrase("Dropped"), comparison.of("dropped", "operative"), resting, "dropped")
    came = [*comparison.of("added", "preambular"), *comparison.of("dropped", "preambular")]
    if only:
        heading = phrase("Reworded only by what was replaced throughout")
        yield _section(heading, only, resting, "reworded-throughout", in_terminal=False)
    yield _section(phrase("Preamble: reworded"), preamble, resting, "preamble", in_terminal=False)
    yield _section(phrase("Preamble: added and dropped"), came, resting, "preamble-other", in_terminal=False)


def _throughout(throughout: Mapping[tuple[str, str], int], only: Sequence[ComparedParagraph]) -> Table:
    columns = (Column(phrase("Was")), Column(phrase("Is")), Column(phrase("Paragraphs"), numeric=True))
    rows = tuple((InBoth(before), InBoth(after), Quantity(n)) for (before, after), n in throughout.items())
    places = tuple(_place(one.shown) for one in only)
    note = phrase("Nothing else was changed in {places}.", places=places) if places else None
    return Table(phrase("Replaced throughout"), columns, rows, note=note, whole=True)


def _section(
    heading: Phrase,
    paragraphs: Iterable[ComparedParagraph],
    resting: Resting,
    name: str,
    *,
    in_terminal: bool = True,
    note: Phrase | None = None,
) -> Section:
    texts = tuple(_compared_text(one, resting.get(one.shown.id, ())) for one in paragraphs)
    return Section(heading, (ComparedTexts(texts, note if texts else None),), name, in_terminal)


def _compared_text(one: ComparedParagraph, tasks: Sequence[RestingTask]) -> ComparedText:
    weaker = any(step.weaker for step in one.strength)
    tone: Tone = "bad" if one.change == "dropped" or weaker else "good" if one.change == "added" else "plain"
    words = tuple(Words(run.kind, run.text) for run in one.runs)
    if not words:
        kind = {"added": "in", "dropped": "out"}.get(one.change, "same")
        words = (Words(kind, one.shown.text),)  # type: ignore[arg-type]  # one of the three words
    return ComparedText(_label(one), words, tuple(_remarks(one, tasks)), tone)


def _label(one: ComparedParagraph) -> Phrase:
    if one.before is None or one.after is None:
        return phrase("{place}, {change}", place=_place(one.shown), change=CHANGES[one.change])
    template = "{after}, was {before} (likeness {likeness:.2f})"
    if one.moved:
        template = "{after}, was {before}, moved (likeness {likeness:.2f})"
    elif one.split:
        template = "{after}, taken from {before} (likeness {likeness:.2f})"
    return phrase(template, after=_place(one.after), before=_place(one.before), likeness=one.likeness)


def _remarks(one: ComparedParagraph, tasks: Sequence[RestingTask]) -> Iterator[Phrase]:
    for named in one.named:
        yield _named(named)
    for change in one.strength:
        yield phrase("Weaker: {step}." if change.weaker else "Stronger: {step}.", step=_step(change))
    if one.merged_into is not None:
        yield phrase("Nearest now: {place} (likeness {likeness:.2f}).", place=_place(one.merged_into),
                     likeness=one.likeness)  # fmt: skip
    if tasks:
        yield phrase("In the dossier: {tasks}.", tasks=listed((task.reference for task in tasks), MOST_TASKS))


def _named(change: NamedChange) -> Phrase:
    before, after = change.before or (NOTHING,), change.after or (NOTHING,)
    return phrase(NAMED[change.kind].template, before=before, after=after)


def _place(provision: Provision) -> InBoth:
    """Where a paragraph stands, as one cites it; a preambular one by its opening words."""
    cited = as_cited(provision.id)
    return InBoth(cited, cited) if cited else _opening(provision)


def _opening(provision: Provision) -> InBoth:
    words = provision.text.split()
    return InBoth(" ".join(words[:FEW_OPENING_WORDS]) + (" …" if len(words) > FEW_OPENING_WORDS else ""))


def _moved(comparison: Comparison) -> Table:
    rows = tuple(
        (_place(one.before), _place(one.shown), _opening(one.shown)) for one in comparison.moved if one.before
    )
    columns = (Column(phrase("Was")), Column(phrase("Is")), Column(phrase("Opening words")))
    return Table(phrase("Moved"), columns, rows)


def _kept(comparison: Comparison) -> Phrase:
    operative, preamble = comparison.of("kept", "operative"), comparison.of("kept", "preambular")
    cited = tuple(place for one in operative if (place := as_cited(one.shown.id)))
    return phrase("Operative paragraphs and points: {n} ({cited}). Preambular paragraphs: {n_preamble}.",
                  n=len(operative), cited=cited or (NOTHING,), n_preamble=len(preamble))  # fmt: skip
