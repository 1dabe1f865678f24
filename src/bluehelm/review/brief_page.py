"""The brief: it opens with what binds and what must be decided; what is looked up stands in an annex."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.findings import Finding
from bluehelm.foundation.pages import Page, Section
from bluehelm.foundation.phrases import InBoth, Phrase, phrase
from bluehelm.foundation.places import MAP_DISCLAIMER
from bluehelm.review.brief_components import components_section, review_section
from bluehelm.review.brief_dates import dates_section, decisions_sections
from bluehelm.review.brief_doubts import findings_section, suspect_section, unknown_section
from bluehelm.review.brief_figures import all_figures
from bluehelm.review.brief_large_numbers import large_numbers_section
from bluehelm.review.brief_mandate import mandate_section
from bluehelm.review.brief_measured import unmeasured_section
from bluehelm.review.brief_money import money_section, people_section
from bluehelm.review.brief_phase import phase_section, ready_section
from bluehelm.review.brief_violence import violence_section
from bluehelm.review.brief_what_if import what_if_section
from bluehelm.review.what_if import Struck, strike


def build_brief(
    seen: Standpoint,
    findings: Sequence[Finding],
    *,
    public: bool = False,
    struck_paragraph: str | None = None,
) -> Page:
    """The brief of a mission from a standpoint; nothing in it depends on language or format.

    `struck_paragraph`: the paragraph of the what-if; the one on which most rests when left out.
    Raises UnknownReference when that paragraph gives no task in force.
    """
    struck = strike(seen, struck_paragraph)
    mission = seen.dossier.mission
    title = InBoth(mission.name, mission.name_fr) if mission else phrase("A mission that cannot be read yet")
    short = mission.short_name or mission.mission if mission else ""
    sections = sorted(_sections(seen, findings, struck, public=public), key=lambda one: one.annex)
    return Page(
        phrase("Brief: {mission}", mission=title),
        phrase("{short}, as of {as_of}", short=short, as_of=seen.as_of)
        if short
        else phrase("As of {as_of}", as_of=seen.as_of),
        seen.as_of,
        seen.known_on,
        tuple(sections),
        tuple(_small_print(seen, public=public)),
        public,
    )


def _sections(
    seen: Standpoint, findings: Sequence[Finding], struck: Struck | None, *, public: bool
) -> Iterator[Section]:
    figures = all_figures(seen, struck)
    yield dates_section(seen)
    yield from decisions_sections(seen)
    yield large_numbers_section(seen, figures)
    yield from (one for one in (mandate_section(seen),) if one)
    yield from (one for one in (unmeasured_section(seen, figures),) if one)
    yield phase_section(seen, public=public)
    yield from (one for one in (ready_section(seen, public=public),) if one)
    yield components_section(seen, figures)
    yield from (one for one in (review_section(seen),) if one)
    yield money_section(seen, figures)
    yield from (one for one in (people_section(seen, figures),) if one)
    yield from (one for one in (what_if_section(seen, struck, figures),) if one)
    yield violence_section(seen, figures)
    yield suspect_section(seen, figures)
    yield findings_section(seen, findings)
    yield unknown_section(seen, figures)


def _small_print(seen: Standpoint, *, public: bool) -> Iterator[Phrase]:
    if seen.known_on:
        yield phrase("Seen as of {as_of}, with what was known on {known_on}.", as_of=seen.as_of,
                     known_on=seen.known_on)  # fmt: skip
    else:
        yield phrase("Seen as of {as_of}, with everything on file, whenever it became known.",
                     as_of=seen.as_of)  # fmt: skip
    yield phrase("Every number can be asked for its derivation: the command bluehelm explain and the "
                 "reference beside it print inputs, steps, file, line and source.")  # fmt: skip
    marks = Counter(record.known_as for record in seen.dossier.records() if record.known_as)
    if marks["illustration"]:
        yield phrase("{n} records are illustrations and no facts; they are marked so in the dossier.",
                     n=marks["illustration"])  # fmt: skip
    if marks["our reading"] or marks["unverified"]:
        yield phrase("{n_ours} records are our reading, {n_unverified} unverified.",
                     n_ours=marks["our reading"], n_unverified=marks["unverified"])  # fmt: skip
    for release in seen.dossier.releases:
        yield phrase("Data: {dataset}, release {release}. {cite}", dataset=release.dataset,
                     release=release.release, cite=release.cite or "")  # fmt: skip
    if public:
        yield phrase("A public brief is made from what is unclassified; every total is computed from that "
                     "alone.")  # fmt: skip
    yield phrase(MAP_DISCLAIMER)
