"""The command `bluehelm`: every command, its options and its help; what they do is done by the desk.

Rooms are imported inside the commands, so that `--help` does not wait for them.
"""

from __future__ import annotations

import sys
from datetime import date, datetime
from enum import StrEnum
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated

import typer

from bluehelm import __version__
from bluehelm.cli.evidence_commands import evidence_app
from bluehelm.cli.finance_commands import finance_app
from bluehelm.cli.mandate_commands import mandate_app
from bluehelm.cli.options import (
    AsOf,
    Format,
    KnownOn,
    Language,
    MissionOption,
    Target,
    WrittenAs,
    day_typed,
)
from bluehelm.cli.phases_commands import phases_app
from bluehelm.cli.plan_commands import plan_app
from bluehelm.cli.review_commands import review_app

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="A peace operation as one dossier of text files: read, traced, checked, costed and briefed.",
    epilog="Begin with `bluehelm demo demo/`, or write your own dossier with `bluehelm new my-mission`.",
)

app.add_typer(mandate_app, name="mandate", rich_help_panel="Mandates")
app.add_typer(evidence_app, name="evidence", rich_help_panel="Evidence")
app.add_typer(finance_app, name="finance", rich_help_panel="Money")
app.add_typer(phases_app, name="phases", rich_help_panel="Phases")
app.add_typer(review_app, name="review", rich_help_panel="Review")
app.add_typer(plan_app, name="plan", rich_help_panel="Review")

COULD_NOT_RUN = 2


class ReportFormat(StrEnum):
    """How findings are written."""

    text = "text"
    json = "json"
    sarif = "sarif"


class FieldsFormat(StrEnum):
    """How the catalogue of fields is written."""

    text = "text"
    json = "json"
    json_schema = "json-schema"


@app.command(rich_help_panel="Read and check")
def check(
    target: Target = ".",
    written_as: Annotated[
        ReportFormat, typer.Option("--format", help="text, json, or sarif for editors.")
    ] = ReportFormat.text,
    only: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="Only this check; can be given several times.")
    ] = None,
    baseline: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="An earlier report as JSON: what it holds is set apart."),
    ] = None,
    as_of: AsOf = None,
    known_on: KnownOn = None,
    summary: Annotated[
        bool, typer.Option("--summary", help="One line for each check instead of every finding.")
    ] = False,
    language: Annotated[
        Language, typer.Option(help="Of the text, en or fr; JSON and SARIF stay English.")
    ] = (Language.en),
    watch: Annotated[bool, typer.Option("--watch", help="Check again whenever a file changes.")] = False,
) -> None:
    """Find what is wrong in a dossier: where, why it matters, and how to mend it.

    Ends with 0 when there is no error, 1 when there is one, 2 when it could not run.

    Examples: `bluehelm check minusca --summary` · `bluehelm check missions/minusca --only PHA014`
    · `bluehelm check minusca --format json > before.json`, and later
    `bluehelm check minusca --baseline before.json`
    """
    from bluehelm.cli.check_command import Asked, run_check

    raise typer.Exit(
        run_check(
            target,
            "summary" if summary and written_as is ReportFormat.text else written_as.value,
            Asked(as_of=as_of, known_on=known_on, only=tuple(only or ()), baseline=baseline),
            language=language.value,
            watch=watch,
        )
    )


@app.command(rich_help_panel="Read and check")
def trace(
    item: Annotated[
        str | None, typer.Argument(metavar="KIND/ID", help="An item, for example task/protect-civilians.")
    ] = None,
    up: Annotated[bool, typer.Option("--up", help="Only what the item rests on.")] = False,
    down: Annotated[bool, typer.Option("--down", help="Only what rests on the item.")] = False,
    depth: Annotated[int | None, typer.Option(min=1, help="How many steps; all, unless given.")] = None,
    gaps: Annotated[bool, typer.Option("--gaps", help="List what hangs in the air.")] = False,
    mission: MissionOption = ".",
    written_as: WrittenAs = Format.text,
    as_of: AsOf = None,
) -> None:
    """Walk the chain from strategy to evidence, both ways, and show what is suspect.

    Examples: `bluehelm trace task/protect-civilians` · `bluehelm trace output/quick-impact --up`
    · `bluehelm trace --gaps`
    """
    from bluehelm.cli.trace_command import run_trace

    raise typer.Exit(run_trace(item, _ways(up, down), depth, gaps, mission, written_as.value, as_of))


def _ways(up: bool, down: bool) -> tuple[str, ...]:
    return tuple(way for way, wanted in (("up", up), ("down", down)) if wanted) or ("up", "down")


@app.command(rich_help_panel="Change")
def accept(
    link: Annotated[str, typer.Argument(metavar="FROM>TO", help="The link, in quotation marks.")],
    as_post: Annotated[str, typer.Option("--as", metavar="POST", help="The post that reviewed the link.")],
    why: Annotated[str, typer.Option(help="The reason, in a sentence.")],
    on: Annotated[
        date | None,
        typer.Option(parser=day_typed, metavar="DAY", help="Day of the review; today, unless given."),
    ] = None,
    mission: MissionOption = ".",
) -> None:
    """Record that a post has reviewed a link and that it holds; a suspect link is then clear.

    Example: `bluehelm accept 'output/patrols>task/protect-civilians' --as chief-of-staff --why "still fits"`
    """
    from bluehelm.cli.change_commands import run_accept

    raise typer.Exit(run_accept(link, as_post, why, on or _today(), mission))


@app.command(rich_help_panel="Change")
def edit(
    item: Annotated[str, typer.Argument(metavar="KIND/ID", help="The item to change.")],
    changes: Annotated[list[str], typer.Argument(metavar="FIELD=VALUE", help="Fields and their new values.")],
    mission: MissionOption = ".",
) -> None:
    """Change fields of an item; comments, order and layout of the file stay as they are.

    Example: `bluehelm edit task/protect-civilians led_by=force-commander`
    """
    from bluehelm.cli.change_commands import run_edit

    raise typer.Exit(run_edit(item, changes, mission))


@app.command(rich_help_panel="Brief")
def brief(
    target: Target = ".",
    as_of: AsOf = None,
    known_on: KnownOn = None,
    language: Annotated[Language, typer.Option(help="en or fr.")] = Language.en,
    public: Annotated[
        bool, typer.Option("--public", help="Leave out everything above unclassified.")
    ] = False,
    strike: Annotated[
        str | None, typer.Option(metavar="PARAGRAPH", help="What falls if this paragraph were struck.")
    ] = None,
    written_as: WrittenAs = Format.text,
    out: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Where to write HTML and PDF; briefs/, unless given."),
    ] = None,
) -> None:
    """Print a one-page brief and write it as a web page and a PDF. It opens with decisions, not status.

    Examples: `bluehelm brief minusca --as-of 2026-02-28` · `bluehelm brief minusca --language fr --public`
    """
    from bluehelm.cli.brief_command import run_brief

    raise typer.Exit(
        run_brief(
            target,
            written_as.value,
            language.value,
            out,
            as_of=as_of,
            known_on=known_on,
            public=public,
            strike=strike,
        )
    )


@app.command(rich_help_panel="Brief")
def explain(
    reference: Annotated[
        str, typer.Argument(metavar="REF", help="A figure/…, an item kind/id, or the id of a check.")
    ],
    mission: MissionOption = ".",
    as_of: AsOf = None,
    known_on: KnownOn = None,
    public: Annotated[
        bool, typer.Option("--public", help="Leave out everything above unclassified.")
    ] = False,
    language: Annotated[Language, typer.Option(help="en or fr.")] = Language.en,
    written_as: WrittenAs = Format.text,
) -> None:
    """Print how a figure was found: its inputs with their sources, the steps, and what is unknown.

    Examples: `bluehelm explain figure/days-above-reserve -m minusca` · `bluehelm explain PHA014`
    """
    from bluehelm.cli.explain_command import run_explain

    raise typer.Exit(
        run_explain(
            reference,
            mission,
            written_as.value,
            language.value,
            as_of=as_of,
            known_on=known_on,
            public=public,
        )
    )


@app.command(rich_help_panel="Begin")
def new(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Short name of the mission, also its folder.")],
    folder: Annotated[
        Path, typer.Option("--in", metavar="FOLDER", help="The workspace; here, unless given.")
    ] = Path(),
) -> None:
    """Write a commented starter dossier that has no finding.

    Example: `bluehelm new unmis`
    """
    from bluehelm.cli.begin_commands import run_new

    raise typer.Exit(run_new(name, folder, _today()))


@app.command(rich_help_panel="Begin")
def demo(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where to make the workspace.")],
) -> None:
    """Make a workspace of your own from the example, with the real MINUSCA dossier, to try things on.

    Example: `bluehelm demo demo/`
    """
    from bluehelm.cli.begin_commands import run_demo

    raise typer.Exit(run_demo(folder))


@app.command(rich_help_panel="Workspace")
def serve(
    folder: Annotated[
        Path, typer.Argument(metavar="WORKSPACE", help="The workspace; here, unless given.")
    ] = Path(),
    port: Annotated[int, typer.Option(min=1, max=65535, help="Where the browser finds it.")] = 8080,
    address: Annotated[
        str, typer.Option(help="The address to answer at; this machine alone, unless given.")
    ] = "127.0.0.1",
    workers: Annotated[int, typer.Option(min=1, max=64, help="Processes that answer.")] = 2,
) -> None:
    """Open the workspace in the browser: read, edit, decide. Changes are commits with author and reason.

    Example: `bluehelm serve demo/`
    """
    from bluehelm.cli.serve_command import run_serve

    raise typer.Exit(run_serve(folder, address, port, workers))


@app.command(rich_help_panel="Look up")
def fields(
    record: Annotated[
        str | None,
        typer.Argument(metavar="RECORD", help="Only this record or collection, for example tasks."),
    ] = None,
    written_as: Annotated[
        FieldsFormat, typer.Option("--format", help="text, json, or json-schema for editors.")
    ] = FieldsFormat.text,
) -> None:
    """List every field of a dossier: type, unit, meaning, and whether it is required.

    Examples: `bluehelm fields tasks` · `bluehelm fields --format json-schema > dossier.schema.json`
    """
    from bluehelm.cli.look_up_commands import run_fields

    raise typer.Exit(run_fields(record, written_as.value))


@app.command(rich_help_panel="Look up")
def checks(
    written_as: WrittenAs = Format.text,
) -> None:
    """List every check with what it looks for; `bluehelm explain ID` says more.

    Example: `bluehelm checks --format json`
    """
    from bluehelm.cli.look_up_commands import run_checks_list

    raise typer.Exit(run_checks_list(written_as.value))


def _today() -> date:
    """Today's date: asked for here, at the door, and nowhere else."""
    return datetime.now().astimezone().date()


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"bluehelm {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and end.")
    ] = False,
) -> None:
    """Options of the command itself."""
    del version


def _write_what_the_terminal_can() -> None:
    """Lets a terminal that knows few letters show question marks instead of stopping the command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def run() -> None:
    """Runs the command; errors of use end with a plain sentence and the code 2."""
    from bluehelm.foundation.errors import BluehelmError

    _write_what_the_terminal_can()
    try:
        app()
    except BluehelmError as error:
        print(f"bluehelm: {error}", file=sys.stderr)
        sys.exit(COULD_NOT_RUN)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except OSError as error:
        print(f"bluehelm: '{error.filename}': {error.strerror}", file=sys.stderr)
        sys.exit(COULD_NOT_RUN)


if __name__ == "__main__":
    run()
