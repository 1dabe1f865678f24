"""The commands `bluehelm mandate …`: resolutions read, measured and compared."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from bluehelm.cli.mandate_corpus_commands import CorpusFolder, corpus_app
from bluehelm.cli.mandate_reading_commands import adopt, read, tasks
from bluehelm.cli.options import AsOf, Format, Language, WrittenAs

mandate_app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Resolutions of the Council as texts: read, measured, compared, and adopted into a dossier.\n\n"
    "Example: `bluehelm mandate read s-res-2759.txt`",
)
for _command in (read, tasks, adopt):
    mandate_app.command()(_command)
mandate_app.add_typer(corpus_app, name="corpus")


@mandate_app.command()
def compare(
    before: Annotated[Path, typer.Argument(metavar="A", help="The earlier resolution: .txt, .docx or .pdf.")],
    after: Annotated[Path, typer.Argument(metavar="B", help="The later one.")],
    mission: Annotated[
        str | None,
        typer.Option("--mission", "-m", help="A mission's folder or name: shows what rests on each change."),
    ] = None,
    as_of: AsOf = None,
    language: Annotated[Language, typer.Option(help="en or fr.")] = Language.en,
    written_as: WrittenAs = Format.text,
    out: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Write it there as web page and PDF, to print.")
    ] = None,
) -> None:
    """Set two resolutions side by side: kept, moved, reworded word by word, added, dropped.

    Examples: `bluehelm mandate compare s-res-2709.txt s-res-2759.txt`
    · `bluehelm mandate compare s-res-2709.txt s-res-2759.txt --mission minusca --out renewal/`
    """
    from bluehelm.cli.compare_mandates_command import run_compare

    today = datetime.now().astimezone().date()
    raise typer.Exit(
        run_compare(before, after, mission, written_as.value, language.value, out, as_of=as_of, today=today)
    )


@mandate_app.command()
def focus(
    target: Annotated[
        str, typer.Argument(metavar="FILE|MISSION", help="A resolution (.txt, .docx, .pdf), or a mission.")
    ],
    mission: Annotated[
        str | None,
        typer.Option("--mission", "-m", help="With a file: the dossier in which planners' judgements stand."),
    ] = None,
    as_of: AsOf = None,
    corpus: CorpusFolder = None,
    themes: Annotated[
        Path | None, typer.Option(metavar="CSV", help="A list of theme words of your own.")
    ] = None,
    language: Annotated[Language, typer.Option(help="en or fr.")] = Language.en,
    written_as: WrittenAs = Format.text,
    out: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Write it there as web page and PDF, with pictures.")
    ] = None,
) -> None:
    """Measure the focus of a mandate: length, tasks, priority, sequence, verbs, themes, unclear tasks.

    Each measure is placed among other mandates, by year and by mission, and shown with the words that it
    rests on. What is needed in the first phase comes from the dossier, as planners have recorded it.

    Examples: `bluehelm mandate focus s-res-2759.txt` · `bluehelm mandate focus minusca --out focus/`
    """
    from bluehelm.cli.mandate_focus_command import run_focus

    today = datetime.now().astimezone().date()
    shown = written_as.value, language.value, out
    places = corpus, themes
    raise typer.Exit(run_focus(target, mission, *shown, *places, as_of=as_of, today=today))


@mandate_app.command()
def template(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The resolution: .txt, .docx or .pdf.")],
    least: Annotated[
        float,
        typer.Option(min=0.3, max=1.0, help="Similarity from which a paragraph counts as adapted, 0.3 to 1."),
    ] = 0.5,
    corpus: CorpusFolder = None,
    language: Annotated[Language, typer.Option(help="en or fr.")] = Language.en,
    written_as: WrittenAs = Format.text,
    out: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Write it there as web page and PDF, to print.")
    ] = None,
) -> None:
    """Find template language: how much of a resolution stands in earlier ones, paragraph by paragraph.

    For each paragraph: the nearest earlier one, how alike they are, since when it stands, in how many texts
    and missions it recurs; identical, adapted or new.

    Examples: `bluehelm mandate template s-res-2759.txt` · `bluehelm mandate template draft.docx --out page/`
    """
    from bluehelm.cli.mandate_template_command import run_template

    today = datetime.now().astimezone().date()
    raise typer.Exit(run_template(file, least, written_as.value, language.value, out, corpus, today=today))
