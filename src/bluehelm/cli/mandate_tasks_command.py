"""`bluehelm mandate tasks`: the tasks of a resolution, or those in force from a chain of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bluehelm.cli.console import console, print_json
from bluehelm.cli.mandate_read_command import texts_in_progress
from bluehelm.cli.show_findings_of_texts import COULD_NOT_READ, show_findings_of_texts
from bluehelm.desk.name_mandate_tasks import chains_by_mission, mandate_in_force_as_json, tasks_as_json
from bluehelm.desk.read_mandate import read_texts
from bluehelm.foundation.languages import say, translated
from bluehelm.foundation.phrases import phrase
from bluehelm.mandate.cited_paragraphs import as_cited
from bluehelm.mandate.task_cue_file import read_cues

RELIABILITY_STYLES = {"good": "green", "fair": "yellow", "weak": "red", "not measured": "dim"}


def run_tasks_of_files(
    paths: Sequence[Path], cues: Path | None, in_force_on: date | None, written_as: str, language: str
) -> int:
    """Shows the tasks of each text, or those in force on a day; 1 where a text was refused."""
    known = read_cues(cues) if cues else read_cues()
    with texts_in_progress(len(paths)) as after_each:
        read = read_texts(paths, after_each=after_each)
    texts = [one.resolution for one in read if one.resolution is not None]
    found = [finding for one in read for finding in one.findings]
    if in_force_on is not None:
        shown = [
            {
                "mission": mission,
                **mandate_in_force_as_json(chain, in_force_on, cues=known, language=language),
            }
            for mission, chain in chains_by_mission(texts).items()
        ]
    else:
        shown = [tasks_as_json(one, cues=known, language=language) for one in texts]
    if written_as == "json":
        whole = [{**one, "findings": [finding.as_json() for finding in found]} for one in shown]
        print_json(whole[0] if len(whole) == 1 else whole or {"findings": [one.as_json() for one in found]})
    else:
        show_findings_of_texts(found, language)
        for one in shown:
            show_in_force(one, language) if in_force_on else show_tasks(one, language)
    return 0 if len(texts) == len(read) else COULD_NOT_READ


def show_tasks(shown: dict[str, Any], language: str) -> None:
    """Shows the tasks of one resolution under their paragraphs, and those that too little speaks for."""
    out = console()
    head = phrase("{symbol}: {n} tasks named", symbol=shown["symbol"] or "–", n=len(shown["tasks"]))
    out.print(Text(say(head, language), "bold"))
    _show_named(out, shown["tasks"], language)
    if shown["refused"]:
        out.print(Text(translated("Not named: too little speaks for these", language), "dim"))
        out.print(_refused_table(shown["refused"], language))


def show_in_force(shown: dict[str, Any], language: str) -> None:
    """Shows the mandate of a mission in force on a day."""
    out = console()
    on = date.fromisoformat(shown["as_of"])
    head = phrase("{mission}: {n} tasks in force on {on}", mission=shown["mission"] or "–",
                  n=len(shown["tasks"]), on=on)  # fmt: skip
    out.print(Text(say(head, language), "bold"))
    out.print(_in_force_table(shown["tasks"], language))
    for one in shown["dropped"]:
        dropped = phrase("dropped by {symbol}: {task} ({modality})", symbol=one["dropped_by"],
                         task=one["called"], modality=translated(one["modality"], language))  # fmt: skip
        out.print(Text(f"  {say(dropped, language)}", "dim"))
    for symbol in shown["without_day_of_adoption"]:
        left_out = phrase("{symbol} was left out: the day of its adoption is not known.", symbol=symbol)
        out.print(Text(f"  {say(left_out, language)}", "yellow"))


def _show_named(out: Console, named: Sequence[dict[str, Any]], language: str) -> None:
    """A line for each task under its paragraph: plain words, how, how reliable, which words."""
    for paragraph, tasks in groupby(named, key=itemgetter("paragraph")):
        out.print(Text(as_cited(paragraph) or paragraph, "bold"))
        for one in tasks:
            out.print(Padding(_named_line(one, language), (0, 0, 0, 2)))


def _named_line(one: dict[str, Any], language: str) -> Text:
    words = ", ".join(f"“{cue['words']}”" for cue in one["cues"] if cue["shows"] == "task")
    word = one["reliability"] or "not measured"
    line = Text.assemble(
        f"{one['called']} ",
        (f"({translated(one['modality'], language)}, {translated(one['strength'], language)}) ", "dim"),
        (translated(word, language), RELIABILITY_STYLES[word]),
        (f"  {words}", "cyan"),
    )
    if one["conditional"]:
        line.append(f"  {translated('if:', language)} {one['conditional']}", "yellow")
    return line


def _refused_table(refused: Sequence[dict[str, Any]], language: str) -> Table:
    table = Table(box=None, padding=(0, 1), show_header=False, style="dim")
    for one in refused:
        points = phrase("{points} of {needs} points", points=one["points"], needs=one["needs"])
        place = as_cited(one["paragraph"]) or one["paragraph"]
        table.add_row(place, one["called"], one["words"], say(points, language))
    return table


def _in_force_table(tasks: Sequence[dict[str, Any]], language: str) -> Table:
    table = Table(box=None, padding=(0, 1))
    for head in ("task", "how", "given by", "since", "basis"):
        table.add_column(translated(head, language))
    for one in tasks:
        table.add_row(
            one["called"], translated(one["modality"], language), one["given_by"], one["since"], one["basis"]
        )
    return table
