"""The plan beside its money, its posts and its calendars, as a page and as files."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from bluehelm.desk.brief_mission import opened_to_the_public
from bluehelm.desk.open_workspace import OpenMission
from bluehelm.dossier.write_files import replace_file
from bluehelm.foundation.errors import CannotWrite
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
    from bluehelm.review.write_docx import page_as_docx
    from bluehelm.review.write_html import page_as_html
    from bluehelm.review.write_pdf import page_as_pdf
    from bluehelm.review.write_xlsx import pages_as_xlsx

    stem = f"{name}{'-public' if page.public else ''}-alignment-{page.as_of.isoformat()}.{language}"
    made = {
        "pdf": page_as_pdf(page, language),
        "docx": page_as_docx(page, language),
        "html": page_as_html(page, language).encode("utf-8"),
        "xlsx": pages_as_xlsx({"alignment": page}, language),
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for form, content in made.items():
            replace_file(folder / f"{stem}.{form}", content)
    except OSError as error:
        raise CannotWrite(f"The page cannot be written to '{folder}': {error.strerror}.") from error
    return tuple(folder / f"{stem}.{form}" for form in made)
