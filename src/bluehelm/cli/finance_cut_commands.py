"""The commands `bluehelm finance cut` and `add-task`: what money does to a mandate."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Annotated

import typer

from bluehelm.cli.options import Format, InLanguage, KnownOn, Language, Target, WrittenAs, day_typed

OutFolder = Annotated[
    Path | None,
    typer.Option(metavar="FOLDER", help="Write the note there as PDF, Word document and web page."),
]


def number_typed(value: str) -> Decimal:
    """A number as it is typed on the command line, without thousands separators."""
    try:
        return Decimal(value)
    except InvalidOperation as error:
        raise typer.BadParameter(f"'{value}' is no plain number; write 15 or 12000000") from error


FromDay = Annotated[
    date,
    typer.Option("--from", parser=day_typed, metavar="DAY", help="The day from which it has to be carried."),
]
Usd = Annotated[Decimal | None, typer.Option(parser=number_typed, metavar="USD", help="A sum instead.")]


def add_cut_commands(finance_app: typer.Typer) -> None:
    """Hooks the commands into `bluehelm finance`."""
    finance_app.command()(cut)
    finance_app.command("add-task")(add_task)


def cut(
    target: Target,
    from_on: FromDay,
    percent: Annotated[
        Decimal | None, typer.Option(parser=number_typed, metavar="N", help="Of the budget of the year.")
    ] = None,
    usd: Usd = None,
    from_outputs: Annotated[
        Decimal | None,
        typer.Option(
            parser=number_typed,
            metavar="USD",
            help="What outputs have to give; their even part, unless given.",
        ),
    ] = None,
    known_on: KnownOn = None,
    out: OutFolder = None,
    written_as: WrittenAs = Format.text,
    language: InLanguage = Language.en,
) -> None:
    """Show what a cut or a cash shortfall does to the mandate, and what it costs elsewhere.

    Outputs fall in the order that the planners recorded; where none is recorded, several are shown and none
    is chosen.

    Examples: `bluehelm finance cut minusca --percent 15 --from 2025-10-01`
    · `bluehelm finance cut minusca --percent 15 --from 2025-10-01 --out notes/ --language fr`
    """
    from bluehelm.cli.finance_cut_runs import run_cut

    if (percent is None) == (usd is None):
        raise typer.BadParameter("give either --percent or --usd", param_hint="--percent")
    raise typer.Exit(
        run_cut(
            target, written_as.value, language.value, out,
            from_on=from_on, percent=percent, usd=usd, from_outputs_usd=from_outputs, known_on=known_on,
        )
    )  # fmt: skip


def add_task(
    target: Target,
    from_on: FromDay,
    task: Annotated[str, typer.Option(metavar="TEXT", help="What the new task asks, in a few words.")],
    uniformed: Annotated[int, typer.Option(min=0, metavar="N", help="Soldiers and police it needs.")] = 0,
    civilians: Annotated[int, typer.Option(min=0, metavar="N", help="Civilians it needs.")] = 0,
    usd: Usd = None,
    known_on: KnownOn = None,
    out: OutFolder = None,
    written_as: WrittenAs = Format.text,
    language: InLanguage = Language.en,
) -> None:
    """Show what a task added without money does: its cost, who would be billed, and what falls if nobody is.

    Example: `bluehelm finance add-task minusca --task "guard two border posts" --uniformed 300 --usd 2000000
    --from 2026-01-01`
    """
    from bluehelm.cli.finance_cut_runs import run_add_task
    from bluehelm.review.added_task import AddedTask

    asked = AddedTask(task, from_on, uniformed, civilians, usd or Decimal(0))
    raise typer.Exit(
        run_add_task(target, written_as.value, language.value, out, asked=asked, known_on=known_on)
    )
