"""`bluehelm mandate adopt`: the file of a decision drafted for a dossier, shown, and written where asked."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Any

from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from bluehelm.cli.console import console, print_json
from bluehelm.cli.show_findings_of_texts import COULD_NOT_READ, show_findings_of_texts, show_written
from bluehelm.desk.adopt_mandate import AdoptedMandate, adopt_mandate, write_adopted
from bluehelm.desk.open_workspace import open_mission
from bluehelm.dossier.stamps import Suspect
from bluehelm.foundation.languages import say, translated
from bluehelm.foundation.phrases import phrase
from bluehelm.mandate.match_tasks import MatchedTask

WIDTH = 80
COLUMNS = {"": 8, "task": 28, "was": 14, "is": 14, "ground": 12}
STYLES = {"kept": "", "reworded": "yellow", "new": "cyan", "ended": "red"}


def run_adopt(
    file: Path, mission: str, written_as: str, language: str, *, adopted_on: date | None, write: bool
) -> int:
    """Shows the draft, and writes it where asked."""
    adopted = adopt_mandate(file, open_mission(mission, Path.cwd()), adopted_on)
    if adopted.draft is None:
        if written_as == "json":
            print_json({"findings": [one.as_json() for one in adopted.findings]})
        else:
            show_findings_of_texts(adopted.findings, language)
        return COULD_NOT_READ
    path = write_adopted(adopted) if write else None
    if written_as == "json":
        print_json(_as_json(adopted, written=path is not None))
    else:
        _show(adopted, language, whole=path is None)
        if path is not None:
            show_written([path], language, quiet=False)
    return 0


def _as_json(adopted: AdoptedMandate, *, written: bool) -> dict[str, Any]:
    assert adopted.draft is not None
    return {
        "decision": adopted.draft.resolution.symbol,
        "file": os.path.relpath(adopted.file),
        "on_file_already": adopted.exists and not written,
        "written": written,
        "tasks": [_task_as_json(one) for one in adopted.draft.tasks],
        "suspect": [
            {"link": one.link.name, "changed": list(one.changed), "resting": list(one.resting)}
            for one in adopted.suspects
        ],
        "text": adopted.text,
        "findings": [one.as_json() for one in adopted.findings],
    }


def _task_as_json(one: MatchedTask) -> dict[str, Any]:
    return {
        "fate": one.fate,
        "task": one.task,
        "paragraph": one.cited or None,
        "was": one.was or None,
        "ground": one.ground,
        "wording": one.wording or None,
        "tier": one.tier,
        "conditional": one.conditional or None,
        "to_confirm": True,
    }


def _show(adopted: AdoptedMandate, language: str, *, whole: bool) -> None:
    assert adopted.draft is not None
    screen = console()
    show_findings_of_texts(adopted.findings, language)
    draft = adopted.draft
    counts = {fate: len(draft.of(fate)) for fate in STYLES}
    said = phrase(
        "{symbol}: {kept} tasks kept, {reworded} reworded, {new} new, {ended} without a trace. "
        "Each is a guess to confirm.",
        symbol=draft.resolution.symbol,
        **counts,
    )
    screen.print(Text(say(said, language), "bold"), width=min(screen.width, WIDTH))
    screen.print(_tasks(adopted, language), width=min(screen.width, WIDTH))
    screen.print()
    _ruled(screen, "What becomes suspect", language)
    for part in _suspect_lines(adopted, language):
        screen.print(Padding(part, (0, 0, 0, 2)), width=min(screen.width, WIDTH))
    if adopted.exists:
        on_file = translated("This decision is on file already; --write would refuse.", language)
        screen.print(Text(on_file, "yellow"))
    if whole:
        screen.print()
        _ruled(screen, "The draft; --write writes it", language)
        screen.print(Text(os.path.relpath(adopted.file), "dim"), soft_wrap=True)
        screen.print(Text(adopted.text.rstrip()), soft_wrap=True)


def _ruled(screen: Any, heading: str, language: str) -> None:
    ruled = Rule(Text(translated(heading, language), style="bold blue"), align="left", style="dim")
    screen.print(ruled, width=min(screen.width, WIDTH))


def _tasks(adopted: AdoptedMandate, language: str) -> Table:
    assert adopted.draft is not None
    table = Table(box=None, padding=(0, 1, 0, 0), header_style="dim")
    for heading, width in COLUMNS.items():
        table.add_column(translated(heading, language) if heading else "", width=width, overflow="fold")
    for fate, style in STYLES.items():
        for one in adopted.draft.of(fate):
            name = one.opening or one.task
            told = (translated(fate, language), name, one.was, one.cited, translated(one.ground, language))
            table.add_row(*told, style=style)
    return table


def _suspect_lines(adopted: AdoptedMandate, language: str) -> list[Text]:
    if not adopted.suspects:
        return [Text(translated("No reviewed link.", language), "dim")]
    said = phrase(
        "{n} reviewed links; {n_resting} items rest on them.",
        n=len(adopted.suspects),
        n_resting=adopted.n_resting,
    )
    return [Text(say(said, language)), *(_suspect(one, language) for one in adopted.suspects)]


def _suspect(one: Suspect, language: str) -> Text:
    rests = phrase("{n} items rest on it", n=len(one.resting))
    return Text.assemble(one.link.name, (f"  {say(rests, language)}", "dim"))
