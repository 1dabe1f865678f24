"""Writes the reference pages, or tells which of them are not what the code says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from bluehelm.documentation.checks_page import checks_page
from bluehelm.documentation.commands_page import commands_page
from bluehelm.documentation.errors_page import errors_page
from bluehelm.documentation.features_page import features_page
from bluehelm.documentation.fields_page import fields_page
from bluehelm.documentation.figures_page import figures_page

PAGES: Mapping[str, Callable[[], str]] = {
    "commands.md": commands_page,
    "checks.md": checks_page,
    "fields.md": fields_page,
    "errors.md": errors_page,
    "figures.md": figures_page,
    "../features.md": features_page,
}
"""Every generated page by its name from docs/reference/."""


def pages_that_differ(folder: Path) -> list[str]:
    """The pages that are missing, or say something else than the code."""
    return [name for name, made in PAGES.items() if _on_file(folder / name) != made()]


def _on_file(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def write_pages(folder: Path) -> list[str]:
    """Writes the pages that differ, and gives their names."""
    folder.mkdir(parents=True, exist_ok=True)
    changed = pages_that_differ(folder)
    for name in changed:
        (folder / name).write_text(PAGES[name](), encoding="utf-8")
    return changed
