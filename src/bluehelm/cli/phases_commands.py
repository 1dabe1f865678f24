"""The commands `bluehelm phases …`: where a mission stands, and its plan replayed, verified and tuned."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from bluehelm.cli.options import AsOf, Format, KnownOn, Language, Target, WrittenAs, day_typed

phases_app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Phases of a mandate as they run: status, replay on past evidence, verification, thresholds.\n\n"
    "Example: `bluehelm phases status minusca`",
)

Out = Annotated[
    Path | None, typer.Option(metavar="FOLDER", help="Write it there as web page and PDF, to print.")
]
InLanguage = Annotated[Language, typer.Option(help="en or fr.")]
From = Annotated[
    date | None,
    typer.Option(
        "--from", parser=day_typed, metavar="DAY",
        help="First month, by any day in it; the first phase's, unless given.",
    ),
]  # fmt: skip
Until = Annotated[
    date | None,
    typer.Option(
        "--until", parser=day_typed, metavar="DAY",
        help="Last month, by any day in it; the last month of the evidence, unless given.",
    ),
]  # fmt: skip


TriggerNamed = Annotated[
    str | None,
    typer.Option(metavar="ID", help="One trigger alone; all with an event declared, unless given."),
]
CalibrateUntil = Annotated[
    date | None,
    typer.Option(
        parser=day_typed, metavar="DAY",
        help="First day no longer used for calibration; two thirds of the months, unless given.",
    ),
]  # fmt: skip
AsKnown = Annotated[
    bool, typer.Option("--as-known", help="On what was known at the time, instead of in hindsight.")
]
HighestRatio = Annotated[
    float, typer.Option(min=0, max=1, metavar="SHARE", help="Highest false alarm ratio allowed, 0 to 1.")
]
HighestRate = Annotated[
    float, typer.Option(min=0, max=1, metavar="SHARE", help="Highest false alarm rate allowed, 0 to 1.")
]
ShortestLead = Annotated[
    float, typer.Option(min=0, metavar="MONTHS", help="Shortest lead wanted, in months on average.")
]


@phases_app.command()
def status(
    target: Target = ".",
    as_of: AsOf = None,
    known_on: KnownOn = None,
    language: InLanguage = Language.en,
    written_as: WrittenAs = Format.text,
    out: Out = None,
) -> None:
    """Say in which phase a mission is, which conditions hold, and what may be decided by whom.

    Examples: `bluehelm phases status minusca` · `bluehelm phases status minusca --as-of 2018-06-30
    --known-on 2018-06-30`
    """
    from bluehelm.cli.phases_run import run_status

    raise typer.Exit(
        run_status(
            target, written_as.value, language.value, out, as_of=as_of, known_on=known_on, today=_today()
        )
    )


@phases_app.command()
def replay(
    target: Target = ".",
    first: From = None,
    last: Until = None,
    language: InLanguage = Language.en,
    written_as: WrittenAs = Format.text,
    out: Out = None,
) -> None:
    """Replay the phase plan on past evidence, in hindsight and as known at the time.

    Shows month by month which conditions held, what the plan would have recommended, and what was decided.

    Examples: `bluehelm phases replay minusca --from 2014-04-01 --until 2022-12-31`
    · `bluehelm phases replay minusca --out replay/`
    """
    from bluehelm.cli.phases_run import run_replay

    raise typer.Exit(
        run_replay(target, written_as.value, language.value, out, first=first, last=last, today=_today())
    )


@phases_app.command()
def verify(
    target: Target = ".",
    as_of: AsOf = None,
    language: InLanguage = Language.en,
    written_as: WrittenAs = Format.text,
    out: Out = None,
) -> None:
    """Verify the phase plan: every state that any evidence can lead to, with an example of each failure.

    Ends with 1 where a property fails, else with 0.

    Examples: `bluehelm phases verify minusca` · `bluehelm phases verify minusca --format json`
    """
    from bluehelm.cli.phases_run import run_verify

    raise typer.Exit(run_verify(target, written_as.value, language.value, out, as_of=as_of, today=_today()))


@phases_app.command()
def tune(
    target: Target = ".",
    trigger: TriggerNamed = None,
    calibrate_until: CalibrateUntil = None,
    as_known: AsKnown = False,
    highest_ratio: HighestRatio = 0.5,
    highest_rate: HighestRate = 0.3,
    shortest_lead: ShortestLead = 1.0,
    language: InLanguage = Language.en,
    written_as: WrittenAs = Format.text,
    out: Out = None,
) -> None:
    """Try out limits: what each pair would have announced, how early, and with how many false alarms.

    Calibrated on early months and shown on later ones. It advises; the planner chooses.

    Examples: `bluehelm phases tune minusca` · `bluehelm phases tune minusca --trigger calm-east
    --calibrate-until 2019-01-01 --out tuning/`
    """
    from bluehelm.cli.phases_run import run_tune
    from bluehelm.phases.threshold_grid import Wanted

    wanted = Wanted(highest_ratio, highest_rate, shortest_lead)
    raise typer.Exit(
        run_tune(
            target,
            written_as.value,
            language.value,
            out,
            trigger=trigger,
            as_known=as_known,
            until=calibrate_until,
            wanted=wanted,
            today=_today(),
        )
    )


def _today() -> date:
    """Today's date: asked for here, at the door."""
    return datetime.now().astimezone().date()
