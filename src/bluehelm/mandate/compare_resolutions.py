"""Two resolutions side by side: what a renewal keeps, moves, rewords, adds and drops, and what got weaker."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from bluehelm.mandate.align_paragraphs import (
    FEW_WORDS,
    IDENTICAL,
    LIGHT_EDIT,
    REWRITTEN,
    Likeness,
    align,
    likenesses,
    out_of_order,
)
from bluehelm.mandate.resolution import Paragraph, Resolution
from bluehelm.mandate.verb_strength import clauses, hedges_in
from bluehelm.mandate.word_differences import NamedChange, WordRun, named_changes, word_differences
from bluehelm.mandate.word_sequences import TEXT_WIDTH, words_of

Change = Literal["kept", "reworded", "added", "dropped"]
MANY_TIMES = 5
"""From so many paragraphs on, a replacement is said once for the whole text."""
ROLL_OVER_WORDS = 600
"""A shorter text that only extends is a technical roll-over: no good reference for a comparison."""


@dataclass(frozen=True, slots=True)
class StrengthChange:
    """A verb that became stronger or weaker, on the scale from 5 (decides) to 0 (welcomes); hedges count."""

    before_verb: str
    before: int
    after_verb: str
    after: int

    @property
    def by_hedge(self) -> bool:
        """Whether the verb stayed, and only what softens it changed."""
        return self.before_verb == self.after_verb

    @property
    def weaker(self) -> bool:
        """Whether less is asked than before."""
        return self.after < self.before


@dataclass(frozen=True, slots=True)
class ComparedParagraph:
    """A paragraph of the later text with its origin, or one of the earlier text that was dropped.

    likeness      of the pair, 0 to 1; for what was added or dropped that of the nearest paragraph
    split         whether another paragraph came from the same origin, and is nearer to it
    merged_into   of what was dropped: the paragraph that stands nearest to it, which has another origin
    """

    change: Change
    before: Paragraph | None
    after: Paragraph | None
    likeness: float
    moved: bool = False
    split: bool = False
    merged_into: Paragraph | None = None
    runs: tuple[WordRun, ...] = ()
    named: tuple[NamedChange, ...] = ()
    strength: tuple[StrengthChange, ...] = ()

    @property
    def shown(self) -> Paragraph:
        """The paragraph as it stands now, or as it last stood."""
        shown = self.after or self.before
        assert shown is not None
        return shown

    @property
    def rewritten(self) -> bool:
        """Whether so much was reworded that it is rather a new text on an old matter."""
        return self.change == "reworded" and self.likeness < LIGHT_EDIT


@dataclass(frozen=True, slots=True)
class ComparedCeiling:
    """A ceiling before and after; None where a text sets none for the category."""

    category: str
    before: int | None
    after: int | None
    before_paragraph: str = ""
    after_paragraph: str = ""


@dataclass(frozen=True, slots=True)
class RenewalFigures:
    """A renewal in numbers; operative paragraphs are those of six words or more, points counted one by one.

    Rule: our design; likeness is the share of letters in the same order, `overlap` the share of
    the later text's sequences of eight words that the earlier text holds.
    """

    n_words_before: int
    n_words_after: int
    n_operative_before: int
    n_operative_after: int
    n_identical: int
    n_similar: int
    n_new: int
    overlap: float | None

    @property
    def share_similar(self) -> float | None:
        """Share of the later text's operative paragraphs with a likeness of 0.8 or more."""
        return self.n_similar / self.n_operative_after if self.n_operative_after else None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that changed between two resolutions."""

    before: Resolution
    after: Resolution
    paragraphs: tuple[ComparedParagraph, ...]
    ceilings: tuple[ComparedCeiling, ...]
    figures: RenewalFigures

    def of(self, change: Change, kind: str = "") -> tuple[ComparedParagraph, ...]:
        """The paragraphs that were kept, reworded, added or dropped, of one kind or of all."""
        return tuple(one for one in self.paragraphs if one.change == change and kind in {"", one.shown.kind})

    def replaced_throughout(self) -> dict[tuple[str, str], int]:
        """Words replaced by the same other words in many paragraphs, the most frequent first."""
        found = Counter(pair for one in self.of("reworded") for pair in set(replacements(one)))
        return {pair: n for pair, n in found.most_common() if n >= MANY_TIMES and all(pair)}

    @property
    def moved(self) -> tuple[ComparedParagraph, ...]:
        """The paragraphs that stand in another order, kept or reworded."""
        return tuple(one for one in self.paragraphs if one.moved)

    @property
    def stronger_or_weaker(self) -> tuple[ComparedParagraph, ...]:
        """The paragraphs whose verbs changed strength."""
        return tuple(one for one in self.paragraphs if one.strength)


def compare_resolutions(before: Resolution, after: Resolution) -> Comparison:
    """What became of every paragraph and ceiling of the earlier resolution in the later one.

    Rule: kept above a likeness of 0.995, reworded from 0.5, else added; dropped is what nothing came from.
    Titles of fewer than six words are aligned only when nearly the same.
    Gap: headings and annexes are not compared; what a text takes over by reference is not resolved.
    """
    compared: list[ComparedParagraph] = []
    nearest: dict[str, float] = {}
    for kind in ("preambular", "operative"):
        old, new = _of_kind(before, kind), _of_kind(after, kind)
        found = likenesses([one.text for one in old], [one.text for one in new])
        aligned = align([one.text for one in old], [one.text for one in new], found)
        if kind == "operative":
            nearest = {new[place].id: ratio for place, ratio in _best(found).items()}
        compared += _compared(old, new, found, aligned)
    texts_before, texts_after = _by_id(before), _by_id(after)
    judged = [_with_strength(one, texts_before, texts_after) for one in _across_kinds(compared)]
    return Comparison(
        before, after, tuple(judged), tuple(_ceilings(before, after)), _figures(before, after, nearest)
    )


def replacements(one: ComparedParagraph) -> list[tuple[str, str]]:
    """What was taken out of a reworded paragraph, each with what was put in its place, perhaps nothing."""
    found: list[tuple[str, str]] = []
    place = 0
    while place < len(one.runs):
        run, following = one.runs[place], one.runs[place + 1 : place + 2]
        if run.kind == "out":
            put_in = following[0].text if following and following[0].kind == "in" else ""
            found.append((_bare(run.text), _bare(put_in)))
            place += 1 if put_in else 0
        elif run.kind == "in":
            found.append(("", _bare(run.text)))
        place += 1
    return found


def _bare(text: str) -> str:
    return text.strip(" ,;.:")


def is_roll_over(resolution: Resolution) -> bool:
    """Whether a text is too short to be a reference for a comparison."""
    return resolution.n_words < ROLL_OVER_WORDS


def _of_kind(resolution: Resolution, kind: str) -> list[Paragraph]:
    return [one for one in resolution.paragraphs if one.kind == kind and one.text]


def _by_id(resolution: Resolution) -> dict[str, Paragraph]:
    return {one.id: one for one in resolution.paragraphs}


def _best(found: Iterable[Likeness]) -> dict[int, float]:
    """The likeness of each later paragraph to the nearest earlier one, whatever that one became."""
    best: dict[int, float] = defaultdict(float)
    for one in found:
        best[one.after] = max(best[one.after], one.ratio)
    return best


def _compared(
    old: Sequence[Paragraph],
    new: Sequence[Paragraph],
    found: Sequence[Likeness],
    aligned: dict[int, Likeness],
) -> Iterator[ComparedParagraph]:
    ordered = [aligned[place].before for place in sorted(aligned)]
    moved = out_of_order(ordered)
    best = _best(found)
    origins = {one.before for one in aligned.values()}
    for place, paragraph in enumerate(new):
        pair = aligned.get(place) or _shared_origin(place, paragraph, found, origins)
        if pair is None:
            yield ComparedParagraph("added", None, paragraph, best[place])
        else:
            split = place not in aligned
            yield _pair(
                old[pair.before], paragraph, pair, moved=pair.before in moved and not split, split=split
            )
    for place, paragraph in enumerate(old):
        if place not in origins:
            yield _dropped(place, paragraph, new, found)


def _shared_origin(
    place: int, paragraph: Paragraph, found: Iterable[Likeness], origins: set[int]
) -> Likeness | None:
    """The earlier paragraph from which this one comes too, although another came from it."""
    if len(paragraph.text.split()) < FEW_WORDS:
        return None
    able = [one for one in found if one.after == place and one.before in origins and one.ratio >= REWRITTEN]
    return max(able, key=lambda one: one.ratio, default=None)


def _pair(
    old: Paragraph, new: Paragraph, likeness: Likeness, *, moved: bool, split: bool
) -> ComparedParagraph:
    if likeness.ratio > IDENTICAL and old.text == new.text:
        return ComparedParagraph("kept", old, new, likeness.ratio, moved, split)
    return ComparedParagraph(
        "kept" if likeness.ratio > IDENTICAL else "reworded", old, new, likeness.ratio, moved, split,
        runs=word_differences(old.text, new.text), named=named_changes(old.text, new.text),
    )  # fmt: skip


def _dropped(
    place: int, paragraph: Paragraph, new: Sequence[Paragraph], found: Iterable[Likeness]
) -> ComparedParagraph:
    near = max((one for one in found if one.before == place), key=lambda one: one.ratio, default=None)
    if near is None:
        return ComparedParagraph("dropped", paragraph, None, 0.0)
    into = new[near.after] if near.ratio >= REWRITTEN and len(paragraph.text.split()) >= FEW_WORDS else None
    return ComparedParagraph("dropped", paragraph, None, near.ratio, merged_into=into)


def _across_kinds(compared: list[ComparedParagraph]) -> list[ComparedParagraph]:
    """Pairs what left the preamble for the operative part, or the other way round, hardly changed."""
    gone = [one for one in compared if one.change == "dropped" and one.before]
    come = [one for one in compared if one.change == "added" and one.after]
    old = [one.before for one in gone if one.before]
    new = [one.after for one in come if one.after]
    found = likenesses([one.text for one in old], [one.text for one in new])
    near = [
        one
        for one in found
        if one.ratio >= LIGHT_EDIT
        and old[one.before].kind != new[one.after].kind
        and len(new[one.after].text.split()) >= FEW_WORDS
    ]
    aligned = align([one.text for one in old], [one.text for one in new], near)
    pairs = {
        new[place].id: _pair(old[one.before], new[place], one, moved=True, split=False)
        for place, one in aligned.items()
    }
    left = {old[one.before].id for one in aligned.values()}
    kept = [one for one in compared if not (one.change == "dropped" and one.before and one.before.id in left)]
    return [pairs.get(one.after.id, one) if one.after and one.change == "added" else one for one in kept]


def governing(paragraph: Paragraph, all_of_them: dict[str, Paragraph]) -> list[tuple[str, int, bool]]:
    """The verbs that govern a paragraph, with strength (hedges lower it by one) and whether inherited.

    A point without a verb of its own stands under the last verb of the paragraph above it.
    """
    own = [(one.verb, one.softened, False) for one in clauses(paragraph.text) if one.verb]
    found = [(verb, strength, inherited) for verb, strength, inherited in own if strength is not None]
    if found or paragraph.parent not in all_of_them:
        return found
    above = governing(all_of_them[paragraph.parent], all_of_them)[-1:]
    lowered = 1 if hedges_in(paragraph.text) else 0
    return [(verb, max(0, strength - lowered), True) for verb, strength, _ in above]


def _with_strength(
    one: ComparedParagraph, before: dict[str, Paragraph], after: dict[str, Paragraph]
) -> ComparedParagraph:
    if one.before is None or one.after is None or one.shown.kind != "operative":
        return one
    return replace(
        one, strength=_strength_changes(governing(one.before, before), governing(one.after, after))
    )


def _strength_changes(
    old: list[tuple[str, int, bool]], new: list[tuple[str, int, bool]]
) -> tuple[StrengthChange, ...]:
    """A verb that stayed is set against itself; of the others, each against what stands in its place."""
    left, pairs = list(new), []
    gone: list[tuple[str, int, bool]] = []
    for one in old:
        same = next((other for other in left if other[0] == one[0]), None)
        if same is None:
            gone.append(one)
        else:
            left.remove(same)
            pairs.append((one, same))
    pairs += zip(gone, left, strict=False)
    return tuple(
        StrengthChange(one[0], one[1], other[0], other[1]) for one, other in pairs if one[1] != other[1]
    )


def _ceilings(before: Resolution, after: Resolution) -> Iterator[ComparedCeiling]:
    """Ceilings by category, in the order of the texts; several for one category are steps in time."""
    old, new = _by_category(before), _by_category(after)
    for category in dict.fromkeys([*old, *new]):
        steps_old, steps_new = old.get(category, []), new.get(category, [])
        for step in range(max(len(steps_old), len(steps_new))):
            was = steps_old[step] if step < len(steps_old) else (None, "")
            now = steps_new[step] if step < len(steps_new) else (None, "")
            yield ComparedCeiling(category, was[0], now[0], was[1], now[1])


def _by_category(resolution: Resolution) -> dict[str, list[tuple[int | None, str]]]:
    found: dict[str, list[tuple[int | None, str]]] = defaultdict(list)
    for one in resolution.ceilings:
        if (one.strength, one.paragraph) not in found[one.category]:
            found[one.category].append((one.strength, one.paragraph))
    return found


def _figures(before: Resolution, after: Resolution, nearest: dict[str, float]) -> RenewalFigures:
    ratios = [nearest.get(one.id, 0.0) for one in _counted(after)]
    return RenewalFigures(
        before.n_words,
        after.n_words,
        len(_counted(before)),
        len(_counted(after)),
        sum(ratio > IDENTICAL for ratio in ratios),
        sum(ratio >= LIGHT_EDIT for ratio in ratios),
        sum(ratio < REWRITTEN for ratio in ratios),
        share_seen_in(before, after),
    )


def _counted(resolution: Resolution) -> list[Paragraph]:
    return [one for one in resolution.operative if len(one.text.split()) >= FEW_WORDS]


def share_seen_in(before: Resolution, after: Resolution) -> float | None:
    """Share of the later text's sequences of eight words that the earlier text holds; None if empty."""
    old, new = _sequences(before), _sequences(after)
    return len(old & new) / len(new) if new else None


def _sequences(resolution: Resolution) -> set[tuple[str, ...]]:
    words = words_of(" ".join(one.text for one in resolution.paragraphs))
    return {tuple(words[start : start + TEXT_WIDTH]) for start in range(len(words) - TEXT_WIDTH + 1)}
