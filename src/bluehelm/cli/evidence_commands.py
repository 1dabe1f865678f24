"""The commands `bluehelm evidence …`: what happened, imported, counted and drawn."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bluehelm.cli.evidence_store_commands import add_store_commands
from bluehelm.cli.options import KnownOn, Language, TableFormat, WrittenAsTable

evidence_app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Events, deployments and deaths from outside: imported, counted by area and period, drawn.\n\n"
    "Example: `bluehelm evidence indicators --indicator civilians_killed --country CAF --by month "
    "--from 2013-01 --until 2023-01`",
)

add_store_commands(evidence_app)


class Assign(StrEnum):
    """Where an event of several days counts."""

    start = "start"
    days = "days"


def first_day_typed(value: str) -> date:
    """The first day of a month or year as typed, or the day itself: 2013-01, 2013, 2013-01-15.

    >>> first_day_typed("2013-02"), first_day_typed("2013")
    (datetime.date(2013, 2, 1), datetime.date(2013, 1, 1))
    """
    parts = [*value.split("-"), "01", "01"][:3]
    try:
        return date.fromisoformat("-".join(parts))
    except ValueError:
        raise typer.BadParameter(f"'{value}' is no month; write for example 2013-01") from None


def dimensions_typed(value: str) -> tuple[str, ...]:
    """Areas and periods separated by commas."""
    from bluehelm.evidence.indicators.question import DIMENSIONS

    names = tuple(dict.fromkeys(name.strip() for name in value.split(",") if name.strip()))
    for name in names:
        if name not in DIMENSIONS:
            raise typer.BadParameter(f"'{name}' is none of {', '.join(DIMENSIONS)}")
    return names


def precision_checked(value: str) -> str:
    """A word for how well places must be known."""
    from bluehelm.desk.measure_evidence import precision_typed

    try:
        precision_typed(value)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None
    return value


@evidence_app.command()
def indicators(
    indicator: Annotated[
        str,
        typer.Option(
            metavar="NAME", help="A built-in indicator or a measure of the dossier; a wrong name lists them."
        ),
    ],
    from_on: Annotated[
        date, typer.Option("--from", parser=first_day_typed, metavar="MONTH", help="First month, or day.")
    ],
    until_on: Annotated[
        date, typer.Option("--until", parser=first_day_typed, metavar="MONTH", help="First month after.")
    ],
    by: Annotated[
        str,
        typer.Option(
            metavar="AREA,PERIOD",
            help="Any of country, admin1, admin2, cell, sector, base, year, quarter, month.",
        ),
    ] = "month",
    country: Annotated[
        list[str] | None,
        typer.Option(metavar="CODE", help="ISO code; several, or separated by commas. All, unless given."),
    ] = None,
    assign: Annotated[
        Assign, typer.Option(help="An event of several days counts on its first day, or in parts over all.")
    ] = Assign.start,
    precision: Annotated[
        str | None,
        typer.Option(
            parser=precision_checked,
            metavar="all|1-3|spread",
            help="How well a place must be known to stand in an area; the rest has a row without area. "
            "As the area needs, unless given.",
        ),
    ] = None,
    over: Annotated[int, typer.Option(min=1, help="Look back over so many periods, each row.")] = 1,
    within_km: Annotated[float, typer.Option(min=0.1, help="Radius around bases, for --by base.")] = 25.0,
    every_cell: Annotated[
        bool, typer.Option("--every-cell", help="Rows for quiet months of cells, too.")
    ] = False,
    source: Annotated[
        str | None,
        typer.Option(metavar="SOURCE", help="ucdp-ged, acled, …; the first on file, unless given."),
    ] = None,
    release: Annotated[
        str | None, typer.Option(metavar="RELEASE", help="The newest that covers the country, unless given.")
    ] = None,
    known_on: KnownOn = None,
    mission: Annotated[
        str | None,
        typer.Option("--mission", "-m", help="The dossier with sectors, bases and declared indicators."),
    ] = None,
    workspace: Annotated[
        Path, typer.Option(metavar="FOLDER", help="The workspace; here, unless given.")
    ] = Path(),
    written_as: WrittenAsTable = TableFormat.text,
    language: Annotated[Language, typer.Option(help="Of pictures, en or fr.")] = Language.en,
    out: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Draw the series and a map of cells there, as SVG.")
    ] = None,
) -> None:
    """Count what happened by area and period, with low and high estimates and the share that is known.

    A month that the release does not cover is unknown and left blank, never zero. Events whose place is
    known too little stand in a row without area, so that areas and that row make the country.

    Examples: `bluehelm evidence indicators --indicator civilians_killed --country CAF --by cell,month
    --from 2013-01 --until 2023-01 --assign days --precision 1-3 --format csv`
    · `bluehelm evidence indicators --indicator fatalities -m minusca --by sector,year --from 2014
    --until 2023 --out pictures/`
    """
    from bluehelm.cli.evidence_indicators_command import run_indicators
    from bluehelm.desk.measure_evidence import EvidenceAsked

    if until_on <= from_on:
        raise typer.BadParameter("--until is not after --from; it is the first month no longer counted")
    asked = EvidenceAsked(
        indicator=indicator,
        by=dimensions_typed(by),
        from_on=from_on,
        until_on=until_on,
        countries=_codes(country or []),
        assign=assign.value,
        precision=precision,
        known_on=known_on,
        source=source,
        release=release,
        mission=mission,
        within_km=within_km,
        over=over,
        every_area=every_cell,
    )
    raise typer.Exit(run_indicators(asked, workspace.resolve(), written_as.value, language.value, out))


def _codes(typed: list[str]) -> tuple[str, ...]:
    from bluehelm.foundation.places import is_country_code

    codes = tuple(dict.fromkeys(code.strip().upper() for one in typed for code in one.split(",")))
    for code in codes:
        if not is_country_code(code):
            raise typer.BadParameter(f"'{code}' is no country code of three letters (ISO 3166-1)")
    return codes
