"""`bluehelm finance reform`: a reform beside the rules as they are, or many of them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from bluehelm.cli.console import print_json
from bluehelm.cli.finance_cash_command import CashOptions, setting_of, show_and_write, simulating
from bluehelm.cli.show_money_tables import COULD_NOT_READ, show_findings_of_tables


def run_reform(
    typed: Mapping[str, object],
    options: CashOptions,
    sweep: Path | None,
    spread_over: str,
    written_as: str,
    language: str,
    out: Path | None,
) -> int:
    """Weighs one reform or a table of them; ends with 1 where something given cannot be used."""
    from bluehelm.desk.forecast_cash import CashAsked
    from bluehelm.desk.weigh_reform import weigh_reform, weigh_reforms
    from bluehelm.review.reform_page import reform_page, sweep_page

    setting, asked = setting_of(options), CashAsked(options.missions, options.habits)
    with simulating(language):
        found = (
            weigh_reform(typed, setting, asked, workers=options.workers)
            if sweep is None
            else weigh_reforms(sweep, setting, asked, spread_over=spread_over, workers=options.workers)
        )
    if written_as == "json":
        print_json({**(found.answer or {}), "findings": [one.as_json() for one in found.findings]})
    else:
        show_findings_of_tables(found.findings, language)
    if found.answer is None:
        return COULD_NOT_READ
    page = reform_page(found.answer) if sweep is None else sweep_page(found.answer, setting.from_on)
    show_and_write(page, language, written_as, out, "reform")
    return 0
