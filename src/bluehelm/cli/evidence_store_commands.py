"""The commands that fill and look into the evidence store: import, list, compare."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from bluehelm.cli.options import Format, Language, WrittenAs, day_typed

WorkspaceFolder = Annotated[Path, typer.Option(metavar="FOLDER", help="The workspace; here, unless given.")]


def add_store_commands(app: typer.Typer) -> None:
    """Adds the commands to `bluehelm evidence`."""
    app.command("import")(import_files)
    app.command("list")(list_releases)
    app.command("compare")(compare)


def import_files(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE…",
            help="Files as their owner publishes them: .csv, .csv.zip, .csv.gz, .xlsx or .parquet.",
        ),
    ],
    source: Annotated[
        str | None,
        typer.Option(
            metavar="SOURCE",
            help="ucdp-ged, acled, hdx-hapi, geo-pko, un-fatalities, un-contributions or series; "
            "told by the columns, unless given.",
        ),
    ] = None,
    release: Annotated[
        str | None,
        typer.Option(metavar="RELEASE", help="Its name, for example 23.1; from the file, unless given."),
    ] = None,
    workspace: WorkspaceFolder = Path(),
    known_on: Annotated[
        date | None,
        typer.Option(parser=day_typed, metavar="DAY", help="Day of the import; today, unless given."),
    ] = None,
    available_from: Annotated[
        date | None,
        typer.Option(
            parser=day_typed,
            metavar="DAY",
            help="Day from which the release counts as known; the usual day of its source, unless given.",
        ),
    ] = None,
    written_as: WrittenAs = Format.text,
    language: Annotated[Language, typer.Option(help="en or fr.")] = Language.en,
) -> None:
    """Import what happened into the evidence store: each file whole, or not at all.

    The same file twice changes nothing. A new release stands beside the old, and what it changed is told.
    Rows that cannot be used are written beside it, with line and reason (set-aside.csv).

    Examples: `bluehelm evidence import GEDEvent_v23_1.csv`
    · `bluehelm evidence import export.csv --source acled --release 2026-11-01 --workspace field/`
    """  # fmt: skip
    from bluehelm.cli.evidence_import_command import run_import
    from bluehelm.evidence.import_release import ImportAsked

    day = known_on or datetime.now().astimezone().date()
    asked = ImportAsked(Path(), workspace, day, source, release, available_from)
    raise typer.Exit(run_import(asked, tuple(files), written_as.value, language.value))


def list_releases(workspace: WorkspaceFolder = Path(), written_as: WrittenAs = Format.text) -> None:
    """List the releases in the evidence store: what each covers, since when it is known, and its hash.

    Example: `bluehelm evidence list --format json`
    """
    from bluehelm.cli.evidence_import_command import run_list

    raise typer.Exit(run_list(workspace, written_as.value))


def compare(
    source: Annotated[str, typer.Option(metavar="SOURCE", help="For example ucdp-ged.")],
    before: Annotated[
        str | None, typer.Option(metavar="RELEASE", help="The earlier one; the last before, unless given.")
    ] = None,
    after: Annotated[
        str | None, typer.Option(metavar="RELEASE", help="The later one; the newest, unless given.")
    ] = None,
    workspace: WorkspaceFolder = Path(),
    written_as: WrittenAs = Format.text,
    language: Annotated[Language, typer.Option(help="en or fr.")] = Language.en,
) -> None:
    """Say what a release changed against an earlier one: events added, withdrawn, revised; deaths.

    Example: `bluehelm evidence compare --source ucdp-ged --before 19.1 --after 23.1`
    """
    from bluehelm.cli.evidence_import_command import run_compare_releases

    raise typer.Exit(run_compare_releases(workspace, source, before, after, written_as.value, language.value))
