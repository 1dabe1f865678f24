"""Reads a resolution: from a file or a text to paragraphs, ceilings, dates, duties and citations."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from bluehelm.foundation.findings import Finding, Place
from bluehelm.foundation.listed_names import listed
from bluehelm.mandate import text_faults as faults
from bluehelm.mandate.chapter_seven import chapter_seven_of
from bluehelm.mandate.cited_documents import citations_in, mandates_by_reference
from bluehelm.mandate.document_head import DocumentHead, head_of
from bluehelm.mandate.mandate_terms import ends_in, expiry_of
from bluehelm.mandate.page_furniture import without_furniture
from bluehelm.mandate.paragraph_structure import Structure, paragraphs_of
from bluehelm.mandate.personnel_ceilings import ceilings_in
from bluehelm.mandate.reporting_duties import duties_in
from bluehelm.mandate.resolution import EndOfTerm, Paragraph, Resolution
from bluehelm.mandate.source_document import Source, lines_of_text, open_source
from bluehelm.mandate.text_language import is_mixed, language_name, language_of, share_in_french
from bluehelm.mandate.whole_lines import ends_a_clause, whole_lines

AtHand = Callable[[str], Resolution | None]


def _nothing_at_hand(_: str) -> Resolution | None:
    return None


def read_resolution(
    source: Path | str, *, adopted_on: date | None = None, at_hand: AtHand = _nothing_at_hand
) -> tuple[Resolution | None, list[Finding]]:
    """A resolution from a file, or from its text, and what was found on the way; None where it is refused.

    A str is a text, a Path a file. `adopted_on` is used where the text does not say its day;
    `at_hand` finds other resolutions by symbol, so that mandates by reference can be resolved.

    Gap: annexes are kept as text without levels; footnotes of a Word file are not read.

    >>> found, _ = read_resolution("The Security Council,\\n1. Decides to extend the mandate of UNISFA until 15 May 2016;")
    >>> found.operative[0].id, found.expires_on.isoformat()
    ('para_1', '2016-05-15')
    """
    name = source.name if isinstance(source, Path) else ""
    opened = open_source(source) if isinstance(source, Path) else lines_of_text(source, Place(name))
    if not opened.lines:
        return None, list(opened.findings)
    head = head_of(opened.lines)
    refused = _refused(opened.lines, head, Place(name))
    if refused is not None:
        return None, [*opened.findings, refused]
    return _read(opened, _named(head, name), name, adopted_on, at_hand)


def _refused(lines: Sequence[str], head: DocumentHead, place: Place) -> Finding | None:
    """Why a document is not read as a resolution, or None."""
    if head.kind == "statement":
        return faults.STATEMENT.at(place)
    if is_mixed(lines):
        return faults.TWO_COLUMNS.at(place, share=f"{share_in_french(lines):.0%}")
    language = language_of("\n".join(lines))
    if language not in {"en", ""}:
        return faults.OTHER_LANGUAGE.at(place, language=language_name(language))
    return None


def _named(head: DocumentHead, name: str) -> DocumentHead:
    """The head with the symbol from the file's name, where the text has none."""
    found = re.search(r"S[-_]RES[-_](\d{1,4})[-_( ]+((?:19|20)\d\d)", name, re.IGNORECASE)
    if head.symbol or found is None:
        return head
    return DocumentHead(f"S/RES/{int(found[1])} ({found[2]})", int(found[2]), head.adopted_on, head.kind, head.n_lines)


def _read(
    opened: Source, head: DocumentHead, name: str, adopted_on: date | None, at_hand: AtHand
) -> tuple[Resolution, list[Finding]]:
    body = [line for line in without_furniture(opened.lines) if line.number > head.n_lines]
    paragraphs, made = paragraphs_of(whole_lines(body))
    resolution = _resolution(paragraphs, head, name, adopted_on or head.adopted_on, at_hand)
    return resolution, [*opened.findings, *_doubts(resolution, made, head, opened.lines)]


def _resolution(
    paragraphs: tuple[Paragraph, ...], head: DocumentHead, name: str, adopted_on: date | None, at_hand: AtHand
) -> Resolution:
    operative = [one for one in paragraphs if one.kind == "operative"]
    ends = tuple(end for one in operative for end in ends_in(one, adopted_on))
    expiry = expiry_of(ends)
    chapter_vii, recalled = chapter_seven_of(paragraphs)
    return Resolution(
        symbol=head.symbol,
        year=head.year,
        title=head.symbol.replace("S/RES/", "Resolution "),
        paragraphs=paragraphs,
        ceilings=tuple(ceiling for one in operative for ceiling in ceilings_in(one)),
        expires_on=expiry.on if expiry else None,
        expires_stated=expiry is not None and expiry.stated,
        citations=tuple(cited for one in paragraphs for cited in citations_in(one)),
        reports=tuple(duty for one in operative for duty in duties_in(one)),
        chapter_vii=chapter_vii,
        chapter_vii_recalled=recalled,
        language="en",
        source_name=name,
        n_words=sum(len(one.text.split()) + bool(one.marker) for one in paragraphs),
        by_reference=tuple(given for one in operative for given in mandates_by_reference(one, at_hand)),
        adopted_on=adopted_on,
        expiry_paragraph=expiry.paragraph if expiry else "",
        ends=ends,
    )


def _doubts(resolution: Resolution, made: Structure, head: DocumentHead, lines: Sequence[str]) -> list[Finding]:
    """What was read with doubt: each finding names the place."""
    place = Place(resolution.source_name)
    found: list[Finding] = []
    if head.kind == "draft":
        found.append(faults.DRAFT.at(place))
    if not resolution.symbol:
        found.append(faults.NO_SYMBOL.at(place))
    if head.n_lines == 0 and not any("ecurity Council" in line for line in lines[:80]):
        found.append(faults.NO_OPENING.at(place))
    found += [faults.SKIPPED_NUMBER.at(place, before=a, after=b) for a, b in made.skipped]
    if made.guessed:
        found.append(faults.GUESSED_LEVEL.at(place, n=len(made.guessed), points=listed(made.guessed, 6)))
    return found + _doubts_of_content(resolution, place)


def _doubts_of_content(resolution: Resolution, place: Place) -> list[Finding]:
    operative = resolution.operative
    if not operative:
        return [faults.NO_OPERATIVE.at(place)]
    found: list[Finding] = []
    if not ends_a_clause(operative[-1].text):
        found.append(faults.CUT_OFF.at(Place(place.file, operative[-1].line), paragraph=operative[-1].id))
    if uncounted := _uncounted(resolution.ends):
        found.append(faults.UNKNOWN_START.at(place, months=uncounted.months))
    for one in resolution.by_reference:
        if not one.found:
            named = ", ".join(one.named) or "whole"
            found.append(faults.BY_REFERENCE.at(place, paragraph=one.paragraph, symbol=one.symbol, named=named))
    return found


def _uncounted(ends: Sequence[EndOfTerm]) -> EndOfTerm | None:
    """A term whose first day is not known, where no day is printed instead."""
    if any(one.on is not None and one.of_mandate for one in ends):
        return None
    return next((one for one in ends if one.of_mandate and one.months is not None), None)
