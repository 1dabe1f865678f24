"""`bluehelm explain`: how a figure was found, what an item says, what a check looks for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bluehelm.cli.console import console, named_from_here, print_json
from bluehelm.desk.explain_figure import explain, explain_check
from bluehelm.desk.open_workspace import open_mission
from bluehelm.desk.report_figure import figure_as_json
from bluehelm.foundation.figures import Figure, FigureInput
from bluehelm.foundation.languages import printable, say
from bluehelm.foundation.phrases import Quantity, phrase


def run_explain(
    reference: str,
    mission: str,
    written_as: str,
    language: str,
    *,
    as_of: date | None,
    known_on: date | None,
    public: bool,
) -> int:
    """Prints a derivation as text or JSON."""
    if (entry := explain_check(reference)) is not None:
        _write(entry, written_as, language, Path.cwd())
        return 0
    opened = open_mission(mission, Path.cwd())
    day = opened.day_asked(as_of, datetime.now().astimezone().date())
    figure = explain(opened, reference, as_of=day, known_on=known_on, public=public)
    _write(figure, written_as, language, opened.workspace.folder)
    return 0


def _write(figure: Figure, written_as: str, language: str, workspace: Path) -> None:
    shown = named_from_here(workspace, Path.cwd())
    if written_as == "json":
        print_json(figure_as_json(figure, language, shown))
    else:
        _show(figure, language, shown)


def _show(figure: Figure, language: str, shown: Any) -> None:
    out = console()
    out.print(
        Text.assemble((printable(say(figure.title, language)), "bold"), ("  " + figure.reference, "dim"))
    )
    if figure.value is not None or figure.unit:
        value = say(Quantity(figure.value, figure.unit), language)
        out.print(Padding(Text(value, "bold"), (0, 0, 0, 2)))
    for step in figure.steps:
        out.print(Padding(Text(printable(say(step, language))), (0, 0, 0, 2)))
    if figure.caution is not None:
        out.print(Padding(Text(printable(say(figure.caution, language)), "yellow"), (0, 0, 0, 2)))
    if figure.inputs:
        out.print(Padding(_inputs(figure, language, shown), (1, 0, 0, 2)))
    if figure.n_unknown and figure.value is not None:
        words = phrase("{n} of {n_all} inputs are unknown.", n=figure.n_unknown, n_all=len(figure.inputs))
        out.print(Padding(Text(say(words, language), "dim"), (1, 0, 0, 2)))


def _inputs(figure: Figure, language: str, shown: Any) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(ratio=5)
    table.add_column(ratio=2)
    table.add_column(ratio=4, style="dim")
    for one in figure.inputs:
        value = say(Quantity(one.value, one.unit), language) if one.unit else say(one.value, language)
        where = "\n".join(_where(one, shown, language))
        table.add_row(printable(say(one.what, language)), printable(value), printable(where))
    return table


def _where(one: FigureInput, shown: Any, language: str) -> Iterator[str]:
    if one.source:
        yield one.source
    if one.known_as and one.known_as != "verified":
        yield say(phrase(one.known_as), language)
    if one.place.file:
        line = f":{one.place.line}" if one.place.line else ""
        yield f"{shown(one.place.file)}{line}"
