"""`bluehelm finance payments`: how States pay, and how well that can be forecast."""

from __future__ import annotations

from pathlib import Path

from bluehelm.cli.console import console, print_json
from bluehelm.cli.show_money_tables import COULD_NOT_READ, show_findings_of_tables


def run_payments(
    year: int, state: str | None, habits: Path | None, observed: Path | None, written_as: str, language: str
) -> int:
    """Shows habits and forecast; ends with 1 where a file cannot be used."""
    from bluehelm.desk.list_payments import list_payments

    listed = list_payments(year, state, habits, observed)
    if written_as == "json":
        print_json({**(listed.answer or {}), "findings": [one.as_json() for one in listed.findings]})
    else:
        show_findings_of_tables(listed.findings, language)
    if listed.answer is None:
        return COULD_NOT_READ
    if written_as == "text":
        from bluehelm.review.payments_page import payments_page
        from bluehelm.review.show_in_terminal import show_page

        show_page(payments_page(listed.answer), language, console())
    return 0
