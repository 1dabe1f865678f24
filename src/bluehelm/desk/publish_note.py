"""Publishing a note: PDF, Word document and web page in a folder, each whole or not at all."""

from __future__ import annotations

from pathlib import Path

from bluehelm.dossier.write_files import replace_file
from bluehelm.foundation.errors import CannotWrite
from bluehelm.foundation.languages import known_language
from bluehelm.foundation.pages import Page


def write_note(page: Page, folder: Path, language: str, name: str) -> tuple[Path, ...]:
    """Writes `NAME-DATE.LANGUAGE.pdf`, `.docx` and `.html`, and returns their paths.

    All are made before the first is written. Raises CannotWrite when the disk refuses.
    """
    from bluehelm.review.write_html import page_as_html
    from bluehelm.review.write_pdf import page_as_pdf
    from bluehelm.review.write_word import page_as_word

    known_language(language)
    stem = f"{name}-{page.as_of.isoformat()}.{language}"
    made = {
        folder / f"{stem}.pdf": page_as_pdf(page, language),
        folder / f"{stem}.docx": page_as_word(page, language),
        folder / f"{stem}.html": page_as_html(page, language).encode("utf-8"),
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, content in made.items():
            replace_file(path, content)
    except OSError as error:
        raise CannotWrite(f"The note cannot be written to '{folder}': {error.strerror}.") from error
    return tuple(made)
