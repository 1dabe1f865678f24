"""Checks on where evidence comes from: releases pinned, sources named, judgements by the post asked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from bluehelm.dossier.catalogue import Part, Record
from bluehelm.dossier.checking import Check, Fault, check, fault, instrument, submission
from bluehelm.dossier.evidence_records import Release
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.findings import Severity

_PINNED = instrument("a brief pins releases by hash, so that it can be rebuilt", "our reading")
_DECLARED = instrument("a judgement carries the post that made it and the day", "our reading")
_TEXTS = ("text", "source", "definition", "rests_on", "but", "group", "unit")
_PERSON = re.compile(
    r"\b(?:Mr|Mrs|Ms|Mme|Mlle|Dr|Capt|Sgt|Cpl|Pte|Lt|Col|Maj|Gen|Brig)\.?\s+(?!Assembly\b)[A-Z][\w'-]+"
)


@check(
    "EVI017",
    Severity.WARNING,
    looks_for="a measure with values but neither release nor source",
    why="Nobody can find the numbers again, or tell whether they were revised since.",
    remedy="Name the pinned release (release:), or write the source beside each value in series.csv.",
    basis=(*submission("1a", "1e"), _PINNED),
)
def measure_without_release(seen: Standpoint) -> Iterator[Fault]:
    unsourced: dict[str, int] = {}
    for row in seen.dossier.series:
        if not row.source and row.value is not None:
            unsourced[row.measure] = unsourced.get(row.measure, 0) + 1
    for measure in seen.dossier.measures:
        if measure.release is None and measure.id in unsourced:
            yield fault(
                measure,
                "'{measure}' names no release, and values of it no source (rows: {n}).",
                measure=measure.id,
                n=unsourced[measure.id],
            )


@check(
    "EVI018",
    Severity.WARNING,
    looks_for="a release in use that is not pinned: without hash, citation or the time it covers",
    why="Releases change the past; without the hash and the days nobody can rebuild what was shown.",
    remedy="Add what is missing: sha256: of the file used, cite:, covers_from: and covers_until:.",
    basis=(*submission("1a"), _PINNED),
)
def release_not_pinned(seen: Standpoint) -> Iterator[Fault]:
    in_use = {measure.release for measure in seen.dossier.measures}
    for release in seen.dossier.releases:
        lacking = _lacking(release)
        if release.id in in_use and lacking:
            yield fault(
                release,
                "The release '{release}' does not say {lacking}.",
                release=release.id,
                lacking=lacking,
            )


def _lacking(release: Release) -> str:
    wanted = {
        "sha256": release.sha256,
        "cite": release.cite,
        "covers_from": release.covers_from,
        "covers_until": release.covers_until,
    }
    return ", ".join(name for name, value in wanted.items() if value is None)


@check(
    "EVI019",
    Severity.WARNING,
    looks_for="evidence marked as verified that names no source",
    why="Verified means read in the document named; without a document it is somebody's word.",
    remedy="Write source: with document and paragraph, or mark it as reported, unverified or our reading.",
    basis=(*submission("1e"), instrument("declare, never infer", "our reading")),
)
def verified_without_source(seen: Standpoint) -> Iterator[Fault]:
    unsourced: dict[str, list[Record]] = {}
    for record in _sourced_records(seen):
        if record.known_as == "verified" and not getattr(record, "source", None):
            unsourced.setdefault(record.file, []).append(record)
    for file, records in unsourced.items():
        template = "{file} holds records marked as verified that name no source (records: {n})."
        yield fault(records[0], template, n=len(records), file=file.rpartition("/")[2])


def _sourced_records(seen: Standpoint) -> Iterator[Record]:
    dossier = seen.dossier
    for records in (
        dossier.facts, dossier.series, dossier.control, dossier.deaths, dossier.alerts,
        dossier.incidents, dossier.locations, dossier.surveys,
    ):  # fmt: skip
        yield from records


@check(
    "EVI020",
    Severity.WARNING,
    looks_for="a fact said to be known before the day from which it holds",
    why="What was known ahead was an announcement; a replay would take it for the event.",
    remedy="Correct one of the two days, or word the fact as the announcement it was.",
    basis=(
        *submission("2b.iii"),
        instrument("two clocks: hindsight and foresight are kept apart", "our reading"),
    ),
)
def fact_known_too_early(seen: Standpoint) -> Iterator[Fault]:
    for fact in seen.dossier.facts:
        if fact.holds and fact.on and fact.known_on and fact.known_on < fact.on:
            template = "Known on {known_on}, but it holds only from {on}: {fact}."
            yield fault(fact, template, known_on=fact.known_on, on=fact.on, fact=fact.text)


@check(
    "EVI021",
    Severity.ERROR,
    looks_for="an answer that is not among those allowed",
    why="Every condition that waits for an answer would read it as no answer at all.",
    remedy="Use one of the answers of the judgement, or add this one to the list.",
    basis=(*submission("2b.iii"), _DECLARED),
)
def answer_not_allowed(seen: Standpoint) -> Iterator[Fault]:
    for judgement in seen.dossier.judgements:
        for given in judgement.given if judgement.answers else ():
            if given.answer not in judgement.answers:
                yield fault(
                    judgement,
                    "'{answer}' was answered on {on}; allowed are {allowed}.",
                    line=given.line,
                    answer=given.answer,
                    on=given.on,
                    allowed=", ".join(f"'{answer}'" for answer in judgement.answers),
                )


@check(
    "EVI022",
    Severity.WARNING,
    looks_for="a judgement answered by another post than the one asked",
    why="The post asked answers for the judgement; an answer by another is a view.",
    remedy="Let the post that is asked confirm the answer, or change asked_of: with the reason.",
    basis=(*submission("3f"), _DECLARED),
)
def answered_by_another_post(seen: Standpoint) -> Iterator[Fault]:
    for judgement in seen.dossier.judgements:
        for given in judgement.given if judgement.asked_of else ():
            if given.by is not None and given.by != judgement.asked_of:
                yield fault(
                    judgement,
                    "'{asked}' was asked, but on {on} '{by}' answered '{answer}'.",
                    line=given.line,
                    asked=judgement.asked_of,
                    on=given.on,
                    by=given.by,
                    answer=given.answer,
                )


@check(
    "EVI023",
    Severity.WARNING,
    looks_for="a person named in evidence",
    why="Names put people at risk, and a dossier is copied; it speaks of posts and numbers.",
    remedy="Write the post or the function instead of the name, and consider who has a copy already.",
    basis=(*submission("5c"), instrument("posts, never persons", "our reading")),
)
def person_named(seen: Standpoint) -> Iterator[Fault]:
    """Yields no name: whoever reads the finding must not learn it there."""
    for record in (*_sourced_records(seen), *seen.dossier.judgements):
        line = _line_with_name(record)
        if line is not None:
            yield fault(record, "A text here seems to name a person by title and name.", line=line)


def _line_with_name(record: Record) -> int | None:
    parts: tuple[Part, ...] = (record, *getattr(record, "given", ()))
    for part in parts:
        if any(_names_a_person(getattr(part, name)) for name in _texts_of(type(part))):
            return part.line
    return None


@cache
def _texts_of(kind: type[Part]) -> tuple[str, ...]:
    return tuple(name for name in _TEXTS if name in kind.model_fields)


@lru_cache(maxsize=4096)
def _names_a_person(text: object) -> bool:
    return isinstance(text, str) and _PERSON.search(text) is not None


SOURCE_CHECKS: tuple[Check, ...] = (
    measure_without_release, release_not_pinned, verified_without_source, fact_known_too_early,
    answer_not_allowed, answered_by_another_post, person_named,
)  # fmt: skip
