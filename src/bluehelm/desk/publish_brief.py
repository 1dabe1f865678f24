"""Publishing a brief: the web page and the PDF in a folder, each whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from bluehelm.dossier.write_files import replace_file
from bluehelm.foundation.errors import CannotWrite
from bluehelm.foundation.languages import known_language
from bluehelm.foundation.pages import Page


def write_brief(page: Page, folder: Path, language: str, name: str) -> tuple[Path, ...]:
    """Writes `NAME-DATE.LANGUAGE.html` and `.pdf` into the folder and returns their paths.

    `NAME` is the name of the mission; a public page is called `NAME-public`, so that it never takes
    the place of the full one. Both are made before the first is written. Raises CannotWrite when the
    disk refuses.
    """
    known_language(language)
    stem = f"{name}{'-public' if page.public else ''}-{page.as_of.isoformat()}.{language}"
    made = {folder / f"{stem}.{ending}": make(page, language) for ending, make in _makers().items()}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, content in made.items():
            replace_file(path, content)
    except OSError as error:
        raise CannotWrite(f"The brief cannot be written to '{folder}': {error.strerror}.") from error
    return tuple(made)


def _makers() -> dict[str, Callable[[Page, str], bytes]]:
    from bluehelm.review.write_html import page_as_html
    from bluehelm.review.write_pdf import page_as_pdf

    return {
        "html": lambda page, language: page_as_html(page, language).encode("utf-8"),
        "pdf": page_as_pdf,
    }
