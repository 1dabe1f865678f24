"""The commands `bluehelm plan …`: the plan beside its money, its posts and its calendars."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bluehelm.cli.options import AsOf, Format, KnownOn, Language, Target, WrittenAs

plan_app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
    help="The plan beside its money, its posts and its calendars.\n\n"
    "Example: `bluehelm plan alignment minusca`",
)


@plan_app.command()
def alignment(
    target: Target = ".",
    as_of: AsOf = None,
    known_on: KnownOn = None,
    language: Annotated[Language, typer.Option(help="en or fr.")] = Language.en,
    public: Annotated[
        bool, typer.Option("--public", help="Leave out everything above unclassified.")
    ] = False,
    written_as: WrittenAs = Format.text,
    out: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Write it there as web page, PDF, Word and spreadsheet."),
    ] = None,
) -> None:
    """Set money and posts beside objectives and priority tiers, and the cycles beside each other.

    Examples: `bluehelm plan alignment minusca` · `bluehelm plan alignment minusca --language fr --out plan/`
    """
    from bluehelm.cli.alignment_command import run_alignment

    raise typer.Exit(
        run_alignment(
            target, written_as.value, language.value, out, as_of=as_of, known_on=known_on, public=public
        )
    )
