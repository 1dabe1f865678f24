"""The paragraphs of a resolution from whole lines: preamble, numbers, points, headings, annexes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bluehelm.mandate.marker_sequence import Marker, MarkerSequence, marker_at_start
from bluehelm.mandate.operative_verbs import opening_participle, opening_verb, operative_verbs
from bluehelm.mandate.page_furniture import SourceLine
from bluehelm.mandate.resolution import Paragraph, ParagraphKind
from bluehelm.mandate.whole_lines import (
    ANNEX,
    NUMBERED,
    OPENING_FORMULA,
    ends_a_clause,
    is_heading_like,
    number_at_start,
)

_LAST = re.compile(r"(?:\d+\.\s*)?(?:Decides|Resolves)\b.{0,60}\bseized\b.{0,60}[.;]?$", re.IGNORECASE)
_AFTER_THE_END = re.compile(
    r"\W*(?:Adopted (?:unanimously|at the|by|without)|Reissued for technical|Originally issued|"
    r"In favour|Against)",
    re.IGNORECASE,
)
_SECTION = re.compile(r"(?:[A-Z]|[IVX]{1,4})\.?")
_NEXT_ON_THE_LINE = re.compile(r";\s+(?:(?:and|or)\s+)?(\([a-z]{1,4}\)|[a-z]{1,2}\.)(?=\s+\S)")
TITLE_WORDS = 10
_RUN_IN_FIRST = re.compile(r":\s+\((?:a|i)\)\s+")


@dataclass
class _Draft:
    """A paragraph while its text still grows."""

    id: str
    kind: ParagraphKind
    marker: str
    level: int
    parent: str
    line: int
    heading: str
    parts: list[str]


@dataclass
class Structure:
    """What is being put together, and what could not be decided without a guess."""

    drafts: list[_Draft] = field(default_factory=list)
    guessed: list[str] = field(default_factory=list)
    skipped: list[tuple[int, int]] = field(default_factory=list)
    repeated: list[tuple[int, int]] = field(default_factory=list)
    phase: ParagraphKind = "preambular"
    last_number: int = 0
    numbered: bool = False
    ended: bool = False
    heading: str = ""
    sequence: MarkerSequence = field(default_factory=MarkerSequence)
    above: list[_Draft] = field(default_factory=list)
    ids: dict[str, int] = field(default_factory=dict)
    n_of_kind: dict[str, int] = field(default_factory=dict)
    section: str = ""


def paragraphs_of(lines: Sequence[SourceLine]) -> tuple[tuple[Paragraph, ...], Structure]:
    """The paragraphs in order, and the notes made while they were put together."""
    made = Structure()
    marked = [marker_at_start(line.text) for line in lines]
    for place, line in enumerate(lines):
        _put(made, line, marked[place], _next_marker(marked, place))
    return tuple(_finished(made.drafts)), made


def _next_marker(marked: Sequence[tuple[Marker, str] | None], place: int) -> Marker | None:
    """The next marker, as long as only unmarked lines stand between."""
    return next((one[0] for one in marked[place + 1 : place + 12] if one is not None), None)


def _put(
    made: Structure, line: SourceLine, marked: tuple[Marker, str] | None, following: Marker | None
) -> None:
    text = line.text
    if made.phase == "annex":
        _put_annex(made, line, marked)
    elif OPENING_FORMULA.fullmatch(text):
        _begin_section(made)
    elif made.last_number and ANNEX.fullmatch(text):
        _begin_annex(made, line)
    elif number := number_at_start(text, made.last_number):
        _put_numbered(made, line, number)
    elif marked is not None and _is_point(made, marked[0]):
        _put_points(made, line, marked, following)
    elif number := _begins_again(made, text):
        _put_repeated(made, line, number)
    else:
        _put_unmarked(made, line)


def _begins_again(made: Structure, text: str) -> int | None:
    """The number of a paragraph that should stand before the last one, or None: numbers begin again."""
    found = NUMBERED.match(text)
    if found is None or not made.last_number or not opening_verb(text[found.end() :]):
        return None
    return int(found[1]) if int(found[1]) <= made.last_number else None


def _put_repeated(made: Structure, line: SourceLine, number: int) -> None:
    """A number used before: 1 begins a new part, another is kept apart by its id. Both are noted."""
    made.repeated.append((made.last_number, number))
    if number == 1:
        _begin_section(made)
    _put_numbered(made, line, number)


def _begin_section(made: Structure) -> None:
    """A second opening formula begins a new part, in which numbers begin again."""
    if made.last_number:
        made.n_of_kind["part"] = made.n_of_kind.get("part", 1) + 1
        made.section = f"part_{made.n_of_kind['part']}__"
        made.last_number = 0
        made.phase = "preambular"
        made.above = []


def _put_numbered(made: Structure, line: SourceLine, number: int) -> None:
    if number > made.last_number + 1:
        made.skipped.append((made.last_number, number))
    made.phase, made.numbered, made.last_number = "operative", True, number
    made.ended = bool(_LAST.match(line.text))
    own = NUMBERED.sub("", line.text, count=1).strip()
    made.sequence = MarkerSequence()
    draft = _add(made, f"para_{number}", replace(line, text=""), str(number))
    made.above = [draft]
    # A point can stand on the line of its number: "4. (a) Decides ..."
    inner = marker_at_start(own)
    if inner is not None and inner[0].name in {"a", "i", "1"} and not inner[0].is_bullet:
        _put_point(made, line, inner[0], inner[1], None)
    else:
        _put_text(made, draft, own, line.number)


def _put_text(made: Structure, draft: _Draft, text: str, number: int) -> None:
    """The text of a paragraph; a list run into it after a colon becomes points."""
    pieces = run_in_points(text)
    draft.parts.append(pieces[0])
    for piece in pieces[1:]:
        marker, own = marker_at_start(piece) or (None, piece)
        if marker is not None:
            _put_point(made, SourceLine(number, piece), marker, own, None)


def run_in_points(text: str) -> list[str]:
    """The lead-in and the points of a list that stands within one line; the text alone without one.

    Only a list after a colon, beginning at (a) or (i) and going on in order, with each point closed by
    a semicolon or comma, is one; "subparagraphs (a) and (b)" is none.

    >>> run_in_points("Decides: (a) to extend the term; and (b) to review it;")
    ['Decides:', '(a) to extend the term; and', '(b) to review it;']
    """
    first = _RUN_IN_FIRST.search(text)
    if first is None:
        return [text]
    sequence = MarkerSequence()
    cuts: list[int] = []
    for found in re.finditer(r"(?<=[:;,])\s+(?:and\s+|or\s+)?(\([a-z]{1,4}\))\s+", text[first.start() :]):
        marked = marker_at_start(found[1] + " x")
        if marked is None:
            continue
        level, guessed = sequence.level_of(marked[0])
        if guessed or level != 1:
            return [text]
        cuts.append(first.start() + found.start(1))
    if len(cuts) < 2:
        return [text]
    ends = [*cuts, len(text)]
    return [text[: cuts[0]].strip(), *(text[a:b].strip() for a, b in zip(cuts, ends[1:], strict=True))]


def _is_point(made: Structure, marker: Marker) -> bool:
    """Whether a marker at the start of a line opens a point here."""
    if not made.above:
        return False
    if marker.is_bullet and marker.printed in "-*o" and made.ended:
        return False
    return (
        not marker.printed.endswith(".")
        or bool(made.sequence.open)
        or marker.readings[0][1] == 1
        or (("roman.", 1) in marker.readings)
    )


def _put_points(
    made: Structure, line: SourceLine, marked: tuple[Marker, str], following: Marker | None
) -> None:
    """A point, and those of the same list that follow it on its line after semicolons."""
    pieces = points_on_one_line(*marked)
    for place, (marker, own) in enumerate(pieces):
        _put_point(made, line, marker, own, pieces[place + 1][0] if place + 1 < len(pieces) else following)


def points_on_one_line(marker: Marker, text: str) -> list[tuple[Marker, str]]:
    """A point with those that follow it in its own text, each the next of the list after a semicolon.

    >>> marked = marker_at_start("(a) To extend the term; and (b) to review it;")
    >>> [(one.name, text) for one, text in points_on_one_line(*marked)]
    [('a', 'To extend the term; and'), ('b', 'to review it;')]
    """
    pieces: list[tuple[Marker, str]] = []
    begin = 0
    for found in _NEXT_ON_THE_LINE.finditer(text):
        following = marker_at_start(found[1] + " x")
        if following is not None and following[0].follows(marker):
            pieces.append((marker, text[begin : found.start(1)].strip()))
            marker, begin = following[0], found.end(1)
    return [*pieces, (marker, text[begin:].strip())]


def _put_point(made: Structure, line: SourceLine, marker: Marker, own: str, following: Marker | None) -> None:
    level, guessed = made.sequence.level_of(marker, following)
    above = made.above[:level] or made.above[-1:]
    parent = above[-1]
    name = marker.name
    if marker.is_bullet:
        n_before = sum(one.parent == parent.id for one in made.drafts)
        name = str(n_before + 1)
    draft = _add(made, f"{parent.id}__point_{name}", replace(line, text=own), marker.printed, parent)
    if guessed:
        made.guessed.append(draft.id)
    made.above = [*above, draft]


def _put_unmarked(made: Structure, line: SourceLine) -> None:
    text = line.text
    if made.ended and _AFTER_THE_END.match(text):
        return
    if made.ended and not is_heading_like(text):
        _begin_annex(made, line)
    elif made.phase == "preambular" and not made.numbered and opening_verb(text) and text[0].isupper():
        _put_unnumbered(made, line)
    elif _is_heading(made, text):
        _put_heading(made, line)
    elif made.phase == "operative" and _is_preambular_again(made, text):
        draft = _add(made, _counted(made, "rec"), line, kind="preambular")
        made.above, made.sequence = [draft], MarkerSequence()
    elif made.phase == "preambular" and (not made.above or _opens_preambular(made, text)):
        draft = _add(made, _counted(made, "rec"), line)
        made.above, made.sequence = [draft], MarkerSequence()
    elif made.phase == "operative" and not made.last_number and opening_verb(text) and text[0].isupper():
        _put_unnumbered(made, line)
    elif made.above:
        made.above[-1].parts.append(text)


def _put_unnumbered(made: Structure, line: SourceLine) -> None:
    made.phase = "operative"
    made.ended = bool(_LAST.match(line.text))
    draft = _add(made, _counted(made, "unnumbered"), line)
    made.above, made.sequence = [draft], MarkerSequence()


def _is_heading(made: Structure, text: str) -> bool:
    before = made.drafts[-1] if made.drafts else None
    if before is not None and before.level > 0 and _is_title_among_points(before, text):
        return True
    if not is_heading_like(text):
        return False
    if before is None or before.kind == "heading":
        return True
    closed = ends_a_clause(before.parts[-1]) if before.parts and before.parts[-1] else True
    return closed or (before.level > 0 and len(text.split()) <= 12)


def _is_title_among_points(before: _Draft, text: str) -> bool:
    """Whether a short line with a colon, after a point that is closed, is the title of those that follow."""
    closed = bool(before.parts) and ends_a_clause(before.parts[-1]) and not before.parts[-1].endswith(":")
    return closed and len(text.split()) <= TITLE_WORDS and text.endswith(":") and text[0].isupper()


def _opens_preambular(made: Structure, text: str) -> bool:
    before = made.drafts[-1]
    if before.kind == "heading":
        return True
    closed = not before.parts or ends_a_clause(before.parts[-1])
    return (closed and text[0].isupper()) or bool(opening_participle(text) and text[0].isupper() and closed)


def _is_preambular_again(made: Structure, text: str) -> bool:
    """Whether a line among operative paragraphs is of a preamble: of a second part, or of a long first."""
    if not (text[0].isupper() and text.endswith(",") and opening_participle(text)):
        return False
    before = made.drafts[-1]
    return before.kind == "heading" or not before.parts or bool(re.search(r"[.;,]$", before.parts[-1]))


def _put_heading(made: Structure, line: SourceLine) -> None:
    text = line.text
    if made.last_number and _SECTION.fullmatch(text):
        made.section = ""
    _add(made, _counted(made, "sec"), line, kind="heading")
    made.heading = text


def _begin_annex(made: Structure, line: SourceLine) -> None:
    made.phase, made.section, made.above, made.heading = "annex", "", [], ""
    made.n_of_kind["annex"] = made.n_of_kind.get("annex", 0) + 1
    made.n_of_kind["annex_para"] = 0
    _put_annex_text(made, line, "", line.text)
    if is_heading_like(line.text):
        made.heading = line.text


def _put_annex(made: Structure, line: SourceLine, marked: tuple[Marker, str] | None) -> None:
    if ANNEX.fullmatch(line.text):
        _begin_annex(made, line)
    elif marked is not None:
        _put_annex_text(made, line, marked[0].printed, marked[1])
    elif found := NUMBERED.match(line.text):
        _put_annex_text(made, line, found[1], line.text[found.end() :].strip())
    else:
        _put_annex_text(made, line, "", line.text)


def _put_annex_text(made: Structure, line: SourceLine, marker: str, own: str) -> None:
    made.n_of_kind["annex_para"] += 1
    identifier = f"annex_{made.n_of_kind['annex']}__para_{made.n_of_kind['annex_para']}"
    _add(made, identifier, replace(line, text=own), marker, kind="annex")


def _counted(made: Structure, stem: str) -> str:
    made.n_of_kind[stem] = made.n_of_kind.get(stem, 0) + 1
    return f"{stem}_{made.n_of_kind[stem]}"


def _add(
    made: Structure,
    identifier: str,
    line: SourceLine,
    marker: str = "",
    above: _Draft | None = None,
    kind: ParagraphKind | None = None,
) -> _Draft:
    """A new paragraph, its text that of the line; below another one, or at the top."""
    level, parent = (0, "") if above is None else (above.level + 1, above.id)
    identifier = made.section + identifier if above is None and identifier.startswith("para") else identifier
    times = made.ids[identifier] = made.ids.get(identifier, 0) + 1
    unique = identifier if times == 1 else f"{identifier}_{times}"
    parts = [line.text] if line.text else []
    draft = _Draft(unique, kind or made.phase, marker, level, parent, line.number, made.heading, parts)
    made.drafts.append(draft)
    return draft


def _finished(drafts: Sequence[_Draft]) -> list[Paragraph]:
    has_numbers = any(draft.id.startswith("para_") for draft in drafts)
    return [_paragraph(draft, has_numbers) for draft in drafts]


def _paragraph(draft: _Draft, has_numbers: bool) -> Paragraph:
    text = " ".join(part for part in draft.parts if part)
    verbs = _verbs(draft, text)
    identifier, parent = draft.id, draft.parent
    if not has_numbers:
        identifier = identifier.replace("unnumbered_", "para_", 1)
        parent = parent.replace("unnumbered_", "para_", 1)
    return Paragraph(
        id=identifier,
        kind=draft.kind,
        marker=draft.marker,
        level=draft.level,
        verbs=tuple(verb for verb, _ in verbs),
        text=text,
        parent=parent,
        line=draft.line,
        heading=draft.heading,
        modifiers=tuple(modifiers for _, modifiers in verbs),
    )


def _verbs(draft: _Draft, text: str) -> list[tuple[str, str]]:
    if draft.kind == "operative":
        return operative_verbs(text)
    if draft.kind == "preambular" and (participle := opening_participle(text)):
        return [(participle, "")]
    return []
