"""Comparing two resolutions: read, set side by side, and laid against the dossier if there is one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.findings import Finding
from bluehelm.foundation.pages import Page
from bluehelm.mandate.compare_resolutions import Comparison, compare_resolutions
from bluehelm.mandate.resolution import Resolution
from bluehelm.mandate.resting_on_paragraphs import RestingTask, resting_on
from bluehelm.review.mandate_comparison_page import comparison_page


@dataclass(frozen=True, slots=True)
class ComparedMandates:
    """Two resolutions compared; `comparison` is None where one of them could not be read.

    resting   what rests on each changed paragraph; None where no dossier was given
    """

    findings: tuple[Finding, ...]
    comparison: Comparison | None = None
    resting: Mapping[str, tuple[RestingTask, ...]] | None = None

    def page(self, today: date) -> Page:
        """The page to show and print, dated by the adoption of the later text or, unknown, by `today`."""
        assert self.comparison is not None
        return comparison_page(self.comparison, self.resting, self.comparison.after.adopted_on or today)


def compare_mandates(before: Path, after: Path, seen: Standpoint | None = None) -> ComparedMandates:
    """Both files read and compared, with what rests on the changes in a dossier."""
    from bluehelm.mandate.read_resolution import read_resolution

    read = [read_resolution(path) for path in (before, after)]
    findings = tuple(finding for _, found in read for finding in found)
    texts = [text for text, _ in read if text is not None]
    if len(texts) < 2:
        return ComparedMandates(findings)
    return compared(texts[0], texts[1], seen, findings)


def compared(
    before: Resolution, after: Resolution, seen: Standpoint | None = None, findings: tuple[Finding, ...] = ()
) -> ComparedMandates:
    """Two resolutions already read, compared."""
    comparison = compare_resolutions(before, after)
    return ComparedMandates(findings, comparison, None if seen is None else resting_on(comparison, seen))
