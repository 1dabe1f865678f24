"""`bluehelm finance rates`: what each State pays of the regular budget and of peacekeeping."""

from __future__ import annotations

from pathlib import Path

from bluehelm.cli.console import console, print_json
from bluehelm.cli.show_money_tables import COULD_NOT_READ, print_csv, show_findings_of_tables
from bluehelm.desk.list_rates import RATE_COLUMNS, list_rates, rates_page


def run_rates(year: int, scale: Path | None, levels: Path | None, written_as: str, language: str) -> int:
    """Prints the rates of a year; ends with 1 where a proposed table cannot be used."""
    listed = list_rates(year, scale, levels)
    if written_as == "json":
        found = [one.as_json() for one in listed.findings]
        print_json({"year": year, "proposed": listed.proposed, "rates": listed.rows(), "findings": found})
    else:
        show_findings_of_tables(listed.findings, language)
    if listed.rates is None:
        return COULD_NOT_READ
    if written_as == "csv":
        print_csv(RATE_COLUMNS, listed.rows())
    elif written_as == "text":
        from bluehelm.review.show_in_terminal import show_page

        show_page(rates_page(listed), language, console())
    return 0
