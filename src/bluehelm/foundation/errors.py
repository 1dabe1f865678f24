"""Errors are for misuse and for the machine; a fault in a user's file is a `Finding`.

BluehelmError
├── NotADossier          the path holds no dossier, or no workspace
├── UnknownReference     a command names an item or figure that does not exist
├── UnknownRecord        a record or collection is named that the format does not have
├── UnknownCheck         a check is named that does not exist
├── BadBaseline          a baseline is not a report of `bluehelm check`
├── UnknownIndicator     an indicator is asked for that is neither built in nor declared
├── NoEvidence           the workspace holds no events that answer the question
├── UnknownSource        a source of evidence is named that is neither shipped nor added
├── UnknownRelease       a release is named that the evidence store does not hold
├── UnreadableEvidence   the bytes of a file of evidence are no table; an import makes it a finding
├── NoScale              rates are asked for of a year whose scale does not ship
├── NotAMemberState      a command names a code that is no Member State
├── NothingToCut         no budget of the year is on file, or a cut is larger than it
├── NothingToReplay      a mission has no phases, or the months asked for are none
├── CeilingTooLow        a ceiling on a scale leaves nobody to take up what it spares
├── NoCluster            work is to be spread over a cluster that cannot be reached
├── UnknownPeriod        a period is asked for that does not exist
├── UnreadableCues       a file of cues does not have the form of the one that ships
├── NotARepository       a workspace to be served is under no git repository, or has no commit
├── MovedMeanwhile       somebody else's change came first
├── EditsMet             two people changed the same fields to something different
├── BadThemeWords        a list of theme words cannot be used
├── BadCorpus            the local corpus cannot be opened, or is not one
├── CannotAdopt          no decision can be drafted from a text
└── CannotWrite          a change is refused, or the file changed meanwhile
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import Any


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


class UnknownIndicator(BluehelmError):
    """Raised when an indicator is asked for that is neither built in nor declared in the dossier."""

    def __init__(self, asked: str, known: Iterable[str]) -> None:
        known = list(known)
        hint = nearest_hint(asked, known) or f" There are: {', '.join(known)}."
        super().__init__(f"There is no indicator '{asked}'.{hint}")


class NoEvidence(BluehelmError):
    """Raised when the evidence store of a workspace holds no release that answers the question."""

    def __init__(self, workspace: Path, on_file: Iterable[str]) -> None:
        names = ", ".join(on_file)
        hint = f"On file: {names}." if names else "Import events first: bluehelm evidence import FILE."
        super().__init__(f"The evidence store of '{workspace}' has no events for this question. {hint}")


class UnknownSource(BluehelmError):
    """Raised when a source of evidence is named that neither ships nor is added by another package."""

    def __init__(self, asked: str, known: Iterable[str]) -> None:
        known = list(known)
        hint = nearest_hint(asked, known) or f" There are: {', '.join(known)}."
        super().__init__(f"There is no source '{asked}'.{hint}")


class UnknownRelease(BluehelmError):
    """Raised when a release is named that the evidence store does not hold, or two are needed."""

    def __init__(self, source: str, asked: str, known: Iterable[str]) -> None:
        known = list(known)
        found = f"The evidence store has no release '{asked}' of {source}."
        if not asked:
            found = f"Two releases of {source} are needed to compare them."
        super().__init__(f"{found} On file: {', '.join(known) or 'none'}.")


class UnreadableEvidence(BluehelmError):
    """Raised when the bytes of a file of evidence are no table that is read; an import makes it a finding."""

    def __init__(self, reason: str, *, is_cut_off: bool = False, is_encoding: bool = False) -> None:
        self.reason, self.is_cut_off, self.is_encoding = reason, is_cut_off, is_encoding
        super().__init__(f"The file cannot be read: {reason}. Save it again as 'CSV UTF-8'.")


class NoScale(BluehelmError):
    """Raised when rates are asked for of a year whose scale or levels do not ship."""

    def __init__(self, year: int, known: Iterable[int] = ()) -> None:
        self.year = year
        years = ", ".join(str(one) for one in known)
        hint = f" There are rates for {years}." if years else ""
        super().__init__(
            f"No scale of assessments for {year} ships with Bluehelm.{hint} Give one: --scale and --levels."
        )


class NotAMemberState(BluehelmError):
    """Raised when a command names a code that is no Member State."""

    def __init__(self, asked: str, known: Iterable[str]) -> None:
        self.asked = asked
        hint = (
            nearest_hint(asked.upper(), known) or " Write the three letters of ISO 3166-1, for example CAN."
        )
        super().__init__(f"'{asked}' is no Member State.{hint}")


class NothingToCut(BluehelmError):
    """Raised when a cut cannot be worked out: no budget is on file, or the sum is none of it."""

    def __init__(self, why: str, remedy: str) -> None:
        super().__init__(f"{why} {remedy}")


class NothingToReplay(BluehelmError):
    """Raised when phases cannot be replayed or tuned: there are none, or no months or events to go by."""

    def __init__(self, why: str, remedy: str) -> None:
        super().__init__(f"{why} {remedy}")


class CeilingTooLow(BluehelmError):
    """Raised when a ceiling on a scale of assessments leaves nobody to take up what it spares."""

    def __init__(self, cap_percent: object) -> None:
        super().__init__(
            f"A ceiling of {cap_percent} per cent binds every State, so that nobody is left to pay the rest. "
            "Give a higher one."
        )


class NoCluster(BluehelmError):
    """Raised when work is to be spread over a cluster that cannot be reached."""

    def __init__(self, address: str, reason: str) -> None:
        super().__init__(
            f"No cluster at '{address}': {reason}. Use --spread-over processes to stay on this machine."
        )


class UnknownPeriod(BluehelmError):
    """Raised when a period is asked for that does not exist; it says which forms there are."""


class UnreadableCues(BluehelmError):
    """Raised when a file of cues for naming tasks does not have the form of the one that ships."""


class BadThemeWords(BluehelmError):
    """Raised when a list of theme words cannot be used."""

    def __init__(self, path: Path | str, problem: str) -> None:
        super().__init__(
            f"'{path}' cannot be used as a list of theme words: {problem}. It needs the columns theme, "
            "manages_conflict (yes or no) and words, for example: ceasefire,yes,cessation of hostilities"
        )


class BadCorpus(BluehelmError):
    """Raised when the local corpus cannot be opened, or is not one."""

    def __init__(self, path: Path | str, problem: str) -> None:
        super().__init__(
            f"The local corpus '{path}' cannot be used: {problem}. Name another folder with --corpus, or, if "
            "it was made by an earlier version, delete its file and add the texts again."
        )


class CannotWrite(BluehelmError):
    """Raised when a change is refused; the file on disk is as it was."""


class NotARepository(BluehelmError):
    """Raised when a workspace is under no git repository, or its repository has no commit yet."""

    def __init__(self, folder: Path, *, without_commit: bool = False) -> None:
        missing = "has no commit yet" if without_commit else "is under no git repository"
        super().__init__(
            f"'{folder}' {missing}. What people change in the browser is kept as commits: "
            "git init; git add --all; git commit -m 'First state'"
        )


class EditsMet(BluehelmError):
    """Raised when somebody else changed the same fields meanwhile; `met` holds both versions of each."""

    def __init__(self, met: tuple[Any, ...]) -> None:
        self.met = met
        names = ", ".join(one.name for one in met)
        super().__init__(
            f"Somebody else changed {names} meanwhile; nothing was written. Compare, and choose."
        )


class MovedMeanwhile(BluehelmError):
    """Raised when the commit that a change began from is no longer the newest; nothing was written."""

    def __init__(self, base: str, head: str) -> None:
        self.base, self.head = base, head
        super().__init__("Somebody else's change came first; look at it, then save again.")


class CannotAdopt(BluehelmError):
    """Raised when no decision can be drafted from a text: a draft, without symbol or day, or with holes."""


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
