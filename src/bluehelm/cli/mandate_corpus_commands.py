"""`bluehelm mandate corpus …`: the user's own texts, added, listed and searched."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bluehelm.cli.options import Format, Language, WrittenAs

corpus_app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Your own texts of resolutions, kept in one file for searching and comparing.\n\n"
    "The package holds facts and signatures of the resolutions to 2015, but no text. What you add is found "
    "by `search`, and `focus` and `template` compare with it, too.",
)
CorpusFolder = Annotated[
    Path | None,
    typer.Option(
        "--corpus",
        metavar="FOLDER",
        help="Folder of your own texts; BLUEHELM_CORPUS or your data folder, unless given.",
    ),
]


@corpus_app.command()
def add(
    sources: Annotated[
        list[Path],
        typer.Argument(
            metavar="SOURCE...",
            help="Folders of .txt, .docx and .pdf, single files, .jsonl(.gz), or the CSV of CR-UNSC.",
        ),
    ],
    corpus: CorpusFolder = None,
    language: Annotated[Language, typer.Option(help="en or fr.")] = Language.en,
    written_as: WrittenAs = Format.text,
) -> None:
    """Add texts: what is held already is passed over, what changed is replaced.

    Texts are written in small portions, each whole or not at all. If adding is interrupted, even by force,
    what was written stays; run the same command again and it goes on from there.

    Examples: `bluehelm mandate corpus add resolutions/` · `bluehelm mandate corpus add CR-UNSC_texts.csv`
    """
    from bluehelm.cli.mandate_corpus_in_terminal import run_add

    raise typer.Exit(run_add(sources, corpus, written_as.value, language.value))


@corpus_app.command("list")
def list_texts(
    corpus: CorpusFolder = None,
    mission: Annotated[
        str | None, typer.Option("--mission", "-m", help="Only texts on this mission, for example MINUSCA.")
    ] = None,
    language: Annotated[Language, typer.Option(help="en or fr.")] = Language.en,
    written_as: WrittenAs = Format.text,
) -> None:
    """List the texts held, by day of adoption.

    Example: `bluehelm mandate corpus list --mission MINUSCA`
    """
    from bluehelm.cli.mandate_corpus_in_terminal import run_list

    raise typer.Exit(run_list(corpus, mission, written_as.value, language.value))


@corpus_app.command()
def search(
    words: Annotated[
        str, typer.Argument(help="Words that must all stand in a paragraph; phrases in quotation marks.")
    ],
    similar: Annotated[
        bool, typer.Option("--similar", help="Find paragraphs most like this text instead, word for word.")
    ] = False,
    most: Annotated[int, typer.Option(min=1, max=1000, help="Show at most so many paragraphs.")] = 20,
    corpus: CorpusFolder = None,
    language: Annotated[Language, typer.Option(help="en or fr.")] = Language.en,
    written_as: WrittenAs = Format.text,
) -> None:
    """Search the texts held: by words, or by likeness to a paragraph.

    Examples: `bluehelm mandate corpus search '"buffer zone" monitor'` ·
    `bluehelm mandate corpus search --similar 'Demands that all armed groups lay down their arms'`
    """
    from bluehelm.cli.mandate_corpus_in_terminal import run_search

    raise typer.Exit(run_search(words, similar, most, corpus, written_as.value, language.value))
