"""What `bluehelm finance explain`, `assess` and `article-19` do when they are called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, cast

import typer

from bluehelm.cli.console import console, print_json
from bluehelm.cli.show_money_tables import COULD_NOT_READ, has_error, print_csv, show_findings_of_tables
from bluehelm.finance.credit_rules import CreditRuleName
from bluehelm.finance.read_apportionment import ApportionmentFiles
from bluehelm.foundation.findings import Finding
from bluehelm.foundation.pages import Page
from bluehelm.foundation.periods import Period, parse_period


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed for `finance assess`, besides the tables."""

    year: str | None = None
    mission: str | None = None
    state: str | None = None
    behind: Path | None = None
    rates: Sequence[str] = ()
    credit_rule: str | None = None


def _show(page: Page, language: str) -> None:
    from bluehelm.review.show_in_terminal import show_page

    show_page(page, language, console())


def run_explain_rate(state: str, year: int, written_as: str, language: str) -> int:
    """Prints every step behind a State's rates."""
    from bluehelm.desk.explain_rate import explain_rate, explained_page
    from bluehelm.review.page_as_json import page_as_json

    page = explained_page(explain_rate(state, year))
    if written_as == "json":
        print_json(page_as_json(page, language))
    else:
        _show(page, language)
    return 0


def run_assess(files: ApportionmentFiles, typed: Typed, written_as: str, language: str) -> int:
    """Prints the bills; ends with 1 where a table cannot be used."""
    from bluehelm.desk.assess_missions import BILL_COLUMNS, AssessmentAsked, assess, bill_rows
    from bluehelm.desk.assessment_page import assessment_page
    from bluehelm.desk.explain_rate import member_code

    state = member_code(typed.state) if typed.state else None
    rule = cast(CreditRuleName | None, typed.credit_rule)
    asked = AssessmentAsked(files, dict(map(_rates_typed, typed.rates)), typed.behind,
                            _year_typed(typed.year),
                            typed.mission, rule)  # fmt: skip
    assessed = assess(asked)
    if written_as == "json":
        print_json({"bills": bill_rows(assessed.bills(state)), "findings": _as_json(assessed.findings)})
    else:
        show_findings_of_tables(assessed.findings, language)
    if has_error(assessed.findings):
        return COULD_NOT_READ
    if written_as == "csv":
        print_csv(BILL_COLUMNS, bill_rows(assessed.bills(state)))
    elif written_as == "text":
        _show(assessment_page(assessed, state=state, year=typed.year or ""), language)
    return 0


def _as_json(findings: Sequence[Finding]) -> list[dict[str, Any]]:
    return [one.as_json() for one in findings]


def _year_typed(text: str | None) -> Period | None:
    """A budget year as it is typed, 2025/26 or FY2025/26."""
    if text is None:
        return None
    try:
        return parse_period(text if text.startswith("FY") else f"FY{text}")
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--year") from error


def _rates_typed(text: str) -> tuple[int, Path]:
    year, _, path = text.partition("=")
    if not year.isdigit() or not path:
        raise typer.BadParameter("write it as 2028=rates.csv", param_hint="--rates")
    return int(year), Path(path)


def run_article_19(
    contributions: Path, on: date, exempt: Sequence[str], written_as: str, language: str
) -> int:
    """Prints who may vote; ends with 1 where the table cannot be used."""
    from bluehelm.desk.voting_rights_of_states import VOTE_COLUMNS, vote_rows, votes_of, votes_page

    tested = votes_of(contributions, on.year, exempt)
    if written_as == "json":
        print_json(
            {"on": f"{on.year}-01-01", "states": vote_rows(tested), "findings": _as_json(tested.findings)}
        )
    else:
        show_findings_of_tables(tested.findings, language)
    if has_error(tested.findings):
        return COULD_NOT_READ
    if written_as == "csv":
        print_csv(VOTE_COLUMNS, vote_rows(tested))
    elif written_as == "text":
        _show(votes_page(tested), language)
    return 0
