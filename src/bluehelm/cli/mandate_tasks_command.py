"""`bluehelm mandate tasks`: the tasks of a resolution, or those in force from a chain of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from bluehelm.cli.console import console, print_json
from bluehelm.desk.name_mandate_tasks import mandate_in_force_as_json, tasks_as_json
from bluehelm.foundation.languages import translated
from bluehelm.mandate.resolution import Resolution

RELIABILITY_STYLES = {"good": "green", "fair": "yellow", "weak": "red", "not measured": "dim"}


def run_tasks(resolution: Resolution, written_as: str, language: str = "en") -> int:
    """Shows the tasks of one resolution."""
    shown = tasks_as_json(resolution, language=language)
    if written_as == "json":
        print_json(shown)
        return 0
    out = console()
    out.print(Text(f"{shown['symbol']}: {len(shown['tasks'])} tasks named", "bold"))
    _show_named(out, shown["tasks"])
    if shown["refused"]:
        out.print(Text(translated("Not named: too little speaks for these", language), "dim"))
        out.print(_refused_table(shown["refused"]))
    return 0


def run_carry_forward(chain: Sequence[Resolution], as_of: date, written_as: str, language: str = "en") -> int:
    """Shows the mandate in force on a day."""
    shown = mandate_in_force_as_json(chain, as_of, language=language)
    if written_as == "json":
        print_json(shown)
        return 0
    out = console()
    out.print(Text(f"{len(shown['tasks'])} tasks in force on {shown['as_of']}", "bold"))
    out.print(_in_force_table(shown["tasks"]))
    for one in shown["dropped"]:
        out.print(Text(f"  dropped by {one['dropped_by']}: {one['called']} ({one['modality']})", "dim"))
    for symbol in shown["without_day_of_adoption"]:
        out.print(Text(f"  {symbol} was left out: the day of its adoption is not known.", "yellow"))
    return 0


def _show_named(out: Console, named: Sequence[dict[str, Any]]) -> None:
    """A line for each task under its paragraph: plain words, how, how reliable, which words."""
    for paragraph, tasks in groupby(named, key=itemgetter("paragraph")):
        out.print(Text(paragraph, "bold"))
        for one in tasks:
            out.print(_named_line(one))


def _named_line(one: dict[str, Any]) -> Text:
    words = ", ".join(f"“{cue['words']}”" for cue in one["cues"] if cue["shows"] == "task")
    word = one["reliability"] or "not measured"
    line = Text.assemble(
        f"  {one['called']} ",
        (f"({one['modality']}, {one['strength']}) ", "dim"),
        (word, RELIABILITY_STYLES[word]),
        (f"  {words}", "cyan"),
    )
    if one["conditional"]:
        line.append(f"  if: {one['conditional']}", "yellow")
    return line


def _refused_table(refused: Sequence[dict[str, Any]]) -> Table:
    table = Table(box=None, padding=(0, 1), show_header=False, style="dim")
    for one in refused:
        table.add_row(
            one["paragraph"], one["called"], one["words"], f"{one['points']} of {one['needs']} points"
        )
    return table


def _in_force_table(tasks: Sequence[dict[str, Any]]) -> Table:
    table = Table(box=None, padding=(0, 1))
    for head in ("task", "how", "given by", "since", "basis"):
        table.add_column(head)
    for one in tasks:
        table.add_row(one["called"], one["modality"], one["given_by"], one["since"], one["basis"])
    return table
