"""`bluehelm mandate template`: how much of a resolution stands in earlier ones, paragraph by paragraph."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from bluehelm.cli.console import console, print_json
from bluehelm.cli.mandate_focus_command import slug_of
from bluehelm.cli.show_findings_of_texts import COULD_NOT_READ, show_findings_of_texts, show_written
from bluehelm.desk.find_template_language import FoundTemplate, find_template_language
from bluehelm.desk.mandate_texts_held import corpus_folder
from bluehelm.desk.page_files import write_page
from bluehelm.mandate.template_language import NOVELTIES, TemplateLanguage
from bluehelm.review.mandate_template_page import template_page
from bluehelm.review.show_in_terminal import show_page


def run_template(
    path: Path,
    least: float,
    written_as: str,
    language: str,
    out: Path | None,
    corpus: Path | None,
    *,
    today: date,
) -> int:
    """Shows where each paragraph is from, and writes it where a folder is named."""
    found = find_template_language(path, corpus_folder(corpus), least)
    if written_as == "json":
        print_json(_as_json(found))
    else:
        show_findings_of_texts(found.findings, language)
    if found.resolution is None or found.template is None:
        return COULD_NOT_READ
    day = found.resolution.adopted_on or today
    page = template_page(found.resolution, found.template, found.with_task, day)
    if written_as != "json":
        show_page(page, language, console())
    if out is not None:
        paths = write_page(page, out, language, f"template-{slug_of(found.template.symbol)}")
        show_written(paths, language, quiet=written_as == "json")
    return 0


def _as_json(found: FoundTemplate) -> dict[str, Any]:
    said = [finding.as_json() for finding in found.findings]
    if found.template is None:
        return {"findings": said}
    return {**_template(found.template, found.with_task), "findings": said}


def _template(template: TemplateLanguage, with_task: frozenset[str]) -> dict[str, Any]:
    return {
        "symbol": template.symbol,
        "compared_with": template.n_resolutions_before,
        "share_seen_before": template.seen_before_share,
        "share_in_ten_or_more": template.template_share,
        "sequences_sampled": template.n_sampled,
        "share_of_words": {novelty: template.share_of_words(novelty) for novelty in NOVELTIES},
        "paragraphs": [
            asdict(one) | {"missions": list(one.missions), "gives_task": one.paragraph in with_task}
            for one in template.origins
        ],
    }
