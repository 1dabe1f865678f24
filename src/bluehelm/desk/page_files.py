"""Pages as files: each form made by its own writer, and all files of a page in a folder or none."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bluehelm.dossier.write_files import write_files
from bluehelm.foundation.languages import known_language
from bluehelm.foundation.pages import Page


def page_in(form: str, page: Page, language: str) -> bytes:
    """A page as 'pdf', 'docx' or 'html'."""
    match form:
        case "pdf":
            from bluehelm.review.write_pdf import page_as_pdf

            return page_as_pdf(page, language)
        case "docx":
            from bluehelm.review.write_docx import page_as_docx

            return page_as_docx(page, language)
        case "html":
            from bluehelm.review.write_html import page_as_html

            return page_as_html(page, language).encode("utf-8")
    raise ValueError(f"no form of a page: {form}")


def write_page(
    page: Page, folder: Path, language: str, name: str, forms: Sequence[str] = ("html", "pdf")
) -> tuple[Path, ...]:
    """Writes `NAME-DATE.LANGUAGE.FORM` for each form into the folder and returns their paths.

    A public page is called `NAME-public`, so that it never takes the place of the full one. Raises
    CannotWrite when the disk refuses.
    """
    known_language(language)
    stem = f"{name}{'-public' if page.public else ''}-{page.as_of.isoformat()}.{language}"
    return write_files({folder / f"{stem}.{form}": page_in(form, page, language) for form in forms})
