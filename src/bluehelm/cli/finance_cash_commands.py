"""The commands `bluehelm finance cash`, `payments` and `reform`, hooked into `bluehelm finance`."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from bluehelm.cli.options import Format, InLanguage, Language, WrittenAs, day_typed

N_WORKERS = 2
Out = Annotated[
    Path | None,
    typer.Option(metavar="FOLDER", help="Write the whole page there, as HTML and PDF with its charts."),
]
Habits = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="Your own payment habits: iso3,paid_in_full_share,usual_delay_months,part_low_share,"
        "part_high_share,rest_share,cap_percent.",
    ),
]
Missions = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="Your own missions: mission,annual_usd,military_police_share,credit_usd,mandate_ends,first_on,"
        "last_on.",
    ),
]
Contributors = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Who serves where: mission,iso3,n_people.")
]
Months = Annotated[int, typer.Option(min=1, max=120, help="Months to simulate.")]
Paths = Annotated[int, typer.Option(min=1, max=1_000_000, help="Paths to simulate.")]
Seed = Annotated[int, typer.Option(min=0, help="The same seed gives the same result.")]
Workers = Annotated[
    int, typer.Option(min=1, max=256, help="Workers; their number changes the time, never the result.")
]
BeginOn = Annotated[
    date | None,
    typer.Option("--from", parser=day_typed, metavar="DAY", help="First month; July 2025, unless given."),
]


class Interest(StrEnum):
    """Schedules of interest."""

    none = "none"
    itu = "itu"
    upu = "upu"
    council_of_europe = "council-of-europe"
    own = "own"


class CapReading(StrEnum):
    """Whom a ceiling binds."""

    every = "every"
    largest = "largest"


class AbsorbedBy(StrEnum):
    """Who takes up what a ceiling on the peacekeeping scale spares."""

    all = "all"
    permanent_members = "permanent-members"


class BillingWay(StrEnum):
    """For which time bills are issued."""

    by_mandate = "by_mandate"
    full_year = "full_year"


class CreditWay(StrEnum):
    """When unspent money is given back."""

    by_date = "by_date"
    all = "all"
    cash_backed = "cash_backed"


def add_cash_commands(finance_app: typer.Typer) -> None:
    """Hooks the commands into `bluehelm finance`."""
    finance_app.command()(payments)
    finance_app.command()(cash)
    finance_app.command()(reform)


def payments(
    year: Annotated[int, typer.Option(help="The year whose curve is forecast.")] = 2025,
    state: Annotated[
        str | None, typer.Option(metavar="ISO3", help="How this State pays, class by class.")
    ] = None,
    habits: Habits = None,
    observed: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Records of the year, to check the forecast against: year,iso3,paid_in_full_date.",
        ),
    ] = None,
    written_as: WrittenAs = Format.text,
    language: InLanguage = Language.en,
) -> None:
    """Show how States pay: a model per State, the curve it forecasts, and how it fared on earlier years.

    Part payments are invisible in the records, and payments for peacekeeping are not in them.

    Examples: `bluehelm finance payments` · `bluehelm finance payments --state CHN`
    · `bluehelm finance payments --year 2025 --observed honour-roll-2025.csv`
    """
    from bluehelm.cli.finance_payments_command import run_payments

    raise typer.Exit(run_payments(year, state, habits, observed, written_as.value, language.value))


def cash(
    dossiers: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[MISSION]...",
            help="Dossiers whose outputs are set against the cash; those of the workspace, unless given.",
        ),
    ] = None,
    months: Months = 36,
    paths: Paths = 10_000,
    seed: Seed = 1,
    workers: Workers = N_WORKERS,
    from_on: BeginOn = None,
    missions: Missions = None,
    habits: Habits = None,
    contributors: Contributors = None,
    reserve_usd: Annotated[int, typer.Option(min=0, help="Peacekeeping Reserve Fund.")] = 150_000_000,
    closed_cash_usd: Annotated[int, typer.Option(min=0, help="Cash of closed missions.")] = 0,
    pooled: Annotated[
        bool, typer.Option("--pooled/--not-pooled", help="Whether active missions lend to each other.")
    ] = True,
    credit_rule: Annotated[
        CreditWay, typer.Option("--credits", help="When unspent money is given back.")
    ] = CreditWay.by_date,
    cut_percent: Annotated[
        float, typer.Option(min=0, max=60, help="Contingency cut, of a year's budget within nine months.")
    ] = 15.0,
    cut_from: Annotated[
        date | None,
        typer.Option(
            parser=day_typed, metavar="DAY", help="When the cut begins; October 2025, unless given."
        ),
    ] = None,
    cut_below_days: Annotated[
        float, typer.Option(min=0, help="A further cut begins when cash falls below these days; 0 for never.")
    ] = 0.0,
    written_as: WrittenAs = Format.text,
    language: InLanguage = Language.en,
    out: Out = None,
) -> None:
    """Simulate the cash of missions month by month: when it runs out, who waits for it, what falls first.

    Ends with 1 when a file of yours cannot be used.

    Examples: `bluehelm finance cash` · `bluehelm finance cash minusca --months 36 --paths 10000 --out cash/`
    · `bluehelm finance cash --habits own-habits.csv --cut-percent 0 --format json`
    """
    from bluehelm.cli.finance_cash_command import CashOptions, run_cash

    changes: dict[str, Any] = {
        "reserve_usd": reserve_usd, "closed_cash_usd": closed_cash_usd, "credit_rule": credit_rule.value,
        "cut_share_of_year": cut_percent / 100, "cut_below_days": cut_below_days,
    }  # fmt: skip
    if not pooled:
        changes["pooled_from"] = None
    if cut_from is not None:
        changes["cut_from"] = cut_from
    options = CashOptions(
        missions, habits, contributors, dossiers or (), from_on, months, paths, seed, workers, changes
    )
    raise typer.Exit(run_cash(options, written_as.value, language.value, out))


def reform(
    interest: Annotated[Interest, typer.Option(help="Interest on late payment.")] = Interest.none,
    interest_percent: Annotated[
        float, typer.Option(min=0, max=100, help="Yearly rate of your own schedule (--interest own).")
    ] = 6.0,
    grace_months: Annotated[int, typer.Option(min=0, max=60, help="Months without interest.")] = 0,
    compound: Annotated[bool, typer.Option("--compound/--simple", help="Interest on interest.")] = False,
    regular_cap: Annotated[
        float | None, typer.Option(min=1, max=100, metavar="PERCENT", help="Ceiling on the regular scale.")
    ] = None,
    peacekeeping_cap: Annotated[
        float | None,
        typer.Option(min=1, max=100, metavar="PERCENT", help="Ceiling on the peacekeeping scale."),
    ] = None,
    reading: Annotated[
        CapReading, typer.Option(help="A ceiling binds every State above it, or only the largest.")
    ] = CapReading.every,
    absorbed_by: Annotated[
        AbsorbedBy, typer.Option(help="Who takes up what a peacekeeping ceiling spares.")
    ] = AbsorbedBy.all,
    reserve_usd: Annotated[int | None, typer.Option(min=0, help="A larger Reserve Fund.")] = None,
    billing: Annotated[
        BillingWay | None, typer.Option(help="Bills by mandate, or for the full year in July.")
    ] = None,
    incentive_percent: Annotated[
        float, typer.Option(min=0, max=20, help="Taken off bills paid within a month.")
    ] = 0.0,
    response: Annotated[
        str, typer.Option(metavar="LOW-HIGH", help="Your range of the effect on delays, 0 to 1.")
    ] = "0-0",
    sweep: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Many reforms at once: a CSV with a column for each option."),
    ] = None,
    spread_over: Annotated[
        str, typer.Option(help="For a sweep: processes, dask, or the address of a cluster.")
    ] = "processes",
    months: Months = 36,
    paths: Paths = 10_000,
    seed: Seed = 1,
    workers: Workers = N_WORKERS,
    missions: Missions = None,
    habits: Habits = None,
    written_as: WrittenAs = Format.text,
    language: InLanguage = Language.en,
    out: Out = None,
) -> None:
    """Set a reform beside the rules as they are: per State and for the system, with the same chances.

    A response of payment dates to interest or lower rates has no estimate in any source: it is 0 unless you
    give a range.

    Examples: `bluehelm finance reform --interest itu --response 0-0.3`
    · `bluehelm finance reform --peacekeeping-cap 25 --absorbed-by permanent-members`
    · `bluehelm finance reform --sweep variants.csv --format json`
    """
    from bluehelm.cli.finance_cash_command import CashOptions
    from bluehelm.cli.finance_reform_command import run_reform

    typed = {
        "name": "reform", "interest": interest.value, "interest_percent": interest_percent,
        "grace_months": grace_months, "compound": compound, "regular_cap_percent": regular_cap,
        "peacekeeping_cap_percent": peacekeeping_cap, "reading": reading.value,
        "absorbed_by": absorbed_by.value, "reserve_usd": reserve_usd,
        "billing": billing.value if billing else None, "incentive_percent": incentive_percent,
        "response": response,
    }  # fmt: skip
    options = CashOptions(missions, habits, None, (), None, months, paths, seed, workers, {})
    raise typer.Exit(run_reform(typed, options, sweep, spread_over, written_as.value, language.value, out))
