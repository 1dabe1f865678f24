"""What is assessed for a mission: its budget and its shares of the support account and the bases.

Rule: each mission has its own special account; what is apportioned for it holds its shares of the support
account, the logistics base and the regional service centre.
"""

from __future__ import annotations

from decimal import Decimal

from bluehelm.finance import money_table_faults as faults
from bluehelm.finance.open_money_table import MoneyRow
from bluehelm.foundation.findings import Finding

PARTS = ("budget_usd", "support_account_usd", "logistics_base_usd", "service_centre_usd")
NOTHING = Decimal(0)
HALF_A_DOLLAR = Decimal("0.5")


def assessed_of(row: MoneyRow, findings: list[Finding]) -> Decimal | None:
    """The amount assessed, as given or as the sum of its parts; both have to agree."""
    n_before = len(findings)
    parts = {column: row.amount_usd(column, findings, needed=False) for column in PARTS}
    voluntary = row.amount_usd("voluntary_usd", findings, needed=False)
    given = row.amount_usd("assessed_usd", findings, needed=False)
    if len(findings) > n_before:
        return None
    if parts["budget_usd"] is None:
        return row.amount_usd("assessed_usd", findings)
    summed = sum((usd for usd in parts.values() if usd is not None), NOTHING) - (voluntary or NOTHING)
    if given is not None and _all_known(parts) and abs(given - summed) > HALF_A_DOLLAR:
        findings.append(
            faults.PARTS_DISAGREE.at(row.place, assessed=given, summed=summed, over=given - summed)
        )
        return None
    return summed if given is None else given


def _all_known(parts: dict[str, Decimal | None]) -> bool:
    return all(usd is not None for usd in parts.values())
