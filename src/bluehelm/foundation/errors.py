"""Errors are for misuse and for the machine; a fault in a user's file is a `Finding`.

BluehelmError
├── NotADossier          the path holds no dossier, or no workspace
├── UnknownReference     a command names an item or figure that does not exist
├── UnknownRecord        a record or collection is named that the format does not have
├── UnknownCheck         a check is named that does not exist
├── BadBaseline          a baseline is not a report of `bluehelm check`
├── UnknownPeriod        a period is asked for that does not exist
├── UnreadableCues       a file of cues does not have the form of the one that ships
└── CannotWrite          a change is refused, or the file changed meanwhile
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path


class BluehelmError(Exception):
    """Root of all errors; `str()` gives one or two plain sentences with a remedy."""


class NotADossier(BluehelmError):
    """Raised when a path holds neither a dossier nor a mission of the workspace."""

    def __init__(self, path: Path | str, *, missions: Iterable[str] = ()) -> None:
        self.path = path
        known = ", ".join(sorted(missions))
        hint = (
            f"Missions of this workspace: {known}."
            if known
            else "A dossier is a folder with a file mission.yaml; `bluehelm new NAME` writes one."
        )
        super().__init__(f"No dossier at '{path}'. {hint}")


class UnknownReference(BluehelmError):
    """Raised when a command names an item or a figure that the dossier does not hold."""

    def __init__(self, reference: str, *, known: Iterable[str] = ()) -> None:
        self.reference = reference
        super().__init__(f"'{reference}' is not in this dossier.{nearest_hint(reference, known)}")


class UnknownRecord(BluehelmError):
    """Raised when fields are asked for of a record or collection that the format does not have."""

    def __init__(self, asked: str, known: Iterable[str]) -> None:
        known = list(known)
        hint = nearest_hint(asked, known) or f" There are: {', '.join(known)}."
        super().__init__(f"There is no record or collection '{asked}'.{hint}")


class UnknownPeriod(BluehelmError):
    """Raised when a period is asked for that does not exist; it says which forms there are."""


class UnreadableCues(BluehelmError):
    """Raised when a file of cues for naming tasks does not have the form of the one that ships."""


class CannotWrite(BluehelmError):
    """Raised when a change is refused; the file on disk is as it was."""


class UnknownCheck(BluehelmError):
    """Raised when a check is asked for that does not exist."""

    def __init__(self, asked: str, known: Iterable[str]) -> None:
        super().__init__(f"There is no check '{asked}'.{nearest_hint(asked, known)}")


class BadBaseline(BluehelmError):
    """Raised when a baseline is not the JSON that `bluehelm check --format json` writes."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"'{path}' is no baseline. Write one with: bluehelm check MISSION --format json > {path.name}"
        )


def nearest_name(word: str, known: Iterable[str]) -> str:
    """The known word nearest to this one, or nothing when none is near.

    >>> nearest_name("postes", ["host", "posts"])
    'posts'
    """
    return next(iter(get_close_matches(word, list(known), n=1, cutoff=0.6)), "")


def nearest_hint(word: str, known: Iterable[str]) -> str:
    """A sentence that names the nearest known words, or nothing when none is near.

    >>> nearest_hint("taks", ["tasks", "areas"])
    " Did you mean 'tasks'?"
    """
    near = get_close_matches(word, list(known), n=2, cutoff=0.6)
    if not near:
        return ""
    return " Did you mean " + " or ".join(f"'{candidate}'" for candidate in near) + "?"
