"""A review as the text of its file: blank answers with evidence beside them, given answers as they are."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bluehelm.dossier.catalogue import FieldEntry, Part, fields_of
from bluehelm.dossier.change_text import written_value
from bluehelm.dossier.review_records import Review, Verdict
from bluehelm.foundation.languages import say
from bluehelm.foundation.phrases import Phrase, phrase

WIDTH = 108
HINTS: Mapping[str, str] = {
    "delivery": "by rule from the outputs",
    "situation": "better, same, worse or unknown, on the measures alone",
    "sure": "low, medium or high",
    "contribution": "plausible, doubtful, not plausible or unknown",
    "claim": "the path from output to change",
    "for": "- {text: …, source: …, independent: yes, test: hoop}",
    "against": "- {text: …, source: …, independent: yes}",
    "rivals": "- {text: …, answer: …}; an answer left blank is open",
    "still_relevant": "yes, no or unknown",
    "would_stop": "if no: what stops, and what that frees",
    "not_known": "what could change this verdict",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A verdict to be given: what is filled in already, the evidence, and the cells left to a person."""

    verdict: Verdict
    text: Phrase
    evidence: tuple[Phrase, ...]
    cells: tuple[str, ...]


def review_text(review: Review, asked: Sequence[Asked], heading: Sequence[Phrase]) -> str:
    """The text of a review's file; reading it again gives the same review."""
    lines = [*_comment(heading), ""]
    lines += _fields(review, "", skip=("verdicts",))
    if asked:
        lines += ["verdicts:"]
    for one in asked:
        lines += _verdict(one)
    return "\n".join(lines).rstrip() + "\n"


def _comment(said: Sequence[Phrase], indent: str = "") -> Iterator[str]:
    for one in said:
        first, later = f"{indent}# ", f"{indent}#   "
        yield from textwrap.wrap(say(one), WIDTH, initial_indent=first, subsequent_indent=later)


def _verdict(asked: Asked) -> Iterator[str]:
    yield ""
    yield from _comment((asked.text, *(phrase("  {said}", said=one) for one in asked.evidence)), "  ")
    fields = list(_fields(asked.verdict, "    ", blank=asked.cells))
    yield "  - " + fields[0].lstrip()
    yield from fields[1:]


def _fields(part: Part, indent: str, *, skip: tuple[str, ...] = (), blank: tuple[str, ...] = ()) -> list[str]:
    """One line a field that is filled or asked for; blocks of their own below their key."""
    found: list[str] = []
    for entry in fields_of(type(part)).values():
        value = getattr(part, entry.attribute)
        if entry.name in skip:
            continue
        if value in (None, ()):
            if entry.name in blank:
                found.append(_blank(entry, indent))
        elif entry.part is not None:
            found += [f"{indent}{entry.name}:", *(_in_flow(one, indent) for one in value)]
        elif str(value) != entry.default:
            found.append(f"{indent}{entry.name}: {_written(value)}")
    return found


def _blank(entry: FieldEntry, indent: str) -> str:
    """The line of a cell that a person fills; a list stays a comment, since a blank one is no list."""
    hint = HINTS.get(entry.name, "")
    if entry.several:
        return f"{indent}# {entry.name}:    {hint}"
    return f"{indent}{entry.name}:    # {hint}" if hint else f"{indent}{entry.name}:"


def _in_flow(part: Part, indent: str) -> str:
    """A small block on one line."""
    pairs = [
        f"{entry.name}: {_written(value, in_flow=True)}"
        for entry in fields_of(type(part)).values()
        if (value := getattr(part, entry.attribute)) not in (None, ())
    ]
    return f"{indent}  - {{{', '.join(pairs)}}}"


def _written(value: object, *, in_flow: bool = False) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return written_value([str(one) for one in value], in_flow)
    return written_value(str(value), in_flow)
