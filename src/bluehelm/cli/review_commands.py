"""The commands `bluehelm review …`: prepared, decided, followed up, signed and published."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bluehelm.cli.options import Format, KnownOn, Language, Target, WrittenAs, day_typed

review_app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
    help="The quarterly review: what was delivered, whether it still matters, what is decided.\n\n"
    "Example: `bluehelm review prepare minusca --quarter FY2025/26-Q3 --known-on 2026-03-31`",
)

Quarter = Annotated[
    str,
    typer.Option("--quarter", metavar="PERIOD", help="FY2025/26-Q3, or any other period such as FY2024/25."),
]
OnDay = Annotated[date, typer.Option(parser=day_typed, metavar="DAY", help="The day it was done.")]
PostNamed = Annotated[str, typer.Option("--by", metavar="POST", help="The post that does it.")]


class FileFormat(StrEnum):
    """What the pages of a review are written as."""

    pdf = "pdf"
    docx = "docx"
    html = "html"
    xlsx = "xlsx"


class ReviewPage(StrEnum):
    """The pages made from one review."""

    leadership = "leadership"
    scorecards = "scorecards"
    annex = "annex"
    performance = "performance"
    factsheet = "factsheet"


class Became(StrEnum):
    """What became of a decision, in a word."""

    done = "done"
    partly = "partly"
    not_done = "not done"
    dropped = "dropped"


@review_app.command()
def prepare(
    quarter: Quarter,
    target: Target = ".",
    known_on: KnownOn = None,
    language: Annotated[Language, typer.Option(help="en or fr.")] = Language.en,
    written_as: WrittenAs = Format.text,
) -> None:
    """Fill a review from the dossier, and list what a person must judge, with the evidence beside it.

    The file reviews/PERIOD.yaml is written; answers that stand in it are kept.

    Example: `bluehelm review prepare minusca --quarter FY2025/26-Q3 --known-on 2026-03-31`
    """
    from bluehelm.cli.review_command import run_prepare

    raise typer.Exit(run_prepare(target, quarter, known_on, language.value, written_as.value))


@review_app.command()
def show(
    quarter: Quarter,
    target: Target = ".",
    known_on: KnownOn = None,
    public: Annotated[
        bool, typer.Option("--public", help="Leave out everything above unclassified.")
    ] = False,
    language: Annotated[Language, typer.Option(help="en or fr.")] = Language.en,
    written_as: WrittenAs = Format.text,
) -> None:
    """Print the leadership's pages of a review; a signed one as it was signed, beside what came later.

    Ends with 1 when a signed review was changed after its signature.

    Example: `bluehelm review show minusca --quarter FY2025/26-Q2`
    """
    from bluehelm.cli.review_command import run_show

    raise typer.Exit(run_show(target, quarter, known_on, language.value, written_as.value, public=public))


@review_app.command()
def decide(
    name: Annotated[str, typer.Argument(metavar="ID", help="Short name of the decision.")],
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What is decided.")],
    quarter: Quarter,
    by: PostNamed,
    on: OnDay,
    why: Annotated[str, typer.Option(help="The reason, in a sentence.")],
    mission: Annotated[str, typer.Option("--mission", "-m", help="A mission's folder or name.")] = ".",
    usd: Annotated[str | None, typer.Option(help="Dollars moved.")] = None,
    posts: Annotated[int | None, typer.Option(help="Posts moved.")] = None,
    moved_from: Annotated[
        str | None, typer.Option("--from", metavar="ITEM", help="Where they come from.")
    ] = None,
    moved_to: Annotated[str | None, typer.Option("--to", metavar="ITEM", help="Where they go.")] = None,
    follow_up_on: Annotated[
        date | None, typer.Option(parser=day_typed, metavar="DAY", help="Day the follow-up is due.")
    ] = None,
    change: Annotated[
        list[str] | None,
        typer.Option(
            metavar="KIND/ID.FIELD=VALUE", help="A change to the dossier; can be given several times."
        ),
    ] = None,
    branch: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Another copy of the mission whose changes are decided on."),
    ] = None,
) -> None:
    """Record a decision of a review; what it changes in the dossier is shown, and merged on signature.

    Example: `bluehelm review decide mines-first "mine action falls last" --quarter FY2025/26-Q3
    --by chief-of-staff --on 2026-04-14 --why "people return to mined fields" -m minusca
    --change output/mine-action-2025-26.cut_rank=9`
    """
    from bluehelm.cli.review_command import Decided, run_decide

    asked = Decided(
        name, text, by, on, why, usd, posts, moved_from, moved_to, follow_up_on, tuple(change or ())
    )
    raise typer.Exit(run_decide(mission, quarter, asked, branch))


@review_app.command()
def recommend(
    name: Annotated[str, typer.Argument(metavar="ID", help="Short name of the recommendation.")],
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What is recommended.")],
    quarter: Quarter,
    to: Annotated[str, typer.Option(metavar="POST", help="Post or body asked: Council, Headquarters, host.")],
    on: OnDay,
    due_on: Annotated[
        date | None, typer.Option(parser=day_typed, metavar="DAY", help="Day by which it should be done.")
    ] = None,
    mission: Annotated[str, typer.Option("--mission", "-m", help="A mission's folder or name.")] = ".",
) -> None:
    """Record a recommendation of a review to somebody outside the mission's leadership.

    Example: `bluehelm review recommend write-conditions "write the conditions for drawdown"
    --quarter FY2025/26-Q3 --to security-council --on 2026-04-14 -m minusca`
    """
    from bluehelm.cli.review_command import run_recommend

    raise typer.Exit(run_recommend(mission, quarter, (name, text, to), on, due_on))


@review_app.command()
def follow(
    item: Annotated[str, typer.Argument(metavar="KIND/ID", help="A decision/… or recommendation/….")],
    became: Annotated[str, typer.Option(metavar="TEXT", help="What became of it.")],
    on: OnDay,
    word: Annotated[Became | None, typer.Option(help="done, partly, not done or dropped.")] = None,
    mission: Annotated[str, typer.Option("--mission", "-m", help="A mission's folder or name.")] = ".",
) -> None:
    """Write down what became of a decision or recommendation; the signed review stays as it is.

    Example: `bluehelm review follow decision/mines-first --became "ranked last" --on 2026-06-30 --word done`
    """
    from bluehelm.cli.review_command import run_follow

    raise typer.Exit(run_follow(mission, item, became, on, word.value if word else None))


@review_app.command()
def sign(
    quarter: Quarter,
    by: PostNamed,
    on: OnDay,
    target: Target = ".",
) -> None:
    """Sign a review: its lines are kept, its decisions merged, and a seal shows any later change.

    Example: `bluehelm review sign minusca --quarter FY2025/26-Q3 --by head-of-mission --on 2026-04-15`
    """
    from bluehelm.cli.review_command import run_sign

    raise typer.Exit(run_sign(target, quarter, by, on))


@review_app.command()
def report(
    quarter: Quarter,
    target: Target = ".",
    out: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Where to write; reports/, unless given.")
    ] = None,
    formats: Annotated[
        list[FileFormat] | None,
        typer.Option(
            "--format", help="pdf, docx, html or xlsx; can be given several times; all, unless given."
        ),
    ] = None,
    languages: Annotated[
        list[Language] | None, typer.Option("--language", help="en or fr; both, unless given.")
    ] = None,
    only: Annotated[
        list[ReviewPage] | None,
        typer.Option(
            "--page", help="leadership, scorecards, annex, performance or factsheet; all, unless given."
        ),
    ] = None,
    public: Annotated[
        bool, typer.Option("--public", help="Leave out everything above unclassified.")
    ] = False,
    known_on: KnownOn = None,
) -> None:
    """Write leadership's pages, scorecards, annex tables, performance table and factsheet from one review.

    Examples: `bluehelm review report minusca --quarter FY2025/26-Q3 --out reports/ --language fr`
    · `bluehelm review report minusca --quarter FY2025/26-Q2 --page factsheet --format docx --public`
    """
    from bluehelm.cli.review_command import Wanted, run_report

    wanted = Wanted(
        tuple(one.value for one in formats or FileFormat),
        tuple(one.value for one in languages or Language),
        tuple(one.value for one in only or ()),
    )
    raise typer.Exit(run_report(target, quarter, out, wanted, known_on=known_on, public=public))
