"""The focus of a mandate, measured and placed: from a file, or from a dossier and the texts at hand."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bluehelm.desk.mandate_texts_held import facts_to_compare, paragraphs_to_compare, resolution_held
from bluehelm.dossier.mandate_records import Mandate
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.findings import Finding
from bluehelm.mandate.corpus_facts import corpus_facts
from bluehelm.mandate.first_phase import JudgedTask, judged_tasks
from bluehelm.mandate.mandate_focus import MandateFocus, measure_focus
from bluehelm.mandate.mission_of_text import mission_of
from bluehelm.mandate.place_in_corpus import MEASURES, PlacedMeasure, place
from bluehelm.mandate.resolution import Resolution
from bluehelm.mandate.resolution_facts import facts_of_focus
from bluehelm.mandate.template_language import shares_seen_before
from bluehelm.mandate.theme_words import ThemeWords

RECORDED = {
    "words": "n_words",
    "operative_paragraphs": "n_operative_paragraphs",
    "sequencing_stated": "sequencing_stated",
    "priority_stated": "priorities_ranked",
    "share_on_conflict_management": "share_on_conflict_management",
    "unclear_tasks": "n_tasks_unclear",
    "share_seen_before": "share_of_template_language",
}
"""Measures that a decision's file may hold, for a mandate whose text is not at hand."""


@dataclass(frozen=True, slots=True)
class MeasuredFocus:
    """What is known of a mandate's focus.

    focus    None where no text is at hand; then `placed` rests on the measures on file
    judged   what planners have recorded of each task in force; None where no dossier was given
    """

    symbol: str
    mission: str
    findings: tuple[Finding, ...] = ()
    resolution: Resolution | None = None
    focus: MandateFocus | None = None
    placed: tuple[PlacedMeasure, ...] = ()
    judged: tuple[JudgedTask, ...] | None = None

    @property
    def is_known(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.placed)


def focus_of_file(
    path: Path, folder: Path, seen: Standpoint | None = None, words: ThemeWords | None = None
) -> MeasuredFocus:
    """The focus of a resolution in a file, placed among the texts held; with the judgements of a dossier."""
    from bluehelm.mandate.read_resolution import read_resolution

    resolution, findings = read_resolution(path)
    if resolution is None:
        return MeasuredFocus("", "", tuple(findings))
    return focus_of_text(resolution, folder, seen, words, tuple(findings))


def focus_of_mission(seen: Standpoint, folder: Path, words: ThemeWords | None = None) -> MeasuredFocus:
    """The focus of the mandate in force: from its text where it is at hand, else from measures on file."""
    mandate = seen.mandate
    if mandate is None:
        return MeasuredFocus("", "")
    resolution = resolution_held(folder, mandate.decision)
    if resolution is not None:
        return focus_of_text(resolution, folder, seen, words)
    mission = seen.dossier.mission
    name = (mission.short_name or "") if mission else ""
    placed = place(
        _recorded(mandate), name, mandate.decision, mandate.adopted_on.isoformat(), facts_to_compare(folder)
    )
    return MeasuredFocus(mandate.decision, name, placed=placed, judged=judged_tasks(seen))


def focus_of_text(
    resolution: Resolution,
    folder: Path,
    seen: Standpoint | None = None,
    words: ThemeWords | None = None,
    findings: tuple[Finding, ...] = (),
) -> MeasuredFocus:
    """The focus of a resolution that has been read."""
    focus = measure_focus(resolution, words)
    with paragraphs_to_compare(folder) as earlier:
        seen_before, template, _ = shares_seen_before(resolution, corpus_facts(), earlier)
    facts = facts_of_focus(resolution, focus, resolution.n_words, seen_before, template)
    mission = mission_of(" ".join(one.text for one in resolution.operative))
    values = {measure.name: measure.value_of(facts) for measure in MEASURES}
    placed = place(values, mission, resolution.symbol, facts.adopted_on, facts_to_compare(folder))
    judged = None if seen is None else judged_tasks(seen)
    return MeasuredFocus(resolution.symbol, mission, findings, resolution, focus, placed, judged)


def _recorded(mandate: Mandate) -> dict[str, float | None]:
    found = {name: getattr(mandate, field) for name, field in RECORDED.items()}
    return {name: None if value is None else float(value) for name, value in found.items()}
