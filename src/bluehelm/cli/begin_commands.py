"""`bluehelm new` and `bluehelm demo`."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from rich.text import Text

from bluehelm.cli.console import console
from bluehelm.desk.copy_example import copy_example
from bluehelm.desk.start_dossier import start_dossier


def run_new(name: str, folder: Path, today: date) -> int:
    """Writes a starter dossier and says what to do next."""
    started = start_dossier(name, folder, today)
    _say(
        f"Wrote a starter dossier of {started.n_files} files: {os.path.relpath(started.folder)}",
        "Everything in it is a placeholder, marked known_as: illustration. It has no finding.",
    )
    _say_next(
        started.workspace,
        (
            ("write your own mission over the placeholders, file by file", f"missions/{name}/mission.yaml"),
            ("see what is wrong after each change", f"bluehelm check {name}"),
            ("see what hangs in the air", f"bluehelm trace --gaps -m {name}"),
            ("look up what may stand in a file", "bluehelm fields tasks"),
        ),
    )
    return 0


def run_demo(folder: Path) -> int:
    """Makes a workspace from the example and says what to do next."""
    made = copy_example(folder)
    shown = os.path.relpath(made.folder)
    if made.was_there:
        _say(f"There is a workspace in {shown} already. Nothing was changed in it.")
    else:
        history = "git keeps its history" if made.in_git else "without git, so nothing keeps its history"
        _say(f"Made a workspace in {shown} from the example; {history}.")
    mission = "minusca" if "minusca" in made.missions or not made.missions else made.missions[0]
    _say_next(
        made.folder,
        (
            ("see what is wrong, and how to mend it", f"bluehelm check {mission}"),
            (
                "see what a task rests on, and what rests on it",
                f"bluehelm trace task/protect-civilians -m {mission}",
            ),
            ("read the brief", f"bluehelm brief {mission} --as-of 2026-02-28"),
        ),
    )
    return 0


def _say(*sentences: str) -> None:
    out = console()
    for sentence in sentences:
        out.print(Text(sentence))


def _say_next(workspace: Path, steps: Sequence[tuple[str, str]]) -> None:
    """What to do next: each step in words, and below it what to type."""
    out = console()
    out.print(Text("\nWhat to do next:", "bold"))
    here = os.path.relpath(workspace)
    typed = steps if here == "." else [("go to the workspace", f"cd {shlex.quote(here)}"), *steps]
    program = _as_typed_in(workspace)
    for words, command in typed:
        out.print(Text(f"  {words}"))
        shown = program + command.removeprefix("bluehelm") if command.startswith("bluehelm ") else command
        out.print(Text(f"      {shown}", "cyan"), soft_wrap=True)


def _as_typed_in(folder: Path) -> str:
    """The command as one types it in a folder: by name where it is on the path, else where it lies."""
    program = Path(sys.argv[0])
    if shutil.which("bluehelm") or program.name != "bluehelm":
        return "bluehelm"
    return shlex.quote(os.path.relpath(program, folder))
