"""Files edited as text: what two people wrote laid together, and the faults of a text before it is saved."""

from __future__ import annotations

import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from bluehelm.dossier.open_files import Listed
from bluehelm.dossier.read_file import Shelf, Standing, read_file
from bluehelm.foundation.errors import CannotWrite
from bluehelm.foundation.findings import Finding, Severity

LONGEST_TEXT = 4_000_000
_TROUBLE = 128


@dataclass(frozen=True, slots=True)
class Merged:
    """Two texts laid together; where both changed the same lines, git's marks stand in the text."""

    text: str
    n_conflicts: int = 0


def merged_texts(base: str, yours: str, theirs: str) -> Merged:
    """Both changes of a text, laid together line by line.

    Raises CannotWrite when git is not there to do it.
    """
    with tempfile.TemporaryDirectory() as folder:
        names = []
        for name, text in (("yours", yours), ("base", base), ("theirs", theirs)):
            path = Path(folder, name)
            path.write_text(text, encoding="utf-8", newline="")
            names.append(str(path))
        labels = ("-L", "your text", "-L", "before", "-L", "saved meanwhile")
        try:
            ran = subprocess.run(
                ["git", "merge-file", "-p", *labels, *names], capture_output=True, check=False, timeout=20
            )
        except (OSError, subprocess.TimeoutExpired):
            raise CannotWrite("Somebody saved this file meanwhile, and git is not here to merge.") from None
    if ran.returncode >= _TROUBLE:
        raise CannotWrite("Somebody saved this file meanwhile, and the texts cannot be laid together.")
    return Merged(ran.stdout.decode("utf-8"), ran.returncode)


def faults_of_text(text: str, within: str, before: str) -> list[Finding]:
    """The errors of a text that it did not have before; `within` is its name in the mission."""
    if len(text) > LONGEST_TEXT:
        raise CannotWrite(
            "The text is longer than four million signs; split the file, or use the command line."
        )
    known = {(one.check, one.message) for one in _faults(before, within)}
    return [one for one in _faults(text, within) if (one.check, one.message) not in known]


def _faults(text: str, within: str) -> list[Finding]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, Path(within).name)
        path.write_text(text, encoding="utf-8", newline="")
        standing = Standing(within, above=False, restricted=False, mission="mission")
        reading = read_file(Listed(path, within), standing, Shelf())
    return [one for one in reading.findings if one.severity is Severity.ERROR]
