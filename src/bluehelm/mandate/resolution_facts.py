"""The facts of one resolution: what the corpus keeps of each, so that another can be placed beside it."""

from __future__ import annotations

from bluehelm.mandate.corpus_facts import ResolutionFacts
from bluehelm.mandate.mandate_focus import MandateFocus, measure_focus
from bluehelm.mandate.mission_of_text import mission_of
from bluehelm.mandate.resolution import Resolution


def facts_of(
    resolution: Resolution, n_words: int, seen: float | None, template: float | None
) -> ResolutionFacts:
    """The facts of one resolution; `seen` and `template` are the shares (0..1) of it seen before."""
    return facts_of_focus(resolution, measure_focus(resolution), n_words, seen, template)


def facts_of_focus(
    resolution: Resolution, focus: MandateFocus, n_words: int, seen: float | None, template: float | None
) -> ResolutionFacts:
    """The same, where the focus has been measured already."""
    verbs = focus.verbs_by_strength
    return ResolutionFacts(
        symbol=resolution.symbol,
        year=resolution.year or 0,
        adopted_on=resolution.adopted_on.isoformat() if resolution.adopted_on else "",
        mission=mission_of(" ".join(one.text for one in resolution.operative)),
        n_words=n_words,
        n_preambular_words=focus.n_preambular_words,
        n_operative_paragraphs=focus.n_operative_paragraphs,
        n_points=focus.n_points,
        n_tasks=len(focus.categories),
        n_decisions=verbs[5],
        n_demands=verbs[4],
        n_requests=verbs[3],
        n_soft=verbs[2],
        n_signals=verbs[1],
        n_positions=verbs[0],
        chapter_vii=_chapter_vii(resolution),
        priority_stated=focus.priority != "none",
        sequencing_stated=bool(focus.sequencing_shown),
        n_unclear=focus.n_unclear,
        n_offensive_unsaid=len(focus.offensive_unsaid),
        n_without_means=len(focus.tasks_without_means),
        conflict_management_share=focus.conflict_management_share,
        seen_before_share=seen,
        template_share=template,
    )


def _chapter_vii(resolution: Resolution) -> str:
    if resolution.chapter_vii:
        return "whole" if resolution.chapter_vii == ("all",) else "some paragraphs"
    return "recalled" if resolution.chapter_vii_recalled else "none"
