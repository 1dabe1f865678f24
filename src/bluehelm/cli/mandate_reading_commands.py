"""The commands `bluehelm mandate read`, `adopt` and `tasks`."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bluehelm.cli.options import Format, Language, MissionOption, WrittenAs, day_typed


class ReadingFormat(StrEnum):
    """How a resolution that was read is written."""

    text = "text"
    json = "json"
    akn = "akn"


Texts = Annotated[
    list[Path], typer.Argument(metavar="FILE...", help="Resolutions: .txt, .docx or .pdf, in English.")
]
AdoptedOn = Annotated[
    date | None,
    typer.Option(
        "--adopted-on",
        parser=day_typed,
        metavar="DAY",
        help="Day of adoption, where the text is silent.",
    ),
]


def read(
    files: Texts,
    adopted_on: AdoptedOn = None,
    full: Annotated[bool, typer.Option("--full", help="Whole paragraphs instead of one line each.")] = False,
    language: Annotated[Language, typer.Option(help="en or fr.")] = Language.en,
    written_as: Annotated[
        ReadingFormat, typer.Option("--format", help="text, json, or akn for Akoma Ntoso 3.0.")
    ] = ReadingFormat.text,
    out: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="With akn: write a file there for each text.")
    ] = None,
) -> None:
    """Read resolutions: paragraphs and points, verbs, Chapter VII, ceilings, dates, reports, citations.

    What is read with doubt or refused is said, with the place. Tasks given by reference are looked up in
    the files that lie beside the one read.

    Examples: `bluehelm mandate read s-res-2759.txt` · `bluehelm mandate read s-res-2759.pdf --format json`
    · `bluehelm mandate read texts/*.txt --format akn --out akn/`
    """
    from bluehelm.cli.mandate_read_command import run_read

    raise typer.Exit(
        run_read(files, written_as.value, language.value, out, adopted_on=adopted_on, whole=full)
    )


def adopt(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The resolution: .txt, .docx or .pdf.")],
    mission: MissionOption = ".",
    adopted_on: AdoptedOn = None,
    write: Annotated[
        bool, typer.Option("--write", help="Write the draft into the dossier; never over a file.")
    ] = False,
    language: Annotated[Language, typer.Option(help="en or fr.")] = Language.en,
    written_as: WrittenAs = Format.text,
) -> None:
    """Draft the file of a decision for a dossier: tasks, wording, ceilings, dates, and what becomes suspect.

    Each task is matched to those on file as kept, reworded, new or ended. All of it is a guess: look at the
    draft, then write it with --write, and change what is wrong.

    Examples: `bluehelm mandate adopt s-res-2759.txt --mission minusca`
    · `bluehelm mandate adopt s-res-2800.pdf --mission minusca --write`
    """
    from bluehelm.cli.mandate_adopt_command import run_adopt

    raise typer.Exit(
        run_adopt(file, mission, written_as.value, language.value, adopted_on=adopted_on, write=write)
    )


def tasks(
    files: Texts,
    cues: Annotated[
        Path | None, typer.Option(metavar="YAML", help="Words that show each task, in a file of your own.")
    ] = None,
    carry_forward: Annotated[
        bool, typer.Option("--carry-forward", help="The tasks in force from all these texts together.")
    ] = False,
    as_of: Annotated[
        date | None,
        typer.Option(parser=day_typed, metavar="DAY", help="With --carry-forward: the day; else today."),
    ] = None,
    language: Annotated[Language, typer.Option(help="en or fr.")] = Language.en,
    written_as: WrittenAs = Format.text,
) -> None:
    """Name the tasks of a resolution, each with the words that show it and how reliable the name is.

    Examples: `bluehelm mandate tasks s-res-2759.txt`
    · `bluehelm mandate tasks s-res-*.txt --carry-forward --as-of 2024-12-01 --format json`
    """
    from bluehelm.cli.mandate_tasks_command import run_tasks_of_files

    today = datetime.now().astimezone().date()
    in_force_on = (as_of or today) if carry_forward else None
    raise typer.Exit(run_tasks_of_files(files, cues, in_force_on, written_as.value, language.value))
