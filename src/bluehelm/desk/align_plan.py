"""The plan beside its money, its posts and its calendars, as a page and as files."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from bluehelm.desk.brief_mission import opened_to_the_public
from bluehelm.desk.open_workspace import OpenMission
from bluehelm.desk.page_files import write_page
from bluehelm.dossier.write_files import write_files
from bluehelm.foundation.pages import Page
from bluehelm.review.alignment_page import alignment_page


def align_plan(
    opened: OpenMission, *, as_of: date, known_on: date | None = None, public: bool = False
) -> Page:
    """How money and posts follow objectives and priority tiers; the cycles beside each other."""
    looked_at = opened_to_the_public(opened) if public else opened
    return alignment_page(looked_at.seen(as_of, known_on), public=public)


def write_alignment(page: Page, folder: Path, language: str, name: str) -> tuple[Path, ...]:
    """Writes the page as web page, PDF, Word file and spreadsheet, and returns their paths.

    Raises CannotWrite when the disk refuses.
    """
    from bluehelm.review.write_xlsx import pages_as_xlsx

    written = write_page(page, folder, language, f"{name}-alignment", ("pdf", "docx", "html"))
    table = written[0].with_suffix(".xlsx")
    return (*written, *write_files({table: pages_as_xlsx({"alignment": page}, language)}))
