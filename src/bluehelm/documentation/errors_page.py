"""The page of errors: the tree, and when each is raised."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

from bluehelm.documentation.markdown_text import page, plain
from bluehelm.foundation import errors
from bluehelm.foundation.errors import BluehelmError

INTRODUCTION = (
    "An error means that a command was given something it cannot work with, or that the machine refused. "
    "A fault in a file of a dossier is no error but a finding: see [checks](checks.md). On the command "
    "line an error ends the command with the code 2 and one or two plain sentences."
)


def error_classes() -> Iterator[type[BluehelmError]]:
    """Every error, the root first, in the order of the source."""
    for one in vars(errors).values():
        if isinstance(one, type) and issubclass(one, BluehelmError):
            yield one


def errors_page() -> str:
    """The page of errors."""
    text = inspect.getdoc(errors) or ""
    tree = text[text.index("BluehelmError") :].splitlines()
    sections = [
        [f"## {one.__name__}", "", plain(" ".join((inspect.getdoc(one) or "").split()))]
        for one in error_classes()
    ]
    return page("Errors", [INTRODUCTION], ["```text", *tree, "```"], *sections)
