"""Options that several commands share, and the words they take."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

import typer


class Format(StrEnum):
    """How a result is written."""

    text = "text"
    json = "json"


class TableFormat(StrEnum):
    """How a table is written."""

    text = "text"
    csv = "csv"
    json = "json"


class Language(StrEnum):
    """Languages that Bluehelm writes."""

    en = "en"
    fr = "fr"


def day_typed(value: str) -> date:
    """A day as it is typed on the command line."""
    return datetime.strptime(value, "%Y-%m-%d").date()  # noqa: DTZ007  a day has no time zone


Target = Annotated[
    str, typer.Argument(help="A mission's folder, or inside a workspace its name.", metavar="MISSION")
]
MissionOption = Annotated[
    str, typer.Option("--mission", "-m", help="A mission's folder or name; here, unless given.")
]
WrittenAs = Annotated[Format, typer.Option("--format", help="text or json.")]
AsOf = Annotated[
    date | None,
    typer.Option(
        parser=day_typed,
        metavar="DAY",
        help="The moment asked about; the day the dossier is kept to, unless given.",
    ),
]
KnownOn = Annotated[
    date | None,
    typer.Option(
        parser=day_typed,
        metavar="DAY",
        help="Use only what had been published by this day; no limit, unless given.",
    ),
]
WrittenAsTable = Annotated[TableFormat, typer.Option("--format", help="text, csv or json.")]
InLanguage = Annotated[Language, typer.Option(help="Of the text, en or fr.")]
