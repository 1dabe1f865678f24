"""The commands `bluehelm finance …` on scales, bills and what a cut does to a mandate."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bluehelm.cli.finance_bill_commands import add_bill_commands
from bluehelm.cli.finance_cash_commands import add_cash_commands
from bluehelm.cli.finance_cut_commands import add_cut_commands
from bluehelm.cli.options import InLanguage, Language, TableFormat, WrittenAsTable

finance_app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Who pays what, when the cash comes, and what a shortfall does to the mandate.\n\n"
    "Example: `bluehelm finance rates --year 2026`",
)


@finance_app.command()
def rates(
    year: Annotated[int, typer.Option(help="Calendar year: rates change on 1 January.")],
    scale: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A proposed regular scale: iso3,rate_percent.")
    ] = None,
    levels: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Proposed levels: iso3,level,discount_share; the discount of level A is left empty.",
        ),
    ] = None,
    written_as: WrittenAsTable = TableFormat.text,
    language: InLanguage = Language.en,
) -> None:
    """List what each of the 193 States pays of the regular budget and of peacekeeping.

    Examples: `bluehelm finance rates --year 2026`
    · `bluehelm finance rates --year 2026 --format csv > rates.csv`
    · `bluehelm finance rates --year 2026 --scale proposed.csv`
    """
    from bluehelm.cli.finance_rates_command import run_rates

    raise typer.Exit(run_rates(year, scale, levels, written_as.value, language.value))


add_cash_commands(finance_app)
add_bill_commands(finance_app)
add_cut_commands(finance_app)
