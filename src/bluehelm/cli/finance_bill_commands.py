"""The commands `bluehelm finance …` that explain a rate, bill the missions and test Article 19."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bluehelm.cli.options import (
    Format,
    InLanguage,
    Language,
    TableFormat,
    WrittenAs,
    WrittenAsTable,
    day_typed,
)


class CreditRuleAsked(StrEnum):
    """How credits of closed years come back."""

    all = "all"
    cash_backed = "cash_backed"


def add_bill_commands(finance_app: typer.Typer) -> None:
    """Hooks the commands into `bluehelm finance`."""
    finance_app.command()(explain)
    finance_app.command()(assess)
    finance_app.command("article-19")(article_19)


def explain(
    state: Annotated[str, typer.Argument(metavar="STATE", help="Three letters, for example CAN.")],
    year: Annotated[int, typer.Option(help="Calendar year.")],
    written_as: WrittenAs = Format.text,
    language: InLanguage = Language.en,
) -> None:
    """Show every step from a State's income to its two rates.

    Example: `bluehelm finance explain CAN --year 2026`
    """
    from bluehelm.cli.finance_bill_runs import run_explain_rate

    raise typer.Exit(run_explain_rate(state, year, written_as.value, language.value))


def assess(
    year: Annotated[
        str | None, typer.Option(help="Budget year, for example 2025/26; every year on file, unless given.")
    ] = None,
    mission: Annotated[str | None, typer.Option("--mission", "-m", help="Only this mission.")] = None,
    state: Annotated[str | None, typer.Option(help="Only this State, section by section.")] = None,
    budgets: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="mission, fiscal_year, budget_usd, support_account_usd, logistics_base_usd, "
            "service_centre_usd or "
            "assessed_usd; 2023/24 to 2025/26 as assessed, unless given.",
        ),
    ] = None,
    mandates: Annotated[
        Path | None, typer.Option(metavar="FILE", help="mission, from, to (the last day).")
    ] = None,
    credits_of: Annotated[
        Path | None,
        typer.Option(
            "--credits",
            metavar="FILE",
            help="mission, fiscal_year, closed_fiscal_year, credit_usd, and for the trial of 2026 "
            "collected_usd, "
            "spent_usd.",
        ),
    ] = None,
    additional: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Late ones: mission, fiscal_year, from, to, gross_usd."),
    ] = None,
    behind: Annotated[
        Path | None, typer.Option(metavar="FILE", help="iso3 of States that owe: their credits are held.")
    ] = None,
    rates: Annotated[
        list[str] | None,
        typer.Option(metavar="YEAR=FILE", help="Rates of another year: iso3, peacekeeping_rate_percent."),
    ] = None,
    credit_rule: Annotated[
        CreditRuleAsked | None, typer.Option(help="How credits come back; by date, unless given.")
    ] = None,
    written_as: WrittenAsTable = TableFormat.text,
    language: InLanguage = Language.en,
) -> None:
    """Bill every State for every mission and period: from budgets, mandates, credits and rates.

    Examples: `bluehelm finance assess --year 2025/26` · `bluehelm finance assess --year 2025/26 --state CAN`
    · `bluehelm finance assess --year 2025/26 --format csv > bills.csv`
    · `bluehelm finance assess --budgets budgets.csv --mandates mandates.csv --credits credits.csv`
    """
    from bluehelm.cli.finance_bill_runs import Typed, run_assess
    from bluehelm.finance.read_apportionment import ApportionmentFiles

    files = ApportionmentFiles(budgets, mandates, credits_of, additional)
    rule = credit_rule.value if credit_rule else None
    typed = Typed(year, mission, state, behind, tuple(rates or ()), rule)
    raise typer.Exit(run_assess(files, typed, written_as.value, language.value))


def article_19(
    contributions: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="iso3, year, due_usd, paid_usd: what was asked for and paid."),
    ],
    on: Annotated[
        date, typer.Option(parser=day_typed, metavar="DAY", help="The test is that of 1 January of its year.")
    ],
    exempt: Annotated[
        list[str] | None,
        typer.Option(metavar="STATE", help="The Assembly let it vote; can be given several times."),
    ] = None,
    written_as: WrittenAsTable = TableFormat.text,
    language: InLanguage = Language.en,
) -> None:
    """Test Article 19 of the Charter: who has lost its vote, and the least it has to pay.

    Example: `bluehelm finance article-19 contributions.csv --on 2025-01-01 --exempt STP`
    """
    from bluehelm.cli.finance_bill_runs import run_article_19

    raise typer.Exit(run_article_19(contributions, on, tuple(exempt or ()), written_as.value, language.value))
