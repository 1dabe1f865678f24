"""How much of a resolution stands in earlier ones: those of the corpus that ships, and the user's own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bluehelm.desk.mandate_texts_held import paragraphs_to_compare
from bluehelm.foundation.findings import Finding
from bluehelm.mandate.corpus_facts import corpus_facts
from bluehelm.mandate.name_tasks import name_tasks
from bluehelm.mandate.near_duplicates import NEAR
from bluehelm.mandate.resolution import Resolution
from bluehelm.mandate.template_language import TemplateLanguage, template_language


@dataclass(frozen=True, slots=True)
class FoundTemplate:
    """The template language of a text; `template` is None where the text could not be read.

    with_task: ids of the paragraphs that give a task
    """

    findings: tuple[Finding, ...]
    resolution: Resolution | None = None
    template: TemplateLanguage | None = None
    with_task: frozenset[str] = frozenset()


def find_template_language(path: Path, folder: Path, least: float = NEAR) -> FoundTemplate:
    """A file read and compared, paragraph by paragraph, with everything earlier that is held."""
    from bluehelm.mandate.read_resolution import read_resolution

    resolution, findings = read_resolution(path)
    if resolution is None:
        return FoundTemplate(tuple(findings))
    with paragraphs_to_compare(folder) as earlier:
        template = template_language(resolution, corpus_facts(), earlier, least)
    with_task = frozenset(task.paragraph for task in name_tasks(resolution).named)
    return FoundTemplate(tuple(findings), resolution, template, with_task)
